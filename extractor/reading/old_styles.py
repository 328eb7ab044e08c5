"""The style sheet of an old Word file → how the characters of each style look.

A style is based on another and says what differs, so that the chain of its bases is gone through
([MS-DOC] 2.9.271 and 2.9.260).  Deleted, hidden and struck out are switches: a style turns them on
or off, takes what its base says (0x80), or the opposite (0x81).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import TypeAlias

DELETED, HIDDEN, STRUCK, STRUCK_TWICE = 0x0800, 0x083C, 0x0837, 0x2A53
SWITCHES = (DELETED, HIDDEN, STRUCK, STRUCK_TWICE)
HEIGHT, RAISED = 0x2A48, 1
AS_BASE, NOT_AS_BASE = 0x80, 0x81
PARAGRAPH, CHARACTER = 1, 2  # the kinds of style that have characters
OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes, by the kind of property
VARIABLE, ROW = 6, 0xD608
LONGEST_CHAIN = 12

Look: TypeAlias = Mapping[int, int]  # by property; one that is not there is off


def read_looks(table: bytes, where: tuple[int, int]) -> dict[int, Look]:
    """Return the look of each style that has one, by its number."""
    held = table[where[0] : where[0] + where[1]]
    styles = dict(_styles(held)) if len(held) > 6 else {}  # noqa: PLR2004  # its own header
    looks = {number: _look(number, styles) for number in styles}
    return {number: look for number, look in looks.items() if any(look.values())}


def changed(look: Look, said: Mapping[int, bytes]) -> Look:
    """Return ``look`` with what the properties ``said`` make of it."""
    made = dict(look)
    for switch in (each for each in SWITCHES if each in said):
        value, base = said[switch][:1] or b"\0", look.get(switch, 0)
        made[switch] = {AS_BASE: base, NOT_AS_BASE: 1 - base}.get(value[0], min(value[0], 1))
    if said.get(HEIGHT):
        made[HEIGHT] = said[HEIGHT][0]
    return made


def properties(content: bytes) -> Iterator[tuple[int, bytes]]:
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


def _look(number: int, styles: Mapping[int, tuple[int, bytes]]) -> Look:
    chain: list[bytes] = []
    while number in styles and len(chain) < LONGEST_CHAIN:
        number, said = styles[number]
        chain.append(said)
    look: Look = {}
    for said in reversed(chain):
        look = changed(look, dict(properties(said)))
    return look


def _styles(held: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Yield the number of each style, the one it is based on, and its character properties."""
    about, count, fixed = struct.unpack_from("<HHH", held)
    at = 2 + about
    for number in range(count):
        if at + 2 > len(held):
            return
        size = struct.unpack_from("<H", held, at)[0]
        style = held[at + 2 : at + 2 + size]
        at += 2 + size
        if len(style) >= fixed + 2 and fixed >= 6:  # noqa: PLR2004  # kind, base, count of parts
            kind, base = style[2] & 0x0F, struct.unpack_from("<H", style, 2)[0] >> 4
            if kind in (PARAGRAPH, CHARACTER):
                yield number, (base, _characters(style, fixed, kind))


def _characters(style: bytes, fixed: int, kind: int) -> bytes:
    """Return the character properties of a style, which stand behind its name."""
    at = fixed + 2 * (struct.unpack_from("<H", style, fixed)[0] + 2)
    part = b""
    for _ in range(2 if kind == PARAGRAPH else 1):
        at += at % 2
        if at + 2 > len(style):
            return b""
        size = struct.unpack_from("<H", style, at)[0]
        part = style[at + 2 : at + 2 + size]
        at += 2 + size
    return part
