"""What a report's own dates are: the year it is of, the year its title names, the day it is signed on.

    2022年度帮扶工作总结⏎…            of 2022, by its title
    2022—2023学年资助工作总结⏎…6月2日  June of 2023: a school year begins in September
    关于下拨助学资金的通知⏎…⏎2011年8月3日    signed on a line of its own; the days it sets come after

``anchoring`` fills in the dates that leave these to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import regex

from extractor.mentions.dates.edtf import is_possible
from extractor.mentions.dates.of_addresses import greets_assembly, year_of_address
from extractor.mentions.dates.written import WrittenDate
from extractor.offsets import Span

Placed = tuple[Span, WrittenDate]

# 2016年以来 tells of a year that was over, or went on, when the report was written.
_LOOKS_BACK = re.compile(r"(?:以来|至今|开始|起(?!码)|以后|之后|成立|建档|入党|参军|参加工作)")
_SINCE = re.compile(r"(?:自|从)从?$")
_UNTIL_NOW = regex.compile(r"[^。；;！!？?\n]{1,40}?(?:以来|至今)")
_ONGOING = regex.compile(r"\p{Han}{1,10}以来")
_OF_LIFE = regex.compile(
    r"(?:出?生(?:人|于|在)?(?=[，,。、；;)）\s]|于|在|$)|(?:加?入党|入伍|参军|应征|退伍|参加(?:工作|革命))(?!以?来|的))"
)
_BORN = re.compile(r"生于$")


def own_year(written: Sequence[Placed], text: str, published: date | None) -> int | None:
    """Return the year of publication, else the first that the text states and does not look back on."""
    if published:
        return published.year
    years = (
        e.year
        for span, e in written
        if e.year
        and not e.fiscal
        and not is_of_life(text, *span)
        and (e.month or not looks_back(text, *span))
    )
    return next((int(year) for year in years if year.isdigit()), None)


def certain_year(
    written: Sequence[Placed],
    full_years: Sequence[WrittenDate],
    text: str,
    published: date | None,
) -> tuple[int | None, bool]:
    """Return the year that 今年 is for certain, and whether the text tells of none after it."""
    if published:
        return published.year, True
    if greets_assembly(text):
        return year_of_address(written, text), True
    own = own_year(written, text, None)
    return own if _is_own_certain(full_years, own) else None, _is_latest(full_years, own)


_TITLE = re.compile(
    r"(?![^\n]{0,60}(?:元旦|春节|两节|双节))[^\n。；;]{0,40}"
    r"(?:(?:总结|小结|汇报|报告|回顾|情况)(?:材料)?"
    # of what was taken in and spent in the year; a budget and its carrying out are made known in another one
    r"|(?:收支|财务|使用|募捐|捐[款赠]|救助|资助|工作|开展)情况的?(?:公告|公报|通报|说明))\s*\n"
)


def year_of_report(written: Sequence[Placed], text: str) -> str | None:
    """Return the year that a title says the report is of: 2022年度帮扶工作总结.

    What such a report tells of an earlier year (2021年5月选派队员) goes no further than its line.
    """
    span, first = written[0] if written else (Span(0, 0), None)
    if first is None or first.year is None or not first.year.isdigit() or first.until:
        return None
    begin = text.rfind("\n", 0, span.start) + 1
    is_titled = first.month is None and _TITLE.match(text, begin) is not None
    return first.year if is_titled and begin < _LONGEST_HEADING else None


def school_year_of_report(written: Sequence[Placed], text: str) -> tuple[str, str] | None:
    """Return both years of the school year that a title says the report is of."""
    span, first = written[0] if written else (Span(0, 0), None)
    if first is None or first.rule_id != "date.school-year" or first.until is None:
        return None
    begin = text.rfind("\n", 0, span.start) + 1
    years = (first.year or "", first.until.year or "")
    is_titled = _TITLE.match(text, begin) is not None and begin < _LONGEST_HEADING
    return years if is_titled and all(map(str.isdigit, years)) else None


def of_school_year(years: tuple[str, str], month: int) -> str | None:
    """Return the year of a month of a school year; August is in none, between two of them."""
    if not month or month == _VACATION:
        return None
    return years[month < _VACATION]


_VACATION = 8


# 关于下拨2011年度助学资金的通知 … 须于8月25日前发放 … 二〇一一年八月三日
_NOTICE = re.compile(
    r"^[^\n。；;]{0,60}(?:通知|通告|公告|启事|倡议书|邀请函|安排|方案)"
    r"(?:[（(][^）)\n]{1,12}[）)])?[ \t\u3000]*(?=\n)",
    re.MULTILINE,
)
_SIGNED_ALONE = regex.compile(r"[ \t\u3000]*(?:印发|发布)?[ \t\u3000]*(?:\n|\Z)")


def day_signed(written: Sequence[Placed], text: str) -> date | None:
    """Return the day at the foot of a notice, on a line of its own."""
    span, last = written[-1] if written else (Span(0, 0), None)
    if last is None or last.until or last.is_lunar or not (last.year or "").isdigit():
        return None
    if not is_possible(last.year, last.month, last.day) or not (last.month and last.day):
        return None
    begin = text.rfind("\n", 0, span.start) + 1
    is_alone = not text[begin : span.start].strip() and _SIGNED_ALONE.match(text, span.end)
    is_notice = _NOTICE.search(text, 0, min(begin, _LONGEST_HEADING))
    return date(int(last.year or 0), last.month, last.day) if is_alone and is_notice else None


_LONGEST_HEADING = 120  # code points before the line of a title: a body, a number


def _is_own_certain(written: Sequence[WrittenDate], own: int | None) -> bool:
    """Tell whether the text names no year but those that a report of ``own`` may: its next, or past.

    今年八月 of a report that begins with 1949 and goes on to 1953 is in neither for certain.
    """
    years = (int(e.year) for e in written if e.year and e.year.isdigit() and not e.until)
    return own is not None and all(year <= own + 1 for year in years)


def looks_back(text: str, start: int, end: int) -> bool:
    """Tell whether a date opens a time that went on: 2011年以来, 自2006年启动以来."""
    if _LOOKS_BACK.match(text, end):
        return True
    is_since = _SINCE.search(text, max(0, start - 2), start) is not None
    return (_UNTIL_NOW if is_since else _ONGOING).match(text, end) is not None


def is_of_life(text: str, start: int, end: int) -> bool:
    """Tell whether a date is one of a person's life: 1945年11月2日生于, 生于1945年."""
    is_born = _BORN.search(text, max(0, start - 2), start)
    return is_born is not None or _OF_LIFE.match(text, end) is not None


def _is_latest(written: Sequence[WrittenDate], own: int | None) -> bool:
    """Tell whether no year is stated that is later than ``own``."""
    return own is not None and all(
        int(e.year) <= own for e in written if e.year and e.year.isdigit()
    )
