"""The rows of tables as lists of rows, each up to the row that totals it.

    县供销社 | 20000元 ⏎ 县中医院 | 16500元 ⏎ 小计 | 36500元 ⏎ 刘铁成 | 6000元 ⏎ 小计 | …

A table whose rows do not hold like figures at the same places is no such list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.grids import Cell, Grid
from extractor.linking.neighbours import within
from extractor.linking.rows.lists import FEWEST, Row, RowList
from extractor.linking.rows.totalled import is_part, is_total
from extractor.model import Figure


def lists_of_grids(listed: Sequence[Figure], grids: Sequence[Grid]) -> list[RowList]:
    """Return the lists that the rows of ``grids`` are, in order."""
    return [found for grid in grids for found in _lists(grid, listed)]


def _lists(grid: Grid, listed: Sequence[Figure]) -> Iterator[RowList]:
    inside = within(listed, grid.start, grid.end)
    body: list[Row] = []
    is_whole = True
    for cells in grid.body:
        row = _row(cells, inside)
        is_end = any(is_total(cell) or is_part(cell) for cell in cells)
        if is_end and len(body) >= FEWEST and row is not None:
            yield RowList(tuple(body), row, is_whole)
        if row is None or is_end or (body and row.shape != body[0].shape):
            is_whole = is_end
            body = []
        if row is not None and not is_end:
            body.append(row)
    if len(body) >= FEWEST:
        yield RowList(tuple(body), None, is_whole)


def _row(cells: Sequence[Cell], inside: Sequence[Figure]) -> Row | None:
    """Return a row of a table, if it has figures and says of whom they are."""
    start, end = cells[0].span.start, cells[-1].span.end
    figures = tuple(within(inside, start, end))
    label = next((cell for cell in cells if cell.text and not cell.is_number), None)
    if not figures or label is None:
        return None
    return Row(start, end, label.text, label.span.start, cells[0].is_number, figures)
