"""Tables inside a text: rows of cells between pipes, as every reader writes them.

    单位 | 户数 | 金额（万元）       a head
    枫溪区 | 30 | 1.5               a row; an empty cell keeps its place between two pipes
    合计 | 70 | 3.6                 a row that totals the ones before it

A table is at least two rows that follow each other without another line between.  Its head is what
stands before the first row with a number; a row of years alone (2018 | 2019年) belongs to the head.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.offsets import Span

SEPARATOR = " | "
CELL = regex.compile(r"[^|\n]*+")
ROW = regex.compile(r"^[^|\n]*+\|[^\n]*+$", regex.MULTILINE)
FEWEST_ROWS = 2
NUMBER = regex.compile(
    r"[-－−+]?(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,5}|[0-9]{1,15})(?:[.．][0-9]{1,8})?"
)
# A number with the unit that it was given: 30户, 1.5万元, 500元/户, 12%.
MEASURED = regex.compile(NUMBER.pattern + r"\s?[\p{Han}%％/]{0,8}")
# Titles and heads that begin like a number with its unit: 2019年救助情况表, 1月, 60岁以上.
TIME = regex.compile(
    r"(?:19|20)[0-9]{2}年\p{Han}{0,8}|[0-9]{1,2}(?:月份?|季度|[日号])\p{Han}{0,6}"
    r"|[0-9]{1,3}周?岁\p{Han}{1,6}"
)
YEAR = regex.compile(r"(?:19|20)[0-9]{2}(?:年度?)?")
OF_HEADS = regex.compile(r"年|项\s?目|指\s?标|单\s?位|类\s?别|名\s?称")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it says without the blanks around it, and where that stands in the text."""

    text: str
    span: Span

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number, with its unit or without."""
        return MEASURED.fullmatch(self.text) is not None and TIME.fullmatch(self.text) is None


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its rows, of which the first ``heads`` are its head."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows under the head."""
        return self.rows[self.heads :]

    @property
    def start(self) -> int:
        """Where the table begins in the text."""
        return self.rows[0][0].span.start

    @property
    def end(self) -> int:
        """Where the table ends in the text."""
        return self.rows[-1][-1].span.end

    @property
    def width(self) -> int:
        """The number of cells of the longest row."""
        return max(map(len, self.rows))

    def column(self, at: int) -> list[Cell | None]:
        """Return the cells of a column under the head; ``None`` where a row ends before it."""
        return [row[at] if at < len(row) else None for row in self.body]

    def head(self, at: int) -> list[str]:
        """Return what the head says of a column, from the top; a wide cell covers what follows."""
        said = [_covering(row, at) for row in self.rows[: self.heads]]
        lowest = max(
            (n for n, row in enumerate(self.rows[: self.heads]) if _says(row, at)), default=-1
        )
        return [words for n, words in enumerate(said) if words and n <= lowest]


def find_grids(text: str) -> list[Grid]:
    """Return the tables of ``text``, in order."""
    found: list[Grid] = []
    run: list[tuple[Cell, ...]] = []
    end = -2
    for line in ROW.finditer(text) if "|" in text else ():
        if line.start() != end + 1 and run:
            found += _grid(run)
            run = []
        run.append(tuple(_cells(text, line.start(), line.end())))
        end = line.end()
    return [*found, *_grid(run)]


def _grid(rows: list[tuple[Cell, ...]]) -> Iterator[Grid]:
    if len(rows) >= FEWEST_ROWS:
        heads = next((at for at, row in enumerate(rows) if _has_figures(row, at)), len(rows))
        yield Grid(tuple(rows), heads)


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    while start <= end:
        stop = min(CELL.match(text, start, end).end(), end)
        words = text[start:stop]
        left = start + len(words) - len(words.lstrip())
        said = words.strip()
        yield Cell(said, Span(left, left + len(said)))
        start = stop + 1


def _has_figures(row: tuple[Cell, ...], at: int) -> bool:
    """Return whether a row has figures, and not the years of a calendar that heads what follows.

    长江公司 | 2000 below a row of heads is what the company gave.
    """
    numbers = [cell.text for cell in row if cell.is_number]
    may_head = at == 0 or not row[0].text or OF_HEADS.match(row[0].text) is not None
    return bool(numbers) and not (may_head and all(YEAR.fullmatch(n) for n in numbers))


def _says(row: tuple[Cell, ...], at: int) -> bool:
    return at < len(row) and bool(row[at].text)


def _covering(row: tuple[Cell, ...], at: int) -> str:
    """Return the cell at ``at``, or the one to its left whose merged cell reaches it."""
    while at > 0 and not _says(row, at):
        at -= 1
    return row[at].text if _says(row, at) else ""
