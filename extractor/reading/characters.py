"""What an old Word file says of its characters: where they lie, which are deleted or hidden.

The offsets are those of [MS-DOC] 2.5 (the file information block), 2.8.35 (pieces) and 2.8.5
(character formatting); a run's two properties are sprmCFRMarkDel and sprmCFVanish.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

WORD97 = 0xA5EC
ENCRYPTED, TABLE_ONE = 0x0100, 0x0200
FLAGS, TEXT_START, TEXT_LENGTHS = 0x0A, 0x18, (0x4C, 0x50, 0x54, 0x5C)
FORMATTING, PIECES = 0xFA, 0x1A2  # where the offset and the length of each table stand
HEADER = 0x200
PAGE = 512
PIECE_TABLE, PROPERTIES = 0x02, 0x01
COMPRESSED = 0x40000000
DELETED, HIDDEN = 0x0800, 0x083C
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
    pieces: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the main stream whose characters are not on the page."""

    start: int
    end: int
    is_deleted: bool
    is_hidden: bool


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
    """Return the runs that are deleted or hidden, in the order they lie in."""
    at, size = header.formatting
    count = (size - 4) // 8
    if count <= 0 or at + size > len(table):
        return []
    pages = struct.unpack_from(f"<{count}I", table, at + 4 * (count + 1))
    return [run for page in pages for run in _runs(main, (page & 0x3FFFFF) * PAGE)]


def _runs(main: bytes, at: int) -> Iterator[Run]:
    page = main[at : at + PAGE]
    if len(page) < PAGE:
        return
    count = page[-1]
    if 4 * (count + 1) + count >= PAGE:
        return
    places = struct.unpack_from(f"<{count + 1}I", page)
    for n in range(count):
        where = 2 * page[4 * (count + 1) + n]
        if where:
            properties = page[where + 1 : where + 1 + page[where]]
            said = dict(_properties(properties))
            if said.get(DELETED) or said.get(HIDDEN):
                yield Run(places[n], places[n + 1], bool(said.get(DELETED)), bool(said.get(HIDDEN)))


def _properties(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield each property with the first byte of its operand."""
    at = 0
    while at + 3 <= len(content):
        code = struct.unpack_from("<H", content, at)[0]
        yield code, content[at + 2]
        kind = code >> 13
        at += 2 + (content[at + 2] + 1 if kind == VARIABLE else OPERANDS[kind])


def blanked(main: bytes, runs: list[Run]) -> bytes:
    """Return the main stream with NUL for the characters of ``runs``, ends of paragraphs kept."""
    changed = bytearray(main)
    for run in runs:
        for at in range(run.start, min(run.end, len(changed)) - 1, 2):
            if bytes(changed[at : at + 2]) not in (b"\r\0", b"\x07\0"):
                changed[at : at + 2] = b"\0\0"
    return bytes(changed)
