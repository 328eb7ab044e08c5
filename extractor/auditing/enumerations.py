"""A stated number against the names, things or lines listed beside it; 等 makes it at most.

A name that was not found makes a list seem short, so that only three lists may fail: lines with an
amount each, whose amounts make the stated total; names that 、 alone parts, from the number that
counts them to the other end; and things formed alike between such marks (``whole_lists``).  A
household may be named by two of its members, so that a list of households longer than stated
claims nothing.
"""

from __future__ import annotations

from decimal import Decimal

from extractor.auditing.claims import Claim, quantity_of
from extractor.auditing.writing import written
from extractor.linking.relations import Form
from extractor.model import Count, CountKind, Finding, Interval, Verdict


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
    if claim.relation.form == Form.ITEMS_COUNTED and claim.relation.is_closed:
        return claim.finding(Verdict.FAILS, "items-differ", computed, expression, gap)
    if claim.relation.form == Form.NAMES_COUNTED and _is_sure(claim, gap):
        return claim.finding(Verdict.FAILS, "names-differ", computed, expression, gap)
    return claim.finding(Verdict.CANNOT_TELL, "list-uncertain", computed, expression, gap)


def _is_sure(claim: Claim, gap: Decimal) -> bool:
    """Whether the names are all read, and no household has two of them."""
    value = claim.whole.value
    is_of_persons = isinstance(value, Count) and value.kind is CountKind.PERSON
    is_of_households = isinstance(value, Count) and value.kind is CountKind.HOUSEHOLD
    return claim.relation.is_closed and (is_of_persons or (is_of_households and gap > 0))
