"""Written dates → EDTF, with what the report leaves to its reader filled in, and no more.

A day takes its month from the nearest date before it, except that a day which repeats the day of an
earlier date means that date again: 2月7日 … 2017年12月20日 … 7日 is 7 February.  A month takes its
year from its own sentence, else from the last year stated before it; a year that only looks back
(2006年开始, 自2006年启动以来, 1940年以来最大), is of a life (1950年3月入党, 1945年11月2日生) or names a budget (2016年度)
or a campaign (“2014年两节送温暖”) gives none, but a plan does.  A report whose title says of which year it is (2022年度工作总结) tells of an earlier one within a line.
同年10月 and 次年3月 count from the year of the date before them.  What a reporter learns on 2月6日 of 2017年全年 leaves the day in a year unknown; what he learns on 8月1日 of
what was there by 2021年7月31日 does not.  December
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

from extractor.mentions.dates import WrittenDate
from extractor.mentions.edtf import TENS, is_possible, value_of
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
LAST_MONTHS = 11  # November and December come before the festivals they prepare


Placed = tuple[Span, WrittenDate]


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
    published: date | None
    current: str | None = None  # the year that a month without one is in
    last_year: str | None = None
    said_last: str | None = None  # the year of the date before, for 同年 and 次年
    last_dated: WrittenDate | None = None  # the last date with a month
    by_day: dict[int, WrittenDate] = field(default_factory=dict)


def resolve(
    written: Sequence[Placed], text: str, published: date | None = None
) -> list[PartialDate]:
    """Return the value of each written date, in the same order."""
    own = _own_year(written, text, published)
    full_years = [_with_full_year(entry, own) for _, entry in written]
    places = list(_places([span for span, _ in written], text))
    certain = own if published or _is_own_certain(full_years, own) else None
    stated = _Stated(*_years_by_sentence(full_years, places), certain, published)
    of_report = _year_of_report(written, text)
    values = []
    line = 0
    for (span, _), entry, place in zip(written, full_years, places, strict=True):
        if of_report and "\n" in text[line : span.start]:
            stated.current = max(stated.current or of_report, of_report)
        line = span.start
        filled = _fill_end(_fill_year(_fill_day(entry, stated), place, stated))
        _remember(filled, place, stated)
        values.append(value_of(filled))
    return values


# 2016年以来 tells of a year that was over, or went on, when the report was written.
LOOKS_BACK = regex.compile(r"(?:以来|至今|开始|起(?!码)|以后|之后|成立|建档|入党|参军|参加工作)")
_SINCE = regex.compile(r"(?:自|从)从?$")
_UNTIL_NOW = regex.compile(r"[^。；;！!？?\n]{1,40}?(?:以来|至今)")
_ONGOING = regex.compile(r"\p{Han}{1,10}以来")
_OF_LIFE = regex.compile(
    r"(?:出?生(?:人|于|在)?(?=[，,。、；;)）\s]|于|在|$)|(?:加?入党|入伍|参军|应征|退伍|参加(?:工作|革命))(?!以?来|的))"
)
_BORN = regex.compile(r"生于$")
COMPARED = regex.compile(
    r"同期|(?:年?以来|后)(?:的?(?:同期|历史)?(?:最|第[一二三]|首[次个场]|新[高低]|少见|罕见)|[^，,。；;\n]{0,4}(?:未遇|罕见))"
)


def _own_year(written: Sequence[Placed], text: str, published: date | None) -> int | None:
    """Return the year of publication, else the first that the text states and does not look back on."""
    if published:
        return published.year
    years = (
        e.year
        for span, e in written
        if e.year
        and not e.fiscal
        and not _is_of_life(text, *span)
        and (e.month or not _looks_back(text, *span))
    )
    return next((int(year) for year in years if year.isdigit()), None)


_TITLE = regex.compile(
    r"(?![^\n]{0,60}(?:元旦|春节|两节|双节))[^\n。；;]{0,40}"
    r"(?:(?:总结|小结|汇报|报告|回顾|情况)(?:材料)?"
    # of what was taken in and spent in the year; a budget and its carrying out are made known in another one
    r"|(?:收支|财务|使用|募捐|捐[款赠]|救助|资助|工作|开展)情况的?(?:公告|公报|通报|说明))\s*\n"
)


def _year_of_report(written: Sequence[Placed], text: str) -> str | None:
    """Return the year that a title says the report is of: 2022年度帮扶工作总结.

    What such a report tells of an earlier year (2021年5月选派队员) goes no further than its line.
    """
    span, first = written[0] if written else (Span(0, 0), None)
    if first is None or first.year is None or not first.year.isdigit() or first.until:
        return None
    begin = text.rfind("\n", 0, span.start) + 1
    is_titled = first.month is None and _TITLE.match(text, begin) is not None
    return first.year if is_titled and begin < _LONGEST_HEADING else None


_LONGEST_HEADING = 120  # code points before the line of a title: a body, a number


def _is_own_certain(written: Sequence[WrittenDate], own: int | None) -> bool:
    """Tell whether the text names no year but those that a report of ``own`` may: its next, or past.

    今年八月 of a report that begins with 1949 and goes on to 1953 is in neither for certain.
    """
    years = (int(e.year) for e in written if e.year and e.year.isdigit() and not e.until)
    return own is not None and all(year <= own + 1 for year in years)


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
            looks_back=_looks_back(text, start, end),
            is_of_life=_is_of_life(text, start, end),
            is_of_news=sentence < len(stops) and len(stops[sentence][0]) > 1,
        )


def _looks_back(text: str, start: int, end: int) -> bool:
    """Tell whether a date opens a time that went on: 2011年以来, 自2006年启动以来."""
    if LOOKS_BACK.match(text, end):
        return True
    is_since = _SINCE.search(text, max(0, start - 2), start) is not None
    return (_UNTIL_NOW if is_since else _ONGOING).match(text, end) is not None


def _is_of_life(text: str, start: int, end: int) -> bool:
    """Tell whether a date is one of a person's life: 1945年11月2日生于, 生于1945年."""
    is_born = _BORN.search(text, max(0, start - 2), start)
    return is_born is not None or _OF_LIFE.match(text, end) is not None


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
        year = str(stated.own + entry.relative) if stated.own else None
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
    published = stated.published
    if published and month > published.month and not same_sentence:
        return str(published.year - 1)
    return same_sentence or stated.current


def _fill_end(entry: WrittenDate) -> WrittenDate:
    """Give the end of an interval the parts it shares with the beginning."""
    if entry.until is None or entry.until.year:
        return entry
    month = entry.until.month if entry.until.month is not None else entry.month
    return entry._replace(until=entry.until._replace(year=entry.year, month=month))


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
    stated.last_year = entry.year
    if place.is_quoted or entry.fiscal or entry.relative is not None:
        return
    current = stated.current
    is_earlier = current is not None and entry.year < current
    if entry.month is not None or not (is_earlier or place.looks_back):
        stated.current = entry.until.year if entry.until and entry.until.year else entry.year
