"""A run on a real scheduler and two worker processes gives the tables of a run on one machine."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fsspec
import pandas as pd
import pytest
from fsspec.spec import AbstractFileSystem

from corpora.make import make_reports
from extractor import batch, lexicon
from extractor.batch import Options, Step
from extractor.batch.urls import Remote, found_at
from extractor.cli import invoke
from extractor.errors import ClusterError
from extractor.mentions.names import votes
from extractor.model import Failure
from extractor.store import compare_folders, open_results
from extractor.tables import DERIVED, TABLES
from tests.archives import PNG

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ROOT / "tests" / "fixtures" / "formats"
ADDRESS = re.compile(r"tcp://127\.0\.0\.1:\d+")


@contextmanager
def _process(log: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__DASHBOARD__LINK": ""}
    with log.open("wb") as file:
        started = subprocess.Popen(  # noqa: S603
            [sys.executable, "-W", "ignore", "-m", *command],
            stdout=file,
            stderr=file,
            env=environment,
            cwd=log.parent,
            start_new_session=True,
        )
    try:
        yield started
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _told(log: Path, pattern: re.Pattern[str]) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if found := pattern.search(log.read_text(encoding="utf-8", errors="replace")):
            return found.group()
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and two workers; return its address, and the workers."""
    logs = tmp_path_factory.mktemp("logs")
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    worker = ["distributed.cli.dask_worker", "--no-nanny", "--nthreads", "1", "--no-dashboard"]
    with ExitStack() as stack:
        log = logs / "scheduler"
        stack.enter_context(_process(log, *scheduler, "--no-dashboard"))
        address = _told(log, ADDRESS)
        workers = []
        for number in range(2):
            log = logs / f"worker-{number}"
            workers.append(stack.enter_context(_process(log, *worker, address)))
        for number in range(2):
            _told(logs / f"worker-{number}", re.compile("Registered to"))
        yield address, workers


def _archive(folder: Path) -> Path:
    folder.mkdir()
    for report in make_reports(60, 3, 0.3, 0.1):
        (folder / f"{report.number:04}.txt").write_bytes(report.data)
    (folder / "copy.txt").write_bytes((folder / "0001.txt").read_bytes())
    (folder / "picture.txt").write_bytes(PNG)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "bundle.zip").write_bytes((FORMATS / "report.zip").read_bytes())
    (folder / "message").write_bytes((FORMATS / "report.eml").read_bytes())
    (folder / "broken").symlink_to(folder / "nothing")
    return folder


def _dump(out: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_results(out) as results:
        return {
            table.name: list(results.table(table.name).astype(object).itertuples(index=False))
            for table in TABLES
        }


def _comparable(rows: Sequence[tuple[Any, ...]]) -> str:
    return str([[None if pd.isna(cell) else cell for cell in row] for row in rows])


def test_files_are_read_by_url(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "a.txt").write_text("慰问困难职工45户。", encoding="utf-8")
    (archive / "b.txt").write_bytes(b"")
    options = Options(cluster=cluster[0])
    summary = batch.run([archive.as_uri()], tmp_path / "out", options=options)
    assert (summary.read, summary.failed) == (1, 1)
    with open_results(tmp_path / "out") as results:
        assert results.documents.source.tolist() == [(archive / "a.txt").as_uri()]
        assert results.failures.source.tolist() == [(archive / "b.txt").as_uri()]
        assert results.failures.detail.tolist()[0].startswith((archive / "b.txt").as_uri())
    nowhere = (tmp_path / "nowhere").as_uri()
    assert batch.run([nowhere], tmp_path / "out", options=options).failed == 1
    with open_results(tmp_path / "out") as results:
        assert nowhere in set(results.failures.source)


def test_only_urls_changed_since_a_day_are_read(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for year in (2018, 2020, 2022):
        path = archive / f"{year}.txt"
        path.write_text(f"{year}年慰问困难职工45户。", encoding="utf-8")
        at = datetime(year, 6, 1, tzinfo=UTC).timestamp()
        os.utime(path, (at, at))
    options = Options(cluster=cluster[0], since=datetime(2020, 1, 1, tzinfo=UTC))
    summary = batch.run([archive.as_uri()], tmp_path / "out", options=options)
    assert (summary.read, summary.older, summary.undated) == (2, 1, 0)


def test_a_url_whose_file_cannot_be_fetched_is_a_row(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    os.mkfifo(archive / "pipe")
    (archive / "a.txt").write_text("慰问困难职工45户。", encoding="utf-8")
    call = ["run", archive.as_uri(), "--out", str(tmp_path / "out"), "--cluster", cluster[0]]
    assert invoke(call, {}) == 3
    with open_results(tmp_path / "out") as results:
        assert results.failures.source.tolist() == [(archive / "pipe").as_uri()]
        assert results.failures.reason.tolist() == ["missing"]
        assert len(results.documents) == 1
    assert "路径不存在" in capsys.readouterr().out
    (archive / "pipe").unlink()
    (archive / "pipe").write_text("慰问困难职工46户。", encoding="utf-8")
    assert invoke(call, {}) == 0


def test_the_workers_follow_no_link_that_takes_the_place_of_a_file(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    (archive / "2019").mkdir(parents=True)
    for at in range(4):
        (archive / "2019" / f"{at}.txt").write_text(f"慰问困难职工4{at}户。", encoding="utf-8")
    (archive / "0.fifo").symlink_to("nowhere")  # a failure of the walk, told before any is read
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "3.txt").write_text("慰问困难职工77户。", encoding="utf-8")

    def swap(step: Step) -> None:
        if step.done == 1:
            (archive / "2019").rename(tmp_path / "away")
            (archive / "2019").symlink_to(tmp_path / "outside")

    options = Options(cluster=cluster[0], part=2)
    summary = batch.run([archive], tmp_path / "out", options=options, progress=swap)
    assert (summary.read, summary.failed) == (0, 5)
    with open_results(tmp_path / "out") as results:
        assert sorted(results.failures.reason) == ["broken-link", *["replaced"] * 4]


def test_a_part_in_which_a_file_failed_is_made_anew_when_asked_or_when_it_was_not_seen(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    archive.mkdir()
    (archive / "empty.txt").write_bytes(b"")
    (archive / "a.txt").write_text("慰问困难职工45户。", encoding="utf-8")
    batch.run([archive], out, options=Options(cluster=cluster[0]))

    def made() -> dict[Path, int]:  # a number of the disk may be given again, a time is not
        return {path: path.stat().st_ctime_ns for path in (out / "parts").iterdir()}

    first = made()
    batch.run([archive], out, options=Options(cluster=cluster[0]))
    assert made() == first
    batch.run([archive], out, options=Options(cluster=cluster[0], retry_failed=True))
    assert made().keys() == first.keys()
    assert made() != first


@pytest.fixture
def given(tmp_path: Path) -> Iterator[None]:
    """Choose word tables and a model of names of the user's own."""
    words = tmp_path / "words"
    words.mkdir()
    row = "银龄驿星\t老年人\tdescribed\n"
    (words / "groups.tsv").write_text(f"word\tlabel\tsort\n{row}", encoding="utf-8")
    confirmed = tmp_path / "confirmed.tsv"
    confirmed.write_text(f"sentence\tnames\n{NAMED}\t乐小满\n", encoding="utf-8")
    model = tmp_path / "ours.model"
    assert invoke(["train-names", str(confirmed), "--out", str(model)], {}) == 0
    lexicon.extend(words)
    votes.choose(str(model))
    yield
    lexicon.extend()
    votes.choose(None)


NAMED = "老街的乐小满昨天来了。"


@pytest.mark.usefixtures("given")
def test_the_users_words_and_model_of_names_reach_the_workers(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "a.txt").write_text(f"走访慰问了20名银龄驿星。{NAMED}", encoding="utf-8")
    batch.run([archive], tmp_path / "single", jobs=1)
    options = Options(cluster=cluster[0])
    batch.run([archive], tmp_path / "many", options=options)
    one, other = _dump(tmp_path / "single"), _dump(tmp_path / "many")
    for table in TABLES:
        assert str(one[table.name]) == str(other[table.name]), table.name
    with open_results(tmp_path / "many") as results:
        assert {"乐小满", "银龄驿星"} <= set(results.mentions["surface"])
    # Without them the same workers read by our words again.
    lexicon.extend()
    votes.choose(None)
    batch.run([archive], tmp_path / "plain", options=options)
    with open_results(tmp_path / "plain") as results:
        assert {"乐小满", "银龄驿星"}.isdisjoint(results.mentions["surface"])


# The last to use the cluster: it kills a worker.
def test_a_cluster_that_loses_a_worker_gives_the_tables_of_one_machine(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = cluster
    archive = _archive(tmp_path / "archive")
    single = batch.run([archive], tmp_path / "single", jobs=2)
    steps: list[Step] = []

    def kill_one(step: Step) -> None:
        steps.append(step)
        if len(steps) == 5:
            os.killpg(workers[0].pid, signal.SIGKILL)

    options = Options(cluster=address, part=8)
    many = batch.run([archive], tmp_path / "many", options=options, progress=kill_one)
    assert workers[0].wait(10) == -signal.SIGKILL
    assert (many.read, many.copies, many.failed) == (single.read, single.copies, single.failed)
    assert len(steps) == len({step.source for step in steps}) == 67
    one, other = _dump(tmp_path / "single"), _dump(tmp_path / "many")
    for table in TABLES:
        assert str(one[table.name]) == str(other[table.name]), table.name
    # The parts say of each other what the results file says.
    moved = shutil.copytree(tmp_path / "many" / "parts", tmp_path / "moved")
    for given in (tmp_path / "many", moved):
        compare_folders([given], tmp_path / "across")
        for table in DERIVED:
            found = pd.read_parquet(tmp_path / "across" / f"{table.name}.parquet")
            told = list(found.astype(object).itertuples(index=False))
            assert _comparable(told) == _comparable(one[table.name]), table.name
    # The parts are whole, are not read as reports, and are not made again.
    parts = sorted((tmp_path / "many" / "parts").iterdir())
    assert len(parts) == 9
    before = [path.stat().st_mtime_ns for path in parts]
    again = batch.run([archive], tmp_path / "many", options=options)
    assert (again.read, again.unchanged, again.failed) == (0, 64, 3)
    assert [path.stat().st_mtime_ns for path in parts] == before


def test_an_address_where_none_answers_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("慰问困难职工45户。", encoding="utf-8")
    options = Options(cluster="nonsense://here")
    with pytest.raises(ClusterError, match="no scheduler answers"):
        batch.run([tmp_path / "a.txt"], tmp_path / "out", options=options)


UNDATED = "undated"


class Undated(AbstractFileSystem):  # type: ignore[misc]  # fsspec has no types
    """A file system that tells of its one file only that it is there."""

    protocol = UNDATED

    def ls(self, path: str, *, detail: bool = True, **_: object) -> list[Any]:
        told = {"name": "a/b.txt", "size": 7, "type": "file"}
        listed: list[Any] = [told] if path in {"a", "a/b.txt"} else []
        return listed if detail else ["a/b.txt"]


class Refusing(AbstractFileSystem):  # type: ignore[misc]
    """A file system whose library raises what it likes."""

    protocol = "refusing"

    def find(self, *_: object, **__: object) -> list[str]:
        raise RuntimeError("Unable to locate credentials")


@pytest.mark.parametrize("dated", [True, False])
def test_a_file_system_that_tells_no_time_is_read_all_the_same(*, dated: bool) -> None:
    fsspec.register_implementation(UNDATED, Undated, clobber=True)
    assert found_at("undated://a", dated=dated) == [Remote("undated://a/b.txt", None)]


def test_what_a_library_says_of_a_url_is_quoted_behind_our_own_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fsspec.register_implementation("refusing", Refusing, clobber=True)
    call = ["run", "--out", str(tmp_path / "out"), "--cluster", "tcp://127.0.0.1:1"]
    assert invoke([*call, "refusing://a"], {}) == 3
    told = capsys.readouterr().out
    assert "网址无法访问" in told
    assert "请检查网址、账号与网络（原文：Unable to locate credentials）" in told
    assert invoke([*call, "refusing://a", "--lang", "en"], {}) == 3
    assert "cannot be reached: Unable to locate credentials" in capsys.readouterr().out
    assert invoke([*call, "nothing://a"], {}) == 2
    assert "无法打开这个网址（原文：Protocol not known" in capsys.readouterr().err


CHAINS = [
    # a URL, and the one to give instead
    ("zip://2018/a.txt::https://example.org/a.zip", "https://example.org/a.zip"),
    ("simplecache::s3://archive/2019", "s3://archive/2019"),
    ("tar://::simplecache::s3://archive/b.tar", "s3://archive/b.tar"),
]


@pytest.mark.parametrize(("url", "instead"), CHAINS)
def test_a_chain_of_urls_is_refused_with_the_one_to_give(
    url: str, instead: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["run", url, "--out", str(tmp_path / "out"), "--cluster", "tcp://127.0.0.1:1"]
    for language, said in (("en", f"last ::, {instead};"), ("zh", f"之后的网址 {instead}，")):
        assert invoke([*call, "--lang", language], {}) == 2
        assert said in " ".join(capsys.readouterr().err.split())
    assert isinstance(found_at("file://[::1]/a", dated=False), Failure)  # an address, no chain


def test_a_scheduler_without_workers_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("慰问困难职工45户。", encoding="utf-8")
    log = tmp_path / "scheduler"
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    with _process(log, *scheduler, "--no-dashboard"):
        monkeypatch.setattr("extractor.batch.cluster.PATIENCE", 5.0)
        options = Options(cluster=_told(log, ADDRESS))
        with pytest.raises(ClusterError, match="no worker is there"):
            batch.run([tmp_path / "a.txt"], tmp_path / "out", options=options)
