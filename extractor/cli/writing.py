"""A file to write: one that cannot be written, and one whose name says another kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ExtractorError

UNWRITTEN = "{path}: cannot be written: {error}; close it elsewhere, or choose another path"


WRONG_NAME = "{path}: the name of such a file ends in {endings}"


def check_name(path: Path, endings: Sequence[str]) -> None:
    """Refuse a name that says another kind of file: what it is for would not open it."""
    if path.suffix.lower() not in endings:
        raise ExtractorError(WRONG_NAME, path=path, endings=" / ".join(endings))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Let what is written into ``path`` fail as an error of ours."""
    try:
        yield
    except OSError as error:
        where, why = error.filename or path, error.strerror or error
        raise ExtractorError(UNWRITTEN, path=where, error=why) from error
