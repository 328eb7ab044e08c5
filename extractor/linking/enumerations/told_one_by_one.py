"""Numbers whose members the sentence tells one by one, with what each of them is.

    两位帮手，一位是桑吉措，一位是杨改花       两个孙子：大的叫多杰，小的叫丹增
    8日、15日和26日，培训班开课，三期分别有62人、55人、48人        a day for each time
    先后三次救助她：2019年1万元，2020年1万元，2021年6000元         an amount for each time

More may be told elsewhere, so that a list of another length claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.relations import Form, Relation
from extractor.model import Count, Figure, FindingKind, Mention, Party, Value
from extractor.offsets import Span

PEOPLE = ("个", "名", "位", "人", "户", "家", "对")
TIMES = ("次", "期", "场", "批", "轮", "回", "笔")
MOST = 12  # members that are told so
FEWEST = 2
# What introduces one of several: 一位是, 大的叫, 还有一名是.
ONE = regex.compile(
    r"(?:(?:另|还有)?一[个名位户家]\p{Han}{0,4}?|[大小]的|老[大二三四]|姐姐|妹妹|哥哥|弟弟"
    r"|大?女儿|大?儿子|[大小二]孙[子女])(?:名?叫做?|是|为)$"
)
DAY = r"(?:[0-9]{1,2}月)?[0-9]{1,2}[日号]"
DAYS = regex.compile(rf"(?<![0-9月至到—~-])(?:{DAY}[、，]?[和及与]?){{1,11}}{DAY}(?![至到—~-])")
ONE_DAY = regex.compile(DAY)
OPENED = regex.compile(r"[^，,。；;：:\n0-9]{0,12}[：:]")
WHEN = regex.compile(
    r"(?:(?:19|20)[0-9]{2}年|[0-9]{1,2}月(?:份|[0-9]{1,2}日)?|[去前今]年|首次|第[一二三四五六]次)[^，,。；;]{0,10}$"
)


def find_told_one_by_one(
    listed: Sequence[Figure], mentions: Sequence[Mention[Value]], taken: set[int], text: str
) -> Iterator[Relation]:
    """Yield the numbers whose members are told one by one in their sentence."""
    for count in listed:
        value, stated = count.mention.value, count.stated
        if count.at in taken or not isinstance(value, Count) or count.per or stated is None:
            continue
        if not FEWEST <= stated <= MOST or stated != stated.to_integral_value():
            continue
        if value.unit in PEOPLE:
            yield from _introduced(count, int(stated), mentions, text)
        elif value.unit in TIMES:
            yield from _on_days(count, int(stated), text)
            yield from _amounts(count, int(stated), listed, text)


def _introduced(
    count: Figure, number: int, mentions: Sequence[Mention[Value]], text: str
) -> Iterator[Relation]:
    end = count.end + len(rest_of_sentence(count, text))
    names = [
        (at, m)
        for at, m in enumerate(mentions)
        if isinstance(m.value, Party) and count.end <= m.span.start < end
    ]
    starts = [(at, m.span.start) for at, m in names]
    places = [at for at, start in starts if ONE.search(text[max(count.end, start - MOST) : start])]
    if len(places) == number:
        yield Relation(
            FindingKind.ENUMERATION, Form.NAMES_COUNTED, count.at, tuple(places), items=number
        )


def _on_days(count: Figure, number: int, text: str) -> Iterator[Relation]:
    found = list(DAYS.finditer(text, count.sentence_start, count.start))
    if len(found) == 1 and len(ONE_DAY.findall(found[0].group())) == number:
        yield _of_items(count, number, Span(*found[0].span()))


def _amounts(count: Figure, number: int, listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    opened = OPENED.match(text, count.end)
    if opened is None:
        return
    own = [f for f in listed if f.sentence == count.sentence and f.start >= opened.end()]
    told = [f for f in own if f.is_money and WHEN.search(text[opened.end() : f.start])]
    others = [f for f in own if f.is_money and f not in told and not f.is_marked_total]
    if len(told) == number and not others:
        places = tuple(f.at for f in told)
        yield Relation(FindingKind.ENUMERATION, Form.ITEMS_COUNTED, count.at, places, items=number)


def _of_items(count: Figure, number: int, span: Span) -> Relation:
    kind, form = FindingKind.ENUMERATION, Form.ITEMS_COUNTED
    return Relation(kind, form, count.at, (), items=number, span=span)
