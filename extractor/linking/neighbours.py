"""What stands beside a figure: the others of its item, the next one, the words between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

import regex

from extractor.linking.plain import is_outside
from extractor.model import Figure
from extractor.offsets import first_mark

STARTS = attrgetter("start")
HEADED = regex.compile(r"([^，,。；;：:、\s]+)[：:]\s?$")
HEADING = 16  # code points of a head with its colon
NESTED = regex.compile(r"[（(](?:其中)?[包]?含")


def items(listed: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures of each item of a list, or of each sentence that is none."""
    yield from (list(group) for _, group in groupby(listed, key=lambda f: f.part))


def plain_items(listed: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures of each item that stand outside brackets and tell of no change."""
    for item in items(listed):
        yield [f for f in item if is_outside(f)]


def triples(listed: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Yield each three figures that follow each other."""
    yield from zip(listed, listed[1:], listed[2:], strict=False)


def within(listed: Sequence[Figure], start: int, end: int) -> Sequence[Figure]:
    """Return those of ``listed``, which are in text order, that begin in a stretch of the text."""
    low = bisect_left(listed, start, key=STARTS)
    return listed[low : bisect_left(listed, end, lo=low, key=STARTS)]


def following(figure: Figure, listed: Sequence[Figure]) -> Figure | None:
    """Return the figure behind one of ``listed``, which are in text order."""
    at = bisect_right(listed, figure.at, key=lambda f: f.at)
    return listed[at] if at < len(listed) else None


def between(one: Figure, other: Figure, text: str) -> str:
    """Return what stands from the one figure to the other."""
    return text[one.end : other.start]


def rest_of_sentence(figure: Figure, text: str) -> str:
    """Return what stands behind a figure up to the next 。."""
    return text[figure.end : first_mark(text, "。", figure.end, len(text))]


def line_start(figure: Figure, text: str) -> int:
    """Return where the line of a figure begins."""
    return text.rfind("\n", 0, figure.start) + 1


def rest_of_line(figure: Figure, text: str) -> str:
    """Return what stands behind a figure on its line."""
    return text[figure.end : first_mark(text, "\n", figure.end, len(text))]


def lead_or_head(figure: Figure, text: str) -> str:
    """Return what stands before a figure in its clause, or else before the colon: 结余：2200元."""
    if figure.lead.strip():
        return figure.lead
    head = HEADED.search(text, max(0, figure.start - HEADING), figure.start)
    return head[1] if head else ""


def is_nested(figure: Figure, text: str) -> bool:
    """Whether the figure is in a bracket within the amount before it: （含1200万元）."""
    return figure.bracket is not None and bool(NESTED.match(text, figure.bracket[0]))
