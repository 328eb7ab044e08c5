"""What a figure is about, as a phrase that the report of another year would write the same way.

    市本级一般公共预算支出完成508,665万元     市本级一般公共预算支出
    …2019年一般公共预算收入年初预算合计…万元，…，实际完成1313726万元，   全市一般公共预算收入
    走访慰问困难职工254户                     困难职工
    加上…、上年结转收入223,595万元            全市一般公共预算结转, of the year before

The phrase is the label of the amount or the noun counted; a clause that holds a verb alone (实际
完成) goes on about the figure before it.  To it belong whose figure it is (全市, 市本级) and, for
names that every budget has (收入总计, 结转), which budget.  What is planned has no subject, nor has
anything short and general (资金, 支出): a wrong subject would compare what is not the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from extractor import lexicon
from extractor.indexing.named import Named
from extractor.model import Count, Figure, Money
from extractor.rules import one_of

SHORTEST = 3  # letters of a subject
CUT = ("的", "等")  # what begins so is the end of a longer name: 用于“三农”的支出
VERB = "实际|累计|共|总共|一共|共计|合计|总计|完成|实现|达到|达|为|是|约|近|超过|突破|数|额"
VERBS = re.compile(rf"(?:{VERB})+$")
ONLY_VERB = regex.compile(r"(?:全年|实际|决算|执行|累计){0,2}(?:完成|实现|执行)数?(?:为|达到?)?")
OF_PLAN = regex.compile(r"(?:收入|支出)?(?:年初|调整|变动)?预算(?:数|调整|合计|总计)*$")
PLANNED = regex.compile(
    r"计划|预计|预期|拟|将|目标|力争|争取|草案|打算|安排意见|(?:预算|支出|收入)安排"
    r"|年初预算|预算(?:数|合计|总计|调整)*为?$"
)
TO_COME = re.compile(
    r"(?:今年|明年|来年|下年度?)的?[^。\n]{0,6}(?:任务|安排|打算|计划|思路|目标)|主要任务"
    r"|草案|下一步|打算|今后|预期目标|年(?:财政|全市|市级)?(?:预算|工作)(?:安排|计划|目标|任务|重点|思路)"
)
GENERAL = regex.compile(r"^(?:收入|支出)(?:总计|合计)$|结转|结余|调入资金|调出资金")
CARRIED = regex.compile(r"^上年(?:滚存)?(?:结转|结余)(?:收入|资金)?$")
LEFT = regex.compile(r"^(?:年终|年末|滚存|累计|基金)*(?:结转|结余)(?:资金)?$")
LEADING = regex.compile(r"^(?:加上|其中|动用|安排|另外|同时|今年|全年|本年|共|收支相抵)+")
# 2019年一般公共预算收入 is of the year; 年终结转 is its end, and 年 a name of one letter less.
OF_YEAR = regex.compile(r"^年(?![终末初底均])度?(?!\p{Han}?$)")
HAN = regex.compile(r"(?<!\p{Han})\p{Han}+$")  # from where it begins, not from each letter of it
YEAR = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})年")
HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}部分)[^。；\n]{1,60}$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about, and whether it is that of the year before (上年结转)."""

    name: str
    is_of_last_year: bool = False


@lexicon.remembered
def is_planned(clause: str) -> bool:
    """Whether the words before a figure say that it is planned."""
    return PLANNED.search(clause) is not None


@lexicon.remembered
def subject_of(phrase: str, area: str | None, fund: str | None) -> Subject | None:
    """Return what a figure is about, by its noun phrase.

    ``area`` and ``fund`` are the last that its paragraph names before it.
    """
    phrase = OF_YEAR.sub("", scopes("area").sub("", phrase))
    is_carried = bool(CARRIED.search(phrase))
    if is_carried or LEFT.search(phrase):
        phrase = "结转"
    elif len(phrase) < SHORTEST or phrase.startswith(CUT):
        return None
    if GENERAL.search(phrase):
        if fund is None:
            return None
        phrase = f"{fund}{phrase}"
    return Subject(f"{area or ''}{phrase}", is_carried)


def phrase_of(figure: Figure, previous: str | None) -> str | None:
    """Return the noun phrase of a figure, or of the one before it that its verb goes on about."""
    value = figure.mention.value
    if isinstance(value, Count):
        return value.noun
    if not isinstance(value, Money):
        return None
    phrase = _phrase_in(figure.lead.strip())
    if phrase is None:
        return str(OF_PLAN.sub(_kept, previous)) or None if previous else None
    label = value.label or ""
    return phrase if phrase.endswith(label) and len(label) < SHORTEST else label or phrase or None


@lexicon.remembered
def _phrase_in(clause: str) -> str | None:
    """Return the noun phrase that ends a clause, or ``None`` if the clause is a verb alone."""
    if ONLY_VERB.fullmatch(clause):
        return None
    run = HAN.search(VERBS.sub("", clause))
    return str(LEADING.sub("", run.group())) if run else ""


def _kept(match: regex.Match[str]) -> str:
    """Return 收入 of 收入年初预算; 预算 goes, what it is a budget of stays."""
    text = str(match.group())
    return str(text[:2]) if text.startswith(("收入", "支出")) else ""


def years_in(text: str) -> Named[int]:
    """Return the years that ``text`` names."""
    return Named([(m.span(), int(m["year"])) for m in YEAR.finditer(text)])


def period_of(heading: str, year: int) -> int:
    """Return the year that a heading names, else that of its report."""
    found = YEAR.search(heading)
    return int(found["year"]) if found else year


def headings_of(text: str) -> tuple[list[int], list[str]]:
    """Return where the headings of sections (二、…) stand in ``text``, and what they say."""
    found = list(HEADING.finditer(text))
    return [match.start() for match in found], [str(match.group()) for match in found]


def is_to_come(heading: str, period: int, year: int) -> bool:
    """Whether what stands under ``heading`` is still to come when the report is written."""
    return period > year or bool(TO_COME.search(heading))


def scopes_in(text: str, kind: str) -> Named[str]:
    """Return whose figures, or which budgets, ``text`` names."""
    return Named([(m.span(), _labels()[m.group()]) for m in scopes(kind).finditer(text)])


def scopes(kind: str) -> regex.Pattern[str]:
    """Return the words that say whose a figure is (area), or of which budget (fund)."""
    return _patterns()[kind]


@lexicon.derived
def _labels() -> dict[str, str]:
    return {row["word"]: row["label"] for row in lexicon.load("scopes")}


@lexicon.derived
def _patterns() -> dict[str, regex.Pattern[str]]:
    words: dict[str, list[str]] = {}
    for row in lexicon.load("scopes"):
        words.setdefault(row["kind"], []).append(row["word"])
    return {kind: regex.compile(one_of(listed)) for kind, listed in words.items()}
