"""What a file is, by its first bytes and never by its suffix.

    50 4B 03 04 … word/   docx
    D0 CF 11 E0 …         doc (Word, WPS) or xls, by the streams its folder lists
    25 50 44 46           pdf
    3C 3F 78 6D 6C …      fodt or fods, where the first tag of the XML says that it is OpenDocument
    89 50 4E 47 0D 0A …   a PNG picture: no kind that is read, so it is named with what to do

Only signatures that no text begins with are listed: BM (a bitmap) and MZ (a program) may open an
English line, so they count only where a NUL follows within the first bytes.
"""

from __future__ import annotations

import codecs
import importlib
import importlib.util
import io
import zipfile
import zlib
from dataclasses import dataclass

import regex

OFFICE = "open it and save it as .docx, .xlsx or .pdf"
PICTURE = "have its characters recognised (OCR) and give the text"
OTHER = "leave it out"

KINDS = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gz"),
    (b"BZh91AY&SY", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The streams of an old Office file, as its folder names them.
STREAMS = (
    ("EncryptedPackage", "ole"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG picture", PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", PICTURE),
    (b"GIF87a", "a GIF picture", PICTURE),
    (b"GIF89a", "a GIF picture", PICTURE),
    (b"II*\0", "a TIFF picture", PICTURE),
    (b"MM\0*", "a TIFF picture", PICTURE),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it and give the files in it"),
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

# Office wrote whole files as XML in 2003, often under the suffix .doc or .xls.
IN_XML = (
    (b"<?mso-application", "an Office file in XML"),
    (b"<office:document", "an OpenDocument file"),
)
FLAT = regex.compile(rb"\s*<\?xml[^>]{0,200}>\s*<office:document\s[^>]{0,16384}>")
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
OFFICE_PARTS = "[Content_Types].xml"  # in every package of Office
MIMETYPES = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.text-master", "an OpenDocument master"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub", "an EPUB book"),
)
FLAT_KINDS = {"odt": "fodt", "ods": "fods"}
LONGEST_TAG = 2**15
FIRST_NAME, SHORTEST = 30, 200  # where the name of a zip's first member stands; its mimetype ends


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file is that is not read, and what its owner can do."""

    kind: str
    remedy: str


def kind_of(content: bytes) -> str | None:
    """Return the format of ``content`` where it is one of those read that are no plain text."""
    if content.startswith(ZIP_STARTS):
        kind = _zip_kind(content)
        return None if kind.startswith("a") else kind
    for signature, kind in KINDS:
        if content.startswith(signature):
            return kind
    if kind := _flat_kind(content):
        return kind
    if content.startswith(OLE):
        return _ole_kind(content)
    return "tar" if content[257:262] == b"ustar" else None


def find_foreign(content: bytes) -> Foreign | None:
    """Return what ``content`` is where its first bytes say that it is nothing read here."""
    if content.startswith(ZIP_STARTS):
        kind = _zip_kind(content)
        return Foreign(kind, OFFICE) if kind.startswith("a") else None
    for signature, kind, remedy in SIGNATURES:
        if content.startswith(signature):
            return Foreign(kind, remedy)
    for signature, kind, remedy in WITH_NUL:
        if content.startswith(signature) and b"\0" in content[:64]:
            return Foreign(kind, remedy)
    for mark, kind in () if _flat_kind(content) else IN_XML:
        if b"<?xml" in content[:10] and mark in content[:500]:
            return Foreign(kind, OFFICE)
    if content[4:8] == b"ftyp":
        return Foreign("a film or a picture (MP4, HEIC)", OTHER)
    return None


def _flat_kind(content: bytes) -> str:
    """Return the kind of an OpenDocument text or workbook that is one piece of XML."""
    first = FLAT.match(content.removeprefix(codecs.BOM_UTF8)[:LONGEST_TAG])
    return FLAT_KINDS.get(_by_mimetype(first.group()), "") if first else ""


def _zip_kind(content: bytes) -> str:
    """Return what a zip is, by the names of its parts: a kind, or words for what is not read."""
    if kind := _by_mimetype(content[:SHORTEST]):
        return kind
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            names = opened.namelist()
            if "mimetype" in names and (kind := _by_mimetype(_first_bytes(opened, "mimetype"))):
                return kind  # packed anew, so that it no longer stands first
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError):
        names = [content[FIRST_NAME:SHORTEST].decode("latin-1")]
        return "docx" if names[0].startswith(OFFICE_PARTS) else "zip"
    if "OFD.xml" in names:
        return "ofd"
    if OFFICE_PARTS not in names:
        return "zip"
    folders = {name.partition("/")[0] for name in names}
    return (
        "xlsx" if "xl" in folders else "a PowerPoint file (.pptx)" if "ppt" in folders else "docx"
    )


def _by_mimetype(words: bytes) -> str:
    return next((kind for mark, kind in MIMETYPES if mark in words), "")


def _first_bytes(opened: zipfile.ZipFile, part: str) -> bytes:
    with opened.open(part) as held:
        return held.read(SHORTEST)


def _ole_kind(content: bytes) -> str:
    """Return which sort of old Office file this is: ``ole`` is encrypted, or none that is read."""
    listed = _root(content)
    for stream, kind in STREAMS:
        if stream in listed if listed is not None else f"{stream}\0".encode("utf-16-le") in content:
            return kind
    return "ole"


def _root(content: bytes) -> set[str] | None:
    """Return the names in the folder of an old Office file, if olefile is there to read it."""
    if importlib.util.find_spec("olefile") is None:
        return None
    olefile = importlib.import_module("olefile")
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as opened:
            return {path[0] for path in opened.listdir()}
    except (OSError, ValueError, IndexError, TypeError):
        return None
