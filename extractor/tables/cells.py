"""What one mention, disbursement or finding states, as the cells of its row.

Each function returns its cells in the order in which the table lists its columns, without those
that say whose row it is and where it stands.  A choice of an enumeration becomes the plain text it
is: what passes rows on, from a worker and into SQLite, takes several times as long over an
enumeration's member.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
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
from extractor.tables.columns import Row

WHOLE = 2**53  # below it a double gives back every whole number
RECURRING = 4096  # numbers kept as doubles: most stand several times in a report
NO_FIGURE: Row = (None,) * 8  # stated … damaged
NO_BOUNDS: Row = (None,) * 3  # stated, low, high
NO_DATE: Row = (None,) * 4  # edtf … latest


def mention_cells(mention: Mention[Value]) -> Row:
    """Return what a mention states: type … rule."""
    value = mention.value
    return (type_name(value), mention.text, *_value(value), mention.rule_id)


def _value(value: Value) -> Row:
    match value:
        case PartialDate():
            days = day(value.earliest), day(value.latest)
            return (*NO_FIGURE, *_described(), value.edtf, value.festival, *days)
        case Money():
            described = _described(
                role=str(value.role),
                per=value.per,
                currency=value.currency,
                in_kind=str(value.in_kind),
                label=value.label,
                measure=value.measure,
            )
        case Count():
            described = _described(
                role=str(value.role),
                per=value.per,
                unit=value.unit,
                kind=str(value.kind),
                noun=value.noun,
                label=value.noun,
                measure=value.measure,
            )
        case Percent():
            described = _described()
        case Party():
            described = _described(role=str(value.role), kind=str(value.kind))
            return (*NO_FIGURE, *described, *NO_DATE)
        case Group():
            described = _described(role=str(value.role), label=value.label)
            return (*NO_FIGURE, *described, *NO_DATE)
    return (*_quantity(value.quantity), *described, *NO_DATE)


def _quantity(quantity: Quantity) -> Row:
    return (
        _real(quantity.stated),
        _real(quantity.low),
        _real(quantity.high),
        _exact(quantity.stated),
        _real(quantity.step),
        str(quantity.approx),
        int(quantity.masked),
        int(quantity.damaged),
    )


def _described(  # noqa: PLR0913  # one for each column
    *,
    role: str | None = None,
    per: str | None = None,
    currency: str | None = None,
    in_kind: str | None = None,
    unit: str | None = None,
    kind: str | None = None,
    noun: str | None = None,
    label: str | None = None,
    measure: str | None = None,
) -> Row:
    return (role, per, currency, in_kind, unit, kind, noun, label, measure)


@lru_cache(maxsize=RECURRING)
def _real(number: Decimal | None) -> float | None:
    return None if number is None else float(number) + 0.0  # never -0.0, which equals 0.0


@lru_cache(maxsize=RECURRING)
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


def disbursement_cells(given: Disbursement, ids: Mapping[Place, int]) -> Row:
    """Return what a disbursement states: amount … date_mention."""
    total, each, count, when = given.total, given.each, given.count, given.when
    payer, source, amount = given.payer, given.source, total or each
    stated, low, high = _figure(total)
    return (
        stated,
        str(total.value.role) if total else None,
        low,
        high,
        *_figure(each),
        each.value.per if each else None,
        str(amount.value.in_kind) if amount else None,
        *_figure(count),
        count.value.unit if count else None,
        str(count.value.kind) if count else None,
        "、".join([m.text for m in given.recipients]) or None,
        payer.text if payer else None,
        source.text if source else None,
        "、".join([m.text for m in given.goods]) or None,
        when.value.edtf if when else None,
        given.label,
        str(given.timing),
        *[_id(mention, ids) for mention in (total, each, count, payer, source, when)],
    )


def _figure(mention: Mention[Money] | Mention[Count] | None) -> Row:
    """Return the number that is stated, and the least and the most it can mean."""
    if mention is None:
        return NO_BOUNDS
    quantity = mention.value.quantity
    return _real(quantity.stated), _real(quantity.low), _real(quantity.high)


def party_cells(given: Disbursement, ids: Mapping[Place, int]) -> Iterator[Row]:
    """Yield the recipients and the goods of a disbursement, in order: slot, place, mention."""
    for slot, mentions in (("recipient", given.recipients), ("goods", given.goods)):
        for at, mention in enumerate(mentions):
            yield slot, at, ids[place(mention)]


def finding_cells(finding: Finding, ids: Mapping[Place, int]) -> Row:
    """Return what a finding says: verdict … total_mention."""
    low, high = finding.computed or (None, None)
    return (
        str(finding.verdict),
        str(finding.kind),
        _real(finding.severity),
        _real(finding.stated),
        _real(low),
        _real(high),
        _real(finding.difference),
        finding.expression,
        finding.reason,
        finding.check_id,
        _id(finding.total, ids),
    )


def claim_cells(claim: Claim) -> Row:
    """Return what a figure is known by to other reports: mention … is_preliminary."""
    base = claim.base
    return (
        claim.mention,
        str(claim.aspect),
        claim.body,
        claim.year,
        claim.subject,
        claim.unit,
        _real(claim.stated),
        _real(claim.interval.low),
        _real(claim.interval.high),
        _real(base.interval.low) if base else None,
        _real(base.interval.high) if base else None,
        base.expression if base else None,
        int(base.is_explicit) if base else None,
        claim.doubt,
        claim.since,
        claim.day,
        claim.part,
        claim.deed,
        int(claim.is_preliminary),
    )


def _id(mention: Mention[Any] | None, ids: Mapping[Place, int]) -> int | None:
    return None if mention is None else ids[place(mention)]


def day(known: date | None) -> str | None:
    """Return a day as ISO 8601 writes it."""
    return None if known is None else known.isoformat()
