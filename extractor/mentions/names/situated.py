"""Names that what happens to someone, or who is looked for, tells from words.

    陈少芬、⟦林楚河⟧夫妇   ⟦骆桂香⟧婆媳俩    a couple, or others of a family
    请到村老人会⟦陈炳坤⟧处更正               whom to ask
    李家庄⟦李会来⟧家房顶塌了                 whose home it is
    ⟦王秋莲⟧脑瘤开刀,⟦滚拉旺⟧上山砍柴摔断腿     who is ill or was hurt
    拿到补助的还有土木学院的⟦权家乐⟧          who else got it
    98级⟦苟明伟⟧学长                      of which year
    苗族村民⟦滚老拉⟧家失火                  of which people: its surnames may be any word
    63岁的⟦龚四毛⟧,                       a numeral and a unit, which a surname stands before

What stands there begins with a surname, and is neither a known word, a title nor a kind of people; but a
place only where a place may stand as well: of a couple no one is one.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.mentions.figures.in_names import names_with_figures
from extractor.mentions.names import tables
from extractor.mentions.names.shapes import PARTY_BODIES, Shapes
from extractor.mentions.names.surroundings import is_place_or_firm
from extractor.offsets import Span
from extractor.segmenting import is_known

_OPENS = r"(?:(?<=[\s、,，;；。:：|])|\A)"
_KIN = "(?:父子|父女|母子|母女|婆媳|祖孙|爷孙|兄弟|姐妹|姐弟|兄妹)"
_COUPLE = regex.compile(
    rf"(?:{_OPENS}|(?<=[和与及]))(?P<name>\p{{Han}}{{2,4}})(?=(?:夫妇|夫妻|伉俪|两口子)(?!之间|俩?都?[是有])|{_KIN}(?:俩|[二两三四五六]人|双双))"
)
_ASKED = regex.compile(
    r"(?:到|向|找|与|和|交|送)[^,，。;；\n]{0,16}[会办室部科局处组站所社委院校厂司队](?P<name>\p{Han}{2,3})"
    r"(?=处(?![理长置分])|联系|反映|咨询|报名|更正|索取)"
)
_ILL = r"(?:[胃肝肺肠脑乳食鼻喉宫胰肾血骨]\p{Han}{0,2}?[癌瘤]|白血病|尿毒症|脑[梗溢出]|中风|车祸|骨折|瘫痪|心梗)\p{Han}{0,6}[\d,，。;；]"
_HURT = r"(?:上山|下地|外出|在外|干活|骑车|赶集)[^,，。;；\n]{0,6}(?:摔|砸|跌|撞|被)"
_SUFFERS = regex.compile(rf"{_OPENS}(?P<name>\p{{Han}}{{3}})(?={_ILL}|{_HURT})")
_AT_HOME = regex.compile(
    r"(?<=[村庄屯寨湾沟坪岗店集营堡组社])(?P<name>\p{Han}{3})"
    r"(?=家的?(?:[^,，。;；\n]{0,3}[房屋墙棚]|[失着起]火|被淹|遭|进了?水))"
)
_OF_A_YEAR = regex.compile(
    r"(?<=\d{2}[级届])(?P<name>\p{Han}{2,3})(?=学[长姐弟妹]|师[兄姐]|校友(?![会们总]))"
)
_OF_A_PEOPLE = regex.compile(
    r"(?<=族(?:村民|群众|妇女|老人|青年|农民|贫困户|困难户|低保户|五保户))(?P<name>\p{Han}{3})"
    r"(?=家(?![家庭属人])|[,，。;；]|说|贷|领|拿|接|患|因)"
)
# 拿到补助的还有土木学院的权家乐,
_GETS_TOO = regex.compile(
    r"(?:领到|拿到|获得|得到|收到|享受)[^,，。;；\n]{0,16}的(?:[还也就]?[有是]|包括)[^,，。;；\n]{0,10}的(?P<name>\p{Han}{2,3})(?=[,，。;；、和])"
)
# What a text that has one holds.
_FRAMES = (
    (_COUPLE, ("夫妇", "夫妻", "伉俪", "两口子", "俩", "人", "双双")),
    (_ASKED, ("处", "联系", "反映", "咨询", "报名", "更正", "索取")),
    (
        _SUFFERS,
        (
            "癌",
            "瘤",
            "病",
            "症",
            "脑",
            "中风",
            "车祸",
            "骨折",
            "瘫",
            "心梗",
            "摔",
            "砸",
            "跌",
            "撞",
            "被",
        ),
    ),
    (_AT_HOME, ("家",)),
    (_OF_A_YEAR, ("级", "届")),
    (_OF_A_PEOPLE, ("族",)),
    (_GETS_TOO, ("到", "得", "享受")),
)


def situated_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names that stand where what happens, or is asked for, says that a person does."""
    for pattern, words in _FRAMES:
        if not any(word in shapes.text for word in words):
            continue
        for match in pattern.finditer(shapes.text):
            span = Span(*match.span("name"))
            is_place = pattern is not _COUPLE and is_place_or_firm(shapes, span)
            is_torn = pattern is _ASKED and not (
                shapes.borders.begins_at(span.start) or shapes.borders.is_firm_at(span.start)
            )  # 委|员会
            if _is_name(shapes, span) and not (is_place or is_torn):
                yield span
    yield from names_with_figures(shapes.text)


def _is_name(shapes: Shapes, span: Span) -> bool:
    """Tell whether a surname begins the stretch, and it is no word, no office and no kind of people."""
    name = span.slice(shapes.text)
    titles = tables.titles_and_kinds()
    is_word = is_known(name) or name.endswith(PARTY_BODIES) or name in tables.ordinary()
    return shapes.is_shape(span) and not is_word and titles.isdisjoint((name, name[1:], name[:2]))
