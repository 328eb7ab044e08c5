"""``extractor across``: reports of several folders held against each other, over Parquet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from extractor import store
from extractor.cli import screen
from extractor.cli.failures import FAILING
from extractor.cli.findings import across_rows
from extractor.cli.manual import described
from extractor.cli.writing import writing
from extractor.model import Verdict
from extractor.store import Across, Answer, Stage
from extractor.wording import Language, label, sentences

LEAST = 100  # MiB


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "across",
        language,
        params=[
            click.Argument(
                ["folders"],
                nargs=-1,
                required=True,
                type=click.Path(path_type=Path),
                metavar="FOLDER...",
            ),
            click.Option(
                ["--out", "-o"],
                required=True,
                type=click.Path(file_okay=False, path_type=Path),
                help=say("Folder for the tables, and while it works for what memory cannot hold."),
            ),
            click.Option(
                ["--memory"],
                type=click.IntRange(min=LEAST),
                metavar=say("MIB"),
                help=say(
                    "How much memory to work in; the rest goes on disk. Without it, four fifths "
                    "of the machine's."
                ),
            ),
        ],
        callback=across,
        purpose=say(
            "Hold the reports of several results, parts or Parquet exports against each other "
            "(extra: query)."
        ),
        examples="""
            extractor across results both --out across
            extractor across results parquet --out across --memory 4000
        """,
    )


def across(language: Language, folders: Sequence[Path], out: Path, memory: int | None) -> int:
    """Compare the reports of ``folders``, print what came of it; return the exit code."""
    with writing(out), _bar() as bar:
        compared = store.compare_folders(
            folders, out, memory=memory, progress=_drawn(bar, language)
        )
    _print_read(compared, language)
    _print_checks(compared.checks, language)
    _print_failing(compared, len(folders), language)
    console = screen.data()
    for path in compared.paths:
        console.print(screen.line(str(path)), soft_wrap=True)
    return FAILING if compared.failing.rows else 0


def _bar() -> Progress:
    """Return a bar for a terminal."""
    console = screen.talk()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console, disable=not console.is_terminal)


def _drawn(bar: Progress, language: Language) -> Callable[[Stage, int, int | None], None]:
    say = sentences(language)
    said = {
        Stage.FILES: say("Looking at the files"),
        Stage.FIGURES: say("Comparing figures"),
        Stage.PASSAGES: say("Comparing passages"),
        Stage.WRITING: say("Writing"),
    }
    shown = bar.add_task("", total=None)

    def progress(stage: Stage, done: int, total: int | None) -> None:
        bar.update(shown, description=said[stage], completed=done, total=total)

    return progress


def _print_read(compared: Across, language: Language) -> None:
    say = sentences(language)
    read = say("documents {documents}, reports {reports}, passages used again {passages}")
    facts = {name: getattr(compared, name) for name in ("documents", "reports", "passages")}
    screen.data().print(read.format(**facts))
    if compared.again:
        again = say("found more than once and counted once: {again} documents")
        screen.data().print(again.format(again=compared.again))
    if compared.releases > 1:
        mixed = say(
            "The documents were read by {n} different sets of rules; read them again with one "
            "before a difference is put down to a report."
        )
        screen.talk().print(mixed.format(n=compared.releases), style="yellow")


def _print_checks(checks: Answer, language: Language) -> None:
    """Print how many checks of each kind came to what."""
    say = sentences(language)
    counts = {(row["check_id"], row["verdict"]): row["n"] for row in checks.named}
    heads = [say("Check"), *(label("verdict", verdict, language) for verdict in Verdict)]
    rows = [
        (label("check", check, language), *(counts.get((check, verdict), 0) for verdict in Verdict))
        for check in sorted({check for check, _ in counts})
    ]
    if rows:
        screen.data().print(screen.table(label("sheet", "across", language), heads, rows))


def _print_failing(compared: Across, folders: int, language: Language) -> None:
    """Print the worst comparisons that fail; of several folders, with the one of each file."""
    failing, say = compared.failing, sentences(language)
    if not failing.rows:
        return
    named = [_placed(row) if folders > 1 else row for row in failing.named]
    rows = Answer(failing.heads, [tuple(row.values()) for row in named], is_cut=False)
    title = say("Fails against other reports")
    screen.data().print(screen.table(title, *across_rows(rows, language)))
    fails = sum(row["n"] for row in compared.checks.named if row["verdict"] == Verdict.FAILS)
    if fails > len(rows.rows):
        more = say("and {more} more, in the table comparisons")
        screen.data().print(more.format(more=fails - len(rows.rows)))


def _placed(row: dict[str, Any]) -> dict[str, Any]:
    placed = {
        name: f"{row[place]}: {row[name]}"
        for name, place in (("source", "place"), ("other_source", "other_place"))
        if row[name]
    }
    return row | placed
