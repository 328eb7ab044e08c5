"""One relation, worked out: the sum in words, what it comes to, and the verdict.

    5920 + 6160 = 12080        holds
    近6160 ≈ 6160              within_approximation
    90 + 80 + 60 = 230 ≠ 200   fails
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

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


def judge(relation: Relation, mentions: Sequence[Mention[Value]], text: str) -> Finding | None:
    """Return the finding on ``relation``; ``None`` where it claims nothing worth a line."""
    total = mentions[relation.total]
    parts = tuple(mentions[at] for at in relation.parts)
    if relation.kind == FindingKind.ENUMERATION:
        return _enumeration(relation, total, parts)
    stated = _interval(total)
    terms = [_interval(part) for part in parts]
    known = [term for term in terms if term is not None]
    expression = _expression(relation, total, parts)
    if stated is None or len(known) < len(terms):
        return _finding(relation, total, parts, Verdict.CANNOT_TELL, None, expression, "figure-lost")
    computed = _computed(relation, parts, known)
    if stated.meets(computed):
        verdict = _agreement(relation, total, parts)
        return _finding(relation, total, parts, verdict, computed, expression, str(verdict))
    return _disagreement(relation, total, parts, stated, computed, expression)


def _disagreement(
    relation: Relation,
    total: Mention[Value],
    parts: tuple[Mention[Value], ...],
    stated: Interval,
    computed: Interval,
    expression: str,
) -> Finding:
    gap = difference(stated, computed)
    written = f"{expression} ≠ {_written(total)}"
    if relation.is_closed:
        return _finding(relation, total, parts, Verdict.FAILS, computed, written, "no-reading", gap)
    reason = "open-list" if gap > 0 else "more-than-total"
    if relation.form in (Form.RATE_TIMES_COUNT, Form.RATES_BOUND):
        reason = "more-inside"
    return _finding(relation, total, parts, Verdict.CANNOT_TELL, computed, written, reason, gap)


def _computed(relation: Relation, parts: Sequence[Mention[Value]], terms: list[Interval]) -> Interval:
    if relation.kind == FindingKind.SUM:
        return add(terms)
    if relation.kind == FindingKind.RESTATEMENT:
        return terms[0]
    *rates, count = _ordered(parts, terms)
    if relation.form == Form.RATES_BOUND:
        lows, highs = [r.low for r in rates if r.low], [r.high for r in rates if r.high]
        bound = Interval(min(lows, default=None), max(highs, default=None))
        return multiply(bound, count)
    if _is_chain(parts):
        product = Interval(Decimal(1), Decimal(1))
        for term in terms:
            product = multiply(product, term)
        return product
    return multiply(add(rates), count)


def _ordered(parts: Sequence[Mention[Value]], terms: list[Interval]) -> list[Interval]:
    """Return the rates and then the count they are multiplied by, which the relation puts last."""
    return terms


def _is_chain(parts: Sequence[Mention[Value]]) -> bool:
    """Whether all factors are counts of different things: households, bags, pounds."""
    return len({_unit(part) for part in parts}) == len(parts) and len(parts) > 2  # noqa: PLR2004


def _unit(mention: Mention[Value]) -> str:
    value = mention.value
    return value.unit if isinstance(value, Count) else type(value).__name__


def _agreement(
    relation: Relation, total: Mention[Value], parts: Sequence[Mention[Value]]
) -> Verdict:
    """Return ``holds`` where the figures as written agree to the last digit that is written."""
    vague = [m for m in (total, *parts) if _quantity(m).approx != Approx.EXACT]
    exact = _exact(relation, parts)
    stated = _quantity(total).stated
    if relation.kind == FindingKind.RESTATEMENT and _same_words(total, parts[0]):
        return Verdict.HOLDS
    only_about = all(_quantity(m).approx == Approx.ABOUT for m in vague)
    if exact is not None and exact == stated and (not vague or (only_about and relation.kind == FindingKind.PRODUCT)):
        return Verdict.HOLDS
    if vague or exact is None or stated is None or relation.form == Form.RATES_BOUND:
        return Verdict.WITHIN_APPROXIMATION
    step = max(_quantity(m).step for m in (total, *parts))
    has_decimals = step < 10_000  # noqa: PLR2004  4379.2万 is written finely, 3260万 is cut
    rounds = abs(exact - stated) <= _quantity(total).step / 2 or relation.kind == FindingKind.RESTATEMENT
    return Verdict.HOLDS if has_decimals and rounds else Verdict.WITHIN_APPROXIMATION


def _same_words(one: Mention[Value], other: Mention[Value]) -> bool:
    a, b = _quantity(one), _quantity(other)
    return (a.stated, a.approx) == (b.stated, b.approx)


def _exact(relation: Relation, parts: Sequence[Mention[Value]]) -> Decimal | None:
    """Return what the parts come to as written, or ``None`` where one has no single value."""
    numbers = [_quantity(part).stated for part in parts]
    if any(n is None for n in numbers):
        return None
    known = [Interval(n, n) for n in numbers if n is not None]
    return _computed(relation, parts, known).low


def _enumeration(
    relation: Relation, total: Mention[Value], parts: tuple[Mention[Value], ...]
) -> Finding:
    """Compare a stated number with the names listed beside it; 等 makes it at most."""
    stated = _quantity(total).stated or Decimal(0)
    listed = Decimal(relation.items or len(parts))
    names = "、".join(part.text for part in parts)
    sign = "≤" if relation.is_open_list else "="
    computed = Interval(listed, None if relation.is_open_list else listed)
    if listed == stated or (relation.is_open_list and listed < stated):
        expression = f"{names}: {listed} {sign} {_written(total)}"
        return _finding(relation, total, parts, Verdict.HOLDS, computed, expression, "holds")
    expression = f"{names}: {listed} ≠ {_written(total)}"
    verdict = Verdict.CANNOT_TELL
    gap = stated - listed
    return _finding(relation, total, parts, verdict, computed, expression, "list-uncertain", gap)


def _finding(
    relation: Relation,
    total: Mention[Value],
    parts: tuple[Mention[Value], ...],
    verdict: Verdict,
    computed: Interval | None,
    expression: str,
    reason: str,
    gap: Decimal = Decimal(0),
) -> Finding:
    stated = _quantity(total).stated
    return Finding(
        check_id=f"{relation.kind}.{relation.form}",
        kind=relation.kind,
        verdict=verdict,
        total=total,
        parts=parts,
        stated=stated,
        computed=(computed.low, computed.high) if computed else None,
        difference=gap if computed else None,
        expression=expression,
        reason=reason,
        severity=_severity(verdict, stated, gap, relation),
    )


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


def _expression(
    relation: Relation, total: Mention[Value], parts: Sequence[Mention[Value]]
) -> str:
    written = [_written(part) for part in parts]
    if relation.kind == FindingKind.RESTATEMENT:
        sign = "=" if _same_words(total, parts[0]) else "≈"
        return f"{written[0]} {sign} {_written(total)}"
    exact = _exact(relation, parts)
    left = _left(relation, parts, written)
    return f"{left} = {_plain(exact)}" if exact is not None else left


def _left(relation: Relation, parts: Sequence[Mention[Value]], written: list[str]) -> str:
    if relation.kind == FindingKind.SUM:
        return " + ".join(written)
    *rates, count = written
    if _is_chain(parts):
        return " × ".join(written)
    if relation.form == Form.RATES_BOUND:
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
