"""Things told one after the other under numbers, beside the number that counts them.

    办好三件实事：一是走访120户；二是发放助学金35万元；三是组织体检。      within a paragraph
    用于以下四个方面：⏎ 1.人道救助。… ⏎ 2.人道助学。… ⏎ …              a line or a section each
    分三组入户。⏎ 第一组 … ⏎ 第二组 … ⏎ 第三组 …                     named by their number

Sections of the report itself go on under the same numbers, and a page may stop, so that only a list
as long as stated is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import regex

from extractor.linking.figures import unit_of
from extractor.linking.relations import Relation, items_counted
from extractor.model import Count, Figure
from extractor.offsets import Span

NUMERALS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
MOST = len(NUMERALS) - 1
UNITS = ("项", "件", "点", "条", "类", "种", "步", "个", "方面", "大", "样", "桩")
# 三个村得到资助 counts no sections of a report.
THINGS = regex.compile(
    r"(?:\p{Han}{0,4}(?:方面|环节|特点|问题|阶段|步骤|重点|层面|关键|要点|措施|举措|做法|体会|不足|亮点|结合"
    r"|工作|实事|事情?|活动|项目|任务|建议|意见|经验|要求|变化|困难|原因|类|情形|内容))?\p{Han}{0,4}"
)
OPENED = regex.compile(r"[：:。，,；;]?\s*")
STYLES: tuple[tuple[regex.Pattern[str], Callable[[int], str]], ...] = (
    (regex.compile("一(?=[是要抓靠])"), lambda n: rf"{NUMERALS[n]}[是要抓靠]"),
    (regex.compile("[（(]一[)）]"), lambda n: rf"[（(]{NUMERALS[n]}[)）]"),
    (regex.compile("[（(]1[)）]"), lambda n: rf"[（(]{n}[)）]"),
    (regex.compile(r"1[.．、)）](?![0-9])"), lambda n: rf"{n}[.．、)）](?![0-9])"),
    (regex.compile("一、"), lambda n: rf"{NUMERALS[n]}、"),
    (regex.compile("第一[，,、是]"), lambda n: rf"第{NUMERALS[n]}[，,、是]"),
)
SECTIONS = 4000  # code points that things told in lines or sections may take
PARTED = re.compile(r"(?:分|兵分|分成|分为|成立|组成|组建)(?:了)?$")
NAMED = ("组", "路", "批", "队", "期", "轮", "阶段", "梯队", "档", "片")
BEHIND = regex.compile(
    r"(?:工作|走访|慰问|帮扶|志愿|服务|小)?(?P<name>组|分队|队|阶段|片|档|批次)?"
)


def find_numbered_items(count: Figure, stated: int, text: str) -> Iterator[Relation]:
    """Yield the number of things that as many numbers introduce behind it."""
    value = count.mention.value
    if not isinstance(value, Count) or stated > MOST:
        return
    is_parted = PARTED.search(count.lead) is not None
    if is_parted or value.unit in UNITS:
        for number in (stated, stated + 1):
            if (span := _introduced(count.end, number, text)) is None:
                continue
            if number == stated or _is_one_list(span, number, text):
                yield items_counted(count, number, span, closed=number > stated)
                return
    if is_parted and (span := _named(count, stated, text)):
        yield items_counted(count, stated, span)


def _introduced(end: int, stated: int, text: str) -> Span | None:
    """Return where as many things stand behind ``end``, each with its number before it."""
    said = THINGS.match(text, end)
    opened = OPENED.match(text, said.end()) if said else None
    if said is None or opened is None or not opened.group():
        return None
    for at, (first, _) in enumerate(STYLES):
        if first.match(text, opened.end()):
            is_line = "\n" in opened.group()
            stop = opened.end() + SECTIONS if is_line else text.find("\n", opened.end())
            stop = min(len(text), stop) if stop >= 0 else len(text)
            return _run(at, opened.end(), stop, stated, text, is_line=is_line)
    return None


def _is_one_list(span: Span, number: int, text: str) -> bool:
    """Whether a colon opens the things, and one mark parts all of them: ：一是…，二是…，三是…."""
    parts = regex.split(
        rf"(?<=[；;。，,])(?:{'|'.join(NUMERALS[1:])})[是要抓靠]", text[slice(*span)]
    )
    marks = {part.rstrip()[-1:] for part in parts[:-1]}
    return len(parts) == number and len(marks) == 1 and text[span.start - 1] in "：:"


def _run(
    style: int, start: int, stop: int, stated: int, text: str, *, is_line: bool
) -> Span | None:
    at = start
    for number in range(2, stated + 2):
        found = _ordinal(style, number, is_line=is_line).search(text, at, stop)
        if found is None:
            return Span(start, at) if number == stated + 1 else None
        at = found.end()
    return None


@lru_cache(maxsize=256)
def _ordinal(style: int, number: int, *, is_line: bool) -> regex.Pattern[str]:
    words = STYLES[style][1](number) if number <= MOST else "(?!)"
    return regex.compile((r"\n[ \t　]*" if is_line else r"(?<=[；;。，,：:、\s])") + words)


def _named(count: Figure, stated: int, text: str) -> Span | None:
    """Return where the first to the last of them are named: 第一组 … 第三组."""
    unit, end = unit_of(count), count.end
    behind = BEHIND.match(text, end)
    name = unit if unit in NAMED else behind["name"] if behind else None
    if not name:
        return None
    at = end
    for number in range(1, stated + 1):
        at = text.find(f"第{NUMERALS[number]}{name}", at, end + SECTIONS)
        if at < 0:
            return None
    more = f"第{NUMERALS[stated + 1]}{name}" if stated < MOST else ""
    is_more = bool(more) and text.find(more, end, end + SECTIONS) >= 0
    return None if is_more else Span(end, at)
