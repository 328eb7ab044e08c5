"""Who gave what to whom: the amounts of a report with their recipients, counts, dates and payers.

    1月19日，我局为28位困难下岗职工每户送去500元，共计14000元
      payer 我局 · recipients 困难下岗职工 · count 28位 · each 500元 · total 14000元 · when 1月19日

One record an item of a sentence: the rate and the total of one item belong together, a total or
a rate alone makes a record too.  Recipients and counts come from the same item, else from
the sentence before the amount.  Wages, prices, debts, revenue and what treatment costs are no aid,
and make no record.  What the item does not say is ``None``: nothing is taken from afar but the date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from extractor.linking.figures import Figure, holding
from extractor.linking.roles import is_people
from extractor.model import (
    Count,
    CountKind,
    Disbursement,
    Group,
    Mention,
    Money,
    PartialDate,
    Party,
    PartyRole,
    Role,
    Value,
)

NOT_AID = regex.compile(
    r"工资|收入|生产总值|总产值|产值|债|欠|贷款|医疗费|医药费|治疗费|手术费|花费|花去|花掉|开销|税|预算|决算|支出|赤字|"
    r"存款|利润|成本|损失|伙食费|燃油费|车费|投资|销售额|零售总额|保费|价格|单价|房租|标准[^，。]{0,4}提高"
)
ITEM_END = regex.compile(r"[。；;！!？?\n]")
GIVING_GOODS = (CountKind.ITEM, CountKind.WEIGHT)


def find_disbursements(
    mentions: Sequence[Mention[Value]], listed: Sequence[Figure], text: str
) -> tuple[Disbursement, ...]:
    """Return the records of ``mentions`` in text order."""
    money = [f for f in listed if isinstance(mentions[f.at].value, Money) and _is_aid(f, text)]
    records: list[Disbursement] = []
    for _, item in groupby(money, key=lambda f: (f.paragraph, f.sentence, f.part)):
        records += _item_records(list(item), mentions, text)
    return tuple(records)


def _is_aid(figure: Figure, text: str) -> bool:
    start = figure.mention.span.start
    clause = regex.split(r"[，,。；;\n]", text[max(0, start - 30) : start])[-1]
    return not NOT_AID.search(clause + figure.tail[:6])


def _item_records(
    figures: Sequence[Figure], mentions: Sequence[Mention[Value]], text: str
) -> Iterator[Disbursement]:
    """Pair the total with the rate of an item that has one of each; else each stands alone."""
    amounts = holding((mentions[f.at] for f in figures), Money)
    rates = [m for m in amounts if m.value.role == Role.RATE]
    totals = [m for m in amounts if m.value.role != Role.RATE]
    reach = _reach(figures, text)
    if len(totals) == 1 == len(rates):
        yield _record(totals[0], rates[0], reach, mentions)
        return
    for amount in amounts:
        is_rate = amount in rates
        yield _record(None if is_rate else amount, amount if is_rate else None, reach, mentions)


def _reach(figures: Sequence[Figure], text: str) -> tuple[int, int, int]:
    """Return where the sentence begins, and where the item begins and ends."""
    first, last = figures[0].mention.span.start, figures[-1].mention.span.end
    ends = [m.end() for m in ITEM_END.finditer(text, figures[0].sentence_start, first)]
    closing = ITEM_END.search(text, last)
    item = max(ends, default=figures[0].sentence_start)
    return figures[0].sentence_start, item, closing.start() if closing else len(text)


def _record(
    total: Mention[Money] | None,
    each: Mention[Money] | None,
    reach: tuple[int, int, int],
    mentions: Sequence[Mention[Value]],
) -> Disbursement:
    anchor = total or each
    assert anchor is not None  # noqa: S101  every record is made of an amount
    sentence, item, end = reach
    at = anchor.span.start
    inside = [m for m in mentions if item <= m.span.start and m.span.end <= end]
    before = [m for m in mentions if sentence <= m.span.start and m.span.end <= at]
    dates = holding((m for m in mentions if m.span.end <= at), PartialDate)
    return Disbursement(
        total=total,
        each=each,
        payer=_party(before, PartyRole.DONOR),
        source=_party(before, PartyRole.SOURCE),
        recipients=_recipients(inside, at) or _recipients(before, at),
        count=_nearest_count(inside, at) or _nearest_count(before, at),
        goods=tuple(m for m in holding(inside, Count) if m.value.kind in GIVING_GOODS),
        when=dates[-1] if dates else None,
        label=anchor.value.label,
    )


def _party(mentions: Sequence[Mention[Value]], role: PartyRole) -> Mention[Party] | None:
    found = [m for m in holding(mentions, Party) if m.value.role == role]
    return found[-1] if found else None


def _recipients(
    mentions: Sequence[Mention[Value]], at: int
) -> tuple[Mention[Party] | Mention[Group], ...]:
    """Return the groups and named recipients of an item: those before the amount, else all."""
    named = [m for m in holding(mentions, Party) if m.value.role == PartyRole.RECIPIENT]
    found: list[Mention[Party] | Mention[Group]] = [*holding(mentions, Group), *named]
    found.sort(key=lambda m: m.span)
    return tuple([m for m in found if m.span.end <= at] or found)


def _nearest_count(mentions: Sequence[Mention[Value]], at: int) -> Mention[Count] | None:
    """Return the count of people nearest to the amount, before it if there is one."""
    people = [m for m in holding(mentions, Count) if is_people(m.value)]
    counts = [m for m in people if m.value.role != Role.RATE]
    before = [m for m in counts if m.span.end <= at]
    return next(iter([*before[-1:], *counts]), None)
