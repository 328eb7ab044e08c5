"""A written date with its year → its EDTF (ISO 8601-2) and the first and last day it can mean.

    2021-02   20XX   199X   XXXX-01-05   2014-40 (上半年)   2014-33 (一季度)   2023-01-11/2023-01-13

上旬, 中旬 and 下旬 are the days 1–10, 11–20 and 21 to the end; 月初, 月底 and 年底 the month or the year.
A day that no such month has (2月30日, 13月) has no EDTF: the mention stays, without a value.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

import regex

from extractor.mentions.dates.lunar import lunar_day, lunar_day_within
from extractor.mentions.dates.written import WrittenDate
from extractor.model import PartialDate
from extractor.numerals import read_numeral

TENS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上半月": (1, 15), "下半月": (16, 31)}
HALVES = {"上半年": 40, "下半年": 41}  # EDTF semesters
QUARTERS = {"一": 33, "1": 33, "二": 34, "2": 34, "三": 35, "3": 35, "四": 36, "4": 36}
MONTHS = 12
LAST_CLEAR_MONTH = 10  # of the lunar year, that is sure to end in the same Gregorian year
LEAP, COMMON = 2000, 2001  # an unknown year may have 29 February; its end is sure to be the 28th


@lru_cache(maxsize=8192)
def value_of(entry: WrittenDate) -> PartialDate:
    """Return the value of a written date whose parts are filled in."""
    if entry.is_lunar:
        return _lunar_value(entry)
    first = _edtf(entry)
    if entry.until is None:
        return _partial(first)
    last = _edtf(entry.until)
    return _partial(f"{first.partition('/')[0]}/{last.rpartition('/')[2]}")


def is_possible(year: str | None, month: int | None, day: int | None) -> bool:
    """Whether there is such a day; a part that is not known may be any."""
    if (month or 0) > MONTHS or month is None or not month or not day:
        return (month or 0) <= MONTHS
    return day <= monthrange(int(year) if year and year.isdigit() else LEAP, month)[1]


def _lunar_value(entry: WrittenDate) -> PartialDate:
    """Return the Gregorian day of a lunar date whose year is known.

    2013年腊月二十三 may be in January 2013 or in January 2014: it has no day, but bounds.
    """
    year = entry.year or entry.year_nearby
    if not year or not year.isdigit() or not entry.month or not entry.day:
        return PartialDate(None)
    if entry.year is None or entry.month <= LAST_CLEAR_MONTH:
        day = lunar_day_within(int(year), entry.month, entry.day)
        return PartialDate(day.isoformat() if day else None, None, day, day)
    days = [
        lunar_day(int(year) - 1, entry.month, entry.day),
        lunar_day(int(year), entry.month, entry.day),
    ]
    return PartialDate(None, None, days[0], days[1]) if all(days) else PartialDate(None)


def _edtf(entry: WrittenDate) -> str:
    year = entry.year or "XXXX"
    if entry.month is None and entry.day is None:
        return _part_of_year(year, entry.part)
    month = f"{year}-{entry.month:02d}" if entry.month else f"{year}-XX"
    if entry.part in TENS and entry.month and entry.month <= MONTHS:
        first, last = TENS[entry.part]
        return f"{month}-{first:02d}/{month}-{min(last, _length(year, entry.month)):02d}"
    if entry.day is None:
        return month
    return f"{month}-{entry.day:02d}" if entry.day else f"{month}-XX"


def _part_of_year(year: str, part: str | None) -> str:
    """Return a half, a quarter or the first months of ``year``, or the year itself."""
    if part in HALVES:
        return f"{year}-{HALVES[part]}"
    if part == "前三季度":
        return f"{year}-01/{year}-09"
    if part and part.endswith("季度"):
        return f"{year}-{QUARTERS[part[-3]]}"
    if part and part.startswith("前"):
        months = read_numeral(part[1:].rstrip("个月"))
        return f"{year}-01/{year}-{int(months.value):02d}" if months else year
    return year


def _length(year: str, month: int) -> int:
    return monthrange(int(year) if year.isdigit() else COMMON, month)[1]


def _partial(edtf: str) -> PartialDate:
    """Return the date with the days it can mean; an impossible one has no value."""
    start, _, end = edtf.partition("/")
    if not all(_may_be(part) for part in (start, end or start)):
        return PartialDate(None)
    days = _days(start), _days(end or start)
    if not days[0] or not days[1] or days[0][0] > days[1][1]:
        return PartialDate(edtf)
    return PartialDate(edtf, earliest=days[0][0], latest=days[1][1])


_PARTS = regex.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")


def _may_be(edtf: str) -> bool:
    match = _PARTS.fullmatch(edtf)
    if not match or (match[2] in SEASONS and not match[3]):
        return True
    month, day = (int(part) if part and part.isdigit() else None for part in match.group(2, 3))
    return is_possible(match[1], month, day)


SEASONS = {str(code) for code in (*HALVES.values(), *QUARTERS.values())}


def _days(edtf: str) -> tuple[date, date] | None:
    """Return the first and last day of one EDTF date whose year is known, or its decade."""
    year, _, rest = edtf.partition("-")
    if not rest and year[:2].isdigit():
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    if not year.isdigit():
        return None
    spans = {"40": (1, 6), "41": (7, 12)}
    spans |= {str(33 + n): (3 * n + 1, 3 * n + 3) for n in range(4)}
    if rest in spans:
        first, last = spans[rest]
        return date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1])
    return _month_days(int(year), rest)


def _month_days(year: int, rest: str) -> tuple[date, date] | None:
    month, _, day = rest.partition("-")
    if not month.isdigit():
        return None
    if not day.isdigit():
        return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
    return date(year, int(month), int(day)), date(year, int(month), int(day))
