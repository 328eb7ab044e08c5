"""Every quotient that a report states with the figures it was reckoned from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from extractor.linking.ratios.budgets import find_budget_shares
from extractor.linking.ratios.changes import find_changes
from extractor.linking.ratios.done_shares import find_done_shares
from extractor.linking.ratios.growth import find_growth, find_growth_of_measures
from extractor.linking.ratios.growth_before import find_growth_before
from extractor.linking.ratios.growth_of_years import find_growth_of_years
from extractor.linking.ratios.multiples import find_multiples
from extractor.linking.ratios.named_parts import find_named_parts
from extractor.linking.ratios.points import find_points
from extractor.linking.ratios.portions import find_portions
from extractor.linking.ratios.progress import find_progress
from extractor.linking.ratios.said_shares import Lists
from extractor.linking.ratios.shares import find_shares
from extractor.linking.ratios.shares_of_one import find_likely_of_one, find_shares_of_one
from extractor.linking.ratios.shares_of_runs import find_shares_of_runs
from extractor.linking.ratios.shares_of_totals import find_shares_of_totals
from extractor.linking.ratios.times import find_times
from extractor.linking.ratios.told_shares import find_told_shares
from extractor.linking.relations import Form, Relation, ratio_of, surest
from extractor.model import CountKind, Figure

# The persons of the households before: 350余户，共1200余人; 352户766人.
PERSONS = re.compile(r"^[，,、（(]?(?:共|共计|计|合计|涉及)?$")


def find_ratios(listed: Sequence[Figure], sums: Sequence[Relation], text: str) -> list[Relation]:
    """Return the shares, the growth and the shares of a budget; one reading a stated figure."""
    sentences = [list(group) for _, group in groupby(listed, key=lambda f: f.sentence)]
    has_times = "倍" in text
    found: list[Relation] = [*find_multiples(listed, text)]
    for sentence in sentences:
        found += _households(sentence)
        if any(f.is_share for f in sentence):
            found += _changes(sentence, text)
        found += find_times(sentence, text) if has_times else ()
    if not any(f.is_share for f in listed):
        return found
    lists = Lists.of(sums, listed)
    readings = (
        found,
        find_shares_of_one(listed, text),
        find_shares(sentences, lists, text),
        find_portions(sentences, text),
        find_told_shares(listed, text),
        find_growth_of_measures(sentences, text),
        find_done_shares(listed, text),
        find_growth_before(listed, text),
        find_shares_of_runs(listed, sums, text),
        find_named_parts(listed, lists, text),
        find_shares_of_totals(listed, lists, text),
        find_progress(listed, text),
        find_likely_of_one(listed, text),
    )
    return surest(readings)


def _changes(sentence: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the growth and the shares of a plan that a sentence with a share tells of."""
    yield from surest((find_changes(sentence, text), find_growth(sentence, text)))
    yield from find_growth_of_years(sentence, text)
    yield from find_budget_shares(sentence, text)
    yield from find_points(sentence, text)


def _households(sentence: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the households whose persons are counted at once behind them."""
    for households, persons in pairwise(sentence):
        is_pair = (households.series, persons.series) == (CountKind.HOUSEHOLD, CountKind.PERSON)
        is_next = not households.tail and PERSONS.match(persons.lead)
        if is_pair and is_next and not (households.per or persons.per) and households.stated:
            yield ratio_of(Form.PER_HOUSEHOLD, persons, households)
