"""Whatever a document does to the process that reads it, it costs that document and no other."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pytest

from extractor import batch
from extractor.batch import Limits, Options
from extractor.batch.isolating import Lost, each
from extractor.errors import UnreadableError
from extractor.model import SourceFile
from extractor.reading.extras import is_out_of_time
from extractor.store import open_results
from tests import hostile

TEXT = "2018年1月20日，区总工会慰问困难职工30户，发放慰问金3.5万元。\n"
FAILURES = "SELECT * FROM failures"
LIMITS = Limits(seconds=5, memory=256, waiting=2)
# deed, and what becomes of the document: None for one that is read.
DEEDS = [
    ("hang", "timeout"),
    ("sleep", "timeout"),
    ("oom", "memory"),
    ("exit", "crash"),
    ("segv", "crash"),
    ("kill_parent_pipe", "crash"),
    ("raise", "error"),
    ("raise_bad_str", "error"),
    ("recursion", "error"),
    ("stdout_flood", None),
    ("fork", None),
    ("slow_then_ok", None),
]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the results of a batch in which every deed is done, between documents that do none."""
    archive = tmp_path_factory.mktemp("archive")
    for at, (deed, _) in enumerate(DEEDS):
        told = {"mock": deed, "text": f"{TEXT}第{at}件。"}
        (archive / f"{at:02}_{deed}.mock").write_text(json.dumps(told), encoding="utf-8")
        (archive / f"{at:02}_good.txt").write_text(f"{TEXT}另{at}件。", encoding="utf-8")
    folder = tmp_path_factory.mktemp("out")
    batch.run([archive], folder, jobs=6, options=Options(LIMITS), read=hostile.read)
    return folder


def test_every_deed_is_covered() -> None:
    assert {deed for deed, _ in DEEDS} == set(hostile.DEEDS)


@pytest.mark.parametrize(("deed", "reason"), DEEDS)
def test_a_deed_costs_its_own_document(deed: str, reason: str | None, out: Path) -> None:
    with open_results(out) as results:
        read = {Path(source).stem[3:] for source in results.documents.source}
        failures = {Path(row["source"]).stem[3:]: row for row in results.ask(FAILURES).named}
    if reason is None:
        assert deed in read
        return
    assert failures[deed]["reason"] == reason
    assert len(failures[deed]["sha256"]) == 64
    assert failures[deed]["detail"].startswith(failures[deed]["source"])


def test_no_other_document_is_lost(out: Path) -> None:
    with open_results(out) as results:
        good = [source for source in results.documents.source if "_good" in source]
        assert len(good) == len(set(good)) == len(DEEDS)
        stated = results.query("SELECT count(DISTINCT document) AS n FROM mentions")
        assert stated.n.tolist() == [len(DEEDS) + 3]


def test_what_a_worker_started_ends_with_it(out: Path) -> None:
    assert out.exists()
    lines = [_command_line(path) for path in Path("/proc").glob("[0-9]*/cmdline")]
    assert not [line for line in lines if hostile.GRANDCHILD in line]


def _command_line(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:  # it has ended
        return ""


def test_the_product_reads_such_a_file_as_the_text_it_is(tmp_path: Path) -> None:
    told = {"mock": "exit", "text": TEXT}
    (tmp_path / "m.mock").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    assert batch.run([tmp_path], tmp_path / "out", jobs=1).read == 1


@pytest.mark.parametrize("seconds", [float("inf"), float("nan"), 1e300])
def test_a_time_that_no_clock_can_tell_is_no_limit(seconds: float, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    options = Options(Limits(seconds=seconds))
    assert batch.run([tmp_path / "a.txt"], tmp_path / "out", jobs=1, options=options).read == 1


def _work(seconds: float) -> float:
    """Use so much of the processor's time, however long that takes."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def _wait_and_work(seconds: float) -> float:
    time.sleep(seconds * 4)
    return _work(seconds)


def test_the_time_of_others_does_not_count() -> None:
    limits = Limits(seconds=1)
    done = dict(chain.from_iterable(each(_wait_and_work, [0.5, 0.6], jobs=2, limits=limits)))
    assert done == {0.5: 0.5, 0.6: 0.6}


def test_what_takes_the_processor_too_long_is_given_up_at_once() -> None:
    limits = Limits(seconds=1, waiting=float("inf"))
    done = dict(chain.from_iterable(each(_work, [0.1, 60.0, 0.2], jobs=1, limits=limits)))
    assert done == {0.1: 0.1, 60.0: Lost.TIMEOUT, 0.2: 0.2}


def test_what_a_library_takes_in_a_process_of_its_own_counts() -> None:
    limits = Limits(seconds=1, waiting=float("inf"))
    ((_, code),) = chain.from_iterable(each(_spin_apart, [0], jobs=1, limits=limits))
    assert code is True


def _spin_apart(_: int) -> bool:
    spin = [sys.executable, "-c", "while True: pass"]
    return is_out_of_time(subprocess.run(spin, check=False).returncode)  # noqa: S603  # our words


# --- tried again --------------------------------------------------------------------------------


def test_what_failed_is_tried_again_only_when_asked(tmp_path: Path) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    archive.mkdir()
    for name, deed in (("a", "raise"), ("b", "exit")):
        told = {"mock": deed, "text": TEXT + name}
        (archive / f"{name}.mock").write_text(json.dumps(told), encoding="utf-8")
    assert batch.run([archive], out, jobs=1, read=hostile.read).failed == 2
    # Read by the ordinary reader both would succeed: they are not even tried.
    assert batch.run([archive], out, jobs=1).failed == 2
    again = batch.run([archive], out, jobs=1, options=Options(retry_failed=True))
    assert (again.read, again.failed) == (2, 0)
    with open_results(out) as results:
        assert len(results.failures) == 0


@pytest.mark.parametrize("reason", ["missing", "permission-denied", "unreadable"])
def test_a_disk_that_goes_away_costs_nothing_that_was_read_nor_what_comes_back(
    tmp_path: Path, reason: str
) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    archive.mkdir()
    for name in "abc":
        (archive / f"{name}.txt").write_text(TEXT + name, encoding="utf-8")
    batch.run([archive / "a.txt"], out, jobs=1)
    (archive / "a.txt").write_text(TEXT + "changed", encoding="utf-8")

    def gone(path: Path, source: str, _within: Path | None) -> SourceFile:
        raise UnreadableError(reason, f"{path}: {source} is gone")

    assert batch.run([archive], out, jobs=1, read=gone).failed == 3
    with open_results(out) as results:
        assert [Path(source).name for source in results.documents.source] == ["a.txt"]
    again = batch.run([archive], out, jobs=1)
    assert (again.read, again.failed) == (3, 0)
    with open_results(out) as results:
        assert (len(results.documents), len(results.failures)) == (3, 0)


def test_a_file_that_comes_back_unchanged_is_no_failure(tmp_path: Path) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "out"
    path.write_text(TEXT, encoding="utf-8")
    batch.run([path], out, jobs=1)
    path.rename(tmp_path / "away")
    assert batch.run([path], out, jobs=1).failed == 1
    (tmp_path / "away").rename(path)
    again = batch.run([path], out, jobs=1)
    assert (again.unchanged, again.failed) == (1, 0)
    with open_results(out) as results:
        assert (len(results.documents), len(results.failures)) == (1, 0)


def test_a_file_that_failed_and_changed_is_tried_again(tmp_path: Path) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "out"
    path.write_bytes(b"")
    assert batch.run([path], out, jobs=1).failed == 1
    path.write_text(TEXT, encoding="utf-8")
    assert batch.run([path], out, jobs=1).read == 1


# --- flat ---------------------------------------------------------------------------------------


def test_the_parent_stays_flat_over_a_soak_of_300_files(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for number in range(300):
        text = f"2019年慰问困难职工{number}户，发放慰问金{number}00元。" * 300
        (archive / f"{number:03}.txt").write_text(text, encoding="utf-8")
    held: list[int] = []
    summary = batch.run(
        [archive], tmp_path / "out", jobs=2, progress=lambda _: held.append(_resident())
    )
    assert summary.read == 300
    assert max(held[100:]) - max(held[:100]) < 16 * 2**20


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


# --- which files --------------------------------------------------------------------------------


def test_only_files_changed_since_a_day_are_read(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for year in (2018, 2020, 2022):
        path = archive / f"{year}.txt"
        path.write_text(f"{year}年{TEXT}", encoding="utf-8")
        at = datetime(year, 6, 1, tzinfo=UTC).timestamp()
        os.utime(path, (at, at))
    options = Options(since=datetime(2020, 1, 1, tzinfo=UTC))
    summary = batch.run([archive], tmp_path / "out", jobs=1, options=options)
    assert (summary.read, summary.older) == (2, 1)


def test_a_file_that_becomes_a_pipe_does_not_stop_the_run(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for name in ("a", "b", "c"):
        (archive / f"{name}.txt").write_text(TEXT + name, encoding="utf-8")

    def replace(step: batch.Step) -> None:
        if step.done == 1:
            (archive / "pipe.txt").unlink()
            os.mkfifo(archive / "pipe.txt")

    (archive / "0.bin").write_bytes(b"")
    (archive / "pipe.txt").write_text(TEXT, encoding="utf-8")
    os.mkfifo(archive / "0.fifo")  # a failure of the walk: the first step
    summary = batch.run([archive], tmp_path / "out", jobs=1, progress=replace)
    assert (summary.read, summary.failed) == (3, 3)
