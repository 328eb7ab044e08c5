"""The reports: search and list, one report with every mention marked, what could not be read."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from extractor.report.passages import Mark, pieces
from extractor.report.values import finding_name
from extractor.review.pages import Paper, key_of, number_of
from extractor.wording import complaint

LENGTH = 50  # reports a page
LOOK = 2000  # reports looked through at once
PATIENCE = 0.2  # seconds of looking before the page is shown with what was found
LONGEST_QUERY = 200  # characters
PART = 30_000  # characters of a report on one page
KINDS = ("money", "count", "percent", "date", "name", "group")

# The sign before verdict keeps SQLite to the key of the report, of which few findings are.
LISTED = """
    SELECT reports.rowid AS number, document, report, title, organisation, year, source,
           (SELECT count(*) FROM findings
            WHERE findings.document = reports.document AND findings.report = reports.report)
             AS findings,
           (SELECT count(*) FROM findings
            WHERE findings.document = reports.document AND findings.report = reports.report
              AND +verdict = 'fails') AS fails
"""
FOUND = f"""
    {LISTED}, instr(reports.text, :words) AS at,
           substr(reports.text, max(instr(reports.text, :words) - 24, 1),
                  24 + length(:words) + 60) AS passage
    FROM reports JOIN documents USING (document)
    WHERE reports.rowid > :after AND reports.rowid <= :upto
      AND (instr(reports.text, :words) OR instr(coalesce(title, ''), :words)
           OR instr(coalesce(organisation, ''), :words) OR instr(source, :words))
    ORDER BY reports.rowid LIMIT :length
"""  # our own words
EVERY = f"""
    {LISTED}, 0 AS at, '' AS passage
    FROM reports JOIN documents USING (document)
    WHERE reports.rowid > :after ORDER BY reports.rowid LIMIT :length
"""  # our own words
ONE = """
    SELECT reports.*, documents.source, documents.sha256, documents.encoding, documents.format,
           documents.edits, documents.copies, length(reports.text) AS length
    FROM reports JOIN documents USING (document)
    WHERE (document, report) = (?, ?)
"""
MENTIONS = "SELECT * FROM mentions WHERE (document, report) = (?, ?) ORDER BY mention"
GIVEN = "SELECT * FROM disbursements WHERE (document, report) = (?, ?) ORDER BY disbursement"
FINDINGS = """
    SELECT * FROM findings WHERE (document, report) = (?, ?)
    ORDER BY severity DESC, finding
"""
FAILURES = "SELECT * FROM failures ORDER BY source LIMIT ? OFFSET ?"


@dataclass(frozen=True, slots=True)
class Reports:
    """The pages of the reports."""

    paper: Paper

    async def every(self, request: Request) -> Response:
        """Show the reports in which some words stand, or all."""
        words = request.query_params.get("q", "").strip()[:LONGEST_QUERY]
        after = number_of(request, "after")
        rows, reached, last = self._find(words, after)
        values = {
            "words": words,
            "after": after,
            "rows": rows,
            "next": reached if reached < last else None,
            "reached": reached,
            "last": last,
        }
        return self.paper.page(request, "reports", values)

    def _find(self, words: str, after: int) -> tuple[list[dict[str, Any]], int, int]:
        """Return a page of reports, the number up to which was looked, and the last number."""
        results = self.paper.desk.results
        last = int(str(results.ask("SELECT coalesce(max(rowid), 0) FROM reports").rows[0][0]))
        if not words:
            rows = results.ask(EVERY, {"after": after, "length": LENGTH}).named
            return rows, rows[-1]["number"] if len(rows) == LENGTH else last, last
        rows, end = [], time.monotonic() + PATIENCE
        while after < last and len(rows) < LENGTH and time.monotonic() < end:
            upto = min(last, after + LOOK)
            asked = {"words": words, "after": after, "upto": upto, "length": LENGTH - len(rows)}
            rows += results.ask(FOUND, asked).named
            after = rows[-1]["number"] if len(rows) == LENGTH else upto
        return rows, after, last

    async def show(self, request: Request) -> Response:
        """Show one report: its text with the mentions marked, what it gave out, its findings."""
        key = key_of(request, "report")
        found = self.paper.desk.results.ask(ONE, key).named if key else []
        if key is None or not found:
            return self.paper.missing(request)
        row = found[0]
        parts = max(1, -(-len(row["text"]) // PART))
        part = min(max(number_of(request, "part", 1), 1), parts)
        mentions = self.paper.desk.results.ask(MENTIONS, key).named
        first = (part - 1) * PART
        counts = {kind: sum(m["type"] == kind for m in mentions) for kind in KINDS}
        findings = self.paper.desk.results.ask(FINDINGS, key).named
        for finding in findings:
            finding["name"] = finding_name(finding)
        values = {
            "row": row,
            "part": part,
            "parts": parts,
            "restored": pieces(
                row["text"][first : first + PART],
                [_mark(m, "span", first, f"m-{m['mention']}") for m in mentions],
            ),
            "raw": self._raw(row, mentions, part, parts),
            "counts": counts,
            "given": self.paper.desk.results.ask(GIVEN, key).named,
            "findings": findings,
        }
        return self.paper.page(request, "report", values)

    def _raw(
        self, row: dict[str, Any], mentions: list[dict[str, Any]], part: int, parts: int
    ) -> list[Any]:
        """Return the same part of the file as received, from its first mention to the next's."""
        start, end = row["raw_start"], row["raw_end"]
        inside = [m for m in mentions if m["span_start"] >= (part - 1) * PART]
        beyond = [m for m in mentions if m["span_start"] >= part * PART]
        if part > 1 and inside:
            start = inside[0]["raw_start"]
        if part < parts and beyond:
            end = beyond[0]["raw_start"]
        sql = "SELECT substr(raw, ?, ?) FROM documents WHERE document = ?"
        asked = (start + 1, min(end - start, 2 * PART), row["document"])
        text = str(self.paper.desk.results.ask(sql, asked).rows[0][0])
        return pieces(text, [_mark(m, "raw", start, "") for m in mentions])

    async def unread(self, request: Request) -> Response:
        """Show the files that could not be read, why, and what to do."""
        start = number_of(request, "start") // LENGTH * LENGTH
        results, language = self.paper.desk.results, self.paper.desk.language
        rows = results.ask(FAILURES, (LENGTH, start)).named
        for row in rows:
            row["why"], row["remedy"] = complaint(
                row["source"], row["reason"], row["detail"], language
            )
        total = int(str(results.ask("SELECT count(*) FROM failures").rows[0][0]))
        values = {"rows": rows, "start": start, "length": LENGTH, "total": total}
        return self.paper.page(request, "unread", values)


def _mark(mention: dict[str, Any], text: str, first: int, anchor: str) -> Mark:
    start, end = mention[f"{text}_start"] - first, mention[f"{text}_end"] - first
    return Mark(start, end, mention["type"], anchor)
