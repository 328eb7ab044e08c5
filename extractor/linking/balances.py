"""Income less expense: what is left, or carried over.

    收入总计68.4亿元，…，支出总计65.2亿元。收支相抵，年终结转3.2亿元

The two totals and what is left stand in one paragraph.  当年 and 滚存 are two different things, so
that only what is left of two 总计, with nothing stated between, may fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from extractor.intervals import interval
from extractor.linking.quotients import subtract
from extractor.linking.relations import Form, Relation
from extractor.model import Figure, FindingKind

REACH = 14  # figures between what is left and the totals
LEFT = regex.compile(
    r"(?P<left>(?:年终|年末|滚存|累计|净|当年|本年|收支)?(?:结转|结余|节余|余额)(?:下年|资金|支出)?)(?:预计|为|达|约|是)*$"
)
PLAINLY = regex.compile(
    r"收支(?:相抵|相减|两抵)后?[，,]?(?:年终|基金)?(?:滚存)?结[转余](?:下年)?(?:支出)?(?:为)?$|^年终结[转余](?:下年)?(?:支出)?(?:为)?$"
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


def find_balances(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what is left of an income after an expense."""
    amounts = [f for f in listed if f.series.startswith("money") and f.per is None and f.stated]
    for _, group in groupby(amounts, key=lambda f: f.paragraph):
        paragraph = [f for f in group if f.bracket is None and not f.is_change]
        for at, left in enumerate(paragraph):
            if LEFT.search(left.lead) and not PLAIN_EXPENSE.search(left.lead.replace("结转", "")):
                yield from _balance(left, paragraph[max(0, at - REACH) : at], text)


def _balance(left: Figure, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the balance of the nearest pair that makes it, else of the two totals before it."""
    pairs = [
        (income, expense)
        for expense in reversed(before)
        if PLAIN_EXPENSE.search(expense.lead) or EXPENSE.search(expense.lead)
        for income in reversed(before)
        if income.at < expense.at
        and (INCOME.search(income.lead) or PLAIN_INCOME.search(income.lead))
        and _are_alike(income, expense)
    ]
    for income, expense in pairs:
        if _leaves(income, expense, left):
            yield _relation(left, income, expense, closed=_is_plain(left, expense, before, text))
            return
    totals = [
        (income, expense)
        for income, expense in pairs
        if _is_of_year(left) or (INCOME.search(income.lead) and EXPENSE.search(expense.lead))
    ]
    if len(totals) == 1 and _is_plain(left, totals[0][1], before, text):
        yield _relation(left, *totals[0], closed=True)


def _is_of_year(left: Figure) -> bool:
    """Whether what is left is of this year's income and expense alone: 当年收支结余."""
    return bool(OF_YEAR.search(left.lead))


def _are_alike(income: Figure, expense: Figure) -> bool:
    """Whether both are totals, or both are the year's own."""
    return bool(INCOME.search(income.lead)) == bool(EXPENSE.search(expense.lead))


def _is_plain(left: Figure, expense: Figure, before: Sequence[Figure], text: str) -> bool:
    """Whether what is left follows the expense at once, and is said to be left of it."""
    start = left.mention.span.start
    said = text[max(left.sentence_start, start - 24) : start]
    is_said = PLAINLY.search(said) or PLAINLY.search(left.lead) or _is_of_year(left)
    return expense is before[-1] and bool(is_said)


def _leaves(income: Figure, expense: Figure, left: Figure) -> bool:
    one, other, rest = (interval(f.quantity, f.mention.text) for f in (income, expense, left))
    if one is None or other is None or rest is None:
        return False
    return subtract(one, other).meets(rest)


def _relation(left: Figure, income: Figure, expense: Figure, *, closed: bool) -> Relation:
    parts = (income.at, expense.at)
    return Relation(FindingKind.BALANCE, Form.INCOME_LESS_EXPENSE, left.at, parts, is_closed=closed)
