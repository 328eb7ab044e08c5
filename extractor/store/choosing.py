"""Which of the stored rows count: each document once, as its results file has it.

The chosen rows of all folders become the views ``reports``, ``mentions``, ``sentences``, ``claims``
and ``documents`` of an engine, with the columns and types they have in a results file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from extractor.errors import ResultsError
from extractor.model import UNSEEN
from extractor.store.folders import COLUMNS, Folder, read_as
from extractor.store.laying import copy
from extractor.store.opening import open_to_read, tell_unfinished
from extractor.store.parquet import quoted
from extractor.store.spilling import Spilling

DISAGREE = (
    "{one} and {other} do not agree about {source}: keep the results file beside the parts, or "
    "remove the older part"
)
STORED = """
    CREATE TABLE stored (
        document VARCHAR, rules VARCHAR, origin BIGINT, holder VARCHAR, place VARCHAR,
        is_held BOOLEAN
    )
"""
HELD = "CREATE TABLE held (document VARCHAR, rules VARCHAR, origin BIGINT)"
CHOSEN = """
    SELECT document, rules, holder, place FROM stored WHERE is_held
    QUALIFY row_number() OVER (PARTITION BY document ORDER BY origin, holder) = 1
"""
LEFT_OUT = "SELECT document, holder FROM stored ANTI JOIN chosen USING (document, holder)"
STATES = """
    SELECT source, min(holder), max(holder) FROM (
        SELECT source, holder, rules || document AS state
        FROM ({sources}) JOIN stored USING (document, holder) WHERE origin = {origin}
        UNION ALL SELECT source, holder, 'failed' FROM ({failures}) WHERE reason NOT IN {unseen}
    ) GROUP BY source HAVING count(DISTINCT state) > 1 ORDER BY source LIMIT 1
"""


def choose(engine: Spilling, folders: Sequence[Folder], scratch: Path) -> None:
    """Make the tables of ``folders`` known to ``engine``; in ``chosen`` is where each lies."""
    engine.run(STORED)
    engine.run(HELD)
    holders = [_stored(engine, origin, folder, scratch) for origin, folder in enumerate(folders)]
    engine.keep("chosen", CHOSEN)
    engine.keep("left_out", LEFT_OUT)
    partly = {holder for (holder,) in engine.ask("SELECT DISTINCT holder FROM left_out")}
    for table in COLUMNS:
        selects = [part for listed in holders for part in _selects(table, listed, partly)]
        engine.run(f"CREATE VIEW {table} AS {' UNION ALL '.join(selects)}")


def _stored(engine: Spilling, origin: int, folder: Folder, scratch: Path) -> list[str]:
    """Note what ``folder`` stores; return the folders that hold its Parquet files."""
    holders = [os.path.abspath(holder) for holder in folder.holders]  # noqa: PTH100  # links stay
    if folder.results is None:
        _note(engine, origin, holders, "true")
        if len(holders) > 1:
            _refuse_disagreeing(engine, origin, holders)
        return holders
    with closing(open_to_read(folder.results)) as results:
        tell_unfinished(results, folder.results)
        results.execute("BEGIN")  # one state, whatever a run may write meanwhile
        rows = results.execute("SELECT document, rules FROM documents ORDER BY document")
        engine.put("held", ((*row, origin) for row in rows))
        held = f"(document, rules) IN (SELECT (document, rules) FROM held WHERE origin = {origin})"  # noqa: S608
        _note(engine, origin, holders, held)
        missing = engine.ask(
            f"SELECT document FROM held ANTI JOIN stored USING (document, rules, origin) "  # noqa: S608
            f"WHERE origin = {origin} ORDER BY document"
        )
        copied = scratch / f"{origin:06}"
        copied.mkdir()
        copy(results, (document for (document,) in missing), copied, COLUMNS)
    _note(engine, origin, [str(copied)], "true", os.path.abspath(folder.results.parent))  # noqa: PTH100
    return [*holders, str(copied)]


def _note(
    engine: Spilling, origin: int, holders: Sequence[str], held: str, place: str | None = None
) -> None:
    """Note the documents in ``holders``, and whether each is held where they come from."""
    if holders:
        shown = quoted(place) if place else "holder"
        engine.run(
            f"INSERT INTO stored SELECT document, rules, {origin}, holder, {shown}, {held} "  # noqa: S608
            f"FROM ({_rows('documents', holders)})"
        )


def _rows(table: str, holders: Iterable[str]) -> str:
    """Return the SELECT of what ``holders`` have of ``table``, with the holder of each row."""
    files = ", ".join(quoted(f"{holder}/{table}.parquet") for holder in holders)
    return (
        f"SELECT {read_as(table)}, parse_dirpath(filename) AS holder "  # noqa: S608
        f"FROM read_parquet([{files}], filename = true)"
    )


def _selects(table: str, holders: Sequence[str], partly: set[str]) -> Iterator[str]:
    """Yield a SELECT over the holders all of whose rows count, and one over the others."""
    names = ", ".join(COLUMNS[table])
    whole = [holder for holder in holders if holder not in partly]
    rest = [holder for holder in holders if holder in partly]
    if whole:
        yield f"SELECT {names} FROM ({_rows(table, whole)})"  # noqa: S608  # our own names
    if rest:
        yield (
            f"SELECT {names} FROM ({_rows(table, rest)}) "  # noqa: S608  # our own names
            "ANTI JOIN left_out USING (document, holder)"
        )


def _refuse_disagreeing(engine: Spilling, origin: int, holders: Sequence[str]) -> None:
    """Raise ``ResultsError`` where two parts hold different states of one file."""
    sql = STATES.format(
        sources=_rows("sources", holders),
        failures=_rows("failures", holders),
        origin=origin,
        unseen=UNSEEN,
    )
    for source, one, other in engine.ask(sql):
        raise ResultsError(DISAGREE, source=source, one=one, other=other)
