"""Workbooks (.xls, .xlsx, .xlsb, .ods, .fods) and tables in plain text (.csv) → rows of cells.

    Sheet1  A1 姓名 | B1 金额（元）        place "Sheet1!B2" for 500
            A2 张三 | B2 500

Every sheet is read, hidden ones with a note; before the rows of one of several stands its name.  A
whole number is written without a point, a fraction to 8 decimals of the 15 digits Excel has, a
date as 2018-01-20; where a cell shows a share or a unit (0%, 0"户"), so is it here.
Empty rows part tables and are kept as one empty line; empty columns at the edge are left out.

What of a workbook is no cell (comments, pictures, charts, shapes, what is printed at the edges of a
page) is noted; so are hidden rows and columns, which are read, and formulas that have no result.

A text is a table where at least three of its first lines have the same number of commas, semicolons
or tabs outside quotes, none of the others but a title or a note has another, and half a column is
nothing but numbers: prose never does.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

import regex

from extractor.errors import UnreadableError
from extractor.model import Note
from extractor.reading.binary_sheets import BOOK, binary_formats_of, binary_hidden, in_full
from extractor.reading.extras import library
from extractor.reading.layouts import Laid, Line, Piece, lay
from extractor.reading.left_out import counting
from extractor.reading.number_formats import Format, shown
from extractor.reading.old_workbooks import read_beside
from extractor.reading.open_sheets import open_formats_of
from extractor.reading.packages import Package
from extractor.reading.styled_cells import formats_of

DELIMITERS = ("\t", ",", "，", ";")
LOOKED_AT = 20  # lines
FEWEST_LINES, FEWEST_COLUMNS = 3, 2
MOST_CELLS = 2_000_000  # of a workbook: what a sheet of a million rows cannot be read with
LETTERS = 26
DECIMALS = 8  # 25.200000000000003 is 25.2 to Excel; a third of 10,000 yuan is 3333.33333333
# What of a workbook is no cell, by the part that holds it.
PARTS = (
    ("xl/comments", "comments-unread"),
    ("xl/media/", "pictures-unread"),
    ("xl/charts/chart", "objects-unread"),
    ("xl/embeddings/", "objects-unread"),
)
IN_SHEETS = (
    (regex.compile(rb"<(?:row|col)\s[^>]{0,400}\bhidden=\"(?:1|true)\""), "hidden-cells"),
    (
        regex.compile(
            rb"(?:</f>|<f\s[^>]{0,200}/>)(?:<v\s*/>|<v></v>)?</c>|<c\s[^>]{0,200}\bt=\"e\""
        ),
        "formulas-without-value",
    ),
    # Chinese words at the edge of a page, not the name of a font.
    (
        regex.compile(
            rb"<(?:odd|even|first)(?:Header|Footer)>"
            rb"(?:[^<&\xe4-\xe9]|&amp;|&quot;[^<&]*+&quot;)*+(?:[\xe4-\xe9]|&#[0-9]{5};)"
        ),
        "margins-unread",
    ),
)
IN_DRAWINGS = ((regex.compile(rb"<xdr:txBody>"), "objects-unread"),)
IN_OPEN = (
    (regex.compile(rb"table:visibility=\"(?:collapse|filter)\""), "hidden-cells"),
    (regex.compile(rb"<office:annotation\b"), "comments-unread"),
)
# Chinese words there but for 第1页，共2页.
IN_OPEN_STYLES = (
    (
        regex.compile(
            rb"<style:(?:header|footer)(?:-left|-first)?>(?:(?!</style:(?:header|footer))"
            rb"(?:[^\xe4-\xe9]|\xe7\xac\xac|\xe9\xa1\xb5|\xe5\x85\xb1))*+[\xe4-\xe9]"
        ),
        "margins-unread",
    ),
)
IN_PARTS = (
    ("xl/worksheets/", IN_SHEETS),
    ("xl/drawings/", IN_DRAWINGS),
    ("content.xml", IN_OPEN),
    ("styles.xml", IN_OPEN_STYLES),
)  # fmt: skip
OPEN = "application/vnd.oasis.opendocument.spreadsheet"
IN_CELL = regex.compile(r"\s*-?[0-9][0-9,.]*\s*")
THOUSANDS = regex.compile(r"(?<![0-9,，])[0-9]{1,3}(?:[,，][0-9]{3})++(?![0-9])")
Formats: TypeAlias = Mapping[str, Mapping[str, Format]]  # by sheet and cell
TITLES = 3  # lines over a table that are one cell, and under it


def read_workbook(content: bytes, name: str) -> Laid:
    """Return the cells of the workbook ``content``."""
    calamine = library("python_calamine", "office", "a workbook", name)
    if content.startswith(b"PK"):
        package = Package(content, name)
        package.refuse_encrypted()
        content = in_full(content, name) if package.has(BOOK) else content
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(about, book.get_sheet_by_name(about.name)) for about in book.sheets_metadata
                  if about.typ == calamine.SheetTypeEnum.WorkSheet]  # fmt: skip
    except calamine.PasswordError as error:
        raise UnreadableError(
            "encrypted", f"{name}: is encrypted; take its password off"
        ) from error
    except (calamine.CalamineError, OSError) as error:  # OSError: a part that is cut short
        message = f"{name}: is a damaged workbook ({error}); save it anew"
        raise UnreadableError("broken-file", message) from error
    hidden = [a.name for a, _ in sheets if a.visible != calamine.SheetVisibleEnum.Visible]
    cells = sum(sheet.height * sheet.width for _, sheet in sheets)
    if cells > MOST_CELLS:
        message = f"{name}: has {cells:,} cells, more than {MOST_CELLS:,}; cut it up"
        raise UnreadableError("too-large-inside", message)
    notes = [Note("hidden-sheet", "、".join(hidden))] if hidden else []
    formats, counts = _said(content, name, [about.name for about, _ in sheets])
    notes += counting(counts)
    lines = (
        line
        for about, sheet in sheets
        for line in _sheet(about.name, sheet, len(sheets), formats.get(about.name, {}))
    )
    return lay(lines, notes, "utf-8")


def read_flat_workbook(content: bytes, name: str) -> Laid:
    """Return the cells of the OpenDocument workbook ``content`` that is one piece of XML."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("mimetype", OPEN)
        package.writestr("META-INF/manifest.xml", "")
        package.writestr("content.xml", content)
    return read_workbook(packed.getvalue(), name)


def _said(content: bytes, name: str, sheets: Sequence[str]) -> tuple[Formats, Mapping[str, int]]:
    """Return by sheet and cell the formats that say something, and what is no cell."""
    if not content.startswith(b"PK"):
        beside = read_beside(content, name)
        return _named(zip(sheets, beside.formats, strict=False)), beside.counts
    counts, package = _beside(Package(content, name)), Package(content, name)
    if package.has("content.xml"):
        return _named(open_formats_of(package).items()), counts
    if package.has(BOOK):
        return _named(binary_formats_of(package).items()), counts
    return formats_of(package), counts


def _named(formats: Iterable[tuple[str, Mapping[tuple[int, int], Format]]]) -> Formats:
    """Return formats by the names of cells: C5 for row 4, column 2."""
    return {
        sheet: {f"{column(at)}{row + 1}": form for (row, at), form in held.items()}
        for sheet, held in formats
    }


def _beside(package: Package) -> Mapping[str, int]:
    """Return how many there are of each sort of thing that is not read, or not to be seen."""
    names = package.names()
    counts = Counter(code for n in names for part, code in PARTS if n.startswith(part))
    for part in names:
        looked_for = next((held for start, held in IN_PARTS if part.startswith(start)), ())
        if looked_for and part.endswith(".xml"):
            markup = package.read(part)
            for pattern, code in looked_for:
                counts[code] += len(pattern.findall(markup))
    if package.has(BOOK):
        counts["hidden-cells"] += binary_hidden(package)
    return counts


def _sheet(name: str, sheet: Any, sheets: int, said: Mapping[str, Format]) -> Iterator[Line]:  # noqa: ANN401
    if sheet.start is None:
        return
    if sheets > 1:
        yield (Piece(name, name),)
    top, left = sheet.start
    for row in rows(sheet.to_python(), name, top, left):
        yield tuple(_as_shown(piece, said) for piece in row) if said else row
    yield (Piece(""),)


def _as_shown(piece: Piece, said: Mapping[str, Format]) -> Piece:
    form = said.get(piece.place.rpartition("!")[2])
    return Piece(shown(piece.text, form), piece.place) if form is not None else piece


def rows(
    values: Sequence[Sequence[Any]], sheet: str, top: int = 0, left: int = 0
) -> Iterator[Line]:
    """Yield rows of values as lines, each cell with its place; runs of empty rows as one."""
    width = max((at for row in values for at, v in enumerate(row, 1) if written(v)), default=0)
    was_empty = True
    for down, row in enumerate(values, start=top + 1):
        said = [written(value) for value in row[:width]]
        if any(said):
            yield tuple(
                Piece(
                    text, f"{sheet}!{column(left + at)}{down}" if sheet else f"{column(at)}{down}"
                )
                for at, text in enumerate(said)
            )
        elif not was_empty:
            yield (Piece(""),)
        was_empty = not any(said)


def column(at: int) -> str:
    """Return the letters of a column, from 0.

    >>> column(0), column(27)
    ('A', 'AB')
    """
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def written(value: object) -> str:
    """Return a cell's value as a person would write it.

    >>> written(30.0), written(0.1 + 0.2), written(1234567.5), written(datetime(2018, 1, 20))
    ('30', '0.3', '1234567.5', '2018-01-20')
    """
    match value:
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return format(Decimal(f"{round(value, DECIMALS):.15g}"), "f")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case _:
            return str(value).strip()


def delimiter_of(text: str) -> str | None:
    r"""Return what parts the columns of ``text``, or ``None`` where it is no table.

    >>> delimiter_of('姓名,金额（元）\n张三,500\n"李四, 王五",600\n')
    ','
    >>> delimiter_of("慰问张三，李四\n发放大米，油\n共计500元，万元\n")
    >>> delimiter_of("红星公司 | 5,000\n长江公司 | 3,000\n合计 | 8,000\n")
    """
    lines = [line for line in text[: 2**16].split("\n") if line.strip()][:LOOKED_AT]
    for delimiter in [each for each in DELIMITERS if each in text]:
        try:
            parsed = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:  # a lone carriage return, a field of a megabyte
            return None
        titles = next((at for at, row in enumerate(parsed) if len(row) > 1), 0)
        feet = next((at for at, row in enumerate(reversed(parsed)) if len(row) > 1), 0)
        table = parsed[min(titles, TITLES) : len(parsed) - min(feet, TITLES)]
        counts = {len(row) for row in table}
        is_table = len(table) >= FEWEST_LINES and len(counts) == 1
        is_table = is_table and min(counts) >= FEWEST_COLUMNS and has_numbers(table)
        if is_table and any(_parts(delimiter, line) for line in lines):
            return delimiter
    return None


def _parts(delimiter: str, line: str) -> bool:
    """Return whether a delimiter parts cells of a line, not only the thousands of its numbers."""
    return delimiter in THOUSANDS.sub("", line)


def has_numbers(parsed: Sequence[Sequence[str]]) -> bool:
    """Return whether half a column under the first line, or more, is numbers and nothing else."""
    columns = (
        [cell for cell in column if cell.strip()] for column in zip(*parsed[1:], strict=True)
    )
    return any(
        column and 2 * sum(IN_CELL.fullmatch(cell) is not None for cell in column) >= len(column)
        for column in columns
    )


def read_table(text: str, delimiter: str) -> Laid | None:
    """Return the cells of a text that is a table, with their places (B2); else ``None``."""
    try:
        parsed = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        return None
    return lay(rows(parsed, ""))
