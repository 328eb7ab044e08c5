"""Balances told section by section: what there was, what came in, what went out, what is left.

    一、上年结余：8632元 ⏎ 二、本年收入：41800元 ⏎ 三、本年支出：36420元 ⏎ 四、年末结余：14012元
    一、收入合计：1256350元 ⏎ 1.上年结转213400元 ⏎ 二、支出合计：987600元 ⏎ 三、年末结余：268750元
    上年结转3万元 ⏎ 一、收入 ⏎ … ⏎ 二、支出 ⏎ …            what there was, above them
    一、收入 ⏎ 募捐5万元 ⏎ 捐助3万元 ⏎ 收入合计8万元 ⏎ 二、支出 ⏎ … ⏎ 支出合计6万元 ⏎ 三、结余2万元

Sections are paragraphs numbered 一、二、三、 one after another; what each is, its own words before
its first amount say.  An account that has what there was, or the totals (合计) of income and
expense, is complete: it fails where every section has its one amount at its head, behind its name
or 共, or ends with its one total, and neither with what there was nor without it (the total of the
income may hold it) comes to what is left.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.intervals import add
from extractor.linking.quotients import known, subtract
from extractor.linking.relations import Relation, balance_of
from extractor.linking.rows.lists import line_above
from extractor.linking.slips import LIKELY, is_slip
from extractor.linking.totals import FEWEST, NOTHING, added, are_exact
from extractor.model import Figure
from extractor.offsets import after_last_mark

SECTION = regex.compile(
    r"(?m)^[ 　]*(?:[（(](?P<number>[一二三四五六七八九])[)）]|(?P<number>[一二三四五六七八九])、)"
)
NUMBERS = "一二三四五六七八九"
MOST = 3  # sections before what is left
LEFT = r"(?:结余|余额|结存|结转|节余)"
HELD = regex.compile(LEFT)
OPENING = regex.compile(rf"(?:上年|上期|上届|去年|年初|期初|上一年度?)\p{{Han}}{{0,4}}{LEFT}")
CLOSING = regex.compile(rf"(?:年末|期末|年终|本期|本年|目前|现有|资金|收支)*\p{{Han}}{{0,2}}{LEFT}")
INCOME = regex.compile(r"收入|募集|筹集|接收|募捐|收到|来源|捐款(?!使用|支出)")
EXPENSE = regex.compile(r"支出|使用|发放|拨付|去向")
TOTAL = regex.compile(r"[合总小]计|总额")
NAME = re.compile(r"[^，,。；;：:\n0-9]{2,14}")
AT_HEAD = re.compile(
    r"[^，,。；;\n0-9]{2,14}(?:[：:。]\s?)?(?:共|合计|总计|累计)?[^，,。；;：:\n0-9]{0,8}"
)
# 收入合计 365150元: what a section closes with
TOTALLED = regex.compile(
    r"\s*(?:[本全当]年|本期|各项)?(?:收入|支出|捐款|善款|经费|资金)?(?:[合总共小]计)(?:为|[：:])?\s?"
)
# 本年收入9713849.60元，其中：单位捐款…: the others of its line are parts of it
SPLIT = regex.compile(r"[。，,；;（(]?\s?其中|[：:]")
OTHERS = regex.compile(r"代管|调整|暂存|借|垫|应收|应付|利息未")


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section: where it begins, its number, name and amount, and whether that is all."""

    start: int
    number: int
    is_bracketed: bool  # （一） is a section of 一、
    name: str
    amount: Figure
    is_of_all: bool
    opening: Figure | None = None  # what there was before, told first of what came in


def find_section_balances(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is left of each account whose sections follow each other."""
    amounts = [f for f in listed if f.is_money and f.per is None and f.stated and not f.bracket]
    is_told = len(amounts) > FEWEST and HELD.search(text) is not None
    sections = list(_sections(amounts, text)) if is_told else []
    for at, closing in enumerate(sections):
        if CLOSING.match(closing.name) and not OPENING.match(closing.name):
            alike = [s for s in sections[:at] if s.is_bracketed == closing.is_bracketed]
            before = alike[-MOST:]
            numbers = [s.number for s in (*before, closing)]
            if numbers == list(range(closing.number - len(before), closing.number + 1)):
                above = _told_above(before[0], amounts, text) if before else None
                yield from _balance([above, *before] if above else before, closing, text)


def _told_above(first: Section, amounts: Sequence[Figure], text: str) -> Section | None:
    """Return what there was, if the line above the first section says it: 上年结转 214300元."""
    line = line_above(text, first.start)
    own = [f for f in amounts if line.start <= f.start < line.end]
    name = NAME.match(text, line.start)
    if len(own) != 1 or name is None or first.number != 0 or not OPENING.match(name.group()):
        return None
    if AT_HEAD.fullmatch(text, line.start, own[0].start) is None:
        return None
    return Section(line.start, -1, first.is_bracketed, name.group(), own[0], is_of_all=True)


def _sections(amounts: Sequence[Figure], text: str) -> Iterator[Section]:
    """Yield each numbered section with the first amount that is no rate, if it has one."""
    heads = list(SECTION.finditer(text))
    starts = [f.start for f in amounts]
    for at, head in enumerate(heads):
        end = heads[at + 1].start() if at + 1 < len(heads) else len(text)
        inside = amounts[bisect_left(starts, head.end()) : bisect_left(starts, end)]
        name = NAME.match(text, head.end())
        marked = [f for f in inside if f.is_marked_total]
        if name is None or not inside:
            continue
        amount = inside[0]
        said = text[head.end() : amount.start]
        own = [f for f in inside if f.paragraph == amount.paragraph]
        is_alone = own == [amount] or SPLIT.match(text, amount.end) is not None
        is_at_head = is_alone and AT_HEAD.fullmatch(said) is not None
        is_closed = not is_at_head and _closes(inside, marked, text)
        totals = [f for f in marked if TOTAL.search(f.lead)] or marked  # 每户350元，计91000元
        chosen = amount if is_at_head or not marked else _main(totals, inside)
        opening = amount if chosen is not amount and OPENING.match(amount.lead) else None
        number, is_bracketed = NUMBERS.index(head["number"]), ")" in head[0] or "）" in head[0]
        is_of_all = is_at_head or is_closed
        yield Section(head.start(), number, is_bracketed, name.group(), chosen, is_of_all, opening)


def _main(totals: Sequence[Figure], inside: Sequence[Figure]) -> Figure:
    """Return the first total of a section, or the last one where that is what all before make."""
    parts = [f for f in inside if f.at < totals[-1].at and f not in totals]
    return totals[-1] if added(parts) == totals[-1].stated else totals[0]


def _closes(inside: Sequence[Figure], marked: Sequence[Figure], text: str) -> bool:
    """Whether the last amount of a section is its one total, in a clause or line of its own."""
    if len(marked) != 1 or inside[-1] is not marked[0]:
        return False
    start = marked[0].start
    clause = after_last_mark(text, "\n，,。；;", inside[0].end, start)
    return TOTALLED.fullmatch(text, clause, start) is not None


def _balance(before: Sequence[Section], closing: Section, text: str) -> Iterator[Relation]:
    """Yield the account that the sections make, with what there was or without it."""
    openings = [s for s in before if OPENING.match(s.name)]
    spent = [s for s in before if EXPENSE.search(s.name) and s not in openings]
    raised = [s for s in before if INCOME.search(s.name) and s not in openings and s not in spent]
    if len(raised) != 1 or len(spent) != 1 or len(openings) > 1:
        return
    if raised[0].number > spent[0].number:
        return
    less = spent[0].amount
    ways = _ways(openings, raised[0])
    for more in ways:
        if subtract(add([known(f) for f in more]), known(less)).meets(known(closing.amount)):
            yield balance_of(closing.amount, more, [less])
            return
    used = [*openings, *raised, *spent, closing]
    words = text[used[0].amount.sentence_start : closing.amount.end]
    is_complete = bool(openings) or all(TOTAL.search(s.name) for s in (*raised, *spent))
    is_all = is_complete and len(used) == len(before) + 1 and all(s.is_of_all for s in used)
    is_exact = are_exact(s.amount for s in used)
    if not is_exact or OTHERS.search(words):
        return
    if is_all:
        yield balance_of(closing.amount, ways[0], [less], closed=True)
    elif openings and is_slip(closing.amount.stated or NOTHING, added(ways[0]) - added([less])):
        likely = balance_of(closing.amount, ways[0], [less])
        yield replace(likely, doubt=LIKELY)


def _ways(openings: Sequence[Section], raised: Section) -> list[list[Figure]]:
    """Return what there may have been to spend: with what there was before, and without it."""
    ways = [[s.amount for s in (*openings, raised)]]
    if openings:
        ways.append([raised.amount])
    elif raised.opening:
        ways.append([raised.opening, raised.amount])
    return ways
