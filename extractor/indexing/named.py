"""What a text names of one kind (years, areas), looked up from the figures that stand after it."""

from __future__ import annotations

from bisect import bisect_right
from typing import Generic, NamedTuple, TypeVar

NameT = TypeVar("NameT")


class Named(NamedTuple, Generic[NameT]):
    """The names of one kind that a text holds, in order, each with where it stands."""

    found: list[tuple[tuple[int, int], NameT]]

    def last(self, start: int, end: int) -> NameT | None:
        """Return the last name between two places of the text, or ``None``."""
        at = bisect_right(self.found, end, key=_end) - 1
        return self.found[at][1] if at >= 0 and self.found[at][0][0] >= start else None


def _end(named: tuple[tuple[int, int], object]) -> int:
    return named[0][1]
