"""Prices of goods said as their worth: 价值150元的“爱心包”一个，24个“爱心包”共3600元.

    发放价值120元的棉被300床，折款3.6万元
    给外卖骑手85名发暖心包，每份200元，合1.7万元          one for each of them

价值 may as well be said of all the goods together, and each may get more than one, so that such a
product is taken where it comes out, and claims nothing elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.said_rates import HEADS
from extractor.model import Figure

ONES = ("份", "个", "套", "件", "箱", "袋", "床")  # of which each may get one
FEW = 3  # of whom a number of goods is as many by accident
REACH = 6  # figures from a price to the total
PRICE = re.compile(r"(?:价值|单价|售价|市价|标价)(?:约|为)?$")
GOODS = regex.compile(
    r"^的[“\"《「]?(?P<goods>\p{Han}{2,8}?)(?=[”\"》」，,。；、0-9一二两三四五六七八九十每]|$)"
)


def prices(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that the price of some goods and their number come to."""
    yield from _one_each(listed)
    for place, price in enumerate(listed):
        is_priced = price.is_money and PRICE.search(price.lead)
        said = GOODS.match(price.tail) if is_priced and price.stated else None
        if said is None:
            continue
        after = [f for f in listed[place + 1 : place + 1 + REACH] if _is_near(f, price)]
        counts = [f for f in after if _counts(f, said["goods"], text)]
        for total in (f for f in after if f.series == price.series and f.stated):
            count = next((c for c in counts if _makes(price, c, total)), None)
            if count is not None:
                yield product_of(Form.RATE_TIMES_COUNT, total, [price, count])
                break


def _is_near(figure: Figure, price: Figure) -> bool:
    return figure.sentence == price.sentence and figure.per is None


def _makes(price: Figure, count: Figure, total: Figure) -> bool:
    return (price.stated or 0) * (count.stated or 0) == total.stated


def _counts(figure: Figure, goods: str, text: str) -> bool:
    """Whether the figure is a number of the goods, named right before or behind it."""
    start, end = figure.mention.span
    around = text[start - len(goods) - 2 : start], text[end : end + len(goods) + 2]
    is_number = figure.is_count and (figure.stated or 0) > 1
    return is_number and any(goods in words for words in around)


def _one_each(listed: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the totals of goods of which everyone who is counted got one."""
    for at, price in enumerate(listed):
        if not (price.is_money and price.per in ONES and price.stated):
            continue
        count = listed[at - 1] if at else None
        total = listed[at + 1] if at + 1 < len(listed) else None
        if count is None or total is None or {count.part, total.part} != {price.part}:
            continue
        is_counted = count.series in HEADS and not count.per and (count.stated or 0) > FEW
        is_total = total.series == price.series and not total.is_said_rate
        if is_counted and is_total and _makes(price, count, total):
            yield product_of(Form.RATE_TIMES_COUNT, total, [price, count])
