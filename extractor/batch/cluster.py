"""The same run on many machines: Dask hands out parts, and the results file takes them in.

The scheduler's workers make the parts (``parts``) in a folder that every machine sees, beside the
results file; here they are planned, handed out a few ahead of the workers, and loaded, each in one
transaction.  A part that is there is not made again, so that a run that was stopped goes on; a
worker that dies has its part made by another.  The parts stay: ``parts/*/mentions.parquet`` is what
a question over more than one machine's memory reads, with DuckDB or Dask.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeAlias

from extractor.batch import Summary, begun, given, is_before, is_older, is_ours
from extractor.batch.gone import forget_gone
from extractor.batch.locking import only_run
from extractor.batch.parts import OTHER_RULES, Part, is_made, load, make
from extractor.batch.running import Options, Outcome, Step
from extractor.batch.urls import Remote, file_system, found_at
from extractor.batch.versions import fingerprint
from extractor.batch.walking import (
    Found,
    here,
    is_url,
    renamed,
    roots_of,
    seen_from,
    stated,
    walk,
)
from extractor.comparing import compare
from extractor.errors import ClusterError
from extractor.model import Failure
from extractor.store import PARTS, Writer, needed
from extractor.tables import Row
from extractor.tables.rows import failure_row
from extractor.tables.texts import DOCUMENTS, FAILURES

File: TypeAlias = tuple[str, str | None]  # a path or URL, and the folder it may not lead out of
OTHER_RELEASE = (
    "a machine of the cluster has another release, or other word tables ({error}); install the "
    "same release everywhere"
)
NO_SCHEDULER = "{address}: no scheduler answers ({error}); start one with `dask scheduler`"
TRIES = 3  # times a part is given to another worker
AHEAD = 2  # parts handed out for each thread of the cluster
PATIENCE = 20.0  # seconds for the scheduler to answer, and for the first worker


def run(
    paths: Iterable[str | os.PathLike[str]],
    out: Path,
    options: Options,
    progress: Callable[[Step], None] | None,
) -> Summary:
    """Read the files that ``paths``, which may be URLs, name into the results file in ``out``."""
    named = [stated(path) for path in paths]
    local = [Path(path) for path in named if not is_url(path)]
    at_urls = list(_at_urls(filter(is_url, named), options))
    everything = [one for one in walk(local) if not is_ours(one, out)]
    everything += [one for one in at_urls if isinstance(one, Failure)]
    remote = [one for one in at_urls if isinstance(one, Remote)]
    found = [one for one in everything if not is_older(one, options.since)]
    recent = [one.url for one in remote if not is_before(one.changed, options.since)]
    counts: Counter[Outcome] = Counter()
    rules = fingerprint()
    with only_run(out), closing(Writer(out)) as writer:
        base = writer.base(here())
        walked = roots_of(base, local)
        roots = {*walked, *filter(is_url, named)}
        begun.begin(writer, roots, options.since)
        failures = [one for one in renamed(base, found) if isinstance(one, Failure)]
        files = [_place(base, one) for one in found if isinstance(one, Found)]
        files += [(url, None) for url in recent]
        with writer.chunk():
            for failure in failures:
                writer.put_failure(failure_row(failure, rules))
        told = chain(
            ((failure.source, Outcome.FAILED) for failure in failures),
            _made(_plan(files, base, out, rules, options), options, writer),
        )
        for source, outcome in told:
            counts[outcome] += 1
            if progress is not None:
                total = max(len(files) + len(failures), counts.total())  # bundles hold more
                progress(Step(counts.total(), total, source, outcome))
        gone = forget_gone(writer, base, walked, renamed(base, everything))
        writer.derive(compare)
        begun.end(writer, base, roots, options.since)
    older = len(everything) - len(found) + len(remote) - len(recent)
    undated = sum(one.changed is None for one in remote) if options.since else 0
    return Summary(writer.path, older, undated, *gone, *(counts[outcome] for outcome in Outcome))


def _at_urls(urls: Iterable[str], options: Options) -> Iterator[Remote | Failure]:
    """Yield the files of other file systems, and the URLs at which there is none."""
    for url in urls:
        found = found_at(url, dated=options.since is not None)
        yield from [found] if isinstance(found, Failure) else found


def _place(base: str, found: Found) -> File:
    """Return the path of a file, and of the folder below which no link is followed to it."""
    path = seen_from(base, found.place)
    return path, None if found.within is None else seen_from(base, os.fspath(found.within))


# --- planning -----------------------------------------------------------------------------------


def _plan(files: Sequence[File], base: str, out: Path, rules: str, options: Options) -> list[Part]:
    """Return the parts of ``files``; the same files, unchanged, give the same parts."""
    parts = out.resolve() / PARTS
    parts.mkdir(exist_ok=True)
    words, model = given.lay(parts / f".{rules}")
    limits = options.limits
    waiting = iter(files)
    chunks = iter(lambda: tuple(islice(waiting, options.part)), ())
    return [
        Part(
            _name([file for file, _ in chunk], base, rules),
            tuple(file for file, _ in chunk),
            tuple(within for _, within in chunk),
            base,
            os.fspath(parts),
            rules,
            limits.seconds,
            limits.memory,
            words,
            model,
        )
        for chunk in chunks
    ]


def _name(files: Iterable[str], base: str, rules: str) -> str:
    digest = hashlib.sha256(rules.encode())
    for file in files:
        digest.update(f"{file}\n{_version(file, base)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]


def _version(file: str, base: str) -> str:
    """Return what changes when a file does, without reading it."""
    if is_url(file):
        system, inside = file_system(file)
        return str(system.ukey(inside))
    try:
        described = Path(base, file).stat()
    except OSError:
        return "missing"
    return f"{described.st_size} {described.st_mtime_ns}"


# --- handing out --------------------------------------------------------------------------------


def _made(parts: Sequence[Part], options: Options, writer: Writer) -> Iterator[tuple[str, Outcome]]:
    """Store each of ``parts``, made by the cluster if it is not there; yield each file."""
    missing: list[Part] = []
    for part in parts:
        if is_made(part, retry_failed=options.retry_failed):
            yield from _take_in(part, writer)
        else:
            missing.append(part)
    if missing:
        for part in _made_by(missing, options.cluster or ""):
            yield from _take_in(part, writer)
        _clear(Path(missing[0].parts), {part.name for part in missing})


def _clear(parts: Path, names: Collection[str]) -> None:
    """Take away what makers that were killed left of the parts ``names``, which are made by now."""
    for path in parts.iterdir():
        if path.name.startswith(".") and path.name.split(".")[1] in names:
            shutil.rmtree(path, ignore_errors=True)


def _made_by(parts: Sequence[Part], address: str) -> Iterator[Part]:
    distributed = needed("distributed", "cluster")
    for name in ("distributed", "distributed.client"):  # the latter has a level of its own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with _client(distributed, address) as client:
        _await_worker(client, address)
        by_name = {part.name: part for part in parts}
        waiting = iter(parts)
        ahead = AHEAD * max(1, sum(client.nthreads().values()))
        running = distributed.as_completed(
            [_submit(client, part) for part in islice(waiting, ahead)]
        )
        for future in running:
            yield by_name[_name_of(future)]
            following = next(waiting, None)
            if following is not None:
                running.add(_submit(client, following))


def _name_of(future: Any) -> str:  # noqa: ANN401  # Dask is an extra
    try:
        return str(future.result())
    except Exception as error:  # whatever a machine of theirs met
        if OTHER_RULES in str(error):
            raise ClusterError(OTHER_RELEASE, error=error) from error
        remedy = (
            "the cluster could not make a part: {error}; what is stored stays: mend it and give "
            "the same command again"
        )
        raise ClusterError(remedy, error=error) from error


def _submit(client: Any, part: Part) -> Any:  # noqa: ANN401
    return client.submit(make, part, key=f"part-{part.name}", retries=TRIES, pure=False)


def _client(distributed: Any, address: str) -> Any:  # noqa: ANN401
    try:
        return distributed.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise ClusterError(NO_SCHEDULER, address=address, error=error) from error


def _await_worker(client: Any, address: str) -> None:  # noqa: ANN401
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        remedy = "{address}: no worker is there; start some with `dask worker {address}`"
        raise ClusterError(remedy, address=address) from error
    except OSError as error:
        raise ClusterError(NO_SCHEDULER, address=address, error=error) from error


# --- taking in ----------------------------------------------------------------------------------


def _take_in(part: Part, writer: Writer) -> list[tuple[str, Outcome]]:
    """Store ``part`` in one transaction; return what became of each of its files."""
    tables = load(part.folder)
    rows = _by_document(tables)
    with writer.chunk():
        told = [
            (str(source), _put(str(source), rows[str(document)], part.rules, writer))
            for source, document in sorted(tables["sources"])
        ]
        return told + [
            (str(row[0]), _put_failure(row, part.rules, writer)) for row in tables["failures"]
        ]


def _put(source: str, rows: dict[str, list[Row]], rules: str, writer: Writer) -> Outcome:
    sha256 = rows["documents"][0][DOCUMENTS.names.index("sha256")]
    known = _put_known(source, sha256, rules, writer)
    if known is None:
        writer.put(source, rows)
    return known or Outcome.READ


def _put_failure(row: Row, rules: str, writer: Writer) -> Outcome:
    known = _put_known(str(row[0]), row[FAILURES.names.index("sha256")], rules, writer)
    if known is None:
        writer.put_failure(row)
    return known or Outcome.FAILED


def _put_known(source: str, sha256: object, rules: str, writer: Writer) -> Outcome | None:
    """Store where a document lies, too, that was read before, be it on one machine."""
    if not isinstance(sha256, str) or not writer.has(sha256, rules):
        return None
    return Outcome.COPY if writer.put_copy(source, sha256) else Outcome.UNCHANGED


def _by_document(tables: dict[str, list[Row]]) -> dict[str, dict[str, list[Row]]]:
    """Return the rows of each document, by the name of their table."""
    grouped: dict[str, dict[str, list[Row]]] = {}
    for name, rows in tables.items():
        if name in {"sources", "failures"}:
            continue
        for row in rows:
            grouped.setdefault(str(row[0]), {}).setdefault(name, []).append(row)
    return grouped
