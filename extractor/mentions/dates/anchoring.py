"""Written dates → EDTF, with what the report leaves to its reader filled in, and no more.

A day takes its month from the nearest date before it, except that a day which repeats the day of an
earlier date means that date again: 2月7日 … 2017年12月20日 … 7日 is 7 February.  A month takes its
year from its own sentence, else from the last year stated before it; a year that only looks back
(2006年开始, 自2006年启动以来, 1940年以来最大), is of a life (1950年3月入党, 1945年11月2日生) or names a budget (2016年度)
or a campaign (“2014年两节送温暖”) gives none, but a plan does.  A report whose title says of which year it is (2022年度工作总结) tells of an earlier one within a line.
A day that a notice sets after the day it is signed on, and that no year stands before, is of that year.
同年10月 and 次年3月 count from the year of the date before them.  What a reporter learns on 2月6日 of 2017年全年 leaves the day in a year unknown; what he learns on 8月1日 of
what was there by 2021年7月31日 does not.  An address to an assembly (各位代表) is of the year after the one
it looks back on.  December
beside the New Year festivals of year Y is in Y−1.  去年11月份 counts from the report's own year, and
98年 and 07年 are the years nearest to it.  每年1月5日 is in no year, and 29 February in no common one.
What no rule gives stays X.  Sources: FORMAT.md, and the annotation decisions of the field notes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import regex

from extractor.mentions.dates.edtf import TENS, is_possible, value_of
from extractor.mentions.dates.of_reports import (
    Placed,
    certain_year,
    day_signed,
    is_of_life,
    looks_back,
    of_school_year,
    own_year,
    school_year_of_report,
    year_of_report,
)
from extractor.mentions.dates.written import WrittenDate
from extractor.model import PartialDate
from extractor.offsets import Span

# What a reporter learns begins a sentence of its own: 2月6日，记者了解到，2017年….
LEARNT = r"获悉|得知|了解到|(?:公布|通报|发布)了?(?=[0-9]{4}年)"
SENTENCE_END = regex.compile(rf"[。！!？?；;\n]|{LEARNT}")
# The days a report tells of are in the year of the plan it carries out (《关于做好2017年救助工作的通知》), unless
# that is for the New Year festivals, which are prepared the year before, or for several years.
PLAN = (
    r"《(?![^》\n]{0,40}(?:元旦|春节|两节|双节|年?[-—–~～至到][0-9]{2}))"
    r"[^》\n]{0,38}(?:通知|方案|意见|计划|安排|要点)》"
)
QUOTED = regex.compile(rf"(?!{PLAN})[“《「][^”》」\n]{{1,40}}[”》」]")
NEW_YEAR = regex.compile(r"(?:两节|双节|元旦|春节)")
TENS_END = 31  # a month without a day may be told of to its end
LAST_MONTHS = 11  # November and December come before the festivals they prepare


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a date stands: its sentence, and whether a quoted name holds it."""

    sentence: int
    is_quoted: bool
    is_before_festival: bool
    is_compared: bool  # 2016年同期, 1940年以来最大: what is told is in another year
    looks_back: bool  # 2006年开始, 自2011年启动以来
    is_of_life: bool  # 1945年11月2日生: what is told is decades later
    is_of_news: bool  # its sentence ends with 获悉 or 了解到


@dataclass(slots=True)
class _Stated:
    """What the dates so far, and the sentence of the present one, say of years and months."""

    sentence_years: dict[int, str]  # the first year each sentence gives
    festival_years: dict[int, str]  # the year of the New Year festivals it names
    learnt: dict[int, WrittenDate]  # the first date each sentence gives with year and month
    own: int | None  # the report's own year, for 去年 and 98年
    is_latest: bool  # no year is stated that is later than the report's own
    published: date | None
    signed: date | None  # the day a notice is signed on, for the days it sets
    school: tuple[str, str] | None  # the school year that the title names
    current: str | None = None  # the year that a month without one is in
    last_year: str | None = None
    said_last: str | None = None  # the year of the date before, for 同年 and 次年
    last_dated: WrittenDate | None = None  # the last date with a month
    by_day: dict[int, WrittenDate] = field(default_factory=dict)


def resolve(
    written: Sequence[Placed], text: str, published: date | None = None
) -> list[PartialDate]:
    """Return the value of each written date, in the same order."""
    own = own_year(written, text, published)
    full_years = [_with_full_year(entry, own) for _, entry in written]
    places = list(_places([span for span, _ in written], text))
    certain, latest = certain_year(written, full_years, text, published)
    signed = day_signed(written, text)
    by_sentence = _years_by_sentence(full_years, places)
    school = school_year_of_report(written, text)
    stated = _Stated(*by_sentence, certain, latest, published, signed, school)
    of_report = year_of_report(written, text)
    values = []
    line = 0
    for (span, _), entry, place in zip(written, full_years, places, strict=True):
        if of_report and "\n" in text[line : span.start]:
            stated.current = max(stated.current or of_report, of_report)
        line = span.start
        with_day = _fill_day(entry, stated)
        filled, current = _fill_end(_fill_year(with_day, place, stated)), stated.current
        _remember(filled, place, stated)
        if _is_set(with_day, place, stated, current):
            stated.current = current  # 1月5日 that a notice of December sets is in the next year
        values.append(value_of(filled))
    return values


COMPARED = regex.compile(
    r"同期|(?:年?以来|后)(?:的?(?:同期|历史)?(?:最|第[一二三]|首[次个场]|新[高低]|少见|罕见)|[^，,。；;\n]{0,4}(?:未遇|罕见))"
)


def _with_full_year(entry: WrittenDate, own: int | None) -> WrittenDate:
    """Give 98年 its century: that of the interval's other end, else the one nearest to ``own``."""
    year = _full_year(entry.year, own)
    if entry.until is None:
        return entry if year == entry.year else entry._replace(year=year)
    near = int(year) if year and year.isdigit() else own
    until = entry.until._replace(year=_full_year(entry.until.year, near))
    return entry._replace(year=year, until=until)


def _full_year(year: str | None, near: int | None) -> str | None:
    if year is None or near is None or not year.startswith("XX") or not year[2:3].isdigit():
        return year
    century = near // 100
    candidates = [f"{century + more:02d}{year[2:]}" for more in (-1, 0, 1)]
    return min(candidates, key=lambda full: abs(int(full.replace("X", "5")) - near))


def _places(spans: Sequence[Span], text: str) -> Iterator[_Place]:
    stops = list(SENTENCE_END.finditer(text))
    ends = [m.end() for m in stops]
    quotes = [m.span() for m in QUOTED.finditer(text)]
    starts = [start for start, _ in quotes]
    for start, end in spans:
        before = bisect_right(starts, start - 1)  # quotes that open before the date
        is_quoted = before > 0 and end < quotes[before - 1][1]
        is_before_festival = bool(NEW_YEAR.match(text, end))
        sentence = bisect_right(ends, start)
        yield _Place(
            sentence,
            is_quoted,
            is_before_festival,
            is_compared=COMPARED.match(text, end) is not None,
            looks_back=looks_back(text, start, end),
            is_of_life=is_of_life(text, start, end),
            is_of_news=sentence < len(stops) and len(stops[sentence][0]) > 1,
        )


def _years_by_sentence(
    written: Sequence[WrittenDate], places: Sequence[_Place]
) -> tuple[dict[int, str], dict[int, str], dict[int, WrittenDate]]:
    """Return for each sentence its first year, that of its New Year festivals, and its first month."""
    plain: dict[int, str] = {}
    festival: dict[int, str] = {}
    dated: dict[int, WrittenDate] = {}
    for entry, place in zip(written, places, strict=True):
        if not entry.year:
            continue
        if place.is_before_festival and entry.year.isdigit():
            festival.setdefault(place.sentence, entry.year)
        is_history = place.is_compared or place.is_of_life
        is_history |= place.looks_back and entry.month is None
        if not (place.is_quoted or entry.fiscal or is_history) and entry.relative is None:
            plain.setdefault(place.sentence, entry.year)
        if entry.month and not place.is_quoted:
            dated.setdefault(place.sentence, entry)
    return plain, festival, dated


def _fill_day(entry: WrittenDate, stated: _Stated) -> WrittenDate:
    """Give a day that stands alone its month, and the year of the same date."""
    if entry.month is not None or (entry.day is None and entry.part not in TENS):
        return entry
    if entry.day is None:
        source = stated.last_dated
        return (
            entry._replace(month=source.month, year=source.year)
            if source
            else entry._replace(month=0)
        )
    repeated = None if entry.same else stated.by_day.get(entry.day)
    source = repeated or stated.last_dated
    if source is None:
        return entry
    last = source.until if source.until and source.until.month and not repeated else source
    year = last.year or source.year
    # The same day again is in the year that was not known then.
    return entry._replace(month=last.month, year=year, yearly=bool(repeated) and year is None)


def _fill_year(entry: WrittenDate, place: _Place, stated: _Stated) -> WrittenDate:
    """Give a date without a year its year, unless there is no such day in it."""
    if entry.relative is not None:
        # who tells of 2017 and 2018 in turn says 去年底 of either
        is_sure = stated.own and (stated.is_latest or not _is_end_of_year(entry))
        year = str(stated.own + entry.relative) if stated.own and is_sure else None
        return entry._replace(year=year)
    if entry.year is not None or entry.yearly:
        return entry
    if entry.of_year is not None:
        said = stated.said_last or ""
        return entry._replace(year=str(int(said) + entry.of_year) if said.isdigit() else "XXXX")
    if entry.is_lunar:
        near = stated.published.year if stated.published else stated.current
        return entry._replace(year_nearby=str(near) if near else None)
    year = _inherited_year(entry, place, stated)
    fits = not is_possible(None, entry.month, entry.day) or is_possible(
        year, entry.month, entry.day
    )
    return entry._replace(year=year) if fits else entry


def _inherited_year(entry: WrittenDate, place: _Place, stated: _Stated) -> str | None:
    """Return the year of a month or day without one, from its sentence or from before it."""
    month = entry.month or 0
    if entry.month is None and entry.day is None:  # 上半年 and 一季度 may be a budget's
        last, current = stated.last_year, stated.current
        is_history = last is not None and current is not None and last < current
        return stated.sentence_years.get(place.sentence) if is_history else last
    if festival_year := stated.festival_years.get(place.sentence):
        # 23 December of a 2014 New Year campaign is in 2013
        return str(int(festival_year) - 1) if month >= LAST_MONTHS else festival_year
    same_sentence = stated.sentence_years.get(place.sentence)
    learnt = stated.learnt.get(place.sentence + 1) if place.is_of_news else None
    if learnt and not same_sentence and (learnt.month or 0) <= month:
        return learnt.year
    published, is_set = stated.published, _year_set(entry, stated)
    if published and month > published.month and not (same_sentence or is_set):
        return str(published.year - 1)
    school = stated.school if stated.current in (None, *(stated.school or ())) else None
    of_school = of_school_year(school, month) if school else None
    return same_sentence or of_school or stated.current or is_set


def _is_set(entry: WrittenDate, place: _Place, stated: _Stated, current: str | None) -> bool:
    """Tell whether nothing but the day a notice is signed on gave a date its year."""
    is_stated = entry.year or entry.relative is not None or entry.of_year is not None
    if is_stated or current or place.sentence in stated.sentence_years:
        return False
    return _year_set(entry, stated) is not None


def _year_set(entry: WrittenDate, stated: _Stated) -> str | None:
    """Return the year of a day that a notice sets: one after it is signed, in the same year."""
    signed, month = stated.signed, entry.month or 0
    if signed is None or (month, entry.day or TENS_END) < (signed.month, signed.day):
        return None
    return str(signed.year)


def _fill_end(entry: WrittenDate) -> WrittenDate:
    """Give the end of an interval the parts it shares with the beginning."""
    if entry.until is None or entry.until.year:
        return entry
    month = entry.until.month if entry.until.month is not None else entry.month
    return entry._replace(until=entry.until._replace(year=entry.year, month=month))


def _is_end_of_year(entry: WrittenDate) -> bool:
    return entry.month is None and (entry.part or "").endswith(("初", "底", "末"))


def _remember(entry: WrittenDate, place: _Place, stated: _Stated) -> None:
    """Note what later dates may take from ``entry``; a lone year that looks back is history."""
    if entry.is_lunar:
        return
    stated.said_last = entry.until.year if entry.until and entry.until.year else entry.year
    if entry.month:
        stated.last_dated = entry
        if entry.day:
            stated.by_day[entry.day] = entry
    if not entry.year or place.is_compared or place.is_of_life:
        return
    if entry.relative is not None and _is_end_of_year(entry):
        return  # 上半年 after 比去年底减少25户 is of this year
    stated.last_year = entry.year
    if place.is_quoted or entry.fiscal or entry.relative is not None:
        return
    current = stated.current
    is_earlier = current is not None and entry.year < current
    if entry.month is not None or not (is_earlier or place.looks_back):
        stated.current = entry.until.year if entry.until and entry.until.year else entry.year
