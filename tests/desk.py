"""Results by hand, for tests of what people see: any number of findings, any texts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from extractor import pipeline, reading
from extractor.deciding import (
    FINDING_SUBJECTS,
    Decision,
    Field,
    finding_subject,
    open_decisions,
)
from extractor.store import Writer, open_results
from extractor.tables.rows import document_rows

AT = datetime(2026, 1, 5, 8, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_results(folder: Path, texts: Sequence[tuple[str, str]], copies: int = 1) -> Path:
    """Write the results of ``texts``, by their paths, as if each were received ``copies`` times."""
    writer = Writer(folder)
    for source, text in texts:
        read = reading.decode(text.encode(), source)
        processed = pipeline.process(read)
        for nth in range(copies):
            sha256 = hashlib.sha256(f"{nth} {source} {text}".encode()).hexdigest()
            rows = document_rows(processed, "test")
            (document,) = rows["documents"]
            old = read.doc_id
            made = {
                name: [tuple(sha256[:16] if cell == old else cell for cell in row) for row in table]
                for name, table in rows.items()
            }
            made["documents"] = [
                tuple(sha256 if c == read.sha256 else c for c in made["documents"][0])
            ]
            assert document[0] == old
            name = source if copies == 1 else f"{source}.{nth}"
            writer.put(name, made)
    writer.close()
    return folder


def decide(results: Path, field: Field, value: str, *, verdict: str = "fails") -> int:
    """Decide the same about every finding with ``verdict``; return how many there are."""
    with open_results(results) as opened, open_decisions(results) as decisions:
        where = f"{FINDING_SUBJECTS} WHERE verdict = ?"
        subjects = [finding_subject(row) for row in opened.stream(where, (verdict,))]
        made = [Decision(subject, field, value, "张三", AT) for subject in subjects]
        decisions.record(made)
    return len(made)


__all__ = ["AT", "decide", "write_results"]
