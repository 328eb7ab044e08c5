"""Names of other tongues that are in no table, by their sounds.

by sound      养路工⟦斯日古楞⟧  烈属⟦古丽娜尔⟧: of elements and single sounds, behind a title or in a list
Dai           学生⟦岩罕囡⟧  ⟦玉香罕⟧ 七(1)班 750元

What is made of single sounds may be a place (呼伦贝尔) or a word (巴士), so that it takes a title or a list
before it, something that goes on after a name behind it, and no word of the dictionary in it.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.mentions.names import elements, tables
from extractor.mentions.names.lists import are_listed
from extractor.mentions.names.shapes import MARK, Shapes
from extractor.mentions.names.surroundings import (
    is_followed_freely,
    is_named_place,
    is_place_or_firm,
    is_told,
)
from extractor.offsets import Span
from extractor.rules import places_of
from extractor.segmenting import is_known

_HAN = regex.compile(r"[\u4e00-\u9fff]")
_SHORT = 3  # characters; fewer are no name of sounds yet
_LONGEST = 8
# 学生|岩罕囡, 老人|波罕叫; what follows is what Dai names are made of
_DAI = regex.compile(
    r"[岩玉咪咩波][温罕香叫应坎尖腊旺光恩喃囡章帅宰保甩扁胆龙儿娜拉燕丙伦金约留说三]{1,2}|岩[一-龥]"
)


def sounded_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of other tongues that a title or a list tells of, by the characters they have."""
    told: list[Span] = []
    for stretch, is_dai in _stretches(shapes.text):
        span = _told_of(shapes, stretch, told[-1] if told else None, is_dai=is_dai)
        if span is not None and not (told and span.start < told[-1].end):
            told.append(span)
    yield from told
    known = {span.slice(shapes.text) for span in told}
    yield from (span for span in places_of(known, shapes.text) if span not in told)


def _stretches(text: str) -> list[tuple[Span, bool]]:
    """Return the stretches of sounds, and whether they are those of the Dai."""
    sounds = [(span, False) for span in elements.sounded(text)]
    dai = (Span(*match.span()) for match in _DAI.finditer(text))
    whole = (span for span in dai if text[span.end : span.end + 1] not in elements.sounds())
    return sorted([*sounds, *((span, True) for span in whole)])  # 波拉 begins 波拉提


def _told_of(shapes: Shapes, stretch: Span, last: Span | None, *, is_dai: bool) -> Span | None:
    """Return the name that begins with the stretch, or one surname before it, or ``None``."""
    text, (start, stop) = shapes.text, (stretch.start, stretch.end)
    if tables.is_firm_surname(text[max(0, start - 1) : start]) and is_told(shapes, start - 1):
        start -= 1
    if stop - start < _SHORT and not is_dai:
        return _with_flower(shapes, stretch)  # 达 and 力 stand in every report
    is_introduced = is_told(shapes, start) or _is_visited(shapes, stretch)
    least = _SHORT - 1 if is_introduced and is_dai else _SHORT
    for end in range(min(stop, start + _LONGEST), start + least - 1, -1):
        span = Span(start, end)
        if not goes_on(shapes, end, is_whole=end == stop):
            continue
        is_listed = are_listed(shapes, last, span) or is_item(shapes, span)
        is_name = is_introduced or (is_listed and not is_named_place(shapes, span))
        if is_name and not is_place_or_firm(shapes, span) and is_no_word(shapes, span):
            return span
    return None


_FLOWERS = "花妹香英秀兰芳珍梅莲"


def _with_flower(shapes: Shapes, stretch: Span) -> Span | None:
    """Return the name of a woman of two sounds and a character that ends such names, behind a title: 阿普花."""
    span = Span(stretch.start, stretch.end + 1)
    is_one = span.end - span.start == _SHORT and shapes.text[stretch.end : span.end] in _FLOWERS
    if not (is_one and shapes.text[span.end - 1 : span.end] and is_told(shapes, span.start)):
        return None
    is_name = goes_on(shapes, span.end, is_whole=False) and is_no_word(shapes, span)
    return span if is_name and not is_place_or_firm(shapes, span) else None


# 走访了额尔德木图老人
_VISITED = regex.compile(r"(?:(?:看望|走访|慰问|探望|资助|救助)[了过]?|(?P<of>的))\Z")
# 来自查干苏木的海日汗
_FROM_THERE = regex.compile(r"(?:来自|家住)[^,，。;；:：\n的]{2,14}的\Z")


def is_from_there(shapes: Shapes, start: int) -> bool:
    """Tell whether someone of somewhere begins at ``start``: 来自查干苏木的|海日汗."""
    return _FROM_THERE.search(shapes.text, max(0, start - 18), start) is not None


def _is_visited(shapes: Shapes, stretch: Span) -> bool:
    """Tell whether someone is visited whose name has four characters at least, or a title behind it.

    So is someone of somewhere: 中学的|谢尔盖提|老师, 来自查干苏木的|海日汗.
    """
    text, (start, end) = shapes.text, (stretch.start, stretch.end)
    if is_from_there(shapes, start):
        return True
    visited = _VISITED.search(text, max(0, start - 3), start)
    if visited is None:
        return False
    is_titled = any(text.startswith(title, end) for title in tables.titles_behind())
    return is_titled or (end - start > _SHORT and not visited["of"])


def may_begin(shapes: Shapes, start: int) -> bool:
    """Tell whether a mark, a figure, a title or a word that goes with a name stands before ``start``."""
    before = shapes.text[max(0, start - 1) : start]
    low = max(0, start - 6)
    return (
        _HAN.match(before) is None
        or start - 1 in shapes.taken
        or before in ("和", "及")
        or is_told(shapes, start)
        or tables.cue_before().search(shapes.text, low, start) is not None
    )


# behind a name: what its bearer does or has, or the next of a list
_GOES_ON = regex.compile(
    r"[、和及等]|[\(（]|(?:一?家|老人|同志|大[爷妈娘]|每[户人名位]|接|领|收|拿|捐|说|得|患|因|的|贷|借|住院|养[牛羊鸡]|种)"
)


def goes_on(shapes: Shapes, end: int, *, is_whole: bool) -> bool:
    """Tell whether a name may end at ``end``; ``is_whole``: where no more of its sounds follow."""
    text = shapes.text
    if MARK.match(text, end) or end in shapes.taken or _GOES_ON.match(text, end):
        return True
    if tables.cue_after().match(text, end) is not None:
        return True
    return is_whole and is_followed_freely(shapes, end)


_PLACE_AFTER = regex.compile(
    "[省市县区镇乡村寺旗盟州河湖族语人]|苏木|嘎查|牧场|草原|地区|银行|公司"
)
_PLACES = ("苏木", "嘎查")
_PROPER = ("nr", "ns", "nz")


def is_no_word(shapes: Shapes, span: Span) -> bool:
    """Tell whether no place goes on after the stretch, and words of the dictionary are half of it at most."""
    if _PLACE_AFTER.match(shapes.text, span.end) or span.slice(shapes.text).endswith(_PLACES):
        return False
    at, parts, in_words = span.start, elements.elements(), 0
    while (word := shapes.borders.word_at(at)) is not None and at < span.end:
        is_word = len(word.text) > 1 and is_known(word.text) and word.text not in parts
        in_words += len(word.text) if is_word and not word.tag.startswith(_PROPER) else 0
        at = word.span.end
    return in_words * 2 <= span.end - span.start


_OPENS = regex.compile(r"(?:[:：、，,;；\n]|\A)\s?(?:\d{1,3}[.．、)）])?\s?\Z")


# 、帕夏古丽2000元、; :岩温因病住院; 1.岩甩,女
_TOLD_OF = regex.compile(r"\s?(?:[因患]|独居|丧偶)|[,，、\s(（]{1,2}[男女](?!\p{Han})")


def is_item(shapes: Shapes, span: Span) -> bool:
    """Tell whether the stretch is an item of a list with an amount, or of which something is told."""
    opens = span.start - 1 in shapes.taken or _OPENS.search(
        shapes.text, max(0, span.start - 7), span.start
    )
    is_told_of = span.end in shapes.taken or _TOLD_OF.match(shapes.text, span.end)
    return bool(opens) and bool(is_told_of)
