"""The ways to read sums, and the words without which a text has none that is read so.

A text of a few hundred characters has the words of half of them, so that the others need not be
asked figure by figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from extractor.linking.relations import Relation
from extractor.linking.sums.budget_totals import budget_totals
from extractor.linking.sums.by_bodies import by_bodies
from extractor.linking.sums.carried_on import carried_on
from extractor.linking.sums.classes import exceeded_by_classes
from extractor.linking.sums.closed_lists import closed_lists
from extractor.linking.sums.counted_lists import counted, counted_gifts
from extractor.linking.sums.divisions import divided, split_by
from extractor.linking.sums.headed_lists import headed_lists
from extractor.linking.sums.joined import joined
from extractor.linking.sums.left_out import without_what_is_left_out
from extractor.linking.sums.levels import levelled
from extractor.linking.sums.list_lines import sublists
from extractor.linking.sums.made_up import made_up
from extractor.linking.sums.main_amounts import of_main_amounts
from extractor.linking.sums.marked_lists import bracketed, labelled
from extractor.linking.sums.named_kinds import named_kinds
from extractor.linking.sums.of_one_noun import of_one_noun
from extractor.linking.sums.of_which import of_which
from extractor.linking.sums.overflows import inside_lines, lines_below, more_than_raised
from extractor.linking.sums.periods import NUMBERS, WHOLES, halves, years
from extractor.linking.sums.runs import runs
from extractor.linking.sums.summed_up import (
    among_all,
    brought_together,
    closed_gaps,
    numbered_above,
    part_and_rest,
    said_of_all_before,
    sections_above,
    shortfalls,
    split_later,
    told_up_to_a_rest,
)
from extractor.linking.sums.told_below import told_below
from extractor.linking.sums.up_to_others import up_to_others
from extractor.linking.sums.written_out import written_out
from extractor.model import Figure

SumReader = Callable[[Sequence[Figure], Sequence[Figure], str], Iterator[Relation]]
RowReader = Callable[[Sequence[Figure], str], Iterator[Relation]]


class Reading(NamedTuple):
    """One way to read sums: it is asked with all totals there may be, and those yet in no sum.

    One of ``words`` stands in every text that has such a sum; without words it is always asked.
    """

    read: SumReader
    words: tuple[str, ...] = ()


def _of_row(read: RowReader) -> SumReader:
    """Return a way to read sums that looks at the figures in no sum yet alone."""
    return lambda _, row, text: read(row, text)


def _of_wholes(read: RowReader) -> SumReader:
    """Return a way to read sums that looks at all figures alike, also at those in a sum."""
    return lambda wholes, _, text: read(wholes, text)


REST = ("其余", "剩余", "余下")
ABOVE = ("以上", "上述")
# The surest first.
READINGS = (
    Reading(divided),
    Reading(split_by, ("其他", "其它")),
    Reading(levelled),
    Reading(_of_row(exceeded_by_classes), ("其中",)),
    Reading(bracketed),
    Reading(_of_row(sublists), ("其中", "包括", "具体为", "分别为")),
    Reading(_of_row(by_bodies), ("其中",)),
    Reading(named_kinds, ("其中",)),
    Reading(of_which, ("其中", "包括", "分别是", "分别为", "具体是", "具体为", "分为")),
    Reading(up_to_others, ("其他", "其它")),
    Reading(_of_row(made_up), ("补足", "补齐", "凑足", "凑齐", "配齐", "兜底")),
    Reading(carried_on, ("合计", "总计", "共")),
    Reading(_of_row(without_what_is_left_out), ("不含", "不包", "不计")),
    Reading(_of_row(counted_gifts)),
    Reading(_of_row(budget_totals)),
    Reading(_of_row(written_out)),
    Reading(closed_lists),
    Reading(_of_row(counted)),
    Reading(halves, WHOLES),
    Reading(_of_row(years), tuple(f"{number}年" for number in NUMBERS)),
    Reading(_of_row(said_of_all_before)),
    Reading(_of_row(told_up_to_a_rest), REST),
    Reading(part_and_rest, REST),
    Reading(_of_row(closed_gaps), ("缺口", "差额", "不足部分", "赤字")),
    Reading(_of_row(shortfalls), ("不足", "差额", "缺口", "不够")),
    Reading(_of_row(among_all), ("中，", "中,", "里，", "里,")),
    Reading(labelled),
    Reading(joined),
    Reading(of_one_noun),
    Reading(_of_wholes(headed_lists), ("、", "）", ")")),
    Reading(_of_wholes(lines_below)),
    Reading(_of_wholes(inside_lines), ("含",)),
    Reading(_of_wholes(more_than_raised)),
    Reading(runs),
    Reading(_of_row(of_main_amounts), ("共", "合计", "总计", "累计")),
    Reading(_of_wholes(told_below)),
    Reading(_of_row(sections_above), ABOVE),
    Reading(_of_row(numbered_above), ABOVE),
    Reading(_of_row(brought_together), ("由",)),
    Reading(split_later, (*REST, "剩下", "中，", "中,", "里，", "里,", "按", "根据", "从")),
)
WORDS = frozenset(word for reading in READINGS for word in reading.words)


def readings_for(text: str) -> list[SumReader]:
    """Return the ways to read sums that ``text`` has the words for, the surest first."""
    said = {word for word in WORDS if word in text}
    return [r.read for r in READINGS if not r.words or not said.isdisjoint(r.words)]
