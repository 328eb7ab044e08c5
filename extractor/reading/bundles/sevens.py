"""The members of a 7z.  They are packed together, so that all are unpacked to read any.

Two members may have one name, and both are read: what is unpacked is told apart by its place in the
list, since py7zr gives a second of a name another, which a third may have.
"""

from __future__ import annotations

import io
import lzma
from collections.abc import Callable, Iterator
from typing import Any

from extractor.errors import UnreadableError
from extractor.reading.bundles.budgets import Budget
from extractor.reading.bundles.entries import Entry, no_file, unsafe
from extractor.reading.extras import library
from extractor.reading.litter import is_litter


def entries(
    content: bytes, name: str, budget: Budget, only: int | None
) -> Iterator[tuple[int, Entry]]:
    """Yield the members, in order, ``only`` the one at that place if given."""
    for at, (info, inside) in enumerate(_unpacked(content, name, budget)):
        if not info.is_directory and not is_litter(info.filename) and only in (None, at):
            yield at, _entry(info, inside)


def _entry(info: Any, inside: bytes) -> Entry:  # noqa: ANN401  # of a library
    if info.is_symlink:
        return no_file(info.filename, "a link")
    return unsafe(info.filename) or Entry(info.filename, inside)


def _unpacked(content: bytes, name: str, budget: Budget) -> list[tuple[Any, bytes]]:
    """Return what the archive lists, and what each of it holds."""
    py7zr = library("py7zr", "archives", "a 7z archive", name)
    factories = library("py7zr.io", "archives", "a 7z archive", name)
    faults = (
        py7zr.exceptions.ArchiveError,
        lzma.LZMAError,
        OSError,
        EOFError,
        ValueError,
        KeyError,
    )
    try:
        with py7zr.SevenZipFile(io.BytesIO(content), max_extract_size=budget.left) as opened:
            listed = opened.list()
            for info in listed:
                budget.enter()
                budget.take(info.uncompressed)
            made = _Made(factories.Py7zBytesIO, max(1, sum(i.uncompressed for i in listed)))
            wanted = {info.filename for info in listed if not unsafe(info.filename)}
            opened.extract(targets=wanted, factory=made)  # it refuses all for one it finds unsafe
            packed = [info for info in listed if info.uncompressed and info.filename in wanted]
            held = dict(zip(map(id, packed), filter(None, made.contents()), strict=True))
            return [(info, held.get(id(info), b"")) for info in listed]
    except py7zr.exceptions.PasswordRequired as error:
        raise UnreadableError("encrypted", f"{name}: is encrypted; unpack it by hand") from error
    except faults as error:
        said = f"{name}: is damaged ({type(error).__name__}: {error}); get a sound copy"
        raise UnreadableError("broken-file", said) from error


class _Made:
    """What py7zr unpacks, in the order it does so: that of the list, leaving out what is empty."""

    def __init__(self, make: Callable[[str, int], Any], limit: int) -> None:
        self._make = make
        self._limit = limit  # bytes of one member
        self._made: list[Any] = []

    def create(self, filename: str) -> Any:  # noqa: ANN401  # as py7zr asks for it
        self._made.append(self._make(filename, self._limit))
        return self._made[-1]

    def contents(self) -> Iterator[bytes]:
        for product in self._made:
            product.seek(0)
            yield product.read()
