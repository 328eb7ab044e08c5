"""What a report claims that another can bear out: figures by body, subject and year.

    今年共筹集送温暖资金52.8万元，比上年增加4.2万元，增长8.6%
        云岭县总工会, 2020, 送温暖资金: 528000; the year before 528000 − 42000, or 528000 ÷ 1.086
    自2008年以来累计发放助学金890万元      a cumulative figure, since 2008: it can only grow
    上年结转收入223,595万元                what the report of the year before left over
    每户发放慰问金1500元                   an amount a household received

Not read: figures in brackets, rates, what is planned, and a figure before whose digits others stand
apart (3, 156,077).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import regex

from extractor.indexing.bases import APART, Base, bases_of
from extractor.indexing.bodies import body_of, year_of
from extractor.indexing.scope import deed_of, part_of_year
from extractor.indexing.subjects import (
    Subject,
    headings_of,
    is_to_come,
    period_of,
    phrase_of,
    subject_of,
)
from extractor.intervals import Interval, interval
from extractor.linking.figures import holding
from extractor.model import Approx, Extraction, Figure, Mention, Money, PartialDate, Report

PRELIMINARY = regex.compile(
    r"快报|初步(?:核算|统计|汇总)|预计执行|决算[^。]{0,30}变[动化]|待[^。]{0,12}决算"
)
CUMULATIVE = regex.compile(r"累计|以来|至今|[几数\d一二三四五六七八九十]年来")
THIS_YEAR = regex.compile(r"今年|本年|年初|年内|全年|当年|月")
SINCE = regex.compile(r"(?:自|从)?(?P<year>(?:19|20)\d{2})年[^，。；]{0,10}?(?:以来|起|至今|开始)")
DAYS = regex.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
FAR = 1500  # characters of a paragraph that are looked at before a figure
PERSONS, HOUSEHOLDS = "人名位", "户家"


class Aspect(StrEnum):
    """How a figure is to be compared."""

    STATED = "stated"
    CUMULATIVE = "cumulative"
    LAST_YEAR = "last_year"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with what other reports know it by."""

    mention: int
    aspect: Aspect
    body: str | None
    year: int
    subject: str
    unit: str  # what it can be compared with: "money CNY", "household", "each 户"
    stated: Decimal
    interval: Interval
    is_preliminary: bool
    since: int | None = None
    base: Base | None = None
    doubt: str | None = None
    day: str | None = None  # the day or days its sentence names, in EDTF
    part: str = ""  # of the year: 春节, 上半年; all of it where none is named
    deed: str = ""  # 慰问, 筹集


class _Place(NamedTuple):
    """A figure, the figures after it in its sentence, and what the text says around them."""

    text: str
    figure: Figure
    after: Sequence[Figure]
    heading: str
    report: Report
    year: int
    body: str | None
    is_preliminary: bool
    days: Sequence[Mention[PartialDate]]

    @property
    def day(self) -> str | None:
        """The day or days that the sentence names before the figure."""
        before = (self.figure.sentence_start, self.figure.mention.span.start)
        at = bisect_right(self.days, before[1], key=lambda m: m.span.start)
        last = self.days[at - 1] if at else None
        return last.value.edtf if last and last.span.start >= before[0] else None

    @property
    def sentence(self) -> str:
        """What its sentence says before it."""
        return self.text[self.figure.sentence_start : self.figure.mention.span.start]

    @property
    def paragraph(self) -> str:
        """What its paragraph says before it, as far back as it can matter."""
        start = self.figure.mention.span.start
        begins = self.text.rfind("\n", max(0, start - FAR), start) + 1
        return self.text[max(begins, start - FAR) : start]

    @property
    def stated(self) -> Interval | None:
        """What the figure can be."""
        return interval(self.figure.quantity, self.figure.mention.text)


def claims(extraction: Extraction) -> Iterator[Claim]:
    """Yield what ``extraction`` claims that reports of other years or bodies can bear out."""
    report = extraction.report
    text, year, body = report.text, year_of(report), body_of(report)
    if year is None:
        return
    listed = extraction.figures
    starts, headings = headings_of(text)
    is_preliminary = bool(PRELIMINARY.search(text))
    days = [m for m in holding(extraction.mentions, PartialDate) if _is_of_day(m.value.edtf)]
    phrase: str | None = None
    for nth, figure in enumerate(listed):
        is_same_sentence = bool(nth) and listed[nth - 1].sentence == figure.sentence
        phrase_before = phrase if is_same_sentence else None
        if figure.series == "percent" or figure.is_change:
            continue
        phrase = phrase_of(figure, phrase_before)
        if not _is_sound(figure, text):
            continue
        after = [f for f in listed[nth + 1 : nth + 6] if f.sentence == figure.sentence]
        at = bisect_right(starts, figure.mention.span.start)
        heading = headings[at - 1] if at else ""
        place = _Place(text, figure, after, heading, report, year, body, is_preliminary, days)
        yield from _each(place) if figure.per is not None else _claims_of(place, phrase)


def _is_of_day(edtf: str | None) -> bool:
    """Whether a date names a day, or a span of days, of a year that is known."""
    return bool(edtf and DAYS.fullmatch(edtf))


def _is_sound(figure: Figure, text: str) -> bool:
    """Whether the figure is one whole number that stands for itself."""
    quantity, start = figure.quantity, figure.mention.span.start
    return not (
        quantity.stated is None
        or quantity.masked
        or quantity.damaged
        or APART.search(text, max(0, start - 4), start)
    )


def _claims_of(place: _Place, phrase: str | None) -> Iterator[Claim]:
    figure, paragraph = place.figure, place.paragraph
    subject = None if figure.bracket else subject_of(figure, paragraph, phrase)
    stated = place.stated if subject else None
    if subject is None or stated is None:
        return
    period = period_of(paragraph, place.heading, place.year)
    if is_to_come(place.heading, period, place.year):
        return
    claim = _claim(place, subject, stated, period)
    if subject.is_of_last_year:
        yield replace(claim, aspect=Aspect.LAST_YEAR, year=period - 1)
    elif _is_cumulative(place):
        yield replace(claim, aspect=Aspect.CUMULATIVE, year=place.year, since=_since(place))
    else:
        bases = list(bases_of(figure, place.after, place.text, stated))
        yield from (replace(claim, base=base, doubt=doubt) for base, doubt in bases)
        if not bases:
            yield claim


def _claim(place: _Place, subject: Subject, stated: Interval, year: int) -> Claim:
    figure = place.figure
    return Claim(
        mention=figure.at,
        aspect=Aspect.STATED,
        body=place.body,
        year=year,
        subject=subject.name,
        unit=figure.series,
        stated=figure.quantity.stated or Decimal(0),
        interval=stated,
        is_preliminary=place.is_preliminary,
        day=place.day,
        part=part_of_year(place.sentence, place.report),
        deed=deed_of(figure, subject.name),
    )


def _since(place: _Place) -> int | None:
    """Return the year that a cumulative figure goes back to, where it is named."""
    start = place.figure.mention.span.start
    found = SINCE.search(place.text, max(place.figure.sentence_start, start - FAR), start)
    return int(found["year"]) if found else None


def _is_cumulative(place: _Place) -> bool:
    """Whether the figure goes back further than its year."""
    start = place.figure.mention.span.start
    clause = place.text[max(place.figure.sentence_start, start - 40) : start]
    marks = CUMULATIVE.search(clause)
    return bool(marks) and not THIS_YEAR.search(clause)


def _each(place: _Place) -> Iterator[Claim]:
    """Yield the amount that each household or person received."""
    value, per = place.figure.mention.value, place.figure.per
    stated = place.stated
    if not isinstance(value, Money) or per is None or stated is None:
        return
    label = value.measure or value.label
    if label and value.quantity.approx == Approx.EXACT and per in PERSONS + HOUSEHOLDS:
        unit = "each person" if per in PERSONS else "each household"
        subject = Subject(label)
        claim = _claim(place, subject, stated, place.year)
        yield replace(claim, aspect=Aspect.EACH, unit=unit)
