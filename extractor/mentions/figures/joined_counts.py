"""Counts beside others of the same unit: two ends of a range, and several numbers before one unit.

60斤到80斤            the unit is said of both ends: one range, unless 从 or 由 says a change
减少7.2万、4.5万平方公里   it is said of the last number alone, and counts the others, too
装机3.5亿千瓦           千 belongs to the unit, not to the number before it
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.figures.not_counted import NOT_COUNTED
from extractor.mentions.figures.quantities import (
    AFTER,
    BEFORE,
    NUMBER,
    SIGN,
    VAGUE,
    leading_to,
    read_quantity,
    stated,
    stretch,
)
from extractor.mentions.figures.units import classifiers, kind_of, units
from extractor.model import Approx, Count
from extractor.numerals import ARABIC, LARGE, NUMERAL, SMALL, read_numeral
from extractor.rules import Rule, one_of

# 由18户到25户, 从去年的60斤到79斤: what was before and what is now
_CHANGED = r"(?<![从由自][^，,。；;：:\n]{0,12})"
_SCALED = rf"(?:{NUMERAL})(?<=[万亿])"


def read_range(match: regex.Match[str]) -> Count | None:
    """The two ends of a range, each with its unit: 60斤到80斤."""
    low, high = read_quantity(match), read_numeral(match["last"])
    if low is None or low.stated is None or high is None or match["more"] or match["minus"]:
        return None
    if low.approx not in (Approx.EXACT, Approx.ABOUT) or low.stated >= high.value:
        return None
    unit = "".join(match["unit"].split())
    return Count(stretch(low.stated, high.value, high.step), unit, kind_of(unit))


def read_shared(match: regex.Match[str]) -> Count | None:
    """A number of 万 or 亿 whose unit stands behind the last of several."""
    quantity, unit = read_quantity(match), "".join(match["unit"].split())
    return Count(quantity, unit, kind_of(unit)) if quantity and quantity.stated else None


def read_thousandfold(match: regex.Match[str]) -> Count | None:
    """A number of 万 or 亿 before a unit that begins with 千: 3.5亿千瓦."""
    numeral, unit = read_numeral(match["number"]), match["unit"]
    approx = BEFORE.get(match["before"] or "", Approx.EXACT)
    approx = AFTER.get(match["after"] or "", approx)
    if match["more"]:
        approx = Approx.ABOUT if match["before"] else Approx.OVER
    return Count(stated(numeral, approx), unit, kind_of(unit)) if numeral else None


def _unit_ends() -> str:
    """Return the characters that a unit may end with; it may be set in brackets of full width."""
    return re.escape("".join(sorted({"）", *(word[-1] for word in classifiers())})))


def rules() -> tuple[Rule[Count], ...]:
    """Return the rules, made of the lexicon's words."""
    return (
        Rule(
            "count.range",
            regex.compile(
                rf"""
                {_CHANGED} {NOT_COUNTED} {NUMBER} (?P<unit> {units()} )
                {SIGN} (?P<last> {NUMERAL} ) (?P=unit) (?![多余半])
                """,
                regex.VERBOSE,
            ),
            read_range,
            (
                "亩产⟦六十斤到八十斤⟧的村",
                "每组⟦3人至5人⟧",
                "⟦200户—350户⟧的村",
                "产量由60斤到80斤",
                "从去年的60户到80户",
                "12户到8户",
                "3户到5人",
            ),
            trace=re.compile(rf"[{_unit_ends()}]{SIGN}[0-9{SMALL}{LARGE}]"),
            starts=leading_to(classifiers()),
        ),
        Rule(
            "count.shared-unit",
            regex.compile(
                rf"""
                {NOT_COUNTED} (?P<span> {NUMBER} (?<=[万亿]) )
                (?: (?<=万亿) (?= (?:[、和]{NUMERAL}(?<=万亿)){{1,6}} (?P<unit> {units()} ) )
                  | (?<!万亿) (?= (?:[、和]{_SCALED}(?<!万亿)){{1,6}} (?P<unit> {units()} ) ) )
                """,
                regex.VERBOSE,
            ),
            read_shared,
            (
                "分别减少⟦7.2万⟧、⟦4.5万⟧、3.1万平方公里",
                "覆盖⟦1.2亿⟧和3.4亿人",
                "支出7.2万、4.5万元",
                "总人口7.2万、4.5户",
            ),
            trace=re.compile("[万亿][、和]"),
            starts=leading_to("、和"),
        ),
        Rule(
            "count.thousandfold",
            regex.compile(
                rf"""
                (?<![0-9.,{SMALL}{LARGE}第]) (?P<before> {VAGUE} )?+
                (?P<number> (?:{ARABIC}|[{SMALL}{LARGE}]{{1,16}}?) [万亿]{{1,2}} )
                (?P<more> [多余] )?+ (?P<unit> 千瓦时|千瓦|千克|千米 )
                (?P<after> {one_of(AFTER)} )?+
                """,
                regex.VERBOSE,
            ),
            read_thousandfold,
            (
                "新增装机⟦3.5亿千瓦⟧",
                "发电⟦约126.4万千瓦时⟧",
                "电站规模⟦三千六百万千瓦⟧",
                "新建⟦2157万多千瓦⟧",
                "达到⟦1.2亿千瓦以上⟧",
                "功率5千瓦",
                "3.5万千户",
            ),
            trace=re.compile("[万亿][多余]?千[瓦克米]"),
        ),
    )
