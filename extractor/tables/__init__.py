"""The tables: one list of columns, from which everything else about a table is made.

The data frames, the SQL of the results file, the data dictionary and the exports all come from
``TABLES``.  What every choice below rests on:

- A row is known by its content and place, never by when it came in: a document by its bytes, a
  report by its place in the document, everything else by its place in the report.  The same bytes
  therefore give the same rows in any order and with any number of workers.
- Files with the same bytes are one document.  ``sources`` lists every path, so that no file
  disappears, and no total counts twice.
- Every row that stands somewhere says where, three times: in the text of its report, in the
  restored text of its document, and in the file as received (``raw``).
- Figures are REAL, so that SQL can add them up and compare them.  A double holds every decimal of
  up to 15 digits and gives it back digit for digit; a figure with more is also kept as text, in
  ``exact``.  Money in text would sort ``'9' > '10'``, money in fen would be read as yuan.

What turns a report into rows is ``tables.rows``; it needs the stages that link and index, which
take longer to load than a question to the results file takes to answer, so that only who writes
loads it.
"""

from __future__ import annotations

from extractor.tables.columns import Column, Kind, Row, Table
from extractor.tables.comparisons import (
    CLAIMS,
    COMPARISONS,
    PASSAGE_FIGURES,
    PASSAGES,
    SENTENCES,
)
from extractor.tables.figures import (
    DISBURSEMENT_PARTIES,
    DISBURSEMENTS,
    FINDING_PARTS,
    FINDINGS,
    MENTIONS,
)
from extractor.tables.frames import frame
from extractor.tables.statements import create, dictionary, insert, select
from extractor.tables.texts import DOCUMENTS, FAILURES, REPORTS, SOURCES
from extractor.tables.views import VIEWS, View

__all__ = [
    "COMPARISONS",
    "DERIVED",
    "PASSAGES",
    "PASSAGE_FIGURES",
    "TABLES",
    "VIEWS",
    "Column",
    "Kind",
    "Row",
    "Table",
    "View",
    "create",
    "dictionary",
    "frame",
    "insert",
    "select",
]

TABLES = (
    DOCUMENTS,
    SOURCES,
    REPORTS,
    MENTIONS,
    DISBURSEMENTS,
    DISBURSEMENT_PARTIES,
    FINDINGS,
    FINDING_PARTS,
    SENTENCES,
    CLAIMS,
    COMPARISONS,
    PASSAGES,
    PASSAGE_FIGURES,
    FAILURES,
)
# What is made anew from the others after each run, since any document can change it.
DERIVED = (COMPARISONS, PASSAGES, PASSAGE_FIGURES)
