"""The members of a zip, each by its own entry in the list at the end, never by its name.

A name without the UTF-8 mark is in the code page of whoever packed it: GBK as a rule here.  Two
entries may have one name, and both are read; entries whose bytes overlap are one body packed many
times over, and the zip is refused.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from itertools import pairwise

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
from extractor.reading.litter import is_litter
from extractor.reading.packages import BROKEN, broken

UTF8 = 0x800
LOCAL_HEADER = 30  # bytes, before the name
UNIX = 3


def entries(
    content: bytes, name: str, budget: Budget, only: int | None
) -> Iterator[tuple[int, Entry]]:
    """Yield the members in the order of the list, ``only`` the one at that place if given."""
    with broken(name), zipfile.ZipFile(io.BytesIO(content)) as opened:
        listed = opened.infolist()
        _refuse_overlap(listed, name)
        for at, info in enumerate(listed):
            member = _name(info)
            if info.is_dir() or is_litter(member) or only not in (None, at):
                continue
            budget.enter()
            budget.take(info.file_size)
            yield at, _entry(opened, info, member)


def _entry(opened: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Entry:
    refused = unsafe(name)
    if refused is not None:
        return refused
    mode = info.external_attr >> 16
    if info.create_system == UNIX and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return no_file(name, "a link" if stat.S_ISLNK(mode) else "a device")
    if info.flag_bits & 1:
        return locked(name)
    try:
        with opened.open(info) as member:
            return Entry(name, member.read(info.file_size + 1))
    except BROKEN as error:
        return damaged(name, error)


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & UTF8:
        return info.filename
    try:
        return decoded(info.orig_filename.encode("cp437"))
    except UnicodeEncodeError:  # an extra field gave it in Unicode
        return info.filename


def _refuse_overlap(listed: list[zipfile.ZipInfo], name: str) -> None:
    ordered = sorted(listed, key=lambda info: info.header_offset)
    for one, following in pairwise(ordered):
        if one.header_offset + LOCAL_HEADER + one.compress_size > following.header_offset:
            message = f"{name}: two of its members share bytes, as no real zip has them"
            raise UnreadableError("overlapping-members", message)
