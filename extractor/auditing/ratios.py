"""Shares, growth and means, worked out: 100 × 2040 / 3520 = 57.955, stated 60%.

A result may be rounded or cut at its last digit (116.999 is written 116.9 and 117.0), and a list of
shares is adjusted by one in the last digit to make 100: within one unit of it nothing is wrong.
A whole unit is too much, though: no rounding makes 5% of 1136 / 28400, nor 50% of 10.5万 → 15万,
which beside a figure with a tenth of a 万 is itself rounded, at most, by half a 万.
"""

from __future__ import annotations

from decimal import Decimal

from extractor.auditing.claims import ALL, Claim, interval_of, quantity_of
from extractor.auditing.expressions import missed, said_times, worked_out
from extractor.auditing.means import is_beyond_rounding, judge_mean
from extractor.auditing.writing import cut, plain, written
from extractor.intervals import add, multiply
from extractor.linking.quotients import HUNDRED, is_coarse, operand, rate_of, stated_as
from extractor.linking.relations import Form
from extractor.model import Approx, Finding, Interval, Verdict

SLIPS = tuple(Decimal(10) ** places for places in (4, -4, 8, -8))  # 元, 万元 and 亿元
# Units of its last digit that a number of times may be above what it comes to.
BELOW = {Form.TIMES_OF: Decimal("0.5"), Form.TIMES_GROWN: Decimal("1.5")}
LARGEST_HOUSEHOLD = 10  # persons, on the mean of many
LEFT = {
    Form.SHARE: "100 × {0} / {1}",
    Form.OF_BUDGET: "100 × {0} / {1}",
    Form.GROWTH: "100 × {0} / ({1} − {0})",
    Form.DECLINE: "100 × {0} / ({1} + {0})",
    Form.GROWTH_OVER_BASE: "100 × {0} / {1}",
    Form.DECLINE_FROM_BASE: "100 × {0} / {1}",
    Form.GROWTH_BETWEEN: "100 × ({0} − {1}) / {1}",
    Form.DECLINE_BETWEEN: "100 × ({1} − {0}) / {1}",
    Form.TIMES_GROWN: "({0} − {1}) / {1}",
    Form.TIMES_OF: "{0} / {1}",
    Form.POINTS: "|{0} − {1}|",
    Form.OVER_BUDGET: "100 × {1} / ({1} − {0})",
    Form.UNDER_BUDGET: "100 × {1} / ({1} + {0})",
}


def judge(claim: Claim) -> Finding:
    """Return the finding on a quotient."""
    if claim.relation.form == Form.MEAN:
        return judge_mean(claim)
    if claim.relation.form == Form.PER_HOUSEHOLD:
        return _per_household(claim)
    return _multiple(claim) if claim.relation.form == Form.MULTIPLE else _quotient(claim)


def _multiple(claim: Claim) -> Finding:
    """Return whether a figure is the multiple of another one that the words say."""
    times = claim.relation.times
    stated, of = interval_of(claim.whole), interval_of(claim.parts[0])
    left = written(claim.parts[0]) + said_times(times)
    if stated is None or of is None:
        return claim.finding(Verdict.CANNOT_TELL, "figure-lost", None, left)
    exact = claim.exact(lambda terms: multiply(terms[0], Interval(times, times)))
    computed = multiply(of, Interval(times, times))
    expression = worked_out(left, exact)
    if exact == claim.stated or stated.meets(computed):
        verdict = Verdict.HOLDS if exact == claim.stated else Verdict.WITHIN_APPROXIMATION
        return claim.finding(verdict, str(verdict), computed, expression)
    gap, expression = missed(claim, stated, computed, exact, left)
    verdict = Verdict.FAILS if claim.relation.is_closed else Verdict.CANNOT_TELL
    reason = "no-reading" if claim.relation.is_closed else "base-uncertain"
    return claim.finding(verdict, reason, computed, expression, gap)


def _quotient(claim: Claim) -> Finding:
    stated = _stated(claim)
    known = [operand(quantity_of(part), part.text) for part in claim.parts]
    terms = [term for term in known if term is not None]
    relation = claim.relation
    left = LEFT[relation.form].format(*map(written, claim.parts))
    if stated is None or len(terms) < len(claim.parts):
        return claim.finding(Verdict.CANNOT_TELL, "figure-lost", None, left)

    def quotient(members: list[Interval]) -> Interval:
        return rate_of(relation.form, *members)

    computed, exact = quotient(terms), claim.exact(quotient)
    expression = worked_out(left, exact)
    if is_coarse(computed, quantity_of(claim.whole)) and not _is_as_written(claim, exact):
        return claim.finding(Verdict.CANNOT_TELL, "too-coarse", computed, expression)
    is_firm = relation.is_closed and not relation.doubt
    is_beyond = is_firm and relation.form not in BELOW and is_beyond_rounding(claim, quotient)
    if stated.meets(computed) and not is_beyond:
        verdict, reason = _agreement(claim, exact)
        return claim.finding(verdict, reason, computed, expression)
    gap, expression = missed(claim, stated, computed, exact, left)
    if is_firm:
        return claim.finding(Verdict.FAILS, _slip(claim), computed, expression, gap)
    reason = relation.doubt or "base-uncertain"
    return claim.finding(Verdict.CANNOT_TELL, reason, computed, expression, gap)


def _stated(claim: Claim) -> Interval | None:
    """Return what the stated quotient can be: 3倍 is rounded from 2.5 on, or cut up to 4.

    增长4倍 may be written of what is four times as much, and so has grown by three times.
    """
    quantity, form = quantity_of(claim.whole), claim.relation.form
    if form not in BELOW or quantity.approx != Approx.EXACT or quantity.stated is None:
        return stated_as(quantity, claim.whole.text)
    low = quantity.stated - BELOW[form] * quantity.step
    return Interval(low, quantity.stated + quantity.step)


def _slip(claim: Claim) -> str:
    """Return whether 元, 万元 or 亿元 written for one another explains the difference."""
    stated = stated_as(quantity_of(claim.whole), claim.whole.text)
    numbers = [quantity_of(part).stated for part in claim.parts]
    known = [number for number in numbers if number is not None]
    for at, number in enumerate(known):
        for factor in SLIPS:
            terms = [Interval(n, n) for n in (*known[:at], number * factor, *known[at + 1 :])]
            computed = rate_of(claim.relation.form, *terms)
            if stated is not None and computed.high is not None and computed.meets(stated):
                return "unit-slip"
    return "no-reading"


def _per_household(claim: Claim) -> Finding:
    """Return whether the persons can be those of the households: one at least, ten at most."""
    persons, households = quantity_of(claim.whole), quantity_of(claim.parts[0])
    left = f"{written(claim.whole)} / {written(claim.parts[0])}"
    if not persons.stated or not households.stated:
        return claim.finding(Verdict.CANNOT_TELL, "figure-lost", None, left)
    mean = persons.stated / households.stated
    least, most = households.stated, households.stated * LARGEST_HOUSEHOLD
    computed, expression = Interval(least, most), f"{left} = {cut(mean)}"
    if not least <= persons.stated <= most:
        gap = persons.stated - (least if persons.stated < least else most)
        return claim.finding(Verdict.CANNOT_TELL, "household-size", computed, expression, gap)
    is_vague = {persons.approx, households.approx} != {Approx.EXACT}
    verdict = Verdict.WITHIN_APPROXIMATION if is_vague else Verdict.HOLDS
    return claim.finding(verdict, str(verdict), computed, expression)


def judge_all(claim: Claim) -> Finding:
    """Return the finding on shares that make up a whole: they come to 100.

    Where they do not, the list of amounts shows which of them are wrong, and those fail.
    """
    terms = [stated_as(quantity_of(part), part.text) for part in claim.parts]
    known = [term for term in terms if term is not None]
    expression = " + ".join(map(written, claim.parts))
    if len(known) < len(terms):
        return claim.finding(Verdict.CANNOT_TELL, "figure-lost", None, expression)
    numbers = [quantity_of(part).stated for part in claim.parts]
    exact = sum((n for n in numbers if n is not None), Decimal(0))
    expression = f"{expression} = {plain(exact)}%"
    whole, computed = Interval(ALL, ALL), add(known)
    if whole.meets(computed):
        steps = [quantity_of(part).step for part in claim.parts]
        holds = abs(exact - ALL) <= sum(steps) / 2
        verdict = Verdict.HOLDS if holds else Verdict.WITHIN_APPROXIMATION
        return claim.finding(verdict, str(verdict), computed, expression)
    gap = claim.gap(whole, computed, exact)
    expression = f"{expression} ≠ 100%"
    if claim.relation.form == Form.SHARES_DIVIDED and claim.relation.is_closed:
        return claim.finding(Verdict.FAILS, "no-reading", computed, expression, gap)
    return claim.finding(Verdict.CANNOT_TELL, "shares-off", computed, expression, gap)


def _is_as_written(claim: Claim, exact: Decimal | None) -> bool:
    """Whether the figures as written come to the stated quotient: 1.26亿 is 10% below 1.4亿."""
    return _agreement(claim, exact)[0] == Verdict.HOLDS


def _agreement(claim: Claim, exact: Decimal | None) -> tuple[Verdict, str]:
    """Return how the quotient agrees: rounded, cut, or only within what the figures can mean."""
    quantity = quantity_of(claim.whole)
    if exact is None or quantity.stated is None or quantity.approx != Approx.EXACT:
        return Verdict.WITHIN_APPROXIMATION, "within_approximation"
    gap = exact - quantity.stated
    step = _step(claim)
    if abs(gap) <= step / 2:
        return Verdict.HOLDS, "holds"
    if 0 < gap < step:
        return Verdict.WITHIN_APPROXIMATION, "truncated"
    return Verdict.WITHIN_APPROXIMATION, "within_approximation"


def _step(claim: Claim) -> Decimal:
    """Return the place of the last digit of the stated quotient."""
    quantity = quantity_of(claim.whole)
    return min(quantity.step, HUNDRED)
