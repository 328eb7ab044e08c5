"""An archive that is renamed, moved, thinned out or called by another name is the same archive."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from extractor import batch
from extractor.cli import invoke
from extractor.store import open_results
from tests.archives import PNG, write_archive

TEXT = "2018年1月20日，区总工会慰问困难职工{number}户，发放慰问金3.5万元。"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that holds an archive of three reports and one file without text."""
    (tmp_path / "archive").mkdir()
    for number in range(3):
        text = TEXT.format(number=number + 2)
        (tmp_path / "archive" / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "archive" / "empty.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    batch.run(["archive"], "out", jobs=1)
    return tmp_path


def _stored(out: Path) -> tuple[list[tuple[str, int]], list[str]]:
    with open_results(out) as results:
        documents = results.documents.sort_values("source")
        named = list(zip(documents.source, documents.copies, strict=True))
        return named, sorted(results.failures.source)


def _named(*sources: str) -> list[tuple[str, int]]:
    return [(source, 0) for source in sources]


def test_a_file_that_is_renamed_is_no_copy(home: Path) -> None:
    (home / "archive" / "0.txt").rename(home / "archive" / "9.txt")
    (home / "archive" / "empty.txt").rename(home / "archive" / "void.txt")
    batch.run(["archive"], "out", jobs=1)
    named = _named("archive/1.txt", "archive/2.txt", "archive/9.txt")
    assert _stored(home / "out") == (named, ["archive/void.txt"])


def test_an_archive_that_is_moved_is_no_copy(home: Path) -> None:
    (home / "archive").rename(home / "moved")
    batch.run(["moved"], "out", jobs=1)
    named = _named("moved/0.txt", "moved/1.txt", "moved/2.txt")
    assert _stored(home / "out") == (named, ["moved/empty.txt"])


def test_an_archive_by_its_absolute_path_is_no_copy(home: Path) -> None:
    batch.run([home / "archive"], "out", jobs=1)
    root = f"{home}/archive"
    named = _named(f"{root}/0.txt", f"{root}/1.txt", f"{root}/2.txt")
    assert _stored(home / "out") == (named, [f"{root}/empty.txt"])


def test_a_true_copy_stays_one(home: Path) -> None:
    (home / "archive" / "9.txt").write_bytes((home / "archive" / "0.txt").read_bytes())
    os.link(home / "archive" / "1.txt", home / "archive" / "8.txt")
    batch.run(["archive"], "out", jobs=1)
    batch.run(["archive/9.txt"], "out", jobs=1)
    named = [("archive/0.txt", 1), ("archive/1.txt", 1), ("archive/2.txt", 0)]
    assert _stored(home / "out")[0] == named


def test_what_is_gone_was_read_and_stays_and_is_counted(home: Path) -> None:
    (home / "archive" / "0.txt").unlink()
    (home / "archive" / "empty.txt").unlink()
    assert batch.run(["archive"], "out", jobs=1).gone == 1
    named = _named("archive/0.txt", "archive/1.txt", "archive/2.txt")
    assert _stored(home / "out") == (named, [])
    (home / "archive").rename(home / "away")  # the disk is away: nothing is known
    assert batch.run(["archive"], "out", jobs=1).gone == 0
    assert _stored(home / "out") == (named, ["archive"])


@pytest.mark.parametrize("named", ["done", "done/report.txt"])
def test_a_file_that_failed_was_mended_and_moved_is_no_failure_any_more(
    named: str, home: Path
) -> None:
    (home / "done").mkdir()
    (home / "archive" / "empty.txt").rename(home / "done" / "report.txt")
    (home / "done" / "report.txt").write_text(TEXT.format(number=9), encoding="utf-8")
    summary = batch.run([named], "out", jobs=1)
    assert (summary.read, summary.failed, summary.settled) == (1, 0, 1)
    assert _stored(home / "out")[1] == []
    assert batch.run([named], "out", jobs=1).settled == 0


@pytest.mark.parametrize("is_mounted", [True, False])
def test_a_failure_stays_while_its_disk_is_away(home: Path, *, is_mounted: bool) -> None:
    (home / "archive").rename(home / "away")
    if is_mounted:  # the folder that a disk is mounted on is there, and empty
        (home / "archive").mkdir()
    (home / "a.txt").write_text(TEXT.format(number=9), encoding="utf-8")
    assert batch.run(["a.txt"], "out", jobs=1).settled == 0
    assert _stored(home / "out")[1] == ["archive/empty.txt"]


def test_a_file_that_failed_and_is_still_there_stays_a_failure(home: Path) -> None:
    (home / "a.txt").write_text(TEXT.format(number=9), encoding="utf-8")
    assert batch.run(["a.txt"], "out", jobs=1).settled == 0
    assert _stored(home / "out")[1] == ["archive/empty.txt"]


def test_what_is_no_longer_listed_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "archive" / "empty.txt").unlink()
    assert invoke(["run", "archive", "--out", "out"], {}) == 0
    assert "已不在原处、不再列出：1" in capsys.readouterr().out


def test_a_path_that_was_misspelt_is_forgotten(home: Path) -> None:
    assert batch.run(["archvie"], "out", jobs=1).failed == 1
    assert _stored(home / "out")[1] == ["archive/empty.txt", "archvie"]
    batch.run(["archive"], "out", jobs=1)
    assert _stored(home / "out")[1] == ["archive/empty.txt"]


def test_a_name_that_is_no_text_is_looked_for_by_its_bytes(home: Path) -> None:
    first = os.fsencode(home) + b"/archive/\xd6\xd0.txt"
    os.rename(home / "archive" / "0.txt", first)  # noqa: PTH104
    batch.run(["archive"], "out", jobs=1)
    (home / "copy.txt").write_bytes(TEXT.format(number=2).encode())
    batch.run(["copy.txt"], "out", jobs=1)
    assert (r"archive/\udcd6\udcd0.txt", 1) in _stored(home / "out")[0]


def test_the_same_relative_name_elsewhere_is_another_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, folder in enumerate(("2018", "2019")):
        (home / folder).mkdir()
        (home / folder / "a.txt").write_text(TEXT.format(number=number + 7), encoding="utf-8")
        monkeypatch.chdir(home / folder)
        batch.run([".", "nowhere"], "../both", jobs=1)
    named = _named("../2019/a.txt", "a.txt")
    assert _stored(home / "both") == (named, ["../2019/nowhere"])
    assert batch.run(["."], "../both", jobs=1).unchanged == 1


def test_names_stay_when_archive_and_results_are_moved_together(
    home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _stored(home / "out")
    moved = home.rename(tmp_path_factory.mktemp("elsewhere") / "moved")
    monkeypatch.chdir(moved)
    assert batch.run(["archive"], "out", jobs=1).unchanged == 3
    assert _stored(moved / "out") == before


def test_the_end_of_a_run_names_what_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = write_archive(tmp_path / "送温暖 总结")
    call = ["run", str(archive), "--out", str(tmp_path / "结果 一"), "--lang", "en"]
    invoke(call, {})
    shown = capsys.readouterr().out
    assert f"Next: extractor audit '{tmp_path / '结果 一'}'" in shown
    (archive / "2018" / "a.txt").unlink()
    (archive / "2019" / "copy of a.txt").unlink()
    (archive / "2019" / "c.txt").unlink()
    invoke(call, {})
    kept = [
        archive / "2018" / "a.txt",
        archive / "2019" / "c.txt",
        archive / "2019" / "copy of a.txt",
    ]
    told = "\n".join(f"  {path}" for path in kept)
    assert f"no longer there, kept from an earlier run: 3\n{told}\n" in capsys.readouterr().out


def test_a_bundle_named_another_way_lists_its_failures_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for name, members in {"some": ("a.txt", "b.png"), "none": ("../c.txt",)}.items():
        with zipfile.ZipFile(archive / f"{name}.zip", "w") as bundle:
            for member in members:
                text = "慰问困难职工7户。".encode()
                bundle.writestr(member, PNG if member.endswith("png") else text)
    monkeypatch.chdir(tmp_path)
    for named in ("archive", str(archive), "archive", "."):
        summary = batch.run([named], "out", jobs=1)
        with open_results("out") as results:
            assert len(results.failures) == summary.failed == 3
            sources = [*results.failures.source, *results.table("sources").source]
        assert {Path(source).is_absolute() for source in sources} == {named == str(archive)}
