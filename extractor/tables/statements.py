"""The SQL that makes the tables, and the data dictionary that explains them."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.tables.columns import Column, Kind, Measure, Table
from extractor.tables.views import View

HEADING = """# Data dictionary · 字段说明

Made from the column list in `extractor/tables` by `make docs`; do not edit by hand.
由 `extractor/tables` 中的字段表生成，请勿手工修改。
"""


def create(table: Table) -> str:
    """Return the statement that makes ``table``: STRICT, with its keys."""
    lines = [*map(_column, table.columns), f"PRIMARY KEY ({', '.join(table.key)})"]
    for reference in table.references:
        on_delete = " ON DELETE CASCADE" if reference.goes_along else ""
        lines.append(
            f"FOREIGN KEY ({', '.join(reference.columns)}) "
            f"REFERENCES {reference.table} ({', '.join(reference.key)}){on_delete}"
        )
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {table.name} (\n  {body}\n) STRICT"


def insert(table: Table) -> str:
    """Return the statement that puts one row into ``table``."""
    marks = ", ".join("?" * len(table.columns))
    return f"INSERT INTO {table.name} ({', '.join(table.names)}) VALUES ({marks})"  # noqa: S608


def select(table: Table) -> str:
    """Return the statement that reads ``table``, in the order of its key."""
    names = ", ".join(table.names)
    return f"SELECT {names} FROM {table.name} ORDER BY {', '.join(table.key)}"  # noqa: S608


def dictionary(tables: tuple[Table, ...], views: tuple[View, ...]) -> str:
    """Return the data dictionary of ``tables`` and ``views``, in Markdown."""
    lines = [HEADING, *(line for table in tables for line in _described(table))]
    lines += ["## Views · 视图\n", "| view | 说明 | meaning |", "|---|---|---|"]
    lines += [f"| `{view.name}` | {view.zh} | {view.en} |" for view in views]
    return "\n".join([*lines, ""])


def _column(column: Column) -> str:
    parts = [column.name, column.kind.sql]
    if column.is_required:
        parts.append("NOT NULL")
    if column.kind is Kind.BOOLEAN:
        parts.append(f"CHECK ({column.name} IN (0, 1))")
    return " ".join(parts)


def _described(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield f"{table.zh}  "
    yield f"{table.en[0].upper()}{table.en[1:]}.\n"
    yield f"Key: {', '.join(f'`{name}`' for name in table.key)}\n"
    for reference in table.references:
        columns = ", ".join(f"`{name}`" for name in reference.columns)
        yield f"- {columns} → `{reference.table}`"
    if table.references:
        yield ""
    yield "| column | type | unit | 说明 | meaning |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        kind = column.kind.value + ("" if column.is_required else ", may be null")
        cells = (f"`{column.name}`", kind, _measure(column.measure), column.zh, column.en)
        yield f"| {' | '.join(cells)} |"
    yield ""


def _measure(measure: Measure | None) -> str:
    if measure is None:
        return ""
    return measure.en if measure.en in measure.zh else f"{measure.zh} / {measure.en}"
