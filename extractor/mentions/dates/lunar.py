"""Days of the lunar calendar and of the festivals, in the Gregorian calendar.

    正月初一 of 2014 → 2014-01-31    腊月二十三 in 2014 → 2014-01-23    母亲节 2021 → 2021-05-09

Only this module knows ``tyme4py``: MIT, no dependencies, pure Python, by the author of the older
``lunar_python`` and its successor, released twice a year.  ``lunardate`` and ``zhdate`` are under the
GPL, ``cnlunar`` converts the other way only, and ``borax`` has rested since April 2025; where two of them
convert, they agree on every festival from 1900 to 2088.

A festival's days are said in the table ``festivals``: ``solar 10-01``, ``lunar 08-15``, ``term 清明``,
``eve`` (the day before the lunar new year), ``weekday 05-2-7`` (the second Sunday of May).  A lunar
festival of a year is the one that falls in that Gregorian year: 小年 of 2014 is in January 2014.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from tyme4py.lunar import LunarDay
from tyme4py.solar import SolarTerm

NEW_YEAR = (1, 1)


@lru_cache(maxsize=4096)
def lunar_day(year: int, month: int, day: int) -> date | None:
    """Return the day of a lunar date, or ``None`` if that month has no such day."""
    try:
        there = LunarDay.from_ymd(year, month, day).get_solar_day()
    except ValueError:
        return None
    return date(there.get_year(), there.get_month(), there.get_day())


def lunar_day_within(year: int, month: int, day: int) -> date | None:
    """Return the one such lunar date that falls in the Gregorian ``year``, if there is one only."""
    days = [lunar_day(lunar_year, month, day) for lunar_year in (year - 1, year)]
    within = [there for there in days if there and there.year == year]
    return within[0] if len(within) == 1 else None


@lru_cache(maxsize=4096)
def festival_days(falls: str, year: int) -> tuple[date, date] | None:
    """Return the first and last day of a festival of ``year``, told by its cell in the table.

    >>> str(festival_days("weekday 05-2-7", 2021)[0])
    '2021-05-09'
    """
    calendar, _, when = falls.partition(" ")
    days = [_festival_day(calendar, one, year) for one in when.split()] if calendar != "eve" else []
    if calendar == "eve":
        new_year = lunar_day(year, *NEW_YEAR)
        days = [new_year - timedelta(days=1) if new_year else None]
    known = [day for day in days if day]
    return (min(known), max(known)) if known and len(known) == len(days) else None


def _festival_day(calendar: str, when: str, year: int) -> date | None:
    if calendar == "term":
        return _term_day(when, year)
    first, *rest = (int(part) for part in when.split("-"))
    if calendar == "solar":
        return date(year, first, rest[0])
    if calendar == "lunar":
        return lunar_day_within(year, first, rest[0])
    nth, weekday = rest
    start = date(year, first, 1)
    return start + timedelta(days=(weekday - start.isoweekday()) % 7 + 7 * (nth - 1))


def _term_day(name: str, year: int) -> date | None:
    """Return the day of a solar term; the library begins its year with the winter solstice before."""
    for library_year in (year, year + 1):
        there = SolarTerm.from_name(library_year, name).get_solar_day()
        if there.get_year() == year:
            return date(year, there.get_month(), there.get_day())
    return None
