"""How fast damaged and clean text is restored: ``python benchmarks/restoring.py``.

Damaged: the seed page of ten reports where the shared folder is present, and pages of our own,
glossed, byte-damaged and so on by ``corpora/damage.py``.  Clean: reports of our own, 2 MB.
Every figure is the median of several runs in one process, after one that loads the tables.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from corpora.make import make_reports
from extractor.model import SourceFile
from extractor.reading import decode, read
from extractor.restoring import restore

SHARED = Path(os.environ.get("EXTRACTOR_SHARED", ROOT.parent / "shared"))
RUNS = 7
REPORTS, FEW = 2000, 100


def main() -> None:
    """Print a line for each kind of text."""
    page = SHARED / "seed" / "page.raw.txt"
    if page.exists():
        seed = read(page)
        print(f"seed page, {seed.size / 1e3:.0f} kB: {seconds(lambda: restore(seed)):.3f} s")
    else:
        print(f"seed page: {page} is not here")
    clean = _file("\n".join(report.text for report in make_reports(REPORTS, 1, 0.0, 0.0)))
    rate = clean.size / 1e6 / seconds(lambda: restore(clean))
    print(f"clean reports, {clean.size / 1e6:.1f} MB: {rate:.1f} MB/s")
    damaged = [_file(report.received) for report in make_reports(FEW, 1, 1.0, 0.0)]
    each = seconds(lambda: [restore(file) for file in damaged]) / FEW
    print(f"damaged reports, one at a time: {each * 1000:.1f} ms each")


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of one run, the first left out."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _file(text: str) -> SourceFile:
    return decode(text.encode("utf-8", "replace"), "generated.txt")


if __name__ == "__main__":
    main()
