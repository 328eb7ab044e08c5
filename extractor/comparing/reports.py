"""All reports in one order, each read when it is needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor.comparing.engines import Engine, Shelf
from extractor.offsets import Span
from extractor.tables.places import spans

KEPT = 64  # reports in memory
MASKED = "('date', 'money', 'count', 'percent', 'name')"

NUMBER = """
    SELECT row_number() OVER (ORDER BY year IS NULL, year, document, report) AS number,
           document, report
    FROM reports
"""
WHOLE = ("document_start", "document_end", "raw_start", "raw_end")
REPORT = f"""
    SELECT document, report, reports.text, {", ".join(WHOLE)} FROM numbered
    JOIN reports USING (document, report) WHERE number = ?
"""  # noqa: S608  # our own names
FIGURES = f"""
    SELECT mention, type, surface, span_start, span_end
    FROM mentions WHERE (document, report) = (?, ?) AND type IN {MASKED} ORDER BY mention
"""  # noqa: S608  # our own names
PLACES = tuple(column.name for column in spans())
SENTENCES = f"""
    SELECT {", ".join(PLACES)}
    FROM sentences WHERE (document, report) = (?, ?) ORDER BY sentence
"""  # noqa: S608  # our own names
# The reports of the table ``pairs``, and what is read of each: the columns, the key first.
PAIRED = """
    SELECT DISTINCT document, report FROM numbered
    JOIN (SELECT later AS number FROM pairs UNION SELECT earlier FROM pairs) AS paired
    USING (number)
"""
SHELVED = {
    "numbered": (1, ("number", "document", "report")),
    "reports": (2, ("document", "report", "text", *WHOLE)),
    "mentions": (3, ("document", "report", "mention", "type", "surface", "span_start", "span_end")),
    "sentences": (3, ("document", "report", "sentence", *PLACES)),
}


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
    places: tuple[int, ...]  # of all of it, likewise


class Reports:
    """The stored reports by number; the later ones have the higher numbers."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.get = lru_cache(KEPT)(self._read)

    def _read(self, number: int) -> Report:
        ask = self.shelf.connection.execute
        document, report, text, *places = ask(REPORT, (number,)).fetchone()
        key = (document, report)
        figures = (
            Figure(mention, kind, surface, Span(start, end))
            for mention, kind, surface, start, end in ask(FIGURES, key)
        )
        whole = (0, len(text), *places)
        return Report(document, report, text, tuple(figures), tuple(ask(SENTENCES, key)), whole)


def number_reports(engine: Engine) -> None:
    """Number the reports, by year and content, in the table ``numbered``."""
    engine.keep("numbered", NUMBER)
    engine.index("numbered", "document", "report")
    engine.index("numbered", "number")
