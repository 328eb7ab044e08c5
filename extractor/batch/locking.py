"""One run at a time in one folder, and the second is told who runs.

The lock is the kernel's, on a small file beside the results, so that it is gone with the process
that held it, however that ended; no child inherits it.  The file says who holds it, for people.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import BusyError, DiskFullError, ResultsError
from extractor.store import NAME

SUFFIX = ".lock"
BUSY = (
    "{path}: another run works here: process {pid} on {host}, since {since}; "
    "wait for it, or stop it first"
)
REFUSED = {errno.EACCES, errno.EAGAIN}


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder``; raise ``BusyError`` with the name of who holds it."""
    path = folder / f"{NAME}{SUFFIX}"
    handle = _take(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held: whoever waits takes a new one
        os.close(handle)


def _take(path: Path) -> int:
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise _refusal(path, error) from error
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = _holder(handle)
            os.close(handle)
            if error.errno not in REFUSED:
                raise _refusal(path, error) from error
            raise BusyError(BUSY, path=path.parent, **holder) from error
        if _is_there(path, handle):
            _sign(path, handle)
            return handle
        os.close(handle)  # its holder removed it between our opening and locking


def _is_there(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _sign(path: Path, handle: int) -> None:
    since = time.strftime("%Y-%m-%d %H:%M:%S")
    holder = {"pid": os.getpid(), "host": platform.node(), "since": since}
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(holder).encode(), 0)
    except OSError as error:
        os.close(handle)
        raise _refusal(path, error) from error


def _holder(handle: int) -> dict[str, object]:
    try:
        return dict(json.loads(os.pread(handle, 4096, 0)))
    except (OSError, ValueError):  # it has not signed yet
        return {"pid": "?", "host": "?", "since": "?"}


def _refusal(path: Path, error: OSError) -> ResultsError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(DiskFullError.SAID, path=path, error=error.strerror)
    remedy = "{path}: cannot be written: {error}; choose another folder"
    return ResultsError(remedy, path=path, error=error.strerror)
