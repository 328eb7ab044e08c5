"""Which files a batch reads.

A folder is walked in the order of its names.  Only regular files are read, and names that begin
with a dot are passed over.  A link is never followed out of the folder that was given: one that
leads inside is passed over (what it names is read where it lies), one that leads outside or nowhere
is a failure, because what it names was not read.  A path that was given may itself be a link.
Nor is a link followed that takes the place of a folder while its folder is walked, or of a file
before it is read: what was found carries the folder it may not lead out of.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from extractor.errors import ClusterError, EmptyPathError
from extractor.model import Failure
from extractor.reading import Member
from extractor.reading.files import IS_LINK, folder
from extractor.reading.litter import is_litter

STAGE = "walk"
SEPARATOR = "://"
LONGEST = 4095  # bytes of a path that Linux opens; other systems open less
NEEDS_CLUSTER = "{path}: is a URL, which the workers of a cluster read: give --cluster ADDRESS"


NOT_A_FILE = "is a pipe, a socket or a device, not a file"
SHORTEN = "shorten the names of its folders, or move it nearer to the top"
REPLACED = "was replaced while the run went on, maybe by a link; not followed: look what is there"


class Kind(Enum):
    """What an entry of a folder is, links not followed."""

    FOLDER = auto()
    FILE = auto()
    LINK = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and the name its records carry; ``member`` is a file inside the bundle.

    Below the folder ``within``, if it was found in one, no link is followed to it.  ``place`` is
    its path as a string, mostly the same as ``source``: a run holds all of them at once, and a
    ``Path`` of each would take more than twice as much.
    """

    place: str
    source: str
    member: Member | None = None
    within: Path | None = None

    @property
    def path(self) -> Path:
        """The path of the file, or of the bundle it is in."""
        return Path(self.place)


def found_at(path: Path, within: Path | None = None) -> Found:
    """Return the file at ``path``, with one string for its place and its name where they agree."""
    place, source = os.fspath(path), source_name(path)
    return Found(source if source == place else place, source, within=within)


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
    if is_url(stated(path)):
        raise ClusterError(NEEDS_CLUSTER, path=path)
    return Path(path)


def stated(path: str | os.PathLike[str]) -> str:
    """Return a path that was given; an empty one, which would mean the folder here, is refused."""
    name = os.fspath(path)
    if not name:
        raise EmptyPathError(EmptyPathError.SAID)
    return name


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
    return list(found) if base == here() else [_renamed(base, one) for one in found]


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
        yield _unseen(path, error)
        return
    if stat.S_ISDIR(mode):
        inside = list(_folder(path))
        yield from inside or [_failure(path, "no-files", "holds no file to read")]
    elif stat.S_ISREG(mode):
        yield found_at(path)
    else:
        yield _failure(path, "not-a-file", NOT_A_FILE)


def _unseen(path: Path, error: OSError | ValueError) -> Failure:
    """Return the failure of a path that cannot be looked at."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return missing(source_name(path))
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return _failure(path, "path-too-long", f"it, or a name in it, is too long; {SHORTEN}")
    said = getattr(error, "strerror", None) or error
    return _failure(path, "unreadable", f"cannot be looked at: {said}")


def _folder(root: Path) -> Iterator[Found | Failure]:
    waiting = [root]
    while waiting:
        path = waiting.pop()
        listed = _listed(path, root)
        if isinstance(listed, Failure):
            yield listed
            continue
        for name, kind in listed:
            below = path / name
            if len(os.fsencode(below)) > LONGEST:
                yield _failure(below, "path-too-long", f"its path is too long; {SHORTEN}")
            elif kind is Kind.FOLDER:
                waiting.append(below)
            elif kind is Kind.FILE:
                yield found_at(below, root)
            elif kind is Kind.LINK:
                yield from _link(below, root)
            else:
                yield _failure(below, "not-a-file", NOT_A_FILE)


def _listed(path: Path, root: Path) -> list[tuple[str, Kind]] | Failure:
    """Return what a folder holds, or why that cannot be told."""
    try:
        with folder(path, root) as handle, os.scandir(handle) as entries:
            return [(one.name, _kind(one)) for one in entries if not is_litter(one.name)]
    except OSError as error:
        if error.errno in IS_LINK and path != root:
            return _failure(path, "replaced", REPLACED)
        if not isinstance(error, PermissionError):  # it went away, or its disk is failing
            return _unseen(path, error)
        remedy = f"cannot be opened: {error.strerror}; change its permissions"
        return _failure(path, "unreadable-folder", remedy)


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_dir(follow_symlinks=False):
        return Kind.FOLDER
    if entry.is_file(follow_symlinks=False):
        return Kind.FILE
    return Kind.LINK if entry.is_symlink() else Kind.OTHER


def _link(path: Path, root: Path) -> Iterator[Failure]:
    target = Path(os.path.realpath(path))
    try:
        leads_nowhere = not target.exists()
    except OSError:  # what lies there may not be looked at
        leads_nowhere = False
    if leads_nowhere:
        yield _failure(path, "broken-link", "is a link that leads nowhere")
    elif not target.is_relative_to(os.path.realpath(root)):
        remedy = "is a link out of the folder, not followed; name what it leads to"
        yield _failure(path, "link-outside", remedy)


def missing(source: str) -> Failure:
    """Return the failure of a path or URL at which there is nothing."""
    said = f"{source}: there is no such file or folder"
    return Failure(source, None, None, STAGE, "missing", said)


def _failure(path: Path, reason: str, said: str) -> Failure:
    source = source_name(path)
    return Failure(source, None, None, STAGE, reason, f"{source}: {said}")
