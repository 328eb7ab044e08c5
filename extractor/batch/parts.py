"""One part of a large run: some files in, one folder of Parquet files out.

A part is made in a process apart from the cluster's own, which reads its files as any batch does,
one at a time and isolated, and then writes every table as a Parquet file.  The folder gets its name
last, so that it is whole or not there, and the name depends on the files alone, so that a part that
is done twice (its machine was given up, and answers late) is the same part.

Each thread of a worker of the cluster keeps one such process for all its parts, so that the start
and jieba's dictionary are paid once; it ends when the worker does.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractor.batch import given
from extractor.batch.isolating import Limits
from extractor.batch.running import Options, Run
from extractor.batch.urls import fetch
from extractor.batch.versions import fingerprint
from extractor.batch.walking import Found, found_at, is_url
from extractor.model import UNSEEN, Failure
from extractor.store import NAME, Writer, arrow_type, needed
from extractor.tables import DERIVED, TABLES, Row, Table

STORED = tuple(table for table in TABLES if table not in DERIVED)


@dataclass(frozen=True, slots=True)
class Part:
    """The files of one part, by path or fsspec URL, and where its folder goes."""

    name: str
    sources: tuple[str, ...]
    within: tuple[str | None, ...]  # for each, the folder below which no link is followed
    base: str  # the folder that relative paths start from
    parts: str  # the folder of all parts, which every machine sees
    rules: str
    seconds: float
    memory: int
    words: tuple[str, ...]  # folders of the user's word tables, which every machine sees
    model: str | None  # of names, if not ours

    @property
    def folder(self) -> Path:
        """Return where the finished part lies."""
        return Path(self.parts) / self.name


def is_made(part: Part, *, retry_failed: bool) -> bool:
    """Return whether ``part`` is there for good, and take away one that is to be made anew.

    That is one in which a file could not be looked at, or failed and is to be tried again.
    """
    if not part.folder.exists():
        return False
    parquet = needed("pyarrow.parquet", "cluster")
    read = parquet.read_table(part.folder / "failures.parquet", columns=["reason"])
    reasons = set(read.to_pydict()["reason"])
    if reasons.isdisjoint(UNSEEN) and not (reasons and retry_failed):
        return True
    shutil.rmtree(part.folder)
    return False


def make(part: Part) -> str:
    """Make ``part`` in the process of this thread, unless it is there; return its name."""
    if part.folder.exists():
        return part.name
    maker = _maker()
    answer = ""
    if maker.stdin is not None and maker.stdout is not None:
        try:
            maker.stdin.write(json.dumps(asdict(part)) + "\n")
            maker.stdin.flush()
            answer = maker.stdout.readline()
        except BrokenPipeError:
            answer = ""
    if answer.strip() == DONE:
        return part.name
    _OWN.maker = None
    maker.kill()
    maker.wait()
    raise RuntimeError(answer.strip() or f"the process that made part {part.name} died")


_OWN = threading.local()
DONE = "done"
OTHER_RULES = "other rules here"


def _maker() -> subprocess.Popen[str]:
    """Return the process that makes the parts of this thread; its end is the end of its input."""
    maker: subprocess.Popen[str] | None = getattr(_OWN, "maker", None)
    if maker is None or maker.poll() is not None:
        command = [sys.executable, "-m", "extractor.batch.parts"]
        pipe = subprocess.PIPE
        maker = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)  # noqa: S603
        _OWN.maker = maker
    return maker


def load(folder: Path) -> dict[str, list[Row]]:
    """Return the rows of every table of a finished part."""
    parquet = needed("pyarrow.parquet", "cluster")
    return {table.name: _rows(parquet.read_table(folder / _file(table)), table) for table in STORED}


def _rows(read: Any, table: Table) -> list[Row]:  # noqa: ANN401  # pyarrow is an extra
    columns = read.to_pydict()
    return list(zip(*(columns[name] for name in table.names), strict=True))


def _file(table: Table) -> str:
    return f"{table.name}.parquet"


# --- in the process of its own ------------------------------------------------------------------


def main() -> None:
    """Make the parts that the lines of standard input describe, and answer each with a line."""
    with tempfile.TemporaryDirectory() as home:  # for all that is not to outlive this process
        threading.Thread(target=_end_with_parent, args=(home,), daemon=True).start()
        _answer(home)


def _answer(home: str) -> None:
    for line in iter(sys.stdin.readline, ""):
        told = json.loads(line)
        try:
            lists = {name: tuple(told[name]) for name in ("sources", "within", "words")}
            _make(Part(**told | lists), home)
            answer = DONE
        except Exception as error:  # noqa: BLE001  # whoever asked is told
            answer = f"{socket.gethostname()}: {type(error).__name__}: {error}".replace("\n", " ")
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _make(part: Part, home: str) -> None:
    given.take_up(part.words, part.model)
    if fingerprint() != part.rules:
        raise RuntimeError(f"{OTHER_RULES} ({fingerprint()}, not {part.rules})")
    os.chdir(part.base)
    with tempfile.TemporaryDirectory(dir=home) as made:
        scratch = Path(made)
        found = list(_found(part, scratch))
        options = Options(Limits(part.seconds, part.memory))
        with closing(Writer(scratch)) as writer:
            Run(writer, part.rules, len(found), options).take_in(found, 1)
        _write(scratch / NAME, part.folder)


def _end_with_parent(home: str) -> None:
    # Not by reading: a fork would inherit the lock of the stream that is being read.
    gone = select.poll()
    gone.register(0, 0)  # nothing but the other end's closing
    gone.poll()
    shutil.rmtree(home, ignore_errors=True)
    os._exit(1)


def _found(part: Part, scratch: Path) -> Iterator[Found | Failure]:
    """Yield the files of ``part``, those of a URL fetched, and the failures of those that fail."""
    for number, (source, within) in enumerate(zip(part.sources, part.within, strict=True)):
        if not is_url(source):
            yield found_at(Path(source), None if within is None else Path(within))
            continue
        path = scratch / f"{number:06}"
        yield fetch(source, path) or Found(os.fspath(path), source)


def _write(results: Path, folder: Path) -> None:
    half = folder.parent / f".{folder.name}.{socket.gethostname()}.{os.getpid()}"
    half.mkdir(parents=True)
    arrow, parquet = needed("pyarrow", "cluster"), needed("pyarrow.parquet", "cluster")
    connection = sqlite3.connect(f"{results.as_uri()}?mode=ro", uri=True)
    for table in STORED:
        sql = f"SELECT {', '.join(table.names)} FROM {table.name} ORDER BY rowid"  # noqa: S608
        columns = list(zip(*connection.execute(sql), strict=True)) or [()] * len(table.columns)
        arrays = [
            arrow.array(list(cells), arrow_type(arrow, column))
            for cells, column in zip(columns, table.columns, strict=True)
        ]
        parquet.write_table(arrow.table(arrays, names=list(table.names)), half / _file(table))
    connection.close()
    try:
        half.rename(folder)
    except OSError:  # another process was first
        for path in half.iterdir():
            path.unlink()
        half.rmdir()


if __name__ == "__main__":
    main()
