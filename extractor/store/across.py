"""Reports of several folders held against each other, as a run does it in one results file.

    compare_folders([Path("results-2019"), Path("results-2020")], Path("across"))

The checks are those of ``comparing``, asked of DuckDB over the Parquet files of all folders: what
comes of it is, row for row, what a results file with the same documents would hold.  A document
that lies in several folders or parts counts once, in the first.  What does not fit into memory goes
into a scratch folder inside ``out``, which is removed at the end.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from extractor.comparing import compare_all
from extractor.errors import DiskFullError, ResultsError
from extractor.store.choosing import choose
from extractor.store.exporting import needed
from extractor.store.folders import Folder, check, damage, is_export, look
from extractor.store.laying import Files
from extractor.store.opening import is_full
from extractor.store.parquet import quoted
from extractor.store.querying import Answer
from extractor.store.scratch import scratch
from extractor.store.spilling import Spilling
from extractor.tables import COMPARISONS, DERIVED, PASSAGES, Kind, Table

WORST = 10  # comparisons that fail, to be shown
ROWS, MADE = "rows", "made"  # folders in the scratch folder
NO_UTF8 = "{path}: is no UTF-8, so that DuckDB cannot open it; rename the folder"
TAKEN = "{path}: holds exported tables, which would be written over; choose another folder"
TOO_LITTLE = "{memory} MiB of memory are too little ({error}); give --memory more"
UNSOUND = "{folders}: cannot be compared ({error}); make the parts or the export anew"

CHECKS = """
    SELECT check_id, verdict, count(*) AS n FROM comparisons
    GROUP BY check_id, verdict ORDER BY check_id, verdict
"""
FAILING = f"""
    SELECT comparison, verdict, kind, difference, expression, reason, one.source AS source,
           one.place AS place, other.source AS other_source, other.place AS other_place
    FROM comparisons
    JOIN told_sources AS one USING (document)
    LEFT JOIN told_sources AS other ON other.document = other_document
    WHERE verdict = 'fails' ORDER BY severity DESC, comparison LIMIT {WORST}
"""  # noqa: S608  # our own number
NUMBERS = """
    SELECT (SELECT count(*) FROM chosen), (SELECT count(*) FROM reports),
           (SELECT count(*) FROM stored WHERE is_held) - (SELECT count(*) FROM chosen),
           (SELECT count(DISTINCT rules) FROM chosen), (SELECT count(*) FROM passages)
"""
# Whose rows the others are: the file of each document that they name, and the folder of its rows.
TOLD_SOURCES = """
    SELECT source, document, place FROM documents JOIN chosen USING (document)
    SEMI JOIN (
        SELECT document FROM comparisons UNION SELECT other_document FROM comparisons
        UNION SELECT document FROM passages UNION SELECT other_document FROM passages
    ) AS named USING (document)
"""
IN_ORDER = "SELECT source, document, place AS folder FROM told_sources ORDER BY document"


class Stage(StrEnum):
    """What is being done."""

    FILES = "files"
    FIGURES = "figures"
    PASSAGES = "passages"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Across:
    """What was compared, what came of it, and the files that hold it."""

    paths: tuple[Path, ...]
    documents: int
    reports: int
    again: int  # documents that a further folder or part holds, too, and that count once
    releases: int  # of the rules the documents were read by
    passages: int
    checks: Answer  # check_id, verdict, n
    failing: Answer  # the worst comparisons that fail, with their files


STAGES = {COMPARISONS.name: Stage.FIGURES, PASSAGES.name: Stage.PASSAGES}
Progress = Callable[[Stage, int, int | None], None]  # what, how much of it, of how much


def compare_folders(
    folders: Sequence[Path],
    out: Path,
    *,
    memory: int | None = None,
    progress: Progress = lambda *_: None,
) -> Across:
    """Write into ``out`` what the reports of ``folders`` say of each other.

    DuckDB takes ``memory`` MiB, or four fifths of what the machine has.
    """
    given = _each_once(folders)
    _refuse(given, out)
    check(given, lambda done, total: progress(Stage.FILES, done, total))
    out.mkdir(parents=True, exist_ok=True)
    with (
        scratch(out, ".across-") as held,
        _refusals(given, out, memory),
        closing(Spilling(held, memory)) as engine,
    ):
        for inside in (ROWS, MADE):
            (held / inside).mkdir()
        choose(engine, given, held)
        _compare(engine, held / ROWS, progress)
        progress(Stage.WRITING, 0, None)
        made = _written(engine, held / MADE)
        return _summary(engine, [path.replace(out / path.name) for path in made])


def _each_once(folders: Sequence[Path]) -> list[Folder]:
    """Return the folders without any that was named before, be it as its parts."""
    found: dict[tuple[Path, ...], Folder] = {}
    for folder in map(look, folders):
        places = (folder.results,) if folder.results else folder.holders
        found.setdefault(tuple(place.resolve() for place in places), folder)
    return list(found.values())


def _refuse(folders: Sequence[Folder], out: Path) -> None:
    """Raise ``ResultsError`` where DuckDB can name no such path, or ``out`` holds an export."""
    for path in (*(folder.path for folder in folders), out):
        try:
            os.path.abspath(path).encode()  # noqa: PTH100  # links stay
        except UnicodeEncodeError as error:
            raise ResultsError(NO_UTF8, path=path) from error
    if is_export(out):
        raise ResultsError(TAKEN, path=out)


@contextmanager
def _refusals(folders: Sequence[Folder], out: Path, memory: int | None) -> Iterator[None]:
    """Say what the engine could not do as an error of ours: which file is damaged, and where."""
    duckdb = needed("duckdb", "query")
    named = ", ".join(str(folder.path) for folder in folders)
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        said = _first_line(error)
        if "max_temp_directory_size" in said:
            raise DiskFullError(DiskFullError.SAID, path=out, error=said) from error
        raise ResultsError(TOO_LITTLE, memory=memory or "", error=said) from error
    except duckdb.Error as error:
        if "No space left" in str(error):
            raise DiskFullError(DiskFullError.SAID, path=out, error=_first_line(error)) from error
        found = damage(folders) or ResultsError(UNSOUND, folders=named, error=_first_line(error))
        raise found from error
    except sqlite3.DatabaseError as error:
        if is_full(error):
            raise DiskFullError(DiskFullError.SAID, path=out, error=error) from error
        raise ResultsError(UNSOUND, folders=named, error=error) from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _compare(engine: Spilling, rows: Path, progress: Progress) -> None:
    """Write what comes of the checks into the folder ``rows``, and make it known to the engine."""
    progress(Stage.FIGURES, 0, None)
    done = Counter[str]()
    with Files(rows, {table.name: table.names for table in DERIVED}) as files:
        for name, listed in compare_all(engine):
            files.put(name, listed)
            done[name] += len(listed)
            if name in STAGES:
                progress(STAGES[name], done[name], None)
    for table in DERIVED:
        file = quoted(str(rows / f"{table.name}.parquet"))
        engine.run(f"CREATE VIEW {table.name} AS FROM read_parquet({file})")
    engine.keep("told_sources", TOLD_SOURCES)


def _written(engine: Spilling, folder: Path) -> list[Path]:
    """Write the tables into ``folder``, each in the order of its key."""
    selects = {table.name: _in_order(table) for table in DERIVED}
    selects |= {"sources": IN_ORDER}
    for name, select in selects.items():
        to = quoted(str(folder / f"{name}.parquet"))
        engine.run(f"COPY ({select}) TO {to} (FORMAT parquet)")
    return [folder / f"{name}.parquet" for name in selects]


def _in_order(table: Table) -> str:
    """Return the SELECT of a table as it is exported: in the order of its key, true and false."""
    names = (
        f"CAST({column.name} AS BOOLEAN) AS {column.name}"
        if column.kind is Kind.BOOLEAN
        else column.name
        for column in table.columns
    )
    return f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {', '.join(table.key)}"  # noqa: S608


def _summary(engine: Spilling, paths: Sequence[Path]) -> Across:
    ((documents, reports, again, releases, passages),) = engine.ask(NUMBERS)
    checks, failing = engine.answer(CHECKS), engine.answer(FAILING)
    return Across(tuple(paths), documents, reports, again, releases, passages, checks, failing)
