"""Dates that cannot be: 2月30日, 4月31日, 13月, an interval that ends before it begins.

    受理期为2月25日至2月30日         no such day
    于2023年12月1日至2023年11月5日   ends before it begins
    2019年度总结 … 2023年3月5日      after the report was published: it cannot tell of that day

A report tells of plans too, so that a day after its publication is ``cannot_tell``; so is a list of
days out of order, which is therefore not reported at all.  Impossible days fail: nothing reconciles
them.  Festivals, masked years and lunar days are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

import regex

from extractor.auditing.claims import FIRM, LOOSE
from extractor.linking.figures import holding
from extractor.model import Finding, FindingKind, Mention, PartialDate, Report, Value, Verdict

DAY = regex.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})\s?年\s?)?(?<![0-9])(?P<month>[0-9]{1,2})\s?月\s?(?P<day>[0-9]{1,2})\s?[日号]"
)
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
ENDS = 2  # days of an interval
LUNAR = re.compile(r"农历|阴历|旧历|腊月|正月")
PLANS = regex.compile(r"将|拟|计划|预计|截止|前完成|底前|之前|规划|目标|到20")
FUTURE = 400  # days after publication that no summary tells of


def check_dates(report: Report, mentions: Sequence[Mention[Value]]) -> Iterator[Finding]:
    """Yield the dates of a report that cannot be."""
    for mention in holding(mentions, PartialDate):
        days = list(DAY.finditer(mention.text))
        before = report.text[max(0, mention.span.start - 4) : mention.span.start]
        if LUNAR.search(mention.text) or LUNAR.search(before):
            continue
        impossible = next((day for day in days if not _exists(day)), None)
        if impossible is not None:
            yield _finding(mention, Verdict.FAILS, "no-such-day", impossible.group())
        elif len(days) == ENDS and _is_backwards(*days):
            yield _finding(mention, Verdict.FAILS, "ends-before-it-begins", mention.text)
        elif _is_after(mention.value, report) and not _is_plan(mention, report):
            yield _finding(mention, Verdict.CANNOT_TELL, "after-publication", mention.text)


def _exists(day: regex.Match[str]) -> bool:
    month, number = int(day["month"]), int(day["day"])
    if not (1 <= month <= len(LONGEST) and 1 <= number <= LONGEST[month - 1]):
        return False
    year = int(day["year"]) if day["year"] else None
    is_leap_day = (month, number) == (2, 29)
    return not is_leap_day or year is None or year % 4 == 0


def _is_backwards(first: regex.Match[str], last: regex.Match[str]) -> bool:
    """Whether both ends have a year, and the second comes first."""
    if not (first["year"] and last["year"]):
        return False
    one, other = ((int(d["year"]), int(d["month"]), int(d["day"])) for d in (first, last))
    return other < one


def _is_after(date: PartialDate, report: Report) -> bool:
    """Whether the date is one day, long after the report was published."""
    is_day = date.earliest is not None and date.earliest == date.latest
    if not is_day or report.published is None or date.earliest is None:
        return False
    return date.earliest > report.published + timedelta(days=FUTURE)


def _is_plan(mention: Mention[PartialDate], report: Report) -> bool:
    around = report.text[max(0, mention.span.start - 16) : mention.span.end + 8]
    return bool(PLANS.search(around))


def _finding(mention: Mention[PartialDate], verdict: Verdict, reason: str, written: str) -> Finding:
    return Finding(
        check_id=f"date.{reason}",
        kind=FindingKind.DATE,
        verdict=verdict,
        total=mention,
        parts=(),
        stated=None,
        computed=None,
        difference=None,
        expression=written,
        reason=reason,
        severity=(FIRM if verdict == Verdict.FAILS else LOOSE / 10).quantize(Decimal("0.0001")),
    )
