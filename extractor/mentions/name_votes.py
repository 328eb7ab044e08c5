"""Which model of names votes in this process: the one that ships, or one the user trained."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractor import lexicon
from extractor.mentions import name_words
from extractor.mentions.name_model import OURS, Judge, Model, read_model
from extractor.model import Word

_chosen: list[Path] = []


def choose(path: Path | None) -> None:
    """Let the model of a file vote from now on, in this process; ``None`` is the one that ships."""
    if path is not None:
        _model(path)
    _chosen[:] = [] if path is None else [path]


def chosen() -> Path | None:
    """Return the user's model, if one was chosen."""
    return _chosen[0] if _chosen else None


def judge(text: str, words: Sequence[Word]) -> Judge:
    """Return what the model makes of a text."""
    return Judge(_model(chosen() or OURS), text, words, _openings())


@cache
def _model(path: Path) -> Model:
    return read_model(path)


@lexicon.derived
def _openings() -> frozenset[str]:
    return frozenset(surname[0] for surname in name_words.surnames())
