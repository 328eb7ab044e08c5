"""One passage that two reports share: both texts, with the figures that differ marked in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.report.passages import Mark, Piece, pieces
from extractor.store import Results

LATER, EARLIER = "", "other_"  # what the columns of the one report and of the other begin with

BOTH = """
    FROM passages
    JOIN reports AS later
      ON (later.document, later.report) = (passages.document, passages.report)
    JOIN reports AS earlier
      ON (earlier.document, earlier.report) = (other_document, other_report)
    JOIN documents AS file ON file.document = passages.document
    JOIN documents AS other_file ON other_file.document = other_document
"""
NAMES = """
    later.title, later.organisation, later.year, file.source,
    earlier.title AS other_title, earlier.organisation AS other_organisation,
    earlier.year AS other_year, other_file.source AS other_source
"""
EVERY = f"SELECT passages.*, {NAMES} {BOTH} ORDER BY rank LIMIT ? OFFSET ?"
NAMED = """
    SELECT passage FROM passages WHERE substr(passage, 1, length(:name)) = :name
    ORDER BY rank LIMIT 2
"""
ONE = f"""
    SELECT passages.*, {NAMES},
           substr(later.text, span_start + 1, span_end - span_start) AS text,
           substr(earlier.text, other_span_start + 1, other_span_end - other_span_start)
             AS other_text
    {BOTH} WHERE passage = ?
"""  # our own words
FIGURES = """
    SELECT passage_figures.*, one.span_start, one.span_end,
           other.span_start AS other_span_start, other.span_end AS other_span_end
    FROM passage_figures
    LEFT JOIN mentions AS one
      ON (one.document, one.report, one.mention) = (:document, :report, passage_figures.mention)
    LEFT JOIN mentions AS other
      ON (other.document, other.report, other.mention)
         = (:other_document, :other_report, passage_figures.other_mention)
    WHERE rank = :rank ORDER BY place
"""


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage: its row, and its figures in the two reports."""

    row: Mapping[str, Any]
    figures: Sequence[Mapping[str, Any]]

    @property
    def changed(self) -> list[Mapping[str, Any]]:
        """Return the figures that differ, or stand in one of the reports only."""
        return [figure for figure in self.figures if figure["is_changed"]]

    def text(self, side: str) -> list[Piece]:
        """Return the text of one side, with its figures marked as the same or as changed."""
        first = self.row[f"{side}span_start"]
        marks = [
            Mark(
                figure[f"{side}span_start"] - first,
                figure[f"{side}span_end"] - first,
                "changed" if figure["is_changed"] else "same",
            )
            for figure in self.figures
            if figure[f"{side}span_start"] is not None
        ]
        return pieces(self.row[f"{side}text"], marks)


def every_passage(results: Results, length: int, start: int = 0) -> list[dict[str, Any]]:
    """Return the rows of the passages from ``start`` on, those most worth a look first."""
    return results.ask(EVERY, (length, start)).named


def passages_named(results: Results, name: str) -> list[str]:
    """Return the names that begin with ``name``, at most two of them."""
    return [str(found) for (found,) in results.ask(NAMED, {"name": name}).rows]


def shared(results: Results, name: str) -> Shared | None:
    """Return the passage ``name``, or nothing where there is none."""
    found = results.ask(ONE, (name,)).named
    if not found:
        return None
    keys = ("document", "report", "other_document", "other_report", "rank")
    return Shared(found[0], results.ask(FIGURES, {key: found[0][key] for key in keys}).named)
