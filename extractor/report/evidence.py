"""One finding with everything it rests on: its figures, where they stand, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from extractor.deciding import FINDING_SUBJECTS, Standing, finding_subject
from extractor.model import Approx, FindingKind
from extractor.report.passages import Mark, Piece, pieces
from extractor.report.values import finding_name, grouped
from extractor.report.worst_first import WORST
from extractor.store import Results
from extractor.wording import Language, explain

Key: TypeAlias = tuple[str, int, int]  # document, report, finding
ADDED = {FindingKind.SUM, FindingKind.SUBSET, FindingKind.BALANCE}
CALLED = {"total": "checked", "part": "basis"}  # where nothing is added up
GRAIN = 1e-9  # of a difference, what floating point may have lost
TOTAL = -1  # the place of the total before the parts

# The line of the raw file a place stands in, counted where the text lies.
LINE = """
    length(substr(documents.raw, 1, {at}))
      - length(replace(substr(documents.raw, 1, {at}), char(10), '')) + 1
"""
FINDINGS = f"""
    WITH subjects AS ({FINDING_SUBJECTS})
    SELECT findings.*, subjects.sha256, total_place, part_places, documents.source,
           reports.title, reports.organisation, reports.year, reports.text,
           {LINE.format(at="findings.raw_start")} AS raw_line
    FROM findings
    JOIN subjects USING (document, report, finding)
    JOIN reports USING (document, report)
    JOIN documents USING (document)
"""  # noqa: S608  # our own words
ONE = f"{FINDINGS} WHERE (findings.document, findings.report, findings.finding) = (?, ?, ?)"
NAMED = """
    SELECT document, report, finding FROM findings
    WHERE substr(document, 1, length(:document)) = :document
      AND report = :report AND finding = :finding
    LIMIT 2
"""
# Of a report that is kept in several files each finding is shown once.
KEYS = f"""
    SELECT document, report, finding FROM findings
    WHERE (document, report, finding) NOT IN (
        SELECT document, report, finding FROM repeated_findings)
    ORDER BY {WORST} LIMIT ?
"""  # noqa: S608  # our own words

EVIDENCE = """
    SELECT mentions.*, -1 AS place
    FROM mentions WHERE (document, report, mention) = (:document, :report, :total)
    UNION ALL
    SELECT mentions.*, place
    FROM finding_parts JOIN mentions USING (document, report, mention)
    WHERE (document, report, finding) = (:document, :report, :finding)
    ORDER BY place
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure a finding rests on: a row of ``mentions``, and its part in the finding."""

    row: Mapping[str, Any]

    @property
    def is_total(self) -> bool:
        """Whether this is the stated total and not one of its parts."""
        return bool(self.row["place"] == TOTAL)

    @property
    def kind(self) -> str:
        """Return "total" or "part"."""
        return "total" if self.is_total else "part"

    @property
    def anchor(self) -> str:
        """Return the name this figure can be jumped to by."""
        return "total" if self.is_total else f"part-{self.row['place']}"

    @property
    def value(self) -> str:
        """Return the number it states, or its bounds, or nothing."""
        if self.row["stated"] is not None:
            return str(self.row["exact"] or grouped(self.row["stated"]))
        bounds = (self.row["low"], self.row["high"])
        return "–".join(map(grouped, bounds)) if any(b is not None for b in bounds) else ""


@dataclass(frozen=True, slots=True)
class Case:
    """One finding, its evidence, and what was decided about it."""

    row: Mapping[str, Any]
    evidence: Sequence[Evidence]
    standing: Standing

    @property
    def name(self) -> str:
        """Return the name by which people know it."""
        return finding_name(self.row)

    def called(self, kind: str) -> str:
        """Return the code of what people call the "total" or a "part" of this check."""
        is_added = self.row["kind"] in ADDED
        return kind if is_added else CALLED[kind]

    @property
    def is_least(self) -> bool:
        """Whether the difference is between the nearest that vague figures can be.

        That of exact figures is not, though a quotient (16.667 ≠ 26.7%) is told rounded.
        """
        if all(evidence.row["approx"] == Approx.EXACT for evidence in self.evidence):
            return False
        ends = (self.row["computed_low"], self.row["computed_high"])
        if None in (*ends, self.row["stated"]) or not self.row["difference"]:
            return False
        apart = abs(self.row["stated"] - sum(ends) / 2)
        return bool(apart - abs(self.row["difference"]) > apart * GRAIN)

    def why(self, language: Language) -> str:
        """Return the sum written out and what it comes to."""
        return explain(self.row["expression"], self.row["reason"], language)

    @property
    def locators(self) -> str:
        """Return the pages or cells its figures stand in, nothing where the file has neither."""
        located = (evidence.row["locator"] for evidence in self.evidence)
        return ", ".join(dict.fromkeys(filter(None, located)))

    def passage(self, around: int | None = None) -> list[Piece]:
        """Return the text of the report with the evidence marked."""
        marks = [
            Mark(e.row["span_start"], e.row["span_end"], e.kind, e.anchor) for e in self.evidence
        ]
        return pieces(self.row["text"], marks, around)


def findings_named(results: Results, document: str, report: int, finding: int) -> list[Key]:
    """Return the findings of that place in documents that begin so, at most two of them."""
    asked = {"document": document, "report": report, "finding": finding}
    return [(str(row["document"]), report, finding) for row in results.ask(NAMED, asked).named]


def case(results: Results, key: Key, standings: Mapping[str, Standing]) -> Case | None:
    """Return the finding at ``key``, or nothing where there is none."""
    rows = results.ask(ONE, key).named
    return _case(results, rows[0], standings) if rows else None


def cases(results: Results, standings: Mapping[str, Standing], limit: int) -> Iterator[Case]:
    """Yield the findings, the worst first, at most ``limit`` of them, repeated ones left out."""
    for key in results.ask(KEYS, (limit,)).rows:
        for row in results.ask(ONE, key).named:
            yield _case(results, row, standings)


def _case(results: Results, row: Mapping[str, Any], standings: Mapping[str, Standing]) -> Case:
    places = {name: row[name] for name in ("document", "report", "finding")}
    found = results.ask(EVIDENCE, {**places, "total": row["total_mention"]}).named
    subject = finding_subject(row)
    standing = standings.get(subject.key) or Standing(subject)
    return Case(row, [Evidence(mention) for mention in found], standing)
