"""One relation, worked out: the sum in words, what it comes to, and the verdict.

5000 + 4500 = 9500        holds
近8200 ≈ 8200              within_approximation
90 + 80 + 60 = 230 ≠ 200   fails
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial, reduce

from extractor.auditing import enumerations, ratios
from extractor.auditing.claims import Claim, interval_of, is_unit_slip, quantity_of
from extractor.auditing.expressions import (
    CHAIN,
    MULTIPLIED,
    expression_of,
    groups,
    have_same_words,
    is_chain,
)
from extractor.auditing.means import nearest, rounded
from extractor.auditing.writing import written
from extractor.intervals import SCALE, add, inside, is_whole, multiply
from extractor.linking.quotients import subtract
from extractor.linking.relations import Form, Relation
from extractor.linking.totals import as_fine
from extractor.model import Approx, Finding, FindingKind, Interval, Mention, Value, Verdict

OF_EXACT_FACTORS = (Form.RATE_TIMES_COUNT, Form.RATE_OVER_TIME, Form.SUM_OF_PRODUCTS)
FAR = 2  # units of the coarsest figure
FINE = 10_000  # 4379.2万 is written more finely than to the 万, 3260万 is cut for a headline


def judge(relation: Relation, mentions: Sequence[Mention[Value]]) -> Finding:
    """Return the finding on ``relation``, whose members are places in ``mentions``."""
    parts = tuple(mentions[at] for at in relation.parts)
    total = None if relation.total is None else mentions[relation.total]
    claim = Claim(relation, total, parts)
    family = FAMILIES.get(relation.kind)
    return family(claim) if family else _made_of_parts(claim)


def _made_of_parts(claim: Claim) -> Finding:
    """Return the finding on a sum, a product, a balance or a fact stated twice."""
    if claim.relation.form in (Form.SHARES_OF_ALL, Form.SHARES_DIVIDED):
        return ratios.judge_all(claim)
    relation, parts = claim.relation, claim.parts
    stated = interval_of(claim.whole)
    terms = [term for part in parts if (term := interval_of(part)) is not None]
    exact = claim.exact(partial(_computed, claim))
    expression = expression_of(claim, exact)
    if stated is None or len(terms) < len(parts):
        return claim.finding(Verdict.CANNOT_TELL, "figure-lost", None, expression)
    stated, terms = _as_meant(claim, stated, terms)
    computed = _computed(claim, terms)
    if stated.meets(computed) and not _is_feasible(claim):
        verdict = Verdict.FAILS if relation.is_closed else Verdict.CANNOT_TELL
        return claim.finding(verdict, "no-whole-number", computed, expression)
    if stated.meets(computed):
        verdict = _agreement(claim, exact)
        return claim.finding(verdict, str(verdict), computed, expression)
    gap = claim.gap(stated, computed, exact)
    if relation.kind == FindingKind.RESTATEMENT:
        expression = written(parts[0])
    expression = f"{expression} ≠ {written(claim.whole)}"
    verdict = Verdict.FAILS if relation.is_closed else Verdict.CANNOT_TELL
    return claim.finding(verdict, _reason(claim, gap, exact), computed, expression, gap)


def _as_meant(
    claim: Claim, stated: Interval, terms: list[Interval]
) -> tuple[Interval, list[Interval]]:
    """Return what the total and the parts can be in view of each other."""
    relation, parts = claim.relation, claim.parts
    if relation.are_gifts:
        return stated, [_as_written(part) for part in parts]
    if relation.kind == FindingKind.SUM and _are_whole(claim):
        return _as_written(claim.whole), [_as_written(part) for part in parts]
    if relation.kind == FindingKind.BALANCE and _is_beyond_rounding(claim):
        if _is_beyond_rounding(claim, FAR):
            terms = [
                nearest(quantity_of(part)) or term for part, term in zip(parts, terms, strict=True)
            ]
        return stated, [_listed(part, term) for part, term in zip(parts, terms, strict=True)]
    if relation.kind == FindingKind.SUM and _has_fine(parts):
        finest = min(quantity_of(part).step for part in parts)
        listed = [_listed(part, term) for part, term in zip(parts, terms, strict=True)]
        fine = [as_fine(quantity_of(part), part.text, finest) for part in parts]
        return _cut(claim.whole, stated), [f or term for f, term in zip(fine, listed, strict=True)]
    if relation.form == Form.MEAN_TIMES_COUNT:
        means = [rounded(part) or term for part, term in zip(parts[:-1], terms, strict=False)]
        return stated, [*means, terms[-1]]
    return inside(stated) if _is_cut_at_most(claim) else stated, terms


def _is_cut_at_most(claim: Claim) -> bool:
    """Whether a product has exact factors, so that its total is rounded or cut at most.

    每生500元，540人，计28万元: who rounds or cuts 270000 writes 27万.
    """
    if claim.relation.form not in OF_EXACT_FACTORS:
        return False
    total, *factors = (quantity_of(m) for m in (claim.whole, *claim.parts))
    are_exact = all(q.approx == Approx.EXACT for q in (total, *factors))
    return are_exact and total.step > 1 and all(q.step <= 1 for q in factors)


def _is_beyond_rounding(claim: Claim, units: int = 1) -> bool:
    """Whether a balance is off by more than the rounding of its coarsest figure could explain.

    By two ``units`` of it no balance is off whose figures are rounded or cut, each in its own way.

    收到46万元，已使用39.2万元，结余7.8万元: 46万元 beside 39.2万元 is not 46.9万元.
    """
    if not (claim.relation.is_closed and _has_fine(claim.parts)):
        return False
    exact, stated = claim.exact(partial(_computed, claim)), claim.stated
    coarsest = max(quantity_of(m).step for m in (claim.whole, *claim.parts))
    return exact is not None and stated is not None and abs(stated - exact) >= units * coarsest


def _has_fine(parts: Sequence[Mention[Value]]) -> bool:
    return any(quantity_of(part).step < SCALE for part in parts)


def _are_whole(claim: Claim) -> bool:
    return all(is_whole(quantity_of(m), m.text) for m in (claim.whole, *claim.parts))


def _as_written(mention: Mention[Value]) -> Interval:
    stated = quantity_of(mention).stated
    return Interval(stated, stated)


def _listed(part: Mention[Value], known: Interval) -> Interval:
    """Return what a part can be beside one written more finely: 20万元 beside 23.6万元 is exact."""
    quantity = quantity_of(part)
    is_exact = quantity.step == SCALE and is_whole(quantity, part.text)
    return _as_written(part) if is_exact else known


def _cut(total: Mention[Value], known: Interval) -> Interval:
    """Return what a few whole 万 can be as the total of a finer list: cut, or rounded at most."""
    quantity = quantity_of(total)
    if not is_whole(quantity, total.text) or quantity.step != SCALE or quantity.stated is None:
        return known
    return Interval(quantity.stated - quantity.step / 2, known.high)


def _is_feasible(claim: Claim) -> bool:
    """Whether so many at the one rate and the rest at the other can make an exact total."""
    quantities = [quantity_of(m) for m in (claim.whole, *claim.parts)]
    is_exact = all(q.approx == Approx.EXACT and q.step == 1 for q in quantities)
    if claim.relation.form != Form.RATES_BOUND or not is_exact or len(claim.parts) != CHAIN:
        return True
    total, one, other, count = (q.stated or Decimal(0) for q in quantities)
    return one == other or (total - count * other) % (one - other) == 0


def _subset(claim: Claim) -> Finding:
    """Compare a part with its whole: it is not larger."""
    whole, part = interval_of(claim.whole), interval_of(claim.parts[0])
    expression = f"{written(claim.parts[0])} ≤ {written(claim.whole)}"
    if whole is None or part is None:
        return claim.finding(Verdict.CANNOT_TELL, "figure-lost", None, expression)
    if whole.high is None or part.low is None or part.low <= whole.high:
        return claim.finding(Verdict.HOLDS, "holds", part, expression)
    gap = whole.high - part.low
    expression = f"{written(claim.parts[0])} > {written(claim.whole)}"
    if claim.relation.is_closed:
        return claim.finding(Verdict.FAILS, "part-exceeds-whole", part, expression, gap)
    return claim.finding(Verdict.CANNOT_TELL, "more-than-total", part, expression, gap)


def _reason(claim: Claim, gap: Decimal, exact: Decimal | None) -> str:
    """Return why the figures may differ after all, or how it is that no reading reconciles them."""
    relation = claim.relation
    if relation.is_crossed:
        return "another-way"
    if relation.is_closed:
        return _slip(claim, exact)
    if relation.doubt:
        return relation.doubt
    if relation.kind == FindingKind.PRODUCT:
        return "more-inside"
    return "open-list" if gap > 0 else "more-than-total"


def _slip(claim: Claim, exact: Decimal | None) -> str:
    """Return the slip that would explain the difference, or that there is none."""
    stated = quantity_of(claim.whole).stated
    if not exact or not stated:
        return "no-reading"
    if is_unit_slip(exact, stated):
        return "unit-slip"
    parts = [quantity_of(part).stated for part in claim.parts]
    if claim.relation.kind == FindingKind.SUM and abs(exact - stated) in parts:
        return "part-left-out" if exact > stated else "part-twice"
    return "no-reading"


def _computed(claim: Claim, terms: Sequence[Interval]) -> Interval:
    """Return what the parts come to; the count of a product stands last."""
    if claim.relation.kind == FindingKind.SUM:
        return add(terms)
    if claim.relation.kind == FindingKind.RESTATEMENT:
        return terms[0]
    if claim.relation.kind == FindingKind.BALANCE:
        gains = len(terms) - claim.relation.losses
        return subtract(add(terms[:gains]), add(terms[gains:]))
    return _product(claim, terms)


def _product(claim: Claim, terms: Sequence[Interval]) -> Interval:
    if claim.relation.form == Form.SUM_OF_PRODUCTS:
        times = claim.relation.times
        made = add(reduce(multiply, group) for group in groups(claim, terms))
        return made if times == 1 else multiply(made, Interval(times, times))
    if claim.relation.form in MULTIPLIED:
        times = claim.relation.times
        return reduce(multiply, terms, Interval(times, times))
    if is_chain(claim.parts):
        return reduce(multiply, terms)
    *rates, count = terms
    if claim.relation.form == Form.RATES_BOUND:
        lows, highs = [r.low for r in rates if r.low], [r.high for r in rates if r.high]
        return multiply(Interval(min(lows, default=None), max(highs, default=None)), count)
    return multiply(add(rates), count)


def _agreement(claim: Claim, exact: Decimal | None) -> Verdict:
    """Return ``holds`` where the figures as written agree to the last digit that is written."""
    kind, figures = claim.relation.kind, [quantity_of(m) for m in (claim.whole, *claim.parts)]
    is_restated = kind == FindingKind.RESTATEMENT
    if is_restated and have_same_words(claim.whole, claim.parts[0]):
        return Verdict.HOLDS
    stated = figures[0].stated
    vague = {q.approx for q in figures} - {Approx.EXACT}
    is_rate_about = kind == FindingKind.PRODUCT and vague == {Approx.ABOUT}
    if exact is not None and exact == stated and (not vague or is_rate_about):
        return Verdict.HOLDS
    if vague or exact is None or stated is None or claim.relation.form == Form.RATES_BOUND:
        return Verdict.WITHIN_APPROXIMATION
    rounds = is_restated or abs(exact - stated) <= figures[0].step / 2
    is_fine = max(q.step for q in figures) < FINE
    return Verdict.HOLDS if is_fine and rounds else Verdict.WITHIN_APPROXIMATION


FAMILIES: dict[FindingKind, Callable[[Claim], Finding]] = {
    FindingKind.RATIO: ratios.judge,
    FindingKind.ENUMERATION: enumerations.judge,
    FindingKind.SUBSET: _subset,
}
