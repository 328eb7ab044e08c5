"""What the commands have in common: their arguments, and help that ends with examples."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from extractor import lexicon
from extractor.cli.language import language_option
from extractor.errors import EmptyPathError
from extractor.wording import Language, sentences


class FilePath(click.Path):
    """A path that was typed; an empty one, which would mean the folder here, is refused."""

    def convert(self, value: Any, *where: Any) -> Any:  # noqa: ANN401  # as click declares it
        """Return the path, checked as ``click.Path`` does."""
        if not os.fspath(value):
            raise EmptyPathError(EmptyPathError.SAID)
        return super().convert(value, *where)


def described(
    name: str,
    language: Language,
    *,
    params: list[click.Parameter],
    callback: Callable[..., object],
    purpose: str,
    examples: str,
) -> click.Command:
    """Return the command ``name``; ``callback`` is also given the language."""
    say = sentences(language)

    def speaking(**options: object) -> object:
        return callback(language=language, **options)

    return click.Command(
        name,
        params=[*params, language_option(language, say("Language: zh or en."))],
        callback=speaking,
        help=f"{purpose}\n\n\b\n{say('Examples:')}\n" + _indented(examples),
        short_help=purpose.split("\n\n", maxsplit=1)[0],
    )


def paths_argument() -> click.Argument:
    """Return the files and folders a command reads."""
    return click.Argument(
        ["paths"], nargs=-1, required=True, type=FilePath(path_type=Path), metavar="PATH..."
    )


def lexicon_option(language: Language) -> click.Option:
    """Return the option that names the folders of the user's word tables."""
    say = sentences(language)

    def extend(
        _context: click.Context, _option: click.Parameter, folders: tuple[Path, ...]
    ) -> None:
        lexicon.extend(*folders)

    return click.Option(
        ["--lexicon"],
        multiple=True,
        envvar="EXTRACTOR_LEXICON",
        type=FilePath(path_type=Path),
        metavar=say("FOLDER"),
        expose_value=False,
        callback=extend,
        help=say("Folder with word tables of your own, which extend ours (docs/rules.md)."),
    )


def names_model_option(language: Language) -> click.Option:
    """Return the option that lets another model of names vote."""
    say = sentences(language)
    return click.Option(
        ["--names-model"],
        metavar=say("MODEL"),
        help=say(
            "Read names by this model of `extractor train-names`, or by LAC as well: lac "
            "(more names, slower; extra: names)."
        ),
    )


def results_argument() -> click.Argument:
    """Return the results a command looks at: the file, or the folder it lies in."""
    return click.Argument(["results"], type=FilePath(path_type=Path), metavar="RESULTS")


def _indented(examples: str) -> str:
    return "\n".join(f"  {line.strip()}" for line in examples.strip().splitlines())
