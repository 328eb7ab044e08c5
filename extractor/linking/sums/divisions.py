"""Totals split into parts that leave nothing out: 税收 and 非税, the three industries, 其余.

    收入1,084万元，其中：税收收入867万元，非税收入217万元         both parts of the one division
    社会消费品零售总额382.3亿元。按经营地分，城镇…，乡村…        按…分 divides all of it
    3260.4万元。其中企业2500万元，占76.7%；其余760.4万元，占23.3%   the shares make 100

What divides all is told by the words (``data/lexicon/divisions.tsv``, or
``divisions_of.tsv`` for a whole of one name), by 其余 as the last part, or by shares that
come to 100.  Such a list is complete, and so it may fail.  A figure beside the list that no
word of the division names leaves it open; so do parts that are not of one measure (城镇新增就业
and 农村劳动力转移).  Parts that come to less than the whole may still lack one that nobody names
(肉类总产量 with 兔肉, 财政总收入 with 上划收入): there one digit must make the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.division_words import (
    ANY,
    TABLES,
    Part,
    names_of_wholes,
    part_named,
    parts_by_word,
    parts_of_divisions,
    words_of_divisions,
)
from extractor.linking.figures import JOINED, noun_of
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.rows.lists import line_above
from extractor.linking.slips import TELLING, is_digit_off
from extractor.linking.sums.wholes import BRACKET, LIKE, SPLIT, ends, whole_of
from extractor.linking.totals import FEWEST, exceed, is_within, meets
from extractor.model import Figure

HEADING = 20  # code points of a line that heads a section
LEADING = 40  # code points before a total that name it
JOINT = {"trade": "进出口", "residence": "城乡", "service": "还本付息"}  # named with both parts
OWN = regex.compile(
    r"[，,；;、\s]*(?:全[年市县区省州]|其中|实现|完成|累计|共|有)*(?:[进出]口|城[镇市]|[农乡]村|还本|付息|本金|利息)"
)
IN_ORDER = ("分别为", "分别是", "分别有", "分别达")
NUMBER = regex.compile("^[^、]{0,8}[一二三四五六七八九十]、")
ANOTHER = regex.compile(rf"[；;，,]{SPLIT.pattern}")
NESTED = regex.compile(r"其中|含|包括")
CLAUSE = regex.compile(r"[，,；;：:]")
OTHERS = regex.compile(r"[，,、；;]?\s?其[他它]")


def divided(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that are split into all the parts of a division."""
    by_place = {f.at: f for f in wholes}
    for table in TABLES:
        if table != ANY and not any(name in text for name in names_of_wholes()):
            continue
        named = _named(row, table, text)
        for at, part in enumerate(named):
            members = _members(row, named, at, text) if part else []
            if not members:
                continue
            of_both = _names_both(part, members, row[:at])
            for relation in of_both or whole_of(members, wholes, row[:at], text):
                whole = by_place[relation.whole]
                is_called = table == ANY or _is_called(whole, part, text)
                if part and is_called and _is_all(whole, members, part, row, text):
                    yield relation


def _is_all(
    whole: Figure, members: Sequence[Figure], part: Part, row: Sequence[Figure], text: str
) -> bool:
    """Whether the whole is of these parts alone, also where they do not come to it."""
    if meets(whole, members) or exceed(whole, members):
        return True
    last = row.index(members[-1])
    is_end = ends(row, last, text) or text.startswith(("；", ";"), row[last].end)
    # 城乡低保和特困人员 are not all of 城市 and 农村.
    is_more = part.division == "residence" and JOINED.search(NUMBER.sub("", whole.lead))
    if is_more or not is_end:
        return False
    is_off = is_digit_off(whole, members, FEWEST)
    return is_off or is_digit_off(whole, members, TELLING + 1, rounded=True)


def _names_both(
    part: Part | None, members: Sequence[Figure], before: Sequence[Figure]
) -> list[Relation]:
    """Return the total just before the parts whose name joins them both: 进出口总额."""
    if part is None or not before or part.division not in JOINT:
        return []
    whole, first = before[-1], members[0]
    is_near = whole.paragraph == first.paragraph and first.sentence - whole.sentence <= 1
    is_plain = whole.bracket == first.bracket and whole.per is None and not whole.is_change
    is_own = all(OWN.match(f.lead) for f in members)  # not 跨境电商进口
    # 进出口总额126亿元，其中一般贸易进出口86亿元。出口82亿元，进口44亿元: both of the first.
    others = (f for f in before[:-1] if first.sentence - f.sentence <= FEWEST)
    is_own = is_own and (meets(whole, members) or not any(meets(f, members) for f in others))
    if (
        is_near
        and is_plain
        and is_own
        and JOINT[part.division] in whole.lead
        and is_within(LIKE, whole, members)
    ):
        return [sum_of(Form.OF_WHICH, whole, members, closed=True)]
    return []


def _is_called(whole: Figure, part: Part | None, text: str) -> bool:
    """Whether the words that lead to the total name the whole that the part is one of."""
    start = whole.start
    words = text[max(whole.sentence_start, start - LEADING) : start]
    if text[: whole.sentence_start].endswith("\n"):  # 三、“三公”经费 ⏎ 全年支出合计9.6万元
        head = line_above(text, whole.sentence_start).slice(text)
        words += head if len(head) <= HEADING else ""
    return part is not None and any(name in words for name in part.division.split("|"))


def split_by(wholes: Sequence[Figure], row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that a sentence splits by something, up to 其他: 按结构分，农业…，其他…."""
    for at, first in enumerate(row):
        if at and row[at - 1].sentence == first.sentence:
            continue
        members = [f for f in row[at:] if f.sentence == first.sentence and f.bracket is None]
        if len(members) <= FEWEST or not SPLIT.match(text, first.sentence_start):
            continue
        if ANOTHER.search(text, first.start, members[-1].start):
            continue  # 按户籍分，…；按年龄分，…，其他…: each divides all
        words = text[first.end : members[-1].start]
        if OTHERS.match(members[-1].lead) and not NESTED.search(words):
            yield from whole_of(members, wholes, row[:at], text)


def _named(row: Sequence[Figure], table: str, text: str) -> list[Part | None]:
    """Return the part that each figure states; 城镇和乡村分别为349万人和273万人 in their order."""
    ends_before = [0, *(f.end for f in row)]
    named = [
        _part(figure, _lead(figure, end, text), table)
        for figure, end in zip(row, ends_before, strict=False)
    ]
    for at, (one, other) in enumerate(pairwise(row)):
        both = (
            list(words_of_divisions()[table].finditer(one.lead))
            if one.lead.endswith(IN_ORDER)
            else ()
        )
        if len(both) == FEWEST and JOINED.fullmatch(other.lead):
            parts = [parts_by_word()[table].get(word.group()) for word in both]
            named[at : at + FEWEST] = [Part(*p, "", table != ANY) if p else None for p in parts]
    return named


def _lead(figure: Figure, last: int, text: str) -> str:
    """Return what leads to a figure, with what stands before a bracket: 因公出国（境）费."""
    start = figure.start - len(figure.lead)
    if text[start - 1 : start] not in ("）", ")"):
        return figure.lead
    words = BRACKET.sub("", text[max(last, figure.sentence_start) : figure.start])
    return str(CLAUSE.split(words)[-1])


def _part(figure: Figure, lead: str, table: str) -> Part | None:
    """Return the part that the words before a figure, or its noun, name."""
    noun = noun_of(figure)
    return part_named(lead, table) or (part_named(noun, table) if noun else None)


def _members(
    row: Sequence[Figure], named: Sequence[Part | None], at: int, text: str
) -> list[Figure]:
    """Return the figures from ``at`` on that state every part of its division, or none."""
    first, found = named[at], [row[at]]
    assert first is not None  # noqa: S101  the caller looks
    seen = {first.part}
    for place in range(at + 1, len(row)):
        figure, part = row[place], named[place]
        if figure.sentence != row[at].sentence:
            break
        if figure.bracket != row[at].bracket:
            continue
        if part is None or part.division != first.division or part.part in seen:
            if NESTED.search(text, found[-1].end, figure.start):
                continue
            break
        if not (first.is_of_name or _same_measure(first.measure, part.measure)):
            break
        found.append(figure)
        seen.add(part.part)
        if seen == parts_of_divisions()[first.division]:
            return found if first.is_of_name or ends(row, place, text) else []
    return []


def _same_measure(one: str, other: str) -> bool:
    return one in other or other in one
