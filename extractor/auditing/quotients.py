"""A quotient worked out, and written beside the stated one: 100 × 2040 / 3520 = 57.955 ≠ 60%."""

from __future__ import annotations

from decimal import Decimal

from extractor.auditing.claims import Claim
from extractor.auditing.writing import cut, written
from extractor.model import Interval


def worked_out(left: str, exact: Decimal | None) -> str:
    """Return the quotient written out, with what the figures as written come to."""
    return left if exact is None else f"{left} = {cut(exact)}"


def missed(
    claim: Claim, stated: Interval, computed: Interval, exact: Decimal | None, left: str
) -> tuple[Decimal, str]:
    """Return by how much the stated quotient is another one, and both written out."""
    shown = None if exact is None else Decimal(cut(exact))  # so that who subtracts gets the same
    gap = claim.gap(stated, computed, shown)
    return gap, f"{worked_out(left, exact)} ≠ {written(claim.whole)}"
