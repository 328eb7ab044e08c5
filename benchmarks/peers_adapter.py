"""Our readers in the neutral form that the peers' harness judges.

The harness calls a module with ``extract_numbers``, ``extract_money``, ``extract_dates``,
``extract_percents`` and ``extract_quantities``; this one translates what our readers find.  As in
the product, a text is restored before it is read (１２万元 is 12万元), and spans are mapped back.
Some translations are worth knowing:

* Bare numbers are read here and nowhere else, since a report's number always counts something: a
  numeral of ``numerals``, with a sign, a fraction (三分之二), a power, or blanks between its
  characters, which the suites of bare numbers have and reports have not.
* The reference date of a case stands for the day the report was published, so that 去年11月 has its
  year; 今年 and 近日 alone stay unread, as they are no mentions of ours.
* A festival with a year is given in the days it falls on (``resolved``) beside its year, and a date
  that cannot be (2月30日), which has no EDTF with us, as the suites spell it, from its written parts.
* Where a case is one whole expression, it may be a cell of a table: 6·30 and 2/15 are then a month
  and a day, 2018 a year.  In running text they are not read.
* Both readings of a figure are given that a suite may mean: 50% is a share and holds a number.

Run as ``benchmarks/README.md`` says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import regex

from extractor.mentions import find_dates
from extractor.mentions.dates.written import WrittenDate, find_written
from extractor.mentions.figures import counts, money, percents
from extractor.model import Mention, PartialDate, Quantity, Report, SourceFile
from extractor.numerals import LARGE, NUMERAL, SMALL, read_numeral
from extractor.offsets import OffsetMap, Span
from extractor.restoring import restore
from extractor.rules import find

Item = dict[str, Any]

# the harness's code for each of our units of weight and area
UNITS = {
    "斤": "jin",
    "市斤": "jin",
    "公斤": "kg",
    "千克": "kg",
    "kg": "kg",
    "克": "g",
    "g": "g",
    "吨": "t",
    "亩": "mu",
    "平方米": "m2",
    "㎡": "m2",
    "平方公里": "km2",
    "公顷": "ha",
}
CHINESE = SMALL + LARGE
# 三 百 五 and 7 万5 千 hold one number; 2 3 are two.
GAPS = regex.compile(
    rf"(?<=[0-9{CHINESE}点分之又])\s+(?=[{CHINESE}点分之余几又])|(?<=[{CHINESE}点之又])\s+(?=[0-9])"
    rf"|(?<=[{CHINESE}])\s+(?=[成折])|(?<=[-负])\s+(?=[0-9])"
)
WHOLE = rf"{NUMERAL}|(?<![.0-9])\.[0-9]+"
NUMBER = regex.compile(
    rf"""
    (?P<sign> (?<![0-9\p{{Han}}])[-－] | 负 )?+
    (?: (?P<half> 一半半? | 半(?=个) )
      | (?: (?P<and> {NUMERAL} ) 又 )?+ (?![百佰]分之) (?P<under> {NUMERAL} ) 分之 (?P<over> {NUMERAL} )
      | (?: (?P<and> [0-9]+ ) \s )?+ (?P<over> [0-9]{{1,9}} ) / (?P<under> [0-9]{{1,9}} )
      | (?P<base> {WHOLE} ) \^ (?P<power> [+-]*[0-9]{{1,3}} )
      | (?P<base> {WHOLE} ) [eE] (?P<tens> [+-]?[0-9]{{1,3}} )
      | (?P<number> {NUMERAL} ) (?P<more> [余多几] )?+ (?P<scale> (?<=[余多几])[十百千万亿]{{1,2}}+ )?+ (?P<dozen> 打 )?+
      | (?<![.0-9]) (?P<number> \.[0-9]+ ) )
    """,
    regex.VERBOSE,
)
CELL = regex.compile(r"(?P<month>1[0-2]|0?[1-9])[/·.-](?P<day>3[01]|[12][0-9]|0?[1-9])")
YEAR_CELL = regex.compile("(?:19|20)[0-9]{2}")
# 大陆, 拾到, 肆意: a capital numeral that stands alone is another word.
WORDS = regex.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")


def extract_numbers(text: str) -> list[Item]:
    """Return the numbers of ``text``, and the shares, which are marked so."""
    return _on_restored(text, lambda plain: [*_shares(plain), *_numbers(plain)])


def extract_percents(text: str) -> list[Item]:
    """Return the shares of ``text``, 50 for 50 %."""
    return _on_restored(text, _shares)


def extract_money(text: str) -> list[Item]:
    """Return the amounts of ``text`` in units of their currency."""

    def read(plain: str) -> list[Item]:
        return [
            _item(m, m.value.quantity, currency=m.value.currency)
            for m in find(money.rules(), plain)
        ]

    return _on_restored(text, read)


def extract_quantities(text: str) -> list[Item]:
    """Return the weights and areas of ``text``."""

    def read(plain: str) -> list[Item]:
        return [
            _item(m, m.value.quantity, unit=UNITS[m.value.unit])
            for m in find(counts.rules(), plain)
            if m.value.unit in UNITS
        ]

    return _on_restored(text, read)


def extract_dates(text: str, reference_date: str | None) -> list[Item]:
    """Return the dates, periods and festivals of ``text``."""
    published = date.fromisoformat(reference_date[:10]) if reference_date else None

    def read(plain: str) -> list[Item]:
        report = Report("", 1, plain, OffsetMap(), published=published)
        written = {entry.span: entry for entry in find_written(plain)}
        return [_date(mention, written.get(mention.span)) for mention in find_dates(report)]

    return _on_restored(text, read)


def parse_date(text: str, reference_date: str | None) -> Item | None:
    """Return the date that ``text``, a whole expression, stands for."""
    plain = text.strip()
    if match := CELL.fullmatch(plain):
        plain = f"{int(match['month'])}月{int(match['day'])}日"
    elif YEAR_CELL.fullmatch(plain):
        plain += "年"
    found = extract_dates(plain, reference_date)
    return found[0] if len(found) == 1 else None


def _on_restored(text: str, read: Callable[[str], list[Item]]) -> list[Item]:
    """Return what ``read`` finds in the restored text, with its place in ``text``."""
    document = restore(SourceFile("", "", 0, "txt", "utf-8", text))
    kept = _without_gaps(document.text)
    items = read("".join(document.text[at] for at in kept))
    for item in items:
        span = Span(kept[item["start"]], kept[item["end"] - 1] + 1)
        there = document.offsets.to_original(span)
        item.update(start=there.start, end=there.end, surface=there.slice(text))
    return items


def _without_gaps(text: str) -> list[int]:
    """Return the places of the characters that stay when blanks inside numerals go."""
    gone = {place for match in GAPS.finditer(text) for place in range(*match.span())}
    return [place for place in range(len(text)) if place not in gone]


def _shares(text: str) -> list[Item]:
    return [
        _item(m, m.value.quantity, kind="percent", unit="%")
        for m in find(percents.RULES, text)
        if m.rule_id != "percent.fraction"
    ]


def _numbers(text: str) -> list[Item]:
    items: list[Item] = []
    spoken = {"percent.tenths", "percent.fold"}  # 三成 and 八折 are words, not numbers
    shares = [m.span for m in find(percents.RULES, text) if m.rule_id in spoken]
    for match in NUMBER.finditer(text):
        is_word = match.group() in "百千万亿" or (len(text) > 1 and WORDS.fullmatch(match.group()))
        is_share = any(s.start <= match.start() < s.end for s in shares)
        value = None if is_word or is_share else _value(match)
        if value is not None:
            signed = -value if match["sign"] else value
            items.append(
                {"start": match.start(), "end": match.end(), "kind": "number", "value": signed}
            )
    return items


def _value(match: regex.Match[str]) -> Fraction | None:
    if match["half"]:
        return Fraction(1, 2)
    if match["under"]:
        over, under, whole = (_read(match[name]) for name in ("over", "under", "and"))
        return (whole or 0) + over / under if over is not None and under else None
    if match["base"]:
        return _power(match)
    number = _read(match["number"])
    scale = _read("1" + (match["scale"] or ""))
    if number is None or scale is None:
        return None
    return number * scale * (12 if match["dozen"] else 1)


def _power(match: regex.Match[str]) -> Fraction | None:
    """Return 2^5 or 2e5."""
    base = _read(match["base"])
    if base is None or match["tens"]:
        return base and base * Fraction(10) ** int(match["tens"])
    power = int(match["power"].strip("+-"))
    return base**-power if match["power"].count("-") % 2 else base**power


def _read(text: str | None) -> Fraction | None:
    if text and text.startswith("."):
        return Fraction("0" + text)
    numeral = read_numeral(text) if text else None
    return Fraction(numeral.value) if numeral else None


def _item(mention: Mention[Any], quantity: Quantity, **more: str) -> Item:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "value": _exact(quantity.stated),
        "low": _exact(quantity.low),
        "high": _exact(quantity.high),
        "approx": str(quantity.approx),
        **more,
    }


def _date(mention: Mention[PartialDate], written: WrittenDate | None) -> Item:
    value = mention.value
    item: Item = {
        "start": mention.span.start,
        "end": mention.span.end,
        "edtf": value.edtf,
        "festival": value.festival,
    }
    if value.festival and value.earliest and value.latest:
        days = {value.earliest.isoformat(), value.latest.isoformat()}
        item["resolved"] = sorted(days)
    elif value.edtf is None and written and not written.is_lunar:
        item["resolved"] = ["/".join(_as_written(written))]
    return item


def _as_written(written: WrittenDate) -> list[str]:
    """Return a date that cannot be as its parts say it, and the end of an interval."""
    year, month, day = written.year or "XXXX", written.month or 0, written.day or 0
    end = written.until
    following = [] if end is None else _as_written(replace(end, year=end.year or written.year))
    return [f"{year}-{month:02d}-{day:02d}", *following]


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
