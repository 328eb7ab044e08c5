"""Amounts that a text about aid states, and that nobody was given.

    较去年的362.5万元增加55.7万元, 由12.3万元增至24.8万元      what it was before
    捐款5000元以上的12人, 1万元以下补助10%                    a band that people or shares fall in
    剩余14万元, 尚有180万元正在分配, 年度目标50万元            what is left, or aimed at
    低于低保标准680元, 筹资标准为930元                        a standard, where it is no rate
    原公示的206人、41.2万元有误                               what a correction takes back
    壹拾贰万叁仟伍佰元整（123500元）                          said again in figures

A record of any of them would be added to what was given.
"""

from __future__ import annotations

import re

import regex

from extractor.lexicon import remembered
from extractor.linking.gifts.aid import benefits
from extractor.model import Figure

FROM_BASE = regex.compile(r"(?:比|较|与|由|从)[^，,。；;]{0,16}$")
CHANGED = regex.compile(
    r"[，,]?(?:相比|同期)?[，,]?(?:上?(?:增|升|提高|提升|翻|涨|调|扩大)|(?:下?降|减|回落)|多|少)"
)
BAND = re.compile(r"(?:以[上下内]|不足|不满|至|到|[-—–~～])")
OF_BAND = regex.compile(r"的?|(?:的|部分|以内)*(?:按|补助|报销|给予|奖励)")
# What stands right before the figure: what is left, aimed at, set, or paid by the patient.
LEFT = regex.compile(
    r"(?:剩余|余下|尚有|还有|余款|库存|待拨|未拨|未发|余额|收益|应发|应付|面值|码洋|目标|任务|指标|额度|封顶线?|上限|限额|起付线?"
    r"|自付|自费|个人负担|个人承担|总费用|合规费用|住院\p{Han}{0,4}费用|(?:医保|保险|农合|合作医疗)\p{Han}{0,4}报销|再报)"
    r"(?:资金|善款|款|金|总?额|数|部分|为|是|达|约|的|：)*$"
)
SPENT_YET = regex.compile(r"[^，,。；;]{0,4}(?:用于|发放|发给|资助|救助|送)")
STANDARD = regex.compile(
    r"标准(?:定)?(?:为|是|达到?|：|:)*$|(?:低于|高于|不低于|超过)\p{Han}{0,8}标准$"
)
MEAN = regex.compile(r"平均(?:约|为|达到?)?$")
TAKEN_BACK = regex.compile(r"原公示|原公布|原文|误写|误为|错为")
WRONG_AFTER = regex.compile(r"[^。；;\n]{0,12}?(?:有误|应为|应是|更正为|改为)")
MISTAKEN = re.compile("[原误错应正改]")  # one of them is in all that takes an amount back
TOUCHING = 2  # code points that a bracket may stand off its amount


def is_not_given(figure: Figure, before: Figure | None, text: str) -> bool:
    """Whether the words around the amount say that it is nothing that was given.

    ``before`` is the amount before it, if there is one.
    """
    if figure.per is not None:
        return FROM_BASE.search(figure.lead) is not None and _is_changed(figure.tail)
    is_said = _is_changed_or_set(figure.lead, figure.tail) or _is_band(figure)
    is_said = is_said or (_is_left(figure.lead, figure.tail) and not benefits(figure, text))
    return is_said or _is_taken_back(figure, text) or _is_said_again(figure, before)


@remembered
def _is_left(lead: str, tail: str) -> bool:
    """Whether the words before an amount call it a rest, and none behind say how it was spent."""
    return LEFT.search(lead) is not None and not SPENT_YET.match(tail)


@remembered
def _is_changed_or_set(lead: str, tail: str) -> bool:
    """Whether the words before and behind an amount say that it is a base or a standard."""
    is_set = bool(STANDARD.search(lead) or MEAN.search(lead))
    return is_set or (FROM_BASE.search(lead) is not None and _is_changed(tail))


def _is_changed(tail: str) -> bool:
    return CHANGED.match(tail.removeprefix("左右")) is not None


def _is_band(figure: Figure) -> bool:
    return bool(BAND.search(figure.mention.text)) and OF_BAND.fullmatch(figure.tail) is not None


def _is_taken_back(figure: Figure, text: str) -> bool:
    start, end = figure.mention.span
    low = max(figure.sentence_start, start - 16)
    if not MISTAKEN.search(text, low, end + 20):
        return False
    return bool(TAKEN_BACK.search(text, low, start) or WRONG_AFTER.match(text, end, end + 20))


def _is_said_again(figure: Figure, before: Figure | None) -> bool:
    if figure.bracket is None or before is None or before.stated != figure.stated:
        return False
    return 0 <= figure.bracket[0] - before.mention.span.end <= TOUCHING
