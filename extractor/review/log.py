"""The log of decisions, with those whose finding is no longer there."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from extractor.report.evidence import Key
from extractor.review.across import names_by_key
from extractor.review.pages import Paper, address

LENGTH = 200


@dataclass(frozen=True, slots=True)
class Log:
    """The page of what was decided."""

    paper: Paper

    async def show(self, request: Request) -> Response:
        """Show the latest decisions, each with the finding it is about."""
        desk = self.paper.desk
        index = desk.index
        across = names_by_key(desk.results, desk.standings)
        rows = [
            (decision, _address(index.holds(key := decision.subject.key), across.get(key)))
            for decision in desk.decisions.log(LENGTH)
        ]
        return self.paper.page(request, "log", {"rows": rows, "length": desk.decisions.length})


def _address(finding: Key | None, comparison: str | None) -> str:
    """Return the page of what was decided about, nothing where it is no longer there."""
    if finding is not None:
        return address("findings", finding)
    return f"/across/{comparison}" if comparison else ""
