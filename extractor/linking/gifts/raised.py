"""Money that was raised and is told apart from what was given of it.

    筹集送温暖资金58.6万元，其中市级拨付35万元。发放慰问金32.6万元     58.6万 and 35万 are raised
    接受社会捐赠914.2万元，全年支出捐赠资金867.9万元                914.2万 is
    王某捐款2000元，李某捐款500元                              gifts, where nothing else is told

Both are amounts of aid, but who adds them up counts each yuan twice.  Where a report tells of
nothing handed out, what was raised stays what it tells of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.linking.gifts.proven import Proven
from extractor.linking.gifts.surroundings import clause_start
from extractor.model import Disbursement, Mention, Money, Timing

RAISED = re.compile(
    r"(?:筹集|筹措|筹得|筹到|募集|募得|募捐|争取|收到|接受|接收|捐款|捐资|捐赠|认捐|进账|到账)"
)
HANDED_OUT = re.compile(
    "发放|送去|送上|送出|发给|支出|拨付|使用|慰问(?!金)|救助(?!金)|补助(?!金)|资助(?!金)"
)
FARTHEST = 60  # code points of a clause before its amount


def with_raised(records: Sequence[Disbursement], proven: Proven, text: str) -> list[Disbursement]:
    """Return the records, with the timing of those that were only raised where some were given."""
    raised = {at for at, record in enumerate(records) if _is_raised(record, text)}
    if not any(at not in raised and _is_handed_out(r, text) for at, r in enumerate(records)):
        return list(records)
    sums = [amount.span for at in raised if (amount := records[at].amount)]
    parts = {part.span for span in sums for part in proven.sums.get(span, ())}
    raised |= {
        at
        for at, record in enumerate(records)
        if record.amount and record.amount.span in parts and not record.recipients
    }
    return [
        replace(record, timing=Timing.RAISED)
        if at in raised and record.timing == Timing.CURRENT
        else record
        for at, record in enumerate(records)
    ]


def _is_raised(record: Disbursement, text: str) -> bool:
    amount = record.amount
    if amount is None or record.recipients or record.count:
        return False
    clause = _clause(amount, text)
    if HANDED_OUT.search(clause):  # 支出捐赠资金867.9万元
        return False
    return record.payer is not None or RAISED.search(clause) is not None


def _is_handed_out(record: Disbursement, text: str) -> bool:
    amount = record.amount
    if amount is None:
        return False
    is_said = bool(record.recipients or record.count)
    return is_said or HANDED_OUT.search(_clause(amount, text)) is not None


def _clause(amount: Mention[Money], text: str) -> str:
    start = amount.span.start
    return text[clause_start(text, start, FARTHEST) : start]
