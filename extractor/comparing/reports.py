"""The reports of a results file in one order, each read when it is needed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache

from extractor.offsets import Span
from extractor.tables.places import spans

KEPT = 64  # reports in memory
MASKED = "('date', 'money', 'count', 'percent', 'name')"

NUMBER = """
    CREATE TEMP TABLE numbered AS
    SELECT row_number() OVER (ORDER BY year IS NULL, year, document, report) AS number,
           document, report
    FROM reports
"""
REPORT = """
    SELECT document, report, reports.text FROM numbered
    JOIN reports USING (document, report) WHERE number = ?
"""
FIGURES = f"""
    SELECT mention, type, surface, span_start, span_end
    FROM mentions WHERE (document, report) = (?, ?) AND type IN {MASKED} ORDER BY mention
"""  # noqa: S608  # our own names
PLACES = tuple(column.name for column in spans())
SENTENCES = f"""
    SELECT {", ".join(PLACES)}
    FROM sentences WHERE (document, report) = (?, ?) ORDER BY sentence
"""  # noqa: S608  # our own names


@dataclass(frozen=True, slots=True)
class Figure:
    """A date, an amount, a count, a share or a name, as stored."""

    mention: int
    type: str
    surface: str
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """A report as stored: its text, its figures in order, and where its sentences stand."""

    document: str
    report: int
    text: str
    figures: tuple[Figure, ...]
    sentences: tuple[tuple[int, ...], ...]  # the start and end in report, document and raw file


class Reports:
    """The stored reports by number; the later ones have the higher numbers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.get = lru_cache(KEPT)(self._read)

    def _read(self, number: int) -> Report:
        ask = self._connection.execute
        document, report, text = ask(REPORT, (number,)).fetchone()
        key = (document, report)
        figures = (
            Figure(mention, kind, surface, Span(start, end))
            for mention, kind, surface, start, end in ask(FIGURES, key)
        )
        return Report(document, report, text, tuple(figures), tuple(ask(SENTENCES, key)))


def number_reports(connection: sqlite3.Connection) -> Reports:
    """Number the reports of the results, by year and content, in the table ``numbered``."""
    connection.execute("DROP TABLE IF EXISTS temp.numbered")
    connection.execute(NUMBER)
    connection.execute("CREATE UNIQUE INDEX temp.numbered_by_place ON numbered (document, report)")
    connection.execute("CREATE UNIQUE INDEX temp.numbered_by_number ON numbered (number)")
    return Reports(connection)
