"""The findings: the list, the worst first, and one of them with all its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from extractor.deciding import Field, Status, mention_subject
from extractor.model import PartyRole, Role
from extractor.report.evidence import Case, Evidence, Key, case
from extractor.report.passages import Mark, Piece, pieces
from extractor.report.values import number_of as number_typed
from extractor.review.guarding import form_of
from extractor.review.index import FACETS, Filter
from extractor.review.pages import Paper, address, filter_of, finding_rows, key_of, number_of
from extractor.review.recomputing import judged_again

LENGTH = 50  # findings a page
MOST_VALUES = 300  # of a facet
WHOLE = 20_000  # characters of a text shown in full
AROUND = 1500  # characters shown beside the evidence of a longer one
VERDICT_ORDER = ("fails", "cannot_tell", "within_approximation", "holds")
STATUS_ORDER = tuple(Status)
MENTION = """
    SELECT mentions.*, documents.sha256 FROM mentions JOIN documents USING (document)
    WHERE (document, report, mention) = (?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Findings:
    """The pages of the findings."""

    paper: Paper

    async def every(self, request: Request) -> Response:
        """Show the findings asked for, the worst first, with counts."""
        index, wanted = self.paper.desk.index, filter_of(request)
        start = number_of(request, "start") // LENGTH * LENGTH
        total = index.count(wanted)
        keys = index.page(wanted, start, LENGTH)
        rows = finding_rows(self.paper.desk.results, keys)
        for row in rows:
            row["status"] = index.status((row["document"], row["report"], row["finding"]))
        values = {
            "rows": rows,
            "facets": {name: in_order(name, index.facet(name, wanted)) for name in FACETS},
            "wanted": wanted,
            "start": start,
            "length": LENGTH,
            "total": total,
            "every": len(index),
        }
        return self.paper.page(request, "findings", values)

    async def show(self, request: Request) -> Response:
        """Show one finding with its evidence."""
        key = key_of(request, "report", "finding")
        found = self._case(key) if key else None
        if key is None or found is None:
            return self.paper.missing(request)
        return self.paper.page(request, "finding", self._values(found, key, filter_of(request)))

    async def decide(self, request: Request) -> Response:
        """Store a status, a reviewer or a note, and show what now holds."""
        key = key_of(request, "report", "finding")
        found = self._case(key) if key else None
        if key is None or found is None:
            return self.paper.missing(request)
        wanted = decided_in(form_of(request))
        self.paper.desk.decide(found.standing.subject, wanted, request.state.session.author)
        if request.headers.get("hx-request") == "true":
            values = self._values(self._case(key) or found, key, filter_of(request))
            return self.paper.page(request, "decision", values)
        return RedirectResponse(address("findings", key, filter_of(request).chosen), 303)

    async def correct(self, request: Request) -> Response:
        """Store how a person reads a figure or its role, and show the finding again."""
        key = key_of(request, "report", "mention")
        rows = self.paper.desk.results.ask(MENTION, key).named if key else []
        if key is None or not rows:
            return self.paper.missing(request)
        form = form_of(request)
        wanted = {name: form[name] for name in (Field.FIGURE, Field.ROLE) if name in form}
        typed = wanted.get(Field.FIGURE, "").strip()
        roles = {"", *Role, *PartyRole}
        if (typed and number_typed(typed) is None) or wanted.get(Field.ROLE, "") not in roles:
            return self.paper.page(request, "message", {"code": "no-number"}, 400)
        if typed:
            wanted[Field.FIGURE] = str(number_typed(typed))
        self.paper.desk.decide(mention_subject(rows[0]), wanted, request.state.session.author)
        finding = form.get("finding", "")
        there = (*key[:2], finding if finding.isascii() and finding.isdigit() else "0")
        anchor = f"#evidence-{key[2]}"
        return RedirectResponse(address("findings", there, filter_of(request).chosen) + anchor, 303)

    def _case(self, key: tuple[Any, ...]) -> Case | None:
        desk = self.paper.desk
        return case(desk.results, (key[0], key[1], key[2]), desk.standings)

    def _values(self, found: Case, key: Key, wanted: Filter) -> dict[str, Any]:
        desk = self.paper.desk
        corrections = {
            evidence.row["mention"]: desk.standing(
                mention_subject({**evidence.row, "sha256": found.row["sha256"]})
            )
            for evidence in found.evidence
        }
        return {
            "case": found,
            "row": found.row,
            "key": key,
            "here": address("findings", key),
            "wanted": wanted,
            "place": desk.index.place(key, wanted),
            "restored": found.passage(None if len(found.row["text"]) <= WHOLE else AROUND),
            "raw": _raw(desk.results.ask, found),
            "history": desk.decisions.history(found.standing.subject.key),
            "corrections": corrections,
            "again": judged_again(found.row, found.evidence, corrections),
            "roles": [*Role],
        }


def decided_in(form: Mapping[str, str]) -> dict[Field, str]:
    """Return what a form of decisions decides; a status that is none is left out."""
    return {
        name: form[name]
        for name in (Field.STATUS, Field.REVIEWER, Field.NOTE)
        if name in form and (name is not Field.STATUS or form[name] in set(Status))
    }


def in_order(name: str, counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the values of a facet in the order people expect."""
    order = {"verdict": VERDICT_ORDER, "status": STATUS_ORDER}.get(name)
    if order:
        known = dict(counts)
        return [(str(value), known.get(value, 0)) for value in order]
    if name == "year":
        return sorted(counts, reverse=True)
    return counts[:MOST_VALUES]


def _raw(ask: Any, found: Case) -> list[Piece]:  # noqa: ANN401  # a bound method
    """Return the file as received around the evidence, with the evidence marked."""
    row = found.row
    if not found.evidence:
        return []
    start = min(evidence.row["raw_start"] for evidence in found.evidence)
    end = max(evidence.row["raw_end"] for evidence in found.evidence)
    first = max(0, start - AROUND)
    sql = "SELECT substr(raw, ?, ?) FROM documents WHERE document = ?"
    text = str(ask(sql, (first + 1, end - first + AROUND, row["document"])).rows[0][0])
    return pieces(text, [_raw_mark(evidence, first) for evidence in found.evidence], AROUND)


def _raw_mark(evidence: Evidence, first: int) -> Mark:
    start, end = evidence.row["raw_start"] - first, evidence.row["raw_end"] - first
    return Mark(start, end, evidence.kind, f"raw-{evidence.anchor}")
