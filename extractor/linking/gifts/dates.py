"""When a gift was made: the date of its clause, its paragraph or the opening of its report.

    1月8日，慰问困难职工9名，发放慰问金9600元           the last day or month of the paragraph
    春节前夕，慰问困难职工9名，发放慰问金9600元         its festival
    2021年捐款36万元；2022年捐款41万元                  the year that the clause begins with
    共为2016年度特困员工112人发放28.4万元                the year that the gifts are those of
    1月9日，班子成员深入基层。⏎此次发放慰问金27200元     the day that the report opens with
    “八一”前夕，我局走访。⏎一、慰问36户，每户400元        or its festival, where it begins with one
    6月20日，救助金名单如下：⏎麦某 6000元               the day that the head of a list says
    自2011年以来，累计发放助学金148.6万元              the beginning of what was given over years

A lone year elsewhere is when something began (2007年建立), and dates no gift.  Nor does the day a
page was published or a wire was sent (2月8日电), a disaster befell (5月12日14时28分，发生地震), an
appeal was made, anyone might object (公示期) or somebody spoke.  What was given over years, before
or not yet has the date of its own item or none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.linking.figures import holding
from extractor.linking.gifts.heads import head_of
from extractor.linking.gifts.other_dates import (
    OF_A_PART,
    is_lone_year,
    is_of_all,
    is_of_something_else,
    is_paid,
    is_up_to,
)
from extractor.linking.gifts.rows import date_in_row
from extractor.linking.gifts.surroundings import Near, sentence_start
from extractor.model import Mention, PartialDate, Timing, Value
from extractor.offsets import Span, after_last_mark

BEGUN = regex.compile(r"(?:[，,。；;、：:\s]|其中)$")
NO_START = "(?!建|成立|设立|创|起|以来|至|底|[-—–~～])"
SAME_CLAUSE = regex.compile(rf"{NO_START}[，,]?[^，,。；;：:\n]{{0,30}}")
SAME_ITEM = regex.compile(rf"{NO_START}[^。；;\n]{{0,60}}")
# 夏季高温期间, 全年: a time that is no date, so that no day before it is meant.
OWN_TIME = re.compile(
    r"(?:[春夏秋冬]季?|高温|汛期|[寒暑][假期]|防汛|农忙|平时|日常|每[年月逢])[^，,。；;\n]{0,10}[，,]"
    r"|(?:[^，,。；;\n]{0,6}[，,])?(?P<year>全年|一年来|年内|本年度?|今年以来)"
)
# 春节期间坚守岗位的职工, 春节期间送温暖活动: whom or what the festival tells apart.
ATTRIBUTE = regex.compile(
    r"(?:前后|期间|前夕)?[^，,。；;、\n]{0,12}的(?!时候|日子)|(?:期间)?(?:送温暖|走访|慰问|帮扶)[^，,。；;\n]{0,8}(?:活动|工作|的通知)"
)
# 春节过后，对全年工作作了清理; 春节将至: nothing was given then.
NO_TIME = regex.compile(rf"(?:过后|[之以]?后|将至|将近|临近|来临|快到)|{ATTRIBUTE.pattern}")
# “八一”前夕, 2022年元旦、春节期间: nothing but a year before the festival.
BEGINS = regex.compile(r"[ \u3000“\"]*(?:\p{Nd}{2,4}年|[0-9xX×]{2,4}年)?[ “\"]*")
# 一、 2. （三）: below a numbered heading a report goes on to something else.
HEADING = regex.compile(
    r"^[ \u3000]*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|[0-9]{1,2}[、.．](?![0-9]))",
    regex.MULTILINE,
)
# 一、关于春节期间的慰问安排。 heads what was given then
REACH = 20  # code points of a heading before its festival
ABOUT = regex.compile(rf"(?:{HEADING.pattern})关于$", regex.MULTILINE)
# Titles, who wrote, and the first paragraph of sentences.
OPENING = regex.compile(r"(?:[^。\n]*\n)*[^\n]*")


# 2009年开展助学以来; 2016年起; 1996年至今: what was given over years is told from then on.
SINCE = regex.compile(r"[^，,。；;\n]{0,14}?(?:以来|起(?![步草])|至今|迄今)")
FOUNDED = regex.compile(r"[^，,。；;\n]{0,6}(?:成立|建立|设立|创办|创立|创建|建[校会院站])")
FOUNDED_IN = regex.compile(r"(?:成立|建立|设立|创办|创立|创建|始建|建)于$")
NUMBER = regex.compile(
    r"[约共]?[0-9][0-9,.]*[万余多]*[人名户位家所个]次?[，,]?\p{Han}{0,4}"
)  # 7月|3户|7700元
END = regex.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Datings:
    """The dates of a report that may date a gift, in text order."""

    own: Sequence[Mention[PartialDate]]  # all but those of something else: a page, a disaster
    dates: Sequence[Mention[PartialDate]]
    lasting: Sequence[Mention[PartialDate]]  # those that date more than their sentence
    opening: Mention[PartialDate] | None  # the one its opening goes on, before any heading
    of_all: Mention[PartialDate] | None  # the one that the report says everything was given on
    paid: Sequence[Mention[PartialDate]]  # those that say when what they stand behind was paid
    of_heads: Sequence[Sequence[Mention[PartialDate]]]  # those that may date a list, best first

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
    of_all = [m for m in stated if is_of_all(m, text)]
    own = [m for m in stated if m in of_all or not is_of_something_else(m, text)]
    dates = [m for m in own if not _is_begun(m, text)]
    usable = dates[:1] + [
        m
        for m in dates[1:]
        if not is_lone_year(m) or _opens_paragraph(m, text) or m.text.endswith("度")
    ]
    opening = OPENING.match(text)
    heading = HEADING.search(text, 0, opening.end() if opening else len(text))
    end = heading.start() if heading else opening.end() if opening else len(text)
    festivals = _festivals(mentions, text)
    lasting = [m for m in usable if not is_up_to(m, text)]
    lead = [m for m in lasting if m.span.start < end]
    days = [m for m in lead if not is_lone_year(m)] or _first_festival(festivals, end, text)
    paid = [m for m in stated if is_paid(m, text)]
    known = [m for m in dates if not is_up_to(m, text)]
    by_day, by_year = (
        [m for m in known if is_lone_year(m) == is_year] for is_year in (False, True)
    )
    of_heads = by_day, festivals, by_year
    opened = next(iter(days or lead), None)
    return Datings(own, usable, lasting, opened, next(iter(of_all), None), paid, of_heads)


def _festivals(mentions: Sequence[Mention[Value]], text: str) -> list[Mention[PartialDate]]:
    """Return the festivals that are a time when something may have been given."""
    times = (m for m in holding(mentions, PartialDate) if m.value.festival)
    return [m for m in times if not NO_TIME.match(text, m.span.end)]


def _first_festival(
    festivals: Sequence[Mention[PartialDate]], end: int, text: str
) -> list[Mention[PartialDate]]:
    """Return the last of the ``festivals`` that the first sentence begins with: 元旦、春节期间.

    The opening goes up to ``end``; where it comes to one only in passing, sections are of a year.
    """
    first = text.find("。", 0, end)
    found = [m for m in festivals if m.span.end <= (end if first < 0 else first)]
    begin = after_last_mark(text, "\n", 0, found[-1].span.start) if found else 0
    run = [m for m in found if m.span.start >= begin]
    is_first = bool(run) and BEGINS.fullmatch(text, begin, run[0].span.start) is not None
    return run[-1:] if is_first else []


def when_given(
    before: Sequence[Mention[Value]],
    datings: Datings,
    near: Near,
    paragraph: int,
    text: str,
    timing: Timing,
) -> Mention[PartialDate] | None:
    """Return the date of an amount: ``before`` is what its item says before it."""
    if timing == Timing.CUMULATIVE and (since := _since(before, text)):
        return since
    own = date_in_row(near, text) or _of_part(before, near.first, text)
    if own := own or _own_year(before, datings, near.first, text):
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
    if found is None and time is None and (head := head_of(paragraph, text)):
        found = _of_head(datings, head)
    if found or timing != Timing.CURRENT:
        return found if timing == Timing.CURRENT or found in before else None
    if datings.of_all:
        return datings.of_all
    opening = datings.opening
    is_meant = time is None or (
        time["year"] is not None and opening is not None and is_lone_year(opening)
    )
    return opening if opening and opening.span.end <= near.first and is_meant else None


def _is_begun(date: Mention[PartialDate], text: str) -> bool:
    """Whether a lone year is when something began: 从1994年起对口帮扶, 设立于2008年."""
    start, end = date.span
    is_told = SINCE.match(text, end) or FOUNDED.match(text, end)
    is_told = is_told or FOUNDED_IN.search(text[max(0, start - 4) : start])
    return is_lone_year(date) and is_told is not None


def _since(before: Sequence[Mention[Value]], text: str) -> Mention[PartialDate] | None:
    """Return the date that an amount given over years is told from: 自2011年以来，累计发放."""
    dates = [m for m in holding(before, PartialDate) if m.value.edtf]
    return next((m for m in reversed(dates) if SINCE.match(text, m.span.end)), None)


def _last_festival(near: Near, text: str) -> Mention[PartialDate] | None:
    """Return the last festival before the end of the amounts, if it is a time of what was given."""
    found = near.festival()
    if found is None:
        return None
    is_heading = ABOUT.search(text, max(0, found.span.start - REACH), found.span.start) is not None
    return found if is_heading or not ATTRIBUTE.match(text, found.span.end) else None


def _opens_paragraph(date: Mention[PartialDate], text: str) -> bool:
    low, high = date.span.start, date.span.end
    return text[max(0, low - 1) : low].strip() == "" and text[high : high + 1] in (",", "，")


def _of_part(
    before: Sequence[Mention[Value]], amount: int, text: str
) -> Mention[PartialDate] | None:
    """Return the date of a part alone, which its clause begins with: 7月3户7700元，8月2户4800元."""
    dates = [m for m in holding(before, PartialDate) if m.value.edtf]
    if not dates or not OF_A_PART.match(text, dates[-1].span.end):
        return None
    start, end = dates[-1].span
    is_first = BEGUN.search(text[max(0, start - 3) : start]) is not None
    return dates[-1] if is_first and NUMBER.fullmatch(text, end, amount) else None


def _own_year(
    before: Sequence[Mention[Value]], datings: Datings, amount: int, text: str
) -> Mention[PartialDate] | None:
    """Return the year that the clause of an amount begins with: 2021年28.4万元；2022年39.8万元.

    Where a report goes by years, the year counts for all of the item it begins.
    """
    dates = [m for m in holding(before, PartialDate) if m.value.edtf]
    if not dates or not is_lone_year(dates[-1]) or dates[-1] not in datings.own:
        return None
    start, end = dates[-1].span.start, dates[-1].span.end
    is_first = BEGUN.search(text[max(0, start - 3) : start]) is not None or start == 0
    same = SAME_ITEM if datings.is_by_year else SAME_CLAUSE
    return dates[-1] if is_first and same.fullmatch(text, end, amount) else None


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


def _of_head(datings: Datings, head: Span) -> Mention[PartialDate] | None:
    """Return the last day or month that the head of a list says, else its festival, else its year.

    Until when something was counted dates the sum of the list, and no line of it.
    """
    said = [_last(known, head.start, head.end) for known in datings.of_heads]
    return next((date for date in said if date), None)


def _last(
    dates: Sequence[Mention[PartialDate]], start: int, end: int
) -> Mention[PartialDate] | None:
    """Return the last of ``dates`` that stands from ``start`` to ``end``."""
    known = bisect_right(dates, end, key=lambda m: m.span.end)
    return dates[known - 1] if known and dates[known - 1].span.start >= start else None
