"""What the rows of lists make, beside what else is read of their figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby

from extractor.linking.coming_out import comes_out
from extractor.linking.relations import Relation
from extractor.linking.rows.columns import find_column_sums, find_extremes
from extractor.linking.rows.headed import find_headed
from extractor.linking.rows.kinds import find_kinds
from extractor.linking.rows.lists import RowList
from extractor.linking.rows.rates import find_row_rates
from extractor.linking.rows.subtotals import find_sums_of_subtotals
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


def with_words_around(
    found: Sequence[Relation],
    lists: Sequence[RowList],
    tables: Sequence[RowList],
    in_prose: Sequence[Figure],
    text: str,
) -> list[Relation]:
    """Return ``found`` with what the lines around lists and tables say of them.

    Of one total and the same parts, what comes out stands, and else the reading that may fail.
    """
    by_paragraph = {
        paragraph: tuple(own) for paragraph, own in groupby(in_prose, key=lambda f: f.paragraph)
    }
    every = sorted((*lists, *tables), key=lambda one: one.rows[0].start)
    read = chain(
        find_column_sums([one for one in tables if one.is_part], text),
        find_row_rates(tables, in_prose, text),
        find_sums_of_subtotals(every, in_prose),
        find_headed(every, by_paragraph, text),
        find_kinds(every, by_paragraph, text),
    )
    new = list(read)
    known = {(r.kind, r.places) for r in found}
    surer = {(r.kind, r.places) for r in new if r.is_closed}
    kept = [r for r in found if (r.kind, r.places) not in surer]
    return [*kept, *(r for r in new if r.is_closed or (r.kind, r.places) not in known)]
