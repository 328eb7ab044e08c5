"""Where the reports of a page begin.

A collection that numbers its reports (篇一, 第二篇, 范文3, 送温暖总结1 … 送温暖总结2) says so itself.  Else
a line begins a report when cues of different kinds meet there (``CUES``); one cue alone never does,
for each of them also stands inside reports:

    opening     为…, 按照…, 在…领导下 open the line                           1
    closing     the line before closes a report: 通过本次…, …作出应有的贡献。   1
    restart     the numbering begins again with 一、                          1
    formula     现将…总结如下：, in a line that a report can begin with        2
    heading     the line is a headline: …春节送温暖工作总结                     2
    signature   the lines before are a body and a day: 县总工会⏎2020年1月20日   2
    body        from here on the body calls itself otherwise: 我局 → 我镇       2

So reports that lost their openings are found by the change of the body's name or by the numbering.
Three points make a start, 80 characters a report.  A line numbered 二、 or later, or one that closes
a report, is no start.

Which error is worse: a report cut in two loses what its parts say about each other, two reports in
one mix the figures of two bodies.  Single government and budget reports are the test against the
first, the compendium against the second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from extractor.splitting.cues import (
    closes,
    formula_in,
    is_heading,
    is_signature,
    names_of_body,
    number_of,
    opens,
)
from extractor.splitting.lines import Line

SHORTEST = 80  # characters of a report
ENOUGH = 3
AHEAD = 4  # lines in which the formula or the first number of a report stands
WINDOW = 500  # characters within which a body names itself


def find_starts(lines: Sequence[Line], parts: Sequence[int] = ()) -> list[int]:
    """Return the indexes of the lines that begin a report, the first line among them.

    ``parts`` are the places at which the collection itself says that a report begins.
    """
    if parts:
        firsts = (bisect_left(lines, at, key=lambda line: line.span.start) for at in parts)
        return sorted({0, *(i for i in firsts if i < len(lines))})
    starts = [0]
    at = 1
    while at < len(lines):
        if _score(lines, starts[-1], at) >= ENOUGH:
            at = _best(lines, starts[-1], at)
            starts.append(at)
        at += 1
    return starts


def _best(lines: Sequence[Line], start: int, at: int) -> int:
    """Return the line near ``at`` for which the most cues speak; a headline comes first."""
    if is_heading(lines[at].text):
        return at
    near = range(at, min(at + AHEAD, len(lines)))
    return max(near, key=lambda i: (_score(lines, start, i), -i))


def _score(lines: Sequence[Line], start: int, at: int) -> int:
    if not _can_start(lines, start, at):
        return 0
    text = lines[at].text
    heading = is_heading(text)
    follows = lines[at + 1].text if heading and at + 1 < len(lines) else text
    restarts = _restarts(lines, start, at)
    closed = any(closes(line.text) for line in lines[at - 1 : at])
    signed = is_signature([line.text for line in lines[max(start, at - 2) : at]])
    changed = _body_changes(lines, start, at)
    score = opens(follows) + closed + restarts + 2 * (heading + signed + changed)
    # A preamble may take several lines before 现将…如下: that is no new report.
    if restarts or closed or signed or changed:
        score += 2 * _has_formula(lines, at)
    return score


def _can_start(lines: Sequence[Line], start: int, at: int) -> bool:
    text = lines[at].text
    number = number_of(text)
    if closes(text) or (number is not None and (number.value > 1 or number.level > 0)):
        return False
    before = sum(len(line.text) for line in lines[start:at])
    after = sum(len(line.text) for line in lines[at:])
    return before >= SHORTEST and after >= SHORTEST


def _restarts(lines: Sequence[Line], start: int, at: int) -> bool:
    """Return whether the next number is a first one of a level that has counted on before."""
    following = (number_of(line.text) for line in lines[at : at + AHEAD])
    first = next((number for number in following if number is not None), None)
    if first is None or first.value != 1:
        return False
    before = [number for line in lines[start:at] if (number := number_of(line.text)) is not None]
    if not before:
        return False
    top = min(number.level for number in before)
    return first.level <= top and max(n.value for n in before if n.level == top) > 1


def _has_formula(lines: Sequence[Line], at: int) -> bool:
    for line in lines[at : at + AHEAD]:
        if number_of(line.text) is not None:
            return False
        if formula_in(line.text):
            return True
    return False


def _body_changes(lines: Sequence[Line], start: int, at: int) -> bool:
    """Return whether the body is called otherwise from line ``at`` on, and no longer as before."""
    before: Counter[str] = Counter()
    for line in lines[start:at]:
        before.update(names_of_body(line.text))
    after = _bodies_after(lines, at)
    if not before or not after:
        return False
    old, new = before.most_common(1)[0][0], after.most_common(1)[0][0]
    return old != new and not after[old] and not before[new]


def _bodies_after(lines: Sequence[Line], at: int) -> Counter[str]:
    found: Counter[str] = Counter()
    length = 0
    for line in lines[at:]:
        found.update(names_of_body(line.text))
        length += len(line.text)
        if length > WINDOW and found:
            break
    return found
