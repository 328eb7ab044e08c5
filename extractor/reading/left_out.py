"""What a document holds beside the text that is read, as notes: nothing is dropped in silence.

[hidden 发放900万元]    Note("hidden-text", "发放900万元"), the first characters of it
two pictures            Note("pictures-unread", "2 ×")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractor.errors import UnreadableError
from extractor.model import Note

LONGEST_QUOTE = 200  # characters of what was left out that a note quotes


def quoting(left_out: Mapping[str, str]) -> list[Note]:
    """Return a note that quotes what is left out, for each code under which anything is."""
    plain = {code: " ".join(said.split()) for code, said in left_out.items()}
    return [Note(code, _cut(said)) for code, said in plain.items() if said]


def counting(left_out: Mapping[str, int]) -> list[Note]:
    """Return a note that says how often something was left out, for each code that was."""
    return [Note(code, f"{times} ×") for code, times in left_out.items() if times]


def margins(said: Iterable[str]) -> list[Note]:
    """Return the note of what headers and footers say, each once."""
    return quoting({"margins-unread": " / ".join(dict.fromkeys(said))})


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST_QUOTE else said[:LONGEST_QUOTE] + "…"


@dataclass(slots=True)
class LeftOut:
    """What was met in a document of an office program that is no part of its text."""

    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    changes: int = 0
    pictures: int = 0
    objects: int = 0

    def told(self) -> list[Note]:
        """Return the notes of it."""
        counted = {
            "tracked-changes": self.changes,
            "pictures-unread": self.pictures,
            "objects-unread": self.objects,
        }
        quoted = {
            "hidden-text": "".join(self.hidden),
            "struck-text": "".join(self.struck),
            "comments-unread": " / ".join(self.comments),
        }
        return [*counting(counted), *quoting(quoted)]

    def refuse_pictures_alone(self, text: str, name: str) -> None:
        """Refuse the document ``name`` if pictures are all it holds."""
        if not text.strip() and self.pictures:
            said = f"{name}: holds pictures alone; have their characters recognised (OCR)"
            raise UnreadableError("no-text", said)
