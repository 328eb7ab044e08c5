"""Dates and periods as reports write them, in EDTF (ISO 8601-2).

    2008年5月20日  1月19日  9日  2023年1月9日-12日  2013年12月中旬至2014年1月底  20__年  去年11月份
    2006-01-20  30.09.2014  20180105  2023~2024学年度  上半年  2014年前11个月  二〇〇八年五月  98年4月
    20世纪90年代  2019“慈善情暖万家”

A pattern (``shapes``) finds the written parts of each date; ``anchoring`` fills in what the
text leaves to the reader.  The span is the date alone: not 以来, 前后 or the clock time after it.
A date that cannot be (2月30日, 13月) is kept without a value.  3/4/2015 says no more than its year:
both orders are in use.  Not read: 今年 and 近日 alone, clock times, document numbers (〔2015〕163号),
第N届, durations (9年, 十日内), a bare 2018 that no word makes a year, 年代 without its century.
Which error is worse: an invented year is worse than an unknown one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from extractor.mentions.dates.patterns import (
    AFTER_BOTH,
    BETWEEN,
    JOINED,
    MASKS,
    RELATIVE,
    SAME_YEAR,
    STARTS,
)
from extractor.mentions.dates.shapes import point, shapes
from extractor.numerals import read_numeral
from extractor.offsets import Span
from extractor.rules import Shown, found_from, remembered

# 2008年度民政工作汇报 tells of the days of that year; 2016年度预算 and 2016年度奖金 of money for it.
OF_WORK = regex.compile(
    r"(?![^，,。；;\n]{0,14}[预决]算)[^，,。；;\n]{0,10}工作(?:总结|汇报|报告|小结|回顾|情况)"
)
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
MONTHS = 12  # the most a figure may be, to be a month

JOINED_DATES = Shown(
    "date.interval",
    "Two dates with a sign between, or with 与 between and 间 behind.",
    (
        "⟦2023年1月9日-12日⟧走访",
        "⟦2013年12月中旬至2014年1月底⟧开展",
        "⟦2007年与2009年⟧间",
        "1月5日、9日走访",
    ),
)


class WrittenDate(NamedTuple):
    """The parts of a date that the text writes; ``until`` is the second one of an interval."""

    rule_id: str
    year: str | None = None  # "2008", "20XX", "XXXX", "199X"; "XX98" as it is written
    month: int | None = None  # 0 where it is masked
    day: int | None = None  # 0 where it is masked
    part: str | None = None  # 中旬, 底, 上半年, 第一季度
    relative: int | None = None  # years from the report's own: 去年 -1
    of_year: int | None = None  # years from the one stated last: 同年 0, 次年 1
    same: bool = False  # 同月17日
    fiscal: bool = False  # 2016年度 is a budget year, and dates no day
    yearly: bool = False  # 每年1月5日 is in no year
    is_lunar: bool = False  # 腊月二十三
    year_nearby: str | None = None  # the Gregorian year that a lunar date without one is in
    until: WrittenDate | None = None


def find_written(text: str) -> list[tuple[Span, WrittenDate]]:
    """Return the dates that ``text`` writes and where, in order, intervals joined."""
    found: list[tuple[Span, WrittenDate]] = []
    for span, date in _points(text):
        if found and _is_interval(found[-1], (span, date), text):
            start, first = found.pop()
            found.append((Span(start.start, span.end), _with_end(first, date)))
        else:
            found.append((span, date))
    return found


def shown() -> tuple[Shown, ...]:
    """Return what each rule of dates reads, with its examples."""
    return (*(Shown(s.rule_id, s.reads, s.examples) for s in shapes()), JOINED_DATES)


def _points(text: str) -> Iterator[tuple[Span, WrittenDate]]:
    lunar: WrittenDate | None = None  # the last date, if it is one
    for match in found_from(STARTS, point().match, text):
        date = _read(match)
        if date is None:
            continue
        if lunar and match["day_only"] and match["day_only"][0] in "廿卅":
            date = lunar._replace(day=date.day)  # 腊月廿三 … 廿五日
        if match["fiscal"] and OF_WORK.match(text, match.end()):
            # not in ``_read``, which remembers a match by its own text
            date = date._replace(fiscal=False)
        lunar = date if date.is_lunar else None
        yield Span(*match.span()), date


@remembered
def _read(match: regex.Match[str]) -> WrittenDate | None:
    return _read_figures(match) or _read_span(match) or _read_parts(match)


def _read_figures(match: regex.Match[str]) -> WrittenDate | None:
    """Return a date written in figures alone, or ``None`` if it is not."""
    if match["numeric"]:
        year, month, day = regex.split(r"[-/.．\s]", match["numeric"].strip())
        return WrittenDate("date.numeric", year, int(month), int(day))
    if match["compact"]:
        year, month, day = match["compact"][:4], match["compact"][4:6], match["compact"][6:]
        return WrittenDate("date.compact", year, int(month), int(day))
    if match["backward"]:
        return _day_first(match["backward"], match["sep"])
    if match["months"] or match["years"]:
        parts = regex.findall("[0-9]+", match.group())
        middle = len(parts) // 2
        if len(parts[-1]) == len("22") and match["years"]:
            parts[-1] = parts[0][:2] + parts[-1]  # 2021-22年
        ends = [_year_and_month(p) for p in (parts[:middle], parts[middle:])]
        return ends[0]._replace(until=ends[1])
    return WrittenDate("date.bare-year", match["bare"]) if match["bare"] else None


def _year_and_month(parts: list[str]) -> WrittenDate:
    month = int(parts[1]) if parts[1:] else None
    return WrittenDate("date.interval", parts[0], month)


def _two_months(match: regex.Match[str]) -> tuple[int | None, int | None]:
    """Return the months of a match, two for 七八月份 and 十一二月."""
    if match["pair"]:
        last = {"十一二": 12}.get(match["pair"]) or _small(match["pair"][-1])
        return last - 1, last
    month = match["month"] or match["month_only"]
    return (_small(month) if month else None), None


def _day_first(text: str, separator: str) -> WrittenDate:
    """Return 30.09.2014; between slashes the month may come first, and only some show which."""
    first, second, year = text.split(separator)
    day, month = int(first), int(second)
    if separator == "/" and day <= MONTHS and month <= MONTHS and day != month:
        return WrittenDate("date.day-first", year)
    if separator == "/" and month > MONTHS:
        day, month = month, day
    return WrittenDate("date.day-first", year, month, day)


def _read_span(match: regex.Match[str]) -> WrittenDate | None:
    """Return a lunar date, a school year or a decade, or ``None`` if it is none of them."""
    if match["lunar_month"]:
        return _lunar(match)
    if match["schoolyear"]:
        return _school_year(match["schoolyear"])
    if not match["decade"]:
        return None
    century, _, decade = match["decade"].partition("世纪")
    tens = read_numeral(decade[0])
    number = read_numeral(century) if century != "上" else None
    first = f"{int(number.value) - 1:02d}" if number else "XX"
    return WrittenDate("date.decade", f"{first}{tens.value if tens else 'X'}X")


def _lunar(match: regex.Match[str]) -> WrittenDate:
    written, day = match["lunar_month"], match["lunar_day"]
    month = LUNAR_MONTHS.get(written) or _small(written)
    year = _year(match["lunar_year"]) if match["lunar_year"] else None
    number = _small(day.removeprefix("初")) if day else None
    return WrittenDate("date.lunar", year, month, number, is_lunar=True)


def _read_parts(match: regex.Match[str]) -> WrittenDate | None:
    """Return the parts of one match; what is not written stays ``None``."""
    month, last_month = _two_months(match)
    day = _day(match)
    year = _year(match["year"]) if match["year"] else None
    if match["short"]:
        year = _short_year(match["short"])
    until = WrittenDate("date.parts", year, last_month) if last_month else None
    return WrittenDate(
        "date.parts",
        year,
        month,
        _small(day) if day else None,
        match["part"]
        or match["part_then"]
        or match["half"]
        or match["half_only"]
        or match["part_only"],
        RELATIVE.get(match["relative"] or ""),
        SAME_YEAR.get(match["of_year"] or ""),
        bool(match["same"]),
        bool(match["fiscal"]),
        yearly=match["yearly"] is not None,
        until=until,
    )


def _day(match: regex.Match[str]) -> str | None:
    days = ("day", "day_then", "day_only", "day_next")
    return next((match[name] for name in days if match[name]), None)


_ZERO = regex.compile("[oOＯ◯０0]")
_MASK = regex.compile(rf"[{MASKS}]")
_MASKED = regex.compile("[xXｘＸ×*＊_]")  # ○ and Ｏ are zeros among Chinese digits
_DIGITS = dict(zip("零〇○一二三四五六七八九", "000123456789", strict=True))


def _year(text: str) -> str:
    """Return an EDTF year: 20__ -> 20XX, xx -> XXXX, 二〇〇八 -> 2008, 二〇一× -> 201X."""
    if text[0] in MASKS and len(text) <= 4 and set(text) <= set(MASKS):  # noqa: PLR2004
        return "XXXX"
    if text[0] in "一二":
        if _MASKED.search(text):  # 二〇一×年: one digit after the other
            return "".join(_DIGITS.get(char, "X") for char in _ZERO.sub("零", text))
        numeral = read_numeral(_ZERO.sub("零", text))
        return str(numeral.value) if numeral else "XXXX"
    return str(_MASK.sub("X", text))


def _short_year(text: str) -> str:
    """Return the two last digits of a year, its century to be told from the report: XX98."""
    numeral = read_numeral(text)
    return f"XX{int(numeral.value):02d}" if numeral else "XXXX"


def _small(text: str) -> int:
    """Return a month or a day; 0 where it is masked."""
    if text == "元":
        return 1
    numeral = read_numeral(text) if text[0] not in MASKS else None
    return int(numeral.value) if numeral else 0


def _school_year(text: str) -> WrittenDate:
    first, *rest = regex.findall(r"[0-9]{2,4}", text)
    last = rest[0] if rest else str(int(first) + 1)
    end = WrittenDate("date.school-year", first[: 4 - len(last)] + last, fiscal=True)
    return WrittenDate("date.school-year", first, fiscal=True, until=end)


def _is_interval(one: tuple[Span, WrittenDate], other: tuple[Span, WrittenDate], text: str) -> bool:
    """Whether only a sign stands between, or 与 with 间 behind both."""
    (span, first), (later, second) = one, other
    if first.until or second.until or second.rule_id != first.rule_id or first.is_lunar:
        return False
    if JOINED.fullmatch(text, span.end, later.start):
        return True
    is_between = BETWEEN.fullmatch(text, span.end, later.start) is not None
    return is_between and AFTER_BOTH.match(text, later.end) is not None


def _with_end(first: WrittenDate, second: WrittenDate) -> WrittenDate:
    is_fiscal = first.fiscal or second.fiscal
    return first._replace(rule_id="date.interval", fiscal=is_fiscal, until=second)
