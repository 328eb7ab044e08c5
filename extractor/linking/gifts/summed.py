"""Whom the sum of several gifts went to: those who got its parts.

走访困难残疾人320户，慰问金16万元，慰问品折价4.8万元，款物合计20.8万元          they, all 320户
困难残疾人1530人，发放45.9万元；重度残疾人920人，发放55.2万元。合计101.1万元    both
发放186万元，其中东镇62万元、西镇124万元，惠及困难群众3120户    what is said of all
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from extractor.linking.gifts.proven import Proven
from extractor.model import Disbursement, Timing
from extractor.offsets import Span

OF_ALL = regex.compile(r"[)）]?[，,]\s?(?:共|累计|总共|全年|合计|预计|可)*(?:惠及|受益|覆盖|使)")
MOST = 2  # groups: a sum of more is one of a report, and went to nobody in particular


def with_helped_by_all(
    records: Sequence[Disbursement], proven: Proven, text: str
) -> Iterator[Disbursement]:
    """Yield the records, that of a whole with those told of behind its parts, the last without."""
    at = {record.amount.span: record for record in records if record.amount}
    moved: dict[Span, Disbursement] = {}
    for amount, members in proven.sums.items():
        parts = [at[part.span] for part in members if part.span in at]
        whole = at.get(amount)
        if whole is None or len(parts) < len(members) or whole.count or whole.recipients:
            continue
        (*others, last) = parts
        if _is_of_all(amount, last, others, text):
            moved[amount] = replace(whole, count=last.count, recipients=last.recipients)
            end = members[-1].span
            moved[end] = replace(last, count=None, recipients=())
    for record in records:
        yield moved.get(record.amount.span, record) if record.amount else record


def _is_of_all(amount: Span, last: Disbursement, others: Sequence[Disbursement], text: str) -> bool:
    """Whether a number behind the parts of an amount is told with 惠及, and no part has its own."""
    end = last.amount.span.end if last.amount else 0
    if last.count is None or last.count.span.start < end or end < amount.end:
        return False
    is_behind = all(recipient.span.start >= end for recipient in last.recipients)
    is_bare = not any(part.count or part.recipients for part in others)
    is_said = OF_ALL.match(text, end, last.count.span.start) is not None
    return is_bare and is_behind and is_said


def with_summed(
    records: Sequence[Disbursement], proven: Proven, text: str
) -> Iterator[Disbursement]:
    """Yield the records, those of sums with the recipients of the parts they add up."""
    at = {record.amount.span: record for record in records if record.amount}
    for record in records:
        amount = record.amount
        is_open = amount is not None and not record.recipients and record.count is None
        if amount is None or not is_open or record.timing == Timing.RAISED:
            yield record
        else:
            yield _with_those_of(_parts(amount.span, at, proven, text), record)


def _parts(
    amount: Span, at: Mapping[Span, Disbursement], proven: Proven, text: str
) -> list[Disbursement]:
    """Return the records of what the amount adds up in its paragraph; none if one is not there."""
    spans = [part.span for part in proven.sums.get(amount, ())]
    start = text.rfind("\n", 0, amount.start)
    is_near = all(start < span.start and span.end <= amount.start for span in spans)
    parts = [at[span] for span in spans if span in at]
    return parts if is_near and len(parts) == len(spans) else []


def _with_those_of(parts: Sequence[Disbursement], record: Disbursement) -> Disbursement:
    if not parts or not all(part.recipients for part in parts):
        return record
    groups = {recipient.text: recipient for part in parts for recipient in part.recipients}
    counts = {part.count for part in parts}
    if len(groups) > MOST:
        return record
    (count, *others) = counts
    return replace(record, recipients=tuple(groups.values()), count=None if others else count)
