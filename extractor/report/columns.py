"""What a sheet of the workbook is made of: its columns, and how each is shown.

The head of a column is its label in the catalogue (``head.stated``), its meaning the sentence of
the data dictionary, or ``about.…``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shown(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    LONG = "long"  # a text that wraps
    WORD = "word"  # a code, as people say it
    MONEY = "money"
    NUMBER = "number"
    SHARE = "share"  # of 1, as a percentage
    PLAIN = "plain"  # a number that is none: a year, a place
    DAY = "day"
    LINK = "link"
    ENTRY = "entry"  # what the auditor fills in
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet: the column of the rows it shows, how, and how wide."""

    name: str
    shown: Shown
    width: int = 12  # characters
    family: str = ""  # of the words, for WORD


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its code, its columns, its rows, and the table that explains its columns."""

    code: str  # sheet.CODE is its name
    table: str
    columns: tuple[SheetColumn, ...]
    rows: str  # SQL
    count: str  # SQL


def text(name: str, width: int = 12) -> SheetColumn:
    """Return a column of a text on one line."""
    return SheetColumn(name, Shown.TEXT, width)


def long(name: str, width: int = 44) -> SheetColumn:
    """Return a column of a text that wraps."""
    return SheetColumn(name, Shown.LONG, width)


def word(name: str, family: str, width: int = 10) -> SheetColumn:
    """Return a column of a code, as people say it, of the words of ``family``."""
    return SheetColumn(name, Shown.WORD, width, family)


def money(name: str) -> SheetColumn:
    """Return a column of an amount."""
    return SheetColumn(name, Shown.MONEY, 14)


def number(name: str) -> SheetColumn:
    """Return a column of a number."""
    return SheetColumn(name, Shown.NUMBER, 13)


def plain(name: str, width: int = 8) -> SheetColumn:
    """Return a column of a number that is none: a year, a place."""
    return SheetColumn(name, Shown.PLAIN, width)
