"""Whom an amount went to and how many they are: as its item says, and as the report makes sure.

救助困难群众1224户，其中低保户780户、优抚对象444户，送去62.1万元     the whole, not its last part
慰问困难职工34户。⏎每户800元，发放慰问金27200元                  the number that comes out
看望邬来顺，给他送上3000元救助金                              him who was told of
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractor.linking.figures import holding
from extractor.linking.gifts.appeals import appealed_for
from extractor.linking.gifts.earlier import earlier
from extractor.linking.gifts.heads import under_head
from extractor.linking.gifts.letters import of_writer
from extractor.linking.gifts.proven import Proven
from extractor.linking.gifts.recipients import (
    Receivers,
    Recipients,
    beside,
    first_listed,
    how_many,
    is_apposed,
    is_beside,
    is_handed_on,
    last_listed,
    named_behind,
)
from extractor.linking.gifts.respective import respective
from extractor.linking.gifts.rows import told_in_row
from extractor.linking.gifts.schemes import of_scheme
from extractor.linking.gifts.surroundings import OF_WHICH, Near, clause_start
from extractor.linking.gifts.tiers import listed_behind, of_tier
from extractor.linking.gifts.told_of import of_one, told_of
from extractor.model import Count, Mention, Money, Value

LISTS = re.compile(r"[给为向][^，,。；;]*、[^，,。；;]*[两二三四五六七八九十0-9][人名位][各每分]")
# 减免46.7万元，其中2018年18.2万元: the parts went to the same ones.
OF_TIMES = regex.compile(
    rf"{OF_WHICH}[：:，,]?(?:[0-9]{{2,4}}年|[上下]半年|[今去前]年|春节|元旦|第?[一二三四]季度|[0-9]{{1,2}}月)"
)
FARTHEST = 80  # code points of a clause before its amount


@dataclass(frozen=True, slots=True)
class Item:
    """An amount, or a total with its rate, in the item of a sentence that it stands in."""

    amounts: Sequence[Mention[Money]]
    is_total: bool  # a total alone
    near: Near
    start: int
    end: int
    paragraph: int
    inside: Sequence[Mention[Value]]  # from start to end
    before: Sequence[Mention[Value]]  # those of them before the amounts


def receivers(item: Item, proven: Proven, text: str) -> Receivers:
    """Return whom the amounts of ``item`` went to, and how many they are."""
    own_one = respective(item.amounts[0], item.inside, item.start, text)
    if own_one is not None:
        numbers = [m for m in item.near.numbers() for r in own_one if is_beside(m, r)]
        return Receivers(own_one, next(iter(numbers), None))
    found = _made_sure(_with_whose_number(_as_said(item, text), item, text), item, proven, text)
    if found.recipients or _lists_others(item, text):
        return found
    row = told_in_row(item.near, text)
    if row.recipients:
        return replace(row, count=found.count or row.count)
    found = replace(found, count=found.count or row.count)
    told = item.near.within(item.paragraph, item.near.last)
    named = _named_elsewhere(found, item, told, proven, text)
    if appealed := () if named else appealed_for(item.near, text):
        return Receivers(appealed, None)
    if named or found.count:
        return Receivers(named, found.count)
    scheme = of_scheme(item.near, told, item.start, text)
    return scheme if scheme.recipients else earlier(item.start, item.near, told, text)


def _named_elsewhere(
    found: Receivers, item: Item, told: Sequence[Mention[Value]], proven: Proven, text: str
) -> Recipients:
    """Return whom the lines, the sentences or the tiers around the item of an amount name."""
    behind = () if item.is_total else listed_behind(item.near, text)
    return (
        behind
        or under_head(item.paragraph, item.inside, item.near, text)
        or of_tier(found.count, told, item.near, proven, text)
        or told_of((item.start, item.end), told, text)
        or of_one(item.near.amount, told, text)
        or of_writer(item.near, text)
    )


def _as_said(item: Item, text: str) -> Receivers:
    """Return what the item of an amount says: whom it lists before, or goes on to name."""
    first, last = item.near.first, item.near.last
    # 发放低保金96万元，其中城市46万元: whom all of it went to did not get the part.
    opened = text.rfind(OF_WHICH, item.start, first) if item.is_total else -1
    if opened >= 0 and not any(m.span.end <= opened for m in holding(item.before, Money)):
        opened = -1  # 应届生，其中本科资助5000元: nothing was given yet
    if opened < 0 and _lists_others(item, text):
        opened = clause_start(text, first, FARTHEST)
    own = item.before if opened < 0 else [m for m in item.before if m.span.start > opened]
    is_of_times = opened >= 0 and OF_TIMES.match(text, opened) is not None
    all_of_it = [m for m in item.before if m.span.end <= opened] if is_of_times else []
    if whole := last_listed(all_of_it, text):
        return Receivers(whole, None)
    after = [m for m in item.inside[len(item.before) :] if m.span.start > first]
    behind = named_behind(item.amounts, after, item.end, text)
    between = [m for m in after if m.span.end <= last]
    listed, named = last_listed(own, text), first_listed(behind, text)
    is_named = bool(named) and (is_handed_on(item.amounts, text) or not listed)
    return Receivers(named if is_named else listed, how_many(own, between, behind, text))


def _lists_others(item: Item, text: str) -> bool:
    """Whether the clause of an amount lists whom it went to, whether they were read or not.

    向贫困学生发放助学金，并给教师阿苦色曲、沙马日布二人各送上1000元: not the students.
    """
    start = clause_start(text, item.near.first, FARTHEST)
    return start > item.start and LISTS.search(text, start, item.near.first) is not None


def _with_whose_number(found: Receivers, item: Item, text: str) -> Receivers:
    """Return ``found`` with those whose number it has, where they stand nearer than who was listed.

    看望了盲童揭小宝等人，按每户500元的标准，给76户残疾人家庭送去3.8万元: they are the 76户.
    """
    groups = beside(found.count, item.near, text) if found.count else ()
    if not groups or groups[0].span.end > item.near.last:
        return found
    (group, *_), listed = groups, found.recipients
    if listed and is_apposed(group, listed[-1], text):
        return found
    is_nearer = all(m.span.end <= group.span.start and m.text != group.text for m in listed)
    return replace(found, recipients=groups) if is_nearer else found


def _made_sure(found: Receivers, item: Item, proven: Proven, text: str) -> Receivers:
    """Return ``found`` as the figures of the report show it to be."""
    if _adds_up_what_was_given(found, item.amounts, proven):
        return Receivers((), None)
    if several := proven.shared.get(item.amounts[0].span):
        return _all_of(several, found, item, proven, text)
    whole = _whole(found.count, item.before, item.near.first, proven)
    sure = next((n for m in item.amounts if (n := proven.numbers.get(m.span))), whole)
    if sure is None or sure == found.count:
        return found
    groups = beside(sure, item.near, text)
    if found.recipients and found.count is None and not _are_alike(groups, found.recipients):
        return found
    is_of_other = found.count is not None and bool(beside(found.count, item.near, text))
    parts = found.recipients if len(found.recipients) > 1 else ()
    return Receivers(groups or (() if is_of_other else found.recipients), sure, parts)


def _all_of(
    several: Sequence[Mention[Count]], found: Receivers, item: Item, proven: Proven, text: str
) -> Receivers:
    """Return those who share an amount by their rates: their whole if it is stated, else each.

    奖励困难学生：本科3人，每人2000元；专科2人，每人1000元: who bear no names are ``found``.
    """
    wholes = {proven.wholes[m.span].number for m in several if m.span in proven.wholes}
    groups = tuple(dict.fromkeys(g for m in several for g in beside(m, item.near, text)))
    if len(wholes) != 1:
        return Receivers(groups or found.recipients, None)
    (whole,) = wholes
    return Receivers(beside(whole, item.near, text), whole, groups)


def _are_alike(some: Recipients, others: Recipients) -> bool:
    """Whether a number without a group, or of one that is named so, may be that of the others."""
    return not some or some[0].text in [m.text for m in others]


def _whole(
    count: Mention[Count] | None, before: Sequence[Mention[Value]], amount: int, proven: Proven
) -> Mention[Count] | None:
    """Return the number that ``count`` is the last part of, where all parts got the amount."""
    whole = proven.wholes.get(count.span) if count is not None else None
    if whole is None or whole.number not in before or whole.parts_end > amount:
        return None
    inside = [m for m in holding(before, Money) if m.span.start > whole.number.span.start]
    return None if inside else whole.number


def _adds_up_what_was_given(
    found: Receivers, amounts: Sequence[Mention[Money]], proven: Proven
) -> bool:
    """Whether the amount adds up gifts, the last of which went to those ``found``."""
    parts = [part for m in amounts for part in proven.sums.get(m.span, ())]
    before = [part.span.end for part in parts if part.span.end <= amounts[0].span.start]
    places = [m.span.start for m in (*found.recipients, *([found.count] if found.count else []))]
    return len(before) > 1 and bool(places) and max(places) < max(before)
