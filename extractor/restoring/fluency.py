"""How likely a stretch of text is, as the product of its words' frequencies.

The words and their frequencies are those of jieba's dictionary (``data/word_frequencies.txt``);
marks have probabilities of their own, or every 。 would become a rare character.  A state holds the
score of a text so far and grows character by character; the best cut into words is found on the
way.  Characters must be Simplified.

>>> good, bad = likelihood("保持联系"), likelihood("保歧系菹")
>>> good > bad
True
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log

import regex

LONGEST_WORD = 4
TOTAL = log(60_000_000)  # all the frequencies together
MARKS = {
    **dict.fromkeys("，,", -2.4),
    **dict.fromkeys("。", -3.0),
    **dict.fromkeys("、", -3.6),
    **dict.fromkeys("“”", -4.8),
    **dict.fromkeys("：:；;（）()《》\n", -5.2),
    **dict.fromkeys("0123456789", -4.4),
    **dict.fromkeys("！!.\u3000 %／/-—<", -7.0),
    **dict.fromkeys("？?…·~‘’〈〉【】[]％", -8.5),
}
BLANKS = {
    "\u3000\u3000": -5.0,
    "\u3000\u3000\u3000": -7.0,
    "\u3000\u3000\u3000\u3000": -7.0,
    "</": -5.0,
}
OPENERS = frozenset(
    ("按照", "根据", "依据", "为了", "通过", "由于", "针对", "围绕", "其中", "但是", "同时", "因此")
)
CLAUSE_MARKS, OPENING = (
    frozenset("，。；、,;\n"),
    3.0,
)  # for a mark before a word that opens a clause
RARE_CHARACTER, STRANGE, LATIN, NEVER = -17.5, -19.0, -8.0, -99.0
LONGEST_PAGE = 100_000  # characters of a page that are read for its vocabulary
PAGE_SHARE = 0.2  # of the words, those that come from the page's own vocabulary


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Stretches of two to four Chinese characters, with their log-probabilities."""

    words: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Vocabulary:
        """Return the stretches that stand on a page, which must be Simplified."""
        text = text[:LONGEST_PAGE]
        counts = Counter(
            run[i : i + length]
            for run in regex.findall(r"\p{Han}{2,}+", text)
            for length in range(2, LONGEST_WORD + 1)
            for i in range(len(run) - length + 1)
        )
        size = log(max(len(text), 1) / PAGE_SHARE)
        return cls({word: log(count) - size for word, count in counts.items()})


@dataclass(frozen=True, slots=True)
class Fluency:
    """The score of a text, with what is needed to make it longer."""

    tail: str  # its last characters, as many as may belong to a word that goes on
    scores: tuple[float, ...]  # of the text without its last 3, 2, 1, 0 characters
    vocabulary: Vocabulary

    @property
    def score(self) -> float:
        """Return the log-probability of the text."""
        return self.scores[-1]


def start(vocabulary: Vocabulary | None = None) -> Fluency:
    """Return the state before the first character."""
    return Fluency("", (0.0,), vocabulary or Vocabulary())


def extend(fluency: Fluency, char: str) -> Fluency:
    """Return the state after one more character."""
    frequencies, words = _frequencies(), fluency.vocabulary.words
    tail, scores = fluency.tail, fluency.scores
    best = scores[-1] + _single(char)
    if char in CLAUSE_MARKS:
        best += _mark_after().get(tail[-1:], 0.0)
    for length in range(2, len(tail) + 2):
        word = tail[1 - length :] + char
        frequency = max(frequencies.get(word, NEVER), words.get(word, NEVER))
        if word in OPENERS and tail[-length:][:1] in CLAUSE_MARKS:
            frequency += OPENING
        best = max(best, scores[-length] + frequency)
    return Fluency(
        (tail + char)[1 - LONGEST_WORD :],
        (*scores[1 - LONGEST_WORD :], best),
        fluency.vocabulary,
    )


def is_word(text: str) -> bool:
    """Return whether ``text`` is a word of the dictionary."""
    return text in _frequencies()


def is_used(char: str) -> bool:
    """Return whether a text may well hold ``char``."""
    return char in _frequencies() or char in MARKS


def commonness(char: str) -> float:
    """Return the log-probability of ``char`` as a word or mark of its own."""
    return max(_frequencies().get(char, NEVER), MARKS.get(char, NEVER))


def likelihood(text: Iterable[str]) -> float:
    """Return the log-probability of ``text``."""
    fluency = start()
    for char in text:
        fluency = extend(fluency, char)
    return fluency.score


def _single(char: str) -> float:
    if char in MARKS:
        return MARKS[char]
    if char.isascii() and char.isalpha():
        return LATIN
    return _frequencies().get(char, RARE_CHARACTER if "\u4e00" <= char <= "\u9fff" else STRANGE)


@cache
def _frequencies() -> dict[str, float]:
    frequencies: dict[str, float] = dict(BLANKS)
    for frequency, *words in _rows("word_frequencies.txt"):
        frequencies.update(dict.fromkeys(words, log(int(frequency) + 1) - TOTAL))
    return frequencies


@cache
def _mark_after() -> dict[str, float]:
    return {char: float(ratio) for ratio, chars in _rows("mark_after.txt") for char in chars}


def _rows(name: str) -> list[list[str]]:
    table = files("extractor").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split() for line in table.splitlines() if not line.startswith("#")]
