"""The amounts that an outlier was compared with, each with the body, the year and its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from extractor.comparing.peers import GIVEN
from extractor.report.across import Held
from extractor.store import Results

MOST = 40  # peers that are shown

PEERS = f"""
    SELECT body, year, claims.stated, document, report, mention, raw_start, raw_end, source
    FROM claims
    JOIN mentions USING (document, report, mention)
    JOIN documents USING (document)
    WHERE {GIVEN} AND year = :year AND subject = :subject AND claims.unit IN (
        SELECT claims.unit FROM claims
        WHERE (document, report, mention) = (:document, :report, :mention) AND {GIVEN})
    ORDER BY claims.stated, body, document, report, claim
"""  # noqa: S608  # our own names


@dataclass(frozen=True, slots=True)
class Peers:
    """The amounts nearest to what is usual, from the least to the most, and how many more are."""

    rows: Sequence[Mapping[str, Any]]
    more: int = 0


def peers(results: Results, held: Held) -> Peers:
    """Return what an outlier was compared with; nothing where ``held`` is none."""
    if not held.is_outlier:
        return Peers(())
    outlier, usual = held.row, held.row["computed_low"]
    places = ("document", "report", "mention")
    rows = results.ask(PEERS, {name: outlier[name] for name in (*places, "year", "subject")}).named
    others = [row for row in rows if any(row[name] != outlier[name] for name in places)]
    others.sort(key=lambda row: abs(log(row["stated"] / usual)))
    return Peers(sorted(others[:MOST], key=lambda row: row["stated"]), max(0, len(others) - MOST))
