"""Where the reports of a page begin.

A collection that numbers its reports (篇一, 第二篇, 范文3) says so itself.  Else a line begins a
report when cues of different kinds meet there; one cue alone never does, for each of them also
stands inside reports:

    opening     1   为…, 按照…, 在…领导下, 我局… open the line
    closing     1   the line before closes a report: 通过本次…, …作出贡献。
    restart     1   the numbering begins again with 一、
    formula     2   现将…总结如下：, in a line that a report can begin with
    heading     2   the line is a headline: …春节送温暖工作总结; 3 after one that opened the last
    signature   2   the lines before are a body and a day: 县总工会⏎2020年1月20日; 3 if the line
                    may be a headline (青禾镇2021年社会救助情况)
    body        2   from here on the body calls itself otherwise: 我局 → 我镇; 3 where the line
                    itself says so and the body before was named twice

So reports that lost their openings are found by the change of the body's name or by the numbering.
Three points make a start, 80 characters a report.  A line numbered 二、 or later and one
that closes a report are no starts.

Which error is worse: a report cut in two loses what its parts say about each other, two reports in
one mix the figures of two bodies.  Single government and budget reports are the test against the
first, the compendium against the second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from extractor.splitting.cues import (
    Number,
    closes,
    formula_in,
    is_heading,
    is_section,
    is_signature,
    may_be_title,
    names_of_body,
    number_of,
    opens,
)
from extractor.splitting.lines import Line

SHORTEST = 80  # characters of a report
ENOUGH = 3
AHEAD = 4  # lines in which the formula or the first number of a report stands
BACK = 80  # lines of the report before that are looked at
OFTEN = 1500  # characters in which a report names its own body at least once
PREAMBLE = 2  # lines
SURELY = 2  # times that the body before was named
WINDOW = 500  # characters within which a body names itself


def find_starts(lines: Sequence[Line], parts: Sequence[int] = ()) -> list[int]:
    """Return the indexes of the lines that begin a report, the first line among them.

    ``parts`` are the places at which the collection itself says that a report begins.
    """
    if parts:
        firsts = (bisect_left(lines, at, key=lambda line: line.span.start) for at in parts)
        return sorted({0, *(i for i in firsts if i < len(lines))})
    signs = [_signs(line.text) for line in lines]
    lengths = [0, *accumulate(len(line.text) for line in lines)]
    starts = [0]
    at = 1
    while at < len(signs):
        is_long = min(lengths[at] - lengths[starts[-1]], lengths[-1] - lengths[at]) >= SHORTEST
        if is_long and _score(signs, starts[-1], at) >= ENOUGH:
            at = _best(signs, starts[-1], at)
            starts.append(at)
        at += 1
    return starts


class _Signs(NamedTuple):
    """What one line shows."""

    text: str
    number: Number | None
    bodies: tuple[str, ...]
    closes: bool
    is_formula: bool
    is_heading: bool
    is_section: bool


def _signs(text: str) -> _Signs:
    number = number_of(text)
    return _Signs(
        text,
        number,
        tuple(names_of_body(text)),
        closes(text),
        formula_in(text),
        is_heading(text),
        number is not None and is_section(text),
    )


def _best(signs: Sequence[_Signs], start: int, at: int) -> int:
    """Return the line near ``at`` for which the most cues speak; a headline comes first."""
    if signs[at].is_heading:
        return at
    near = range(at, at + len(_opening_lines(signs, at)))
    return max(near, key=lambda i: (_score(signs, start, i), -i))


def _score(signs: Sequence[_Signs], start: int, at: int) -> int:
    if not _can_start(signs, at):
        return 0
    before = signs[max(start, at - BACK) : at]
    heading = signs[at].is_heading
    follows = signs[at + 1] if heading and at + 1 < len(signs) else signs[at]
    closed = before[-1].closes
    restarts = _restarts(before, _opening_lines(signs, at))
    signed = is_signature([sign.text for sign in before[-2:]])
    changed = _body_changes(before, signs[at : at + BACK])
    score = opens(follows.text) + closed + restarts + 2 * (heading + signed) + changed
    score += heading and signs[start].is_heading and signs[start].text != signs[at].text
    score += signed and not heading and may_be_title(follows.text)
    if restarts or signed or changed or (closed and _has_body(before)):
        score += 2 * _has_formula(_opening_lines(signs, at))
    return score


def _can_start(signs: Sequence[_Signs], at: int) -> bool:
    sign = signs[at]
    if signs[at - 1].is_section or sign.closes:
        return False
    return sign.number is None or sign.number.value == 1


def _opening_lines(signs: Sequence[_Signs], at: int) -> Sequence[_Signs]:
    """Return the lines from ``at`` on in which a report can open.

    They end before one that closes a report, or in which another body speaks.
    """
    near = signs[at : at + AHEAD]
    first = next((sign.bodies for sign in near if sign.bodies), ())
    ends = (i for i, sign in enumerate(near) if sign.closes or _is_of_another(sign, first))
    return near[: next(ends, len(near))]


def _is_of_another(sign: _Signs, bodies: Sequence[str]) -> bool:
    return bool(sign.bodies) and not set(sign.bodies) & set(bodies)


def _restarts(before: Sequence[_Signs], opening: Sequence[_Signs]) -> bool:
    """Return whether the next number is a first one of a level that has counted on before."""
    first = next((sign.number for sign in opening if sign.number is not None), None)
    if first is None or first.value != 1:
        return False
    counted = [sign.number for sign in before if sign.number is not None]
    if not counted:
        return False
    top = min(number.level for number in counted)
    return first.level <= top and max(n.value for n in counted if n.level == top) > 1


def _has_body(before: Sequence[_Signs]) -> bool:
    """Return whether ``before`` is more than the preamble of a report before its 现将…如下."""
    return len(before) > PREAMBLE or any(sign.number or sign.is_formula for sign in before)


def _has_formula(opening: Sequence[_Signs]) -> bool:
    numbered = (i for i, sign in enumerate(opening) if sign.number is not None)
    return any(sign.is_formula for sign in opening[: next(numbered, len(opening))])


def _body_changes(before: Sequence[_Signs], following: Sequence[_Signs]) -> int:
    """Return what it counts that the body is called otherwise from here on, never as before."""
    if not any(sign.bodies for sign in before):
        return 0
    earlier = Counter(body for sign in before for body in sign.bodies)
    later = _bodies_after(following)
    if not later:
        return 0
    old, new = earlier.most_common(1)[0][0], later.most_common(1)[0][0]
    # What is named once in a long report is not the body that makes it.
    if earlier[old] * OFTEN < sum(len(sign.text) for sign in before):
        return 0
    if old == new or later[old] or earlier[new]:
        return 0
    return 3 if new in following[0].bodies and earlier[old] >= SURELY else 2


def _bodies_after(following: Sequence[_Signs]) -> Counter[str]:
    found: Counter[str] = Counter()
    length = 0
    for sign in following:
        if sign.closes and not found:  # it is still the report before that closes
            break
        found.update(sign.bodies)
        length += len(sign.text)
        if length > WINDOW and found:
            break
    return found
