"""Which texts this program printed or exported, so that they repeat figures of reports.

    ┡━━━━━━╇━━━━━━┩                        under the heads of a table as the commands print it
    document,report,year,organisation,…    the heads of an exported table or of a named question
    organisation,金额                      one head that no other program has; so in JSON
    year,sum(amount)                       a head that SQL made
    (raw file, line 4; characters 328 to…  where a figure stands, as only we say it: a finding
    救助[-災-]{+灾+}情                     a text with what was restored in it

A table whose every head is the user's own word (年份,金额) tells nothing of where it comes from.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache

import regex

from extractor.tables import TABLES, VIEWS, create
from extractor.wording import Language, label

PRINTED = regex.compile(r"^┡━+(?:╇━+)*┩\s*$", regex.M)
RESTORED = regex.compile(r"\[-[^\[\]\n]+-\]\{\+[^{}\n]+\+\}")
CALL = regex.compile(r"(?i)(?:count|sum|total|avg|min|max|round|group_concat)\(.*\)")
# Of what ``compare`` and ``words`` print.
PRINTED_HEADS = {"organisation", "is_vague", "log_likelihood", "log_ratio"}
NEAR = 10  # characters in which a text of JSON begins with its first object


def is_own_text(raw: str) -> bool:
    r"""Return whether ``raw``, a file's text, was printed by us.

    >>> is_own_text("organisation,year,金额\n云岭县总工会,2019,486000.0\n")
    True
    >>> is_own_text("单位,年份,金额\n云岭县总工会,2019,486000.0\n")
    False
    """
    if raw[:NEAR].lstrip().startswith(("{", "[")):
        return _are_ours(_keys(raw))
    first = raw.partition("\n")[0].strip("\r").replace(" | ", ",")
    printed = (PRINTED, RESTORED, *_places())
    return _are_ours(first.split(",")) or any(pattern.search(raw) for pattern in printed)


def _are_ours(heads: Sequence[str]) -> bool:
    known, sure = _heads()
    return (
        tuple(heads) in known
        or not sure.isdisjoint(heads)
        or any(CALL.fullmatch(head.strip('"')) for head in heads)
    )


def _keys(raw: str) -> list[str]:
    """Return the keys of the first object in a text of JSON."""
    at = raw.find("{", 0, NEAR)
    try:
        first, _ = json.JSONDecoder().raw_decode(raw, at) if at >= 0 else ({}, 0)
    except (ValueError, RecursionError):
        return []
    return list(first)


@cache
def _places() -> tuple[regex.Pattern[str], ...]:
    """Return how the place of a figure in its file is told, in each language."""
    told = (regex.split(r"\{\w+\}", label("html", "place", language)) for language in Language)
    return tuple(regex.compile("[0-9]+".join(map(regex.escape, parts))) for parts in told)


@cache
def _heads() -> tuple[set[tuple[str, ...]], set[str]]:
    """Return the heads of all tables and questions, and the names that are only ours."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in TABLES:
            connection.execute(create(table))
        for view in VIEWS:
            connection.execute(view.create)
        known = {
            tuple(row[1] for row in connection.execute(f"PRAGMA table_info({one.name})"))
            for one in (*TABLES, *VIEWS)
        }
    sure = {name for heads in known for name in heads if "_" in name}
    return known, sure | PRINTED_HEADS
