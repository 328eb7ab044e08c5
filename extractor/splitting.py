"""Document → the reports it holds, without page furniture."""

from __future__ import annotations

from extractor.model import Document, Report
from extractor.offsets import apply_edits


def split(document: Document) -> tuple[Report, ...]:
    """Return the reports of ``document``, in text order."""
    text, offsets = apply_edits(document.text, ())
    return (Report(document.file.doc_id, 1, text, offsets),)
