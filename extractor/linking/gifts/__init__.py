"""Who gave what to whom: the amounts of a report with their recipients, counts, dates and payers.

    1月19日，我局为28位困难下岗职工每户送去500元，共计14000元
      payer 我局 · recipients 困难下岗职工 · count 28位 · each 500元 · total 14000元 · when 1月19日

One record an item of a sentence: the rate and the total of one item belong together, a total or
a rate alone makes a record too.  Recipients, counts and payers come from the item, before the
amount or where the text goes on to say whom it is for; 其余 and another 捐款 begin anew.  Wages,
prices, debts, revenue and what treatment costs are no aid, and make no record.  Where one amount
goes to several groups, each with its number, it has no number of its own, and each group makes a
record without an amount: 低保户320户、孤儿6人，合计21.6万元; those who were helped where no
amount is stated make one too (``counted_only``).  In a report that
does not open as one about aid (a budget, a bulletin) an amount makes a record only where its
sentence says that something is given, to whom or by whom: the exports of a year went to nobody.
What the item does not say is taken from afar only where the report leaves no doubt of it
(``proven``, ``told_of``, ``earlier``); else it is ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import regex

from extractor.linking.figures import PART, holding
from extractor.linking.gifts.aid import (
    is_aid,
    is_mean_of_other,
    opens_with_aid,
    points_to_other,
)
from extractor.linking.gifts.counted_only import counted_only
from extractor.linking.gifts.dates import Datings, datings, when_given
from extractor.linking.gifts.listed import with_listed
from extractor.linking.gifts.not_given import is_not_given
from extractor.linking.gifts.payers import payer
from extractor.linking.gifts.proven import Proven, proven
from extractor.linking.gifts.raised import with_raised
from extractor.linking.gifts.receivers import Item, receivers
from extractor.linking.gifts.recipients import Receivers, counted_before, is_beside
from extractor.linking.gifts.summed import with_helped_by_all, with_summed
from extractor.linking.gifts.surroundings import Surroundings, clause_start
from extractor.linking.gifts.timing import timing
from extractor.linking.relations import Relation
from extractor.linking.said_rates import GOODS_KINDS
from extractor.model import (
    Count,
    Disbursement,
    Figure,
    Mention,
    Money,
    Party,
    PartyRole,
    Role,
    Value,
)
from extractor.offsets import Span

GIVING = regex.compile(
    "慰问|救助|救济|资助|捐|赠|补助|补贴|帮扶|帮困|扶贫|助学|奖励|发放|发给|送去|送上|送给|送到|拨付|下拨|送温暖|"
    "抚恤|优抚|奖学金|保障金|低保|救灾|代缴|减免|收到|领到|受益|惠及|(?:无障碍|危房)改造[0-9]+户"
)
# 42万元,其中64人每月8元; 分三个档次慰问: the rate is of a part of the total.
OF_A_PART = regex.compile(r"其中|分\p{Han}{0,3}(?:档次|档|等次|层次|类|种标准)")
# 其余19.65万元将用于助学, 海谷公司捐赠18.5万元: nothing said before belongs to these.
NEW_START = re.compile(r"其余|剩余|剩下|用于|捐[款赠资献助出来了]|赞助|[寄送汇]来")
OTHERS = regex.compile(r"其[他它余]\p{Han}{1,6}?(?=每|各|人均|户均)")
BESIDE = 100  # code points from a total to the rate of a part of it
FARTHEST = 2000  # code points that an item may reach


@dataclass(frozen=True, slots=True)
class _Report:
    """What the records of a report are made of."""

    surroundings: Surroundings
    dates: Datings
    proven: Proven


def find_disbursements(
    mentions: Sequence[Mention[Value]],
    listed: Sequence[Figure],
    relations: Sequence[Relation],
    text: str,
) -> tuple[Disbursement, ...]:
    """Return the records of ``mentions``, of which ``listed`` are figures, in text order."""
    # 户数比上年减少32户, 比上年增加4.2万元: nobody received a difference.
    changes = {f.at for f in listed if f.is_change}
    given = [m for at, m in enumerate(mentions) if at not in changes]
    report = _Report(
        Surroundings.of(given), datings(given, text), proven(mentions, relations, text)
    )
    money = [f for f in listed if isinstance(f.mention.value, Money) and not f.is_change]
    records: list[Disbursement] = []
    is_about_aid = opens_with_aid(text)
    earlier = [None, *money]
    aid = (
        f
        for f, before in zip(money, earlier, strict=False)
        if is_aid(f, text, is_about_aid=is_about_aid)
        and not is_not_given(f, before, text)
        and not is_mean_of_other(f, before, text)
        and not points_to_other(f, money)
    )
    for _, item in groupby(aid, key=lambda f: (f.paragraph, f.sentence, f.part)):
        figures = list(item)
        amounts = holding((mentions[f.at] for f in figures), Money)
        records += _item_records(amounts, _Reach.of(figures, text), report)
    records = list(with_helped_by_all(records, report.proven, text))
    records = list(with_summed(with_raised(records, report.proven, text), report.proven, text))
    records = list(with_listed(records, report.surroundings, text))
    if is_about_aid:
        taken = {record.count.span for record in records if record.count}
        others = counted_only(mentions, listed, taken, report.surroundings, report.dates, text)
        return tuple(_in_order(records, list(others)))
    return tuple(record for record in records if _is_given(record, text))


def _in_order(
    records: Sequence[Disbursement], others: Sequence[Disbursement]
) -> Iterator[Disbursement]:
    """Yield the records of amounts with those of ``others``, which have a number alone."""
    waiting = list(others)
    for record in records:
        at = record.amount.span.start if record.amount else 0
        while waiting and waiting[0].count and waiting[0].count.span.start < at:
            yield waiting.pop(0)
        yield record
    yield from waiting


def _is_given(record: Disbursement, text: str) -> bool:
    """Whether the sentence of a record says that something is given, by whom or to whom."""
    amount = record.amount
    if amount is None or record.payer or record.source or record.recipients:
        return True
    low = max(0, amount.span.start - FARTHEST)
    return bool(GIVING.search(text, *_item(text, low, amount.span)))


def _item_records(
    amounts: Sequence[Mention[Money]],
    reach: _Reach,
    report: _Report,
) -> Iterator[Disbursement]:
    """Pair the total with the rate of an item that has one of each; else each stands alone."""
    text = reach.text
    rates = [m for m in amounts if m.value.role == Role.RATE]
    totals = [m for m in amounts if m.value.role != Role.RATE]
    is_shared = any(m.span in report.proven.shared for m in totals)
    if len(totals) == 1 == len(rates) and not (
        is_shared or _is_of_a_part(rates[0], totals[0], text)
    ):
        yield from _records((totals[0], rates[0]), reach, report)
        return
    done = reach.start
    counted: set[Mention[Count]] = set()
    for amount in amounts:
        is_rate = amount.value.role == Role.RATE
        if done > reach.start and NEW_START.search(text, done, amount.span.start):
            reach = replace(reach, start=clause_start(text, amount.span.start, FARTHEST))
        if others := _others(text, reach.start, amount.span.start):
            reach = replace(reach, start=others)
        done = amount.span.end
        pair = (None, amount) if is_rate else (amount, None)
        record, *groups = _records(pair, reach, report)
        yield record
        yield from (group for group in groups if group.count not in counted)
        counted.update(group.count for group in groups if group.count)


def _is_of_a_part(rate: Mention[Money], total: Mention[Money], text: str) -> bool:
    """Whether the rate after a total is that of some of those who share it."""
    between = text[total.span.end : min(rate.span.start, total.span.end + BESIDE)]
    return OF_A_PART.search(between) is not None


def _others(text: str, low: int, amount: int) -> int | None:
    """Return where 其他人员 begins before an amount: those named earlier get something else."""
    if text.find("其", low, amount) < 0:
        return None
    match = OTHERS.search(text, max(low, clause_start(text, amount, FARTHEST)), amount)
    return match.start() if match else None


def _item(text: str, low: int, amounts: Span) -> tuple[int, int]:
    """Return where the item that ``amounts`` stand in begins, ``low`` at the earliest, and ends."""
    ends = (m.end() for m in PART.finditer(text, low, amounts.start))
    far = min(amounts.end + FARTHEST, len(text))
    closing = PART.search(text, amounts.end, far)
    return max(ends, default=low), closing.start() if closing else far


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where an amount looks for what belongs to it: its item; ``start`` may be moved on."""

    text: str
    paragraph: int
    sentence: int
    start: int
    end: int

    @classmethod
    def of(cls, figures: Sequence[Figure], text: str) -> _Reach:
        amounts = Span(figures[0].mention.span.start, figures[-1].mention.span.end)
        low = max(figures[0].sentence_start, amounts.start - FARTHEST)
        paragraph = text.rfind("\n", max(0, amounts.start - FARTHEST), amounts.start) + 1
        return cls(text, paragraph, low, *_item(text, low, amounts))


def _records(
    pair: tuple[Mention[Money] | None, Mention[Money] | None],
    reach: _Reach,
    report: _Report,
) -> Iterator[Disbursement]:
    """Yield the record of an amount; where several groups share it, that of each of them too."""
    amounts = [m for m in pair if m is not None]
    near = report.surroundings.near(
        min(m.span.start for m in amounts), max(m.span.end for m in amounts)
    )
    inside = near.within(reach.start, reach.end)
    before = [m for m in inside if m.span.end <= near.first]
    place = reach.start, reach.end, reach.paragraph
    item = Item(amounts, pair[1] is None, near, *place, inside, before)
    found = receivers(item, report.proven, reach.text)
    record = _record(pair, item, found, reach, report)
    sharing = found.parts or found.recipients
    counts = near.numbers() if sharing else []
    numbers = [(r, count) for r in sharing for count in counts if is_beside(count, r)]
    has_one = record.count in [count for _, count in numbers]
    is_shared = len(numbers) > 1 and (bool(found.parts) or has_one)
    if pair[0] is None and record.count is None and not numbers:
        told = near.within(reach.paragraph, near.first)
        numbers = counted_before(found.recipients, told, near, reach.text)
        is_shared = len(numbers) > 1
        record = replace(record, count=numbers[0][1]) if len(numbers) == 1 else record
    yield replace(record, count=None) if is_shared and has_one else record
    for recipient, count in numbers if is_shared else ():
        yield replace(
            record,
            total=None,
            each=None,
            recipients=(recipient,),
            count=count,
            goods=(),
            label=None,
        )


def _record(
    pair: tuple[Mention[Money] | None, Mention[Money] | None],
    item: Item,
    found: Receivers,
    reach: _Reach,
    report: _Report,
) -> Disbursement:
    total, each = pair
    before, near = item.before, item.near
    parties = holding(before, Party)
    time = timing(reach.text, reach.sentence, near.amount)
    return Disbursement(
        total=total,
        each=each,
        payer=payer(parties, PartyRole.DONOR, before, near.first, reach.text),
        source=payer(parties, PartyRole.SOURCE, before, near.first, reach.text),
        recipients=found.recipients,
        count=found.count,
        goods=tuple(m for m in holding(item.inside, Count) if m.value.kind in GOODS_KINDS),
        when=when_given(before, report.dates, near, reach.paragraph, reach.text, time),
        label=_label(total, each),
        timing=time,
    )


def _label(total: Mention[Money] | None, each: Mention[Money] | None) -> str | None:
    """Return what the amount states; that it was spent says nothing."""
    label = next((m.value.label for m in (total, each) if m is not None), None)
    return None if label == "支出" else label
