"""Totals of a list in which several that are named gave, or got, the same: 乙、丙各捐2万元.

    甲公司捐款5万元，乙公司、丙公司各捐款2万元，合计9万元       5 + 2 + 2
    共需164000元，租金开支10万元，蔡某、夏某各捐2万元，不足部分2.4万元由协会补足
    资助单某10000元；给折某、黑某各2000元。本期合计支出14000元

The amount stands in the sum as often as there are names before 各.  A name the finder missed, or
等, makes them too few: the total fails only behind its list, where nothing but names, 、 and one 和
stand between the clause and 各, and no word leaves the list open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.linking.openness import OPEN_WORDS, is_of_more
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.totals import are_exact
from extractor.model import Figure, Mention, Value

EACH = regex.compile(
    r"各(?:自|人|位)?(?:捐[款赠助献]?|认捐|出资|资助|赞助|支持|配套|拿出|发放?|给予?|补助|救助|获|得|领|送)?"
    r"(?:了|到|去|上|款|人民币|现金|善款|慰问金|救助金|补助金?|助学金|奖金)*"
)
IN_ORDER = regex.compile(r"\s?[、和及与]\s?\p{Han}{0,2}[0-9]")  # 甲、乙各捐1000元、800元
SEPARATOR = regex.compile(r"、|[和与及]")
LEADING = regex.compile(r"(?:^|[，,；;。：:、\s])[^，,；;。：:、\s0-9等和与及]{0,8}$")
TOTAL = regex.compile(r"(?:合计|共计|总计|一共|总共|[本两三四五六七八九十]?共)[^0-9]{0,8}$")
FEWEST = 2  # names
FARTHEST = 24  # code points of one name
LONGEST = 14  # figures of a list


@dataclass(frozen=True, slots=True)
class Each:
    """What each of several gave: how many they are, and whether the text names them all."""

    number: int
    is_sure: bool


def find_given_each(
    listed: Sequence[Figure], parties: Sequence[Mention[Value]], text: str
) -> Iterator[Relation]:
    """Yield the totals of lists with what each of several gave."""
    each = eaches(listed, parties, text)
    if not each:
        return
    row = [f for f in listed if f.is_money and f.stated and f.bracket is None]
    row = [f for f in row if f.at in each or not (f.is_said_rate or f.is_change)]
    for at, total in enumerate(row) if each else ():
        if total.at not in each and total.is_marked_total:
            yield from _behind(total, row[max(0, at - LONGEST) : at], each, text)
            yield from _before(total, row[at + 1 : at + 1 + LONGEST], each)


def eaches(
    listed: Sequence[Figure], parties: Sequence[Mention[Value]], text: str
) -> dict[int, Each]:
    """Return what each of several gave, by the place of the amount."""
    rates = [f for f in listed if f.is_each and f.is_money and f.stated]
    return {f.at: found for f in rates if (found := _named(f, parties, text))}


def _named(rate: Figure, names: Sequence[Mention[Value]], text: str) -> Each | None:
    """Return how many names stand right before 各."""
    at = bisect_right([m.span.end for m in names], rate.start)
    if not at:
        return None
    said = text[names[at - 1].span.end : rate.start]
    if IN_ORDER.match(text, rate.end) or not EACH.fullmatch(said.strip()):
        return None
    run = [names[at - 1]]
    for name in reversed(names[: at - 1]):
        gap = text[name.span.end : run[0].span.start]
        if not SEPARATOR.fullmatch(gap) or len(name.text) > FARTHEST:
            break
        run.insert(0, name)
    before = text[max(0, run[0].span.start - FARTHEST) : run[0].span.start]
    marks = [text[a.span.end : b.span.start] for a, b in pairwise(run)]
    is_sure = LEADING.search(before) is not None and all(mark == "、" for mark in marks[:-1])
    is_sure = is_sure and not before.endswith("、")
    return Each(len(run), is_sure) if len(run) >= FEWEST else None


def _behind(
    total: Figure, before: Sequence[Figure], each: dict[int, Each], text: str
) -> Iterator[Relation]:
    """Yield the total of the list before it, or of as much of the list as makes it."""
    near = [f for f in before if total.sentence - f.sentence <= 1]
    own = [f for f in near if f.sentence == total.sentence] or near
    tails = [near[-n:] for n in range(FEWEST, len(near) + 1)]
    tails = [tail for tail in tails if any(f.at in each for f in tail)]
    fitting = next((tail for tail in tails if _added(tail, each) == total.stated), None)
    if fitting:
        yield _sum(Form.LIST_THEN_TOTAL, total, fitting, each)
        return
    if (
        len(own) >= FEWEST
        and own[0].sentence == total.sentence
        and _is_sure(total, own, each, text)
    ):
        yield _sum(Form.LIST_THEN_TOTAL, total, own, each, closed=True)


def _is_sure(total: Figure, own: Sequence[Figure], each: dict[int, Each], text: str) -> bool:
    """Whether the sentence names all that its total is of."""
    named = [each[f.at] for f in own if f.at in each]
    if not named or not all(one.is_sure for one in named) or not TOTAL.search(total.lead):
        return False
    if not are_exact((*own, total)):
        return False
    words = text[own[0].sentence_start : total.start]
    is_like = _added(own, each) / 2 < (total.stated or 0) < _added(own, each) * 2
    is_all = not any(f.is_marked_total for f in own) and not is_of_more(total, own, words)
    return is_like and is_all and not OPEN_WORDS.search(words)


def _before(total: Figure, after: Sequence[Figure], each: dict[int, Each]) -> Iterator[Relation]:
    """Yield the total that the figures of its sentence behind it make."""
    own = [f for f in after if f.sentence == total.sentence]
    for length in range(FEWEST, len(own) + 1):
        parts = own[:length]
        if any(f.at in each for f in parts) and _added(parts, each) == total.stated:
            yield _sum(Form.TOTAL_THEN_LIST, total, parts, each)
            return


def _added(parts: Sequence[Figure], each: dict[int, Each]) -> Decimal:
    numbers = ((f.stated or Decimal(0)) * (each[f.at].number if f.at in each else 1) for f in parts)
    return sum(numbers, Decimal(0))


def _sum(
    form: Form,
    total: Figure,
    parts: Sequence[Figure],
    each: dict[int, Each],
    *,
    closed: bool = False,
) -> Relation:
    often = [(f, each[f.at].number if f.at in each else 1) for f in parts]
    return sum_of(form, total, [f for f, times in often for _ in range(times)], closed=closed)
