"""Whether a file lies among those a results file was read from: a new run would read it, too."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from extractor.model import INSIDE


def is_among_sources(connection: sqlite3.Connection, results: Path, path: Path) -> bool:
    """Return whether the folder of ``path`` holds a file that was read, or lies in one that does.

    Names that are relative start from the folder of the first run, which is stored as seen from
    the results (``Writer.base``).
    """
    has_base = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'base'")
    if not has_base.fetchone()[0]:
        return False
    (stored,) = connection.execute("SELECT folder FROM base").fetchone()
    base = Path(os.path.realpath(results.parent), os.fsdecode(stored))
    folders = {
        os.fspath(Path(os.path.realpath(base / source.split(INSIDE)[0])).parent)
        for (source,) in connection.execute("SELECT source FROM sources")
        if "://" not in source
    }
    folder = Path(os.path.realpath(path)).parent
    return not folders.isdisjoint(map(os.fspath, (folder, *folder.parents)))
