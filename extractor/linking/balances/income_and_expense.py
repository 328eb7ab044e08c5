"""Income less expense: what is left, or carried over.

    收入总计68.4亿元，…，支出总计65.2亿元。收支相抵，年终结转3.2亿元

The two totals and what is left stand in one paragraph, or 收支相抵 begins the next; what is left of
the year's own (本年结余) to the last digit may be of the totals of two sections.  当年 and 滚存
are two different things, so that only what is left of two 总计, with nothing but parts of theirs
stated between, may fail; and what is left of 收入总计 after one expense, if it is too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.linking.plain import is_outside
from extractor.linking.quotients import known, subtract
from extractor.linking.relations import Relation, balance_of
from extractor.linking.totals import added, are_exact, digits_of
from extractor.model import Figure

SETTLED = regex.compile(r"收支(?:相抵|相减|两抵)")
NESTED = regex.compile("其中")
BARE = regex.compile(r"[，,；;]?\s?(?:合计|总计)")
ALL_INCOME = regex.compile(r"收入总计(?:为|达|完成|预计)*$")
CARRIED = regex.compile("滚存|累计")  # with what was left of earlier years
APART = 2  # paragraphs from the totals to 收支相抵
TELLING = 3  # digits of what two totals of other sections leave by no accident
REACH = 14  # figures between what is left and the totals
LEFT = regex.compile(
    r"(?P<left>(?:年终|年末|滚存|累计|净|当年|本年|收支)?(?:结转|结余|节余|余额)(?:下年|资金|支出)?)(?:预计|为|达|约|是)*$"
)
LEAVES = re.compile("结转|[结节]余|余额")  # one of these is in all that LEFT finds
PLAINLY = regex.compile(
    r"收支(?:相抵|相减|两抵)后?[，,]?(?:年终|基金)?(?:滚存)?结[转余](?:下年)?(?:支出)?(?:为)?$|^年(?:终结[转余]|末结转)(?:下年)?(?:支出)?(?:为)?$"
)
OF_YEAR = regex.compile(r"(?:当年|当期|本年|本期)(?:收支)?(?:结余|节余)(?:预计|为|达|约|是)*$")
INCOME = regex.compile(
    r"收入(?:总计|合计|总数|总额)(?:为|达|完成|预计)*$|总收入(?:为|达|完成|预计)*$"
)
EXPENSE = regex.compile(
    r"支出(?:总计|合计|总数|总额)(?:为|达|完成|预计)*$|总支出(?:为|达|完成|预计)*$"
)
PLAIN_INCOME = regex.compile(r"(?:收入|收到|接收|募集|筹集|筹得|到账)[^，。；0-9]{0,6}$")
PLAIN_EXPENSE = regex.compile(r"(?:支出|使用|支付|拨付|发放)[^，。；0-9]{0,6}$")


def find_income_less_expense(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is left of an income after an expense."""
    if LEAVES.search(text) is None:
        return
    amounts = [f for f in listed if f.is_money and f.per is None and f.stated]
    plain = [f for f in amounts if is_outside(f)]
    for at, left in enumerate(plain):
        if LEFT.search(left.lead) and not PLAIN_EXPENSE.search(left.lead.replace("结转", "")):
            back = APART if SETTLED.match(text, left.sentence_start) else 0
            near = plain[max(0, at - REACH) : at]
            before = [f for f in near if left.paragraph - f.paragraph <= back]
            found = list(_balance(left, before, text))
            yield from found or _of_sections(left, plain[:at])


def _balance(left: Figure, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the balance of the nearest pair that makes it, else of the two totals before it."""
    pairs = [
        (income, expense)
        for expense in reversed(before)
        if PLAIN_EXPENSE.search(expense.lead) or EXPENSE.search(expense.lead)
        for income in reversed(before)
        if income.at < expense.at and _are_alike(income, expense, text)
    ]
    own = [f for f in before if not NESTED.search(text, f.sentence_start, f.start)]
    for income, expense in pairs:
        if _leaves(income, expense, left):
            yield balance_of(left, [income], [expense], closed=_is_plain(left, expense, own, text))
            return
    totals = [
        (income, expense)
        for income, expense in pairs
        if _is_of_year(left) or (EXPENSE.search(expense.lead) and _is_total(income, text))
    ]
    next_to = [pair for pair in totals if list(pair) == own[-2:]]
    for income, expense in next_to or (totals if len(totals) == 1 else ()):
        is_all = ALL_INCOME.search(income.lead) or not CARRIED.search(left.lead)
        if is_all and _is_plain(left, expense, own, text):
            yield balance_of(left, [income], [expense], closed=True)
            return
    yield from _too_much_left(left, own, text)


def _of_sections(left: Figure, before: Sequence[Figure]) -> Iterator[Relation]:
    """Yield what the totals of two sections before leave of the year's own, to the last digit."""
    if not _is_of_year(left) or digits_of(left.stated) < TELLING:
        return
    totals = [f for f in before if f.is_marked_total]
    for expense in (f for f in reversed(totals) if "支出" in f.lead):
        for income in (f for f in totals if f.at < expense.at and "收入" in f.lead):
            if income.stated == added([expense, left]):
                yield balance_of(left, [income], [expense])
                return


def _too_much_left(left: Figure, own: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is said to be left where even the one expense named leaves less of the total.

    收入总计9亿元。支出5亿元。收支相抵，年终结转6亿元: more may have been spent, but no less.
    """
    if len(own) < len(("income", "expense")) or not _is_plain(left, own[-1], own, text):
        return
    income, expense = own[-2:]
    is_pair = ALL_INCOME.search(income.lead) and PLAIN_EXPENSE.search(expense.lead)
    is_exact = are_exact((income, expense, left))
    if is_pair and is_exact and not CARRIED.search(left.lead) and not _is_of_year(left):
        most = subtract(*(known(f) for f in (income, expense))).high
        rest = known(left).low
        if most is not None and rest is not None and most < rest:
            yield balance_of(left, [income], [expense], closed=True)


def _is_of_year(left: Figure) -> bool:
    """Whether what is left is of this year's income and expense alone: 当年收支结余."""
    return bool(OF_YEAR.search(left.lead))


def _are_alike(income: Figure, expense: Figure, text: str) -> bool:
    """Whether both are totals, or both are the year's own."""
    if EXPENSE.search(expense.lead):
        return _is_total(income, text)
    return bool(PLAIN_INCOME.search(income.lead)) and not INCOME.search(income.lead)


def _is_total(income: Figure, text: str) -> bool:
    """Whether it is the total of an income: 收入总计, or 合计 behind what came in."""
    said = text[income.sentence_start : income.start]
    is_bare = BARE.fullmatch(income.lead) and "收入" in said and "支出" not in said
    return bool(INCOME.search(income.lead) or is_bare)


def _is_plain(left: Figure, expense: Figure, own: Sequence[Figure], text: str) -> bool:
    """Whether what is left follows the expense at once, and is said to be left of it."""
    start = left.start
    said = text[max(left.sentence_start, start - 24) : start]
    is_said = PLAINLY.search(said) or PLAINLY.search(left.lead) or _is_of_year(left)
    return bool(own) and expense is own[-1] and bool(is_said)


def _leaves(income: Figure, expense: Figure, left: Figure) -> bool:
    one, other, rest = (f.interval for f in (income, expense, left))
    if one is None or other is None or rest is None:
        return False
    return subtract(one, other).meets(rest)
