"""Who gave what to whom: the amounts of a report with their recipients, counts, dates and payers.

    1月19日，我局为28位困难下岗职工每户送去500元，共计14000元
      payer 我局 · recipients 困难下岗职工 · count 28位 · each 500元 · total 14000元 · when 1月19日

One record an item of a sentence: the rate and the total of the same item belong together, a total
alone or a rate alone makes a record too.  Recipients and counts come from the same item, else from
the sentence before the amount.  Wages, prices, debts, revenue and what treatment costs are no aid,
and make no record.  What the item does not say is ``None``: nothing is taken from afar but the date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from extractor.linking.figures import Figure
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
    """Pair each total with a rate of its item; what is left stands alone."""
    amounts = [mentions[f.at] for f in figures]
    rates = [m for m in amounts if isinstance(m.value, Money) and m.value.role == Role.RATE]
    totals = [m for m in amounts if m not in rates]
    reach = _reach(figures, text)
    pairs = _pairs(totals, rates)
    for total, each in pairs:
        anchor = total or each
        if anchor is not None:
            yield _record(total, each, anchor, reach, mentions)


def _pairs(
    totals: list[Mention[Value]], rates: list[Mention[Value]]
) -> Iterator[tuple[Mention[Value] | None, Mention[Value] | None]]:
    if len(totals) == 1 and len(rates) == 1:
        yield totals[0], rates[0]
        return
    yield from ((total, None) for total in totals)
    yield from ((None, rate) for rate in rates)


def _reach(figures: Sequence[Figure], text: str) -> tuple[int, int, int]:
    """Return where the sentence begins, and where the item begins and ends."""
    first, last = figures[0].mention.span.start, figures[-1].mention.span.end
    sentence = max((m.end() for m in regex.finditer(r"[。！!？?\n]", text[:first])), default=0)
    item = max((m.end() for m in regex.finditer(r"[。；;！!？?\n]", text[:first])), default=0)
    closing = regex.search(r"[。；;！!？?\n]", text, pos=last)
    return sentence, item, closing.start() if closing else len(text)


def _record(
    total: Mention[Value] | None,
    each: Mention[Value] | None,
    anchor: Mention[Value],
    reach: tuple[int, int, int],
    mentions: Sequence[Mention[Value]],
) -> Disbursement:
    sentence, item, end = reach
    inside = [m for m in mentions if item <= m.span.start and m.span.end <= end]
    before = [m for m in mentions if sentence <= m.span.start and m.span.end <= anchor.span.start]
    dated = [m for m in mentions if m.span.end <= anchor.span.start]
    label = anchor.value.label if isinstance(anchor.value, Money) else None
    return Disbursement(
        total=total,  # type: ignore[arg-type]  # both are Mention[Money]: _item_records takes no other
        each=each,  # type: ignore[arg-type]
        payer=_party(before, PartyRole.DONOR),
        source=_party(before, PartyRole.SOURCE),
        recipients=_recipients(inside, anchor) or _recipients(before, anchor),
        count=_nearest_count(inside, anchor) or _nearest_count(before, anchor),
        goods=tuple(m for m in inside if isinstance(m.value, Count) and m.value.kind in GIVING_GOODS),  # type: ignore[misc]
        when=next((m for m in reversed(dated) if isinstance(m.value, PartialDate)), None),  # type: ignore[arg-type]
        label=label,
    )


def _party(mentions: Sequence[Mention[Value]], role: PartyRole) -> Mention[Party] | None:
    found = [m for m in mentions if isinstance(m.value, Party) and m.value.role == role]
    return found[-1] if found else None  # type: ignore[return-value]


def _recipients(
    mentions: Sequence[Mention[Value]], anchor: Mention[Value]
) -> tuple[Mention[Party] | Mention[Group], ...]:
    """Return the groups and named recipients of an item, the nearest run before the amount first."""
    found = [
        m
        for m in mentions
        if isinstance(m.value, Group)
        or (isinstance(m.value, Party) and m.value.role == PartyRole.RECIPIENT)
    ]
    before = [m for m in found if m.span.end <= anchor.span.start]
    return tuple(before or found)  # type: ignore[arg-type]


def _nearest_count(
    mentions: Sequence[Mention[Value]], anchor: Mention[Value]
) -> Mention[Count] | None:
    """Return the count of people nearest to the amount, before it if there is one."""
    counts = [
        m
        for m in mentions
        if is_people(m.value) and isinstance(m.value, Count) and m.value.role != Role.RATE
    ]
    before = [m for m in counts if m.span.end <= anchor.span.start]
    return (before[-1] if before else counts[0] if counts else None)  # type: ignore[return-value]
