"""The number formats of an .xlsx under which a cell says more than the number it holds.

    0.125 as 0.0%            12.5%       what stands in the cell is a share
    8.4 as 0.0"万元"          8.4万元     the unit is nowhere else
    12345 as 0!.0,"万元"      12345       shown as a thousandth: the number is left as it is

Other formats change how a number looks, not what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import regex

from extractor.reading.packages import Package

BUILT_IN = {"9": "%", "10": "%"}  # 0% and 0.00%, which need not be written down
SAYING = regex.compile(
    r'(?:[#0,]*0)(?:\.[#0]+)?(?:_ )?(?:(?P<percent>%)|\\?"?(?P<unit>\p{Han}{1,3})"?)(?:[_;].*)?'
)
CELL = rb'<c\s(?=[^>]{0,200}\bs="(?P<style>%s)")(?=[^>]{0,200}\br="(?P<cell>[A-Z]+[0-9]+)")'
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def said_by_formats(package: Package) -> dict[str, dict[str, str]]:
    """Return by sheet and cell (C5) what the format puts behind the number: % or a unit."""
    styles = _styles(package)
    if not styles:
        return {}
    cell = regex.compile(CELL % "|".join(styles).encode())
    book = package.markup("xl/workbook.xml")
    parts = package.relations("xl/workbook.xml")
    said: dict[str, dict[str, str]] = {}
    for sheet in book.iter(f"{SPREADSHEET}sheet"):
        _, part = parts.get(sheet.get(REFERENCE, ""), ("", ""))
        found = cell.finditer(package.read(part)) if package.has(part) else ()
        said[sheet.get("name", "")] = {
            m["cell"].decode(): styles[m["style"].decode()] for m in found
        }
    return said


def _styles(package: Package) -> Mapping[str, str]:
    """Return what each style of cells that says something puts behind a number."""
    root = package.markup_if_any("xl/styles.xml")
    if root is None:
        return {}
    codes = dict(BUILT_IN)
    for written in root.iter(f"{SPREADSHEET}numFmt"):
        match = SAYING.fullmatch(written.get("formatCode", ""))
        codes[written.get("numFmtId", "")] = (match["percent"] or match["unit"]) if match else ""
    used = root.find(f"{SPREADSHEET}cellXfs")
    named = enumerate(used if used is not None else ())
    said = {str(at): codes.get(style.get("numFmtId", ""), "") for at, style in named}
    return {at: behind for at, behind in said.items() if behind}


def with_format(number: str, behind: str) -> str:
    """Return a number with what its format says.

    >>> with_format("0.125", "%"), with_format("8.4", "万元")
    ('12.5%', '8.4万元')
    """
    return (format(Decimal(number).scaleb(2), "f") if behind == "%" else number) + behind
