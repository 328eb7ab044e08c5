"""Numbers of what is a classifier only in its context: 结对⟦12年⟧来, 由⟦四方⟧出资, ⟦两个半小时⟧.

结对⟦12年⟧来        how long something has been done; 三年来 by itself is a time
⟦两个半小时⟧         the half stands inside: not two of anything
由⟦四方⟧凑齐        those who bear something together; 八方支援 and 四方街 are no number of them
"""

from __future__ import annotations

import re
from decimal import Decimal

import regex

from extractor import lexicon
from extractor.mentions.quantities import NUMBER, leading_to, read_quantity, stated
from extractor.model import Approx, Count, CountKind
from extractor.numerals import Numeral
from extractor.rules import Rule

# What one person or body goes on doing; 工作三年来 is as often the time a whole work took.
_DONE = (
    r"(?:结对(?:帮扶|共建|助学|助困)?|从[教医警军]|任[教职]|(?:参加|从事)\p{Han}{0,4}工作|扎根\p{Han}{0,4}"
    r"|驻[村守]|行医|入党|参军|卧床|瘫痪|患病|退休)(?:近|已)?"
)
_BEAR = (
    r"(?:共同|联合|各自|分别|合力|平均|各)*"
    r"(?:出[资钱]?(?=[共，,。;；的\d了])|出资|凑|筹[集措资齐]|捐[资款助赠]|分[担摊]|[承负]担|支付)"
)
_HEAD = r"(?:由|(?<=\A|[，,。;；：:\n]))"


@lexicon.derived
def rules() -> tuple[Rule[Count], ...]:
    """Return the rules, each with what stands around its numbers."""
    return (
        Rule(
            "count.done-for",
            regex.compile(rf"(?<={_DONE}){NUMBER}年(?=来(?![自到历]))", regex.VERBOSE),
            _years,
            (
                "结对⟦12年⟧来,上门服务",
                "结对帮扶⟦三年⟧来",
                "从教⟦30多年⟧来",
                "入党⟦五十年⟧来",
                "驻村⟦2年⟧来",
                "从事志愿工作⟦8年⟧来",
                "瘫痪⟦10年⟧来",
                "三年来,全县脱贫",
                "扶贫工作三年来",
                "近五年来",
                "结对2012年来往增多",
                "工会成立10年来",
                "改革开放四十年来",
                "过去的5年来之不易",
            ),
            starts=leading_to("年"),
        ),
        Rule(
            "count.half-inside",
            regex.compile(
                rf"{NUMBER} 个半 (?P<unit> 小时|钟头 ) (?! 之?[前后] | 以[前后来] | 来 | 之?内 )",
                regex.VERBOSE,
            ),
            _with_half,
            (
                "开了⟦两个半小时⟧才到",
                "⟦3个半小时⟧的手术",
                "三个半小时前",
                "两个半小时内",
            ),
            trace=re.compile("个半(?:小时|钟头)"),
            starts=leading_to("个"),
        ),
        Rule(
            "count.parties",
            regex.compile(rf"{_HEAD}(?P<span> (?!八方) {NUMBER} 方) (?={_BEAR})", regex.VERBOSE),
            _parties,
            (
                "由⟦四方⟧凑齐",
                "由⟦三方⟧共同出资",
                "费用由⟦三方⟧分担",
                "⟦两方⟧各出5万元",
                "由⟦3方⟧筹集",
                "由⟦四方⟧分别承担",
                "八方支援",
                "由第三方承担",
                "由多方筹集",
                "四方支援",
                "由三方面组成",
                "由双方出资",
                "挖土三方出土",
            ),
            trace=re.compile(f"方{_BEAR}"),
        ),
    )


def _years(match: regex.Match[str]) -> Count | None:
    """How many years something has been done for."""
    quantity = read_quantity(match)
    is_year = quantity is None or (quantity.stated or 0) >= _YEAR
    return None if quantity is None or is_year else Count(quantity, "年", CountKind.OTHER)


def _with_half(match: regex.Match[str]) -> Count | None:
    """A number of hours and a half: 两个半小时."""
    quantity = read_quantity(match)
    if quantity is None or quantity.stated is None or quantity.approx is not Approx.EXACT:
        return None
    half = Numeral(quantity.stated + HALF_ONE, HALF_ONE)
    return Count(stated(half, Approx.EXACT), f"个{match['unit']}", CountKind.OTHER)


def _parties(match: regex.Match[str]) -> Count | None:
    """How many bear something together."""
    quantity = read_quantity(match)
    if quantity is None or quantity.masked or quantity.stated == 1:
        return None
    return Count(quantity, "方", CountKind.OTHER)


HALF_ONE = Decimal("0.5")
_YEAR = 1000  # 2012年来 is a year
