"""A folder for what memory does not hold, which goes with the process that made it.

A process that is killed leaves its folder; the next one that works in the same place removes it.
Which is whose is told by a lock of the kernel on a file inside: it ends with its process, however
that ended, so that what another process works in now is left alone.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HELD = "held"  # the file that is locked


@contextmanager
def scratch(place: Path, prefix: str) -> Iterator[Path]:
    """Give a new folder in ``place``, and remove it and those that killed processes left there."""
    for left in place.glob(f"{prefix}*"):
        if _is_left(left):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=place) as name:
        handle = os.open(Path(name, HELD), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield Path(name)
        finally:
            os.close(handle)


def _is_left(folder: Path) -> bool:
    """Return whether a folder was made here, and by a process that is gone."""
    try:
        handle = os.open(folder / HELD, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:  # none of ours, not yet locked, or of another user
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True
