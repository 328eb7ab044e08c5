"""What is said of one thing and then of another: the audit calls no combination of them wrong."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest

from extractor import pipeline
from extractor.model import Report, Verdict
from extractor.offsets import apply_edits

CASES = Path(__file__).parent / "cases" / "honest_combinations.tsv"
BETWEEN = "，。"


def _groups() -> dict[str, dict[str, list[str]]]:
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            group, place, words = line.split("\t")
            groups[group][place].append(words)
    return groups


GROUPS = _groups()
FIRST = [(group, first) for group, said in GROUPS.items() for first in said["first"]]


@pytest.mark.parametrize(("group", "first"), FIRST)
def test_what_is_said_of_something_else_is_not_called_wrong(group: str, first: str) -> None:
    then = GROUPS[group]["then"]
    assert then
    texts = [f"{first}{mark}{words}。" for mark, words in product(BETWEEN, then)]
    assert [text for text in texts if _is_called_wrong(text)] == []


def _is_called_wrong(text: str) -> bool:
    report = Report("", 1, *apply_edits(text, ()))
    return any(f.verdict == Verdict.FAILS for f in pipeline.extract(report).findings)
