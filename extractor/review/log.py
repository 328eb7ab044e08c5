"""The log of decisions, with those whose finding is no longer there."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from extractor.review.pages import Paper

LENGTH = 200


@dataclass(frozen=True, slots=True)
class Log:
    """The page of what was decided."""

    paper: Paper

    async def show(self, request: Request) -> Response:
        """Show the latest decisions, each with the finding it is about."""
        desk = self.paper.desk
        index = desk.index
        rows = [
            (decision, index.holds(decision.subject.key)) for decision in desk.decisions.log(LENGTH)
        ]
        return self.paper.page(request, "log", {"rows": rows, "length": desk.decisions.length})
