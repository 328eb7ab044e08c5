"""Which figures are plain: a number or an amount of its own, and no other figure's rate or change.

慰问金9500元                      plain
每户300元, 占65%, 增加4.5万元      a rate, a share, a change
三家各拨15万元                     what each of several gave
（含1200万元）                     in a bracket, a part of the figure before it
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.totals import LONGEST
from extractor.model import Figure


def is_outside(figure: Figure) -> bool:
    """Whether it stands outside brackets and tells of no change."""
    return figure.bracket is None and not figure.is_change


def is_level(figure: Figure) -> bool:
    """Whether it states how many there are or were: it is no rate, change or share."""
    return bool(figure.stated) and not (figure.per or figure.is_change or figure.is_share)


def is_exact_level(figure: Figure) -> bool:
    """Whether it states exactly how many there are or were, and not what each of several has."""
    return figure.is_exact and is_level(figure) and not figure.is_each


def is_own_number(figure: Figure) -> bool:
    """Whether it is stated outside brackets, and is no rate and no change."""
    return bool(figure.stated) and figure.per is None and is_outside(figure)


def may_be_slip(figure: Figure) -> bool:
    """Whether it is exact, so that a digit of it can be wrong, and no share or change."""
    return figure.is_exact and bool(figure.stated) and not (figure.is_share or figure.is_change)


def own_amounts(listed: Sequence[Figure]) -> list[Figure]:
    """Return the amounts that stand by themselves: no rates, nor what each of several gave."""
    return [f for f in listed if f.is_money and is_own_number(f) and not f.is_each]


def last_outside(row: Sequence[Figure], at: int) -> list[Figure]:
    """Return those before the one at ``at`` that may be its list, but for those in brackets."""
    return [f for f in row[max(0, at - LONGEST) : at] if f.bracket is None]
