"""Options that take a code of the records, in the word people read for it as well.

What the program prints must be what it takes: who reads 不符 in a table types ``--verdict 不符``.
The codes stay, since scripts are written with them, and so do the words of the other language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from extractor.wording import Language, label

COMMA = re.compile(r"\s*[,，、]\s*")


class Coded(click.Choice[str]):
    """A choice among codes of ``family``, shown in the words of ``language``."""

    def __init__(self, family: str, codes: Sequence[str], language: Language) -> None:
        """Hold the codes, and the words each of them is known by."""
        plain = [str(code) for code in codes]  # of a member of an enum click would take the name
        super().__init__(plain)
        self._codes = {label(family, code, each): code for each in Language for code in plain}
        # An English word may need quotes, as "cannot tell" does; its code needs none.
        in_words = () if language is Language.EN else plain
        self._shown = {code: label(family, code, language) for code in in_words}

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """Return the one form of a code or of a word for it: the one that is shown."""
        code = self._codes.get(str(choice), str(choice))
        return super().normalize_choice(self._shown.get(code, code), ctx)

    def shown(self, code: str) -> str:
        """Return what is typed, and shown, for ``code``."""
        return self.normalize_choice(code, None)


class CodedList(click.ParamType[list[str]]):
    """Several of ``choices``, parted by commas of either script."""

    name = "list"

    def __init__(self, choices: Coded) -> None:
        """Hold what each of them may be."""
        self.choices = choices

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> list[str]:
        """Return the codes of what is typed, in its order."""
        return [self.choices.convert(each, param, ctx) for each in COMMA.split(str(value).strip())]

    def shown(self) -> str:
        """Return what may be typed, for the help."""
        return ", ".join(self.choices.shown(str(code)) for code in self.choices.choices)
