"""What the results hold of files that are no longer where they lay: renamed, moved or removed.

A name goes when another name of the same bytes is there, so that a file that was renamed, an
archive that was moved, or one that is named by another path makes no copies.  A failure goes when
its file is gone from a folder that was walked, or from one that is there and holds something yet
(it was mended and moved), or its bytes lie elsewhere, or when it says of a path named in an earlier
run that there is none.  What was read and lies nowhere any more is kept, because a disk may be
away, and counted; so are the failures whose files are gone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from extractor.batch.walking import STAGE, Found, is_url
from extractor.model import INSIDE, Failure
from extractor.store import Writer

ESCAPED = re.compile(r"\\udc([89a-f][0-9a-f])")  # a byte that is no UTF-8, as a name shows it


class Gone(NamedTuple):
    """The files that are no longer where they lay: that were read, that could not be read."""

    read: tuple[str, ...]
    unread: tuple[str, ...]


def forget_gone(
    writer: Writer, base: str, roots: Collection[str], found: Collection[Found | Failure]
) -> Gone:
    """Forget names and failures that say nothing any more; return which files are gone.

    ``base`` is the folder that relative names start from, ``roots`` are the names of what was
    given, ``found`` is what lies there.
    """
    lying = _Lying(base, {one.source for one in found})
    walked = set(roots) - {one.source for one in found if isinstance(one, Failure)}
    told_elsewhere, settled = _settled(writer, walked, lying)
    with writer.chunk():
        for source in [*_renamed(writer, lying), *told_elsewhere, *settled]:
            writer.forget(source)
    gone = (source for source in writer.sources() if not lying.has(source))
    read = sorted(source for source in gone if _is_inside(source, walked))
    return Gone(tuple(read), tuple(sorted(settled)))


@dataclass(frozen=True, slots=True)
class _Lying:
    """What lies where: the folder that names start from, and the names this run found."""

    base: str
    seen: Collection[str]

    def has(self, source: str) -> bool:
        """Return whether the file ``source``, or the bundle it is in, is there."""
        return self.is_seen(source) or is_url(source) or _exists(self.place(_bundle(source)))

    def is_seen(self, source: str) -> bool:
        """Return whether this run found the file ``source``, or the bundle it is in."""
        return _bundle(source) in self.seen

    def is_renamed(self, source: str, places: Collection[str]) -> bool:
        """Return whether this run found the file, or its bundle, at its place by another name."""
        return not self.is_seen(source) and self.place(_bundle(source)) in places

    def is_disk_there(self, source: str) -> bool:
        """Return whether the folder of ``source`` holds anything: a disk that is away does not."""
        folder = Path(self.place(_bundle(source))).parent
        try:
            with os.scandir(_named(os.fspath(folder))) as held:
                return any(held)
        except (OSError, ValueError):
            return False

    def place(self, source: str) -> str:
        """Return the same for all names of one file."""
        return source if is_url(source) else os.path.normpath(Path(self.base, source))


def _bundle(source: str) -> str:
    """Return the bundle that a file is in, or the file itself where it is in none."""
    return source.partition(INSIDE)[0]


def _renamed(writer: Writer, lying: _Lying) -> Iterator[str]:
    """Yield the names of documents that have another that is there; of one file, all but one."""
    for _, rows in groupby(writer.copies(), key=itemgetter(0)):
        sources = {source for _, source in rows}
        newest_first = sorted(sources, key=lambda source: (not lying.is_seen(source), source))
        there: dict[str, str] = {}
        for source in filter(lying.has, newest_first):
            there.setdefault(lying.place(source), source)
        if there:
            yield from sources.difference(there.values())


def _settled(writer: Writer, walked: Collection[str], lying: _Lying) -> tuple[list[str], list[str]]:
    """Return the failures that another name tells, or a path misnamed, and those of files gone."""
    failures = writer.failures()
    elsewhere = {sha256 for source, sha256, *_ in failures if sha256 and lying.has(source)}
    old = [failure for failure in failures if failure[0] not in lying.seen]
    places = {lying.place(source) for source in lying.seen} if old else set()
    told_elsewhere, gone = [], []
    for source, sha256, stage, reason in old:
        was_misnamed = stage == STAGE and reason in {"missing", "unreachable"}
        is_there = lying.has(source)
        if (
            was_misnamed
            or lying.is_renamed(source, places)
            or (sha256 in elsewhere and not is_there)
        ):
            told_elsewhere.append(source)
        elif not is_there and (_is_inside(source, walked) or lying.is_disk_there(source)):
            gone.append(source)
    return told_elsewhere, gone


def _is_inside(source: str, roots: Iterable[str]) -> bool:
    return any(PurePosixPath(source).is_relative_to(root) for root in roots)


def _exists(place: str) -> bool:
    try:
        os.lstat(_named(place))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):  # ValueError: no name in this locale; it cannot be told
        return True
    return True


def _named(place: str) -> str:
    """Return a path as the system calls it, with the bytes that a name shows written out."""
    return ESCAPED.sub(lambda byte: chr(0xDC00 + int(byte[1], 16)), place)
