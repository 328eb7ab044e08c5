"""What a stated figure can be, as the lowest and highest number, for sums and products.

An exact figure written in 万 or 亿 was rounded, or cut, to its last place; 约 gives half of that
place to either side, 近 puts it below and 余 above, within one unit of its last digit that is not
zero (400余 is under 500); 超过, 以上 and 不少于 leave the top open.  Real pages cut as often as
they round.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extractor.model import Approx, Interval, Quantity
from extractor.numerals import last_place

# A one-digit figure such as 3万 is taken to be rounded by no more than a twentieth of itself.
SCALE = 10_000  # 万
FEW = 100  # 98万 beside 70万 and 28万; 3260万 may be cut
MOST_ROUNDING = Decimal("0.05")


def interval(quantity: Quantity, text: str) -> Interval | None:
    """Return what ``quantity``, written ``text``, can be; ``None`` if it has no value at all."""
    stated = quantity.stated
    if stated is None:
        has_ends = quantity.low is not None or quantity.high is not None
        return Interval(quantity.low, quantity.high) if has_ends else None
    if quantity.step <= 1 and quantity.approx == Approx.EXACT:  # nearly every figure of a report
        return Interval(stated, stated)
    below, above = _slack(quantity, text, last_place(stated) if stated else Decimal(1))
    low = None if below is None else stated - below
    return Interval(low, None if above is None else stated + above)


def _slack(quantity: Quantity, text: str, wide: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Return how far below and above the stated number the true one may be; ``None`` is open."""
    none = Decimal(0)
    slack: tuple[Decimal | None, Decimal | None]
    match quantity.approx:
        case Approx.EXACT | Approx.RANGE:
            either = rounding(quantity.stated or none, quantity.step)
            slack = either, either
        case Approx.ABOUT:
            either = max(quantity.step, wide / 2) if "." in text else wide / 2
            slack = either, either
        case Approx.NEAR | Approx.UNDER:
            slack = wide, none
        case Approx.OVER:
            slack = none, wide if "余" in text or "多" in text else None
        case Approx.AT_LEAST:
            slack = none, None
        case Approx.AT_MOST:
            slack = None, none
    return slack


def rounding(stated: Decimal, step: Decimal) -> Decimal:
    """Return how far the true number may lie from an exact one: one unit of 万's last digit."""
    return Decimal(0) if step <= 1 else min(step, abs(stated) * MOST_ROUNDING)


def is_whole(quantity: Quantity, text: str) -> bool:
    """Whether a figure is a few whole 万 or 亿: grants that all are (6万元 and 5万元) are exact."""
    return (
        quantity.step >= SCALE
        and quantity.approx == Approx.EXACT
        and quantity.stated is not None
        and "." not in text
        and abs(quantity.stated) < FEW * quantity.step
    )


def add(terms: Iterable[Interval]) -> Interval:
    """Return the interval of the sum."""
    low: Decimal | None = Decimal(0)
    high: Decimal | None = Decimal(0)
    for term in terms:
        low = None if low is None or term.low is None else low + term.low
        high = None if high is None or term.high is None else high + term.high
    return Interval(low, high)


def multiply(one: Interval, other: Interval) -> Interval:
    """Return the interval of the product of two that are not negative."""
    low = None if one.low is None or other.low is None else one.low * other.low
    high = None if one.high is None or other.high is None else one.high * other.high
    return Interval(low, high)


def difference(stated: Interval, computed: Interval) -> Decimal:
    """Return stated minus computed where they are nearest; 0 where they meet."""
    if stated.meets(computed):
        return Decimal(0)
    if stated.low is not None and computed.high is not None and stated.low > computed.high:
        return stated.low - computed.high
    assert stated.high is not None and computed.low is not None  # noqa: S101, PT018  they do not meet
    return stated.high - computed.low


def inside(known: Interval) -> Interval:
    """Return an interval without its ends, to the yuan."""
    low, high = known.low, known.high
    return Interval(None if low is None else low + 1, None if high is None else high - 1)
