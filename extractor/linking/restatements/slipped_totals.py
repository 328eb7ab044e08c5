"""Totals that one slip parts from the figure of the headline, or of the sentence before.

    《温暖送进68户困难家庭》 ⏎ …此次慰问全镇总计86户困难家庭
    全校教职工捐款14,520元 ⏎ 我校教职工此次捐款总计15,420元

A headline may tell of some of them, and a sentence of another time, so that the number must be told
nowhere else, nor be made by others.  Only two digits that changed places are surely a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extractor.linking.figures import only_han
from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.plain import may_be_slip
from extractor.linking.relations import Relation, stated_twice
from extractor.linking.restatements.pointed import (
    CORRECTED,
    PLAN,
    has_its_noun,
    is_made_of_others,
    is_of_one_measure,
)
from extractor.linking.slips import LIKELY, is_slip, is_turned
from extractor.linking.totals import NOTHING, digits_of
from extractor.model import Figure

HEADLINE = 40  # code points of a line that is one
# 会后又有补捐，捐款总计15420元: of more, or of another time
MORE = regex.compile(
    "含|连同|加上|又|补|追加|累计|截至|截止|目前|以来|现场|首日|当天|第[一二三]|上午|会后|之后|另"
)
WHOSE = regex.compile("[全我本该各]?")  # 东厂职工 and 西厂职工 are two
TELLING = 4  # digits of a number of which two changed places by no accident
SHARED = 3  # pairs of characters before a figure that stand before its total, too
SMALL = 10
NEAR = 12  # figures beside a total that may make it


def find_slipped_totals(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield each total with the figure of the headline, or before it, that one slip makes of it."""
    plain = [f for f in listed if may_be_slip(f) and not f.per]
    heads = _of_headline(plain, text)
    for at, total in enumerate(plain):
        if not total.is_marked_total or (total.stated or 0) < SMALL or total in heads:
            continue
        near = plain[max(0, at - NEAR) : at + NEAR]
        told = [f for f in heads if has_its_noun(f, total, text) or has_its_noun(total, f, text)]
        told += [f for f in plain[max(0, at - 1) : at] if _goes_on(f, total, text)]
        for earlier in told:
            stated, other = total.stated or NOTHING, earlier.stated or NOTHING
            is_told = is_made_of_others(total, earlier, near)
            is_told = is_told or is_made_of_others(earlier, total, near, after=True)
            if is_slip(stated, other) and not is_told:
                is_sure = is_turned(stated, other)
                relation = stated_twice(total.at, [earlier.at], closed=is_sure)
                yield relation if is_sure else replace(relation, doubt=LIKELY)
                break


def _of_headline(plain: Sequence[Figure], text: str) -> list[Figure]:
    """Return the figures of the first line, if it is a headline, that no other line tells again."""
    headline, _, body = text.lstrip().partition("\n")
    if not body or len(headline) > HEADLINE or "。" in headline:
        return []
    heads = [f for f in plain if f.paragraph == 0 and not f.is_marked_total]
    told = {f.stated for f in plain if f.paragraph > 0}
    return [f for f in heads if f.stated not in told]


def _goes_on(before: Figure, total: Figure, text: str) -> bool:
    """Whether a total says of the same what the sentence before it does, in like words."""
    is_next = total.sentence - before.sentence == 1 and is_of_one_measure(before, total)
    if not is_next or digits_of(before.stated) < TELLING:
        return False
    words = text[before.sentence_start : total.end] + rest_of_sentence(total, text)
    is_other = any(p.search(words) for p in (MORE, PLAN, CORRECTED))
    is_swapped = is_turned(total.stated or NOTHING, before.stated or NOTHING)
    return is_swapped and not is_other and _are_of_one(only_han(before.lead), only_han(total.lead))


def _are_of_one(one: str, other: str) -> bool:
    """Whether half of the words of one are in the other, and before them stands no name."""
    pairs = [a + b for a, b in pairwise(one)]
    shared = [pair for pair in pairs if pair in other]
    if len(shared) < SHARED or 2 * len(shared) < len(pairs):
        return False
    return all(WHOSE.fullmatch(words[: words.index(shared[0])]) for words in (one, other))
