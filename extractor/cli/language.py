"""Which language the command line speaks, and how click is made to speak it too.

``--lang`` decides, then ``EXTRACTOR_LANG``, then Chinese.  The language is looked up before the
commands are built, because their help is written in it.  click's own words (Usage, Options,
Error) come from gettext's current domain, so that is set to ours.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from itertools import pairwise

import click

from extractor.wording import DOMAIN, LOCALE, Language

VARIABLE = "EXTRACTOR_LANG"
OPTION = "--lang"


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language asked for; a word that is none is left to click to refuse.

    >>> chosen(["--lang", "en", "version"], {})
    <Language.EN: 'en'>
    >>> chosen(["version"], {"EXTRACTOR_LANG": "en"})
    <Language.EN: 'en'>
    """
    asked = [environment.get(VARIABLE, ""), *_stated(arguments)]
    known = [Language(word) for word in asked if word in set(Language)]
    return known[-1] if known else Language.ZH


def speak(language: Language) -> None:
    """Make click's own words come out in ``language``."""
    os.environ["LANGUAGE"] = "zh_CN" if language is Language.ZH else "en"
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def language_option(language: Language, help_text: str) -> click.Option:
    """Return the option that every command takes; its value was read before."""
    return click.Option(
        [OPTION],
        type=click.Choice([each.value for each in Language]),
        default=language.value,
        expose_value=False,
        help=help_text,
    )


def _stated(arguments: Sequence[str]) -> list[str]:
    before_dashes = arguments[: arguments.index("--")] if "--" in arguments else arguments
    pairs = pairwise([*before_dashes, ""])
    return [
        after if word == OPTION else word.removeprefix(f"{OPTION}=")
        for word, after in pairs
        if word == OPTION or word.startswith(f"{OPTION}=")
    ]
