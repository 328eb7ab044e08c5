"""Mentions of a report → what they are to each other, and the disbursements they make."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Disbursement, Mention, Report, Value, Word

Linked = tuple[tuple[Mention[Value], ...], tuple[Disbursement, ...]]


def link(report: Report, mentions: Sequence[Mention[Value]], words: Sequence[Word]) -> Linked:
    """Return ``mentions`` with their roles, and the disbursements they make."""
    return tuple(mentions), ()
