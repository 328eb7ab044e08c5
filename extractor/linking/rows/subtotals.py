"""Totals of the 小计 of lists that follow each other, each under a head of its own.

    共收到捐款137650元，明细如下。⏎ 单位捐款 ⏎ … ⏎ 小计 109650元 ⏎ 个人捐款 ⏎ … ⏎ 小计 28000元
    … ⏎ 小计 109650元 ⏎ … ⏎ 小计 28000元 ⏎ 总计 137650元

The total is the marked one of the lines above the first list, or the one of the line below the last
one.  It fails where one slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.rows.lists import Row, RowList
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, added, are_exact, is_like
from extractor.model import Figure

ABOVE = 3  # lines from a total to the first row: its head, and that of the columns
APART = 3  # lines from one 小计 to the first row under the next head
BELOW = 1


def find_sums_of_subtotals(
    lists: Sequence[RowList], listed: Sequence[Figure]
) -> Iterator[Relation]:
    """Yield the totals of what the lists come to."""
    for run in _runs(lists):
        totals = [found.total for found in run if found.total is not None]
        for parts in zip(*(row.figures for row in totals), strict=False):
            yield from _of(parts, run[0].rows[0], totals[-1], listed)


def _runs(lists: Sequence[RowList]) -> Iterator[list[RowList]]:
    """Yield the lists with a 小计 each that follow each other."""
    run: list[RowList] = []
    for found in lists:
        last = run[-1].total if run else None
        if last is not None and not (found.is_part and _is_next(last, found)):
            if len(run) >= FEWEST:
                yield run
            run = []
        if found.is_part:
            run.append(found)
    if len(run) >= FEWEST:
        yield run


def _is_next(last: Row, found: RowList) -> bool:
    is_near = found.rows[0].paragraph - last.paragraph <= APART
    return is_near and found.total is not None and found.total.shape == last.shape


def _of(
    parts: Sequence[Figure], first: Row, last: Row, listed: Sequence[Figure]
) -> Iterator[Relation]:
    like = [f for f in listed if f.series == parts[0].series and not (f.per or f.is_change)]
    above = [f for f in like if 0 < first.paragraph - f.paragraph <= ABOVE and f.is_marked_total]
    below = [f for f in like if 0 < f.paragraph - last.paragraph <= BELOW and f.is_marked_total]
    for total in (*reversed(above), *below[:1]):
        if total.stated == added(parts):
            form = Form.TOTAL_THEN_LIST if total in above else Form.LIST_THEN_TOTAL
            yield sum_of(form, total, parts)
            return
    for total in below[:1] or above[-1:]:
        is_sure = are_exact((total, *parts)) and is_like(total, parts)
        if is_sure and is_digit_off(total, parts):
            yield sum_of(Form.TOTAL_THEN_LIST, total, parts, closed=True)
