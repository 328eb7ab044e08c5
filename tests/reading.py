"""Texts written into files, read in one run, and the results of that open."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import extractor
from extractor.store import Results, open_results


def write_texts(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write ``texts`` into ``folder``, by their names; return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def read_texts(folder: Path, texts: Mapping[str, str], jobs: int = 1) -> Results:
    """Return the open results of ``texts``, which are read into ``folder / "out"``."""
    write_texts(folder / "archive", texts)
    extractor.run([folder / "archive"], folder / "out", jobs=jobs)
    return open_results(folder / "out")
