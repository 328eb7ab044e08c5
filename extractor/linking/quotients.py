"""Quotients of stated figures: shares and growth, and when they come to a stated one.

The operands are as coarse as they were written (184260万元 may be half a 万 off), and the result is
taken as rounded or cut at its own last digit: 116.999 is written 116.9 as often as 117.0.  A list
of shares is adjusted by one in the last digit so that it makes 100; that is no error either.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.intervals import add, interval
from extractor.linking.relations import Form
from extractor.model import Approx, Figure, Interval, Quantity

HUNDRED = Decimal(100)


def rate_of(form: Form, one: Interval, other: Interval) -> Interval:
    """Return what a quotient of the ``form`` comes to; its members are in the order of the form.

    Growth is over what the figure was before: 23754 more than 184260 − 23754.
    """
    if form == Form.POINTS:
        return _apart(one, other)
    if form in (Form.TIMES_GROWN, Form.TIMES_OF):
        return divide(subtract(one, other) if form == Form.TIMES_GROWN else one, other)
    match form:
        case Form.GROWTH:
            pair = one, subtract(other, one)
        case Form.DECLINE:
            pair = one, add((other, one))
        case Form.GROWTH_BETWEEN:
            pair = subtract(one, other), other
        case Form.DECLINE_BETWEEN:
            pair = subtract(other, one), other
        case Form.OVER_BUDGET:
            pair = other, subtract(other, one)
        case Form.UNDER_BUDGET:
            pair = other, add((other, one))
        case _:
            pair = one, other
    return times_hundred(*pair)


def _apart(one: Interval, other: Interval) -> Interval:
    """Return how far two shares are apart, whichever is larger."""
    is_fall = one.low is not None and other.low is not None and one.low > other.low
    return subtract(one, other) if is_fall else subtract(other, one)


def times_hundred(one: Interval, other: Interval) -> Interval:
    """Return the interval of 100 × one / other, both above zero; open where it may be anything."""
    quotient = divide(one, other)
    low = None if quotient.low is None else quotient.low * HUNDRED
    return Interval(low, None if quotient.high is None else quotient.high * HUNDRED)


def divide(one: Interval, other: Interval) -> Interval:
    """Return the interval of the quotient of two that are above zero."""
    low = None if one.low is None or not other.high else one.low / other.high
    is_open = one.high is None or other.low is None or other.low <= 0
    return Interval(low, None if is_open else one.high / other.low)  # type: ignore[operator]


def subtract(one: Interval, other: Interval) -> Interval:
    """Return the interval of one minus other."""
    low = None if one.low is None or other.high is None else one.low - other.high
    return Interval(low, None if one.high is None or other.low is None else one.high - other.low)


def operand(quantity: Quantity, text: str) -> Interval | None:
    """Return what a figure in a quotient can be: one unit of its last digit to either side.

    A quotient shows how coarse its operands are: 0.1亿 is not held to a twentieth of itself.
    """
    known = interval(quantity, text)
    if known is None or quantity.stated is None or quantity.step <= 1:
        return known
    if quantity.approx not in (Approx.EXACT, Approx.ABOUT):
        return known
    low, high = quantity.stated - quantity.step, quantity.stated + quantity.step
    return Interval(
        low if known.low is None else min(low, known.low),
        high if known.high is None else max(high, known.high),
    )


def is_coarse(quotient: Interval, quantity: Quantity) -> bool:
    """Whether the operands are so short that the quotient could be nearly anything."""
    if quotient.low is None or quotient.high is None or quantity.stated is None:
        return quantity.approx == Approx.EXACT
    return quotient.high - quotient.low > max(abs(quantity.stated) / 2, 2 * quantity.step)


def stated_as(quantity: Quantity, text: str) -> Interval | None:
    """Return what a stated quotient can be: one unit of its last digit to either side."""
    known = interval(quantity, text)
    if known is None or quantity.approx not in (Approx.EXACT, Approx.RANGE):
        return known
    low = None if known.low is None else known.low - quantity.step
    return Interval(low, None if known.high is None else known.high + quantity.step)


def comes_to(quotient: Interval, quantity: Quantity, text: str) -> bool:
    """Whether ``quotient`` can be what ``quantity`` states."""
    known = stated_as(quantity, text)
    return known is not None and known.meets(quotient)


def comes_out(form: Form, members: Sequence[Figure], stated: Figure) -> bool:
    """Whether the quotient of two figures can be what a third states."""
    terms = [term for f in members if (term := operand(f.quantity, f.mention.text)) is not None]
    if len(terms) < len(members):
        return False
    return comes_to(rate_of(form, *terms), stated.quantity, stated.mention.text)


def is_share_exactly(part: Figure, whole: Figure, share: Figure) -> bool:
    """Whether a share is that of two figures without any rounding."""
    return (part.stated or 0) * HUNDRED == (share.stated or 0) * (whole.stated or 0)


def is_share_rounded(part: Figure, whole: Figure, share: Figure) -> bool:
    """Whether a share is that of two figures as written, rounded or cut at its last digit."""
    if not (part.stated and whole.stated and share.stated):
        return False
    step = min(share.quantity.step, Decimal(1))
    gap = part.stated * HUNDRED / whole.stated - share.stated
    if share.quantity.approx == Approx.EXACT:
        return -step / 2 <= gap < step
    return abs(gap) <= 1


def known(figure: Figure) -> Interval:
    """Return what a figure can be; anything, where it states no value."""
    return figure.interval or Interval(None, None)
