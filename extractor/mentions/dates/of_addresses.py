"""The year that an address to an assembly is given in, by which 今年 and 去年 are told.

An address looks back on the year before, so that the first year it states is seldom its own:

    ——2019年1月8日在县第十六届人民代表大会上⏎…⏎各位代表：   2019: the day stands above the greeting
    各位代表：⏎…⏎一、2018年工作回顾                       2019: what is looked back on is over
    各位代表：⏎…⏎二、2019年主要任务⏎今年是…              2019: the heading above says which year 今年 is
    关于2018年预算执行情况和2019年预算草案的报告            2019: the year that is planned has begun

Where none of them is found, or two differ, the year is not known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.mentions.dates.written import WrittenDate
from extractor.offsets import Span

Placed = tuple[Span, WrittenDate]

_GREETING = re.compile("各位(?:代表|委员)")
_OPENING = 600  # code points in which the assembly is greeted, after titles and names
_HEADING = 40  # code points of a line that is a heading, at most
_REVIEW = re.compile(r"[^\d。，,；;：:和]{0,10}回顾")
_OVER = re.compile("(?<!将)(?<!将要)过去的$")  # 刚刚过去的2018年
_OURS = re.compile(r"\s*今年")
_CARRIED_OUT = re.compile(r"[^。；;\n]{0,30}(?:执行情况|决算)[^。；;\n]{0,10}[和及与、]")
_PLANNED = re.compile(r"[^。；;\n]{0,24}?(?:预算|计划)")


def greets_assembly(text: str) -> bool:
    """Tell whether ``text`` is an address to the members of an assembly."""
    return _GREETING.search(text, 0, _OPENING) is not None


def year_of_address(written: Sequence[Placed], text: str) -> int | None:
    """Return the year in which an address was given, if all that says so agrees."""
    greeting = _GREETING.search(text, 0, _OPENING)
    above = greeting.start() if greeting else 0
    said = {int(e.year or 0) for span, e in written if span.end <= above and _is_day(e)}
    if not said:
        years = [(span, int(e.year or 0)) for span, e in written if _is_year(e)]
        said = {year for span, year in years for year in _said_by(span, year, text)}
        said |= {
            next_year
            for (span, year), (later, next_year) in pairwise(years)
            if next_year == year + 1 and later.end < _OPENING and _is_title(span, later, text)
        }
    return said.pop() if len(said) == 1 else None


def _is_day(entry: WrittenDate) -> bool:
    is_day = entry.month and entry.day and not entry.until
    return bool(is_day) and (entry.year or "").isdigit()


def _is_year(entry: WrittenDate) -> bool:
    return (entry.year or "").isdigit() and not (entry.month or entry.until)


def _said_by(span: Span, year: int, text: str) -> list[int]:
    """Return the year that a heading with ``year``, or 过去的 before it, gives the address."""
    if _OVER.search(text, max(0, span.start - 8), span.start):
        return [year + 1]
    begin, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    if end < 0 or end - begin > _HEADING or "。" in text[begin:end]:
        return []
    if _REVIEW.match(text, span.end, end):
        return [year + 1]
    return [year] if _OURS.match(text, end) else []


def _is_title(span: Span, later: Span, text: str) -> bool:
    """Tell whether two years are those of what was carried out and of what is planned."""
    is_done = _CARRIED_OUT.fullmatch(text, span.end, later.start) is not None
    return is_done and _PLANNED.match(text, later.end) is not None
