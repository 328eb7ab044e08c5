"""The whole that a list of parts splits, and where such a list begins and ends.

    收入1,084万元，其中：税收收入867万元，非税收入217万元       其中, a colon or a bracket between
    零售总额382.3亿元。按经营地分，城镇…。按消费类型分，商品零售…    past other ways to split it
    医疗费8.64万元，报销7.52万元                               a part of a whole of one name at once

Of the totals that words mark as split, the parts are of the one that they make; where they make
none, of the one right before them, if one slip parts them from it or the words leave no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.division_words import words_of_divisions
from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import is_within, meets
from extractor.model import Figure
from extractor.offsets import after_last_mark

TOUCHING = 2  # code points that a bracket may stand off its total
MARKED = regex.compile(
    r"其中|包括|分为|分别|具体|按[^，,。；0-9]{1,12}[分看]|(?:分\p{Han}{1,4}|从[^，。；]{1,8})看|[：:]|由"
)
SPLIT = regex.compile(r"\s*(?:按[^，,。；0-9]{1,12}[分看]|分\p{Han}{1,6}看|从[^，。；]{1,8}看)")
BRACKET = regex.compile(r"[（(][^（()）]*[)）]")
GOES_ON = regex.compile(r"^[，,、；;]?(?:其中|加|合计|共计|总计|收入总计|支出总计)")
WHICH = regex.compile(r"[，,；;]\s?其中")
# 慰问金9.3万元，慰问品2.9万元，其他为交通费用: what is left is told without a figure.
REST_UNTOLD = regex.compile(
    r"[，,、；;]?\s?(?:(?:其余|余下|剩余|其[他它])[^0-9一二三四五六七八九十。\n]{0,24}"
    r"|、[^0-9，,。；;\n]{1,16}(?:[，,。；;\n]|\Z)"
    r"|(?:以及|及|和|加上|外加|另有|还有)[^0-9，,。；;\n]{1,16}(?:费用?|支出|开支))(?:[。；;\n]|\Z)"
)
LIKE = 3  # a whole and its parts are of one size, whichever of them is wrong


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
