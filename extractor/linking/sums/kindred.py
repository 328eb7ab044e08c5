"""Totals of all figures that are told alike, wherever they stand between others.

    东街 特困老人4名…，高龄老人126名…⏎西街 特困老人3名…⏎以上特困老人7名      the same noun
    （一）…计4万元；…⏎（二）…计3.5万元。…⏎两项合计7.5万元            the same words before
    资金用途如下：建房42户，计25.2万元；口粮216户，计10.8万元          … behind the total
    上述资金18万元用于供水管道，12万元用于奖励                         what each is for

What stands between does not matter, since the words say what belongs together.  They say nothing
of adding up, so that a sum is read only where all of the kind come out to the digit of a telling
number, and none may fail.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from operator import attrgetter

import regex

from extractor.linking.figures import noun_of
from extractor.linking.plain import is_exact_level
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.totals import FEWEST, LONGEST, added, digits_of
from extractor.model import Figure

PLACE = attrgetter("at")
NEAR = LONGEST + 1  # figures around a total of whose kind its parts may be
REACH = 12  # paragraphs between a total and the farthest part
TELLING = 3  # digits of a total that two parts make by no accident
MANY = 3  # parts that make a smaller one by no accident
SMALLEST, LARGE = 10, 100  # of a total that is marked, and of another
USED = regex.compile("用途|使用|去向|分配|安排|如下")
SAID = regex.compile(r"(?P<said>\p{Han}{1,2})(?:了|为|共|的)?$")
USE = regex.compile(r"(?:全部)?(?P<said>用于|用作|用来|用在|购买|购置|资助|奖励)")


def find_kindred(
    listed: Sequence[Figure], done: Iterable[int | None], text: str
) -> Iterator[Relation]:
    """Yield the totals, but those ``done``, that all figures told alike around them make."""
    by_series: dict[str, list[Figure]] = defaultdict(list)
    for figure in listed:
        if is_exact_level(figure):
            by_series[figure.series].append(figure)
    known = set(done)
    for row in by_series.values():
        if len(row) > FEWEST and any(f.at not in known and _may_be_total(f) for f in row):
            yield from _of_row(row, known, text)


def _of_row(row: Sequence[Figure], known: Container[int | None], text: str) -> Iterator[Relation]:
    told = [_ways_of_telling(figure, text) for figure in row]
    families: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure, ways in zip(row, told, strict=True):
        for way in ways:
            families[way].append(figure)
    for at, total in enumerate(row):
        if total.at in known or not _may_be_total(total):
            continue
        near = {way: None for ways in told[max(0, at - NEAR) : at + NEAR] for way in ways}
        made = (_made_of(total, families[way], text) for way in near)
        if parts := next(filter(None, made), None):
            form = Form.RUN if parts[0].at < total.at else Form.TOTAL_THEN_LIST
            yield sum_of(form, total, parts)


def _may_be_total(figure: Figure) -> bool:
    stated = figure.stated or 0
    return stated >= LARGE or (stated >= SMALLEST and figure.is_marked_total)


def _ways_of_telling(figure: Figure, text: str) -> list[tuple[str, str]]:
    """Return what a figure shares with those told alike: its noun, the words before it, its use."""
    ways = []
    if figure.is_count and (noun := noun_of(figure)):
        ways.append(("noun", noun))
    if said := SAID.search(figure.lead):
        ways.append(("said", said["said"]))
    if use := USE.match(text, figure.end):
        ways.append(("use", use["said"]))
    return ways


def _made_of(total: Figure, family: Sequence[Figure], text: str) -> Sequence[Figure] | None:
    """Return all of a family near before the total, or all behind it, if they make it."""
    here = bisect_left(family, total.at, key=PLACE)
    behind = bisect_right(family, total.at, key=PLACE)
    for others in (family[max(0, here - NEAR) : here], family[behind : behind + NEAR]):
        parts = [f for f in others if _is_near(f, total)]
        if FEWEST <= len(parts) <= LONGEST and added(parts) == total.stated:
            is_said = total.is_marked_total or here < behind or _is_used(total, parts, text)
            is_plain = total.is_marked_total or not _is_told_twice(parts)
            if _is_telling(total, parts, is_said=is_said) and is_plain:
                return parts
    return None


def _is_telling(total: Figure, parts: Sequence[Figure], *, is_said: bool) -> bool:
    """Whether the parts make it by no accident: 儿童12.6万人, 研究生3.1万人 and 9.5万人."""
    digits = max(digits_of(f.stated) for f in (total, *parts))
    if len(parts) >= MANY:
        return digits >= TELLING or is_said
    return digits > TELLING or (digits == TELLING and is_said)


def _is_used(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether words between say that what follows tells what a sum is for."""
    return total.at < parts[0].at and USED.search(text, total.end, parts[0].start) is not None


def _is_told_twice(parts: Sequence[Figure]) -> bool:
    """Whether one of the parts is what the others make: 本金8.9亿元，其中5.8亿元，3.1亿元."""
    return len(parts) > FEWEST and any((f.stated or 0) * 2 == added(parts) for f in parts)


def _is_near(figure: Figure, total: Figure) -> bool:
    return abs(figure.paragraph - total.paragraph) <= REACH
