"""Whatever takes the place of a file while a run goes on, the run stays in its folder and ends."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import batch, reading
from extractor.batch.walking import walk
from extractor.cli import invoke
from extractor.errors import ExtractorError, UnreadableError
from extractor.model import Failure, SourceFile
from extractor.store import open_results

TEXT = "2018年1月20日，区总工会慰问困难职工30户，发放慰问金3.5万元。"
OUTSIDE = "2018年1月20日，局里慰问困难职工77户。"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive of three folders, and a folder beside it that nobody named."""
    root = tmp_path / "archive"
    for year in ("2018", "2019", "2020"):
        (root / year).mkdir(parents=True)
        for name in ("a", "b"):
            (root / year / f"{name}.txt").write_text(f"{TEXT}{year}{name}", encoding="utf-8")
    os.mkfifo(root / "0.fifo")  # a failure of the walk: the first step, before any file is opened
    (tmp_path / "outside").mkdir()
    for name in ("a", "b"):
        (tmp_path / "outside" / f"{name}.txt").write_text(f"{OUTSIDE}{name}", encoding="utf-8")
    return root


def _link_a_file(root: Path) -> None:
    (root / "2019" / "a.txt").unlink()
    (root / "2019" / "a.txt").symlink_to(root.parent / "outside" / "a.txt")


def _link_a_file_by_name(root: Path) -> None:
    (root / "2019" / "a.txt").unlink()
    (root / "2019" / "a.txt").symlink_to("../../outside/a.txt")


def _link_a_folder(root: Path) -> None:
    (root / "2019").rename(root.parent / "away")
    (root / "2019").symlink_to(root.parent / "outside")


def _link_inside(root: Path) -> None:
    (root / "2019" / "a.txt").unlink()
    (root / "2019" / "a.txt").symlink_to(root / "2018" / "a.txt")


def _put_a_pipe(root: Path) -> None:
    (root / "2019" / "a.txt").unlink()
    os.mkfifo(root / "2019" / "a.txt")


def _put_a_folder(root: Path) -> None:
    (root / "2019" / "a.txt").unlink()
    (root / "2019" / "a.txt").mkdir()


def _put_a_file_for_the_folder(root: Path) -> None:
    (root / "2019").rename(root.parent / "away")
    (root / "2019").write_text(OUTSIDE, encoding="utf-8")


SWAPS: list[tuple[Callable[[Path], None], dict[str, str]]] = [
    (_link_a_file, {"2019/a.txt": "replaced"}),
    (_link_a_file_by_name, {"2019/a.txt": "replaced"}),
    (_link_a_folder, {"2019/a.txt": "replaced", "2019/b.txt": "replaced"}),
    (_link_inside, {"2019/a.txt": "replaced"}),
    (_put_a_pipe, {"2019/a.txt": "not-a-file"}),
    (_put_a_folder, {"2019/a.txt": "folder"}),
    (_put_a_file_for_the_folder, {"2019/a.txt": "replaced", "2019/b.txt": "replaced"}),
]


def _failures(out: Path, root: Path) -> dict[str, str]:
    with open_results(out) as results:
        failures = results.failures
        named = zip(failures.source, failures.reason, strict=True)
        return {Path(source).relative_to(root).as_posix(): reason for source, reason in named}


def _texts(out: Path) -> str:
    with open_results(out) as results:
        return "".join(results.reports["text"])


@pytest.mark.parametrize(("swap", "failures"), SWAPS)
def test_what_is_swapped_after_the_walk_is_not_followed(
    swap: Callable[[Path], None], failures: dict[str, str], archive: Path, tmp_path: Path
) -> None:
    def replace(step: batch.Step) -> None:
        if step.done == 1:
            swap(archive)

    batch.run([archive], tmp_path / "out", jobs=1, progress=replace)
    assert _failures(tmp_path / "out", archive) == {"0.fifo": "not-a-file", **failures}
    assert "77户" not in _texts(tmp_path / "out")
    assert _texts(tmp_path / "out").count("30户") == 6 - len(failures)


@pytest.mark.parametrize(("swap", "failures"), SWAPS)
def test_what_is_swapped_before_the_worker_reads_is_not_followed(
    swap: Callable[[Path], None], failures: dict[str, str], archive: Path, tmp_path: Path
) -> None:
    def read(path: Path, source: str, within: Path | None) -> SourceFile:
        if path.parent.name == "2018" and path.name == "a.txt":
            swap(archive)
        return reading.read(path, source, within)

    batch.run([archive], tmp_path / "out", jobs=1, read=read)
    assert _failures(tmp_path / "out", archive) == {"0.fifo": "not-a-file", **failures}
    assert "77户" not in _texts(tmp_path / "out")


def _remove_a_folder(root: Path) -> None:
    shutil.rmtree(root / "2019")


@pytest.mark.parametrize(
    ("change", "reason"), [(_link_a_folder, "replaced"), (_remove_a_folder, "missing")]
)
def test_a_folder_that_changes_during_the_walk_is_told_and_not_followed(
    change: Callable[[Path], None],
    reason: str,
    archive: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scan, scanned = os.scandir, []

    def changing(folder: int) -> object:
        scanned.append(folder)
        if len(scanned) == 2:  # the archive is known by now, and 2020 is looked at
            change(archive)
        return scan(folder)

    monkeypatch.setattr("extractor.batch.walking.os.scandir", changing)
    found = {Path(one.source).relative_to(archive).as_posix(): one for one in walk([archive])}
    assert "2019/a.txt" not in found
    failure = found["2019"]
    assert isinstance(failure, Failure)
    assert failure.reason == reason


def test_what_was_read_before_stays_when_it_is_swapped(archive: Path, tmp_path: Path) -> None:
    batch.run([archive], tmp_path / "out", jobs=1)

    def replace(step: batch.Step) -> None:
        if step.done == 1:
            _link_a_file(archive)

    batch.run([archive], tmp_path / "out", jobs=1, progress=replace)
    assert _failures(tmp_path / "out", archive)["2019/a.txt"] == "replaced"
    assert _texts(tmp_path / "out").count("30户") == 6


def test_a_link_that_is_named_is_followed(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "named").symlink_to(archive / "2018")
    (tmp_path / "one.txt").symlink_to(archive / "2019" / "a.txt")
    summary = batch.run([tmp_path / "named", tmp_path / "one.txt"], tmp_path / "out", jobs=1)
    assert (summary.read, summary.failed) == (3, 0)


def test_a_socket_is_refused_at_once(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.fspath(tmp_path / "s"))
        with pytest.raises(UnreadableError, match="is a socket"):
            reading.load(tmp_path / "s", tmp_path)


# --- paths --------------------------------------------------------------------------------------


def _deep(root: Path, name: str, depth: int) -> None:
    """Make folders in folders, deeper than one path can name, with a file in the last."""
    handle = os.open(root, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=handle)
        below = os.open(name, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    file = os.open("a.txt", os.O_WRONLY | os.O_CREAT, dir_fd=handle)
    os.write(file, TEXT.encode())
    os.close(file)
    os.close(handle)


def test_a_path_that_is_too_long_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "archive"
    root.mkdir()
    (root / "a.txt").write_text(TEXT + "。", encoding="utf-8")
    _deep(root, "慰" * 80, 20)  # 4,800 bytes
    assert invoke(["run", str(root), "--out", str(tmp_path / "out")], {}) == 3
    (reason,) = _failures(tmp_path / "out", root).values()
    assert reason == "path-too-long"
    assert _texts(tmp_path / "out").count("30户") == 1
    told = capsys.readouterr().out.replace("\n", "")
    assert "路径过长" in told
    assert "请缩短文件夹" in told


def test_a_name_that_is_too_long_is_told_so(tmp_path: Path) -> None:
    (found,) = walk([tmp_path / ("慰" * 100)])
    assert isinstance(found, Failure)
    assert found.reason == "path-too-long"


@pytest.mark.parametrize("command", ["run", "extract", "restore"])
def test_an_empty_path_is_not_the_folder_here(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out = ["--out", "out"] if command == "run" else []
    assert invoke([command, "", *out], {}) == 2
    assert "路径为空" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_an_empty_path_for_results_is_not_the_folder_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert invoke(["run", "a.txt", "--out", "", "--lang", "en"], {}) == 2
    assert "a path is empty" in capsys.readouterr().err
    with pytest.raises(ExtractorError, match="a path is empty"):
        batch.run(["a.txt"], "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]
