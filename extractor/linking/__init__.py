"""Mentions of a report → what they are to each other, and the disbursements they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.linking.disbursements import find_disbursements
from extractor.linking.figures import Figure, figures
from extractor.linking.lists import find_lists
from extractor.linking.products import find_products
from extractor.linking.ratios import find_ratios
from extractor.linking.relations import Relation
from extractor.linking.restatements import find_restatements
from extractor.linking.roles import assign_roles
from extractor.linking.sums import find_sums
from extractor.model import Disbursement, Mention, Report, Value


@dataclass(frozen=True, slots=True)
class Linked:
    """The mentions of a report with their roles, how they hang together, and what was given."""

    mentions: tuple[Mention[Value], ...]
    relations: tuple[Relation, ...]
    disbursements: tuple[Disbursement, ...]


def link(report: Report, mentions: Sequence[Mention[Value]]) -> Linked:
    """Return what ``mentions`` are to each other."""
    text = report.text
    listed = figures(text, mentions)
    relations = find_relations(listed, mentions, text)
    with_roles = assign_roles(mentions, listed, relations, text)
    records = find_disbursements(with_roles, figures(text, with_roles), text)
    return Linked(tuple(with_roles), relations, records)


def find_relations(
    listed: Sequence[Figure], mentions: Sequence[Mention[Value]], text: str
) -> tuple[Relation, ...]:
    """Return every reading that the text offers of how its figures hang together."""
    products = find_products(listed, text)
    explained = {r.whole for r in products if not r.is_closed}
    sums = find_sums(listed, text, explained)
    return (
        *sums,
        *products,
        *find_lists(listed, mentions, text),
        *find_restatements(listed, text),
        *find_ratios(listed, sums, text),
    )
