"""Figures that two reports of one body give of the same thing: cumulative ones, and one event's.

    2018: 自2010年以来累计发放助学金890万元，2019: …累计发放助学金860万元     it can only grow
    3月5日慰问低收入农户42户, in another report 3月5日慰问低收入农户45户      one event, two numbers

A cumulative figure that falls is an error only where both say since when; what a report gives
more than one number of is passed over.  One event in two reports is one body, one day and one
subject; that the numbers differ has many reasons, so that it is shown and never an error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby, pairwise

from extractor.comparing.verdicts import Comparison, Side, gap_between, number
from extractor.model import FindingKind, Verdict

COLUMNS = """
    SELECT document, report, mention, stated, stated_low, stated_high,
           body, subject, unit, deed, year, since, day, number
    FROM claims JOIN numbered USING (document, report)
"""
ONE_NUMBER = "GROUP BY {key}, document, report HAVING count(DISTINCT stated) = 1"
TOTALS = f"""{COLUMNS} WHERE aspect = 'cumulative' AND body IS NOT NULL
    {ONE_NUMBER.format(key="body, subject, unit, deed, since")}
    ORDER BY body, subject, unit, deed, since, year, number
"""
EVENTS = f"""{COLUMNS} WHERE aspect = 'stated' AND body IS NOT NULL AND day IS NOT NULL
    {ONE_NUMBER.format(key="body, subject, unit, deed, day")}
    ORDER BY body, subject, unit, deed, day, number
"""


def find_repeated(connection: sqlite3.Connection) -> Iterator[Comparison]:
    """Yield the cumulative figures and events of which one body's reports give two figures."""
    totals = connection.execute(TOTALS)
    for _, group in groupby(totals, key=lambda row: (row[6:10], row[11])):
        for earlier, later in pairwise(group):
            if later[10] > earlier[10]:
                yield _cumulative(earlier, later)
    events = connection.execute(EVENTS)
    for _, group in groupby(events, key=lambda row: (row[6:10], row[12])):
        for earlier, later in pairwise(group):
            yield _event(earlier, later)


def _cumulative(earlier: tuple[object, ...], later: tuple[object, ...]) -> Comparison:
    before, now = _side(earlier), _side(later)
    fell = now.high is not None and before.low is not None and now.high < before.low
    verdict = Verdict.HOLDS
    if fell:
        verdict = Verdict.CANNOT_TELL if later[11] is None else Verdict.FAILS
    reason = "cumulative-falls" if fell else "holds"
    sign = "<" if fell else "≥"
    return _made(
        "carry.cumulative", FindingKind.CARRY, (verdict, reason), (before, now), later, sign
    )


def _event(earlier: tuple[object, ...], later: tuple[object, ...]) -> Comparison:
    before, now = _side(earlier), _side(later)
    kind = FindingKind.RESTATEMENT
    if before.stated == now.stated:
        told, sign = (Verdict.HOLDS, "holds"), "="
    elif before.interval.meets(now.interval):
        told, sign = (Verdict.WITHIN_APPROXIMATION, "within_approximation"), "≈"
    else:
        told, sign = (Verdict.CANNOT_TELL, "differs-elsewhere"), "≠"
    return _made("restatement.same-event", kind, told, (before, now), later, sign)


def _side(row: tuple[object, ...]) -> Side:
    return Side(*row[:6])  # type: ignore[arg-type]  # rows have no types


def _made(  # what the two checks have in common
    check_id: str,
    kind: FindingKind,
    told: tuple[Verdict, str],
    sides: tuple[Side, Side],
    row: tuple[object, ...],
    sign: str,
) -> Comparison:
    before, now = sides
    return Comparison(
        check_id,
        kind,
        *told,
        now,
        before,
        str(row[6]),
        int(str(row[10])),
        str(row[7]),
        f"{number(now.stated)} {sign} {number(before.stated)}",
        now.interval,
        gap_between(before.interval, now.interval)
        if sign in "<≠"
        else gap_between(now.interval, now.interval),
    )
