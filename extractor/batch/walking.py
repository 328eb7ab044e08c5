"""Which files a batch reads.

A folder is walked in the order of its names.  Only regular files are read, and names that begin
with a dot are passed over.  A link is never followed out of the folder that was given: one that
leads inside is passed over (what it names is read where it lies), one that leads outside or nowhere
is a failure, because what it names was not read.  A path that was given may itself be a link.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.errors import ClusterError
from extractor.model import Failure
from extractor.reading import Member

STAGE = "walk"
SEPARATOR = "://"
NEEDS_CLUSTER = "{path}: is a URL, which the workers of a cluster read: give --cluster ADDRESS"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and the name its records carry; ``member`` is a file inside the bundle."""

    path: Path
    source: str
    member: Member | None = None


def walk(paths: Iterable[Path]) -> list[Found | Failure]:
    """Return the files that ``paths`` name, each once, in the order of their names."""
    found: dict[str, Found | Failure] = {}
    for path in paths:
        for each in _given(path):
            found.setdefault(each.source, each)
    return [found[source] for source in sorted(found)]


def source_name(path: Path) -> str:
    r"""Return ``path`` as records name it; bytes that are not UTF-8 are written out: a\udcff."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def is_url(source: str) -> bool:
    """Return whether ``source`` names a file of another file system."""
    return SEPARATOR in source


def local(path: str | os.PathLike[str]) -> Path:
    """Return a path of this machine; one of another file system raises ``ClusterError``."""
    if is_url(os.fspath(path)):
        raise ClusterError(NEEDS_CLUSTER, path=path)
    return Path(path)


def here() -> str:
    """Return the folder this process works in; one that was removed has no files."""
    try:
        return os.getcwd()  # noqa: PTH109  # a name that may be no text
    except FileNotFoundError:
        return os.sep


def seen_from(base: str, name: str) -> str:
    """Return a relative path as it is called seen from the folder ``base``."""
    if base == here() or Path(name).is_absolute():
        return name
    return os.path.relpath(Path(here(), name), base)


def roots_of(base: str, named: Iterable[Path]) -> set[str]:
    """Return the names of what was named, seen from ``base``."""
    return {source_name(Path(seen_from(base, os.fspath(path)))) for path in named}


def renamed(base: str, found: Iterable[Found | Failure]) -> list[Found | Failure]:
    """Return ``found`` with the names seen from ``base``, so that one name means one file.

    Called in one folder and then in the next, ``extractor run .`` would else find other files of
    the same names, and put them in place of the first.
    """
    return [_renamed(base, one) for one in found]


def _renamed(base: str, found: Found | Failure) -> Found | Failure:
    if is_url(found.source):
        return found
    source = source_name(Path(seen_from(base, found.source)))
    if isinstance(found, Failure):
        return replace(found, source=source, detail=found.detail.replace(found.source, source, 1))
    return replace(found, source=source)


def _given(path: Path) -> Iterator[Found | Failure]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        is_missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        said = f"cannot be looked at: {error}"
        yield missing(source_name(path)) if is_missing else _failure(path, "unreadable", said)
        return
    if stat.S_ISDIR(mode):
        inside = list(_folder(path))
        yield from inside or [_failure(path, "no-files", "holds no file to read")]
    elif stat.S_ISREG(mode):
        yield Found(path, source_name(path))
    else:
        yield _failure(path, "not-a-file", "is a pipe, a socket or a device, not a file")


def _folder(root: Path) -> Iterator[Found | Failure]:
    inside = Path(os.path.realpath(root))
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            remedy = f"cannot be opened: {error.strerror}; change its permissions"
            yield _failure(folder, "unreadable-folder", remedy)
            continue
        waiting += [folder / e.name for e in listed if e.is_dir(follow_symlinks=False)]
        for entry in listed:
            yield from _entry(folder / entry.name, entry, inside)


def _entry(path: Path, entry: os.DirEntry[str], inside: Path) -> Iterator[Found | Failure]:
    if entry.is_file(follow_symlinks=False):
        yield Found(path, source_name(path))
    elif entry.is_symlink():
        yield from _link(path, inside)
    elif not entry.is_dir(follow_symlinks=False):
        yield _failure(path, "not-a-file", "is a pipe, a socket or a device, not a file")


def _link(path: Path, inside: Path) -> Iterator[Failure]:
    target = Path(os.path.realpath(path))
    if not target.exists():
        yield _failure(path, "broken-link", "is a link that leads nowhere")
    elif not target.is_relative_to(inside):
        remedy = "is a link out of the folder, not followed; name what it leads to"
        yield _failure(path, "link-outside", remedy)


def missing(source: str) -> Failure:
    """Return the failure of a path or URL at which there is nothing."""
    said = f"{source}: there is no such file or folder"
    return Failure(source, None, None, STAGE, "missing", said)


def _failure(path: Path, reason: str, said: str) -> Failure:
    source = source_name(path)
    return Failure(source, None, None, STAGE, reason, f"{source}: {said}")
