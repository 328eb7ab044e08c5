"""One question to the results file, which can neither change anything nor run for ever.

The file is opened to read only; on top of that nothing but reading is allowed: no ATTACH (which
could make files), no PRAGMA that sets something, no loaded code.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, TypeAlias

from extractor.errors import ResultsError
from extractor.tables import Row

Parameters: TypeAlias = Sequence[object] | Mapping[str, object]

READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
LOOKS = {"table_info", "table_xinfo", "table_list", "index_list", "foreign_key_list"}
STEPS = 1000  # SQLite's instructions between two looks at the clock
UNANSWERED = (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError)
LONGEST = 256 * 2**20  # bytes of one value, so that no query can ask for all the memory

TOO_LONG = "the query took longer than {timeout:g} s; narrow it, or give --timeout"
ONLY_READING = "only reading is allowed: write one SELECT"
NOT_UNDERSTOOD = "the query is not understood: {error}; `extractor query --help` shows the tables"
NO_VALUE = "the query names ${name}: give its value with --set {name}=VALUE"
UNSET = re.compile(r"value for binding parameter :(?P<name>\w+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query, and whether there were more than were asked for."""

    heads: tuple[str, ...]
    rows: list[Row]
    is_cut: bool

    @property
    def named(self) -> list[dict[str, Any]]:
        """Return each row by the names of its columns."""
        return [dict(zip(self.heads, row, strict=True)) for row in self.rows]


def ask(
    connection: sqlite3.Connection,
    sql: str,
    parameters: Parameters = (),
    *,
    timeout: float,
    limit: int | None = None,
) -> Answer:
    """Return what ``sql`` selects, at most ``limit`` rows, within ``timeout`` seconds."""
    end = time.monotonic() + timeout
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    connection.set_authorizer(_allow)
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        with closing(connection.execute(sql, parameters)) as cursor:
            return fetched(cursor, limit)
    except UNANSWERED as error:
        raise _complaint(error, timeout) from error
    finally:
        connection.set_progress_handler(None, STEPS)
        connection.set_authorizer(None)


def stream(
    connection: sqlite3.Connection, sql: str, parameters: Parameters = ()
) -> Iterator[dict[str, Any]]:
    """Yield the rows that ``sql`` selects, by the names of their columns, one after another."""
    connection.set_authorizer(_allow)
    try:
        cursor = connection.execute(sql, parameters)
    except UNANSWERED as error:
        raise _complaint(error) from error
    finally:
        connection.set_authorizer(None)
    heads = [column[0] for column in cursor.description or ()]
    with closing(cursor):
        while row := _next(cursor):
            yield dict(zip(heads, row, strict=True))


def _next(cursor: sqlite3.Cursor) -> Row | None:
    try:
        row: Row | None = cursor.fetchone()
    except UNANSWERED as error:
        raise _complaint(error) from error
    return row


def fetched(cursor: Any, limit: int | None) -> Answer:  # noqa: ANN401  # of SQLite, or of DuckDB
    """Return the rows of ``cursor``, at most ``limit`` of them."""
    rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
    heads = tuple(column[0] for column in cursor.description or ())
    is_cut = limit is not None and len(rows) > limit
    return Answer(heads, rows[:limit] if is_cut else rows, is_cut)


def _allow(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    is_look = action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in LOOKS
    is_function = action == sqlite3.SQLITE_FUNCTION and second != "load_extension"
    if action in READING or is_look or is_function:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _complaint(error: Exception, timeout: float = 0) -> ResultsError:
    if unset := UNSET.search(str(error)):
        return ResultsError(NO_VALUE, name=unset["name"])
    if str(error) == "interrupted":
        return ResultsError(TOO_LONG, timeout=timeout)
    if "not authorized" in str(error) or "one statement" in str(error):
        return ResultsError(ONLY_READING)
    return ResultsError(NOT_UNDERSTOOD, error=error)
