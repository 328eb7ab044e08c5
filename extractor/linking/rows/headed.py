"""What the line above a list says that its rows come to, and what a mean below it is of.

    拟对下列7户家庭给予救助，共31500元 ⏎ 杨昌荣 6000元 ⏎ … ⏎ 安碧珍 3000元      seven rows
    下列6户家庭 ⏎ 莫春生 | 8000元 ⏎ … ⏎ 合计 | 28500元 ⏎ 户均救助4750元

A list of as many rows as the line says is whole.  Its total fails where one slip, or one row left
out, explains it; the mean fails where one slip does, or where it is that of the rows as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.intervals import multiply
from extractor.linking.products.rates import MEAN, counts_alike
from extractor.linking.relations import Form, Relation, product_of, ratio_of, sum_of
from extractor.linking.rows.columns import OPENS
from extractor.linking.rows.counts import openers
from extractor.linking.rows.lists import RowList
from extractor.linking.rows.tables import has_subtotals
from extractor.linking.slips import is_digit_off, is_one_left_out, is_slip
from extractor.linking.totals import added, are_exact, is_like
from extractor.model import Figure

OTHERWISE = regex.compile(r"[去上往前历]年|部分|主要|代表|节选")  # 共26480元。去年捐款如下：
WORTH = regex.compile(r"价值|总值|折[价款合]|计|共|合计|金额|款")
FEWEST = 3  # rows
DIGITS = 2  # of a total that the number of rows vouches for


def find_headed(
    lists: Sequence[RowList], by_paragraph: Mapping[int, Sequence[Figure]], text: str
) -> Iterator[Relation]:
    """Yield the totals above lists and the means below them."""
    for found in lists:
        if found.total is not None:
            yield from _priced(found, by_paragraph)
        if len(found.rows) < FEWEST:
            continue
        count = next(openers(found, by_paragraph, text), None)
        if count is None:
            continue
        if found.total is None and found.is_whole:
            yield from _total(found, by_paragraph.get(count.paragraph, ()), text)
        elif found.total is not None:
            yield from _mean(found, count, by_paragraph)


def _total(found: RowList, above: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals above rows that have one figure of the measure each."""
    measures = [series for series, _ in found.rows[0].shape]
    plain = [f for f in above if not (f.per or f.is_change)]
    for at, measure in enumerate(measures):
        totals = [f for f in plain if f.series == measure]
        if len(totals) == 1 and measures.count(measure) == 1:
            yield from _of_column(totals[0], found.column(at), found, text)


def _of_column(
    total: Figure, parts: Sequence[Figure], found: RowList, text: str
) -> Iterator[Relation]:
    is_plain = total.is_marked_total and are_exact((total, *parts)) and is_like(total, parts)
    is_plain = is_plain and not any(f.per for f in parts)
    is_open = OPENS.search(text, found.rows[0].start, found.rows[-1].end)
    is_open = is_open or OTHERWISE.search(text, total.end, found.rows[0].start)
    if not is_plain or is_open or has_subtotals([f.stated or Decimal(0) for f in parts]):
        return
    is_off = is_digit_off(total, parts, DIGITS) or is_one_left_out(total, parts)
    if is_off or total.stated == added(parts):
        yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=is_off)


def _mean(
    found: RowList, count: Figure, by_paragraph: Mapping[int, Sequence[Figure]]
) -> Iterator[Relation]:
    """Yield the mean below a list, of its total and the number of its rows."""
    assert found.total is not None and count.stated  # noqa: S101, PT018  asked before
    for mean in by_paragraph.get(found.total.paragraph + 1, ())[:1]:
        if not (MEAN.search(mean.lead) and counts_alike(count, mean) and mean.stated):
            continue
        totals = [f for f in found.total.figures if f.series == mean.series]
        measures = [series for series, _ in found.rows[0].shape]
        if len(totals) != 1 or measures.count(mean.series) != 1 or not totals[0].stated:
            continue
        parts = found.column(measures.index(mean.series))
        made = [_rounded(one, count, mean) for one in (totals[0].stated, added(parts))]
        is_exact = are_exact((mean, totals[0], count, *parts))
        is_sure = is_exact and (mean.stated == made[1] or is_slip(mean.stated, made[0]))
        if mean.stated == made[0] or is_sure:
            is_off = mean.stated != made[0]
            yield ratio_of(Form.MEAN, mean, totals[0], count, closed=is_off)


def _priced(found: RowList, by_paragraph: Mapping[int, Sequence[Figure]]) -> Iterator[Relation]:
    """Yield what the things that a list totals are worth, where the line below says how much each.

    合计 1200床 1520件 ⏎ 棉衣由某厂捐赠，每件按85元计，价值近13万元
    """
    assert found.total is not None  # noqa: S101  asked before
    below = by_paragraph.get(found.total.paragraph + 1, ())
    for rate, worth in pairwise(below):
        counts = [f for f in found.total.figures if counts_alike(f, rate) and f.is_count]
        is_pair = rate.is_said_rate and worth.series == rate.series and worth.part == rate.part
        if len(counts) != 1 or not is_pair or worth.per or not WORTH.search(worth.lead):
            continue
        one, other = rate.interval, counts[0].interval
        made = multiply(one, other) if one and other else None
        if made is not None and worth.interval is not None and made.meets(worth.interval):
            yield product_of(Form.RATE_TIMES_COUNT, worth, [rate, counts[0]])


def _rounded(amount: Decimal, count: Figure, mean: Figure) -> Decimal:
    return (amount / (count.stated or 1)).quantize(mean.quantity.step)
