"""The amounts that an account may be made of, and how two of them part from a third."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from extractor.linking.slips import is_slip
from extractor.linking.totals import NOTHING, are_exact
from extractor.model import Figure


def is_slip_off(whole: Figure, spent: Figure, left: Figure) -> bool:
    """Whether one slip parts what is left from what it should be, of exact figures."""
    meant = (whole.stated or NOTHING) - (spent.stated or NOTHING)
    gap = abs(meant - (left.stated or NOTHING))
    coarsest = max(f.quantity.step for f in (whole, spent, left))
    is_off = is_slip(left.stated or NOTHING, meant) and gap >= coarsest
    return is_off and are_exact((whole, spent, left))


def without_parts(row: Sequence[Figure], whole: Figure) -> list[Figure]:
    """Leave out the figures right behind a total, or right before it, that make it.

    21630元，其中党员9870元，其他11760元。捐给甲1万元 has nothing spent but the last.
    """
    at = row.index(whole)
    behind = _length([f.stated or NOTHING for f in row[at + 1 :]], whole)
    before = _length([f.stated or NOTHING for f in reversed(row[:at])], whole)
    return [*row[: at - before], whole, *row[at + 1 + behind :]]


def _length(numbers: Sequence[Decimal], whole: Figure) -> int:
    """Return how many of the numbers, from the first on, make the total; none if they do not."""
    stated, off = whole.stated or NOTHING, whole.quantity.step / 2 if whole.quantity.step > 1 else 0
    gaps = (abs(made - stated) for made in accumulate(numbers))
    # One amount that is only near the total splits nothing: 1万元 and 8000元.
    return next((at for at, gap in enumerate(gaps, 1) if gap <= (off if at > 1 else 0)), 0)
