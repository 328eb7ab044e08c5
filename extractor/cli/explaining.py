"""One check on the screen, with all it rests on: a finding, a comparison, or a passage.

A finding is named ``document/report/finding``, a comparison or passage by its digits alone, as the
lists show them; the first digits are enough where only one name begins so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from extractor.cli import screen
from extractor.cli.side_by_side import print_passage
from extractor.errors import ExtractorError
from extractor.masking import masked
from extractor.report.across import Held, comparisons_named, held
from extractor.report.reuse import passages_named, shared
from extractor.store import Results
from extractor.wording import Language, explain, label, sentences

CONTEXT = 30  # characters shown either side of a figure
PARTS = 3  # of the name of a finding
TOTAL = -1  # the place of the total before the parts
NONE = "{name}: there is no such finding; `extractor audit` lists them"
MANY = "{name}: more than one begins so; give more of its digits"

FINDING = """
    SELECT findings.*, documents.source, reports.title, reports.organisation, reports.year,
           reports.text, documents.raw
    FROM findings
    JOIN reports USING (document, report)
    JOIN documents USING (document)
    WHERE substr(findings.document, 1, length(:document)) = :document
      AND report = :report AND finding = :finding
    LIMIT 2
"""
EVIDENCE = """
    SELECT mention, surface, span_start, span_end, raw_start, raw_end, locator, -1 AS place
    FROM mentions WHERE (document, report, mention) = (:document, :report, :total)
    UNION ALL
    SELECT mention, surface, span_start, span_end, raw_start, raw_end, locator, place
    FROM finding_parts JOIN mentions USING (document, report, mention)
    WHERE (document, report, finding) = (:document, :report, :finding)
    ORDER BY place
"""


def explain_one(console: Console, results: Results, name: str, language: Language) -> None:
    """Print the check ``name`` of ``results``; ``ExtractorError`` where there is none."""
    if "/" in name:
        _print_finding(console, results, _finding(results, name), language)
        return
    compared = comparisons_named(results, name) if name else []
    passages = passages_named(results, name) if name else []
    if len(compared) + len(passages) != 1:
        raise ExtractorError(MANY if compared or passages else NONE, name=name)
    if compared and (comparison := held(results, compared[0], {})):
        _print_comparison(console, comparison, language)
    elif passages and (passage := shared(results, passages[0])):
        print_passage(console, passage, language)


def _print_finding(
    console: Console, results: Results, finding: dict[str, Any], language: Language
) -> None:
    say = sentences(language)
    places = {key: finding[key] for key in ("document", "report", "finding")}
    evidence = results.ask(EVIDENCE, {**places, "total": finding["total_mention"]}).named
    _print_heading(console, finding)
    _print_sum(console, finding, language, say("stated"))
    if not evidence and finding["span_start"] is not None:
        evidence = [
            finding | {"place": 0, "locator": None}
        ]  # 一是 … 三是: the stretch itself, no mention
    for row in evidence:
        is_total = row["place"] == TOTAL
        role = say("total") if is_total else say("part")
        placed = {**row, "raw_line": finding["raw"].count("\n", 0, row["raw_start"]) + 1}
        shown = _shown(finding["text"], placed, role, language, is_total=is_total)
        console.print(shown, soft_wrap=True)


def _print_comparison(console: Console, comparison: Held, language: Language) -> None:
    say = sentences(language)
    about = ("body", "year", "subject")
    told = " · ".join(str(comparison.row[name]) for name in about if comparison.row[name])
    console.print(screen.line(told, "bold"))
    _print_sum(console, comparison.row, language, say("stated elsewhere"))
    for side in comparison.sides:
        role = say("other report") if side.is_other else say("this report")
        _print_heading(console, side.row)
        shown = _shown(side.row["text"], side.row, role, language, is_total=side.is_other)
        console.print(shown, soft_wrap=True)


def _print_heading(console: Console, row: Mapping[str, Any]) -> None:
    heading = (row["source"], row["report"], row["organisation"], row["year"])
    console.print(screen.line(" · ".join(str(part) for part in heading if part), "bold"))


def _print_sum(console: Console, row: Mapping[str, Any], language: Language, stated: str) -> None:
    say = sentences(language)
    verdict = label("verdict", row["verdict"], language)
    kind = label("finding", row["kind"], language)
    why = explain(row["expression"], row["reason"], language)
    colon = "：" if language is Language.ZH else ": "
    console.print(screen.line(f"{kind} {verdict}{colon}{why}"))
    for name_of_figure, value in (
        (stated, row["stated"]),
        (say("computed, least"), row["computed_low"]),
        (say("computed, most"), row["computed_high"]),
        (say("difference"), row["difference"]),
    ):
        # No line: eleven digits of a figure would be hidden like a telephone number.
        console.print(Text(f"  {name_of_figure}  {screen.shown(value) or '–'}"))


def _finding(results: Results, name: str) -> dict[str, Any]:
    parts = name.split("/")
    if len(parts) != PARTS or not all(part.isascii() and part.isdigit() for part in parts[1:]):
        remedy = "{name}: a finding is named document/report/finding, as the list shows it"
        raise ExtractorError(remedy, name=name)
    asked = {"document": parts[0], "report": int(parts[1]), "finding": int(parts[2])}
    rows = results.ask(FINDING, asked).named
    if len(rows) != 1:
        raise ExtractorError(MANY if rows else NONE, name=name)
    return rows[0]


def _shown(
    text: str,
    row: Mapping[str, Any],
    role: str,
    language: Language,
    *,
    is_total: bool,
) -> Text:
    """Return one piece of evidence in its sentence, and where it stands in the raw file."""
    start, end = row["span_start"], row["span_end"]
    text = masked(text)
    at = sentences(language)("raw file, line {line}, characters {start} to {end}")
    shown = Text(f"  {role}  ")
    shown.append(_one_line(text[max(0, start - CONTEXT) : start]))
    shown.append(screen.printable(f"⟦{text[start:end]}⟧"), style="bold red" if is_total else "bold")
    shown.append(_one_line(text[end : end + CONTEXT]))
    where = at.format(line=row["raw_line"], start=row["raw_start"], end=row["raw_end"])
    located = (
        f"{row['locator']}; " if row["locator"] else ""
    )  # a page or a cell, where there is one
    shown.append(screen.printable(f"  ({located}{where})"), style="dim")
    return shown


def _one_line(text: str) -> str:
    return screen.printable(text.replace("\n", "⏎"))
