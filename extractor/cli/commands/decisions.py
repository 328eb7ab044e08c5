"""``extractor decisions``: what was decided in a returned workbook, read back; and the log."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path

import click

from extractor.cli import screen
from extractor.cli.language import language_option
from extractor.cli.manual import FilePath, described, results_argument
from extractor.deciding import open_decisions
from extractor.report import Change, read_back
from extractor.report.returned import Outcome
from extractor.store import open_results
from extractor.wording import Language, label, sentences

REFUSED = 1  # exit code: something in the workbook was not taken
SHOWN = 50


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return click.Group(
        "decisions",
        commands=[_import(language), _log(language)],
        params=[language_option(language, say("Language: zh or en."))],
        help=say("Read back what was decided in a workbook, or show what was decided.")
        + f"\n\n\b\n{say('Examples:')}\n"
        + "  extractor decisions import findings.xlsx results\n"
        + "  extractor decisions log results",
        short_help=say("Read back what was decided in a workbook, or show what was decided."),
    )


def _import(language: Language) -> click.Command:
    say = sentences(language)
    return described(
        "import",
        language,
        params=[
            click.Argument(["workbook"], type=FilePath(path_type=Path), metavar="WORKBOOK"),
            results_argument(),
            author_option(language),
        ],
        callback=take,
        purpose=say("Read back what was decided in a workbook that `report` made."),
        examples="""
            extractor decisions import findings.xlsx results
            extractor decisions import findings.xlsx results --author 张三
        """,
    )


def _log(language: Language) -> click.Command:
    say = sentences(language)
    return described(
        "log",
        language,
        params=[
            results_argument(),
            click.Option(
                ["--limit"],
                type=click.IntRange(1),
                default=SHOWN,
                show_default=True,
                help=say("How many decisions to show."),
            ),
        ],
        callback=log,
        purpose=say("Show what was decided, the latest first."),
        examples="""
            extractor decisions log results
        """,
    )


def author_option(language: Language) -> click.Option:
    """Return the option that says who decides."""
    say = sentences(language)
    return click.Option(
        ["--author"],
        default=getpass.getuser,
        help=say("Who decides; the name you are logged in by when it is not given."),
    )


def now() -> str:
    """Return the time of a decision: a fact about people, part of no result."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251


def take(language: Language, workbook: Path, results: Path, author: str) -> int:
    """Store what was decided in ``workbook`` and print what changed; return the exit code."""
    say = sentences(language)
    returned = read_back(results, workbook, author=author, at=now())
    if returned.changes:
        heads = [
            say("Row"),
            say("Finding"),
            label("head", "field", language),
            say("Was"),
            say("Now"),
            say("Came to"),
        ]
        rows = (_row(change, language) for change in returned.changes)
        screen.data().print(screen.table("", heads, rows))
    changed = len(returned.having(Outcome.CHANGED))
    refused = len(returned.changes) - changed
    said = say("{rows} findings read, {changed} changes stored, {refused} not taken")
    screen.data().print(said.format(rows=returned.rows, changed=changed, refused=refused))
    return REFUSED if refused else 0


def log(language: Language, results: Path, limit: int) -> int:
    """Print the latest decisions on ``results``."""
    say = sentences(language)
    with open_results(results), open_decisions(results) as decisions:
        listed = decisions.log(limit)
    names = ("at", "author", "field", "value", "said", "origin")
    heads = [label("head", name, language) for name in names]
    rows = (
        (
            decision.at,
            decision.author,
            label("field", decision.field, language),
            label("status", decision.value, language),
            decision.subject.said,
            label("origin", decision.origin, language),
        )
        for decision in listed
    )
    screen.data().print(screen.table("", heads, rows))
    if not listed:
        nothing = say("Nothing is decided yet; `extractor review RESULTS` opens the page to do so.")
        screen.talk().print(screen.line(nothing))
    return 0


def _row(change: Change, language: Language) -> tuple[str, ...]:
    family = "status" if change.field == "status" else ""
    before, after = (
        label(family, text, language) if family else text for text in (change.before, change.after)
    )
    return (
        f"{change.sheet}!{change.row}",
        change.finding,
        label("field", change.field, language) if change.field else "",
        before,
        after,
        label("outcome", change.outcome, language),
    )
