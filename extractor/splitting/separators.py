"""The lines with which a collection numbers its reports.

    篇一：枫溪区总工会春节送温暖总结        the words after the number are the report's headline
    送温暖活动总结【第二篇】               the line is the collection's own
    送温暖活动总结2                       so is this, where 送温暖活动总结1 stands before it

The numbers must count 1, 2, 3 …; a lone 第一篇 counts, for pages are cut off.  What stands above
the first is the collection's own when it is short and holds no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.offsets import Span
from extractor.splitting.cues import value_of
from extractor.splitting.lines import FIGURE, Cut, Line

PART = "furniture.part"
LONGEST = 60  # characters of such a line
HEADLINE = 6  # characters of a headline of its own at least
PREFACE = 400  # characters above the first report

NUMERAL = r"(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})"
NUMBERED = rf"(?:第\s?{NUMERAL}\s?篇|(?:篇|范文|例文|样本)\s?{NUMERAL}(?!\d))"
BEFORE = regex.compile(
    rf"[【\[（(]?{NUMBERED}[】\])）]?\s?[：:、.．]?\s?(?P<title>[^。；]{{0,45}})"
)
AFTER = regex.compile(rf"(?P<stem>[^。；]{{2,40}}?)[\s【\[（(：:]{{0,3}}{NUMBERED}[】\])）]?[：:]?")
BARE = regex.compile(
    rf"(?P<stem>[^。；]{{0,40}}?(?:总结|小结|汇报|报告|范文))\s?[（(]?{NUMERAL}[)）]?"
)
# What each of the three needs.
HINT = re.compile(r"篇|[范例]文|样本|[一二三四五六七八九十\d)）]$")


@dataclass(frozen=True, slots=True)
class _Part:
    line: Line
    number: int
    stem: str | None  # what is the same on every such line, where only that tells it
    keeps: int  # where the report's own headline begins in the line


def part_cuts(lines: Sequence[Line]) -> Iterator[Cut]:
    """Yield the lines that number the reports of a collection, and the preface above the first."""
    parts = _counted([part for line in lines if (part := _read(line)) is not None])
    if not parts:
        return
    first = parts[0].line.span.start
    above = [line for line in lines if line.span.start < first]
    if above and _is_preface(above):
        yield Cut(Span(above[0].span.start, above[-1].span.end), "furniture.preface")
    for part in parts:
        start = part.line.span.start
        yield Cut(Span(start, start + part.keeps), PART)


def _read(line: Line) -> _Part | None:
    text = line.text
    if len(text) > LONGEST or not HINT.search(text):
        return None
    before = BEFORE.fullmatch(text)
    if before:
        keeps = before.start("title") if len(before["title"]) >= HEADLINE else len(text)
        return _Part(line, value_of(before["number"]), None, keeps)
    after = AFTER.fullmatch(text)
    if after:
        return _Part(line, value_of(after["number"]), None, len(text))
    bare = BARE.fullmatch(text)
    return _Part(line, value_of(bare["number"]), bare["stem"], len(text)) if bare else None


def _counted(parts: list[_Part]) -> list[_Part]:
    """Return those of ``parts`` that count on from 1; a stem must come back to count."""
    told = [part for part in parts if part.stem is None]
    if not told:
        stems = [part.stem for part in parts]
        told = [part for part in parts if stems.count(part.stem) > 1]
    counted: list[_Part] = []
    for part in told:
        if part.number == len(counted) + 1:
            counted.append(part)
    return counted


def _is_preface(above: Sequence[Line]) -> bool:
    length = sum(len(line.text) for line in above)
    return length <= PREFACE and not any(FIGURE.search(line.text) for line in above)
