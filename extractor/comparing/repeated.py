"""Figures that two reports of one body give of the same thing: cumulative ones, and one event's.

    2018: 自2010年以来累计发放助学金890万元，2019: …累计发放助学金860万元     it can only grow
    3月5日慰问低收入农户42户, in another report 3月5日慰问低收入农户45户      one event, two numbers

A cumulative figure that falls is an error only where both say since when; what a report gives
more than one number of is passed over.  One event in two reports is one body, one day and one
subject; that the numbers differ has many reasons, so that it is shown and never an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, pairwise
from typing import NamedTuple

from extractor.comparing.engines import Engine
from extractor.comparing.verdicts import (
    SIDE,
    SIDES,
    Comparison,
    Side,
    gap_between,
    number,
    side_of,
)
from extractor.model import FindingKind, Verdict

COLUMNS = f"{SIDE}, body, subject, unit, deed, year, since, day"
# The first claim of a report that states only one number of a thing.
ONE_NUMBER = f"""
    SELECT {COLUMNS} FROM (
        SELECT {COLUMNS}, number, row_number() OVER (of_report ORDER BY claim) AS nth,
               min(stated) OVER of_report AS least, max(stated) OVER of_report AS most
        FROM claims JOIN numbered USING (document, report)
        WHERE {{which}} AND body IS NOT NULL
        WINDOW of_report AS (PARTITION BY {{key}}, document, report)
    ) AS each_claim
    WHERE nth = 1 AND least = most
    ORDER BY {{key}}, {{order}}
"""  # noqa: S608  # our own names
TOTALS = ONE_NUMBER.format(
    which="aspect = 'cumulative'", key="body, subject, unit, deed, since", order="year, number"
)
EVENTS = ONE_NUMBER.format(
    which="aspect = 'stated' AND day IS NOT NULL",
    key="body, subject, unit, deed, day",
    order="number",
)


class _Stated(NamedTuple):
    """A figure one report states, and what it is of."""

    side: Side
    body: str
    subject: str
    unit: str
    deed: str
    year: int
    since: int | None
    day: str | None

    @property
    def thing(self) -> tuple[str, str, str, str]:
        """What the figure is of."""
        return self.body, self.subject, self.unit, self.deed


def find_repeated(engine: Engine) -> Iterator[Comparison]:
    """Yield the cumulative figures and events of which one body's reports give two figures."""
    for _, group in groupby(_read(engine, TOTALS), key=lambda s: (s.thing, s.since)):
        for earlier, later in pairwise(group):
            if later.year > earlier.year:
                yield _cumulative(earlier, later)
    for _, group in groupby(_read(engine, EVENTS), key=lambda s: (s.thing, s.day)):
        for earlier, later in pairwise(group):
            yield _event(earlier, later)


def _read(engine: Engine, sql: str) -> Iterator[_Stated]:
    return (_Stated(side_of(row), *row[SIDES:]) for row in engine.ask(sql))


def _cumulative(earlier: _Stated, later: _Stated) -> Comparison:
    before, now = earlier.side, later.side
    if now.high is not None and before.low is not None and now.high < before.low:
        verdict = Verdict.CANNOT_TELL if later.since is None else Verdict.FAILS
        gap = gap_between(before, now.interval)
        return _made("carry.cumulative", (verdict, "cumulative-falls"), earlier, later, "<", gap)
    return _made("carry.cumulative", (Verdict.HOLDS, "holds"), earlier, later, "≥")


def _event(earlier: _Stated, later: _Stated) -> Comparison:
    before, now = earlier.side, later.side
    check_id = "restatement.same-event"
    if before.stated == now.stated:
        return _made(check_id, (Verdict.HOLDS, "holds"), earlier, later, "=")
    if before.interval.meets(now.interval):
        told = Verdict.WITHIN_APPROXIMATION, "within_approximation"
        return _made(check_id, told, earlier, later, "≈")
    told, gap = (Verdict.CANNOT_TELL, "differs-elsewhere"), gap_between(before, now.interval)
    return _made(check_id, told, earlier, later, "≠", gap)


def _made(  # what the two checks have in common
    check_id: str,
    told: tuple[Verdict, str],
    earlier: _Stated,
    later: _Stated,
    sign: str,
    gap: Decimal = Decimal(0),
) -> Comparison:
    return Comparison(
        check_id,
        FindingKind(check_id.split(".", maxsplit=1)[0]),
        *told,
        later.side,
        earlier.side,
        later.body,
        later.year,
        later.subject,
        f"{number(later.side.stated)} {sign} {number(earlier.side.stated)}",
        later.side.interval,
        gap,
    )
