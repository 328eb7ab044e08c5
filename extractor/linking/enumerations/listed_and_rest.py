"""Numbers that those listed and a number of others make.

    向7个村发放棉被680床，其中甲村160床，乙村145床，丙村130床，其余4个村245床     3 and 4
    全工区11人都捐了，马海龙、韩索南各1000元，另外9人每人400元                   two names and 9

The number of the others stands beside what they got, and each of those listed has the noun that
both numbers count, or is a name.  More may be told elsewhere: another number claims nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import regex

from extractor.linking.figures import noun_of, only_han, unit_of
from extractor.linking.neighbours import within
from extractor.linking.relations import Form, Relation, enumeration_of
from extractor.linking.said_rates import HEADS
from extractor.model import Figure, FindingKind, Mention, Value

REST = regex.compile(r"(?:其余|其[他它]|剩余|剩下|另外|余下)的?$")
BACK = 12  # figures from the number of the others back to that of all
PLACES = ("个", "家", "所")


def find_names_and_rest(
    listed: Sequence[Figure], names: Sequence[tuple[int, Mention[Value]]], text: str
) -> Iterator[Relation]:
    """Yield the numbers of people that names and a number of others make."""
    starts = [name.span.start for _, name in names]
    for at, rest in enumerate(listed):
        if not (rest.is_count and rest.series in HEADS and _is_rest(rest, text)):
            continue
        for count in reversed(listed[max(0, at - BACK) : at]):
            if count.series != rest.series or count.sentence != rest.sentence or count.per:
                continue
            first, end = (bisect_left(starts, offset) for offset in (count.end, rest.start))
            here = [place for place, _ in names[first:end]]
            if here and len(here) + (rest.stated or 0) == count.stated:
                items = int(count.stated)
                yield enumeration_of(Form.NAMES_COUNTED, count, [*here, rest.at], items=items)
            break


def find_places_and_rest(
    found: Sequence[Relation], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the numbers of places that the parts of a list, and the others it ends with, make."""
    by_place = {f.at: f for f in listed}
    for relation in found:
        if relation.kind is FindingKind.SUM and relation.places <= by_place.keys():
            yield from _of_list(relation, by_place, listed, text)


def _of_list(
    relation: Relation, by_place: Mapping[int, Figure], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    *parts, last = [by_place[at] for at in relation.parts]
    rest = by_place.get(last.at - 1)
    if not parts or rest is None or not rest.is_count or not _is_rest(rest, text):
        return
    noun = noun_of(rest) or only_han(last.lead)
    if unit_of(rest) not in PLACES or not noun:
        return
    if not all(only_han(part.lead).endswith(noun[-1]) for part in parts):
        return
    for count in reversed(within(listed, rest.sentence_start, parts[0].start)):
        is_named = noun_of(count).endswith(noun[-1]) or text.startswith(noun, count.end)
        if count.is_count and unit_of(count) == unit_of(rest) and is_named:
            if count.stated == len(parts) + (rest.stated or 0):
                items, places = int(count.stated), [*(f.at for f in parts), rest.at]
                yield enumeration_of(Form.ITEMS_COUNTED, count, places, items=items)
            return


def _is_rest(rest: Figure, text: str) -> bool:
    """Whether the words before a number say that it is of the others."""
    return REST.search(text, max(rest.sentence_start, rest.start - 4), rest.start) is not None
