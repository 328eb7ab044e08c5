"""Whom the sum of several gifts went to: those who got its parts.

走访困难残疾人320户，慰问金16万元，慰问品折价4.8万元，款物合计20.8万元          they, all 320户
困难残疾人1530人，发放45.9万元；重度残疾人920人，发放55.2万元。合计101.1万元    both
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractor.linking.gifts.proven import Proven
from extractor.model import Disbursement, Timing
from extractor.offsets import Span

MOST = 2  # groups: a sum of more is one of a report, and went to nobody in particular


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
