"""The files of ``benchmarks/formats.py``, made of one invented report.

LibreOffice converts a flat text document and a flat workbook; the rest is put together here.  RAR
and OFD are written byte by byte, as no free program writes them.
"""

from __future__ import annotations

import io
import json
import struct
import subprocess
import tarfile
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "formats"
SHEETS = ("report.xlsx", "report.xls", "report.ods", "report.fods", "report.csv")
OFFICE = ("docx", "doc", "rtf", "odt", "pdf", "html")
NAMES = (
    "report.docx", "report.doc", "report.odt", "report.fodt", "report.rtf", "report.pdf",
    "report.html", "report.txt", "pipes.txt", "gb18030.txt", *SHEETS, "scan.pdf", "report.ofd", "report.eml", "report.zip",
    "report.tar.gz", "report.7z", "report.rar",
)  # fmt: skip
DOTS = 130  # an inch of the scan
A4, MARGIN, TYPE, LEADING = (210, 297), 20.0, 4.0, 9.0  # millimetres of the OFD page
COLUMN = 45.0
DAY = (2023, 1, 20, 9, 0, 0)
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{short}="{OASIS}:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"),
                        ("style", "style"), ("fo", "xsl-fo-compatible"))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """What the report says."""

    title: str
    opening: str
    listed: list[str]
    first: list[list[str]]
    between: str
    second: list[list[str]]
    closing: str
    footnote: str
    header: str
    hidden: str

    @property
    def paragraphs(self) -> list[str]:
        """What stands outside the tables, on the page and not hidden."""
        return [self.title, self.opening, *self.listed, self.between, self.closing, self.footnote]


def load(folder: Path = FOLDER) -> Report:
    """Return the report."""
    return Report(**json.loads((folder / "report.json").read_text(encoding="utf-8")))


def make(folder: Path = FOLDER) -> None:
    """Write every file into ``folder``."""
    report = load(folder)
    with tempfile.TemporaryDirectory() as made:
        there = Path(made)
        text, book = folder / "report.fodt", folder / "report.fods"
        text.write_text(_text_document(report), encoding="utf-8")
        book.write_text(_workbook(report), encoding="utf-8")
        for kind in OFFICE:
            _convert(text, kind, folder, there)
        _convert(text, "txt:Text (encoded):UTF8", folder, there)
        for kind in ("xlsx", "xls", "ods", "csv:Text - txt - csv (StarCalc):44,34,76"):
            _convert(book, kind, folder, there)
    piped = _piped(report)
    (folder / "pipes.txt").write_text(piped, encoding="utf-8")
    (folder / "gb18030.txt").write_bytes(piped.replace("\n", "\r\n").encode("gb18030"))
    (folder / "scan.pdf").write_bytes(_scan((folder / "report.pdf").read_bytes()))
    (folder / "report.ofd").write_bytes(ofd(report))
    _bundle(folder)


def _convert(source: Path, kind: str, folder: Path, scratch: Path) -> None:
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603


def _text_document(report: Report) -> str:
    def paragraph(text: str, style: str = "") -> str:
        return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'

    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{paragraph(report.footnote)}</text:note-body></text:note>"
    )
    hidden = f'<text:span text:style-name="Unseen">{report.hidden}</text:span>'
    items = "".join(f"<text:list-item>{paragraph(one)}</text:list-item>" for one in report.listed)
    border = '<style:table-cell-properties fo:border="0.5pt solid #000000"/>'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="Unseen" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Framed" style:family="table-cell">{border}</style:style>
<text:list-style style:name="Numbered"><text:list-level-style-number text:level="1"
 style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:list-style>
<style:page-layout style:name="Page"><style:header-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">
<style:header>{paragraph(report.header)}</style:header></style:master-page></office:master-styles>
<office:body><office:text>
{paragraph(report.title)}
<text:p>{report.opening}{hidden}</text:p>
<text:list text:style-name="Numbered">{items}</text:list>
{_table("表一", report.first)}
{paragraph(report.between)}
{_table("表二", report.second)}
<text:p>{report.closing}{note}</text:p>
</office:text></office:body></office:document>"""


def _table(name: str, rows: list[list[str]]) -> str:
    def cell(text: str) -> str:
        said = f"<text:p>{escape(text)}</text:p>"
        return f'<table:table-cell table:style-name="Framed">{said}</table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f'<table:table table:name="{name}">{columns}{lines}</table:table>'


def _workbook(report: Report) -> str:
    def cell(text: str) -> str:
        number = text.replace(",", "")
        kind = (
            f'office:value-type="float" office:value="{number}"'
            if number.replace(".", "").isdigit()
            else 'office:value-type="string"'
        )
        return f"<table:table-cell {kind}><text:p>{escape(text)}</text:p></table:table-cell>"

    sheets = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in (("片区", report.first), ("来源", report.second))
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document>"""


def _piped(report: Report) -> str:
    first, second = ("\n".join(" | ".join(row) for row in table)
                     for table in (report.first, report.second))  # fmt: skip
    *before, between, closing, footnote = report.paragraphs
    return "\n".join([*before, first, between, second, closing, footnote, ""])


def _scan(content: bytes) -> bytes:
    import pypdfium2  # noqa: PLC0415

    with pypdfium2.PdfDocument(content) as document:
        picture = document[0].render(scale=DOTS / 72, grayscale=True).to_pil()
    written = io.BytesIO()
    picture.save(written, "PDF", resolution=DOTS, quality=60)
    return written.getvalue()


def ofd(report: Report) -> bytes:
    """Return an OFD document of one page: every paragraph and cell a text of its own."""
    objects, y = [], MARGIN
    *before, between, closing, footnote = ([one] for one in report.paragraphs)
    for row in [*before, *report.first, between, *report.second, closing, footnote]:
        y += LEADING
        for at, text in enumerate(row):
            objects.append(_ofd_text(len(objects) + 10, MARGIN + at * COLUMN, y, text))
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts = {
        "OFD.xml": f'<ofd:OFD {space} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:MaxUnitID>99"
        f"</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 {A4[0]} {A4[1]}</ofd:PhysicalBox>"
        "</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>"
        '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {space} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" '
        'FontName="宋体"/></ofd:Fonts></ofd:Res>',
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {space}><ofd:Content><ofd:Layer ID="3">'
        f"{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>",
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, markup in parts.items():
            declared = f'<?xml version="1.0" encoding="UTF-8"?>{markup}'
            package.writestr(zipfile.ZipInfo(name, DAY), declared)
    return written.getvalue()


def _ofd_text(number: int, x: float, y: float, text: str) -> str:
    steps = " ".join([f"{TYPE:g}"] * (len(text) - 1))
    box = f"{x:g} {y - TYPE:g} {TYPE * len(text):g} {TYPE + 1:g}"
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="2" Size="{TYPE:g}">'
        f'<ofd:TextCode X="0" Y="{TYPE:g}"{f" DeltaX={chr(34)}{steps}{chr(34)}" if steps else ""}>'
        f"{escape(text)}</ofd:TextCode></ofd:TextObject>"
    )


def _bundle(folder: Path) -> None:
    """Write the bundles: each holds the Word document, under a Chinese name."""
    import py7zr  # noqa: PLC0415

    inside, name = (folder / "report.docx").read_bytes(), "总结/送温暖总结.docx"
    (folder / "report.zip").write_bytes(_zip(name.encode("gbk"), inside))
    with tarfile.open(folder / "report.tar.gz", "w:gz") as tar:
        about = tarfile.TarInfo(name)
        about.size = len(inside)
        tar.addfile(about, io.BytesIO(inside))
    with py7zr.SevenZipFile(folder / "report.7z", "w") as seven:
        seven.writestr(inside, name)
    (folder / "report.rar").write_bytes(_rar(name.encode("gbk"), inside))
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = (
        "报送总结",
        "a@example.org",
        "b@example.org",
    )
    message["Date"] = "Fri, 20 Jan 2023 09:00:00 +0800"
    message.set_content("总结见附件。\n", charset="gb18030", cte="base64")
    office = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
    kind = {"maintype": office[0], "subtype": office[1]}
    message.add_attachment(inside, **kind, filename="送温暖总结.docx")
    (folder / "report.eml").write_bytes(message.as_bytes())


def _zip(name: bytes, inside: bytes) -> bytes:
    """Return a zip as Chinese Windows wrote it: the name in GBK, without a mark that says so."""
    written = io.BytesIO()
    stand_in = b"x" * len(name)
    with zipfile.ZipFile(written, "w") as bundle:
        bundle.writestr(zipfile.ZipInfo(stand_in.decode(), DAY), inside)
    return written.getvalue().replace(stand_in, name)


def _rar(name: bytes, inside: bytes) -> bytes:
    """Return a RAR 4 archive of one stored member."""

    def block(kind: int, flags: int, fields: bytes) -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head

    year, month, day, hour, minute, _ = DAY
    time = (year - 1980) << 25 | month << 21 | day << 16 | hour << 11 | minute << 5
    size, crc = len(inside), zlib.crc32(inside)
    fields = struct.pack("<IIBIIBBHI", size, size, 2, crc, time, 20, 0x30, len(name), 0x20) + name
    return (
        b"Rar!\x1a\x07\0" + block(0x73, 0, bytes(6)) + block(0x74, 0x8000, fields) + inside
        + block(0x7B, 0x4000, b"")
    )  # fmt: skip


if __name__ == "__main__":
    make()
