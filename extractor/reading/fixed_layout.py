"""OFD (GB/T 33190), the fixed page layout of Chinese offices → its lines, page by page.

Every part that is markup is checked before ofdkit sees it: a document type is refused.  ofdkit puts
the characters of a page into reading order by where they stand, so that a table comes out as lines
with blanks between the columns; the page of every figure is kept.
"""

from __future__ import annotations

from extractor.errors import UnreadableError
from extractor.model import Note
from extractor.reading import markup
from extractor.reading.extras import library
from extractor.reading.layouts import Laid, Piece, lay
from extractor.reading.packages import Package


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
        (Piece(line, f"p.{at}"),)
        for at, text in enumerate(pages, start=1)
        for line in text.split("\n")
    ]
    return lay(lines, notes, "utf-8")
