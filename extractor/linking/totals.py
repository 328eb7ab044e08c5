"""When figures make a total: exactly as written, or within all that they can mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractor.intervals import MOST_ROUNDING, SCALE, add, is_whole
from extractor.model import Approx, Figure, Interval, Quantity

FEWEST = 2  # parts of one total
LONGEST = 14  # figures that are tried as one list
NO_MORE = (Approx.EXACT, Approx.OVER, Approx.NEAR)  # 40余万 and 近40万 have an upper end
NOTHING = Decimal(0)


def digits_of(number: Decimal | None) -> int:
    """Return how many digits a number is told by: 24.8万 by three, 5000 by one."""
    return 0 if number is None else len(number.normalize().as_tuple().digits)


def added(figures: Sequence[Figure]) -> Decimal:
    """Return what the figures come to as written; a lost one adds nothing."""
    return sum((f.stated for f in figures if f.stated is not None), NOTHING)


def one_told(figures: Sequence[Figure]) -> Figure | None:
    """Return the one figure, or the first if all others split it, exactly or as 其中 names some."""
    if not figures:
        return None
    first, *others = figures
    is_split = added(others) == first.stated or (bool(others) and _are_among(first, others))
    return first if not others or is_split else None


def _are_among(first: Figure, others: Sequence[Figure]) -> bool:
    """Whether the others are what 其中 names of the first, in its sentence: 4200张，其中2600张."""
    is_opened = others[0].lead.lstrip("，,；;").startswith("其中")
    is_less = first.stated is not None and added(others) < first.stated
    return is_opened and is_less and all(f.sentence == first.sentence for f in others)


def equals(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts, as written, make the total to the last digit it is written with."""
    whole, step = total.quantity.stated, total.quantity.step
    known = [stated for f in parts if (stated := f.quantity.stated) is not None]
    if whole is None or len(known) < len(parts) or len(parts) < FEWEST:
        return False
    gap = abs(sum(known, NOTHING) - whole)
    most = min(step / 2, abs(whole) * MOST_ROUNDING)  # 1万元 is no 7320元
    if gap and (step <= 1 or gap > most or any(f.quantity.step > step for f in parts)):
        return False
    return any(stated != whole for stated in known)


def are_exact(figures: Iterable[Figure]) -> bool:
    """Whether each is said to be what is written: none is 近, 约, 余, a range or a bound."""
    return all(f.is_exact for f in figures)


def meets(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts, with all they can mean, can make the total."""
    if _is_whole(total) and all(map(_is_whole, parts)):
        return total.stated == added(parts)
    whole = total.interval
    finest = min((f.quantity.step for f in parts), default=Decimal(SCALE))
    terms = [term for f in parts if (term := _term(f, finest)) is not None]
    return whole is not None and len(terms) == len(parts) and add(terms).meets(whole)


def _term(part: Figure, finest: Decimal) -> Interval | None:
    """Return what a part can be: 20万元 is exact in a list that has 23.6万元, too."""
    if finest < SCALE and part.quantity.step == SCALE and _is_whole(part):
        return Interval(part.stated, part.stated)
    return as_fine(part.quantity, part.mention.text, finest) or part.interval


def as_fine(quantity: Quantity, text: str, finest: Decimal) -> Interval | None:
    """Return what an exact figure with a dot can be in a list whose ``finest`` step is smaller.

    5.2万元 beside 2.63万元 is 5.20万元, and not cut from 5.29万元.
    """
    is_exact = quantity.approx == Approx.EXACT and quantity.stated is not None
    if not (is_exact and "." in text and 1 < finest < quantity.step <= SCALE):
        return None
    stated = quantity.stated or NOTHING
    return Interval(stated - finest, stated + finest)


def _is_whole(figure: Figure) -> bool:
    return is_whole(figure.quantity, figure.mention.text)


def shortest_tail(total: Figure, block: Sequence[Figure]) -> Sequence[Figure] | None:
    """Return the fewest figures at the end of ``block`` that can make the total, if any do.

    What a tail comes to is added up figure by figure: a list may have hundreds of lines.
    """
    whole, added_up = total.interval, Interval(NOTHING, NOTHING)
    for length, figure in enumerate(reversed(block), 1):
        term = figure.interval
        if whole is None or term is None:
            return None
        added_up = add((added_up, term))
        if length >= FEWEST and added_up.meets(whole) and meets(total, block[-length:]):
            return block[-length:]
    return None


def exact_tail(total: Figure, block: Sequence[Figure]) -> Sequence[Figure] | None:
    """Return the fewest figures at the end of ``block`` that make the total as written."""
    made = NOTHING
    for length, figure in enumerate(reversed(block), 1):
        made += figure.stated or NOTHING
        if length >= FEWEST and made == total.stated:
            return block[-length:]
    return None


def exceed(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts come to more than the total can mean, but less than to twice as much."""
    if any(not f.is_exact or f.stated is None for f in parts):
        return False
    if total.quantity.approx not in NO_MORE or total.stated is None or meets(total, parts):
        return False
    most = total.interval
    return bool(most and most.high is not None and most.high < added(parts) < total.stated * 2)


def is_like(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the total is of the size of a sum of ``parts``, not of a sum times a number."""
    whole = added(parts)
    largest = max((f.stated for f in parts if f.stated is not None), default=NOTHING)
    return total.stated is not None and whole > 0 and largest < total.stated < whole * 2


def is_within(times: int, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether neither the total nor what the parts come to is ``times`` the other or more."""
    one, other = total.stated, added(parts)
    return one is not None and one < other * times and other < one * times
