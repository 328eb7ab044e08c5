"""When figures make a total: exactly as written, or within all that they can mean."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.intervals import add, are_whole, interval
from extractor.linking.relations import Form, Relation
from extractor.model import Figure, FindingKind

FEWEST = 2  # parts of one total
LONGEST = 14
NOTHING = Decimal(0)
# 由2017年的66亿元增加到2022年的402亿元，五年共计1231亿元: two years of several, and their sum.
OVER_TIME = (
    r"增加到|增至|增长到|提高到|上升到|减少到|降至"
    r"|[0-9一二两三四五六七八九十]{1,3}年(?:来|间)?(?:共计|合计|总计)"
)


def equals(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts, as written, make the total to the last digit it is written with."""
    whole, step = total.quantity.stated, total.quantity.step
    known = [stated for f in parts if (stated := f.quantity.stated) is not None]
    if whole is None or len(known) < len(parts) or len(parts) < FEWEST:
        return False
    gap = abs(sum(known, NOTHING) - whole)
    if gap and (step <= 1 or gap > step / 2 or any(f.quantity.step > step for f in parts)):
        return False
    return any(stated != whole for stated in known)


def meets(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts, with all they can mean, can make the total."""
    if are_whole((f.quantity, f.mention.text) for f in (total, *parts)):
        return total.stated == sum((f.stated for f in parts if f.stated is not None), Decimal(0))
    whole = interval(total.quantity, total.mention.text)
    terms = [interval(f.quantity, f.mention.text) for f in parts]
    known = [term for term in terms if term is not None]
    return whole is not None and len(known) == len(terms) and add(known).meets(whole)


def sum_of(
    form: Form,
    total: Figure,
    parts: Sequence[Figure],
    *,
    closed: bool = False,
    is_open: bool = False,
) -> Relation:
    """Return the reading that ``parts`` make ``total``."""
    places = tuple(f.at for f in parts)
    return Relation(FindingKind.SUM, form, total.at, places, closed, is_open)
