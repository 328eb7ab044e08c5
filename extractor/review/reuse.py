"""Passages used again: two reports side by side, with the figures that were changed marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from extractor.report.passages import Mark, Piece, pieces
from extractor.review.pages import Paper, number_of

LENGTH = 50  # passages a page
PASSAGE = re.compile(r"[0-9a-f]{12}")
SIDES = ("", "other_")  # the later report, the earlier

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
NEIGHBOUR = "SELECT passage FROM passages WHERE rank = ?"


@dataclass(frozen=True, slots=True)
class Reuse:
    """The pages of passages used again."""

    paper: Paper

    async def every(self, request: Request) -> Response:
        """Show the passages, those most worth a look first."""
        results = self.paper.desk.results
        start = number_of(request, "start") // LENGTH * LENGTH
        total = int(str(results.ask("SELECT count(*) FROM passages").rows[0][0]))
        rows = results.ask(EVERY, (LENGTH, start)).named
        values = {"rows": rows, "start": start, "length": LENGTH, "total": total}
        return self.paper.page(request, "reuse", values)

    async def show(self, request: Request) -> Response:
        """Show one passage in its two reports, side by side."""
        ask, name = self.paper.desk.results.ask, request.path_params["passage"]
        found = ask(ONE, (name,)).named if PASSAGE.fullmatch(name) else []
        if not found:
            return self.paper.missing(request)
        row = found[0]
        keys = ("document", "report", "other_document", "other_report", "rank")
        figures = ask(FIGURES, {key: row[key] for key in keys}).named
        before, after = (ask(NEIGHBOUR, (row["rank"] + by,)).rows for by in (-1, 1))
        values = {
            "row": row,
            "figures": [figure for figure in figures if figure["is_changed"]],
            "sides": [(side, _side(row, figures, side)) for side in reversed(SIDES)],
            "before": before[0][0] if before else None,
            "after": after[0][0] if after else None,
        }
        return self.paper.page(request, "passage", values)


def _side(row: Mapping[str, Any], figures: Iterable[Mapping[str, Any]], side: str) -> list[Piece]:
    """Return one of the two texts, with its figures marked as the same or as changed."""
    first = row[f"{side}span_start"]
    marks = [
        Mark(
            figure[f"{side}span_start"] - first,
            figure[f"{side}span_end"] - first,
            "changed" if figure["is_changed"] else "same",
        )
        for figure in figures
        if figure[f"{side}span_start"] is not None
    ]
    return pieces(row[f"{side}text"], marks)
