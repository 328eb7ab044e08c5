"""Writing results: documents with all their rows and failures, a chunk in one transaction.

A path has one state: read (a row of ``sources``) or failed (a row of ``failures``).  Whatever is
written last for a path replaces what was there; a document goes when its last path does.  Only a
path that could not be looked at (a disk that went away) keeps what it held beside its failure.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import DiskFullError, ResultsError
from extractor.model import INSIDE, UNSEEN
from extractor.store.opening import NAME, is_full, open_to_write
from extractor.tables import DERIVED, TABLES, Row, insert
from extractor.tables.texts import FAILURES

AFTER_INSIDE = INSIDE[:-1] + chr(ord(INSIDE[-1]) + 1)  # the next name after all that begin so
INSERT = {table.name: insert(table) for table in TABLES}
REASON = FAILURES.names.index("reason")
STORED = " UNION ALL ".join(  # a path, and what it held
    f"SELECT source FROM {table} WHERE source {which}"  # noqa: S608  # our own names
    for table in ("sources", "failures")
    for which in ("= ?1", ">= ?2 AND source < ?3")
)
BEGUN = "CREATE TABLE IF NOT EXISTS begun (root TEXT NOT NULL, since TEXT) STRICT"
ENDED = "DELETE FROM begun WHERE root = ? AND since IS ?"
REFUSED = "{path}: cannot be written: {error}; choose another folder"
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
STOPPED = "{path}: {error}; wait for the other run; what is stored stays"


class Writer:
    """An open results file that takes documents and failures."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._connection = open_to_write(folder)

    def close(self) -> None:
        """Close the file, with everything in it and nothing left beside it."""
        self._connection.close()

    def has(self, sha256: str, rules: str) -> bool:
        """Return whether a document of these bytes was read by these rules."""
        sql = "SELECT 1 FROM documents WHERE document = ? AND sha256 = ? AND rules = ?"
        found = self._connection.execute(sql, (sha256[:16], sha256, rules))
        return found.fetchone() is not None

    def has_failed(self, source: str, sha256: str, rules: str) -> bool:
        """Return whether these bytes under this path failed before, by these rules."""
        sql = "SELECT reason FROM failures WHERE source = ? AND sha256 = ? AND rules = ?"
        found = self._connection.execute(sql, (source, sha256, rules)).fetchone()
        return found is not None and found[0] not in UNSEEN

    def failed_inside(self, source: str) -> list[str]:
        """Return what could not be read of the bundle ``source``."""
        sql = "SELECT source FROM failures WHERE source >= ? AND source < ? ORDER BY source"
        found = self._connection.execute(sql, (source + INSIDE, source + AFTER_INSIDE))
        return [inside for (inside,) in found]

    def base(self, here: str) -> str:
        """Return the folder that relative names start from: where the first run was, ``here``.

        It is stored as seen from the results, so that both can be moved together.
        """
        results = os.path.realpath(self.path.parent)
        with self._transaction() as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS base (folder BLOB NOT NULL)")
            stored = connection.execute("SELECT folder FROM base").fetchone()
            folder: bytes = stored[0] if stored else os.fsencode(os.path.relpath(here, results))
            if stored is None:
                connection.execute("INSERT INTO base VALUES (?)", (folder,))
        return os.path.normpath(Path(results, os.fsdecode(folder)))

    def begin(self, roots: Iterable[tuple[str, str | None]]) -> None:
        """Note of each of ``roots``, with the day its files changed since, that it is not read."""
        with self._transaction() as connection:
            connection.execute(BEGUN)
            for root in roots:
                connection.execute(ENDED, root)
                connection.execute("INSERT INTO begun VALUES (?, ?)", root)

    def begun(self) -> list[tuple[str, str | None]]:
        """Return what was noted to be read, and whose notes are still there."""
        return self._connection.execute(
            "SELECT root, since FROM begun ORDER BY root, since"
        ).fetchall()

    def end(self, root: str, since: str | None) -> None:
        """Take away the note that ``root`` is not read."""
        with self._transaction() as connection:
            connection.execute(ENDED, (root, since))

    def sources(self) -> list[str]:
        """Return the names of all files read."""
        found = self._connection.execute("SELECT source FROM sources")
        return [source for (source,) in found]

    def copies(self) -> list[tuple[str, str]]:
        """Return the documents that have several names, and each of their names, in order."""
        sql = (
            "SELECT document, source FROM sources WHERE document IN "
            "(SELECT document FROM documents WHERE copies > 0) ORDER BY document"
        )
        return self._connection.execute(sql).fetchall()

    def failures(self) -> list[tuple[str, str | None, str, str]]:
        """Return the name, digest, stage and reason of all failures."""
        sql = "SELECT source, sha256, stage, reason FROM failures"
        return self._connection.execute(sql).fetchall()

    def forget(self, source: str) -> None:
        """Forget a name, and the document whose last it is."""
        with self._transaction():
            self._forget(source)

    @contextmanager
    def chunk(self) -> Iterator[None]:
        """Store everything that is put inside, or nothing of it."""
        # What undoes one document stays in memory: it is more than SQLite keeps there by itself.
        self._connection.execute("PRAGMA temp_store = MEMORY")
        with self._transaction():
            yield

    def put(self, source: str, rows: Mapping[str, Sequence[Row]]) -> None:
        """Store one document, in place of what its bytes or its path had before."""
        document = str(rows["documents"][0][0])
        with self._transaction() as connection:
            self._forget(source)
            sql = "SELECT source FROM sources WHERE document = ?"
            copies = connection.execute(sql, (document,)).fetchall()
            if copies:  # else there is no such document: it goes with its last path
                connection.execute("DELETE FROM documents WHERE document = ?", (document,))
            for table in TABLES:
                if table.name in rows:
                    connection.executemany(INSERT[table.name], rows[table.name])
            named = [(name, document) for (name,) in [*copies, (source,)]]
            connection.executemany(INSERT["sources"], named)
            if copies:
                self._count_copies(document)

    def put_copy(self, source: str, sha256: str) -> bool:
        """Store that ``source`` has the bytes of a stored document; return whether that is new."""
        if self._is_stored(source, sha256[:16]):
            return False
        with self._transaction() as connection:
            self._forget(source)
            connection.execute(INSERT["sources"], (source, sha256[:16]))
            self._count_copies(sha256[:16])
        return True

    def _is_stored(self, source: str, document: str) -> bool:
        """Return whether ``source`` holds ``document``, and then that it was seen again."""
        sql = (
            "SELECT EXISTS (SELECT 1 FROM failures WHERE source = ?1) FROM sources "
            "WHERE source = ?1 AND document = ?2"
        )
        found = self._connection.execute(sql, (source, document)).fetchone()
        if found == (1,):
            with self._transaction() as connection:
                connection.execute("DELETE FROM failures WHERE source = ?", (source,))
        return found is not None

    def put_failure(self, row: Row) -> None:
        """Store that a path failed, in place of what it had before."""
        source = str(row[0])
        with self._transaction() as connection:
            if row[REASON] in UNSEEN:
                connection.execute("DELETE FROM failures WHERE source = ?", (source,))
            else:
                self._forget(source)
            connection.execute(INSERT["failures"], row)

    def derive(
        self, make: Callable[[sqlite3.Connection], Iterable[tuple[str, Iterable[Row]]]]
    ) -> None:
        """Put what ``make`` gives in place of everything derived, all of it or nothing."""
        self._connection.execute("PRAGMA temp_store = FILE")  # what it sorts may be any size
        with self._transaction() as connection:
            for table in DERIVED:
                connection.execute(f"DELETE FROM {table.name}")  # noqa: S608  # our own names
            for name, rows in make(connection):
                connection.executemany(INSERT[name], rows)

    def keep_inside(self, source: str, members: Container[str]) -> None:
        """Forget the bundle ``source`` as a file, and what it held before beside ``members``."""
        with self._transaction():
            self._forget(source, members)

    def _forget(self, source: str, but: Container[str] = ()) -> None:
        """Forget a path, and where it was a bundle what it held, beside the members ``but``."""
        inside = (source, source + INSIDE, source + AFTER_INSIDE)
        for (stored,) in self._connection.execute(STORED, inside).fetchall():
            if stored == source or stored not in but:
                self._forget_one(stored)

    def _forget_one(self, source: str) -> None:
        connection = self._connection
        connection.execute("DELETE FROM failures WHERE source = ?", (source,))
        sql = "DELETE FROM sources WHERE source = ? RETURNING document"
        for (document,) in connection.execute(sql, (source,)).fetchall():
            sql = "SELECT count(*) FROM sources WHERE document = ?"
            if connection.execute(sql, (document,)).fetchone()[0]:
                self._count_copies(document)
            else:
                connection.execute("DELETE FROM documents WHERE document = ?", (document,))

    def _count_copies(self, document: str) -> None:
        self._connection.execute(
            "UPDATE documents SET (source, copies) = "
            "(SELECT min(source), count(*) - 1 FROM sources WHERE document = ?1) "
            "WHERE document = ?1",
            (document,),
        )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit what is done inside; within a chunk, keep it or undo it by itself."""
        connection = self._connection
        is_inner = connection.in_transaction
        try:
            connection.execute("SAVEPOINT inner" if is_inner else "BEGIN IMMEDIATE")
            yield connection
            connection.execute("RELEASE inner" if is_inner else "COMMIT")
        except sqlite3.OperationalError as error:
            self._roll_back(is_inner=is_inner)
            raise _refusal(self.path, error) from error
        except BaseException:
            self._roll_back(is_inner=is_inner)
            raise

    def _roll_back(self, *, is_inner: bool) -> None:
        if self._connection.in_transaction:  # a full disk has ended it already
            self._connection.execute("ROLLBACK TO inner" if is_inner else "ROLLBACK")


def _refusal(path: Path, error: sqlite3.OperationalError) -> ResultsError:
    if is_full(error):
        return DiskFullError(DiskFullError.SAID, path=path, error=error)
    if error.sqlite_errorcode & 0xFF in BUSY:  # the primary code
        return ResultsError(STOPPED, path=path, error=error)
    return ResultsError(REFUSED, path=path, error=error)
