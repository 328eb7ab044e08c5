"""The same questions over exported Parquet files, with DuckDB.

``extractor tables RESULTS --format parquet --out DIR`` writes the files; the folder is then asked
like a results file, views included.  DuckDB may read those files and nothing else, and is stopped
when the time is up.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

from extractor.errors import ResultsError
from extractor.store.exporting import needed
from extractor.store.querying import (
    NOT_UNDERSTOOD,
    ONLY_READING,
    TOO_LONG,
    Answer,
    Parameters,
    fetched,
)
from extractor.tables import TABLES, VIEWS

UNSOUND = "{path}: is no sound export ({error}); export the tables again"


def is_parquet(path: Path) -> bool:
    """Return whether ``path`` is a folder of exported Parquet files."""
    return path.is_dir() and (path / "reports.parquet").is_file()


def ask_parquet(
    folder: Path,
    sql: str,
    parameters: Parameters = (),
    *,
    timeout: float,
    limit: int | None = None,
) -> Answer:
    """Return the rows one SELECT over the Parquet files in ``folder`` gives."""
    duckdb = needed("duckdb", "query")
    with duckdb.connect(":memory:") as connection:
        try:
            _attach(connection, folder)
        except duckdb.Error as error:
            raise ResultsError(UNSOUND, path=folder, error=error) from error
        clock = Timer(timeout, connection.interrupt)
        clock.start()
        try:
            return _fetch(connection, sql, parameters, limit)
        except duckdb.InterruptException as error:
            raise ResultsError(TOO_LONG, timeout=timeout) from error
        except duckdb.Error as error:
            raise ResultsError(NOT_UNDERSTOOD, error=error) from error
        finally:
            clock.cancel()


def _attach(connection: Any, folder: Path) -> None:  # noqa: ANN401  # duckdb is an extra
    for table in TABLES:
        file = folder / f"{table.name}.parquet"
        if not file.is_file():
            raise ResultsError("{path}: is missing; export the tables again", path=file)
        at = quoted(str(file.resolve()))
        connection.execute(f"CREATE VIEW {table.name} AS FROM read_parquet({at})")
    for view in VIEWS:
        connection.execute(view.create)
    connection.execute(f"SET allowed_directories = [{quoted(f'{folder.resolve()}/')}]")
    silence(connection)
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def quoted(text: str) -> str:
    """Return ``text`` as SQL writes a text.

    >>> quoted("it's")
    "'it''s'"
    """
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def silence(connection: Any) -> None:  # noqa: ANN401  # duckdb is an extra
    """Show no bar of DuckDB's, which goes to standard output among the rows."""
    with suppress(needed("duckdb", "query").InvalidInputException):
        # A notebook without the widgets for a bar has none, and refuses to be told so.
        connection.execute("SET enable_progress_bar = false")


def _fetch(
    connection: Any,  # noqa: ANN401  # duckdb is an extra
    sql: str,
    parameters: Parameters,
    limit: int | None,
) -> Answer:
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type.name not in {"SELECT", "EXPLAIN"}:
        raise ResultsError(ONLY_READING)
    given = dict(parameters) if hasattr(parameters, "keys") else list(parameters)
    return fetched(connection.execute(statements[0], given), limit)
