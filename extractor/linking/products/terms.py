"""The groups of a sum of products: each amount with the number that it is for, if it is a rate.

    职工20人，每人500元，党员30人，每人300元         two groups, with a number each
    417位、84位，都是每人1500元                      one rate for two numbers
    每人慰问金1000元、慰问品200元                    two rates for one number
    发给劳模32000元，另慰问5人，每人600元            an amount, and a group

What the groups come to is worked out with all that a vague figure can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractor.intervals import add, inside, multiply
from extractor.linking.neighbours import between
from extractor.linking.products.rates import counts_for
from extractor.linking.relations import ONE, Form, Relation, product_of
from extractor.linking.totals import FEWEST, are_exact
from extractor.model import Figure, Interval

TOGETHER = regex.compile(r"都|均|一律")
# 6月救助18人，11月救助13人，每人10000元: two times of one kind of help.
IN_LIST = regex.compile(r"[、和及与，,](?!其中)(?:[0-9]{1,2}月份?)?\p{Han}{1,12}")
EITHER = regex.compile(r"或|至|不等|每|各|[-—–~～]")


@dataclass(frozen=True, slots=True)
class Term:
    """A rate with the number it is for, or an amount with none."""

    money: Figure
    count: Figure | None
    words: str  # that tell of the group, from the figure before it on

    @property
    def members(self) -> tuple[Figure, ...]:
        """The rate, then its number."""
        return (self.money,) if self.count is None else (self.money, self.count)

    @property
    def places(self) -> tuple[int, ...]:
        """Where the two stand among the mentions."""
        return tuple(figure.at for figure in self.members)


def terms_of(inside: Sequence[Figure], text: str) -> list[Term]:
    """Return the groups of a paragraph: each amount, with the numbers before it if it is a rate."""
    found: list[Term] = []
    waiting: list[Figure] = []
    start = inside[0].sentence_start
    for figure in inside:
        if figure.is_count:
            waiting.append(figure)
        elif figure.is_money:
            counts = _counts(figure, waiting, text) if figure.is_said_rate else []
            if found and not waiting and _goes_with(figure, found[-1], text):
                counts = [f for f in (found[-1].count,) if f is not None]
            end = figure.end
            if len(counts) < FEWEST:
                found.append(Term(figure, counts[0] if counts else None, text[start:end]))
            else:
                found += [Term(figure, count, count.lead) for count in counts]
            waiting, start = [], end
    return found


def _goes_with(rate: Figure, last: Term, text: str) -> bool:
    """Whether the same ones get it as well: 每人慰问金1000元、慰问品200元."""
    words = between(last.money, rate, text)
    is_same = rate.per is not None and rate.per == last.money.per and rate.part == last.money.part
    is_respectively = "分别" in text[rate.sentence_start : rate.start]
    return is_same and not is_respectively and not EITHER.search(words)


def _counts(rate: Figure, waiting: Sequence[Figure], text: str) -> list[Figure]:
    """Return the number that a rate is for, or all before it: 417位，84位，都是每人1500元.

    In 困难职工40户、困难党员24户，每户1000元 the rate is said of both, too.
    """
    counts = [f for f in waiting if counts_for(f, rate) and f.sentence == rate.sentence]
    if len(counts) < FEWEST:
        return counts
    if TOGETHER.search(between(counts[-1], rate, text)):
        return counts
    run = counts[-1:]
    for count in reversed(counts[:-1]):
        if not IN_LIST.fullmatch(between(count, run[0], text)):
            break
        run.insert(0, count)
    return run


def comes_to(total: Figure, terms: Sequence[Term], times: Decimal = ONE) -> bool:
    """Whether the groups can make the total, ``times`` over."""
    whole = total.interval
    parts = [interval_of(term) for term in terms]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return False
    if _are_exact(total, terms):  # 28000 is no 2.9万元
        whole = inside(whole)
    return multiply(add(known), Interval(times, times)).meets(whole)


def _are_exact(total: Figure, terms: Sequence[Term]) -> bool:
    """Whether all factors are exact, so that their total is rounded or cut at most."""
    factors = [f for term in terms for f in term.members]
    is_rounded = total.quantity.step > 1 and all(f.quantity.step <= 1 for f in factors)
    return is_rounded and are_exact((total, *factors))


def interval_of(term: Term) -> Interval | None:
    """Return all that a group can come to, or ``None`` where a figure of it is lost."""
    money = term.money.interval
    if term.count is None or money is None:
        return money
    count = term.count.interval
    return None if count is None else multiply(money, count)


def sum_of_terms(
    total: Figure, terms: Sequence[Term], *, closed: bool = False, times: Decimal = ONE
) -> Relation:
    """Return the reading that the groups make the total, ``times`` over."""
    members = [figure for term in terms for figure in term.members]
    return product_of(Form.SUM_OF_PRODUCTS, total, members, closed=closed, times=times)
