"""Numbers in the head of a section, or behind a list, with the names that stand on its lines.

    三、老党员（5人，每人500元）⏎ 田茂林 滕永发 粟满妹 龙光武 杨再林       names alone on a line
    （一）大病救助6人，78000元：⏎ 简德旺（肝移植）30000元；⏎ …          a name begins each line
    1．吴某某，女，…；⏎ 2．么某，男，…。⏎ 以上共2户5人                behind numbered lines
    覃桂芳 一组 1000元 ⏎ 侬卜英 二组 600元 ⏎ 以上2户合计1600元         behind lines of amounts

A finder may miss a name, so that a list of another length claims nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

import regex

from extractor.linking.enumerations.named_lines import NUMBERED
from extractor.linking.figures import PEOPLE
from extractor.linking.relations import Form, Relation, enumeration_of
from extractor.model import Count, Figure, Mention, Party, PartyKind, Value
from extractor.offsets import Span, line_of

FEWEST = 2
MOST = 12  # figures of a line that are looked at
Name = tuple[int, int, int]  # where it begins and ends, and its place among the mentions
ABOVE = re.compile(r"\s?(?:以上|上述)(?:救助|慰问|对象|人员|名单)*(?:合计|共计|总计|共)")
THESE = regex.compile(r"\s?(?:以上|上述)")
AMOUNT = regex.compile(r"[0-9]元?[ 　]*$")
SUM = regex.compile(r"\s*(?:小计|合计|共计|总计|以上|上述)")
LEADS = regex.compile(r"[ \t　]*")
ONLY_NAMES = regex.compile(r"[\s、，,；;。]*")


def find_lines_of_names(
    listed: Sequence[Figure],
    named: Sequence[tuple[int, Mention[Value]]],
    taken: set[int],
    text: str,
) -> Iterator[Relation]:
    """Yield the numbers that count the persons named on the lines below or above them."""
    names = persons_of(named)
    for place, count in enumerate(listed if len(names) >= FEWEST else ()):
        value = count.mention.value
        is_counted = isinstance(value, Count) and value.kind in PEOPLE and not count.per
        if count.at in taken or not is_counted or not count.stated or count.stated < FEWEST:
            continue
        line = line_of(text, count.mention.span)
        if ABOVE.match(text, line.start, count.start):
            places = _above(line.start, names, text, _after_number)
        elif THESE.fullmatch(text, line.start, count.start):
            places = _above(line.start, names, text, _of_an_amount)
        elif NUMBERED.match(text, line.start) and _is_first(place, line, listed):
            places = _below(line.end + 1, names, text)
        else:
            continue
        if len(places) == count.stated:
            yield enumeration_of(Form.NAMES_COUNTED, count, places)


def persons_of(named: Sequence[tuple[int, Mention[Value]]]) -> list[Name]:
    """Return where the names of persons stand, and their places."""
    return [
        (m.span.start, m.span.end, at)
        for at, m in named
        if isinstance(m.value, Party) and m.value.kind is PartyKind.PERSON
    ]


def _is_first(place: int, line: Span, listed: Sequence[Figure]) -> bool:
    """Whether no other number of people stands on the line before it."""
    before = takewhile(
        lambda f: f.start >= line.start, reversed(listed[max(0, place - MOST) : place])
    )
    return not any(f.is_count and f.series in PEOPLE for f in before)


def _below(at: int, names: Sequence[Name], text: str) -> list[int]:
    """Return the names of the lines from ``at`` on, each of which begins with one."""
    places: list[int] = []
    while at < len(text):
        line = line_of(text, Span(at, at))
        first = bisect_left(names, (at,))
        if first == len(names) or names[first][0] != LEADS.match(text, at).end():
            break
        here = names[first : bisect_left(names, (line.end,))]
        if not here or SUM.match(text, at):
            break
        alone = are_alone(here, line, text)
        places += [place for *_, place in (here if alone else here[:1])]
        at = line.end + 1
    return places


def are_alone(here: Sequence[Name], line: Span, text: str) -> bool:
    """Whether nothing but names and marks stands on the line."""
    rest, at = "", line.start
    for start, end, _ in here:
        rest += text[at:start]
        at = end
    return ONLY_NAMES.fullmatch(rest + text[at : line.end]) is not None


def _above(
    end: int, names: Sequence[Name], text: str, begins: Callable[[Span, str], int | None]
) -> list[int]:
    """Return the names that begin the lines right above ``end``, where ``begins`` says they do."""
    places: list[int] = []
    while end > 0:
        line = line_of(text, Span(end - 1, end - 1))
        start = begins(line, text)
        first = len(names) if start is None else bisect_left(names, (start,))
        if first == len(names) or names[first][0] != start:
            break
        places.insert(0, names[first][2])
        end = line.start
    return places


def _after_number(line: Span, text: str) -> int | None:
    number = NUMBERED.match(text, line.start)
    return None if number is None else number.end()


def _of_an_amount(line: Span, text: str) -> int | None:
    """Return where a line begins that ends in a number."""
    leads = LEADS.match(text, line.start)
    return leads.end() if leads and AMOUNT.search(text, line.start, line.end) else None
