"""A text of OpenDocument (.odt, .fodt) → its text as on the page, with the cell of every figure.

LibreOffice and the offices that use it write it.  Read are paragraphs and headings, with the
numbers of their lists (一、), tables and tables inside cells, text boxes and shapes with words,
footnotes and endnotes, tracked insertions, tables of contents.  Not read, each with a note that
says so: tracked deletions, hidden words and sections and words struck out, headers and footers,
comments, pictures and objects.  What is read how is the same as in a Word document.

    慰问[del 300][ins 30]户         慰问30户      note "tracked-changes"
    [hidden 发放900万元]慰问30户    慰问30户      note "hidden-text"
    张三 | 500                       place "table 1 row 2 col 2" for 500

A flat text (.fodt) is the same in one piece of XML, with its pictures in it.  A document under a
password is refused with that reason.  Nothing outside the file is fetched.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET  # the types; parsing is in markup

from extractor.errors import UnreadableError
from extractor.model import Note
from extractor.reading.layouts import Laid, lay
from extractor.reading.markup import parse
from extractor.reading.open_text.bodies import Body
from extractor.reading.open_text.lists import read_lists
from extractor.reading.open_text.names import OFFICE, STYLE, TEXT
from extractor.reading.open_text.styles import Styles, read_styles
from extractor.reading.open_text.words import Seen, words
from extractor.reading.packages import Package

LONGEST_QUOTE = 200  # characters of what was left out that a note quotes
MARGINS = tuple(
    f"{STYLE}{kind}{pages}" for kind in ("header", "footer") for pages in ("", "-left", "-first")
)


def read_open_text(content: bytes, name: str) -> Laid:
    """Return the text of the OpenDocument text ``content``."""
    package = Package(content, name)
    package.refuse_encrypted()
    return _read(package.markup("content.xml"), package.markup_if_any("styles.xml"), name)


def read_flat_text(content: bytes, name: str) -> Laid:
    """Return the text of the OpenDocument text ``content`` that is one piece of XML."""
    root = parse(content, name)
    return _read(root, root, name)


def _read(root: ET.Element, styled: ET.Element | None, name: str) -> Laid:
    parts = [*([styled] if styled is not None else []), root]
    styles = read_styles(parts)
    body = Body(styles, read_lists(parts))
    found = root.find(f"{OFFICE}body/{OFFICE}text")
    lines = list(body.lines(found)) if found is not None else []
    body.seen.changes += len(root.findall(f".//{TEXT}changed-region"))
    margins = _margins(styled, styles) if styled is not None else []
    laid = lay(lines, [*_notes(body.seen), *margins], "utf-8")
    if not laid.text.strip() and body.seen.pictures:
        message = f"{name}: holds pictures alone; have their characters recognised (OCR)"
        raise UnreadableError("no-text", message)
    return laid


def _notes(seen: Seen) -> list[Note]:
    quoted = {
        "hidden-text": "".join(seen.hidden),
        "struck-text": "".join(seen.struck),
        "comments-unread": " / ".join(seen.comments),
    }
    counted = {
        "tracked-changes": seen.changes,
        "pictures-unread": seen.pictures,
        "objects-unread": seen.objects,
    }
    return [
        *(Note(code, _quoted(said)) for code, said in quoted.items() if said.strip()),
        *(Note(code, f"{count} ×") for code, count in counted.items() if count),
    ]


def _margins(styled: ET.Element, styles: Styles) -> list[Note]:
    said = [
        text
        for margin in styled.iter()
        if margin.tag in MARGINS and margin.get(f"{STYLE}display") != "false"
        if (text := "".join(words(p, styles, Seen()) for p in margin.iter(f"{TEXT}p")).strip())
    ]
    return [Note("margins-unread", _quoted(" / ".join(dict.fromkeys(said))))] if said else []


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[:LONGEST_QUOTE] + "…"
