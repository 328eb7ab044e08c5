"""Figures that two other readings of the text contradict, where each alone would claim nothing.

    900户 … 共29.8万元，其中现金9万元，马甲10.8万元。每户标准220元

Neither an open list of 其中 nor a rate a sentence away says for certain what the total is.  But
9 + 10.8 and 220 × 900 both come to 19.8万, and 29.8万 differs from it by one digit: no reader takes
that for two accidents.  All of these must hold:

- the figure as written is in no relation that comes out;
- another number in its place makes two relations come out to the last digit, which share no other
  figure; one of them is a product;
- that number is what a slip makes of it: one digit, two digits in turned order, a zero, 万 for 元.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from extractor.intervals import interval
from extractor.linking.coming_out import comes_out
from extractor.linking.plain import may_be_slip
from extractor.linking.products import find_products
from extractor.linking.products.rates import is_for_a_time
from extractor.linking.relations import Form, Relation
from extractor.linking.slips import is_slip
from extractor.linking.totals import FEWEST, digits_of
from extractor.model import Count, CountKind, Figure, FindingKind

# Reads all relations of a few figures, of which the products are read already.
Reader = Callable[[Sequence[Figure], Sequence[Relation]], Sequence[Relation]]

REACH = 6  # sentences to either side that a figure is held against
NEAR = 20  # figures to either side
LONGEST = 6  # parts of a list
DIGITS = 2  # of a number that is not made by accident
SURE = 4  # of what relations weigh that make 900 or 100
SMALLEST = 10
ENOUGH = 3  # of what the relations weigh together
PLANNED = re.compile(r"计划|预算|预计|目标|任务")
GIVEN = (CountKind.PERSON, CountKind.HOUSEHOLD, CountKind.PERSON_TIME, CountKind.ITEM)
LARGEST = 100_000  # yuan for one


def find_crossed(
    listed: Sequence[Figure], found: Sequence[Relation], read: Reader, text: str
) -> Iterator[Relation]:
    """Yield, for each figure that two readings contradict, the surer one: it fails.

    ``found`` are the relations of the figures as written; ``read`` finds those of a few figures.
    """
    by_place = {f.at: f for f in listed}
    right = [r for r in found if comes_out(r, by_place)]
    sums = [r for r in found if r.form == Form.SUM_OF_PRODUCTS]
    explained = {at for r in (*right, *sums) for at in r.places}
    made = {(r.total, r.parts[-1]) for r in right if r.kind == FindingKind.PRODUCT}
    for at, figure in enumerate(listed):
        if figure.at in explained or not _may_be_wrong(figure):
            continue
        window = [
            f
            for f in listed[max(0, at - NEAR) : at + NEAR + 1]
            if abs(f.sentence - figure.sentence) <= REACH
        ]
        for value in _values(figure, window):
            relations = _readings(figure, value, window, read, text)
            # 48名，共2.4万元，人均500元。每人再加200元，可得700元: 500 made the 2.4万 of the 48.
            relations = [r for r in relations if (r.total, r.parts[-1]) not in made]
            if len(relations) == FEWEST:
                yield replace(relations[0], is_closed=True, is_open_list=False, is_crossed=True)
                break


def _may_be_wrong(figure: Figure) -> bool:
    # 计划12000元 is no slip of the 12900元 that it came to.
    return may_be_slip(figure) and not PLANNED.search(figure.lead)


def _values(figure: Figure, window: Sequence[Figure]) -> Iterator[Decimal]:
    """Yield what the figures around it make in two ways, and a slip makes the figure of."""
    written = figure.stated or Decimal(0)
    made = list(_products(figure, window))
    large = (value for value in dict.fromkeys(made) if value >= SMALLEST)
    meant = [value for value in large if is_slip(written, value)]
    if not meant:
        return
    ways = Counter(made)
    ways.update(_sums(figure, window))
    ways.update(f.stated for f in window if f.series == figure.series and f.stated is not None)
    yield from (value for value in meant if ways[value] > 1)


def _sums(figure: Figure, window: Sequence[Figure]) -> Iterator[Decimal]:
    """Yield what lists beside the figure come to, and what is left of the total of its list."""
    row = [f for f in window if f.series == figure.series and f.stated and not f.is_change]
    here = row.index(figure) if figure in row else -1
    for start in range(len(row)):
        total = Decimal(0)
        for end in range(start, min(len(row), start + LONGEST)):
            if end != here:
                total += row[end].stated or 0
            if start <= here <= end:
                outside = (f.stated for f in (*row[:start], *row[end + 1 :]) if f.stated)
                yield from {whole - total for whole in outside if whole > total > 0}
            elif end > start:
                yield total


def _products(figure: Figure, window: Sequence[Figure]) -> Iterator[Decimal]:
    """Yield what rates and counts make, where the figure is the total, the rate or the count."""
    amounts = [f for f in window if f.is_money and f is not figure]
    rates = [f for f in amounts if _may_be_rate(f)]
    if figure.is_money:
        counts = [f for f in window if _is_count(f)]
        yield from ((r.stated or 0) * (c.stated or Decimal(0)) for r in rates for c in counts)
        pairs = ((a.stated, c.stated) for a in amounts for c in counts)
    else:
        pairs = ((a.stated, r.stated) for a in amounts for r in rates)
    yield from (one / other for one, other in pairs if one and other and not one % other)


def _is_count(figure: Figure) -> bool:
    value = figure.mention.value
    return isinstance(value, Count) and value.kind in GIVEN and bool(figure.stated)


def _may_be_rate(figure: Figure) -> bool:
    """Whether the figure is for one of those counted; for one a month, the months count too."""
    is_small = figure.stated is not None and figure.stated < LARGEST
    return figure.is_said_rate and is_small and not is_for_a_time(figure.lead)


def _readings(
    figure: Figure, value: Decimal, window: Sequence[Figure], read: Reader, text: str
) -> list[Relation]:
    """Return the two relations that come out with ``value`` in the place of the figure."""
    quantity = replace(figure.quantity, stated=value, low=value, high=value)
    known = interval(quantity, figure.mention.text)
    meant = replace(figure, quantity=quantity, stated=value, interval=known)
    supporting = _around(meant, [meant if f is figure else f for f in window], read, text)
    supporting.sort(key=_weight, reverse=True)
    supporting = [r for r in supporting if not _is_of_others(r, window)]
    enough = ENOUGH if digits_of(value) >= DIGITS else SURE
    for one, other in combinations(supporting, FEWEST):
        shared = one.places & other.places
        kinds = [one.kind, other.kind]
        is_total = figure.at in (one.total, other.total)
        has_product = 0 < kinds.count(FindingKind.PRODUCT) <= (1 if is_total else FEWEST)
        if has_product and shared == {figure.at} and _weight(one) + _weight(other) >= enough:
            return [one, other]
    return []


def _is_of_others(relation: Relation, window: Sequence[Figure]) -> bool:
    """Whether a product takes the rate of one group for the number of another.

    20人，每人500元，30人，每人300元: 500 × 30 is nothing the text says.
    """
    if relation.kind != FindingKind.PRODUCT:
        return False
    rates = {f.at for f in window if f.at in relation.parts and f.is_money}
    first = min(rates, default=-1)
    before = [f for f in window if f.at < first and f.is_count]
    own = [f for f in before if f.sentence == before[-1].sentence][-1:]
    is_same = any(f.at == first and f.sentence == own[0].sentence for f in window) if own else False
    return is_same and own[0].at not in relation.parts


def _around(figure: Figure, window: Sequence[Figure], read: Reader, text: str) -> list[Relation]:
    """Return the relations with the figure that come out to the last digit, one a product at least.

    Most numbers make no product, and what else there is need not be read for them.
    """
    by_place = {f.at: f for f in window}

    def supports(relation: Relation) -> bool:
        return figure.at in relation.places and comes_out(relation, by_place)

    products = find_products(window, text)
    return list(filter(supports, read(window, products))) if any(map(supports, products)) else []


def _weight(relation: Relation) -> int:
    return 1 if relation.kind == FindingKind.RESTATEMENT or relation.form == Form.RUN else 2
