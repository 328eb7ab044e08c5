"""A finding worked out again with the figures as a person corrected them.

Nothing is stored: the stored finding says what the text says.  The audit judges the same relation
over the corrected figures, so that the auditor sees whether the correction explains the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from extractor.auditing.verdicts import judge
from extractor.deciding import Standing
from extractor.linking.relations import Form, Relation
from extractor.model import (
    Approx,
    Count,
    CountKind,
    Finding,
    FindingKind,
    Mention,
    Money,
    Percent,
    Quantity,
    Value,
    Verdict,
)
from extractor.offsets import Span
from extractor.report.evidence import Evidence

FIGURES = ("money", "count", "percent")
WORKED_OUT = {
    *(FindingKind.SUM, FindingKind.PRODUCT, FindingKind.BALANCE),
    *(FindingKind.RESTATEMENT, FindingKind.RATIO, FindingKind.SUBSET),
}


def judged_again(
    row: Mapping[str, Any], evidence: Sequence[Evidence], corrections: Mapping[int, Standing]
) -> Finding | None:
    """Return the finding in ``row`` with corrected figures, or nothing where it stays as it is.

    ``corrections`` holds, by mention, what was decided about each figure in ``evidence``.
    """
    figures = {at: Decimal(each.figure) for at, each in corrections.items() if each.figure}
    rows = [one.row for one in evidence]
    is_made_of_figures = all(each["type"] in FIGURES for each in rows)
    if not figures or row["kind"] not in WORKED_OUT or not is_made_of_figures:
        return None
    mentions = [_mention(each, figures.get(each["mention"])) for each in rows]
    has_total = evidence[0].is_total
    kind, form = row["check_id"].split(".")
    relation = Relation(
        FindingKind(kind),
        Form(form),
        total=0 if has_total else None,
        parts=tuple(range(int(has_total), len(rows))),
        is_closed=row["verdict"] == Verdict.FAILS,
    )
    return judge(relation, mentions)


def _mention(row: Mapping[str, Any], figure: Decimal | None) -> Mention[Value]:
    mention = Mention(
        Span(row["span_start"], row["span_end"]), row["surface"], _value(row), row["rule"]
    )
    if figure is None:
        return mention
    value = replace(mention.value, quantity=Quantity(figure, figure, figure))
    return replace(mention, text=f"{figure:f}", value=value)


def _value(row: Mapping[str, Any]) -> Money | Count | Percent:
    low, high = _number(row["low"]), _number(row["high"])
    stated = Decimal(row["exact"]) if row["exact"] else _number(row["stated"])
    step = _number(row["step"]) or Decimal(1)
    quantity = Quantity(stated, low, high, Approx(row["approx"]), step)
    if row["type"] == "money":
        return Money(quantity, per=row["per"])
    if row["type"] == "count":
        return Count(quantity, row["unit"], CountKind(row["kind"]), noun=row["noun"])
    return Percent(quantity)


def _number(cell: float | None) -> Decimal | None:
    if cell is None:
        return None
    return Decimal(int(cell)) if float(cell).is_integer() else Decimal(repr(cell))
