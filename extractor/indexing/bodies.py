"""Whose report it is and of which year, as keys under which reports of several years meet.

    organisation 三明市财政局, year 2019                      三明市, 2019
    title 关于三门峡市2019年财政预算执行情况和2020年…的报告      三门峡市, 2019

A bureau of finance and the government report for the whole place, so that they are one body with
it.  A name without a place (市财政局, 我局) is no key: many bodies have it.
"""

from __future__ import annotations

import regex

from extractor.model import Report

FOR_THE_PLACE = regex.compile(r"(?:财政局|人民政府|政府)$")
NAMED = regex.compile(
    r"(?![我本各该全省市县区镇乡某]|__)\p{Han}{2,}|[省市县区镇乡]\p{Han}{2,}[省市县区镇乡]\p{Han}*"
)
TITLE = regex.compile(
    r"(?:关于)?(?P<body>\p{Han}{2,20}?)(?P<year>(?:19|20)\d{2})年.{0,40}(?:报告|总结|小结|情况|汇报|公报)"
)
OPENING = regex.compile(
    r"(?P<year>(?:19|20)\d{2})年度?(?:地方|全市|全县|全省|财政){0,2}(?:预算执行|决算|工作|国民经济|慰问|救助|帮扶)"
)
HEAD = 600  # characters in which a report says what it is


def body_of(report: Report) -> str | None:
    """Return the place or body that ``report`` is about, if its name is its own."""
    name = report.organisation
    if name is None and report.title and (match := TITLE.match(report.title)):
        name = match["body"]
    name = FOR_THE_PLACE.sub("", name) if name else None
    return name if name and NAMED.fullmatch(name) else None


def year_of(report: Report) -> int | None:
    """Return the year that ``report`` is about: of a report and a plan, that of the report."""
    if report.year is not None:
        return report.year
    if report.title and (match := TITLE.match(report.title)):
        return int(match["year"])
    found = OPENING.search(report.text, 0, HEAD)
    return int(found["year"]) if found else None
