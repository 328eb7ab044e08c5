"""The formats of the cells of an .xlsx, where they show more than the number in a cell."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from extractor.reading.number_formats import BUILT_IN, Format, parse
from extractor.reading.packages import Package

CELL = rb'<c\s(?=[^>]{0,200}\bs="(?P<style>%s)")(?=[^>]{0,200}\br="(?P<cell>[A-Z]+[0-9]+)")'
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def formats_of(package: Package) -> dict[str, dict[str, Format]]:
    """Return by sheet and cell (C5) the formats that say something."""
    styles = _styles(package)
    if not styles:
        return {}
    cell = regex.compile(CELL % "|".join(styles).encode())
    book = package.markup("xl/workbook.xml")
    parts = package.relations("xl/workbook.xml")
    found: dict[str, dict[str, Format]] = {}
    for sheet in book.iter(f"{SPREADSHEET}sheet"):
        _, part = parts.get(sheet.get(REFERENCE, ""), ("", ""))
        cells = cell.finditer(package.read(part)) if package.has(part) else ()
        found[sheet.get("name", "")] = {
            m["cell"].decode(): styles[m["style"].decode()] for m in cells
        }
    return found


def _styles(package: Package) -> Mapping[str, Format]:
    """Return the format of each style of cells that says something."""
    root = package.markup_if_any("xl/styles.xml")
    if root is None:
        return {}
    codes = {str(number): code for number, code in BUILT_IN.items()}
    for written in root.iter(f"{SPREADSHEET}numFmt"):
        codes[written.get("numFmtId", "")] = written.get("formatCode", "")
    used = root.find(f"{SPREADSHEET}cellXfs")
    named = enumerate(used if used is not None else ())
    said = {str(at): parse(codes.get(style.get("numFmtId", ""), "")) for at, style in named}
    return {at: form for at, form in said.items() if form.says_more}
