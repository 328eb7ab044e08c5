"""``extractor plot``: a picture of the results, as PNG, SVG or PDF."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.analysing import Measure
from extractor.cli import screen
from extractor.cli.choices import Coded
from extractor.cli.manual import FilePath, described, results_argument
from extractor.cli.versions import tell_versions
from extractor.cli.writing import writing
from extractor.plotting import PICTURES, save
from extractor.store import open_results
from extractor.wording import Language, sentences

KINDS = (".png", ".svg", ".pdf")
SUMS = ("years", "bodies")  # pictures of what is added up
OPTIONS = {
    "years": ("measure", "label"),
    "bodies": ("measure", "year"),
    "distribution": ("per",),
}


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "plot",
        language,
        params=[
            results_argument(),
            click.Argument(["picture"], type=click.Choice(list(PICTURES))),
            click.Option(
                ["--out", "-o"],
                type=FilePath(dir_okay=False, path_type=Path),
                required=True,
                help=say("File for the picture: .png, .svg or .pdf."),
            ),
            click.Option(
                ["--measure"],
                type=Coded("measure", list(Measure), language),
                help=say("What to draw (years, bodies)."),
            ),
            click.Option(["--label"], help=say("Only this group or label (years).")),
            click.Option(["--year"], type=int, help=say("Only this year (bodies).")),
            click.Option(
                ["--per"],
                type=click.Choice(["household", "person"]),
                help=say("Rates of households or of persons (distribution)."),
            ),
        ],
        callback=plot,
        purpose=say("Draw the results; needs the extra plots."),
        examples="""
            extractor plot results years --out years.png
            extractor plot results years --label 困难职工 --measure households --out workers.svg
            extractor plot results bodies --year 2020 --out bodies.png
            extractor plot results audit --out audit.svg
            extractor plot results calendar --out days.png
        """,
    )


def plot(
    *, language: Language, results: Path, picture: str, out: Path, **options: str | int | None
) -> int:
    """Draw ``picture`` of ``results`` into the file ``out``."""
    say = sentences(language)
    given = {name: value for name, value in options.items() if value is not None}
    if unfit := given.keys() - set(OPTIONS.get(picture, ())):
        said = say("--{name} does not go with {picture}")
        raise click.UsageError(said.format(name=min(unfit), picture=picture))
    if out.suffix.lower() not in KINDS:
        said = say("{path}: the name of a picture ends in .png, .svg or .pdf")
        raise click.UsageError(said.format(path=out))
    with open_results(results) as opened, writing(out):
        save(PICTURES[picture](opened, language=language, **given), out)
        if picture in SUMS:
            tell_versions(screen.talk(), opened, language)
    click.echo(screen.printable(str(out)))
    return 0
