"""What a text names of one kind (years, areas), looked up from the figures that stand after it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

NameT = TypeVar("NameT")


class Named(NamedTuple, Generic[NameT]):
    """The names of one kind that a text holds, in order, with where each begins and ends."""

    starts: list[int]
    ends: list[int]
    names: list[NameT]

    @classmethod
    def of(cls, found: Iterable[tuple[tuple[int, int], NameT]]) -> Named[NameT]:
        """Return the names that were ``found``, each with where it stands."""
        listed = list(found)
        spans = [span for span, _ in listed]
        return cls([s for s, _ in spans], [e for _, e in spans], [name for _, name in listed])

    def last(self, start: int, end: int) -> NameT | None:
        """Return the last name between two places of the text, or ``None``."""
        at = bisect_right(self.ends, end) - 1
        return self.names[at] if at >= 0 and self.starts[at] >= start else None
