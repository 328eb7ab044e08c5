"""What the rows of lists make, beside what else is read of their figures."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.crossed import comes_out
from extractor.linking.relations import Relation
from extractor.linking.rows.columns import find_column_sums, find_extremes
from extractor.linking.rows.lists import RowList
from extractor.linking.rows.rates import find_row_rates
from extractor.model import Figure


def with_rows(
    found: Sequence[Relation], lists: Sequence[RowList], listed: Sequence[Figure], text: str
) -> list[Relation]:
    """Return ``found`` with what the rows of ``lists`` make, instead of what does not come out."""
    if not lists:
        return list(found)
    by_place = {f.at: f for f in listed}
    right = {(r.kind, r.total) for r in found if comes_out(r, by_place)}
    read = [*find_column_sums(lists, text), *find_row_rates(lists, listed, text)]
    new = [r for r in read if (r.kind, r.total) not in right]
    done = {(r.kind, r.total) for r in new}
    kept = [r for r in found if (r.kind, r.total) not in done]
    return [*kept, *new, *find_extremes(lists, listed)]
