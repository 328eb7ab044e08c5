"""Columns of totals: what each row of a table makes of the columns beside.

    单位 | 现金 | 物资 | 合计            项目 | 合计 | 中央 | 省级
    东街 | 200元 | 10元 | 210元         低保 | 350元 | 280元 | 70元

The parts stand on one side of their total, up to the next column of totals, or are all others of
the table.  A part of another column (其中), a rate or a share is none of them.  Where most of the
rows come out, one that does not claims the same, and it fails where one slip explains it, but for
people, whom two columns may count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from extractor.grids import Grid
from extractor.linking.neighbours import within
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.rows.tables import NO_SUM, but_for_overlap
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, added
from extractor.model import Figure

TOTAL = regex.compile(
    r"(?:\p{Han}{0,6}[合总共小]计|总额|总金额|总数)(?:金额|数额?|人数|户数)?(?:[（(][^（）()]{1,8}[)）])?"
)
PART_OF = regex.compile("其中")
Row = Mapping[int, Figure | None]  # by column; None is what is said otherwise than by a figure


def find_row_totals(listed: Sequence[Figure], grids: Sequence[Grid]) -> Iterator[Relation]:
    """Yield the totals of the rows of ``grids`` in columns of their own."""
    for grid in grids:
        heads = [grid.head(at) for at in range(grid.width)]
        totals = [at for at, head in enumerate(heads) if head and TOTAL.fullmatch(head[-1])]
        rows = _rows(grid, within(listed, grid.start, grid.end)) if totals else []
        for total in totals:
            yield from _of_total(total, totals, heads, rows)


def _rows(grid: Grid, inside: Sequence[Figure]) -> list[Row]:
    """Return the exact figures that fill cells, by their columns, of each row."""
    placed = {f.mention.span: f for f in inside if f.is_exact and f.per is None and not f.is_share}
    return [
        {at: placed.get(cell.span) for at, cell in enumerate(row) if not cell.is_empty}
        for row in grid.body
    ]


def _of_total(
    total: int, totals: Sequence[int], heads: Sequence[Sequence[str]], rows: Sequence[Row]
) -> Iterator[Relation]:
    own = [row for row in rows if row.get(total) is not None]
    for columns in _readings(total, totals, heads):
        claims = [claim for row in own if (claim := _claim(row, total, columns, own)) is not None]
        right = [claim for claim in claims if _makes(*claim)]
        if len(right) < FEWEST or len(right) * 2 <= len(claims):
            continue
        for whole, parts in claims:
            is_right = (whole, parts) in right
            if is_right or is_digit_off(whole, parts, FEWEST):
                relation = sum_of(Form.COLUMN, whole, parts, closed=not is_right)
                yield but_for_overlap(relation, whole, parts)
        return


def _readings(
    total: int, totals: Sequence[int], heads: Sequence[Sequence[str]]
) -> Iterator[list[int]]:
    """Yield the columns that one of totals may be of: up to the next one, or all others."""
    before = max((at for at in totals if at < total), default=-1)
    after = min((at for at in totals if at > total), default=len(heads))
    every = range(len(heads))
    for columns in (range(before + 1, total), range(total + 1, after), every, totals):
        others = [at for at in columns if at != total and not any(map(NO_SUM.search, heads[at]))]
        if columns is every:
            others = [at for at in others if at not in totals]
        yield [at for at in others if not any(map(PART_OF.match, heads[at]))]
        yield others


def _claim(
    row: Row, total: int, columns: Sequence[int], rows: Sequence[Row]
) -> tuple[Figure, list[Figure]] | None:
    """Return the total of a row with its parts, if each of them is an empty cell or a figure."""
    whole = row[total]
    if whole is None:
        return None
    like = [at for at in columns if any(_is_like(other.get(at), whole) for other in rows)]
    parts = [row[at] for at in like if at in row]
    figures = [f for f in parts if f is not None and _is_like(f, whole)]
    return (whole, figures) if FEWEST <= len(figures) == len(parts) else None


def _is_like(figure: Figure | None, whole: Figure) -> bool:
    return figure is not None and figure.series == whole.series


def _makes(whole: Figure, parts: Sequence[Figure]) -> bool:
    return added(parts) == whole.stated
