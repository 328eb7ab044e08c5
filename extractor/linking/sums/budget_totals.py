"""Totals of budgets: a head amount, what is added to it, and the total of both.

    收入完成508,665万元，比上年增支43,062万元。加上上解支出45,226万元，债务还本48,430万元，支出总计602,321万元
    收入262,726万元，转移性收入227,967万元，上年结余1,147万元，收入总计491,840万元

After 加上 all that is listed is added to the head, which stands before it in the sentence or in one
of the sentences before.  Any figure there may be the head, if it makes the total and has digits
enough to do so by no accident; the total fails only where none of them does.  A list in which 其中,
扣除 or 含 stands outside brackets is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.linking.openness import OVER_TIME, is_of_more, overlaps
from extractor.linking.plain_totals import OTHERS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.sums.counted_lists import is_of_others
from extractor.linking.sums.wholes import BRACKET
from extractor.linking.totals import FEWEST, LONGEST, digits_of, is_within, meets, shortest_tail
from extractor.model import Figure

REACH = 3  # sentences from a head to what is added to it
DIGITS = 4  # of a head that is taken for no other reason than that it adds up
CLOSING = re.compile(
    r"(?:(?:收入|支出|资金|财力|来源|基金)[^，,。；、]{0,8}?(?:总计|合计|总量)|总收入|总支出|收支总计|^\s?(?:总计|合计|共计))"
    r"(?:预计|完成|安排|达到|达|为|是|约|\s|[：:])*$"
)
ADDED = regex.compile(
    r"(?<![增参追附])加上?(?!强|快|大|工|入|速|以|装|密|固|深|班|剧|重|油|息|值|盟|征)"
)
OPEN = regex.compile(rf"其中|扣除|减去|剔除|减除|含|包括|等(?!\s?[0-9])|除|抵|{OVER_TIME}")
WHICH = regex.compile(r"^\s*(?:其中|其他|另外)")
SUBTOTAL = re.compile(r"小计[：:\s]*$")
LIKE = 3  # a total and its list are of one size, whichever of them is wrong


def budget_totals(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that close a list of what is added to a head."""
    for at, total in enumerate(row):
        if total.bracket is not None or not _closes(total):
            continue
        items = _items(row, at)
        heads = _heads(row, at)
        start = items[0].start - len(items[0].lead) if items else 0
        added = _last(ADDED, text, start, total.start) if items else None
        if added is not None:
            before = [f for f in items if f.start < added]
            after = [f for f in items if f.start >= added]
            words = text[added : total.start]
            name = _name(text, start, added)
            if name:
                yield from _named(
                    total,
                    _called(name, [f for f in row[:at] if f.start < added]),
                    after,
                    words,
                )
            else:
                yield from _headed(total, [*heads, *before], after, words)
        elif len(items) >= FEWEST:
            yield from _listed(total, heads, items, start, text)


def _closes(figure: Figure) -> bool:
    """Whether words that only totals have stand before the figure."""
    may_close = "总" in figure.lead or "计" in figure.lead
    return may_close and CLOSING.search(figure.lead) is not None


def _items(row: Sequence[Figure], at: int) -> list[Figure]:
    """Return the figures of the sentence before the total, from the last closed list on."""
    found: list[Figure] = []
    for figure in reversed(row[max(0, at - 2 * LONGEST) : at]):
        if figure.sentence != row[at].sentence or _closes(figure):
            break
        if figure.bracket is None:
            found.insert(0, figure)
    return found


def _heads(row: Sequence[Figure], at: int) -> list[Figure]:
    """Return the figures of the sentences before that may be what the list is added to."""
    return [
        f
        for f in row[max(0, at - 3 * LONGEST) : at]
        if f.bracket is None
        and f.paragraph == row[at].paragraph
        and 0 < row[at].sentence - f.sentence <= REACH
    ]


def _last(pattern: regex.Pattern[str], text: str, start: int, end: int) -> int | None:
    found = [m.start() for m in pattern.finditer(text, start, end)]
    return found[0] if found else None


def _headed(
    total: Figure, heads: Sequence[Figure], after: Sequence[Figure], words: str
) -> Iterator[Relation]:
    """Yield the reading with the head that makes the total, else with the one that ought to."""
    if not after or not heads:
        return
    subject = _subject(heads, total)
    for head in [subject, *reversed(heads)]:
        if meets(total, [head, *after]) and (head is subject or _is_telling(head)):
            yield sum_of(Form.HEAD_AND_ADDED, total, [head, *after], closed=True)
            return
    is_claim = not OPEN.search(BRACKET.sub("", words)) and is_within(LIKE, total, [subject, *after])
    fitting = any(meets(total, [*heads[n:], *after]) for n in range(len(heads)))
    if is_claim and not fitting and not meets(total, after):
        yield sum_of(Form.HEAD_AND_ADDED, total, [subject, *after], closed=True)


def _name(text: str, start: int, added: int) -> str:
    """Return what 加上 is said of, where it is named again: 地方收入加上上划中央收入."""
    clause = regex.split(r"[，,；;。：:\n）)]", text[start:added])[-1]
    return (
        "" if regex.search("[0-9]", clause) else regex.sub(r"^(?:以上|上述)|[再并另]$", "", clause)
    )


def _called(name: str, before: Sequence[Figure]) -> list[Figure]:
    """Return the figures of the paragraph that are called ``name``."""
    if not before:
        return []
    near = [f for f in before[-3 * LONGEST :] if f.paragraph == before[-1].paragraph]
    return [f for f in near if f.bracket is None and name in f.lead]


def _named(
    total: Figure, heads: Sequence[Figure], after: Sequence[Figure], words: str
) -> Iterator[Relation]:
    """Yield the nearest head of the name that makes the total, or the only one of it."""
    fitting = [head for head in reversed(heads) if meets(total, [head, *after])]
    is_claim = len(heads) == 1 and not OPEN.search(BRACKET.sub("", words))
    for head in fitting[:1] or (
        heads if is_claim and is_within(LIKE, total, [*heads, *after]) else ()
    ):
        yield sum_of(Form.HEAD_AND_ADDED, total, [head, *after], closed=True)


def _subject(heads: Sequence[Figure], total: Figure) -> Figure:
    """Return the first figure of the nearest sentence that does not only split one before it."""
    firsts: dict[int, Figure] = {}
    for figure in heads:
        firsts.setdefault(figure.sentence, figure)
    plain = [f for f in firsts.values() if not WHICH.match(f.lead)]
    own = firsts.get(total.sentence)
    return own or (plain or list(firsts.values()))[-1]


def _is_telling(figure: Figure) -> bool:
    return digits_of(figure.stated) >= DIGITS


def _listed(
    total: Figure, heads: Sequence[Figure], items: Sequence[Figure], start: int, text: str
) -> Iterator[Relation]:
    """Yield the list that nothing is added to: all of the sentence, or the end of it."""
    if meets(total, items):
        yield sum_of(Form.LIST_THEN_TOTAL, total, items, closed=True)
        return
    subtotals = [f for f in items if SUBTOTAL.search(f.lead)]
    if subtotals:  # 王庄12户、李庄15户，小计27户；赵庄8户、孙庄10户，小计18户；总计45户
        is_off = items[-1] is subtotals[-1] and is_digit_off(total, subtotals, FEWEST)
        is_off = is_off and not OPEN.search(text, start, total.start)
        if len(subtotals) >= FEWEST and (is_off or meets(total, subtotals)):
            yield sum_of(Form.LIST_THEN_TOTAL, total, subtotals, closed=is_off)
        return
    if shortest_tail(total, [*heads, *items]):
        return
    words = text[start : total.start]
    is_claim = not OPEN.search(BRACKET.sub("", words)) and is_within(LIKE, total, items)
    is_claim &= not (
        overlaps(total, items[0].sentence_start, text)
        or is_of_more(total, items, words)
        or is_of_others(total, items, text)
        or OTHERS.search(total.lead)
    )
    if is_claim and all(f.stated for f in items):
        yield sum_of(Form.LIST_THEN_TOTAL, total, items, closed=True)
