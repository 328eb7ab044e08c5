"""Many files → one results file, whatever happens to any of them.

Documents are committed as soon as they are done, so that a run that is killed goes on where it
stopped: a file whose bytes were read by the same rules before is not read again, and one that
failed then is tried again only when that is asked for.  Whatever cannot be read, takes too long or
kills the process that reads it is a row of ``failures`` with its reason, and the rest goes on.
Files with the same bytes are one document with several sources.  At the end all the reports are
compared with each other, in one transaction.  The same files give the same tables, in whatever
order they are named and however many workers read them.
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
from pathlib import Path

from extractor import deciding, pipeline, reading
from extractor.batch.gone import forget_gone
from extractor.batch.isolating import Limits, Lost, each
from extractor.batch.locking import only_run
from extractor.batch.versions import fingerprint
from extractor.batch.walking import Found, here, local, renamed, roots_of, stated, walk
from extractor.batch.working import Opened, Reader, Rows, Task, failed, work
from extractor.comparing import compare
from extractor.errors import UnreadableError
from extractor.model import Failure
from extractor.store import NAME, Writer
from extractor.tables.rows import failure_row

__all__ = ["Found", "Limits", "Options", "Outcome", "Step", "Summary", "run", "walk"]

AT_ONCE = 2**18  # bytes of a file whose digest needs no buffer of its own
FIRST_TEXT = "2020年1月15日，慰问困难职工3户，每户发放慰问金500元。"
DAMAGED_TEXT = "慰问困难职工?！敖裉欤慰问"
MANY = 500  # files, some of which are likely damaged


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


@dataclass(frozen=True, slots=True)
class Summary:
    """How many files this run read, found to be copies, knew already, and could not read."""

    path: Path  # the results file
    older: int  # than the day asked for, and not looked at
    gone: int  # from the folders that were read, but kept, because they were read before
    read: int
    copies: int
    unchanged: int
    failed: int
    opened: int  # bundles


def run(
    paths: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    options: Options = Options(),
    progress: Callable[[Step], None] | None = None,
    read: Reader = reading.read,
) -> Summary:
    """Read the files that ``paths`` name into the results file in the folder ``out``.

    ``read`` is called in the workers; one of another kind is how their isolation is tested.
    """
    folder = Path(stated(out))
    if options.cluster is not None:
        from extractor.batch import cluster  # noqa: PLC0415  # needs an extra, and this module

        return cluster.run(paths, folder, options, progress)
    named = [local(path) for path in paths]
    everything = [one for one in walk(named) if not is_ours(one, folder)]
    found = [one for one in everything if not is_older(one, options.since)]
    with only_run(folder), closing(Writer(folder)) as writer:
        base = writer.base(here())
        everything, found = renamed(base, everything), renamed(base, found)
        batch = _Run(writer, fingerprint(), len(found), options, progress)
        for failure in found:
            if isinstance(failure, Failure):
                batch.fail(failure)
        files = [file for file in found if isinstance(file, Found)]
        batch.read(files, jobs or _processors(), partial(work, read=read))
        gone = forget_gone(writer, base, roots_of(base, named), everything)
        writer.derive(compare)
    older = len(everything) - len(found)
    counts = (batch.counts[outcome] for outcome in Outcome)
    return Summary(writer.path, older, gone, *counts)


def is_older(found: Found | Failure, since: datetime | None) -> bool:
    """Return whether a file was last changed before ``since``; what cannot be told is not."""
    if since is None or isinstance(found, Failure):
        return False
    try:
        return found.path.stat().st_mtime < since.timestamp()
    except OSError:
        return False


def is_ours(found: Found | Failure, out: Path) -> bool:
    """Return whether this is what a run makes itself, which a run over its folder would meet."""
    if isinstance(found, Failure):
        return False
    if found.path.name.startswith((NAME, deciding.NAME)):
        return found.path.parent.resolve() == out.resolve()
    return found.path.suffix == ".parquet" and found.path.resolve().is_relative_to(out.resolve())


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Run:
    """One run: the open results file, and what became of the files so far."""

    def __init__(
        self,
        writer: Writer,
        rules: str,
        total: int,
        options: Options,
        progress: Callable[[Step], None] | None,
    ) -> None:
        self.writer = writer
        self.rules = rules
        self.total = total
        self.options = options
        self.progress = progress
        self.counts: Counter[Outcome] = Counter()
        self.inside: list[Found | Failure] = []  # of bundles opened in this round

    def read(
        self, files: Sequence[Found], jobs: int, work: Callable[[Task], Rows | Failure | Opened]
    ) -> None:
        """Process ``files``; of those with the same bytes, the first for all."""
        postponed: list[Found] = []
        self._rounds(files, postponed, jobs, work)
        # What the first could not give, each of the others is asked for itself.
        self._rounds(postponed, None, jobs, work)

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
                self._tell(found.source, Outcome.FAILED)
            elif sha256 in seen and postponed is not None:
                postponed.append(found)
            else:
                seen |= {sha256} if sha256 else set()
                _load_dictionaries()
                if self.total >= MANY:
                    _load_tables_of_damage()
                path, source = found.path, found.source
                yield Task(path, source, sha256, size, self.rules, inside, found.within)

    def _is_given_up(self, source: str, sha256: str) -> bool:
        is_known = self.writer.has_failed(source, sha256, self.rules)
        return is_known and not self.options.retry_failed

    def _open(self, task: Task, opened: Opened) -> Outcome:
        """Take what a bundle holds for the next round, and forget what it holds no more."""
        self.writer.keep_inside(task.source, {one.source for one in opened.members})
        self.inside += [
            one if isinstance(one, Failure) else Found(task.path, one.source, one, task.within)
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
