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

from collections.abc import Iterator
from xml.etree import ElementTree as ET  # the types; parsing is in markup

from extractor.reading import left_out
from extractor.reading.layouts import Laid, lay
from extractor.reading.markup import parse
from extractor.reading.open_text.bodies import Body
from extractor.reading.open_text.lists import read_lists
from extractor.reading.open_text.names import OFFICE, STYLE, TEXT
from extractor.reading.open_text.styles import Styles, read_styles
from extractor.reading.open_text.words import Seen, words
from extractor.reading.packages import Package

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
    margins = _margins(styled, styles) if styled is not None else ()
    laid = lay(lines, [*body.seen.told(), *left_out.margins(margins)], "utf-8")
    body.seen.refuse_pictures_alone(laid.text, name)
    return laid


def _margins(styled: ET.Element, styles: Styles) -> Iterator[str]:
    for margin in styled.iter():
        if margin.tag in MARGINS and margin.get(f"{STYLE}display") != "false":
            text = "".join(words(p, styles, Seen()) for p in margin.iter(f"{TEXT}p")).strip()
            if text:
                yield text
