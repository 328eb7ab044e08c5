"""The accepted findings, as a document."""

from __future__ import annotations

from pathlib import Path

from extractor.wording import Language


def write_word(results: Path, path: Path, language: Language = Language.ZH) -> None:
    """Write the document."""
    raise NotImplementedError
