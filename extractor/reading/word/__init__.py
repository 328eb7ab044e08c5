"""A Word document (.docx) → its text as it stands on the page, with the cell of every figure.

Read are paragraphs, with the numbers that Word writes before them (一、), tables and tables inside
cells, text boxes, content controls, footnotes and endnotes, tracked insertions.  Not read, each
with a note that says so: tracked deletions, hidden text and words struck out, headers and footers,
comments, pictures and objects.  A row of a table is a line of cells between pipes; one column alone
is paragraphs.  What is beside the words of a cell (a box, a footnote) stands under the table.

    慰问[del 300][ins 30]户         慰问30户      note "tracked-changes"
    [hidden 发放900万元]慰问30户    慰问30户      note "hidden-text"
    张三 | 500                       place "table 1 row 2 col 2" for 500

Nothing outside the file is fetched: a template or a picture on a server is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.reading import left_out
from extractor.reading.layouts import Laid, lay
from extractor.reading.packages import Package
from extractor.reading.word.bodies import Body
from extractor.reading.word.numbering import W, read_numbering
from extractor.reading.word.paragraphs import Seen, Styles, read_styles, words

MARGINS = ("header", "footer")


def read_word(content: bytes, name: str) -> Laid:
    """Return the text of the Word document ``content``."""
    package = Package(content, name)
    main = next((p for kind, p in package.relations("").values() if kind == "officeDocument"), "")
    root = package.markup(main or "word/document.xml")
    parts: dict[str, str] = {}
    margins: list[str] = []
    for kind, part in package.relations(main).values():
        parts[kind] = part
        margins += [part] if kind in MARGINS else []
    styles = read_styles(_part(package, parts, "styles"))
    body = Body(styles, read_numbering(_part(package, parts, "numbering")))
    for kind in ("footnotes", "endnotes"):
        body.add_notes(kind.removesuffix("s"), _part(package, parts, kind))
    found = root.find(f"{W}body")
    lines = list(body.lines(found)) if found is not None else []
    comments = _part(package, parts, "comments")
    if comments is not None:
        body.seen.comments.append(words(comments, styles, Seen()))
    notes = [*body.seen.told(), *left_out.margins(_margins(package, margins, styles))]
    laid = lay(lines, notes, "utf-8")
    body.seen.refuse_pictures_alone(laid.text, name)
    return laid


def _part(package: Package, parts: dict[str, str], kind: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return package.markup_if_any(parts[kind]) if kind in parts else None


def _margins(package: Package, margins: list[str], styles: Styles) -> Iterator[str]:
    for part in margins:
        root = package.markup_if_any(part)
        if root is not None and (text := words(root, styles, Seen()).strip()):
            yield text
