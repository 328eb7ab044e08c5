"""Products whose weights are written in two units: bought by the ton at a price a pound.

    收购苹果12吨，每公斤3.5元，共支付果农4.2万元          3.5 × 12 × 1000
    47户，每户煤500公斤，共计煤23.5吨                     500 × 47 ÷ 1000
    85户，每户大米20斤，合计850公斤                       20 × 85 ÷ 2

The units are those of the trade: a 吨 has 1000 公斤 (千克), a 公斤 two 斤.  Such a product fails
only where its item holds one weight, one price or rate and one total of them, and says nothing
that leaves more open (起, 左右, 部分, 另).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractor.linking.figures import only_han
from extractor.linking.neighbours import between, plain_items
from extractor.linking.products.rates import counts_for
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.totals import are_exact
from extractor.model import Count, CountKind, Figure

POUNDS = {"吨": 2000, "公斤": 2, "千克": 2, "斤": 1, "市斤": 1}
OPEN = regex.compile(
    r"起|左右|以上|以下|至|部分|其中|另|其余|等|约|余|多|平均|最|预计|计划|不等|分别|连同|加上|扣|含|和|及|并"
)
TOTALS = regex.compile(r"共|合计|总计")
GOODS = 1  # code points before a weight that name what is weighed: 煤


def weighed(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of weights and prices, or of weights for each, that two units hide."""
    if not any(_unit(f) for f in listed):
        return
    for item in plain_items(listed):
        inside = [f for f in item if f.stated]
        for rate in inside:
            if rate.per in POUNDS and rate.is_money:
                yield from _priced(rate, inside, text)
            elif rate.per and _unit(rate):
                yield from _handed_out(rate, inside, text)


def _unit(figure: Figure) -> str | None:
    """Return the unit of a weight, if it is one of those."""
    value = figure.mention.value
    if not isinstance(value, Count) or value.kind is not CountKind.WEIGHT:
        return None
    return value.unit if value.unit in POUNDS else None


def _priced(price: Figure, inside: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what so much comes to at a price for another unit."""
    weights = [f for f in inside if _unit(f) and f.per is None and f.at < price.at]
    # 每斤一元…，货款5.3万元: what follows a price is its total where it is no second price.
    totals = [
        f
        for f in inside
        if f.series == price.series and f.at > price.at and "每" not in f.lead and _is_spent(f)
    ]
    for total in totals:
        for weight in reversed(weights):
            unit = _unit(weight)
            if unit is None or POUNDS[unit] == POUNDS[price.per or unit]:
                continue
            times = Decimal(POUNDS[unit]) / POUNDS[price.per or unit]
            is_only = len(weights) == len(totals) == 1 and total.is_marked_total
            yield from _relation(total, [price, weight], times, inside, text, is_only=is_only)


def _is_spent(figure: Figure) -> bool:
    is_large = figure.per is None or regex.search(r"[款值额金]$", figure.lead) is not None
    return is_large and figure.is_money


def _handed_out(rate: Figure, inside: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what so much for each comes to in another unit."""
    goods = only_han(rate.lead)[-GOODS:]
    rates = [f for f in inside if f.per and _unit(f)]
    totals = [f for f in inside if _unit(f) and f.per is None and f.at > rate.at]
    counts = [f for f in inside if counts_for(f, rate) and f.at < rate.at]
    for total in totals:
        unit, own = _unit(total), _unit(rate)
        if unit is None or own is None or POUNDS[unit] == POUNDS[own]:
            continue
        is_named = bool(goods) and only_han(total.lead).endswith(goods)
        is_one = len(rates) == len(totals) == 1
        words = between(rate, total, text)
        if not (is_named or is_one) or not TOTALS.search(words):
            continue
        times = Decimal(POUNDS[own]) / POUNDS[unit]
        for count in reversed(counts):
            is_only = is_one and len(counts) == 1
            yield from _relation(total, [rate, count], times, inside, text, is_only=is_only)


def _relation(
    total: Figure,
    factors: Sequence[Figure],
    times: Decimal,
    inside: Sequence[Figure],
    text: str,
    *,
    is_only: bool,
) -> Iterator[Relation]:
    """Yield the product if it comes out, or if nothing else can be meant."""
    made = times
    for factor in factors:
        made *= factor.stated or Decimal(0)
    words = text[inside[0].sentence_start : total.end] + total.tail
    is_exact = are_exact((total, *factors))
    is_sure = is_only and is_exact and OPEN.search(words) is None
    if made == total.stated or is_sure:
        yield product_of(Form.WEIGHED, total, factors, closed=is_sure, times=times)
