"""The hostile audit files of the shared set: found what must be found, silent where it must be."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from extractor import pipeline, reading
from extractor.model import Finding, Verdict

SHARED = Path(os.environ.get("EXTRACTOR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
FILES = SHARED / "nasty" / "files"
HELD = (Verdict.HOLDS, Verdict.WITHIN_APPROXIMATION)

# What the manifest says: the findings that fail, by what is stated and what the parts come to.
EXPECTED = [
    # file                            fails: stated, computed as written
    ("a01_sum_mismatch.txt",        [("10万元", "110000")]),
    ("a02_partial_list.txt",        []),
    ("a03_nested.txt",              []),
    ("a04_like_for_like.txt",       []),
    ("a05_truncated_pct.txt",       []),
    ("a06_true_error.txt",          [("5.43%", "5.388")]),
    ("a07_count_off_by_one.txt",    [("4人次", "3")]),
    ("a08_mixed_units.txt",         []),
    ("a09_rounding.txt",            []),
    ("a10_pasted_twice.txt",        []),
    ("a11_negative_part.txt",       []),
    ("a12_floats.txt",              []),
    ("a13_gap_in_total.txt",        [("118.72亿元", "11400000000")]),
    ("a14_gap_in_total2.txt",       [("9.0亿元", "670000000")]),
]  # fmt: skip


def findings(name: str) -> list[Finding]:
    if not FILES.is_dir():
        pytest.skip(f"{FILES} is not here")
    processed = pipeline.process(reading.read(FILES / name))
    return [f for extraction in processed.extractions for f in extraction.findings]


@pytest.mark.parametrize(("name", "expected"), EXPECTED)
def test_what_fails_is_what_the_manifest_says(name: str, expected: list[tuple[str, str]]) -> None:
    failing = [f for f in findings(name) if f.verdict == Verdict.FAILS]
    assert [f.total.text for f in failing if f.total] == [stated for stated, _ in expected]
    for finding, (_, computed) in zip(failing, expected, strict=True):
        assert f" {computed} ≠" in finding.expression


def test_an_open_list_is_labelled_by_what_its_parts_are_short_of() -> None:
    (short,) = [f for f in findings("a01_sum_mismatch.txt") if f.reason == "open-list"]
    assert short.verdict == Verdict.CANNOT_TELL
    assert short.difference == Decimal(10)
    assert short.expression == "30 + 50 + 10 = 90 ≠ 100"


def test_nested_brackets_hold_on_every_level() -> None:
    assert len([f for f in findings("a03_nested.txt") if f.verdict in HELD]) == 3


def test_like_for_like_growth_is_called_not_comparable() -> None:
    (finding,) = findings("a04_like_for_like.txt")
    assert (finding.verdict, finding.reason) == (Verdict.CANNOT_TELL, "not-comparable")


def test_a_share_that_was_cut_says_so() -> None:
    (finding,) = findings("a05_truncated_pct.txt")
    assert (finding.verdict, finding.reason) == (Verdict.WITHIN_APPROXIMATION, "truncated")
    assert "116.999" in finding.expression


def test_a_passage_pasted_three_times_is_marked_and_read_once() -> None:
    processed = pipeline.process(reading.read(_here("a10_pasted_twice.txt")))
    (extraction,) = processed.extractions
    assert "repeated-passage" in {note.code for note in extraction.report.notes}
    assert len({m.text for m in extraction.mentions}) == len(extraction.mentions)


def _here(name: str) -> Path:
    if not FILES.is_dir():
        pytest.skip(f"{FILES} is not here")
    return FILES / name
