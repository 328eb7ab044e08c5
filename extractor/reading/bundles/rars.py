"""The members of a RAR archive, of any version, with no program outside Python."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableError
from extractor.reading.bundles.budgets import Budget
from extractor.reading.bundles.entries import (
    Entry,
    damaged,
    decoded,
    locked,
    no_file,
    unsafe,
)
from extractor.reading.extras import library
from extractor.reading.litter import is_litter

WORKSPACE = 256 * 2**20  # bytes that unpacking may need besides


def entries(
    content: bytes, name: str, budget: Budget, only: int | None
) -> Iterator[tuple[int, Entry]]:
    """Yield the members, in order, ``only`` the one at that place if given."""
    rars = library("rars", "archives", "a RAR archive", name)
    try:
        opened = rars.RarFile.from_bytes(content)
        listed = opened.infolist()
    except (rars.PasswordRequired, rars.BadPassword) as error:
        raise UnreadableError("encrypted", f"{name}: is encrypted; unpack it by hand") from error
    except (rars.Error, ValueError, MemoryError) as error:
        said = f"{name}: is damaged ({type(error).__name__}: {error}); get a sound copy"
        raise UnreadableError("broken-file", said) from error
    for at, info in enumerate(listed):
        member = decoded(bytes(info.orig_filename_bytes)).replace("\\", "/")
        if info.is_dir() or is_litter(member) or only not in (None, at):
            continue
        budget.enter()
        budget.take(info.file_size)
        yield at, _entry(opened, info, member, rars)


def _entry(opened: Any, info: Any, name: str, rars: Any) -> Entry:  # noqa: ANN401  # of a library
    refused = unsafe(name)
    if refused is not None:
        return refused
    if info.is_encrypted:
        return locked(name)
    if stat.S_ISLNK(info.file_attr):
        return no_file(name, "a link")
    limits = rars.ReadOptions(
        max_member_output_bytes=info.file_size, max_reader_workspace_bytes=WORKSPACE
    )
    try:
        return Entry(name, opened.read(info, options=limits))
    except (rars.PasswordRequired, rars.BadPassword):
        return locked(name)
    except (rars.Error, ValueError, MemoryError) as error:
        return damaged(name, error)
