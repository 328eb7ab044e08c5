"""Takes stray commas out, and puts the point back into an amount.

    元旦,、春节, 举行,。, 2018年,,某县  → 元旦、春节, 举行。, 2018年,某县
    1310、00元                          → 1310.00元

A comma is stray if another mark follows it directly and Chinese text stands before it.  Of two
commas, one is stray only in a sentence (a line with 。) or on a page that shows the other kinds:
一列,,二列 may be a row with an empty cell.  、 is a point only before 00 and a currency word, since
two zeros are no amount of their own.

Left alone: commas in numbers and code, 、 before any other digits (20、30元 are two amounts).
"""

from __future__ import annotations

import regex

from extractor.offsets import Edit
from extractor.restoring.page import Fixer, Page, Repair, repaired

SEEN = regex.compile(r"[,，][,，、。；;！!？]|、00")
BEFORE = r"(?<=[\p{Han}”’）)》」％%a-zA-Z]|\p{Han}[0-9]{1,9})"
CERTAIN = Repair("comma.stray", regex.compile(rf"{BEFORE}[,，]+(?=[、。；;！!？])"))
DOUBLED = Repair("comma.stray", regex.compile(rf"{BEFORE}[,，]+(?=[,，](?![,，0-9]))"))
DOUBLED_IN_SENTENCE = Repair(
    "comma.stray", regex.compile(rf"{BEFORE}[,，]+(?=[,，](?![,，])[^\n]{{0,200}}。)")
)
POINT = Repair(
    "point.enumeration-comma",
    regex.compile(r"(?<=(?<![0-9、])[0-9]{1,9})、(?=00(?:万|亿)?元)"),
    ".",
)


def propose(page: Page) -> list[Edit]:
    """Return the deletion of stray commas, and a point for the 、 of an amount."""
    if SEEN.search(page.text) is None:
        return []
    shows_others = CERTAIN.pattern.search(page.text) is not None
    doubled = DOUBLED if shows_others else DOUBLED_IN_SENTENCE
    return repaired(page.text, (CERTAIN, doubled, POINT))


FIXER = Fixer("marks", lambda letters: not letters.isdisjoint(",，、"), propose)
