"""What is left with what was left before, of totals that the report tells anywhere, also in tables.

    本学年收到捐款183600元。… ⏎ 合计 | 73人 | 156200元
    上学年结余21475元，加上本年募款，减去资助款，现结余48875元

What came in and what went out are named there without their amounts, so that only two totals that
make what is left to the last of several digits are read, and none may fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import regex

from extractor.grids import Grid
from extractor.linking.balances.left_over import LEFT, RAISED, SPENT
from extractor.linking.neighbours import within
from extractor.linking.plain import own_amounts
from extractor.linking.relations import Relation, balance_of
from extractor.linking.rows.totalled import is_total
from extractor.linking.totals import added, are_exact, digits_of
from extractor.model import Figure

OPENING = regex.compile(
    r"(?:[上去]一?学?(?:年|期|季度|届)|期初|年初)(?:度|末|底|终)?[^，,。；;0-9]{0,4}结[余转存][^，,。；;0-9]{0,3}$"
)
REACH = 80  # amounts back to what came in
TELLING = 4  # digits of what is left


def find_carried_over(listed: Sequence[Figure], grids: Sequence[Grid]) -> Iterator[Relation]:
    """Yield what two totals leave with what was left before."""
    row = own_amounts(listed)
    in_total_rows = _in_total_rows(row, grids)
    for at, (old, left) in enumerate(pairwise(row), start=1):
        if old.sentence != left.sentence or digits_of(left.stated) < TELLING:
            continue
        if not (OPENING.search(old.lead) and LEFT.search(left.lead)):
            continue
        before = [f for f in row[max(0, at - REACH) : at] if f.sentence < left.sentence]
        totals = [f for f in before if f.is_marked_total or f.at in in_total_rows]
        raised = [f for f in before if f in totals or RAISED.search(f.lead)]
        spent = [f for f in before if f in totals or SPENT.search(f.lead)]
        for income, out in product(reversed(raised), reversed(spent)):
            is_made = income is not out and added([old, income]) == added([left, out])
            if is_made and are_exact((old, income, out, left)):
                yield balance_of(left, [old, income], [out])
                break


def _in_total_rows(row: Sequence[Figure], grids: Sequence[Grid]) -> set[int]:
    """Return the places of the amounts that stand in the rows of totals of tables."""
    rows = [cells for grid in grids for cells in grid.body if any(map(is_total, cells))]
    spans = [(cells[0].span.start, cells[-1].span.end) for cells in rows]
    return {f.at for start, end in spans for f in within(row, start, end)}
