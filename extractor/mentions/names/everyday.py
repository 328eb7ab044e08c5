"""What jieba's words make of a stretch that has the shape of a name: an everyday word, or a name after all.

高度, 学生|银行           a word, or words: everyday
包|汤圆                  a verb and a thing: a deed
尚志|刚, 快递员|时小军      words to jieba, but the model of names is sure, or likely right
谢|先进, 詹成付|表示        after a title, a surname with a word, or with what seems a verb
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.names import tables
from extractor.mentions.names.borders import Borders
from extractor.model import Word
from extractor.offsets import Span
from extractor.segmenting import is_known

SHORT = 2  # characters of a surname and the shortest given name
# Whoever is said to do one of these is somebody.
SPEAKS = regex.compile("表示|介绍|指出|强调|透露|要求|致辞|讲话|出席|主持")
_DOUBTED = -4.0
_SURE = 2.0  # natural logarithm, of the model: seven times likelier a name than none
_GIVEN = ("nr", "n", "nz")
_GOING = ("来", "去", "到", "赴", "往", "回")  # 总书记来|辽宁
_NAMELIKE = ("nr", "ns", "nz", "x", "i", "zg", "ng")
_EVERYDAY = frozenset(("v", "vn", "d", "n", "a", "ad", "an", "p", "c", "r", "l", "b", "f", "s"))
_FUNCTION = frozenset(
    ("p", "c", "r", "ul", "uj", "uz", "ud", "ug", "u", "d", "m", "q", "f", "y", "v")
)
_WHILE_SPEAKING = ("来", "去", "笑", "哭", "喊", "带", "代", "受")
# A mark or a verb of saying that makes a name of any word before it: 记者高远报道.
# So does 和他 after a title: 主任方云和他拉起家常.
_INTRODUCED = re.compile(r"\s?[)）]|报道|同志|说|激动|逢人[便就]|[和与跟][他她]")
_POLITE = re.compile("先生|女士")  # 李达三先生, but not 高女士和马先生


def is_everyday(borders: Borders, span: Span) -> bool:
    """Tell whether the stretch is, holds, or begins with a common word that is no name."""
    word = borders.word_at(span.start)
    name = span.slice(borders.text)
    ordinary = tables.ordinary()
    if word is None or name in ordinary or name[1:] in ordinary:
        return True
    if name[:2] in ordinary and not borders.is_tagged(span.end - 1):
        return True
    is_polite = span.end - span.start > SHORT and _POLITE.match(borders.text, span.end)
    is_introduced = is_polite or _INTRODUCED.match(borders.text, span.end)
    return not is_introduced and _reads_as_words(borders, span, word)


def _reads_as_words(borders: Borders, span: Span, first: Word) -> bool:
    """Tell whether jieba's words and tags make something else of the stretch."""
    if first.span == span:
        return not first.tag.startswith(_NAMELIKE)
    rest = borders.word_at(first.span.end)
    if rest is None or first.span.end > span.end:
        return True
    if len(first.text) > 1:
        is_surname = tables.is_firm_surname(first.text)  # 上官
        begins_wrongly = first.tag in _EVERYDAY and not is_surname and is_known(first.text)
    elif first.tag == "v" and rest.tag in ("nr", "ns") and rest.span.end == span.end:
        begins_wrongly = len(rest.text) == 1 or first.text in _GOING  # 续|长安, 展|家明
    else:
        begins_wrongly = not (borders.is_firm_at(span.start) or first.tag == "nr") and (
            first.tag in (*_FUNCTION, "a") or rest.tag in _EVERYDAY
        )
    is_function = rest.tag in _FUNCTION and (len(rest.text) == 1 or rest.tag != "v")
    return (begins_wrongly or is_function) and rest.text != "和"


def is_common_word(borders: Borders, span: Span) -> bool:
    """Tell whether the stretch is a word, and no name or place, or cuts one in two: 衣裳, 喜庆祥|和."""
    word = borders.word_at(span.start)
    if word is not None and word.span == span and is_known(word.text):
        return not word.tag.startswith(("nr", "ns"))
    inside = (borders.word_at(at) for at in range(span.start + 1, span.end))
    return not borders.is_firm_at(span.start) and any(
        w is not None and w.span.end > span.end and is_known(w.text) for w in inside
    )


def is_deed(borders: Borders, span: Span) -> bool:
    """Tell whether a verb of one character and a known word make the stretch: 包|汤圆."""
    first = borders.word_at(span.start)
    if first is None or first.tag != "v" or first.span.end != span.start + 1:
        return False
    if borders.text[max(0, span.start - 1) : span.start] in ("、", ":", "："):
        return False  # 宓某、应大力
    thing = borders.word_at(first.span.end)
    return thing is not None and thing.span.end == span.end and is_known(thing.text)


def is_new_word(borders: Borders, span: Span) -> bool:
    """Tell whether the stretch is one word that no dictionary has: 时红."""
    word = borders.word_at(span.start)
    return word is not None and word.span == span and not is_known(word.text)


def is_surely_longer(borders: Borders, span: Span) -> bool:
    """Tell whether the model is sure of 尚志刚, though jieba has 尚志 and the word 刚."""
    first = borders.first_of(span)
    is_cut = first.span.end == span.end - 1 and first.tag == "nr"
    return (
        span.end - span.start > SHORT
        and (is_cut or (len(first.text) == 1 and borders.is_tagged(first.span.end)))
        and borders.begins_at(span.end)
        and borders.judge.score(span) >= _SURE
    )


def is_likely_in_full(borders: Borders, span: Span) -> bool:
    """Tell whether the model rather takes three characters for a name: 快递员|时小军."""
    first = borders.first_of(span)
    is_in_full = span.end - span.start > SHORT and borders.ends_at(span.end)
    given = borders.word_at(first.span.end)
    # 学生|银行|卡, 总书记|来|辽宁, 贫困村|全|覆盖 are none
    is_parted = len(first.text) == 1 and given is not None and given.tag in _GIVEN
    if is_in_full and _is_torn(first, given, span):
        return borders.judge.score(span) >= _SURE
    return is_in_full and is_parted and borders.judge.score(span) >= 0


def _is_torn(first: Word, given: Word | None, span: Span) -> bool:
    """Tell whether jieba made 皮运|来 of a name, of which no dictionary has the first part, or 柯|万里."""
    if given is None or given.span.end != span.end:
        return False
    is_number = given.tag == "m" and tables.is_firm_surname(first.text)
    return is_number or (len(first.text) == SHORT and not is_known(first.text))


def may_be_titled(borders: Borders, span: Span) -> bool:
    """Tell whether the stretch may be a name where a title stands before it."""
    return (
        borders.has_given_name(span, "nr")
        or _has_word_for_name(borders, span)
        or _is_said_to_speak(borders, span)
        or tables.not_names().get(span.slice(borders.text)) == "titled"
    )


def _is_said_to_speak(borders: Borders, span: Span) -> bool:
    """Tell whether the last character is a verb that nobody does in speaking: 詹成付|表示."""
    last = borders.word_at(span.end - 1)
    return (
        span.end - span.start > SHORT
        and tables.is_firm_surname(borders.text[span.start])
        and last is not None
        and last.tag == "v"
        and last.text not in _WHILE_SPEAKING
        and SPEAKS.match(borders.text, span.end) is not None
    )


def _has_word_for_name(borders: Borders, span: Span) -> bool:
    """Tell whether a firm surname and one everyday word make the stretch: 谢|先进, 费|建设."""
    given = borders.word_at(span.start + 1)
    return (
        given is not None
        and span.end == given.span.end == span.start + SHORT + 1
        and tables.is_firm_surname(borders.text[span.start])
        and borders.judge.score(span) > _DOUBTED
    )
