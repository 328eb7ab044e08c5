"""The byte damage of a GBK site, forwards, for the law that restoring undoes it.

A scan over the bytes writes ``(reading)`` after every pair, aligned or not, that is a character of
the table; another puts a byte before every pair that seems a full-width ！ ， ； across a border.
On decoding, a lead byte without a trail byte becomes ``?`` and takes the next byte along (a line
end stays), pairs that GBK does not map vanish, and full-width ASCII is folded.
"""

from __future__ import annotations

from collections.abc import Mapping

SEEMING = (b"\xa3\xa1", b"\xa3\xac", b"\xa3\xbb")
STRAY = b"#"
FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def damaged(text: str, table: Mapping[str, str], *, stray: bool) -> str:
    """Return what a site with this table of glosses makes of ``text``."""
    data = text.encode("gbk", "ignore")
    if stray:
        data = _with_strays(data)
    return _decoded(_glossed(data, table)).translate(FOLD)


def _with_strays(data: bytes) -> bytes:
    out, at, is_trail = bytearray(), 0, False
    while at < len(data):
        if is_trail and data[at : at + 2] in SEEMING:
            out += STRAY
        out.append(data[at])
        is_trail = not is_trail and data[at] > 0x80
        at += 1
    return bytes(out)


def _glossed(data: bytes, table: Mapping[str, str]) -> bytes:
    glosses = {char.encode("gbk"): f"({reading})".encode("gbk") for char, reading in table.items()}
    out, at = bytearray(), 0
    while at < len(data):
        gloss = glosses.get(data[at : at + 2])
        out += data[at : at + 2] + gloss if gloss else data[at : at + 1]
        at += 2 if gloss else 1
    return bytes(out)


def _decoded(data: bytes) -> str:
    out, at = [], 0
    while at < len(data):
        pair = data[at : at + 2]
        if pair[0] < 0x80:
            out.append(chr(pair[0]))
            at += 1
            continue
        is_lost = len(pair) < 2 or pair[1] < 0x40 or pair[1] in (0x7F, 0xFF)
        out.append("?" if is_lost else pair.decode("gbk", "ignore"))
        at += 1 if pair[1:] == b"\n" else 2
    return "".join(out)
