"""Whom the money of a scheme went to: those whom the paragraph has counted as being in it.

    全县共有城乡低保对象9846户，其中城市低保1218户，农村低保8628户。
    全年累计发放低保金6482.7万元          the whole: 城乡低保对象
    其中城市1036.4万元，农村5446.3万元     the part of that name
    特困供养人员418人，拨付供养金198.6万元   特困供养人员

The name of the money has to name the scheme; those after 其中 are parts, and get what is told of
parts.  Such money is paid a head, so that of 920户1410人 the persons are meant.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.linking.figures import holding
from extractor.linking.gifts.recipients import Receivers, number_of
from extractor.linking.gifts.surroundings import OF_WHICH, Near
from extractor.model import Count, CountKind, Group, Mention, Value
from extractor.offsets import after_last_mark

Counted = tuple[Mention[Group], Mention[Count]]

# What the money is called, and what those in the scheme are called.
SCHEMES = (
    (regex.compile("低保金|低保资金|最低生活保障金"), regex.compile("低保")),
    (regex.compile("供养金|供养资金|供养经费"), regex.compile("特困|五保|供养")),
    (regex.compile("高龄津贴|高龄补贴|尊老金"), regex.compile("高龄|[8-9八九]十|老人|老年人")),
    (regex.compile("护理补贴"), regex.compile("重度残疾|残疾人")),
    (regex.compile("优待金|抚恤金|优抚金"), regex.compile("优抚|军属|军人|义务兵")),
)
NOT_GIVEN = regex.compile("标准|人均|户均|每|筹|提高|收入")
PART = regex.compile(r"(?:城市|城镇|农村)")
LISTED = regex.compile(r"(?:[0-9,.万]+[人户名])?[、，,和及]?")
CLAUSE = 40  # code points of a clause before its amount


def of_scheme(near: Near, told: Sequence[Mention[Value]], start: int, text: str) -> Receivers:
    """Return those in the scheme that an amount is of; ``told`` is the paragraph up to it.

    The item of the amount begins at ``start``.
    """
    begin = after_last_mark(text, "，,。；;\n、", max(0, near.first - CLAUSE), near.first)
    clause = text[begin : near.first]
    if NOT_GIVEN.search(clause):
        return Receivers((), None)
    named = clause if PART.match(clause.removeprefix(OF_WHICH)) is None else text[start:begin]
    for money, people in SCHEMES:
        if money.search(named):
            return _in_scheme(people, clause, near, told, text)
    return Receivers((), None)


def _in_scheme(
    people: regex.Pattern[str],
    clause: str,
    near: Near,
    told: Sequence[Mention[Value]],
    text: str,
) -> Receivers:
    """Return the counted ones of ``people``: the first, or the part that the clause names."""
    counted = [
        (group, _persons(number, near))
        for group in holding(told, Group)
        if people.search(group.text) and (number := number_of(group, near, text))
    ]
    part = PART.match(clause.removeprefix(OF_WHICH))
    if part is not None:
        counted = [each for each in counted if part[0] in each[0].text][-1:]
    wholes = _wholes(counted, text)
    groups = tuple(group for group, _ in wholes)
    return Receivers(groups, wholes[0][1] if len(wholes) == 1 else None)


def _persons(number: Mention[Count], near: Near) -> Mention[Count]:
    """Return the persons told right behind a number of households: 920户1410人, each is paid."""
    behind = (m for m in near.numbers() if 0 <= m.span.start - number.span.end <= 1)
    return next((m for m in behind if m.value.kind is CountKind.PERSON), number)


def _wholes(counted: Sequence[Counted], text: str) -> list[Counted]:
    """Return the first of those counted, and those listed beside it, before any 其中."""
    run = list(counted[:1])
    for each in counted[1:]:
        between = text[run[-1][1].span.end : each[0].span.start]
        if LISTED.fullmatch(between) is None:
            break
        run.append(each)
    return run
