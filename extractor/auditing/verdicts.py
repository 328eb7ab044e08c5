"""One relation, worked out: the sum in words, what it comes to, and the verdict.

5000 + 4500 = 9500        holds
近8200 ≈ 8200              within_approximation
90 + 80 + 60 = 230 ≠ 200   fails
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from extractor.linking.intervals import Interval, add, difference, interval, multiply
from extractor.linking.relations import Form, Relation
from extractor.model import (
    Approx,
    Count,
    Finding,
    FindingKind,
    Mention,
    Money,
    Percent,
    Quantity,
    Value,
    Verdict,
)

FIRM = Decimal(1)  # a closed list in one sentence
LOOSE = Decimal("0.5")
FINE = 10_000  # 4379.2万 is written more finely than to the 万, 3260万 is cut for a headline
CHAIN = 3  # households × bags × pounds


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation with the mentions it is about."""

    relation: Relation
    total: Mention[Value]
    parts: tuple[Mention[Value], ...]

    def finding(
        self,
        verdict: Verdict,
        reason: str,
        computed: Interval | None,
        expression: str,
        gap: Decimal = Decimal(0),
    ) -> Finding:
        """Return the finding that the claim came to."""
        stated = _quantity(self.total).stated
        return Finding(
            check_id=f"{self.relation.kind}.{self.relation.form}",
            kind=self.relation.kind,
            verdict=verdict,
            total=self.total,
            parts=self.parts,
            stated=stated,
            computed=(computed.low, computed.high) if computed else None,
            difference=gap if computed else None,
            expression=expression,
            reason=reason,
            severity=_severity(verdict, stated, gap, self.relation),
        )


def judge(relation: Relation, mentions: Sequence[Mention[Value]]) -> Finding:
    """Return the finding on ``relation``, whose members are places in ``mentions``."""
    parts = tuple(mentions[at] for at in relation.parts)
    claim = Claim(relation, mentions[relation.total], parts)
    if relation.kind == FindingKind.ENUMERATION:
        return _enumeration(claim)
    stated = _interval(claim.total)
    terms = [term for part in parts if (term := _interval(part)) is not None]
    expression = _expression(claim)
    if stated is None or len(terms) < len(parts):
        return claim.finding(Verdict.CANNOT_TELL, "figure-lost", None, expression)
    computed = _computed(claim, terms)
    if stated.meets(computed):
        verdict = _agreement(claim)
        return claim.finding(verdict, str(verdict), computed, expression)
    gap = difference(stated, computed)
    written = f"{expression} ≠ {_written(claim.total)}"
    verdict = Verdict.FAILS if relation.is_closed else Verdict.CANNOT_TELL
    return claim.finding(verdict, _reason(relation, gap), computed, written, gap)


def _reason(relation: Relation, gap: Decimal) -> str:
    """Return why the figures may differ after all, or that no reading reconciles them."""
    if relation.is_closed:
        return "no-reading"
    if relation.form in (Form.RATE_TIMES_COUNT, Form.RATES_BOUND):
        return "more-inside"
    return "open-list" if gap > 0 else "more-than-total"


def _computed(claim: Claim, terms: Sequence[Interval]) -> Interval:
    """Return what the parts come to; the count of a product stands last."""
    if claim.relation.kind == FindingKind.SUM:
        return add(terms)
    if claim.relation.kind == FindingKind.RESTATEMENT:
        return terms[0]
    if _is_chain(claim.parts):
        return reduce(multiply, terms)
    *rates, count = terms
    if claim.relation.form == Form.RATES_BOUND:
        lows, highs = [r.low for r in rates if r.low], [r.high for r in rates if r.high]
        return multiply(Interval(min(lows, default=None), max(highs, default=None)), count)
    return multiply(add(rates), count)


def _is_chain(parts: Sequence[Mention[Value]]) -> bool:
    """Whether all factors are counts of different things: households, bags, pounds."""
    return len({_unit(part) for part in parts}) == len(parts) and len(parts) >= CHAIN


def _unit(mention: Mention[Value]) -> str:
    value = mention.value
    return value.unit if isinstance(value, Count) else type(value).__name__


def _agreement(claim: Claim) -> Verdict:
    """Return ``holds`` where the figures as written agree to the last digit that is written."""
    kind, figures = claim.relation.kind, [_quantity(m) for m in (claim.total, *claim.parts)]
    is_restated = kind == FindingKind.RESTATEMENT
    if is_restated and _same_words(claim.total, claim.parts[0]):
        return Verdict.HOLDS
    exact, stated = _exact(claim), figures[0].stated
    vague = {q.approx for q in figures} - {Approx.EXACT}
    is_rate_about = kind == FindingKind.PRODUCT and vague == {Approx.ABOUT}
    if exact is not None and exact == stated and (not vague or is_rate_about):
        return Verdict.HOLDS
    if vague or exact is None or stated is None or claim.relation.form == Form.RATES_BOUND:
        return Verdict.WITHIN_APPROXIMATION
    rounds = is_restated or abs(exact - stated) <= figures[0].step / 2
    is_fine = max(q.step for q in figures) < FINE
    return Verdict.HOLDS if is_fine and rounds else Verdict.WITHIN_APPROXIMATION


def _same_words(one: Mention[Value], other: Mention[Value]) -> bool:
    a, b = _quantity(one), _quantity(other)
    return (a.stated, a.approx) == (b.stated, b.approx)


def _exact(claim: Claim) -> Decimal | None:
    """Return what the parts come to as written, or ``None`` where one has no single value."""
    numbers = [_quantity(part).stated for part in claim.parts]
    known = [Interval(n, n) for n in numbers if n is not None]
    return _computed(claim, known).low if len(known) == len(numbers) else None


def _enumeration(claim: Claim) -> Finding:
    """Compare a stated number with the names listed beside it; 等 makes it at most."""
    stated = _quantity(claim.total).stated or Decimal(0)
    listed = Decimal(claim.relation.items or len(claim.parts))
    is_open = claim.relation.is_open_list
    names = "、".join(part.text for part in claim.parts)
    computed = Interval(listed, None if is_open else listed)
    if listed == stated or (is_open and listed < stated):
        expression = f"{names}: {listed} {'≤' if is_open else '='} {_written(claim.total)}"
        return claim.finding(Verdict.HOLDS, "holds", computed, expression)
    expression = f"{names}: {listed} ≠ {_written(claim.total)}"
    gap = stated - listed
    return claim.finding(Verdict.CANNOT_TELL, "list-uncertain", computed, expression, gap)


def _severity(
    verdict: Verdict, stated: Decimal | None, gap: Decimal, relation: Relation
) -> Decimal:
    """Return 0 to 1: the difference against the stated figure, halved where the claim is loose."""
    if verdict not in (Verdict.FAILS, Verdict.CANNOT_TELL) or not stated:
        return Decimal(0)
    share = min(Decimal(1), abs(gap / stated))
    weight = FIRM if relation.is_closed else LOOSE
    return (share * weight).quantize(Decimal("0.0001"))


# --- the sum written out ------------------------------------------------------------------------


def _expression(claim: Claim) -> str:
    written = [_written(part) for part in claim.parts]
    if claim.relation.kind == FindingKind.RESTATEMENT:
        sign = "=" if _same_words(claim.total, claim.parts[0]) else "≈"
        return f"{written[0]} {sign} {_written(claim.total)}"
    exact = _exact(claim)
    left = _left(claim, written)
    return f"{left} = {_plain(exact)}" if exact is not None else left


def _left(claim: Claim, written: list[str]) -> str:
    if claim.relation.kind == FindingKind.SUM:
        return " + ".join(written)
    if _is_chain(claim.parts):
        return " × ".join(written)
    *rates, count = written
    if claim.relation.form == Form.RATES_BOUND:
        return f"({' … '.join(rates)}) × {count}"
    each = f"({' + '.join(rates)})" if len(rates) > 1 else rates[0]
    return f"{each} × {count}"


def _written(mention: Mention[Value]) -> str:
    """Return the figure as a plain number, with the word that makes it vague."""
    quantity = _quantity(mention)
    if quantity.stated is None:
        if quantity.low is None or quantity.high is None:
            return mention.text
        return f"{_plain(quantity.low)}–{_plain(quantity.high)}"
    sign = {
        Approx.EXACT: "",
        Approx.ABOUT: "≈",
        Approx.NEAR: "≲",
        Approx.OVER: "≳",
        Approx.UNDER: "<",
        Approx.AT_LEAST: "≥",
        Approx.AT_MOST: "≤",
        Approx.RANGE: "",
    }[quantity.approx]
    return sign + _plain(quantity.stated)


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _quantity(mention: Mention[Value]) -> Quantity:
    value = mention.value
    assert isinstance(value, (Money, Count, Percent))  # noqa: S101  relations hold figures
    return value.quantity


def _interval(mention: Mention[Value]) -> Interval | None:
    return interval(_quantity(mention), mention.text)
