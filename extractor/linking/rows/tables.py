"""Columns of a table and the row that totals them.

    单位 | 户数 | 金额（万元）
    枫溪区 | 30户 | 1.5万元
    合计 | 30户 | 1.6万元        each figure of the 合计 row is the sum of the figures over it

The reading is closed, so that it may fail, only where nothing else can be meant: the table has a
head, one row of totals, first or last, and in between nothing but rows of one rank, each with a
figure of the same kind or an empty cell.  A row that is inside another one (其中), compares (同比,
上年), totals a page or a section (小计, or the sum of the rows beside it), is numbered where the
others are not (一、), or leaves off (……) opens it, and so does a table that another with the same
head goes before: there the total may be of both.  A rate (标准, 人均), a share or a balance carried
down is no sum at all.

Where a head stands twice (姓名 | 金额 | 姓名 | 金额) the list goes on in the columns beside, and
its one total is of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

import regex

from extractor.grids import Cell, Grid
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.totals import FEWEST, equals
from extractor.model import Figure
from extractor.offsets import Span

TOTAL = regex.compile(r"(?:合\s*计|总\s*计|共\s*计|总\s*数|合计数|全[县市区省州镇乡]合?计?)[：:]?")
OPENS = regex.compile(
    r"其中|小\s*计|本页|承前|转下|过次|累计|上年|去年|往年|同比|环比|增长|增减|差额|结余|结转|余额|平均|人均|户均"
    r"|…|\.\.\.|^(?:从|以下)?略$|[等及]其[他它余]|^[（(][一二三四五六七八九十0-9]{1,3}[)）]|^占|占(?:比|总|全)|比例|计划|预算|目标|完成"
)
RANK = regex.compile(r"[一二三四五六七八九十]{1,3}[、.．]")
NO_SUM = regex.compile(
    r"标准|人均|户均|每[户人名月年次]|单价|均|率|比|%|％|余额|结存|结余|累计|排名|年龄|最[高低大小]"
)
EMPTY = frozenset({"", "-", "—", "——", "－", "/", "\\", "无", "0"})


def in_tables(listed: Sequence[Figure], grids: Sequence[Grid]) -> set[int]:
    """Return which of ``listed``, by their place among the mentions, stand in a table."""
    spans = [(grid.start, grid.end) for grid in grids]
    if not spans:
        return set()
    return {f.at for f in listed if any(start <= f.start < end for start, end in spans)}


def find_columns(listed: Sequence[Figure], grids: Sequence[Grid]) -> list[Relation]:
    """Return the totals of the columns of ``grids`` with the figures over or under them."""
    placed = {f.mention.span: f for f in listed}
    continued = [_heads(before) == _heads(grid) for before, grid in pairwise(grids)]
    return [
        relation
        for grid, is_continued in zip(grids, [False, *continued], strict=False)
        for relation in _totals(grid, placed, is_continued=is_continued)
    ]


def _heads(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in grid.rows[: grid.heads]]


def _totals(grid: Grid, placed: Mapping[Span, Figure], *, is_continued: bool) -> Iterator[Relation]:
    rows = grid.body
    totals = [at for at, row in enumerate(rows) if any(is_total(cell) for cell in row)]
    if len(totals) != 1 or totals[0] not in (0, len(rows) - 1):
        return
    at_total = totals[0]
    others = [row for at, row in enumerate(rows) if at != at_total]
    is_closed = _is_flat(others) and bool(grid.heads) and not is_continued and _aligned(grid)
    for at in range(grid.width):
        total = _figure(rows[at_total], at, placed)
        columns = _columns_of(grid, at, rows[at_total], placed)
        cells = [(row, column) for column in columns for row in others]
        parts = [f for row, column in cells if (f := _figure(row, column, placed)) is not None]
        words = "".join(grid.head(at))
        if total is None or not parts or NO_SUM.search(words) or not _alike(total, parts):
            continue
        filled = sum(column < len(row) and row[column].text not in EMPTY for row, column in cells)
        is_whole = (
            is_closed
            and len(parts) >= filled
            and not has_subtotals([f.stated or Decimal(0) for f in parts])
        )
        if is_whole or equals(total, parts):
            yield sum_of(Form.COLUMN, total, parts, closed=is_whole)


def _columns_of(
    grid: Grid, at: int, totals: Sequence[Cell], placed: Mapping[Span, Figure]
) -> list[int]:
    """Return a column with those under the same head, if no other of them has a total."""
    same = [column for column in range(grid.width) if grid.head(column) == grid.head(at)]
    is_alone = sum(_figure(totals, column, placed) is not None for column in same) == 1
    return same if is_alone and any(grid.head(at)) else [at]


def _is_flat(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether all rows are of one rank: none opens the list; all are numbered, or none."""
    ranked = [any(RANK.match(cell.text) for cell in row) for row in rows]
    return not any(_opens(row) for row in rows) and all(one == ranked[0] for one in ranked)


def has_subtotals(stated: Sequence[Decimal]) -> bool:
    """Return whether a number is the sum of two or more right after or right before it."""
    sums = [Decimal(0), *accumulate(stated)]
    first = {value: at for at, value in reversed(list(enumerate(sums)))}
    last = {value: at for at, value in enumerate(sums)}
    return any(
        value
        and (
            last.get(sums[at + 1] + value, 0) >= at + 1 + FEWEST
            or first.get(sums[at] - value, at) <= at - FEWEST
        )
        for at, value in enumerate(stated)
    )


def is_total(cell: Cell) -> bool:
    """Whether a cell names a row of totals."""
    return TOTAL.fullmatch(cell.text) is not None


def _opens(row: Sequence[Cell]) -> bool:
    return any(OPENS.search(cell.text) for cell in row if not cell.is_number)


def _figure(row: Sequence[Cell], at: int, placed: Mapping[Span, Figure]) -> Figure | None:
    """Return the figure that fills a cell: a cell that says more is no plain term of a sum."""
    return placed.get(row[at].span) if at < len(row) else None


def _alike(total: Figure, parts: Sequence[Figure]) -> bool:
    return all(f.series == total.series and f.per is None for f in (total, *parts)) and (
        not total.is_share
    )


def _aligned(grid: Grid) -> bool:
    """Return whether every row has its cells under the same heads."""
    return len({len(row) for row in grid.body}) == 1
