"""A small model of where persons' names stand: one voter beside the rules of ``persons.finding``.

A linear chain over characters with the labels B, M, E and O (begin, middle and end of a name, outside), a
conditional random field in its training (``corpora/train_names.py``).  A label's score at a place is
the sum of the weights of what is seen there:

    a d   the character before it, the two before it          c g   those after it
    b     the character itself                                 e f   it and its neighbours
    w     its place in jieba's word, and the word's tag
    p n   the tag of the word before, of the word after, where it borders on one

All weights are relative to O, so that a stretch outside every name scores 0, and a name scores
how much likelier it is than no name (natural logarithm).  The best labelling is then the best set
of names of two to four characters that do not overlap, which Viterbi's algorithm finds looking
only where a surname stands: a name begins with one.

The model is a file of text, packed with gzip: lines that begin with ``//`` say what it was trained on,
then come lines ``feature<TAB>B M E`` in hundredths.  The weights hold no text of the documents.
"""

from __future__ import annotations

import gzip
import re
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from extractor.errors import ModelError
from extractor.lexicon import OURS as TABLES
from extractor.model import Word
from extractor.offsets import Span

OURS = TABLES.parent / "names.crf.gz"
TEMPLATES = "abcdefgwpn"
LENGTHS = (2, 3, 4)  # of a name, in characters
_CHARACTERS = re.compile("[\u4e00-\u9fff]{2,4}")  # as far as a name may go

Weights = tuple[float, float, float]  # of B, M and E, relative to O
Tables = Mapping[str, Mapping[str, Weights]]
_HOPELESS = -7.0  # a beginning so much worse than O is not followed: a thousandth
_BORDER = "\x02"
_REMEMBERED = 65536
# Widths and kinds that make no difference to where a name stands.
_SAME = str.maketrans(
    {
        **dict(zip(",:;()!?\u3000", "，：；（）！？ ", strict=True)),
        "\n": _BORDER,
        "\t": " ",
        "*": " ",  # **张伟**
        **dict.fromkeys("0123456789０１２３４５６７８９", "0"),
        **dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "a"),
    }
)


@dataclass(frozen=True, slots=True)
class Model:
    """The weights by template and by what is seen, and those of whole names of each length."""

    tables: Tables
    lengths: Weights
    # The weights of B, M and E by what is seen; reports say the same around the same characters.
    weigh: Callable[[str, str, str, str], Weights] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        tables = [self.tables.get(template, {}) for template in TEMPLATES]
        weigh = lru_cache(_REMEMBERED)(lambda *seen: _weighed(tables, _parts(*seen)))
        object.__setattr__(self, "weigh", weigh)


def _weighed(tables: Sequence[Mapping[str, Weights]], seen: Sequence[str]) -> Weights:
    """Return the sums of the weights of what is seen, each in its own table."""
    begin = middle = end = 0.0
    for table, what in zip(tables, seen, strict=True):
        weights = table.get(what)
        if weights is not None:
            begin += weights[0]
            middle += weights[1]
            end += weights[2]
    return begin, middle, end


@dataclass(frozen=True, slots=True)
class Scored:
    """A stretch the model takes for a name, and how much likelier that is than no name."""

    span: Span
    score: float


class Judge:
    """What the model makes of one text: the best names, and the score of any stretch.

    ``beginnings`` are the words that begin with one of the ``openings``: their places in ``words`` and
    in the text.  Only behind one of the ``compounds`` has a name four characters.
    """

    def __init__(
        self,
        model: Model,
        text: str,
        words: Sequence[Word],
        openings: frozenset[str],
        compounds: frozenset[str],
    ) -> None:
        self._lengths = tuple(zip(LENGTHS, model.lengths, strict=True))
        self._seen = _Places(text, words).seen
        self._weigh = model.weigh
        self._text, self._words, self._compounds = text, words, compounds
        self.beginnings = [
            (number, span.start)
            for number, (span, word, _) in enumerate(words)
            if word[0] in openings
        ]

    def score(self, span: Span) -> float:
        """Return how much likelier the stretch is a name than none; it has 2 to 4 characters."""
        number = bisect_right(self._words, span.start, key=_start_of) - 1
        begin = self._begins(span.start, number)
        scores = self._scores(span.start, number, begin) if begin >= _HOPELESS else ()
        return next((score for end, score in scores if end == span.end), _HOPELESS)

    def names(self) -> list[Scored]:
        """Return the best set of names that do not overlap, in text order.

        Each begins with an opening at the beginning of a word, and holds Chinese characters alone.
        """
        carried, done = 0.0, 0  # the best score of the text so far, and how far that is
        ends: dict[int, tuple[float, Scored]] = {}  # where a name may end: the best score with it
        taken: dict[int, Scored] = {}
        for start, scores in self._likely():
            for at in sorted(end for end in ends if done < end <= start) if ends else ():
                total, scored = ends.pop(at)
                if total > carried:
                    carried, taken[at] = total, scored
            done = start
            for end, score in scores:
                total = carried + score
                if score > 0 and (end not in ends or total > ends[end][0]):
                    ends[end] = total, Scored(Span(start, end), score)
        return _traced(taken)

    def _likely(self) -> Iterator[tuple[int, Iterable[tuple[int, float]]]]:
        """Yield where names may begin, with the scores of each, and then the end of the text."""
        for number, start in self.beginnings:
            characters = _CHARACTERS.match(self._text, start)
            if characters and (begin := self._begins(start, number)) >= _HOPELESS:
                longest = characters.end() - start - 1
                if self._text[start : start + 2] not in self._compounds:
                    longest = min(longest, len(LENGTHS) - 1)
                yield start, self._scores(start, number, begin, longest)
        yield len(self._text), ()

    def _begins(self, start: int, number: int) -> float:
        """Return how likely a name begins at ``start``, in the word ``number``."""
        return self._weigh(*self._seen(start, number))[0]

    def _scores(
        self, start: int, number: int, score: float, lengths: int = len(LENGTHS)
    ) -> Iterator[tuple[int, float]]:
        """Yield where a name from ``start`` may end, and how likely that one is.

        ``score`` is how likely one begins there, in the word ``number``; only the first ``lengths``
        of a name are asked for.
        """
        words, size = self._words, len(self._text)
        for length, extra in self._lengths[:lengths]:
            end = start + length
            if end > size:
                return
            number += words[number].span.end < end
            _, middle, last = self._weigh(*self._seen(end - 1, number))
            yield end, score + last + extra
            score += middle


def _start_of(word: Word) -> int:
    return word.span.start


def _traced(taken: Mapping[int, Scored]) -> list[Scored]:
    found: list[Scored] = []
    at = None
    for end in sorted(taken, reverse=True):
        if at is None or end <= at:
            found.append(taken[end])
            at = taken[end].span.start
    return found[::-1]


def features(text: str, words: Sequence[Word]) -> list[list[str]]:
    """Return what is seen at each character of ``text``, each with the letter of its template."""
    seen = _Places(text, words).seen
    return [
        [t + what for t, what in zip(TEMPLATES, _parts(*seen(at, number)), strict=True)]
        for number, word in enumerate(words)
        for at in range(*word.span)
    ]


class _Places:
    """What is seen at the places of one text."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = _BORDER * 2 + text.translate(_SAME) + _BORDER * 2
        self._words = words

    def seen(self, at: int, number: int) -> tuple[str, str, str, str]:
        """Return the five characters around ``at``, its place in its word, and the tags beside.

        ``number`` is the place of that word among the words.
        """
        words = self._words
        (start, end), _, tag = words[number]
        starts, ends = start == at, end == at + 1
        place = ("S" if ends else "B") if starts else "E" if ends else "M"
        return (
            self._text[at : at + 5],
            place + tag,
            words[number - 1].tag if starts and number else "-",
            words[number + 1].tag if ends and number + 1 < len(words) else "-",
        )


def _parts(around: str, word: str, before: str, after: str) -> tuple[str, ...]:
    """Return what is seen, in the order of ``TEMPLATES``."""
    pairs = (around[:2], around[1:3], around[2:4], around[3:])
    return (*around[1:4], *pairs, word, before, after)


# --- the file -----------------------------------------------------------------------------------


def read_model(path: Path) -> Model:
    """Return the model of a file."""
    tables: dict[str, dict[str, Weights]] = {template: {} for template in (*TEMPLATES, "#")}
    try:
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n"):
            if line and not line.startswith("//"):
                feature, _, numbers = line.partition("\t")
                begin, middle, end = (int(number) / 100 for number in numbers.split(" "))
                tables[feature[0]][feature[1:]] = begin, middle, end
        return Model(tables, tables.pop("#")["lengths"])
    except (gzip.BadGzipFile, ValueError, KeyError, EOFError, zlib.error) as error:
        raise ModelError("{path}: is no model of names", path=path) from error
    except OSError as error:
        said = error.strerror
        raise ModelError("{path}: cannot be read: {error}", path=path, error=said) from error


def write_model(model: Model, path: Path, remarks: Iterable[str]) -> None:
    """Write a model to a file; ``remarks`` say what it was trained on."""
    lines = [f"// {remark}" for remark in remarks]
    rows = {"#lengths": model.lengths}
    rows |= {t + what: w for t, table in model.tables.items() for what, w in table.items()}
    for feature, weights in sorted(rows.items()):
        numbers = " ".join(str(round(weight * 100)) for weight in weights)
        if numbers != "0 0 0":
            lines.append(f"{feature}\t{numbers}")
    packed = gzip.compress("\n".join(lines).encode() + b"\n", mtime=0)
    path.write_bytes(packed)
