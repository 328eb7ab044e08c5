"""The headline of a report, and where in the text it stands.

    叙南县总工会为一线环卫工人送清凉(图)⏎…        the first line
    关于黄石市2025年预算执行情况⏎和2026年预算草案的报告⏎…    one headline, set in two lines
    县残联工作汇报 一、家底                     lines that were joined
    2025年成都市…统计公报2026-04-20出处：成都市统计局一、综合…   and with the day and the source
    首页⏎统计公报⏎2025年信阳市…统计公报⏎…        below the menu of a site, when it says what it is

A sentence, a byline, a menu, a body's bare name and the number of a section are no headlines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from extractor.splitting.cues import number_of
from extractor.splitting.lines import Line

SHORTEST, LONGEST = 4, 60  # characters of a title
MENU = 400  # lines of a site's menu above a headline
BELOW = 8  # lines below a headline in which its report begins
SENTENCE = 20  # characters of a line that is prose

# 本报讯 (记者…), a sentence, a quotation, a subtitle and a time of day open an article, or none.
NO_TITLE = re.compile(
    r"[。；;，,]|[:：]$|^[—–-]{1,2}|^.{0,8}[讯电](?:\s|[(（])|^[(（]|\d{1,2}[:：]\d{2}|^[“\"].*[”\"]$"
)
# A menu, a site's or a body's bare name, the head of a part, the day and place of a session.
NOT_ONE = re.compile(
    r"\t|>>|登录|注册|咨询|选择|网站|^目\s?录|^各位|电$|^第.{1,3}[部分章篇]|^\d{4}年\d{1,2}月"
    r"|^(?:统计公报|工作报告|工作总结|总结|汇报|附件)$|[一-龥]\s\s?[一-龥]+(?:局|队)$"
    r"|(?:局|委|会|队|政府|人大|政协|办公室|厅|处)\s*$"
)
KIND = r"(?:总结|小结|汇报|报告|公报|通报|简报|预算草案|决算草案)"
AFTER_KIND = r"(?:\s?[（(][^（()）]{1,12}[)）])?+(?:\s?\[\d{1,2}\])?+"
ENDS_AS_ONE = re.compile(rf"[^。；;，,：:]{{0,58}}{KIND}{AFTER_KIND}")
YEAR = regex.compile(r"(?:19|20)\d{2}年?")
# A headline that says of what place, body or year it is what: 2025年信阳市…统计公报.
NAMED = regex.compile(
    rf"(?=.*(?:(?:19|20)\d{{2}}年|[省市县区州旗乡镇村局会]))[^。；;，,：:>]{{4,58}}{KIND}{AFTER_KIND}"
    r"|政府工作报告"
)
FOOTNOTE = regex.compile(r"\s?\[\d{1,2}\]$")
SESSION = regex.compile(r"(?:——?|[—–-]{1,2})\s?\d{4}年\d{1,2}月.*$")
# Lines were joined: 县残联工作汇报 一、家底; …公报2026-04-20出处：成都市统计局一、综合.
GLUED = re.compile(
    rf"(?P<title>[^。；;，,：:\s]{{4,60}}?{KIND})"
    r"(?:\s{1,4}一、"
    r"|\s?(?P<day>\d{4}-\d{1,2}-\d{1,2})\s?(?:出处|来源)[:：]\s?(?P<source>[一-龥]{3,20}?局))"
)
CONTINUES = regex.compile(r"(?:和|与|及|情况|的)[^。；，,]{2,40}")
SITE_NAME = regex.compile(r"[_|]\S{2,20}$")
FIELD = regex.compile(r"(?:作者|来源|稿源|记者|通讯员|供稿|编辑)\s?[:：]")
DAY_LINE = regex.compile(
    r"[(（]?(?:[一-龥]{2,6}[:：]?\s?)?\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}.{0,60}"
)
BEGINS = regex.compile(r"[—–-]{1,2}\s?\d{4}年|各位代表|主任、|一、")


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, the index of the line after it, and what was joined to it."""

    text: str
    after: int
    day: str | None = None
    source: str | None = None


def find_headline(lines: list[Line]) -> Headline | None:
    """Return the headline of the report that ``lines`` are, if it has one."""
    return _first(lines) or _below(lines)


def _first(lines: list[Line]) -> Headline | None:
    found = _glued(lines[0], 0)
    if found:
        return found
    text = SITE_NAME.sub("", lines[0].text)
    after = 1
    if len(lines) > 1 and _is_continued(text, lines[1].text):
        text, after = text + lines[1].text, 2
    return Headline(_bare(text), after) if len(lines) > 1 and _is_one(text) else None


def _below(lines: list[Line]) -> Headline | None:
    """Return the headline below other lines: it says what it is of, and its report follows."""
    for i, line in enumerate(lines[:MENU]):
        found = _glued(line, i)
        if found:
            return found
        if _is_prose(line.text):
            return None
        pair = lines[i + 1].text if i + 1 < len(lines) else ""
        for text, after in ((line.text, i + 1), (line.text + pair, i + 2)):
            is_whole = after == i + 1 or _is_continued(line.text, pair)
            if is_whole and NAMED.fullmatch(text) and _is_one(text) and _begins(lines, after):
                return Headline(_bare(text), after)
    return None


def _glued(line: Line, at: int) -> Headline | None:
    match = GLUED.match(SITE_NAME.sub("", line.text))
    if match is None or number_of(match["title"]):
        return None
    return Headline(match["title"], at if match["day"] else at + 1, match["day"], match["source"])


def _is_continued(text: str, following: str) -> bool:
    if CONTINUES.fullmatch(following):
        return True
    cut = ENDS_AS_ONE.fullmatch(following) and not ENDS_AS_ONE.fullmatch(text)
    return bool(cut) and YEAR.search(text) is not None and YEAR.search(following) is None


def _is_one(text: str) -> bool:
    if not SHORTEST <= len(_bare(text)) <= LONGEST:
        return False
    no_title = NO_TITLE.search(text) or NOT_ONE.search(text) or FIELD.match(text)
    return not (no_title or number_of(text) or DAY_LINE.fullmatch(text))


def _bare(text: str) -> str:
    return str(SESSION.sub("", FOOTNOTE.sub("", text)))


def _is_prose(text: str) -> bool:
    return "。" in text and len(text) > SENTENCE


def _begins(lines: list[Line], at: int) -> bool:
    near = [line.text for line in lines[at : at + BELOW]]
    return any(_is_prose(text) or BEGINS.match(text) or DAY_LINE.fullmatch(text) for text in near)
