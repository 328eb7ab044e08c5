"""Amounts that a household or a person received, far from what others received that year.

The peers are the reports of the same year with an amount of the same label for the same kind of
recipient.  How far an amount stands out is its robust z on a logarithmic scale (Iglewicz and
Hoaglin 1993): its distance from the median, over 1.4826 times the median absolute deviation.
Where more than half the peers agree to the yuan that is 0, and the mean absolute deviation takes
its place, times 1.2533.  An amount is shown when its z is over ``LIMIT`` and it is ``TIMES`` as
much as the median, or as little.  That is a reason to look, and never an error.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from math import exp, log
from statistics import fmean, median
from typing import NamedTuple

from extractor.comparing.engines import Engine
from extractor.comparing.verdicts import SIDE, SIDES, Comparison, Side, number, side_of
from extractor.model import FindingKind, Interval, Verdict

FEWEST = 10  # reports that have an amount of the label
LIMIT = 3.5
TIMES = 3
OF_DEVIATION, OF_MEAN = 1.4826, 1.2533

GIVEN = "claims.aspect = 'each' AND claims.stated > 0"
EACH = f"""
    SELECT {SIDE}, body, year, subject, unit
    FROM claims WHERE {GIVEN}
    ORDER BY year, subject, unit, document, report, claim
"""  # noqa: S608  # our own names


class _Given(NamedTuple):
    """What each received by one report, and for what."""

    side: Side
    body: str | None
    year: int
    subject: str
    unit: str


class _Usual(NamedTuple):
    """What the peers of a group received: the logarithm's median and spread, and how many."""

    middle: float
    spread: float
    peers: int


def find_outliers(engine: Engine) -> Iterator[Comparison]:
    """Yield the amounts each received that are far from their peers'."""
    usual = dict(_usual(engine))  # a pass of its own, so that only the amounts are held
    for given in _given(engine):
        group = usual.get(_group(given))
        if group is not None and (outlier := _far(given, group)):
            yield outlier


def _given(engine: Engine) -> Iterator[_Given]:
    return (_Given(side_of(row), *row[SIDES:]) for row in engine.ask(EACH))


def _group(given: _Given) -> tuple[int, str, str]:
    return given.year, given.subject, given.unit


def _usual(engine: Engine) -> Iterator[tuple[tuple[int, str, str], _Usual]]:
    """Yield the groups that enough reports have an amount of."""
    for group, peers in groupby(_given(engine), key=_group):
        logarithms = array("d")
        reports, last = 0, None
        for given in peers:
            logarithms.append(log(given.side.stated))
            report = (given.side.document, given.side.report)
            reports += report != last
            last = report
        if reports >= FEWEST:
            yield group, _Usual(*_spread(logarithms), len(logarithms))


def _far(given: _Given, group: _Usual) -> Comparison | None:
    amount, usual = given.side.stated, exp(group.middle)
    apart = log(amount) - group.middle
    if abs(apart) <= group.spread * LIMIT or usual / TIMES < amount < usual * TIMES:
        return None
    z = apart / group.spread if group.spread else None
    return _outlier(given, round(usual, 2), group.peers, z)


def _spread(logarithms: Sequence[float]) -> tuple[float, float]:
    middle = median(logarithms)
    apart = [abs(each - middle) for each in logarithms]
    return middle, OF_DEVIATION * median(apart) or OF_MEAN * fmean(apart)


def _outlier(given: _Given, usual: float, peers: int, z: float | None) -> Comparison:
    at = Decimal(repr(usual))
    shown = "" if z is None else f", z = {z:.1f}"
    return Comparison(
        "outlier.each",
        FindingKind.OUTLIER,
        Verdict.CANNOT_TELL,
        "far-from-peers",
        given.side,
        None,
        given.body,
        given.year,
        given.subject,
        f"{number(given.side.stated)} : {number(usual)} (n = {peers}{shown})",
        Interval(at, at),
        Decimal(repr(given.side.stated)) - at,
    )
