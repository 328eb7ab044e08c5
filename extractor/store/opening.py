"""How the results file is opened: made when new, and refused when it is not sound or not ours.

One SQLite file in WAL mode is the system of record: people read while a batch writes, and a run
that is killed loses at most the chunk it was writing.  Its header says whose it is
(application_id) and which form it has (user_version).
"""

from __future__ import annotations

import sqlite3
import warnings
from pathlib import Path

from extractor.errors import DiskFullError, ResultsError, UnfinishedWarning
from extractor.masking import masked
from extractor.tables import TABLES, VIEWS, create

NAME = "results.sqlite"
APPLICATION_ID = 0x45585452  # "EXTR"
SCHEMA = 5
OLDER = (
    "{path}: was written by an older release (form {version}, this one reads {ours}); "
    "run the batch again into a new folder, or use that release"
)
NEWER = (
    "{path}: was written by a newer release (form {version}, this one reads {ours}); "
    "use that release"
)
UNOPENED = (
    "{path}: cannot be opened: {error}; wait for who uses it, or copy its folder to where you may "
    "write"
)
UNWRITTEN = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}
INDEXES = (
    "sources_by_document ON sources (document)",
    "findings_by_severity ON findings (verdict, severity)",
    # so that a document can go without a look at every row
    "comparisons_by_report ON comparisons (document, report)",
    "comparisons_by_other_report ON comparisons (other_document, other_report)",
    "passages_by_report ON passages (document, report)",
    "passages_by_other_report ON passages (other_document, other_report)",
)
# Of a file made by an earlier release: each sentence and figure changed a page anywhere in them.
NEEDLESS = ("sentences_by_fingerprint", "claims_by_subject")
WAIT = 30.0  # seconds for another writer to finish its chunk
CACHE = 8000  # KiB of pages: what a chunk of 32 documents changes, so that none is written twice


def results_path(path: Path) -> Path:
    """Return the results file that ``path``, a file or the folder it lies in, means."""
    return path / NAME if path.is_dir() else path


def open_to_write(folder: Path) -> sqlite3.Connection:
    """Return a connection to the results file in ``folder``, which is made when it is missing."""
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    except (OSError, sqlite3.OperationalError) as error:
        remedy = "{path}: cannot be written: {error}; choose another folder"
        raise ResultsError(remedy, path=path, error=error) from error
    try:
        if _is_new(connection):
            _make(connection)
        else:
            _check(connection, path)
            _renew_views(connection)
            for index in NEEDLESS:
                connection.execute(f"DROP INDEX IF EXISTS {index}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # garbled names in its messages
        connection.close()
        raise _refusal(path, error) from error
    except ResultsError:
        connection.close()
        raise
    return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection to the results file ``path`` that cannot change it."""
    file = results_path(path)
    if not file.is_file():
        remedy = "{path}: no results file; `extractor run PATH --out DIR` makes one"
        raise ResultsError(remedy, path=file)
    connection = None
    try:
        connection = _connect_to_read(file)
        _check(connection, file)
        _shadow_views(connection)
        connection.execute("PRAGMA query_only = ON")
    except (sqlite3.DatabaseError, UnicodeDecodeError, ResultsError) as error:
        if connection is not None:
            connection.close()
        raise error if isinstance(error, ResultsError) else _refusal(file, error) from error
    return connection


def unfinished(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return what a run was given that has not ended: it goes on, or was stopped."""
    if not _number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'begun'"):
        return ()
    return tuple(
        root for (root,) in connection.execute("SELECT DISTINCT root FROM begun ORDER BY root")
    )


def tell_unfinished(connection: sqlite3.Connection, path: Path) -> None:
    """Warn whoever reads results that are not complete."""
    if roots := unfinished(connection):
        told = UnfinishedWarning(UnfinishedWarning.SAID, path=path, roots=", ".join(roots))
        warnings.warn(told, stacklevel=3)


def _connect_to_read(file: Path) -> sqlite3.Connection:
    address = file.resolve().as_uri()
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=WAIT)
    try:
        connection.execute("PRAGMA application_id").fetchone()
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        # On a medium that cannot be written, WAL has no place for its index.
        connection.close()
        log = Path(f"{file}-wal")
        if log.exists() and log.stat().st_size:
            raise
        connection = sqlite3.connect(f"{address}?immutable=1", uri=True)
    connection.create_function("masked", 1, _masked, deterministic=True)
    return connection


def _masked(text: str | None) -> str | None:
    return None if text is None else masked(text)


def _is_new(connection: sqlite3.Connection) -> bool:
    return _number(connection, "SELECT count(*) FROM sqlite_schema") == 0


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    if _is_new(connection):  # another run may have been first
        for table in TABLES:
            connection.execute(create(table))
        _make_views(connection)
        for index in INDEXES:
            connection.execute(f"CREATE INDEX {index}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.execute("COMMIT")


def _make_views(connection: sqlite3.Connection) -> None:
    for view in VIEWS:
        connection.execute(view.create)


def _has_our_views(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'")
    return dict(found) == {view.name: view.create for view in VIEWS}


def _renew_views(connection: sqlite3.Connection) -> None:
    """Make the views ours: a file made before one was mended would count as it did then."""
    if _has_our_views(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    named = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
    for (name,) in named:
        connection.execute(f'DROP VIEW "{name}"')
    _make_views(connection)
    connection.execute("COMMIT")


def _shadow_views(connection: sqlite3.Connection) -> None:
    """Put our views before those of a file that has others, which stays as it is."""
    if not _has_our_views(connection):
        for view in VIEWS:
            connection.execute(view.create.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if _number(connection, "PRAGMA application_id") != APPLICATION_ID:
        remedy = "{path}: is another program's database; name our results file"
        raise ResultsError(remedy, path=path)
    version = _number(connection, "PRAGMA user_version")
    if version != SCHEMA:
        remedy = OLDER if version < SCHEMA else NEWER
        raise ResultsError(remedy, path=path, version=version, ours=SCHEMA)
    told = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if told != "ok":
        remedy = "{path}: is damaged ({told}); restore a copy, or run into a new folder"
        raise ResultsError(remedy, path=path, told=told)


def is_full(error: Exception) -> bool:
    """Return whether the disk took no more: it is full, over quota or failing."""
    return getattr(error, "sqlite_errorcode", None) in UNWRITTEN


def _refusal(path: Path, error: Exception) -> ResultsError:
    if is_full(error):
        return DiskFullError(DiskFullError.SAID, path=path, error=error)
    if isinstance(error, sqlite3.OperationalError):
        return ResultsError(UNOPENED, path=path, error=error)
    remedy = "{path}: is no sound results file ({error}); restore a copy, or run into a new folder"
    return ResultsError(remedy, path=path, error=error)


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
