"""Whom the tiers of a total went to that bear no name of their own: those who are told apart.

评定困难学生1130人：一档310人，每人4400元；二档540人，每人3300元      困难学生, each time
奖励本村学生：本科3人，每人2000元；专科2人，每人1000元               本村学生
一等2名，每人3000元：甲、乙。                                       those listed behind the rate
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

import regex

from extractor.linking.gifts.proven import Proven
from extractor.linking.gifts.recipients import (
    Recipients,
    beside,
    last_listed,
    named_recipients,
)
from extractor.linking.gifts.surroundings import OF_WHICH, Near, clause_start, sentence_start
from extractor.model import Count, Mention, PartyKind, Value

# 一等（每人1500元）⏎甲　乙　丙; 每人3000元：甲、乙
LIST_FOLLOWS = regex.compile(r"[:：]\s?|[)）][:：]?[ \t\u3000]*\n?[ \t\u3000]*")
NEXT = regex.compile(r"[、，,]?[ \t\u3000]{0,8}")
REACH = 200  # code points behind a rate that its list may take
# 其中本科, 考取专科的; not 民政口给低保和救济粮款
TIER = regex.compile(
    rf"(?:[^\n:：]*[:：])?(?:{OF_WHICH})?(?![^\n]*(?:[给、]|(?<![一二三四五甲乙丙])等))\p{{Han}}{{0,8}}"
)
TOLD_APART = regex.compile(rf"[:：]|{OF_WHICH}")


def listed_behind(near: Near, text: str) -> Recipients:
    """Return the persons that a list right behind the rate names, to the end of its line."""
    opened = LIST_FOLLOWS.match(text, near.last)
    if opened is None:
        return ()
    stop = min(len(text), near.last + REACH)
    ends = (text.find(mark, opened.end(), stop) for mark in "。；;\n")
    end = min((at for at in ends if at >= 0), default=stop)
    inside = near.within(opened.end(), end)
    persons = [m for m in named_recipients(inside) if m.value.kind is PartyKind.PERSON]
    if not persons or persons[0].span.start != opened.end():
        return ()
    gaps = (NEXT.fullmatch(text, a.span.end, b.span.start) for a, b in pairwise(persons))
    run = takewhile(lambda pair: pair[1], zip(persons[1:], gaps, strict=True))
    return (persons[0], *(person for person, _ in run))


def of_tier(
    count: Mention[Count] | None,
    told: Sequence[Mention[Value]],
    near: Near,
    proven: Proven,
    text: str,
) -> Recipients:
    """Return those of whom ``count`` tells a part without a name; ``told`` is the paragraph's."""
    if count is None or beside(count, near, text) or not _is_of_tier(count, text):
        return ()
    if whole := proven.wholes.get(count.span):
        return beside(whole.number, near, text)
    start = sentence_start(text, count.span.start)
    opened = [m.start() for m in TOLD_APART.finditer(text, start, count.span.start)]
    if not opened:
        return ()
    before = [m for m in told if start <= m.span.start and m.span.end <= opened[-1]]
    return last_listed(before, text)


def _is_of_tier(count: Mention[Count], text: str) -> bool:
    """Whether no more than the name of a tier stands before its number: 考取专科的14名."""
    start = clause_start(text, count.span.start, REACH)
    return TIER.fullmatch(text, start, count.span.start) is not None
