"""Rows → data frames, with types that can say that nothing is stated."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.tables.columns import Kind, Row, Table

if TYPE_CHECKING:
    import pandas as pd


def frame(table: Table, rows: Iterable[Row]) -> pd.DataFrame:
    """Return ``rows`` of ``table`` as a data frame, in their order."""
    import pandas as pd  # noqa: PLC0415  # a run makes rows and no frames

    read = pd.DataFrame.from_records(list(rows), columns=list(table.names), coerce_float=False)
    typed = read.astype({column.name: column.kind.dtype for column in table.columns})
    for column in table.columns:
        if column.kind is Kind.DECIMAL:
            written = [Decimal(digits) if digits else None for digits in typed[column.name]]
            typed[column.name] = pd.Series(written, index=typed.index, dtype="object")
    return typed
