"""Names on lines of their own under a head for each class of them, and what is told of the classes.

    拟对下列5名学生发放助学金
    一等(每人1500元) ⏎ 郑海潮　尤佳宁　夏侯云 ⏎ 二等(每人1000元) ⏎ 欧阳晴　卞文龙
    七年级：周子涵　吴雨桐 ⏎ 八年级：郑浩然　孙一诺            or behind the head
    以上一等3人4500元，二等2人2000元

A number that its words say to be of a class counts the names under the head of that name, and the
number above the first head counts them all; with the rate of the head it makes the amount behind
it.  A finder may miss a name, so that numbers of other lists claim nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from extractor.linking.enumerations.lines_of_names import Name, are_alone, persons_of
from extractor.linking.figures import PEOPLE
from extractor.linking.neighbours import following, within
from extractor.linking.products.rates import counts_alike
from extractor.linking.relations import Form, Relation, enumeration_of, product_of, sum_of
from extractor.linking.slips import is_slip
from extractor.linking.totals import FEWEST, are_exact
from extractor.mentions.numbering import NUMBER
from extractor.model import Figure, Mention, Value
from extractor.offsets import Span, line_of

HEAD = regex.compile(
    rf"\s*(?:{NUMBER}\s*)?(?P<name>\p{{Han}}{{2,8}}?)"
    r"(?:[：:（(\s0-9][^，。；\n]{0,20})?"
)
POINTS = regex.compile(r"\s*(?:以上|上述|其中|共|合计)")  # not: 去年一等3人
INLINE = regex.compile(
    rf"\s*(?:{NUMBER}\s*)?(?P<name>\p{{Han}}{{1,8}}?)"
    r"(?:[（(][^（()）\n]{0,20}[)）])?[：:]\s*"
)
ABOVE = 3  # lines from a number of all names to the first head


class Class(NamedTuple):
    """What a head calls the names below it, where its line stands, and their places."""

    name: str
    head: Span
    places: tuple[int, ...]
    end: int


def find_headed_names(
    listed: Sequence[Figure],
    named: Sequence[tuple[int, Mention[Value]]],
    taken: set[int],
    text: str,
) -> Iterator[Relation]:
    """Yield what is told of classes of names; ``taken`` count other lists."""
    for classes in _lists(_lines(named, text), text):
        people = [f for f in listed if f.series in PEOPLE and not f.per and f.stated]
        told = [_told(one, classes[-1].end, people, text) for one in classes]
        counts = [f for f in told if f is not None]
        for one, count in zip(classes, told, strict=True):
            if count is not None and count.at not in taken:
                yield enumeration_of(Form.NAMES_COUNTED, count, one.places)
                yield from _product(one, count, listed)
        everyone = [at for one in classes for at in one.places]
        first = bisect_left(listed, classes[0].head.start, key=lambda f: f.start)
        above = (f for f in reversed(listed[:first]) if _counts(f, everyone, classes[0], text))
        whole = next(above, None)
        if whole is not None and whole.at not in taken:
            yield enumeration_of(Form.NAMES_COUNTED, whole, everyone)
        if whole is not None and len(counts) == len(classes):
            yield sum_of(Form.TOTAL_THEN_LIST, whole, counts)


def _lines(named: Sequence[tuple[int, Mention[Value]]], text: str) -> list[tuple[Span, list[Name]]]:
    """Return the lines on which nothing but names of persons stands."""
    names = persons_of(named)
    if len(names) < FEWEST * FEWEST:
        return []
    lines = groupby(names, key=lambda name: line_of(text, Span(name[0], name[1])))
    told = [(line, list(group)) for line, group in lines]
    return [
        (line, group)
        for line, group in told
        if are_alone(group, Span(_after_head(line, group, text), line.end), text)
    ]


def _after_head(line: Span, names: Sequence[Name], text: str) -> int:
    """Return where the names of a line may begin: behind its head and a colon, if it has one."""
    first = names[0][0]
    return first if INLINE.fullmatch(text, line.start, first) else line.start


def _lists(lines: Sequence[tuple[Span, list[Name]]], text: str) -> Iterator[list[Class]]:
    """Yield the classes that follow each other, two or more."""
    run: list[Class] = []
    for one in _classes(lines, text):
        if run and run[-1].end + 1 != one.head.start:
            if len(run) >= FEWEST:
                yield run
            run = []
        run.append(one)
    if len(run) >= FEWEST:
        yield run


def _classes(lines: Sequence[tuple[Span, list[Name]]], text: str) -> list[Class]:
    """Return the lines of names with their heads, on the line above or before the names."""
    found: list[Class] = []
    for line, names in lines:
        places = tuple(place for *_, place in names)
        inline = INLINE.match(text, line.start, line.end)
        last = found[-1] if found else None
        if inline is not None:
            head = Span(line.start, inline.end())
            found.append(Class(inline["name"], head, places, line.end))
        elif last is not None and last.end + 1 == line.start:  # the names of a class go on
            found[-1] = last._replace(places=last.places + places, end=line.end)
        elif line.start:
            above = line_of(text, Span(line.start - 1, line.start - 1))
            if head_above := HEAD.fullmatch(text, above.start, above.end):
                found.append(Class(head_above["name"], above, places, line.end))
    return found


def _told(one: Class, end: int, people: Sequence[Figure], text: str) -> Figure | None:
    """Return the number that has the name of a class, in its head or behind the ``end`` of all."""
    own = within(people, *one.head)
    behind = [f for f in people if f.start > end and one.name in f.lead]
    told = own or [f for f in behind if POINTS.match(text, f.sentence_start)]
    return told[0] if told and told[0].stated == len(one.places) else None


def _counts(figure: Figure, names: Sequence[int], first: Class, text: str) -> bool:
    """Whether a number above the first head is that of all names."""
    is_plain = figure.series in PEOPLE and not (figure.per or figure.is_change)
    is_near = text.count("\n", figure.end, first.head.start) <= ABOVE
    return is_plain and is_near and figure.stated == len(names)


def _product(one: Class, count: Figure, listed: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the amount behind the number of a class, as what the rate of its head makes of it."""
    rates = [f for f in within(listed, *one.head) if f.is_said_rate]
    amount = following(count, listed)
    if len(rates) != 1 or amount is None or amount.part != count.part or amount.per:
        return
    (rate,) = rates
    if rate.series != amount.series or not (counts_alike(count, rate) and rate.stated):
        return
    made = rate.stated * (count.stated or 0)
    is_off = are_exact((rate, count, amount)) and is_slip(amount.stated or made, made)
    if is_off or amount.stated == made:
        yield product_of(Form.RATE_TIMES_COUNT, amount, [rate, count], closed=is_off)
