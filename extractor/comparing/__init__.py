"""Reports against each other: passages used again, figures of last year, amounts far from peers.

Everything is made anew as a whole from what is stored of all reports (``engines``), after a run in
the results file: it depends on that alone, not on the order in which it came or on how many workers
read it.  Reports are put in one order, by year and content, and the later one is always compared
with the earlier.  Nothing is held that grows with the archive, but the amounts of one kind of
recipient in one year and the figures one body's reports state of one subject.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from extractor.comparing.carry import find_carried
from extractor.comparing.engines import Answered, Engine, ResultsFile, Shelf
from extractor.comparing.passages import passage_rows
from extractor.comparing.peers import find_outliers
from extractor.comparing.repeated import find_repeated
from extractor.comparing.reports import PAIRED, SHELVED, Reports, number_reports
from extractor.comparing.reuse import find_passages, pair_reports
from extractor.comparing.verdicts import comparison_row
from extractor.tables import COMPARISONS, PASSAGES, Row

__all__ = ["PAIRED", "SHELVED", "Answered", "Engine", "Shelf", "compare", "compare_all"]

AT_ONCE = 1000  # rows


def compare(connection: sqlite3.Connection) -> Iterator[tuple[str, Sequence[Row]]]:
    """Yield rows of the derived tables of a results file, each time with the name of the table."""
    return compare_all(ResultsFile(connection))


def compare_all(engine: Engine) -> Iterator[tuple[str, Sequence[Row]]]:
    """Yield rows of the derived tables for the reports that ``engine`` holds, in a fixed order."""
    number_reports(engine)
    for find in (find_carried, find_repeated, find_outliers):
        rows = map(comparison_row, find(engine))
        while listed := list(islice(rows, AT_ONCE)):
            yield COMPARISONS.name, listed
    yield PASSAGES.name, ()  # figures are done with: whoever shows progress says so
    pair_reports(engine)
    reports = Reports(engine.shelf())
    yield from passage_rows(find_passages(engine, reports), reports)
