"""Small documents and bundles of our own writing, made in memory for the tests of their readers."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Container, Iterable, Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

OPEN_DOCUMENT = {
    "office": "office",
    "text": "text",
    "table": "table",
    "style": "style",
    "draw": "drawing",
}

# A font that every reader of PDF knows, with every character as wide as the type is high.
FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    "/DescendantFonts[4 0 R]>>"
)
GLYPHS = (
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo"
    "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor<</Type/FontDescriptor"
    "/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
    "/Descent -120/CapHeight 880/StemV 93>>>>"
)


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


def open_text(
    body: str, automatic: str = "", styled: str = "", listed: str = "", kind: str = "text"
) -> bytes:
    """Return an OpenDocument text with this body, its own styles, and those of its pages."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in OPEN_DOCUMENT.items()
    )
    declared = '<?xml version="1.0" encoding="UTF-8"?>'
    held = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    shown = f"<office:body><office:text>{body}</office:text></office:body>"
    return zipped(
        [
            ("mimetype", f"application/vnd.oasis.opendocument.{kind}"),
            ("META-INF/manifest.xml", listed),
            ("styles.xml", f"{declared}<office:styles {spaces}>{styled}</office:styles>"),
            ("content.xml", f"{declared}<office:document {spaces}>{held}{shown}</office:document>"),
        ]
    )


def pdf(
    *pages: Iterable[tuple[float, float, float, str]], sideways: bool = False, beside: str = ""
) -> bytes:
    """Return a PDF whose pages show words, each from its x, y and size of type on, unruled.

    ``beside`` is the kind of an annotation that each page carries.
    """
    note = f"/Annots[<</Type/Annot/Subtype/{beside}/Rect[9 9 99 99]>>]" if beside else ""
    turn = "0 1 -1 0 595 0 cm " if sideways else ""
    parts = ["<</Type/Catalog/Pages 2 0 R>>", "", FONT, GLYPHS]
    for page in pages:
        words = "".join(
            f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, size, text in page
        )
        shown = f"<</Length {len(turn + words)}>>stream\n{turn}{words}endstream"
        held = f"/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>{note}"
        parts += [shown, f"<</Type/Page{held}/Contents {len(parts) + 1} 0 R>>"]
    kids = " ".join(f"{at} 0 R" for at in range(6, len(parts) + 1, 2))
    parts[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>"
    written, places = "%PDF-1.4\n", []
    for at, part in enumerate(parts, start=1):
        places.append(len(written))
        written += f"{at} 0 obj\n{part}\nendobj\n"
    listed = "".join(f"{place:010} 00000 n \n" for place in places)
    written += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{listed}trailer"
    start = written.index("xref")
    written += f"<</Root 1 0 R/Size {len(parts) + 1}>>\nstartxref\n{start}\n%%EOF"
    return written.encode("ascii")


def binary_workbook(
    name: str,
    rows: Iterable[Iterable[str | float]],
    codes: list[str],
    hidden: tuple[Container[int], Container[int]] = ((), ()),
    *,
    is_short: bool = False,
) -> bytes:
    """Return an .xlsb with one sheet, whose columns have formats by their codes.

    ``hidden`` are the numbers of rows and of columns that are not shown.  Written short, a row has
    its first text with fonts, and the cells behind it without their columns.
    """
    book = _record(143) + _record(156, struct.pack("<II", 0, 1) + _wide("r0") + _wide(name))
    formats = (struct.pack("<H", 164 + at) + _wide(code) for at, code in enumerate(codes))
    styles = [struct.pack("<HH12x", 0, 164 + at) for at in range(len(codes))]
    named = _record(626) + _record(47, struct.pack("<HH12x", 0, 9)) + _record(627)
    cells = b"".join(
        _record(0, struct.pack("<IIHBB", down, 0, 300, 0, 0x10 * (down in hidden[0])) + bytes(5))
        + (_short_cells(row) if is_short else _cells(row))
        for down, row in enumerate(rows)
    )
    columns = b"".join(
        _record(60, struct.pack("<IIIIH", at, at, 2048, 0, at in hidden[1]))
        for at in range(len(codes))
    )
    shown = struct.pack("<IIII", 0, 99, 0, len(codes) - 1)
    sheet = _record(129) + _record(148, shown) + _record(390) + columns + _record(391)
    sheet += _record(145) + cells + _record(146) + _record(130)
    refers = f'<Relationship Id="r0" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.bin"/>'
    return zipped(
        [
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.bin", _record(131) + book + _record(144) + _record(132)),
            (
                "xl/_rels/workbook.bin.rels",
                f'<Relationships xmlns="{RELATIONS}">{refers}</Relationships>',
            ),
            (
                "xl/styles.bin",
                _record(278) + _record(615, struct.pack("<I", len(codes)))
                + b"".join(_record(44, one) for one in formats) + _record(616) + named
                + _record(617, struct.pack("<I", len(codes)))
                + b"".join(_record(47, one) for one in styles) + _record(618) + _record(279),
            ),
            ("xl/worksheets/sheet1.bin", sheet),
        ]
    )  # fmt: skip


def _cells(row: Iterable[str | float]) -> bytes:
    made = b""
    for at, cell in enumerate(row):
        head = struct.pack("<II", at, at)
        is_text = isinstance(cell, str)
        made += _record(6 if is_text else 5, head + _binary_value(cell))
    return made


def _short_cells(row: Iterable[str | float]) -> bytes:
    """Return the cells of a row that begins with a text: that with its fonts, then the short ones."""
    first, *others = row
    fonts = struct.pack("<IHH", 1, 0, 0)
    made = _record(62, struct.pack("<II", 0, 0) + b"\x01" + _binary_value(first) + fonts)
    for at, cell in enumerate(others, start=1):
        kind = 17 if isinstance(cell, str) else 16
        made += _record(kind, struct.pack("<I", at) + _binary_value(cell))
    return made


def _binary_value(cell: str | float) -> bytes:
    return _wide(cell) if isinstance(cell, str) else struct.pack("<d", cell)


def _record(kind: int, held: bytes = b"") -> bytes:
    return _in_sevens(kind) + _in_sevens(len(held)) + held


def _in_sevens(number: int) -> bytes:
    said = bytearray()
    while number >= 0x80:
        said.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*said, number])


def _wide(text: str) -> bytes:
    held = text.encode("utf-16-le")
    return struct.pack("<I", len(held) // 2) + held
