"""``extractor audit``: what the checks say, the worst first, and one of them with its evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from extractor.cli import screen
from extractor.cli.findings import ACROSS, VERDICTS, WORST, across_rows, finding_rows
from extractor.cli.manual import described, results_argument
from extractor.errors import ExtractorError
from extractor.masking import masked
from extractor.model import Verdict
from extractor.store import Results, open_results
from extractor.wording import Language, explain, label, sentences

CONTEXT = 30  # characters shown either side of a figure
NEVER = "none"
PARTS = 3  # of the name of a finding
TOTAL = -1  # the place of the total before the parts

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


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    verdicts = [verdict.value for verdict in Verdict]
    return described(
        "audit",
        language,
        params=[
            results_argument(),
            click.Option(
                ["--explain", "finding"],
                metavar="FINDING",
                help=say("Show one finding with all its evidence."),
            ),
            click.Option(
                ["--verdict"],
                type=click.Choice(verdicts),
                help=say("Only findings with this verdict."),
            ),
            click.Option(
                ["--limit"],
                type=click.IntRange(1),
                default=50,
                show_default=True,
                help=say("How many findings to show."),
            ),
            click.Option(
                ["--fail-on"],
                type=click.Choice([Verdict.FAILS.value, Verdict.CANNOT_TELL.value, NEVER]),
                default=Verdict.FAILS.value,
                show_default=True,
                help=say("Exit with 1 when a finding is this bad, or worse."),
            ),
        ],
        callback=audit,
        purpose=say("Show what the checks say, the worst first."),
        examples="""
            extractor audit results
            extractor audit results --verdict fails --limit 10
            extractor audit results --explain 1f3a5b7c/1/0
        """,
    )


def audit(  # one parameter for each option
    *,
    language: Language,
    results: Path,
    finding: str | None,
    verdict: str | None,
    limit: int,
    fail_on: str,
) -> int:
    """Print the findings of ``results``; return the exit code."""
    console = screen.data()
    with open_results(results) as opened:
        if finding is not None:
            _print_one(console, opened, finding, language)
            return 0
        answer = opened.ask(WORST, {"verdict": verdict, "limit": limit})
        heads, rows = finding_rows(answer, language)
        across = across_rows(opened.ask(ACROSS, {"verdict": verdict, "limit": limit}), language)
        counts = {row["verdict"]: row["n"] for row in opened.ask(VERDICTS).named}
    console.print(screen.table("", heads, rows))
    if across[1]:
        console.print(screen.table(label("sheet", "across", language), *across))
    said = [
        f"{label('verdict', verdict, language)} {counts.get(verdict, 0)}" for verdict in Verdict
    ]
    console.print(screen.line("，".join(said) if language is Language.ZH else ", ".join(said)))
    bad = [Verdict.FAILS, *([Verdict.CANNOT_TELL] if fail_on == Verdict.CANNOT_TELL else [])]
    return int(fail_on != NEVER and any(counts.get(verdict) for verdict in bad))


def _print_one(console: Console, results: Results, name: str, language: Language) -> None:
    say = sentences(language)
    finding = _find(results, name)
    places = {key: finding[key] for key in ("document", "report", "finding")}
    evidence = results.ask(EVIDENCE, {**places, "total": finding["total_mention"]}).named
    heading = (finding["source"], finding["report"], finding["organisation"], finding["year"])
    console.print(screen.line(" · ".join(str(part) for part in heading if part), "bold"))
    verdict = label("verdict", finding["verdict"], language)
    kind = label("finding", finding["kind"], language)
    why = explain(finding["expression"], finding["reason"], language)
    console.print(
        screen.line(
            f"{kind} {verdict}：{why}" if language is Language.ZH else f"{kind} {verdict}: {why}"
        )
    )
    for name_of_figure, value in (
        (say("stated"), finding["stated"]),
        (say("computed, least"), finding["computed_low"]),
        (say("computed, most"), finding["computed_high"]),
        (say("difference"), finding["difference"]),
    ):
        # No line: eleven digits of a figure would be hidden like a telephone number.
        console.print(Text(f"  {name_of_figure}  {screen.shown(value) or '–'}"))
    if not evidence and finding["span_start"] is not None:
        evidence = [
            finding | {"place": 0, "locator": None}
        ]  # 一是 … 三是: the stretch itself, no mention
    for row in evidence:
        console.print(_shown(finding, row, language), soft_wrap=True)


def _find(results: Results, name: str) -> dict[str, Any]:
    parts = name.split("/")
    if len(parts) != PARTS or not all(part.isascii() and part.isdigit() for part in parts[1:]):
        remedy = "{name}: a finding is named document/report/finding, as the list shows it"
        raise ExtractorError(remedy, name=name)
    asked = {"document": parts[0], "report": int(parts[1]), "finding": int(parts[2])}
    answer = results.ask(FINDING, asked)
    if len(answer.rows) != 1:
        none = "{name}: there is no such finding; `extractor audit` lists them"
        many = "{name}: more than one document begins so; give more of its digits"
        raise ExtractorError(many if answer.rows else none, name=name)
    return answer.named[0]


def _shown(finding: dict[str, Any], row: dict[str, Any], language: Language) -> Text:
    """Return one piece of evidence in its sentence, and where it stands in the raw file."""
    say = sentences(language)
    start, end = row["span_start"], row["span_end"]
    raw_start, raw_end = row["raw_start"], row["raw_end"]
    is_total = row["place"] == TOTAL
    text = masked(finding["text"])
    line_number = finding["raw"].count("\n", 0, raw_start) + 1
    role = say("total") if is_total else say("part")
    at = say("raw file, line {line}, characters {start} to {end}")
    shown = Text(f"  {role}  ")
    shown.append(_one_line(text[max(0, start - CONTEXT) : start]))
    shown.append(screen.printable(f"⟦{text[start:end]}⟧"), style="bold red" if is_total else "bold")
    shown.append(_one_line(text[end : end + CONTEXT]))
    where = at.format(line=line_number, start=raw_start, end=raw_end)
    located = (
        f"{row['locator']}; " if row["locator"] else ""
    )  # a page or a cell, where there is one
    shown.append(screen.printable(f"  ({located}{where})"), style="dim")
    return shown


def _one_line(text: str) -> str:
    return screen.printable(text.replace("\n", "⏎"))
