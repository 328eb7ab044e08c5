"""``extractor train-names``: a model of names that knows the names people confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from extractor.cli import screen
from extractor.cli.manual import FilePath, described
from extractor.cli.writing import writing
from extractor.mentions.names.model import OURS, read_model, write_model
from extractor.mentions.names.training import read_confirmed, train
from extractor.wording import Language, sentences


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "train-names",
        language,
        params=[
            click.Argument(
                ["confirmed"],
                nargs=-1,
                required=True,
                type=FilePath(exists=True, dir_okay=False, path_type=Path),
                metavar="CONFIRMED...",
            ),
            click.Option(
                ["--out", "-o"],
                required=True,
                type=FilePath(dir_okay=False, path_type=Path),
                help=say("Write the model here."),
            ),
        ],
        callback=train_names,
        purpose=say(
            "Train the model of names on names you confirmed.\n\n"
            "CONFIRMED is a table of tab-separated values with the columns sentence and names; "
            "names are parted by 、, and an empty cell says that the sentence names nobody."
        ),
        examples="""
            extractor train-names confirmed.tsv --out ours.model
            extractor run corpora/sample --out results --names-model ours.model
        """,
    )


def train_names(language: Language, confirmed: Sequence[Path], out: Path) -> int:
    """Write the model that ``confirmed`` teaches to ``out``; return the exit code."""
    say = sentences(language)
    learned = train(read_model(OURS), [one for path in confirmed for one in read_confirmed(path)])
    remarks = [f"trained further on {learned.sentences} sentences that a user confirmed"]
    with writing(out):
        write_model(learned.model, out, remarks)
    told = say(
        "{sentences} sentences, {names} names: {before} found before, {after} now. Model: {path}"
    ).format(
        sentences=learned.sentences,
        names=learned.names,
        before=learned.before,
        after=learned.after,
        path=out,
    )
    screen.talk().print(screen.line(told))
    return 0
