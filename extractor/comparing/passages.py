"""A passage in two reports → its figures side by side, and the rows that tell of it.

Figures stand opposite each other when the same letters stand before them, so that a sum that was
dropped leaves an empty place and does not shift those after it.  A passage goes on to the beginning
or the end of its reports where only what is too short for a sentence of its own (合计252000元) is
between, the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import TypeAlias

from extractor.comparing.copies import bare
from extractor.comparing.naming import short_name
from extractor.comparing.reports import PLACES, Figure, Report, Reports
from extractor.comparing.reuse import Passage
from extractor.indexing import letters_of
from extractor.offsets import Span
from extractor.tables import PASSAGE_FIGURES, PASSAGES, Row
from extractor.tables.rows import row

Spans: TypeAlias = tuple[Span, Span]  # in the later and in the earlier report
Ends: TypeAlias = tuple[Spans | None, Spans | None]  # before a passage and behind it

WHOLE = 0.9  # the share of a report from which on a passage is nearly the whole of it


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of the later report and the one that stands in its place in the earlier."""

    figure: Figure | None
    other: Figure | None

    @property
    def is_changed(self) -> bool:
        """Whether the two differ, or one is missing."""
        if self.figure is None or self.other is None:
            return True
        return self.figure.surface != self.other.surface


def passage_rows(
    passages: Iterable[Passage], reports: Reports
) -> Iterator[tuple[str, Sequence[Row]]]:
    """Yield the rows of ``passages``, in their order, each time with the name of the table."""
    for rank, passage in enumerate(passages, start=1):
        later, earlier = reports.get(passage.later), reports.get(passage.earlier)
        ends = _same_ends(passage, later, earlier)
        pairs = list(_pairs(passage, later, earlier, ends))
        yield PASSAGES.name, [_passage_row(rank, passage, (later, earlier), ends, pairs)]
        yield PASSAGE_FIGURES.name, list(_figure_rows(rank, pairs))


def _passage_row(
    rank: int, passage: Passage, both: tuple[Report, Report], ends: Ends, pairs: Sequence[Pair]
) -> Row:
    later, earlier = both
    first, last = passage.matches[0], passage.matches[-1]
    places = _places(later, first.sentence, last.sentence, ends)
    others = _places(earlier, first.other, last.other, ends)
    length, other_length = places[1] - places[0], others[1] - others[0]
    shares = (length / len(later.text), other_length / len(earlier.text))
    between = max(last.sentence - first.sentence, last.other - first.other) + 1
    changed = sum(pair.is_changed for pair in pairs)
    key = (later.document, later.report, places[0], earlier.document, earlier.report, others[0])
    return row(
        PASSAGES,
        {
            "rank": rank,
            "passage": short_name("/".join(map(str, key))),
            "kind": "whole" if max(shares) >= WHOLE else "passage",
            "document": later.document,
            "report": later.report,
            "other_document": earlier.document,
            "other_report": earlier.report,
            "sentences": len(passage.matches),
            "edited": between - len(passage.matches),
            "length": length,
            "share": round(max(shares), 4),
            "weight": passage.weight,
            "same_figures": len(pairs) - changed,
            "changed_figures": changed,
            **dict(zip(PLACES, places, strict=True)),
            **{f"other_{name}": at for name, at in zip(PLACES, others, strict=True)},
        },
    )


def _figure_rows(rank: int, pairs: Iterable[Pair]) -> Iterator[Row]:
    for place, pair in enumerate(pairs):
        figure, other = pair.figure, pair.other
        yield row(
            PASSAGE_FIGURES,
            {
                "rank": rank,
                "place": place,
                "type": figure.type if figure else other.type if other else None,
                "mention": figure.mention if figure else None,
                "other_mention": other.mention if other else None,
                "surface": figure.surface if figure else None,
                "other_surface": other.surface if other else None,
                "is_changed": int(pair.is_changed),
            },
        )


def _places(report: Report, first: int, last: int, ends: Ends) -> tuple[int, ...]:
    """Return where the sentences from ``first`` to ``last`` stand in each of the three texts.

    Where ``ends`` are the same they go on to the beginning of the report, or to its end.
    """
    before, behind = ends
    starts = report.places[::2] if before else report.sentences[first][::2]
    stops = report.places[1::2] if behind else report.sentences[last][1::2]
    return tuple(at for start, stop in zip(starts, stops, strict=True) for at in (start, stop))


def _same_ends(passage: Passage, later: Report, earlier: Report) -> Ends:
    """Return what stands before a passage, and what behind it, where it is the same in both."""
    before, behind = _around(passage, later, earlier)
    return (
        before if _are_same(later, earlier, before) else None,
        behind if _are_same(later, earlier, behind) else None,
    )


def _around(passage: Passage, later: Report, earlier: Report) -> tuple[Spans, Spans]:
    """Return what stands before a passage in both reports, and what stands behind it."""
    first, last = passage.matches[0], passage.matches[-1]
    before = (later.sentences[first.sentence][0], earlier.sentences[first.other][0])
    behind = (later.sentences[last.sentence][1], earlier.sentences[last.other][1])
    heads = Span(0, before[0]), Span(0, before[1])
    return heads, (Span(behind[0], len(later.text)), Span(behind[1], len(earlier.text)))


def _are_same(later: Report, earlier: Report, spans: Spans) -> bool:
    return bare(spans[0].slice(later.text)) == bare(spans[1].slice(earlier.text))


# --- figures side by side -----------------------------------------------------------------------


def _pairs(passage: Passage, later: Report, earlier: Report, ends: Ends) -> Iterator[Pair]:
    """Yield the figures of a passage, sentence by sentence, then of what lies between two."""
    done = done_other = None
    before, behind = ends
    if before:
        yield from _opposite(later, before[0], earlier, before[1])
    for match in passage.matches:
        here, there = _span(later, match.sentence), _span(earlier, match.other)
        if done is not None and done_other is not None:
            gap, other_gap = Span(done, here.start), Span(done_other, there.start)
            yield from _opposite(later, gap, earlier, other_gap)
        yield from _opposite(later, here, earlier, there)
        done, done_other = here.end, there.end
    if behind:
        yield from _opposite(later, behind[0], earlier, behind[1])


def _span(report: Report, sentence: int) -> Span:
    return Span(*report.sentences[sentence][:2])


def _opposite(later: Report, span: Span, earlier: Report, other_span: Span) -> Iterator[Pair]:
    """Yield the figures in two stretches, those between the same letters opposite each other."""
    letters, figures = _laid_out(later, span)
    other_letters, others = _laid_out(earlier, other_span)
    blocks = _common(letters, other_letters)
    listed = [
        (_key(blocks, side, at), side, figure)
        for side, laid_out in enumerate((figures, others))
        for at, figure in laid_out
    ]
    for _, here in groupby(sorted(listed, key=lambda e: e[:2]), key=lambda e: e[0]):
        sides: tuple[list[Figure], list[Figure]] = ([], [])
        for _, side, figure in here:
            sides[side].append(figure)
        yield from _matched(*sides)


def _common(letters: str, others: str) -> list[tuple[int, int, int]]:
    """Return the stretches that two texts share: where each begins in both, and its length."""
    if letters == others:
        return [(0, 0, len(letters)), (len(letters), len(letters), 0)]
    return list(SequenceMatcher(None, letters, others, autojunk=False).get_matching_blocks())


def _key(blocks: Sequence[tuple[int, int, int]], side: int, at: int) -> tuple[int, int]:
    """Return a place that is the same in both texts: in a shared stretch, or before one."""
    for number, block in enumerate(blocks):
        if at < block[side] + block[2]:
            return number, max(0, at - block[side])
    return len(blocks) - 1, 0


def _matched(figures: list[Figure], others: list[Figure]) -> Iterator[Pair]:
    """Yield the figures at one place, in order, each opposite one of its own type."""
    types = dict.fromkeys(figure.type for figure in (*figures, *others))
    for kind in types:
        one = [figure for figure in figures if figure.type == kind]
        other = [figure for figure in others if figure.type == kind]
        yield from (Pair(*both) for both in zip_longest(one, other))


def _laid_out(report: Report, span: Span) -> tuple[str, list[tuple[int, Figure]]]:
    """Return the letters in ``span``, and each of its figures with how many stand before it."""
    inside = [f for f in report.figures if span.start <= f.span.start and f.span.end <= span.end]
    inside.sort(key=lambda figure: figure.span)
    masks = [figure.span for figure in inside]
    letters = letters_of(report.text, span, masks)
    before = [
        len(letters_of(report.text, Span(span.start, figure.span.start), masks))
        for figure in inside
    ]
    return letters, list(zip(before, inside, strict=True))
