"""A stated number against the names, things or lines listed beside it; 等 makes it at most.

A name that was not found makes a list seem short, so that only lines with an amount each, whose
amounts make the stated total, may fail.
"""

from __future__ import annotations

from decimal import Decimal

from extractor.auditing.claims import Claim, quantity_of
from extractor.auditing.writing import written
from extractor.intervals import Interval
from extractor.linking.relations import Form
from extractor.model import Finding, Verdict


def judge(claim: Claim) -> Finding:
    """Return the finding on a number and the list it counts."""
    stated = quantity_of(claim.whole).stated or Decimal(0)
    listed = Decimal(claim.relation.items or len(claim.parts))
    is_open = claim.relation.is_open_list
    names = "、".join(part.text for part in claim.parts)
    left = f"{names}: {listed}" if names else str(listed)
    computed = Interval(listed, None if is_open else listed)
    if listed == stated or (is_open and listed < stated):
        is_loose = is_open and claim.relation.form == Form.ITEMS_COUNTED
        verdict = Verdict.WITHIN_APPROXIMATION if is_loose else Verdict.HOLDS
        expression = f"{left} {'≤' if is_open else '='} {written(claim.whole)}"
        return claim.finding(verdict, "holds", computed, expression)
    expression = f"{left} ≠ {written(claim.whole)}"
    gap = stated - listed
    if claim.relation.form == Form.LINES_COUNTED and claim.relation.is_closed:
        return claim.finding(Verdict.FAILS, "lines-differ", computed, expression, gap)
    return claim.finding(Verdict.CANNOT_TELL, "list-uncertain", computed, expression, gap)
