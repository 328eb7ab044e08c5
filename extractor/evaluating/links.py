"""How well the amounts of a document are linked with who got them, how many, and when.

Gold links name a money mention with its recipient, its count and its date, each as far as the text
says so.  Each is compared as a pair with the amount, for the amounts that gold links:

    {"amount": 3, "recipient": 1, "count": 0, "date": null}  →  (3, recipient, 1), (3, count, 0)

A disbursement says the pairs of its total, its rate and its goods with its recipients, payers,
count and date.  Where several groups share one amount, the number of each stands in a record of
its own without an amount; it is a pair of the amount that lists the group.  Who gave an amount is
filed under the recipient where nobody is named who got it, and nowhere else, as the annotation
does: none of its 1,400 amounts has both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from extractor.evaluating.scores import LINK, Outcome
from extractor.interchange import Json

LINKED = ("recipient", "count", "date")
Pair: TypeAlias = tuple[int, str, int]  # an amount's mention, what it is linked with, its mention


def annotated_pairs(links: Iterable[Json]) -> set[Pair]:
    """Return the pairs of annotated links, by the ids of their mentions."""
    return {
        (link["amount"], kind, link[kind])
        for link in links
        for kind in LINKED
        if isinstance(link.get(kind), int) and isinstance(link["amount"], int)
    }


def stated_pairs(disbursements: Sequence[Json]) -> set[Pair]:
    """Return the pairs that the disbursements of one report say, by the ids of their mentions."""
    without_amount = [record for record in disbursements if not _amounts(record)]
    numbers = {
        (recipient, record["count"])
        for record in without_amount
        for recipient in record["recipients"]
        if record["count"] is not None
    }
    return {
        (amount, kind, mention)
        for record in disbursements
        for amount in _amounts(record)
        for kind, mention in _linked(record, numbers)
    }


def _amounts(record: Json) -> list[int]:
    """Return what a record hands out: its total, its rate, and goods that are counted."""
    money = [record[name] for name in ("amount", "each") if record.get(name) is not None]
    return [*money, *record.get("goods", [])]


def _linked(record: Json, numbers: AbstractSet[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    recipients = record["recipients"]
    givers = [record[name] for name in ("payer", "source") if record.get(name) is not None]
    yield from (("recipient", mention) for mention in recipients or givers)
    yield from ((kind, record[kind]) for kind in ("count", "date") if record.get(kind) is not None)
    if len(recipients) > 1 and record.get("count") is None:
        yield from (("count", count) for recipient, count in numbers if recipient in recipients)


def outcomes(
    gold: AbstractSet[Pair],
    stated: AbstractSet[Pair],
    said: tuple[Sequence[str], Sequence[str]],
    hits: Mapping[int, int],
) -> Iterator[tuple[Outcome, Pair]]:
    """Yield what became of each pair; ``hits`` are the mentions found, by annotated mention.

    ``said`` is what each annotated and each found mention says: whom or when a document names
    twice is the same either time.  A pair too many counts only for an amount that gold links with
    something; its ids are those of what was found.
    """
    annotated, found = said
    wanted = {(hits.get(a, -1), kind, annotated[other]) for a, kind, other in gold}
    told = {(a, kind, found[other]) for a, kind, other in stated}
    for a, kind, other in sorted(gold):
        is_right = (hits.get(a), kind, annotated[other]) in told
        yield (LINK, kind, "right" if is_right else "missed"), (a, kind, other)
    amounts = {amount for amount, _, _ in wanted}
    for a, kind, other in sorted(stated):
        if a in amounts and (a, kind, found[other]) not in wanted:
            yield (LINK, kind, "spurious"), (a, kind, other)
