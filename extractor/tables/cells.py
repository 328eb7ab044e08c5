"""What one mention, disbursement or finding states, as the cells of its row.

A choice of an enumeration becomes the plain text it is: what passes rows on, from a worker and into
SQLite, takes several times as long over an enumeration's member.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.indexing import Claim
from extractor.interchange import Place, place, type_name, write_decimal
from extractor.model import (
    Count,
    Disbursement,
    Finding,
    Group,
    Mention,
    Money,
    PartialDate,
    Party,
    Percent,
    Quantity,
    Value,
)
from extractor.tables.columns import Cells

WHOLE = 2**53  # below it a double gives back every whole number


def mention_cells(mention: Mention[Value]) -> Cells:
    """Return what a mention states, by column."""
    return {
        "type": type_name(mention.value),
        "surface": mention.text,
        "rule": mention.rule_id,
        **_value(mention.value),
    }


def _value(value: Value) -> Cells:
    match value:
        case PartialDate():
            return {
                "edtf": value.edtf,
                "festival": value.festival,
                "earliest": day(value.earliest),
                "latest": day(value.latest),
            }
        case Money():
            return {
                **_quantity(value.quantity),
                "role": str(value.role),
                "per": value.per,
                "in_kind": str(value.in_kind),
                "currency": value.currency,
                "label": value.label,
                "measure": value.measure,
            }
        case Count():
            return {
                **_quantity(value.quantity),
                "role": str(value.role),
                "per": value.per,
                "unit": value.unit,
                "kind": str(value.kind),
                "noun": value.noun,
                "label": value.noun,
                "measure": value.measure,
            }
        case Percent():
            return _quantity(value.quantity)
        case Party():
            return {"role": str(value.role), "kind": str(value.kind)}
        case Group():
            return {"role": str(value.role), "label": value.label}


def _quantity(quantity: Quantity) -> Cells:
    return {
        "stated": _real(quantity.stated),
        "low": _real(quantity.low),
        "high": _real(quantity.high),
        "exact": _exact(quantity.stated),
        "step": _real(quantity.step),
        "approx": str(quantity.approx),
        "masked": int(quantity.masked),
        "damaged": int(quantity.damaged),
    }


def _real(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _exact(number: Decimal | None) -> str | None:
    """Return the digits of a number that a double does not give back."""
    if number is None or (abs(number) < WHOLE and number == int(number)):
        return None
    if Decimal(repr(float(number))) == number:
        return None
    return write_decimal(number)


def stated_by(given: Disbursement) -> list[Mention[Any]]:
    """Return every mention a disbursement rests on."""
    single = (given.total, given.each, given.payer, given.source, given.count, given.when)
    return [*(m for m in single if m), *given.recipients, *given.goods]


def disbursement_cells(given: Disbursement, ids: Mapping[Place, int]) -> Cells:
    """Return what a disbursement states, by column."""
    amount = given.total or given.each
    return {
        **_figure("amount", "amount", given.total),
        **_figure("each_amount", "each", given.each),
        **_figure("recipient_count", "recipient_count", given.count),
        "amount_role": str(given.total.value.role) if given.total else None,
        "per": given.each.value.per if given.each else None,
        "in_kind": str(amount.value.in_kind) if amount else None,
        "unit": given.count.value.unit if given.count else None,
        "count_kind": str(given.count.value.kind) if given.count else None,
        "recipients": "、".join(m.text for m in given.recipients) or None,
        "goods": "、".join(m.text for m in given.goods) or None,
        "payer": given.payer.text if given.payer else None,
        "source": given.source.text if given.source else None,
        "edtf": given.when.value.edtf if given.when else None,
        "label": given.label,
        "timing": str(given.timing),
        "total_mention": _id(given.total, ids),
        "each_mention": _id(given.each, ids),
        "count_mention": _id(given.count, ids),
        "payer_mention": _id(given.payer, ids),
        "source_mention": _id(given.source, ids),
        "date_mention": _id(given.when, ids),
    }


def _figure(name: str, prefix: str, mention: Mention[Money] | Mention[Count] | None) -> Cells:
    if mention is None:
        return {}
    quantity = mention.value.quantity
    return {
        name: _real(quantity.stated),
        f"{prefix}_low": _real(quantity.low),
        f"{prefix}_high": _real(quantity.high),
    }


def party_cells(given: Disbursement, ids: Mapping[Place, int]) -> Iterator[Cells]:
    """Yield the recipients and the goods of a disbursement, in order."""
    for slot, mentions in (("recipient", given.recipients), ("goods", given.goods)):
        for at, mention in enumerate(mentions):
            yield {"slot": slot, "place": at, "mention": ids[place(mention)]}


def finding_cells(finding: Finding, ids: Mapping[Place, int]) -> Cells:
    """Return what a finding says, by column."""
    low, high = finding.computed or (None, None)
    return {
        "verdict": str(finding.verdict),
        "kind": str(finding.kind),
        "severity": _real(finding.severity),
        "stated": _real(finding.stated),
        "computed_low": _real(low),
        "computed_high": _real(high),
        "difference": _real(finding.difference),
        "expression": finding.expression,
        "reason": finding.reason,
        "check_id": finding.check_id,
        "total_mention": _id(finding.total, ids),
    }


def claim_cells(claim: Claim) -> Cells:
    """Return what a figure is known by to other reports, by column."""
    base = claim.base
    return {
        "mention": claim.mention,
        "aspect": str(claim.aspect),
        "body": claim.body,
        "year": claim.year,
        "subject": claim.subject,
        "unit": claim.unit,
        "stated": _real(claim.stated),
        "stated_low": _real(claim.interval.low),
        "stated_high": _real(claim.interval.high),
        "base_low": _real(base.interval.low) if base else None,
        "base_high": _real(base.interval.high) if base else None,
        "expression": base.expression if base else None,
        "is_explicit": int(base.is_explicit) if base else None,
        "doubt": claim.doubt,
        "since": claim.since,
        "day": claim.day,
        "part": claim.part,
        "deed": claim.deed,
        "is_preliminary": int(claim.is_preliminary),
    }


def _id(mention: Mention[Any] | None, ids: Mapping[Place, int]) -> int | None:
    return None if mention is None else ids[place(mention)]


def day(known: date | None) -> str | None:
    """Return a day as ISO 8601 writes it."""
    return None if known is None else known.isoformat()
