"""Years side by side: charts of what was given, whose every bar opens the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from extractor.analysing import Measure
from extractor.report.versions import Versions, pair_told
from extractor.review.charts import Chart, Point, chart
from extractor.review.pages import Paper, number_of, query
from extractor.review.tallying import MEASURES

WAIT = 0.15  # seconds a page waits for the figures before it says that they are being counted
MOST_ROWS = 200
MOST_NAMES = 300
MOST_CHARTS = 8  # of one measure, a body or label each
MOST_TRIED = 50  # bodies or labels that are looked through for those that state the measure
SHOWN = (Measure.AMOUNT, Measure.HOUSEHOLDS, Measure.PER_HOUSEHOLD)
SPLITS = ("body", "label")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart of the page: of a measure, of a body or label where one is chosen."""

    measure: Measure
    chosen: Mapping[str, str]
    heading: str  # the body or label it is for; nothing for all that are chosen
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class Years:
    """The pages that compare years."""

    paper: Paper

    async def show(self, request: Request) -> Response:
        """Show the charts, and the rows behind one point where one is asked for."""
        tally = self.paper.desk.tally
        facts = tally.wait(WAIT)
        if facts is None:
            there = "/years" + query(dict(request.query_params))
            return self.paper.page(request, "counting", {"there": there})
        body = request.query_params.get("body", "")
        label = request.query_params.get("label", "")
        split = request.query_params.get("split", "")
        of = request.query_params.get("of", "")
        chosen = {"body": body, "label": label}
        measure = Measure(of) if of in set(MEASURES) else Measure.AMOUNT
        names = {"body": facts.bodies, "label": facts.labels}.get(split, [])
        charts = (
            self._each(measure, chosen, split, [name for name, _ in names])
            if split in SPLITS
            else self._every(chosen)
        )
        values = {
            "charts": charts,
            "body": body,
            "label": label,
            "split": split,
            "of": measure,
            "measures": MEASURES,
            "undrawn": 0 if chosen.get(split) else max(0, len(names) - len(charts)),
            "bodies": facts.bodies[:MOST_NAMES],
            "labels": facts.labels[:MOST_NAMES],
            "behind": self._behind(request, body, label),
            "versions": facts.versions,
            "told": self._told(facts.versions),
        }
        return self.paper.page(request, "years", values)

    def _told(self, versions: Versions) -> list[tuple[str, str]]:
        """Return the pairs that may be versions of one report, each with its passage."""
        language = self.paper.desk.language
        return [(row["passage"], pair_told(row, language)) for row in versions.named]

    def _every(self, chosen: Mapping[str, str]) -> list[Drawn]:
        """Return a chart of every measure over what is chosen."""
        drawn = [
            Drawn(measure, chosen, "", chart(self._points(measure, chosen))) for measure in MEASURES
        ]
        return [one for one in drawn if one.chart is not None or one.measure in SHOWN]

    def _each(
        self, measure: Measure, chosen: Mapping[str, str], split: str, names: Sequence[str]
    ) -> list[Drawn]:
        """Return a chart of one measure for each body or label, all on one scale."""
        asked = [chosen[split]] if chosen[split] else names[:MOST_TRIED]
        parts = ({**chosen, split: name} for name in asked)
        pointed = ((part, self._points(measure, part)) for part in parts)
        stating = ((part, points) for part, points in pointed if chosen[split] or chart(points))
        shown = list(islice(stating, MOST_CHARTS))
        beside = [points for _, points in shown]
        return [Drawn(measure, part, part[split], chart(own, beside)) for part, own in shown]

    def _points(self, measure: Measure, chosen: Mapping[str, str]) -> dict[int, Point]:
        return _points(self.paper.desk.tally.years(measure, chosen["body"], chosen["label"]))

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
