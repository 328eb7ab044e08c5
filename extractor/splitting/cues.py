"""The words and forms by which a report shows where it begins and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from extractor.lexicon import derived, load
from extractor.rules import one_of

HAN_NUMERALS = "一二三四五六七八九十"
NUMBER = re.compile(
    r"(?P<han>[一二三四五六七八九十]{1,3})\s?[、.．,，]"
    r"|[（(]\s?(?P<bracket>[一二三四五六七八九十]{1,3})\s?[)）]"
    r"|(?P<arabic>\d{1,2})\s?[、.．](?!\d)"
    r"|[（(]\s?(?P<small>\d{1,2})\s?[)）]"
)
HEADLINE = 40  # characters
LEVELS = ("han", "bracket", "arabic", "small")

FORMULA = regex.compile(
    r"(?:现|兹)(?:将|就|把)[^。]{2,60}?(?:如下|总结|汇报)|(?:总结|汇报|小结|报告)如下\s?[：:]"
)
HEADING = regex.compile(
    r"""
    [^。；;，,：:！!？?]{4,40}?
    (?: 总结 | 小结 | 汇报 | 工作报告 | 情况报告 | 总结报告 | 简报
      | (?<=\d年[^。]{4,30}) (?:工作|活动)情况 )
    (?: \s? [（(] [^（()）]{1,12} [)）] )?
    """,
    regex.VERBOSE,
)
# 青禾镇2021年社会救助情况: of a year, and no sentence; not a list that belongs
# to the report before (青禾镇2021年救助名单), nor a day.
TITLE = regex.compile(
    r"(?!附)[^。；;，,：:！!？?]{2,20}(?:20|19)\d\d年(?!\d{1,2}月)[^。；;，,：:！!？?]{2,20}"
    r"(?<!印发|名单|清单|明细|台账|表)"
)
HEADING_ENDS = ("总结", "小结", "汇报", "报告", "简报", "情况", ")", "）")
DAY = regex.compile(r"(?:二[〇○零Oo0]|[12]\d|__|[Xx]{2})[^\s，。]{2,12}?月\s?[^\s，。]{1,3}\s?日")
BODY_LINE = regex.compile(r"[^。；;，,：:！!？?\d]{3,25}")

# What a body calls itself after 我.  Reports of every body of a place say 我县, 我市.
OWN = "局镇乡校院厂村所队站行矿会办部园处科社"
SUBJECT = regex.compile(
    rf"(?:我|本)(?P<own>公司|集团|中心|街道|社区|单位|医院|学校|企业|支行|[{OWN}])(?![说做讲想见知])"
    r"|(?<![\u4e00-\u9fff])(?P<plain>集团公司|公司|集团|医院|学校|社区|街道)"
    r"(?=领导|工会|党|切实|十分|班子|组织|召开|决定|充分|行政|高度|办事处|工作人员|将|在|还"
    r"|为|进一步|共|积极|深入|认真|先后)"
    r"|(?<=[过次对在])(?P<after>公司|医院|学校|社区|街道)(?=领导|工会|全体|特困|困难|所有)"
)
OWN_NAME = re.compile(rf"[我本](?:公司|集团|中心|街道|社区|单位|医院|学校|企业|[{OWN}])")
SAME = {"集团公司": "集团", "校": "学校", "院": "医院", "社": "社区"}


class Number(NamedTuple):
    """The number that opens a line: its level (0 for 一、) and its value."""

    level: int
    value: int


def number_of(text: str) -> Number | None:
    """Return the list number that ``text`` begins with.

    >>> number_of("三、存在问题"), number_of("（一）加强领导")
    (Number(level=0, value=3), Number(level=1, value=1))
    """
    match = NUMBER.match(text)
    if match is None or match.lastgroup is None:
        return None
    written = match[match.lastgroup]
    return Number(LEVELS.index(match.lastgroup), value_of(written))


def value_of(written: str) -> int:
    """Return the value of a list number: 12 of 十二 and of 12."""
    if written.isascii():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    units = HAN_NUMERALS.find(ones) + 1 if ones else 0
    return (HAN_NUMERALS.find(tens) + 1 if tens else 1) * 10 + units if ten else units


def opens(text: str) -> bool:
    """Return whether ``text`` begins as reports do: 为…, 按照…, 在…领导下, 我局…."""
    plain = text.lstrip("_＿ ")
    return _opening().match(plain) is not None or OWN_NAME.match(plain) is not None


def closes(text: str) -> bool:
    """Return whether ``text`` ends a report: it sums up, promises, or thanks."""
    is_closing = _closing_start().match(text) or _closing_end().search(text[-60:])
    return is_closing is not None and not is_section(text)


def formula_in(text: str) -> bool:
    """Return whether ``text`` announces the report: 现将有关情况总结如下：."""
    return FORMULA.search(text) is not None


def is_heading(text: str) -> bool:
    """Return whether ``text`` is the headline of a report: …工作总结."""
    return (
        text.endswith(HEADING_ENDS)
        and HEADING.fullmatch(text) is not None
        and NUMBER.match(text) is None
    )


def may_be_title(text: str) -> bool:
    """Return whether ``text`` may be a headline where a report has just been signed."""
    return TITLE.fullmatch(text) is not None and NUMBER.match(text) is None


def is_section(text: str) -> bool:
    """Return whether ``text`` is the heading of a section, and no more: 三、做实做细，落到实处."""
    return (
        len(text) <= HEADLINE
        and not text.endswith(("。", "；", ";"))
        and number_of(text) is not None
    )


def is_signature(texts: Sequence[str]) -> bool:
    """Return whether ``texts`` end with a day that stands alone, under the body that signs."""
    return (
        bool(texts)
        and len(texts[-1]) <= HEADLINE
        and DAY.search(texts[-1]) is not None
        and (DAY.fullmatch(texts[-1]) is not None or BODY_LINE.match(texts[-1]) is not None)
    )


def names_of_body(text: str) -> list[str]:
    """Return what the body calls itself in ``text``, in order.

    >>> names_of_body("我局召开会议，我局党政领导看望了自来水公司职工")
    ['局', '局']
    """
    found = (match[match.lastgroup or 0] for match in SUBJECT.finditer(text))
    return [SAME.get(name, name) for name in found]


def _cues(cue: str) -> str:
    return one_of(row["word"] for row in load("report_cues") if row["cue"] == cue)


@derived
def _opening() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:{_cues('opening')})(?!此|期|人)|在[^。，,]{{1,30}}?(?:{_cues('opening_within')})"
    )


@derived
def _closing_start() -> re.Pattern[str]:
    return re.compile(_cues("closing"))


@derived
def _closing_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{_cues('closing_end')})[。！!.\s]*$")
