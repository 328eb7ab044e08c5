"""Indicators of yearly reports: the figures stated right after their name, achieved or planned.

城镇新增就业1361万人 is an outcome; 主要预期目标是：…城镇新增就业1100万人以上 a target.
A figure is read for an indicator only where nothing but a verb of reaching or changing stands
between them: 国内生产总值能耗降低4% states nothing of 国内生产总值.
"""

from __future__ import annotations

import pandas as pd
import regex

BEFORE = 300  # characters of the paragraph that are read for whether the figure is planned
BETWEEN = (
    r"(?:(?:总(?:水平|额)?|人数|人口|增速|涨幅)*(?:比上年|较上年|同比)?(?:实际|年均|平均)?(?:要|将|预计)?"
    r"(?:增长|上涨|上升|下降|降低|回落|增加|减少|控制|稳定|保持|达到|达|实现|完成|突破|为|是|在|到|至|了|不低于|超过)*"
    r"[\s:：]*)$"
)
PLANNED = regex.compile(
    r"预期目标|主要目标|发展目标|提出|计划|预计|力争|争取|拟安排|努力实现|今后[一五]年|到20\d\d年"
)
# 全面实现年初确定的主要目标，国内生产总值增长7.8%: the target is met, the figure an outcome.
ACHIEVED = regex.compile(
    r"(?<!努力|力争|确保|争取|要)(?:实现|完成|超过)[^。，；]{0,12}(?:目标|计划)"
    r"|(?:目标|计划)[^。，；]{0,6}(?:完成|实现)|[去上]年|过去[一五]年|[十五]年来"
)
# 这五年…城镇新增就业5771万人 adds up five years; what is said of one year comes after its name.
MANY_YEARS = regex.compile(
    r"[三五十]年来|[这过]去?[三五十]年|[三五十]年(?:间|累计|共|年?均|城|全|发)|年均|平均每年"
)
ONE_YEAR = regex.compile(r"[去上]年|过去一年|一年来|全年|(?:19|20)\d\d年|今年")
PARAGRAPH = regex.compile(r"(?<![:：])\n")  # 主要预期目标是：⏎国内生产总值增长8%


def stated_after(mentions: pd.DataFrame, reports: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the amounts, counts and shares stated right after ``name``, a regular expression.

    Columns: document, report, mention, year, surface, stated, low, high, approx, unit, is_planned,
    covers_years (a sum or mean of several years) and lead, the words before it in its clause.
    """
    kinds = mentions["type"].isin(["money", "count", "percent"])
    columns = ["document", "report", "mention", "surface", "stated", "low", "high"]
    columns += ["approx", "unit", "span_start"]
    found = mentions.loc[kinds, columns].merge(
        reports[["document", "report", "year", "text"]], on=["document", "report"]
    )
    pattern = regex.compile(f"(?:{name}){BETWEEN}")
    before = [
        _before(str(text), int(start))
        for text, start in zip(found["text"], found["span_start"], strict=True)
    ]
    leads = [regex.split(r"[。！？；;，,、]", told)[-1] for told in before]
    names = [pattern.search(lead) is not None for lead in leads]
    told_of = [told for told, is_named in zip(before, names, strict=True) if is_named]
    stated = found.assign(lead=leads).loc[names].drop(columns=["text", "span_start"])
    return stated.assign(
        is_planned=[_is_last(PLANNED, ACHIEVED, told) for told in told_of],
        covers_years=[_is_last(MANY_YEARS, ONE_YEAR, told) for told in told_of],
    ).reset_index(drop=True)


def _before(text: str, start: int) -> str:
    """Return what stands before ``start`` in its paragraph."""
    told = text[max(0, start - BEFORE) : start]
    return str(PARAGRAPH.split(told)[-1])


def _is_last(cue: regex.Pattern[str], other: regex.Pattern[str], told: str) -> bool:
    """Return whether ``told`` has a ``cue``, and after it none of the ``other`` kind."""
    ends = [match.end() for match in cue.finditer(told)]
    others = [match.end() for match in other.finditer(told)]
    return bool(ends) and max(ends) > max(others, default=-1)
