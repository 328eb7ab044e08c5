"""What a file is, by its first bytes, where it is no text.

    89 50 4E 47 0D 0A …   a PNG picture
    50 4B 03 04 … word/   a Word document (.docx)
    D0 CF 11 E0 …         an old Office document (.doc, .xls, .wps)

Only signatures that no text begins with are listed: BM (a bitmap) and MZ (a program) may open an
English line, so they count only where a NUL follows within the first bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

OFFICE = "open it and save it as plain text (.txt, UTF-8)"
PICTURE = "have its characters recognised (OCR) and give the text"
ARCHIVE = "unpack it and give the files in it"
OTHER = "leave it out"

SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG picture", PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", PICTURE),
    (b"GIF87a", "a GIF picture", PICTURE),
    (b"GIF89a", "a GIF picture", PICTURE),
    (b"II*\0", "a TIFF picture", PICTURE),
    (b"MM\0*", "a TIFF picture", PICTURE),
    (b"%PDF-", "a PDF document", OFFICE),
    (b"{\\rtf", "a Rich Text document", OFFICE),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office document (.doc, .xls, .ppt or .wps)",
        OFFICE,
    ),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", ARCHIVE),
    (b"Rar!\x1a\x07", "a RAR archive", ARCHIVE),
    (b"\x1f\x8b\x08", "a gzip archive", ARCHIVE),
    (b"BZh91AY&SY", "a bzip2 archive", ARCHIVE),
    (b"\xfd7zXZ\0", "an xz archive", ARCHIVE),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", ARCHIVE),
    (b"SQLite format 3\0", "a SQLite database", OTHER),
    (b"\x7fELF", "a program", OTHER),
    (b"PAR1", "a Parquet table", OTHER),
    (b"ID3\x03", "a sound recording", OTHER),
    (b"ID3\x04", "a sound recording", OTHER),
    (b"OggS\0", "a sound recording", OTHER),
)

WITH_NUL = (
    (b"BM", "a bitmap picture", PICTURE),
    (b"MZ", "a program", OTHER),
    (b"RIFF", "a recording", OTHER),
)

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
ZIP_KINDS = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"OFD.xml", "an OFD document"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub", "an EPUB book"),
)

LOOKED_AT = 64 * 1024  # the names of a zip's first members stand here


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file is that is no text, and what its owner can do."""

    kind: str
    remedy: str


def find_foreign(content: bytes) -> Foreign | None:
    """Return what ``content`` is where its first bytes say it is no text, else ``None``."""
    if content.startswith(ZIP_STARTS):
        return _zip_kind(content)
    for signature, kind, remedy in SIGNATURES:
        if content.startswith(signature):
            return Foreign(kind, remedy)
    for signature, kind, remedy in WITH_NUL:
        if content.startswith(signature) and b"\0" in content[:64]:
            return Foreign(kind, remedy)
    if content[257:262] == b"ustar":
        return Foreign("a tar archive", ARCHIVE)
    if content[4:8] == b"ftyp":
        return Foreign("a film or a picture (MP4, HEIC)", OTHER)
    return None


def _zip_kind(content: bytes) -> Foreign:
    # A zip lists its members at its end; the names also stand before each member.
    seen = content[:LOOKED_AT] + content[-LOOKED_AT:]
    for mark, kind in ZIP_KINDS:
        if mark in seen:
            return Foreign(kind, OFFICE)
    return Foreign("a zip archive", ARCHIVE)
