"""The figures of all reports by year, each counted once, made beside the page and not in its way.

To count every figure once, all relations of an archive are looked at; with 100,000 findings that
takes half a minute.  It is done in a process of its own, when somebody first asks for it.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from extractor.analysing import Counting, Level, Measure, compare
from extractor.report.versions import Versions, find_versions
from extractor.store import Results

MEASURES = (
    Measure.AMOUNT,
    Measure.HOUSEHOLDS,
    Measure.PER_HOUSEHOLD,
    Measure.PERSONS,
    Measure.PER_PERSON,
)
COUNTED = {
    Measure.HOUSEHOLDS: "household",
    Measure.PER_HOUSEHOLD: "household",
    Measure.PERSONS: "person",
    Measure.PER_PERSON: "person",
}
KEPT = 256  # answers


@dataclass(frozen=True, slots=True)
class Facts:
    """Every disbursement with what counts, and the figures by year over all of them."""

    rows: pd.DataFrame
    years: Mapping[Measure, pd.DataFrame]
    bodies: list[tuple[str, int]]
    labels: list[tuple[str, int]]
    versions: Versions


class Tally:
    """The facts of a results file, once they are counted."""

    def __init__(self, path: Path) -> None:
        spawning = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, spawning, _end_with_desk)
        self._future: Future[Facts] = self._pool.submit(_count, path)
        self._years = lru_cache(KEPT)(self._compared)

    def wait(self, seconds: float) -> Facts | None:
        """Return the facts, or nothing when they are not counted within ``seconds``."""
        try:
            return self._future.result(seconds)
        except TimeoutError:
            return None

    def years(self, measure: Measure, body: str, label: str) -> pd.DataFrame:
        """Return a measure by year, of one body or label or of all."""
        return self._years(measure, body, label)

    def rows(self, measure: Measure, year: int, body: str, label: str) -> pd.DataFrame:
        """Return the disbursements behind one point, those that count first."""
        rows = _chosen(self._future.result().rows, body, label)
        rows = rows[rows["year"] == year]
        if measure in COUNTED:
            rows = rows[rows["count_kind"] == COUNTED[measure]]
        reason = rows[f"{figure_of(measure)}_{level_of(label)}"]
        return rows.assign(reason=reason, is_left_out=reason.notna()).sort_values(
            ["is_left_out", "document", "report", "disbursement"]
        )

    def close(self) -> None:
        """Stop counting."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()

    def _compared(self, measure: Measure, body: str, label: str) -> pd.DataFrame:
        facts = self._future.result()
        if not body and not label:
            return facts.years[measure]
        rows = _chosen(facts.rows, body, label)
        return compare(rows, ["year"], measure, Counting(level_of(label)))


def figure_of(measure: Measure) -> str:
    """Return which figure of a disbursement a measure adds up."""
    return "amount" if measure is Measure.AMOUNT else "count"


def level_of(label: str) -> Level:
    """Return whether totals or their parts count: by label, the parts."""
    return Level.PART if label else Level.WHOLE


def _chosen(rows: pd.DataFrame, body: str, label: str) -> pd.DataFrame:
    if body:
        rows = rows[rows["organisation"] == body]
    return rows[rows["label"] == label] if label else rows


def _end_with_desk() -> None:
    """Let the process that counts end with the desk, however that ends: killed, too."""
    desk = multiprocessing.parent_process()
    assert desk is not None  # noqa: S101  it was started by the desk

    def wait() -> None:
        desk.join()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def _count(path: Path) -> Facts:
    with Results(path) as results:
        rows, versions = results.facts, find_versions(results)
    years = {measure: compare(rows, ["year"], measure, Counting()) for measure in MEASURES}
    bodies, labels = (_counts(rows[name]) for name in ("organisation", "label"))
    return Facts(rows, years, bodies, labels, versions)


def _counts(column: pd.Series) -> list[tuple[str, int]]:
    counts = column.dropna().value_counts()
    return [(str(value), int(n)) for value, n in counts.items()]
