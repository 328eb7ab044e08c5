"""Totals behind a list whose own words say that they are of more, or of another time.

    甲组500元，乙组600元，合计1200元（含匿名100元）       of more than the list
    东村860元，西村1240元，两村去年共捐2010元             of last year

Such a total may come out, and does not fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.linking.relations import Form, Relation, figures_of
from extractor.linking.totals import meets
from extractor.model import Figure
from extractor.offsets import after_last_mark

HOLDS = regex.compile(r"\s?[，,（(]\s?(?:[包内]含|含|其中含|包括)")
OTHER_TIME = regex.compile(r"[去前往历上]年|上一?[届季月期次]")


def opened(found: Sequence[Relation], listed: Sequence[Figure], text: str) -> list[Relation]:
    """Return the sums; a total that is of more than its list, or of another time, is open."""
    by_place = {f.at: f for f in listed}
    return [
        replace(r, is_closed=False) if r.is_closed and _is_of_more(r, by_place, text) else r
        for r in found
    ]


def _is_of_more(relation: Relation, by_place: dict[int, Figure], text: str) -> bool:
    whole, parts = figures_of(relation, by_place)
    if relation.form != Form.LIST_THEN_TOTAL or parts[-1].at > whole.at or meets(whole, parts):
        return False
    start = max(parts[-1].end, after_last_mark(text, "，,；;。\n", parts[0].end, whole.start))
    words = text[parts[0].sentence_start : parts[-1].end]
    time = OTHER_TIME.search(text, start, whole.start)
    return HOLDS.match(text, whole.end) is not None or bool(time and time.group() not in words)
