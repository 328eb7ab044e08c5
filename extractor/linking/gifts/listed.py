"""Whom the total of a list of persons went to: the group that its head announces them as.

现将拟救助的8户困难家庭公示如下：
1 张某某 3000元
2 马某某 8000元
3 吕某 2000元
合计 4.1万元                       困难家庭, 8户 where so many are listed

Only a list of three or more, each with an amount; who is listed got his own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

import regex

from extractor.linking.figures import holding
from extractor.linking.gifts.recipients import Recipients, last_listed, number_of
from extractor.linking.gifts.surroundings import Surroundings
from extractor.model import Count, Disbursement, Group, Mention, Party, PartyKind
from extractor.offsets import Span, after_last_mark, line_of

LEAST = 3  # persons
REACH = 300  # code points of a head before its list
ITEM = 60  # code points of a line before its amount
TOTAL = regex.compile(r"合计|总计|共计|以上")
ANNOUNCES = regex.compile(r"下列|以下|如下|公示|公布|名单|明细")


def with_listed(
    records: Sequence[Disbursement], surroundings: Surroundings, text: str
) -> Iterator[Disbursement]:
    """Yield the records, those of the totals of lists with whom their head announces."""
    for at, record in enumerate(records):
        amount = record.amount
        if amount is None or record.recipients or not _is_total(amount.span, text):
            yield record
            continue
        backwards = (records[i] for i in range(at - 1, -1, -1))
        persons = [*takewhile(_is_of_a_person, backwards)]
        yield _announced(record, persons, surroundings, text)


def _is_total(amount: Span, text: str) -> bool:
    low = after_last_mark(text, "\n", max(0, amount.start - ITEM), amount.start)
    return TOTAL.search(text, low, amount.start) is not None


def _is_of_a_person(record: Disbursement) -> bool:
    (first, *others) = record.recipients or (None,)
    value = None if first is None else first.value
    is_person = isinstance(value, Party) and value.kind is PartyKind.PERSON
    return is_person and not others and record.amount is not None


def _announced(
    total: Disbursement,
    persons: Sequence[Disbursement],
    surroundings: Surroundings,
    text: str,
) -> Disbursement:
    """Return the record of a total with the group that the head of ``persons`` names."""
    if len(persons) < LEAST:
        return total
    start = min(line_of(text, r.span).start for each in persons for r in each.recipients)
    low = max(0, start - REACH)
    near = surroundings.near(start, start)
    groups = holding(last_listed(near.within(low, start), text), Group)
    if len(groups) != 1 or not ANNOUNCES.search(text, low, start):
        return total
    numbers = (total.count, number_of(groups[0], near, text))
    recipients: Recipients = tuple(groups)
    count = next((n for n in numbers if _is_of(n, len(persons))), None)
    return replace(total, recipients=recipients, count=count)


def _is_of(count: Mention[Count] | None, listed: int) -> bool:
    return count is not None and count.value.quantity.stated == listed
