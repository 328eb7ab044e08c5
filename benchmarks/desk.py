"""How long the desk takes with 100,000 findings: the index, every page, the workbook.

    python benchmarks/desk.py [FINDINGS] [FOLDER]

The results are those of generated reports, stored under new digests until there are enough.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from statistics import median
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from extractor import pipeline, reading
from extractor.report import write_html, write_workbook
from extractor.store import NAME, Writer, open_results
from extractor.tables import TABLES, Row
from extractor.tables.rows import document_rows
from tests.serving import Desk, running

Rows = dict[str, list[Row]]
TIMES = 7
REPORT = next(table for table in TABLES if table.name == "reports").names
PATHS = [
    "/",
    "/?verdict=fails",
    "/?verdict=holds&year=2001",
    "/?kind=sum&status=open&start=30000",
    "/?body=第7区总工会",
    "/reports",
    "/reports?q=慰问",
    "/reports?q=没有这个词",
    "/unread",
    "/log",
    "/reuse",
]
YEARS = [
    "/years",
    "/years?body=第7区总工会",
    "/years?label=慰问金",
    "/years?measure=amount&year=2001",
]


def main() -> None:
    """Measure, and print what was measured."""
    wanted, folder = _asked()
    if not (folder / NAME).exists():
        fill(folder, wanted)
    with open_results(folder) as results:
        for table in ("documents", "reports", "findings", "mentions"):
            sql = f"SELECT count(*) FROM {table}"  # noqa: S608  # our own names
            print(f"{table:24}{results.ask(sql).rows[0][0]:>12,}")
        sql = "SELECT document, report, finding FROM findings LIMIT 1 OFFSET 50000"
        key = "/".join(map(str, results.ask(sql).rows[0]))
    began = time.monotonic()
    with running(folder) as desk:
        desk.enter()
        print(f"{'start to first page':24}{time.monotonic() - began:>10.1f} s")
        report = key.rsplit("/", 1)[0]
        paths = [*PATHS, f"/findings/{key}?verdict=holds", f"/reports/{report}"]
        _print_pages(desk, paths, "")
        began = time.monotonic()
        desk.ask("/years")
        _print_pages(desk, paths, "while counting")
        while "<svg" not in desk.ask("/years").body:
            time.sleep(0.5)
        print(f"{'years counted after':24}{time.monotonic() - began:>10.1f} s")
        _print_pages(desk, YEARS, "")
    for name, write in (("d.xlsx", write_workbook), ("d.html", write_html)):
        began = time.monotonic()
        write(folder, folder / name)
        size = (folder / name).stat().st_size / 1e6
        print(f"{name:24}{time.monotonic() - began:>10.1f} s{size:>8.1f} MB")


def _print_pages(desk: Desk, paths: list[str], when: str) -> None:
    for path in paths:
        times = []
        for _ in range(TIMES):
            began = time.monotonic()
            answer = desk.ask(quote(path, safe="/?=&"))
            times.append((time.monotonic() - began) * 1000)
            if answer.status != HTTPStatus.OK:
                sys.exit(f"{path}: {answer.status}")
        print(f"{median(times):>6.0f} ms, at most {max(times):>6.0f} ms  {path}  {when}")


def _asked() -> tuple[int, Path]:
    given = dict(enumerate(sys.argv[1:]))
    return int(given.get(0, 100_000)), Path(given[1] if 1 in given else tempfile.mkdtemp())


def fill(folder: Path, wanted: int) -> None:
    """Write results with at least ``wanted`` findings into ``folder``."""
    writer = Writer(folder)
    read = [
        (path.name, document_rows(pipeline.process(reading.read(path, path.name)), "benchmark"))
        for path in sorted((HERE.parent / "corpora" / "gold_source").glob("*.txt"))
    ]
    for name, rows in _many(read, wanted):
        writer.put(name, rows)
    writer.close()


def _many(read: list[tuple[str, Rows]], wanted: int) -> Iterator[tuple[str, Rows]]:
    found = nth = 0
    while found < wanted:
        for name, rows in read:
            nth += 1
            sha256 = hashlib.sha256(f"{nth} {name}".encode()).hexdigest()
            found += len(rows.get("findings", ()))
            yield f"{nth // 1000:03d}/{nth:06d}_{name}", _renamed(rows, sha256, nth)


def _renamed(rows: Rows, sha256: str, nth: int) -> Rows:
    """Return the rows of a document as those of another, of a body and a year of its own."""
    old_id, old_sha256 = rows["documents"][0][0], rows["documents"][0][3]
    new = {old_id: sha256[:16], old_sha256: sha256}
    made = {
        table: [tuple(new.get(cell, cell) for cell in row) for row in table_rows]  # type: ignore[call-overload]
        for table, table_rows in rows.items()
    }
    body, year = REPORT.index("organisation"), REPORT.index("year")
    for at, row in enumerate(made["reports"]):
        cells = list(row)
        cells[body], cells[year] = f"第{nth % 400}区总工会", 1990 + nth % 35
        made["reports"][at] = tuple(cells)
    return made


if __name__ == "__main__":
    main()
