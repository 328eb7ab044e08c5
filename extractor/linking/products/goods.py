"""Goods handed to each, and all that were handed out, which are named again.

    每人送去大米20斤、棉衣1件，共计大米700斤、棉衣35件     the total names the goods of the rate
    总计1600人。每人发毛巾1条、凉茶2盒，共发出毛巾1800条、凉茶3200盒

How many got them stands in the item, or as the total that ends the sentence before: then other
goods must have been handed to as many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.figures import only_han
from extractor.linking.neighbours import between, plain_items, rest_of_sentence
from extractor.linking.products.claims import OTHERS_GIVEN
from extractor.linking.products.rates import EVERYONE, counts_for, is_of_one_time
from extractor.linking.relations import Form, Relation, product_of
from extractor.model import Figure

TOTALS = regex.compile(r"[共总合]计?")
TO_OTHERS = regex.compile(r"[，,；;](?:又|再)?[为向给对]")
NOUN = 2  # code points of the goods that a rate and its total both name


def goods(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of goods of which each got some."""
    if not any(f.per in EVERYONE and f.is_count for f in listed):
        return
    for inside in plain_items(listed):
        for at, total in enumerate(inside):
            yield from _of(total, inside[:at], listed, text)


def _of(
    total: Figure, before: Sequence[Figure], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    if not total.is_count or total.per is not None or total.stated is None:
        return
    same = [
        f
        for f in before
        if f.per in EVERYONE and f.series == total.series and _same_goods(f, total)
    ]
    counts = [f for f in before if same and counts_for(f, same[-1]) and f.at < same[-1].at]
    counts = counts or _told_before(same, before, listed)
    if not (len(same) == 1 and len(counts) == 1 and same[0].stated):
        return
    words = between(same[0], total, text)
    after = rest_of_sentence(total, text)
    is_all = not (OTHERS_GIVEN.search(words + after) or TO_OTHERS.search(words))
    if is_all and TOTALS.search(words):
        closed = is_of_one_time(same, total, text)
        yield product_of(Form.RATE_TIMES_COUNT, total, [*same, *counts], closed=closed)


def _told_before(
    rates: Sequence[Figure], before: Sequence[Figure], listed: Sequence[Figure]
) -> list[Figure]:
    """Return the total number that ends the sentence before, if other goods went to as many."""
    last = [f for f in listed if before and f.at < before[0].at][-1:]
    if len(rates) != 1 or not last or not (last[0].is_marked_total and last[0].stated):
        return []
    number, rate = last[0], rates[0]
    is_next = number.sentence == rate.sentence - 1 and number.paragraph == rate.paragraph
    own = [f for f in listed if f.sentence == rate.sentence and f is not rate and f.stated]
    pairs = [(f, other) for f in own if f.per == rate.per for other in own if other.per is None]
    is_met = any(
        _same_goods(f, other) and other.stated == (f.stated or 0) * (number.stated or 0)
        for f, other in pairs
    )
    return last if is_next and is_met and counts_for(number, rate) else []


def _same_goods(rate: Figure, total: Figure) -> bool:
    one, other = (only_han(f.lead)[-NOUN:] for f in (rate, total))
    return len(one) == NOUN and one == other
