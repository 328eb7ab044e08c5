"""When a gift was made: the date of its clause, its paragraph or the opening of its report.

    1月8日，慰问困难职工9名，发放慰问金9600元           the last day or month of the paragraph
    春节前夕，慰问困难职工9名，发放慰问金9600元         its festival
    2021年捐款36万元；2022年捐款41万元                  the year that the clause begins with
    共为2016年度特困员工112人发放28.4万元                the year that the gifts are those of
    1月9日，班子成员深入基层。⏎此次发放慰问金27200元     the day that the report opens with

A lone year elsewhere is when something began (2007年建立), and dates no gift.  Nor does the day a
page was published or a wire was sent (2月8日电), a disaster befell (5月12日14时28分，发生地震) or
somebody spoke.  What was given over years, before or not yet has the date of its own item or none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.linking.figures import holding
from extractor.linking.gifts.other_dates import (
    is_lone_year,
    is_of_all,
    is_of_something_else,
    is_paid,
    is_up_to,
)
from extractor.linking.gifts.surroundings import Near, sentence_start
from extractor.model import Mention, PartialDate, Timing, Value

BEGUN = regex.compile(r"(?:[，,。；;、：:\s]|其中)$")
NO_START = "(?!建|成立|设立|创|起|以来|至|底|[-—–~～])"
SAME_CLAUSE = regex.compile(rf"{NO_START}[，,]?[^，,。；;：:\n]{{0,30}}")
SAME_ITEM = regex.compile(rf"{NO_START}[^。；;\n]{{0,60}}")
# 夏季高温期间, 全年: a time that is no date, so that no day before it is meant.
OWN_TIME = re.compile(
    r"(?:[春夏秋冬]季?|高温|汛期|[寒暑][假期]|防汛|农忙|平时|日常|每[年月逢])[^，,。；;\n]{0,10}[，,]"
    r"|(?:[^，,。；;\n]{0,6}[，,])?(?P<year>全年|一年来|年内|本年度?|今年(?:以来)?)"
)
# 春节期间坚守岗位的职工, 春节期间送温暖活动: whom or what the festival tells apart.
ATTRIBUTE = regex.compile(
    r"(?:前后|期间|前夕)?[^，,。；;、\n]{0,12}的(?!时候|日子)|(?:期间)?(?:送温暖|走访|慰问|帮扶)[^，,。；;\n]{0,8}(?:活动|工作|的通知)"
)
# Titles, who wrote, and the first paragraph of sentences.
OPENING = regex.compile(r"(?:[^。\n]*\n)*[^\n]*")
# 一、 2. （三）: below a numbered heading a report goes on to something else.
HEADING = regex.compile(
    r"^[ \u3000]*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|[0-9]{1,2}[、.．](?![0-9]))",
    regex.MULTILINE,
)


END = regex.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Datings:
    """The dates of a report that may date a gift, in text order."""

    dates: Sequence[Mention[PartialDate]]
    lasting: Sequence[Mention[PartialDate]]  # those that date more than their sentence
    opening: Mention[PartialDate] | None  # the one its opening goes on, before any heading
    of_all: Mention[PartialDate] | None  # the one that the report says everything was given on
    paid: Sequence[Mention[PartialDate]]  # those that say when what they stand behind was paid

    @property
    def is_by_year(self) -> bool:
        """Whether the first date is a lone year: the report goes by years."""
        return bool(self.dates) and is_lone_year(self.dates[0])


def datings(mentions: Sequence[Mention[Value]], text: str) -> Datings:
    """Return the dates that may date a gift: days and months, and the first date of all.

    A lone year is when something began (2007年建立), and dates a gift only where nothing else does,
    where a paragraph opens with it (2022年,区慈善总会募集善款5万元), or where it is the year of an
    account (2016年度).
    """
    stated = [m for m in holding(mentions, PartialDate) if m.value.edtf]
    dates = [m for m in stated if not is_of_something_else(m, text)]
    usable = dates[:1] + [
        m
        for m in dates[1:]
        if not is_lone_year(m) or _opens_paragraph(m, text) or m.text.endswith("度")
    ]
    opening = OPENING.match(text)
    heading = HEADING.search(text, 0, opening.end() if opening else len(text))
    end = heading.start() if heading else opening.end() if opening else len(text)
    lasting = [m for m in usable if not is_up_to(m, text)]
    lead = [m for m in lasting if m.span.start < end and not _is_masked_year(m)]
    days = [m for m in lead if not is_lone_year(m)]
    of_all = next((m for m in stated if is_of_all(m, text)), None)
    paid = [m for m in stated if is_paid(m, text)]
    return Datings(usable, lasting, next(iter(days or lead), None), of_all, paid)


def when_given(
    before: Sequence[Mention[Value]],
    datings: Datings,
    near: Near,
    paragraph: int,
    text: str,
    timing: Timing,
) -> Mention[PartialDate] | None:
    """Return the date of an amount: ``before`` is what its item says before it."""
    own = _own_year(before, near.first, text, is_by_year=datings.is_by_year)
    if own:
        return own
    behind = bisect_left(datings.paid, near.last, key=lambda m: m.span.start)
    for paid in datings.paid[behind : behind + 1]:
        if not END.search(text, near.last, paid.span.start):
            return paid
    sentence = sentence_start(text, near.first)
    festival = _last_festival(near, text)
    time = OWN_TIME.match(text, sentence, near.first)
    start = sentence if time else paragraph
    found = _of_paragraph(datings, festival, start, sentence, near.first)
    if found or timing != Timing.CURRENT:
        return found if timing == Timing.CURRENT or found in before else None
    if datings.of_all:
        return datings.of_all
    opening = datings.opening
    is_meant = time is None or (
        time["year"] is not None and opening is not None and is_lone_year(opening)
    )
    return opening if opening and opening.span.end <= near.first and is_meant else None


def _last_festival(near: Near, text: str) -> Mention[PartialDate] | None:
    """Return the last festival before the end of the amounts, if it is a time of what was given."""
    found = near.festival()
    return None if found is None or ATTRIBUTE.match(text, found.span.end) else found


def _opens_paragraph(date: Mention[PartialDate], text: str) -> bool:
    low, high = date.span.start, date.span.end
    return text[max(0, low - 1) : low].strip() == "" and text[high : high + 1] in (",", "，")


def _own_year(
    before: Sequence[Mention[Value]], amount: int, text: str, *, is_by_year: bool
) -> Mention[PartialDate] | None:
    """Return the year that the clause of an amount begins with: 2021年28.4万元；2022年39.8万元.

    Where a report goes by years (``is_by_year``), the year counts for all of the item it begins.
    """
    dates = [m for m in holding(before, PartialDate) if m.value.edtf]
    if not dates or not is_lone_year(dates[-1]) or is_of_something_else(dates[-1], text):
        return None
    start, end = dates[-1].span.start, dates[-1].span.end
    is_first = BEGUN.search(text[max(0, start - 3) : start]) is not None or start == 0
    same = SAME_ITEM if is_by_year else SAME_CLAUSE
    return dates[-1] if is_first and same.fullmatch(text, end, amount) else None


def _is_masked_year(date: Mention[PartialDate]) -> bool:
    return is_lone_year(date) and "X" in (date.value.edtf or "")


def _of_paragraph(
    datings: Datings,
    festival: Mention[PartialDate] | None,
    paragraph: int,
    sentence: int,
    at: int,
) -> Mention[PartialDate] | None:
    """Return the last day or month of the paragraph, else its festival, else its year."""
    last = _last(datings.dates, sentence, at) or _last(datings.lasting, paragraph, at)
    if last is not None and not is_lone_year(last):
        return last
    if festival is not None and festival.span.start >= paragraph:
        return festival
    return last


def _last(
    dates: Sequence[Mention[PartialDate]], start: int, end: int
) -> Mention[PartialDate] | None:
    """Return the last of ``dates`` that stands from ``start`` to ``end``."""
    known = bisect_right(dates, end, key=lambda m: m.span.end)
    return dates[known - 1] if known and dates[known - 1].span.start >= start else None
