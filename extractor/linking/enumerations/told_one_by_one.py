"""Numbers whose members the sentence tells one by one, with what each of them is.

    两位帮手，一位是桑吉措，一位是杨改花       两个孙子：大的叫多杰，小的叫丹增
    8日、15日和26日，培训班开课，三期分别有62人、55人、48人        a day for each time
    先后三次救助她：2019年1万元，2020年1万元，2021年6000元         an amount for each time

More may be told elsewhere, so that a list of another length claims nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from extractor.linking.figures import unit_of
from extractor.linking.relations import Form, Relation, enumeration_of, items_counted
from extractor.model import Count, Figure, Mention, Value
from extractor.offsets import Span, first_mark

PEOPLE = ("个", "名", "位", "人", "户", "家", "对")
TIMES = ("次", "期", "场", "批", "轮", "回", "笔")
MOST = 12  # members that are told so
FEWEST = 2
BACK = 200  # code points from a number to its members
# What introduces one of several: 一位是, 大的叫, 还有一名是.
ONE = regex.compile(
    r"(?:(?:另|还有)?一[个名位户家]\p{Han}{0,4}?|[大小]的|老[大二三四]|姐姐|妹妹|哥哥|弟弟"
    r"|大?女儿|大?儿子|[大小二]孙[子女])(?:名?叫做?|是|为)$"
)
# 两个部门，一个是民政局，一个是财政局
ONE_OF = r"(?<=[，,；;：:。])\s?(?:另|还有|其中)?一{unit}\p{{Han}}{{0,4}}?(?:是|在|为|来自)"
DAY = r"(?:[0-9]{1,2}月)?[0-9]{1,2}[日号]"
DAYS = regex.compile(rf"(?<![0-9月至到—~-])(?:{DAY}[、，]?[和及与]?){{1,11}}{DAY}(?![至到—~-])")
ONE_DAY = regex.compile(DAY)
OPENED = regex.compile(r"[^，,。；;：:\n0-9]{0,12}[：:]")
WHEN = regex.compile(
    r"(?:(?:19|20)[0-9]{2}年|[0-9]{1,2}月(?:份|[0-9]{1,2}日)?|[去前今]年|首次|第[一二三四五六]次)[^，,。；;]{0,10}$"
)


def find_told_one_by_one(
    listed: Sequence[Figure],
    named: Sequence[tuple[int, Mention[Value]]],
    taken: set[int],
    text: str,
) -> Iterator[Relation]:
    """Yield the numbers whose members are told one by one in their sentence."""
    names = [(at, m.span.start) for at, m in named]
    for place, count in enumerate(listed):
        value, stated = count.mention.value, count.stated
        if count.at in taken or not isinstance(value, Count) or count.per or stated is None:
            continue
        if not FEWEST <= stated <= MOST or stated != stated.to_integral_value():
            continue
        if value.unit in PEOPLE:
            yield from _introduced(count, int(stated), names, text)
        elif value.unit in TIMES:
            yield from _on_days(count, int(stated), text)
            after = listed[place + 1 : place + 1 + 2 * MOST]
            yield from _amounts(count, int(stated), after, text)


def _introduced(
    count: Figure, number: int, names: Sequence[tuple[int, int]], text: str
) -> Iterator[Relation]:
    first = bisect_left(names, count.end, key=lambda name: name[1])
    end = first_mark(text, "。", count.end, min(len(text), count.end + BACK))
    near = [(at, start) for at, start in names[first : first + 2 * MOST] if start < end]
    places = [at for at, start in near if ONE.search(text[max(count.end, start - MOST) : start])]
    if len(places) == number:
        yield enumeration_of(Form.NAMES_COUNTED, count, places)
        return
    told = list(regex.finditer(ONE_OF.format(unit=unit_of(count)), text, pos=count.end, endpos=end))
    if len(told) == number:
        yield items_counted(count, number, Span(told[0].start(), told[-1].end()))


def _on_days(count: Figure, number: int, text: str) -> Iterator[Relation]:
    start = max(count.sentence_start, count.start - BACK)
    found = list(DAYS.finditer(text, start, count.start))
    if len(found) == 1 and len(ONE_DAY.findall(found[0].group())) == number:
        yield items_counted(count, number, Span(*found[0].span()))


def _amounts(count: Figure, number: int, after: Sequence[Figure], text: str) -> Iterator[Relation]:
    opened = OPENED.match(text, count.end)
    if opened is None:
        return
    own = [f for f in after if f.sentence == count.sentence and f.is_money]
    told = [f for f in own if WHEN.search(text[max(opened.end(), f.start - MOST - MOST) : f.start])]
    others = [f for f in own if f not in told and not f.is_marked_total]
    if len(told) == number and not others:
        yield enumeration_of(Form.ITEMS_COUNTED, count, [f.at for f in told])
