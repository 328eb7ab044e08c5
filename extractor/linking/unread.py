"""Figures that no rule has read: what stands between the members of a relation may be one more.

    甲乡12万元，乙乡8.5.3万元，合计20万元     8.5.3万元 is no number, but it is a part
    农民工 29 200元                           29 and 200元, or one figure whose end alone was read

A relation around such a place is open: it can hold, but not fail.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.linking.relations import Relation
from extractor.model import Mention, Value

# Digits with a unit of money, people or share behind them.
FIGURE = regex.compile(
    r"(?<![0-9.,])[0-9][0-9.,，]*\s?(?:[万亿千百]*元|[万亿](?![\p{Han}])|[户人名位%％])"
)
CUT = regex.compile(
    r"(?<=(?<![0-9.,，])[0-9]{1,3}[ \u3000])[0-9]{3}(?![0-9.,])(?=[余多万亿千百]*[元户人名位])"
)


def open_around_unread(
    relations: Sequence[Relation], mentions: Sequence[Mention[Value]], text: str
) -> list[Relation]:
    """Return the relations, open if a figure in them, or between their members, was not read."""
    lost = _unread(mentions, text) if any(r.is_closed for r in relations) else []
    return [_in_doubt(relation, mentions, lost) for relation in relations] if lost else [*relations]


def _unread(mentions: Sequence[Mention[Value]], text: str) -> list[int]:
    """Return where a figure stands that no rule has read, or maybe not from its beginning on."""
    ends = [(m.span.start, m.span.end) for m in mentions]
    starts = [start for start, _ in ends]
    places = (m.start() for m in FIGURE.finditer(text))
    unread = [
        at for at in places if not (near := bisect_right(starts, at)) or ends[near - 1][1] <= at
    ]
    return sorted((*unread, *(match.start() for match in CUT.finditer(text))))


def _in_doubt(
    relation: Relation, mentions: Sequence[Mention[Value]], lost: Sequence[int]
) -> Relation:
    if not relation.is_closed or not relation.parts:
        return relation
    start = min(mentions[at].span.start for at in relation.places)
    end = max(mentions[at].span.end for at in relation.places)
    near = bisect_left(lost, start)
    if near < len(lost) and lost[near] < end:
        return replace(relation, is_closed=False, doubt="figure-unread")
    return relation
