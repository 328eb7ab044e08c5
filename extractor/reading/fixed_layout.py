"""OFD (GB/T 33190), the fixed page layout of Chinese offices → its lines, page by page.

Every part that is markup is checked before ofdkit sees it: a document type is refused.  ofdkit puts
the characters of a page into reading order by where they stand, so that a table comes out as lines
with three blanks or more between the columns.  Three such lines or more that follow each other are
rows where all have the same number of columns and one column holds numbers under its head; where a
single line has fewer, a cell is empty or two have run together, and all of them stay lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.errors import UnreadableError
from extractor.model import Note
from extractor.reading import markup
from extractor.reading.extras import library
from extractor.reading.layouts import Laid, Line, Piece, lay
from extractor.reading.packages import Package
from extractor.reading.sheets import FEWEST_LINES, has_numbers

COLUMNS = regex.compile(r" {3,}+")


def read_ofd(content: bytes, name: str) -> Laid:
    """Return the text of the OFD document ``content``."""
    package = Package(content, name)
    for part in package.names():
        if part.endswith(".xml"):
            markup.parse(package.read(part), f"{name}: {part}")
    ofdkit = library("ofdkit", "office", "an OFD document", name)
    try:
        with ofdkit.open(content) as document:
            pages = [page.text() for page in document.pages]
    except ofdkit.OFDError as error:
        message = f"{name}: is a damaged OFD document ({error}); get a sound copy"
        raise UnreadableError("broken-file", message) from error
    if not pages:
        raise UnreadableError("broken-file", f"{name}: is an OFD document without pages")
    empty = [str(at) for at, text in enumerate(pages, start=1) if not text.strip()]
    if len(empty) == len(pages):
        message = f"{name}: has no text on its pages; have its characters recognised (OCR)"
        raise UnreadableError("no-text", message)
    notes = [Note("pages-without-text", ", ".join(empty))] if empty else []
    lines = [
        line
        for at, text in enumerate(pages, start=1)
        for line in _page(text.split("\n"), f"p.{at}")
    ]
    return lay(lines, notes, "utf-8")


def _page(lines: Sequence[str], place: str) -> Iterator[Line]:
    """Yield the lines of a page and the rows of its tables."""
    columns = [COLUMNS.split(line.strip()) for line in lines]
    at = tables = 0
    while at < len(lines):
        run = _run(columns, at)
        rows = [columns[n] for n in run]
        end = run[-1] + 1 if run else at + 1
        if _is_table(rows):
            tables += 1
            for down, row in enumerate(rows, start=1):
                cell = f"{place} table {tables} row {down} col"
                yield tuple(Piece(said, f"{cell} {nth}") for nth, said in enumerate(row, start=1))
            yield (Piece("", place),)
        else:
            yield from ((Piece(line, place),) for line in lines[at:end])
        at = end


def _run(columns: Sequence[Sequence[str]], at: int) -> list[int]:
    """Return the lines from ``at`` on that have columns; empty ones between them do not count."""
    run = []
    for n in range(at, len(columns)):
        if len(columns[n]) > 1:
            run.append(n)
        elif columns[n] != [""] or not run:
            break
    return run


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    is_even = len({len(row) for row in rows}) == 1
    return len(rows) >= FEWEST_LINES and is_even and has_numbers(rows)
