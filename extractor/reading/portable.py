"""PDF → its lines and the rows of its tables, page by page.

    p.3                              the place of a line
    p.3 table 1 row 2 col 3          the place of a cell

pypdfium2 opens the file first: it tells in little time and memory whether it is sound, encrypted,
and which pages have text.  A page with pictures or drawings and no text needs its characters
recognised: with the ``ocr`` extra that is done (``scans``), else a file of such pages alone is
refused as "no-text", and one that has some gets the note "pages-without-text".  A file whose pages
are blank is read, as nothing, with the note "no-text".

A page whose fonts do not say which characters they draw is recognised as well, and one that lies on
its side is turned.  pdfplumber then gives the lines and the tables of each page (``pdf_pages``).
Actions and attachments are never looked at.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from math import degrees
from typing import Any

from extractor.errors import UnreadableError
from extractor.model import Note
from extractor.reading import scans, streams
from extractor.reading.extras import library
from extractor.reading.layouts import Laid, Line, lay
from extractor.reading.left_out import counting
from extractor.reading.pdf_pages import Block, blocks, in_order, is_unknown

MOST_PAGES = 2000
LOOKED_AT, MOSTLY = 300, 0.75  # characters that tell how a page lies, and how many must agree
ANNOTATIONS = {
    1: "comments-unread",
    3: "comments-unread",
    20: "objects-unread",
}  # a field of a form
FEWEST_LETTERS = 5  # on a page: fewer are a page number on a picture


def read_pdf(content: bytes, name: str) -> Laid:
    """Return the text of the PDF document ``content``."""
    pdfium = library("pypdfium2", "pdf", "a PDF document", name)
    plumber = library("pdfplumber", "pdf", "a PDF document", name)
    if streams.is_too_large(content):
        message = f"{name}: comes to more than any page needs when it is unpacked"
        raise UnreadableError("too-large-inside", message)
    try:
        content, letters, drawn, beside = _looked_over(content, name, pdfium)
    except pdfium.PdfiumError as error:
        raise _refusal(name, error) from error
    unread = [at for at in drawn if letters[at] < FEWEST_LETTERS]
    if not any(letters):
        return _without_text(content, name, unread)
    recognised = scans.recognise(content, unread, name) if unread else {}
    try:
        with plumber.open(io.BytesIO(content)) as opened:
            pages = list(_pages(opened, recognised))
    except UnreadableError:
        raise
    except Exception as error:  # pdfminer raises whatever a damaged file leads it into
        message = f"{name}: is a damaged PDF document ({type(error).__name__}: {error})"
        raise UnreadableError("broken-file", message) from error
    unknown = [at for at, page in enumerate(pages) if is_unknown(page)]
    if unknown:
        recognised |= scans.recognise(content, unknown, name)
        if len(unknown) == len(pages) and not recognised:
            raise _no_text(name, "has fonts that do not say which characters they draw")
    shown = ([Block(0.0, recognised[at])] if at in recognised else page
             for at, page in enumerate(pages))  # fmt: skip
    notes = [*_notes(sorted(unread + unknown), recognised), *beside]
    return lay(in_order(shown), notes, "utf-8")


def _looked_over(
    content: bytes,
    name: str,
    pdfium: Any,  # noqa: ANN401
) -> tuple[bytes, list[int], list[int], list[Note]]:
    """Return the file with its pages upright, their letters, which are drawn on, and notes."""
    beside: Counter[str] = Counter()
    with closing(pdfium.PdfDocument(content)) as document:
        pages = len(document)
        if not 0 < pages <= MOST_PAGES:
            message = f"{name}: says that it has {pages:,} pages; get a sound copy, or cut it up"
            raise UnreadableError("broken-file", message)
        letters, drawn, is_turned = [], [], False
        for at in range(pages):
            with closing(document[at]) as page, closing(page.get_textpage()) as text:
                letters.append(len("".join(text.get_text_bounded().split())))
                if next(page.get_objects(max_depth=2), None) is not None:
                    drawn.append(at)
                is_turned |= _turn_upright(page, text, pdfium)
                beside.update(_annotations(page, pdfium.raw))
        if is_turned:
            written = io.BytesIO()
            document.save(written)
            content = written.getvalue()
    return content, letters, drawn, counting(beside)


def _annotations(page: Any, raw: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the code of the note for each comment and each field of a form."""
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        code = ANNOTATIONS.get(raw.FPDFAnnot_GetSubtype(annotation)) if annotation else None
        raw.FPDFPage_CloseAnnot(annotation)
        if code is not None:
            yield code


def _turn_upright(page: Any, text: Any, pdfium: Any) -> bool:  # noqa: ANN401
    """Turn ``page`` where nearly all its text stands sideways; return whether it was turned."""
    raw, first = pdfium.raw, range(min(text.count_chars(), LOOKED_AT))
    sample = [at for at in first if raw.FPDFText_GetUnicode(text, at) > ord(" ")]
    angles = [raw.FPDFText_GetCharAngle(text, at) for at in sample]
    turns = Counter(round(-degrees(angle) / 90) * 90 % 360 for angle in angles if angle >= 0)
    turn, count = turns.most_common(1)[0] if turns else (0, 0)
    if not turns or turn == page.get_rotation() or count < MOSTLY * len(sample):
        return False
    page.set_rotation(turn)
    return True


def _without_text(content: bytes, name: str, unread: list[int]) -> Laid:
    if not unread:
        return Laid("", notes=(Note("no-text", "every page is blank"),), encoding="utf-8")
    recognised = scans.recognise(content, unread, name)
    if not recognised:
        raise _no_text(name, "is a scan, without text")
    lines = [line for at in sorted(recognised) for line in recognised[at]]
    return lay(lines, _notes(unread, recognised), "utf-8")


def _notes(unread: list[int], recognised: dict[int, list[Line]]) -> list[Note]:
    listed = [str(at + 1) for at in unread if at not in recognised]
    notes = [Note("pages-without-text", ", ".join(listed))] if listed else []
    if recognised:
        notes.append(Note("recognised", ", ".join(str(at + 1) for at in sorted(recognised))))
    return notes


def _pages(document: Any, recognised: dict[int, list[Line]]) -> Iterator[list[Block]]:  # noqa: ANN401
    for at, page in enumerate(document.pages):
        yield [] if at in recognised else blocks(page, f"p.{at + 1}")
        page.close()


def _no_text(name: str, said: str) -> UnreadableError:
    remedy = "have its characters recognised (OCR): pip install 'extractor[ocr]'"
    return UnreadableError("no-text", f"{name}: {said}; {remedy}")


def _refusal(name: str, error: Exception) -> UnreadableError:
    if "password" in str(error).lower() or "security" in str(error).lower():
        return UnreadableError("encrypted", f"{name}: is encrypted; take its password off")
    return UnreadableError("broken-file", f"{name}: is a damaged PDF ({error}); get a sound copy")
