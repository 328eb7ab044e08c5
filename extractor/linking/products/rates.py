"""What a rate is for one of, and of what time a total of it is.

    34户困难职工，每户800元          a rate for one household, which 34户 counts
    五个村各捐助500元                for each of the bodies, where 各 says so
    向12名环卫工人送去300元          perhaps for each of the persons
    每人每月50元，全年共计7.2万元    no product of the two: the months are counted, too

A rate of which the text says nothing may be that of heads alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from extractor.lexicon import remembered
from extractor.linking.relations import Form
from extractor.linking.said_rates import HEADS, PERSON_UNITS
from extractor.model import Approx, Count, CountKind, Figure

EVERYONE = ("户", "人", "名", "位")
BODIES = (CountKind.ORGANISATION, CountKind.AREA)
TIMES_OF_YEAR = ("年", "月", "季度", "天", "次", "场")
REACH = 3  # sentences between the members of a product that comes out
LARGEST_GIFT = 10_000  # yuan that one person may be given without a word of it
COMPARED = re.compile(r"(?:比|较)[^，,。；;0-9]{1,10}的$")  # 数量比去年的2500个增长28%
# 每人每月50元: what a year comes to is another product; 每生每餐4元: the meals are not counted.
FOR_A_TIME = re.compile(
    r"每月|月(?:人|户)?均|人均月|每(?:年|季|学期|学年|天|日|周|次|场)|日均"
    r"|[年月日](?:工资|薪|补助|补贴|津贴)|每[^0-9，,]{0,8}每"
)
# 人均补差210元，全年共计72万元, 春节、中秋两次走访42户: the total may be of several times.
OF_A_TIME = regex.compile(r"全年|半年|[0-9一二两三四五六七八九十]+(?:个月|年|季度|学期)")
SEVERAL_TIMES = re.compile(r"(?<![第0-9])(?:[两二三四五六七八九十]|[0-9]{1,2})[次轮]")
MEAN = re.compile(
    r"(?<![一-龥])[人户]平$|[人户村亩月年日次件例笔生期场]均|平均|合每|一口?[人户间亩]合"
)
# What else a total may hold beside the money handed to each: goods, or a further group.
MORE_INSIDE = regex.compile(
    r"另|以及|[和及与加][^，。]{0,8}(?:物资|慰问品|大米|食用油|米|油|棉被)|慰问品|物资|等|部分|其余|不等|分别|左右|包括|含"
)


def counts_for(count: Figure, rate: Figure) -> bool:
    """Whether ``count`` counts what ``rate`` is for one of."""
    is_other = count.at != rate.at and abs(count.sentence - rate.sentence) <= REACH
    return is_other and counts_alike(count, rate)


def counts_alike(count: Figure, rate: Figure) -> bool:
    """Whether ``count`` is of what ``rate`` is for one of, wherever the two stand."""
    return may_count(count) and is_of_one(count, rate)


def is_of_one(count: Figure, rate: Figure) -> bool:
    """Whether a count that ``may_count`` holds of is of what ``rate`` is for one of."""
    value, one = count.mention.value, rate.per
    assert isinstance(value, Count)  # noqa: S101  for the type checker
    if one is None:
        is_each_of_them = rate.is_each and value.kind in BODIES  # 五个村各捐助500元
        return (value.kind in HEADS or is_each_of_them) and count.stated != 1
    if one == "户" or (one == "位" and value.kind == CountKind.HOUSEHOLD):
        return value.kind == CountKind.HOUSEHOLD or (
            value.kind == CountKind.PERSON and count.sentence == rate.sentence
        )
    if one in PERSON_UNITS:
        is_heads = value.unit == "个" and count.tail.startswith("人")  # 村干部7个人
        return is_heads or value.kind in (CountKind.PERSON, CountKind.PERSON_TIME)
    is_case = one == "例" and value.kind == CountKind.PERSON  # 124名患儿，平均每例2.5万元
    is_time = one == "次" and value.unit.endswith("次")  # 432人次，次均8000元
    is_called = value.unit == "个" and (value.noun or "").endswith(one)  # 15个小组，每组8人
    return is_case or is_time or is_called or one in (value.unit, value.noun)  # 18个村，每村500册


def may_count(figure: Figure) -> bool:
    """Whether the figure counts things, is exact and no rate itself."""
    is_exact = figure.is_count and figure.is_exact and figure.stated is not None
    return is_exact and not figure.per and not _is_compared(figure.lead)


def _is_compared(lead: str) -> bool:
    return lead.endswith("的") and COMPARED.search(lead) is not None


def is_threshold(figure: Figure) -> bool:
    """Whether an amount only says whom a number counts: 补助额在万元以上的有6人."""
    is_bound = figure.quantity.approx in (Approx.AT_LEAST, Approx.AT_MOST)
    return is_bound and figure.tail.startswith("的")


def form_of(rates: Sequence[Figure]) -> Form:
    """Return whether the rate was set (每人500元) or worked out, and so rounded (人均117元)."""
    are_means = any(is_mean(rate.lead) for rate in rates)
    return Form.MEAN_TIMES_COUNT if are_means else Form.RATE_TIMES_COUNT


@remembered
def is_mean(lead: str) -> bool:
    """Whether the words before a rate say that it was worked out: 人均117元."""
    return MEAN.search(lead) is not None


@remembered
def is_for_a_time(lead: str) -> bool:
    """Whether the words before a rate say that it is for a time, or for one of two things."""
    return FOR_A_TIME.search(lead) is not None


def is_of_one_time(rates: Sequence[Figure], total: Figure, text: str) -> bool:
    """Whether nothing says that a total is of another time than its rates, or of several.

    The total of 每人每月200元 may be that of a year, or of the months that there are left of it.
    """
    is_timed = any(rate.per in TIMES_OF_YEAR or is_for_a_time(rate.lead) for rate in rates)
    is_later = OF_A_TIME.search(text, rates[-1].end, total.start)
    is_again = SEVERAL_TIMES.search(text, rates[0].sentence_start, total.start)
    return not (is_timed or is_later or is_again)
