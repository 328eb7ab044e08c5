"""Reports that may be two versions of one, told under every sum they count in."""

from __future__ import annotations

from rich.console import Console

from extractor.cli import screen
from extractor.report.versions import find_versions
from extractor.store import Results
from extractor.wording import Language


def tell_versions(console: Console, results: Results, language: Language) -> None:
    """Print which reports may be two versions of one, if any."""
    for told in find_versions(results).lines(language):
        console.print(screen.line(told, "yellow"), soft_wrap=True)
