"""When figures make a total: exactly as written, or within all that they can mean."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex

from extractor.intervals import MOST_ROUNDING, add, is_whole
from extractor.linking.relations import Form, Relation
from extractor.model import Approx, Figure, FindingKind, Interval, Money

FEWEST = 2  # parts of one total
LONGEST = 14
NO_MORE = (Approx.EXACT, Approx.OVER, Approx.NEAR)  # 40余万 and 近40万 have an upper end
NOTHING = Decimal(0)
# 由2017年的66亿元增加到2022年的402亿元，五年共计1231亿元: two years of several, and their sum.
OVER_TIME = (
    r"增加到|增至|增长到|提高到|上升到|减少到|降至"
    r"|[0-9一二两三四五六七八九十]{1,3}年(?:来|间)?(?:共计|合计|总计)"
)

# 残疾人216人，重病患者184人（人员有重叠）: who is of two kinds is counted twice, and once in all.
OVERLAP = r"重叠|重复|交叉|兼有|同时|[两二三多几][种项类个]以上|不止一"
# 甲村12户，乙村15户，加上散居户共计40户: what is added, or taken off, is told without a figure.
# 拨款50万元，自筹20万元，社会捐助，合计约85万元: so is a part that is named alone.
UNTOLD = regex.compile(
    r"(?:加上|再加|连同|算上|外加|另加|还有|若干|扣除|剔除|减去)[^0-9一二三四五六七八九十。]*\Z"
    r"|[，,]\p{Han}{2,8}[，,]\p{Han}{0,12}\Z"
)
# 价值1500元、慰问金5户每户300元，合计4600元: what a rate in the list comes to is not told.
RATED = regex.compile(
    r"每[户人名位个家][^，,；;。]{0,16}?元(?![，,]?\s?\p{Han}{0,4}(?:计|共|合|发放)[^0-9，,]{0,8}[0-9])"
)
# 春节慰问3.2万元，中秋慰问1.8万元，全年支出合计6万元: there are other days in a year.
WIDER = regex.compile(r"全年|年度|现场|参加")
HALF = regex.compile(r"[上下]半年|季度|月")
# 财政拨款36万元，单位自筹12万元，活动支出合计42万元: what was raised need not all be spent.
SPENT = regex.compile(r"支出|发放|使用|用于|列支")
RAISED = regex.compile(r"拨款|自筹|配套|捐[款赠助]|募捐|[筹募]集|划拨|赞助|(?<!调)出资")
OVERLAPPING = regex.compile(OVERLAP)
BEHIND = 30  # code points behind a total in which its list may be said to overlap


def overlaps(total: Figure, start: int, text: str) -> bool:
    """Whether the words of a list, from ``start`` on, say that some are counted more than once."""
    end = total.mention.span.end
    behind = text[end : end + BEHIND].partition("\n")[0].partition("。")[0]
    return OVERLAPPING.search(text[start:end] + behind) is not None


def is_of_more(total: Figure, parts: Sequence[Figure], words: str) -> bool:
    """Whether a total is said of more than the list before it, or of something else.

    ``words`` lead from the list to the total.
    """
    is_wider = WIDER.search(total.lead) and not any(HALF.search(f.lead) for f in parts)
    is_raised = any(RAISED.search(f.lead) for f in parts)
    is_spent = (
        is_raised and SPENT.search(total.lead) and not any(SPENT.search(f.lead) for f in parts)
    )
    is_untold = UNTOLD.search(words) or RATED.search(words)
    return bool(is_untold or is_wider or is_spent)


def digits_of(number: Decimal | None) -> int:
    """Return how many digits a number is told by: 24.8万 by three, 5000 by one."""
    return 0 if number is None else len(number.normalize().as_tuple().digits)


def added(figures: Sequence[Figure]) -> Decimal:
    """Return what the figures come to as written; a lost one adds nothing."""
    return sum((f.stated for f in figures if f.stated is not None), NOTHING)


def equals(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts, as written, make the total to the last digit it is written with."""
    whole, step = total.quantity.stated, total.quantity.step
    known = [stated for f in parts if (stated := f.quantity.stated) is not None]
    if whole is None or len(known) < len(parts) or len(parts) < FEWEST:
        return False
    gap = abs(sum(known, NOTHING) - whole)
    most = min(step / 2, abs(whole) * MOST_ROUNDING)  # 1万元 is no 7320元
    if gap and (step <= 1 or gap > most or any(f.quantity.step > step for f in parts)):
        return False
    return any(stated != whole for stated in known)


def meets(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts, with all they can mean, can make the total."""
    if _is_whole(total) and all(map(_is_whole, parts)):
        return total.stated == added(parts)
    whole = total.interval
    terms = [f.interval for f in parts if f.interval is not None]
    return whole is not None and len(terms) == len(parts) and add(terms).meets(whole)


def _is_whole(figure: Figure) -> bool:
    return is_whole(figure.quantity, figure.mention.text)


def shortest_tail(total: Figure, block: Sequence[Figure]) -> Sequence[Figure] | None:
    """Return the fewest figures at the end of ``block`` that can make the total, if any do.

    What a tail comes to is added up figure by figure: a list may have hundreds of lines.
    """
    whole, added_up = total.interval, Interval(NOTHING, NOTHING)
    for length, figure in enumerate(reversed(block), 1):
        term = figure.interval
        if whole is None or term is None:
            return None
        added_up = add((added_up, term))
        if length >= FEWEST and added_up.meets(whole) and meets(total, block[-length:]):
            return block[-length:]
    return None


def exceed(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts come to more than the total can mean, but less than to twice as much."""
    if any(f.quantity.approx != Approx.EXACT or f.stated is None for f in parts):
        return False
    if total.quantity.approx not in NO_MORE or total.stated is None or meets(total, parts):
        return False
    most = total.interval
    return bool(most and most.high is not None and most.high < added(parts) < total.stated * 2)


def label_of(figure: Figure) -> str | None:
    """Return what an amount is called: 特殊党费."""
    value = figure.mention.value
    return value.label if isinstance(value, Money) else None


def sum_of(
    form: Form,
    total: Figure,
    parts: Sequence[Figure],
    *,
    closed: bool = False,
    is_open: bool = False,
) -> Relation:
    """Return the reading that ``parts`` make ``total``."""
    places = tuple(f.at for f in parts)
    return Relation(FindingKind.SUM, form, total.at, places, closed, is_open)
