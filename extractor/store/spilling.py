"""The tables of many folders in DuckDB, which puts on disk what does not fit into memory.

It reads the Parquet files where they lie.  What the checks keep, what DuckDB sorts and joins, and
the reports that are looked up one by one all go into one scratch folder.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.comparing import PAIRED, SHELVED, Answered, Shelf
from extractor.store.exporting import needed
from extractor.store.parquet import silence
from extractor.store.querying import Answer, fetched

MANY = 1000  # rows at a time: whole texts of reports are among them
FOR_A_THREAD = 125  # MiB, of which DuckDB's manual says that it is the least
RARITY = "CREATE MACRO rarity(reports) AS log2(reports)"


class Spilling:
    """DuckDB as an engine for comparing; it takes ``memory`` MiB, or most of what there is."""

    def __init__(self, scratch: Path, memory: int | None) -> None:
        self._scratch = scratch
        self._opened: list[Any] = []
        settings = {
            "temp_directory": str(scratch / "spilled"),
            "default_null_order": "nulls_first",  # as SQLite has it
            "preserve_insertion_order": "false",
            "autoinstall_known_extensions": "false",
        }
        if memory is not None:
            threads = min(os.cpu_count() or 1, max(1, memory // FOR_A_THREAD))
            settings |= {"memory_limit": f"{memory}MiB", "threads": str(threads)}
        duckdb = needed("duckdb", "query")
        self._database = duckdb.connect(":memory:", config=settings)
        silence(self._database)
        self.run(RARITY)

    def close(self) -> None:
        """Close everything, so that the scratch folder can go."""
        for opened in (*self._opened, self._database):
            opened.close()

    def run(self, sql: str) -> None:
        """Carry out a statement that gives no rows."""
        self._database.execute(sql)

    def ask(self, sql: str) -> Iterator[Answered]:
        """Yield the rows of a SELECT."""
        with self._database.cursor() as cursor:
            silence(cursor)
            cursor.execute(_plain(sql))
            while rows := cursor.fetchmany(MANY):
                yield from rows

    def answer(self, sql: str) -> Answer:
        """Return all rows of a SELECT, with the names of their columns."""
        with self._database.cursor() as cursor:
            silence(cursor)
            return fetched(cursor.execute(sql), None)

    def keep(self, table: str, sql: str) -> None:
        """Make what a SELECT gives the table ``table``."""
        self.run(f"CREATE OR REPLACE TABLE {table} AS {_plain(sql)}")

    def index(self, table: str, *columns: str) -> None:
        """Do nothing: DuckDB joins by hashes, and its indexes would have to fit into memory."""

    def put(self, table: str, rows: Iterable[Answered]) -> None:
        """Put ``rows`` into a table that is there."""
        arrow = needed("pyarrow", "query")
        waiting = iter(rows)
        while listed := list(islice(waiting, MANY * 50)):
            columns = [list(cells) for cells in zip(*listed, strict=True)]
            names = [str(at) for at in range(len(columns))]
            self._database.register("handed", arrow.table(columns, names=names))
            self.run(f"INSERT INTO {table} FROM handed")  # our own names
            self._database.unregister("handed")

    def shelf(self) -> Shelf:
        """Return a file that finds each report of the table ``pairs`` by its key."""
        self.keep("wanted", PAIRED)
        shelf = sqlite3.connect(self._scratch / "shelf.sqlite", isolation_level=None)
        self._opened.append(shelf)
        shelf.execute("PRAGMA journal_mode = OFF")
        shelf.execute("PRAGMA synchronous = OFF")
        shelf.execute("BEGIN")
        for table, (keys, columns) in SHELVED.items():
            self._lay(shelf, table, columns[:keys], columns)
        return Shelf(shelf, "main")

    def _lay(
        self, shelf: sqlite3.Connection, table: str, key: Sequence[str], columns: Sequence[str]
    ) -> None:
        names, by = ", ".join(columns), ", ".join(key)
        shelf.execute(f"CREATE TABLE {table} ({names}, PRIMARY KEY ({by})) WITHOUT ROWID")
        rows = self.ask(
            f"SELECT {names} FROM {table} "  # noqa: S608  # our own names
            f"SEMI JOIN wanted USING (document, report) ORDER BY {by}"
        )
        marks = ", ".join("?" * len(columns))
        shelf.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _plain(sql: str) -> str:
    return sql.replace("CROSS JOIN", "JOIN")
