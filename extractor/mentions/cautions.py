"""What a reader of a report's figures should know about them, as notes of the report.

    approximate            约30户, 1.2万余元        a bound or a stretch, and no exact figure
    bad-separator          542,62万元, 1'23元       grouped wrongly: kept without a value
    number-out-of-range    9e999亿元, 31 digits     no amount of anything: kept without a value
    invalid-date           2018年2月30日, 13月      there is no such day: kept without a value
    no-anchor              腊月二十八, 5月3日        nothing in the report tells the year

A note gives the number of places and the span of the first.  A date whose year the page masks
(20__年, x年) is as it was meant to be and gets none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import regex

from extractor.mentions.dates.patterns import MASKS
from extractor.model import Approx, Count, Mention, Money, Note, PartialDate, Percent, Report, Value

SEPARATED = regex.compile(r"[0-9][,，'’_][0-9]")
TOO_LARGE = regex.compile(r"[0-9]{19}|[0-9][eE]")
WITH_NUMBER = (Money, Count, Percent)
MASKED_YEAR = regex.compile(rf"[{regex.escape(MASKS)}]")


def with_cautions(report: Report, mentions: Sequence[Mention[Value]]) -> Report:
    """Return ``report`` with a note for each sort of doubtful figure among ``mentions``."""
    found = tuple(_notes(mentions))
    return replace(report, notes=report.notes + found) if found else report


def _notes(mentions: Sequence[Mention[Value]]) -> Iterator[Note]:
    for code, is_so in CAUTIONS.items():
        places = [mention.span for mention in mentions if is_so(mention)]
        if places:
            yield Note(code, f"{len(places)} ×", places[0])


def _is_approximate(mention: Mention[Value]) -> bool:
    value = mention.value
    return isinstance(value, WITH_NUMBER) and value.quantity.approx is not Approx.EXACT


def _is_damaged(mention: Mention[Value], how: regex.Pattern[str]) -> bool:
    value = mention.value
    return (
        isinstance(value, WITH_NUMBER)
        and value.quantity.damaged
        and how.search(mention.text) is not None
    )


def _is_impossible(mention: Mention[Value]) -> bool:
    value = mention.value
    return (
        isinstance(value, PartialDate)
        and value.edtf is None
        and value.festival is None
        and value.earliest is None
        and mention.rule_id != "date.lunar"
    )


def _has_no_year(mention: Mention[Value]) -> bool:
    value = mention.value
    if not isinstance(value, PartialDate) or value.earliest or MASKED_YEAR.search(mention.text):
        return False
    return mention.rule_id == "date.lunar" or (value.edtf or "").startswith("XX")


CAUTIONS: dict[str, Callable[[Mention[Value]], bool]] = {
    "approximate": _is_approximate,
    "bad-separator": lambda mention: _is_damaged(mention, SEPARATED),
    "number-out-of-range": lambda mention: _is_damaged(mention, TOO_LARGE),
    "invalid-date": _is_impossible,
    "no-anchor": _has_no_year,
}
