"""Whom an amount went to that its own sentence does not say: those helped in a sentence before.

    对312名困难职工给予救助。其中，登门看望的有12人。活动共发放慰问金18.35万元       312名困难职工
    走访孤寡老人65位。每人送上300元                                            65位孤寡老人
    看望6位劳模和31名困难职工。共发放劳模慰问金9600元，困难职工补助金46500元        each by its name

Only an amount that is handed out takes them, and only from its own paragraph; who got another
amount there, and parts after 其中, are not meant.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.linking.figures import holding
from extractor.linking.gifts.recipients import Receivers, Recipients, last_listed, number_of
from extractor.linking.gifts.surroundings import OF_WHICH, Near, sentence_start
from extractor.model import CountKind, Mention, Money, Value
from extractor.offsets import after_last_mark

HANDED_OUT = regex.compile(
    r"(?:发放|送去|送上|送出|给予|支出|投入)[^，,。；;]{0,16}$|(?:慰问|救助|补助|帮扶|帮困|助学)(?:金|款|品|物资)[^，,。；;]{0,12}$"
)
NOT_HANDED_OUT = regex.compile("捐|募|筹|收到|争取|拨|接受|自付|人均|户均|每")
HELPED = regex.compile("慰问|看望|走访|探望|救助|帮扶|资助|关怀")
RAISED = regex.compile("争取|筹|募|拨|资金")
RAISED_REACH = 12  # code points
# 为28位困难职工每户发一袋米；每户一桶油，折合8960元: the same ones.
EACH = regex.compile(r"每[户人名位]")
# 走访孤寡老人65位。每人送上300元; but 每人捐款100元
EACH_OF_THEM = regex.compile(
    r"(?:[给为向])?(?:[他她]们)?(?:平均)?(?:每(?P<household>户|个?家庭)|(?P<household>户均)|每[人名位]|人均)"
    r"(?![^，,。；;]{0,8}(?:捐|缴|交|收入|纯收|工资|消费|支出|负担))"
)
SENTENCES = 3  # how far back
WORD = 2  # characters that a group and its money share: 劳模慰问金
NOBODY = Receivers((), None)


def earlier(start: int, near: Near, told: Sequence[Mention[Value]], text: str) -> Receivers:
    """Return who was helped in a sentence before the item of an amount, which begins at ``start``.

    ``told`` are the mentions of the paragraph up to the amount.
    """
    sentence = sentence_start(text, start)
    if sentence < start and EACH.match(text, start):
        return _named(_listed(told, sentence, start, text), "", near, text)
    if each := EACH_OF_THEM.match(text, start):
        return _counted_before(start, near, told, text, by_household=bool(each["household"]))
    clause = text[after_last_mark(text, "，,。；;\n", start, near.first) : near.first]
    if not HANDED_OUT.search(clause) or NOT_HANDED_OUT.search(clause):
        return NOBODY
    end = start
    for _ in range(SENTENCES):
        if end == 0:
            break
        begin = sentence_start(text, end - 1)
        inside = [m for m in told if begin <= m.span.start and m.span.end <= end]
        if _was_given(inside, text):
            return NOBODY
        if listed := _listed(told, begin, end, text):
            return _named(listed, clause, near, text) if HELPED.search(text, begin, end) else NOBODY
        end = begin
    return NOBODY


def _counted_before(
    start: int, near: Near, told: Sequence[Mention[Value]], text: str, *, by_household: bool
) -> Receivers:
    """Return those whom the sentence before counts, and gives nothing: each gets so much."""
    begin = sentence_start(text, start - 1) if start else start
    inside = [m for m in told if begin <= m.span.start and m.span.end <= start]
    listed = _listed(told, begin, start, text)
    numbers = [number_of(one, near, text) for one in listed]
    kinds = {number.value.kind is CountKind.HOUSEHOLD for number in numbers if number}
    if None in numbers or kinds != {by_household} or holding(inside, Money):
        return NOBODY
    return Receivers(listed, numbers[0] if len(numbers) == 1 else None)


def _listed(told: Sequence[Mention[Value]], start: int, end: int, text: str) -> Recipients:
    """Return those listed last from ``start`` to ``end``, before any 其中."""
    opened = text.find(OF_WHICH, start, end)
    own = [
        m for m in told if start <= m.span.start and m.span.end <= (end if opened < 0 else opened)
    ]
    return last_listed(own, text)


def _named(listed: Recipients, clause: str, near: Near, text: str) -> Receivers:
    """Return those of ``listed`` whose name the amount bears, else all of them."""
    bearing = tuple(r for r in listed if r.text[-WORD:] in clause)
    chosen = bearing or listed
    numbers = [number for r in chosen if (number := number_of(r, near, text))]
    return Receivers(chosen, numbers[-1] if numbers else None)


def _was_given(inside: Sequence[Mention[Value]], text: str) -> bool:
    """Whether a sentence tells of an amount of its own, other than one that was raised."""
    money = holding(inside, Money)
    leads = (text[max(0, m.span.start - RAISED_REACH) : m.span.start] for m in money)
    return any(not RAISED.search(lead) for lead in leads)
