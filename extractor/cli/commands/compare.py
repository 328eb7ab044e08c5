"""``extractor compare``: years, bodies and groups side by side, each figure counted once."""

from __future__ import annotations

from pathlib import Path

import click
import pandas as pd

from extractor import lexicon
from extractor.analysing import KEYS, Measure, price_levels
from extractor.cli import screen
from extractor.cli.choices import Coded, CodedList
from extractor.cli.frames import form_option, print_frame, with_files
from extractor.cli.manual import FilePath, described, results_argument
from extractor.cli.versions import tell_versions
from extractor.store import open_results
from extractor.wording import Language, enumerated, label, sentences

BODIES = ("name", "body")  # columns


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    keys = CodedList(Coded("column", KEYS, language))
    measures = Coded("measure", list(Measure), language)
    return described(
        "compare",
        language,
        params=[
            results_argument(),
            click.Option(
                ["--by"],
                type=keys,
                default=keys.choices.shown("year"),
                show_default=True,
                metavar="COLUMN[,COLUMN]",
                help=say("What to put side by side: {keys}.").format(keys=keys.shown()),
            ),
            click.Option(
                ["--measure"],
                type=measures,
                default=measures.shown(Measure.AMOUNT),
                show_default=True,
                help=say("What to compare."),
            ),
            click.Option(
                ["--twice"],
                is_flag=True,
                help=say("Count restated figures, and totals and their parts alike."),
            ),
            click.Option(
                ["--prices-of"],
                type=int,
                metavar="YEAR",
                help=say("Express amounts in yuan of this year, by the consumer price index."),
            ),
            click.Option(
                ["--bodies"],
                type=FilePath(path_type=Path, dir_okay=False, exists=True),
                help=say("TSV of names that mean one body: name, body."),
            ),
            form_option(say),
        ],
        callback=compare,
        purpose=say("Compare years, bodies and groups, each figure counted once."),
        examples="""
            extractor compare results --by year
            extractor compare results --by organisation,year --measure households
            extractor compare results --by group,year --measure per_household --format csv
            extractor compare results --by year --prices-of 2020
        """,
    )


def compare(  # noqa: PLR0913  # one parameter for each option
    *,
    language: Language,
    results: Path,
    by: list[str],
    measure: str,
    twice: bool,
    prices_of: int | None,
    bodies: Path | None,
    form: str,
) -> int:
    """Print ``measure`` of ``results`` for each value of the columns ``by``."""
    rows = lexicon.load_file(bodies, BODIES) if bodies else ()
    names = {row["name"]: row["body"] for row in rows} if bodies else None
    with open_results(results) as opened:
        compared = opened.compare(by, measure, once=not twice, bodies=names, prices_of=prices_of)
        shown = with_files(compared.reset_index(), opened, form)
        print_frame(shown, label("measure", measure, language), form, language)
        _warn(compared, language)
        _tell_valueless(compared, prices_of, language)
        tell_versions(screen.talk(), opened, language)
    return 0


def _warn(compared: pd.DataFrame, language: Language) -> None:
    """Say of the figures what a sum cannot show."""
    say = sentences(language)
    warned = {
        say("{n} rows hold vague figures: see least and most"): compared["is_vague"].sum(),
        say("{n} figures stand in checks that fail"): compared["failing"].sum(),
        say("{n} disbursements state no such figure"): compared["unstated"].sum(),
    }
    for said, number in warned.items():
        if number:
            screen.talk().print(said.format(n=int(number)), style="yellow")


def _tell_valueless(compared: pd.DataFrame, prices_of: int | None, language: Language) -> None:
    """Say why rows have no value though figures went in: no price of the year, or a lost figure."""
    say = sentences(language)
    empty = compared[compared["value"].isna() & compared["terms"].gt(0)]
    if prices_of is not None:
        years = empty.index.get_level_values("year")
        unpriced = sorted({int(year) for year in years.dropna() if year not in price_levels()})
        if unpriced:
            said = say("no consumer price index for {years}: no value")
            shown = enumerated(map(str, unpriced), language)
            screen.talk().print(said.format(years=shown), style="yellow")
        empty = empty[~years.isin(unpriced)]
    if len(empty):
        said = say("{n} rows have no value: a figure in them is masked or damaged")
        screen.talk().print(said.format(n=len(empty)), style="yellow")
