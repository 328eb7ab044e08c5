"""What went wrong: exit codes, and why a file could not be read, in the reader's language."""

from __future__ import annotations

from extractor.wording import complaint

__all__ = ["FAILING", "UNREADABLE", "complaint"]

FAILING, UNREADABLE = 1, 3  # exit codes
