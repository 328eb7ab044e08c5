"""Names listed beside the number that counts them.

    邓望山、贺庭生、彭秋兰五位教师          names, then the number
    三户老人是：宗守义、王克顺、张爱芳       the number, then names
    环卫处、自来水公司等9个企事业单位        等: the list names some of them

The items of the list are counted by its punctuation, so that a name the finder missed does not make
the list seem short: only where every item is a found name may the check fail.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.enumerations.whole_lists import POINTED
from extractor.linking.figures import unit_of
from extractor.linking.relations import Form, Relation, enumeration_of
from extractor.linking.totals import FEWEST
from extractor.model import (
    Count,
    CountKind,
    Figure,
    Mention,
    Party,
    PartyKind,
    Value,
)

COUNTED = (
    CountKind.PERSON,
    CountKind.HOUSEHOLD,
    CountKind.ORGANISATION,
    CountKind.AREA,
    CountKind.OTHER,
)
# 周明礼一行5人来到甲、乙、丙家中: those that came, not those they came to.
PARTY = re.compile("一行$")
BETWEEN = regex.compile(r"\s*(?:、|和|及|与|以及|，|,|；|;)\s*")
BETWEEN_WORDS = regex.compile(r"(?:、|和|及|与|以及|，|,)[^。；;！!？?\n]{0,16}")
OPENING_WORDS = regex.compile(
    r"[\p{Han}“”]{0,10}(?:[：:，,]|分别是|是|为)?[：:]?[^，。；;\n、]{0,14}"
)
# 彭秋兰五位, 甲、乙等四个, and 看望了甲和乙，为两人各送上; 委员：甲、乙，共两人
FOLLOWED = regex.compile(
    r"[^，,。；;、\n]{0,8}|\p{Han}{0,6}[，,](?:分别)?(?:为|向|给|对)?(?:这|以上|上述)?"
    r"|[，,]\s?(?:共计?|合计|[一总]共)"
)
NO_ONE = ("岁", "周岁", "年", "天", "号", "号楼", "组", "路", "批", "队", "次")  # count no one
VISITED = regex.compile("慰问|看望|走访|探望|资助|救助|带队|率队")  # whom the number counts, others
# 甲、乙等带头人为10户捐衣: those they gave to; but 确定甲、乙为2户帮扶对象
FOR = regex.compile(r"等?\p{Han}{1,7}[为向给]")
SHORT, LONG = 2, 3  # characters of a name that no lost mark joins to another
NOUN = r"(?:(?![和及与或代表中由的])\p{Han}){0,8}"
OPENED = regex.compile(
    rf"{NOUN}(?:分别是|是|为|[（(])?[：:]?|[^，,。；;：:、\n—]{{0,14}}(?:—{{1,2}}|{POINTED}[：:]?)"
)
# 王五带领张三、李四三人 may be three with 王五; behind a mark another name may stand.
LEADS = regex.compile(
    r"(?:^|[。；;：:\n]|[，,](?=\p{Han}{2}))[^。；;：:\n、，,和及与或等带率陪携领同（(“]*$"
)
GOES_ON = regex.compile(
    r"\s*(?:[、/／（(]|[和及与或等]|\p{Han}{1,4}、)|[，,]\s?\p{Han}{2,3}[、，,]"
)
LAST = regex.compile(r"[、和及与]")
BRACKET = regex.compile(r"^[（(][^（()）\n]{1,30}[)）]")
MOST = 200  # names of one list
FARTHEST = 60  # code points from a name to the next, or to the number
GIFTS = regex.compile(r"[^，,。；;：:\n]{0,12}[：:]")
POINTING = re.compile(r"(?:这|以上|上述)$")
BACK = 80  # code points from 这两个 back to the names
OTHERS = regex.compile(r"[^，。、\n]{0,2}等")


def find_lists(
    listed: Sequence[Figure], names: Sequence[tuple[int, Mention[Value]]], text: str
) -> list[Relation]:
    """Return the numbers that count a list of ``names``, each with its place, beside them."""
    counts = [f for f in listed if _may_count_names(f) and not _counts_gifts(f, text)]
    found = (relation for count in counts for relation in _lists(count, names, text))
    return list(found)


def _may_count_names(figure: Figure) -> bool:
    value = figure.mention.value
    if not isinstance(value, Count) or value.unit in NO_ONE:
        return False
    return value.kind in COUNTED and figure.stated is not None


def _counts_gifts(figure: Figure, text: str) -> bool:
    """Whether gifts are counted, each of which is told of behind: 三笔捐款：甲、乙夫妇8000元，…."""
    return unit_of(figure) == "笔" and GIFTS.match(text, figure.end) is not None


def _lists(
    count: Figure, names: Sequence[tuple[int, Mention[Value]]], text: str
) -> Iterator[Relation]:
    at = bisect_left(names, count.start, key=lambda name: name[1].span.start)
    near = names[max(0, at - MOST) : at]
    before = _run_before(count, near, text) or _run_pointed_at(count, near, text)
    after = [] if PARTY.search(count.lead) else _run_after(count, names[at : at + MOST], text)
    for run, between in ((before, _gap_before(count, before, text)), (after, "")):
        if len(run) >= FEWEST:
            is_open = bool(OTHERS.match(between))
            is_whole = not is_open and _is_whole(count, run, text)
            places = [at for at, _ in run]
            yield enumeration_of(
                Form.NAMES_COUNTED, count, places, closed=is_whole, is_open=is_open
            )
            return


def _is_whole(count: Figure, run: Sequence[tuple[int, Mention[Value]]], text: str) -> bool:
    """Whether the marks show that the list is read to both of its ends.

    五名志愿者甲、乙、丙、丁、戊进了门 or 甲、乙、丙三位: persons with nothing but 、 between them
    (the last may have 和), the number at the one end, and no further mark at the other.
    """
    first, last = run[0][1].span, run[-1][1].span
    gaps = [text[a.span.end : b.span.start] for (_, a), (_, b) in pairwise(run)]
    is_strict = all(gap == "、" for gap in gaps[:-1]) and bool(LAST.fullmatch(gaps[-1]))
    if not (is_strict and all(_is_plain_name(name) for _, name in run)):
        return False
    if count.start < first.start:
        is_opened = OPENED.fullmatch(text, count.end, first.start)
        return bool(is_opened) and not GOES_ON.match(text, last.end)
    is_next = last.end == count.start
    return is_next and bool(LEADS.search(text[max(0, first.start - FARTHEST) : first.start]))


def _is_plain_name(name: Mention[Value]) -> bool:
    value = name.value
    is_person = isinstance(value, Party) and value.kind is PartyKind.PERSON
    return is_person and SHORT <= len(name.text) <= LONG


def _run_before(
    count: Figure, names: Sequence[tuple[int, Mention[Value]]], text: str
) -> list[tuple[int, Mention[Value]]]:
    """Return the names that follow each other up to the number."""
    run: list[tuple[int, Mention[Value]]] = []
    at = count.start
    for place, name in reversed(names):
        if name.span.end > at:
            continue
        if at - name.span.end > FARTHEST:
            break
        gap = text[name.span.end : at]
        if run and not (BETWEEN.fullmatch(gap) or BETWEEN_WORDS.fullmatch(gap)):
            break
        if not run and (not FOLLOWED.fullmatch(gap) or VISITED.search(gap) or FOR.fullmatch(gap)):
            break
        run.insert(0, (place, name))
        at = name.span.start
    return run


def _run_pointed_at(
    count: Figure, names: Sequence[tuple[int, Mention[Value]]], text: str
) -> list[tuple[int, Mention[Value]]]:
    """Return the names of the clause that 这两个 points back to, if there are as many."""
    if not POINTING.search(count.lead):
        return []
    end = count.start
    near = [(at, m) for at, m in names if end - BACK < m.span.start and m.span.end <= end]
    run = near[-int(count.stated or 0) :]
    gaps = [text[a.span.end : b.span.start] for (_, a), (_, b) in pairwise(run)]
    is_run = len(run) == count.stated and all(BETWEEN.fullmatch(gap) for gap in gaps)
    return run if is_run and "\n" not in text[run[-1][1].span.end : end] else []


def _run_after(
    count: Figure, names: Sequence[tuple[int, Mention[Value]]], text: str
) -> list[tuple[int, Mention[Value]]]:
    """Return the names that follow the number: after its noun, a colon, or 是."""
    run: list[tuple[int, Mention[Value]]] = []
    at = count.end
    for place, name in names:
        if name.span.start < at:
            continue
        if name.span.start - at > FARTHEST:
            break
        gap = text[at : name.span.start]
        told = BRACKET.sub("", gap) if run else gap  # 甲公司（120万元）、乙银行（80万元）
        if not (BETWEEN_WORDS if run else OPENING_WORDS).fullmatch(told):
            if run or name.span.start - at > 30:  # noqa: PLR2004
                break
            continue
        run.append((place, name))
        at = name.span.end
    return run


def _gap_before(count: Figure, run: Sequence[tuple[int, Mention[Value]]], text: str) -> str:
    return text[run[-1][1].span.end : count.start] if run else ""
