"""Shares and changes in per cent: 45.6%, 百分之五十, 五分之一, 3.5个百分点, 三成, 八折.

Value 50 for 50% and for 百分之五十; one 成 is 10, a fraction its part of 100, 千分之五 is 0.5, 八折 (eight
tenths of a price) 80.  A word or a dash that makes it negative is inside (-2.3%, 负百分之五).
Not read: 过半, 数成, 对折 in other words, and 成 in words (三成立, 五成群).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import regex

from extractor.mentions.figures.quantities import (
    AFTER,
    BEFORE,
    NUMBER,
    VAGUE,
    leading_to,
    read_quantity,
    stated,
    stretch,
)
from extractor.model import Approx, Percent, Quantity
from extractor.numerals import NUMERAL, Numeral, read_numeral
from extractor.rules import Rule, one_of

TEN = 10
SAID = rf"(?P<before> {VAGUE} )?+"
END = rf"(?P<after> {one_of(AFTER)} )?+"
SIGNED = regex.compile(
    rf"(?P<negative> (?<![0-9\p{{Han}}])[-－] | 负 )?+ {NUMBER} \s?+"
    rf"(?: [%％] (?: 个?百分点 )?+ | \s{{0,3}} 个?百分点 | (?P<mille> ‰ | 个?千分点 ) ) {END}",
    regex.VERBOSE,
)
SPELT = regex.compile(
    rf"""
    {SAID} (?P<negative> 负 )?+
    (?P<base> [一]?[百佰千仟万]{{1,3}}+ ) \s? 分 \s? 之 \s?
    (?P<number> [一二三四五六七八九]?+十[一二三四五六七八九]?+(?=百分) | {NUMERAL} ) (?P<more> [多余] )?+
    (?: (?:到|至|[-—～~]) (?: 百分之 )?+ (?P<high> {NUMERAL} ) (?![个户人元名万]) )?+ {END}
    """,
    regex.VERBOSE,
)
FRACTION = regex.compile(
    rf"{SAID} (?P<under> [二两三四五六七八九十]{{1,3}}+ )分之(?P<over> [一二两三四五六七八九十]{{1,3}}+ ) {END}",
    regex.VERBOSE,
)
TENTH = "[0-9]{1,2}(?:\\.[0-9])?|[一二两三四五六七八九十](?:点[一二三四五六七八九])?"
TENTHS = regex.compile(
    rf"""
    (?<! [0-9.一二三四五六七八九十百千万第点年] ) {SAID} (?P<number> {TENTH} ) \s? 成
    (?: (?P<half> 半 ) | \s? (?P<units> [一二三四五六七八九] ) (?=[，,。；;、\s]|$) )?+ (?P<more> 多 )?+ {END}
    (?= 的|[，,。、;；）)\s]|群众|职工|农户|家庭|左右|以|由|为|是|来自|$ )
    """,
    regex.VERBOSE,
)
FOLDS = "[一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
FOLD = regex.compile(
    rf"""
    (?<! [0-9.一二三四五六七八九十第波曲周转骨点] )
    (?P<number> [0-9]{{1,2}}(?:\.[0-9])? | {FOLDS}(?:点{FOLDS}|{FOLDS})? | 对 | 半 )
    折 (?! 合|款|价|算|旧|扣品|叠|页|子|线|腾|磨|射|断|返|桥|纸|中 )
    """,
    regex.VERBOSE,
)


def read_percent(match: regex.Match[str]) -> Percent | None:
    """A number before % or 百分点, with the words that make it a bound."""
    quantity = read_quantity(match)
    if quantity and match["mille"]:
        quantity = _scaled(quantity)
    if quantity is None or not match["negative"] or quantity.stated is None:
        return Percent(quantity) if quantity else None
    return Percent(_exactly(-quantity.stated, quantity.step))


def read_spelt(match: regex.Match[str]) -> Percent | None:
    """百分之五十, 千分之五, 百分之三到五."""
    numeral, base = read_numeral(match["number"]), read_numeral(match["base"])
    if numeral is None or base is None:
        return None
    scale = 100 / base.value
    value = numeral.value * scale
    if match["high"]:
        high = read_numeral(match["high"])
        return (
            Percent(stretch(value, high.value * scale))
            if high and high.value > numeral.value
            else None
        )
    if match["negative"]:
        return Percent(_exactly(-value, scale))
    return Percent(stated(Numeral(value, numeral.step * scale), _approx(match)))


def read_fraction(match: regex.Match[str]) -> Percent | None:
    """五分之一 is 20 per cent; thirds are given to six places."""
    under, over = read_numeral(match["under"]), read_numeral(match["over"])
    if under is None or over is None or over.value >= under.value:
        return None
    share = (over.value * 100 / under.value).quantize(Decimal("0.000001")).normalize()
    return Percent(stated(Numeral(share + 0, Decimal(1)), _approx(match)))


def read_tenths(match: regex.Match[str]) -> Percent | None:
    """三成 is 30 per cent, 三成半 35, 七成六 76; ten is all there are."""
    numeral = read_numeral(match["number"])
    if numeral is None or not 0 < numeral.value <= TEN:
        return None
    units = read_numeral(match["units"]) if match["units"] else None
    share = numeral.value * TEN + (5 if match["half"] else units.value if units else 0)
    return Percent(stated(Numeral(share, Decimal(5)), _approx(match)))


def read_fold(match: regex.Match[str]) -> Percent | None:
    """八折 is 80 per cent of a price, 七五折 75; 对折 and 半折 are half."""
    text = match["number"]
    if text in "对半":
        return Percent(_exactly(Decimal(50), Decimal(1)))
    numeral = read_numeral(text)
    if numeral is None:
        return None
    share = numeral.value if numeral.value >= TEN else numeral.value * TEN
    return Percent(_exactly(share, Decimal(1)))


def _approx(match: regex.Match[str]) -> Approx:
    """Return the firmness that the words say; words on both sides that differ make it about."""
    groups = match.groupdict()
    said = {
        approx
        for approx in (
            Approx.OVER if groups.get("more") else None,
            BEFORE.get(groups.get("before") or ""),
            AFTER.get(groups.get("after") or ""),
        )
        if approx
    }
    if len(said) > 1:
        return Approx.ABOUT
    return said.pop() if said else Approx.EXACT


def _scaled(quantity: Quantity) -> Quantity:
    """Return a share per mille in per cent."""
    stated_value, low, high = (
        None if number is None else number / TEN
        for number in (quantity.stated, quantity.low, quantity.high)
    )
    return replace(quantity, stated=stated_value, low=low, high=high, step=quantity.step / TEN)


def _exactly(value: Decimal, step: Decimal) -> Quantity:
    return stated(Numeral(value, step), Approx.EXACT)


RULES = (
    Rule(
        "percent.sign",
        SIGNED,
        read_percent,
        (
            "占⟦76.7%⟧;",
            "提高⟦3.5个百分点⟧",
            "⟦91.8%~94.8%⟧",
            "入户率—17—⟦98.5%⟧",
            "下降⟦超过5%⟧",
            "增长⟦负3.9%⟧",
            "出生率⟦7.08‰⟧",
        ),
        starts=leading_to("%％‰分"),
    ),
    Rule(
        "percent.spelt",
        SPELT,
        read_spelt,
        ("占⟦百分之五十⟧", "⟦近百分之八⟧", "⟦千分之五⟧的比例", "⟦百分之三到五⟧"),
    ),
    Rule("percent.fraction", FRACTION, read_fraction, ("牵涉到⟦五分之一⟧的家庭", "四分五裂")),
    Rule(
        "percent.tenths",
        TENTHS,
        read_tenths,
        ("⟦三成⟧的困难户", "完成⟦九成以上⟧。", "三成立小组", "一九五九成"),
    ),
    Rule("percent.fold", FOLD, read_fold, ("按⟦八折⟧收费", "享受⟦7.5折⟧", "三折页", "折合5元")),
)
