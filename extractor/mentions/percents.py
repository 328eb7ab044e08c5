"""Shares and changes in per cent: 45.6%, 百分之五十, 五分之一, 3.5个百分点, 三成.

Value 50 for 50% and for 百分之五十; one 成 is 10, one 分之 a fraction of 100, 千分之五 is 0.5.
Not read: 过半, 数成, and 成 in other words (三成立, 五成群).
"""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.mentions.quantities import AFTER, BEFORE, NUMBER, read_quantity, stated
from extractor.model import Approx, Percent, Quantity
from extractor.numerals import NUMERAL, Numeral, read_numeral
from extractor.rules import Rule, one_of

SIGNED = regex.compile(
    rf"(?P<minus> (?<![0-9\p{{Han}}])[-－] )?+ {NUMBER} (?:[%％](?P<point>个?百分点)?|个?百分点)"
    rf"(?P<after> {one_of(AFTER)} )?+",
    regex.VERBOSE,
)
SPELT = regex.compile(
    rf"(?P<before> {one_of(BEFORE)} )?+ (?P<base> 百|千|万 )分之(?P<number> {NUMERAL} )(?P<more> [多余] )?+",
    regex.VERBOSE,
)
FRACTION = regex.compile(
    r"(?P<before> 约|近|超过|超 )?+ (?P<under> [二两三四五六七八九十]{1,3}+ )分之(?P<over> [一二两三四五六七八九]{1,3}+ )",
    regex.VERBOSE,
)
TENTHS = regex.compile(
    r"(?<![0-9.一二三四五六七八九十百千万第])(?P<number> [一二三四五六七八九] )成(?P<half> 半 )?+"
    r"(?= [的以,，。、;；多左]|左右|$ )",
    regex.VERBOSE,
)


def read_percent(match: regex.Match[str]) -> Percent | None:
    """A number before % or 百分点, with the words that make it a bound."""
    quantity = read_quantity(match)
    if quantity is None or not match["minus"] or quantity.stated is None:
        return Percent(quantity) if quantity else None
    return Percent(Quantity(-quantity.stated, -quantity.stated, -quantity.stated, step=quantity.step))


def read_spelt(match: regex.Match[str]) -> Percent | None:
    """百分之五十, 千分之五."""
    numeral = read_numeral(match["number"])
    if numeral is None:
        return None
    scale = {"百": 1, "千": 10, "万": 100}[match["base"]]
    approx = Approx.OVER if match["more"] else BEFORE.get(match["before"] or "", Approx.EXACT)
    return Percent(stated(Numeral(numeral.value / scale, numeral.step / scale), approx))


def read_fraction(match: regex.Match[str]) -> Percent | None:
    """五分之一 is 20 per cent; thirds are given to six places."""
    under, over = read_numeral(match["under"]), read_numeral(match["over"])
    if under is None or over is None or over.value >= under.value:
        return None
    share = (over.value * 100 / under.value).quantize(Decimal("0.000001")).normalize()
    approx = BEFORE.get(match["before"] or "", Approx.EXACT)
    return Percent(stated(Numeral(share + 0, Decimal(1)), approx))


def read_tenths(match: regex.Match[str]) -> Percent | None:
    """三成 is 30 per cent, 三成半 35."""
    numeral = read_numeral(match["number"])
    if numeral is None:
        return None
    share = numeral.value * 10 + (5 if match["half"] else 0)
    return Percent(stated(Numeral(share, Decimal(5)), Approx.EXACT))


RULES = (
    Rule(
        "percent.sign",
        SIGNED,
        read_percent,
        ("占⟦76.7%⟧;", "提高⟦3.5个百分点⟧", "⟦91.8%~94.8%⟧", "下降⟦超过5%⟧"),
    ),
    Rule("percent.spelt", SPELT, read_spelt, ("占⟦百分之五十⟧", "⟦近百分之八⟧")),
    Rule("percent.fraction", FRACTION, read_fraction, ("牵涉到⟦五分之一⟧的家庭", "四分五裂")),
    Rule("percent.tenths", TENTHS, read_tenths, ("⟦三成⟧的困难户", "三成立小组")),
)
