"""What a fixer is given, and what it is.

A fixer reads one text and proposes edits over it.  ``applies`` is a test that costs next to
nothing on a clean page: it sees only which characters occur at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

import regex

from extractor.offsets import Edit, Span

Proposer = Callable[["Page"], list[Edit]]


@dataclass(frozen=True, slots=True)
class Page:
    """A text as far as it is restored, with the set of characters in it."""

    text: str
    letters: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, text: str) -> Page:
        """Return the page with this text."""
        return cls(text, frozenset(text))


@dataclass(frozen=True, slots=True)
class Fixer:
    """One kind of damage: when to look for it, and what to do about it."""

    name: str
    applies: Callable[[frozenset[str]], bool]
    propose: Proposer


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair that one pattern can see: what it matches is replaced, groups by their names."""

    fixer_id: str
    pattern: regex.Pattern[str]
    replacement: str = ""


def repaired(text: str, repairs: Iterable[Repair]) -> list[Edit]:
    """Return the edits of all ``repairs``, in order; where two meet, the first stays."""
    edits: list[Edit] = []
    for repair in repairs:
        edits += [
            Edit(Span(*m.span()), m.expand(repair.replacement), repair.fixer_id)
            for m in repair.pattern.finditer(text)
        ]
    return apart(edits)


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """Return ``edits`` in order, without those that overlap one before them."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: e.span):
        if not kept or edit.span.start >= kept[-1].span.end:
            kept.append(edit)
    return kept


@cache
def standard_characters() -> frozenset[str]:
    """Return the 6,763 characters of GB 2312: those a plain Simplified text is written in."""
    return frozenset(_decoded(range(0xB0, 0xF8), range(0xA1, 0xFF), "gb2312"))


def is_han(char: str) -> bool:
    """Return whether ``char`` is a Chinese character, of the plain or the first extended block."""
    return "\u3400" <= char <= "\u9fff" or char == "〇"


def _decoded(leads: range, trails: range, codec: str) -> str:
    return b"".join(bytes((a, b)) for a in leads for b in trails).decode(codec, "ignore")
