"""The shapes a date is written in, each with its pattern and examples; ``written`` reads their matches.

A date is tried where it may begin, in the order of ``shapes``: the forms of figures alone, school
years, decades, then year, month and day with what may be missing, then a day alone.  Two dates with
a sign between are joined by ``written``.  The examples are the tests: a stretch without marks is no
date of the shape.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor import lexicon
from extractor.mentions.dates.patterns import (
    ARABIC_YEAR,
    BACKWARD,
    COMPACT,
    DAY_ALONE,
    DECADE,
    END_OF_OURS,
    FROM_TO,
    HALF_ALONE,
    LUNAR,
    MONTH_AND_MORE,
    NUMERIC,
    PART_ALONE,
    SCHOOL_YEAR,
    YEAR_AND_MORE,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One form a date is written in, the named parts of its pattern, and examples."""

    rule_id: str
    reads: str
    pattern: str
    examples: tuple[str, ...]


@lexicon.derived
def point() -> regex.Pattern[str]:
    """Return the pattern of a date or of one end of an interval, of any shape, from a ``STARTS``."""
    any_shape = "\n| ".join(shape.pattern for shape in shapes())
    return regex.compile(any_shape, regex.VERBOSE)


@lexicon.derived
def _bare_year() -> str:
    """Return the pattern of a year without 年: 2015慈善助学, but no classifier may follow (2015名)."""
    counted = {row["word"][0] for row in lexicon.load("classifiers")} | set(_NUMBER_GOES_ON)
    return rf"""
      (?P<bare> {ARABIC_YEAR} ) (?= [“"《「] )
    | (?<= ^ | [\n，。；、（(“《：:] ) (?P<bare> {ARABIC_YEAR} ) (?= \p{{Han}} ) (?! [{regex.escape("".join(sorted(counted)))}] )
    """


_NUMBER_GOES_ON = "元圆余多万亿千百来几号第分"


@lexicon.derived
def shapes() -> tuple[Shape, ...]:
    """Return the shapes; of those that fit at one place the first is taken."""
    return (
        Shape(
            "date.numeric",
            "Year, month and day in figures with marks between.",
            NUMERIC,
            (
                "⟦2006-01-20⟧走访",
                "⟦2012.5.8⟧,捐款到账",
                "⟦2014/3/9⟧ 慰问",
                "(来源:某报 ⟦2015-11-30⟧)",
                "日期|⟦2017 01 05⟧|",
                "投入2014.5.6万元",
                "电话2008-1-23456",
            ),
        ),
        Shape(
            "date.compact",
            "Year, month and day in eight figures.",
            COMPACT,
            (
                "截至⟦20180105⟧止",
                "电话20180105",
                "拨付20180105元",
                "账号:20180105",
                "查询201801053计划",
            ),
        ),
        Shape(
            "date.day-first",
            "Day, month and year in figures: 30.09.2014.",
            BACKWARD,
            ("⟦30.09.2014⟧发放", "⟦3/4/2015⟧发放", "网址1.2.3.2014"),
        ),
        Shape(
            "date.interval",
            "Two years, or two years with months, in figures alone.",
            FROM_TO,
            (
                "⟦2014.05-2015.06⟧救助情况",
                "从⟦2010-2012⟧连续三年",
                "⟦2021-22年⟧的捐赠",
                "⟦2021-22年度⟧",
                "从2010-2012元",
                "编号2010-2012",
            ),
        ),
        Shape(
            "date.school-year",
            "A school year: from September of its first year.",
            SCHOOL_YEAR,
            ("⟦2023~2024学年度⟧资助", "⟦2015-16学年⟧", "⟦2012学年⟧助学金", "两学年"),
        ),
        Shape(
            "date.decade",
            "A decade with its century.",
            DECADE,
            ("⟦20世纪90年代⟧建成的住房", "⟦上世纪八十年代⟧参加工作", "90年代的住房"),
        ),
        Shape(
            "date.lunar",
            "A day or month of the lunar calendar.",
            LUNAR,
            (
                "⟦腊月二十三⟧送去年货",
                "⟦2015年农历正月初八⟧开工",
                "⟦农历八月⟧的救助",
                "正月里走访",
            ),
        ),
        Shape(
            "date.parts",
            "A year, and what of month, day, half or quarter is written after it.",
            YEAR_AND_MORE,
            (
                "⟦2008年5月20日⟧慰问",
                "⟦二〇〇八年五月⟧",
                "⟦20__年⟧的工作",
                "⟦98年4月⟧入党",
                "⟦六〇年⟧秋遭灾",
                "⟦2017年七八月份⟧",
                "到⟦2018年年底⟧",
                "⟦去年11月份⟧发放",
                "⟦2014年前11个月⟧",
                "⟦2017年第三季度⟧",
                "⟦2013年12月中旬⟧",
                "⟦2016年度⟧预算",
                "⟦2014年底⟧",
                "1.⟦2022年⟧,我会专注助学",
                "对⟦2016年⟧检查确诊的妇女",
                "2015年级的学生",
                "通过2015年检的单位",
                "徒刑10年6月",
                "历时10年",
            ),
        ),
        Shape(
            "date.parts",
            "A month, and the day or ten days of it.",
            MONTH_AND_MORE,
            (
                "⟦1月19日⟧走访",
                "⟦十二月⟧发放",
                "每年⟦1月5日⟧",
                "⟦同年10月⟧派驻,⟦次年3月5日⟧返回",
                "同年级的学生",
                "⟦3月上旬⟧",
                "⟦七八月份⟧走访",
                "⟦12月30⟧,慰问结束",
                "⟦2月30日⟧",
                "1月饼",
                "3月票",
                "⟦12月⟧30户",
            ),
        ),
        Shape(
            "date.parts",
            "A half or a quarter of a year that stands before it, or the year's first months.",
            HALF_ALONE,
            (
                "⟦上半年⟧发放",
                "⟦第一季度⟧支出",
                "⟦今年上半年⟧支出",
                "⟦今年前三季度⟧支出",
                "⟦今年前十一个月⟧支出",
                "，⟦前8个月⟧发放",
                "活动前8个月",
                "抵得上半年收入",
                "，前三个月的工资",
                "每季度走访",
            ),
        ),
        Shape(
            "date.parts",
            "The beginning or end of a year told from the report's own.",
            END_OF_OURS,
            (
                "比⟦去年底⟧减少25户",
                "⟦今年年初⟧摸底",
                "⟦明年初⟧建成",
                "⟦前年底⟧搬来",
                "今年初中毕业",
                "去年初夏",
                "今年底薪提高",
                "当年底子薄",
                "年底结余",
                "比上年末减少",
            ),
        ),
        Shape(
            "date.parts",
            "A day whose month stands before it.",
            DAY_ALONE,
            (
                "⟦同月17日⟧下午",
                "⟦9日⟧返回,⟦12日⟧走访",
                "。⟦六日⟧晚上举行义演",
                "连续三日上午走访",
                "3日内办结",
                "第3日",
                "每日一餐",
                "54号楼",
            ),
        ),
        Shape(
            "date.parts",
            "Ten days or half of a month that stands before it.",
            PART_ALONE,
            ("⟦中旬⟧完成发放", "⟦上半月⟧走访", "上半月刊"),
        ),
        Shape(
            "date.bare-year",
            "A year without 年, where no word counts with it.",
            _bare_year(),
            ("⟦2019⟧“慈善情暖万家”活动", "⟦2015⟧慈善助学", "2015名职工", "2000平方米"),
        ),
    )
