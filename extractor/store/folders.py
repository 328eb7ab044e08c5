"""Folders whose reports are compared: which Parquet files hold their rows, and which rows count.

    results/            a results file, and beside it the parts if a cluster read the files
    results/parts/      parts without a results file, copied from elsewhere
    parquet/            what ``extractor tables --format parquet`` wrote

Parts stay when their files change or are read by other rules, so that a folder of parts holds more
than is true now.  The results file beside them says which documents count; where it is missing, two
parts that do not agree about one file are refused, since nothing tells which is the newer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.comparing import SHELVED
from extractor.errors import ResultsError
from extractor.store.exporting import needed
from extractor.store.opening import NAME
from extractor.tables import TABLES, Kind

PARTS = "parts"
NAMED = {table.name: table for table in TABLES}
# The columns that comparing reads, by table.
COLUMNS = {
    "documents": ("document", "source", "rules"),
    "reports": (*SHELVED["reports"][1], "year"),
    "mentions": SHELVED["mentions"][1],
    "sentences": (*SHELVED["sentences"][1], "fingerprint", "letters"),
    "claims": NAMED["claims"].names,
}
# What tells whether two parts agree.
STATES = {"sources": ("source", "document"), "failures": ("source", "reason")}

MISSING = "{path}: is missing; {remedy}"
UNSOUND = "{path}: is no sound Parquet file ({error}); {remedy}"
LACKING = "{path}: has no column {column}, so that another release wrote it; {remedy}"
DAMAGED = "{path}: is damaged in row group {group}, column {column} ({error}); {remedy}"
NOTHING = (
    "{path}: holds no results file, no parts and no exported tables; name the folder that "
    "`extractor run` or `extractor tables --format parquet` wrote"
)
ANEW = "remove its folder and give the same `extractor run --cluster` again"
EXPORT = "export the tables again"


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder that was given: where its Parquet files lie, and what says which rows count."""

    path: Path
    holders: tuple[Path, ...]  # folders with a Parquet file for each table
    results: Path | None

    @property
    def is_exported(self) -> bool:
        """Whether its Parquet files were exported, not made as parts."""
        return self.holders == (self.path,)

    @property
    def tables(self) -> dict[str, tuple[str, ...]]:
        """Return the columns that are read, by table."""
        is_alone = self.results is None and not self.is_exported
        return COLUMNS | STATES if is_alone else COLUMNS

    def files(self) -> Iterator[tuple[Path, tuple[str, ...]]]:
        """Yield every Parquet file that is read, and the columns read of it."""
        for holder in self.holders:
            for table, columns in self.tables.items():
                yield holder / f"{table}.parquet", columns

    @property
    def remedy(self) -> str:
        """What to do about a file that is damaged."""
        return EXPORT if self.is_exported else ANEW


def look(path: Path) -> Folder:
    """Return what the folder ``path`` holds; raise ``ResultsError`` where that is nothing."""
    if path.name == NAME:
        path = path.parent
    if not path.is_dir():
        raise ResultsError("{path}: no such folder", path=path)
    if is_export(path):
        return Folder(path, (path,), None)
    above = path.parent if path.resolve().name == PARTS else path
    for results in (path / NAME, above / NAME):
        if results.is_file():
            return Folder(path, _holders(results.parent / PARTS), results)
    holders = _holders(path / PARTS) or _holders(path)
    if not holders:
        raise ResultsError(NOTHING, path=path)
    return Folder(path, holders, None)


def is_export(path: Path) -> bool:
    """Return whether exported tables lie in the folder ``path``, be it not all of them."""
    return any((path / f"{table}.parquet").exists() for table in COLUMNS)


def _holders(folder: Path) -> tuple[Path, ...]:
    """Return the parts in ``folder``; one that is being made begins with a dot."""
    if not folder.is_dir():
        return ()
    inside = (path for path in folder.iterdir() if not path.name.startswith("."))
    return tuple(sorted(path for path in inside if any(path.glob("*.parquet"))))


def check(folders: Sequence[Folder], progress: Callable[[int, int], None]) -> None:
    """Raise ``ResultsError`` where a table is missing, is no Parquet, or lacks a column."""
    parquet = needed("pyarrow.parquet", "query")
    files = [(folder, *file) for folder in folders for file in folder.files()]
    for done, (folder, path, columns) in enumerate(files, start=1):
        if not path.is_file():
            raise ResultsError(MISSING, path=path, remedy=folder.remedy)
        try:
            names = set(parquet.read_schema(path).names)
        except (OSError, ValueError) as error:  # pyarrow's own are ValueErrors
            raise _unsound(folder, path, error) from error
        for column in columns:
            if column not in names:
                raise ResultsError(LACKING, path=path, column=column, remedy=folder.remedy)
        progress(done, len(files))


def _unsound(folder: Folder, path: Path, error: Exception) -> ResultsError:
    said = str(error).partition("\n")[0]
    return ResultsError(UNSOUND, path=path, error=said, remedy=folder.remedy)


def damage(folders: Sequence[Folder]) -> ResultsError | None:
    """Return the first place that cannot be read, of files whose schemas can be."""
    parquet = needed("pyarrow.parquet", "query")
    for folder in folders:
        for path, columns in folder.files():
            try:
                opened = parquet.ParquetFile(path)
            except (OSError, ValueError) as error:
                return _unsound(folder, path, error)
            with opened:
                for group in range(opened.num_row_groups):
                    for column in columns:
                        try:
                            opened.read_row_group(group, [column])
                        except (OSError, ValueError) as error:
                            place = {"path": path, "group": group, "column": column}
                            said = str(error).partition("\n")[0]
                            return ResultsError(DAMAGED, **place, error=said, remedy=folder.remedy)
    return None


def read_as(table: str) -> str:
    """Return the columns of ``table`` as comparing wants them: whole numbers, fractions, texts."""
    types = {Kind.INTEGER: "BIGINT", Kind.BOOLEAN: "BIGINT", Kind.REAL: "DOUBLE"}
    kinds = {column.name: column.kind for column in NAMED[table].columns}
    wanted = (COLUMNS | STATES)[table]
    return ", ".join(
        f"CAST({name} AS {types.get(kinds[name], 'VARCHAR')}) AS {name}" for name in wanted
    )
