"""``extractor version``: which release this is."""

from __future__ import annotations

import click

from extractor import __version__
from extractor.cli.language import language_option
from extractor.wording import Language, sentences


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return click.Command(
        "version",
        params=[language_option(language, say("Language: zh or en."))],
        callback=lambda: click.echo(f"extractor {__version__}"),
        help=say("Print the version."),
    )
