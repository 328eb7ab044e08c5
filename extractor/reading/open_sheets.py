"""What a cell of an OpenDocument sheet (.ods) shows beside its number, as formats.

Such a file holds what each cell shows (15.3%, 8.4万元) next to the number in it (0.153, 8.4), so
that nothing has to be worked out from styles: the words behind the digits are the cell's unit, and
digits that stand for another power of ten tell that the number is shown in thousands or in 万.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from xml.etree import ElementTree as ET  # the types; parsing is in markup

import regex

from extractor.reading.markup import walk
from extractor.reading.number_formats import Format, Section
from extractor.reading.open_text.names import CELLS, OFFICE, TABLE, TEXT
from extractor.reading.packages import Package

SHEET, ROW = f"{TABLE}table", f"{TABLE}table-row"
MOST_SAME = 100_000  # cells or rows alike in a row that are given the format of the first
SHOWN = regex.compile(
    r"(?P<before>\p{Han}{0,4})[^\p{Han}0-9]{0,4}(?P<digits>[0-9][0-9,]*+(?:\.(?P<decimals>[0-9]+))?)"
    r"\s*(?P<behind>[^0-9]{0,20})"
)
MONTH = regex.compile(r"[0-9]{4}\s?[-./年]\s?[0-9]{1,2}月?")
YEAR = regex.compile(r"[0-9]{4}年?")
POWERS = (0, 2, -4, -3, -8, -6)  # by which a number is shown, the commonest first
NUMBERS, BRACKETS = ("float", "currency", "percentage"), ("()", "（）")
PERCENT = Format((Section(power=2, behind="%"),))
NUMBER = regex.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,20})?(?:[eE]-?[0-9]{1,2})?")


def open_formats_of(package: Package) -> dict[str, dict[tuple[int, int], Format]]:
    """Return by sheet the formats of cells (row and column from 0) that say something."""
    found: dict[str, dict[tuple[int, int], Format]] = {}
    formats: dict[tuple[int, int], Format] = {}
    down = 0
    for tag, element in walk(package.read("content.xml"), package.name, SHEET, ROW):
        if tag == SHEET:
            formats, down = {}, 0
            found[element.get(f"{TABLE}name", "")] = formats
        else:
            rows = _times(element, "number-rows-repeated")
            formats |= {
                (down + r, at): form
                for at, form in _row(element)
                for r in range(min(rows, MOST_SAME))
            }
            down += rows
    return found


def _row(row: ET.Element) -> Iterator[tuple[int, Format]]:
    """Yield the formats in a row that say something, each with its column."""
    across = 0
    for cell in (each for each in row if each.tag in CELLS):
        cells = _times(cell, "number-columns-repeated")
        if (form := _format(cell)).says_more:
            yield from ((across + at, form) for at in range(min(cells, MOST_SAME)))
        across += cells


def _times(element: ET.Element, name: str) -> int:
    said = element.get(TABLE + name, "1")
    return int(said) if said.isascii() and said.isdigit() and len(said) < len("10000000") else 1


def _format(cell: ET.Element) -> Format:
    """Return the format that makes of the cell's number what it shows."""
    kind = cell.get(f"{OFFICE}value-type", "")
    shown = "".join("".join(p.itertext()) for p in cell.findall(f"{TEXT}p")).strip()
    if kind == "date":
        return Format(
            (), "month" if MONTH.fullmatch(shown) else "year" * bool(YEAR.fullmatch(shown))
        )
    value = cell.get(f"{OFFICE}value", "")
    said = SHOWN.fullmatch(shown[1:-1] if shown[:1] + shown[-1:] in BRACKETS else shown)
    if kind not in NUMBERS or said is None or NUMBER.fullmatch(value) is None:
        return PERCENT if kind == "percentage" else Format()
    decimals = len(said["decimals"] or "")
    power = _power(Decimal(value), said["digits"].replace(",", ""), decimals)
    if power is None:
        return PERCENT if kind == "percentage" else Format()
    return Format((Section("", Decimal(0), said["before"], power, said["behind"], decimals),))


def _power(value: Decimal, digits: str, decimals: int) -> int | None:
    """Return by which power of ten ``digits`` show ``value``."""
    step = Decimal(1).scaleb(-decimals)
    shown = Decimal(digits)
    rounded = ((power, abs(value).scaleb(power).quantize(step, ROUND_HALF_UP)) for power in POWERS)
    return next((power for power, number in rounded if number == shown), None)
