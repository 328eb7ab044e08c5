"""Rows → data frames, with types that can say that nothing is stated."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from extractor.tables.columns import Table
from extractor.tables.rows import Row


def frame(table: Table, rows: Iterable[Row]) -> pd.DataFrame:
    """Return ``rows`` of ``table`` as a data frame, in their order."""
    read = pd.DataFrame.from_records(list(rows), columns=list(table.names), coerce_float=False)
    return read.astype({column.name: column.kind.dtype for column in table.columns})
