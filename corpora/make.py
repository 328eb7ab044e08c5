"""Write any number of reports with known figures and known errors, for tests and benchmarks.

    python corpora/make.py --documents 10000 --out DIR --seed 1 --damage 0.3 --errors 0.1

writes ``DIR/YEAR/BODY/NUMBER.txt`` in mixed encodings and ``DIR/truth.jsonl``, one line a document:
every figure with its place in the clean text, the relations that hold between them, and the totals
that were made wrong on purpose, with the true ones.  Report N of a seed is the same whatever the
number of documents or jobs.

``--damage`` is the share of documents that get one of ``RECIPES``; their truth is that of the clean
text.  Byte damage destroys characters for good now and then, so a figure may be gone from the file.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

# A script finds its neighbours by this line.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpora import words
from corpora.damage import damage as do_damage
from corpora.figures import STYLES, Draft, Figure, InjectedError, Relation
from corpora.sentences import CHECKABLE, OTHERS, Kind, rate_times_count, shares_of_fund

FIRST_YEAR, LAST_YEAR = 1998, 2024
CHUNK = 250  # reports a process makes before it hands them over
ENCODINGS = ("utf-8",) * 10 + ("gb18030",) * 5 + ("utf-16", "utf-8-sig")
RECIPES = (
    ("traditional", "folded"),
    ("traditional", "glosses", "folded"),
    ("traditional", "byte-glosses", "folded"),
    ("traditional", "byte-damage", "folded"),
    ("traditional-by-word",),
    ("furniture",),
    ("number-blanks",),
    ("stray-commas",),
    ("hard-wraps",),
    ("furniture", "traditional", "glosses", "folded"),
)


@dataclass(frozen=True, slots=True)
class GeneratedReport:
    """One report: the clean text, the text as received, and everything that is known of it."""

    number: int
    year: int
    organisation: str
    text: str
    received: str
    encoding: str
    damages: tuple[str, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    errors: tuple[InjectedError, ...]

    @property
    def data(self) -> bytes:
        """The bytes of the file; UTF-16 is little-endian with its mark on every machine."""
        if self.encoding == "utf-16":
            return b"\xff\xfe" + self.received.encode("utf-16-le")
        return self.received.encode(self.encoding)

    def truth(self) -> dict[str, Any]:
        """Return what is known of the report, as JSON can hold it."""
        return {
            "year": self.year,
            "organisation": self.organisation,
            "encoding": self.encoding,
            "damages": list(self.damages),
            "figures": [
                {
                    "id": i,
                    "type": f.type,
                    "value": str(f.value),
                    "surface": f.surface,
                    "approx": f.approx,
                    "unit": f.unit,
                    "start": f.start,
                }
                for i, f in enumerate(self.figures)
            ],
            "relations": [
                {
                    "kind": r.kind,
                    "verdict": r.verdict,
                    "total": r.total,
                    "parts": list(r.parts),
                    "computed": str(r.computed),
                }
                for r in self.relations
            ],
            "errors": [
                {"total": e.total, "stated": str(e.stated), "true": str(e.true), "how": e.how}
                for e in self.errors
            ],
        }


def make_reports(
    n: int, seed: int, damage: float = 0.0, errors: float = 0.0, first: int = 0
) -> Iterator[GeneratedReport]:
    """Yield ``n`` reports from number ``first`` on; shares of them are damaged, or wrong."""
    for number in range(first, first + n):
        yield make_report(number, seed, damage, errors)


def make_report(number: int, seed: int, damage: float, errors: float) -> GeneratedReport:
    """Return report ``number`` of a seed."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311
    year, body = chance.randint(FIRST_YEAR, LAST_YEAR), chance.choice(words.BODIES)
    is_wrong, is_damaged = chance.random() < errors, chance.random() < damage
    draft = _write(chance, year, body, is_wrong=is_wrong)
    recipe = chance.choice(RECIPES) if is_damaged else ()
    encoding = chance.choice(ENCODINGS)
    received = do_damage(draft.text, recipe, seed=chance.getrandbits(32))
    if "traditional-by-word" in recipe and _fits(received, "big5"):
        encoding = "big5"
    return GeneratedReport(
        number,
        year,
        body,
        draft.text,
        received,
        encoding,
        recipe,
        tuple(draft.figures),
        tuple(draft.relations),
        tuple(draft.errors),
    )


def _write(chance: random.Random, year: int, body: str, *, is_wrong: bool) -> Draft:
    """Return one report: a title, an opening, three headed sections, a closing."""
    checkable: list[Kind] = [chance.choice((shares_of_fund, rate_times_count))]
    checkable += chance.sample([k for k in CHECKABLE if k not in checkable], chance.randint(1, 2))
    kinds = [*checkable, *chance.sample(OTHERS, chance.randint(2, 3))]
    error_at = chance.randrange(len(checkable)) if is_wrong else None
    draft = Draft(chance, error_at, chance.choice(STYLES))
    unused, campaign = words.Unused.of(chance, year), chance.choice(words.CAMPAIGNS)
    dated = Figure("date", str(year), f"{year}年")
    draft.say("{body}{year}{campaign}工作总结\n", body=body, year=dated, campaign=campaign)
    draft.say(chance.choice(words.OPENINGS) + "\n", body=body, campaign=campaign)
    chance.shuffle(kinds)
    for i, (heading, remark) in enumerate(chance.sample(words.HEADINGS, 3)):
        draft.say(f"{'一二三'[i]}、{heading}\n{remark}")
        for kind in kinds[i::3]:
            kind(draft, unused)
        if not draft.text.endswith("\n"):
            draft.say("\n")
    draft.say(chance.choice(words.CLOSINGS) + "\n")
    return draft


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def write_corpus(out: Path, reports: Iterator[GeneratedReport], per_folder: int) -> Counter[str]:
    """Write the reports and their truth; return how many reports, figures, errors were written."""
    written: Counter[str] = Counter()
    folders: Counter[Path] = Counter()
    out.mkdir(parents=True, exist_ok=True)
    with (out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for report in reports:
            folder = Path(str(report.year)) / report.organisation
            if folders[folder] >= per_folder:
                folder = folder / f"{folders[folder] // per_folder:03}"
            if not folders[folder]:
                (out / folder).mkdir(parents=True, exist_ok=True)
            folders[Path(str(report.year)) / report.organisation] += 1
            path = folder / f"{report.number:07}.txt"
            (out / path).write_bytes(report.data)
            row = {"doc": path.as_posix(), **report.truth()}
            truth.write(json.dumps(row, ensure_ascii=False) + "\n")
            written.update(documents=1, figures=len(report.figures), errors=len(report.errors))
    return written


def main() -> None:
    """Read the arguments, write the corpus, say what was written."""
    parser = argparse.ArgumentParser(description="Write reports with known figures and errors.")
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--damage", type=float, default=0.3, help="share of documents damaged")
    parser.add_argument("--errors", type=float, default=0.1, help="share with one wrong total")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--per-folder", type=int, default=1000, help="most files a folder")
    given = parser.parse_args()
    firsts = range(0, given.documents, CHUNK)
    make = partial(_chunk, given.documents, given.seed, given.damage, given.errors)
    with ExitStack() as stack:
        pool = stack.enter_context(ProcessPoolExecutor(given.jobs)) if given.jobs > 1 else None
        chunks = pool.map(make, firsts) if pool else map(make, firsts)
        written = write_corpus(given.out, chain.from_iterable(chunks), given.per_folder)
    print(
        f"{given.out}: {written['documents']} documents, {written['figures']} figures, "
        f"{written['errors']} wrong totals"
    )


def _chunk(n: int, seed: int, damage: float, errors: float, first: int) -> list[GeneratedReport]:
    return list(make_reports(min(CHUNK, n - first), seed, damage, errors, first))


if __name__ == "__main__":
    main()
