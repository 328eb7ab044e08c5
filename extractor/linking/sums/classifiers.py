"""Totals of things counted by different classifiers: 轮椅94辆、拐杖120副，辅具合计214件.

    发放辅助器具356件，其中轮椅88辆、助行器121个、助听器67台、坐便椅80把

The things stand one after the other up to their total in one sentence, and the total counts them
by 件, which any of them can be counted by.  What is weighed (大米12吨) is no number of things.
衣物合计205件 may leave out the shoes: only where the total is of things in general, and one slip
parts it from the list, is it wrong.  What 其中 lists may lack some, so that it must be too much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.figures import noun_of, unit_of
from extractor.linking.openness import OPEN_WORDS, overlaps
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, LONGEST, equals, exceed
from extractor.model import Count, CountKind, Figure

TOTAL_UNITS = ("件", "样")
NEXT = regex.compile(r"[，,、；;和及]\s?\p{Han}{1,8}")
SUMMED = regex.compile(
    r"[，,；;]\s?(?:以上|上述|各类)?(?P<noun>\p{Han}{0,4}?)(?:合计|共计|总计|共)(?P<after>\p{Han}{0,4})"
)
OPENED = regex.compile(r"[，,：:（(]?\s?(?:其中|包括|分别[为是])[：:，,]?\s?\p{Han}{1,8}")
ENDS = ("", "。", "；", ";", "\n", "）", ")")
GENERAL = ("", "物品", "物资", "实物", "用品", "慰问品", "辅具", "器具", "辅助器具")


def of_classifiers(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals in 件 of the things that their sentence lists before them."""
    for at, total in enumerate(listed):
        if unit_of(total) not in TOTAL_UNITS or not is_things(total):
            continue
        yield from _of_which(total, listed[at + 1 : at + 1 + LONGEST], text)
        if not at or not total.is_marked_total:
            continue
        summed = SUMMED.fullmatch(text, listed[at - 1].end, total.start)
        parts = _things_before(listed, at, text)
        if summed is None or len(parts) < FEWEST or len({unit_of(f) for f in parts}) < FEWEST:
            continue
        words = text[parts[0].sentence_start : total.start]
        is_general = summed["noun"] in GENERAL and summed["after"] in GENERAL
        is_plain = not OPEN_WORDS.search(words) and not overlaps(
            total, parts[0].sentence_start, text
        )
        if equals(total, parts):
            yield sum_of(Form.LIST_THEN_TOTAL, total, parts)
        elif is_general and is_plain and is_digit_off(total, parts):
            yield sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True)


def _of_which(total: Figure, after: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the total whose things 其中 lists to the end of the item."""
    if not after or not OPENED.fullmatch(text, total.end, after[0].start):
        return
    parts: list[Figure] = []
    for figure in after:
        start = parts[-1].end if parts else figure.start
        is_next = not parts or NEXT.fullmatch(text, start, figure.start)
        if not (is_next and is_things(figure)):
            break
        parts.append(figure)
    if len(parts) < FEWEST or len({unit_of(f) for f in parts}) < FEWEST:
        return
    end = parts[-1].end
    if text[end : end + 1] not in ENDS:
        return
    noun = noun_of(total)
    if equals(total, parts):
        yield sum_of(Form.OF_WHICH, total, parts)
    elif noun.endswith(GENERAL[1:]) and exceed(total, parts) and is_digit_off(total, parts):
        yield sum_of(Form.OF_WHICH, total, parts, closed=True)


def _things_before(listed: Sequence[Figure], at: int, text: str) -> Sequence[Figure]:
    """Return the numbers of things that follow each other up to the total."""
    first = at - 1
    while first >= 0 and is_things(listed[first]):
        is_next = NEXT.fullmatch(text, listed[first].end, listed[first + 1].start)
        if first + 1 < at and not is_next:
            break
        first -= 1
    parts = listed[first + 1 : at]
    return parts if all(f.sentence == listed[at].sentence for f in parts) else ()


def is_things(figure: Figure) -> bool:
    """Whether a figure is a number of things that another classifier can count as well."""
    value = figure.mention.value
    is_plain = figure.per is None and not figure.is_change and figure.bracket is None
    if not (is_plain and isinstance(value, Count)):
        return False
    return value.kind is CountKind.ITEM or (value.kind is CountKind.OTHER and value.unit == "个")
