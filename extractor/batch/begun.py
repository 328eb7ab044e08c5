"""Runs that were begun and have not ended, so that whoever reads their results learns of it.

A run notes what it was given before it reads, and takes the note away when all of that is read and
compared.  So does a later run over the same folder, or one that holds it, however both are named.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path, PurePath

from extractor.batch.walking import is_url
from extractor.store import Writer


def begin(writer: Writer, roots: Iterable[str], since: datetime | None) -> None:
    """Note that the files of ``roots``, those changed after ``since``, are about to be read."""
    writer.begin((root, _day(since)) for root in roots)


def end(writer: Writer, base: str, roots: Iterable[str], since: datetime | None) -> None:
    """Take away the notes on what a run over ``roots`` has read; names start from ``base``."""
    covered = [_place(base, root) for root in roots]
    day = _day(since)
    for root, begun in writer.begun():
        is_as_far = day is None or (begun is not None and day <= begun)
        if is_as_far and any(_place(base, root).is_relative_to(place) for place in covered):
            writer.end(root, begun)


def _day(since: datetime | None) -> str | None:
    return None if since is None else since.isoformat()


def _place(base: str, root: str) -> PurePath:
    return PurePath(root) if is_url(root) else Path(os.path.normpath(Path(base, root)))
