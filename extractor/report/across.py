"""One figure held against another report: both figures, where they stand, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.deciding import COMPARISON_SUBJECTS, Standing, comparison_subject
from extractor.model import FindingKind
from extractor.report.evidence import LINE
from extractor.report.passages import Mark, Piece, pieces
from extractor.report.worst_first import WORST_ACROSS
from extractor.store import Results
from extractor.wording import Language, explain

ONE = f"SELECT * FROM ({COMPARISON_SUBJECTS}) WHERE comparison = ?"  # noqa: S608  # our own words
NAMED = """
    SELECT comparison FROM comparisons WHERE substr(comparison, 1, length(:name)) = :name LIMIT 2
"""
EVERY = f"""
    SELECT * FROM ({COMPARISON_SUBJECTS}) AS comparisons WHERE verdict IN ('fails', 'cannot_tell')
    ORDER BY {WORST_ACROSS} LIMIT ?
"""  # noqa: S608  # our own words
SIDE = f"""
    SELECT mentions.*, reports.text, reports.title, reports.organisation, reports.year,
           documents.source, documents.sha256, {LINE.format(at="mentions.raw_start")} AS raw_line
    FROM mentions
    JOIN reports USING (document, report)
    JOIN documents USING (document)
    WHERE (document, report, mention) = (?, ?, ?)
"""  # noqa: S608  # our own words


@dataclass(frozen=True, slots=True)
class Side:
    """One of the figures: its mention, with its report and file."""

    row: Mapping[str, Any]
    kind: str  # "total": what the other report states; "part": what this one makes of it

    @property
    def is_other(self) -> bool:
        """Whether it is the figure of the other report."""
        return self.kind == "total"

    def passage(self, around: int) -> list[Piece]:
        """Return ``around`` characters to either side of the figure, which is marked."""
        mark = Mark(self.row["span_start"], self.row["span_end"], self.kind, self.kind)
        return pieces(self.row["text"], [mark], around)


@dataclass(frozen=True, slots=True)
class Held:
    """One comparison: its row, its figures (this report's first), and what was decided."""

    row: Mapping[str, Any]
    sides: Sequence[Side]
    standing: Standing

    @property
    def name(self) -> str:
        """Return the name by which people know it."""
        return str(self.row["comparison"])

    @property
    def is_outlier(self) -> bool:
        """Whether the figure stands against what is usual, and not against another figure."""
        return bool(self.row["kind"] == FindingKind.OUTLIER)

    def why(self, language: Language) -> str:
        """Return the sum written out and what it comes to."""
        return explain(self.row["expression"], self.row["reason"], language)


def comparisons_named(results: Results, name: str) -> list[str]:
    """Return the names that begin with ``name``, at most two of them."""
    return [str(found) for (found,) in results.ask(NAMED, {"name": name}).rows]


def held(results: Results, name: str, standings: Mapping[str, Standing]) -> Held | None:
    """Return the comparison ``name``, or nothing where there is none."""
    rows = results.ask(ONE, (name,)).named
    return _held(results, rows[0], standings) if rows else None


def differing(results: Results, standings: Mapping[str, Standing], limit: int) -> Iterator[Held]:
    """Yield the comparisons that fail or cannot be told, the worst first."""
    for row in results.ask(EVERY, (limit,)).named:
        yield _held(results, row, standings)


def _held(results: Results, row: Mapping[str, Any], standings: Mapping[str, Standing]) -> Held:
    places = [("", "part"), ("other_", "total")]
    sides = [
        Side(found, kind)
        for which, kind in places
        for found in results.ask(
            SIDE, tuple(row[f"{which}{part}"] for part in ("document", "report", "mention"))
        ).named
    ]
    subject = comparison_subject(row)
    return Held(row, sides, standings.get(subject.key) or Standing(subject))
