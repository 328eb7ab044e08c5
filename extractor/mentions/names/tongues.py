"""Names of other tongues, written in Chinese characters by their sound.

dotted        ⟦买买提·艾力⟧
put together  ⟦扎西多杰⟧  牧民⟦萨仁⟧: of words that such names are made of (``transliterated.tsv``)
by sound      养路工⟦斯日古楞⟧  烈属⟦古丽娜尔⟧: of such words and single sounds, behind a title or in a list
Dai           学生⟦岩罕囡⟧  ⟦玉香罕⟧ 七(1)班 750元

What is made of single sounds may be a place (呼伦贝尔) or a word (巴士), so that it takes a title or a list
before it, something that goes on after a name behind it, and no word of the dictionary in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from extractor import lexicon
from extractor.mentions.names import tables
from extractor.mentions.names.lists import are_listed
from extractor.mentions.names.shapes import MARK, Shapes
from extractor.mentions.names.surroundings import (
    has_cue,
    is_followed_freely,
    is_named_place,
    is_place_or_firm,
    is_told,
)
from extractor.offsets import Span
from extractor.rules import at_one_of, found_from, one_of, places_of
from extractor.segmenting import is_known

_HAN = regex.compile(r"[\u4e00-\u9fff]")

# The characters that Uyghur, Kazakh and Tibetan names are written with.
_FOREIGN = (
    "阿艾巴买提尔古丽木拉克吐孙热合曼江力依马汗沙吾甫尼亚卡迪哈布都萨帕塔吉玉素肉孜努麦伊斯来居玛祖农库班铁"
    "肯森兰叶波赞盖丽坦胡塞达娜扎西卓嘎次仁多杰罗桑央旦增格平措丹珠顿姆才让洛毛赛海比莱加帖斯特穆拜坎茹仙再热娅苏莱曼土外地托合提不江逊卜杜里吾守依明奥丁贾帕牙夏西如孜热德山"
)
_DOT = re.compile("[·•・]")
_DOTTED = regex.compile(rf"[{_FOREIGN}]{{1,6}}(?:[·•・][{_FOREIGN}]{{1,6}}){{1,3}}")


def foreign_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names whose parts a dot joins."""
    if not _DOT.search(shapes.text):
        return
    for match in _DOTTED.finditer(shapes.text):
        yield Span(*match.span())


def _words(*uses: str) -> frozenset[str]:
    rows = lexicon.load("transliterated")
    return frozenset(row["word"] for row in rows if row["use"] in uses)


def names_of_other_tongues(shapes: Shapes) -> Iterator[Span]:
    """Yield the names that are put together of known words of another tongue, or of its sounds."""
    sounded = list(_sounded_names(shapes))
    yield from sounded
    held = {at for span in sounded for at in range(span.start, span.end)}
    for span in _put_together_names(shapes):
        if held.isdisjoint(range(span.start, span.end)):
            yield span


@lexicon.derived
def _put_together() -> regex.Pattern[str]:
    names, parts = one_of(_words("name")), one_of(_words("name", "part"))
    return regex.compile(
        rf"(?<![·•・])(?P<first>{names})(?:{parts}){{0,3}}+"
        r"(?:[措吉加江汗太图](?=\W|\Z|[的家等和领说患获收拿捐被是也把今告为给向带率]|老人|同志|女士))?+"
        r"(?![·•・]|[省市县区镇乡村寺旗盟州河湖]|苏木|嘎查|牧场|草原|牧骑|察布|郭[楞勒]|浩特|布拉格)"
    )


@lexicon.derived
def _put_together_starts() -> re.Pattern[str]:
    names = _words("name")
    return re.compile(at_one_of({name[0] for name in names}, one_of(names)))


_SURE = 3  # 其其格 is a name wherever it stands, 萨仁 after a title or in a list


def _put_together_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names that are put together of known words of another tongue."""
    last: Span | None = None
    for match in found_from(_put_together_starts(), _put_together().match, shapes.text):
        start, end = match.span()
        surname = shapes.text[max(0, start - 1) : start]
        if shapes.is_firm_surname(surname) and _may_begin(shapes, start - 1):
            start -= 1  # 包巴特尔, and 王亚生, who is Chinese
        span = Span(start, end)
        is_long = end - match.start() >= _SURE
        is_ended = shapes.text[end : end + 1] in ("和", "、") or is_followed_freely(shapes, end)
        is_apart = _may_begin(shapes, start) and is_ended  # no 古丽萍
        is_led = is_told(shapes, start) or has_cue(shapes, span) or are_listed(shapes, last, span)
        is_led = is_led or _FROM_THERE.search(shapes.text, max(0, start - 18), start) is not None
        if is_long or (is_apart and is_led):
            yield span
            last = span


def is_put_together_at(start: int, text: str) -> bool:
    """Tell whether such a name begins at ``start``: 孤儿|格桑拉姆."""
    match = _put_together().match(text, start)
    if match is None:
        return False
    return match.end() - start >= _SURE or _HAN.match(text, match.end()) is None


def _may_begin(shapes: Shapes, start: int) -> bool:
    """Tell whether a mark, a title or a word that goes with a name stands before ``start``."""
    before = shapes.text[max(0, start - 1) : start]
    low = max(0, start - 6)
    return (
        _HAN.match(before) is None
        or before in ("和", "及")
        or is_told(shapes, start)
        or tables.cue_before().search(shapes.text, low, start) is not None
    )


# --- by sound -----------------------------------------------------------------------------------

_LONGEST = 8  # characters
# 学生|岩罕囡, 老人|波罕叫; what follows is what Dai names are made of
_DAI = "(?:[岩玉咪咩波][温罕香叫应坎尖腊旺光恩喃囡章帅宰保甩扁胆龙儿娜拉燕丙伦金约留说三]{1,2}|岩[一-龥])"


@lexicon.derived
def _sounded() -> re.Pattern[str]:
    sounds = one_of(_words("sound"))
    parts = one_of(_words("name", "part"))
    return re.compile(rf"(?P<dai>{_DAI})|(?:{parts}|{sounds})++")


@lexicon.derived
def _sounded_starts() -> re.Pattern[str]:
    """Return where two characters of such names stand: 达 and 力 alone are in every report."""
    made_of = "".join(sorted(set("".join(_words("sound", "name", "part")) + _DAI)))
    made_of = "".join(char for char in made_of if _HAN.match(char))
    return re.compile(rf"[{made_of}](?:(?=[{made_of}])|(?<=岩))")


def _sounded_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of other tongues that a title or a list tells of, by the characters they have."""
    told: list[Span] = []
    for match in found_from(_sounded_starts(), _sounded().match, shapes.text):
        span = _told_of(shapes, match, told[-1] if told else None)
        if span is not None:
            told.append(span)
    yield from told
    known = {span.slice(shapes.text) for span in told}
    yield from (span for span in places_of(known, shapes.text) if span not in told)


def _told_of(shapes: Shapes, match: re.Match[str], last: Span | None) -> Span | None:
    """Return the name that begins with the match, or one surname before it, or ``None``."""
    start, text = match.start(), shapes.text
    if match.end() - start < _SURE - 1:
        return None  # one character with a surname is no name of sounds yet
    if shapes.is_firm_surname(text[max(0, start - 1) : start]) and is_told(shapes, start - 1):
        start -= 1
    is_introduced = is_told(shapes, start) or _is_visited(shapes, match)
    least = _SURE - 1 if is_introduced and match["dai"] else _SURE
    for end in range(min(match.end(), start + _LONGEST), start + least - 1, -1):
        span = Span(start, end)
        if not _goes_on(shapes, end, is_whole=end == match.end()):
            continue
        is_listed = are_listed(shapes, last, span) or _is_item(shapes, span)
        is_name = is_introduced or (is_listed and not is_named_place(shapes, span))
        if is_name and not is_place_or_firm(shapes, span) and _is_no_word(shapes, span):
            return span
    return None


# 走访了额尔德木图老人
_VISITED = regex.compile(r"(?:(?:看望|走访|慰问|探望|资助|救助)[了过]?|(?P<of>的))\Z")
# 来自查干苏木的海日汗
_FROM_THERE = regex.compile(r"(?:来自|家住)[^,，。;；:：\n的]{2,14}的\Z")


def _is_visited(shapes: Shapes, match: re.Match[str]) -> bool:
    """Tell whether someone is visited whose name has four characters at least, or a title behind it.

    So is someone of somewhere: 中学的|谢尔盖提|老师, 来自查干苏木的|海日汗.
    """
    text, (start, end) = shapes.text, match.span()
    if _FROM_THERE.search(text, max(0, start - 18), start):
        return True
    visited = _VISITED.search(text, max(0, start - 3), start)
    if visited is None:
        return False
    is_titled = any(text.startswith(title, end) for title in tables.titles_behind())
    return is_titled or (end - start > _SURE and not visited["of"])


# behind a name: what its bearer does or has, or the next of a list
_GOES_ON = regex.compile(
    r"[、和及等]|[\(（]|(?:一?家|老人|同志|大[爷妈娘]|每[户人名位]|接|领|收|拿|捐|说|得|患|因|的)"
)


def _goes_on(shapes: Shapes, end: int, *, is_whole: bool) -> bool:
    """Tell whether a name may end at ``end``; ``is_whole``: where no more of its sounds follow."""
    text = shapes.text
    if MARK.match(text, end) or end in shapes.taken or _GOES_ON.match(text, end):
        return True
    if tables.cue_after().match(text, end) is not None:
        return True
    return is_whole and is_followed_freely(shapes, end)


def _is_no_word(shapes: Shapes, span: Span) -> bool:
    """Tell whether no place goes on after the stretch, and words of the dictionary are half of it at most."""
    if _PLACE_AFTER.match(shapes.text, span.end) or span.slice(shapes.text).endswith(_PLACES):
        return False
    at, parts, in_words = span.start, _words("name", "part"), 0
    while (word := shapes.word_at(at)) is not None and at < span.end:
        is_word = len(word.text) > 1 and is_known(word.text) and word.text not in parts
        in_words += len(word.text) if is_word and not word.tag.startswith(_PROPER) else 0
        at = word.span.end
    return in_words * 2 <= span.end - span.start


_PROPER = ("nr", "ns", "nz")
_PLACE_AFTER = regex.compile(
    "[省市县区镇乡村寺旗盟州河湖族语人]|苏木|嘎查|牧场|草原|地区|银行|公司"
)
_PLACES = ("苏木", "嘎查")
_OPENS = regex.compile(r"(?:[:：、，,;；\n]|\A)\s?(?:\d{1,3}[.．、)）])?\s?\Z")


def _is_item(shapes: Shapes, span: Span) -> bool:
    """Tell whether the stretch is an item of a list with an amount: 、帕夏古丽2000元、."""
    opens = _OPENS.search(shapes.text, max(0, span.start - 7), span.start) is not None
    return opens and span.end in shapes.taken
