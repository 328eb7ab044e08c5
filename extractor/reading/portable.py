"""PDF → its lines and the rows of its tables, page by page.

    p.3                              the place of a line
    p.3 table 1 row 2 col 3          the place of a cell

pypdfium2 opens the file first: it tells in little time and memory whether it is sound, encrypted,
and which pages have text.  A page with pictures or drawings and no text needs its characters
recognised: with the ``ocr`` extra that is done (``scans``), else a file of such pages alone is
refused as "no-text", and one that has some gets the note "pages-without-text".  A file whose pages
are blank is read, as nothing, with the note "no-text".

pdfplumber then gives the lines, with blanks up to 6 points wide taken for the spacing of Chinese
type, and the tables that are drawn with lines.  Actions and attachments are never looked at.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from typing import Any

from extractor.errors import UnreadableError
from extractor.model import Note
from extractor.reading import scans, streams
from extractor.reading.extras import library
from extractor.reading.layouts import Laid, Line, Piece, lay

SPACING = 6  # points
MOST_PAGES = 2000
FEWEST_LETTERS = 5  # on a page: fewer are a page number on a picture


def read_pdf(content: bytes, name: str) -> Laid:
    """Return the text of the PDF document ``content``."""
    pdfium = library("pypdfium2", "pdf", "a PDF document", name)
    plumber = library("pdfplumber", "pdf", "a PDF document", name)
    if streams.is_too_large(content):
        message = f"{name}: comes to more than any page needs when it is unpacked"
        raise UnreadableError("too-large-inside", message)
    try:
        letters, drawn = _looked_over(content, name, pdfium)
    except pdfium.PdfiumError as error:
        raise _refusal(name, error) from error
    unread = [at for at in drawn if letters[at] < FEWEST_LETTERS]
    if not any(letters):
        return _without_text(content, name, unread)
    recognised = scans.recognise(content, unread) if unread else {}
    try:
        with plumber.open(io.BytesIO(content)) as opened:
            lines = list(_pages(opened, recognised))
    except UnreadableError:
        raise
    except Exception as error:  # pdfminer raises whatever a damaged file leads it into
        message = f"{name}: is a damaged PDF document ({type(error).__name__}: {error})"
        raise UnreadableError("broken-file", message) from error
    return lay(lines, _notes(unread, recognised), "utf-8")


def _looked_over(content: bytes, name: str, pdfium: Any) -> tuple[list[int], list[int]]:  # noqa: ANN401
    """Return the number of letters of each page, and which pages have anything drawn on them."""
    with closing(pdfium.PdfDocument(content)) as document:
        pages = len(document)
        if not 0 < pages <= MOST_PAGES:
            message = f"{name}: says that it has {pages:,} pages; get a sound copy, or cut it up"
            raise UnreadableError("broken-file", message)
        letters, drawn = [], []
        for at in range(pages):
            with closing(document[at]) as page, closing(page.get_textpage()) as text:
                letters.append(len("".join(text.get_text_bounded().split())))
                if next(page.get_objects(max_depth=2), None) is not None:
                    drawn.append(at)
    return letters, drawn


def _without_text(content: bytes, name: str, unread: list[int]) -> Laid:
    if not unread:
        return Laid("", notes=(Note("no-text", "every page is blank"),), encoding="utf-8")
    recognised = scans.recognise(content, unread)
    if not recognised:
        remedy = "have its characters recognised (OCR): pip install 'extractor[ocr]'"
        raise UnreadableError("no-text", f"{name}: is a scan, without text; {remedy}")
    lines = [line for at in sorted(recognised) for line in recognised[at]]
    return lay(lines, _notes(unread, recognised), "utf-8")


def _notes(unread: list[int], recognised: dict[int, list[Line]]) -> list[Note]:
    listed = [str(at + 1) for at in unread if at not in recognised]
    notes = [Note("pages-without-text", ", ".join(listed))] if listed else []
    if recognised:
        notes.append(Note("recognised", ", ".join(str(at + 1) for at in sorted(recognised))))
    return notes


def _pages(document: Any, recognised: dict[int, list[Line]]) -> Iterator[Line]:  # noqa: ANN401
    for at, page in enumerate(document.pages):
        yield from recognised.get(at) or _page(page, f"p.{at + 1}")
        page.close()


def _page(page: Any, place: str) -> Iterator[Line]:  # noqa: ANN401  # of a library
    """Yield the lines of a page and the rows of its tables, from the top."""
    tables = [table for table in page.find_tables() if _is_table(table)]
    blocks = [(table.bbox[1], list(_rows(table, f"{place} table {n}")))
              for n, table in enumerate(tables, start=1)]  # fmt: skip
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda thing: not _is_within(thing, boxes)) if boxes else page
    lines = outside.extract_text_lines(x_tolerance=SPACING, return_chars=False)
    blocks += [(line["top"], [(Piece(line["text"], place),)]) for line in lines]
    blocks.sort(key=lambda block: block[0])
    for (_, block), (_, following) in pairwise([*blocks, (0.0, [])]):
        yield from block
        if len(block) > 1 and len(following) > 1:
            yield (Piece("", place),)  # two tables, not one


def _is_table(table: Any) -> bool:  # noqa: ANN401
    """Return whether it has cells side by side: a frame around a text is no table."""
    return len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1


def _is_within(thing: dict[str, Any], boxes: list[tuple[float, float, float, float]]) -> bool:
    if "top" not in thing:
        return False
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(left <= x < right and top <= y < bottom for left, top, right, bottom in boxes)


def _rows(table: Any, place: str) -> Iterator[Line]:  # noqa: ANN401
    for down, row in enumerate(table.extract(x_tolerance=SPACING), start=1):
        cells = [(said or "").replace("\n", "") for said in row]
        if any(cells):
            yield tuple(Piece(c, f"{place} row {down} col {at}") for at, c in enumerate(cells, 1))


def _refusal(name: str, error: Exception) -> UnreadableError:
    if "password" in str(error).lower() or "security" in str(error).lower():
        return UnreadableError("encrypted", f"{name}: is encrypted; take its password off")
    return UnreadableError("broken-file", f"{name}: is a damaged PDF ({error}); get a sound copy")
