"""A level that is a multiple of another one, or half of it, which no figure states.

    由10万元增至40万元，翻了两番                 10 × 4
    从去年的150人次翻了一番，达到300人次         150 × 2
    9000元奖金，他捐出一半，留给自己4500元       9000 ÷ 2

翻一番 is often said of what came to about twice as much, so that it fails only where the level is
far off; a half is exact where no word (多, 近, 以上) makes it about a half.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

import regex

from extractor.linking.neighbours import between
from extractor.linking.plain import is_exact_level
from extractor.linking.ratios.growth import FROM, THAN, TO
from extractor.linking.relations import Relation, multiple_of
from extractor.linking.totals import NOTHING
from extractor.model import Figure

ROUGHLY = "(?<!近|约|超|过|到)(?<!不止)(?<!将近)"
DOUBLED = regex.compile(rf"{ROUGHLY}翻了?(?P<times>[一二两三123])?番(?!多|有余|以上|还|左右|半)")
DOUBLINGS = {"一": 1, "二": 2, "两": 2, "三": 3, "1": 1, "2": 2, "3": 3}
REACHES = regex.compile(
    r"[，,]?(?:现|已|今年)*(?:达到?|[增加上升]+[至到]|变[成为]|有|为|共)了?(?:今年的?)?\s*"
)
BEHIND = regex.compile(r"[，,]?\s?[^，,。；;0-9]{0,8}?(?=翻)")
HALF = regex.compile(
    rf"{ROUGHLY}(?<!大)一半(?!以上|多|左右|还)(?:(?:即|就是|也就是|计|合|[，,])\s*|"
    r"[^，,。；;0-9]{0,8}[，,][^，,。；;0-9]{0,4}(?:自己(?:只|则|也|仅)?留下?了?|留给(?:自己|家里)"
    r"|(?:剩下|余下|剩余|其余|还剩|另一半|另外一半)的?(?:是|为|共|计)?)\s*)?$"
)
CLEARLY = (Decimal("0.9"), Decimal("1.2"))  # times what it should be: 翻一番 is about twice as much
ONE_HALF = Decimal("0.5")


def find_multiples(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the levels that are said to be so many times another one, or half of it."""
    if "番" not in text and "一半" not in text:
        return
    for _, group in groupby(listed, key=lambda f: f.sentence):
        row = [f for f in group if not f.is_share]
        for at, (one, other) in enumerate(pairwise(row)):
            if one.series != other.series or one.per != other.per:
                continue
            if is_exact_level(one) and is_exact_level(other):
                alone = not any(f.series == one.series for f in (*row[:at], *row[at + 2 :]))
                yield from _doubled(one, other, text, is_alone=alone)
                yield from _half(one, other, text, is_alone=alone)


def _doubled(one: Figure, other: Figure, text: str, *, is_alone: bool) -> Iterator[Relation]:
    """Yield the level that 翻番, told between the two or right behind them, makes of another."""
    words = between(one, other, text)
    if (said := DOUBLED.search(words)) and REACHES.fullmatch(words[said.end() :]):
        base, new = one, other
    elif (clause := BEHIND.match(text, other.end)) and (said := DOUBLED.match(text, clause.end())):
        is_from = FROM.search(one.lead) and TO.search(other.lead)
        if not (is_from or THAN.search(other.lead)):
            return
        base, new = (one, other) if is_from else (other, one)
    else:
        return
    times = Decimal(2) ** DOUBLINGS.get(said["times"] or "", 1)
    made, stated = (base.stated or NOTHING) * times, new.stated or NOTHING
    is_off = not CLEARLY[0] * made <= stated <= CLEARLY[1] * made
    if is_off or made == stated:
        yield multiple_of(new, base, times, closed=is_alone)


def _half(whole: Figure, part: Figure, text: str, *, is_alone: bool) -> Iterator[Relation]:
    """Yield the half of an amount that is told beside it, or the other half."""
    if HALF.search(between(whole, part, text)):
        yield multiple_of(part, whole, ONE_HALF, closed=is_alone)
