"""All who were given something, and all that was given, over items that products tell.

    每生2000元，资助418人，发放83.6万元 ⏎ … ⏎ 65人，每人每月150元，按10个月，共9.75万元 ⏎ …
    以上各项合计，资助学生1729人次，金额394.79万元          behind the items
    慰问各类职工1152名。⏎ 386名，每人1500元，共57.9万元 ⏎ …           before them

Each item has a number and its amount, which a rate makes.  Where the numbers of three items or more
come to a total to the last digit, the list is whole, and the amount beside that total must be that
of the items: it fails where one slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import LONGEST, added, are_exact, digits_of, is_like
from extractor.model import CountKind, Figure, FindingKind

FEWEST = 3  # items
TELLING = 3  # digits of a total that they make by no accident
HEADS = (CountKind.PERSON, CountKind.PERSON_TIME)  # who was helped twice is two 人次
ABOVE = regex.compile("以上|上述|合计|共计|总计")
Pair = tuple[Figure, Figure]  # a number and its amount


def find_of_recipients(
    listed: Sequence[Figure], made: Sequence[Relation], done: Sequence[Relation], text: str
) -> Iterator[Relation]:
    """Yield the totals of the numbers and the amounts of the products ``made``."""
    pairs = _pairs(listed, made)
    if len(pairs) < FEWEST:
        return
    known = {r.total for r in done if r.kind == FindingKind.SUM}
    members = {count.at for count, _ in pairs}
    for total in listed:
        if total.series not in HEADS or total.per or total.at in members or not total.stated:
            continue
        items = _items(total, pairs)
        if not items:
            continue
        counts = [count for count, _ in items]
        is_behind = total.at > counts[-1].at
        if total.at not in known:
            form = Form.LIST_THEN_TOTAL if is_behind else Form.TOTAL_THEN_LIST
            yield sum_of(form, total, counts)
        if is_behind:
            yield from _of_amounts(total, items, listed, [*made, *done], text)


def _pairs(listed: Sequence[Figure], made: Sequence[Relation]) -> list[Pair]:
    """Return the number and the amount of each product of one number of people."""
    by_place = {f.at: f for f in listed}
    found: dict[int, Pair] = {}
    for relation in made:
        total = by_place.get(relation.total) if relation.total is not None else None
        counts = [by_place[at] for at in relation.parts if by_place[at].series in HEADS]
        counts = [f for f in counts if not f.per]
        if total is not None and total.is_money and len(counts) == 1:
            found.setdefault(counts[0].at, (counts[0], total))
    return [found[at] for at in sorted(found)]


def _items(total: Figure, pairs: Sequence[Pair]) -> Sequence[Pair]:
    """Return the items next to the total, before or behind it, whose numbers make it."""
    if digits_of(total.stated) < TELLING or not are_exact((total,)):
        return ()
    before = [pair for pair in pairs if max(f.at for f in pair) < total.at]
    behind = [pair for pair in pairs if min(f.at for f in pair) > total.at]
    for length in range(min(LONGEST, len(pairs)), FEWEST - 1, -1):
        for items in (before[-length:], behind[:length]):
            counts = [count for count, _ in items]
            if len(items) == length and added(counts) == total.stated and are_exact(counts):
                return items
    return ()


def _of_amounts(
    total: Figure,
    items: Sequence[Pair],
    listed: Sequence[Figure],
    done: Sequence[Relation],
    text: str,
) -> Iterator[Relation]:
    """Yield the amount beside a total of people as that of the items."""
    amounts = [amount for _, amount in items]
    if len({f.at for f in amounts}) < len(amounts):
        return
    own = [f for f in listed if f.is_money and f.sentence == total.sentence and f.stated]
    own = [f for f in own if not (f.is_said_rate or f.is_change) and f not in amounts]
    known = {r.total for r in done if r.kind == FindingKind.SUM}
    if len(own) != 1 or own[0].at in known:
        return
    whole = own[0]
    words = text[total.sentence_start : whole.end] + rest_of_sentence(whole, text)
    is_all = ABOVE.search(words) is not None and OPEN_WORDS.search(words) is None
    is_off = is_like(whole, amounts) and is_digit_off(whole, amounts)
    is_sure = is_all and is_off and are_exact((whole, *amounts))
    is_sure = is_sure and not _others(items, whole, listed, done)
    if is_sure or added(amounts) == whole.stated:
        yield sum_of(Form.LIST_THEN_TOTAL, whole, amounts, closed=is_sure)


def _others(
    items: Sequence[Pair], whole: Figure, listed: Sequence[Figure], done: Sequence[Relation]
) -> list[Figure]:
    """Return the amounts from the items to their total that no product or sum explains."""
    explained = {at for relation in done for at in relation.places}
    first = items[0][0].sentence_start
    between = [f for f in listed if f.is_money and first <= f.start < whole.start]
    return [f for f in between if f.at not in explained and not (f.is_said_rate or f.is_change)]
