"""The results file: written a document at a time, opened as data frames, asked in SQL, exported.

results = open_results("results")
results.mentions.query("type == 'money'").stated.sum()
results.query("SELECT year, count(*) FROM reports GROUP BY year")
"""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

import pandas as pd

from extractor.store.exporting import Form, export, guarded
from extractor.store.opening import NAME, open_to_read, results_path
from extractor.store.querying import Answer, Parameters, ask
from extractor.store.writing import Writer
from extractor.tables import TABLES, Table, frame, select

__all__ = [
    "NAME",
    "Answer",
    "Form",
    "Results",
    "Writer",
    "export",
    "guarded",
    "open_results",
    "results_path",
]

NAMED = {table.name: table for table in TABLES}
PATIENCE = 60.0  # seconds for a query from Python


def open_results(path: str | os.PathLike[str]) -> Results:
    """Return the results at ``path``, the file or the folder it lies in."""
    return Results(Path(path))


class Results:
    """The results of a batch: each table as a data frame, and any question in SQL."""

    def __init__(self, path: Path) -> None:
        self.path = results_path(path)
        self._connection = open_to_read(path)

    def __enter__(self) -> Results:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def documents(self) -> pd.DataFrame:
        """One row for each document: its bytes, its text as received and as restored."""
        return self.table("documents")

    @property
    def reports(self) -> pd.DataFrame:
        """One row for each report."""
        return self.table("reports")

    @property
    def mentions(self) -> pd.DataFrame:
        """One row for each date, amount, count, share, name and group in the text."""
        return self.table("mentions")

    @property
    def disbursements(self) -> pd.DataFrame:
        """One row for each thing handed out: by whom, to whom, how much."""
        return self.table("disbursements")

    @property
    def findings(self) -> pd.DataFrame:
        """One row for each check made."""
        return self.table("findings")

    @property
    def failures(self) -> pd.DataFrame:
        """One row for each file that could not be processed."""
        return self.table("failures")

    def table(self, name: str) -> pd.DataFrame:
        """Return the table ``name``, in the order of its key."""
        table: Table = NAMED[name]
        return frame(table, self._connection.execute(select(table)))

    def query(
        self, sql: str, parameters: Parameters = (), *, timeout: float = PATIENCE
    ) -> pd.DataFrame:
        """Return what one SELECT over the tables gives."""
        answer = self.ask(sql, parameters, timeout=timeout)
        return pd.DataFrame.from_records(answer.rows, columns=list(answer.heads))

    def ask(
        self,
        sql: str,
        parameters: Parameters = (),
        *,
        timeout: float = PATIENCE,
        limit: int | None = None,
    ) -> Answer:
        """Return the rows one SELECT gives, at most ``limit`` of them."""
        return ask(self._connection, sql, parameters, timeout=timeout, limit=limit)
