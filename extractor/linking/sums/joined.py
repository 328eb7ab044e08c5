"""Two numbers joined in one breath, and a third that is both together.

    下设6镇1乡…7个乡镇里有5个配了专人                the noun of the third names both
    27名县级领导和48名科级领导对75名交友对象入户慰问   each of the ones goes to one of the others

Nothing says that they must add up, so that they are taken only where they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.figures import noun_of
from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.totals import equals
from extractor.model import Count, Figure

PLACES = {"镇": "镇", "乡": "乡", "街道": "街", "办事处": "街", "街": "街"}
REACH = 6  # sentences from the two to the number of both
TOUCHING = regex.compile(r"[、和]?")
AND = regex.compile(r"[^，,。；;、\n0-9]{0,12}[和与及]")
JOINS = ("和", "与", "及")
PAIRED = regex.compile(r"[^，,。；;\n0-9]{0,12}(?:对|与|同|结对帮扶|帮扶|联系|慰问|走访)")


def joined(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the numbers that are two joined ones together."""
    for one, other in pairwise(row):
        words = between(one, other, text)
        if _unit(one) and _unit(other) and TOUCHING.fullmatch(words):
            later = (f for f in wholes if _counts_both(f, one, other))
            yield from (sum_of(Form.RUN, f, [one, other]) for f in later if equals(f, [one, other]))
        elif words.endswith(JOINS) and AND.fullmatch(words):
            yield from _paired(one, other, wholes, text)


def _unit(figure: Figure) -> str | None:
    value = figure.mention.value
    return PLACES.get(value.unit) if isinstance(value, Count) else None


def _counts_both(figure: Figure, one: Figure, other: Figure) -> bool:
    """Whether the noun of the figure is 乡镇 for 镇 and 乡."""
    is_near = abs(figure.sentence - one.sentence) <= REACH and figure.at not in (one.at, other.at)
    units = {_unit(one), _unit(other)}
    return is_near and len(units) > 1 and set(noun_of(figure).replace("街道", "街")) == units


def _paired(one: Figure, other: Figure, wholes: Sequence[Figure], text: str) -> Iterator[Relation]:
    total = next((f for f in wholes if f.at > other.at), None)
    if total is None or total.sentence != one.sentence:
        return
    if PAIRED.fullmatch(between(other, total, text)) and equals(total, [one, other]):
        yield sum_of(Form.RUN, total, [one, other])
