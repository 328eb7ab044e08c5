"""Many files → one results file, whatever happens to any of them.

Each document is committed as soon as it is done, so that a run that is killed goes on where it
stopped: a file whose bytes were read by the same rules before is not read again.  Whatever cannot
be read is a row of ``failures`` with its reason, and the rest goes on.  Files with the same bytes
are one document with several sources.  The same files give the same tables, in whatever order they
are named and however many workers read them.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from extractor import pipeline, reading
from extractor.batch.isolating import WorkerDied, each
from extractor.batch.versions import fingerprint
from extractor.batch.walking import Found, walk
from extractor.batch.working import Rows, Task, failed, work
from extractor.model import Failure
from extractor.store import NAME, Writer
from extractor.tables import failure_row

__all__ = ["Found", "Outcome", "Step", "Summary", "run", "walk"]

FIRST_TEXT = "2020年1月15日，慰问困难职工3户，每户发放慰问金500元。"


class Outcome(StrEnum):
    """What became of one file in this run."""

    READ = "read"
    COPY = "copy"  # another file with the same bytes was read
    UNCHANGED = "unchanged"  # these bytes were read before, by the same rules
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """One more file is done."""

    done: int
    total: int
    source: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Summary:
    """How many files this run read, found to be copies, knew already, and could not read."""

    path: Path  # the results file
    read: int
    copies: int
    unchanged: int
    failed: int


def run(
    paths: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    progress: Callable[[Step], None] | None = None,
) -> Summary:
    """Read the files that ``paths`` name into the results file in the folder ``out``."""
    folder = Path(out)
    found = [one for one in walk(map(Path, paths)) if not _is_ours(one, folder)]
    with closing(Writer(folder)) as writer:
        batch = _Run(writer, fingerprint(), len(found), progress)
        for failure in found:
            if isinstance(failure, Failure):
                batch.fail(failure)
        batch.read([file for file in found if isinstance(file, Found)], jobs or _processors())
        counts = batch.counts
    return Summary(writer.path, *(counts[outcome] for outcome in Outcome))


def _is_ours(found: Found | Failure, out: Path) -> bool:
    """Return whether this is the results file itself, which a run over its folder would meet."""
    if isinstance(found, Failure) or not found.path.name.startswith(NAME):
        return False
    return found.path.parent.resolve() == out.resolve()


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Run:
    """One run: the open results file, and what became of the files so far."""

    def __init__(
        self, writer: Writer, rules: str, total: int, progress: Callable[[Step], None] | None
    ) -> None:
        self.writer = writer
        self.rules = rules
        self.total = total
        self.progress = progress
        self.counts: Counter[Outcome] = Counter()

    def read(self, files: Sequence[Found], jobs: int) -> None:
        """Process ``files``; of those with the same bytes, the first for all."""
        postponed: list[Found] = []
        self._process(self._tasks(files, postponed), jobs)
        # What the first could not give, each of the others is asked for itself.
        self._process(self._tasks(postponed, None), jobs)

    def fail(self, failure: Failure) -> None:
        """Store that a file could not be read."""
        self.writer.put_failure(failure_row(failure, self.rules))
        self._tell(failure.source, Outcome.FAILED)

    def _process(self, tasks: Iterator[Task], jobs: int) -> None:
        with closing(each(work, tasks, jobs)) as outcomes:
            for task, outcome in outcomes:
                self._store(task, outcome)

    def _tasks(self, files: Iterable[Found], postponed: list[Found] | None) -> Iterator[Task]:
        """Yield the files to process; postpone those with the bytes of an earlier one."""
        seen: set[str] = set()
        for found in files:
            sha256, size = _digest(found.path)
            if sha256 is not None and self.writer.has(sha256, self.rules):
                is_new = self.writer.put_copy(found.source, sha256)
                self._tell(found.source, Outcome.COPY if is_new else Outcome.UNCHANGED)
            elif sha256 in seen and postponed is not None:
                postponed.append(found)
            else:
                seen |= {sha256} if sha256 else set()
                _load_dictionaries()
                yield Task(found.path, found.source, sha256, size, self.rules)

    def _store(self, task: Task, outcome: Rows | Failure | WorkerDied) -> None:
        if isinstance(outcome, WorkerDied):
            said = f"{task.source}: the process that worked on it died, twice; please report it"
            outcome = failed(task, "process", "crash", said)
        if isinstance(outcome, Failure):
            self.fail(outcome)
            return
        try:
            self.writer.put(task.source, outcome)
        except sqlite3.IntegrityError as error:
            said = f"{task.source}: the results file refused its rows: {error}; please report it"
            self.fail(failed(task, "store", "error", said))
            return
        self._tell(task.source, Outcome.READ)

    def _tell(self, source: str, outcome: Outcome) -> None:
        self.counts[outcome] += 1
        if self.progress is not None:
            self.progress(Step(self.counts.total(), self.total, source, outcome))


@cache
def _load_dictionaries() -> None:
    """Load what the stages load on first use, so that forked workers share it."""
    pipeline.process(reading.decode(FIRST_TEXT.encode(), "first.txt"))


def _digest(path: Path) -> tuple[str | None, int | None]:
    """Return the digest and the size of a file; what cannot be read is left to the worker."""
    try:
        size = path.stat().st_size
        if size > reading.SIZE_LIMIT:
            return None, size
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), size
    except OSError:
        return None, None
