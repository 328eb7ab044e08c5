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

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import regex

from extractor.indexing.bases import APART, Base, bases_of
from extractor.indexing.bodies import body_of, year_of
from extractor.indexing.named import Named
from extractor.indexing.scope import deed_of, parts_of_year
from extractor.indexing.subjects import (
    Subject,
    headings_of,
    is_planned,
    is_to_come,
    period_of,
    phrase_of,
    scopes_in,
    subject_of,
    years_in,
)
from extractor.linking.figures import holding
from extractor.model import (
    Approx,
    Extraction,
    Figure,
    Interval,
    Money,
    PartialDate,
    Report,
)

PRELIMINARY = re.compile(
    r"快报|初步(?:核算|统计|汇总)|预计执行|决算[^。]{0,30}变[动化]|待[^。]{0,12}决算"
)
CUMULATIVE = re.compile(r"累计|以来|至今|[几数\d一二三四五六七八九十]年来")
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


class Claim(NamedTuple):
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


class _Whole(NamedTuple):
    """A report, and what its text names, which each of its figures is looked up in."""

    report: Report
    year: int
    body: str | None
    is_preliminary: bool
    days: Named[str]  # in EDTF
    years: Named[int]
    areas: Named[str]
    funds: Named[str]
    parts: Named[str]  # of the year
    part: str  # of the year, in the title


class _Place(NamedTuple):
    """A figure, the figures after it in its sentence, and what the text says around them."""

    whole: _Whole
    figure: Figure
    after: Sequence[Figure]
    heading: str
    paragraph: int  # where it begins, or as far back as it can matter


def claims(extraction: Extraction) -> Iterator[Claim]:
    """Yield what ``extraction`` claims that reports of other years or bodies can bear out."""
    report = extraction.report
    text, year = report.text, year_of(report)
    if year is None:
        return
    listed, whole = extraction.figures, _whole(extraction, year)
    starts, headings = headings_of(text)
    phrase: str | None = None
    for nth, figure in enumerate(listed):
        is_same_sentence = bool(nth) and listed[nth - 1].sentence == figure.sentence
        phrase_before = phrase if is_same_sentence else None
        if figure.is_share or figure.is_change:
            continue
        phrase = phrase_of(figure, phrase_before)
        if not _is_sound(figure, text):
            continue
        after = [f for f in listed[nth + 1 : nth + 6] if f.sentence == figure.sentence]
        start = figure.start
        at = bisect_right(starts, start)
        far = max(0, start - FAR)
        paragraph = max(far, text.rfind("\n", far, start) + 1)
        place = _Place(whole, figure, after, headings[at - 1] if at else "", paragraph)
        yield from _each(place) if figure.per is not None else _claims_of(place, phrase)


def _whole(extraction: Extraction, year: int) -> _Whole:
    report, text = extraction.report, extraction.report.text
    dates = ((m.span, m.value.edtf or "") for m in holding(extraction.mentions, PartialDate))
    title = report.title or ""
    return _Whole(
        report,
        year,
        body_of(report),
        bool(PRELIMINARY.search(text)),
        Named([(span, edtf) for span, edtf in dates if DAYS.fullmatch(edtf)]),
        years_in(text),
        scopes_in(text, "area"),
        scopes_in(text, "fund"),
        parts_of_year(text),
        parts_of_year(title).last(0, len(title)) or "",
    )


def _is_sound(figure: Figure, text: str) -> bool:
    """Whether the figure is one whole number that stands for itself."""
    quantity, start = figure.quantity, figure.start
    return not (
        quantity.stated is None
        or quantity.masked
        or quantity.damaged
        or APART.search(text, max(0, start - 4), start)
    )


def _claims_of(place: _Place, phrase: str | None) -> Iterator[Claim]:
    figure, whole = place.figure, place.whole
    stated = figure.interval
    if stated is None or phrase is None or figure.bracket or is_planned(figure.lead):
        return
    before = place.paragraph, figure.start
    subject = subject_of(phrase, whole.areas.last(*before), whole.funds.last(*before))
    if subject is None:
        return
    period = whole.years.last(*before) or period_of(place.heading, whole.year)
    if is_to_come(place.heading, period, whole.year):
        return
    claim = _claim(place, subject, stated, period)
    if subject.is_of_last_year:
        yield claim._replace(aspect=Aspect.LAST_YEAR, year=period - 1)
    elif _is_cumulative(place):
        yield claim._replace(aspect=Aspect.CUMULATIVE, year=whole.year, since=_since(place))
    else:
        bases = list(bases_of(figure, place.after, whole.report.text, stated))
        yield from (claim._replace(base=base, doubt=doubt) for base, doubt in bases)
        if not bases:
            yield claim


def _claim(place: _Place, subject: Subject, stated: Interval, year: int) -> Claim:
    figure, whole = place.figure, place.whole
    before = figure.sentence_start, figure.start
    part = whole.parts.last(*before)
    return Claim(
        mention=figure.at,
        aspect=Aspect.STATED,
        body=whole.body,
        year=year,
        subject=subject.name,
        unit=figure.series,
        stated=figure.quantity.stated or Decimal(0),
        interval=stated,
        is_preliminary=whole.is_preliminary,
        day=whole.days.last(*before),
        part=whole.part if part is None else part,
        deed=deed_of(figure.lead, subject.name),
    )


def _since(place: _Place) -> int | None:
    """Return the year that a cumulative figure goes back to, where it is named."""
    start = place.figure.start
    found = SINCE.search(
        place.whole.report.text, max(place.figure.sentence_start, start - FAR), start
    )
    return int(found["year"]) if found else None


def _is_cumulative(place: _Place) -> bool:
    """Whether the figure goes back further than its year."""
    start = place.figure.start
    clause = place.whole.report.text[max(place.figure.sentence_start, start - 40) : start]
    marks = CUMULATIVE.search(clause)
    return bool(marks) and not THIS_YEAR.search(clause)


def _each(place: _Place) -> Iterator[Claim]:
    """Yield the amount that each household or person received."""
    value, per = place.figure.mention.value, place.figure.per
    stated = place.figure.interval
    if not isinstance(value, Money) or per is None or stated is None:
        return
    label = value.measure or value.label
    if label and value.quantity.approx == Approx.EXACT and per in PERSONS + HOUSEHOLDS:
        unit = "each person" if per in PERSONS else "each household"
        subject = Subject(label)
        claim = _claim(place, subject, stated, place.whole.year)
        yield claim._replace(aspect=Aspect.EACH, unit=unit)
