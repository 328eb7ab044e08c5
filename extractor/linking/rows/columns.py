"""What the rows of a list make, column by column, and the largest and smallest of them told again.

    坪上村 12户 3600元 ⏎ 岩脚村 15户 4500元 ⏎ 合计 27户 8100元      each figure is a sum
    最高4000元，最低800元                                          behind the list

A column fails only where its list is whole and all of one rank: 其中, 小计 and 上年 open it.  Who
gave most is told of the list, or of another year, so that only what agrees is a restatement.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from extractor.linking.figures import PEOPLE
from extractor.linking.relations import Form, Relation, stated_twice, sum_of
from extractor.linking.rows.lists import PART, RowList, line_above
from extractor.linking.rows.tables import NOTED, PARTIAL, TWICE, has_subtotals
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import added, are_exact, equals, is_like, meets
from extractor.model import Figure

OPENS = regex.compile(
    r"其中|小计|上年|去年|往年|同比|环比|增长|差额|[结盈剩]余|余额|平均|[人户]均|支出|标准|比例|计划|预算|目标|另|除|等奖"
)
LONGER = "累计"  # of this list, and of those before it
FEWEST = 3  # rows of a list that a total may contradict
BEHIND = 2  # paragraphs behind a list in which its largest figure may be told
LARGEST = re.compile(r"最[高多大](?:者|的|额|达)?为?$")
SMALLEST = re.compile(r"最[低少小](?:者|的|额)?为?$")


def find_column_sums(lists: Sequence[RowList], text: str) -> Iterator[Relation]:
    """Yield the totals of the columns of lists."""
    for found in lists:
        if found.total is None:
            continue
        is_plain = len(found.rows) >= FEWEST and _is_whole(found, text)
        columns = list(columns_of(found))
        for total, parts in columns:
            is_claim = is_plain and _is_exact(total, parts)
            if not is_claim and not meets(total, parts):
                continue
            relation = sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=is_claim)
            may_overlap = (
                is_claim and _overlap(total, parts) and not _is_slip(total, parts, columns)
            )
            yield replace(relation, is_closed=False, doubt=TWICE) if may_overlap else relation


def columns_of(found: RowList) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """Yield each figure of the total row with those above it, where its place is not in doubt."""
    assert found.total is not None  # noqa: S101  asked before
    shape = found.rows[0].shape
    totals = [f.series for f in found.total.figures]
    # 每户500元 in every row is totalled by nothing, where what it makes is.
    is_rated = len(totals) < len(shape) and not any(f.per for f in found.total.figures)
    measures = [None if per and is_rated else series for series, per in shape]
    for place, total in enumerate(found.total.figures):
        if totals.count(total.series) == measures.count(total.series):
            nth = totals[:place].count(total.series)
            at = [n for n, series in enumerate(measures) if series == total.series][nth]
        elif place == len(totals) - 1 and total.series == measures[-1] and _are_priced(found):
            at = len(measures) - 1
        else:
            continue
        parts = found.column(at)
        if not total.is_share and not any(f.per or f.is_change for f in (total, *parts)):
            yield total, parts


def _are_priced(found: RowList) -> bool:
    """Whether most rows end with a number, a price and what they make: 4人　8000元　32000元."""
    if len(found.rows[0].figures) < len(("number", "price", "amount")):
        return False
    ends = [[f.stated or Decimal(0) for f in row.figures[-3:]] for row in found.rows]
    made = sum(number * price == amount for number, price, amount in ends)
    return made > len(ends) / 2


def _is_whole(found: RowList, text: str) -> bool:
    """Whether nothing around the list or in it says that it has not all of its total."""
    assert found.total is not None  # noqa: S101  asked before
    first, last = found.rows[0], found.total
    if OPENS.search(text, first.start, last.start) or LONGER in last.label:
        return False
    is_partial = (
        PARTIAL.search(line_above(text, first.start).slice(text)) and PART not in last.label
    )
    return found.is_whole and not is_partial and not NOTED.match(text, last.end)


def _overlap(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether who is in two rows may be counted once in all: 低保120人，临时救助45人，合计150人."""
    return total.series in PEOPLE and (total.stated or 0) < added(parts)


def _is_slip(
    total: Figure, parts: Sequence[Figure], columns: Sequence[tuple[Figure, Sequence[Figure]]]
) -> bool:
    """Whether one slip explains a total of people, whose list another column shows to be whole."""
    others = (column for column in columns if column[0] is not total)
    return is_digit_off(total, parts) and any(equals(*column) for column in others)


def _is_exact(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether all of them are exact, no part is a total of others, and they are of one size."""
    is_exact = are_exact((total, *parts)) and all(f.stated for f in (total, *parts))
    has_parts = has_subtotals([f.stated or Decimal(0) for f in parts])
    return is_exact and not has_parts and is_like(total, parts)


def find_extremes(lists: Sequence[RowList], listed: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the largest and the smallest amount of a list that is told again behind it."""
    ends = [(found.total or found.rows[-1]).paragraph for found in lists]
    for figure in listed if lists else ():
        pick = max if LARGEST.search(figure.lead) else min if SMALLEST.search(figure.lead) else None
        at = bisect_left(ends, figure.paragraph) - 1
        if pick is None or at < 0 or figure.paragraph - ends[at] > BEHIND:
            continue
        own = [f for row in lists[at].rows for f in row.figures if f.series == figure.series]
        told = pick((f for f in own if f.stated), key=lambda f: f.stated or 0, default=None)
        if told is not None and told.stated == figure.stated:
            yield stated_twice(figure.at, [told.at])
