"""Sentences of annotated texts, with their names, and again with other names in their place.

The texts were written for the tests and marked by hand: whole documents (``marked_documents``) and
passages (``named_people``).  What the model of names has to learn from them is what stands around a
name, not the names: so each sentence that names persons comes ``copies`` times with names of
``name_sentences.person``, and once with its own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpora.name_sentences import Sentence, person
from extractor.mentions.names.votes import openings
from extractor.offsets import Span
from tests.marked_documents import marked_documents
from tests.named_people import passages

SENTENCE = re.compile(r"[^。；\n]{3,}[。；\n]?")
_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_BODY = re.compile("[局会办厅部队司院]$")  # 区妇联会 gives as a person does


def annotated(folder: Path, copies: int, seed: int) -> Iterator[Sentence]:
    """Yield the sentences of the documents in ``folder`` and of the passages; most name nobody."""
    chance = random.Random(seed)  # noqa: S311
    for text, names in (*_documents(folder), *_passages()):
        persons = _persons(text, names)
        for match in SENTENCE.finditer(text):
            inside = [
                (start - match.start(), end - match.start())
                for start, end in persons
                if match.start() <= start and end <= match.end()
            ]
            sentence = Sentence(match[0], tuple(inside))
            yield sentence
            for _ in range(copies if inside else 0):
                yield _renamed(sentence, chance)


def _documents(folder: Path) -> Iterator[tuple[str, list[Span]]]:
    for document in marked_documents(folder):
        names = [m for m in document.gold["mentions"] if m["type"] == "name"]
        yield document.clean, [Span(m["start"], m["end"]) for m in names]


def _passages() -> Iterator[tuple[str, list[Span]]]:
    for passage in passages():
        names = [Span(named.start, named.start + len(named.name)) for named in passage.wanted]
        yield passage.text, names


def _persons(text: str, names: Iterable[Span]) -> list[Span]:
    """Return where persons are named in full: the model knows neither bodies nor 杨校长."""
    return sorted(span for span in names if _is_person(span.slice(text)))


def _is_person(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and name[0] in openings() and not _BODY.search(name)


def _renamed(sentence: Sentence, chance: random.Random) -> Sentence:
    text, names, at = "", [], 0
    for start, end in sentence.names:
        text += sentence.text[at:start]
        name = person(chance)
        names.append((len(text), len(text) + len(name)))
        text += name
        at = end
    return Sentence(text + sentence.text[at:], tuple(names))
