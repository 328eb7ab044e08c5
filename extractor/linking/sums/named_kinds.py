"""Lists of 其中 that name every kind there is, so that nothing is left out.

    家政、缝纫两种培训班…培训540名，其中家政班180名，缝纫班360名      the kinds before
    共捐款7260元，其中党员42人捐3340元，其他群众捐3920元              one kind, and all others
    走访824人次，其中集团工会走访216人次，各基层工会走访608人次        each did its own

Such a list fails where one digit explains the difference; of those who each did something (捐,
走访) the list need not be whole, but it comes to no more than the whole does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.said_rates import HEADS
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, LONGEST, are_exact, exceed
from extractor.model import Figure
from extractor.numerals import read_numeral

OPENED = regex.compile(r"[，,；;：:（(]?\s?其中[：:，,]?[^，,。；;：:]{1,16}$")
KINDS = regex.compile(
    r"(?P<kinds>\p{Han}{2,6}(?:、\p{Han}{2,6})+)(?P<number>[两二三四五六七八九十]|[0-9])(?:个|种|类|项|期|所|家|支)"
)
THE_OTHERS = regex.compile(
    r"^[，,、]?(?:其他|其它)(?:群众|职工|人员|教师|老师|干部|村民|居民|员工|师生|学生|同志|人)\p{Han}{0,4}$"
)
PEOPLE = regex.compile("党员|干部|教师|老师|学生|职工|领导|团员|村民|员工|师生")
ACTED = regex.compile(
    r"(?P<who>\p{Han}{2,12}?)(?:捐|捐赠|捐款|走访|慰问|募集|筹集|捐献)(?:了|慰问|图书|书|款|职工)?$"
)
TOGETHER = regex.compile(r"[与和同]|联合|共同|会同|配合")
ALSO = regex.compile(r"也|还|另|又|此外|外|再|等(?!\s?[0-9])|以及")
ENDS = regex.compile("[。；;\n]|$")
DIGITS = 3  # of a whole that one digit alone parts from its list by no accident


def named_kinds(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that 其中 splits into all their kinds."""
    for at, first in enumerate(row if "其中" in text else ()):
        opened = OPENED.search(_before(first, text)) if "其中" in _before(first, text) else None
        if opened is None or not at or row[at - 1].sentence != first.sentence:
            continue
        total = row[at - 1]
        parts = [f for f in row[at : at + LONGEST] if f.part == first.part and not f.bracket]
        is_exact = are_exact((total, *parts))
        if total not in wholes or len(parts) < FEWEST or not is_exact:
            continue
        is_all = _are_kinds(total, parts, text) or _are_others(parts, text)
        is_more = _acted(parts, total) and exceed(total, parts)
        least = FEWEST if is_all else DIGITS
        if (is_all or is_more) and is_digit_off(total, parts, least):
            yield sum_of(Form.OF_WHICH, total, parts, closed=True)


def _before(figure: Figure, text: str) -> str:
    return text[max(figure.sentence_start, figure.start - 20) : figure.start]


def _are_kinds(total: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Whether the words before the total name as many kinds as there are parts, in their order."""
    said = KINDS.search(text, total.sentence_start, total.start)
    if said is None:
        return False
    number = read_numeral(said["number"])
    kinds = said["kinds"].split("、")
    kinds[0] = kinds[0][-len(kinds[1]) :]  # 开办家政、缝纫: the verb leads to the first
    named = [kind in f.lead for kind, f in zip(kinds, parts, strict=False)]
    is_all = number is not None and len(kinds) == len(parts) == number.value
    return is_all and all(named)


def _are_others(parts: Sequence[Figure], text: str) -> bool:
    """Whether the list is of one kind of people and all others, and its sentence adds no more."""
    *_, first, last = parts
    end = ENDS.search(text, last.end)
    after = text[last.end : end.start() if end else len(text)]
    is_split = PEOPLE.search(_before(first, text)) and THE_OTHERS.match(last.lead)
    words = between(first, last, text)
    return len(parts) == FEWEST and bool(is_split) and not ALSO.search(words + after)


def _acted(parts: Sequence[Figure], total: Figure) -> bool:
    """Whether the words of each part say who gave it or went there, another each time."""
    said = [ACTED.search(f.lead) for f in parts]
    who = [m["who"] for m in said if m is not None]
    is_apart = len(who) == len(parts) == len(set(who)) and total.series not in HEADS
    return is_apart and not any(TOGETHER.search(f.lead) for f in parts)
