"""The number of all to whom a sum of products was given, told before the numbers of each rate.

    资助女童24人，小学10人每人600元，初中14人每人800元，共17200元      10 + 14 = 24

Where the products come to the total, the numbers beside the rates are of all who were given
something, and a number of the same kind right before them that they make is theirs.  One that they
do not make claims nothing: some may have got nothing, or twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.totals import FEWEST, added
from extractor.model import Figure


def heads_of_products(made: Sequence[Relation], listed: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the number right before the numbers of each sum of products, where they make it."""
    sums = [r for r in made if r.form == Form.SUM_OF_PRODUCTS]
    if not sums:
        return
    by_place = {f.at: f for f in listed}
    before = {other.at: one for one, other in pairwise(listed)}
    for relation in sums:
        members = sorted((by_place[at] for at in relation.parts), key=lambda f: f.at)
        counts = [f for f in members if f.is_count]
        head = before.get(members[0].at)
        if head is None or len(counts) < FEWEST or head.sentence != members[0].sentence:
            continue
        is_alike = all(f.series == head.series for f in counts) and head.per is None
        if is_alike and head.stated is not None and head.stated == added(counts):
            yield sum_of(Form.TOTAL_THEN_LIST, head, counts)
