"""One JSON object a report: the form in which records leave, are compared and come back.

    {"source": "a.txt", "report": 1, "title": null, "organisation": null, "year": 2021, "text": "…",
     "mentions": [{"id": 0, "type": "money", "start": 9, "end": 13, "surface": "300元", …}],
     "disbursements": [{"amount": 0, "each": null, "recipients": [1], …}],
     "findings": [{"kind": "sum", "verdict": "fails", "total": 4, "parts": [2, 3], …}]}

Offsets count code points, half-open, in ``text``; ``raw_start`` and ``raw_end`` are in the file
as received.  A mention's ``id`` is its place in the list, and everything else refers to mentions
by it.  A number is written as the decimal it is (0.1, 45230.6, 12000), never by way of a binary
float; a null is not stated.  ``damaged`` stands only where digits are lost, and ``locator`` only
where the file has pages or cells (p.3, Sheet1!C5, table 2 row 3 col 4).  In a disbursement
``amount`` is the sum handed out in all, or the sum each received where no other is stated.

Lone surrogates, which UTF-8 cannot hold (they come from file names that are not UTF-8), are written
as JSON escapes, so that every line is valid UTF-8 whatever the archive holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from extractor.errors import ExtractorError
from extractor.model import (
    Count,
    Disbursement,
    Extraction,
    Finding,
    Group,
    InKind,
    Mention,
    Money,
    PartialDate,
    Party,
    Percent,
    Processed,
    Quantity,
    Value,
)
from extractor.offsets import Span
from extractor.wording import Language, explain

Json: TypeAlias = dict[str, Any]
Place: TypeAlias = tuple[Span, type]

IN_KIND: Mapping[InKind, bool | str] = {
    InKind.CASH: False,
    InKind.GOODS: True,
    InKind.MIXED: "mixed",
}
TYPE_NAMES: Mapping[type, str] = {
    PartialDate: "date",
    Money: "money",
    Count: "count",
    Percent: "percent",
    Party: "name",
    Group: "group",
}


def report_records(processed: Processed, language: Language = Language.ZH) -> Iterator[Json]:
    """Yield one record for each report of ``processed``, in text order."""
    for extraction in processed.extractions:
        yield _report_record(processed, extraction, language)


def write_line(record: Json) -> str:
    """Return ``record`` as one line of JSON, without the line end.

    >>> write_line({"surface": "1.50元", "stated": Decimal("1.50"), "parts": [0, 1]})
    '{"surface": "1.50元", "stated": 1.5, "parts": [0, 1]}'
    """
    return _encode(record)


def read_lines(path: Path) -> Iterator[Json]:
    """Yield the records in the file ``path``, fractions as ``Decimal``; blank lines are skipped."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                if line.strip():
                    yield json.loads(line, parse_float=Decimal)
            except ValueError as error:
                remedy = "{path}: line {line} is no JSON record: {error}"
                raise ExtractorError(remedy, path=path, line=number, error=error) from error


def places_of(processed: Processed, extraction: Extraction, span: Span) -> tuple[Span, Span]:
    """Return where ``span`` of the report stands in the restored text, and in the file received."""
    within = extraction.report.offsets.to_original(span)
    return within, processed.document.offsets.to_original(within)


def raw_span(processed: Processed, extraction: Extraction, span: Span) -> Span:
    """Return where ``span`` of the report's text stands in the file as received."""
    return places_of(processed, extraction, span)[1]


def places(extraction: Extraction) -> dict[Place, int]:
    """Return the id of each mention by its place and the sort of value it states."""
    return {place(mention): at for at, mention in enumerate(extraction.mentions)}


def place(mention: Mention[Any]) -> Place:
    """Return what makes a mention the same one wherever it is referred to."""
    return mention.span, type(mention.value)


def type_name(value: Value) -> str:
    """Return the name under which mentions of this sort of value are filed."""
    return TYPE_NAMES[type(value)]


# --- records ------------------------------------------------------------------------------------


def _report_record(processed: Processed, extraction: Extraction, language: Language) -> Json:
    report = extraction.report
    ids = places(extraction)
    return {
        "source": processed.document.file.source,
        "report": report.number,
        "title": report.title,
        "organisation": report.organisation,
        "year": report.year,
        "text": report.text,
        "mentions": [
            _mention_record(at, mention, raw) | _located(processed, raw)
            for at, mention in enumerate(extraction.mentions)
            for _, raw in [places_of(processed, extraction, mention.span)]
        ],
        "disbursements": [_disbursement_record(given, ids) for given in extraction.disbursements],
        "findings": [_finding_record(finding, ids, language) for finding in extraction.findings],
    }


def _located(processed: Processed, raw: Span) -> Json:
    locator = processed.document.file.place_of(raw.start)
    return {"locator": locator} if locator else {}


def _mention_record(at: int, mention: Mention[Value], raw: Span) -> Json:
    return {
        "id": at,
        "type": type_name(mention.value),
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.text,
        "raw_start": raw.start,
        "raw_end": raw.end,
        "rule": mention.rule_id,
        **_value_record(mention.value),
    }


def _value_record(value: Value) -> Json:
    match value:
        case PartialDate():
            return {"edtf": value.edtf, "festival": value.festival}
        case Money():
            return {
                **_quantity_record(value.quantity),
                "role": value.role,
                "per": value.per,
                "in_kind": IN_KIND[value.in_kind],
                "currency": value.currency,
            }
        case Count():
            return {
                **_quantity_record(value.quantity),
                "unit": value.unit,
                "kind": value.kind,
                "noun": value.noun,
                "role": value.role,
                "per": value.per,
            }
        case Percent():
            return {"value": value.quantity.stated, "approx": value.quantity.approx}
        case Party():
            return {"kind": value.kind, "role": value.role}
        case Group():
            return {"role": value.role}


def _quantity_record(quantity: Quantity) -> Json:
    record: Json = {
        "stated": quantity.stated,
        "low": quantity.low,
        "high": quantity.high,
        "approx": quantity.approx,
        "masked": quantity.masked,
    }
    return record | ({"damaged": True} if quantity.damaged else {})


def _disbursement_record(given: Disbursement, ids: Mapping[Place, int]) -> Json:
    return {
        "amount": _id(given.amount, ids),
        "each": _id(given.each, ids),
        "payer": _id(given.payer, ids),
        "source": _id(given.source, ids),
        "recipients": [ids[place(recipient)] for recipient in given.recipients],
        "count": _id(given.count, ids),
        "goods": [ids[place(goods)] for goods in given.goods],
        "date": _id(given.when, ids),
        "label": given.label,
    }


def _finding_record(finding: Finding, ids: Mapping[Place, int], language: Language) -> Json:
    return {
        "kind": finding.kind,
        "verdict": finding.verdict,
        "total": _id(finding.total, ids),
        "parts": [ids[place(part)] for part in finding.parts],
        "stated": finding.stated,
        "computed": finding.computed,
        "difference": finding.difference,
        "why": explain(finding.expression, finding.reason, language),
        "evidence": [[span.start, span.end] for span in finding.evidence],
        "check": finding.check_id,
    }


def _id(mention: Mention[Any] | None, ids: Mapping[Place, int]) -> int | None:
    return None if mention is None else ids[place(mention)]


# --- JSON ---------------------------------------------------------------------------------------


def _encode(value: object) -> str:
    match value:
        case Mapping():
            pairs = (f"{_text(key)}: {_encode(inner)}" for key, inner in value.items())
            return "{" + ", ".join(pairs) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_encode, value)) + "]"
        case Decimal():
            return write_decimal(value)
        case str():
            return _text(value)
        case _:
            return json.dumps(value, allow_nan=False)


def write_decimal(number: Decimal) -> str:
    """Return ``number`` in plain digits without trailing zeros: 12000, 0.1, never 1.2E+4."""
    if not number.is_finite():
        raise ValueError(f"not a number JSON can hold: {number}")
    plain = format(number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=not _is_utf8(text))


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
