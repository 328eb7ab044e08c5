"""The user's own word tables and model of names on many machines: the same ones everywhere.

They are laid beside the parts of a run, where every machine sees them, and each process that makes
parts takes them up from there.  ``lac`` is no file but a package, which each machine must have.
That all read by the same words is then told by the fingerprint, as it is for the code.
"""

from __future__ import annotations

import os
import shutil
from functools import lru_cache
from pathlib import Path

from extractor import lexicon
from extractor.mentions.names import votes

MODEL = "names.model"


def lay(folder: Path) -> tuple[tuple[str, ...], str | None]:
    """Copy what the user gave into ``folder``; return the folders of tables, and the model."""
    tables = lexicon.added()
    given = list(dict.fromkeys(table.parent for table in tables))
    for table in tables:
        _copy(table, folder / str(given.index(table.parent)) / table.name)
    words = tuple(os.fspath(folder / str(number)) for number in range(len(given)))
    model = votes.chosen()
    if model is None or model == votes.LAC:
        return words, model
    _copy(Path(model), folder / MODEL)
    return words, os.fspath(folder / MODEL)


@lru_cache(maxsize=1)  # the parts of one run have the same: it is done once
def take_up(words: tuple[str, ...], model: str | None) -> None:
    """Read by these tables and this model from now on, in this process."""
    lexicon.extend(*map(Path, words))
    votes.choose(model)


def _copy(path: Path, to: Path) -> None:
    """Copy a file so that it is whole or not there for whoever looks from another machine."""
    to.parent.mkdir(parents=True, exist_ok=True)
    half = to.with_name(f".{to.name}")
    shutil.copyfile(path, half)
    half.replace(to)
