"""Years side by side: charts of what was given, whose every bar opens the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from extractor.analysing import Measure
from extractor.review.charts import Point, chart
from extractor.review.pages import Paper, number_of
from extractor.review.tallying import MEASURES

WAIT = 0.15  # seconds a page waits for the figures before it says that they are being counted
MOST_ROWS = 200
MOST_NAMES = 300
SHOWN = (Measure.AMOUNT, Measure.HOUSEHOLDS, Measure.PER_HOUSEHOLD)


@dataclass(frozen=True, slots=True)
class Years:
    """The pages that compare years."""

    paper: Paper

    async def show(self, request: Request) -> Response:
        """Show the charts, and the rows behind one point where one is asked for."""
        tally = self.paper.desk.tally
        facts = tally.wait(WAIT)
        if facts is None:
            return self.paper.page(request, "counting", {})
        body = request.query_params.get("body", "")
        label = request.query_params.get("label", "")
        drawn = [
            (measure, chart(_points(tally.years(measure, body, label)))) for measure in MEASURES
        ]
        values = {
            "charts": [(m, c) for m, c in drawn if c is not None or m in SHOWN],
            "body": body,
            "label": label,
            "bodies": facts.bodies[:MOST_NAMES],
            "labels": facts.labels[:MOST_NAMES],
            "behind": self._behind(request, body, label),
        }
        return self.paper.page(request, "years", values)

    def _behind(self, request: Request, body: str, label: str) -> dict[str, Any] | None:
        asked = request.query_params.get("measure", "")
        year = number_of(request, "year")
        if asked not in set(MEASURES) or not year:
            return None
        rows = self.paper.desk.tally.rows(Measure(asked), year, body, label)
        counted = int((~rows["is_left_out"]).sum())
        return {
            "measure": asked,
            "year": year,
            "rows": list(_records(rows.head(MOST_ROWS))),
            "counted": counted,
            "left_out": len(rows) - counted,
            "more": max(0, len(rows) - MOST_ROWS),
        }


def _points(compared: pd.DataFrame) -> dict[int, Point]:
    points = {}
    for row in compared.reset_index().to_dict("records"):
        year, terms = _number(row["year"]), _number(row["terms"])
        if year is not None:
            value, least, most = (_number(row[name]) for name in ("value", "least", "most"))
            is_vague = pd.notna(row["is_vague"]) and bool(row["is_vague"])
            points[int(year)] = Point(value, least, most, is_vague, int(terms or 0))
    return points


def _number(value: Any) -> float | None:  # noqa: ANN401  # a cell of a data frame
    return None if pd.isna(value) else float(value)


def _records(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = ("document", "report", "disbursement", "organisation", "title", "label", "recipients")
    figures = ("amount", "each_amount", "recipient_count")
    for row in rows.to_dict("records"):
        yield {
            **{name: None if pd.isna(row[name]) else row[name] for name in names},
            **{name: _number(row[name]) for name in figures},
            "unit": None if pd.isna(row["unit"]) else row["unit"],
            "mention": None if pd.isna(row["total_mention"]) else int(row["total_mention"]),
            "reason": None if pd.isna(row["reason"]) else str(row["reason"]),
        }
