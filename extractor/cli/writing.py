"""A file that cannot be written: which it is, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ExtractorError

UNWRITTEN = "{path}: cannot be written: {error}; close it elsewhere, or choose another path"


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Let what is written into ``path`` fail as an error of ours."""
    try:
        yield
    except OSError as error:
        where, why = error.filename or path, error.strerror or error
        raise ExtractorError(UNWRITTEN, path=where, error=why) from error
