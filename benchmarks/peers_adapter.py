"""Our readers in the neutral form that the peers' harness judges.

The harness calls a module with ``extract_numbers``, ``extract_money``, ``extract_dates``,
``extract_percents`` and ``extract_quantities``; this one translates what the readers of
``extractor.mentions`` find, and reads nothing by itself but bare numbers, which reports never need
without what they count.  Three translations are worth knowing:

* A bare number is a numeral of ``numerals``, with a sign, a fraction (三分之二) or a half beside it.
* The reference date of a case stands for the day the report was published, so that 去年11月 has its
  year; 今年 and 近日 alone stay unread, as they are no mentions of ours.
* A festival whose year the case does not state is given in the year of the reference date too, as
  a further reading (``resolved``).

Run as ``benchmarks/README.md`` says.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import regex

from extractor.mentions import counts, find_dates, money, percents
from extractor.model import Count, Mention, PartialDate, Quantity, Report
from extractor.numerals import NUMERAL, read_numeral
from extractor.offsets import OffsetMap
from extractor.rules import find

Item = dict[str, Any]

# the harness's code for each of our units of weight and area
UNITS = {
    "斤": "jin",
    "市斤": "jin",
    "公斤": "kg",
    "千克": "kg",
    "克": "g",
    "吨": "t",
    "亩": "mu",
    "平方米": "m2",
    "平方公里": "km2",
    "公顷": "ha",
}
NUMBER = regex.compile(
    rf"""
    (?P<sign> (?<![0-9\p{{Han}}])[-－] | 负 )?+
    (?: (?P<under> {NUMERAL} ) 分之 (?P<over> {NUMERAL} )
      | (?P<top> [0-9]{{1,9}} ) / (?P<bottom> [0-9]{{1,9}} )
      | (?P<number> {NUMERAL} ) )
    """,
    regex.VERBOSE,
)


def extract_numbers(text: str) -> list[Item]:
    """Return the numbers of ``text``, those that are shares marked so."""
    shares = extract_percents(text)
    taken = {place for item in shares for place in range(item["start"], item["end"])}
    numbers = [_number(match) for match in NUMBER.finditer(text) if match.start() not in taken]
    return [*shares, *(item for item in numbers if item)]


def extract_percents(text: str) -> list[Item]:
    """Return the shares of ``text``, 50 for 50 %."""
    return [
        _item(m, m.value.quantity, kind="percent", unit="%")
        for m in find(percents.RULES, text)
        if m.rule_id != "percent.fraction"
    ]


def extract_money(text: str) -> list[Item]:
    """Return the amounts of ``text`` in units of their currency."""
    return [_item(m, m.value.quantity, currency=m.value.currency) for m in find(money.RULES, text)]


def extract_quantities(text: str) -> list[Item]:
    """Return the weights and areas of ``text``."""
    return [
        _item(m, m.value.quantity, unit=UNITS[m.value.unit])
        for m in find(counts.rules(), text)
        if isinstance(m.value, Count) and m.value.unit in UNITS
    ]


def extract_dates(text: str, reference_date: str | None) -> list[Item]:
    """Return the dates, periods and festivals of ``text``."""
    published = date.fromisoformat(reference_date[:10]) if reference_date else None
    report = Report("", 1, text, OffsetMap(), published=published)
    return [_date(mention) for mention in find_dates(report)]


def _number(match: regex.Match[str]) -> Item | None:
    if match["number"]:
        numeral = read_numeral(match["number"])
        value = Fraction(numeral.value) if numeral else None
    else:
        over = read_numeral(match["over"] or match["top"])
        under = read_numeral(match["under"] or match["bottom"])
        value = Fraction(over.value) / Fraction(under.value) if over and under and under.value else None
    if value is None:
        return None
    return {
        "start": match.start(),
        "end": match.end(),
        "surface": match.group(),
        "kind": "number",
        "value": -value if match["sign"] else value,
    }


def _item(mention: Mention[Any], quantity: Quantity, **more: str) -> Item:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.text,
        "value": _exact(quantity.stated),
        "low": _exact(quantity.low),
        "high": _exact(quantity.high),
        "approx": str(quantity.approx),
        **more,
    }


def _date(mention: Mention[PartialDate]) -> Item:
    value = mention.value
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.text,
        "edtf": value.edtf,
        "festival": value.festival,
    }


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
