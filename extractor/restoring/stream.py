"""A stretch of a page as the bytes it was decoded from, as far as they can be known.

A page's text is cut into tokens: a character with its two GBK bytes, an ASCII character, a ``?``
that stands for two bytes lost in decoding, a gloss that was put between two bytes, the rest of a
gloss whose bracket went with the ``?`` before it (們?cè)儐).  What no GBK page can hold ends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

import regex

from extractor.restoring.fluency import commonness, is_used
from extractor.restoring.glosses import MARKED, SYLLABLE
from extractor.restoring.script import simplified

Row = dict[int, tuple[str, str]]  # by trail byte: a character and its Simplified form
FIRST_LEAD, EURO = 0x81, 0x80
LONGEST_RUN = 100
LOST_GLOSS = regex.compile(rf"(?P<reading>{SYLLABLE})\)")
WHOLE_GLOSS = regex.compile(rf"\((?P<reading>{SYLLABLE})[ \u3000]?\)")


class Kind(Enum):
    """What sort of thing a token is."""

    PAIR = auto()
    ASCII = auto()
    LOST = auto()
    GLOSS = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One step of the byte stream; ``end`` is where it ends in the page's text."""

    kind: Kind
    text: str
    end: int
    code: tuple[int, ...] = ()
    reading: str | None = None  # of a GLOSS, or of a LOST that took a gloss's bracket along


def tokens(text: str, start: int) -> list[Token]:
    """Return the tokens from ``start`` to the end of the line, or as far as GBK goes."""
    found: list[Token] = []
    at = start
    while at < len(text) and text[at] != "\n" and len(found) < LONGEST_RUN:
        token = _token(text, at)
        if token is None:
            break
        found.append(token)
        at = token.end
    return found


@cache
def characters() -> dict[tuple[int, int], str]:
    """Return every pair of bytes that GBK maps, with its character."""
    return {
        (lead, trail): char
        for lead in range(FIRST_LEAD, 0xFF)
        for trail in range(0x40, 0xFF)
        if (char := bytes((lead, trail)).decode("gbk", "ignore")) and len(char) == 1
    }


@cache
def used() -> dict[int, Row]:
    """Return by lead and trail the characters a report may hold, with their Simplified forms."""
    rows: dict[int, Row] = {}
    for (lead, trail), char in characters().items():
        plain = simplified(char)
        if is_used(plain):
            rows.setdefault(lead, {})[trail] = (char, plain)
    return rows


@cache
def dropping(least: float) -> dict[int, Row]:
    """Return those of ``used`` so common and with a trail that may begin a dropped pair."""
    return {
        lead: {
            trail: (char, plain)
            for trail, (char, plain) in row.items()
            if trail in unmapped() and commonness(plain) > least
        }
        for lead, row in used().items()
    }


@cache
def unmapped() -> dict[int, tuple[int, ...]]:
    """Return the pairs of bytes above ASCII that GBK does not map, by their first byte."""
    mapped = characters()
    rows = {
        first: tuple(b for b in range(FIRST_LEAD, 0xFF) if (first, b) not in mapped)
        for first in range(EURO, 0xFF)  # no GBK character begins with 80, but trail bytes are 80
    }
    return {first: seconds for first, seconds in rows.items() if seconds}


def code_of(char: str) -> tuple[int, int] | None:
    """Return the two GBK bytes of ``char``, if it has two."""
    try:
        code = char.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return (code[0], code[1]) if len(code) == 2 else None  # noqa: PLR2004 - a GBK character


def _token(text: str, at: int) -> Token | None:
    char = text[at]
    if char == "?":
        lost = LOST_GLOSS.match(text, at + 1)
        if lost and not MARKED.isdisjoint(lost["reading"]):
            return Token(Kind.LOST, text[at : lost.end()], lost.end(), reading=lost["reading"])
        return Token(Kind.LOST, char, at + 1)
    if char == "(":
        gloss = WHOLE_GLOSS.match(text, at)
        if gloss and not MARKED.isdisjoint(gloss["reading"]):
            return Token(Kind.GLOSS, gloss.group(), gloss.end(), reading=gloss["reading"])
    if char.isascii():
        return Token(Kind.ASCII, char, at + 1, (ord(char),))
    code = code_of(char)
    return Token(Kind.PAIR, char, at + 1, code) if code else None
