"""Kinds of people that one number counts together are one group.

    152名⟦孤残儿童和留守儿童⟧       ⟦困难劳模、困难职工和农民工⟧920人次
    ⟦低保户⟧12户、⟦孤寡老人⟧9名       向⟦低保户⟧、⟦五保户⟧和⟦残疾人⟧送去大米

The number has to touch the first of them or the last; 共计 between leaves them apart.  Source: the
annotation decisions of the field notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from extractor.model import Count, Group, Mention, Value
from extractor.offsets import Span

JOINED = re.compile(r"们?(?:、|和|及|与|以及|暨)")
RULE = "group.counted"


def under_one_number(
    groups: Sequence[Mention[Group]], figures: Sequence[Mention[Value]], text: str
) -> list[Mention[Group]]:
    """Return ``groups`` in text order, those that share a number joined to one.

    The whole has a label where its members have the same.
    """
    counts = [figure.span for figure in figures if isinstance(figure.value, Count)]
    starts, ends = {span.start for span in counts}, {span.end for span in counts}
    return [
        _joined(members, text)
        for run in _runs(groups, starts, ends, text)
        for members in _shared(run, starts, ends)
    ]


def _runs(
    groups: Sequence[Mention[Group]], starts: AbstractSet[int], ends: AbstractSet[int], text: str
) -> Iterator[Sequence[Mention[Group]]]:
    """Yield ``groups`` in runs with 、 or 和 between, no count before or behind any inside."""
    run: list[Mention[Group]] = []
    for group in groups:
        goes_on = (
            run
            and JOINED.fullmatch(text, run[-1].span.end, group.span.start)
            and group.span.start not in ends
            and run[-1].span.end not in starts
        )
        if run and not goes_on:
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _shared(
    run: Sequence[Mention[Group]], starts: AbstractSet[int], ends: AbstractSet[int]
) -> Iterator[Sequence[Mention[Group]]]:
    """Yield the members of ``run`` that share a number, and alone those that share none."""
    is_first_counted, is_last_counted = run[0].span.start in ends, run[-1].span.end in starts
    if is_first_counted and is_last_counted and len(run) > 1:  # 5名孤儿和困难学生32名: each its own
        yield from (run[:-1], run[-1:])
    elif is_first_counted or is_last_counted:
        yield run
    else:
        yield from ([group] for group in run)


def _joined(members: Sequence[Mention[Group]], text: str) -> Mention[Group]:
    if len(members) == 1:
        return members[0]
    span = Span(members[0].span.start, members[-1].span.end)
    labels = {member.value.label for member in members}
    label = labels.pop() if len(labels) == 1 else None
    return Mention(span, span.slice(text), Group(label=label), RULE)
