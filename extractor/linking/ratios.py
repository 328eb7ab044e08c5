"""Every quotient that a report states with the figures it was reckoned from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractor.linking.budgets import find_budget_shares
from extractor.linking.changes import find_changes
from extractor.linking.figures import Figure
from extractor.linking.relations import Relation
from extractor.linking.shares import find_shares


def find_ratios(listed: Sequence[Figure], sums: Sequence[Relation], text: str) -> list[Relation]:
    """Return the shares, the growth and the shares of a budget; one reading a stated figure."""
    sentences = [list(group) for _, group in groupby(listed, key=lambda f: f.sentence)]
    found: list[Relation] = []
    for sentence in sentences:
        found += find_changes(sentence, text)
        found += find_budget_shares(sentence, text)
    done = {relation.total for relation in found}
    shares = find_shares(sentences, sums, text)
    return [*found, *(r for r in shares if r.total is None or r.total not in done)]
