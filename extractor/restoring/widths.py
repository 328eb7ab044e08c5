"""Makes full-width digits and letters half-width.

    １２．５％ → 12.5％      ２０１６年 → 2016年      ＧＤＰ → GDP      21．27亿元 → 21.27亿元

Left alone: full-width punctuation, which is how Chinese is written, and ％ and ，between digits,
which every reader of numbers here understands.
"""

from __future__ import annotations

import regex

from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page, apart

TO_HALF = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
WIDE = regex.compile(r"[０-９Ａ-Ｚａ-ｚ]++")
POINT = regex.compile(r"(?<=[0-9０-９])．(?=[0-9０-９])")
LETTERS = frozenset(char for char in TO_HALF if char.isalnum() or char == "．")


def propose(page: Page) -> list[Edit]:
    """Return an edit for every run of full-width digits or letters."""
    runs = [
        Edit(Span(*m.span()), m.group().translate(str.maketrans(TO_HALF)), "width.letter")
        if m.group().isalpha()
        else Edit(Span(*m.span()), m.group().translate(str.maketrans(TO_HALF)), "width.digit")
        for m in WIDE.finditer(page.text)
    ]
    points = [Edit(Span(*m.span()), ".", "width.point") for m in POINT.finditer(page.text)]
    return apart(runs + points)


FIXER = Fixer("widths", lambda letters: not LETTERS.isdisjoint(letters), propose)
