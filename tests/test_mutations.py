"""One figure changed: the audit notices, and is silent on the texts as they are."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest

from extractor import pipeline
from extractor.errors import ExtractorError
from extractor.model import Extraction, Verdict
from extractor.reading import decode
from tests.marked_documents import marked_documents
from tests.mutations import extractions, mutations

HERE = Path(__file__).resolve()
SHARED = Path(os.environ.get("EXTRACTOR_SHARED", HERE.parents[2] / "shared"))
DOCUMENTS = HERE.parent / "cases" / "unseen"
BUDGETS = SHARED / "corpora" / "budget_reports"
TRUE_ALARMS = "docs/audit-budget-reports.md"

# A few of each set, spread over it; ``python benchmarks/mutations.py`` takes all.
SETS = {
    # set      files                                    which        every so-manieth
    "dev":    (SHARED / "gold" / "dev",                 "*.raw.txt", 1),
    "sample": (HERE.parents[1] / "corpora" / "sample",  "*.txt",     1),
    "budget": (BUDGETS,                                 "*.txt",     9),
}  # fmt: skip
MOST = 50  # relations of each set
FLOORS = [
    # set      of relations that the text closes, of all that hold
    ("dev",    0.95, 0.88),
    ("sample", 0.95, 0.88),
    # shares of a figure told sentences before are found, and never called wrong
    ("budget", 0.95, 0.72),
]  # fmt: skip


def _read(name: str) -> Iterator[Extraction]:
    folder, pattern, every = SETS[name]
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    for path in sorted(folder.glob(pattern))[::every]:
        try:
            yield from extractions(path)
        except ExtractorError:  # a scan, a picture: the batch records it, and it states nothing
            continue


@pytest.mark.gold
@pytest.mark.parametrize(("name", "closed", "whole"), FLOORS)
def test_a_changed_figure_is_noticed(name: str, closed: float, whole: float) -> None:
    found = [mutation for extraction in _read(name) for mutation in mutations(extraction)]
    tried = list(islice(found[:: max(1, len(found) // MOST)], MOST))
    assert len(tried) >= MOST // 2
    noticed = [mutation.is_noticed for mutation in tried]
    sure = [n for n, mutation in zip(noticed, tried, strict=True) if mutation.is_closed]
    assert _share(noticed) >= whole
    assert _share(sure) >= closed


EVERY = 15  # so-manieth relation of our own documents
OWN_FLOORS = 0.50, 0.70  # of the spoilt figures that are called wrong, and of those shown at all


def test_a_changed_figure_of_our_own_documents_is_called_wrong_or_shown() -> None:
    found = [
        mutation
        for document in marked_documents(DOCUMENTS)
        for extraction in pipeline.process(decode(document.clean.encode(), "text")).extractions
        for mutation in mutations(extraction)
    ]
    tried = found[::EVERY]
    wrong, shown = OWN_FLOORS
    assert len(tried) > MOST
    assert _share([mutation.is_noticed for mutation in tried]) >= wrong
    assert _share([mutation.is_shown for mutation in tried]) >= shown


def _share(noticed: Sequence[bool]) -> float:
    return sum(noticed) / len(noticed)


def test_budget_reports_as_they_are_give_no_alarm_that_was_not_judged() -> None:
    if not BUDGETS.is_dir():
        pytest.skip(f"{BUDGETS} is not here")
    judged = (HERE.parents[1] / TRUE_ALARMS).read_text(encoding="utf-8")
    names = ("ankang_2025_budget", "huangshi_2025", "sanmenxia_2018", "sanming_2019", "shaoyang")
    paths = [path for path in sorted(BUDGETS.glob("*.txt")) if path.name.startswith(names)]
    failing = [
        finding
        for path in paths
        for extraction in extractions(path)
        for finding in extraction.findings
        if finding.verdict == Verdict.FAILS
    ]
    assert len(failing) >= len(names)
    assert [f.expression for f in failing if f.expression not in judged] == []
