"""``extractor report``: the audit working paper, the page to print, the accepted findings."""

from __future__ import annotations

from pathlib import Path

import click

from extractor import report as reports
from extractor.cli import screen
from extractor.cli.excel import tell_limits
from extractor.cli.manual import FilePath, described, results_argument
from extractor.cli.writing import check_name, writing
from extractor.errors import ExtractorError
from extractor.wording import Language, sentences


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "report",
        language,
        params=[
            results_argument(),
            click.Option(
                ["--xlsx"],
                type=FilePath(dir_okay=False, path_type=Path),
                help=say("Write the audit working paper, an Excel workbook (needs office)."),
            ),
            click.Option(
                ["--html"],
                type=FilePath(dir_okay=False, path_type=Path),
                help=say("Write one page to read and print, in one file (needs web)."),
            ),
            click.Option(
                ["--docx"],
                type=FilePath(dir_okay=False, path_type=Path),
                help=say("Write the accepted findings as a Word document (needs office)."),
            ),
        ],
        callback=report,
        purpose=say("Write the findings as a workbook, a page or a Word document."),
        examples="""
            extractor report results --xlsx findings.xlsx
            extractor report results --html findings.html --docx accepted.docx
        """,
    )


def report(
    language: Language, results: Path, xlsx: Path | None, html: Path | None, docx: Path | None
) -> int:
    """Write what was asked for and print where it lies."""
    if not (xlsx or html or docx):
        remedy = "nothing to write: give --xlsx FILE, --html FILE or --docx FILE"
        raise ExtractorError(remedy)
    for path, endings in ((xlsx, (".xlsx",)), (html, (".html", ".htm")), (docx, (".docx",))):
        if path:
            check_name(path, endings)
    if xlsx:
        with writing(xlsx):
            written = reports.write_workbook(results, xlsx, language)
        click.echo(screen.printable(str(written.path)))
        tell_limits(written.cut_cells, written.further_sheets, language)
    for path, write in ((html, reports.write_html), (docx, reports.write_word)):
        if path:
            with writing(path):
                write(results, path, language)
            click.echo(screen.printable(str(path)))
    return 0
