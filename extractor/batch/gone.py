"""What the results hold of files that are no longer where they lay: renamed, moved or removed.

A name goes when another name of the same bytes is there, so that a file that was renamed, an
archive that was moved, or one that is named by another path makes no copies.  A failure goes when
its file is gone from a folder that was walked, or its bytes lie elsewhere, or when it says of a
path named in an earlier run that there is none.  What was read and lies nowhere any more is kept,
because a disk may be away, and counted.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath

from extractor.batch.walking import STAGE, Found, is_url
from extractor.model import INSIDE, Failure
from extractor.store import Writer

ESCAPED = re.compile(r"\\udc([89a-f][0-9a-f])")  # a byte that is no UTF-8, as a name shows it


def forget_gone(
    writer: Writer, base: str, roots: Collection[str], found: Collection[Found | Failure]
) -> int:
    """Forget names and failures that say nothing any more; return how many files read are gone.

    ``base`` is the folder that relative names start from, ``roots`` are the names of what was
    given, ``found`` is what lies there.
    """
    lying = _Lying(base, {one.source for one in found})
    walked = set(roots) - {one.source for one in found if isinstance(one, Failure)}
    with writer.chunk():
        for source in [*_renamed(writer, lying), *_settled(writer, walked, lying)]:
            writer.forget(source)
    gone = (source for source in writer.sources() if not lying.has(source))
    return sum(_is_inside(source, walked) for source in gone)


@dataclass(frozen=True, slots=True)
class _Lying:
    """What lies where: the folder that names start from, and the names this run found."""

    base: str
    seen: Collection[str]

    def has(self, source: str) -> bool:
        """Return whether the file ``source``, or the bundle it is in, is there."""
        bundle = source.partition(INSIDE)[0]
        return bundle in self.seen or is_url(source) or _exists(self.place(bundle))

    def place(self, source: str) -> str:
        """Return the same for all names of one file."""
        return source if is_url(source) else os.path.normpath(Path(self.base, source))


def _renamed(writer: Writer, lying: _Lying) -> Iterator[str]:
    """Yield the names of documents that have another that is there; of one file, all but one."""
    for _, rows in groupby(writer.copies(), key=itemgetter(0)):
        sources = {source for _, source in rows}
        newest_first = sorted(sources, key=lambda source: (source not in lying.seen, source))
        there: dict[str, str] = {}
        for source in filter(lying.has, newest_first):
            there.setdefault(lying.place(source), source)
        if there:
            yield from sources.difference(there.values())


def _settled(writer: Writer, walked: Collection[str], lying: _Lying) -> Iterator[str]:
    """Yield the failures that are not so any more, or that another name tells."""
    failures = writer.failures()
    elsewhere = {sha256 for source, sha256, *_ in failures if sha256 and lying.has(source)}
    old = [failure for failure in failures if failure[0] not in lying.seen]
    places = {lying.place(source) for source in lying.seen} if old else set()
    for source, sha256, stage, reason in old:
        was_misnamed = (stage, reason) == (STAGE, "missing")
        is_known = sha256 in elsewhere or _is_inside(source, walked)
        is_gone = is_known and not lying.has(source)
        if was_misnamed or is_gone or lying.place(source) in places:
            yield source


def _is_inside(source: str, roots: Iterable[str]) -> bool:
    return any(PurePosixPath(source).is_relative_to(root) for root in roots)


def _exists(place: str) -> bool:
    try:
        os.lstat(ESCAPED.sub(lambda byte: chr(0xDC00 + int(byte[1], 16)), place))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # whether it is there cannot be told
        return True
    return True
