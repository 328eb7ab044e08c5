"""Totals that nothing marks: a run of like figures beside one that adds up to it exactly.

    集中慰问了120名…、48名…、540名…和46名…。本次慰问754名

Only figures that stand near each other count, and small or lone pairs do not: 3 = 2 + 1 is an
accident.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.linking.relations import Form, Relation
from extractor.linking.totals import FEWEST, LONGEST, NOTHING, added, digits_of, equals, sum_of
from extractor.model import Approx, Figure

SKIPPED = 3  # figures that a run may pass over between it and its total
REACH = 4  # sentences between an unmarked total and its parts
OUTSIDE = regex.compile(r"^[，,]?\s?另(?:外?[有交付]|[交付])")
COMPLEMENT = regex.compile(r"其余|剩余|剩下|另外")
LISTED_BELOW = regex.compile(r"(?:如下|分列|明细|各单位)[：:]?\s*\n|[：:]\s*\n")
LARGE = 1000  # two parts that make such a number do so on purpose
ROUND = 2  # digits of a number that rounded parts make by accident (30万)
SMALLEST = 10  # 3 = 2 + 1 is an accident


def runs(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """A run of figures before or after one that adds up to it exactly, the shortest first."""
    places = [f.at for f in row]
    only_adds = all(f.stated is None or f.stated >= 0 for f in row)
    found = [
        (total, parts)
        for total in wholes
        if _may_be_total(total)
        for parts in _beside(total, row, bisect_left(places, total.at), only_adds=only_adds)
    ]
    for total, parts in sorted(found, key=lambda run: len(run[1])):
        if _is_made(total, parts) and _is_near(total, parts, text):
            yield sum_of(Form.RUN, total, parts)


def _is_made(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts make the total: to the last digit, or rounded if it is marked as a total.

    另交党费81240元 after a total is beside it, and no part of it.
    """
    if not equals(total, parts) or any(OUTSIDE.match(f.lead) for f in parts):
        return False
    is_exact = added(parts) == total.stated
    return total.is_marked_total or is_exact or digits_of(total.stated) > ROUND


def _may_be_total(figure: Figure) -> bool:
    is_exact = figure.quantity.approx == Approx.EXACT
    return is_exact and figure.stated is not None and figure.stated >= SMALLEST


def _beside(
    total: Figure, row: Sequence[Figure], here: int, *, only_adds: bool
) -> Iterator[list[Figure]]:
    """Yield the runs up to the total, from it, and to the end of the report that come near it.

    ``here`` is the place of the total in the row; what says it again is passed over.  Where the
    row ``only_adds``, no run goes on past the total.
    """
    said = total.stated
    low = max(0, here - LONGEST - SKIPPED)
    before = [at for at in range(here - 1, low - 1, -1) if row[at].stated != said]
    high = min(len(row), here + LONGEST + 2 * SKIPPED + 1)
    after = [at for at in range(here, high) if row[at].stated != said]
    for length in _lengths(total, [row[at] for at in before[:LONGEST]], only_adds=only_adds):
        if here - before[length - 1] <= length + SKIPPED:
            yield [row[at] for at in reversed(before[:length])]
    for length in _lengths(total, [row[at] for at in after[:LONGEST]], only_adds=only_adds):
        if after[length - 1] - here <= length + 2 * SKIPPED:
            yield [row[at] for at in after[:length]]
    if len(row) <= here + len(after) + 1:
        for length in range(max(FEWEST, len(after) - SKIPPED), min(len(after), LONGEST + 1)):
            yield [row[at] for at in after[-length:]]


def _lengths(total: Figure, others: Sequence[Figure], *, only_adds: bool) -> Iterator[int]:
    """Yield how many of ``others``, from the first on, come to the total as it is rounded."""
    whole, step = total.quantity.stated or NOTHING, total.quantity.step
    most = NOTHING if step <= 1 else step / 2
    so_far = NOTHING
    for length, figure in enumerate(others, 1):
        if figure.stated is None:
            return
        so_far += figure.stated
        if only_adds and so_far > whole + most:
            return
        if length >= FEWEST and abs(so_far - whole) <= most:
            yield length


def _is_near(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether nothing but the list stands between: parts follow each other closely."""
    chain = sorted([total, *parts], key=lambda f: f.at)
    gaps = [b.sentence - a.sentence for a, b in pairwise(chain)]
    is_rest = any(COMPLEMENT.search(f.lead) for f in parts)
    is_large = total.stated is not None and total.stated >= LARGE and _is_telling(total.stated)
    is_sure = total.is_marked_total or len(parts) >= 3 or is_large or is_rest  # noqa: PLR2004
    below = LISTED_BELOW.search(text, chain[0].mention.span.end, chain[1].mention.span.start)
    if below:
        return is_sure
    return max(gaps) <= (REACH if total.is_marked_total or is_rest else 2) and is_sure


def _is_telling(stated: Decimal) -> bool:
    """Whether a number has digits enough not to be made by accident: 5000 = 3000 + 2000 is one."""
    return digits_of(stated) > 1
