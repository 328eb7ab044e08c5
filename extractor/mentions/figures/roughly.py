"""Figures that a word before their verb makes rough: 约占45.6%, 约有300人, 大约投入资金50万元.

The mention stays the figure alone; only its quantity says ``about``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.mentions.figures.quantities import PART_OF_A_WORD, stated
from extractor.model import Approx, Count, Mention, Money, Percent, Value
from extractor.numerals import Numeral

ROUGHLY = regex.compile(
    rf"约(?<!{PART_OF_A_WORD})(?:占|有|需|达|值|计|用|花费?|投入|支出|发放|筹集|募集)"
    r"(?:\p{Han}{1,6}的|资金|现金|经费)?\s?$"
)
REACH = 14  # code points that the words of ROUGHLY take at most


def roughened(figures: Sequence[Mention[Value]], text: str) -> list[Mention[Value]]:
    """Return the figures, those that are said to be rough as such."""
    if "约" not in text:
        return list(figures)
    return [_roughened(figure, text) for figure in figures]


def _roughened(figure: Mention[Value], text: str) -> Mention[Value]:
    value, start = figure.value, figure.span.start
    if not isinstance(value, Count | Money | Percent) or value.quantity.approx != Approx.EXACT:
        return figure
    number = value.quantity.stated
    low = max(0, start - REACH)
    if number is None or text.rfind("约", low, start) < 0 or not ROUGHLY.search(text[low:start]):
        return figure
    quantity = stated(Numeral(number, value.quantity.step), Approx.ABOUT)
    return replace(figure, value=replace(value, quantity=quantity))
