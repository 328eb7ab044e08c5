"""The tables as files for other programs: CSV, Parquet, Excel.

A text out of an archive must never run as a formula where it is opened (``=cmd|…``).  In CSV, which
knows no types, a text that begins like a formula gets an apostrophe in front, as Excel itself would
show it; in a workbook every text is written as a text.  A workbook holds 1,048,576 rows a sheet and
32,767 characters a cell: longer tables go on in a further sheet, longer texts end in a mark, and
the export says so.  CSV begins with a byte order mark, without which Excel garbles Chinese.
Both mask identity and telephone numbers.
"""

from __future__ import annotations

import csv
import importlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import MissingExtraError
from extractor.masking import masked
from extractor.model import MADE_HERE
from extractor.store.opening import open_to_read, tell_unfinished
from extractor.store.querying import Answer
from extractor.tables import TABLES, Row, Table, frame, select

if TYPE_CHECKING:
    import pandas as pd

FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
SHEET_ROWS = 1_048_575  # below the head
CELL = 32_767  # characters
# What a workbook cannot hold is shown as its picture: ␛ for escape.
CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"}
CUT = "…〔已截断 cut〕"  # behind what did not go into a cell
MADE = datetime(
    2000, 1, 1, tzinfo=UTC
)  # a workbook names a day; the same tables give the same file


class Form(StrEnum):
    """The kinds of file the tables can be written as."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Exported:
    """The files an export made, and what did not go in as it was."""

    paths: tuple[Path, ...]
    cut_cells: int = 0
    further_sheets: tuple[str, ...] = ()


def export(path: Path, form: Form, folder: Path) -> Exported:
    """Write every table of the results at ``path`` into ``folder`` as ``form``."""
    connection = open_to_read(path)
    tell_unfinished(connection, path)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        match form:
            case Form.CSV:
                return Exported(tuple(_csv(connection, table, folder) for table in TABLES))
            case Form.PARQUET:
                return Exported(tuple(_parquet(connection, table, folder) for table in TABLES))
            case Form.XLSX:
                return _workbook(connection, folder / "results.xlsx")
    finally:
        connection.close()


def answer_file(answer: Answer, path: Path, form: str) -> None:
    """Write the rows of an answer to ``path``, as a workbook or a Parquet file."""
    if form == Form.PARQUET:
        needed("pyarrow", "query")
        with path.open("wb") as file:
            frame_of(answer).to_parquet(file)
        return
    book = new_book(path)
    _add_sheets(book, "rows", answer.heads, iter(answer.rows))
    close_book(book)


def frame_of(answer: Answer) -> pd.DataFrame:
    """Return the rows of an answer as a data frame."""
    import pandas as pd  # noqa: PLC0415  # a run makes rows and no frames

    return pd.DataFrame.from_records(answer.rows, columns=list(answer.heads))


def guarded(cell: object) -> object:
    """Return ``cell``, or the text masked, and made harmless where a spreadsheet would run it.

    >>> guarded("=1+1"), guarded("共3户"), guarded(-3.5)
    ("'=1+1", '共3户', -3.5)
    """
    if not isinstance(cell, str):
        return cell
    return f"'{masked(cell)}" if cell.startswith(FORMULA_STARTS) else masked(cell)


def _csv(connection: sqlite3.Connection, table: Table, folder: Path) -> Path:
    path = folder / f"{table.name}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.names)
        for row in connection.execute(select(table)):
            writer.writerow([guarded(cell) for cell in row])
    return path


def _parquet(connection: sqlite3.Connection, table: Table, folder: Path) -> Path:
    path = folder / f"{table.name}.parquet"
    needed("pyarrow", "query")
    rows = frame(table, connection.execute(select(table)))
    with path.open("wb") as file:
        rows.to_parquet(file, engine="pyarrow", index=False)
    return path


def needed(  # a module has no narrower type than Any
    module: str, extra: str, *, package: str | None = None
) -> Any:  # noqa: ANN401
    """Return the module an extra brings, in the ``package`` so named, or say which extra it is."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        remedy = "{module} is not installed; pip install 'extractor[{extra}]'"
        raise MissingExtraError(remedy, module=package or module, extra=extra) from error


# --- workbook -----------------------------------------------------------------------------------


def _workbook(connection: sqlite3.Connection, path: Path) -> Exported:
    book = new_book(path)
    cut_cells = 0
    further: list[str] = []
    for table in TABLES:
        rows = connection.execute(select(table))
        cut, names = _add_sheets(book, table.name, table.names, rows)
        cut_cells += cut
        further += names
    close_book(book)
    return Exported((path,), cut_cells, tuple(further))


def new_book(path: Path, **options: object) -> Any:  # noqa: ANN401  # xlsxwriter is untyped
    """Return a workbook that will be written to ``path``; ``OSError`` where that cannot be."""
    make = needed("xlsxwriter", "office").Workbook
    is_new = not path.exists()
    path.open("ab").close()  # not after all has been worked out, and no file left of it
    if is_new:
        path.unlink()
    kept = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = make(path, {**kept, **options})
    book.set_properties({"created": MADE, "keywords": MADE_HERE})
    return book


def close_book(book: Any) -> None:  # noqa: ANN401  # xlsxwriter is untyped
    """Write a workbook to its file; ``OSError`` where that cannot be."""
    try:
        book.close()
    except needed("xlsxwriter.exceptions", "office").FileCreateError as error:
        raise error.args[0] from error


def _add_sheets(
    book: Any,  # noqa: ANN401  # xlsxwriter is untyped
    name: str,
    heads: Sequence[str],
    rows: Iterator[Row],
) -> tuple[int, list[str]]:
    """Write ``rows`` into the sheets they need; return the cells cut and the further names."""
    cut_cells, further = 0, []
    for nth, part in enumerate(_parts(rows)):
        sheet = f"{name} ({nth + 1})" if nth else name
        further += [sheet] if nth else []
        cut_cells += _fill(book.add_worksheet(sheet), heads, part)
    return cut_cells, further


def _parts(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Yield ``rows`` in sheets; one without rows when there are none."""
    part = list(islice(rows, SHEET_ROWS))
    yield part
    while part := list(islice(rows, SHEET_ROWS)):
        yield part


def _fill(sheet: Any, heads: Sequence[str], rows: list[Row]) -> int:  # noqa: ANN401  # untyped
    for at, name in enumerate(heads):
        sheet.write_string(0, at, name)
    sheet.freeze_panes(1, 0)
    cut_cells = 0
    for down, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            cut_cells += _write(sheet, down, at, cell)
    return cut_cells


def _write(sheet: Any, down: int, at: int, cell: object) -> bool:  # noqa: ANN401
    """Write one cell as the type it has; return whether it had to be cut."""
    if isinstance(cell, int | float):
        sheet.write_number(down, at, cell)
        return False
    if cell is None:
        return False
    text = masked(str(cell)).translate(CONTROLS)
    is_long = len(text) > CELL
    sheet.write_string(down, at, text[: CELL - len(CUT)] + CUT if is_long else text)
    return is_long
