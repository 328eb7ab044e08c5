"""A long report in stretches, so that the time to relate its figures grows with its length.

A figure is related to those near it, and every reader of relations looks at pairs or triples of
figures.  A report of up to ``LONGEST`` figures is one stretch.  A longer one is parted at the end
of a paragraph where there is one, and a sentence of more than ``SENTENCE`` figures, which no reader
could follow, is parted within.  Budget reports of 30 pages have some 700 figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractor.model import Figure

ENOUGH = 500  # figures after which the next paragraph begins a new stretch
LONGEST = 700
SENTENCE = 120


def stretches(listed: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures in runs that are short enough to be compared with each other."""
    if len(listed) < SENTENCE:  # as nearly all reports are
        yield from [list(listed)] if listed else []
        return
    stretch: list[Figure] = []
    for run in _runs(listed):
        is_new = bool(stretch) and run[0].paragraph != stretch[-1].paragraph
        is_long = len(run) == SENTENCE or len(stretch) + len(run) > LONGEST
        if stretch and (is_long or (is_new and len(stretch) >= ENOUGH)):
            yield stretch
            stretch = []
        stretch += run
        if len(run) == SENTENCE:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _runs(listed: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures sentence by sentence, an endless sentence in several runs.

    A later run begins a sentence of its own, or each of its figures would ask all words before it.
    """
    for _, sentence in groupby(listed, key=lambda f: f.sentence):
        row = list(sentence)
        yield row[:SENTENCE]
        for start in range(SENTENCE, len(row), SENTENCE):
            before = row[start - 1].end
            yield [replace(f, sentence_start=before) for f in row[start : start + SENTENCE]]
