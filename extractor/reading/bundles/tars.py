"""The members of a tar, packed (.tar.gz, .tar.bz2, .tar.xz) or not, and a single packed file.

It is unpacked in memory up to what the budget leaves.  Links and devices are not followed.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, Any

from extractor.errors import UnreadableError
from extractor.reading.bundles.budgets import Budget
from extractor.reading.bundles.entries import Entry, damaged, decoded, no_file, unsafe
from extractor.reading.litter import is_litter

PACKED: Mapping[str, Any] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}
DAMAGED = (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)
KINDS = {
    tarfile.SYMTYPE: "a link",
    tarfile.LNKTYPE: "a link",
    tarfile.FIFOTYPE: "a pipe",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
}
MAGIC = slice(257, 262)


def is_tar(content: bytes) -> bool:
    """Return whether ``content`` is a tar that is not packed."""
    return content[MAGIC] == b"ustar"


def entries(
    content: bytes, name: str, budget: Budget, only: int | None
) -> Iterator[tuple[int, Entry]]:
    """Yield the members of a tar, in order, ``only`` the one at that place if given."""
    try:
        with tarfile.open(
            fileobj=io.BytesIO(content), mode="r:", encoding="utf-8", errors="surrogateescape"
        ) as opened:
            for at, info in enumerate(opened):
                member = decoded(info.name.encode("utf-8", "surrogateescape"))
                if not info.isdir() and not is_litter(member) and only in (None, at):
                    budget.enter()
                    budget.take(info.size)
                    yield at, _entry(opened, info, member)
    except DAMAGED as error:
        raise _broken(name, error) from error


def _entry(opened: tarfile.TarFile, info: tarfile.TarInfo, name: str) -> Entry:
    if not info.isreg():
        return no_file(name, KINDS.get(info.type, "of an unknown kind"))
    refused = unsafe(name)
    if refused is not None:
        return refused
    try:
        held = opened.extractfile(info)
        return Entry(name, held.read() if held is not None else b"")
    except DAMAGED as error:
        return damaged(name, error)


def unpacked(
    kind: str, content: bytes, name: str, budget: Budget, only: int | None
) -> Iterator[tuple[int, Entry]]:
    """Yield the members of a packed tar, or the one file that was packed."""
    try:
        with PACKED[kind](io.BytesIO(content)) as file:
            inside = _bounded(file, budget)
    except DAMAGED as error:
        raise _broken(name, error) from error
    if is_tar(inside):
        yield from entries(inside, name, budget, only)
    else:
        budget.enter()
        budget.take(len(inside))
        yield 0, Entry(PurePosixPath(name).stem or "1", inside)


def _bounded(file: IO[bytes], budget: Budget) -> bytes:
    """Return what a packed file holds; more than the budget leaves is refused."""
    left = budget.left
    inside = file.read(left + 1)
    if len(inside) > left:
        budget.take(len(inside))
    return inside


def _broken(name: str, error: Exception) -> UnreadableError:
    said = f"is damaged ({type(error).__name__}: {error}); get a sound copy"
    return UnreadableError("broken-file", f"{name}: {said}")
