"""Figures held against other reports: the list, the worst first, and one with both passages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from extractor.deciding import COMPARISON_SUBJECTS, Standing, comparison_subject
from extractor.report.across import Held, held
from extractor.report.peers import peers
from extractor.report.worst_first import WORST_ACROSS
from extractor.review.findings import decided_in, in_order
from extractor.review.guarding import form_of
from extractor.review.index import NONE, Filter
from extractor.review.pages import Paper, filter_of, number_of, query

LENGTH = 50  # comparisons a page
AROUND = 160  # characters shown to either side of a figure
NAME = re.compile(r"[0-9a-f]{12}")
FACETS = ("verdict", "kind", "year", "body")  # fields of a filter, and columns

# NONE asks for what is not stated.
WHERE = " AND ".join(f"(:{name} = '' OR coalesce({name}, '{NONE}') = :{name})" for name in FACETS)
EVERY = f"""
    SELECT held.*, later.title, file.source, earlier.title AS other_title,
           other_file.source AS other_source
    FROM ({COMPARISON_SUBJECTS}) AS held
    JOIN documents AS file ON file.document = held.document
    JOIN reports AS later ON (later.document, later.report) = (held.document, held.report)
    LEFT JOIN documents AS other_file ON other_file.document = other_document
    LEFT JOIN reports AS earlier
      ON (earlier.document, earlier.report) = (other_document, other_report)
    WHERE comparison IN (SELECT comparison FROM comparisons WHERE {WHERE}
                         ORDER BY {WORST_ACROSS} LIMIT :length OFFSET :start)
    ORDER BY {WORST_ACROSS}
"""  # noqa: S608  # our own words
COUNT = f"SELECT count(*) FROM comparisons WHERE {WHERE}"  # noqa: S608  # our own words
NAMES = f"SELECT comparison FROM comparisons WHERE {WHERE} ORDER BY {WORST_ACROSS}"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Across:
    """The pages of figures held against other reports."""

    paper: Paper

    async def every(self, request: Request) -> Response:
        """Show the comparisons asked for, the worst first, with counts."""
        desk, wanted = self.paper.desk, filter_of(request)
        start = number_of(request, "start") // LENGTH * LENGTH
        asked = _asked(wanted)
        rows = desk.results.ask(EVERY, {**asked, "length": LENGTH, "start": start}).named
        for row in rows:
            row["status"] = desk.standing(comparison_subject(row)).status
        values = {
            "rows": rows,
            "facets": {name: self._facet(name, wanted) for name in FACETS},
            "wanted": wanted,
            "start": start,
            "length": LENGTH,
            "total": self._number(COUNT, asked),
            "every": self._number(COUNT, _asked(Filter())),
        }
        return self.paper.page(request, "across", values)

    async def show(self, request: Request) -> Response:
        """Show one comparison with both passages."""
        found = self._held(request)
        if found is None:
            return self.paper.missing(request)
        return self.paper.page(request, "held", self._values(found, filter_of(request)))

    async def decide(self, request: Request) -> Response:
        """Store a status, a reviewer or a note, and show what now holds."""
        found = self._held(request)
        if found is None:
            return self.paper.missing(request)
        wanted = decided_in(form_of(request))
        self.paper.desk.decide(found.standing.subject, wanted, request.state.session.author)
        values = self._values(self._held(request) or found, filter_of(request))
        if request.headers.get("hx-request") == "true":
            return self.paper.page(request, "decision", values)
        return RedirectResponse(values["here"] + query(filter_of(request).chosen), 303)

    def _held(self, request: Request) -> Held | None:
        desk, name = self.paper.desk, request.path_params["comparison"]
        if not NAME.fullmatch(name):
            return None
        return held(desk.results, name, desk.standings)

    def _values(self, found: Held, wanted: Filter) -> dict[str, Any]:
        desk = self.paper.desk
        names = [name for (name,) in desk.results.ask(NAMES, _asked(wanted)).rows]
        at = names.index(found.name) if found.name in names else -1
        return {
            "case": found,
            "row": found.row,
            "here": f"/across/{found.name}",
            "wanted": wanted,
            "peers": peers(desk.results, found),
            "sides": [(side, side.passage(AROUND)) for side in found.sides],
            "before": names[at - 1] if at > 0 else None,
            "after": names[at + 1] if at + 1 < len(names) else None,
            "number": at + 1,
            "total": len(names),
            "history": desk.decisions.history(found.standing.subject.key),
        }

    def _facet(self, name: str, wanted: Filter) -> list[tuple[str, int]]:
        """Return how many comparisons there are for each value of a field, the others as asked."""
        column = f"coalesce({name}, '{NONE}')"
        sql = f"SELECT {column}, count(*) FROM comparisons WHERE {WHERE} GROUP BY 1 ORDER BY 2 DESC"  # noqa: S608
        rows = self.paper.desk.results.ask(sql, {**_asked(wanted), name: ""}).rows
        return in_order(name, [(str(value), int(str(n))) for value, n in rows])

    def _number(self, sql: str, asked: Mapping[str, str]) -> int:
        return int(str(self.paper.desk.results.ask(sql, asked).rows[0][0]))


def names_by_key(results: Any, standings: Mapping[str, Standing]) -> dict[str, str]:  # noqa: ANN401
    """Return the comparisons that something was decided about, by the key of the decision."""
    found = ((comparison_subject(row).key, row) for row in results.stream(COMPARISON_SUBJECTS))
    return {key: str(row["comparison"]) for key, row in found if key in standings}


def _asked(wanted: Filter) -> dict[str, str]:
    return {name: str(getattr(wanted, name)) for name in FACETS}
