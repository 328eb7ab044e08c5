"""Where the words of a text begin and end, and what jieba's tagger calls them.

The words cover all of the text, so one ends where the next begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from extractor.mentions.names import tables, votes
from extractor.mentions.names.model import Judge
from extractor.mentions.names.torn_words import untorn
from extractor.model import Word
from extractor.offsets import Span


class Borders:
    """The words of one text by where they begin; torn ones are mended."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = untorn(words)
        self._starts = {word.span.start: word for word in self.words}

    @cached_property
    def judge(self) -> Judge:
        """What the model of names makes of the text."""
        return votes.judge(self.text, self.words)

    def word_at(self, start: int) -> Word | None:
        """Return the word that begins at ``start``."""
        return self._starts.get(start)

    def first_of(self, span: Span) -> Word:
        """Return the word that a stretch begins with, which begins where a word does."""
        return self._starts[span.start]

    def begins_at(self, start: int) -> bool:
        """Tell whether a word begins here, and so may a name."""
        return start in self._starts

    def ends_at(self, end: int) -> bool:
        """Tell whether a word ends here."""
        return end in self._starts or end == len(self.text)

    def is_firm_at(self, start: int) -> bool:
        """Tell whether a surname that is no everyday word stands at ``start``."""
        surnames = (self.text[start : start + length] for length in (2, 1))
        return any(tables.is_firm_surname(surname) for surname in surnames)

    def is_tagged(self, at: int) -> bool:
        """Tell whether the tagger calls the word that begins at ``at`` a person's name."""
        word = self._starts.get(at)
        return word is not None and word.tag.startswith("nr")

    def is_tagged_whole(self, span: Span) -> bool:
        """Tell whether the tagger calls just the stretch a person's name."""
        word = self._starts.get(span.start)
        return word is not None and word.span == span and word.tag.startswith("nr")

    def has_given_name(self, span: Span, *tags: str) -> bool:
        """Tell whether one word of such a tag follows the surname: 谈|建国, 那|英杰."""
        given = self._starts.get(span.start + 1)
        return given is not None and given.tag in tags and given.span.end == span.end
