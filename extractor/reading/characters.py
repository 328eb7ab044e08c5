"""What an old Word file says of its characters: where they lie, which are not on the page.

The offsets are those of [MS-DOC] 2.5 (the file information block), 2.8.35 (pieces), 2.8.5 and 2.8.6
(formatting of characters and paragraphs).  A run is deleted, hidden or struck out by its properties
sprmCFRMarkDel, sprmCFVanish, sprmCFStrike and sprmCFDStrike, or by the style of its characters
(sprmCIstd) or of its paragraph; raised by sprmCIss.  The paragraph that ends the row of a table
says in sprmTDefTable where its cells begin and end.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

import regex

from extractor.reading.layouts import RAISED as RAISED_DIGITS
from extractor.reading.old_styles import (
    DELETED,
    HEIGHT,
    HIDDEN,
    RAISED,
    ROW,
    STRUCK,
    STRUCK_TWICE,
    Look,
    changed,
    properties,
    read_looks,
)

WORD97 = 0xA5EC
ENCRYPTED, TABLE_ONE = 0x0100, 0x0200
FLAGS, TEXT_START = 0x0A, 0x18
# The parts of the text, in order: the body, footnotes, margins, macros, comments, endnotes, boxes
# of the body and of the margins.
TEXT_LENGTHS = (0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60, 0x64, 0x68)
ENDNOTES, BOXES = 5, 6  # which of them wps2md does not give
# Where the offset and the length of each table stand.
STYLES, FORMATTING, PARAGRAPHS, PIECES = 0xA2, 0xFA, 0x102, 0x1A2
HEADER = 0x200
PAGE = 512
PIECE_TABLE, PROPERTIES = 0x02, 0x01
COMPRESSED = 0x40000000
LEFT_OUT = (
    (DELETED, "tracked-changes"),
    (HIDDEN, "hidden-text"),
    (STRUCK, "struck-text"),
    (STRUCK_TWICE, "struck-text"),
)
STYLED = 0x4A30  # the style of a run
CELLS = 2  # where in it the number of cells stands, before their edges
ENTRY = 13  # bytes that each paragraph has in the list of its page
FIELD, RESULT, FIELD_END, PARAGRAPH_END, CELL_END = 0x13, 0x14, 0x15, 0x0D, 0x07
CONTROLS = regex.compile(r"[\x01-\x0c\x0e-\x1f]")
# A gloss over a word is a field without a result, whose code holds both: EQ \o\ad(\s\up 9(wei),慰).
GLOSSED = regex.compile(
    r"\\o\s?(?:\\a[clrd])?\s?\(\\s\s?\\up\s?[0-9]+\(.*?\)\s*,(?P<word>.*)\)", regex.DOTALL
)
CELL_MARK = "\ufdd0"  # what a cell ends with here; no text holds it


@dataclass(frozen=True, slots=True)
class Header:
    """Where the text and the tables of a document lie."""

    start: int  # of the text in the main stream
    lengths: tuple[int, ...]  # in characters, of the body, the footnotes and the like
    is_encrypted: bool
    table: str
    styles: tuple[int, int]
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
        tuple(struct.unpack_from("<I", main, at)[0] for at in TEXT_LENGTHS),
        bool(flags & ENCRYPTED),
        "1Table" if flags & TABLE_ONE else "0Table",
        struct.unpack_from("<II", main, STYLES),
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
    return bool(pieces) and at >= header.start + 2 * sum(header.lengths)


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
    for start, end, look in _looks(main, table, header):
        code = next((code for switch, code in LEFT_OUT if look.get(switch)), None)
        found += [Run(start, end, code)] if code else []
    return found


def raised(main: bytes, table: bytes, header: Header) -> bytes:
    """Return the main stream with the digits that are raised in the characters for such."""
    made = bytearray(main)
    for start, end, look in _looks(main, table, header):
        if look.get(HEIGHT) == RAISED:
            words = main[start:end].decode("utf-16-le", "surrogatepass").translate(RAISED_DIGITS)
            made[start:end] = words.encode("utf-16-le", "surrogatepass")
    return bytes(made)


def _looks(main: bytes, table: bytes, header: Header) -> Iterator[tuple[int, int, Look]]:
    """Yield each run with its look, by itself, by its style or by that of its paragraph."""
    styles = read_looks(table, header.styles)
    around = [
        (start, end, styles[number])
        for start, end, said in _formatted(main, table, header.paragraphs, ENTRY)
        if len(said) > 1 and (number := struct.unpack_from("<H", said)[0]) in styles
    ]
    for start, end, stored in _formatted(main, table, header.formatting, 1):
        said = dict(properties(stored))
        named = struct.unpack("<H", said[STYLED][:2])[0] if len(said.get(STYLED, b"")) > 1 else -1
        for first, last, look in _parts(start, end, around):
            yield first, last, changed({**look, **styles.get(named, {})}, said)


def _parts(
    start: int, end: int, around: Sequence[tuple[int, int, Look]]
) -> Iterator[tuple[int, int, Look]]:
    """Yield the parts of a run by the styles of the paragraphs that it reaches over."""
    at = start
    for first, last, look in around[bisect_right(around, start, key=itemgetter(1)) :]:
        if first >= end:
            break
        if first > at:
            yield at, first, {}
        yield max(at, first), min(last, end), look
        at = min(last, end)
    if at < end:
        yield at, end, {}


def beside(shown: bytes, header: Header, part: int) -> list[str]:
    """Return the paragraphs of a part of the text: ENDNOTES, BOXES."""
    start = header.start + 2 * sum(header.lengths[:part])
    words = shown[start : start + 2 * header.lengths[part]].decode("utf-16-le", "replace")
    lines = CONTROLS.sub(" ", words.replace("\0", "").replace(CELL_MARK, " ")).split("\r")
    return [said for line in lines if (said := " ".join(line.split()))]


def edges(main: bytes, table: bytes, header: Header) -> list[tuple[int, ...]]:
    """Return where the cells of each row begin and end, in twentieths of a point, row by row."""
    found = []
    for _, _, stored in _formatted(main, table, header.paragraphs, ENTRY):
        row = dict(properties(stored[2:])).get(ROW)  # behind the number of its style
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
    end = min(header.start + 2 * sum(header.lengths), len(main) - 1)
    made = bytearray(main)
    codes: list[int | None] = []  # where the code of each open field begins; None in its result
    for at in range(header.start, end, 2):
        unit = struct.unpack_from("<H", main, at)[0]
        if unit in (RESULT, FIELD_END) and codes and codes[-1] is not None:
            _keep_glossed(main, made, codes[-1], at)
            codes[-1] = None
        if unit == FIELD:
            codes.append(at + 2)
        elif unit == CELL_END:
            struct.pack_into("<H", made, at, ord(CELL_MARK))
        in_code = any(start is not None for start in codes)
        if unit in (FIELD, RESULT, FIELD_END) or (
            in_code and unit not in (PARAGRAPH_END, CELL_END)
        ):
            made[at : at + 2] = b"\0\0"
        if unit == FIELD_END and codes:
            codes.pop()
    return bytes(made)


def _keep_glossed(main: bytes, made: bytearray, start: int, end: int) -> None:
    """Put back the word that the code of a field sets a gloss over."""
    found = GLOSSED.search(main[start:end].decode("utf-16-le", "replace"))
    if found is not None:
        first, last = (start + 2 * at for at in found.span("word"))
        made[first:last] = main[first:last]
