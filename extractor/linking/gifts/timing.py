"""When a gift was made: in the time of the report, over years, or not yet.

    六年来共资助学生612名，发放助学金168.4万元    cumulative: years before are in it
    节后还将发放救助金5万元                      planned: nothing was paid
    去年募集120万元，今年募集150万元              previous, then current
    现将慰问金5000元送到她手中                   current: 将 before a noun only turns it round

A sum over the years beside this year's must never be added to it.
"""

from __future__ import annotations

import re

import regex

from extractor.model import Timing
from extractor.offsets import Span

PART = re.compile(r"[；;]")
SENTENCE = regex.compile(r"[。\n]")
CUMULATIVE = re.compile(
    r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3}|多)余?多?个?年(?:间|来|以来|中)"
    r"|(?<![近今本去])历年|至今|迄今"
    r"|自?(?:19|20)[0-9]{2}年[^，。；]{0,12}(?:以来|至今|起(?![步草]))"
    r"|(?:成立|开展|启动|实施|建[立会院校]|设立|创办)[^，。；]{0,6}以来"
)
OVER_YEARS = re.compile("年[间来以中]|历年|[至迄]今|以来|起")  # all that CUMULATIVE ends with
CURRENT = regex.compile(r"一年(?:间|来|以来)|今年|本年|其中|本次|此次|这次")
GIVING = (
    r"(?:发放|筹集|筹措|募集|投入|拨付|拨出|下拨|下达|安排|救助|资助|走访|慰问|看望|帮扶|捐[赠资款]|落实"
    r"|支出|补助|奖励|达到?|突破)(?![金款品物])"
)
# 计划走访慰问860户，发放慰问金43万元: what is planned goes on over a comma; 春蕾计划累计 is a name.
PLANNED = regex.compile(
    r"(?:还?将|拟|(?<!春蕾|雏鹰|启航|阳光|圆梦|安康|彩虹|烛光|希望|温暖|助学|[”’\"])计划|预计|预备|打算|准备)(?:继续|再|陆续|全面|分批|在|于)?"
    rf"(?:(?!累计|已|共|实际)[^，,。；;将金款品物资]){{0,12}}?{GIVING}[^，,。；;]{{0,16}}"
    r"(?:[，,](?:共|合计|总计|预计)?(?:发放|支出|投入|送去|补助|惠及)[^，,。；;]{0,10})?$"
)
INTENDED = re.compile("[将拟划预打准]")  # one of them is in all that PLANNED begins with
WILL = re.compile(r"(?:的?资金|部分)?(?:将|拟|计划|待)(?!近)")
# 去年募集120万元，今年募集150万元: the two are told apart; 比去年多30户 is this year's.
PREVIOUS = regex.compile(
    r"(?<![比较与同在自从])(?:去年|上年|上一?年度|前年)(?!以?来|底|末|初|同期?[增下减上])"
)
OF_LAST_PERIOD = regex.compile(
    r"(?<![比较与])(?:[上去]年同期|上月)(?:为|仅|只有)?[^，,。；;比较]{0,8}$"
)
LAST_PERIODS = ("年同期", "上月")  # one of them is in all that OF_LAST_PERIOD finds
# 累计资助1286人次、96.45万元，其中今年资助82人: the years before are in it.
SUMMED = "累计"
OF_THIS_YEAR = regex.compile(r"[^。；;\n]{0,24}其中[：:，,]?(?:今年|本年|当年|(?:19|20)[0-9]{2}年)")
THIS_YEAR = regex.compile(r"今年|本年|本期|本月")

_REACH = 600  # code points: in a sentence without end not every amount goes back to its beginning


def timing(text: str, sentence_start: int, amount: Span) -> Timing:
    """Return when ``amount``, in the sentence from ``sentence_start``, was given."""
    at = amount.start
    before = text[max(sentence_start, at - _REACH) : at]
    if (INTENDED.search(before) and PLANNED.search(before)) or WILL.match(text, amount.end):
        return Timing.PLANNED
    item = PART.split(before)[-1]
    is_compared = any(word in before for word in LAST_PERIODS) and OF_LAST_PERIOD.search(before)
    if is_compared or _is_of_last_year(item, before, text[at : at + _REACH]):
        return Timing.PREVIOUS
    if SUMMED in item and OF_THIS_YEAR.match(text, amount.end):
        return Timing.CUMULATIVE
    if not OVER_YEARS.search(before):
        return Timing.CURRENT
    over_years = [match.end() for match in CUMULATIVE.finditer(before)]
    current = [match.end() for match in CURRENT.finditer(before)]
    if over_years and max(over_years) > max(current, default=-1):
        return Timing.CUMULATIVE
    return Timing.CURRENT


def _is_of_last_year(item: str, before: str, after: str) -> bool:
    """Whether the item says 去年, and the sentence tells this year apart from it."""
    last = [match.end() for match in PREVIOUS.finditer(item)] if "年" in item else ()
    if not last:
        return False
    this = [match.end() for match in THIS_YEAR.finditer(item)]
    if max(last) < max(this, default=-1):
        return False
    return bool(THIS_YEAR.search(before) or THIS_YEAR.search(SENTENCE.split(after)[0]))
