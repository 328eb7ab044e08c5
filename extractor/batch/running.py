"""The files of one run, one after another into the results file: each read once, whatever it does.

A file whose bytes are known is not read; of several with the same bytes the first is read for all;
what a bundle turns out to hold goes through the same in the next round.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache, partial

from extractor import pipeline, reading
from extractor.batch.isolating import Limits, Lost, each
from extractor.batch.walking import Found
from extractor.batch.working import Opened, Reader, Rows, Task, failed, work
from extractor.errors import UnreadableError
from extractor.mentions.organisations.finding import CONSTRUCTIONS
from extractor.model import Failure
from extractor.store import Writer
from extractor.tables.rows import failure_row

AT_ONCE = 2**18  # bytes of a file whose digest needs no buffer of its own
FIRST_TEXT = "2020年1月15日，慰问困难职工3户，每户发放慰问金500元。"
DAMAGED_TEXT = "慰问困难职工?！敖裉欤慰问"
MANY = 500  # files, some of which are likely damaged
LONG = 10_000  # files read, by some workers, all of which will be replaced where there are more


class Outcome(StrEnum):
    """What became of one file in this run."""

    READ = "read"
    COPY = "copy"  # another file with the same bytes was read
    UNCHANGED = "unchanged"  # these bytes were read before, by the same rules
    FAILED = "failed"
    OPENED = "opened"  # a bundle, whose members are files of their own


@dataclass(frozen=True, slots=True)
class Step:
    """One more file is done."""

    done: int
    total: int
    source: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it; none of it changes what a file that is read states."""

    limits: Limits = field(default_factory=Limits)
    since: datetime | None = None  # files changed before that are left as they are
    retry_failed: bool = False  # else what failed by the same rules is not tried again
    cluster: str | None = None  # the address of a Dask scheduler that has the files read
    part: int = 2000  # files a part of a run on a cluster


USUAL = Options()


class Run:
    """One run: the open results file, and what became of the files so far."""

    def __init__(
        self,
        writer: Writer,
        rules: str,
        total: int,
        options: Options,
        progress: Callable[[Step], None] | None = None,
    ) -> None:
        self.writer = writer
        self.rules = rules
        self.total = total
        self.options = options
        self.progress = progress
        self.counts: Counter[Outcome] = Counter()
        self.inside: list[Found | Failure] = []  # of bundles opened in this round

    def take_in(
        self, found: Sequence[Found | Failure], jobs: int, read: Reader = reading.read
    ) -> None:
        """Read what was ``found`` into the results; of files with the same bytes, one for all."""
        for failure in found:
            if isinstance(failure, Failure):
                self.fail(failure)
        files = [file for file in found if isinstance(file, Found)]
        postponed: list[Found] = []
        working = partial(work, read=read)
        self._rounds(files, postponed, jobs, working)
        # What the first could not give, each of the others is asked for itself.
        self._rounds(postponed, None, jobs, working)

    def _rounds(
        self,
        files: Sequence[Found | Failure],
        postponed: list[Found] | None,
        jobs: int,
        work: Callable[[Task], Rows | Failure | Opened],
    ) -> None:
        """Process ``files``, then what the bundles among them held."""
        while files:
            self._process(self._tasks(files, postponed), jobs, work)
            files, self.inside = self.inside, []

    def fail(self, failure: Failure) -> None:
        """Store that a file could not be read."""
        self.writer.put_failure(failure_row(failure, self.rules))
        self._tell(failure.source, Outcome.FAILED)

    def _process(
        self, tasks: Iterator[Task], jobs: int, work: Callable[[Task], Rows | Failure | Opened]
    ) -> None:
        with closing(each(work, tasks, jobs, self.options.limits)) as chunks:
            for chunk in chunks:
                with self.writer.chunk():
                    done = [(task.source, self._store(task, outcome)) for task, outcome in chunk]
                for source, outcome in done:
                    self._tell(source, outcome)

    def _tasks(
        self, files: Iterable[Found | Failure], postponed: list[Found] | None
    ) -> Iterator[Task]:
        """Yield the files to process; postpone those with the bytes of an earlier one."""
        seen: set[str] = set()
        for found in files:
            if isinstance(found, Failure):
                self.fail(found)
                continue
            inside = found.member
            sha256, size = (inside.sha256, inside.size) if inside else _digest(found)
            if sha256 is not None and self.writer.has(sha256, self.rules):
                is_new = self.writer.put_copy(found.source, sha256)
                self._tell(found.source, Outcome.COPY if is_new else Outcome.UNCHANGED)
            elif sha256 is not None and self._is_given_up(found.source, sha256):
                for source in (found.source, *self.writer.failed_inside(found.source)):
                    self._tell(source, Outcome.FAILED)
            elif sha256 in seen and postponed is not None:
                postponed.append(found)
            else:
                seen |= {sha256} if sha256 else set()
                _load_dictionaries()
                if self.total >= MANY:
                    _load_tables_of_damage()
                if len(seen) >= LONG:
                    _load_constructions()
                path, source = found.path, found.source
                yield Task(path, source, sha256, size, self.rules, inside, found.within)

    def _is_given_up(self, source: str, sha256: str) -> bool:
        is_known = self.writer.has_failed(source, sha256, self.rules)
        return is_known and not self.options.retry_failed

    def _open(self, task: Task, opened: Opened) -> Outcome:
        """Take what a bundle holds for the next round, and forget what it holds no more."""
        self.writer.keep_inside(task.source, {one.source for one in opened.members})
        self.inside += [
            one
            if isinstance(one, Failure)
            else Found(os.fspath(task.path), one.source, one, task.within)
            for one in opened.members
        ]
        self.total += len(opened.members)
        return Outcome.OPENED

    def _store(self, task: Task, outcome: Rows | Failure | Opened | Lost) -> Outcome:
        if isinstance(outcome, Lost):
            outcome = failed(task, "process", outcome, self._lost(task, outcome))
        if isinstance(outcome, Opened):
            return self._open(task, outcome)
        if not isinstance(outcome, Failure):
            try:
                self.writer.put(task.source, outcome)
            except sqlite3.IntegrityError as error:
                said = f"{task.source}: the results file refused its rows: {error}"
                outcome = failed(task, "store", "error", f"{said}; please report it")
        if isinstance(outcome, Failure):
            self.writer.put_failure(failure_row(outcome, self.rules))
            return Outcome.FAILED
        return Outcome.READ

    def _lost(self, task: Task, lost: Lost) -> str:
        limits = self.options.limits
        match lost:
            case Lost.TIMEOUT:
                took = f"took more than {limits.seconds:g} s of the processor's time"
                waited = f"or {limits.waiting:g} times that by the clock"
                said = f"{took}, {waited}; allow more and --retry-failed"
            case Lost.MEMORY:
                said = f"needed more than {limits.memory} MiB; allow more and --retry-failed"
            case Lost.CRASH:
                said = "the process that worked on it died, twice; please report it"
        return f"{task.source}: {said}"

    def _tell(self, source: str, outcome: Outcome) -> None:
        self.counts[outcome] += 1
        if self.progress is not None:
            self.progress(Step(self.counts.total(), self.total, source, outcome))


@cache
def _load_dictionaries() -> None:
    """Load what the stages load on first use, so that forked workers share it."""
    pipeline.process(reading.decode(FIRST_TEXT.encode(), "first.txt"))


@cache
def _load_tables_of_damage() -> None:
    """Load what only damaged pages need, 47 MB in 0.4 s, which workers would load each for itself.

    A worker of a long run lives for some thousand files and is replaced.
    """
    pipeline.process(reading.decode(DAMAGED_TEXT.encode(), "damaged.txt"))


@cache
def _load_constructions() -> None:
    """Compile what is else compiled where a text calls for it: 4 s for all, 2 s for ten reports'.

    A worker, which lives for some half a minute of work, would spend that anew each time.
    """
    for construction in CONSTRUCTIONS:
        construction.compiled()


def _digest(found: Found) -> tuple[str | None, int | None]:
    """Return the digest and the size of a file; what cannot be read is left to the worker."""
    try:
        with reading.opened(found.path, found.within) as file:
            size = os.fstat(file.fileno()).st_size
            if size > reading.SIZE_LIMIT:
                return None, size
            if size > AT_ONCE:
                return hashlib.file_digest(file, "sha256").hexdigest(), size
            return hashlib.sha256(file.read()).hexdigest(), size
    except (OSError, ValueError, UnreadableError):
        return None, None
