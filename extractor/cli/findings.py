"""How findings are shown: their order, their names, and one of them with all its evidence.

A finding is named ``document/report/finding``; of the document as many digits as make it the only
one are enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractor.model import Verdict
from extractor.report.values import finding_name
from extractor.report.worst_first import WORST, WORST_ACROSS
from extractor.store import Answer, Results
from extractor.wording import Language, explain, label, sentences

# Of the findings, and of the figures held against other reports, by verdict.
VERDICTS = """
    SELECT verdict, sum(within) AS within, sum(1 - within) AS across
    FROM (SELECT verdict, 1 AS within FROM findings
          UNION ALL SELECT verdict, 0 FROM comparisons)
    GROUP BY verdict
"""
ACROSS_KINDS = "SELECT kind, verdict, count(*) AS n FROM comparisons GROUP BY kind, verdict"

# A report kept in ten files has one mistake: it is listed once, with the number of the others.
FINDINGS = f"""
    WITH repeated AS MATERIALIZED (SELECT * FROM repeated_findings),
    firsts AS (
        SELECT first_document AS document, first_report AS report, first_finding AS finding,
               count(*) AS others
        FROM repeated GROUP BY first_document, first_report, first_finding
    )
    SELECT findings.document, report, finding, verdict, findings.kind, stated, computed_low,
           computed_high, difference, expression, reason, documents.source, organisation, year,
           coalesce(others, 0) AS others
    FROM findings
    JOIN reports USING (document, report)
    JOIN documents USING (document)
    LEFT JOIN firsts USING (document, report, finding)
    WHERE (:verdict IS NULL OR verdict = :verdict) AND (
        :copies OR (document, report, finding) NOT IN (
            SELECT document, report, finding FROM repeated))
    ORDER BY {WORST}
    LIMIT :limit
"""  # noqa: S608  # our own words
REPEATED = """
    SELECT count(*) AS n FROM repeated_findings WHERE :verdict IS NULL OR verdict = :verdict
"""

# Of the figures held against other reports, those that differ or those asked for.
ACROSS = f"""
    SELECT comparison, verdict, comparisons.kind, difference, expression, reason,
           one.source, other.source AS other_source
    FROM comparisons
    JOIN documents AS one USING (document)
    LEFT JOIN documents AS other ON other.document = other_document
    WHERE verdict = :verdict OR :verdict IS NULL AND verdict IN ('fails', 'cannot_tell')
    ORDER BY {WORST_ACROSS}
    LIMIT :limit
"""  # noqa: S608  # our own words


def across_counts(answer: Answer, language: Language) -> tuple[list[str], list[tuple[object, ...]]]:
    """Return the heads and the rows in which comparisons are counted by kind and verdict."""
    counts = {(row["kind"], row["verdict"]): row["n"] for row in answer.named}
    heads = [label("verdict", verdict, language) for verdict in Verdict]
    return [sentences(language)("Check"), *heads], [
        (label("finding", kind, language), *(counts.get((kind, v), 0) for v in Verdict))
        for kind in sorted({kind for kind, _ in counts})
    ]


def across_rows(answer: Answer, language: Language) -> tuple[list[str], list[tuple[object, ...]]]:
    """Return the heads and the rows in which figures that differ between reports are listed."""
    say = sentences(language)
    heads = [say("Finding"), say("Verdict"), say("Check"), say("Difference"), say("Why")]
    return [*heads, say("File")], [
        (
            row["comparison"],
            label("verdict", row["verdict"], language),
            label("finding", row["kind"], language),
            row["difference"],
            explain(row["expression"], row["reason"], language),
            " ↔ ".join(filter(None, (row["source"], row["other_source"]))),
        )
        for row in answer.named
    ]


def finding_rows(answer: Answer, language: Language) -> tuple[list[str], list[tuple[object, ...]]]:
    """Return the heads and the rows in which findings are listed."""
    say = sentences(language)
    heads = [
        say("Finding"),
        say("Verdict"),
        say("Check"),
        say("Difference"),
        say("Why"),
        say("File"),
    ]
    return heads, [
        (
            finding_name(row),
            label("verdict", row["verdict"], language),
            label("finding", row["kind"], language),
            row["difference"],
            explain(row["expression"], row["reason"], language),
            _file(row, language),
        )
        for row in answer.named
    ]


def _file(row: Mapping[str, Any], language: Language) -> str:
    """Return the file of a finding, and how many other files have the same report."""
    if not row["others"]:
        return str(row["source"])
    more = sentences(language)(" (and {others} more)").format(others=row["others"])
    return f"{row['source']}{more}"


def repeated(results: Results, verdict: str | None, language: Language) -> str:
    """Return what to say of the findings that are left out as repeated, "" where there are none."""
    count = results.ask(REPEATED, {"verdict": verdict}).rows[0][0]
    said = sentences(language)(
        "{count} findings of other files with the same reports are not listed; "
        "extractor audit --copies lists them, too"
    )
    return said.format(count=count) if count else ""
