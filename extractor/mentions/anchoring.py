"""Written dates → EDTF, with what the report leaves to its reader filled in, and no more.

A day takes its month from the nearest date before it, except that a day which repeats the day of an
earlier date means that date again: 2月7日 … 2017年12月20日 … 7日 is 7 February.  A month takes its
year from its own sentence, else from the last year stated before it; a year that only looks back
(2006年开始) or names a budget (2016年度) or a campaign (“2014年两节送温暖”) gives none.  December
beside the New Year festivals of year Y is in Y−1.  去年11月份 counts from the report's own year.
What no rule gives stays X.  Sources: FORMAT.md, and the annotation decisions of the field notes.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import regex

from extractor.mentions.dates import WrittenDate
from extractor.model import PartialDate

TENS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上半月": (1, 15), "下半月": (16, 31)}
HALVES = {"上半年": 40, "下半年": 41}  # EDTF semesters
QUARTERS = {"一": 33, "1": 33, "二": 34, "2": 34, "三": 35, "3": 35, "四": 36, "4": 36}
SENTENCE_END = regex.compile(r"[。！!？?；;\n]")
QUOTED = regex.compile(r"[“《「][^”》」\n]{1,40}[”》」]")
NEW_YEAR = regex.compile(r"(?:两节|双节|元旦|春节)")
LAST_MONTHS = 11  # November and December come before the festivals they prepare


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a date stands: its sentence, and whether a quoted name holds it."""

    sentence: int
    is_quoted: bool
    is_before_festival: bool


def resolve(
    written: Sequence[WrittenDate], text: str, published: date | None = None
) -> list[PartialDate]:
    """Return the value of each written date, in the same order."""
    places = _places(written, text)
    resolved: list[WrittenDate] = []
    for at, entry in enumerate(written):
        full = _fill_day(entry, resolved)
        if full.relative is not None:
            full = replace(full, year=_relative_year(full, resolved, published))
        elif full.year is None:
            full = replace(full, year=_inherit_year(at, written, places, resolved, published))
        resolved.append(_fill_end(full))
    return [_value(entry) for entry in resolved]


def _places(written: Sequence[WrittenDate], text: str) -> list[_Place]:
    ends = [m.end() for m in SENTENCE_END.finditer(text)]
    quotes = [m.span() for m in QUOTED.finditer(text)]
    places = []
    for entry in written:
        start, end = entry.span.start, entry.span.end
        sentence = sum(1 for e in ends if e <= start)
        is_quoted = any(a < start and end < b for a, b in quotes)
        places.append(_Place(sentence, is_quoted, bool(NEW_YEAR.match(text, end))))
    return places


def _fill_day(entry: WrittenDate, earlier: Sequence[WrittenDate]) -> WrittenDate:
    """Give a day that stands alone its month, and the year of the same date."""
    if entry.month is not None or entry.day is None:
        return entry
    days = [e for e in earlier if e.month]
    repeated = [e for e in days if e.day == entry.day and not entry.same]
    for source in (repeated or days)[-1:]:
        last = source.until if source.until and source.until.month and not repeated else source
        return replace(entry, month=last.month, year=last.year or source.year)
    return entry


def _relative_year(
    entry: WrittenDate, earlier: Sequence[WrittenDate], published: date | None
) -> str | None:
    """Count 去年 and 今年 from the day of publication, else from the first full year stated."""
    years = [e.year for e in earlier if e.year and e.year.isdigit() and not e.fiscal]
    base = published.year if published else int(years[0]) if years else None
    return str(base + (entry.relative or 0)) if base else None


def _inherit_year(
    at: int,
    written: Sequence[WrittenDate],
    places: Sequence[_Place],
    earlier: Sequence[WrittenDate],
    published: date | None,
) -> str | None:
    """Return the year of a month or day without one, from its sentence or from before it."""
    entry, here = written[at], places[at]
    if _is_whole_year_part(entry):
        return next((e.year for e in reversed(earlier) if e.year), None)
    for other, place in zip(written, places, strict=True):
        if place.sentence == here.sentence and place.is_before_festival and _is_plain(other):
            return _year_before_festival(entry, str(other.year))
    same_sentence = [
        other.year
        for other, place in zip(written, places, strict=True)
        if place.sentence == here.sentence and not place.is_quoted and _gives_year(other)
    ]
    if published and published.year and (entry.month or 0) > published.month and not same_sentence:
        return str(published.year - 1)
    current = _current_year(earlier, places)
    return (same_sentence[0] if same_sentence else None) or current


def _is_whole_year_part(entry: WrittenDate) -> bool:
    """Whether this is 上半年 or 第一季度, which do belong to a budget year."""
    return entry.month is None and entry.day is None


def _is_plain(entry: WrittenDate) -> bool:
    return bool(entry.year and entry.year.isdigit())


def _gives_year(entry: WrittenDate) -> bool:
    return bool(entry.year) and not entry.fiscal and entry.relative is None


def _year_before_festival(entry: WrittenDate, year: str) -> str:
    """23 December of a 2014 New Year campaign is in 2013."""
    return str(int(year) - 1) if (entry.month or 0) >= LAST_MONTHS else year


def _current_year(earlier: Sequence[WrittenDate], places: Sequence[_Place]) -> str | None:
    """Return the last year stated before; a lone year that looks back is history."""
    current: str | None = None
    for entry, place in zip(earlier, places, strict=False):
        if place.is_quoted or entry.fiscal or not entry.year or entry.relative is not None:
            continue
        looks_back = current is not None and entry.year < current and entry.month is None
        if not looks_back:
            current = entry.until.year if entry.until and entry.until.year else entry.year
    return current


def _fill_end(entry: WrittenDate) -> WrittenDate:
    """Give the end of an interval the parts it shares with the beginning."""
    if entry.until is None or entry.until.year:
        return entry
    month = entry.until.month if entry.until.month is not None else entry.month
    return replace(entry, until=replace(entry.until, year=entry.year, month=month))


# --- EDTF ---------------------------------------------------------------------------------------


def _value(entry: WrittenDate) -> PartialDate:
    first = _edtf(entry)
    if entry.until is None:
        return _partial(first)
    last = _edtf(entry.until)
    start, end = first.partition("/")[0], last.rpartition("/")[2]
    return _partial(f"{start}/{end}")


def _edtf(entry: WrittenDate) -> str:
    year = entry.year or "XXXX"
    if entry.part in HALVES:
        return f"{year}-{HALVES[entry.part]}"
    if entry.part == "前三季度":
        return f"{year}-01/{year}-09"
    if entry.part and entry.part.endswith("季度"):
        return f"{year}-{QUARTERS[entry.part[-3]]}"
    if entry.month is None and entry.day is None:
        return year
    month = f"{year}-{entry.month:02d}" if entry.month else f"{year}-XX"
    if entry.part in TENS and entry.month:
        first, last = TENS[entry.part]
        return f"{month}-{first:02d}/{month}-{min(last, _length(year, entry.month)):02d}"
    if entry.day is None:
        return month
    return f"{month}-{entry.day:02d}" if entry.day else f"{month}-XX"


def _length(year: str, month: int) -> int:
    """Return the days of a month; in an unknown year February has 28 for certain."""
    return monthrange(int(year) if year.isdigit() else 2001, month)[1]


def _partial(edtf: str) -> PartialDate:
    """Return the date with the days it can mean; an impossible one (2月30日) has no value."""
    start, _, end = edtf.partition("/")
    days = _days(start), _days(end or start)
    if None in days and regex.fullmatch(r"[0-9X]{4}-[0-9X]{2}-[0-9]{2}.*", edtf):
        possible = all(_is_possible(part) for part in edtf.split("/"))
        return PartialDate(edtf if possible else None)
    if not days[0] or not days[1] or days[0][0] > days[1][1]:
        return PartialDate(edtf)
    return PartialDate(edtf, earliest=days[0][0], latest=days[1][1])


def _days(edtf: str) -> tuple[date, date] | None:
    """Return the first and last day of one EDTF date whose year is known."""
    year, _, rest = edtf.partition("-")
    if not year.isdigit():
        return (date(int(year[:2] + "00"), 1, 1), date(int(year[:2] + "99"), 12, 31)) if (
            year[:2].isdigit() and not rest
        ) else None
    spans = {"": (1, 12), "40": (1, 6), "41": (7, 12)}
    spans |= {str(33 + n): (3 * n + 1, 3 * n + 3) for n in range(4)}
    if rest in spans:
        first, last = spans[rest]
        return date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1])
    return _month_days(int(year), rest)


def _month_days(year: int, rest: str) -> tuple[date, date] | None:
    month, _, day = rest.partition("-")
    if not month.isdigit():
        return None
    length = monthrange(year, int(month))[1]
    if not day.isdigit():
        return date(year, int(month), 1), date(year, int(month), length)
    if int(day) > length:
        return None
    return date(year, int(month), int(day)), date(year, int(month), int(day))


def _is_possible(edtf: str) -> bool:
    """Whether a month has such a day; 29 February may be in an unknown year."""
    year, month, day = (edtf.split("-") + ["XX", "XX"])[:3]
    if not (month.isdigit() and day.isdigit()):
        return True
    return int(day) <= monthrange(int(year) if year.isdigit() else 2000, int(month))[1]
