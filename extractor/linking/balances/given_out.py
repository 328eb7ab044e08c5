"""What is left of goods and of cases beside those that are given out or done.

    收到口罩9200只。口罩已分给甲5500只、乙2100只，剩余1600只     9200, told at once before
    纳入1350户4720人。已消除风险的864户，占64%，其余486户         the share says of what
    共9860户38540人，脱贫3120户12860人，还剩6740户25680人          the persons beside households

What is given out of a stock, done of a number and left is all of it where each part stands next to
the other; such a list fails where one digit explains the difference, or where the households add
up and the persons beside each of them do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.figures import only_han
from extractor.linking.neighbours import between, following
from extractor.linking.openness import THE_REST
from extractor.linking.quotients import comes_out
from extractor.linking.ratios.changes import NOT_COMPARABLE
from extractor.linking.ratios.said_shares import said_share
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.said_rates import HEADS
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, LONGEST, are_exact, equals
from extractor.model import CountKind, Figure

GIVEN = regex.compile(
    r"已?(?:全部)?(?:分给|发给|发往|送往|送给|送到|调往|调拨|分配|分发|发放|拨给|配发|下发)[^，,。；;、0-9]{0,14}$"
)
LEFT = regex.compile(r"^[，,；;]?\s?(?:尚|还|现)?(?:剩余|剩下|剩|余下|余)的?$")
LEAVES = re.compile("[剩余]")
NEXT = regex.compile(r"[、，,和及]\s?[^，,。；;、0-9]{1,14}")
OTHERS = regex.compile(
    r"另|等(?!\s?[0-9])|库存|原有|[上去往历前]年|其中|累计|自购|采购|新增|部分|约|返|又|再|含|连同|加上|中有"
)
REACH = 2  # sentences back to the number of all
NOUN = 2  # code points that what is given out and all of it share
DIGITS = 2


def find_given_out(
    listed: Sequence[Figure], found: Sequence[Relation], text: str
) -> Iterator[Relation]:
    """Yield the numbers that what is given out, or done, and what is left make.

    ``found`` are the numbers of households that those done and left make.
    """
    is_left = LEAVES.search(text) is not None
    counts = [f for f in listed if _may_be_part(f)] if is_left else []
    for at, rest in enumerate(counts):
        if not LEAVES.search(rest.lead):
            continue
        row = [f for f in counts[max(0, at - 2 * LONGEST) : at] if f.series == rest.series]
        if rest.series not in HEADS and LEFT.match(rest.lead):
            yield from _given(rest, row, counts, text)
        elif THE_REST.match(rest.lead):
            yield from _done(rest, row, listed, text)
    households = {f.at for f in listed if f.series == CountKind.HOUSEHOLD}
    of_households = [r for r in found if households.issuperset((r.whole, *r.parts))]
    for relation in {(r.total, r.parts): r for r in of_households}.values():
        yield from _persons(relation, listed, text)


def _may_be_part(figure: Figure) -> bool:
    is_count = figure.is_count and bool(figure.stated)
    is_plain = not (figure.per or figure.bracket or figure.is_change)
    return is_count and is_plain and figure.is_exact


def _given(
    rest: Figure, row: Sequence[Figure], counts: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the goods that those given out and those left make."""
    own = [f for f in row if f.sentence == rest.sentence]
    first = next((at for at, f in enumerate(own) if GIVEN.search(f.lead)), None)
    if first is None:
        return
    parts = [*own[first:], rest]
    before = [f for f in row if f.at < parts[0].at and rest.sentence - f.sentence < REACH]
    if len(before) != 1 or any(f.sentence == rest.sentence and f.at > rest.at for f in counts):
        return
    whole = before[0]
    is_next = all(NEXT.fullmatch(between(one, other, text)) for one, other in pairwise(parts[:-1]))
    is_same = whole.sentence == rest.sentence or _is_named_again(whole, parts[0], text)
    words = text[whole.sentence_start : rest.end] + rest.tail
    is_all = is_next and is_same and not OTHERS.search(words)
    is_off = is_digit_off(whole, parts, DIGITS)
    if equals(whole, parts) or (is_all and is_off):
        yield sum_of(Form.TOTAL_THEN_LIST, whole, parts, closed=is_all)


def _is_named_again(whole: Figure, first: Figure, text: str) -> bool:
    """Whether the sentence of what is given out begins with the name of the goods: 口罩已分给."""
    said = text[first.sentence_start : first.start]
    name = only_han(whole.lead)[-NOUN:]
    return len(name) == NOUN and name in said.partition("已")[0]


def _done(
    rest: Figure, row: Sequence[Figure], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the number that those done and the others make, where their share says which it is."""
    part = row[-1] if row and row[-1].sentence == rest.sentence else None
    share = following(part, listed) if part is not None else None
    said = said_share(share) if share is not None and share.is_share else None
    if part is None or share is None or said is None or said["whole"] or share.at > rest.at:
        return
    pool = [f for f in row[:-1] if rest.sentence - f.sentence <= REACH]
    wholes = [
        f
        for f in pool
        if (f.stated or 0) > (part.stated or 0) and comes_out(Form.SHARE, (part, f), share)
    ]
    if len(wholes) != 1 or wholes[0].paragraph != rest.paragraph:
        return
    words = text[part.sentence_start : rest.end] + rest.tail
    is_plain = not (OTHERS.search(words) or NOT_COMPARABLE.search(words))
    is_told = share.is_exact and between(share, rest, text)[:1] in "，,；;"
    is_off = is_digit_off(wholes[0], [part, rest], DIGITS)
    if equals(wholes[0], [part, rest]) or (is_plain and is_told and is_off):
        closed = is_plain and is_told
        yield sum_of(Form.TOTAL_THEN_LIST, wholes[0], [part, rest], closed=closed)


def _persons(relation: Relation, listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the persons beside the households of a sum that comes out."""
    by_place = {f.at: f for f in listed}
    members = [by_place[at] for at in (relation.whole, *relation.parts)]
    if len(members) <= FEWEST:
        return
    beside = [_beside(f, listed, text) for f in members]
    persons = [f for f in beside if f is not None]
    if len(persons) < len(members) or not equals(members[0], members[1:]):
        return
    whole, *parts = persons
    words = "".join(f.lead for f in (*members, *persons))
    is_exact = are_exact(persons)
    is_all = is_exact and is_digit_off(whole, parts, DIGITS) and not OTHERS.search(words)
    if is_all or equals(whole, parts):
        yield sum_of(Form.TOTAL_THEN_LIST, whole, parts, closed=is_all)


def _beside(figure: Figure, listed: Sequence[Figure], text: str) -> Figure | None:
    """Return the persons right behind a number of households: 9860户38540人."""
    other = following(figure, listed)
    if other is None or other.series != CountKind.PERSON or other.per:
        return None
    return other if regex.fullmatch(r"[、，,（(]?共?", between(figure, other, text)) else None
