"""Reports with one figure changed: does the audit notice?

Every relation that holds in a text is broken by changing a digit of one of its figures, and the
finding about the same figures must turn to ``fails``.  What is changed rotates through the figures
of the relation; the first digit is changed, so that no 约 and no rounding covers it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import regex

from extractor import pipeline, reading
from extractor.model import Extraction, Finding, FindingKind, Mention, Report, Value, Verdict
from extractor.offsets import Span

AGREES = (Verdict.HOLDS, Verdict.WITHIN_APPROXIMATION)
DIGIT = regex.compile("[1-9一二三四五六七八九壹贰叁肆伍陆柒捌玖]")
NEXT = dict(zip("123456789", "234567898", strict=True)) | dict(
    zip("一二三四五六七八九", "二三四五六七八九八", strict=True)
)
BEFORE, AFTER = 2, 1  # paragraphs kept around a relation


@dataclass(frozen=True)
class Mutation:
    """A passage, the relation that holds in it, and the passage with one figure changed."""

    finding: Finding
    changed: Span
    before: Report
    after: Report

    @property
    def is_noticed(self) -> bool:
        """Whether the changed passage fails, at a figure of the relation."""
        places = {span.start for span in self.finding.evidence}
        return any(
            finding.verdict == Verdict.FAILS
            and not places.isdisjoint({span.start for span in finding.evidence})
            for finding in pipeline.extract(self.after).findings
        )


def extractions(path: Path) -> Sequence[Extraction]:
    """Return what the file at ``path`` states."""
    return pipeline.process(reading.read(path)).extractions


def mutations(extraction: Extraction) -> Iterator[Mutation]:
    """Yield each relation that holds, with one of its figures changed."""
    for at, finding in enumerate(extraction.findings):
        if finding.verdict in AGREES and finding.kind != FindingKind.RESTATEMENT:
            figures = [*([finding.total] if finding.total else []), *finding.parts]
            mutation = _mutation(extraction.report, finding, figures[at % len(figures)])
            if mutation is not None:
                yield mutation


def _mutation(report: Report, finding: Finding, figure: Mention[Value]) -> Mutation | None:
    digit = DIGIT.search(figure.text)
    if digit is None or digit[0] not in NEXT:
        return None
    at = figure.span.start + digit.start()
    window = _window(report.text, finding)
    changed = report.text[:at] + NEXT[digit[0]] + report.text[at + 1 :]
    shift = window.start
    moved = replace(
        finding,
        total=_moved(finding.total, shift) if finding.total else None,
        parts=tuple(_moved(part, shift) for part in finding.parts),
    )
    return Mutation(
        moved,
        Span(at - shift, at - shift + 1),
        replace(report, text=window.slice(report.text)),
        replace(report, text=window.slice(changed)),
    )


def _moved(mention: Mention[Value], shift: int) -> Mention[Value]:
    return replace(mention, span=Span(mention.span.start - shift, mention.span.end - shift))


def _window(text: str, finding: Finding) -> Span:
    start = min(span.start for span in finding.evidence)
    end = max(span.end for span in finding.evidence)
    for _ in range(BEFORE + 1):
        start = max(text.rfind("\n", 0, max(0, start - 1)), 0)
    for _ in range(AFTER + 1):
        found = text.find("\n", end + 1)
        end = len(text) if found < 0 else found
    return Span(start, end)
