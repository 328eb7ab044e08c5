"""When a gift was made: the date of its clause, its paragraph or its report.

    1月8日，慰问困难职工9名，发放慰问金9600元           the last day or month of the paragraph
    春节前夕，慰问困难职工9名，发放慰问金9600元         its festival
    2021年捐款36万元；2022年捐款41万元                  the year that the clause begins with

A lone year elsewhere is when something began (2007年建立), and dates no gift.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import regex

from extractor.linking.figures import holding
from extractor.linking.surroundings import Near
from extractor.model import Mention, PartialDate, Value

BEGUN = regex.compile(r"(?:[，,。；;、：:\s]|其中)$")
NO_START = "(?!建|成立|设立|创|起|以来|至|底|[-—–~～])"
SAME_CLAUSE = regex.compile(rf"{NO_START}[，,]?[^，,。；;：:\n]{{0,30}}")
SAME_ITEM = regex.compile(rf"{NO_START}[^。；;\n]{{0,60}}")


def when_given(
    before: Sequence[Mention[Value]],
    dates: Sequence[Mention[PartialDate]],
    near: Near,
    paragraph: int,
    text: str,
) -> Mention[PartialDate] | None:
    """Return the date of an amount: ``before`` is what its item says before it."""
    own = _own_year(before, near.first, text, is_by_year=_is_lone(dates[:1]))
    return own or _when(dates, near.festival(), paragraph, near.first)


def datings(mentions: Sequence[Mention[Value]], text: str) -> list[Mention[PartialDate]]:
    """Return the dates that may date a gift: days and months, and the first date of all.

    A lone year is when something began (2007年建立), and dates a gift only where nothing else does,
    or where a paragraph opens with it: 2022年,区慈善总会募集善款5万元.
    """
    dates = [m for m in holding(mentions, PartialDate) if m.value.edtf]
    return dates[:1] + [
        m for m in dates[1:] if len(m.value.edtf or "") > len("2007") or _opens_paragraph(m, text)
    ]


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
    if not _is_lone(dates[-1:]):
        return None
    start, end = dates[-1].span.start, dates[-1].span.end
    is_first = BEGUN.search(text[max(0, start - 3) : start]) is not None or start == 0
    same = SAME_ITEM if is_by_year else SAME_CLAUSE
    return dates[-1] if is_first and same.fullmatch(text, end, amount) else None


def _is_lone(date: Sequence[Mention[PartialDate]]) -> bool:
    return any(len(m.value.edtf or "") == len("2007") for m in date)


def _when(
    dates: Sequence[Mention[PartialDate]],
    festival: Mention[PartialDate] | None,
    paragraph: int,
    at: int,
) -> Mention[PartialDate] | None:
    """Return the last day or month of the paragraph, else its festival, else the report's first."""
    known = bisect_right(dates, at, key=lambda m: m.span.end)
    if known == 0:
        return festival
    is_day = [len(m.value.edtf or "") > len("2007") for m in (dates[known - 1], dates[0])]
    if is_day[0] and dates[known - 1].span.start >= paragraph:
        return dates[known - 1]
    if festival is not None and festival.span.start >= paragraph:
        return festival
    if dates[known - 1].span.start >= paragraph:
        return dates[known - 1]  # the year that the paragraph opens with
    return dates[0] if is_day[1] or known == 1 else dates[1]
