"""What a workbook can hold: texts cleaned and cut, numbers as numbers, days as days.

A cell holds 32,767 UTF-16 units and no control characters; Excel repairs, that is to say throws
away, a file that breaks either rule.  Every text is written as a text, so that ``=cmd|…`` out of an
archive never runs.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from extractor.masking import masked
from extractor.store.exporting import CUT

CELL = 32_767  # UTF-16 units
# Control characters, lone surrogates and the two code points no XML may hold.
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year, and knows no day before it
FEN = 2  # decimals of an amount
WRITTEN = 6  # decimals a report writes; more were worked out


def cell_text(text: str) -> tuple[str, bool]:
    r"""Return ``text`` as a cell can hold it, masked, and whether it had to be cut.

    >>> cell_text("共\x1b3户")
    ('共3户', False)
    """
    text = masked(text)
    clean = text
    if not text.isprintable():
        clean = UNHELD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) <= CELL // 2 or _units(clean) <= CELL:
        return clean, False
    kept = clean[: CELL - len(CUT)]
    while _units(kept) > CELL - len(CUT):
        kept = kept[: len(kept) - max(1, (_units(kept) - CELL + len(CUT)) // 2)]
    return kept + CUT, True


def cell_day(written: str) -> date | None:
    """Return an ISO day as a date, or nothing where a workbook has no such day."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day >= FIRST_DAY else None


def number_format(number: float, *, is_money: bool) -> str:
    """Return how a number is shown: grouped by thousands, decimals only where it has some.

    What was divided has decimals without end; the cell holds them, four are shown.

    >>> number_format(22500.0, is_money=False), number_format(0.5, is_money=False)
    ('#,##0', '#,##0.######')
    """
    if float(number).is_integer():
        return "#,##0"
    decimals = -int(Decimal(repr(float(number))).as_tuple().exponent)
    if is_money and decimals <= FEN:
        return "#,##0.00"
    return "#,##0.######" if decimals <= WRITTEN else "#,##0.0000"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
