"""Totals that a list beside them would make but for one slip, where nothing else makes them.

    合计 甲村120户、乙村48户、丙村540户。全镇共走访788户      708, if a digit is wrong

A run of figures that comes to its total exactly is its list though no word says so (``runs``); one
that nearly does may be another's.  So this is no claim that fails, and is only shown: the total is
marked, is exact, has digits enough that such a slip is no accident, and no reading makes it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import TELLING, is_slip
from extractor.linking.totals import FEWEST, LONGEST, NOTHING, added, digits_of
from extractor.model import Figure, FindingKind

REACH = 1  # sentences between a total and its list


def near_misses(found: Sequence[Relation], listed: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the lists that one slip parts from a total which none of ``found`` makes.

    What a product makes may be a part of such a list.
    """
    made = {r.total for r in found}
    explained = {r.total for r in found if r.kind == FindingKind.PRODUCT}
    taken = {at for r in found if r.kind != FindingKind.PRODUCT for at in r.parts}
    plain = [f for f in listed if _is_plain(f)]
    for _, group in groupby(sorted(plain, key=lambda f: (f.series, f.at)), key=lambda f: f.series):
        row = list(group)
        for here, total in enumerate(row):
            is_open = total.at not in made and total.at not in taken
            digits = digits_of(total.stated)
            if is_open and total.is_marked_total and digits >= FEWEST:
                ways = (row[here + 1 :], row[:here][::-1])
                runs = (_nearest(total, way, taken, explained) for way in ways)
                # Of two figures and two digits one is off by accident.
                told = (run for run in runs if run and max(len(run), digits) >= TELLING)
                if parts := next(told, None):
                    parts = sorted(parts, key=lambda f: f.at)
                    yield replace(sum_of(Form.NEAR_RUN, total, parts), doubt="slip-likely")


def _is_plain(figure: Figure) -> bool:
    is_figure = figure.is_exact and bool(figure.stated)
    return is_figure and not (
        figure.per or figure.is_each or figure.is_change or figure.is_share or figure.bracket
    )


def _nearest(
    total: Figure, beside: Sequence[Figure], taken: Container[int], explained: Container[int | None]
) -> list[Figure]:
    """Return the longest run right beside the total, of figures no sum has, that is a slip off."""
    parts: list[Figure] = []
    fitting: list[Figure] = []
    for figure in beside[:LONGEST]:
        near = parts[-1] if parts else total
        is_total = figure.is_marked_total and figure.at not in explained
        if abs(near.sentence - figure.sentence) > REACH or is_total or figure.at in taken:
            break
        parts.append(figure)
        if len(parts) >= FEWEST and is_slip(total.stated or NOTHING, added(parts)):
            fitting = list(parts)
    return fitting
