"""What the reports state: one module for each kind of value."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Mention, Report, Value, Word


def find_mentions(report: Report, words: Sequence[Word]) -> tuple[Mention[Value], ...]:
    """Return the mentions of ``report`` in text order."""
    return ()
