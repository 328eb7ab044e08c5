"""Mentions of a report → findings: does every stated total match its parts?"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Finding, Mention, Report, Value, Word


def audit(
    report: Report, mentions: Sequence[Mention[Value]], words: Sequence[Word]
) -> tuple[Finding, ...]:
    """Return what the checks say of ``report``, the worst first."""
    return ()
