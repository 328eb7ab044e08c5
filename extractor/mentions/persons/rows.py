"""Persons named one after the other: ⟦赵某⟧、⟦钱某⟧ and, with titles between, 党员⟦赵某⟧,职工⟦钱某⟧.

A list is a run of names that nothing but list marks parts; a row is a run of lists that nothing but
list marks and titles parts.  The names of a list share what is said of any of them, those of a
row what stands before the first and after the last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from extractor.mentions.persons.finding import Person
from extractor.offsets import Span

_LISTED = regex.compile(
    r"[、和及与,，]|以及|\s|(?:先生|女士|同志)?[和及与偕携]其?(?:夫人|妻子|太太|爱人|丈夫|儿子|女儿)"
)
# 柳河村申某、石桥村麦某
_PLACE_BETWEEN = regex.compile(
    r"[、和及与,，][\u4e00-\u9fff\d]{1,10}(?:[村组屯镇乡班]|社区|小区|街道)"
)
# 职工朱某、大河生物科技股份有限公司职工贺某
_TITLE_BETWEEN = re.compile(
    r"(?:[、和及与,，]|以及)(?:[\u4e00-\u9fff]{4,26}(?:公司|集团|医院|学校|[大中小]学|社区|街道|[厂矿局村镇]))?[\u4e00-\u9fff]{2,14}"
)


def rows_of(
    text: str, persons: Sequence[Person], title_before: regex.Pattern[str]
) -> list[list[list[Person]]]:
    """Return ``persons`` in rows of lists; ``title_before`` finds a title at the end of a stretch."""
    rows: list[list[list[Person]]] = []
    for listed in _lists_of(text, persons):
        end = rows[-1][-1][-1].span.end if rows else 0
        between = text[end : listed[0].span.start]
        is_titled = _TITLE_BETWEEN.fullmatch(between) and title_before.search(between)
        if rows and (is_titled or _PLACE_BETWEEN.fullmatch(between)):
            rows[-1].append(listed)
        else:
            rows.append([listed])
    return rows


def _lists_of(text: str, persons: Sequence[Person]) -> list[list[Person]]:
    lists: list[list[Person]] = []
    for person in persons:
        if lists and _are_listed(text, lists[-1][-1].span, person.span):
            lists[-1].append(person)
        else:
            lists.append([person])
    return lists


def _are_listed(text: str, last: Span, next_one: Span) -> bool:
    """Tell whether nothing but list marks parts two names, nor the end of a row that has cells."""
    if _LISTED.fullmatch(text, last.end, next_one.start) is None:
        return False
    is_next_line = text.startswith("\n", last.end)
    return not is_next_line or "|" not in text[text.rfind("\n", 0, last.end) + 1 : last.end]
