"""Trains the model of names on names that people confirmed.

A file of confirmed names is a table of tab-separated values with two columns, ``sentence`` and ``names``:
every place where one of the names stands in the sentence is a name, every other is none; names
are parted by 、 and an empty cell says that the sentence names nobody.

    sentence<TAB>names
    工会来到病困职工万秋林、宋丽娟的家中。<TAB>万秋林、宋丽娟
    高峰期间，和平村安排专人值守。<TAB>

The weights of the model that ships are moved as little as makes each sentence right with a margin
(passive-aggressive, Crammer and others 2006), so that it keeps what it knew.  The same sentences in the
same order give the same model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor import lexicon
from extractor.errors import ModelError
from extractor.mentions.names.model import Judge, Model, Weights, features
from extractor.mentions.names.votes import compounds, openings
from extractor.model import Word
from extractor.offsets import Span
from extractor.segmenting import segment

MARGIN = 4.0  # how much likelier a confirmed name becomes a name than none, as a logarithm
AGAINST = 2.0  # how much likelier none than a name what was confirmed to be none
STRIDE = 0.25  # the most that one weight moves for one sentence
ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A sentence, and where its names stand."""

    text: str
    names: frozenset[Span]


@dataclass(frozen=True, slots=True)
class Learned:
    """The model after training, and how many of the names were found before and after."""

    model: Model
    sentences: int
    names: int
    before: int
    after: int


def read_confirmed(path: Path) -> list[Confirmed]:
    """Return the sentences of a file of confirmed names."""
    rows = lexicon.load_file(path, ("sentence", "names"))
    return [_confirmed(row["sentence"], row["names"], path) for row in rows]


def _confirmed(sentence: str, cell: str, path: Path) -> Confirmed:
    spans: set[Span] = set()
    for name in filter(None, cell.replace(" ", "").split("、")):
        found = _places(sentence, name)
        if not found:
            said = "{path}: {name} does not stand in: {text}"
            raise ModelError(said, path=path, name=name, text=sentence)
        spans |= found
    return Confirmed(sentence, frozenset(spans))


def _places(sentence: str, name: str) -> set[Span]:
    spans, at = set(), sentence.find(name)
    while at >= 0:
        spans.add(Span(at, at + len(name)))
        at = sentence.find(name, at + len(name))
    return spans


def train(model: Model, confirmed: Iterable[Confirmed]) -> Learned:
    """Return the model moved towards what was confirmed."""
    lessons = [(one, segment(one.text)) for one in confirmed]
    tables = {template: dict(table) for template, table in model.tables.items()}
    before = _found(model, lessons)
    for _ in range(ROUNDS):
        # A model remembers what it has weighed: a new one for each lesson.
        steps = [_learn(Model(tables, model.lengths), tables, *lesson) for lesson in lessons]
        if not any(steps):
            break
    names = sum(len(one.names) for one, _ in lessons)
    moved = Model(tables, model.lengths)
    return Learned(moved, len(lessons), names, before, _found(moved, lessons))


def _found(model: Model, lessons: Sequence[tuple[Confirmed, Sequence[Word]]]) -> int:
    judged = (
        (one, Judge(model, one.text, words, openings(), compounds())) for one, words in lessons
    )
    return sum(len(one.names & {s.span for s in judge.names()}) for one, judge in judged)


Tables = dict[str, dict[str, Weights]]


def _learn(model: Model, tables: Tables, one: Confirmed, words: Sequence[Word]) -> bool:
    """Move the weights for one sentence; return whether they moved."""
    judge = Judge(model, one.text, words, openings(), compounds())
    seen = features(one.text, words)
    missing = [
        (span, MARGIN - score) for span in one.names if (score := judge.score(span)) < MARGIN
    ]
    wrong = [
        (scored.span, -AGAINST - scored.score)
        for scored in judge.names()
        if scored.span not in one.names
    ]
    for span, by in sorted(missing + wrong):
        _move(tables, seen[span.start : span.end], by)
    return bool(missing or wrong)


def _move(tables: Tables, seen: Sequence[Sequence[str]], by: float) -> None:
    """Spread ``by`` over the weights of a name's characters, at most ``STRIDE`` for each."""
    many = sum(map(len, seen))
    step = max(-STRIDE, min(STRIDE, by / many))
    labels = [0, *[1] * (len(seen) - 2), 2]
    for label, at in zip(labels, seen, strict=True):
        for feature in at:
            table = tables.setdefault(feature[0], {})
            weights = list(table.get(feature[1:], (0.0, 0.0, 0.0)))
            weights[label] += step
            table[feature[1:]] = weights[0], weights[1], weights[2]
