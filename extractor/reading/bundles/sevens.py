"""The members of a 7z.  They are packed together, so that all are unpacked to read any."""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableError
from extractor.reading.bundles.budgets import Budget
from extractor.reading.bundles.entries import Entry, damaged, is_litter, no_file, unsafe
from extractor.reading.extras import library


def entries(
    content: bytes, name: str, budget: Budget, only: int | None
) -> Iterator[tuple[int, Entry]]:
    """Yield the members, in order, ``only`` the one at that place if given."""
    listed, held = _unpacked(content, name, budget)
    for at, info in enumerate(listed):
        if not info.is_directory and not is_litter(info.filename) and only in (None, at):
            yield at, _entry(info, held.get(info.filename))


def _entry(info: Any, product: Any) -> Entry:  # noqa: ANN401  # of a library
    if info.is_symlink:
        return no_file(info.filename, "a link")
    refused = unsafe(info.filename)
    if refused is not None:
        return refused
    if product is None:
        return damaged(info.filename, KeyError(info.filename))
    product.seek(0)
    return Entry(info.filename, product.read())


def _unpacked(content: bytes, name: str, budget: Budget) -> tuple[list[Any], dict[str, Any]]:
    """Return what the archive lists, and what each name holds."""
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
            held = factories.BytesIOFactory(max(1, sum(i.uncompressed for i in listed)))
            opened.extractall(factory=held)
    except py7zr.exceptions.PasswordRequired as error:
        raise UnreadableError("encrypted", f"{name}: is encrypted; unpack it by hand") from error
    except faults as error:
        said = f"{name}: is damaged ({type(error).__name__}: {error}); get a sound copy"
        raise UnreadableError("broken-file", said) from error
    return listed, held.products
