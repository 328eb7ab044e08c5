"""How likely a stretch of text is, as the product of its words' frequencies.

The words and their frequencies are those of jieba's dictionary (``data/word_frequencies.txt``);
marks have probabilities of their own, or every 。 would become a rare character.  Where two words
meet, it counts how often words that end and begin so do meet (``data/word_borders.txt``): 元 is
often followed by 。, 确 never.  A state holds the
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
from functools import cache, lru_cache
from importlib.resources import files
from math import log
from typing import NamedTuple

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
    **dict.fromkeys("？?…·‘’％", -8.5),
    **dict.fromkeys("〈〉【】[]~", -14.0),
}
BLANKS = {
    "\u3000\u3000": -5.0,
    "\u3000\u3000\u3000": -7.0,
    "\u3000\u3000\u3000\u3000": -7.0,
    "</": -5.0,
}
QUOTES = frozenset("“”‘’")  # the texts counted quote nobody
OPENERS = frozenset(
    ("按照", "根据", "依据", "为了", "通过", "由于", "针对", "围绕", "其中", "但是", "同时", "因此")
)
CLAUSE_MARKS, OPENING = (
    frozenset("，。；、,;\n"),
    2.0,
)  # for a mark before a word that opens a clause
_KINDS = {
    **dict.fromkeys("0123456789", "0"),
    **{chr(65 + i): "A" for i in range(26)},
    **{chr(97 + i): "A" for i in range(26)},
    **dict(zip(",;:!?()\n", "，；：！？（）¶", strict=True)),
}
RARE_CHARACTER, STRANGE, LATIN, NEVER = -17.5, -19.0, -8.0, -99.0
FAITH, CAUTION, UNSEEN = 1.0, 1.5, 0.3  # in the borders counted: the weight, and what to add
LONGEST_PAGE = 100_000  # characters of a page that are read for its vocabulary
PAGE_SHARE = 0.2  # of the words, those that come from the page's own vocabulary


NOTHING: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Stretches of two to four Chinese characters, with their log-probabilities."""

    words: Mapping[str, float] = field(default_factory=dict)
    ends: Mapping[str, Mapping[str, float]] = field(default_factory=dict, compare=False, repr=False)
    known: dict[str, tuple[Begun, ...]] = field(default_factory=dict, compare=False, repr=False)

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
        words = {word: log(count) - size for word, count in counts.items()}
        return cls(words, _ends_by_beginning(words))


class Fluency(NamedTuple):  # of all immutable types the quickest to make
    """The score of a text, with what is needed to make it longer."""

    tail: str  # its last characters, as many as may belong to a word that goes on
    scores: tuple[float, ...]  # of the text without its last 3, 2, 1, 0 characters
    vocabulary: Vocabulary
    promise: float = 0.0  # the score, or what it can become if the last character begins a word

    @property
    def score(self) -> float:
        """Return the log-probability of the text."""
        return self.scores[-1]


def start(vocabulary: Vocabulary | None = None) -> Fluency:
    """Return the state before the first character."""
    return Fluency("", (0.0,), vocabulary or Vocabulary())


def extend(fluency: Fluency, char: str) -> Fluency:
    """Return the state after one more character."""
    return longer(fluency, char, *outlook(fluency, char))


def longer(fluency: Fluency, char: str, score: float, promise: float) -> Fluency:
    """Return the state after ``char``, of which ``outlook`` gave the score and the promise."""
    tail, scores, vocabulary, _ = fluency
    return Fluency(
        (tail + char)[-LONGEST_WORD:], (*scores[1 - LONGEST_WORD :], score), vocabulary, promise
    )


def outlook(fluency: Fluency, char: str) -> tuple[float, float]:
    """Return the score and the promise of the text with ``char`` after it."""
    tail, scores = fluency.tail, fluency.scores
    so_far = scores[-1] + border(tail[-1:], char)
    alone, in_words = of_character(char)
    best = so_far + alone
    for word in begun(fluency):
        frequency = word.ends.get(char, NEVER)
        on_page = word.ends_on_page.get(char, NEVER)
        if frequency > NEVER or on_page > NEVER:
            gain = word.border + max(frequency, on_page)
            if word.is_after_mark and word.text + char in OPENERS:
                gain += OPENING
            best = max(best, scores[-word.length] + gain)
    return best, max(best, so_far + in_words)


def begun(fluency: Fluency) -> tuple[Begun, ...]:
    """Return the words begun at the end of the text."""
    known = fluency.vocabulary.known
    words = known.get(fluency.tail)
    if words is None:
        words = known[fluency.tail] = _words_begun(fluency.tail, fluency.vocabulary)
    return words


class Begun(NamedTuple):
    """A word begun at the end of a text, and what may end it, with how likely the word then is."""

    text: str
    length: int  # of the word when it is ended
    border: float  # what speaks for a word that so begins to stand here
    is_after_mark: bool
    ends: Mapping[str, float]
    ends_on_page: Mapping[str, float]


def _words_begun(tail: str, vocabulary: Vocabulary) -> tuple[Begun, ...]:
    found = []
    for length in range(2, min(len(tail) + 1, LONGEST_WORD) + 1):
        text = tail[1 - length :]
        ends, on_page = _ends().get(text, NOTHING), vocabulary.ends.get(text, NOTHING)
        if ends or on_page:
            before = tail[-length : 1 - length]
            by_border = border(before, text[0])
            found.append(Begun(text, length, by_border, before in CLAUSE_MARKS, ends, on_page))
    return tuple(found)


def _ends_by_beginning(words: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Return the words by all their characters but the last, then by the last."""
    ends: dict[str, dict[str, float]] = {}
    for word, frequency in words.items():
        if 1 < len(word) <= LONGEST_WORD:
            ends.setdefault(word[:-1], {})[word[-1]] = frequency
    return ends


@cache
def _ends() -> dict[str, dict[str, float]]:
    return _ends_by_beginning(_frequencies())


def is_word(text: str, vocabulary: Vocabulary | None = None) -> bool:
    """Return whether ``text`` is a word of the dictionary, or stands on the page."""
    return text in _frequencies() or (vocabulary is not None and text in vocabulary.words)


def frequency(word: str) -> float:
    """Return the log-probability of ``word``."""
    return _frequencies().get(word, NEVER)


def opens_clause(text: str) -> bool:
    """Return whether ``text`` begins with a word that opens a clause."""
    return text[:2] in OPENERS


def is_clause_mark(char: str) -> bool:
    """Return whether ``char`` parts clauses."""
    return char in CLAUSE_MARKS


def is_used(char: str) -> bool:
    """Return whether a text may well hold ``char``."""
    return char in _frequencies() or char in MARKS


def commonness(char: str) -> float:
    """Return the log-probability of ``char``, by itself or in a word."""
    return max(_in_words().get(char, NEVER), MARKS.get(char, NEVER))


def likelihood(text: Iterable[str]) -> float:
    """Return the log-probability of ``text``."""
    fluency = start()
    for char in text:
        fluency = extend(fluency, char)
    return fluency.score


@cache
def of_character(char: str) -> tuple[float, float]:
    """Return the log-probabilities of ``char`` by itself, and at best: by itself or in words."""
    if char in MARKS:
        alone = MARKS[char]
    elif char.isascii() and char.isalpha():
        alone = LATIN
    else:
        rare = RARE_CHARACTER if "\u4e00" <= char <= "\u9fff" else STRANGE
        alone = _frequencies().get(char, rare)
    return alone, max(alone, _in_words().get(char, NEVER))


@cache
def _frequencies() -> dict[str, float]:
    frequencies: dict[str, float] = dict(BLANKS)
    for frequency, *words in _rows("word_frequencies.txt"):
        frequencies.update(dict.fromkeys(words, log(int(frequency) + 1) - TOTAL))
    return frequencies


@lru_cache(maxsize=2**16)  # of millions of pairs, most are rare
def border(before: str, after: str) -> float:
    """Return how much likelier than by chance a word in ``after`` follows one in ``before``.

    Each is one character, or nothing.
    """
    before, after = _KINDS.get(before, before), _KINDS.get(after, after)
    if before == after == "0" or before in QUOTES or after in QUOTES:
        return 0.0
    total, begins, ends, pairs = _borders()
    if before not in ends or after not in begins:
        return 0.0
    expected = ends[before] * begins[after] / total
    seen = pairs[before].get(after, UNSEEN)
    return FAITH * log((seen + CAUTION) / (expected + CAUTION))


@cache
def _borders() -> tuple[int, dict[str, int], dict[str, int], dict[str, dict[str, int]]]:
    """Return how many borders were counted, and by characters what begins, ends and meets."""
    first, *rows = _rows("word_borders.txt")
    begins = _counts(first)
    ends = {before: int(count) for before, count, *_ in rows}
    pairs = {before: _counts(followers) for before, _, *followers in rows}
    return sum(begins.values()), begins, ends, pairs


def _counts(fields: list[str]) -> dict[str, int]:
    return {
        char: int(count)
        for count, _, chars in (field.partition(":") for field in fields)
        for char in chars
    }


@cache
def _in_words() -> dict[str, float]:
    counts: dict[str, int] = {}
    for frequency, *words in _rows("word_frequencies.txt"):
        for char in "".join(words):
            counts[char] = counts.get(char, 0) + int(frequency)
    return {char: log(count) - TOTAL for char, count in counts.items()}


def _rows(name: str) -> list[list[str]]:
    table = files("extractor").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split() for line in table.splitlines() if not line.startswith("#")]
