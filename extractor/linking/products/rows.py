"""Rows of a table written as lines: each a number, what each of them gets, and what that makes.

    1　离休干部　6人　1000元/人　6000元
    2　退休职工　138人　300元/人　41400元
    3　困难职工　14人　1500元/人　22000元      does not come out

One row by itself may be anything.  Of rows of the same form that stand below each other, most of
which come out, those that do not claim the same, so that they may fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.linking.neighbours import triples
from extractor.linking.products.rates import counts_alike
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.totals import are_exact
from extractor.model import Figure

# the number of the row and whom it is of
LABEL = regex.compile(
    r"[ \t　]*(?:[0-9]{1,3}(?:[.、．)）][ \t　]*|[ \t　]+))?\p{Han}[\p{Han}、（）()]{1,15}[ \t　]+"
)
BLANK = regex.compile(r"[ \t　]*[×xX*＊]?[ \t　]*")
FOR_ONE = regex.compile(r"(?:[/／每]\s?[人户名位])?[ \t　]*[=＝]?[ \t　]*")
END = regex.compile(r"[ \t　]*(?:\n|\Z)")
FEWEST = 2  # rows that come out


def row_products(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the products of rows below each other, where most of them come out."""
    for rows in _tables(list(_rows(listed, text))):
        right = sum(row.comes_out for row in rows)
        if right < FEWEST or right <= len(rows) - right:
            continue
        for row in rows:
            factors = [row.rate, row.count]
            yield product_of(Form.RATE_TIMES_COUNT, row.total, factors, closed=True)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a count, what each gets, and a total, which is the whole of it."""

    start: int
    end: int
    count: Figure
    rate: Figure
    total: Figure

    @property
    def comes_out(self) -> bool:
        """Whether rate times count is the total."""
        rate, count, total = self.rate.stated, self.count.stated, self.total.stated
        return rate is not None and count is not None and rate * count == total


def _rows(listed: Sequence[Figure], text: str) -> Iterator[_Row]:
    for count, rate, total in triples(listed):
        if not (count.is_count and _are_exact(count, rate, total) and counts_alike(count, rate)):
            continue
        start = text.rfind("\n", 0, count.start) + 1
        end = END.match(text, total.end)
        is_row = (
            end is not None
            and LABEL.fullmatch(text, start, count.start)
            and BLANK.fullmatch(text, count.end, rate.start)
            and FOR_ONE.fullmatch(text, rate.end, total.start)
        )
        if end is not None and is_row:
            yield _Row(start, end.end(), count, rate, total)


def _are_exact(count: Figure, rate: Figure, total: Figure) -> bool:
    figures = (count, rate, total)
    are_amounts = rate.is_money and total.is_money
    return (
        are_amounts
        and rate.series == total.series
        and all(f.stated is not None for f in figures)
        and are_exact(figures)
    )


def _tables(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Yield the rows that stand directly below each other."""
    table: list[_Row] = []
    for row in rows:
        if table and row.start != table[-1].end:
            yield table
            table = []
        table.append(row)
    if table:
        yield table
