"""What a report says of itself: its headline, the body whose report it is, its year, its day.

    叙南县总工会为一线环卫工人送清凉(图)⏎…        title, organisation 叙南县总工会
    发布日期:2006-01-20⏎…去年11月份…1月17日      published 2006-01-20, year 2006
    …我校2011年春节送温暖工作…                    year 2011

The year is that of the work reported on.  It comes from the headline, else from the one year that
the text gives to the campaign or to a day, else from the day of publication when the months and
festivals of the text are near it.  A past year told for comparison (2005年生产总值, 从2007年搞), a masked
one (20xx年) and two different years are no year.

Which error is worse: a wrong year or body puts a report among another's, so each is ``None`` when in
doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from extractor.lexicon import derived, load
from extractor.rules import one_of
from extractor.splitting.cues import NUMBER
from extractor.splitting.lines import Line, lines_of

TITLE = 40  # characters
HEADER = 5  # lines in which the day of publication stands

NO_TITLE = regex.compile(
    r"[。；;，,]|[:：]$|^[—–-]{1,2}|^.{0,8}(?:讯|电)(?:\s|[(（])|^[(（]|\d{1,2}:\d{2}|^[“\"].*[”\"]$"
)
FIELD = regex.compile(r"(?:作者|来源|日期|时间|发布日期|发布时间|记者|通讯员|供稿|编辑)\s?[:：]")
PUBLISHED = regex.compile(
    r"(?P<year>(?:19|20)\d{2})\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日?"
    r"(?:\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
HEADER_LINE = regex.compile(
    r"(?:[\u4e00-\u9fff]{0,6}(?:日期|时间|发布于)\s?[:：]?\s?)?+"
    + PUBLISHED.pattern
    + r"(?:\s.{0,60})?"
)

YEAR = r"(?P<year>(?:19|20)\d{2})"
TITLE_YEAR = regex.compile(rf"(?<!\d){YEAR}(?=年|[“\"])(?!年代)")
# The year of a campaign (2018年春节, 2019“慈善情暖万家”活动) or of a day (2016年1月).
OF_WORK = regex.compile(
    rf"(?<![\d至到—~-]){YEAR}(?:年?度?(?=[“\"《])|年(?=元旦|春节|新春|新年|中秋|国庆|端午|两节|双节|“|\d{{1,2}}月|度的))"
)
ANY_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d{2}(?=年)")
PAST = regex.compile(r"(?:自|从|于|截至|截止|早在|去年|[至到—~-])\s?$")
MONTH = regex.compile(r"(?<![\d年])(\d{1,2})月(?!份?以来)")
SPRING = regex.compile(r"春节|除夕|大年|鸡年|新春")
SPRING_MONTHS = frozenset({12, 1, 2, 3})


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
    title = _title(lines)
    published = _published(lines[: HEADER + 1])
    body = "\n".join(line.text for line in lines[title is not None :])
    return Heading(title, _organisation(title, body), _year(title, body, published), published)


def _title(lines: list[Line]) -> str | None:
    text = lines[0].text
    if len(lines) < 2 or not 4 <= len(text) <= TITLE:
        return None
    if NO_TITLE.search(text) or NUMBER.match(text) or FIELD.match(text):
        return None
    return None if HEADER_LINE.fullmatch(text) else text


def _published(lines: list[Line]) -> date | None:
    for line in lines:
        match = HEADER_LINE.fullmatch(line.text)
        if match:
            return _date(match)
    return None


def _date(match: regex.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


# --- the year -----------------------------------------------------------------------------------


def _year(title: str | None, body: str, published: date | None) -> int | None:
    in_title = {int(m["year"]) for m in TITLE_YEAR.finditer(title or "")}
    if in_title:
        return in_title.pop() if len(in_title) == 1 else None
    text = "\n".join(line for line in body.split("\n") if not HEADER_LINE.fullmatch(line))
    stated = {
        int(m["year"]) for m in OF_WORK.finditer(text) if not PAST.search(text[: m.start()][-4:])
    }
    if stated:
        return stated.pop() if len(stated) == 1 else None
    if published is not None and _is_near(text, published):
        return published.year
    return None


def _is_near(text: str, published: date) -> bool:
    """Return whether the months and festivals of ``text`` lie in the half-year before a day."""
    months = {int(m) for m in MONTH.findall(text)}
    recent = {(published.month - back - 1) % 12 + 1 for back in range(4)}
    # Before January lies the December of another year.
    if any(month > published.month for month in months) or not months <= recent:
        return False
    return published.month in SPRING_MONTHS or not SPRING.search(text)


# --- the organisation ---------------------------------------------------------------------------


def _organisation(title: str | None, body: str) -> str | None:
    """Return the body named first as the one that acts: at the head of the title, of a clause."""
    in_title = _body_at_head().match(title) if title else None
    if in_title:
        return in_title["body"]
    opening = body[:200]
    for match in _body_in_clause().finditer(opening):
        return match["body"]
    return None


def _suffixes() -> str:
    return one_of(row["word"] for row in load("bodies"))


@derived
def _body_at_head() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<body>[\u4e00-\u9fff]{{0,10}}?(?:{_suffixes()})(?:工会)?)(?!主席|书记|网|讯|报)"
    )


@derived
def _body_in_clause() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:^|(?<=[，,。:：\n”]))(?:\s|近日|日前|\d|[年月日]){{0,12}}?"
        rf"(?P<body>[\u4e00-\u9fff_]{{0,10}}?(?:{_suffixes()})(?:工会)?)(?=[^，。]{{0,20}}?(?:组织|开展|启动|慰问|走访|看望|共|为|向|对|按照|筹|备|召开|发放|副?主席|党))",
        regex.MULTILINE,
    )
