"""When a gift was made: the date of its clause, its paragraph or the opening of its report.

    1月8日，慰问困难职工9名，发放慰问金9600元           the last day or month of the paragraph
    春节前夕，慰问困难职工9名，发放慰问金9600元         its festival
    2021年捐款36万元；2022年捐款41万元                  the year that the clause begins with
    共为2016年度特困员工112人发放28.4万元                the year that the gifts are those of
    1月9日，班子成员深入基层。⏎此次发放慰问金27200元     the day that the report opens with

A lone year elsewhere is when something began (2007年建立), and dates no gift.  Nor does the day a
page was published or a wire was sent (2月8日电), a disaster befell (5月12日14时28分，发生地震) or
somebody spoke.  What was given over years, before or not yet has the date of its own item or none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.linking.figures import holding
from extractor.linking.surroundings import Near
from extractor.model import Mention, PartialDate, Timing, Value
from extractor.offsets import line_of

BEGUN = regex.compile(r"(?:[，,。；;、：:\s]|其中)$")
NO_START = "(?!建|成立|设立|创|起|以来|至|底|[-—–~～])"
SAME_CLAUSE = regex.compile(rf"{NO_START}[，,]?[^，,。；;：:\n]{{0,30}}")
SAME_ITEM = regex.compile(rf"{NO_START}[^。；;\n]{{0,60}}")
# 一、 2. （三）: below a numbered heading a report goes on to something else.
HEADING = regex.compile(
    r"^[ \u3000]*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|[0-9]{1,2}[、.．](?![0-9]))",
    regex.MULTILINE,
)
# 发布时间：2010-01-22; 2017-01-16 16:59: a line with no more than a day and who wrote when.
OF_A_PAGE = regex.compile(
    r"(?:发布|发稿|更新|发表|编辑|上传|录入|刊登|来源|作者|日期|时间|浏览|点击)[^\n]{0,20}|[^\p{Han}\n]*"
)
TIME = (
    r"(?:[ T]?[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?|[上下]午|晚"
    r"|[0-9]{1,2}[时点](?:[0-9]{1,2}分|许|左右)?)*"
)
REPORTER = "记者"  # 记者8日从省总工会获悉
SENT = regex.compile(rf"{TIME}(?:电|讯|报道|(?:表示|透露|介绍|称|说)(?![明服]))")
BEFELL = regex.compile(
    rf"{TIME}[，,]?[^，,。；;\n]{{0,24}}?(?:级地震|特大地震|遇难|遭遇|遭受|突发|发生|洪水|泥石流|火灾"
    r"|失火|牺牲|逝世|去世|出生)"
)


@dataclass(frozen=True, slots=True)
class Datings:
    """The dates of a report that may date a gift, in text order."""

    dates: Sequence[Mention[PartialDate]]
    opening: Mention[PartialDate] | None  # the one its opening goes on, before any heading

    @property
    def is_by_year(self) -> bool:
        """Whether the first date is a lone year: the report goes by years."""
        return _is_lone(self.dates[:1])


def datings(mentions: Sequence[Mention[Value]], text: str) -> Datings:
    """Return the dates that may date a gift: days and months, and the first date of all.

    A lone year is when something began (2007年建立), and dates a gift only where nothing else does,
    where a paragraph opens with it (2022年,区慈善总会募集善款5万元), or where it is the year of an
    account (2016年度).
    """
    stated = [m for m in holding(mentions, PartialDate) if m.value.edtf]
    dates = [m for m in stated if not _is_of_something_else(m, text)]
    usable = dates[:1] + [
        m
        for m in dates[1:]
        if not _is_lone([m]) or _opens_paragraph(m, text) or m.text.endswith("度")
    ]
    heading = HEADING.search(text)
    end = heading.start() if heading else len(text)
    lead = [m for m in usable if m.span.start < end and not _is_masked_year(m)]
    days = [m for m in lead if not _is_lone([m])]
    return Datings(usable, next(iter(days or lead), None))


def when_given(
    before: Sequence[Mention[Value]],
    datings: Datings,
    near: Near,
    paragraph: int,
    text: str,
    timing: Timing,
) -> Mention[PartialDate] | None:
    """Return the date of an amount: ``before`` is what its item says before it."""
    own = _own_year(before, near.first, text, is_by_year=datings.is_by_year)
    if own:
        return own
    found = _of_paragraph(datings.dates, near.festival(), paragraph, near.first)
    if timing != Timing.CURRENT:
        return found if found in before else None
    is_before = datings.opening is not None and datings.opening.span.end <= near.first
    return found or (datings.opening if is_before else None)


def _is_of_something_else(date: Mention[PartialDate], text: str) -> bool:
    """Whether a page was published then, a wire sent, a word said, or a disaster befell."""
    line = line_of(text, date.span)
    end = date.span.end
    around = text[line.start : date.span.start], text[end : line.end]
    is_of_page = all(OF_A_PAGE.fullmatch(words) for words in around)
    return (
        is_of_page
        or around[0].endswith(REPORTER)
        or bool(SENT.match(text, end) or BEFELL.match(text, end))
    )


def _opens_paragraph(date: Mention[PartialDate], text: str) -> bool:
    low, high = date.span.start, date.span.end
    return text[max(0, low - 1) : low].strip() == "" and text[high : high + 1] in (",", "，")


def _own_year(
    before: Sequence[Mention[Value]], amount: int, text: str, *, is_by_year: bool
) -> Mention[PartialDate] | None:
    """Return the year that the clause of an amount begins with: 2021年28.4万元；2022年39.8万元.

    Where a report goes by years (``is_by_year``), the year counts for all of the item it begins.
    """
    dates = [m for m in holding(before, PartialDate) if m.value.edtf]
    if not _is_lone(dates[-1:]) or _is_of_something_else(dates[-1], text):
        return None
    start, end = dates[-1].span.start, dates[-1].span.end
    is_first = BEGUN.search(text[max(0, start - 3) : start]) is not None or start == 0
    same = SAME_ITEM if is_by_year else SAME_CLAUSE
    return dates[-1] if is_first and same.fullmatch(text, end, amount) else None


def _is_lone(date: Sequence[Mention[PartialDate]]) -> bool:
    return any(len(m.value.edtf or "") == len("2007") for m in date)


def _is_masked_year(date: Mention[PartialDate]) -> bool:
    return _is_lone([date]) and "X" in (date.value.edtf or "")


def _of_paragraph(
    dates: Sequence[Mention[PartialDate]],
    festival: Mention[PartialDate] | None,
    paragraph: int,
    at: int,
) -> Mention[PartialDate] | None:
    """Return the last day or month of the paragraph, else its festival, else its year."""
    known = bisect_right(dates, at, key=lambda m: m.span.end)
    last = dates[known - 1] if known and dates[known - 1].span.start >= paragraph else None
    if last is not None and not _is_lone([last]):
        return last
    if festival is not None and festival.span.start >= paragraph:
        return festival
    return last
