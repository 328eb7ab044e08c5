"""Killed, refused by the disk, run twice at once: what is stored is whole, and nothing is missing."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from extractor import batch, pipeline, reading
from extractor.batch.locking import only_run
from extractor.errors import BusyError, DiskFullError, ResultsError, UnfinishedWarning
from extractor.store import Writer, open_results
from extractor.tables import TABLES
from extractor.tables.rows import document_rows

HERE = Path(__file__).resolve()
KILLS, FILES = 30, 2000
FORK = get_context("fork")


def _archive(folder: Path, files: int, sentences: int = 1) -> Path:
    folder.mkdir()
    for number in range(files):
        text = f"慰问困难职工{number}户。" * sentences
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def _dump(out: Path) -> str:
    with open_results(out) as results:
        return "\n".join(str(results.table(table.name).values.tolist()) for table in TABLES)


def _stored(out: Path) -> int:
    """Return how many documents are stored, while someone else stores them."""
    try:
        connection = sqlite3.connect(f"file:{out / 'results.sqlite'}?mode=ro", uri=True)
        with connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def _wait_until(is_so: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.005)


# --- killed -------------------------------------------------------------------------------------


def test_nothing_is_lost_or_doubled_by_30_kills(tmp_path: Path) -> None:
    archive, out = _archive(tmp_path / "archive", FILES), tmp_path / "out"
    batch.run([archive], tmp_path / "unbroken", jobs=2)  # and loads what the forks share
    for kill in range(KILLS):
        process = FORK.Process(target=batch.run, args=([archive], out), kwargs={"jobs": 2})
        process.start()
        enough = (kill + 1) * FILES // (KILLS + 1)
        _wait_until(lambda least=enough: _stored(out) >= least)  # type: ignore[misc]
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
    before = _stored(out)
    summary = batch.run([archive], out, jobs=2)
    assert (summary.unchanged, summary.read) == (before, FILES - before)
    assert _dump(out) == _dump(tmp_path / "unbroken")


# --- one run at a time --------------------------------------------------------------------------


def _hold(folder: Path, held: Event, done: Event) -> None:
    with only_run(folder):
        held.set()
        done.wait()


def test_a_second_run_is_told_who_runs(tmp_path: Path) -> None:
    held, done = FORK.Event(), FORK.Event()
    first = FORK.Process(target=_hold, args=(tmp_path / "out", held, done))
    first.start()
    assert held.wait(30)
    archive = _archive(tmp_path / "archive", 1)
    with pytest.raises(BusyError) as refusal:
        batch.run([archive], tmp_path / "out", jobs=1)
    assert refusal.value.facts["pid"] == first.pid
    assert {"host", "since"} <= refusal.value.facts.keys()
    done.set()
    first.join()
    assert batch.run([archive], tmp_path / "out", jobs=1).read == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["results.sqlite"]


def test_the_lock_of_a_process_that_is_dead_is_taken_over(tmp_path: Path) -> None:
    held, never = FORK.Event(), FORK.Event()
    first = FORK.Process(target=_hold, args=(tmp_path, held, never))
    first.start()
    assert held.wait(30)
    first.kill()
    first.join()
    assert json.loads((tmp_path / "results.sqlite.lock").read_text())["pid"] == first.pid
    with only_run(tmp_path):
        assert json.loads((tmp_path / "results.sqlite.lock").read_text())["pid"] == os.getpid()


def _write(out: Path, archive: Path, nth: int) -> None:
    """Store every fourth document as a run would, without asking whether another one runs."""
    writer = Writer(out)
    for path in sorted(archive.iterdir())[nth::4]:
        rows = document_rows(pipeline.process(reading.read(path)), "rules")
        writer.put(path.as_posix(), rows)
    writer.close()


def test_four_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    archive, out = _archive(tmp_path / "archive", 120), tmp_path / "out"
    writers = [FORK.Process(target=_write, args=(out, archive, nth)) for nth in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    with open_results(out) as results:
        assert len(results.documents) == results.documents.source.nunique() == 120
        assert set(results.mentions.document) == set(results.documents.document)


# --- disk full ----------------------------------------------------------------------------------


def _run_in_little_room(archive: Path, out: Path, room: int) -> subprocess.CompletedProcess[str]:
    """Run the command where no file may grow beyond ``room`` bytes."""
    command = [sys.executable, "-m", "extractor", "run", str(archive), "-o", str(out), "-j", "1"]
    return subprocess.run(  # noqa: S603
        [*command, "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE.parents[1],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )


def test_a_disk_that_takes_no_more_stops_the_run_and_spoils_nothing(tmp_path: Path) -> None:
    archive, out = _archive(tmp_path / "archive", 60, sentences=200), tmp_path / "out"
    stopped = _run_in_little_room(archive, out, 1_000_000)
    assert stopped.returncode == DiskFullError.exit_code == 4
    assert "disk is full or cannot be written" in stopped.stderr
    with pytest.warns(UnfinishedWarning):
        results = open_results(out)  # sound: it is checked when it is opened
    with results:
        stored = len(results.documents)
        assert set(results.mentions.document) == set(results.documents.document)
    assert 0 < stored < 60
    summary = batch.run([archive], out, jobs=1)
    assert (summary.unchanged, summary.read) == (stored, 60 - stored)


# --- damaged ------------------------------------------------------------------------------------


def test_a_results_file_with_a_changed_byte_is_refused_or_still_reads(tmp_path: Path) -> None:
    batch.run([_archive(tmp_path / "archive", 3)], tmp_path / "out", jobs=1)
    whole = (tmp_path / "out" / "results.sqlite").read_bytes()
    path, chance, refused = tmp_path / "results.sqlite", random.Random(7), 0  # noqa: S311
    for _ in range(200):
        changed = bytearray(whole)
        changed[chance.choice([chance.randrange(100), chance.randrange(len(whole))])] ^= 0xFF
        path.write_bytes(changed)
        try:
            with open_results(path) as results:
                results.query("SELECT count(*) FROM documents")
        except ResultsError:
            refused += 1
    assert refused > 20  # the header decides whether it is one of ours at all


# --- not to be written --------------------------------------------------------------------------


@contextmanager
def _without_rights() -> Iterator[None]:
    """Drop the right to write everything, which root has."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def fixed() -> Iterator[Path]:
    """Yield a results folder that nobody may write, with the empty log that a reader leaves."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "a.txt").write_text("慰问困难职工7户。", encoding="utf-8")
        batch.run([folder / "a.txt"], folder, jobs=1)
        (folder / "results.sqlite-wal").touch()
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_results_that_cannot_be_written_can_be_read(fixed: Path) -> None:
    with _without_rights(), open_results(fixed) as results:
        assert len(results.documents) == 1


def test_results_that_cannot_be_written_are_not_said_to_be_in_use(fixed: Path) -> None:
    (fixed / "results.sqlite-wal").unlink()
    fixed.chmod(0o777)
    with _without_rights(), pytest.raises(ResultsError, match="choose another folder"):
        batch.run([fixed / "a.txt"], fixed, jobs=1)
