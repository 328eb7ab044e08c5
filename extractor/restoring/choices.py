"""Which characters can complete a pending one, and which of them are the likeliest after a text.

A pending character is known by the bytes that its lead can be.  The characters with one of these
and the trail byte that the page shows can complete it; where the page shows nothing, whole rows of
the table can.  That is often a hundred, of which two or three are likely enough to be looked at.

What a character is worth after a text depends on the last character before it alone, unless it
ends a word that the text has begun.  So the choices are ranked once for each such character, and
only those that end a word are worked out for each text.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge
from operator import itemgetter

from extractor.restoring.fluency import Fluency, begun, border, of_character, outlook
from extractor.restoring.script import simplified
from extractor.restoring.stream import Row, characters, dropping, unmapped, used

# Its cost (the promise turned round: the least is the likeliest), place among the choices, score.
Prospect = tuple[float, int, float]


@dataclass(frozen=True, slots=True, eq=False)  # made once for the same bytes, and so told apart
class Choices:
    """Characters that may complete a pending one, in the order of their bytes."""

    pairs: tuple[tuple[str, str], ...]  # each with its Simplified form
    seconds: tuple[tuple[int, ...], ...]  # of each, what is pending next if a pair was dropped
    places: Mapping[str, tuple[int, ...]]  # of the Simplified forms

    @classmethod
    def of(cls, leads: Iterable[int], rows: Mapping[int, Row]) -> Choices:
        """Return the characters of ``rows`` that begin with one of ``leads``."""
        found = [entry for lead in leads for entry in rows.get(lead, {}).items()]
        places: dict[str, tuple[int, ...]] = {}
        for place, (_, (_, plain)) in enumerate(found):
            places[plain] = (*places.get(plain, ()), place)
        seconds = unmapped()
        return cls(
            tuple(pair for _, pair in found),
            tuple(seconds.get(trail, ()) for trail, _ in found),
            places,
        )


@lru_cache(maxsize=2**11)
def with_trail(leads: tuple[int, ...], trail: int) -> Choices:
    """Return the characters with one of ``leads`` and with ``trail``.

    A character that nobody uses is read only where there is no choice.
    """
    rows = {lead: {trail: row[trail]} for lead in leads if trail in (row := used().get(lead, {}))}
    if not rows and len(leads) == 1 and (leads[0], trail) in characters():
        char = characters()[leads[0], trail]
        rows = {leads[0]: {trail: (char, simplified(char))}}
    return Choices.of(leads, rows)


@lru_cache(maxsize=2**10)
def of_row(lead: int) -> Choices:
    """Return all characters in use that begin with ``lead``."""
    return Choices.of((lead,), used())


@lru_cache(maxsize=2**10)
def before_dropped(leads: tuple[int, ...], least: float) -> Choices:
    """Return the characters so common that a dropped pair may begin with their last byte."""
    return Choices.of(leads, dropping(least))


def prospects(fluency: Fluency, choices: Choices) -> Iterable[Prospect]:
    """Return what the text can become with each of ``choices`` after it, the likeliest first."""
    if len(choices.pairs) == 1:
        return _prospects(fluency, choices, choices.places)
    places = choices.places.keys()
    plains: set[str] = set()
    for word in begun(fluency):
        plains |= word.ends.keys() & places
        plains |= word.ends_on_page.keys() & places
    if not plains:
        return _others(fluency, choices, ())
    ending = sorted(_prospects(fluency, choices, plains))
    return merge(ending, _others(fluency, choices, {place for _, place, _ in ending}))


def _prospects(fluency: Fluency, choices: Choices, plains: Iterable[str]) -> list[Prospect]:
    found = []
    for plain in plains:
        score, promise = outlook(fluency, plain)
        found += [(-promise, place, score) for place in choices.places[plain]]
    return found


def _others(fluency: Fluency, choices: Choices, apart_from: Container[int]) -> Iterator[Prospect]:
    """Yield the prospects of the characters that end no word, as ``outlook`` has them."""
    score = fluency.score
    for _, place, by_border, alone, at_best in _ranked(fluency.tail[-1:], choices):
        if place not in apart_from:
            so_far = score + by_border
            yield -(so_far + at_best), place, so_far + alone


@lru_cache(maxsize=2**11)
def _ranked(before: str, choices: Choices) -> list[tuple[float, int, float, float, float]]:
    """Return the choices by what they cost at least after ``before``: their places and worth.

    The worth is that of the border before the character, of the character alone, and at best.
    """
    ranked = []
    for place, (_, plain) in enumerate(choices.pairs):
        by_border = border(before, plain)
        alone, at_best = of_character(plain)
        ranked.append((-(by_border + at_best), place, by_border, alone, at_best))
    return sorted(ranked, key=itemgetter(0, 1))
