"""What is left of a sum, of goods or of households, after what was spent, given out or done."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.balances.accounts import find_accounts
from extractor.linking.balances.income_and_expense import find_income_less_expense
from extractor.linking.balances.left_over import find_left_over, find_likely_left
from extractor.linking.balances.of_totals import find_left_of_totals
from extractor.linking.balances.raised_and_left import find_raised_and_left
from extractor.linking.balances.settled import find_settled
from extractor.linking.balances.stocks import find_stocks
from extractor.linking.balances.taken_off import find_taken_off
from extractor.linking.relations import Relation, surest
from extractor.model import Figure

# The surest first.
READINGS = (
    find_income_less_expense,
    find_stocks,
    find_left_over,
    find_left_of_totals,
    find_settled,
    find_raised_and_left,
    find_taken_off,
    find_accounts,
    find_likely_left,
)


def find_balances(listed: Sequence[Figure], text: str) -> list[Relation]:
    """Return what is left of each income, stock or sum that the figures tell of."""
    return surest(reading(listed, text) for reading in READINGS)
