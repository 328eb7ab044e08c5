"""Sums that do not come out as they are read, where other figures explain them.

共40万元：企业20万元，财政20万元；缺口10万元；物资折价12万元，款物合计52万元     40 and 12
共36户，其中3户为双女户；已完成30户，剩余6户                                 30 and 6
共36户。…每人包2户，比去年的30户增加6户                                     36 is 30 and 6
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, groupby

from extractor.linking.explained.other_lists import are_classes, is_list_of_others
from extractor.linking.explained.rates import amounts, is_product, is_told_again, made
from extractor.linking.products.rates import COMPARED
from extractor.linking.ratios.changes import LAST_YEAR
from extractor.linking.slips import is_slip
from extractor.linking.totals import FEWEST, NOTHING, added, meets
from extractor.model import Figure


def are_levels_explained(whole: Figure, parts: Sequence[Figure], near: Sequence[Figure]) -> bool:
    """Whether another level parts from one of the two by the change: 36户…，比去年的30户增加6户."""
    *smaller, apart = parts
    levels = [whole, *smaller]
    others = [f for f in near if f.series == levels[0].series and not (f.per or f.is_change)]
    return any(
        abs((f.stated or NOTHING) - (kept.stated or NOTHING)) == apart.stated
        for kept, replaced in (levels, levels[::-1])
        for f in others
        if not is_told_again(f, replaced)
    )


def is_split_explained(whole: Figure, parts: Sequence[Figure], near: Sequence[Figure]) -> bool:
    """Whether what 其中 lists is of a figure told before the whole, or one of its items is all.

    共36户，其中3户为双女户；已完成30户，剩余6户
    """
    alike = [f for f in near if f.series == whole.series and f.at < parts[0].at and not f.per]
    is_of_other = any(f.stated == added(parts) and not is_told_again(f, whole) for f in alike)
    items = [list(group) for _, group in groupby(parts, key=lambda f: f.part)]
    is_one = any(len(item) >= FEWEST and meets(whole, item) for item in items)
    return is_of_other or (len(items) > 1 and is_one) or are_classes(parts, near)


def is_list_explained(whole: Figure, parts: Sequence[Figure], near: Sequence[Figure]) -> bool:
    """Whether the total is of the end of its list and of what is told before, or no sum at all.

    共40万元：企业20万元，财政20万元；缺口10万元；物资折价12万元，款物合计52万元
    已用1.5万元，其余9000元另列；已发放40人，每人500元，共2万元
    """
    if is_list_of_others(whole, parts, near):
        return True
    if _is_column(whole, parts):
        return any(whole.stated == total + end for total, end in _subtotals(parts))
    if len({f.at for f in parts}) < len(parts):
        return False  # 甲、乙各1000元 is one figure for two
    stated = whole.stated or NOTHING
    told = amounts([f for f in near if f.at < parts[-1].at], whole.series)
    rest = set(_rests(stated, parts))
    # 捐款12900元，比去年的11800元增加…。离退休人员捐款2300元，总计15200元
    own = [f for f in parts if not COMPARED.search(f.lead)]
    alone = {stated - (f.stated or NOTHING) for f in parts}
    return bool(
        rest & told
        or (FEWEST <= len(own) < len(parts) and meets(whole, own))
        or made([*near, *parts], whole.series) & (rest | alone)
        or is_product(whole, near)
        or any(stated == total + end for total, end in _subtotals(parts))
    )


def _is_column(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the total stands right under its parts, a line each: what is around is no part."""
    lines = [f.paragraph for f in (*parts, whole)]
    return lines == list(range(lines[0], lines[0] + len(lines)))


def _rests(stated: Decimal, parts: Sequence[Figure]) -> Iterator[Decimal]:
    """Yield what a total has beside the end of its list, and no slip makes a part of."""
    for at in range(len(parts)):
        rest = stated - added(parts[at:])
        own = (f for f in parts[:at] if not LAST_YEAR.search(f.lead))
        if not any(is_slip(f.stated or NOTHING, rest) for f in own):
            yield rest


def _subtotals(parts: Sequence[Figure]) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield each part that two or more right beside it make, with what follows on those."""
    numbers = [f.stated or NOTHING for f in parts]
    for at, number in enumerate(numbers):
        if number in list(accumulate(reversed(numbers[:at])))[1:]:
            yield from ((number, end) for end in accumulate(reversed(numbers[at + 1 :])))
        sums = list(accumulate(numbers[at + 1 :]))
        for last in range(1, len(sums)):
            if sums[last] == number:
                yield from ((number, end) for end in accumulate(reversed(numbers[at + last + 2 :])))
