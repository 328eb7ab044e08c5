"""Names that read as other words, or as a word and a piece of one: what stands around them tells.

    doubled     12岁的⟦田依依⟧靠着墙            jieba has 田依 and 依靠
    giving      ⟦黄金发⟧捐130万元              黄金 is a word, and 发 one
                旅居印尼的⟦黄金发⟧先生
    bracketed   ⟦普文学⟧(压榨车间)、⟦李阿鲁⟧(退休)    a surname that is none elsewhere, in a list of names

Each asks for three characters and something on both sides, because a word taken for a name is worse
than a name missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from extractor.mentions.names import tables
from extractor.mentions.names.shapes import OFFICE_ENDINGS, PLACE_ENDINGS, Shapes
from extractor.mentions.names.surroundings import is_place_or_firm
from extractor.offsets import Span
from extractor.segmenting import is_known

_SIZE = 3  # characters

# --- doubled ------------------------------------------------------------------------------------

# 常|看看, 刘|常常: a verb or an adverb that is said twice
_DOUBLED = regex.compile(
    r"(?!(?<=[)）\d])班)\p{Han}(?![娃宝看想聊谈走说听试问坐转逛瞧数算等跑跳笑讲查写学常时刚渐偏恰悄默往处每天人年个家户条件样种次回层代事多少大小高好慢早快远])(\p{Han})\1"
)
_BEFORE = regex.compile(
    r"(?:[^\w“‘《「]|\A|岁的|[)）]班的?|名叫|[患病]儿|女[孩童婴生]|男[孩童婴生]|同学|学生|孤儿|市民|村民|网友|职工|员工)\Z"
)
# what befalls or belongs to the one named
_AFTER = regex.compile(
    r"[父母双]|[被患得]|的(?:妈妈?|爸爸?|母亲|父亲|奶奶|爷爷|病|学费|家)|[^\w的]|(?:同学|小朋友)|和|家"
)


def doubled_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names whose given name is one character said twice."""
    text = shapes.text
    for _, start in shapes.borders.judge.beginnings:
        is_doubled = text[start + 1 : start + 2] == text[start + 2 : start + 3]
        match = _DOUBLED.match(text, start) if is_doubled else None
        if match is None:
            continue
        low, span = max(0, start - 4), Span(*match.span())
        is_led = _BEFORE.search(text, low, span.start) is not None
        leads = is_led or tables.cue_before().search(text, low, span.start) is not None
        follows = _AFTER.match(text, span.end) or tables.cue_after().match(text, span.end)
        if leads and follows and shapes.is_shape(span) and (is_led or _is_odd(shapes, span)):
            yield span


def _is_odd(shapes: Shapes, span: Span) -> bool:
    """Tell whether the stretch begins with a firm surname and is no word: 冷冰冰, 白花花."""
    name = span.slice(shapes.text)
    return tables.is_firm_surname(name[0]) and not is_known(name)


# --- giving -------------------------------------------------------------------------------------

_OPENS = r"(?:(?<=[的、,，。;；:：“\n])|\A)"
_GIVES = regex.compile(
    rf"{_OPENS}(?P<name>\p{{Han}}{{3}})(?:(?=先生|女士|伉俪)|(?P<gives>捐(?:[款资助出]了?|了)?))"
)
_NO_ENDING = frozenset(PLACE_ENDINGS + OFFICE_ENDINGS + "班人户队员生众方团系组校友们民")
_LEAST = -8.0  # of the model, which knows the words; nothing else begins so and gives an amount


def giving_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of three characters that give an amount, or that are addressed."""
    for given in _GIVEN.finditer(shapes.text):
        at = given.start() - _SIZE
        match = _GIVES.match(shapes.text, at) if at >= 0 else None
        if match is None or (match["gives"] and match.end() not in shapes.taken):  # no amount
            continue
        span = Span(*match.span("name"))
        if (
            shapes.borders.begins_at(span.start)
            and tables.is_firm_surname(match["name"][0])
            and match["name"][-1] not in _NO_ENDING
            and (shapes.borders.is_tagged(span.start) or not is_known(match["name"]))
            and shapes.may_be_name(span, is_firm=True)
            and shapes.borders.judge.score(span) > _LEAST
        ):
            yield span


_GIVEN = re.compile("捐|先生|女士|伉俪")

# --- bracketed ----------------------------------------------------------------------------------

_LISTED = regex.compile(
    r"(?:(?<=[:：、,，;；\n])|\A)(?:(?P<name>\p{Han}{2,4})[(（](?P<told>[^()（）\n]{1,16})[)）][、,，;；和]?){3,60}+"
)
_BRACKETS = re.compile("[)）][、,，;；和]?[\u4e00-\u9fff]{2,4}[(（]")
_SO_MANY = regex.compile(r"[约近]?\d+余?[户个人名所公千吨元亩棵]")  # 石桥(3户)、白莲(2户)


def bracketed_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of a list with brackets behind each, where most are names by themselves."""
    if not _BRACKETS.search(shapes.text):
        return
    for match in _LISTED.finditer(shapes.text):
        spans = [Span(*span) for span in match.spans("name")]
        plain = [span for span in spans if shapes.best(span.start, least=_SIZE) == span]
        plain = [span for span in plain if not is_place_or_firm(shapes, span)]
        is_counted = any(_SO_MANY.match(told) for told in match.captures("told"))
        if len(plain) * 2 < len(spans) or is_counted:
            continue
        yield from (
            span
            for span in spans
            if span in plain
            or (shapes.is_unlike_words(span) and not is_known(span.slice(shapes.text)))
        )
