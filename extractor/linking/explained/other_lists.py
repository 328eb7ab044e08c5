"""Lists of which some figures are no parts, or one is that of several, so that the sum comes out.

特困1200元，26户3.12万元；低保800元，58户4.64万元；合计7.76万元    1200 × 26 is the next: a price
月租1200元，全年14400元；月租800元，全年9600元；共24000元           so it is by the year
甲村28户，去年30户；乙村32户，去年29户；合计60户                   two series, told in turn
甲村3200元，乙村、丙村各2500元，丁村1800元，合计10000元             2500 for each of two
救助金4.6万元，其中1000元的32户、500元的28户                      classes of what each got
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product, takewhile

import regex

from extractor.linking.totals import FEWEST, NOTHING, added, meets
from extractor.model import Figure

MONTHS = Decimal(12)
OF_YEAR = regex.compile(r"全年|一年|年租|年薪|12个月|十二个月")
BACK = 2  # figures before a price that its number may stand in: 沙子2车，1车300元，600元
IN_TURN = (2, 3)  # series that are told in turn: this year's, last year's and the change
EACH = regex.compile(r"(?:各|均为?|分别(?:为)?|都是)\p{Han}{0,6}$")
AND = regex.compile(r"[、和及与]")
RANGE = regex.compile(r"[至到]")
MOST_SHARED = 2  # amounts of one list that are said of several
MOST = 10  # members that an amount is said of, of whom only the first and the last are named
OF_CLASS = regex.compile(r"\s?[档级类]?的?\s?")


def is_list_of_others(whole: Figure, parts: Sequence[Figure], near: Sequence[Figure]) -> bool:
    """Whether the total comes out without prices, of one of several series, or with 各."""
    return (
        _is_without_prices(whole, parts, near)
        or _is_of_one_series(whole, parts)
        or _is_with_each(whole, parts, near)
    )


def are_classes(parts: Sequence[Figure], near: Sequence[Figure]) -> bool:
    """Whether each part says what those counted behind it got: 其中1000元的32户."""
    counted = {f.at for f in near if f.is_count and OF_CLASS.fullmatch(f.lead)}
    return len(parts) >= FEWEST and all(f.at + 1 in counted for f in parts)


def _is_without_prices(whole: Figure, parts: Sequence[Figure], near: Sequence[Figure]) -> bool:
    prices = [at for at in range(len(parts) - 1) if _is_price(parts[at], parts[at + 1], near)]
    if not prices:
        return False
    rest = [f for at, f in enumerate(parts) if at not in prices]
    products = [parts[at + 1] for at in prices]  # 原价150元，优惠价120元，60床7200元
    return any(len(each) >= FEWEST and meets(whole, each) for each in (rest, products))


def _is_price(price: Figure, amount: Figure, near: Sequence[Figure]) -> bool:
    """Whether a number beside a price, or the months of a year, make the next amount of it."""
    if not price.stated or not amount.stated:
        return False
    if OF_YEAR.search(amount.lead) and price.stated * MONTHS == amount.stated:
        return True
    beside = [f for f in near if f.is_count and price.at - BACK <= f.at < amount.at]
    return any(price.stated * (f.stated or NOTHING) == amount.stated for f in beside)


def _is_of_one_series(whole: Figure, parts: Sequence[Figure]) -> bool:
    return any(
        len(parts) % number == 0
        and len(parts) >= number * FEWEST
        and any(meets(whole, parts[first::number]) for first in range(number))
        for number in IN_TURN
    )


def _is_with_each(whole: Figure, parts: Sequence[Figure], near: Sequence[Figure]) -> bool:
    """Whether the total has an amount as often as there are who got it: 乙村、丙村各2500元."""
    listed = {f.at: f for f in (*parts, *near) if parts[0].at <= f.at < whole.at}
    shared = [f for f in listed.values() if f.series == whole.series and EACH.search(f.lead)]
    if not shared or len(shared) > MOST_SHARED:
        return False
    rest = (whole.stated or NOTHING) - added([f for f in parts if f not in shared])
    ways = product(*(list(_members(f, near)) for f in shared))
    return any(
        rest == sum(n * (f.stated or NOTHING) for n, f in zip(way, shared, strict=True))
        for way in ways
    )


def _members(shared: Figure, near: Sequence[Figure]) -> Iterator[int]:
    """Yield how many an amount may be said of: those named, those counted, or any of a range."""
    if RANGE.search(shared.lead):
        yield from range(2, MOST)
        return
    yield len(AND.findall(shared.lead.lstrip("、和及与"))) + 1
    by_place = {f.at: f for f in near if f.is_count}
    if last := by_place.get(shared.at - 1):
        yield int(last.stated or NOTHING)
    # 二组、三组各25人: names that begin with a numeral
    names = list(takewhile(by_place.get, range(shared.at - 1, -1, -1)))
    yield 1 + sum(AND.fullmatch(by_place[at].lead) is not None for at in names)
