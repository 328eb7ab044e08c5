"""An export with many times as many reports, each with sentences and subjects of its own."""

from __future__ import annotations

from pathlib import Path

import duckdb

from extractor.tables import TABLES

COMPARED = {"documents", "reports", "mentions", "sentences", "claims"}
CHANGED = {
    "document": "substr(md5(document || nth), 1, 16) AS document",
    "fingerprint": "CAST(hash(fingerprint, nth) >> 1 AS BIGINT) AS fingerprint",
    "body": "body || nth AS body",
}
MULTIPLIED = """
    COPY (SELECT * EXCLUDE (nth) FROM (
        SELECT * REPLACE ({changes}) FROM read_parquet('{source}'), range({times}) AS t(nth)
    )) TO '{path}'
"""


def multiply(exported: Path, folder: Path, times: int) -> None:
    """Write an export with ``times`` as many reports, as far as comparing reads it."""
    folder.mkdir()
    with duckdb.connect() as database:
        for table in TABLES:
            if table.name not in COMPARED:
                continue
            changes = ", ".join(change for name, change in CHANGED.items() if name in table.names)
            source = exported / f"{table.name}.parquet"
            told = {"changes": changes, "source": source, "times": times}
            database.execute(MULTIPLIED.format(**told, path=folder / source.name))
