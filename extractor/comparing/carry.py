"""Last year's figure, by this year's report and by last year's own.

    2020: 筹集送温暖资金52.8万元，比上年增加4.2万元     528000 − 42000 = 486000
    2019: 筹集送温暖资金48.6万元                        486000: it holds

Both reports are of one body, the figures have one subject and one unit, and the report of last year
states only one number of that subject that is not far from the base (800元 that one family got is
far from the 16.8万元 of all), else nothing is said unless it holds.  The figures may
differ without an error: where last year's report says that its figures were preliminary they are
``restated``; 同口径, 可比, 剔除, 年均 are not comparable; two changes stated of one figure that
disagree are the business of that report; and a base that is far from what last year's report
says, of another part of the year or of another deed (筹集, 发放) is of another thing.  Only what
none of these explains, and where 比上年 is written, fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from extractor.comparing.engines import Engine
from extractor.comparing.verdicts import (
    SIDE,
    SIDES,
    Comparison,
    Side,
    gap_between,
    number,
    side_of,
    widened,
)
from extractor.indexing import Aspect
from extractor.indexing.bases import is_quotient
from extractor.model import FindingKind, Interval, Verdict

FAR = 3  # times as much, or as little: no longer the same thing
CARRIED, GROWN = "carry.left-over", "carry.last-year"


def _of(claim: str) -> str:
    return ", ".join(f"{claim}.{column}" for column in SIDE.split(", "))


# Few figures tell of last year: all that were stated are gone through once, and each leads to those
# that tell of it.  An index over all claims would be written at random while documents are stored.
TELLING = """
    SELECT *, CAST(CASE aspect WHEN 'last_year' THEN year ELSE year - 1 END AS INTEGER) AS year_told
    FROM claims WHERE aspect = 'last_year' OR expression IS NOT NULL
"""
PAIRS = f"""
    SELECT {_of("later")}, {_of("earlier")}, later.base_low, later.base_high, later.expression,
           coalesce(later.is_explicit, 1), later.doubt, later.aspect, later.body, later.year,
           later.subject, earlier.is_preliminary,
           earlier.part = later.part AND earlier.deed = later.deed
    FROM claims AS earlier CROSS JOIN telling AS later
      ON earlier.body = later.body AND earlier.subject = later.subject
     AND earlier.year = later.year_told AND earlier.unit = later.unit
    WHERE earlier.aspect = 'stated'
      AND (earlier.document, earlier.report) != (later.document, later.report)
    ORDER BY later.document, later.report, later.mention, later.claim,
             earlier.document, earlier.report, earlier.claim
"""  # noqa: S608  # our own names


@dataclass(frozen=True, slots=True)
class _Pair:
    """What a report makes of last year's figure, and a figure that last year's report states."""

    here: Side
    base: Interval
    expression: str | None
    is_explicit: bool
    doubt: str | None
    aspect: Aspect
    body: str
    year: int
    subject: str
    is_preliminary: bool
    is_alike: bool  # of the same part of a year, and the same deed
    there: Side

    @property
    def holds(self) -> bool:
        return self.base.meets(self.there.interval)

    @property
    def is_exact(self) -> bool:
        """Whether neither this year's figure nor its change (增加4万元以上) is vague."""
        return self.here.is_exact and None not in (self.base.low, self.base.high)


def find_carried(engine: Engine) -> Iterator[Comparison]:
    """Yield every figure of last year that two reports of one body both give."""
    engine.keep("telling", TELLING)
    engine.index("telling", "body", "subject", "year_told")
    pairs = map(_read, engine.ask(PAIRS))
    for _, group in groupby(pairs, key=lambda p: (p.here.document, p.here.report, p.here.mention)):
        listed = list(group)
        if any(pair.holds for pair in listed):
            yield from _agreed(listed)
            continue
        near = [p for p in listed if not _is_far(p.base, p.there.stated)] or listed
        if len({pair.there.stated for pair in near}) == 1 and _is_claimed(near[0]):
            yield _comparison(near[0], *_judged(near))


def _read(row: Sequence[Any]) -> _Pair:
    here, there = side_of(row), side_of(row[SIDES:])
    low, high, expression, is_explicit, doubt = row[2 * SIDES : 2 * SIDES + 5]
    aspect, body, year, subject, is_preliminary, is_alike = row[2 * SIDES + 5 :]
    return _Pair(
        here,
        here.interval if expression is None else widened(low, high),
        expression,
        bool(is_explicit),
        doubt,
        Aspect(aspect),
        body,
        year,
        subject,
        bool(is_preliminary),
        bool(is_alike),
        there,
    )


def _agreed(pairs: Sequence[_Pair]) -> Iterator[Comparison]:
    """Yield the agreement that says most: with the number itself, else with what is vague.

    超过100元 agrees with whatever is more, so that it says nothing of what is far more; nor is the
    number itself more than agreed with where this report is vague.
    """
    holding = [pair for pair in pairs if pair.holds]
    exact = [pair for pair in holding if _is_as_written(pair)]
    near = [pair for pair in holding if not _is_far(pair.base, pair.there.stated)]
    if exact:
        yield _comparison(exact[0], Verdict.HOLDS, "holds")
    elif near:
        yield _comparison(near[0], Verdict.WITHIN_APPROXIMATION, "within_approximation")


def _is_inside(pair: _Pair) -> bool:
    return pair.base.meets(widened(pair.there.stated, pair.there.stated))


def _is_as_written(pair: _Pair) -> bool:
    """Whether last year's number comes out of the figures as written, to half of their last digit.

    1.37万亿 − 74亿 is 1.37万亿 only because 1.37万亿 is rounded.  A share is itself rounded, so
    that all that it can mean counts.
    """
    low, high = pair.base.low, pair.base.high
    if not (_is_inside(pair) and pair.is_exact) or low is None or high is None:
        return False
    if pair.expression is not None and is_quotient(pair.expression):
        return True
    middle, slack = (low + high) / 2, (high - low) / 8  # the ends are a digit off each way
    return abs(middle - Decimal(str(pair.there.stated))) <= slack


def _judged(pairs: Sequence[_Pair]) -> tuple[Verdict, str]:
    """Return what it means that none of ``pairs``, which are of one figure, holds."""
    first = pairs[0]
    if any(pair.doubt for pair in pairs):
        return Verdict.CANNOT_TELL, "not-comparable"
    if first.is_preliminary:
        return Verdict.CANNOT_TELL, "restated"
    if not all(pair.base.meets(first.base) for pair in pairs):
        return Verdict.CANNOT_TELL, "own-figures-differ"
    if not first.is_explicit:
        return Verdict.CANNOT_TELL, "base-uncertain"
    if (
        not first.is_alike
        or _is_far(first.base, first.there.stated)
        or first.aspect is Aspect.LAST_YEAR
    ):
        return Verdict.CANNOT_TELL, "another-figure"
    return Verdict.FAILS, "no-reading"


def _is_claimed(pair: _Pair) -> bool:
    """Whether the text relates the two at all: last year is named, or the base is not far off."""
    return pair.is_explicit or not _is_far(pair.base, pair.there.stated)


def _is_far(base: Interval, stated: float) -> bool:
    ends = [float(end) for end in (base.low, base.high) if end is not None]
    return not ends or stated <= 0 or max(ends) * FAR < stated or min(ends) > stated * FAR


def _comparison(pair: _Pair, verdict: Verdict, reason: str) -> Comparison:
    gap = gap_between(pair.there, pair.base)
    return Comparison(
        CARRIED if pair.aspect is Aspect.LAST_YEAR else GROWN,
        FindingKind.CARRY,
        verdict,
        reason,
        pair.here,
        pair.there,
        pair.body,
        pair.year,
        pair.subject,
        f"{pair.expression or number(pair.here.stated)} {_sign(pair)} {number(pair.there.stated)}",
        pair.base,
        gap,
    )


def _sign(pair: _Pair) -> str:
    """Return how last year's figure, by this year's, stands to the number its report states."""
    if not pair.holds:
        return "≠"
    if _is_inside(pair):
        return "=" if _is_as_written(pair) else "≈"
    low = pair.base.low
    return "≳" if low is not None and low > pair.there.stated else "≲"
