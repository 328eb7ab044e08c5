"""``extractor tables``: the tables as CSV, Parquet or Excel files."""

from __future__ import annotations

from pathlib import Path

import click

from extractor import store
from extractor.cli import screen
from extractor.cli.manual import described, results_argument
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
                type=click.Path(file_okay=False, path_type=Path),
                required=True,
                help=say("Folder for the files."),
            ),
        ],
        callback=tables,
        purpose=say("Write the tables as files for other programs."),
        examples="""
            extractor tables results --format csv --out tables
            extractor tables results --format xlsx --out tables
        """,
    )


def tables(language: Language, results: Path, form: str, out: Path) -> int:
    """Write the tables of ``results`` into ``out`` and print what was written."""
    say = sentences(language)
    exported = store.export(results, store.Form(form), out)
    for path in exported.paths:
        click.echo(screen.printable(str(path)))
    if exported.cut_cells:
        said = say("{n} texts are longer than a cell of Excel holds and end in a mark")
        screen.talk().print(said.format(n=exported.cut_cells), style="yellow")
    if exported.further_sheets:
        said = say("more rows than a sheet of Excel holds; they go on in: {sheets}")
        names = ", ".join(exported.further_sheets)
        screen.talk().print(said.format(sheets=names), style="yellow")
    return 0
