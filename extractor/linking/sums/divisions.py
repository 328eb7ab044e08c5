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
from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import TELLING, is_digit_off
from extractor.linking.totals import FEWEST, exceed, is_within, meets
from extractor.model import Figure
from extractor.offsets import after_last_mark

LEADING = 40  # code points before a total that name it
JOINT = {"trade": "进出口", "residence": "城乡", "service": "还本付息"}  # named with both parts
OWN = regex.compile(
    r"[，,；;、\s]*(?:全[年市县区省州]|其中|实现|完成|累计|共|有)*(?:[进出]口|城[镇市]|[农乡]村|还本|付息|本金|利息)"
)
IN_ORDER = ("分别为", "分别是", "分别有", "分别达")
NUMBER = regex.compile("^[^、]{0,8}[一二三四五六七八九十]、")
TOUCHING = 2  # code points that a bracket may stand off its total
MARKED = regex.compile(
    r"其中|包括|分为|分别|具体|按[^，,。；0-9]{1,12}[分看]|(?:分\p{Han}{1,4}|从[^，。；]{1,8})看|[：:]|由"
)
SPLIT = regex.compile(r"\s*(?:按[^，,。；0-9]{1,12}[分看]|分\p{Han}{1,6}看|从[^，。；]{1,8}看)")
ANOTHER = regex.compile(rf"[；;，,]{SPLIT.pattern}")
BRACKET = regex.compile(r"[（(][^（()）]*[)）]")
NESTED = regex.compile(r"其中|含|包括")
GOES_ON = regex.compile(r"^[，,、；;]?(?:其中|加|合计|共计|总计|收入总计|支出总计)")
WHICH = regex.compile(r"[，,；;]\s?其中")
CLAUSE = regex.compile(r"[，,；;：:]")
OTHERS = regex.compile(r"[，,、；;]?\s?其[他它]")
# 慰问金9.3万元，慰问品2.9万元，其他为交通费用: what is left is told without a figure.
REST_UNTOLD = regex.compile(
    r"[，,、；;]?\s?(?:(?:其余|余下|剩余|其[他它])[^0-9一二三四五六七八九十。\n]{0,24}"
    r"|、[^0-9，,。；;\n]{1,16}(?:[，,。；;\n]|\Z)"
    r"|(?:以及|及|和|加上|外加|另有|还有)[^0-9，,。；;\n]{1,16}(?:费用?|支出|开支))(?:[。；;\n]|\Z)"
)
LIKE = 3  # a whole and its parts are of one size, whichever of them is wrong


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


def ends(row: Sequence[Figure], place: int, text: str) -> bool:
    """Whether the list ends there: what follows in its sentence is no further part."""
    last = row[place]
    if REST_UNTOLD.match(text, last.end):
        return False
    later = (f for f in row[place + 1 : place + 8] if f.sentence == last.sentence)
    follows = next((f for f in later if f.bracket == last.bracket), None)
    if follows is None or GOES_ON.match(follows.lead):
        return True
    return bool(WHICH.search(text, last.end, follows.start))


def whole_of(
    members: Sequence[Figure], wholes: Sequence[Figure], before: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the total that the parts make, or the one next to them that they ought to make."""
    first = members[0]
    reach = _reach(first, wholes, text)
    near = [
        f
        for f in wholes
        if f.end <= first.start - len(first.lead)
        and first.sentence - f.sentence in (0, reach)
        and f.at not in {m.at for m in members}
        and _is_marked(f, first, text)
        and not _is_split_off(f, text)
    ]
    if not near:
        return
    fitting = [f for f in near if meets(f, members)]
    whole = (fitting or near)[-1]
    beside = [f for f in before if f.bracket is None or f.bracket == first.bracket]
    beside = [f for f in beside if first.sentence - f.sentence in (0, reach)]
    beside = [f for f in beside if not _is_split_off(f, text)]
    is_next = bool(beside) and beside[-1] is whole and is_within(LIKE, whole, members)
    is_told = is_next and (is_digit_off(whole, members) or not _is_bare(whole, first, text))
    if fitting or is_told:
        form = Form.BRACKET if first.bracket else Form.OF_WHICH
        yield sum_of(form, whole, members, closed=True)


def _is_split_off(figure: Figure, text: str) -> bool:
    """Whether the figure is one part of another way to split: 按性别分，男性11人，…；按方式分."""
    end = figure.start
    start = after_last_mark(text, "；;", figure.sentence_start, end)
    return SPLIT.match(text, start, end) is not None


def _reach(first: Figure, wholes: Sequence[Figure], text: str) -> int:
    """Return how many sentences back the total may stand: past other ways to split it.

    零售总额382亿元。按经营地分，城镇…，乡村…。按消费类型分，商品零售…，餐饮…
    """
    if not begins(first, text):
        return 0
    reach = 1
    if SPLIT.match(text, first.sentence_start):
        starts = {f.sentence: f.sentence_start for f in wholes}
        while (start := starts.get(first.sentence - reach)) and SPLIT.match(text, start):
            reach += 1
    return reach


def begins(first: Figure, text: str) -> bool:
    """Whether 其中 or 按…分 begins the sentence of the parts, so that it splits the one before."""
    start = first.sentence_start
    return bool(MARKED.match(text, start) or MARKED.match(text, start + 1))


def _is_marked(whole: Figure, first: Figure, text: str) -> bool:
    """Whether words say that what follows the total splits it."""
    end, start = whole.end, first.start
    if first.bracket is not None:
        return whole.bracket != first.bracket and 0 <= first.bracket[0] - end <= TOUCHING
    if whole.bracket is not None:
        return False
    return bool(MARKED.search(BRACKET.sub("", text[end:start]))) or _is_bare(whole, first, text)


def _is_bare(whole: Figure, first: Figure, text: str) -> bool:
    """Whether a part of a whole of one name follows it at once: 医疗费8.64万元，报销7.52万元.

    计划招生1260人，男生680人 is no whole with its part: a word that divides anything needs a mark.
    """
    said = between(whole, first, text)
    name = said.lstrip("，, ").rstrip("的了为有是 ")
    is_next = said[:1] in ("，", ",") and whole.sentence == first.sentence
    return is_next and words_of_divisions()["divisions_of"].fullmatch(name) is not None
