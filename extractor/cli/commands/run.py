"""``extractor run``: many files into one results file, and a summary a person can read."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from extractor import batch
from extractor.batch import Limits, Options
from extractor.cli import screen
from extractor.cli.manual import FilePath, described, lexicon_option, names_model_option
from extractor.cli.summary import summarise
from extractor.mentions.names import votes
from extractor.wording import Language, sentences

TICK = 0.1  # seconds between two drawings of the bar


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "run",
        language,
        params=[
            click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
            lexicon_option(language),
            click.Option(
                ["--out", "-o"],
                required=True,
                type=FilePath(file_okay=False, path_type=Path),
                help=say("Folder for the results; a run that was stopped goes on there."),
            ),
            click.Option(
                ["--jobs", "-j"],
                type=click.IntRange(1, 256),
                help=say("How many files to read at once; as many as there are processors."),
            ),
            *_limits(language),
            click.Option(
                ["--since"],
                type=click.DateTime(["%Y-%m-%d"]),
                metavar=say("DATE"),
                help=say("Only files changed on that day or later, as 2024-01-31."),
            ),
            click.Option(
                ["--retry-failed"],
                is_flag=True,
                help=say("Also try again what could not be read before."),
            ),
            click.Option(
                ["--cluster"],
                metavar=say("ADDRESS"),
                help=say("Let the workers of a Dask scheduler read the files; paths may be URLs."),
            ),
            names_model_option(language),
        ],
        callback=run,
        purpose=say("Read files and folders into one results file."),
        examples="""
            extractor run corpora/sample --out results
            extractor run corpora/sample corpora/yearly/2016.txt --out both --jobs 2
            extractor run corpora/sample --out results --since 2024-01-31 --retry-failed
            extractor run s3://archive/2019 --out /shared/results --cluster tcp://10.0.0.1:8786
        """,
    )


def _limits(language: Language) -> list[click.Parameter]:
    say = sentences(language)
    usual = Limits()
    return [
        click.Option(
            ["--timeout"],
            type=click.FloatRange(min=0, min_open=True),
            default=usual.seconds,
            show_default=True,
            metavar=say("SECONDS"),
            help=say(
                "How much of the processor's time one file may take before it is given up; by the "
                "clock, ten times as much."
            ),
        ),
        click.Option(
            ["--memory"],
            type=click.IntRange(min=64, max=2**24),
            default=usual.memory,
            show_default=True,
            metavar=say("MIB"),
            help=say("How much memory one file may take before it is given up."),
        ),
    ]


def run(language: Language, paths: Sequence[str], out: Path, jobs: int | None, **how: Any) -> int:  # noqa: ANN401
    """Read ``paths`` into ``out`` and print what came of it; return the exit code."""
    options = _options(**how)
    with _bar(screen.talk()) as bar:
        progress = _drawn(bar, language)
        summary = batch.run(paths, out, jobs=jobs, options=options, progress=progress)
    return summarise(summary, language)


def _options(
    timeout: float,
    memory: int,
    since: datetime | None,
    cluster: str | None,
    *,
    retry_failed: bool,
    names_model: str | None,
) -> Options:
    votes.choose(names_model)
    return Options(Limits(timeout, memory), since, retry_failed, cluster)


def _bar(console: Console) -> Progress:
    """Return a bar with the rate and the time left; on a terminal only.

    It draws itself only when told to: a thread of its own would be copied into half-made workers.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, auto_refresh=False, disable=not console.is_terminal)


def _drawn(bar: Progress, language: Language) -> Callable[[batch.Step], None]:
    say = sentences(language)
    shown = bar.add_task(say("Reading"), total=None, rate="")
    began = drawn = time.monotonic()

    def progress(step: batch.Step) -> None:
        nonlocal drawn
        at = time.monotonic()
        rate = say("{rate:.1f} files/s").format(rate=step.done / max(at - began, TICK))
        bar.update(shown, completed=step.done, total=step.total, rate=rate)
        if at - drawn > TICK or step.done == step.total:
            drawn = at
            bar.refresh()

    return progress
