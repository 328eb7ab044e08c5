"""Numbers of a list: 一是, 二是, 四是 leaves one out.

Only the words 一是 … are read, in the order of the text: 二是 after 一是 begins no new list, 一是
always does.  Whether a point was left out or wrongly numbered, or its number is written otherwise
(三积极推进), the text does not say, so that the finding is always ``cannot_tell``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.auditing.claims import LOOSE
from extractor.model import Finding, FindingKind, Mention, Report, Value, Verdict
from extractor.numerals import read_numeral
from extractor.offsets import Span

# 之一是 and 第一是 are no numbers of a list, 十一是 is one; 一是 stands at the head of a clause.
POINT = regex.compile(
    r"(?:(?<=[。；;：:，,！!？?\n\s）)])|^)(?P<number>[一二三四五六七八九]|十[一二三四五六]?)是(?!否|不是)"
)


def check_numbering(report: Report, mentions: Sequence[Mention[Value]]) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each place where the points of a list are not numbered in order."""
    points = [(Span(*m.span()), int(_value(m["number"]))) for m in POINT.finditer(report.text)]
    for (before, last), (after, number) in pairwise(points):
        if number not in (1, last + 1):
            yield _finding(before, last, after, number)


def _value(numeral: str) -> Decimal:
    read = read_numeral(numeral)
    assert read is not None  # noqa: S101  the pattern holds numerals only
    return read.value


def _finding(before: Span, last: int, after: Span, number: int) -> Finding:
    expected = Decimal(last + 1)
    return Finding(
        check_id="numbering.points",
        kind=FindingKind.NUMBERING,
        verdict=Verdict.CANNOT_TELL,
        total=None,
        parts=(),
        stated=Decimal(number),
        computed=(expected, expected),
        difference=Decimal(number) - expected,
        expression=f"{last} → {number} ≠ {last + 1}",
        reason="point-missing" if number > last else "point-repeated",
        severity=(LOOSE / 10).quantize(Decimal("0.0001")),
        spans=(before, after),
    )
