"""A number of things that the headline tells and the text tells again.

    150台轮椅送进残疾人家门 ⏎ …捐赠轮椅150台、助行器60个      the thing behind it, then before it

The thing has the same name and is counted by the same classifier.  Elsewhere equal numbers of
things are as often two gifts, so that only the headline is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.figures import only_han
from extractor.linking.relations import Relation, stated_twice
from extractor.linking.said_rates import GOODS_KINDS
from extractor.model import Count, Figure

SMALLEST = 10
NAME = 2  # characters of the name of a thing


def of_headline(listed: Sequence[Figure]) -> list[Relation]:
    """Return the first number of the text that says each number of things of its headline."""
    heads = [f for f in listed if f.paragraph == 0 and _is_of_things(f)]
    found: list[Relation] = []
    for head in heads:
        later = [f for f in listed if f.paragraph > 0 and f.series == head.series]
        again = (f for f in later if f.stated == head.stated and _is_of_things(f))
        first = next((f for f in again if _names(f) & _names(head)), None)
        if first is not None:
            found.append(stated_twice(first.at, [head.at]))
    return found


def _is_of_things(figure: Figure) -> bool:
    value = figure.mention.value
    is_thing = isinstance(value, Count) and value.kind in GOODS_KINDS
    is_plain = not (figure.per or figure.is_change) and figure.is_exact
    return is_thing and is_plain and (figure.stated or 0) >= SMALLEST


def _names(figure: Figure) -> set[str]:
    """Return what stands right before the number and right behind it."""
    before, behind = only_han(figure.lead)[-NAME:], figure.tail[:NAME]
    return {name for name in (before, behind) if len(only_han(name)) == NAME}
