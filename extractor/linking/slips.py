"""What one slip makes of a number: another digit, two in turned order, a zero, 万 for 元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from extractor.linking.quotients import HUNDRED
from extractor.linking.totals import FEWEST, added, digits_of
from extractor.model import Figure

LIKELY = "slip-likely"  # why a relation that one slip parts from coming out is in doubt
TELLING = 3  # digits of a total, so that one of them is no accident
MISPLACED = (1, 4)  # places that a figure is moved by: a zero, 万 for 元


def is_slip(written: Decimal, meant: Decimal) -> bool:
    """Whether one slip makes ``written`` of ``meant``.

    >>> is_slip(Decimal(29800), Decimal(19800)), is_slip(Decimal(54), Decimal(45))
    (True, True)
    >>> is_slip(Decimal("13.4"), Decimal("14.3")), is_slip(Decimal("66.0"), Decimal("60.6"))
    (True, True)
    >>> is_slip(Decimal(29900), Decimal(19800)), is_slip(Decimal(300), Decimal(300))
    (False, False)
    """
    if meant <= 0 or written <= 0 or written == meant:
        return False
    small, large = min(written, meant), max(written, meant)
    shift = large.adjusted() - small.adjusted()
    if shift in MISPLACED and large == small.scaleb(shift):
        return True
    if max(written.adjusted(), 0) != max(meant.adjusted(), 0):
        return False  # one has more digits before its point
    plain = [number.normalize() for number in (written, meant)]
    places = max(0, *(-int(number.as_tuple().exponent) for number in plain))
    one, other = (f"{number:.{places}f}" for number in plain)
    differing = _differing(one, other)
    return len(differing) == 1 or _are_turned(one, other)


def is_turned(written: Decimal, meant: Decimal) -> bool:
    """Whether two digits beside each other changed places: 1224 and 1242."""
    one, other = (f"{number.normalize():f}" for number in (written, meant))
    return len(one) == len(other) and _are_turned(one, other)


def _differing(one: str, other: str) -> list[int]:
    return [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def _are_turned(one: str, other: str) -> bool:
    differing = _differing(one, other)
    if len(differing) != FEWEST or one[differing[0] + 1 : differing[1]] not in ("", "."):
        return False
    first, last = differing
    return one[first] == other[last] and one[last] == other[first]


def is_quotient_slip(stated: Figure, meant: Decimal) -> bool:
    """Whether one slip makes a stated share of the one that is worked out, rounded or cut."""
    if stated.stated is None or not stated.is_exact:
        return False
    step = min(stated.quantity.step, Decimal(1))
    ways = (ROUND_HALF_UP, ROUND_DOWN)
    return any(is_slip(stated.stated, meant.quantize(step, rounding=way)) for way in ways)


def is_share_slip(part: Figure, whole: Figure, share: Figure) -> bool:
    """Whether one slip makes a stated share of the one that two figures make."""
    if not (part.stated and whole.stated):
        return False
    return is_quotient_slip(share, part.stated * HUNDRED / whole.stated)


def is_digit_off(
    total: Figure, parts: Sequence[Figure], least: int = TELLING, *, rounded: bool = False
) -> bool:
    """Whether one digit of one of the figures, written otherwise, makes the parts the total.

    The total has ``least`` digits: of 26 and 23 one digit is off whatever else was meant.
    ``rounded`` parts make it to one unit of its last digit.
    """
    if total.stated is None or any(f.stated is None for f in parts):
        return False
    if digits_of(total.stated) < least:
        return False
    known = [f.stated for f in parts if f.stated is not None]
    step = total.quantity.step
    whole = added(parts)
    # 6214.8万元 of lines to the yuan is rounded or cut.
    all_made = {whole, whole // step * step, (whole / step).quantize(Decimal(1)) * step}
    if rounded and step > 1:
        all_made |= {made + unit for made in all_made for unit in (-step, step)}
    for made in sorted(all_made):
        gap = made - total.stated
        meant = [(total.stated, made), *((stated, stated - gap) for stated in known)]
        if any(is_slip(written, other) for written, other in meant):
            return True
    return False


def is_one_left_out(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the total is what the parts come to without one of them."""
    gaps = [f.stated for f in parts]
    if total.stated is None or None in gaps or len(parts) <= FEWEST:
        return False
    return added(parts) - total.stated in gaps
