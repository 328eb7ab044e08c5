"""Sections whose heads state what the lines below them come to.

    一、教职工捐款11900元 ⏎ 谌志刚 1000元 ⏎ … ⏎ 二、学生捐款19742.5元 ⏎ 七年级 8316元 ⏎ …

A section comes out where its lines make its head to the last digit.  Where two sections or more do,
the one that does not is of the same kind: it fails where one slip explains it, or where its lines
come to too much, and the heads, as they are written, make a total that is told too.  Lines that
come to less may leave out who gave little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from extractor.linking.neighbours import line_start, rest_of_line
from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, added, are_exact, exceed, is_like
from extractor.model import Figure

HEAD = regex.compile(
    r"[ 　]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
)
SHORT = 24  # code points of a line before its figure
END = " 　;；。，,：:"


class Section(NamedTuple):
    """A head and the figures of the lines below it."""

    head: Figure
    lines: Sequence[Figure]

    @property
    def comes_out(self) -> bool:
        """Whether the lines make the head."""
        return added(self.lines) == self.head.stated


def headed_lists(wholes: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the heads of sections with the lines below them, if most of them come out."""
    if len(wholes) < FEWEST * (FEWEST + 1):
        return  # two heads with two lines each
    sections = [s for s in _sections(wholes, text) if len(s.lines) >= FEWEST]
    right = [s for s in sections if s.comes_out]
    if len(right) < FEWEST:
        return
    for section in right:
        yield sum_of(Form.TOTAL_THEN_LIST, section.head, section.lines)
    heads = [s.head for s in sections]
    is_told = any(f.stated == added(heads) for f in wholes if f not in heads)
    for head, lines in sections:
        start, end = line_start(head, text), lines[-1].end
        is_plain = are_exact((head, *lines)) and not OPEN_WORDS.search(text, start, end)
        is_sure = is_plain and is_like(head, lines) and added(lines) != head.stated
        is_explained = is_digit_off(head, lines) or (is_told and exceed(head, lines))
        if len(right) == len(sections) - 1 and is_sure and is_explained:
            yield sum_of(Form.TOTAL_THEN_LIST, head, lines, closed=True)


def _sections(row: Sequence[Figure], text: str) -> Iterator[Section]:
    """Yield each head with the lines that follow it, one figure a line."""
    head: Figure | None = None
    lines: list[Figure] = []
    for figure in row:
        is_line = _is_line(figure, text)
        if is_line and HEAD.match(text, line_start(figure, text)):
            if head is not None:
                yield Section(head, lines)
            head, lines = figure, []
        elif head is not None:
            if is_line and figure.paragraph == head.paragraph + len(lines) + 1:
                lines.append(figure)
            else:
                yield Section(head, lines)
                head, lines = None, []
    if head is not None:
        yield Section(head, lines)


def _is_line(figure: Figure, text: str) -> bool:
    """Whether the figure ends its line, with a few words before it."""
    is_short = figure.start - line_start(figure, text) <= SHORT and figure.bracket is None
    return is_short and not rest_of_line(figure, text).strip(END)
