"""How much a PDF comes to when its streams are unpacked, before any library unpacks them.

A few hundred bytes can hold 120 MB of drawing orders, packed twice.  Each stream is unpacked here
in small steps, as often as its filters say, and given up as soon as it comes to too much.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import regex

DICTIONARY = 600  # bytes before a stream that its filters are looked for in
PACKED = regex.compile(rb"/(?:FlateDecode|Fl)\b")
MOST_OF_ONE = 64 * 2**20  # bytes
STEP = 2**20


def is_too_large(content: bytes) -> bool:
    """Return whether a stream of the PDF ``content`` unpacks to more than any page needs."""
    return any(_unpacks_to_more(content, start, layers) for start, layers in _streams(content))


def _streams(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each packed stream begins, and how often it is packed."""
    for match in regex.finditer(rb"stream\r?\n", content):
        if content[max(0, match.start() - 3) : match.start()] == b"end":
            continue
        before = content[max(0, match.start() - DICTIONARY) : match.start()]
        own = before[before.rfind(b" obj") + 1 :]
        layers = len(PACKED.findall(own))
        if layers:
            yield match.end(), layers


def _unpacks_to_more(content: bytes, start: int, layers: int) -> bool:
    unpackers = [zlib.decompressobj() for _ in range(layers)]
    total = 0
    try:
        for at in range(start, len(content), STEP):
            for piece in _unpacked(unpackers, content[at : at + STEP]):
                total += len(piece)
                if total > MOST_OF_ONE:
                    return True
            if unpackers[0].eof:
                break
    except zlib.error:  # damaged, or encrypted: what opens the file says so
        return False
    return False


def _unpacked(unpackers: list[zlib._Decompress], piece: bytes) -> Iterator[bytes]:
    """Yield what ``piece`` comes to after every unpacker, at most a step at a time."""
    if not unpackers:
        yield piece
        return
    first, *others = unpackers
    while piece:
        yield from _unpacked(others, first.decompress(piece, STEP))
        piece = first.unconsumed_tail
