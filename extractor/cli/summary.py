"""What a batch came to, on one screen: how much was read, what fails, what to do next."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from extractor.batch import Summary
from extractor.cli import screen
from extractor.cli.failures import FAILING, UNREADABLE, complaint
from extractor.cli.findings import (
    ACROSS,
    ACROSS_KINDS,
    FINDINGS,
    VERDICTS,
    across_counts,
    across_rows,
    finding_rows,
    repeated,
)
from extractor.cli.versions import tell_versions
from extractor.model import Verdict
from extractor.store import Results, open_results
from extractor.wording import Language, label, sentences

PLAIN = re.compile(r"[\w@%+=:,./-]+")
SHOWN = 10  # findings, and files that could not be read

MENTIONS = "SELECT type, count(*) AS n FROM mentions GROUP BY type ORDER BY 2 DESC, 1"
UNREAD = "SELECT source, reason FROM failures"
FAILURES = "SELECT source, stage, reason, detail FROM failures ORDER BY source"


def summarise(summary: Summary, language: Language) -> int:
    """Print what the results hold after a run; return the exit code they mean."""
    console = screen.data()
    with open_results(summary.path) as results:
        _print_counts(console, results, summary, language)
        fails = _print_findings(console, results, language)
        tell_versions(console, results, language)
        unread = _print_failures(console, results, language)
    _print_next(console, summary, language)
    if unread:
        return UNREADABLE
    return FAILING if fails else 0


def _print_counts(console: Console, results: Results, summary: Summary, language: Language) -> None:
    say = sentences(language)
    read = say("read {read}, copies {copies}, unchanged {unchanged}, not read {failed}")
    console.print(
        read.format(
            read=summary.read,
            copies=summary.copies,
            unchanged=summary.unchanged,
            failed=summary.failed,
        )
    )
    if summary.older:
        console.print(say("older, not looked at: {older}").format(older=summary.older))
    if summary.undated:
        undated = say("no day of change told, read all the same: {undated}")
        console.print(undated.format(undated=summary.undated))
    if summary.settled:
        settled = say("not read before, no longer there, no longer listed: {settled}")
        console.print(settled.format(settled=summary.settled))
        _print_names(console, summary.mended, language)
    if summary.gone:
        gone = say("no longer there, kept from an earlier run: {gone}")
        console.print(gone.format(gone=summary.gone))
        _print_names(console, summary.missing, language)
    mentions = results.ask(MENTIONS).named
    rows = [
        (say("documents"), _number(results, "documents")),
        (say("reports"), _number(results, "reports")),
        *((label("mention", row["type"], language), row["n"]) for row in mentions),
        (say("disbursements"), _number(results, "disbursements")),
        (say("passages used again"), _number(results, "passages")),
    ]
    console.print(screen.table(say("What was found"), [say("What"), say("How many")], rows))


def _print_names(console: Console, names: Sequence[str], language: Language) -> None:
    for name in names[:SHOWN]:
        console.print(screen.line(f"  {name}"), soft_wrap=True)
    if len(names) > SHOWN:
        more = sentences(language)("and {more} more")
        console.print(f"  {more.format(more=len(names) - SHOWN)}")


def _number(results: Results, table: str) -> object:
    return results.ask(f"SELECT count(*) FROM {table}").rows[0][0]  # noqa: S608  # our own names


def _print_findings(console: Console, results: Results, language: Language) -> int:
    """Print the checks by verdict and the worst of them; return how many fail."""
    say = sentences(language)
    counts = {row["verdict"]: (row["within"], row["across"]) for row in results.ask(VERDICTS).named}
    rows = [
        (label("verdict", verdict, language), *counts.get(verdict, (0, 0))) for verdict in Verdict
    ]
    heads = [say("Verdict"), say("Within a report"), say("Across reports")]
    console.print(screen.table(say("Checks"), heads, rows))
    by_kind = across_counts(results.ask(ACROSS_KINDS), language)
    if by_kind[1]:
        console.print(screen.table(label("sheet", "across", language), *by_kind))
    within, across = counts.get(Verdict.FAILS, (0, 0))
    asked = {"verdict": Verdict.FAILS, "limit": SHOWN, "copies": False}
    if within:
        worst = finding_rows(results.ask(FINDINGS, asked), language)
        console.print(screen.table(say("The worst findings"), *worst))
        if said := repeated(results, Verdict.FAILS, language):
            console.print(said)
    if across:
        differing = across_rows(results.ask(ACROSS, asked), language)
        console.print(screen.table(say("Fails against other reports"), *differing))
    return int(within + across)


def _print_failures(console: Console, results: Results, language: Language) -> int:
    say = sentences(language)
    failures = results.ask(FAILURES).named
    if failures:
        heads = [say("File"), say("Stage"), say("Reason"), say("What to do")]
        rows = [
            (
                row["source"],
                label("stage", row["stage"], language),
                *complaint(row["source"], row["reason"], row["detail"], language),
            )
            for row in failures[:SHOWN]
        ]
        console.print(screen.table(say("Could not be read"), heads, rows))
        if len(failures) > SHOWN:
            asked = (
                f'extractor query {_quoted(results.path.parent)} "{UNREAD}" --limit {len(failures)}'
            )
            more = say("and {more} more; all of them: {command}")
            told = more.format(more=len(failures) - SHOWN, command=asked)
            console.print(screen.line(told), soft_wrap=True)
    return len(failures)


def _print_next(console: Console, summary: Summary, language: Language) -> None:
    say = sentences(language)
    folder = summary.path.parent
    console.print(screen.line(say("Results: {path}").format(path=summary.path), "bold"))
    command = f"extractor audit {_quoted(folder)}"
    console.print(screen.line(say("Next: {command}").format(command=command)), soft_wrap=True)


def _quoted(path: Path) -> str:
    """Return a path as a shell takes it for one word; only one that needs it has quotes."""
    name = os.fspath(path)
    return name if PLAIN.fullmatch(name) else shlex.quote(name)
