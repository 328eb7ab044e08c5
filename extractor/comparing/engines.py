"""What the checks ask: the results file, or any other engine that holds the same tables.

Every check is one SELECT and what is made of its rows; nothing of it is written twice.  Another
engine (``store.across`` has DuckDB over Parquet files) gives the same rows if

- what is ordered by has no two rows alike, texts are ordered by their bytes, and nulls come first;
- no column is asked for that is neither grouped by nor summed up: engines differ in what they give;
- a sum of fractions decides nothing, since it depends on the order of its rows.

``CROSS JOIN`` tells SQLite to take the tables in this order; an engine that chooses for itself
reads it as ``JOIN``.  ``rarity`` is the binary logarithm.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from math import log2
from typing import Any, NamedTuple, Protocol, TypeAlias

Answered: TypeAlias = tuple[Any, ...]


class Shelf(NamedTuple):
    """Where single reports are looked up, and the schema in which tables can be made there."""

    connection: sqlite3.Connection
    schema: str


class Engine(Protocol):
    """What holds the tables of all reports, and can make further ones for the time of the work."""

    def ask(self, sql: str) -> Iterator[Answered]:
        """Yield the rows of a SELECT; several may be read from at a time."""

    def keep(self, table: str, sql: str) -> None:
        """Make what a SELECT gives the table ``table``, in place of any that is there."""

    def index(self, table: str, *columns: str) -> None:
        """See to it that the rows of a kept table are found by ``columns``."""

    def shelf(self) -> Shelf:
        """Return where the reports in the kept table ``pairs`` are looked up one by one."""


class ResultsFile:
    """The results file as an engine; what is kept is temporary."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.create_function("rarity", 1, log2, deterministic=True)

    def ask(self, sql: str) -> Iterator[Answered]:
        """Yield the rows of a SELECT."""
        return self._connection.execute(sql)

    def keep(self, table: str, sql: str) -> None:
        """Make what a SELECT gives the table ``table``."""
        self._connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        self._connection.execute(f"CREATE TEMP TABLE {table} AS {sql}")

    def index(self, table: str, *columns: str) -> None:
        """Make an index over ``columns`` of a kept table."""
        name = f"{table}_by_{columns[0]}"
        self._connection.execute(f"CREATE INDEX temp.{name} ON {table} ({', '.join(columns)})")

    def shelf(self) -> Shelf:
        """Return the results file itself, which finds any report by its key."""
        return Shelf(self._connection, "temp")
