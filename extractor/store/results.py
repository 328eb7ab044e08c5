"""The tables of a results file as data frames, and what is made of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from extractor import analysing
from extractor.analysing import Counting, Level, Measure
from extractor.errors import ResultsError
from extractor.store.among import is_among_sources
from extractor.store.exporting import frame_of
from extractor.store.opening import open_to_read, results_path, tell_unfinished, unfinished
from extractor.store.querying import Answer, Parameters, ask, stream
from extractor.tables import TABLES, Table, frame, select

FACT_TABLES = (
    "reports",
    "mentions",
    "disbursements",
    "disbursement_parties",
    "findings",
    "finding_parts",
    "passages",
    "passage_figures",
)
NAMED = {table.name: table for table in TABLES}
PATIENCE = 60.0  # seconds for a query from Python


def open_results(path: str | os.PathLike[str]) -> Results:
    """Return the results at ``path``, the file or the folder it lies in.

    Where the run that makes them has not ended, that is a warning, ``UnfinishedWarning``.
    """
    results = Results(Path(path))
    results.tell_unfinished()
    return results


class Results:
    """The results of a batch: each table as a data frame, and any question in SQL."""

    def __init__(self, path: Path) -> None:
        self.path = results_path(path)
        self._connection = open_to_read(path)

    def __enter__(self) -> Results:
        return self

    def __exit__(self, *error: object) -> None:
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
    def comparisons(self) -> pd.DataFrame:
        """One row for each check of a figure against those of other reports."""
        return self.table("comparisons")

    @property
    def passages(self) -> pd.DataFrame:
        """One row for each passage two reports share, the weightiest first."""
        return self.table("passages")

    @property
    def passage_figures(self) -> pd.DataFrame:
        """The figures, dates and names of each passage, those of the two reports side by side."""
        return self.table("passage_figures")

    @property
    def versions(self) -> pd.DataFrame:
        """The reports that may be two versions of one; both are counted."""
        return self.query("SELECT * FROM versions")

    @property
    def failures(self) -> pd.DataFrame:
        """One row for each file that could not be processed."""
        return self.table("failures")

    def table(self, name: str) -> pd.DataFrame:
        """Return the table ``name``, in the order of its key."""
        if name not in NAMED:
            remedy = "there is no table {name}; the tables are {tables}"
            raise ResultsError(remedy, name=name, tables=", ".join(NAMED))
        table: Table = NAMED[name]
        return frame(table, self._connection.execute(select(table)))

    # --- years side by side ---------------------------------------------------------------------

    @cached_property
    def facts(self) -> pd.DataFrame:
        """One row for each disbursement: year, body, group, bounds, and whether it is counted."""
        return analysing.facts({name: self.table(name) for name in FACT_TABLES})

    def compare(
        self,
        by: str | Sequence[str] = ("year",),
        measure: str = "amount",
        *,
        once: bool = True,
        bodies: Mapping[str, str] | None = None,
        prices_of: int | None = None,
    ) -> pd.DataFrame:
        """Return ``measure`` for each value of the columns ``by``, with its least and most.

        By group or label the parts of a total are counted, otherwise the total.  ``once=False``
        counts restated figures, totals and parts alike.  ``bodies`` gives the names a body also
        has; ``prices_of`` a year in whose yuan to express amounts (``by`` must hold "year").
        """
        by = (by,) if isinstance(by, str) else by
        counting = _counting(by, once=once)
        compared = analysing.compare(self._facts(bodies), by, _measure(measure), counting)
        return _deflated(compared, measure, prices_of)

    def series(
        self,
        label: str | None = None,
        measure: str = "amount",
        *,
        once: bool = True,
        prices_of: int | None = None,
    ) -> pd.DataFrame:
        """Return ``measure`` by year for one group or label, with change and growth."""
        counting = _counting(() if label is None else ("label",), once=once)
        found = analysing.series(self.facts, label, _measure(measure), counting)
        return _deflated(found, measure, prices_of)

    def panel(
        self,
        measure: str = "amount",
        *,
        index: str = "organisation",
        columns: str = "year",
        once: bool = True,
        bodies: Mapping[str, str] | None = None,
    ) -> pd.DataFrame:
        """Return ``measure`` with a row for each ``index`` and a column for each ``columns``."""
        counting = _counting((index, columns), once=once)
        return analysing.panel(self._facts(bodies), index, columns, _measure(measure), counting)

    def _facts(self, bodies: Mapping[str, str] | None) -> pd.DataFrame:
        if not bodies:
            return self.facts
        body = self.facts["organisation"].replace(dict(bodies))
        return self.facts.assign(body=body)

    def stated_after(self, name: str) -> pd.DataFrame:
        """Return the figures stated right after ``name`` (国内生产总值), achieved or planned."""
        return analysing.stated_after(self.mentions, self.reports, name)

    def first_digits(self, *, fewest: int = analysing.FEWEST_AMOUNTS) -> pd.DataFrame:
        """Return how often the amounts begin with each digit, beside what Benford expects.

        A picture of how amounts are made, never an accusation: fixed rates, limits and rounding
        shape first digits too.  Fewer than ``fewest`` amounts are refused.
        """
        return analysing.first_digits(self.mentions, fewest=fewest)

    # --- words ----------------------------------------------------------------------------------

    @cached_property
    def terms(self) -> pd.DataFrame:
        """How often each word stands in each report, without stop words and numbers."""
        return analysing.terms(self.reports)

    def keyness(self, **which: object) -> pd.DataFrame:
        """Return the words that mark the reports where a column has a value: ``year=2020``."""
        reports = self.reports
        unknown = which.keys() - set(reports.columns)
        if unknown or not which:
            remedy = "cannot choose reports by {unknown}; the columns are {keys}"
            keys = ", ".join(map(str, reports.columns))
            raise ResultsError(remedy, unknown=", ".join(sorted(unknown)) or "-", keys=keys)
        chosen = pd.concat([reports[name] == value for name, value in which.items()], axis=1)
        ours = reports[["document", "report"]][chosen.fillna(value=False).all(axis=1)]
        key = pd.MultiIndex.from_frame(self.terms[["document", "report"]])
        return analysing.keyness(self.terms, pd.Series(key.isin(pd.MultiIndex.from_frame(ours))))

    def kwic(self, word: str, *, width: int = 20) -> pd.DataFrame:
        """Return every place where ``word`` stands, with ``width`` characters to either side."""
        return analysing.concordance(self.reports, word, width=width)

    # --- questions in SQL -----------------------------------------------------------------------

    def query(
        self, sql: str, parameters: Parameters = (), *, timeout: float = PATIENCE
    ) -> pd.DataFrame:
        """Return what one SELECT over the tables gives."""
        answer = self.ask(sql, parameters, timeout=timeout)
        return frame_of(answer)

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

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[dict[str, Any]]:
        """Yield the rows one SELECT gives, by name, without holding them all."""
        return stream(self._connection, sql, parameters)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Return the files and folders given to a run that has not ended; none where all ended."""
        return unfinished(self._connection)

    def tell_unfinished(self) -> None:
        """Warn where a run has not ended."""
        tell_unfinished(self._connection, self.path)

    def is_among_sources(self, path: Path) -> bool:
        """Return whether ``path`` lies where files were read, so that a run would read it, too."""
        return is_among_sources(self._connection, self.path, path)

    @property
    def version(self) -> int:
        """Return a number that changes whenever another process writes to the file."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


def _counting(by: Sequence[str], *, once: bool) -> Counting:
    return Counting(Level.PART if {"group", "label"} & set(by) else Level.WHOLE, once)


def _measure(name: str) -> Measure:
    if name not in set(Measure):
        remedy = "cannot compare {name}; the measures are {measures}"
        raise ResultsError(remedy, name=name, measures=", ".join(Measure))
    return Measure(name)


def _deflated(compared: pd.DataFrame, measure: str, prices_of: int | None) -> pd.DataFrame:
    if prices_of is None:
        return compared
    if measure in {Measure.HOUSEHOLDS, Measure.PERSONS}:
        raise ResultsError("{measure} has no price", measure=measure)
    return analysing.constant_prices(compared, prices_of)
