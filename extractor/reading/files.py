"""A path → the bytes that lie there: of a regular file, and opened so that nothing leads astray.

    load(Path("a.txt"))                                 what the path leads to, through any link
    load(Path("root/2018/a.txt"), Path("root"))         below root no link is followed

A folder is walked first and its files are read later, by other processes.  In between whoever may
write there can put a link in place of a file, or of a folder on the way to it, or a FIFO that would
be waited on for ever.  So each name below the folder that was given is opened from the folder it
lies in, never through a link and never so that opening could wait; what is no regular file once it
is open is refused.  Where a system cannot open from a folder, links are looked for before.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from extractor.errors import UnreadableError

SIZE_LIMIT = 64 * 2**20  # bytes; the longest report on hand has 0.4 million
# Windows has none of these, and needs O_BINARY.
NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
STEPWISE = os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd
# A link where none was: Linux and macOS, FreeBSD; a folder that is one is no folder.
IS_LINK = {errno.ELOOP, errno.EMLINK, errno.ENOTDIR}


def load(path: Path, within: Path | None = None, *, size_limit: int = SIZE_LIMIT) -> bytes:
    """Return the bytes of the file at ``path``, or say why there are none."""
    try:
        with opened(path, within) as file:
            return _content(file, path, size_limit)
    except FileNotFoundError as error:
        raise UnreadableError("missing", f"{shown(path)}: there is no such file") from error
    except PermissionError as error:
        message = f"{shown(path)}: may not be read by this user; change its permissions"
        raise UnreadableError("permission-denied", message) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        if isinstance(error, OSError) and error.errno in IS_LINK and within is not None:
            raise _replaced(path) from error
        said = getattr(error, "strerror", None) or error
        raise UnreadableError("unreadable", f"{shown(path)}: cannot be opened: {said}") from error


@contextmanager
def opened(path: Path, within: Path | None = None) -> Iterator[BufferedReader]:
    """Open the regular file at ``path``, below the folder ``within`` through no link."""
    if within is None:
        handle = _open(path, path, None)
    elif STEPWISE:
        with folder(path.parent, within) as lies_in:
            handle = _open(path, path.name, lies_in)
    else:
        _refuse_links(path, within)
        handle = _open(path, path, None)
    with os.fdopen(handle, "rb") as file:
        _refuse_other(path, os.fstat(handle).st_mode)
        yield file


@contextmanager
def folder(path: Path, within: Path) -> Iterator[int]:
    """Open the folder ``path``, which is ``within`` or lies below it, through no link below it."""
    handle = os.open(within, FOLDER)
    try:
        for name in path.relative_to(within).parts:
            below = os.open(name, FOLDER | NO_LINK, dir_fd=handle)
            os.close(handle)
            handle = below
        yield handle
    finally:
        os.close(handle)


def _refuse_links(path: Path, within: Path) -> None:
    """Refuse a file that a link below ``within`` leads to; one made after that look is followed."""
    if Path(os.path.realpath(path)) != Path(os.path.realpath(within)) / path.relative_to(within):
        raise _replaced(path)


def _open(path: Path, name: Path | str, lies_in: int | None) -> int:
    """Return a handle of ``name``; opening a device can do something, so it is looked at before."""
    follows = lies_in is None
    described = os.stat(name, dir_fd=lies_in, follow_symlinks=follows)
    if stat.S_ISLNK(described.st_mode):
        raise _replaced(path)
    _refuse_other(path, described.st_mode)
    return os.open(name, os.O_RDONLY | NO_WAIT | (0 if follows else NO_LINK), dir_fd=lies_in)


def _content(file: BufferedReader, path: Path, size_limit: int) -> bytes:
    size = os.fstat(file.fileno()).st_size
    if size > size_limit:
        raise _too_large(path, size, size_limit)
    content = file.read(size_limit + 1)
    if len(content) > size_limit:  # it grew while it was read
        raise _too_large(path, len(content), size_limit)
    return content


def _refuse_other(path: Path, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        said = f"{shown(path)}: is a folder; name the files in it, or run the batch"
        raise UnreadableError("folder", said)
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    kind = kinds.get(stat.S_IFMT(mode), "a device")
    raise UnreadableError("not-a-file", f"{shown(path)}: is {kind}, not a file")


def _replaced(path: Path) -> UnreadableError:
    said = "it, or a folder on the way to it, was replaced while the run went on, maybe by a link"
    return UnreadableError("replaced", f"{shown(path)}: {said}; not followed: look what is there")


def _too_large(path: Path, size: int, limit: int) -> UnreadableError:
    message = f"{shown(path)}: has {size:,} bytes, more than the {limit:,} allowed; cut it up"
    return UnreadableError("too-large", message)


def shown(path: Path | str) -> str:
    r"""Return ``path`` with what of a name is not UTF-8 written out: a\udcff.txt."""
    name = path.as_posix() if isinstance(path, Path) else path
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
