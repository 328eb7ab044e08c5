"""Things listed beside the number that counts them, where the things are no names of parties.

    民生诉求、困难群众、群众诉求三本“台账”      items, then the number
    内科、外科、药剂科、电诊科等五个科室        等: the list names some of them
    办着三件事：“甲”、乙、“丙”助学。          the number, a colon, then the items
    接收物资两批：甲厂捐棉被600床，乙会捐电暖器80台。   a clause for each, with who gave it

Items are counted by their punctuation, which also parts words within one item, so that a list of
another length than stated claims nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

import regex

from extractor.linking.enumerations.numbered_items import find_numbered_items
from extractor.linking.enumerations.whole_lists import find_whole_lists
from extractor.linking.figures import unit_of
from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation, enumeration_of, items_counted
from extractor.linking.totals import equals
from extractor.model import Figure
from extractor.offsets import Span

ITEM = r"[^、，,。；;：:！!？?\n和及与]{1,16}"
LAST = rf"{ITEM}?(?:(?:以及|[和及与]){ITEM}?)?(?P<others>等)?"  # 等 is no part of the last item
STRICT = regex.compile(rf"(?:{ITEM}、){{1,12}}{LAST}$")
LISTED = regex.compile(rf"(?:{ITEM}[、，,]){{1,12}}{LAST}$")
QUOTED = regex.compile(r"(?:“[^“”\n]{1,16}”){2,12}$")  # “安居”“安康”“安学”三个项目
CLASSES = re.compile(r"(?:分为?|按|划[分为]{1,2}|由)[^，,。；;0-9]{0,6}$")
FOLLOWING = regex.compile(
    rf"[\p{{Han}}]{{0,6}}?(?:[：:]|分别[是为])(?P<items>(?:{ITEM}[、，,；;]){{1,12}}{ITEM}(?:(?:以及|[和及与]){ITEM})?)(?P<others>等[^。]{{0,6}})?[。；;\n]"
)
OPENED = regex.compile(r"\p{Han}{0,6}[：:，,]")
TOLD = regex.compile(r"[^。\n：:]{4,400}+")
SEMICOLON = regex.compile("[；;]")
CLAUSE = regex.compile("[；;，,]")
DELIVERED = ("批", "笔")
OF_ITEMS = ("笔", "项", "块", "档", "处", "样", "部分", "类", "种")  # that a list of amounts has
AHEAD = 4  # figures from a number of items to the first of their amounts
DELIVERIES = regex.compile(r"\p{Han}{0,6}[：:](?P<items>[^。\n：:]{4,200})[。\n]")
GIVEN = regex.compile(r"捐|赠|援助|拨|送来")
SUMMED = regex.compile(
    r"(?:的|\p{Han}{1,4}?)?(?:[一拢统总]?共计?|合计|总计|小计|相加|[加合凑][起在到][来一][起块]?)"
    r"[^0-9。；;\n]{0,16}"
)
# 上述四项慰问不含员工捐款，合计支出38000元
SUMMED_LATER = regex.compile(r"[^0-9。；;\n]{0,24}[，,](?:共计|合计|总计|共)[^0-9。；;\n]{0,16}")
POINTED = regex.compile(r"(?:以上|上述)$")
# 领导带队，部门配合，先后走访3个村: clauses, and what was done.
ACTS = regex.compile(
    r"(?:走访|慰问|看望|来到|深入|前往|赶赴|奔赴|覆盖|涉及|惠及|帮扶|结对|成立|开展|组织|举办|完成|建成"
    r"|资助|救助|新增|设立|配备|共有|现有|下辖|下设|辖)(?:了)?[^，,、]{0,8}$"
)
# 发放了慰问金，为县内三家机构送去物资: clauses as well
CLAUSES = regex.compile(r"[，,](?:为|给|向|对|将|把|并|还|\p{Han}{1,6}了)")
SUMS_UP = regex.compile(r"(?:[的等这共]|以上|上述)$")
SEPARATOR = regex.compile(r"[、，,；;]|以及|[和及与]")
UNITS = ("个", "件", "项", "本", "类", "种", "家", "所", "条", "座", "方面", "大", "期")
PARTIES = ("户", "名", "位", "人")
RESPECTIVELY = re.compile(r"(?:分别|依次)[^0-9，,。；;]{0,10}$")
JOINED = regex.compile(r"[、，,]|[和及与]")
MOST = 12  # items that are listed in running text
REACH = 60  # figures behind a number that its list may have
PAIR = 2


def find_items(listed: Sequence[Figure], text: str, taken: set[int]) -> Iterator[Relation]:
    """Yield the numbers that count a list of things, or of lines, beside them."""
    for at, figure in enumerate(listed):
        if figure.at in taken or not figure.is_count or figure.per:
            continue
        stated = figure.stated
        if stated is None or stated != stated.to_integral_value() or stated < 2:  # noqa: PLR2004
            continue
        if stated <= MOST and (found := next(_readings(figure, at, listed, text), None)):
            yield found


def _readings(figure: Figure, at: int, listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the lists that a number may count, the plainest first."""
    stated, unit = int(figure.stated or 0), unit_of(figure)
    if unit in UNITS or (unit in PARTIES and stated > PAIR):
        yield from _in_text(figure, listed[at - 1] if at else None, stated, text)
    if unit in DELIVERED:
        yield from _delivered(figure, stated, text)
    yield from find_numbered_items(figure, stated, text)
    after = listed[at + 1 : at + 1 + REACH]
    yield from _respectively(figure, stated, after, text)
    if CLASSES.search(figure.lead):
        yield from _classes(figure, stated, after, text)
    yield from find_whole_lists(figure, stated, text)


def _respectively(
    count: Figure, stated: int, after: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the figures of as many as the number says: 两项分别发放155.76万元和109.2万元."""
    own = list(takewhile(lambda f: f.part == count.part, after))
    first = next((n for n, f in enumerate(own) if RESPECTIVELY.search(f.lead)), None)
    row = own[first:] if first is not None else []
    parts = list(row[:1])
    for one, other in pairwise(row):
        if one.series != other.series or not JOINED.fullmatch(between(one, other, text)):
            break
        parts.append(other)
    if len(parts) == stated:
        yield enumeration_of(Form.ITEMS_COUNTED, count, [f.at for f in parts])


def _delivered(count: Figure, stated: int, text: str) -> Iterator[Relation]:
    """Yield what came in so many times, with a clause for each that says who gave it."""
    found = DELIVERIES.match(text, count.end)
    clauses = regex.split("[，,；;]", found["items"]) if found else []
    if found and all(map(GIVEN.search, clauses)):
        span = Span(*found.span("items"))
        yield from _counted(count, len(clauses), stated, span, is_open=False)


def _classes(count: Figure, stated: int, after: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what was divided into so many classes, each told of in an item with its figures.

    分为三类：甲38户，每户5000元；乙120户，每户3000元；丙57户，每户2000元
    分三档，4400元的1042人，3300元的1715人，2200元的1111人，总额1268.85万元
    """
    opened = OPENED.match(text, count.end)
    told = TOLD.match(text, opened.end()) if opened else None
    if opened is None or told is None:
        return
    mark = SEMICOLON if SEMICOLON.search(told.group()) else CLAUSE
    if mark is SEMICOLON and text[opened.end() - 1] in "，,":
        return
    items, rest = [list[Figure]()], iter([m.start() for m in mark.finditer(text, *told.span())])
    end = next(rest, told.end())
    for figure in takewhile(lambda f: f.start < told.end() and not f.is_marked_total, after):
        while figure.start > end:
            items.append([])
            end = next(rest, told.end())
        items[-1].append(figure)
    forms = {tuple(f.series for f in item) for item in items}
    if len(items) == stated and all(items) and (mark is SEMICOLON or len(forms) == 1):
        span = Span(told.start(), items[-1][-1].end)
        yield from _counted(count, stated, stated, span, is_open=False)


def _in_text(count: Figure, before_it: Figure | None, stated: int, text: str) -> Iterator[Relation]:
    start = count.start
    # 民事284件、刑事38件、行政4件: the last of several numbers counts no list, 的四项指标 does.
    counted = before_it.end if before_it and not SUMS_UP.search(count.lead) else 0
    words = text[max(count.sentence_start, counted, start - 160) : start]
    quoted = QUOTED.search(words)
    if quoted and quoted.group().count("“") == stated:
        span = Span(start - len(quoted.group()), start)
        yield from _counted(count, stated, stated, span, is_open=False)
        return
    # Two clauses with a comma between them are no list of two: 丈夫去世，她独自抚养两个孩子.
    is_loose = stated > PAIR and unit_of(count) in UNITS
    for pattern in (STRICT, LISTED) if is_loose else (STRICT,):
        before = pattern.search(words)
        is_told = pattern is LISTED and before is not None
        is_told = is_told and any(p.search(before.group()) for p in (ACTS, CLAUSES))
        if before is not None and not is_told:
            items = len(SEPARATOR.split(before.group().removesuffix("等")))
            span = Span(start - len(before.group()), start)
            found = list(_counted(count, items, stated, span, is_open=bool(before["others"])))
            yield from found
            if found:
                return
    after = FOLLOWING.match(text, count.end)
    if after is not None:
        items = len(SEPARATOR.split(after["items"]))
        yield from _counted(
            count, items, stated, Span(*after.span("items")), is_open=bool(after["others"])
        )


def _counted(
    count: Figure, items: int, stated: int, span: Span, *, is_open: bool
) -> Iterator[Relation]:
    """Yield the list if it is as long as stated, or shorter and open by no more than one."""
    if items == stated or (is_open and items == stated - 1):
        yield items_counted(count, items, span, is_open=is_open)


def find_summed_items(
    sums: Sequence[Relation], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the number of items that stands before their total, or opens their list.

    五项总计3550元; 一年里进来三笔，甲15万元，乙5万元，丙8.5万元，小计28.5万元
    """
    by_place = {f.at: f for f in listed}
    before = {other.at: one for one, other in pairwise(listed)}
    for relation in sums:
        total, count = by_place.get(relation.whole), before.get(relation.whole)
        parts = [by_place[at] for at in relation.parts if at in by_place]
        # 计32.6万元，合26万元 ⏎ 共20.3万元 ⏎ 支出31.05万元: three sections, one of them in two
        told = {part.paragraph for part in parts}
        if total is None or total.paragraph < max(told):
            continue
        if count is None or not _is_summed(count, total, (len(relation.parts), len(told)), text):
            count = _opening(parts, total, listed)
        if count is not None and count.stated is not None:
            items = int(count.stated)
            yield enumeration_of(Form.ITEMS_COUNTED, count, relation.parts, items=items)


def _is_summed(count: Figure, total: Figure, items: tuple[int, int], text: str) -> bool:
    """Whether a number of as many items leads to their total."""
    if not count.is_count or count.stated not in items:
        return False
    said = between(count, total, text)
    is_pointed = POINTED.search(count.lead) and SUMMED_LATER.fullmatch(said)
    is_beside = said in ("", "、") and count.is_marked_total  # 共3人1000元
    return bool(is_pointed or is_beside or SUMMED.fullmatch(said))


def _opening(parts: Sequence[Figure], total: Figure, listed: Sequence[Figure]) -> Figure | None:
    """Return the last number of things told in the paragraph before a list, if it is as long."""
    is_told = total.is_marked_total and total.at > parts[-1].at and equals(total, parts)
    if not is_told or parts[0].paragraph != total.paragraph:
        return None
    first = bisect_left(listed, parts[0].start, key=lambda f: f.start)
    near = [f for f in listed[max(0, first - AHEAD) : first] if f.paragraph == total.paragraph]
    count = next((f for f in reversed(near) if unit_of(f) in OF_ITEMS), None)
    return count if count and count.stated == len(parts) and count.at != total.at else None
