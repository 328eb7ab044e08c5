"""Results of a run that was stopped: whoever reads them is told, until the run has ended."""

from __future__ import annotations

import os
import warnings
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from extractor import batch
from extractor.cli import invoke
from extractor.errors import UnfinishedWarning
from extractor.store import compare_folders, open_results
from tests.archives import write_archive

SAID = "the run over"


def _stop(step: batch.Step) -> None:
    if step.done == 2:
        raise KeyboardInterrupt


def _stopped(archive: Path, out: Path, options: batch.Options | None = None) -> None:
    with suppress(KeyboardInterrupt):
        batch.run([archive], out, jobs=1, progress=_stop, options=options or batch.Options())


def _lacking(out: Path) -> tuple[str, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnfinishedWarning)
        with open_results(out) as results:
            return results.unfinished


@pytest.fixture
def stopped(tmp_path: Path) -> Path:
    """Return the results of a run over ``archive`` beside them that was stopped."""
    _stopped(write_archive(tmp_path / "archive"), tmp_path / "out")
    return tmp_path / "out"


COMMANDS = (
    ["audit", "OUT"],
    ["compare", "OUT"],
    ["query", "OUT", "SELECT 1"],
    ["tables", "OUT", "--format", "csv", "--out", "DIR/tables"],
    ["report", "OUT", "--html", "DIR/a.html"],
    ["across", "OUT", "--out", "DIR/across"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_command_says_once_that_the_run_has_not_ended(
    command: list[str], stopped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = [part.replace("OUT", str(stopped)).replace("DIR", str(tmp_path)) for part in command]
    for language, said in (("en", SAID), ("zh", "没有做完")):
        invoke([*call, "--lang", language], {})
        shown = capsys.readouterr()
        assert shown.err.count(said) == 1
        assert str(tmp_path / "archive") in shown.err.replace("\n", "")
        assert said not in shown.out
    batch.run([tmp_path / "archive"], stopped, jobs=1)
    capsys.readouterr()
    invoke([*call, "--lang", "en"], {})
    assert SAID not in capsys.readouterr().err


def test_python_is_warned(stopped: Path, tmp_path: Path) -> None:
    with pytest.warns(UnfinishedWarning, match="figures are missing"):
        open_results(stopped).close()
    with pytest.warns(UnfinishedWarning):
        compare_folders([stopped], tmp_path / "across")
    batch.run([tmp_path / "archive"], stopped, jobs=1)
    open_results(stopped).close()


def test_what_is_handed_on_says_so(stopped: Path, tmp_path: Path) -> None:
    call = ["report", str(stopped), "--xlsx", f"{tmp_path}/a.xlsx", "--html", f"{tmp_path}/a.html"]
    assert invoke(call, {}) == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    for shown in ("".join(cells), (tmp_path / "a.html").read_text(encoding="utf-8")):
        assert f"读取 {tmp_path / 'archive'} 的运行没有做完" in shown


def test_only_a_run_over_the_same_files_ends_it(stopped: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    assert _lacking(stopped) == (str(archive),)
    batch.run([archive / "2018"], stopped, jobs=1)
    assert _lacking(stopped) == (str(archive),)
    newer = batch.Options(since=datetime(2100, 1, 1, tzinfo=UTC))
    batch.run([archive], stopped, jobs=1, options=newer)
    assert _lacking(stopped) == (str(archive),)
    batch.run([tmp_path], stopped, jobs=1)
    assert _lacking(stopped) == ()


def test_the_same_folder_by_another_name_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = write_archive(tmp_path / "archive")
    monkeypatch.chdir(tmp_path)
    _stopped(Path("archive"), tmp_path / "out")
    assert _lacking(tmp_path / "out") == ("archive",)
    os.chdir(archive)
    batch.run([Path()], tmp_path / "out", jobs=1)
    assert _lacking(tmp_path / "out") == ()
