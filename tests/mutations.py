"""Reports with one figure changed: does the audit notice?

Every relation that holds in a text is broken by changing the first digit of one of its figures, and
a finding about the same figures must turn to ``fails``.  Which figure is changed rotates through the
relation.  Left out are relations that a changed figure does not break: a fact stated twice (two figures
that differ are two facts), a part that is still smaller than its whole, and things counted by their
punctuation.  A change that rounding or 约 covers is none.  ``is_closed`` tells the relations that the unchanged text leaves no
other reading for (合计 after a list, 税收 and 非税) from lists that may be open (其中 and three names).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import regex

from extractor import pipeline, reading
from extractor.auditing.verdicts import judge
from extractor.linking import find_relations
from extractor.linking.figures import figures
from extractor.linking.relations import Form, Relation
from extractor.model import (
    Count,
    Extraction,
    Finding,
    FindingKind,
    Mention,
    Money,
    Percent,
    Report,
    Value,
    Verdict,
)
from extractor.offsets import Span

AGREES = (Verdict.HOLDS, Verdict.WITHIN_APPROXIMATION)
DIGIT = regex.compile("[1-9一二三四五六七八九]")
NEXT = dict(zip("123456789一二三四五六七八九", "234567898二三四五六七八九八", strict=True))
BEFORE, AFTER = 3, 2  # ends of paragraphs passed before and behind a relation

Key = tuple[str, int | None, tuple[int, ...]]


@dataclass(frozen=True)
class Mutation:
    """A relation that holds, and the passage around it with one of its figures changed."""

    finding: Finding
    places: frozenset[int]  # where its figures begin in the passage
    passage: Report
    is_closed: bool

    @cached_property
    def verdicts(self) -> frozenset[Verdict]:
        """What the changed passage comes to, at the figures of the relation."""
        return frozenset(
            finding.verdict
            for finding in pipeline.extract(self.passage).findings
            if not self.places.isdisjoint({span.start for span in finding.evidence})
        )

    @property
    def is_noticed(self) -> bool:
        """Whether the changed passage fails, at a figure of the relation."""
        return Verdict.FAILS in self.verdicts

    @property
    def is_shown(self) -> bool:
        """Whether the changed passage fails there, or cannot be told."""
        return not self.verdicts.isdisjoint((Verdict.FAILS, Verdict.CANNOT_TELL))


def extractions(path: Path) -> Sequence[Extraction]:
    """Return what the file at ``path`` states."""
    return pipeline.process(reading.read(path)).extractions


def mutations(extraction: Extraction) -> Iterator[Mutation]:
    """Yield each relation that holds, with one of its figures changed."""
    closed = _closed(extraction)
    for at, finding in enumerate(extraction.findings):
        if finding.verdict not in AGREES or _is_unbroken(finding):
            continue
        members = [*([finding.total] if finding.total else []), *finding.parts]
        figure = members[at % len(members)]
        digit = DIGIT.search(figure.text)
        is_figure = isinstance(figure.value, Money | Count | Percent)
        if digit and is_figure and not _is_covered(finding, figure):
            start = figure.span.start + digit.start()
            yield _mutation(extraction.report, finding, start, closed)


def _is_unbroken(finding: Finding) -> bool:
    """Whether the relation claims nothing that another figure would break."""
    kinds = (FindingKind.RESTATEMENT, FindingKind.SUBSET)
    return finding.kind in kinds or finding.check_id == "enumeration.items"


def _closed(extraction: Extraction) -> set[Key]:
    """Return the relations that the text leaves no other reading for."""
    mentions, text = extraction.mentions, extraction.report.text
    found = find_relations(figures(text, mentions), mentions, text)
    starts = [mention.span.start for mention in mentions]
    return {
        (
            f"{r.kind}.{r.form}",
            None if r.total is None else starts[r.total],
            tuple(starts[part] for part in r.parts),
        )
        for r in found
        if r.is_closed
    }


def _key(finding: Finding) -> Key:
    total = finding.total.span.start if finding.total else None
    return finding.check_id, total, tuple(part.span.start for part in finding.parts)


def _is_covered(finding: Finding, figure: Mention[Value]) -> bool:
    """Whether the relation agrees with the changed figure too: 0.8亿 for 0.7亿 in a list of 亿."""
    members = [*([finding.total] if finding.total else []), *finding.parts]
    has_total = finding.total is not None
    relation = Relation(
        finding.kind,
        Form(finding.check_id.split(".")[1]),
        0 if has_total else None,
        tuple(range(int(has_total), len(members))),
        is_closed=True,
    )
    changed = [_changed(member) if member is figure else member for member in members]
    return judge(relation, changed).verdict in AGREES


def _changed(figure: Mention[Value]) -> Mention[Value]:
    """Return the figure with another first digit."""
    assert isinstance(figure.value, Money | Count | Percent)
    quantity, digit = figure.value.quantity, DIGIT.search(figure.text)
    assert digit
    text = figure.text[: digit.start()] + NEXT[digit.group()] + figure.text[digit.end() :]
    step = Decimal(10) ** (quantity.stated or Decimal(1)).copy_abs().adjusted()
    step = -step if digit.group() in "9九" else step
    stated, low, high = (
        None if number is None else number + step
        for number in (quantity.stated, quantity.low, quantity.high)
    )
    moved = replace(quantity, stated=stated, low=low, high=high)
    return replace(figure, text=text, value=replace(figure.value, quantity=moved))


def _mutation(report: Report, finding: Finding, at: int, closed: set[Key]) -> Mutation:
    window = _window(report.text, finding)
    changed = report.text[:at] + NEXT[report.text[at]] + report.text[at + 1 :]
    places = frozenset(span.start - window.start for span in finding.evidence)
    passage = replace(report, text=window.slice(changed))
    return Mutation(finding, places, passage, _key(finding) in closed)


def _window(text: str, finding: Finding) -> Span:
    """Return the paragraphs of a relation with a few around them."""
    start = min(span.start for span in finding.evidence)
    end = max(span.end for span in finding.evidence)
    for _ in range(BEFORE):
        start = max(text.rfind("\n", 0, max(0, start - 1)), 0)
    for _ in range(AFTER):
        found = text.find("\n", end + 1)
        end = len(text) if found < 0 else found
    return Span(start, end)
