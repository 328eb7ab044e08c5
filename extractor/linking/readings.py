"""What the figures of one stretch of a report are to each other, kind by kind.

The products are read first, for a total that one makes is no sum by accident; then what is left of
what there was, whose members are no list; then sums, and what rests on them: the numbers of their
items, and shares of their totals.  Of two readings of one total the surer one stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.linking.balances import find_balances
from extractor.linking.balances.accounts import find_splits
from extractor.linking.balances.given_out import find_given_out
from extractor.linking.balances.remainders import find_remainders
from extractor.linking.crossed import find_crossed
from extractor.linking.enumerations.items import find_summed_items
from extractor.linking.products import find_products
from extractor.linking.products.heads import heads_of_products
from extractor.linking.ratios import find_ratios
from extractor.linking.relations import Form, Relation
from extractor.linking.restatements.pairs import said_again
from extractor.linking.sums import find_sums
from extractor.linking.sums.differences import find_differences
from extractor.linking.sums.itemised import find_itemised
from extractor.linking.sums.of_recipients import find_of_recipients
from extractor.linking.sums.subsets import find_subsets
from extractor.model import Figure, FindingKind


def readings_of(listed: Sequence[Figure], again: Sequence[Relation], text: str) -> list[Relation]:
    """Return the relations of a stretch; one that another contradicts with it may fail.

    ``again`` are the figures that say another one again.
    """
    found = _readings(listed, find_products(listed, text), text)
    crossed = list(
        find_crossed(
            listed,
            [*found, *again],
            lambda row, products: [*_readings(row, products, text), *said_again(row, text)],
            text,
        )
    )
    done = {(relation.kind, relation.total) for relation in crossed}
    return [*crossed, *(r for r in found if r.is_closed or (r.kind, r.total) not in done)]


def _readings(listed: Sequence[Figure], products: Sequence[Relation], text: str) -> list[Relation]:
    balances = find_balances(listed, text)
    sums = _sums(listed, products, balances, text)
    return [
        *sums,
        *_apart(listed, products, [*sums, *balances], text),
        *products,
        *find_summed_items(sums, listed, text),
        *find_subsets(listed, text, {part for r in sums for part in r.parts}),
        *balances,
        *find_ratios(listed, sums, text),
    ]


def _sums(
    listed: Sequence[Figure],
    products: Sequence[Relation],
    balances: Sequence[Relation],
    text: str,
) -> list[Relation]:
    """Return the totals of lists; the members of a balance make none, unless 其中 splits them."""
    explained = {r.whole for r in products if not r.is_closed}
    balanced = [r.places for r in balances]
    sums = [
        r
        for r in find_sums(listed, text, explained)
        if r.form == Form.OF_WHICH or not any(r.places <= members for members in balanced)
    ]
    sums += find_itemised(listed, [*sums, *products], text)
    return [*sums, *find_of_recipients(listed, products, sums, text)]


def _apart(
    listed: Sequence[Figure],
    products: Sequence[Relation],
    known: Sequence[Relation],
    text: str,
) -> list[Relation]:
    """Return the levels, the rests and the heads of products that are of no figures ``known``."""
    rests = list(find_remainders(listed, text))
    apart = [*find_differences(listed, text), *rests, *heads_of_products(products, listed)]
    apart = _of_other_figures(apart, known)
    sums = [r for r in (*rests, *known) if r.kind == FindingKind.SUM]
    given = _of_other_figures(find_given_out(listed, sums, text), [*known, *apart])
    splits = _of_other_figures(find_splits(listed), [*known, *apart, *given])
    return [*apart, *given, *splits]


def _of_other_figures(more: Iterable[Relation], found: Sequence[Relation]) -> list[Relation]:
    done = {relation.places for relation in found}
    return [relation for relation in more if relation.places not in done]
