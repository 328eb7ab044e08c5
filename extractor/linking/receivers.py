"""Whom an amount went to and how many they are: as its item says, and as the report makes sure.

救助困难群众1224户，其中低保户780户、优抚对象444户，送去62.1万元     the whole, not its last part
慰问困难职工34户。⏎每户800元，发放慰问金27200元                  the number that comes out
看望邬来顺，给他送上3000元救助金                              him who was told of
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.linking.figures import holding
from extractor.linking.proven import Proven
from extractor.linking.recipients import Recipients
from extractor.linking.surroundings import Near
from extractor.model import Count, Group, Mention, Money, Value

# 困难学生共48名: words of adding up between a group and its number.
COUNTED = regex.compile(r"(?:共|有|计|达|为|约|近|一共|共有|共计|合计)*")


@dataclass(frozen=True, slots=True)
class Receivers:
    """Whom an amount went to, and how many they are, as far as is known."""

    recipients: Recipients
    count: Mention[Count] | None


def made_sure(
    found: Receivers,
    amounts: Sequence[Mention[Money]],
    before: Sequence[Mention[Value]],
    near: Near,
    proven: Proven,
    text: str,
) -> Receivers:
    """Return ``found`` as the figures of the report show it to be.

    ``amounts`` are a total, its rate or both, ``before`` what their item says before them.
    """
    if _adds_up_what_was_given(found, amounts, proven):
        return Receivers((), None)
    whole = _whole(found.count, before, near.first, proven)
    sure = next((n for m in amounts if (n := proven.numbers.get(m.span))), whole)
    if sure is None or sure == found.count:
        return found
    groups = beside(sure, near, text)
    is_of_other = found.count is not None and bool(beside(found.count, near, text))
    return Receivers(groups or (() if is_of_other else found.recipients), sure)


def beside(count: Mention[Count], near: Near, text: str) -> Recipients:
    """Return the group that ``count`` is the number of: 困难职工34户, 48名困难学生."""
    around = holding(near.within(count.span.start - 30, count.span.end + 30), Group)
    before = [m for m in around if m.span.end <= count.span.start]
    if before and COUNTED.fullmatch(text, before[-1].span.end, count.span.start):
        return (before[-1],)
    return tuple(m for m in around if m.span.start == count.span.end)


def _whole(
    count: Mention[Count] | None, before: Sequence[Mention[Value]], amount: int, proven: Proven
) -> Mention[Count] | None:
    """Return the number that ``count`` is the last part of, where all parts got the amount."""
    whole = proven.wholes.get(count.span) if count is not None else None
    if whole is None or whole.number not in before or whole.parts_end > amount:
        return None
    inside = [m for m in holding(before, Money) if m.span.start > whole.number.span.start]
    return None if inside else whole.number


def _adds_up_what_was_given(
    found: Receivers, amounts: Sequence[Mention[Money]], proven: Proven
) -> bool:
    """Whether the amount adds up gifts, the last of which went to those ``found``."""
    parts = [part for m in amounts for part in proven.sums.get(m.span, ())]
    before = [part.span.end for part in parts if part.span.end <= amounts[0].span.start]
    places = [m.span.start for m in (*found.recipients, *([found.count] if found.count else []))]
    return len(before) > 1 and bool(places) and max(places) < max(before)
