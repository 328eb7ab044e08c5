"""Totals whose parts are counted in other heads or by other words than they are themselves.

    档案156份，其中患大病教职工62人，单亲教职工35人，因意外致困教职工59人   files, persons
    全镇11个村（居）受灾，其中渔业村4个，农业村6个，居委会1个      villages, a body
    “暖冬包”3200个，其中快递员1350个，环卫工人1500个，交通辅警350个      things, people

One file is one person's, so that numbers of any kind may split a number; what they are split into
is sure only where it comes out to the digit, and what does not claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.figures import unit_of
from extractor.linking.relations import Form, Relation, figures_of, sum_of
from extractor.linking.totals import FEWEST, LONGEST, added, meets
from extractor.model import Figure

OPENED = regex.compile(r"[^0-9。；;\n]{0,12}[，,：:（(]\s?(?:其中|包括|分别[为是]|分为)")
NEXT = regex.compile(r"[^0-9。；;\n%％]{1,16}")
TELLING = 10  # 3 = 2 + 1 is an accident


def of_any_kind(
    listed: Sequence[Figure], found: Sequence[Relation], text: str
) -> Iterator[Relation]:
    """Yield the numbers that all counts listed behind 其中 make, where ``found`` has them not."""
    by_place = {f.at: f for f in listed}
    done = {r.total for r in found if r.total is not None and meets(*figures_of(r, by_place))}
    for at, total in enumerate(listed):
        if total.at in done or not _is_number(total) or (total.stated or 0) < TELLING:
            continue
        after = listed[at + 1 : at + 1 + LONGEST]
        if after and OPENED.match(text[total.end : after[0].start]):
            yield from _split(total, after, text)


def _split(total: Figure, after: Sequence[Figure], text: str) -> Iterator[Relation]:
    parts: list[Figure] = []
    for figure in after:
        is_next = not parts or NEXT.fullmatch(text, parts[-1].end, figure.start)
        if not (is_next and _is_number(figure) and figure.sentence == total.sentence):
            break
        parts.append(figure)
    is_mixed = any(f.series != total.series for f in parts)
    if len({unit_of(f) for f in parts}) > 1:
        return  # 60人，其中30户有30张床
    if is_mixed and len(parts) >= FEWEST and added(parts) == total.stated:
        yield sum_of(Form.OF_WHICH, total, parts)


def _is_number(figure: Figure) -> bool:
    """Whether it is an exact number of people or things, and neither a rate nor a change."""
    is_plain = not (figure.is_said_rate or figure.is_change)
    return figure.is_count and is_plain and figure.is_exact and figure.stated is not None
