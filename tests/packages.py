"""Small documents and bundles of our own writing, made in memory for the tests of their readers."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(members: Iterable[tuple[str | zipfile.ZipInfo, str | bytes]]) -> bytes:
    """Return a zip of ``members``, in order; two may have one name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that is there already
        for name, content in members:
            opened.writestr(name, content)
    return made.getvalue()


def word(body: str, parts: Mapping[str, str] | None = None, head: str = "") -> bytes:
    """Return a Word document with this body, and the parts it refers to, by their kind."""
    parts = parts or {}
    refers = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for at, kind in enumerate(parts)
    )
    return zipped(
        [
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", _related(f"{OFFICE}/officeDocument", "word/document.xml")),
            ("word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"),
            (
                "word/_rels/document.xml.rels",
                f'<Relationships xmlns="{RELATIONS}">{refers}</Relationships>',
            ),
            *((f"word/{kind}.xml", content) for kind, content in parts.items()),
        ]
    )


def _related(kind: str, target: str) -> str:
    one = f'<Relationship Id="r" Type="{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{RELATIONS}">{one}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """Return a run of one paragraph."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(inside: str, properties: str = "") -> str:
    """Return a paragraph; plain words become one run."""
    held = inside if inside.startswith("<") else run(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{held}</w:p>"


def table(*rows: Iterable[str]) -> str:
    """Return a table; a cell that is no markup becomes a paragraph."""
    lines = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"
