"""Columns of a table and the row that totals them.

    单位 | 户数 | 金额（万元）
    枫溪区 | 30户 | 1.5万元
    合计 | 30户 | 1.6万元        each figure of the 合计 row is the sum of the figures over it

    小计 | 30户 | 1.5万元         … or, of several, since the 小计 before, of which 合计 is the sum

The reading is closed, so that it may fail, only where nothing else can be meant: the table has a
head, one row of totals, first or last, and in between nothing but rows of one rank, each with a
figure of the same kind or an empty cell.  A row that is inside another one (其中), compares (同比,
上年), is the sum of the rows beside it, is numbered where the others are not (一、), or leaves off
(……) opens it, and so do a title (续表, 部分), a note (合计含匿名捐款) and a table that another with
the same head goes before: there the total may be of both.  A rate (标准, 人均), a share or a
balance carried down is no sum at all.

小计 stand behind the rows they are of, or all of them before; a row without one opens the total.
Who is in rows of two kinds may be counted once in the total, but nobody lives in two villages.

Where a head stands twice (姓名 | 金额 | 姓名 | 金额) the list goes on in the columns beside, and
its one total is of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, pairwise

import regex

from extractor.grids import Cell, Grid
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.rows.lists import line_above
from extractor.linking.rows.totalled import Claim, claims_of
from extractor.linking.said_rates import HEADS
from extractor.linking.totals import FEWEST, added, equals
from extractor.model import Figure
from extractor.offsets import Span

NO_SUM = regex.compile(
    r"标准|人均|户均|每[户人名月年次]|单价|均|率|比|%|％|余额|结存|结余|累计(?!数|额|金额)|排名|年龄|最[高低大小]"
)
# Rows of places and bodies, or of persons: nobody is in two of them.
APART = regex.compile(
    r"单位|[乡村镇县区市州省组队班局所厂校]|街道|社区|地[区方]|学校|年级|车间|部门|科室|支部|片|公司|姓名"
)
PERSONS = regex.compile(r"姓名|户主")
LONGEST_TITLE = 40  # code points
TWICE = "may-count-twice"
PARTIAL = regex.compile(
    r"部分|节选|摘录|主要|代表|[居靠]前|前(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[名位家]"
)
CARRIED = regex.compile(r"接上|承前|续表|^续|[（(]续[一二三四五0-9]?[)）]|接前|上页")
# 注：合计数含匿名捐款800元。
NOTED = regex.compile(
    r"[\s|]*[（(]?\s*(?:备?注|说明)[^\n]{0,40}(?:含|包括|另|重复|去重|除|四舍五入)"
)


def in_tables(listed: Sequence[Figure], grids: Sequence[Grid]) -> set[int]:
    """Return which of ``listed``, by their place among the mentions, stand in a table."""
    spans = [(grid.start, grid.end) for grid in grids]
    if not spans:
        return set()
    return {f.at for f in listed if any(start <= f.start < end for start, end in spans)}


def find_columns(listed: Sequence[Figure], grids: Sequence[Grid], text: str) -> list[Relation]:
    """Return the totals of the columns of ``grids`` with the figures over or under them."""
    placed = {f.mention.span: f for f in listed}
    continued = [_heads(before) == _heads(grid) for before, grid in pairwise(grids)]
    return [
        relation
        for grid, is_continued in zip(grids, [False, *continued], strict=False)
        for relation in _totals(grid, placed, is_part=is_continued or _is_cut(grid, text))
    ]


def _heads(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in grid.rows[: grid.heads]]


def _is_cut(grid: Grid, text: str) -> bool:
    """Whether the words around a table say that its rows are not all there are."""
    above = line_above(text, grid.top).slice(text)
    titles = (above, *("".join(cell.words for cell in row) for row in grid.rows[: grid.heads]))
    said = (words for words in titles if len(words) < LONGEST_TITLE)
    is_part = any(CARRIED.search(words) or PARTIAL.search(words) for words in said)
    return is_part or NOTED.match(text, grid.end) is not None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what is asked of it for every total; ``is_whole``: no rows are elsewhere."""

    rows: Sequence[Sequence[Cell]]
    heads: Sequence[Sequence[str]]
    placed: Mapping[Span, Figure]
    is_whole: bool
    are_apart: bool  # its rows are of places, bodies or persons

    @property
    def are_persons(self) -> bool:
        """Whether each row is of one person, so that none is the sum of others."""
        return any(PERSONS.search(words) for head in self.heads for words in head)


def _totals(grid: Grid, placed: Mapping[Span, Figure], *, is_part: bool) -> Iterator[Relation]:
    claims = list(claims_of(grid.body))
    if not claims:
        return
    heads = [grid.head(at) for at in range(grid.width)]
    is_whole = bool(grid.heads) and not is_part and _aligned(grid)
    label = next((at for at in range(grid.width) if not _is_numbered(grid, at)), 0)
    are_apart = any(map(APART.search, heads[label]))
    table = Table(grid.body, heads, placed, is_whole, are_apart)
    for claim in claims:
        for at in range(grid.width):
            yield from _of_column(table, at, claim)


def _of_column(table: Table, at: int, claim: Claim) -> Iterator[Relation]:
    """Yield what a row of totals says of a column."""
    rows, placed = table.rows, table.placed
    total = _figure(rows[claim.total], at, placed)
    if total is None or NO_SUM.search("".join(table.heads[at])):
        return
    columns = _columns_of(table, at, rows[claim.total])
    cells = [(rows[n], column) for column in columns for n in claim.parts]
    parts = [f for row, column in cells if (f := _figure(row, column, placed)) is not None]
    if not parts or not _alike(total, parts):
        return
    plain = [f for n in claim.plain if (f := _figure(rows[n], at, placed)) is not None]
    if not equals(total, parts) and plain and _alike(total, plain) and equals(total, plain):
        parts = plain  # one of the 小计 is wrong, and not their total
    filled = sum(column < len(row) and not row[column].is_empty for row, column in cells)
    is_full = len(parts) == len(cells) if claim.plain else len(parts) >= filled
    has_sums = not (claim.plain or table.are_persons or _are_numbered(table, claim))
    has_sums = has_sums and has_subtotals([f.stated or Decimal(0) for f in parts])
    is_closed = claim.is_sure and table.is_whole and is_full and not has_sums
    if is_closed or equals(total, parts):
        relation = sum_of(Form.COLUMN, total, parts, closed=is_closed)
        yield relation if table.are_apart else but_for_overlap(relation, total, parts)


def but_for_overlap(relation: Relation, total: Figure, parts: Sequence[Figure]) -> Relation:
    """Return the relation, in doubt where who is in two of the parts may be counted once."""
    may_overlap = relation.is_closed and _overlap(total, parts)
    return replace(relation, is_closed=False, doubt=TWICE) if may_overlap else relation


def _overlap(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether who is in two rows may be counted once: 春节慰问120人，助学30人，合计140人."""
    return total.series in HEADS and (total.stated or 0) < added(parts)


def _are_numbered(table: Table, claim: Claim) -> bool:
    """Whether the rows are numbered from 1 on: none is the sum of others."""
    numbers = [table.rows[at][0].text for at in claim.parts]
    return numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _is_numbered(grid: Grid, at: int) -> bool:
    return any(cell is not None and cell.is_number for cell in grid.column(at))


def _columns_of(table: Table, at: int, totals: Sequence[Cell]) -> list[int]:
    """Return a column with those under the same head, if no other of them has a total."""
    head = table.heads[at]
    same = [column for column, other in enumerate(table.heads) if other == head]
    is_alone = sum(_figure(totals, column, table.placed) is not None for column in same) == 1
    return same if is_alone and any(head) else [at]


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
