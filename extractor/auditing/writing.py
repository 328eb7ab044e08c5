"""Figures and sums written out: 5920 + 6160 = 12080, ≲8200, 300–500.

The sign before a figure is the word that makes it vague: ≈ 约, ≲ 近, ≳ 余.
"""

from __future__ import annotations

from decimal import Decimal

from extractor.auditing.claims import quantity_of
from extractor.model import Approx, Mention, Percent, Value

SIGNS = {
    Approx.EXACT: "",
    Approx.ABOUT: "≈",
    Approx.NEAR: "≲",
    Approx.OVER: "≳",
    Approx.UNDER: "<",
    Approx.AT_LEAST: "≥",
    Approx.AT_MOST: "≤",
    Approx.RANGE: "",
}
PLACES = 3  # of a quotient: 116.999


def written(mention: Mention[Value]) -> str:
    """Return the figure as a plain number, with the sign that says how vague it is."""
    quantity = quantity_of(mention)
    unit = "%" if isinstance(mention.value, Percent) else ""
    if quantity.stated is None:
        if quantity.low is None or quantity.high is None:
            return mention.text
        return f"{plain(quantity.low)}–{plain(quantity.high)}{unit}"
    return SIGNS[quantity.approx] + plain(quantity.stated) + unit


def plain(number: Decimal) -> str:
    """Return ``number`` without an exponent."""
    return f"{number:f}"


def cut(number: Decimal) -> str:
    """Return a quotient to a few places, without zeros at the end: 116.999."""
    short = f"{number:.{PLACES}f}"
    return short.rstrip("0").rstrip(".") if "." in short else short
