"""Whom the lines of a list went to that do not say it: those their head names.

建房补助款发给5个重灾村的倒房户：
新堤村 46户 34600元                     倒房户
合计 198户 142000元                     all of them
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.linking.figures import holding
from extractor.linking.gifts.recipients import Recipients, last_listed
from extractor.linking.gifts.surroundings import Near, sentence_start
from extractor.model import Mention, Party, Value
from extractor.offsets import Span, line_of

MOST_LINES = 40  # of a list
LONGEST_LINE = 80  # code points of a line that is no sentence
GIVEN_TO = regex.compile("发给|发放|送给|拨给|补助|救助|资助|慰问|奖励")
RAISED = regex.compile("捐|募|筹")
NUMBERED = regex.compile(r"[0-9]{1,2}[、.．](?![0-9])|[(（][0-9]{1,2}[)）]")
COLONS = ("：", ":")


def under_head(
    paragraph: int, inside: Sequence[Mention[Value]], near: Near, text: str
) -> Recipients:
    """Return whom the head names of the list whose line begins at ``paragraph``.

    ``inside`` is what that line says of an amount; who is named there is another matter.
    """
    head = None if holding(inside, Party) else head_of(paragraph, text)
    return () if head is None else _named(head, near, text)


def head_of(paragraph: int, text: str) -> Span | None:
    """Return the head, with its colon, of the list that the line from ``paragraph`` on is of."""
    line = line_of(text, Span(paragraph, paragraph))
    for _ in range(MOST_LINES):
        if line.start == 0 or not _is_line(line, text):
            return None
        line = line_of(text, Span(line.start - 1, line.start - 1))
        if line.slice(text).rstrip().endswith(COLONS):
            return line
    return None


def _is_line(line: Span, text: str) -> bool:
    """Whether a line is one of a list: short, and no sentence unless it is numbered."""
    said = line.slice(text).strip()
    if NUMBERED.match(said):
        said = said.removesuffix("。")
    return 0 < len(said) <= LONGEST_LINE and "。" not in said


def _named(head: Span, near: Near, text: str) -> Recipients:
    """Return those at the end of the head, where it says that something is given to them."""
    end = head.start + len(head.slice(text).rstrip()) - 1
    start = max(head.start, sentence_start(text, end))
    said = text[start:end]
    if not GIVEN_TO.search(said) or RAISED.search(said):
        return ()
    listed = last_listed(near.within(start, end), text)
    return listed if listed and listed[-1].span.end == end else ()
