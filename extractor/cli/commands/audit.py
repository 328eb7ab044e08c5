"""``extractor audit``: what the checks say, the worst first, and one of them with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from extractor.cli import screen
from extractor.cli.choices import Coded
from extractor.cli.explaining import explain_one
from extractor.cli.findings import (
    ACROSS,
    FINDINGS,
    VERDICTS,
    across_rows,
    finding_rows,
    repeated,
)
from extractor.cli.manual import described, results_argument
from extractor.cli.side_by_side import print_passages
from extractor.model import Verdict
from extractor.store import Results, open_results
from extractor.wording import Language, label, sentences

NEVER = "none"


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    verdicts = Coded("verdict", list(Verdict), language)
    failing = Coded("verdict", [Verdict.FAILS, Verdict.CANNOT_TELL, NEVER], language)
    return described(
        "audit",
        language,
        params=[
            results_argument(),
            click.Option(
                ["--explain", "finding"],
                metavar="FINDING",
                help=say(
                    "Show one finding, one figure held against another report, or one passage "
                    "used again, with its text."
                ),
            ),
            click.Option(
                ["--verdict"],
                type=verdicts,
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
                ["--copies"],
                is_flag=True,
                help=say("List the findings of every file that has the same report, too."),
            ),
            click.Option(
                ["--fail-on"],
                type=failing,
                default=failing.shown(Verdict.FAILS),
                show_default=True,
                help=say("Exit with 1 when a finding or comparison is this bad, or worse."),
            ),
        ],
        callback=audit,
        purpose=say("Show what the checks say, the worst first."),
        examples="""
            extractor audit results
            extractor audit results --verdict fails --limit 10
            extractor audit results --explain 91af188a/1/0
            extractor audit results --explain fb09551be9fd
        """,
    )


def audit(  # noqa: PLR0913  # one parameter for each option
    *,
    language: Language,
    results: Path,
    finding: str | None,
    verdict: str | None,
    limit: int,
    copies: bool,
    fail_on: str,
) -> int:
    """Print the findings of ``results``; return the exit code."""
    console = screen.data()
    with open_results(results) as opened:
        if finding is not None:
            explain_one(console, opened, finding, language)
            return 0
        counts = {
            row["verdict"]: row["within"] + row["across"] for row in opened.ask(VERDICTS).named
        }
        asked = {"verdict": verdict, "limit": limit + 1, "copies": copies}
        _print_checks(console, opened, asked, language)
        if not copies and (said := repeated(opened, verdict, language)):
            console.print(said)
        if verdict is None:
            print_passages(console, opened, limit, language)
    counted = [
        f"{label('verdict', verdict, language)} {counts.get(verdict, 0)}" for verdict in Verdict
    ]
    console.print(
        screen.line("，".join(counted) if language is Language.ZH else ", ".join(counted))
    )
    bad = [Verdict.FAILS, *([Verdict.CANNOT_TELL] if fail_on == Verdict.CANNOT_TELL else [])]
    return int(fail_on != NEVER and any(counts.get(verdict) for verdict in bad))


def _print_checks(
    console: Console, opened: Results, asked: Mapping[str, Any], language: Language
) -> None:
    """Print the findings, then the figures held against other reports, each the worst first."""
    say = sentences(language)
    limit = asked["limit"] - 1
    lists = (
        ("", finding_rows(opened.ask(FINDINGS, asked), language)),
        (label("sheet", "across", language), across_rows(opened.ask(ACROSS, asked), language)),
    )
    for title, (heads, rows) in lists:
        if rows:
            console.print(screen.table(title, heads, rows[:limit]))
        if len(rows) > limit:
            said = say("only the first {limit} rows; give --limit for more")
            console.print(said.format(limit=limit), style="yellow")
    if not any(rows for _, (_, rows) in lists):
        console.print(say("No such check: nothing to show."))
