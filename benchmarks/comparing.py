"""How the time of the comparisons between reports grows with the archive.

    python benchmarks/comparing.py                          # 1,250, 2,500 and 5,000 generated reports
    python benchmarks/comparing.py --documents 1000 20000 --jobs 8

The archive is made by ``corpora/make.py``, read once for each size, and compared three times; the
quickest is shown in seconds of one processor, whole and per 1,000 documents, with the rows found.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import extractor
from corpora.make import make_reports
from extractor.comparing import compare

TIMES = 3


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[1250, 2500, 5000])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    print(f"{'documents':>9}{'seconds':>9}{'per 1,000':>11}{'passages':>10}{'comparisons':>13}")
    with tempfile.TemporaryDirectory() as name:
        archive, done = Path(name) / "archive", 0
        archive.mkdir()
        for documents in sorted(chosen.documents):
            for report in list(make_reports(documents, seed=1))[done:]:
                (archive / f"{report.number:06}.txt").write_bytes(report.data)
            done = documents
            read = extractor.run([archive], Path(name) / "out", jobs=chosen.jobs)
            print(_line(documents, read.path), flush=True)


def _line(documents: int, path: Path) -> str:
    seconds = []
    for _ in range(TIMES):
        connection = sqlite3.connect(path)
        begun = time.process_time()
        rows = {table: len(list(found)) for table, found in compare(connection).items()}
        seconds.append(time.process_time() - begun)
        connection.close()
    quickest = min(seconds)
    return (
        f"{documents:>9}{quickest:>9.2f}{quickest * 1000 / documents:>11.3f}"
        f"{rows['passages']:>10}{rows['comparisons']:>13}"
    )


if __name__ == "__main__":
    main()
