"""Names that are put together of known words of another tongue (``names.elements``).

⟦扎西多杰⟧  ⟦扎西措⟧  ⟦吉克木果⟧  ⟦热孜万古丽⟧   牧民⟦萨仁⟧   困难职工⟦包巴特尔⟧   撰稿:⟦阿不都外力⟧

Three characters are such a name wherever they stand, if no place goes on behind them (巴音郭楞, 才让村);
two take a title, a word that goes with a name or a list.  Sounds may begin and end it, between borders.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.mentions.names import elements, tables
from extractor.mentions.names.dotted import DOTS, dotted_from
from extractor.mentions.names.elements import Made
from extractor.mentions.names.lists import are_listed
from extractor.mentions.names.shapes import OFFICE_ENDINGS, PLACE_ENDINGS, Shapes
from extractor.mentions.names.sounded import (
    goes_on,
    is_from_there,
    is_item,
    is_no_word,
    may_begin,
    sounded_names,
)
from extractor.mentions.names.surroundings import has_cue, is_told
from extractor.offsets import Span
from extractor.segmenting import is_known

_HAN = regex.compile(r"[\u4e00-\u9fff]")
_SURE = 3  # 其其格 is a name wherever it stands, 萨仁 after a title or in a list
_IN_FULL = 4
_MOST_SOUNDS = 3  # that begin or end a name besides its elements
# what makes a place of the word before it: 尼玛县, 巴音郭楞, 呼和浩特
_PLACE_AFTER = regex.compile(
    "[省市县区镇乡村寺旗盟州河湖族语·•・]|苏木|嘎查|牧[场业骑]|草原|地区|银行|公司|察布|郭[楞勒]|浩特|布拉格"
    "|集团|基金|[路街巷](?=[、,，。施])|广场|大道|超市|商[店贸]|合作社|饭店|宾馆|酒店|[小中大]学(?!生)|学校|医院"
)

_DOES = regex.compile(r"拉(?=[着住])|说(?=[,，:：。“])")  # 李娜|拉着, 戴玉|说: the last is a verb
_FARTHER_PLACE = regex.compile(r"\p{Han}{1,3}?(?:[镇乡旗村市]|苏木|嘎查|自治|达斡尔|牧场)")


def names_of_other_tongues(shapes: Shapes) -> Iterator[Span]:
    """Yield the names that are put together of known words of another tongue, or of its sounds."""
    sounded = [s for s in sounded_names(shapes) if not _DOES.match(shapes.text, s.end - 1)]
    yield from sounded
    held = {at for span in sounded for at in range(span.start, span.end)}
    for span in _put_together_names(shapes):
        if held.isdisjoint(range(span.start, span.end)):
            yield span


def is_put_together_at(start: int, text: str) -> bool:
    """Tell whether such a name begins at ``start``: 孤儿|格桑拉姆."""
    made = next((m for m in elements.made_from(text, start) if not m.is_tailed), None)
    if made is None or _PLACE_AFTER.match(text, made.end):
        return False
    return made.end - start >= _SURE or _HAN.match(text, made.end) is None


def foreign_at(shapes: Shapes, start: int) -> Span | None:
    """Return the name of another tongue that begins at ``start``, where a name must: 作者:|阿吉木呷."""
    dotted = dotted_from(shapes, start)
    if dotted is not None:
        return dotted
    for made in elements.made_from(shapes.text, start):
        span = Span(start, made.end)
        longer = _with_sounds(shapes, span)
        if longer is not None or goes_on(shapes, span.end, is_whole=True):
            return longer or span
    return None


def _put_together_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names that are put together of known words of another tongue."""
    last: Span | None = None
    for start in elements.starts(shapes.text):
        if last is not None and start < last.end:
            continue
        span = _put_together_at(shapes, start, last)
        if span is not None and span.slice(shapes.text) not in tables.never():  # 扎西德勒
            yield span
            last = span


def _put_together_at(shapes: Shapes, start: int, last: Span | None) -> Span | None:
    """Return the name of which an element begins at ``start``, or ``None``."""
    if shapes.text[start - 1 : start] in DOTS or start in shapes.taken:
        return None
    if (
        shapes.text[start] == "的"
        and _HAN.match(shapes.text, start - 1)
        and not is_told(shapes, start)
    ):
        return None  # 81岁的|莫色伍果莫, whose clan is not 的莫
    made = [
        made
        for made in elements.made_from(shapes.text, start)
        if not _is_place(shapes, made) and not _DOES.match(shapes.text, made.end - 1)
    ]
    first = _first(shapes, start) if made else None
    for one in made:
        span = Span(start if first is None else first, one.end)
        longer = None if first is None else _with_sounds(shapes, span)
        if longer is not None:
            return longer
        is_sure = one.end - start >= _SURE
        if _is_name(shapes, span, one, last, is_apart=first is not None, is_sure=is_sure):
            return span if first is not None else _with_unknown(shapes, span)
        if first is None and one.has_name and _with_unknown(shapes, span) != span:
            return _with_unknown(shapes, span)
    return None


def _is_place(shapes: Shapes, made: Made) -> bool:
    """Tell whether what goes on behind the stretch makes a place of it: 才让村, 乌日根|塔拉镇."""
    if _PLACE_AFTER.match(shapes.text, made.end):
        return True
    is_ended = goes_on(shapes, made.end, is_whole=True)
    return not is_ended and _FARTHER_PLACE.match(shapes.text, made.end) is not None


def _first(shapes: Shapes, start: int) -> int | None:
    """Return where the name begins of which an element stands at ``start``, or ``None`` if nothing says so.

    There, or up to three sounds before it, or a surname: 凯丽|曼古丽, 包|巴特尔; but not 王|亚生, who is Chinese.
    """
    if may_begin(shapes, start):
        return start
    for at in range(start - 1, max(-1, start - 1 - _MOST_SOUNDS), -1):
        is_surname = at == start - 1 and tables.is_firm_surname(shapes.text[at])
        if not is_surname and shapes.text[at] not in elements.sounds():
            return None
        if may_begin(shapes, at):
            return at
    return None


def _with_sounds(shapes: Shapes, span: Span) -> Span | None:
    """Return the stretch with the sounds that follow it, if a name may end behind them: 阿不都|西库尔."""
    text, end = shapes.text, span.end
    while end - span.end < _MOST_SOUNDS and text[end : end + 1] in elements.sounds():
        end += 1
    for at in range(end, max(span.end, span.start + _IN_FULL - 1), -1):
        longer = Span(span.start, at)
        if goes_on(shapes, at, is_whole=False) and is_no_word(shapes, longer):
            return longer
    return None


_OF_VERBS = ("着", "了", "过", "到", "住")
_HALF = 2  # characters
_NO_END = PLACE_ENDINGS + OFFICE_ENDINGS + "社店上下里中外内前后户家人员长小老"  # 东社|扎西家
_NO_HALF = tuple("pcdurmvfqy")  # tags: 并对|卓玛 is none


def _with_unknown(shapes: Shapes, span: Span) -> Span:
    """Return the stretch with two characters before it that are no words, between borders: 青麦|仁真."""
    start = span.start - _HALF
    word, second = shapes.borders.word_at(start), shapes.borders.word_at(start + 1)
    if start < 0 or word is None or not goes_on(shapes, span.end, is_whole=True):
        return span
    half = shapes.text[start : span.start]
    is_word = is_known(half) or half[-1] in _NO_END or (len(word.text) > 1 and is_known(word.text))
    is_word = is_word or any(one is not None and one.tag[0] in _NO_HALF for one in (word, second))
    is_han = all(_HAN.match(char) for char in half) and shapes.taken.isdisjoint((start, start + 1))
    return span if is_word or not is_han or not may_begin(shapes, start) else Span(start, span.end)


def _is_name(
    shapes: Shapes, span: Span, made: Made, last: Span | None, *, is_apart: bool, is_sure: bool
) -> bool:
    """Tell whether what stands around the stretch lets it be a name."""
    is_ended = goes_on(shapes, span.end, is_whole=True)
    if made.is_tailed:
        is_likely = made.has_name or (is_apart and _is_led(shapes, span, last))
        is_verb = shapes.text[span.end : span.end + 1] in _OF_VERBS  # 伍果莫|拉着队员的手
        return is_ended and is_likely and not is_verb
    if is_sure:
        return is_apart or not _is_cut(shapes, span)
    return is_apart and is_ended and _is_led(shapes, span, last)


def _is_cut(shapes: Shapes, span: Span) -> bool:
    """Tell whether the stretch is what a longer name ends in."""
    before = shapes.text[max(0, span.start - 1) : span.start]
    return before in elements.sounds() and not shapes.borders.begins_at(span.start)


def _is_led(shapes: Shapes, span: Span, last: Span | None) -> bool:
    """Tell whether two characters stand where a name does."""
    return (
        is_told(shapes, span.start)
        or has_cue(shapes, span)
        or are_listed(shapes, last, span)
        or is_from_there(shapes, span.start)
        or is_item(shapes, span)
    )
