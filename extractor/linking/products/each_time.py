"""What a rate for each time comes to the first time, and what a rate between two bounds may.

    28名孩子，每人每学期资助300元，头一学期的8400元已送到         300 × 28
    走访病号35人次，每人次慰问金300—800元不等，支出1.9万元        between 300 × 35 and 800 × 35
    58名学生领到助学金8.6万元，每人1000至3000元不等              the bounds behind

The first time is one time, so that what was paid fails where one slip explains it; of bounds an
amount between them is taken, and one outside claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.intervals import multiply
from extractor.linking.neighbours import between, plain_items, triples
from extractor.linking.products.claims import FURTHER
from extractor.linking.products.rates import MORE_INSIDE, counts_for
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.slips import is_slip
from extractor.linking.totals import NOTHING
from extractor.model import Approx, Figure

FIRST_TIME = regex.compile(
    r"[，,]?(?:头|首|第)一?个?(?P<unit>学期|学年|月|季度|年)的?(?:补助|资助|补贴|助学)?(?:款|金|费)?$"
)
TIME = re.compile("每(?:学期|学年|月|季度|年)")
GIVEN = regex.compile(
    r"(?:不等)?(?:的\p{Han}{0,6})?[，,](?:共|合计|总计|累计|一共)?(?:支出|发放|送出|送去|用去|花费|计|支付)?"
    r"(?:\p{Han}{0,6}(?:金|款|资金))?(?:共计?|合计|总计)?"
)
EACH = regex.compile(r"[^，,。；;0-9]{0,6}[，,（(]\s?(?:标准为?|分别|按)?每[户人名位]\p{Han}{0,6}")


def each_time(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of the first time that something is given."""
    if any(f.per and TIME.search(f.lead) for f in listed):
        for count, rate, total in _rated(listed):
            yield from _first_time(count, rate, total, text)


def within_bounds(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals between the bounds of a rate."""
    if any(f.per and f.quantity.approx == Approx.RANGE for f in listed):
        for count, rate, total in _rated(listed):
            if GIVEN.fullmatch(between(rate, total, text)):
                yield from _between_bounds(count, rate, total)
        for count, rate, total in _rated_behind(listed, text):
            yield from _between_bounds(count, rate, total)


def _rated(listed: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Yield each number that a rate and a total follow in its item."""
    for inside in plain_items(listed):
        for count, rate, total in triples(inside):
            is_rated = rate.is_said_rate and rate.series == total.series and total.per is None
            if is_rated and total.stated is not None and counts_for(count, rate):
                yield count, rate, total


def _rated_behind(listed: Sequence[Figure], text: str) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Yield each number and amount, in either order, that a rate of both follows in their item."""
    for inside in plain_items(listed):
        for one, other, rate in triples(inside):
            count, total = (one, other) if one.is_count else (other, one)
            is_rated = rate.is_said_rate and rate.series == total.series and total.per is None
            is_next = EACH.fullmatch(between(other, rate, text)) is not None
            if is_rated and is_next and total.stated is not None and counts_for(count, rate):
                yield count, rate, total


def _first_time(count: Figure, rate: Figure, total: Figure, text: str) -> Iterator[Relation]:
    time = FIRST_TIME.match(total.lead)
    if time is None or f"每{time['unit']}" not in rate.lead:
        return
    made, stated = (rate.stated or NOTHING) * (count.stated or NOTHING), total.stated or NOTHING
    if made == stated or is_slip(stated, made):
        words = between(count, total, text)
        closed = not (MORE_INSIDE.search(words) or FURTHER.search(words))
        yield product_of(Form.RATE_TIMES_COUNT, total, [rate, count], closed=closed)


def _between_bounds(count: Figure, rate: Figure, total: Figure) -> Iterator[Relation]:
    intervals = (rate.interval, count.interval, total.interval)
    each, number, whole = intervals
    if rate.quantity.approx != Approx.RANGE or each is None or number is None or whole is None:
        return
    if multiply(each, number).meets(whole):
        yield product_of(Form.RATES_BOUND, total, [rate, count])
