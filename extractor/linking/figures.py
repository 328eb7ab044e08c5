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
from extractor.model import (
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

RATE_WORD = (
    r"每(?P<per>户次|人次|户|人|名|位|家|个|所|床位|床|袋|桶|件|套|箱|亩|年|月|季度|天|次|场|生|村|校|份|吨|公斤|斤|平方米|台|辆|例|笔|项|册|期|间|头|只|株|盏|顶|双|瓶|座|口|副|支|组|队|路|张|把|根|块|棵|盒|罐|筐|捆|枚|匹|条|眼|栋|幢|米|公里|孔|包|扇|部(?!门|委))"
    r"|(?P<mean>人|户|亩|村)均|^\W*(?P<mean>人次|户次|次|件|例|笔|生|期|场|月)均"
)
RATE = regex.compile(rf"(?:{RATE_WORD})[^0-9]{{0,24}}$")
# 一件120元 is a price; 慰问品50元 after 人均慰问金100元 is for the same person.
PRICE = regex.compile(
    r"(?:^|[^\p{Han}0-9])一(?P<per>件|套|箱|袋|桶|床|份|盒|本|台|斤|公斤|吨|瓶|条)$"
)
UNIT_PRICE = regex.compile(
    r"^(?:购进|采购)?(?:单价|每\p{Han}价)(?:为|是|约)?$"
)  # 铁锹60把，单价28元
# 一口人合1.8亩, 教室造价97.5万元，一间合6.5万元
COMES_TO = regex.compile(r"(?:^|[，,])一口?(?P<per>人|户|间|亩|平方米)(?:合|摊|平均)$")
RAISED = regex.compile("(?:提高|增加|上调|调整|提升|降低?|减少)(?:到|至|为)")
# Whom a rate is for one of.
PERSON_UNITS = ("人", "名", "位", "生", "员")
GETTING_UNITS = ("户", "家", *PERSON_UNITS)
TOGETHER = (*GETTING_UNITS, "个", "年", "月")  # one gets one thing and another, or in one time
CASH = regex.compile("慰问金|现金|救助金|补助金|红包")
COMPANION = regex.compile(r"[，,、和及加]?\p{Han}{1,6}$")
# 每人一盒月饼和一箱牛奶, 每户食用油一壶和大米一袋: goods with a noun of their own
GOODS_TOO = regex.compile(r"\p{Han}{1,6}[、，,]?[和及与加]?|[、，,]?[和及与加]?\p{Han}{1,6}")
NOUN = regex.compile(r"\p{Han}{1,4}")
AND = regex.compile("[、和及与加]|[，,](?!另|还|其中|共)")
# 每人一份节日红包100元, 每人一个1000元的红包, 每人一份价值120元的礼包: the worth of that one
ONES_WORTH = regex.compile(r"\p{Han}{0,4}(?:红包|慰问金|礼金|压岁钱|现金)|总?价?值|折合?价?值?|")
GOODS_KINDS = (CountKind.ITEM, CountKind.WEIGHT)
NO_ONES = 50  # times the first amount: no companion of it
WORTH = regex.compile(r"[和及与加](?:价|价?值|折价)")  # 每户1000元和价值300元的米面油
ACTS = regex.compile(
    r"[全半]年|需|要|算|发|送|支|拨|共|计|筹|投|出|给|奖|补助|资助|救助|捐|折|合|值|另|占"
    r"|用[去了掉]|花|余|剩|凑|收|付|缴|[头首第]一?个?学期|^费用"
)
TIMES = re.compile(r"\s?[×✕✖xX*＊]\s?")  # 8人×1000元=8000元
SLASH = re.compile(
    r"\s?[/／](?P<per>户|人|名|位|家|年|月|天|袋|桶|件|套|亩|斤|公斤|吨|次|份|箱|盒|床|台|辆|间|平方米|个|学期|学年|生)"
)
EACH = regex.compile(
    r"(?:(?<![全省市县区街乡村国])|(?<=^(?!全)\p{Han}{1,4}))各(?:(?:[捐得发送给领获赠补助奖拨]|出资|安排|投入|支持|资助|慰问)[^\p{P}0-9]{0,8}|约|近)?$|分别[^0-9]{0,14}$"
)
# 救助860人,每人最高2万元: what one at most got is no sum, no part and not what each got
EXTREME = regex.compile(
    r"最[高低多少大小](?:者|的|额|金额|达|可达|可|为|一[笔次户人]|救助|资助|补助|个人|单位|企业|单笔|捐款?|了)*$"
)
IS_LIST = regex.compile("分别[为是有]")
JOINED = regex.compile("[、和及与]")
TOTAL = regex.compile(
    r"(?:共计|合计|总计|累计|总额|总数|总共|一共|总投入|总支出|总收入|小计|总价值|总面积|总人口|(?<![公一中总])共(?!同|产|青|和国|享|建|有制)|(?<![预统会审设估])计(?=[^\p{Han}]*$))[^0-9]{0,20}$"
)
MARKED = re.compile("[共计总]")  # one of them is in every marker of a total
NOTES = regex.compile(
    r"(?:[、和及或][0-9一二两五十百]{1,3}[元角分])*的?(?:零钱|零钞|纸币|硬币|钞票)"
)
LARGEST_NOTE = 100  # yuan
NO_HAN = regex.compile(r"[^\p{Han}]")
CHANGE = re.compile(
    r"(?:增加|增长|减少|增收|减收|增支|减支|下降|提高|上升|降低|同比|比[^，。]{1,12}[多少增减高低]|多收|少收|净增|新增额)(?:了|额|达|约|近)?$"
    # 总额同比多出4万元, 比去年多发放慰问金1.2万元
    r"|(?:同比|[比较](?:[去上前往今本当同]一?(?:年度?|期)|[0-9]{4}年|上[次月季]|年初|原来|计划)[^，。；0-9]{0,6})"
    r"(?:[多少]|[上下]涨|节[约省])[^，。；、0-9]{0,8}$"
    r"|^[多少](?:救助|资助|培训|发放|走访|慰问|帮扶|筹集|募集|支出|投入|补助)了?$"
)


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
        per = _per(figure, rated[-1] if rated else None)
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
            CHANGE.search(lead) is not None,
            _is_each(lead, tail),
            MARKED.search(lead) is not None and TOTAL.search(lead) is not None,
        )


def is_coin(figure: Figure, text: str) -> bool:
    """Whether an amount is the worth of a coin or a note: 其中不少是一元、五元的零钱."""
    is_small = figure.stated is not None and figure.stated <= LARGEST_NOTE
    return is_small and NOTES.match(text, figure.end) is not None


def holding(mentions: Iterable[Mention[Value]], value_type: type[ValueT]) -> list[Mention[ValueT]]:
    """Return those of ``mentions`` whose value is of one type."""
    return [cast("Mention[ValueT]", m) for m in mentions if isinstance(m.value, value_type)]


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


HEADS = (CountKind.PERSON, CountKind.HOUSEHOLD)
PEOPLE = (*HEADS, CountKind.PERSON_TIME)  # a series each
PLACE_UNITS = ("个", "家", "所", "镇", "乡", "村", "县", "区", "市", "街道", "社区")


def _per(figure: Figure, last: Figure | None) -> str | None:
    """Return what the figure is a rate for one of, or ``None`` if the words make it no rate.

    ``last`` is the figure before it.
    """
    lead = figure.lead
    is_one = "一" in lead and (PRICE.search(lead) or COMES_TO.search(lead))
    if match := SLASH.match(figure.tail) or is_one:
        return str(match["per"])
    if match := ("每" in lead or "均" in lead) and RATE.search(lead):
        return str(match["mean"] or match["per"])
    is_of_last = TIMES.fullmatch(lead) or UNIT_PRICE.match(lead)
    if last and is_of_last and isinstance(last.mention.value, Count):
        return last.mention.value.unit
    if last and last.per and last.sentence == figure.sentence and _is_of_that_one(last, figure):
        return last.per
    if last and last.per and last.sentence == figure.sentence and _go_together(last, figure):
        is_of_which = lead.lstrip("，,：: ").startswith("其中")
        is_split = is_of_which or figure.bracket is not None
        # 户均4.53万元，其中当年新增1260万元: what is larger is no part of one household's.
        is_split = is_split and (figure.stated or 0) <= (last.stated or 0)
        is_split = is_split or RAISED.fullmatch(lead) is not None  # 由每月560元提高到620元
        is_worth = WORTH.fullmatch(lead) is not None
        acts = (ACTS.search(lead) and not is_worth) or figure.is_marked_total
        # 棉被20床每床150元，慰问金3000元: no quilt has money beside its price.
        is_same = last.per in TOGETHER or not CASH.search(lead)
        is_companion = COMPANION.fullmatch(lead) or _are_goods(last, figure)
        goes_on = is_companion and is_same and not (acts or is_of_which)
        # 每人发放1000元药费，补贴资金119万元: that is no one's
        is_huge = figure.is_money and (figure.stated or 0) > NO_ONES * (last.stated or 0)
        goes_on = goes_on and not is_huge
        return last.per if is_split or (goes_on and last.part == figure.part) else None
    return None


def _go_together(last: Figure, figure: Figure) -> bool:
    """Whether two figures may be rates of one kind: two amounts, or two goods of one list."""
    goods = isinstance(last.mention.value, Count) and isinstance(figure.mention.value, Count)
    is_listed = figure.lead.startswith("、") or _are_goods(last, figure)
    return last.series == figure.series or (goods and is_listed)


def _are_goods(last: Figure, figure: Figure) -> bool:
    """Whether two goods are given together: 一盒月饼和一箱牛奶."""
    values = (last.mention.value, figure.mention.value)
    are_items = all(isinstance(v, Count) and v.kind in GOODS_KINDS for v in values)
    lead = figure.lead
    apart = figure.start - last.end
    if not lead and apart == len(last.tail) + 1:  # 每户一袋米，一桶油。
        return are_items and all(NOUN.fullmatch(f.tail) for f in (last, figure))
    return are_items and bool(AND.search(lead)) and GOODS_TOO.fullmatch(lead) is not None


def _is_of_that_one(last: Figure, figure: Figure) -> bool:
    """Whether an amount is the worth of the one thing that each gets: 每人一份红包100元."""
    value = last.mention.value
    is_one = isinstance(value, Count) and last.stated == 1 and last.per in TOGETHER
    apart = figure.start - last.end
    is_beside = figure.is_money and apart == len(figure.lead) and not figure.is_marked_total
    return is_one and is_beside and ONES_WORTH.fullmatch(figure.lead) is not None


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
