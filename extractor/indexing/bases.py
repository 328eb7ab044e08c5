"""What the year before came to, by the change that is stated of a figure.

The change stands in the figure's own sentence, with nothing but shares of a budget between, and
goes on about the same thing.  Output and value added grow in constant prices while their amounts
are in those of the year (国家统计局: 主要统计指标解释), and incomes often do (实际增长), so that a
percentage of theirs does not lead back to the amount of last year.  Not read: changes against a
budget or an earlier year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.intervals import add
from extractor.linking.quotients import HUNDRED, divide, stated_as, subtract
from extractor.linking.ratios.changes import (
    BASE,
    FALL,
    GOES_ON,
    LAST_YEAR,
    NOT_COMPARABLE,
    POINTS,
    RISE,
)
from extractor.model import Figure, Interval

DIVIDED = "÷"
APART = re.compile(r"\d\s?[,，.．]?\s*$")  # digits before a figure that belong to it
COUNTED = regex.compile(r"^[，,]?(?:户数|人数|人次|资金|金额|总额|总数|数量)(?:共|总共)?")
OF_PRICES = regex.compile(r"生产总值|生产值|GDP|增加值|总产值|人均|实际增长|不变价")


@dataclass(frozen=True, slots=True)
class Base:
    """What the year before came to, by a change stated: the sum written out, and its interval."""

    expression: str
    interval: Interval
    is_explicit: bool  # 比上年 is written, not only 增长


def is_quotient(expression: str) -> bool:
    """Whether a ``Base.expression`` divides by what a share of growth makes of last year's 1."""
    return DIVIDED in expression


def bases_of(
    figure: Figure, after: Sequence[Figure], text: str, stated: Interval
) -> Iterator[tuple[Base, str | None]]:
    """Yield what the year before came to, by each change that is stated of ``figure``.

    ``after`` are the figures behind it in its sentence; with each stands why it may not compare.
    """
    is_explicit = False
    for change in _changes(after, text):
        is_explicit = is_explicit or _names_last_year(change.lead)
        base = _base(figure, stated, change, is_explicit=is_explicit)
        if base is not None:
            start, end = figure.start - len(figure.lead), change.end
            is_doubtful = NOT_COMPARABLE.search(text, start, end) or (
                change.is_share and OF_PRICES.search(text, start, end)
            )
            yield base, "not-comparable" if is_doubtful else None


def _changes(after: Sequence[Figure], text: str) -> Iterator[Figure]:
    """Yield the figures after one that say how much it grew or fell since last year."""
    for figure in after:
        lead = COUNTED.sub("", figure.lead)
        is_changing = RISE.search(lead) or FALL.search(lead)
        if figure.is_share and not is_changing:
            continue  # 占预算的98.37%
        base = BASE.search(lead)
        goes_on = GOES_ON.fullmatch(lead) and figure.bracket is None
        if not goes_on or (base and not _names_last_year(lead)):
            return
        if not APART.search(text, figure.start - 4, figure.start):
            yield figure


def _names_last_year(lead: str) -> bool:
    base = BASE.search(lead)
    return "同比" in lead or bool(base and LAST_YEAR.search(base["base"]) and "前年" not in lead)


def _base(figure: Figure, stated: Interval, change: Figure, *, is_explicit: bool) -> Base | None:
    text, number = change.mention.text, change.stated
    is_rise = bool(RISE.search(change.lead))
    if number is None or POINTS.search(text) or figure.stated is None:
        return None
    if change.is_share:
        share = stated_as(change.quantity, text)
        if share is None or share.low is None or share.high is None:
            return None
        ends = sorted(
            (1 + end / HUNDRED if is_rise else 1 - end / HUNDRED) for end in (share.low, share.high)
        )
        if ends[0] <= 0:
            return None
        sign = "+" if is_rise else "−"
        written = f"{figure.stated:f} {DIVIDED} (1 {sign} {number:f}%)"
        return Base(written, divide(stated, Interval(*ends)), is_explicit)
    by = change.interval
    if change.series != figure.series or by is None:
        return None
    written = f"{figure.stated:f} {'−' if is_rise else '+'} {number:f}"
    return Base(written, subtract(stated, by) if is_rise else add((stated, by)), is_explicit)
