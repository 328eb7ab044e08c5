"""How the time of the comparisons between reports grows with the archive, by engine.

    python benchmarks/comparing.py                          # 1,250, 2,500 and 5,000 generated reports
    python benchmarks/comparing.py --documents 1000 20000 --jobs 8 --memory 200 --times 100

The archive is made by ``corpora/make.py`` and read once for each size.  It is compared over the
results file and, as ``extractor across`` does, over an export of it in DuckDB, within ``--memory``
MiB, each three times in a process of its own; the quickest is shown in seconds of one processor, with
the most memory the process took in MiB, what DuckDB spilled in MiB, and the rows found.  ``--times``
also compares the last export multiplied: as many copies of each report, each with sentences and a
body of its own, so that an archive that takes hours to read is compared in minutes.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import extractor
from corpora.make import make_reports
from extractor.comparing import compare
from extractor.store import Form, compare_folders, export
from tests.multiplied import multiply

TIMES = 3
SPAWN = get_context("spawn")
HEADS = (
    "reports",
    "engine",
    "seconds",
    "per 1,000",
    "memory",
    "spilled",
    "passages",
    "comparisons",
)


def main() -> None:
    """Print two lines for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[1250, 2500, 5000])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--memory", type=int, default=200)
    parser.add_argument("--times", type=int)
    chosen = parser.parse_args()
    _print(*HEADS)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        archive, done = home / "archive", 0
        archive.mkdir()
        for documents in sorted(chosen.documents):
            for report in make_reports(documents - done, seed=1, first=done):
                (archive / f"{report.number:06}.txt").write_bytes(report.data)
            done = documents
            read = extractor.run([archive], home / "out", jobs=chosen.jobs)
            export(read.path, Form.PARQUET, home / "parquet")
            _measure("SQLite", _over_results, read.path)
            _measure("DuckDB", _over_parquet, home / "parquet", home / "across", chosen.memory)
        if chosen.times:
            multiply(home / "parquet", home / "many", chosen.times)
            _measure(
                "DuckDB", _over_parquet, home / "many", home / "across", chosen.memory, times=1
            )


def _measure(
    engine: str, work: Callable[..., Counter[str]], *given: object, times: int = TIMES
) -> None:
    """Print the quickest of some runs of ``work``, each in a process of its own."""
    told = []
    for _ in range(times):
        with SPAWN.Pool(1) as pool:
            told.append(pool.apply(_timed, (work, *given)))
    seconds, memory, rows = min(told, key=lambda one: one[0])
    reports, spilled = rows["reports"], rows["spilled"]
    found = (rows["passages"], rows["comparisons"])
    _print(
        reports,
        engine,
        f"{seconds:.2f}",
        f"{seconds * 1000 / reports:.3f}",
        memory,
        spilled,
        *found,
    )


def _print(*cells: object) -> None:
    print("".join(f"{cell:>13}" for cell in cells), flush=True)


def _timed(work: Callable[..., Counter[str]], *given: object) -> tuple[float, int, Counter[str]]:
    begun = time.process_time()
    rows = work(*given)
    seconds = time.process_time() - begun
    # Not getrusage: that remembers how much the process took that started this one.
    told = Path("/proc/self/status").read_text(encoding="utf-8").partition("VmHWM:")[2]
    return seconds, int(told.split()[0]) // 1024, rows


def _over_results(path: Path) -> Counter[str]:
    connection = sqlite3.connect(path)
    rows = Counter[str]()
    for table, found in compare(connection):
        rows[table] += len(found)
    (rows["reports"],) = connection.execute("SELECT count(*) FROM reports").fetchone()
    connection.close()
    return rows


def _over_parquet(folder: Path, out: Path, memory: int) -> Counter[str]:
    most, is_done = [0], Event()

    def look() -> None:
        while not is_done.wait(0.02):
            most[0] = max(most[0], sum(map(_size, out.glob(".across-*/spilled/*.tmp"))))

    watcher = Thread(target=look)
    watcher.start()
    compared = compare_folders([folder], out, memory=memory)
    is_done.set()
    watcher.join()
    rows = Counter(reports=compared.reports, passages=compared.passages, spilled=most[0] >> 20)
    rows["comparisons"] = sum(row["n"] for row in compared.checks.named)
    return rows


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


if __name__ == "__main__":
    main()
