"""Dates and periods as reports write them, in EDTF (ISO 8601-2).

    2008年5月20日  1月19日  9日  2023年1月9日-12日  2013年12月中旬至2014年1月底  20__年  去年11月份
    2006-01-20  30.09.2014  2023~2024学年度  上半年  二〇〇八年五月  2019“慈善情暖万家”

A pattern finds the written parts of each date; ``calendar`` fills in what the text leaves to the
reader.  The span is the date alone: not 以来, 前后 or the clock time after it.  Not read: 今年 and
近日 alone, clock times, document numbers (〔2015〕163号), 第N届, durations (9年), 十日内.
Which error is worse: an invented year is worse than an unknown one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.mentions.quantities import SIGN
from extractor.numerals import read_numeral
from extractor.offsets import Span

RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
SAME = ("当月", "本月", "同月", "该月")

MASKS = "xXｘＸ×*＊_○Ｏ"
ARABIC_YEAR = r"(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9])"
YEAR = (
    rf"(?:{ARABIC_YEAR}|(?<![0-9])(?:19|20)[{MASKS}]{{2}}|(?<![0-9A-Za-z{MASKS}])[{MASKS}]{{1,4}}"
    r"|(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2})"
)
MONTH = rf"(?:(?<![0-9.])(?:1[0-2]|0?[1-9])|十[一二]?|[一二三四五六七八九元]|(?<![0-9A-Za-z])[{MASKS}]{{1,2}})"
ARABIC_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
CHINESE_DAY = r"(?:三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
DAY = rf"(?:{ARABIC_DAY}|{CHINESE_DAY}|[{MASKS}]{{1,2}})"
NOT_YEAR = r"(?!级|轻|代|龄|货|薪|利率|均|夜|假|检|审|鉴|报表)"
NOT_MONTH = r"(?!球|饼|嫂|子|租|薪|均|经|报表|票|刊)"
NOT_DAY = r"(?!楼|院|线|文|店|机|台|门|馆|厅|令|公告|房|车|牌|捐|游|用|内|后|间|程|均|常|报|本|趋|渐|井|矿|志)"
PART = r"(?:上旬|中旬|下旬|初|底|末|上半月|下半月)"
HALF = r"(?:[上下]半年|第?[一二三四1-4]季度|前三季度)"
NUMBER_THEN = rf"(?=\s?{SIGN}\s?[0-9]{{1,2}}\s?"  # 9-12日: the first 日 is left out

POINT = regex.compile(
    rf"""
      (?P<numeric> {ARABIC_YEAR} (?P<sep>[-/.．]) (?:1[0-2]|0?[1-9]) (?P=sep) {ARABIC_DAY} (?![0-9]) )
    | (?P<backward> (?<![0-9.]) {ARABIC_DAY} \. (?:1[0-2]|0?[1-9]) \. (?:19|20)[0-9]{{2}} (?![0-9]) )
    | (?P<schoolyear> {ARABIC_YEAR} 年? {SIGN} (?:19|20)?[0-9]{{2}} \s?学年度? )
    | (?: (?P<relative> {"|".join(RELATIVE)} ) (?= [0-9一二三四五六七八九十元上下第前] ) )?+
      (?:
        (?P<year> {YEAR} ) (?: \s?年{NOT_YEAR} (?P<fiscal>度)?+ | (?= {SIGN} {ARABIC_YEAR}年 ) )
        (?: (?P<half> {HALF} )
          | \s? (?P<month> {MONTH} ) \s? (?: 月份?+{NOT_MONTH} | {NUMBER_THEN}月(?!内) ) )
            (?: \s? (?P<day> {DAY} ) \s? (?: [日号] | {NUMBER_THEN}[日号] ) ) )?+
        )?+
        (?P<part> (?<=[月份])(?:{PART}) | (?<=年)(?:初|底|末) )?+
      | (?P<month_only> {MONTH} ) \s? (?: 月份?+{NOT_MONTH} | {NUMBER_THEN}月(?![内份]?[来均]) ) )
        (?: \s? (?P<day_then> {DAY} ) \s? (?: [日号] | {NUMBER_THEN}[日号] ) ) )?+
        (?P<part_then> (?<=[月份]){PART} )?+
      | (?P<half_only> (?<![年月每在内连]){HALF} )
      )
    | (?: (?P<same> {"|".join(SAME)} ) )?+ (?P<day_only> (?<![0-9.:：\-—~～/第每近]) {ARABIC_DAY} ) \s? (?: 日{NOT_DAY} | {NUMBER_THEN}日{NOT_DAY} ) )
    | (?P<day_next> (?<= [日0-9] {SIGN} ) {ARABIC_DAY} ) \s? [日号]
    | (?P<bare> {ARABIC_YEAR} ) (?= [“"《「] )
    """,
    regex.VERBOSE,
)
JOINED = regex.compile(rf"\s?{SIGN}\s?")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """The parts of a date that the text writes; ``end`` is the second one of an interval."""

    span: Span
    rule_id: str
    year: str | None = None  # "2008", "20XX", "XXXX"
    month: int | None = None  # 0 where it is masked
    day: int | None = None  # 0 where it is masked
    part: str | None = None  # 中旬, 底, 上半年, 第一季度
    relative: int | None = None  # years from the report's own: 去年 -1
    same: bool = False  # 同月17日
    fiscal: bool = False  # 2016年度 is a budget year, and dates no day
    until: WrittenDate | None = None


def find_written(text: str) -> list[WrittenDate]:
    """Return the dates that ``text`` writes, in order, intervals joined."""
    found: list[WrittenDate] = []
    for date in _points(text):
        if found and _is_interval(found[-1], date, text):
            first = found.pop()
            span = Span(first.span.start, date.span.end)
            found.append(_with_end(first, date, span))
        else:
            found.append(date)
    return found


def _points(text: str) -> Iterator[WrittenDate]:
    for match in POINT.finditer(text):
        date = _read_point(match)
        if date is not None:
            yield date


def _read_point(match: regex.Match[str]) -> WrittenDate | None:
    """Return the parts of one match; a masked day that stands alone says nothing."""
    span = Span(*match.span())
    if match["numeric"]:
        year, month, day = regex.split(r"[-/.．]", match["numeric"])
        return WrittenDate(span, "date.numeric", year, int(month), int(day))
    if match["backward"]:
        day, month, year = match["backward"].split(".")
        return WrittenDate(span, "date.day-first", year, int(month), int(day))
    if match["schoolyear"]:
        return _school_year(match["schoolyear"], span)
    if match["bare"]:
        return WrittenDate(span, "date.bare-year", match["bare"])
    relative = RELATIVE.get(match["relative"] or "")
    month = match["month"] or match["month_only"]
    return WrittenDate(
        span,
        "date.parts",
        _year(match["year"]) if match["year"] else None,
        _small(month) if month else None,
        _small(day) if (day := _day(match)) else None,
        match["part"] or match["part_then"] or match["half"] or match["half_only"],
        relative,
        bool(match["same"]),
        bool(match["fiscal"]),
    )


def _day(match: regex.Match[str]) -> str | None:
    days = ("day", "day_then", "day_only", "day_next")
    return next((match[name] for name in days if match[name]), None)


def _year(text: str) -> str:
    """Return an EDTF year: 20__ -> 20XX, xx -> XXXX, 二〇〇八 -> 2008."""
    if text[0] in MASKS and len(text) <= 4 and set(text) <= set(MASKS):  # noqa: PLR2004
        return "XXXX"
    if text[0] in "一二":
        numeral = read_numeral(text)
        return str(numeral.value) if numeral else "XXXX"
    return regex.sub(rf"[{MASKS}]", "X", text)


def _small(text: str) -> int:
    """Return a month or a day; 0 where it is masked."""
    if text == "元":
        return 1
    numeral = read_numeral(text) if text[0] not in MASKS else None
    return int(numeral.value) if numeral else 0


def _school_year(text: str, span: Span) -> WrittenDate:
    first, last = regex.findall(r"[0-9]{2,4}", text)
    end = WrittenDate(span, "date.school-year", first[: 4 - len(last)] + last, fiscal=True)
    return WrittenDate(span, "date.school-year", first, fiscal=True, until=end)


def _is_interval(first: WrittenDate, second: WrittenDate, text: str) -> bool:
    """Whether only a sign stands between, and the second is no coarser part of the first."""
    between = text[first.span.end : second.span.start]
    if first.until or second.until or not JOINED.fullmatch(between):
        return False
    return second.rule_id == first.rule_id


def _with_end(first: WrittenDate, second: WrittenDate, span: Span) -> WrittenDate:
    return WrittenDate(
        span,
        "date.interval",
        first.year,
        first.month,
        first.day,
        first.part,
        first.relative,
        first.same,
        first.fiscal or second.fiscal,
        second,
    )
