"""What a report says of itself: its headline, the body whose report it is, its year, its day.

    叙南县总工会为一线环卫工人送清凉(图)⏎…    title, organisation 叙南县总工会
    发布日期:2006-01-20⏎…1月17日…           published 2006-01-20, year 2006
    …我校2011年春节送温暖工作…                year 2011

The year is that of the work reported on.  It comes from the headline, else from the one year that
the text gives to a campaign or to a day of its own, else from the day of publication when the
months and festivals of the text are near it.  A past year told for comparison (2005年生产总值,
从2007年搞), a masked one (20xx年), two different years, a December before a campaign of the next
year: no year.

Which error is worse: a wrong year or body puts a report among another's, so each is ``None`` when
in doubt.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import regex

from extractor.splitting.bodies import find_body
from extractor.splitting.cues import number_of
from extractor.splitting.lines import Line, lines_of

SHORTEST, LONGEST = 4, 60  # characters of a title
HEADER = 6  # lines in which the day of publication stands

# 本报讯 (记者…), a sentence, a quotation, a subtitle and a time of day open an article, or none.
NO_TITLE = regex.compile(
    r"[。；;，,]|[:：]$|^[—–-]{1,2}|^.{0,8}[讯电](?:\s|[(（])|^[(（]|\d{1,2}[:：]\d{2}|^[“\"].*[”\"]$"
)
# A menu, a site's or a body's bare name, the head of a part, the day and place of a session.
NOT_ONE = regex.compile(
    r"\t|>>|登录|注册|咨询|选择|网站|^目\s?录|^各位|电$|^第.{1,3}[部分章篇]|^\d{4}年\d{1,2}月"
    r"|(?:局|委|会|队|政府|人大|政协|办公室|厅|处)\s*$"
)
# Lines were joined: 县残联工作汇报 一、家底.
GLUED = regex.compile(r"([^。；;，,：:\s]{4,30}(?:总结|小结|汇报|报告))\s{1,4}一、")
CONTINUES = regex.compile(r"(?:和|与|及|情况|的)[^。；，,]{2,40}")
SITE_NAME = regex.compile(r"[_|]\S{2,20}$")
FIELD = regex.compile(r"(?:作者|来源|稿源|记者|通讯员|供稿|编辑)\s?[:：]")
HEADER_LINE = regex.compile(
    r"""
    [(（]? (?: [\u4e00-\u9fff]{0,6}+ (?<= 日期 | 时间 | 发布于 ) \s? [:：]? \s? )?+
    (?P<year> (?:19|20)\d{2} ) \s? [-/.年] \s? (?P<month> \d{1,2} ) \s? [-/.月] \s?
    (?P<day> \d{1,2} ) 日? (?: \s? \d{1,2}[:：]\d{2} (?: [:：]\d{2} )? )? [)）]? (?: \s .{0,60} )?
    """,
    regex.VERBOSE,
)

TITLE_YEAR = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:年(?!代)|(?=[“\"《]))")
# The year of a campaign (2018年春节, 2019“慈善情暖万家”活动), of a day (2016年1月), of an account.
OF_WORK = regex.compile(
    r"""
    (?<![\d至到—~-]) (?P<year> (?:19|20)\d{2} )
    (?: 年?度?(?=[“\"《])
      | 年(?= 元旦 | 春节 | 新春 | 新年 | 中秋 | 国庆 | 端午 | 两节 | 双节 )
      | 年(?= \d{1,2}月 | 度的 | 秋季 | 春季 )
    )
    """,
    regex.VERBOSE,
)
# 2017年牺牲的, 于2006年开始, 截至2013年12月: not the time of the work.
PAST = regex.compile(r"(?:自|从|于|截至|截止|早在|[至到—~-])\s?$")
UNTIL = regex.compile(r"年\d{1,2}月[^，,。]{0,6}?[至到—~-]\s?(?:19|20)\d{2}年")
OF_PAST = regex.compile(
    r"年\d{1,2}月(?:\d{1,2}日)?"
    r"(?:[^，,。]{0,4}(?:成立|建立|牺牲|去世|设立|升格|单设|出生|退休)|[^，,。]{0,8}(?:以来|起))"
)
MONTH = regex.compile(r"(?<![\d年])(\d{1,2})月(?!份?以来)")
OTHER_YEAR = regex.compile(r"去年\d{0,2}$|上年\d{0,2}$")
SPRING = regex.compile(r"春节|除夕|大年|新春|鸡年|两节|双节")
SPRING_MONTHS = frozenset({12, 1, 2, 3})
DECEMBER = 12
ANY_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d{2}(?=年)")
RECENT = regex.compile(r"昨[天日]|今[天日]|近日|日前|当[天日]|本月|连日")
NEAR = 4  # months before publication in which the work lies


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
    published = _published(lines[:HEADER])
    body = [line.text for line in lines[title is not None :]]
    plain = "\n".join(line for line in body if not HEADER_LINE.fullmatch(line))
    return Heading(title, find_body(title, plain), _year(title, plain, published), published)


def _title(lines: list[Line]) -> str | None:
    text = SITE_NAME.sub("", lines[0].text)
    glued = GLUED.match(text)
    if glued:
        return str(glued[1])
    if len(lines) > 1 and CONTINUES.fullmatch(lines[1].text):
        text += lines[1].text
    if len(lines) == 1 or not SHORTEST <= len(text) <= LONGEST:
        return None
    if NO_TITLE.search(text) or NOT_ONE.search(text) or number_of(text) or FIELD.match(text):
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


def _year(title: str | None, body: str, published: date | None) -> int | None:
    in_title = {int(m["year"]) for m in TITLE_YEAR.finditer(title or "")}
    if in_title:
        return in_title.pop() if len(in_title) == 1 else None
    stated = _years_of_work(body)
    if not stated and published is not None and _is_near(body, published):
        stated = {published.year}
    if len(stated) != 1 or _is_of_other_year(body, min(stated)):
        return None
    return stated.pop()


def _years_of_work(body: str) -> set[int]:
    found = set()
    for match in OF_WORK.finditer(body):
        before, after = body[: match.start()][-4:], body[match.end("year") :][:40]
        if not PAST.search(before) and not UNTIL.match(after) and not OF_PAST.match(after):
            found.add(int(match["year"]))
    # 12月23日 … “2014年两节送温暖”启动: the work is of December 2013, the campaign of 2014.
    if len(found) == 1 and SPRING.search(body) and DECEMBER in _months(body):
        return {min(found) - 1, *found}
    return found


def _is_of_other_year(body: str, year: int) -> bool:
    """Return whether ``body`` speaks more of another year: a bulletin of 2025 is dated 2026."""
    counted = Counter(int(written) for written in ANY_YEAR.findall(body))
    most, times = max(counted.items(), key=lambda item: item[1], default=(year, 0))
    return most != year and times > max(1, counted[year])


def _months(body: str) -> set[int]:
    """Return the months that ``body`` names without a year."""
    found = MONTH.finditer(body)
    return {int(m[1]) for m in found if not OTHER_YEAR.search(body[: m.start() + 2][-4:])}


def _is_near(body: str, published: date) -> bool:
    """Return whether the months and festivals of ``body`` lie shortly before a day, in its year."""
    months = _months(body)
    if any(not published.month - NEAR <= month <= published.month for month in months):
        return False
    if SPRING.search(body):
        return published.month in SPRING_MONTHS
    return bool(months) or RECENT.search(body) is not None
