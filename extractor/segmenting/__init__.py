"""Words and their tags; the only importer of jieba.

The words cover the whole text, blanks and marks too, in order and without gaps, so that a word's
span is a place in the text.  The words are jieba's, by its own dictionary and ours
(``data/jieba_words.txt``, one "word frequency tag" a line, and the described groups of
``groups.tsv``): without them 五保老人马某 falls into 五保, 老 and 人马.

The tags are those of ``jieba.posseg``.  Of its ``nr`` (a person's name) about half are right, so no
rule may take a tag for a proof.

jieba is loaded at the first call, since it takes a second.  The table it makes of its dictionary
is kept in this user's own cache folder: the shared temporary folder, where jieba puts it, is open
to anyone.  Without a folder to write to, the table is made afresh in each process.

What jieba works out slowly is worked out anew from its tables in ``tagging``, with the same result;
``reference`` is jieba itself, against which a test holds it.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractor import lexicon
from extractor.model import Word
from extractor.offsets import Span
from extractor.segmenting import tagging

# jieba never joins characters across these marks, so that cutting there changes nothing; and no
# clause of a real text is longer, while a page without a mark would fill jieba's memory.
_CLAUSE = re.compile(r"[^。！？，；：、,;:\n]{0,200}+[。！？，；：、,;:\n]?+")
_REMEMBERED = 4096  # clauses: reports repeat theirs, and a run of one character costs jieba dear


def segment(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` with jieba's tags, in order, covering all of it.

    >>> [(word.text, word.tag) for word in segment("慰问困难职工312名")]
    [('慰问', 'v'), ('困难职工', 'n'), ('312', 'm'), ('名', 'n')]
    """
    cut = _tagger()
    words: list[Word] = []
    at = 0
    made = tuple.__new__  # a page has thousands, and none is refused
    for clause in _CLAUSE.findall(text):
        for word, tag in cut(clause):
            end = at + len(word)
            words.append(made(Word, (made(Span, (at, end)), word, tag)))
            at = end
    return tuple(words)


def word_from(words: Sequence[Word], at: int) -> int:
    """Return the place in ``words`` of the first that begins at ``at`` or after it."""
    return bisect_left(words, ((at,),))  # a word is a tuple, and none of that place comes before


def is_known(word: str) -> bool:
    """Tell whether jieba's dictionary has the word, which else made it of single characters."""
    return word in _dictionary()


@lexicon.derived
def _dictionary() -> Container[str]:
    words: Container[str] = _jieba()[1].dt.word_tag_tab
    return words


def reference(clause: str) -> list[tuple[str, str]]:
    """Return jieba's own words and tags of ``clause``, to compare with."""
    return [(pair.word, pair.flag) for pair in _loaded()[1].cut(clause)]


_LONG = 3  # code points; jieba has the shorter groups itself
_GROUP_FREQUENCY = 3000  # enough that 五保老人 is not cut into 五保, 老, 人马 before 马某


@lexicon.derived
def _tagger() -> Callable[[str], tuple[tuple[str, str], ...]]:
    quick = fast()
    if quick is None:
        posseg, pos_tokenizer = _loaded()
        tags, words = pos_tokenizer.word_tag_tab, pos_tokenizer.tokenizer
        path = tagging.plain_path(words.FREQ, words.total)
    else:
        # jieba's own table of words and their beginnings, a hundred megabytes, is not needed.
        posseg, tags = _jieba()[1], _tags()
        path = tagging.fast_path(quick)
    cut = tagging.tagger(posseg, tags, path)
    return lru_cache(_REMEMBERED)(lambda clause: tuple(cut(clause)))


def _tags() -> dict[str, str]:
    """Return the tag of each word, jieba's and ours, as ``_loaded`` has them."""
    known = _jieba()[1].dt.word_tag_tab
    for word, tag in known.items():
        known[word] = sys.intern(tag)  # jieba keeps one string a word
    tags: dict[str, str] = known | {word: sys.intern(tag) for word, _, tag in _domain_words()}
    return tags


@lexicon.derived
def _loaded() -> tuple[Any, Any]:
    """Return jieba's module of tags, and its tagger with our words added."""
    jieba, posseg = _jieba()
    tokenizer = jieba.Tokenizer()
    tokenizer.cache_file = str(_cache_folder() / f"jieba-{version('jieba')}.cache")
    pos_tokenizer = posseg.POSTokenizer(tokenizer)
    for word, frequency, tag in _domain_words():
        pos_tokenizer.add_word(word, frequency, tag)
    pos_tokenizer.makesure_userdict_loaded()
    return posseg, pos_tokenizer


def fast() -> Any:  # noqa: ANN401
    """Return an rjieba with our words added, or nothing where it is not installed."""
    try:
        import rjieba  # noqa: PLC0415
    except ImportError:
        return None
    words = rjieba.Jieba()
    for word, frequency, tag in _domain_words():
        words.add_word(word, frequency, tag)
    return words


def _jieba() -> tuple[Any, Any]:
    """Return jieba and its tagger, loaded without their warnings and their chatter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 imports pkg_resources
        import jieba  # noqa: PLC0415
        import jieba.posseg  # noqa: PLC0415
    logging.getLogger("jieba").setLevel(logging.CRITICAL)
    return jieba, jieba.posseg


def _cache_folder() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(home / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(home / ".cache")
    folder = Path(base) / "extractor"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return folder  # jieba then keeps no table
    return folder


def _domain_words() -> Iterator[tuple[str, int, str]]:
    listed = files("extractor").joinpath("data", "jieba_words.txt").read_text(encoding="utf-8")
    for line in listed.splitlines():
        if line and not line.startswith("#"):
            word, frequency, tag = line.split()
            yield word, int(frequency), tag
    for row in lexicon.load("groups"):
        if row["sort"] == "described" and len(row["word"]) >= _LONG and row["word"].isalpha():
            yield row["word"], _GROUP_FREQUENCY, "n"
