"""``extractor words``: which words mark the reports of a year or a body against all the others."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.frames import form_option, print_frame
from extractor.cli.manual import described, results_argument
from extractor.errors import ResultsError
from extractor.store import open_results
from extractor.wording import Language, sentences


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "words",
        language,
        params=[
            results_argument(),
            click.Option(["--year"], type=int, help=say("The reports of this year.")),
            click.Option(["--organisation"], help=say("The reports of this body.")),
            click.Option(
                ["--limit"],
                type=click.IntRange(1),
                default=30,
                show_default=True,
                help=say("How many rows to print."),
            ),
            form_option(say),
        ],
        callback=words,
        purpose=say("Show which words mark some reports against all the others."),
        examples="""
            extractor words results --year 2020
            extractor words results --organisation 南屏区总工会 --format csv
        """,
    )


def words(  # one parameter for each option
    *,
    language: Language,
    results: Path,
    year: int | None,
    organisation: str | None,
    limit: int,
    form: str,
) -> int:
    """Print the words that mark the chosen reports of ``results``, the strongest first."""
    chosen = {"year": year, "organisation": organisation}
    which = {name: value for name, value in chosen.items() if value is not None}
    if not which:
        raise click.UsageError(sentences(language)("give --year or --organisation"))
    with open_results(results) as opened:
        marked = opened.keyness(**which)
    if marked.empty:
        raise ResultsError("no reports to compare: none is chosen, or all are")
    print_frame(marked.head(limit).reset_index(), "", form, language)
    return 0
