"""What a report says of itself: its headline, the body whose report it is, its year, its day.

    叙南县总工会为一线环卫工人送清凉(图)⏎…    title, organisation 叙南县总工会
    发布日期:2006-01-20⏎…1月17日…           published 2006-01-20, year 2006
    …我校2011年春节送温暖工作…                year 2011

How each is found stands in ``titles``, ``bodies`` and ``years``.

Which error is worse: a wrong year or body puts a report among another's, so each is ``None`` when
in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extractor.splitting.bodies import find_body
from extractor.splitting.lines import lines_of
from extractor.splitting.titles import find_headline
from extractor.splitting.years import find_year

END = 5  # lines at the end of a report in which it is signed
HEADER = 6  # lines in which the day of publication stands
HEADER_LINE = re.compile(
    r"""
    [(（]? (?: [\u4e00-\u9fff]{0,6}+ (?: (?<=日期) | (?<=时间) | (?<=发布于) ) \s? [:：]? \s? )?+
    (?P<year> (?:19|20)\d{2} ) \s? [-/.年] \s? (?P<month> \d{1,2} ) \s? [-/.月] \s?
    (?P<day> \d{1,2} ) 日? (?: \s? \d{1,2}[:：]\d{2} (?: [:：]\d{2} )? )? [)）]? (?: \s .{0,60} )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a report says of itself; ``None`` is not stated, or not surely."""

    title: str | None
    organisation: str | None
    year: int | None
    published: date | None


def read_heading(text: str) -> Heading:
    """Return what the report ``text`` says of itself."""
    lines = lines_of(text)
    if not lines:
        return Heading(None, None, None, None)
    headline = find_headline(lines)
    after = headline.after if headline else 0
    title = headline.text if headline else None
    headers = [HEADER_LINE.fullmatch(line.text) for line in lines]
    published = _published(headers[:HEADER]) or _published(headers[after : after + HEADER])
    if headline and headline.day:
        published = _day(HEADER_LINE.fullmatch(headline.day))
    pairs = zip(lines[after:], headers[after:], strict=True)
    body = [line.text for line, header in pairs if header is None]
    source = headline.source if headline else None
    above, end = ([line.text for line in some] for some in (lines[:after], lines[-END:]))
    organisation = find_body(title, above, body, end, source)
    return Heading(title, organisation, find_year(title, "\n".join(body), published), published)


def _published(headers: Iterable[re.Match[str] | None]) -> date | None:
    return next((day for header in headers if (day := _day(header)) is not None), None)


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
