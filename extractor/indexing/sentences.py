"""The sentences of a report, each with a fingerprint that no figure, date or name changes.

    12月6日又拨出特困职工慰问款，9日公司领导…        →  又拨出特困职工慰问款公司领导…
    1月6日又拨出特困职工慰问款13000元，9日公司领导…  →  the same

A fingerprint is the hash of the letters that are left when the mentions of dates, amounts, counts,
shares and names are taken out, and with them digits, marks and blanks.  They are taken out, not
replaced by a sign, since a figure that was dropped must not hide that a sentence was used again.
What has fewer than ``SHORTEST`` letters left (合计, 三、下一步打算) says nothing of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import regex

from extractor.model import Group, Mention, Value
from extractor.offsets import Span

SHORTEST = 6  # letters
SENTENCE = re.compile(r"[^。！？；;!?\n]{1,2000}+[。！？；;!?]?+")
LETTERS = regex.compile(r"[^\W\d_]+")
BYTES = 8  # of a fingerprint: SQLite's integers


class Sentence(NamedTuple):
    """Where a sentence stands, the fingerprint of its letters, and how many there are."""

    span: Span
    fingerprint: int
    letters: int


def sentences(text: str, mentions: Sequence[Mention[Value]]) -> Iterator[Sentence]:
    """Yield the sentences of ``text`` that have enough letters of their own, in order."""
    masks = sorted(m.span for m in mentions if not isinstance(m.value, Group))
    own = _without(text, Span(0, len(text)), masks)
    for match in SENTENCE.finditer(text):
        letters = "".join(LETTERS.findall(own, *match.span()))
        if len(letters) >= SHORTEST:
            yield Sentence(_trimmed(match), _hash(letters), len(letters))


def letters_of(text: str, span: Span, masks: Sequence[Span]) -> str:
    """Return the letters of ``text`` inside ``span`` and outside ``masks``, which are in order."""
    return "".join(LETTERS.findall(_without(text, span, masks)))


def _without(text: str, span: Span, masks: Sequence[Span]) -> str:
    """Return ``text`` inside ``span``, with 0 for every character that ``masks`` cover."""
    kept: list[str] = []
    at = span.start
    for start, end in masks:
        if start >= span.end:
            break
        if end > at:
            kept += text[at:start], "0" * (end - max(at, start))
            at = end
    kept.append(text[at : span.end])
    return "".join(kept)


def _trimmed(match: re.Match[str]) -> Span:
    sentence = match.group()
    blanks = len(sentence) - len(sentence.lstrip())
    return Span(match.start() + blanks, match.start() + len(sentence.rstrip()))


def _hash(letters: str) -> int:
    return int.from_bytes(blake2b(letters.encode(), digest_size=BYTES).digest(), signed=True)
