"""The numbers that amounts went to as arithmetic shows: the rate times the number is the amount.

    走访34户困难职工，每户800元，发放27200元                    800 × 34 = 27200
    慰问185人次，其中上半年97人次；发放14.8万元，人均800元         14.8万 / 185 = 800
    子女11人，本科7人，每人4000元，大专4人，每人2500元，共3.8万元   7 × 4000 + 4 × 2500
    慰问1224户，其中低保户780户、优抚对象444户，送去62.1万元       its parts are listed
    口粮款16.8万元。⏎口粮款发给缺粮灾民5600人，每人30元           the name taken up again

What comes out exactly within two sentences is no accident.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations, product
from typing import NamedTuple

import regex

from extractor.intervals import interval
from extractor.linking.figures import PEOPLE, holding
from extractor.linking.gifts.surroundings import OF_WHICH, clause_start, sentence_start
from extractor.linking.relations import Form, Relation
from extractor.model import Count, CountKind, FindingKind, Interval, Mention, Money, Value
from extractor.offsets import Span

RECEIVING = (*PEOPLE, CountKind.ORGANISATION)
CASE = "例"
MEANS = (Form.MEAN, Form.MEAN_TIMES_COUNT)
LISTS = (
    Form.OF_WHICH,
    Form.TOTAL_THEN_LIST,
    Form.BRACKET,
    Form.LIST_THEN_TOTAL,
    Form.RUN,
)
THREE = 3  # an amount, a rate and a number
LONGEST_ITEM = 30  # code points before a rate
SHORTEST_NAME = 3
NAME = regex.compile(r"(?:^|\P{Han}|其中)((?!其中)\p{Han}{3,10})[\s：:]?$")  # 其中口粮款16.8万元


class Whole(NamedTuple):
    """A number that is stated with all of its parts."""

    number: Mention[Count]
    parts_end: int


@dataclass(frozen=True, slots=True)
class Proven:
    """What comes out, by place."""

    numbers: Mapping[Span, Mention[Count]]  # of an amount or a rate: how many it went to
    wholes: Mapping[Span, Whole]  # of a number that others are listed beside
    sums: Mapping[Span, Sequence[Mention[Value]]]  # of an amount: those it adds up
    shared: Mapping[Span, Sequence[Mention[Count]]]  # of an amount: those who share it by rates


def proven(mentions: Sequence[Mention[Value]], relations: Iterable[Relation], text: str) -> Proven:
    """Return what ``relations`` that come out show of ``mentions``."""
    numbers: dict[Span, set[Mention[Count]]] = {}
    wholes: dict[Span, Whole] = {}
    sums: dict[Span, Sequence[Mention[Value]]] = {}
    shared: dict[Span, Sequence[Mention[Count]]] = {}
    for relation in relations:
        if relation.total is None:
            continue
        members = [mentions[at] for at in (relation.total, *relation.parts)]
        if relation.kind == FindingKind.SUM and relation.form in LISTS:
            if relation.is_closed or relation.form == Form.OF_WHICH or _adds_up(members):
                _file_sum(members, wholes, sums)
        elif relation.form == Form.SUM_OF_PRODUCTS:
            shared[members[0].span] = holding(members[1:], Count)
        elif relation.kind in (FindingKind.PRODUCT, FindingKind.RATIO):
            is_mean = relation.form in MEANS
            for amount, rate, count in _divided(members, relation.times, is_mean=is_mean):
                is_near = _are_near(amount.span, count.span, text)
                if is_near or _is_named(count, rate, text) or _is_taken_up(amount, rate, text):
                    numbers.setdefault(amount.span, set()).add(count)
                    numbers.setdefault(rate.span, set()).add(count)
    sure = {amount: next(iter(found)) for amount, found in numbers.items() if len(found) == 1}
    return Proven(sure, wholes, sums, shared)


def _file_sum(
    members: Sequence[Mention[Value]],
    wholes: dict[Span, Whole],
    sums: dict[Span, Sequence[Mention[Value]]],
) -> None:
    """File the parts of a stated sum under it."""
    total, *parts = members
    if isinstance(total.value, Money):
        sums[total.span] = parts
        return
    end = max(part.span.end for part in parts)
    for count in holding([total], Count):
        wholes.update((part.span, Whole(count, end)) for part in parts)


def _divided(
    members: Sequence[Mention[Value]], times: Decimal, *, is_mean: bool
) -> Iterable[tuple[Mention[Money], Mention[Money], Mention[Count]]]:
    """Yield the amount, its rate, and the number that the one is of the other."""
    if len(members) != THREE:
        return
    counts = [m for m in holding(members, Count) if _may_receive(m.value)]
    money = holding(members, Money)
    for count, (amount, rate) in product(counts, permutations(money, 2)):
        if _is_product(amount, rate, count, times, is_mean=is_mean):
            yield amount, rate, count


def _may_receive(count: Count) -> bool:
    """Whether people or bodies are counted, or cases, each of one patient: 手术164例，每例800元."""
    return count.kind in RECEIVING or count.unit == CASE


def _is_product(
    amount: Mention[Money],
    rate: Mention[Money],
    count: Mention[Count],
    times: Decimal,
    *,
    is_mean: bool,
) -> bool:
    """Whether the amount is the rate for each; a mean may be rounded to its last digit."""
    number, each = count.value.quantity.stated, rate.value.quantity
    total, single = interval(amount.value.quantity, amount.text), interval(each, rate.text)
    if not number or total is None or single is None:
        return False
    slack = each.step if is_mean else Decimal(0)
    if single.low is None or single.high is None:
        return False
    low, high = (single.low - slack) * number * times, (single.high + slack) * number * times
    return total.meets(Interval(low, high))


def _are_near(one: Span, other: Span, text: str) -> bool:
    """Whether two figures stand in one sentence of a paragraph, or in two that follow each other.

    Farther away 2000 × 120 is 24万 by accident.
    """
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return "\n" not in between and between.count("。") <= 1


def _is_named(count: Mention[Count], rate: Mention[Money], text: str) -> bool:
    """Whether the item of the rate names those counted farther up: 离退休老同志每人500元."""
    noun = count.value.noun
    start = clause_start(text, rate.span.start, LONGEST_ITEM)
    return noun is not None and len(noun) >= SHORTEST_NAME and noun in text[start : rate.span.start]


def _is_taken_up(amount: Mention[Money], rate: Mention[Money], text: str) -> bool:
    """Whether the sentence of the rate, farther down, begins with the name of the amount.

    其中口粮款16.8万元，建房款14.2万元。⏎口粮款发给缺粮灾民5600人，每人30元
    """
    name = NAME.search(text[max(0, amount.span.start - LONGEST_ITEM) : amount.span.start])
    if name is None or rate.span.start < amount.span.end:
        return False
    start = sentence_start(text, rate.span.start)
    return text.startswith((name[1], OF_WHICH + name[1]), start)


def _adds_up(members: Sequence[Mention[Value]]) -> bool:
    figures = [m.value.quantity.stated for m in members if isinstance(m.value, Money | Count)]
    known = [stated for stated in figures if stated is not None]
    return len(known) == len(members) and known[0] == sum(known[1:])
