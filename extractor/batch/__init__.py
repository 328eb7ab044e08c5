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

import os
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extractor import deciding, reading
from extractor.batch import begun
from extractor.batch.gone import forget_gone
from extractor.batch.isolating import Limits
from extractor.batch.locking import only_run
from extractor.batch.running import USUAL, Options, Outcome, Run, Step
from extractor.batch.versions import fingerprint
from extractor.batch.walking import Found, here, local, renamed, roots_of, stated, walk
from extractor.batch.working import Reader
from extractor.comparing import compare
from extractor.model import Failure
from extractor.store import NAME, Writer

__all__ = ["Found", "Limits", "Options", "Outcome", "Step", "Summary", "run", "walk"]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many files this run read, found to be copies, knew already, and could not read."""

    path: Path  # the results file
    older: int  # than the day asked for, and not looked at
    undated: int  # by URL, whose last change is not told: read whatever day was asked for
    missing: tuple[str, ...]  # from the folders that were read; kept, because they were read before
    mended: tuple[str, ...]  # that could not be read before, and are no longer where they lay
    read: int
    copies: int
    unchanged: int
    failed: int
    opened: int  # bundles

    @property
    def gone(self) -> int:
        """How many files that were read before are gone from the folders that were read."""
        return len(self.missing)

    @property
    def settled(self) -> int:
        """How many files that could not be read before are no longer where they lay."""
        return len(self.mended)


def run(
    paths: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    options: Options = USUAL,
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
        roots = roots_of(base, named)
        begun.begin(writer, roots, options.since)
        batch = Run(writer, fingerprint(), len(found), options, progress)
        batch.take_in(found, jobs or _processors(), read)
        gone = forget_gone(writer, base, roots, everything)
        writer.derive(compare)
        begun.end(writer, base, roots, options.since)
    older = len(everything) - len(found)
    return Summary(writer.path, older, 0, *gone, *(batch.counts[outcome] for outcome in Outcome))


def is_older(found: Found | Failure, since: datetime | None) -> bool:
    """Return whether a file was last changed before ``since``; what cannot be told is not."""
    if since is None or isinstance(found, Failure):
        return False
    try:
        return is_before(datetime.fromtimestamp(found.path.stat().st_mtime, UTC), since)
    except OSError:
        return False


def is_before(changed: datetime | None, since: datetime | None) -> bool:
    """Return whether something was last changed before ``since``; what is not told is not."""
    if since is None or changed is None:
        return False
    return changed.timestamp() < since.timestamp()


def is_ours(found: Found | Failure, out: Path) -> bool:
    """Return whether this is what a run makes itself, which a run over its folder would meet."""
    if isinstance(found, Failure):
        return False
    path = found.path
    if path.name.startswith((NAME, deciding.NAME)):
        return path.parent.resolve() == out.resolve()
    return path.suffix == ".parquet" and path.resolve().is_relative_to(out.resolve())


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
