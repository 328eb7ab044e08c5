"""What the row of a table tells of its only amount: whom it went to, how many they are, and when.

助学 | 18.6万元 | 高中贫困生62人               高中贫困生, 62人
1 | 普文学 | 低保，3口人 | 2500元 | 7月9日      7月9日; how many live there is no number of it
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.figures import holding
from extractor.linking.gifts.recipients import Receivers, counts, last_listed, number_of
from extractor.linking.gifts.surroundings import Near
from extractor.model import Group, Mention, Money, PartialDate, Value
from extractor.offsets import line_of

CELL = "|"


def told_in_row(near: Near, text: str) -> Receivers:
    """Return the only kind of people that the row of an amount names, and the only number there."""
    inside = _row(near, text)
    listed = last_listed(holding(inside, Group), text)
    numbers = counts(inside, text)
    if len(listed) == 1:
        return Receivers(listed, number_of(listed[0], near, text))
    return Receivers((), numbers[0] if len(numbers) == 1 and not listed else None)


def date_in_row(near: Near, text: str) -> Mention[PartialDate] | None:
    """Return the only date that stands in the row of an amount."""
    dates = [m for m in holding(_row(near, text), PartialDate) if m.value.edtf]
    return dates[0] if len(dates) == 1 else None


def _row(near: Near, text: str) -> Sequence[Mention[Value]]:
    """Return what stands in the row of an amount, if it is the only one there."""
    line = line_of(text, near.amount)
    if CELL not in line.slice(text):
        return []
    inside = near.within(line.start, line.end)
    others = (m for m in holding(inside, Money) if not near.first <= m.span.start < near.last)
    return [] if next(others, None) else inside
