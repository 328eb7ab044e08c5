"""``extractor kwic``: every place of a word, with what stands around it."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli import screen
from extractor.cli.frames import form_option, print_frame, with_files
from extractor.cli.manual import described, results_argument
from extractor.store import open_results
from extractor.wording import Language, sentences


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "kwic",
        language,
        params=[
            results_argument(),
            click.Argument(["word"], metavar="WORD"),
            click.Option(
                ["--width"],
                type=click.IntRange(0, 200),
                default=20,
                show_default=True,
                help=say("Characters to show on each side."),
            ),
            form_option(say),
        ],
        callback=kwic,
        purpose=say("Show every place of a word, with what stands around it."),
        examples="""
            extractor kwic results 困难职工
            extractor kwic results 低保 --width 30 --format csv
        """,
    )


def kwic(*, language: Language, results: Path, word: str, width: int, form: str) -> int:
    """Print the places of ``word`` in ``results``."""
    if not word.strip():
        raise click.UsageError(sentences(language)("give a word to look for"))
    with open_results(results) as opened:
        found = with_files(opened.kwic(word, width=width), opened, form)
    print_frame(found, "", form, language)
    said = sentences(language)("{n} places").format(n=len(found))
    screen.talk().print(said)
    return 0
