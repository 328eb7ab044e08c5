"""How many changed figures the audit notices: ``python benchmarks/mutations.py [EVERY]``.

Every relation that holds in gold/dev, in the sample corpus and in 20 budget reports is broken by
changing one of its figures (``tests/mutations.py``); ``EVERY`` takes each so-manieth only.  Printed
are the share noticed, of all relations and of those that the text closes, by kind of relation, and
the alarms on all unchanged budget reports.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from extractor.errors import ExtractorError
from extractor.model import Extraction, Verdict
from tests.mutations import AGREES, extractions, mutations

SHARED = Path(os.environ.get("EXTRACTOR_SHARED", ROOT.parent / "shared"))
BUDGETS = sorted((SHARED / "corpora" / "budget_reports").glob("*.txt"))
REPORTS = 20  # of the budget reports, spread over the folder


def main() -> None:
    """Print a table for each set of texts, and the alarms."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    sets = {
        "gold/dev": sorted((SHARED / "gold" / "dev").glob("*.raw.txt")),
        "sample": sorted((ROOT / "corpora" / "sample").glob("*.txt")),
        "budget reports": BUDGETS[:: max(1, len(BUDGETS) // REPORTS)][:REPORTS],
    }
    for name, paths in sets.items():
        print_recall(name, paths, every)
    print_alarms()


def print_recall(name: str, paths: Sequence[Path], every: int) -> None:
    """Print how many changes are noticed, in all and by kind of relation."""
    made: Counter[tuple[str, bool]] = Counter()
    noticed: Counter[tuple[str, bool]] = Counter()
    found = (m for extraction in read(paths) for m in mutations(extraction))
    for at, mutation in enumerate(found):
        if at % every == 0:
            key = (mutation.finding.check_id, mutation.is_closed)
            made[key] += 1
            noticed[key] += mutation.is_noticed
    closed = [key for key in made if key[1]]
    print(
        f"{name}: all {_share(noticed, made, list(made))}, closed {_share(noticed, made, closed)}"
    )
    for key in sorted(made):
        print(f"  {key[0]:32} {'closed' if key[1] else 'open':6} {noticed[key]:4} of {made[key]}")


def _share(
    noticed: Counter[tuple[str, bool]],
    made: Counter[tuple[str, bool]],
    keys: Sequence[tuple[str, bool]],
) -> str:
    of, right = sum(made[key] for key in keys), sum(noticed[key] for key in keys)
    return f"{right} of {of} ({right / of:.2f})" if of else "none"


def read(paths: Sequence[Path]) -> Iterator[Extraction]:
    """Yield what the files state; a file that cannot be read is passed over."""
    for path in paths:
        try:
            yield from extractions(path)
        except ExtractorError:
            continue


def print_alarms() -> None:
    """Print every alarm on the unchanged budget reports, and how many relations hold."""
    held = 0
    for path in BUDGETS:
        for finding in (f for extraction in extractions(path) for f in extraction.findings):
            held += finding.verdict in AGREES
            if finding.verdict == Verdict.FAILS:
                print(f"  {path.stem}\t{finding.check_id}\t{finding.expression}")
    print(f"unchanged budget reports: {len(BUDGETS)}, relations that hold: {held}")


if __name__ == "__main__":
    main()
