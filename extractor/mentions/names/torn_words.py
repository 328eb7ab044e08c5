"""Words that the tagger made of the end of a title or a clause and a surname, cut between them.

    县 | 长江 | 志强     → 县 | 长 | 江 | 志强      the office ends in 长, the surname is 江
    联系 | 的冉 | 茂林   → 联系 | 的 | 冉 | 茂林
    红岩 | 村岳 | 长生   → 红岩 | 村 | 岳 | 长生
    走访 | 了展家 | 明   → 走访 | 了 | 展家 | 明
    掘进 | 队王 | 工长   → 掘进 | 队 | 王 | 工长
    阙文 | 彬对 | 职工   → 阙文 | 彬 | 对 | 职工
    贺立 | 群率 | 班子   → 贺立 | 群 | 率 | 班子
    孟庆 | 余家 | 中     → 孟庆 | 余 | 家 | 中
    网格 | 员冉亮        → 网格 | 员 | 冉亮
    (1) | 班蒙晓         → (1) | 班 | 蒙晓
    钢筋 | 工海 | 满仓   → 钢筋 | 工 | 海 | 满仓
    的 | 有许 | 晴        → 的 | 有 | 许 | 晴
    石敬 | 之一 | 行冒    → 石敬 | 之 | 一 | 行冒

A word is cut only where an office ends in it or it begins with 的, and a given name may follow
(沿江县长江大桥 stays), where it begins with the 了 of a visit, or a body or a kind of people ends in it and
a title follows; or a given name, where no dictionary has the word (村庄 | 道路 stays); or a preposition ends in it
behind a name, and no dictionary has it; or a home does, that is gone to; or the last character of a
title begins it (网格员), which a surname follows, and no dictionary has it; or a class before a pupil; or 之一 before 行, behind a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.mentions.names import tables
from extractor.model import Word
from extractor.offsets import Span
from extractor.segmenting import is_known

# What stands before 长 in an office.
OFFICES = tuple("会县局院校镇乡市区所部处科厂队站行州省团营连排班组馆段矿书厅店社库")
VISITS = ("走访", "看望", "慰问", "探望", "资助", "救助", "帮扶")
BODIES = tuple("会队所厂矿校院局社村站班户组镇乡")
_TORN = frozenset(("了", "长", "的", *BODIES))  # what a word cut in two begins with
_LAST_OF_TITLES = frozenset("员工长师手者人")
_PREPOSITIONS = frozenset("对向将把率")  # and the verb of who leads: 贺立 | 群率 | 班子
_LEADS_IN = "有由为是"
_HOME = "家"
_ONE_OF_THEM = "之一"
_BEGIN_TORN, _END_TORN = _LAST_OF_TITLES.union(_TORN, _LEADS_IN), _PREPOSITIONS.union(_HOME)
_NO_GIVEN = frozenset(
    "国大专人农亲行老作自回在到各每两三管当安一全几数离搬厂商东哪谁出进娘婆买卖起发养居画冤皇公私独"
)
TITLES = ("工长", "队长", "主任", "书记", "师傅", "局长", "所长", "校长", "院长", "站长", "班长")
GIVEN = ("nr", "ns", "nz")  # what jieba takes a given name for


def untorn(words: Sequence[Word]) -> list[Word]:
    """Return ``words`` with those cut in two that hold the end of something else and a surname."""
    pieces = list(words)
    may_be_torn = [
        n
        for n, (_, text, _) in enumerate(words)
        if text[1:] and (text[0] in _BEGIN_TORN or text[-1] in _END_TORN or text == _ONE_OF_THEM)
    ]
    for at in reversed(may_be_torn):
        pieces[at : at + 1] = _pieces(words, at)
    return pieces


def _pieces(words: Sequence[Word], at: int) -> Iterator[Word]:
    word = words[at]
    start, end = word.span.start, word.span.end
    if word.text[0] == "了" and at and words[at - 1].text in VISITS:
        yield Word(Span(start, start + 1), "了", "ul")
        yield Word(Span(start + 1, end), word.text[1:], "nr")
        return
    if _is_of_a_party(words, at):
        yield Word(Span(start, start + 1), word.text[0], "ng")
        yield Word(Span(start + 1, end), word.text[1], "m")
        return
    if _is_title_torn(words, at) or _is_of_a_class(words, at) or _is_led_in(words, at):
        yield Word(Span(start, start + 1), word.text[0], "v" if word.text[0] in _LEADS_IN else "n")
        yield Word(Span(start + 1, end), word.text[1:], "nr")
        return
    if word.text[-1] == _HOME:
        yield from _home_pieces(words, at)
        return
    is_behind_name = at and words[at - 1].tag == "nr" and len(word.text) == len("彬对")
    if word.text[1] in _PREPOSITIONS and is_behind_name and not is_known(word.text):
        yield Word(Span(start, start + 1), word.text[0], "ng")
        yield Word(Span(start + 1, end), word.text[1], "p")
        return
    is_torn = (
        len(word.text) == len("长江")
        and 0 < at < len(words) - 1
        and _may_be_torn(words[at - 1], word, words[at + 1])
    )
    if not is_torn:
        yield word
        return
    yield Word(Span(start, start + 1), word.text[0], "uj" if word.text[0] == "的" else "n")
    yield Word(Span(start + 1, end), word.text[1], "nr")


def _is_title_torn(words: Sequence[Word], at: int) -> bool:
    """Tell whether the first character ends a title that the word before begins: 网格|员冉亮."""
    word = words[at]
    return (
        at > 0
        and word.text[0] in _LAST_OF_TITLES
        and word.text[1] in tables.surnames()
        and not is_known(word.text)
        and _ends_title(words, at)
    )


def _ends_title(words: Sequence[Word], at: int) -> bool:
    """Tell whether a title ends behind the first character of the word: 被|救助|人王."""
    before = "".join(word.text for word in words[max(0, at - 3) : at]) + words[at].text[0]
    lengths = range(len(words[at - 1].text) + 1, len(before) + 1)
    return any(before[-length:] in tables.titles_before() for length in lengths)


def _is_led_in(words: Sequence[Word], at: int) -> bool:
    """Tell whether 有 or 由 leads a name in: 慰问的|有许|晴, 组长|由侯|勇."""
    word, after = words[at], words[at + 1 : at + 2]
    return (
        word.text[0] in _LEADS_IN
        and len(word.text) == len("有许")
        and tables.is_firm_surname(word.text[1])
        and not is_known(word.text)
        and bool(after)
        and len(after[0].text) <= len("水生")
        and (word.text[0] == "由" or (at > 0 and words[at - 1].text in ("的", "还")))
    )


def _is_of_a_class(words: Sequence[Word], at: int) -> bool:
    """Tell whether a pupil is named behind a class: 六(1)|班蒙晓, (2)|班房|晓东."""
    word, after = words[at], words[at + 1 : at + 2]
    is_behind_class = at > 0 and words[at - 1].text in (")", "）") and word.text[0] == "班"
    if not is_behind_class or word.text[1] not in tables.surnames():
        return False
    if len(word.text) == len("班房"):
        return bool(after) and after[0].tag == "nr"
    return word.tag == "nr" and not is_known(word.text)


def _is_of_a_party(words: Sequence[Word], at: int) -> bool:
    """Tell whether 之一 ends the name of whoever comes with others: 石敬|之一|行冒寒."""
    after = words[at + 1 : at + 2]
    return (
        at > 0
        and words[at].text == _ONE_OF_THEM
        and words[at - 1].tag == "nr"
        and bool(after)
        and after[0].text.startswith("行")
    )


def _home_pieces(words: Sequence[Word], at: int) -> Iterator[Word]:
    """Yield 余 and 家 of 余家 behind a name of two characters, where a home is gone to."""
    word, after = words[at], words[at + 1 : at + 2]
    is_home = (
        len(word.text) == len("余家")
        and word.text[0] not in _NO_GIVEN
        and at > 0
        and words[at - 1].tag == "nr"
        and len(words[at - 1].text) == len("孟庆")
        and (not after or after[0].text in _IN_A_HOME)
    )
    if not is_home:
        yield word
        return
    middle = word.span.start + 1
    yield Word(Span(word.span.start, middle), word.text[0], "ng")
    yield Word(Span(middle, word.span.end), _HOME, "n")


_IN_A_HOME = frozenset(("中", "里", "的", ",", "，", "。", ";", "；", "、", "看望", "慰问", "走访"))


def _may_be_torn(before: Word, word: Word, after: Word) -> bool:
    first, surname = word.text[0], word.text[1]
    is_given = after.tag.startswith(GIVEN) and len(after.text) <= len("志强")
    is_made_up = (is_given or after.tag == "n") and not is_known(word.text)
    strength = tables.surnames().get(surname)
    if first in BODIES and strength == "firm":
        return after.text in TITLES or is_made_up
    if first == "长":
        return strength is not None and is_given and before.text.endswith(OFFICES)
    return first == "的" and strength == "firm" and is_made_up
