"""How long the desk takes with 100,000 findings: the index, every page, the workbook.

    python benchmarks/desk.py [FINDINGS] [FOLDER]

The results are those of generated reports, stored under new digests until there are enough.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from extractor import pipeline, reading
from extractor.store import NAME, Writer
from extractor.tables import Row, document_rows

Rows = dict[str, list[Row]]


def main() -> None:
    """Measure, and print what was measured."""
    wanted, folder = _asked()
    if not (folder / NAME).exists():
        fill(folder, wanted)
    print(folder)


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
    made["reports"] = [
        (*row[:3], f"第{nth % 400}区总工会", 1990 + nth % 35, *row[5:]) for row in made["reports"]
    ]
    return made


if __name__ == "__main__":
    main()
