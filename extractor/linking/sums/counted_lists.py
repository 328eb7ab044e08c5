"""Totals before which the number of their parts stands: 五人共获救助7万元, 三项共支出34万元.

    1、…救助3万元；⏎2、…救助1.2万元；⏎3、…救助8000元。⏎三人共获救助5万元       what each got
    一、…支出12.4万元。⏎二、…支出9.75万元。⏎两项共支出22.15万元               the sections
    一月…支出4.2万元。二月…支出1.35万元。两项支出共计5.55万元                  the sentences

As many items as the number says, with one amount each, are all there are: such a list is complete,
and it fails where one digit explains the difference.  What one person or one donor gives or gets
was handed over to the yuan, so that 1.2万元 in such a list is not rounded.  Where the number is
another than that of the amounts before a total (前两项合计; 加上去年的一笔，三笔共计), the total is
of others, and a list that is closed by its words alone claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off, is_one_left_out
from extractor.linking.totals import FEWEST, LONGEST, added, are_exact, digits_of, is_like, meets
from extractor.model import Figure, Interval
from extractor.numerals import read_numeral

NUMBER = r"(?<![第每0-9一二三四五六七八九十百])(?P<number>[0-9]{1,2}|[两二三四五六七八九十]{1,3})"
EACH = r"(?:名|人|户|位|例|笔)"  # who got, or what came in, once
ADDS = "(?:共|合计|总计|累计|支出)"
SAID = regex.compile(
    rf"(?P<which>[前后]|其中)?{NUMBER}(?P<unit>{EACH}|个?(?:项|类|家|单位|支部|部门|车间|乡镇|镇|村|街道|社区|学校|企业|季度|月|年|天|周|次|批|期|轮|场|种|组|部分|方面|年级|班))"
    rf"(?P<words>\p{{Han}}{{0,8}}{ADDS}\p{{Han}}{{0,12}})[：:]?$"
)
ADDING = re.compile(f"{ADDS}[^0-9]{{0,13}}$")  # how all ends that SAID finds
# What such a total is called beside 共: nothing that the parts are not.
PLAINLY = regex.compile(
    r"(?:困难|贫困)?(?:群众|职工|学生|家庭|对象|患者|人员|款项|捐款|善款|资金|支出|费用|会员|单位)?"
    r"(?:(?:共计?|合计|总计|累计)(?:获得?|领取?到?|发放|支出|救助|资助|补助|走访|慰问|帮扶|捐款?|捐赠|发给|投入|使用)*"
    r"(?:救助|补助|资助|\p{Han}{0,3}[款金])?|(?<=项)支出)(?:为|达)?"
)
GIVING = regex.compile(
    r"获|领|救助|补助|资助|发放|奖|发给|送|慰问|支出|投入|使用|拨|付|捐|花|用于|配套|减免|垫|帮扶"
)
OTHERWISE = regex.compile(r"收入|欠|贷款|借|损失|医[疗药]费|产值|工资|薪|筹|结余|余额|计划|预算")
EARNED = regex.compile(
    r"(?:收入|卖得|纯收|创收|收益|盈利)[了为]?$"
)  # 养猪卖得八千元；种菜收入三千元
BORNE = regex.compile(
    r"部分(?:资金|费用|经费)?由|(?:其中|不足)\p{Han}{0,8}由\p{Han}{1,10}(?:承担|负担|解决)"
)
HOLDS = regex.compile(r"\s?[，,（(]\s?(?:[包内]含|含|包括|另)")
ROUND = 2  # digits of what one got: 1.2万
FARTHEST = 2  # paragraphs from an item to the next: a heading and its text
BACK = 24  # code points back from a total in which the number may stand


def number_before(total: Figure, text: str) -> regex.Match[str] | None:
    """Return the number of parts that the words before a total say."""
    start = total.start
    words = text[max(total.sentence_start, start - BACK) : start]
    return SAID.search(words) if ADDING.search(words) else None


def is_of_others(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether the number of parts before a total is not that of ``parts``, or not of these."""
    said = number_before(total, text)
    if said is None or (said["which"] is None and value_of(said) == len(parts)):
        return False
    # 市直3家、县直9家共13家: the number before is the last part itself.
    last = parts[-1].mention.span
    number = max(total.sentence_start, total.start - BACK) + said.start("number")
    return said["which"] is not None or number != last.start


def counted_gifts(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of what as many got, or gave, as are listed, one an item."""
    for total, parts, said in _counted(row, text):
        is_of_gifts = regex.fullmatch(EACH, said["unit"]) is not None
        is_round = all(digits_of(f.stated) <= ROUND or f.quantity.step <= 1 for f in parts)
        if is_of_gifts and is_round and are_exact(parts):
            made = added(parts)
            is_met = total.interval is not None and total.interval.meets(Interval(made, made))
            if is_met or is_digit_off(total, parts, FEWEST):
                yield sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True, are_gifts=True)


def counted(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of as many items as their words say."""
    for total, parts, _ in _counted(row, text):
        is_off = is_digit_off(total, parts) or is_one_left_out(total, parts)
        if meets(total, parts) or (is_off and not holds_more(total, parts, text)):
            yield sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True)


def holds_more(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether some of what is listed is borne by others, or the total holds more: 含经费1万元."""
    words = text[parts[0].start : total.end] + rest_of_sentence(total, text).partition("\n")[0]
    return BORNE.search(words) is not None or HOLDS.match(text, total.end) is not None


def _counted(
    row: Sequence[Figure], text: str
) -> Iterator[tuple[Figure, Sequence[Figure], regex.Match[str]]]:
    """Yield each total with the items before it, where those are as many as its words say."""
    plain = [f for f in row if f.bracket is None]
    for at, total in enumerate(plain):
        said = number_before(total, text) if at >= FEWEST else None
        if said is None or said["which"] or not PLAINLY.fullmatch(said["words"]):
            continue
        number = value_of(said)
        parts = plain[at - number : at] if FEWEST <= number <= min(at, LONGEST) else []
        before = plain[at - number - 1] if parts and at > number else None
        if parts and _are_items(parts, total, before) and is_like(total, parts):
            words = text[parts[0].sentence_start : total.start]
            if (all(map(_is_given, parts)) or _are_earned(parts, said)) and not OPEN_WORDS.search(
                words
            ):
                yield total, parts, said


def _is_given(part: Figure) -> bool:
    """Whether the amount is one that was handed over or spent, not what someone earns or owes."""
    is_said = part.is_marked_total or GIVING.search(part.lead) is not None
    return is_said and not part.is_change and OTHERWISE.search(part.lead) is None


def _are_earned(parts: Sequence[Figure], said: regex.Match[str]) -> bool:
    """Whether 三项合计 adds up what each of three things earned: 养猪卖得八千元；种菜收入三千元."""
    is_plain = said["unit"].endswith("项") and said["words"] in ("合计", "共计", "总计", "共")
    return is_plain and all(EARNED.search(f.lead) for f in parts)


def _are_items(parts: Sequence[Figure], total: Figure, before: Figure | None) -> bool:
    """Whether each part stands in an item of its own, and no amount before is of the same list."""
    is_apart = all(one.part < other.part for one, other in pairwise([*parts, total]))
    steps = {other.paragraph - one.paragraph for one, other in pairwise(parts)}
    step = steps.pop()
    is_even = not steps and step <= FARTHEST
    if not (is_apart and is_even and total.paragraph - parts[-1].paragraph <= max(step, 1)):
        return False
    is_near = before is not None and parts[0].paragraph - before.paragraph <= step
    return not is_near or (before is not None and (before.stated or 0) >= added(parts))


def value_of(said: regex.Match[str]) -> int:
    """Return the number that words say, 0 where they are no numeral."""
    read = read_numeral(said["number"])
    return int(read.value) if read is not None else 0
