"""How single values are written out, the same on page, workbook and report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from extractor.deciding import Standing
from extractor.wording import legible

DIGITS = 8  # of the document, in the name of a finding
KEPT = 3  # the decided fields a workbook carries


def finding_name(row: Mapping[str, Any]) -> str:
    """Return the name by which people and the command line know a finding."""
    return f"{str(row['document'])[:DIGITS]}/{row['report']}/{row['finding']}"


def grouped(number: float | Decimal | None) -> str:
    """Return a number with its thousands grouped, without decimals it does not have.

    What was divided has decimals without end; four of them are shown.

    >>> grouped(22500.0), grouped(-0.5), grouped(None), grouped(10.369318181818182)
    ('22,500', '-0.5', '', '10.3693')
    """
    if number is None:
        return ""
    number = legible(number) if isinstance(number, float) else number
    plain = f"{Decimal(repr(number)) if isinstance(number, float) else Decimal(number):,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


def number_of(written: str) -> Decimal | None:
    """Return the number a person typed, or nothing where it is none: 12,000 · 1.5 · －30."""
    plain = written.strip().replace(",", "").replace("，", "").replace("－", "-").replace("−", "-")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def exported(standing: Standing) -> str:
    """Return what a workbook carries away, so that it can be seen later what was changed in it."""
    return json.dumps([standing.status, standing.reviewer, standing.note], ensure_ascii=False)


def imported(written: str) -> tuple[str, str, str] | None:
    """Return what ``exported`` wrote, or nothing where the cell was tampered with."""
    try:
        known = json.loads(written)
    except ValueError:
        return None
    if not (isinstance(known, list) and len(known) == KEPT):
        return None
    status, reviewer, note = map(str, known)
    return status, reviewer, note
