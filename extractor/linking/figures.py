"""The figures of a report with where they stand: paragraph, sentence, clause, and the words around.

A figure is a mention of money, a count or a share.  Its ``lead`` is what the clause says before it,
back to the figure before; its ``tail`` what it says after it, up to the next figure.  Relations
between figures are told by these words and by distance, never by distance alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

import regex

from extractor.intervals import interval
from extractor.linking.said_rates import HEADS, is_product_of, said_rate
from extractor.model import (
    Approx,
    Count,
    CountKind,
    Figure,
    Group,
    Mention,
    Money,
    PartialDate,
    Party,
    Percent,
    Value,
)

ValueT = TypeVar("ValueT", PartialDate, Money, Count, Party, Group)
PARAGRAPH = re.compile(r"\n+")
SENTENCE = regex.compile(r"[。！!？?]+[”’\"）)]*\s*|\n+|(?<=\p{Han})\.(?=\p{Han}|\s|$)")
PART = re.compile(r"[；;。！!？?\n]")  # an item of a list within a sentence
# 合计：4笔2000元 is marked by what stands before its colon.
CLAUSE = re.compile(r"[，,；;。！!？?\n（(）)]|(?<![合共总小]计)[：:]")
BRACKET = re.compile(r"[（(][^（()）]{0,200}[)）]")
EACH = regex.compile(
    r"(?:(?<![全省市县区街乡村国])|(?<=^(?!全)\p{Han}{1,4}))各(?:(?:[捐得发送给领获赠补助奖拨拉摆栽装搭招]|[选设](?!区)|建(?![制档设筑])|配(?!送)|派(?!出)|开(?!发)|出(?!口)|有(?!关)|出资|安排|投入|支持|资助|慰问)[^\p{P}0-9]{0,8}|约|近)?$|分别[^0-9]{0,14}$"
)
# 救助860人,每人最高2万元: what one at most got is no sum, no part and not what each got
EXTREME = re.compile(
    r"最[高低多少大小](?:者|的|额|金额|达|可达|可|为|一[笔次户人]|救助|资助|补助|个人|单位|企业|单笔|捐款?|了)*$"
)
IS_LIST = regex.compile("分别[为是有]")
JOINED = regex.compile("[、和及与]")
IN_ALL = "(?<![公一中总])共(?!同|产|青|和国|享|建|有制)"
TOTAL = regex.compile(
    r"(?:共计|合计|总计|累计|总额|总数|总共|一共|加起来|相加|[加合凑][在到]一[起块]|合起来"
    r"|总(?:投入|支出|收入|捐款额?|金额)|小计|总价值|总面积|总人口"
    rf"|{IN_ALL}|(?<![预统会审设估])计(?=[^\p{{Han}}]*$))[^0-9]{{0,20}}$"
)
MARKED = re.compile("[共计总加合凑]")  # one of them is in every marker of a total
NOTES = re.compile(r"(?:[、和及或][0-9一二两五十百]{1,3}[元角分])*的?(?:零钱|零钞|纸币|硬币|钞票)")
LARGEST_NOTE = 100  # yuan
NO_HAN = regex.compile(r"[^\p{Han}]")
CHANGE = re.compile(
    r"(?:增加|增长|减少|增收|减收|增支|减支|下降|提高|上升|降低|同比|比[^，。]{1,12}[多少增减高低]|[多少][收出]|净增|新增额)(?:了|额|达|约|近)?$"
    # 总额同比多出4万元, 比去年多发放慰问金1.2万元
    r"|(?:同比|[比较](?:[去上前往今本当同]一?(?:年度?|期)|[0-9]{4}年|上[次月季]|年初|原来|计划)[^，。；0-9]{0,6})"
    r"(?:[多少]|[上下]涨|节[约省])[^，。；、0-9]{0,8}$"
    r"|每[人户名月年天个]{1,5}[多少]了?$"  # 每人每月多了60元
    r"|(?:^(?:今年|本年度?|本次)?|比[^，。；0-9]{1,12})"
    r"[多少](?:发放?|救助|资助|培训|走访|慰问|帮扶|筹集|募集|支出|投入|补助)了?$"
)
BARE = "个"
PEOPLE = (*HEADS, CountKind.PERSON_TIME)  # a series each
PLACE_UNITS = ("个", "家", "所", "镇", "乡", "村", "县", "区", "市", "街道", "社区")


def figures(text: str, mentions: Sequence[Mention[Value]]) -> list[Figure]:
    """Return the figures among ``mentions``, in text order."""
    grid = _Grid.of(text)
    listed = [
        (at, m) for at, m in enumerate(mentions) if isinstance(m.value, (Money, Count, Percent))
    ]
    ends = [0] + [m.span.end for _, m in listed]
    starts = [m.span.start for _, m in listed[1:]] + [len(text)]
    rated: list[Figure] = []
    for (at, mention), before, after in zip(listed, ends, starts, strict=False):
        figure = grid.figure(at, mention, before, after)
        per = said_rate(figure, rated[-1] if rated else None)
        if per and len(rated) > 1 and is_product_of(figure, *rated[-2:]):
            per = None
        rated.append(figure if per is None else replace(figure, per=per))
    return rated


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the paragraphs, sentences, items and clauses of a text end."""

    text: str
    paragraphs: list[int]
    sentences: list[int]
    parts: list[int]
    clauses: list[int]
    brackets: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> _Grid:
        return cls(
            text,
            paragraphs=[m.end() for m in PARAGRAPH.finditer(text)],
            sentences=[m.end() for m in SENTENCE.finditer(text)],
            parts=[m.end() for m in PART.finditer(text)],
            clauses=[m.end() for m in CLAUSE.finditer(text)],
            brackets=[m.span() for m in BRACKET.finditer(text)],
        )

    def figure(self, at: int, mention: Mention[Value], before: int, after: int) -> Figure:
        start, end = mention.span
        clause = bisect_right(self.clauses, start)
        clause_start = self.clauses[clause - 1] if clause else 0
        closing = bisect_right(self.clauses, end)  # 30,792万元 has a comma inside
        clause_end = self.clauses[closing] - 1 if closing < len(self.clauses) else len(self.text)
        opened = bisect_left(self.brackets, (start, start)) - 1
        is_inside = opened >= 0 and end < self.brackets[opened][1]
        value = mention.value
        assert isinstance(value, (Money, Count, Percent))  # noqa: S101  for the type checker
        sentence = bisect_right(self.sentences, start)
        lead = self.text[max(before, clause_start) : start]
        tail = self.text[end : min(after, max(clause_end, end))]
        return Figure(
            at,
            mention,
            start,
            end,
            value.quantity,
            value.quantity.stated,
            interval(value.quantity, mention.text),
            series(value),
            bisect_right(self.paragraphs, start),
            sentence,
            bisect_right(self.parts, start),
            lead,
            tail,
            self.sentences[sentence - 1] if sentence else 0,
            self.brackets[opened] if is_inside else None,
            CHANGE.search(lead.rstrip()) is not None,
            _is_each(lead, tail),
            MARKED.search(lead) is not None and TOTAL.search(lead) is not None,
            isinstance(value, Money),
            isinstance(value, Count),
            isinstance(value, Percent),
            value.quantity.approx == Approx.EXACT,
        )


def is_coin(figure: Figure, text: str) -> bool:
    """Whether an amount is the worth of a coin or a note: 其中不少是一元、五元的零钱."""
    is_small = figure.stated is not None and figure.stated <= LARGEST_NOTE
    return is_small and NOTES.match(text, figure.end) is not None


def holding(mentions: Iterable[Mention[Value]], value_type: type[ValueT]) -> list[Mention[ValueT]]:
    """Return those of ``mentions`` whose value is of one type."""
    found = [m for m in mentions if isinstance(m.value, value_type)]
    return cast("list[Mention[ValueT]]", found)


def series(value: Money | Count | Percent) -> str:
    """Return what ``value`` can be added to: like amounts, like things."""
    if isinstance(value, Money):
        return f"money {value.currency}"
    if isinstance(value, Percent):
        return "percent"
    if value.kind in PEOPLE:
        return str(value.kind)
    if value.kind in (CountKind.ORGANISATION, CountKind.AREA):
        return "place" if value.unit in PLACE_UNITS else value.unit
    return f"{value.kind} {value.unit}"


def measure_of(figure: Figure) -> str:
    """Return what a number is one of, though its noun is left out: 36个 of 45个村."""
    return BARE if unit_of(figure) == BARE else figure.series


def unit_of(figure: Figure) -> str:
    """Return what a number counts by: 户, 名, 箱; nothing for an amount or a share."""
    value = figure.mention.value
    return value.unit if isinstance(value, Count) else ""


def noun_of(figure: Figure) -> str:
    """Return what a number counts, if its noun is read: 职工 of 30名职工."""
    value = figure.mention.value
    return (value.noun or "") if isinstance(value, Count) else ""


def label_of(figure: Figure) -> str | None:
    """Return what an amount is called: 特殊党费."""
    value = figure.mention.value
    return value.label if isinstance(value, Money) else None


def only_han(words: str) -> str:
    """Return the Chinese characters of ``words``."""
    return str(NO_HAN.sub("", words))


def _is_each(lead: str, tail: str) -> bool:
    """Whether 各 or 分别 makes the figure a rate for each of those named before it.

    分别走访120户、60户、45户 gives each of those before it a number of its own, and
    分别为生活救助86人、助学27人 is a list.
    """
    if "各" not in lead and "分别" not in lead:
        return False
    match = EACH.search(lead)
    if match is None or match[0][0] != "分":
        return match is not None
    return not (JOINED.fullmatch(tail) or (IS_LIST.match(match[0]) and JOINED.match(tail)))
