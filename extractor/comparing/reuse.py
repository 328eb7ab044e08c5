"""Passages that two reports share, but for their figures, dates and names.

Sentences with the same fingerprint are brought together by sorting them.  A sentence in few
reports pairs all of them; one in many (``FEW``) pairs each only with the one before it, so that the
cost grows with the reports and not with their square, and a text that went to five hundred bodies
is still found, link by link.  Matches that follow each other in both reports make a passage.
Between two that match, up to ``BRIDGE`` sentences may have been put in, taken out or edited; what
stands there in both must be alike, else a formula would draw in whatever follows it.

A passage weighs as many letters as it shares, each sentence's divided by the binary logarithm of
how many reports have it: 600 letters in two reports weigh 600, a formula of 20 letters in 500
reports weighs 2.  Those with the most weight come first, and those too light say nothing,
unless the two reports are one (``copies``), or nearly: the passage is most of both, and most of
the figures in it are the same (a copy, or two versions of one report, in a body that uses the same
sentences each year).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, groupby
from math import log2
from operator import itemgetter
from typing import NamedTuple

from extractor.comparing.copies import keep_copies
from extractor.comparing.engines import Engine
from extractor.comparing.reports import Report, Reports
from extractor.indexing import letters_of
from extractor.offsets import Span

FEW = 12  # reports that share a sentence, up to which all of them are paired
BRIDGE = 2  # sentences that differ between two that match
ALIKE = 0.5  # the share of letters that two edited sentences have in common
LIGHTEST = 40.0  # the weight of a passage worth a look: one sentence of 40 letters in two reports
SLACK = 0.01
MOST = (4, 5)  # the share of two reports that makes them nearly one
LIKELY = (2, 3)  # of their letters; an edited sentence between is of the passage, too

# Sorted once, not looked up in an index: that would be written in the order of hashes, a page of a
# growing file for each sentence, while every document is stored.
SHARED = """
    WITH once AS (
        SELECT fingerprint, number, min(sentence) AS sentence, min(letters) AS letters
        FROM sentences CROSS JOIN numbered USING (document, report)
        GROUP BY fingerprint, number
    ), counted AS (
        SELECT fingerprint, number, sentence, letters,
               row_number() OVER (PARTITION BY fingerprint ORDER BY number) AS place,
               count(*) OVER (PARTITION BY fingerprint) AS reports
        FROM once
    )
    SELECT fingerprint, number, sentence, letters, place, reports FROM counted WHERE reports > 1
"""
MATCH = """
    SELECT later.number AS later, earlier.number AS earlier, later.sentence AS sentence,
           earlier.sentence AS other, later.letters AS letters, later.reports AS reports
    FROM shared AS later CROSS JOIN shared AS earlier
      ON earlier.fingerprint = later.fingerprint AND {which}
"""
# Two joins, so that a common sentence leads each report to the one before it by equality: by a
# bound, or by OR, it would look through all those before it.
FEW_MATCHES = MATCH.format(
    which=f"earlier.place < later.place WHERE later.reports <= {FEW} AND earlier.reports <= {FEW}"
)
MANY_MATCHES = MATCH.format(which=f"earlier.place = later.place - 1 WHERE later.reports > {FEW}")
# A passage is weighed in the order of its sentences; this sum may be off by what is rounded.
PAIRS = f"""
    WITH weighed AS (
        SELECT later, earlier, sum(letters / rarity(reports)) AS weight, sum(letters) AS letters
        FROM matches GROUP BY later, earlier
    ), looked_at AS (
        SELECT later, earlier, 0 AS is_copy FROM weighed WHERE weight >= {LIGHTEST - SLACK}
        UNION ALL
        SELECT later, earlier, 0 FROM weighed
        JOIN lengths AS one ON one.number = later
        JOIN lengths AS other ON other.number = earlier
        WHERE weight < {LIGHTEST - SLACK} AND weighed.letters >= {LIGHTEST}
          AND weighed.letters * {LIKELY[1]} >= one.letters * {LIKELY[0]}
          AND weighed.letters * {LIKELY[1]} >= other.letters * {LIKELY[0]}
        UNION ALL
        SELECT later, earlier, 1 FROM copied
    )
    SELECT later, earlier, max(is_copy) AS is_copy FROM looked_at GROUP BY later, earlier
"""  # noqa: S608  # our own numbers
HEAVY = """
    SELECT later, earlier, sentence, other, letters, reports
    FROM pairs CROSS JOIN matches USING (later, earlier)
    WHERE is_copy = 0 ORDER BY later, earlier, sentence
"""
COPIES = """
    SELECT later, earlier, sentence, letters, reports
    FROM pairs JOIN shared ON number = later
    WHERE is_copy = 1 ORDER BY later, earlier, sentence
"""
RANKED = """
    CREATE TABLE {schema}.ranked (
        weight REAL, later INTEGER, earlier INTEGER, sentence INTEGER, other INTEGER, matches TEXT,
        PRIMARY KEY (weight DESC, later, earlier, sentence, other)
    ) WITHOUT ROWID
"""
BY_WEIGHT = """
    SELECT later, earlier, matches FROM ranked
    ORDER BY weight DESC, later, earlier, sentence, other
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


def pair_reports(engine: Engine) -> None:
    """Keep which of the numbered reports share enough to look at, in the table ``pairs``."""
    engine.keep("shared", SHARED)
    engine.index("shared", "fingerprint", "place")
    engine.keep("matches", f"{FEW_MATCHES} UNION ALL {MANY_MATCHES}")
    engine.index("matches", "later", "earlier")
    keep_copies(engine)
    engine.keep("pairs", PAIRS)


def find_passages(engine: Engine, reports: Reports) -> Iterator[Passage]:
    """Yield the passages that the paired reports share, the weightiest first."""
    connection, schema = reports.shelf
    connection.execute(f"DROP TABLE IF EXISTS {schema}.ranked")
    connection.execute(RANKED.format(schema=schema))
    found = (
        (passage.weight, passage.later, passage.earlier, *passage.matches[0][:2], _told(passage))
        for passage in chain(_copies(engine, reports), _found(engine, reports))
    )
    connection.executemany("INSERT INTO ranked VALUES (?, ?, ?, ?, ?, ?)", found)
    for later, earlier, matches in connection.execute(BY_WEIGHT):
        yield Passage(later, earlier, tuple(Match(*match) for match in json.loads(matches)))


def _told(passage: Passage) -> str:
    return json.dumps(passage.matches)


def _copies(engine: Engine, reports: Reports) -> Iterator[Passage]:
    """Yield each report that is a copy, all of it; a sentence that is said twice weighs once."""
    for (later, earlier), rows in groupby(engine.ask(COPIES), key=itemgetter(0, 1)):
        weights = {sentence: letters / log2(shared) for *_, sentence, letters, shared in rows}
        both = (reports.get(number).sentences for number in (later, earlier))
        places = range(min(map(len, both)))
        yield Passage(later, earlier, tuple(Match(at, at, weights.get(at, 0.0)) for at in places))


def _found(engine: Engine, reports: Reports) -> Iterator[Passage]:
    """Yield the passages that weigh enough, in the order of their reports."""
    for (later, earlier), rows in groupby(engine.ask(HEAVY), key=itemgetter(0, 1)):
        matches = (
            Match(sentence, other, letters / log2(shared))
            for _, _, sentence, other, letters, shared in rows
        )
        for passage in _passages(later, earlier, matches, reports):
            if passage.weight >= LIGHTEST or _is_most(passage, reports):
                yield passage


def _is_most(passage: Passage, reports: Reports) -> bool:
    """Whether a passage is most of both reports, and most of the figures in it are the same."""
    first, last = passage.matches[0], passage.matches[-1]
    later, earlier = reports.get(passage.later), reports.get(passage.earlier)
    span = _stretch(later, first.sentence, last.sentence)
    other = _stretch(earlier, first.other, last.other)
    are_most = (
        MOST[1] * (where.end - where.start) >= MOST[0] * len(report.text)
        for report, where in ((later, span), (earlier, other))
    )
    # What gives as much in the same words each year has other dates, and is no version.
    return (
        all(are_most)
        and _surfaces(later, span, "date") == _surfaces(earlier, other, "date")
        and _mostly_alike(_surfaces(later, span), _surfaces(earlier, other))
    )


def _mostly_alike(surfaces: list[str], others: list[str]) -> bool:
    return SequenceMatcher(None, surfaces, others, autojunk=False).ratio() > ALIKE


def _stretch(report: Report, first: int, last: int) -> Span:
    return Span(report.sentences[first][0], report.sentences[last][1])


def _surfaces(report: Report, span: Span, kind: str | None = None) -> list[str]:
    inside = (f for f in report.figures if span.start <= f.span.start < span.end)
    return [f.surface for f in inside if kind in (None, f.type)]


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
