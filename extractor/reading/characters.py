"""What an old Word file says of its characters: where they lie, which are not on the page.

The offsets are those of [MS-DOC] 2.5 (the file information block), 2.8.35 (pieces), 2.8.5 and 2.8.6
(formatting of characters and paragraphs).  A run is deleted, hidden or struck out by its properties
sprmCFRMarkDel, sprmCFVanish, sprmCFStrike and sprmCFDStrike; the paragraph that ends the row of a
table says in sprmTDefTable where its cells begin and end.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

WORD97 = 0xA5EC
ENCRYPTED, TABLE_ONE = 0x0100, 0x0200
FLAGS, TEXT_START, TEXT_LENGTHS = 0x0A, 0x18, (0x4C, 0x50, 0x54, 0x5C)
FORMATTING, PARAGRAPHS, PIECES = (
    0xFA,
    0x102,
    0x1A2,
)  # where the offset and the length of each table stand
HEADER = 0x200
PAGE = 512
PIECE_TABLE, PROPERTIES = 0x02, 0x01
COMPRESSED = 0x40000000
LEFT_OUT = (
    (0x0800, "tracked-changes"),
    (0x083C, "hidden-text"),
    (0x0837, "struck-text"),
    (0x2A53, "struck-text"),
)
ROW, CELLS = 0xD608, 2  # where in it the number of cells stands, before their edges
ENTRY = 13  # bytes that each paragraph has in the list of its page
FIELD, RESULT, FIELD_END, PARAGRAPH_END, CELL_END = 0x13, 0x14, 0x15, 0x0D, 0x07
CELL_MARK = "\ufdd0"  # what a cell ends with here; no text holds it
OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes, by the kind of property
VARIABLE = 6


@dataclass(frozen=True, slots=True)
class Header:
    """Where the text and the tables of a document lie."""

    start: int  # of the text in the main stream
    length: int  # in characters, with footnotes and the like
    is_encrypted: bool
    table: str
    formatting: tuple[int, int]
    paragraphs: tuple[int, int]
    pieces: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the main stream whose characters are not on the page."""

    start: int
    end: int
    code: str  # of the note that says why


def read_header(main: bytes) -> Header | None:
    """Return the header of the main stream, or ``None`` where it is no Word 97 document."""
    if len(main) < HEADER or struct.unpack_from("<H", main)[0] != WORD97:
        return None
    flags = struct.unpack_from("<H", main, FLAGS)[0]
    return Header(
        struct.unpack_from("<I", main, TEXT_START)[0],
        sum(struct.unpack_from("<I", main, at)[0] for at in TEXT_LENGTHS),
        bool(flags & ENCRYPTED),
        "1Table" if flags & TABLE_ONE else "0Table",
        struct.unpack_from("<II", main, FORMATTING),
        struct.unpack_from("<II", main, PARAGRAPHS),
        struct.unpack_from("<II", main, PIECES),
    )


def is_one_stretch(table: bytes, header: Header) -> bool:
    """Return whether the text lies in one stretch of two bytes a character, in order."""
    at = header.start
    pieces = list(_pieces(table, *header.pieces))
    for length, where in pieces:
        if where & COMPRESSED or where != at:
            return False
        at += 2 * length
    return bool(pieces) and at >= header.start + 2 * header.length


def _pieces(table: bytes, at: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the length of each piece in characters, and where it lies."""
    end = at + size
    while at < end and table[at] == PROPERTIES:
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if at >= end or table[at] != PIECE_TABLE:
        return
    length = struct.unpack_from("<I", table, at + 1)[0]
    count = (length - 4) // 12
    if count <= 0 or at + 5 + length > len(table):
        return
    places = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    first = at + 5 + 4 * (count + 1)
    for n in range(count):
        yield places[n + 1] - places[n], struct.unpack_from("<I", table, first + 8 * n + 2)[0]


def unread(main: bytes, table: bytes, header: Header) -> list[Run]:
    """Return the runs that are deleted, hidden or struck out, in the order they lie in."""
    found = []
    for start, end, properties in _formatted(main, table, header.formatting, 1):
        said = dict(_properties(properties))
        codes = [code for property_, code in LEFT_OUT if said.get(property_, b"\0") > b"\0"]
        found += [Run(start, end, codes[0])] if codes else []
    return found


def edges(main: bytes, table: bytes, header: Header) -> list[tuple[int, ...]]:
    """Return where the cells of each row begin and end, in twentieths of a point, row by row."""
    found = []
    for _, _, properties in _formatted(main, table, header.paragraphs, ENTRY):
        row = dict(_properties(properties[2:])).get(ROW)  # behind the number of its style
        if row is not None:
            count = row[CELLS] if len(row) > CELLS else 0
            is_whole = len(row) >= CELLS + 3 + 2 * count
            found.append(struct.unpack_from(f"<{count + 1}h", row, CELLS + 1) if is_whole else ())
    return found


def _formatted(
    main: bytes, table: bytes, where: tuple[int, int], entry: int
) -> Iterator[tuple[int, int, bytes]]:
    """Yield start, end and properties of what is formatted alike; an entry has so many bytes."""
    at, size = where
    count = (size - 4) // 8
    if count <= 0 or at + size > len(table):
        return
    for number in struct.unpack_from(f"<{count}I", table, at + 4 * (count + 1)):
        page = main[(number & 0x3FFFFF) * PAGE :][:PAGE]
        held = page[-1] if len(page) == PAGE else 0
        if 4 * (held + 1) + entry * held >= PAGE:
            continue
        places = struct.unpack_from(f"<{held + 1}I", page) if held else ()
        for n in range(held):
            offset = 2 * page[4 * (held + 1) + entry * n]
            yield places[n], places[n + 1], _stored(page, offset, entry) if offset else b""


def _stored(page: bytes, at: int, entry: int) -> bytes:
    """Return the properties stored at a place: of a run, or of a paragraph in pairs of bytes."""
    if entry == 1:
        return page[at + 1 : at + 1 + page[at]]
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


def _properties(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each property with its operand; the first byte of a long one is its length."""
    at = 0
    while at + 3 <= len(content):
        code = struct.unpack_from("<H", content, at)[0]
        kind = code >> 13
        size = content[at + 2] + 1 if kind == VARIABLE else OPERANDS[kind]
        if code == ROW and at + 4 <= len(content):
            size = struct.unpack_from("<H", content, at + 2)[0] + 1
        yield code, content[at + 2 : at + 2 + size]
        at += 2 + size


def blanked(main: bytes, runs: list[Run]) -> bytes:
    """Return the main stream with NUL for the characters of ``runs``, ends of paragraphs kept."""
    changed = bytearray(main)
    for run in runs:
        for at in range(run.start, min(run.end, len(changed)) - 1, 2):
            if bytes(changed[at : at + 2]) not in (b"\r\0", b"\x07\0"):
                changed[at : at + 2] = b"\0\0"
    return bytes(changed)


def marked(main: bytes, header: Header) -> bytes:
    """Return the main stream without the codes of its fields, and CELL_MARK at the end of cells."""
    end = min(header.start + 2 * header.length, len(main) - 1)
    changed = bytearray(main)
    in_code: list[bool] = []
    for at in range(header.start, end, 2):
        unit = struct.unpack_from("<H", main, at)[0]
        if unit == FIELD:
            in_code.append(True)
        elif unit == RESULT and in_code:
            in_code[-1] = False
        elif unit == CELL_END:
            struct.pack_into("<H", changed, at, ord(CELL_MARK))
        if unit in (FIELD, RESULT, FIELD_END) or (
            any(in_code) and unit not in (PARAGRAPH_END, CELL_END)
        ):
            changed[at : at + 2] = b"\0\0"
        if unit == FIELD_END and in_code:
            in_code.pop()
    return bytes(changed)
