"""A relation with the mentions it is about, and the finding that it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from extractor.intervals import difference, interval
from extractor.linking.relations import Relation
from extractor.model import (
    Approx,
    Count,
    Finding,
    Interval,
    Mention,
    Money,
    Percent,
    Quantity,
    Value,
    Verdict,
)

FIRM = Decimal(1)  # the text leaves one reading
LOOSE = Decimal("0.5")
UNIT_SLIPS = (Decimal(10_000), 1 / Decimal(10_000))
ALL = Decimal(100)  # what the shares of a whole come to, written or not


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation with the mentions it is about."""

    relation: Relation
    total: Mention[Value] | None  # None: shares of all are 100, which is not written
    parts: tuple[Mention[Value], ...]

    @property
    def whole(self) -> Mention[Value]:
        """The figure that the parts are held against, for claims that write it."""
        assert self.total is not None  # noqa: S101  only shares of all have no total
        return self.total

    @property
    def stated(self) -> Decimal | None:
        """The figure that the parts are held against, as written."""
        return quantity_of(self.total).stated if self.total else ALL

    def exact(self, work_out: Callable[[list[Interval]], Interval]) -> Decimal | None:
        """Return what the parts come to as written, or ``None`` where one has no single value."""
        numbers = [quantity_of(part).stated for part in self.parts]
        known = [Interval(n, n) for n in numbers if n is not None]
        return work_out(known).low if len(known) == len(numbers) else None

    def gap(self, stated: Interval, computed: Interval, exact: Decimal | None) -> Decimal:
        """Return stated minus computed for figures that do not meet.

        Exact figures differ by what is written (287000 − 278000 = 9000, though rounding could
        explain some of it); where a word is vague, only what lies between the two is sure.
        """
        figures = [quantity_of(m) for m in (self.total, *self.parts) if m]
        if exact is None or self.stated is None or any(q.approx != Approx.EXACT for q in figures):
            return difference(stated, computed)
        return self.stated - exact

    def finding(
        self,
        verdict: Verdict,
        reason: str,
        computed: Interval | None,
        expression: str,
        gap: Decimal = Decimal(0),
    ) -> Finding:
        """Return the finding that the claim came to."""
        return Finding(
            check_id=f"{self.relation.kind}.{self.relation.form}",
            kind=self.relation.kind,
            verdict=verdict,
            total=self.total,
            parts=self.parts,
            stated=self.stated,
            computed=(computed.low, computed.high) if computed else None,
            difference=gap if computed else None,
            expression=expression,
            reason=reason,
            severity=severity(verdict, self.stated, gap, is_firm=self.relation.is_closed),
            spans=(self.relation.span,) if self.relation.span else (),
        )


def is_unit_slip(exact: Decimal | None, stated: Decimal | None) -> bool:
    """Return whether 万元 written for 元, or the other way round, explains a difference."""
    return bool(exact and stated) and abs((exact or 1) / (stated or 1)) in UNIT_SLIPS


def quantity_of(mention: Mention[Value]) -> Quantity:
    """Return what a mention of a figure states."""
    value = mention.value
    assert isinstance(value, (Money, Count, Percent))  # noqa: S101  relations hold figures
    return value.quantity


def interval_of(mention: Mention[Value]) -> Interval | None:
    """Return all the numbers that a mention of a figure can mean."""
    return interval(quantity_of(mention), mention.text)


def severity(verdict: Verdict, stated: Decimal | None, gap: Decimal, *, is_firm: bool) -> Decimal:
    """Return 0 to 1: the difference against the stated figure, halved where the claim is loose."""
    if verdict not in (Verdict.FAILS, Verdict.CANNOT_TELL) or not stated:
        return Decimal(0)
    share = min(Decimal(1), abs(gap / stated))
    return (share * (FIRM if is_firm else LOOSE)).quantize(Decimal("0.0001"))
