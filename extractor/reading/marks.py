r"""What a reader of a text should know about its characters, as notes; the text is left alone.

    困\0难          control-chars       NUL and the like: shown, never cut at
    张\ue1a5华      private-use-char    a rare name in a vendor's private code: no one can name it
    ٣٠户  𝟑𝟎户      odd-digits          digits no Chinese report is written in: not read
    锟斤拷            mojibake            decoded wrongly before it came to us, what it was is lost
    鍥伴毦鑱屽伐      mojibake            UTF-8 read as GBK before it came to us
    å\x9b°é\x9a¾    mojibake            UTF-8 read as Latin-1

Repair is the restorer's; a note gives the number of places and the span of the first.
"""

from __future__ import annotations

import re

import regex

from extractor.model import Note
from extractor.offsets import Span
from extractor.reading.commonness import commonness

# Tab and line ends are text; a form feed is a page break.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
PRIVATE = regex.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
ODD_DIGITS = regex.compile(r"[\p{Nd}--[0-9０-９]]", regex.VERSION1)
# U+FFFD in UTF-8, twice, read as GBK; fresh memory of a Windows debug build read as GBK.
LOST = re.compile(r"锟斤拷|烫烫烫|屯屯屯")
LATIN = regex.compile(r"[\u00e4-\u00e9][\u0080-\u00ff\u0152-\u2122]{2}(?:[\u00e2-\u00ef].{2}){2}")

# What the first two bytes of a character in UTF-8 read as in GBK: 锛 of ，, 鐨 of 的.  Two
# characters are three of these pairs, so the next such pair stands three places on.
FIRST_TWO = "".join(
    bytes([lead, trail]).decode("gb18030")
    for lead in range(0xE3, 0xEA)
    for trail in range(0x80, 0xC0)
)
MISREAD = re.compile(f"[{FIRST_TWO}]..[{FIRST_TWO}]")  # 40 times as fast as by regex

RARE = 0.35  # a line of ours scores over 0.8, UTF-8 read as GBK under 0.3
LINE = regex.compile(r"[^\r\n]{6,}")
HAN = regex.compile(r"[\u4e00-\u9fff]")
LONGEST_TRIED = 400  # characters of a line that are enough to tell


def marks(text: str) -> tuple[Note, ...]:
    """Return a note for each kind of doubtful character in ``text``."""
    found = [
        _note("control-chars", CONTROLS, text),
        _note("private-use-char", PRIVATE, text),
        _note("odd-digits", ODD_DIGITS, text),
        _note("mojibake", LOST, text) or _note("mojibake", LATIN, text) or _misread_line(text),
    ]
    return tuple(note for note in found if note is not None)


def _note(code: str, pattern: regex.Pattern[str] | re.Pattern[str], text: str) -> Note | None:
    places = pattern.finditer(text)
    first = next(places, None)
    if first is None:
        return None
    count = 1 + sum(1 for _ in places)
    return Note(code, f"{count} ×", Span(first.start(), first.end()))


def _misread_line(text: str) -> Note | None:
    """Return a note for the first line whose GBK bytes are UTF-8 of a plainer text."""
    if MISREAD.search(text) is None:
        return None
    for line in LINE.finditer(text):
        if _is_misread(line.group()[:LONGEST_TRIED]):
            return Note("mojibake", "UTF-8 read as GBK", Span(line.start(), line.end()))
    return None


def _is_misread(line: str) -> bool:
    if len(HAN.findall(line)) < len(line) // 3 or commonness(line) >= RARE:
        return False
    meant = line.encode("gb18030", "replace").decode("utf-8", "ignore")
    return len(HAN.findall(meant)) >= len(line) // 4 and commonness(meant) > 2 * RARE
