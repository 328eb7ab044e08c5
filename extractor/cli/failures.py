"""What went wrong: exit codes, and why a file could not be read, in the reader's language."""

from __future__ import annotations

from extractor.cli import screen
from extractor.wording import Language, complaint

__all__ = ["FAILING", "UNREADABLE", "complaint", "tell_unread"]

FAILING, UNREADABLE = 1, 3  # exit codes


def tell_unread(source: str, reason: str, detail: str, language: Language) -> None:
    """Say of one file why it could not be read, and what to do."""
    why, remedy = complaint(source, reason, detail, language)
    colon, stop = ("：", "；") if language is Language.ZH else (": ", "; ")
    screen.talk().print(screen.line(f"{source}{colon}{why}{stop}{remedy}", "red"), soft_wrap=True)
