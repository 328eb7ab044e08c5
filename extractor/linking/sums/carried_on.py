"""Totals of what the sentence before told: with what is added to it, or item by item.

    交纳特殊党费96800元。连同前面的285430元，两项合计382230元       the one before, and one more
    慰问品9200元。…送出慰问金2500元，连同慰问品合计11700元       the one told far before by name
    上年结转4.2万元；本年募集36.5万元；利息0.1万元。收入合计40.8万元   the items of the one before

The first says that it is of two (两项, 两天), and each sentence has its one amount; the second has
nothing but its total, and the items before it one amount each.  They fail where one slip, or for
the second one item left out, explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.figures import only_han
from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.plain import last_outside
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off, is_one_left_out
from extractor.linking.totals import (
    FEWEST,
    LONGEST,
    NOTHING,
    added,
    are_exact,
    digits_of,
    equals,
    is_like,
)
from extractor.model import Figure

ADDED = re.compile(r"\s*(?:连同|加上|再加上?|算上)")
NAMED = regex.compile(
    r"(?:连同|加上|再加上?|算上)(?P<what>[^，,。；;0-9]{2,14}?)(?:[，,]|合计|共计|总计|一共|共)"
)
TELLING = 3  # digits of a total that one told far before makes by no accident
OF_TWO = regex.compile(
    r"[两二](?:项|笔|次|天|日|批|处|年|个月|部分|方面)[\p{Han}]{0,4}?(?:共计?|合计|总计)\p{Han}{0,6}$"
)
ALL = regex.compile(r"\s*(?P<side>收入|支出|资金)?(?:合计|总计|共计)(?:为|达)?")
IN = regex.compile(r"收入|结转|募集|筹集|接收|收到|利息|拨款|捐赠|捐款|公益金|配套")
OUT = regex.compile(r"支出|发放|支付|拨付|使用|购买")
OPEN = regex.compile(
    r"等(?!\s?[0-9])|其中|另|部分|若干|含|除|约|左右|以及其他|比|较|增[加长]|减少|扣|折|等额"
)


def carried_on(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that sum up the sentence before them, alone or with one amount more."""
    for at, total in enumerate(row):
        if at < FEWEST or not total.is_money or total.bracket or not total.is_marked_total:
            continue
        parts = _with_one_added(at, row, wholes, text) or _items_before(at, row, wholes, text)
        parts = parts or _with_one_named(at, row, wholes, text)
        if len(parts) < FEWEST or not are_exact((total, *parts)):
            continue
        is_off = is_digit_off(total, parts, FEWEST) or is_one_left_out(total, parts)
        if equals(total, parts) or (is_like(total, parts) and is_off):
            yield sum_of(Form.LIST_THEN_TOTAL, total, parts, closed=True)


def _with_one_added(
    at: int, row: Sequence[Figure], wholes: Sequence[Figure], text: str
) -> list[Figure]:
    """Return the amount of the sentence before and the one that is added to it."""
    first, one, total = row[at - 2 : at + 1]
    own = [f for f in wholes if f.sentence == total.sentence]
    before = [f for f in wholes if f.sentence == total.sentence - 1]
    words = text[first.sentence_start : total.start]
    is_added = ADDED.match(text, total.sentence_start) is not None
    is_of_two = OF_TWO.search(text[one.end : total.start]) is not None
    is_alone = own == [one, total] and before == [first] and first.paragraph == total.paragraph
    return [first, one] if is_added and is_of_two and is_alone and not OPEN.search(words) else []


def _with_one_named(
    at: int, row: Sequence[Figure], wholes: Sequence[Figure], text: str
) -> list[Figure]:
    """Return the amounts right before, and the one told before by the name that 连同 has.

    慰问品折款9200元。…共送出慰问金2500元，连同慰问品合计11700元: to the last digit.
    """
    total = row[at]
    said = NAMED.search(text, total.sentence_start, total.start)
    if said is None or digits_of(total.stated) < TELLING:
        return []
    name = only_han(said["what"]).replace("的", "")
    pairs = {name[n : n + 2] for n in range(len(name) - 1)}
    before = last_outside(row, at)
    near = [f for f in before if f.paragraph == total.paragraph]
    for length in range(1, len(near) + 1):
        own = near[-length:]
        rest = (total.stated or NOTHING) - added(own)
        earlier = (f for f in reversed(wholes) if f.at < own[0].at and f.stated == rest)
        for one in earlier:
            words = text[one.sentence_start : one.end] + one.tail
            if any(pair in words for pair in pairs):
                return [one, *own]
    return []


def _items_before(
    at: int, row: Sequence[Figure], wholes: Sequence[Figure], text: str
) -> list[Figure]:
    """Return the items of the sentence before, one amount each, of a total that stands alone."""
    total = row[at]
    said = ALL.fullmatch(text, total.sentence_start, total.start)
    before = [f for f in row[max(0, at - LONGEST) : at] if f.sentence == total.sentence - 1]
    if said is None or len(before) <= FEWEST:
        return []
    are_all = before == [f for f in wholes if f.sentence == total.sentence - 1]
    are_items = all(one.part < other.part for one, other in pairwise(before))
    words = text[before[0].sentence_start : before[-1].end] + rest_of_sentence(before[-1], text)
    is_near = total.paragraph - before[-1].paragraph <= 1
    is_same = _are_of_side(words.partition("\n")[0], said["side"])
    is_plain = are_all and are_items and is_same and is_near and not OPEN.search(words)
    return before if is_plain else []


def _are_of_side(words: str, side: str | None) -> bool:
    """Whether the items are of the income, or of the expense, that the total is of."""
    is_in, is_out = IN.search(words) is not None, OUT.search(words) is not None
    return not (is_out if side in ("收入", "资金") else is_in if side else is_in and is_out)
