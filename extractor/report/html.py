"""One page to read and to print."""

from __future__ import annotations

from pathlib import Path

from extractor.wording import Language


def write_html(results: Path, path: Path, language: Language = Language.ZH) -> None:
    """Write the page."""
    raise NotImplementedError
