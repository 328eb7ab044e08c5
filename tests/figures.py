"""Figures for tests of what is read around them: counts, amounts and days in plain forms.

The readers of groups and names take the figures that other modules found; these are a stand-in by
form, so that a test of names does not fail over a count.
"""

from __future__ import annotations

import re

from extractor.model import Count, CountKind, Mention, Money, PartialDate, Quantity, Value
from extractor.offsets import Span

_KINDS = {
    "名": CountKind.PERSON,
    "位": CountKind.PERSON,
    "人": CountKind.PERSON,
    "户": CountKind.HOUSEHOLD,
    "家": CountKind.ORGANISATION,
    "所": CountKind.ORGANISATION,
    "个": CountKind.ITEM,
    "份": CountKind.ITEM,
}
_FIGURE = re.compile(
    r"(?P<number>[\d.]+万?|[一二两三四五六七八九十]+)(?P<unit>元|[名位人户家所个份]|月\d+日)"
)
_UNKNOWN = Quantity(None, None, None)


def figures_of(text: str) -> list[Mention[Value]]:
    """Return the figures of ``text``, in text order."""
    return [
        Mention(Span(*match.span()), match[0], _value(match["unit"]), "test.figure")
        for match in _FIGURE.finditer(text)
    ]


def _value(unit: str) -> Value:
    if unit == "元":
        return Money(_UNKNOWN)
    if unit in _KINDS:
        return Count(_UNKNOWN, unit, _KINDS[unit])
    return PartialDate(None)
