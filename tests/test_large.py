"""Large hostile files, weekly (``make reliability``): each ends, in bounds, as text or as a reason.

They are written here, some 60 MB, after the large set of the shared hostile files.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import batch
from extractor.batch import Limits, Options
from extractor.store import open_results

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not os.environ.get("EXTRACTOR_WEEKLY"), reason="weekly: make reliability"),
]
FACTS = "2018年慰问困难职工30户发放慰问金3.5万元其中市总2万元自筹1.5万元"
MANY = 20_000


def _write(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def _bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("zeros.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(1024):
            member.write(b"0" * 2**20)


def _members(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(70_000):
            archive.writestr(f"{number}.txt", "x")


# name, how it is written, and the reasons it may end with; none where it must be read.
LARGE: list[tuple[str, Callable[[Path], object], set[str]]] = [
    ("one-line", _write((FACTS * 140_000)[:2_000_000]), {"timeout", "memory"}),
    ("brackets", _write("（" * 1_000_000), {"timeout"}),
    ("digits", _write("1" * 5_000_000 + "元"), {"timeout"}),
    ("digits-commas", _write("1,111," * 800_000 + "元"), {"timeout"}),
    ("of-which", _write("共100户，" + "其中1户，" * 200_000), {"timeout", "memory"}),
    ("blanks", _write(" " * 20_000_000 + "慰问30户"), {"timeout", "memory"}),
    ("newlines", _write("\n" * 10_000_000), {"empty"}),
    ("numerals", _write("一千二百三十四万" * 120_000), {"timeout", "memory"}),
    ("sparse", _sparse, {"too-large"}),
    ("bomb.zip", _bomb, {"not-text", "ratio", "too-large-inside", "too-large"}),
    ("members.zip", _members, {"not-text", "too-many-members", "too-large"}),
]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """Return the reason each large file ended with, ``None`` where it was read."""
    archive, out = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("out")
    for name, write, _ in LARGE:
        write(archive / name)
    batch.run([archive], out, jobs=2, options=Options(Limits(seconds=120, memory=2048)))
    with open_results(out) as results:
        read = dict.fromkeys((Path(source).name for source in results.documents.source), None)
        sources = [Path(source).name for source in results.failures.source]
        return {**read, **dict(zip(sources, results.failures.reason, strict=True))}


@pytest.mark.parametrize(("name", "reasons"), [(name, reasons) for name, _, reasons in LARGE])
def test_a_large_file_is_read_or_ends_with_its_reason(
    name: str, reasons: set[str], outcomes: dict[str, str | None]
) -> None:
    assert outcomes[name] in reasons | {None}


def test_every_small_file_of_a_large_folder_is_read_once(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for number in range(MANY):
        text = f"慰问困难职工{number}户。"
        (archive / f"{number:05}.txt").write_text(text, encoding="utf-8")
    summary = batch.run([archive], tmp_path / "out")
    assert (summary.read, summary.failed) == (MANY, 0)
    with open_results(tmp_path / "out") as results:
        assert results.documents.source.nunique() == MANY
