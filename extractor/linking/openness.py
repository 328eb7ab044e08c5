"""Whether a list leaves something out: the words that say so, and those that say it does not.

    等, 部分, 另, 先后, 同期增长      the list may lack something, or a figure is no part
    人员有重叠, 兼有                 who is of two kinds is counted twice, and once in all
    加上散居户共计40户               what is added is told without a figure
    全年支出合计6万元                there are other days in a year than those listed
    其余760.4万元                   nothing is left out, nor where the shares make 100
    别无其他, 互不重复               nothing is left out, and nobody is counted twice

An open list may not fail: what it does not come to may be what the words leave out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import regex

from extractor.linking.figures import unit_of
from extractor.linking.neighbours import between, rest_of_sentence
from extractor.linking.said_rates import HEADS
from extractor.linking.slips import TELLING, is_digit_off
from extractor.linking.totals import FEWEST, added, are_exact
from extractor.model import Figure

# 由2017年的66亿元增加到2022年的402亿元，五年共计1231亿元: two years of several, and their sum.
OVER_TIME = (
    r"增加到|增至|增长到|提高到|上升到|减少到|降至"
    r"|[0-9一二两三四五六七八九十]{1,3}年(?:来|间)?(?:共计|合计|总计)"
)
# 残疾人216人，重病患者184人（人员有重叠）: who is of two kinds is counted twice, and once in all.
OVERLAP = (
    r"重叠|重复|交叉|兼有|同时|连续[两二三多几]|[两二][一-龥]{0,2}都[有参领]"
    r"|[两二三多几][种项类个]以上|不止一"
)
# 甲村12户，乙村15户，加上散居户共计40户: what is added, or taken off, is told without a figure.
# 拨款50万元，自筹20万元，社会捐助，合计约85万元: so is a part that is named alone.
UNTOLD = regex.compile(
    r"(?:加上|再加|连同|算上|外加|另加|还有|若干|扣除|剔除|减去)[^0-9一二三四五六七八九十。]*\Z"
    r"|[，,](?:\p{Han}{2,8}|[还另并也又]\p{Han}{2,20})[，,]\p{Han}{0,12}\Z"
)
# 价值1500元、慰问金5户每户300元，合计4600元: what a rate in the list comes to is not told.
RATED = regex.compile(
    r"每[户人名位个家][^，,；;。元]{0,16}元(?![，,、]?\s?\p{Han}{0,4}(?:计|共|合|[发是花付]|支出)[^0-9，,]{0,8}[0-9]|[凑捐交缴筹出给拿][了齐足到来]*[0-9])"
)
# 春节慰问3.2万元，中秋慰问1.8万元，全年支出合计6万元: there are other days in a year.
WIDER = regex.compile(r"全年|年度|现场|参加")
HALF = regex.compile(r"[上下]半年|季度|月")
# 财政拨款36万元，单位自筹12万元，活动支出合计42万元: what was raised need not all be spent.
SPENT = regex.compile(r"支出|发放|使用|用于|列支")
RAISED = regex.compile(r"拨款|自筹|配套|捐[款赠助]|募捐|[筹募]集|划拨|赞助|(?<!调)出资")
OVERLAPPING = regex.compile(OVERLAP)
# 三类对象无交叉, 一人只登记一类: it says 重复 only to deny it. 别无其他: nothing is left out.
DENIED = r"重[复叠]|交叉|兼[任职有]|跨|遗漏"
EXCLUSIVE = regex.compile(
    rf"(?:互不|不存在|不(?=重|交|兼)|未(?:有|发现)?|[无没]有?(?:任何|一)?)(?:[人户名]|人员|对象|前后|相互)*(?:{DENIED})"
    r"\p{Han}{0,4}|(?:只|仅)(?:有|限)|全部由|各\p{Han}{1,2}各的"
    r"|[每一][人户家名次]\p{Han}{0,4}只\p{Han}{1,4}一\p{Han}{0,2}|(?:再|别)无\p{Han}{0,6}"
    r"|[没无]有?(?:别|其他|其它|另外)\p{Han}{0,6}|除[此这上以]\p{Han}{0,6}外\p{Han}{0,4}[没无]\p{Han}{0,8}"
)
EXCLUSIVE_CLAUSE = regex.compile(
    rf"[，,；;][^，,。；;0-9]{{0,16}}?(?:{EXCLUSIVE.pattern})[^，,。；;0-9]{{0,16}}(?=[，,。；;])"
)
# ，全部领齐， ，一分不少， ，按此计算， between commas is said of the parts, and names none.
COMMENT = regex.compile(
    r"[，,](?![^，,。；;]{0,14}(?:[含另还]|部分|其[他它余]))"
    r"(?=[^，,。；;0-9]{0,10}(?:[全足如]?[部数额](?=\p{Han})|一律|一[分户人个]不|不[多差断]|未|无|没|[按照如]此|算|成一?片|齐|清|完毕|到位))"
    r"[^，,。；;0-9]{2,14}(?=[，,])"
)
BEHIND = 30  # code points behind a total in which its list may be said to overlap


def overlaps(total: Figure, start: int, text: str) -> bool:
    """Whether the words of a list, from ``start`` on, say that some are counted more than once."""
    end = total.end
    behind = text[end : end + BEHIND].partition("\n")[0].partition("。")[0]
    return OVERLAPPING.search(without_exclusive(text[start:end] + behind)) is not None


def without_exclusive(words: str) -> str:
    """Return the words without those that say that nothing is left out, and that name no part."""
    if "不" in words or "无" in words or "没" in words or "只" in words or "全" in words:
        words = EXCLUSIVE.sub("", EXCLUSIVE_CLAUSE.sub("", words))
    return str(COMMENT.sub("", words))


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
    return bool(is_untold or is_wider or is_spent or _counts_visits(total, parts))


def _counts_visits(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a total is of visits, and its list of those visited: 30户、9户共49户次."""
    units = [unit_of(f) for f in (total, *parts)]
    return units[0].endswith("次") and not all(unit.endswith("次") for unit in units[1:])


# More than the list may be inside, or the figures beside it say something else of the same things.
OPEN_WORDS = re.compile(
    r"等(?!\s?[0-9])|其中|包括|含|部分|除|另|不计|以及其他|先后|主要|累计|比|较|同期|增长|下降|预算|[%％]"
    rf"|{OVER_TIME}|{OVERLAP}"
)
GRADES = regex.compile(r"[一二三四五六两几特甲乙丙]等|等[级次]")  # 等 of these leaves nothing out
MORE = regex.compile(r"其中|[包不]?含|不计|另|余款|剩余|累计")
REST = regex.compile(r"(?:其余|剩余|剩下|余下)[^，,；;。]*$")
# 其余近百名校友捐款100元至5万元不等, 其余20人捐500元: what each of them gave
EACH_OF = regex.compile(r"[0-9一二两三四五六七八九十百千][余多]?[名人位户](?![^0-9]*[共计合])")
OTHERS = regex.compile(r"^[，,、；;和及与\s]*(?:其[他它])(?![^0-9]{0,8}[及和，,；;。])")
# What follows a list may be one more of its parts, and tell of no number: 其他正在办理.
MISSING = regex.compile(
    r"(?:还|另|尚|仍)(?:外)?有|[尚还仍]?未(?:上报|到位|统计|计入|包括)|没有?(?:上报|到位|统计)"
)
FURTHER = regex.compile(
    r"另|此外|还有|以及|若干|部分|主要|累计|新增|计划|未计|不含|等(?!\s?[0-9]|级)"
)
GOODS = regex.compile(r"物资|折[款价合]|价值|市值")  # 其他物资折款12万元 beside the money
MISCOUNTED = Decimal("1.25")  # times what the parts come to, at most by a slip
THE_REST = re.compile(r"^[，,；;]?\s?(?:其余|剩余|余下)的?$")
ALL = Decimal(100)  # percent


def is_complete(
    whole: Figure, parts: Sequence[Figure], shares: Mapping[int, Figure], text: str
) -> bool:
    """Whether the list says itself that it leaves nothing out: by 其余, or by shares that make 100.

    ``shares`` are the shares that stand behind figures, by the place of the figure.
    """
    is_rest = len(parts) >= FEWEST and has_rest(parts, text)
    is_rest = is_rest and not (whole.is_money and EACH_OF.search(_words_of_last(parts, text)))
    if is_rest or _has_others(whole, parts, text):
        return MISSING.search(rest_of_sentence(parts[-1], text)) is None
    known = [shares[f.at] for f in parts if f.at in shares]
    if len(known) < len(parts):
        return False
    stated = sum((s.stated for s in known if s.stated is not None), Decimal(0))
    return abs(stated - ALL) <= sum((s.quantity.step for s in known), Decimal(0)) / 2


def has_rest(parts: Sequence[Figure], text: str) -> bool:
    """Whether the list ends with all that is left: 其余各界760.4万元, 其余4个村235床."""
    return bool(REST.search(_words_of_last(parts, text)))


def _has_others(whole: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether the list ends with 其他, and all others of its unit can be meant: 其他原因89户.

    Who has two of the reasons may be counted twice, so that what is too much must be a slip.
    """
    words = text[parts[0].start : parts[-1].start] + rest_of_sentence(parts[-1], text)
    said = _words_of_last(parts, text)
    is_last = len(parts) > FEWEST and OTHERS.match(said) is not None
    if not is_last or GOODS.search(said) or FURTHER.search(words) or OVERLAPPING.search(words):
        return False
    is_alike = len({unit_of(f) for f in (whole, *parts)}) == 1 and are_exact((whole, *parts))
    is_less = added(parts) < (whole.stated or 0) < MISCOUNTED * added(parts)
    least = TELLING if whole.series in HEADS else FEWEST
    return is_alike and (is_less or is_digit_off(whole, parts, least))


def _words_of_last(parts: Sequence[Figure], text: str) -> str:
    """Return the words of the last part, from the end of the part before it on."""
    last = parts[-1]
    return between(parts[-2], last, text) if len(parts) >= FEWEST else last.lead
