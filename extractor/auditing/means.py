"""Means, worked out: 91000 / 14 = 6500.

A mean is worked out and then rounded or cut, so that one unit of its last digit to either side
nothing is wrong: 人均117元 of 21350元 for 183人 holds, 人均116元 is cut.  A whole unit is too much:
平均每年9次 of 96次 in 12年, which are 8, is neither rounded nor cut.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial, reduce

from extractor.auditing.claims import Claim, interval_of, is_unit_slip, quantity_of
from extractor.auditing.expressions import missed, worked_out
from extractor.auditing.writing import plain, written
from extractor.intervals import multiply
from extractor.linking.quotients import divide
from extractor.model import Approx, Finding, Interval, Mention, Quantity, Value, Verdict

NEARLY = Decimal("0.9")  # of a unit: what makes shares come to 100 shifts none by more


def judge_mean(claim: Claim) -> Finding:
    """Return the finding on a mean, of an amount over how many it is for."""
    stated = rounded(claim.whole)
    known = [term for part in claim.parts if (term := interval_of(part)) is not None]
    left = " / ".join([*map(written, claim.parts), *_times(claim)])
    if stated is None or len(known) < len(claim.parts):
        return claim.finding(Verdict.CANNOT_TELL, "figure-lost", None, left)
    divided = partial(_computed, claim.relation.times)
    computed, exact = divided(known), claim.exact(divided)
    expression = worked_out(left, exact)
    is_beyond = claim.relation.is_closed and is_beyond_rounding(claim, divided)
    if stated.meets(computed) and not is_beyond:
        verdict, reason = _agreement(claim, exact)
        return claim.finding(verdict, reason, computed, expression)
    gap, expression = missed(claim, stated, computed, exact, left)
    verdict = Verdict.FAILS if claim.relation.is_closed else Verdict.CANNOT_TELL
    return claim.finding(verdict, _reason(claim, exact), computed, expression, gap)


def rounded(mean: Mention[Value]) -> Interval | None:
    """Return what a mean can be: one unit of its last digit to either side."""
    quantity = quantity_of(mean)
    if quantity.stated is None or quantity.approx != Approx.EXACT:
        return interval_of(mean)
    return Interval(quantity.stated - quantity.step, quantity.stated + quantity.step)


def is_beyond_rounding(claim: Claim, work_out: Callable[[list[Interval]], Interval]) -> bool:
    """Whether a quotient is off by a unit of its last digit, however its members were rounded."""
    terms = [term for part in claim.parts if (term := nearest(quantity_of(part))) is not None]
    is_known = len(terms) == len(claim.parts)
    return is_known and _is_unit_off(quantity_of(claim.whole), work_out(terms))


def nearest(quantity: Quantity) -> Interval | None:
    """Return what a figure can be that is rounded at its last digit; ``None`` for a vague one."""
    if quantity.approx != Approx.EXACT or quantity.stated is None:
        return None
    either = quantity.step / 2 if quantity.step > 1 else Decimal(0)
    return Interval(quantity.stated - either, quantity.stated + either)


def _is_unit_off(stated: Quantity, made: Interval) -> bool:
    """Whether all that ``made`` can be lies about a unit of its last digit or more from it."""
    if stated.approx != Approx.EXACT or stated.stated is None:
        return False
    is_less = made.high is not None and made.high <= stated.stated - stated.step * NEARLY
    return is_less or (made.low is not None and made.low >= stated.stated + stated.step)


def _times(claim: Claim) -> list[str]:
    times = claim.relation.times
    return [plain(times)] if times != 1 else []


def _computed(times: Decimal, terms: list[Interval]) -> Interval:
    """Return the amount, which stands first, over all that it is divided by."""
    return divide(terms[0], reduce(multiply, terms[1:], Interval(times, times)))


def _agreement(claim: Claim, exact: Decimal | None) -> tuple[Verdict, str]:
    """Return how the mean agrees: rounded, cut, or only within what the figures can mean."""
    figures = [quantity_of(m) for m in (claim.whole, *claim.parts)]
    vague = {q.approx for q in figures} - {Approx.EXACT}
    stated = figures[0].stated
    if exact is not None and exact == stated and vague <= {Approx.ABOUT}:
        return Verdict.HOLDS, "holds"
    if vague or exact is None or stated is None:
        return Verdict.WITHIN_APPROXIMATION, "within_approximation"
    step = figures[0].step
    if abs(exact - stated) <= step / 2:
        return Verdict.HOLDS, "holds"
    is_cut = 0 < exact - stated < step
    return Verdict.WITHIN_APPROXIMATION, "truncated" if is_cut else "within_approximation"


def _reason(claim: Claim, exact: Decimal | None) -> str:
    """Return why the figures may differ after all, or the slip that explains them."""
    relation = claim.relation
    if relation.is_crossed:
        return "another-way"
    if not relation.is_closed:
        return relation.doubt or "more-inside"
    return "unit-slip" if is_unit_slip(exact, claim.stated) else "no-reading"
