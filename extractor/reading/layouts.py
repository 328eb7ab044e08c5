"""Lines of a document with the page or cell each piece stands in → one text and its places.

Every reader of a paged or tabled format gives lines, a line a paragraph or a row of a table, and a
line is pieces: what a paragraph or a cell says, and where that is (p.3, Sheet1!C5, table 2 row 3
col 4).  Cells of a row are parted by pipes, and an empty cell keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import regex

from extractor.grids import SEPARATOR
from extractor.model import Note

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # else a note's mark were a digit of its number
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


def cell_text(text: str) -> str:
    """Return what a cell says on one line, with no pipe that would look like the next cell."""
    return str(BREAKS.sub(" ", text)).strip().replace("|", "｜")
