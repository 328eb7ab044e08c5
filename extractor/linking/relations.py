"""What figures claim to be to each other.

A total and its parts, a rate and its product, a number and the names it counts, a fact said twice.

A ``Relation`` is a reading of the text, not a judgement: ``auditing`` works it out and says whether
it holds.  ``is_closed`` says that the text leaves no other reading: only then may it fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractor.model import Figure, FindingKind
from extractor.offsets import Span

ONE = Decimal(1)


class Form(StrEnum):
    """How the text puts a relation; part of the id of its check."""

    LIST_THEN_TOTAL = "list-then-total"  # 甲2000元，乙3000元，合计5000元
    TOTAL_THEN_LIST = "total-then-list"  # 共5000元：甲2000元，乙3000元
    OF_WHICH = "of-which"  # 5000元，其中甲2000元，乙3000元
    BRACKET = "bracket"  # 5000元（甲2000元、乙3000元）
    HEAD_AND_ADDED = "head-and-added"  # 收入5000元。加上上年结转800元，收入总计5800元
    INCOME_LESS_EXPENSE = "income-less-expense"  # 收入总计9万，支出总计8万，年终结转1万
    OPENING_TO_CLOSING = "opening-to-closing"  # 上年结转3万，收入9万，支出8万，年末结余4万
    LEVELS = (
        "levels"  # 167.4万元，比上年的129.8万元增加37.6万元: no parts, but a level and a change
    )
    RUN = "run"  # 120名、48名、540名和46名 … 754名: no marker, but it adds up exactly
    NEAR_RUN = "near-run"  # 120户、48户、540户，共走访788户: no claim, but one slip makes it
    RATE_TIMES_COUNT = "rate-count"  # 34户，每户800元，共27200元
    MEAN_TIMES_COUNT = "mean-count"  # 183人捐款21350元，人均117元: the mean is rounded
    MEAN = "mean"  # 发放91000元，14户，平均每户6500元: the amount over the number, told behind them
    RATE_OVER_TIME = "rate-over-time"  # 648人，每人每月50元，半年共19.44万元
    WEIGHED = "weighed"  # 12吨，每公斤3.5元，共4.2万元: two units of weight
    RATES_BOUND = "rates-bound"  # 2460户，每户300元或500元
    SUM_OF_PRODUCTS = "sum-of-products"  # 20人，每人500元，30人，每人300元，共计19000元
    PART_OF = "part-of"  # 30名，其中劳模12名
    ITEMS_COUNTED = "items"  # 内科、外科等三个科室
    LINES_COUNTED = "lines"  # a line with an amount for each, 共计3人次
    NAMES_COUNTED = "names"  # 甲、乙、丙三位
    COLUMN = "column"  # the 合计 row of a table
    STATED_TWICE = "stated-twice"
    SHARE = "share"  # 持证3520人，其中肢体残疾2040人，占57.95%
    SHARES_OF_ALL = "shares-of-all"  # 占60%，占30%，占10%: together 100
    SHARES_DIVIDED = "shares-divided"  # 税收占61%，非税占39%: there is no third part
    GROWTH = "growth"  # 184260万元，增收23754万元，增长14.8%
    DECLINE = "decline"  # 1370.14万元，比上年减少52.8万元，降3.71%
    GROWTH_OVER_BASE = "growth-over-base"  # 较上年的715.9亿元增收16.8亿元、增长2.3%
    DECLINE_FROM_BASE = "decline-from-base"
    GROWTH_BETWEEN = "growth-between"  # 由1000万元增至1250万元，增长25%
    DECLINE_BETWEEN = "decline-between"
    TIMES_GROWN = "times-grown"  # 由3.2万元增加到12.8万元，增长3倍
    TIMES_OF = "times-of"  # 96万元，是去年32万元的3倍
    MULTIPLE = "multiple"  # 由10万元增至40万元，翻了两番: what no figure states it to be times
    POINTS = "points"  # 由4.6%下降至0.8%，下降3.8个百分点
    OF_BUDGET = "of-budget"  # 预算556067万元，完成650591万元，为预算的116.9%
    OVER_BUDGET = "over-budget"  # 支出1568.4万元，完成预算103.3%，决算比预算多50.4万元
    UNDER_BUDGET = "under-budget"  # 完成预算96.9%，比预算少50.4万元
    PER_HOUSEHOLD = "per-household"  # 350余户，共1200余人: a household has a person at least


@dataclass(frozen=True, slots=True)
class Relation:
    """One reading of how figures hang together; figures are named by their place (mention id)."""

    kind: FindingKind
    form: Form
    total: int | None  # None: shares of all are 100, which is not written
    parts: tuple[int, ...]
    is_closed: bool = False
    is_open_list: bool = False  # 等: the list names only some
    losses: int = 1  # of a balance: how many of the parts, the last ones, are taken away
    times: Decimal = ONE  # what a product is multiplied by that is no mention: 12 for 全年
    items: int | None = None  # how many items are listed, where the parts are not all mentions
    span: Span | None = None  # of a list whose items are no mentions
    are_gifts: bool = False  # each part was handed over once: to the yuan, and not rounded
    is_crossed: bool = False  # another relation comes to the same as this one
    doubt: str | None = None  # why the figures may not be comparable: it can hold, but not fail

    @property
    def whole(self) -> int:
        """The place of the total, for relations whose total is written."""
        assert self.total is not None  # noqa: S101  only shares of all have no total
        return self.total

    @property
    def places(self) -> frozenset[int]:
        """The places of all its figures."""
        return frozenset(self.parts if self.total is None else (self.total, *self.parts))


def figures_of(relation: Relation, by_place: Mapping[int, Figure]) -> tuple[Figure, list[Figure]]:
    """Return the total and the parts of a relation whose total is written."""
    return by_place[relation.whole], [by_place[at] for at in relation.parts]


def surest(readings: Iterable[Iterable[Relation]]) -> list[Relation]:
    """Return what the readings find, the surest first: no later one is asked of the same total."""
    found: list[Relation] = []
    for reading in readings:
        found += of_other_totals(reading, found)
    return found


def of_other_totals(more: Iterable[Relation], found: Iterable[Relation]) -> list[Relation]:
    """Return those of ``more`` whose total is that of no relation ``found`` before."""
    new = list(more)
    done = {relation.total for relation in found} if new else ()
    return [relation for relation in new if relation.total not in done]


def sum_of(
    form: Form,
    total: Figure,
    parts: Sequence[Figure],
    *,
    closed: bool = False,
    is_open: bool = False,
    are_gifts: bool = False,
) -> Relation:
    """Return the reading that ``parts`` make ``total``."""
    kind, places = FindingKind.SUM, _all_at(parts)
    return Relation(kind, form, total.at, places, closed, is_open, are_gifts=are_gifts)


def product_of(
    form: Form,
    total: Figure,
    factors: Sequence[Figure],
    *,
    closed: bool = False,
    times: Decimal = ONE,
) -> Relation:
    """Return the reading that ``factors``, the count last, make ``total``, ``times`` over."""
    kind, places = FindingKind.PRODUCT, _all_at(factors)
    return Relation(kind, form, total.at, places, closed, times=times)


def enumeration_of(
    form: Form,
    count: Figure,
    places: Sequence[int],
    *,
    items: int | None = None,
    closed: bool = False,
    is_open: bool = False,
) -> Relation:
    """Return the reading that ``count`` is the number of the mentions listed at ``places``.

    ``items`` is how many are listed where the mentions are not all of them.
    """
    kind, listed = FindingKind.ENUMERATION, len(places) if items is None else items
    return Relation(kind, form, count.at, tuple(places), closed, is_open, items=listed)


def items_counted(
    count: Figure, items: int, span: Span, *, closed: bool = False, is_open: bool = False
) -> Relation:
    """Return the reading that ``count`` is the number of the items in ``span``, no mentions."""
    kind, form = FindingKind.ENUMERATION, Form.ITEMS_COUNTED
    return Relation(kind, form, count.at, (), closed, is_open, items=items, span=span)


def share_of(share: Figure, part: Figure, whole: Figure, *, closed: bool = False) -> Relation:
    """Return the reading that ``share`` is what ``part`` is of ``whole``."""
    return ratio_of(Form.SHARE, share, part, whole, closed=closed)


def ratio_of(
    form: Form,
    stated: Figure,
    *members: Figure,
    closed: bool = False,
    doubt: str | None = None,
) -> Relation:
    """Return the reading that ``stated`` is a quotient of ``members``, which the form orders."""
    kind, places = FindingKind.RATIO, _all_at(members)
    return Relation(kind, form, stated.at, places, closed, doubt=doubt)


def multiple_of(made: Figure, of: Figure, times: Decimal, *, closed: bool = False) -> Relation:
    """Return the reading that ``made`` is so many ``times`` another figure, or a half of it."""
    kind = FindingKind.RATIO
    return Relation(kind, Form.MULTIPLE, made.at, (of.at,), closed, times=times)


def balance_of(
    left: Figure, more: Sequence[Figure], less: Sequence[Figure], *, closed: bool = False
) -> Relation:
    """Return the reading that ``left`` is what ``less`` leaves of ``more``."""
    form = Form.INCOME_LESS_EXPENSE if len(more) == 1 else Form.OPENING_TO_CLOSING
    kind, places = FindingKind.BALANCE, _all_at((*more, *less))
    return Relation(kind, form, left.at, places, closed, losses=len(less))


def stated_twice(firm: int, others: Sequence[int], *, closed: bool = False) -> Relation:
    """Return the reading that the figures at ``others`` state what the one at ``firm`` does."""
    return Relation(FindingKind.RESTATEMENT, Form.STATED_TWICE, firm, tuple(others), closed)


def _all_at(figures: Iterable[Figure]) -> tuple[int, ...]:
    return tuple(f.at for f in figures)
