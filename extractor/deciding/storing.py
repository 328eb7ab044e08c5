"""The file of decisions: one SQLite file beside the results, whose log only grows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractor.deciding.keys import Subject
from extractor.deciding.records import Decision, Field, Origin, Standing, Status
from extractor.errors import ResultsError
from extractor.store import results_path

NAME = "decisions.sqlite"
APPLICATION_ID = 0x45584443  # "EXDC"
SCHEMA = 1
WAIT = 10.0  # seconds for another writer

CREATE = """
    CREATE TABLE decisions (
      decision INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      author TEXT NOT NULL,
      key TEXT NOT NULL,
      field TEXT NOT NULL CHECK (field IN ('status', 'reviewer', 'note', 'figure', 'role')),
      value TEXT NOT NULL,
      origin TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      rule TEXT NOT NULL,
      evidence TEXT NOT NULL,
      said TEXT NOT NULL
    ) STRICT
"""
COLUMNS = "at, author, key, field, value, origin, sha256, rule, evidence, said"
INSERT = f"INSERT INTO decisions ({COLUMNS}) VALUES ({', '.join('?' * 10)})"  # noqa: S608
SELECT = f"SELECT {COLUMNS} FROM decisions"  # noqa: S608


def decisions_path(results: Path) -> Path:
    """Return where the decisions on ``results``, the file or its folder, are kept."""
    return results_path(results).parent / NAME


def open_decisions(results: Path) -> Decisions:
    """Return the decisions on ``results``; the file is made with the first decision."""
    return Decisions(decisions_path(results))


class Decisions:
    """The log of decisions, and what it comes to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        if path.exists():
            self._connect()

    def __enter__(self) -> Decisions:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def record(self, decisions: Iterable[Decision]) -> None:
        """Add ``decisions`` to the log, all or none."""
        with self._refused():
            connection = self._connection or self._connect()
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.executemany(INSERT, map(_row, decisions))
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def standings(self) -> dict[str, Standing]:
        """Return what holds now, by the key of its subject."""
        standing: dict[str, Standing] = {}
        for decision in self._read(f"{SELECT} ORDER BY decision"):
            subject = decision.subject
            before = standing.get(subject.key) or Standing(subject)
            standing[subject.key] = _after(before, decision)
        return standing

    def history(self, key: str) -> list[Decision]:
        """Return all that was decided about one subject, the latest first."""
        return list(self._read(f"{SELECT} WHERE key = ? ORDER BY decision DESC", (key,)))

    def log(self, limit: int) -> list[Decision]:
        """Return the latest ``limit`` decisions, the latest first."""
        return list(self._read(f"{SELECT} ORDER BY decision DESC LIMIT ?", (limit,)))

    @property
    def length(self) -> int:
        """Return how many decisions the log holds: what has changed since when it was shorter."""
        if self._connection is None and self.path.exists():
            self._connect()
        if self._connection is None:
            return 0
        with self._refused():
            return int(self._connection.execute("SELECT count(*) FROM decisions").fetchone()[0])

    def _read(self, sql: str, parameters: tuple[object, ...] = ()) -> Iterator[Decision]:
        if self._connection is None and self.path.exists():
            self._connect()
        if self._connection is None:
            return
        with self._refused():
            rows = self._connection.execute(sql, parameters).fetchall()
        yield from map(_decision, rows)

    def _connect(self) -> sqlite3.Connection:
        with self._refused():
            connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
            return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if _number(connection, "SELECT count(*) FROM sqlite_schema") == 0:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            if _number(connection, "SELECT count(*) FROM sqlite_schema") == 0:
                connection.execute(CREATE)
                connection.execute("CREATE INDEX decisions_by_key ON decisions (key)")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {SCHEMA}")
            connection.execute("COMMIT")
        is_ours = _number(connection, "PRAGMA application_id") == APPLICATION_ID
        if not is_ours or _number(connection, "PRAGMA user_version") != SCHEMA:
            remedy = "{path}: is no file of decisions of this release; move it away"
            raise ResultsError(remedy, path=self.path)

    @contextmanager
    def _refused(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            remedy = (
                "{path}: the decisions cannot be read or written: {error}; look who may write there"
            )
            raise ResultsError(remedy, path=self.path, error=error) from error


def _row(decision: Decision) -> tuple[str, ...]:
    subject = decision.subject
    return (
        decision.at,
        decision.author,
        subject.key,
        decision.field,
        decision.value,
        decision.origin,
        subject.sha256,
        subject.rule,
        subject.evidence,
        subject.said,
    )


def _decision(row: tuple[Any, ...]) -> Decision:
    at, author, key, field, value, origin, sha256, rule, evidence, said = row
    subject = Subject(key, sha256, rule, evidence, said)
    return Decision(subject, Field(field), value, author, at, Origin(origin))


def _after(before: Standing, decision: Decision) -> Standing:
    signed = replace(before, author=decision.author, at=decision.at)
    match decision.field:
        case Field.STATUS:
            return replace(signed, status=Status(decision.value or Status.OPEN))
        case Field.REVIEWER:
            return replace(signed, reviewer=decision.value)
        case Field.NOTE:
            return replace(signed, note=decision.value)
        case Field.FIGURE:
            return replace(signed, figure=decision.value)
        case Field.ROLE:
            return replace(signed, role=decision.value)


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
