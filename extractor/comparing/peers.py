"""Amounts that a household or a person received, far from what others received that year.

The peers are the reports of the same year with an amount of the same label for the same kind of
recipient.  How far an amount stands out is its robust z on a logarithmic scale (Iglewicz and
Hoaglin 1993): its distance from the median, over 1.4826 times the median absolute deviation.
Where more than half the peers agree to the yuan that is 0, and the mean absolute deviation takes
its place, times 1.2533.  An amount is shown when its z is over ``LIMIT`` and it is ``TIMES`` as
much as the median, or as little.  That is a reason to look, and never an error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from math import exp, log
from statistics import fmean, median

from extractor.comparing.verdicts import Comparison, Side, number
from extractor.intervals import Interval
from extractor.model import Verdict

FEWEST = 10  # reports that have an amount of the label
LIMIT = 3.5
TIMES = 3
OF_DEVIATION, OF_MEAN = 1.4826, 1.2533

EACH = """
    SELECT document, report, mention, stated, stated_low, stated_high, body, year, subject, unit
    FROM claims WHERE aspect = 'each' AND stated > 0
    ORDER BY year, subject, unit, document, report, claim
"""


def find_outliers(connection: sqlite3.Connection) -> Iterator[Comparison]:
    """Yield the amounts each received that are far from their peers'."""
    rows = connection.execute(EACH)
    for _, group in groupby(rows, key=lambda row: row[7:10]):
        listed = list(group)
        if len({row[:2] for row in listed}) >= FEWEST:
            yield from _far(listed)


def _far(rows: Sequence[tuple[object, ...]]) -> Iterator[Comparison]:
    amounts = [float(str(row[3])) for row in rows]
    middle, spread = _spread([log(amount) for amount in amounts])
    usual = exp(middle)
    for row, amount in zip(rows, amounts, strict=True):
        is_far = abs(log(amount) - middle) > LIMIT * spread
        if is_far and not usual / TIMES < amount < usual * TIMES:
            z = (log(amount) - middle) / spread if spread else None
            yield _outlier(row, round(usual, 2), len(rows), z)


def _spread(logarithms: Sequence[float]) -> tuple[float, float]:
    middle = median(logarithms)
    apart = [abs(each - middle) for each in logarithms]
    return middle, OF_DEVIATION * median(apart) or OF_MEAN * fmean(apart)


def _outlier(row: tuple[object, ...], usual: float, peers: int, z: float | None) -> Comparison:
    here = Side(*row[:6])  # type: ignore[arg-type]  # rows have no types
    at = Decimal(repr(usual))
    shown = "" if z is None else f", z = {z:.1f}"
    return Comparison(
        "outlier.each",
        "outlier",
        Verdict.CANNOT_TELL,
        "far-from-peers",
        here,
        None,
        None if row[6] is None else str(row[6]),
        int(str(row[7])),
        str(row[8]),
        f"{number(here.stated)} : {number(usual)} (n = {peers}{shown})",
        Interval(at, at),
        Decimal(repr(here.stated)) - at,
    )
