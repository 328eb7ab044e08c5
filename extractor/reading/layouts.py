"""Lines of a document with the page or cell each piece stands in → one text and its places.

Every reader of a paged or tabled format gives lines, a line a paragraph or a row of a table, and a
line is pieces: what a paragraph or a cell says, and where that is (p.3, Sheet1!C5, table 2 row 3
col 4).  Cells of a row are parted by pipes, and an empty cell keeps its place.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import regex

from extractor.grids import SEPARATOR
from extractor.model import Note

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # else a note's mark were a digit of its number
MOST_COLUMNS = 200
CROOKED = 60  # twentieths of a point: a millimetre
BREAKS = regex.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a cell: its words, and where it stands; "" is nowhere in particular."""

    text: str
    place: str = ""


Line: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of a document, where its pages and cells begin in it, and what to know of it."""

    text: str
    places: tuple[tuple[int, str], ...] = ()
    notes: tuple[Note, ...] = ()
    encoding: str = ""


def lay(lines: Iterable[Line], notes: Iterable[Note] = (), encoding: str = "") -> Laid:
    r"""Return ``lines`` as one text.

    >>> lay([(Piece("慰问表"),), (Piece("张三", "A2"), Piece("500", "B2"))]).text
    '慰问表\n张三 | 500'
    """
    parts: list[str] = []
    places: list[tuple[int, str]] = []
    length, last = 0, ""
    for line in lines:
        for at, piece in enumerate(line):
            parts.append(SEPARATOR if at else "\n" if parts else "")
            length += len(parts[-1])
            if piece.place != last:
                places.append((length, piece.place))
                last = piece.place
            parts.append(cell_text(piece.text) if len(line) > 1 else piece.text)
            length += len(parts[-1])
    return Laid("".join(parts), tuple(places), tuple(notes), encoding)


def table_lines(rows: Iterable[Line]) -> Iterator[Line]:
    """Yield ``rows``; of a row of one cell, as frames around texts have, each line is a line."""
    for row in rows:
        if len(row) > 1:
            yield row
        else:
            yield from ((Piece(said, p.place),) for p in row for said in p.text.split("\n"))


def nested_tables(
    rows: Iterable[Line], inner: Iterable[Iterable[Line]], beside: Iterable[Line]
) -> Iterator[Line]:
    """Yield a table, then those inside its cells, and what stood beside its words."""
    yield from table_lines(rows)
    for nested in inner:
        yield (Piece(""),)  # so that its rows are not taken for rows of the outer one
        yield from nested
    yield (Piece(""),)
    yield from beside


def paragraph_lines(text: str, place: str) -> Iterator[Line]:
    """Yield the lines of a paragraph; only its first may be empty."""
    for at, line in enumerate(text.split("\n")):
        if line or not at:
            yield (Piece(line.replace("\t", " "), place),)


def cell_text(text: str) -> str:
    """Return what a cell says on one line, with no pipe that would look like the next cell."""
    return str(BREAKS.sub(" ", text)).strip().replace("|", "｜")


def in_columns(rows: Sequence[tuple[Sequence[str], Sequence[int]]], table: str) -> Iterator[Line]:
    """Yield the rows of a table as lines, a wide cell followed by an empty one for each column.

    A row is what its cells say and where they begin and end, from left to right in any measure.
    """
    known = [edges for cells, edges in rows if len(edges) == len(cells) + 1]
    borders = _borders(known) if len({len(cells) for cells, _ in rows}) > 1 else []
    for down, (cells, edges) in enumerate(rows, start=1):
        spread = len(edges) == len(cells) + 1 and 1 < len(borders) <= MOST_COLUMNS
        nth = [bisect(borders, edge) for edge in edges] if spread else [*range(1, len(cells) + 2)]
        line = [Piece("")] * (nth[0] - 1)
        for said, start, end in zip(cells, nth, nth[1:], strict=False):
            place = f"{table} row {down} col {start}"
            line += [Piece(said, place), *[Piece("", place)] * (end - start - 1)]
        yield tuple(line)


def _borders(rows: Iterable[Sequence[int]]) -> list[int]:
    """Return where columns begin in any of ``rows``; those drawn by hand are crooked."""
    borders: list[int] = []
    for edge in sorted({edge for row in rows for edge in row}):
        if not borders or edge > borders[-1] + CROOKED:
            borders.append(edge)
    return borders
