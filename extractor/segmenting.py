"""Words and their tags; the only importer of jieba."""

from __future__ import annotations

import jieba.posseg

from extractor.model import Word
from extractor.offsets import Span


def segment(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` with jieba's tags, in order, covering all of it."""
    words: list[Word] = []
    at = 0
    for pair in jieba.posseg.cut(text):
        end = at + len(pair.word)
        words.append(Word(Span(at, end), pair.word, pair.flag))
        at = end
    return tuple(words)
