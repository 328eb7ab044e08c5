"""The year of the work a report tells of, or ``None`` when the text leaves a doubt.

    2025年预算执行情况和2026年预算草案        2025: what was done, not what is planned
    云岭县2019年政府工作报告⏎一、2018年工作回顾  2018: the year that is looked back on
    石漾镇2012年春节走访慰问工作总结           2012, from the headline
    2025年,全市上下坚持…                      2025: the report opens with its year
    (2026年5月8日)⏎…全年…2025年…             2025: a bulletin of the year before, by its day

Then the one year that the text gives to a campaign or to a day of its own; then the year of
publication when the months and festivals of the text are near it.  A past year told for comparison
(2005年生产总值, 从2007年搞), a masked one (20xx年), two different years, a December before a
campaign of the next year: no year.  The name of the file is never asked.

Which error is worse: a wrong year puts a report among another's.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import regex

from extractor.splitting.cues import number_of

WRITTEN = "〇零一二三四五六七八九"
BY_DIGITS = r"[一二][九〇○零][〇○零一二三四五六七八九]{2}"  # 二○一二
YEAR = rf"(?<![\d至到—~-])(?P<year>(?:19|20)\d{{2}}|{BY_DIGITS})"
# What a report tells of, and what it plans: what stands first after a year decides.
DONE = r"(?:执行情况|完成情况|收支情况|工作情况|活动情况|决算(?!草案)|回顾|总结|小结|统计公报|账目)"
PLANNED = (
    r"(?:草案|计划(?!的?(?:执行|完成))|安排|打算|思路|目标|建议|要点|预算(?!情况|的?(?:执行|收支|完成))"
    r"|总体要求|(?:主要|重点)任务)"
)
OF_YEAR = re.compile(
    rf"{YEAR}年?度?(?:和今年以来)?[^，,。；;：:\n\d]{{0,40}}?(?:(?P<done>{DONE})|(?P<planned>{PLANNED}))"
)
REPORTS = re.compile(
    rf"(?:现将|报告|提出|汇报|总结)(?:[^。\n]{{0,20}}?)(?P<what>{YEAR}[^。\n]{{0,60}})"
)
LOOKS_BACK = regex.compile(r"(?:去年|过去[的一]{1,2}年|一年来)[^，。]{0,12}回顾")
SECTIONS = 40  # lines in which the first section begins
ABOVE = 4  # lines that can stand above the first sentence
OPENING = 400  # characters of a report in which it says what it reports

TITLE_YEAR = regex.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d{{2}})(?:年(?!代)|(?=[“\"《]))|(?P<year>{BY_DIGITS})年(?!代)"
)
OPENS = regex.compile(r"(?:^|[，,])(?P<year>(?:19|20)\d{2})年(?:[，,]|是)")
ACCOUNT = regex.compile(
    r"综\s*合|情况|回顾|总结"
)  # a first section that tells of the year as a whole
FIRST_SENTENCE = regex.compile(r"[^。]{0,60}")
PROSE = regex.compile(r".{20,}。|.{12,}[，,]")
# The year of a campaign (2018年春节, 2019“慈善情暖万家”活动), of a day (2016年1月), of an account.
OF_WORK = regex.compile(
    r"""
    (?<![\d至到—~-]) (?P<year> (?:19|20)\d{2} )
    (?: 年?度?(?=[“\"《])
      | 年(?= 元旦 | 春节 | 新春 | 新年 | 中秋 | 国庆 | 端午 | 两节 | 双节 )
      | 年(?= (?P<month>\d{1,2})月 | 度的 | 秋季 | 春季 )
    )
    """,
    regex.VERBOSE,
)
# 2017年牺牲的, 于2006年开始, 截至2013年12月: not the time of the work.
PAST = regex.compile(r"(?:自|从|于|截至|截止|早在|[至到—~-])\s?$")
UNTIL = regex.compile(r"年\d{1,2}月[^，,。]{0,6}?[至到—~-]\s?(?:19|20)\d{2}年")
OF_PAST = regex.compile(
    r"年\d{1,2}月(?:\d{1,2}日)?"
    r"(?:[^，,。]{0,4}(?:成立|建立|牺牲|去世|设立|升格|单设|出生|退休)|[^，,。]{0,8}(?:以来|起)|[^。]{0,24}曾)"
)
MONTH = regex.compile(r"(?<![\d年])(\d{1,2})月(?!份?以来)")
OTHER_YEAR = regex.compile(r"去年\d{0,2}$|上年\d{0,2}$")
SPRING = regex.compile(r"春节|除夕|大年|新春|鸡年|两节|双节")
SPRING_MONTHS = frozenset({12, 1, 2, 3})
AUTUMN, DECEMBER = 9, 12
ANY_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d{2}(?=年)")
RECENT = regex.compile(r"昨[天日]|今[天日]|近日|日前|当[天日]|本月|连日")
NEAR = 4  # months before publication in which the work lies
OFTEN = 3  # times that a bulletin says 全年


def find_year(title: str | None, body: str, published: date | None) -> int | None:
    """Return the year of the work that ``title`` and ``body`` tell of, if they leave no doubt."""
    heading = title or ""
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    first = next((i for i, line in enumerate(lines[:SECTIONS]) if _is_first(line)), None)
    for stated in (heading, lines[first] if first is not None else ""):
        reviewed = _reviewed(stated)
        if reviewed:
            return reviewed
    in_title = {_value(m["year"]) for m in TITLE_YEAR.finditer(heading)}
    in_title = in_title - _years(heading, "planned") or in_title
    if in_title:
        return in_title.pop() if len(in_title) == 1 else None
    return _reported(body[:OPENING]) or _of_text(lines, first, body, published)


def _is_first(line: str) -> bool:
    number = number_of(line)
    is_numbered = number is not None and number.value == 1
    return (is_numbered or line.startswith("第一部分")) and "。" not in line


def _reviewed(stated: str) -> int | None:
    years = _years(stated, "done")
    return years.pop() if len(years) == 1 else None


def _years(stated: str, sense: str) -> set[int]:
    return {_value(match["year"]) for match in OF_YEAR.finditer(stated) if match[sense]}


def _value(written: str) -> int:
    """Return the year written in digits or one by one: 1989 of 一九八九."""
    if written.isdecimal():
        return int(written)
    digits = written.replace("○", "〇")
    return int("".join(str(max(0, WRITTEN.index(digit) - 1)) for digit in digits))


def _reported(opening: str) -> int | None:
    """Return the year of 现将2025年预算执行情况和2026年预算草案提请审议."""
    match = REPORTS.search(opening)
    return _reviewed(match["what"]) if match else None


def _of_text(lines: list[str], first: int | None, body: str, published: date | None) -> int | None:
    opening = _opening_year(lines, first, body)
    if opening:
        return opening
    stated = _years_of_work(body)
    if not stated and published is not None and _is_near(body, published):
        stated = {published.year}
    if len(stated) == 1 and not _is_of_other_year(body, min(stated)):
        return stated.pop()
    if published is not None and body.count("全年") >= OFTEN:
        return published.year - 1 if _most_named(body) == {published.year - 1} else None
    return None


def _opening_year(lines: list[str], first: int | None, body: str) -> int | None:
    """Return the year with which the text, or its first section, opens, if it names none more."""
    is_account = first is not None and ACCOUNT.search(lines[first]) is not None
    after = lines[first + 1 : first + 2] if first is not None and is_account else []
    looks_back = first is not None and LOOKS_BACK.search(lines[first]) is not None
    prose = next((line for line in lines[:ABOVE] if PROSE.match(line)), "")
    for line in (prose, *after):
        match = OPENS.search(str(FIRST_SENTENCE.match(line)[0]))
        if match and (looks_back or int(match["year"]) in _most_named(body)):
            return int(match["year"])
    return None


def _most_named(body: str) -> set[int]:
    """Return the years of which no other is named more often."""
    counted = Counter(int(written) for written in ANY_YEAR.findall(body))
    most = max(counted.values(), default=0)
    return {year for year, times in counted.items() if times == most}


def _years_of_work(body: str) -> set[int]:
    found, late = set(), set()
    for match in OF_WORK.finditer(body):
        before, after = body[: match.start()][-4:], body[match.end("year") :][:40]
        if not PAST.search(before) and not UNTIL.match(after) and not OF_PAST.match(after):
            found.add(int(match["year"]))
            if match["month"] and int(match["month"]) >= AUTUMN:
                late.add(int(match["year"]))
    # 12月23日 … “2014年两节送温暖”启动: the work is of December 2013, the campaign of 2014; but
    # after 2009年11月 a December is that of 2009.
    if len(found) == 1 and not late and SPRING.search(body) and DECEMBER in _months(body):
        return {min(found) - 1, *found}
    return found


def _is_of_other_year(body: str, year: int) -> bool:
    """Return whether ``body`` speaks more of another year: a bulletin of 2025 is dated 2026."""
    counted = Counter(int(written) for written in ANY_YEAR.findall(body))
    most, times = max(counted.items(), key=lambda item: item[1], default=(year, 0))
    later = any(other > year and n > counted[year] for other, n in counted.items())
    return later or (most != year and times > max(1, counted[year]))


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
