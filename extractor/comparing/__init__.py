"""Reports against each other: passages used again, figures of last year, amounts far from peers.

Everything is read from the results file and made anew as a whole, after a run: it depends on what
is stored alone, not on the order in which it came or on how many workers read it.  Reports are put
in one order, by year and content, and the later one is always compared with the earlier.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import chain
from operator import itemgetter

from extractor.comparing.carry import find_carried
from extractor.comparing.passages import passage_rows
from extractor.comparing.peers import find_outliers
from extractor.comparing.repeated import find_repeated
from extractor.comparing.reports import number_reports
from extractor.comparing.reuse import find_passages
from extractor.comparing.verdicts import comparison_row
from extractor.tables import COMPARISONS, Row

__all__ = ["compare"]


def compare(connection: sqlite3.Connection) -> Mapping[str, Iterable[Row]]:
    """Return the rows of the derived tables, by the name of their table."""
    reports = number_reports(connection)
    found = chain(find_carried(connection), find_repeated(connection), find_outliers(connection))
    rows = sorted(map(comparison_row, found), key=itemgetter(0))
    return {COMPARISONS.name: rows} | passage_rows(find_passages(connection, reports), reports)
