"""Passages nobody tuned a rule to: what the audit should say of each was written before it was run."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import pipeline
from extractor.model import Finding, Report, Verdict
from extractor.offsets import apply_edits

AGREES = (Verdict.HOLDS, Verdict.WITHIN_APPROXIMATION)
CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "audit_passages.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]
# 共走访 need not close a list, 16万 of 112万 may be 13.4% when both are rounded, and a plan of
# 3亿元 may be anything from 2.5亿 on.
MISSED = pytest.mark.xfail(reason="the text leaves another reading to the audit", strict=True)


def _cases() -> list[object]:
    return [
        pytest.param("fails", kinds, text, marks=MISSED)
        if verdict == "missed"
        else (verdict, kinds, text)
        for verdict, kinds, text in CASES
    ]


def _findings(text: str) -> list[Finding]:
    report = Report("", 1, *apply_edits(text.replace("⏎", "\n"), ()))
    return list(pipeline.extract(report).findings)


@pytest.mark.parametrize(("verdict", "kinds", "text"), _cases())
def test_a_passage_is_judged_as_a_reader_judges_it(verdict: str, kinds: str, text: str) -> None:
    found = _findings(text)
    failing = [finding for finding in found if finding.verdict == Verdict.FAILS]
    wanted = failing if verdict == "fails" else [f for f in found if f.verdict in AGREES]
    assert bool(failing) == (verdict == "fails")
    for kind in kinds.split("+") if kinds != "-" else ():
        assert any(finding.kind in kind.split("|") for finding in wanted)
