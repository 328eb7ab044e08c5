"""What a file is, by its first bytes, where it is no text.

    89 50 4E 47 0D 0A …   a PNG picture
    50 4B 03 04 … word/   a Word document (.docx)
    D0 CF 11 E0 …         an old Office document (.doc, .xls, .wps)

Only signatures that no text begins with are listed: BM (a bitmap) and MZ (a program) may open an
English line, so they count only where a NUL follows within the first bytes.
"""

from __future__ import annotations

SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .ppt or .wps)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet table"),
    (b"ID3\x03", "a sound recording"),
    (b"ID3\x04", "a sound recording"),
    (b"OggS\0", "a sound recording"),
)

WITH_NUL = ((b"BM", "a bitmap picture"), (b"MZ", "a program"), (b"RIFF", "a recording"))

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


def foreign_kind(content: bytes) -> str | None:
    """Return what ``content`` is where its first bytes say it is no text, else ``None``."""
    if content.startswith(ZIP_STARTS):
        return _zip_kind(content)
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            return kind
    for signature, kind in WITH_NUL:
        if content.startswith(signature) and b"\0" in content[:64]:
            return kind
    if content[257:262] == b"ustar":
        return "a tar archive"
    if content[4:8] == b"ftyp":
        return "a film or a picture (MP4, HEIC)"
    return None


def _zip_kind(content: bytes) -> str:
    # A zip lists its members at its end; the names also stand before each member.
    seen = content[:LOOKED_AT] + content[-LOOKED_AT:]
    return next((kind for mark, kind in ZIP_KINDS if mark in seen), "a zip archive")
