"""Rows as they come → Parquet files, some thousand at a time; rows of a results file among them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from extractor.comparing import Answered
from extractor.store.exporting import needed
from extractor.tables import TABLES, Column, Kind

GROUP = 10_000  # rows of a row group, which wait in memory
SOME = 500  # documents at a time
COLUMNS = {(table.name, column.name): column for table in TABLES for column in table.columns}


class Files:
    """A Parquet file for each table in ``folder``, which takes rows as they come."""

    def __init__(self, folder: Path, tables: Mapping[str, Sequence[str]]) -> None:
        self._arrow = needed("pyarrow", "query")
        parquet = needed("pyarrow.parquet", "query")
        self._waiting: dict[str, list[Answered]] = {table: [] for table in tables}
        self._writers = {
            table: parquet.ParquetWriter(folder / f"{table}.parquet", self._schema(table, names))
            for table, names in tables.items()
        }

    def __enter__(self) -> Files:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for table, writer in self._writers.items():
            if error is None:
                self._write(table)
            writer.close()

    def put(self, table: str, rows: Iterable[Answered]) -> None:
        """Take ``rows`` of ``table``."""
        waiting = self._waiting[table]
        waiting.extend(rows)
        if len(waiting) >= GROUP:
            self._write(table)

    def _write(self, table: str) -> None:
        writer, rows = self._writers[table], self._waiting[table]
        if rows:
            columns = zip(zip(*rows, strict=True), writer.schema, strict=True)
            arrays = [self._arrow.array(list(cells), field.type) for cells, field in columns]
            writer.write_table(self._arrow.table(arrays, schema=writer.schema))
            rows.clear()

    def _schema(self, table: str, names: Sequence[str]) -> Any:  # noqa: ANN401  # an extra
        fields = [(name, arrow_type(self._arrow, COLUMNS[table, name])) for name in names]
        return self._arrow.schema(fields)


def arrow_type(arrow: Any, column: Column) -> Any:  # noqa: ANN401  # pyarrow is an extra
    """Return the type of ``column`` in our Parquet files: whole number, fraction or text."""
    types = {Kind.INTEGER: arrow.int64, Kind.BOOLEAN: arrow.int64, Kind.REAL: arrow.float64}
    return types.get(column.kind, arrow.string)()


def copy(
    connection: sqlite3.Connection,
    documents: Iterable[str],
    folder: Path,
    tables: Mapping[str, Sequence[str]],
) -> None:
    """Write what a results file holds of ``documents`` into Parquet files in ``folder``."""
    with Files(folder, tables) as files:
        for some in _in_groups(documents):
            marks = ", ".join("?" * len(some))
            for table, names in tables.items():
                sql = f"SELECT {', '.join(names)} FROM {table} WHERE document IN ({marks})"  # noqa: S608
                cursor = connection.execute(sql, some)
                while rows := cursor.fetchmany(GROUP):
                    files.put(table, rows)


def _in_groups(documents: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(documents)
    while some := list(islice(waiting, SOME)):
        yield some
