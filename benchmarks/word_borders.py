"""Counts where words meet, for ``extractor/data/word_borders.txt``: ``[--even]``.

Counted are texts of our own, the local budget reports and bulletins, and the government work
reports; with ``--even`` only those of even years, so that those of odd years are left for
measuring (``round_trips.py --odd --borders FILE``).
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import jieba

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from corpora.make import make_reports
from extractor.model import SourceFile
from extractor.restoring import restore

SHARED = Path(os.environ.get("EXTRACTOR_SHARED", ROOT.parent / "shared")) / "corpora"
OWN_REPORTS, SEED = 400, 11
LEAST = 2  # times that a pair is seen
LINE = re.compile(r".*。.*\n")  # what is no row of a table, no menu
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MARKS = dict(zip(",;:!?()\n", "，；：！？（）¶", strict=True))
HEAD = """\
# How often a word that ends in one character is followed by a word that begins with another, for
# telling mended text from garbled text.  0 is any number, A any Latin word, ¶ a line end.
# source: benchmarks/word_borders.py over government work reports, local budget reports and
# bulletins, and texts of our own; pairs seen twice or more
# first line: how often words begin with a character; then a line a character: it, how often words
# end in it, and what follows, by frequency"""


def main() -> None:
    """Print the table."""
    begins, ends = Counter[str](), Counter[str]()
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts(is_even="--even" in sys.argv):
        plain = NUMBER.sub("0", "".join(LINE.findall(text)))
        words = [_ends(word) for word in jieba.cut(plain, HMM=False) if _is_written(word)]
        for (_, before), (after, _) in pairwise(words):
            begins[after] += 1
            ends[before] += 1
            pairs[before][after] += 1
    print(HEAD)
    print(_row(begins, 1))
    for before in sorted(pairs, key=lambda char: (-ends[char], char)):
        followers = _row(pairs[before], LEAST)
        if followers:
            print(before, ends[before], followers)


def texts(*, is_even: bool) -> Iterator[str]:
    """Yield the texts, restored."""
    yield from (report.text for report in make_reports(OWN_REPORTS, SEED, 0.0, 0.0))
    paths = sorted((SHARED / "budget_reports").glob("*.txt"))
    years = sorted((SHARED / "government_work_reports").glob("*.txt"))
    for path in (*paths, *(path for path in years if not is_even or int(path.stem) % 2 == 0)):
        raw = path.read_text(encoding="utf-8")
        yield restore(SourceFile(path.name, "0" * 64, len(raw), "txt", "utf-8", raw)).text


def _is_written(word: str) -> bool:
    return word == "\n" or bool(word.strip())


def _ends(word: str) -> tuple[str, str]:
    return _kind(word[0]), _kind(word[-1])


def _kind(char: str) -> str:
    if char.isascii() and char.isalpha():
        return "A"
    return "0" if char.isdecimal() else MARKS.get(char, char)


def _row(counts: Counter[str], least: int) -> str:
    by_count: dict[int, list[str]] = defaultdict(list)
    for char, count in counts.items():
        if count >= least:
            by_count[count].append(char)
    return " ".join(f"{n}:{''.join(sorted(by_count[n]))}" for n in sorted(by_count, reverse=True))


if __name__ == "__main__":
    main()
