"""Whether the figures of a relation make its total to the last digit, as they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractor.linking.relations import Form, Relation
from extractor.linking.totals import digits_of
from extractor.model import Figure, FindingKind

TELLING = 3  # digits of a number that is said again by no accident
RATE_FORMS = (Form.RATE_TIMES_COUNT, Form.MEAN_TIMES_COUNT)


def comes_out(relation: Relation, by_place: Mapping[int, Figure]) -> bool:
    """Whether the figures of a relation make its total to the last digit, as they are written."""
    if relation.total is None or not by_place.keys() >= relation.places:
        return False
    whole = by_place[relation.total].stated
    parts = [by_place[at].stated for at in relation.parts]
    if whole is None or any(part is None for part in parts):
        return False
    numbers = [part for part in parts if part is not None]
    match relation.kind:
        case FindingKind.SUM:
            return sum(numbers) == whole
        case FindingKind.PRODUCT:
            return relation.form in RATE_FORMS and _product(numbers) == whole
        case FindingKind.RESTATEMENT:
            return numbers == [whole] and digits_of(whole) >= TELLING
        case _:
            return False


def _product(factors: Sequence[Decimal]) -> Decimal:
    *rates, count = factors
    return sum(rates, Decimal(0)) * count
