"""Passages that two reports share, but for their figures, dates and names.

Sentences with the same fingerprint are brought together by one join over its index.  A sentence in
few reports pairs all of them; one in many (``FEW``) pairs each only with the one before it, so that
the cost grows with the reports and not with their square, and a text that went to five hundred
bodies is still found, link by link.  Matches that follow each other in both reports make a passage.
Between two that match, up to ``BRIDGE`` sentences may have been put in, taken out or edited; what
stands there in both must be alike, else a formula would draw in whatever follows it.

A passage weighs as many letters as it shares, each sentence's divided by the binary logarithm of
how many reports have it: 600 letters in two reports weigh 600, a formula of 20 letters in 500
reports weighs 2.  Those with the most weight come first, and those too light say nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from math import log2
from operator import itemgetter
from typing import NamedTuple

from extractor.comparing.reports import Report, Reports
from extractor.indexing import letters_of
from extractor.offsets import Span

FEW = 12  # reports that share a sentence, up to which all of them are paired
BRIDGE = 2  # sentences that differ between two that match
ALIKE = 0.5  # the share of letters that two edited sentences have in common
LIGHTEST = 40.0  # the weight of a passage worth a look: one sentence of 40 letters in two reports

SHARED = """
    CREATE TEMP TABLE shared AS
    WITH repeated AS (
        SELECT fingerprint FROM sentences GROUP BY fingerprint HAVING count(*) > 1
    ), once AS (
        SELECT fingerprint, number, min(sentence) AS sentence, letters
        FROM repeated CROSS JOIN sentences USING (fingerprint)
        JOIN numbered USING (document, report)
        GROUP BY fingerprint, number
    )
    SELECT fingerprint, number, sentence, letters,
           row_number() OVER (PARTITION BY fingerprint ORDER BY number) AS place,
           count(*) OVER (PARTITION BY fingerprint) AS reports
    FROM once
"""
# What is earlier is bounded on both sides, so that the index leads to it: with OR in its place,
# every report that has a common sentence looks through all those before it.
MATCHES = """
    CREATE TEMP TABLE matches AS
    SELECT later.number AS later, earlier.number AS earlier, later.sentence AS sentence,
           earlier.sentence AS other, later.letters / rarity(later.reports) AS weight
    FROM shared AS later CROSS JOIN shared AS earlier
      ON earlier.fingerprint = later.fingerprint
     AND earlier.place < later.place
     AND earlier.place >= CASE WHEN later.reports <= :few THEN 1 ELSE later.place - 1 END
"""
HEAVY = """
    SELECT later, earlier, sentence, other, weight
    FROM (
        SELECT later, earlier FROM matches GROUP BY later, earlier HAVING sum(weight) >= :lightest
    ) CROSS JOIN matches USING (later, earlier)
    ORDER BY later, earlier, sentence
"""


class Match(NamedTuple):
    """Two sentences with one fingerprint, by their places in the later and the earlier report."""

    sentence: int
    other: int
    weight: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Matches that follow each other in the later and the earlier of two reports."""

    later: int
    earlier: int
    matches: tuple[Match, ...]

    @property
    def weight(self) -> float:
        """How many letters are the same, by how rare their sentences are."""
        return round(sum(match.weight for match in self.matches), 3)


def find_passages(connection: sqlite3.Connection, reports: Reports) -> list[Passage]:
    """Return the passages that the numbered reports share, the weightiest first."""
    connection.create_function("rarity", 1, log2, deterministic=True)
    for name in ("shared", "matches"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
    connection.execute(SHARED)
    connection.execute("CREATE INDEX temp.shared_by_place ON shared (fingerprint, place)")
    connection.execute(MATCHES, {"few": FEW})
    connection.execute("CREATE INDEX temp.matches_by_pair ON matches (later, earlier)")
    rows = connection.execute(HEAVY, {"lightest": LIGHTEST})
    found = [
        passage
        for (later, earlier), matches in groupby(rows, key=itemgetter(0, 1))
        for passage in _passages(later, earlier, (Match(*row[2:]) for row in matches), reports)
        if passage.weight >= LIGHTEST
    ]
    return sorted(found, key=lambda p: (-p.weight, p.later, p.earlier, p.matches[0]))


def _passages(
    later: int, earlier: int, matches: Iterable[Match], reports: Reports
) -> Iterator[Passage]:
    """Yield the runs of ``matches``, which are in the order of the later report."""
    run: list[Match] = []
    for match in matches:
        is_next = bool(run) and _follows(run[-1], match)
        if run and not (
            is_next and _is_edited(run[-1], match, reports.get(later), reports.get(earlier))
        ):
            yield Passage(later, earlier, tuple(run))
            run = []
        run.append(match)
    if run:
        yield Passage(later, earlier, tuple(run))


def _follows(match: Match, after: Match) -> bool:
    ahead, other_ahead = after.sentence - match.sentence, after.other - match.other
    return 0 < ahead <= BRIDGE + 1 and 0 < other_ahead <= BRIDGE + 1


def _is_edited(match: Match, after: Match, later: Report, earlier: Report) -> bool:
    """Whether what stands between two matches is the same text edited, or in one report only."""
    between = _between(later, match.sentence, after.sentence)
    other = _between(earlier, match.other, after.other)
    if not between or not other:
        return True
    return SequenceMatcher(None, between, other, autojunk=False).ratio() >= ALIKE


def _between(report: Report, sentence: int, after: int) -> str:
    start, end = report.sentences[sentence][1], report.sentences[after][0]
    masks = [f.span for f in report.figures if start <= f.span.start < end]
    return letters_of(report.text, Span(start, end), sorted(masks))
