"""What a check of a figure against another report came to, and the row that tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.comparing.naming import short_name
from extractor.interchange import write_decimal
from extractor.intervals import difference
from extractor.model import FindingKind, Interval, Verdict
from extractor.tables import COMPARISONS, Row
from extractor.tables.rows import row

SIDE = "document, report, mention, stated, stated_low, stated_high"  # columns of ``claims``
SIDES = len(SIDE.split(", "))
LOOSE = 0.5  # the weight of a difference that may have another reason
GRAIN = Decimal("1e-12")  # what a double may have lost of an interval's end


@dataclass(frozen=True, slots=True)
class Side:
    """A stored figure: where it is, what it states, and what that can be."""

    document: str
    report: int
    mention: int
    stated: float
    low: float | None
    high: float | None

    @property
    def interval(self) -> Interval:
        """What the figure can be."""
        return widened(self.low, self.high)

    @property
    def is_exact(self) -> bool:
        """Whether it lies in the middle of what it can be; 近, 余 and 突破 leave it at one end."""
        middle = _middle(self.interval)
        return (
            middle is not None and abs(middle - Decimal(repr(self.stated))) <= abs(middle) * GRAIN
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure against that of another report, and what the check came to."""

    check_id: str
    kind: FindingKind
    verdict: Verdict
    reason: str
    here: Side
    there: Side | None
    body: str | None
    year: int
    subject: str
    expression: str
    computed: Interval
    gap: Decimal

    @property
    def severity(self) -> float:
        """How far the figures are apart, from 0 to 1, and how firmly that is an error."""
        against = abs(self.there.stated if self.there else self.here.stated)
        if self.verdict not in (Verdict.FAILS, Verdict.CANNOT_TELL) or not against:
            return 0.0
        share = min(1.0, float(abs(self.gap)) / against)
        return round(share * (1.0 if self.verdict is Verdict.FAILS else LOOSE), 4)


def side_of(row: Sequence[Any]) -> Side:
    """Return the figure in the first columns of ``row``, which are ``SIDE``."""
    return Side(*row[:SIDES])


def widened(low: float | None, high: float | None) -> Interval:
    """Return the interval from ``low`` to ``high``, by as much wider as a double may be off."""
    lowest = None if low is None else Decimal(repr(low))
    highest = None if high is None else Decimal(repr(high))
    return Interval(
        None if lowest is None else lowest - abs(lowest) * GRAIN,
        None if highest is None else highest + abs(highest) * GRAIN,
    )


def gap_between(stated: Side, computed: Interval) -> Decimal:
    """Return stated minus computed, 0 where they meet; as written where nothing is vague.

    An exact figure lies in the middle of what it can be; 近 and 余 lie to one side, and then only
    what is between the two is sure.
    """
    gap, middle = difference(stated.interval, computed), _middle(computed)
    if gap and middle is not None and stated.is_exact:
        gap = Decimal(repr(stated.stated)) - middle
    return gap.quantize(Decimal("0.01"))


def _middle(interval: Interval) -> Decimal | None:
    if interval.low is None or interval.high is None:
        return None
    return (interval.low + interval.high) / 2


def number(stated: float) -> str:
    """Return a stored number without an exponent or a fraction of none."""
    return write_decimal(Decimal(repr(stated)))


def comparison_row(comparison: Comparison) -> Row:
    """Return the row that tells of ``comparison``."""
    here, there, computed = comparison.here, comparison.there, comparison.computed
    sides = [(s.document, s.report, s.mention) for s in (here, there) if s]
    key = repr((comparison.check_id, sides))
    return row(
        COMPARISONS,
        {
            "comparison": short_name(key),
            "verdict": comparison.verdict,
            "kind": comparison.kind,
            "severity": comparison.severity,
            "document": here.document,
            "report": here.report,
            "mention": here.mention,
            "other_document": there.document if there else None,
            "other_report": there.report if there else None,
            "other_mention": there.mention if there else None,
            "body": comparison.body,
            "year": comparison.year,
            "subject": comparison.subject,
            "stated": there.stated if there else here.stated,
            "computed_low": _real(computed.low),
            "computed_high": _real(computed.high),
            "difference": float(comparison.gap),
            "expression": comparison.expression,
            "reason": comparison.reason,
            "check_id": comparison.check_id,
        },
    )


def _real(end: Decimal | None) -> float | None:
    return None if end is None else float(round(end, 2))
