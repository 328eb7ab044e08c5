"""What stands around an amount of money: the mentions that may belong with it, looked up by place.

A report of 30 pages has thousands of mentions and hundreds of amounts, and an amount has to do with
those of its own item, so that none is looked for by going through them all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from extractor.linking.figures import PEOPLE
from extractor.model import Count, Mention, PartialDate, Role, Value
from extractor.offsets import Span, after_last_mark

OF_WHICH = "其中"
FARTHEST = 600  # code points that a sentence may begin before
MOST = 100  # mentions to either side that may belong to an amount


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The mentions of a report in text order, and by their places those that are asked for."""

    mentions: Sequence[Mention[Value]]
    starts: Sequence[int]  # where each begins in the text
    festivals: Sequence[int]  # those that stand free as a time: 春节前夕
    people: Sequence[int]  # the counts of people, rates left out

    @classmethod
    def of(cls, mentions: Sequence[Mention[Value]]) -> Surroundings:
        """Return ``mentions``, ready to be looked up."""
        return cls(
            mentions,
            [m.span.start for m in mentions],
            [at for at, m in enumerate(mentions) if is_festival(m.value)],
            [at for at, m in enumerate(mentions) if is_number_of_people(m.value)],
        )

    def near(self, first: int, last: int) -> Near:
        """Return what stands near the amounts that the text states from ``first`` to ``last``."""
        low = bisect_left(self.starts, first)
        high = bisect_left(self.starts, last, lo=low)
        return Near(self, first, last, max(0, low - MOST), min(len(self.starts), high + MOST))


class Near(NamedTuple):
    """What stands near one or two amounts: the mentions from place ``low`` up to ``high``."""

    all: Surroundings
    first: int  # where the first amount begins in the text
    last: int  # where the last one ends
    low: int
    high: int

    @property
    def amount(self) -> Span:
        """Where the amounts stand."""
        return Span(self.first, self.last)

    def within(self, start: int, end: int) -> list[Mention[Value]]:
        """Return the mentions from ``start`` to ``end`` in the text."""
        low = max(self.low, bisect_left(self.all.starts, start))
        high = min(self.high, bisect_left(self.all.starts, end))
        return [m for m in self.all.mentions[low:high] if m.span.end <= end]

    def numbers(self) -> list[Mention[Count]]:
        """Return the counts of people."""
        people = self.all.people
        found = people[bisect_left(people, self.low) : bisect_left(people, self.high)]
        return [cast("Mention[Count]", self.all.mentions[at]) for at in found]

    def festival(self) -> Mention[PartialDate] | None:
        """Return the last festival before the end of the amounts."""
        festivals = self.all.festivals
        found = festivals[bisect_left(festivals, self.low) : bisect_right(festivals, self.high)]
        before = (self.all.mentions[at] for at in reversed(found))
        last = next((m for m in before if m.span.end <= self.last), None)
        return cast("Mention[PartialDate] | None", last)


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence that ``at`` stands in begins, or how far back is looked for it."""
    return after_last_mark(text, "。！？\n", max(0, at - FARTHEST), at)


def clause_start(text: str, at: int, farthest: int) -> int:
    """Return where the clause that ``at`` stands in begins, ``farthest`` back at the most."""
    return after_last_mark(text, "，,。；;\n", max(0, at - farthest), at)


def is_festival(value: Value) -> bool:
    """Whether ``value`` is a festival."""
    return isinstance(value, PartialDate) and bool(value.festival)


def is_number_of_people(value: Value) -> bool:
    """Whether ``value`` counts people, and is no rate."""
    return isinstance(value, Count) and value.kind in PEOPLE and value.role != Role.RATE
