"""What the rows of a table make: a number, what each of them gets, and the amount.

    等次 | 户数 | 标准 | 金额                每份价值200元。⏎ 乡镇 | 份数 | 折款
    一类 | 12户 | 800元/户 | 9600元         城关镇 | 60份 | 12000元
    二类 | 30户 | 500元/户 | 15000元        双塔镇 | 45份 | 9000元

The rate stands in a column of its own, or is told before the table.  A table may have amounts of
other things: where most of its rows come out, one that does not claims the same, and it fails where
one slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

import regex

from extractor.grids import Cell, Grid
from extractor.linking.products.rates import counts_alike
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.rows.rates import BACK, OTHERS, sentence_of
from extractor.linking.rows.totalled import is_total
from extractor.linking.slips import is_slip
from extractor.linking.totals import NOTHING
from extractor.model import Figure

FEWEST = 2  # rows that come out
RATE_HEAD = regex.compile(r"标准|单价|每[户人名份件]|[人户]均")
Row = tuple[Figure, Figure, Figure]  # the number, the rate and the amount


def find_table_products(
    listed: Sequence[Figure], grids: Sequence[Grid], text: str
) -> list[Relation]:
    """Return the amounts of the rows of tables that a rate and the number in the row make."""
    return [relation for grid in grids for relation in _of_grid(grid, listed, text)]


def _of_grid(grid: Grid, listed: Sequence[Figure], text: str) -> list[Relation]:
    inside = [f for f in listed if grid.start <= f.start < grid.end]
    rows = [row for row in grid.body if not any(is_total(cell) for cell in row)]
    placed = [[_figure(cell, inside) for cell in row] for row in rows]
    columns = range(grid.width)
    numbers = [at for at in columns if _is_filled(placed, at) and _is_counted(placed, at)]
    amounts = [at for at in columns if _is_filled(placed, at) and _is_money(placed, at)]
    for number, amount in product(numbers, amounts):
        for rates in _rates(number, amount, grid, placed, listed, text):
            made = [
                _row(row, number, rate, amount) for row, rate in zip(placed, rates, strict=True)
            ]
            if found := list(_relations([row for row in made if row is not None])):
                return found
    return []


def _row(row: Sequence[Figure | None], number: int, rate: Figure | None, amount: int) -> Row | None:
    if max(number, amount) >= len(row):
        return None
    one, other = row[number], row[amount]
    return (one, rate, other) if one and rate and other else None


def _rates(
    number: int,
    amount: int,
    grid: Grid,
    placed: Sequence[Sequence[Figure | None]],
    listed: Sequence[Figure],
    text: str,
) -> Iterator[list[Figure | None]]:
    """Yield the rate of each row: of another column, or the one told before the table."""
    for at in range(grid.width):
        is_rate = RATE_HEAD.search("".join(grid.head(at))) is not None
        column = [row[at] if at < len(row) else None for row in placed]
        is_rate |= all(f is not None and f.is_said_rate for f in column)
        if at not in (number, amount) and is_rate and all(f and f.is_money for f in column):
            yield column
    first = next((f for row in placed for f in row if f is not None), None)
    count = next(iter(_column(placed, number)), None)
    for rate in reversed(listed):
        if first is None or count is None or rate.start >= grid.start:
            continue
        if first.paragraph - rate.paragraph > BACK:
            return
        is_exact = rate.is_money and rate.is_exact and bool(rate.per)
        if is_exact and counts_alike(count, rate) and not OTHERS.search(sentence_of(rate, text)):
            yield [rate] * len(placed)


def _relations(rows: Sequence[Row]) -> Iterator[Relation]:
    """Yield what the rows make, if most of them come out."""
    right = [row for row in rows if _comes_out(row)]
    if len(right) < FEWEST or len(right) * 2 <= len(rows):
        return
    for row in rows:
        number, rate, amount = row
        is_wrong = row not in right
        if not is_wrong or is_slip(amount.stated or NOTHING, _made(row)):
            yield product_of(Form.RATE_TIMES_COUNT, amount, [rate, number], closed=is_wrong)


def _made(row: Row) -> Decimal:
    number, rate, _ = row
    return (number.stated or NOTHING) * (rate.stated or NOTHING)


def _comes_out(row: Row) -> bool:
    amount = row[-1]
    return abs(_made(row) - (amount.stated or NOTHING)) * 2 < max(amount.quantity.step, Decimal(1))


def _figure(cell: Cell, inside: Sequence[Figure]) -> Figure | None:
    """Return the one exact figure of a cell."""
    found = [f for f in inside if cell.span.start <= f.start < cell.span.end]
    is_exact = len(found) == 1 and found[0].is_exact
    return found[0] if is_exact and found[0].stated else None


def _is_filled(placed: Sequence[Sequence[Figure | None]], at: int) -> bool:
    return sum(at < len(row) and row[at] is not None for row in placed) >= FEWEST


def _column(placed: Sequence[Sequence[Figure | None]], at: int) -> list[Figure]:
    return [f for row in placed if at < len(row) and (f := row[at]) is not None]


def _is_counted(placed: Sequence[Sequence[Figure | None]], at: int) -> bool:
    return all(f.is_count and not f.per for f in _column(placed, at))


def _is_money(placed: Sequence[Sequence[Figure | None]], at: int) -> bool:
    return all(f.is_money and not f.is_said_rate for f in _column(placed, at))
