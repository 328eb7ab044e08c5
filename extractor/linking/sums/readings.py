"""The ways to read sums, and the words without which a text has none that is read so.

A text of a few hundred characters has the words of half of them, so that the others need not be
asked figure by figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from extractor.linking.relations import Relation
from extractor.linking.sums.budget_totals import balanced
from extractor.linking.sums.classes import exceeding
from extractor.linking.sums.closed_lists import closed_lists
from extractor.linking.sums.counted_lists import counted, counted_gifts
from extractor.linking.sums.divisions import divided, split
from extractor.linking.sums.joined import joined
from extractor.linking.sums.levels import levelled
from extractor.linking.sums.list_lines import sublists
from extractor.linking.sums.marked_lists import bracketed, labelled
from extractor.linking.sums.named_kinds import named_kinds
from extractor.linking.sums.of_which import of_which
from extractor.linking.sums.overflows import inside_lines, lines_below, more_than_raised
from extractor.linking.sums.periods import NUMBERS, halves, years
from extractor.linking.sums.runs import runs
from extractor.linking.sums.summed_up import (
    again,
    brought_together,
    complements,
    numbered,
    resolved,
    rests,
    sections,
    told_before,
)
from extractor.linking.sums.written_out import written_out
from extractor.model import Figure

SumReader = Callable[[Sequence[Figure], Sequence[Figure], str], Iterator[Relation]]


class Reading(NamedTuple):
    """One way to read sums: it is asked with all totals there may be, and those yet in no sum.

    One of ``words`` stands in every text that has such a sum; without words it is always asked.
    """

    read: SumReader
    words: tuple[str, ...] = ()

    def may_find(self, text: str) -> bool:
        """Whether such a sum may stand in ``text``."""
        return not self.words or any(word in text for word in self.words)


REST = ("其余", "剩余", "余下")
ABOVE = ("以上", "上述")
# The surest first.
READINGS = (
    Reading(divided),
    Reading(split, ("其他", "其它")),
    Reading(levelled),
    Reading(exceeding, ("其中",)),
    Reading(bracketed),
    Reading(sublists, ("其中", "包括", "具体为", "分别为")),
    Reading(named_kinds, ("其中",)),
    Reading(of_which, ("其中", "包括", "分别是", "分别为", "具体是", "具体为", "分为")),
    Reading(counted_gifts),
    Reading(balanced),
    Reading(written_out),
    Reading(closed_lists),
    Reading(counted),
    Reading(halves, ("全年",)),
    Reading(years, tuple(f"{number}年" for number in NUMBERS)),
    Reading(again),
    Reading(rests, REST),
    Reading(complements, REST),
    Reading(resolved, ("缺口", "差额", "不足部分", "赤字")),
    Reading(labelled),
    Reading(joined),
    Reading(lines_below),
    Reading(inside_lines, ("含",)),
    Reading(more_than_raised),
    Reading(runs),
    Reading(sections, ABOVE),
    Reading(numbered, ABOVE),
    Reading(brought_together, ("由",)),
    Reading(told_before, (*REST, "剩下", "中，", "中,", "里，", "里,")),
)


def readings_for(text: str) -> list[SumReader]:
    """Return the ways to read sums that ``text`` has the words for, the surest first."""
    return [reading.read for reading in READINGS if reading.may_find(text)]
