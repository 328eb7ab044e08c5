"""Text as received → text as written, with every edit recorded."""

from __future__ import annotations

from extractor.model import Document, SourceFile
from extractor.offsets import apply_edits


def restore(file: SourceFile) -> Document:
    """Return ``file`` with its damage undone."""
    text, offsets = apply_edits(file.raw, ())
    return Document(file, text, (), offsets)
