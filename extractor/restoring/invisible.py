"""Drops characters that show nothing, and brings line ends into one form.

    慰问<U+200B>金, 3<U+00AD>00元   → 慰问金, 300元     zero-width, soft hyphen, BOM
    <U+202E>元003                   → 元003             marks that turn the direction of writing
    <NUL> <ESC> … (not tab)         → nothing           control characters
    CR LF, VT, FF, NEL, U+2028      → LF

Left alone: what joins emoji or the letters of Arabic and Indic scripts, and all visible blanks
(U+3000, no-break spaces), which ``blanks`` judges by where they stand.
"""

from __future__ import annotations

import regex

from extractor.offsets import Edit
from extractor.restoring.page import Fixer, Page, Repair, repaired

ZERO_WIDTH = "\u00ad\ufe00-\ufe0f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
JOINERS = "\u200c\u200d"
CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
PLAIN = r"[\p{Han}\p{P}\s0-9A-Za-z]"
REPAIRS = (
    Repair("invisible.zero-width", regex.compile(f"[{ZERO_WIDTH}]+")),
    Repair("invisible.zero-width", regex.compile(f"(?<={PLAIN}|^)[{JOINERS}]+(?={PLAIN}|$)")),
    Repair("invisible.control", regex.compile(f"[{CONTROLS}]+")),
    Repair("break.line-end", regex.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]"), "\n"),
)
LETTERS = frozenset(
    char
    for char in map(chr, (*range(0xB0), *range(0x2000, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF))
    if regex.match(f"[{ZERO_WIDTH}{JOINERS}{CONTROLS}\r\x0b\x0c\x85\u2028\u2029]", char)
)


def propose(page: Page) -> list[Edit]:
    """Return the deletion of what shows nothing, and a line feed for every other line end."""
    return repaired(page.text, REPAIRS)


FIXER = Fixer("invisible", lambda letters: not LETTERS.isdisjoint(letters), propose)
