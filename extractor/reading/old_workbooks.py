"""What an old workbook (.xls) says beside its cells: their formats, and what is no cell.

A stream of records, each a kind, a length and that many bytes ([MS-XLS] 2.1.4; Excel 95 has the
same with shorter headers).  First what holds for the book: format codes, styles that name one, and
where each sheet begins; then the sheets.  Read are the records named below alone, so that a damaged
one costs what stands in it and no more.  A workbook under a password is refused before this.
"""

from __future__ import annotations

import io
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import regex

from extractor.errors import UnreadableError
from extractor.reading.extras import library
from extractor.reading.number_formats import BUILT_IN, Format, parse

BEGIN, END = (0x0809, 0x0409, 0x0209, 0x0009), 0x000A
CODE_PAGE, BOUND_SHEET, FORMAT, STYLE = 0x0042, 0x0085, 0x041E, 0x00E0
NUMBER, PACKED, PACKED_ROW, FORMULA = 0x0203, 0x027E, 0x00BD, (0x0006, 0x0206, 0x0406)
ROW, COLUMNS, COMMENT, OBJECT, MARGINS = 0x0208, 0x007D, 0x001C, 0x005D, (0x0014, 0x0015)
VALUE_OF = (NUMBER, PACKED, *FORMULA)
LEAST = {
    **dict.fromkeys((*BEGIN, CODE_PAGE), 2), FORMAT: 5, STYLE: 4, BOUND_SHEET: 7, PACKED_ROW: 12,
    **dict.fromkeys(VALUE_OF, 10), ROW: 16, COLUMNS: 10, OBJECT: 6, **dict.fromkeys(MARGINS, 4),
}  # fmt: skip  # bytes that a record has; a shorter one is damaged, or empty, and left out
WORKSHEET = 0  # the kind of sheet that has cells
HIDDEN_ROW, HIDDEN_COLUMN = 0x20, 0x01
ERROR = b"\x02"  # the kind of a formula's result
COMMON_OBJECT = 0x15  # the first part of an object's record, which tells its kind
OBJECTS = {8: "pictures-unread", 0: "objects-unread", 5: "objects-unread", 6: "objects-unread"}
EXCEL_97 = 0x0600
FONT = regex.compile(r'&"[^"]*+"')  # in what is printed at the edges of a page
HAN = regex.compile(r"\p{Han}")
PAGES = {936: "gb18030", 950: "cp950", 1200: "utf-16-le"}


@dataclass(slots=True)
class _Book:
    """What holds for the whole workbook."""

    version: int = EXCEL_97
    encoding: str = "gb18030"
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    styles: list[int] = field(default_factory=list)  # the format of each
    sheets: list[int] = field(default_factory=list)  # where each with cells begins


@dataclass(frozen=True, slots=True)
class Beside:
    """By sheet, in order, the formats of cells (row and column from 0); how much is no cell."""

    formats: tuple[Mapping[tuple[int, int], Format], ...]
    counts: Mapping[str, int]


def read_beside(content: bytes, name: str) -> Beside:
    """Return what the workbook ``content`` says beside its cells."""
    olefile = library("olefile", "office", "an old workbook", name)
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as opened:
            stream = "Workbook" if opened.exists("Workbook") else "Book"
            records = bytes(opened.openstream(stream).read())
    except (OSError, ValueError, IndexError) as error:
        message = f"{name}: is a damaged workbook ({error}); save it anew"
        raise UnreadableError("broken-file", message) from error
    book = _book(records)
    said = {at: form for at, number in enumerate(book.styles)
            if (form := parse(book.codes.get(number, ""))).says_more}  # fmt: skip
    counts: Counter[str] = Counter()
    formats = tuple(_sheet(records, start, book, said, counts) for start in book.sheets)
    return Beside(formats, counts)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part of the stream, from its beginning to its end."""
    depth = 0  # a chart inside a sheet has a beginning and an end of its own
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind in BEGIN) - (kind == END)
        if depth <= 1 and length >= LEAST.get(kind, 0):
            yield kind, stream[at + 4 : at + 4 + length]
        if depth == 0:
            return
        at += 4 + length


def _book(stream: bytes) -> _Book:
    book = _Book()
    for kind, held in _records(stream, 0):
        if kind in BEGIN:
            book.version = struct.unpack_from("<H", held)[0]
        elif kind == CODE_PAGE:
            page = struct.unpack_from("<H", held)[0]
            book.encoding = PAGES.get(page, f"cp{page}")
        elif kind == FORMAT:
            book.codes[struct.unpack_from("<H", held)[0]] = _words(held[2:], book)
        elif kind == STYLE:
            book.styles.append(struct.unpack_from("<H", held, 2)[0])
        elif kind == BOUND_SHEET and held[5] & 0x0F == WORKSHEET:
            book.sheets.append(struct.unpack_from("<I", held)[0])
    return book


def _words(held: bytes, book: _Book) -> str:
    """Return a string that is written after its length."""
    if book.version < EXCEL_97:
        return _decoded(held[1 : 1 + held[0]], book.encoding)
    length, is_wide = struct.unpack_from("<H", held)[0], held[2] & 1
    return _decoded(held[3 : 3 + length * (1 + is_wide)], "utf-16-le" if is_wide else "latin-1")


def _decoded(held: bytes, encoding: str) -> str:
    try:
        return held.decode(encoding, "replace")
    except LookupError:
        return held.decode("gb18030", "replace")


def _sheet(
    stream: bytes, start: int, book: _Book, said: Mapping[int, Format], counts: Counter[str]
) -> dict[tuple[int, int], Format]:
    """Return the formats of the cells of a sheet, and count what is no cell."""
    formats: dict[tuple[int, int], Format] = {}
    for kind, held in _records(stream, start):
        if kind in VALUE_OF:
            row, at, style = struct.unpack_from("<HHH", held)
            if style in said:
                formats[row, at] = said[style]
            counts["formulas-without-value"] += kind in FORMULA and _is_error(held)
        elif kind == PACKED_ROW:
            row, first = struct.unpack_from("<HH", held)
            styles = struct.iter_unpack("<HI", held[4 : 4 + (len(held) - 6) // 6 * 6])
            formats |= {(row, at): said[s] for at, (s, _) in enumerate(styles, first) if s in said}
        elif code := _no_cell(kind, held, book):
            counts[code] += 1
    return formats


def _is_error(held: bytes) -> bool:
    return held[12:14] == b"\xff\xff" and held[6:7] == ERROR


def _no_cell(kind: int, held: bytes, book: _Book) -> str:
    """Return the note on what a record says that is no cell."""
    if kind == ROW:
        return "hidden-cells" if held[12] & HIDDEN_ROW else ""
    if kind == COLUMNS:
        return "hidden-cells" if held[8] & HIDDEN_COLUMN else ""
    if kind == COMMENT:
        return "comments-unread"
    if kind == OBJECT and held[0] == COMMON_OBJECT:
        return OBJECTS.get(struct.unpack_from("<H", held, 4)[0], "")
    if kind in MARGINS:
        words = FONT.sub("", _words(held, book))
        return "margins-unread" if HAN.search(words) else ""
    return ""
