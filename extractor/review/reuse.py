"""Passages used again: two reports side by side, with the figures that were changed marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from extractor.report.reuse import EARLIER, LATER, every_passage, shared
from extractor.review.pages import Paper, number_of

LENGTH = 50  # passages a page
PASSAGE = re.compile(r"[0-9a-f]{12}")
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
        rows = every_passage(results, LENGTH, start)
        values = {"rows": rows, "start": start, "length": LENGTH, "total": total}
        return self.paper.page(request, "reuse", values)

    async def show(self, request: Request) -> Response:
        """Show one passage in its two reports, side by side."""
        results, name = self.paper.desk.results, request.path_params["passage"]
        found = shared(results, name) if PASSAGE.fullmatch(name) else None
        if found is None:
            return self.paper.missing(request)
        before, after = (results.ask(NEIGHBOUR, (found.row["rank"] + by,)).rows for by in (-1, 1))
        values = {
            "row": found.row,
            "figures": found.changed,
            "sides": [(side, found.text(side)) for side in (EARLIER, LATER)],
            "before": before[0][0] if before else None,
            "after": after[0][0] if after else None,
        }
        return self.paper.page(request, "passage", values)
