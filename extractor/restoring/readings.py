"""Which character a site's annotator meant by a reading.

An annotator has one reading for each character of its table, right or wrong, and writes it at
every occurrence.  So what a page glosses elsewhere comes first, the dictionary second.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from extractor.restoring.glosses import GLOSS, MARKED
from extractor.restoring.script import simplified
from extractor.restoring.stream import Row, code_of, used

_PLAIN_LETTERS = str.maketrans("ɡɑ", "ga")


@dataclass(frozen=True, slots=True)
class Annotator:
    """The characters a page glosses, each with its reading."""

    table: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Annotator:
        """Return the annotator that glossed ``text``."""
        return cls(
            {
                text[m.start() - 1]: m["reading"].translate(_PLAIN_LETTERS)
                for m in GLOSS.finditer(text)
                if not MARKED.isdisjoint(m["reading"])
            }
        )

    def knows(self, char: str) -> bool:
        """Return whether the page glosses ``char``, and so every ``char``."""
        return char in self.table

    def may_write(self, char: str, reading: str) -> bool:
        """Return whether ``char`` can have been glossed with ``reading``."""
        plain = reading.translate(_PLAIN_LETTERS)
        known = self.table.get(char)
        return known == plain if known else plain in _readings(char)

    def written_with(self, reading: str) -> dict[int, Row]:
        """Return the characters that can have been glossed with ``reading``, by lead and trail."""
        plain = reading.translate(_PLAIN_LETTERS)
        rows: dict[int, Row] = {}
        for lead, trail, char, form in _characters_read(plain):
            if self.table.get(char, plain) == plain:
                rows.setdefault(lead, {})[trail] = (char, form)
        for char in (c for c, r in self.table.items() if r == plain):
            if code := code_of(char):
                rows.setdefault(code[0], {})[code[1]] = (char, simplified(char))
        return rows


@cache
def _characters_read(reading: str) -> tuple[tuple[int, int, str, str], ...]:
    return tuple(
        (lead, trail, char, form)
        for lead, row in used().items()
        for trail, (char, form) in row.items()
        if reading in _readings(char)
    )


@cache
def _readings(char: str) -> frozenset[str]:
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - 0.3 s, for damaged pages only

    readings: str = PINYIN_DICT.get(ord(char), "")
    return frozenset(readings.split(","))
