"""A binary workbook (.xlsb): formats of cells that show more, what is hidden, cells written short.

Its parts are streams of records ([MS-XLSB] 2.1.4): a kind, a length and that many bytes, the first
two in groups of seven bits, the lowest first.  ``styles`` holds the codes of formats and the styles
of cells that name one, ``workbook`` the names of its sheets, a sheet its rows and their cells.
Read are the records named below alone; a stream that is cut short says what it says until there.

A cell beside the one before it may be written without its column, and a text with its fonts.  Both
are legal, some programs write them, and the library that reads the cells passes over them.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from extractor.reading.number_formats import BUILT_IN, Format, parse
from extractor.reading.packages import Package

SHEETS = re.compile(r"xl/worksheets/[^/]+\.bin")
BOOK, STYLES = "xl/workbook.bin", "xl/styles.bin"
SHEET, FORMAT, STYLE, CELL_STYLES, CELL_STYLES_END = 156, 44, 47, 617, 618
ROW, COLUMNS = 0, 60  # the head of a row; several columns side by side
CELLS, NUMBERS = range(1, 12), (2, 5, 9)  # packed, plain, the result of a formula
SHORT, RICH, TEXT = range(12, 19), 62, 6  # as 1 to 7, but without a column; a text with its fonts
PLAIN = {**{kind: kind - 11 for kind in SHORT}, RICH: TEXT}
LEAST = {
    SHEET: 16,
    FORMAT: 6,
    STYLE: 4,
    ROW: 4,
    COLUMNS: 18,
    RICH: 13,
    **dict.fromkeys(CELLS, 8),
    **dict.fromkeys(SHORT, 4),
}  # bytes
# The byte and the bit that hide a row (fDyZero, 2.4.741) or columns (fHidden, 2.4.324).
HIDING = {ROW: (11, 0x10), COLUMNS: (16, 0x01)}
MORE, BITS = 0x80, 7  # a byte that another follows; what it holds of the number


def binary_formats_of(package: Package) -> dict[str, dict[tuple[int, int], Format]]:
    """Return by sheet the formats of cells (row and column from 0) that say something."""
    styles = _styles(package.read(STYLES)) if package.has(STYLES) else {}
    if not styles:
        return {}
    parts = package.relations(BOOK)
    found: dict[str, dict[tuple[int, int], Format]] = {}
    for kind, held in _records(package.read(BOOK)):
        if kind == SHEET:
            relation, at = _words(held, 8)
            _, part = parts.get(relation, ("", ""))
            cells = _cells(package.read(part), styles) if package.has(part) else ()
            found[_words(held, at)[0]] = dict(cells)
    return found


def in_full(content: bytes, name: str) -> bytes:
    """Return the workbook ``content`` with each cell written in full, as it is where all are."""
    package = Package(content, name)
    parts = {part: package.read(part) for part in package.names() if SHEETS.fullmatch(part)}
    if not any(kind in PLAIN for part in parts.values() for kind, _ in _records(part)):
        return content
    old = zipfile.ZipFile(io.BytesIO(content)).namelist()  # in the case the library looks for
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as book:
        for part in old:
            cells = parts.get(part.lower())
            book.writestr(part, package.read(part) if cells is None else b"".join(_in_full(cells)))
    return packed.getvalue()


def _in_full(stream: bytes) -> Iterator[bytes]:
    across = -1
    for kind, held in _records(stream):
        if kind in SHORT:
            across += 1
            held = struct.pack("<I", across) + held  # noqa: PLW2901
        elif kind == ROW:
            across = -1
        elif kind in CELLS or kind == RICH:
            (across,) = struct.unpack_from("<I", held)
        text = held[:8] + held[9:] if kind == RICH else held  # but for a byte on fonts
        yield _in_sevens(PLAIN.get(kind, kind)) + _in_sevens(len(text)) + text


def _in_sevens(number: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first."""
    groups = bytearray()
    while number >= MORE:
        groups.append(number & (MORE - 1) | MORE)
        number >>= BITS
    return bytes([*groups, number])


def binary_hidden(package: Package) -> int:
    """Return how many rows, and runs of columns, of its sheets are hidden."""
    sheets = (name for name in package.names() if SHEETS.fullmatch(name))
    return sum(
        kind in HIDING and _is_hidden(held, *HIDING[kind])
        for name in sheets
        for kind, held in _records(package.read(name))
    )


def _is_hidden(held: bytes, at: int, bit: int) -> bool:
    return bool(held[at : at + 1] and held[at] & bit)


def _styles(stream: bytes) -> dict[int, Format]:
    """Return the format of each style of cells that says something."""
    codes, used = dict(BUILT_IN), list[int]()
    is_of_cells = False
    for kind, held in _records(stream):
        if kind == FORMAT:
            codes[struct.unpack_from("<H", held)[0]] = _words(held, 2)[0]
        elif kind in (CELL_STYLES, CELL_STYLES_END):
            is_of_cells = kind == CELL_STYLES  # before and behind stand those of named styles
        elif kind == STYLE and is_of_cells:
            used.append(struct.unpack_from("<H", held, 2)[0])
    said = {at: parse(codes.get(number, "")) for at, number in enumerate(used)}
    return {at: form for at, form in said.items() if form.says_more}


def _cells(stream: bytes, styles: dict[int, Format]) -> Iterator[tuple[tuple[int, int], Format]]:
    row = 0
    for kind, held in _records(stream):
        if kind == ROW:
            row = struct.unpack_from("<I", held)[0]
        elif kind in NUMBERS:
            across, style = struct.unpack_from("<II", held)
            if (form := styles.get(style & 0xFFFFFF)) is not None:
                yield (row, across), form


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the bytes of each record that has as many as it must."""
    at = 0
    while at < len(stream):
        kind, at = _number(stream, at, 2)
        length, at = _number(stream, at, 4)
        held = stream[at : at + length]
        if len(held) >= LEAST.get(kind, 0):
            yield kind, held
        at += length


def _number(stream: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number written in groups of seven bits, and where it ends."""
    number = 0
    for nth, byte in enumerate(stream[at : at + most]):
        number |= (byte & (MORE - 1)) << BITS * nth
        if not byte & MORE:
            return number, at + nth + 1
    return number, at + most


def _words(held: bytes, at: int) -> tuple[str, int]:
    """Return a string that is written after its length, and where it ends."""
    length = struct.unpack_from("<I", held, at)[0] if at + 4 <= len(held) else 0
    end = min(at + 4 + 2 * length, len(held))
    return held[at + 4 : end].decode("utf-16-le", "replace"), end
