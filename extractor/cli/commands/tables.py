"""``extractor tables``: the tables as CSV, Parquet or Excel files."""

from __future__ import annotations

from pathlib import Path

import click

from extractor import store
from extractor.cli import screen
from extractor.cli.excel import tell_limits
from extractor.cli.manual import FilePath, described, results_argument
from extractor.cli.writing import writing
from extractor.wording import Language, sentences


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "tables",
        language,
        params=[
            results_argument(),
            click.Option(
                ["--format", "form"],
                type=click.Choice([form.value for form in store.Form]),
                required=True,
                help=say("CSV, Parquet (needs the extra query) or Excel (needs office)."),
            ),
            click.Option(
                ["--out", "-o"],
                type=FilePath(file_okay=False, path_type=Path),
                required=True,
                help=say("Folder for the files."),
            ),
        ],
        callback=tables,
        purpose=say("Write the tables as files for other programs."),
        examples="""
            extractor tables results --format csv --out tables
            extractor tables results --format xlsx --out tables
            extractor tables results --format parquet --out parquet
        """,
    )


def tables(language: Language, results: Path, form: str, out: Path) -> int:
    """Write the tables of ``results`` into ``out`` and print what was written."""
    with writing(out):
        exported = store.export(results, store.Form(form), out)
    for path in exported.paths:
        click.echo(screen.printable(str(path)))
    tell_limits(exported.cut_cells, exported.further_sheets, language)
    return 0
