"""Rates and numbers, and the totals they make: 34户，每户800元，共27200元.

``rates`` says what a rate is for one of.  ``near`` takes each total that a rate and a number near
each other make, ``groups`` those of several groups with a rate each; every other module reads one
form of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from extractor.linking.coming_out import RATE_FORMS, comes_out
from extractor.linking.plain_totals import only_plain_fail
from extractor.linking.products.bands import bands
from extractor.linking.products.chains import chained
from extractor.linking.products.claims import claims, priced, written_out
from extractor.linking.products.counted_again import counted_again
from extractor.linking.products.durations import over_time
from extractor.linking.products.each_time import each_time, within_bounds
from extractor.linking.products.goods import goods
from extractor.linking.products.groups import product_sums
from extractor.linking.products.items import items_of_products
from extractor.linking.products.means import means
from extractor.linking.products.mixed_groups import mixed_groups
from extractor.linking.products.named_rates import named_rates
from extractor.linking.products.near import products_near
from extractor.linking.products.one_gift import one_gift_each
from extractor.linking.products.paired import paired
from extractor.linking.products.prices import prices
from extractor.linking.products.rows import row_products
from extractor.linking.products.standards import standards
from extractor.linking.products.weights import weighed
from extractor.linking.relations import Form, Relation, figures_of, surest
from extractor.linking.totals import NOTHING
from extractor.model import Figure

# The surest first.
READINGS = (
    priced,
    products_near,
    over_time,
    weighed,
    paired,
    bands,
    product_sums,
    mixed_groups,
    means,
    prices,
    row_products,
    written_out,
    claims,
    one_gift_each,
    standards,
    goods,
    each_time,
    within_bounds,
    items_of_products,
    named_rates,
    counted_again,
)
# Those that need no word that makes a figure a rate: 送去300元, 300元×46户, rows of a table.
UNRATED = (
    products_near,
    over_time,
    bands,
    mixed_groups,
    prices,
    row_products,
    written_out,
    one_gift_each,
)


def find_products(listed: Sequence[Figure], text: str) -> list[Relation]:
    """Return the products of a report: those that come out, then those that the text claims."""
    readings = READINGS if any(f.is_said_rate for f in listed) else UNRATED
    found = surest(reading(listed, text) for reading in readings)
    # A rate between bounds and the mean that came of it say two things of one total.
    if of_means := {r.total for r in found if r.form == Form.MEAN_TIMES_COUNT}:
        found += [r for r in within_bounds(listed, text) if r.total in of_means]
    found = list(only_plain_fail(found, listed, text))
    return _with_chains(found, listed, text)


def _with_chains(found: Sequence[Relation], listed: Sequence[Figure], text: str) -> list[Relation]:
    """Return the products; a chain stands for what is made of fewer figures, or is left open."""
    by_place = {f.at: f for f in listed}
    right = [r for r in found if _is_right(r, by_place)]
    known = {r.total: r for r in found}
    chains = [r for r in chained(right, listed, text) if _is_surer(r, known.get(r.total))]
    totals = {r.total for r in chains}
    return [*(r for r in found if r.total not in totals), *chains]


def _is_right(relation: Relation, by_place: Mapping[int, Figure]) -> bool:
    """Whether a product comes out as written, or is of a form that no chain stands for."""
    if relation.form in RATE_FORMS:
        return comes_out(relation, by_place)
    if relation.form not in (Form.RATE_OVER_TIME, Form.WEIGHED):
        return True
    total, factors = figures_of(relation, by_place)
    return prod((f.stated or NOTHING for f in factors), start=relation.times) == total.stated


def _is_surer(chain: Relation, other: Relation | None) -> bool:
    return other is None or not other.is_closed or len(chain.parts) > len(other.parts)
