"""A bundle → its members: zip, tar, 7z, rar, a packed file, a message with attachments.

    bundle.zip!/2018/总结.txt               a member
    bundle.zip!/letter.eml!/附件.docx       a member of a bundle that is a member
    bundle.zip!/a.txt#2                     the second member of that name

Members are read in memory and nothing is ever written to disk, so that no name can lead anywhere.
What a bundle may come to is limited over the whole of it (``budgets``): a bundle over its budget is
refused as a whole.  A member that is encrypted, damaged, a link, or named to lie elsewhere costs
only itself.

A member is known by its route, its place in the list of each bundle on the way: the same bytes
always give the same routes, and one member can be read again without the others.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from extractor.errors import UnreadableError
from extractor.model import INSIDE, Failure
from extractor.reading import kinds, mails
from extractor.reading.bundles import rars, sevens, tars, zips
from extractor.reading.bundles.budgets import DEEPEST, Budget, OverBudgetError
from extractor.reading.bundles.entries import Entry

Reader: TypeAlias = Callable[[bytes, str, Budget, int | None], Iterator[tuple[int, Entry]]]
READERS: Mapping[str | None, Reader] = {
    "zip": zips.entries,
    "tar": tars.entries,
    "7z": sevens.entries,
    "rar": rars.entries,
    **{kind: partial(tars.unpacked, kind) for kind in tars.PACKED},
}


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a bundle: the name its records carry, the way to it, and its digest."""

    source: str
    route: tuple[int, ...]
    sha256: str
    size: int


def is_bundle(content: bytes) -> bool:
    """Return whether ``content`` is a bundle, by its first bytes."""
    return kinds.kind_of(content) in READERS or _is_mail_with_files(content)


def members(content: bytes, source: str) -> Iterator[tuple[Member, bytes] | Failure]:
    """Yield every member of the bundle ``content`` with its bytes, or why it cannot be read."""
    yield from _members(content, source, (), Budget(source, len(content)))


def member(content: bytes, source: str, route: tuple[int, ...]) -> bytes:
    """Return the bytes of the member at the end of ``route``."""
    budget = Budget(source, len(content))
    for at in route:
        entry = next((e for _, e in _entries(content, source, budget, at)), None)
        if entry is None or entry.content is None:
            raise UnreadableError("missing", f"{source}: is not in its bundle any more")
        content = entry.content
    return content


def _members(
    content: bytes, source: str, route: tuple[int, ...], budget: Budget
) -> Iterator[tuple[Member, bytes] | Failure]:
    seen: Counter[str] = Counter()
    try:
        for at, entry in _entries(content, source, budget, None):
            seen[entry.name] += 1
            again = seen[entry.name]
            name = f"{source}{INSIDE}{_shown(entry.name)}" + (f"#{again}" if again > 1 else "")
            yield from _opened(entry, name, (*route, at), budget)
    except OverBudgetError:
        raise
    except UnreadableError as error:
        if not route:
            raise
        yield _failure(source, content, error.reason, str(error))
        return
    if not seen:
        if not route:
            raise UnreadableError("empty", f"{source}: holds no file")
        yield _failure(source, content, "empty", f"{source}: holds no file")


def _opened(
    entry: Entry, source: str, route: tuple[int, ...], budget: Budget
) -> Iterator[tuple[Member, bytes] | Failure]:
    content = entry.content
    if content is None:
        yield Failure(source, None, None, "read", entry.reason, f"{source}: {entry.detail}")
    elif not is_bundle(content):
        digest = hashlib.sha256(content).hexdigest()
        yield Member(source, route, digest, len(content)), content
    elif len(route) >= DEEPEST:
        said = f"{source}: is a bundle inside {DEEPEST} others; unpack the outer ones"
        yield _failure(source, content, "too-deep", said)
    else:
        yield from _members(content, source, route, budget)


def _failure(source: str, content: bytes, reason: str, said: str) -> Failure:
    return Failure(source, hashlib.sha256(content).hexdigest(), len(content), "read", reason, said)


def _entries(
    content: bytes, source: str, budget: Budget, only: int | None
) -> Iterator[tuple[int, Entry]]:
    kind = kinds.kind_of(content)
    if kind in READERS:
        yield from READERS[kind](content, source, budget, only)
        return
    text = mails.read_mail(content).text.encode("utf-8", "replace")
    held = ((mails.TEXT_NAME, text), *mails.attachments(content))
    for at, (name, inside) in enumerate(held):
        if only in (None, at):
            budget.enter()
            budget.take(len(inside))
            yield at, Entry(name, inside)


def _is_mail_with_files(content: bytes) -> bool:
    return mails.is_mail(content) and next(mails.attachments(content), None) is not None


def _shown(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
