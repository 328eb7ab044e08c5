"""The sum, the product, the balance or the quotient of a claim, written out.

    5000 + 4500 = 9500
    (500 + 100) × 34, 20 × 85 ÷ 2       rates for the same ones, and two units of weight
    500 × 20 + 300 × 30                 several groups, with a rate each
    324000 + 586000 − 715000            what is left of what there was and came in
    100 × 2040 / 3520 = 57.955 ≠ 60%    a quotient, beside the stated one
    8200 ≈ ≲8200                        a fact stated twice, the second time by 近8200

Each is written with the figures as the text states them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from extractor.auditing.claims import Claim, quantity_of
from extractor.auditing.writing import cut, plain, written
from extractor.linking.relations import Form
from extractor.model import Count, FindingKind, Interval, Mention, Money, Value

TermT = TypeVar("TermT")
MULTIPLIED = (Form.RATE_OVER_TIME, Form.WEIGHED)  # by what no mention states
CHAIN = 3  # households × bags × pounds


def expression_of(claim: Claim, exact: Decimal | None) -> str:
    """Return what is added, multiplied or subtracted, and what it comes to as written."""
    figures = [written(part) for part in claim.parts]
    if claim.relation.kind == FindingKind.RESTATEMENT:
        sign = "=" if have_same_words(claim.whole, claim.parts[0]) else "≈"
        return f" {sign} ".join([*figures, written(claim.whole)])
    left = _left(claim, figures)
    if exact is not None and claim.relation.kind == FindingKind.PRODUCT:
        # 1 × 26.5 × 2000 = 53000, 20 × 150 ÷ 2000 = 1.5
        exact = exact.quantize(Decimal(1)) if exact % 1 == 0 else exact.normalize()
    return f"{left} = {plain(exact)}" if exact is not None else left


def worked_out(left: str, exact: Decimal | None) -> str:
    """Return the quotient written out, with what the figures as written come to."""
    return left if exact is None else f"{left} = {cut(exact)}"


def missed(
    claim: Claim, stated: Interval, computed: Interval, exact: Decimal | None, left: str
) -> tuple[Decimal, str]:
    """Return by how much the stated quotient is another one, and both written out."""
    shown = None if exact is None else Decimal(cut(exact))  # so that who subtracts gets the same
    gap = claim.gap(stated, computed, shown)
    return gap, f"{worked_out(left, exact)} ≠ {written(claim.whole)}"


def _left(claim: Claim, figures: list[str]) -> str:
    if claim.relation.kind == FindingKind.SUM:
        return " + ".join(figures)
    if claim.relation.kind == FindingKind.BALANCE:
        gains = len(figures) - claim.relation.losses
        return " − ".join([" + ".join(figures[:gains]), *figures[gains:]])
    if claim.relation.form == Form.SUM_OF_PRODUCTS:
        made = " + ".join(" × ".join(group) for group in groups(claim, figures))
        times = said_times(claim.relation.times)
        return f"({made}){times}" if times else made
    if claim.relation.form in MULTIPLIED or is_chain(claim.parts):
        return " × ".join(figures) + said_times(claim.relation.times)
    *rates, count = figures
    if claim.relation.form == Form.RATES_BOUND:
        return f"({' … '.join(rates)}) × {count}"
    each = f"({' + '.join(rates)})" if len(rates) > 1 else rates[0]
    return f"{each} × {count}"


def said_times(times: Decimal) -> str:
    """Return what no mention states of a product: × 12 for 全年, ÷ 1000 from 公斤 to 吨."""
    if times == 1:
        return ""
    return f" × {plain(times)}" if times > 1 else f" ÷ {plain((1 / times).normalize())}"


def groups(claim: Claim, terms: Sequence[TermT]) -> list[list[TermT]]:
    """Return the terms of a sum of products: each amount, and the number that it is for."""
    found: list[list[TermT]] = []
    for part, term in zip(claim.parts, terms, strict=True):
        if isinstance(part.value, Money):
            found.append([])
        found[-1].append(term)
    return found


def is_chain(parts: Sequence[Mention[Value]]) -> bool:
    """Whether all factors are counts of different things: households, bags, pounds."""
    return len({_unit(part) for part in parts}) == len(parts) and len(parts) >= CHAIN


def _unit(mention: Mention[Value]) -> str:
    value = mention.value
    return value.unit if isinstance(value, Count) else type(value).__name__


def have_same_words(one: Mention[Value], other: Mention[Value]) -> bool:
    """Whether two figures state the same number, as firmly or as vaguely."""
    a, b = quantity_of(one), quantity_of(other)
    return (a.stated, a.approx) == (b.stated, b.approx)
