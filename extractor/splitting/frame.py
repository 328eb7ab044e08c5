"""Lines that hold nothing but pieces of the page's frame, several to a line.

    首页 > 校务公开 > 工会园地 字号:大 中 小 浏览次数:1287
    打印本页 | 加入收藏 | 2011年5月9日 星期一
    侨乡时报电子版 第A3版 2013年9月6日 星期五 上一版 下一版
    您的位置:首页>>慈善资讯 累计募捐:¥182,364,900.00元

A counter or a day alone is left to the other rules: the line must hold a path or a button too.
"""

from __future__ import annotations

import re

import regex

from extractor.lexicon import derived
from extractor.rules import one_of
from extractor.splitting.fields import DAY
from extractor.splitting.lines import words

WEEKDAY = re.compile(rf"(?:今天是)?+(?:{DAY})?+\s*+(?:星期|周|礼拜)[一二三四五六日天]")


def is_frame(text: str) -> bool:
    """Return whether a line is nothing but the frame: 首页 > 公告 字号:大 中 小 浏览:12."""
    pieces = _pieces().fullmatch(text)
    if pieces is None:
        return False
    return len(pieces.captures("piece")) > 1 and bool(pieces["widget"] or pieces["path"])


@derived
def _pieces() -> regex.Pattern[str]:
    """Return the pattern of a line made of paths, buttons, counters and the reader's day."""
    place = one_of((*words("place"), *words("menu")))
    widget = one_of((*words("widget"), *words("neighbour")))
    step = r"[\w（）()·—-]{1,20}+"
    return regex.compile(
        rf"""
        (?: (?P<piece>
              (?P<path> (?: (?:{place}) \s*+ [:：] \s*+ {step} | (?:首页|主页|网站首页) )
                (?: \s*+ [>＞»›→]++ \s*+ {step} )*+ )
            | (?: {one_of((*words("counter"), *words("tally")))} ) \s?+ [:：] \s?+
                [¥￥]?+ \d[\d,.]*+ \s?+ (?:人次|[次人元])?+
            | 已有 \s?+ \d{{1,9}} \s?+ 人次?(?:阅读|浏览|点击|参与|评论)
            | [\u4e00-\u9fff]{{2,8}}(?:电子版|数字报) | 第 \s?+ [A-Z]?\d{{1,3}} \s?+ 版
            | {WEEKDAY.pattern}
            | [【\[(（]?+ (?P<widget> {widget} ) [】\])）]?+ (?:\s?+[:：])?+
            ) [\s|｜·/]*+ ){{1,20}}+
        """,
        regex.VERBOSE,
    )
