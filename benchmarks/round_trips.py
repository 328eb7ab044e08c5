"""How well damage is undone: ``python benchmarks/round_trips.py [--every N] [--errors]``.

Clean texts are damaged by ``corpora/damage.py``, restored, and compared with what they were: reports
of our own, and the government work reports and budget reports of the shared folder if it is there.
A text is taken as pages of some 4,000 characters.  Marks count, their width and blanks do not.

    recovered   the share of the clean characters that the restored page has in the same order
    glosses     how many glosses the damage left
    lost        how many ``?`` it left; a page had none before
    right       the share of these whose whole stretch reads as it did
    left        the share that still shows its ``?``
    wrong       how many of all places, glosses and lost, read as something else, and their share,
                which has to stay under 0.1 %: whatever differs from the clean page, and does not
                come within a line's length after a ``?`` that is left

``--errors`` prints each wrong repair.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from corpora.damage import damage
from corpora.make import make_reports
from extractor.model import Document, SourceFile
from extractor.restoring import fluency, restore

SHARED = Path(os.environ.get("EXTRACTOR_SHARED", ROOT.parent / "shared"))
RECIPES = (
    ("traditional", "byte-damage", "folded"),
    ("traditional", "byte-damage"),
    ("traditional", "false-marks", "folded"),
    ("false-marks", "folded"),
    ("byte-damage", "folded"),
    ("traditional", "glosses", "folded"),
    ("traditional-by-word",),
    ("number-blanks", "stray-commas", "hard-wraps"),
)
PAGE = 4000  # characters
OWN_REPORTS = 150
GLOSS = re.compile(r"\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*\)")
MARK = re.compile(r"[，。、：；！“”,:;!()（）]")
STRETCH = 100  # characters after a ``?`` that is left which may be out of step
AROUND = 8  # characters shown either side of a wrong repair
SENTENCE = re.compile(r"[^。;,、]+[。;,、]?|[。;,、]")
FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(slots=True)
class Tally:
    """What became of some pages."""

    characters: int = 0
    glosses: int = 0
    recovered: int = 0
    places: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count ``other`` in."""
        self.characters += other.characters
        self.glosses += other.glosses
        self.recovered += other.recovered
        self.places += other.places
        self.wrong += other.wrong


def main() -> None:
    """Print a line for each kind of text and of damage."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--every", type=int, default=1, help="take every N-th page only")
    parser.add_argument("--skip", type=int, default=0, help="begin with page SKIP")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--errors", action="store_true", help="print every wrong repair")
    parser.add_argument("--recipes", type=int, default=len(RECIPES))
    parser.add_argument("--odd", action="store_true", help="reports of odd years only")
    parser.add_argument("--borders", type=Path, help="another table of word_borders.py")
    parser.add_argument("--of", help="only texts whose kind contains this")
    wanted = parser.parse_args()
    if wanted.borders:
        _use_borders(wanted.borders)
    print("texts | damage | characters | recovered | glosses | lost | right | left | wrong")
    with ProcessPoolExecutor(wanted.jobs) as pool:
        for kind, pages in texts(is_odd=wanted.odd):
            chosen = pages[wanted.skip :: wanted.every]
            if wanted.of and wanted.of not in kind:
                continue
            for recipe in RECIPES[: wanted.recipes]:
                tally = Tally()
                for one in pool.map(partial(round_trip, recipe=recipe), chosen, chunksize=4):
                    tally.add(one)
                print(" | ".join([kind, " + ".join(recipe), *_figures(tally)]), flush=True)
                if wanted.errors:
                    print(*tally.wrong, sep="\n")


def _use_borders(path: Path) -> None:
    """Have the search weigh borders by the table at ``path``: the workers are forked after this."""
    rows = [line.split() for line in path.read_text("utf-8").splitlines() if line[0] != "#"]
    shipped = fluency._rows  # noqa: SLF001 - to measure another table than the one shipped
    fluency._rows = lambda name: rows if name == "word_borders.txt" else shipped(name)  # noqa: SLF001


def texts(*, is_odd: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of text with its pages."""
    gold = sorted((ROOT / "corpora" / "gold").glob("*.clean.txt"))
    own = [path.read_text(encoding="utf-8") for path in gold]
    generated = (report.text for report in make_reports(OWN_REPORTS, 7, 0.0, 0.0))
    yield "our own reports", list(chain.from_iterable(map(_pages, [*own, *generated])))
    for kind in ("government_work_reports", "budget_reports"):
        paths = sorted((SHARED / "corpora" / kind).glob("*.txt"))
        paths = [p for p in paths if not (is_odd and p.stem.isdecimal() and int(p.stem) % 2 == 0)]
        read = (path.read_text(encoding="utf-8") for path in paths)
        if paths:
            yield kind.replace("_", " "), list(chain.from_iterable(map(_pages, read)))


def round_trip(clean: str, recipe: tuple[str, ...]) -> Tally:
    """Return what became of one page; 1954's is in Traditional script, and taken as restored."""
    clean = restore(_received(clean)).text
    raw = damage(clean, recipe, seed=len(clean))
    document = restore(_received(raw))
    was, now = _bare(clean)[0], _bare(document.text)[0]
    blocks = _matching(was, now)
    tally = Tally(len(was), recovered=sum(size for _, _, size in blocks))
    tally.glosses = len(GLOSS.findall(raw))
    if "?" not in was:
        _judge(document, was, blocks, tally)
        _compare(was, now, blocks, tally)
    return tally


def _received(text: str) -> SourceFile:
    return SourceFile("page.txt", "0" * 64, len(text), "txt", "utf-8", text)


def _judge(document: Document, was: str, blocks: list[tuple[int, int, int]], tally: Tally) -> None:
    """Count the places of ``document`` by what became of them."""
    raw = document.file.raw
    edits = [e for e in document.edits if "?" in e.span.slice(raw)]
    tally.places["left"] += raw.count("?")
    now, where = _bare(document.text)
    starts = [block[1] for block in blocks]
    for edit in edits:
        count = edit.span.slice(raw).count("?")
        at = _edited(document, edit.span.start)
        start, end = where[at], where[at + len(edit.replacement)]
        kept = min(edit.replacement.count("?"), count)
        tally.places["left"] -= count - kept
        if kept == count:
            continue
        block = blocks[bisect_right(starts, start) - 1] if blocks else (0, 0, 0)
        if "?" in edit.replacement:
            is_right = _agrees(now[start:end], was, blocks, start)
        else:
            is_right = block[1] < start or start == 0
            is_right = is_right and end <= block[1] + block[2]
        tally.places["right" if is_right else "wrong"] += count - kept
        if not is_right:
            before = now[max(0, start - AROUND) : start]
            tally.wrong.append(
                f"    {before}[{now[start:end]}]{now[end : end + AROUND]}  "
                f"<- {edit.span.slice(raw)!r} for {_there(was, blocks, start, end)}"
            )


def _compare(was: str, now: str, blocks: list[tuple[int, int, int]], tally: Tally) -> None:
    """Count the differences that no ``?`` before them accounts for."""
    ends = [(0, 0), *((w + size, n + size) for w, n, size in blocks)]
    starts = [*((w, n) for w, n, _ in blocks), (len(was), len(now))]
    for (w, n), (w_end, n_end) in zip(ends, starts, strict=True):
        there, here = (MARK.sub("", text) for text in (was[w:w_end], now[n:n_end]))
        if there != here and "?" not in now[max(0, n - STRETCH) : n_end + 1]:
            tally.places["elsewhere"] += 1
            tally.wrong.append(f"    {now[max(0, n - AROUND) : n]}[{here}] for {there}")


def _agrees(text: str, was: str, blocks: list[tuple[int, int, int]], start: int) -> bool:
    """Return whether ``text``, which keeps a ``?``, has nothing that was not there."""
    there = _there(was, blocks, start, start + len(text))
    return all(c == "?" or c in there for c in text)


def _there(was: str, blocks: list[tuple[int, int, int]], start: int, end: int) -> str:
    """Return what stood where the restored page has [start, end)."""
    first = max((w + min(start - n, size) for w, n, size in blocks if n <= start), default=0)
    last = min((w + max(0, end - n) for w, n, size in blocks if n + size >= end), default=len(was))
    return was[first : max(first, last)]


def _edited(document: Document, at: int) -> int:
    """Return where in the restored text the edit that begins at ``at`` of the page begins."""
    offsets = document.offsets
    i = next(
        i
        for i in range(bisect_right(offsets.original, at) - 1, -1, -1)
        if offsets.original[i] == at and not offsets.copied[i]
    )
    return offsets.edited[i]


def _matching(was: str, now: str) -> list[tuple[int, int, int]]:
    """Return the stretches that both texts have: of sentences first, then inside the others."""
    blocks: list[tuple[int, int, int]] = []
    a, b = SENTENCE.findall(was), SENTENCE.findall(now)
    at_a, at_b = 0, 0
    for _, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        left, right = "".join(a[i:j]), "".join(b[k:m])
        inside = SequenceMatcher(None, left, right, autojunk=False)
        blocks += (
            [(at_a, at_b, len(left))]
            if left == right
            else [(at_a + x, at_b + y, n) for x, y, n in inside.get_matching_blocks() if n]
        )
        at_a, at_b = at_a + len(left), at_b + len(right)
    return _joined(blocks)


def _joined(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    joined: list[tuple[int, int, int]] = []
    for block in blocks:
        a, b, size = joined[-1] if joined else (0, 0, 0)
        if joined and (a + size, b + size) == block[:2]:
            joined[-1] = (a, b, size + block[2])
        else:
            joined.append(block)
    return joined


def _bare(text: str) -> tuple[str, list[int]]:
    """Return ``text`` without blanks and widths, and for each index its index there."""
    kept: list[str] = []
    where: list[int] = []
    for char in text.translate(FOLD):
        where.append(len(kept))
        if not char.isspace():
            kept.append(char)
    return "".join(kept), [*where, len(kept)]


def _pages(text: str) -> Iterator[str]:
    """Yield ``text`` in pages, cut at line ends; what a GBK page cannot hold is left out."""
    page: list[str] = []
    length = 0
    for line in text.encode("gbk", "ignore").decode("gbk").splitlines():
        page.append(line)
        length += len(line)
        if length >= PAGE:
            yield "\n".join(page)
            page, length = [], 0
    if page:
        yield "\n".join(page)


def _figures(tally: Tally) -> list[str]:
    lost = sum(tally.places[k] for k in ("right", "left", "wrong"))
    share = [f"{tally.places[k] / lost:.1%}" if lost else "" for k in ("right", "left")]
    places = tally.glosses + lost
    wrong = tally.places["wrong"] + tally.places["elsewhere"]
    recovered = f"{tally.recovered / max(tally.characters, 1):.5f}"
    figures = [tally.characters, recovered, tally.glosses, lost, *share]
    return [*map(str, figures), f"{wrong} = {wrong / places:.3%}" if places else ""]


if __name__ == "__main__":
    main()
