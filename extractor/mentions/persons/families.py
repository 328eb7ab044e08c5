"""What is told of the family of the one named, which says that another is meant, or was lost.

查出鼻咽癌,妻子⟦祁某⟧辞去工作             of kin to the one told of: another is in need
看望了烈士⟦闫某⟧的母亲亓某                the one who is visited is named next
⟦阎某⟧因病去世,女儿阎某考取大学            the one left is told of
⟦厉某⟧的爱人含着泪说                     thanks of the family
"""

from __future__ import annotations

import re
from collections.abc import Collection

import regex

from extractor.mentions.persons.scene import NONE, Evidence
from extractor.model import PartyRole
from extractor.offsets import Span

_KIN = "(?:之|的)(?:母亲?|父亲?|妻子?|丈夫|爱人|遗孀|家属|老伴|儿子|女儿|孙[子女]|[子女]|奶奶|爷爷)"
# 查出鼻咽癌,妻子祁某辞去工作: what is told of need is told of another, though she may get something herself.
_KIN_BEFORE = regex.compile(
    r"(?:[，,]|跟着?|由|[她他我]的?|孩子的|(?<=\A|[\n。;；天时])(?=[爸妈]))(?:爸爸|妈妈|妻子|丈夫|老伴|爱人|媳妇|[儿女]子|女儿|母亲|父亲|儿媳|孙[子女]|奶奶|爷爷|外婆|外公|姑姑|叔叔)\Z"
)
# 看望了烈士闫某的⟦母亲⟧亓某: the one who is visited is named.
_OF_KIN = regex.compile(_KIN)
# 程某的母亲张某说,她没工作: it is her own need
_OF_HERSELF = regex.compile(r"[^,，。;；\n]{0,10}[,，:：“]+(?:[她他我]|自己)")
_OF_NAMED = regex.compile(rf"{_KIN}\Z")
# ⟦厉某⟧的爱人含着泪说: thanks of the family
_KIN_MOVED = regex.compile(
    rf"{_KIN}[^,，。;；]{{0,4}}(?:哽咽|含着?泪|激动|[流抹]着?(?:眼?泪)|热泪|感激|红着眼|握着)"
)
# The hero whose family is given something is not given anything.
_DEAD = re.compile(
    rf"(?!{_KIN})(?:(?:\d{{4}}年)?(?:(?!父亲?|母亲?|丈夫|妻子|[儿女孩]子|女儿|双亲)[^,，、。;；\n]){{0,16}}(?:牺牲|遇难|殉职|追授|追认)"
    r"|[^,，、。;；\n的家父母亲夫妻子女儿老伴哥弟姐妹孙]{0,8}(?:去世|病[故逝]|离世|过世|身亡|猝死|溺亡))"
)
_LEFT = regex.compile(
    r"(?:\d{4}年|[去今前]年)?(?:因[^,，。;；\n]{1,8}?)?(?:去世|病[故逝]|离世|身亡|遇难|牺牲)后?[,，]"
    r"(?:留下|其)?(?:妻子|丈夫|爱人|遗孀|老伴|儿子|女儿|母亲|父亲|孩子|[妻子女])"
)


def is_kin(text: str, span: Span, names: Collection[int]) -> bool:
    """Tell whether the one named is introduced as kin of another: ,妻子祁某, 她的父亲敖某, 葛某的父亲葛某."""
    if _KIN_BEFORE.search(text, max(0, span.start - 5), span.start):
        return True
    of_another = _OF_NAMED.search(text, max(0, span.start - 5), span.start)
    if _OF_HERSELF.match(text, span.end):
        return False
    return of_another is not None and any(
        at in names for at in range(of_another.start() - 4, of_another.start() - 1)
    )


# 孩子的爷爷韩某捧着救助金: what is taken is the child's
_OF_CHILD = regex.compile(
    r"(?:孩子|患儿)的(?:爷爷|奶奶|外公|外婆|父亲|母亲|爸爸|妈妈|[姑伯叔]\p{Han})\Z"
)
# 他的儿子雷某从小患有先天性心脏病, and what is given for it is told
_IS_ILL = regex.compile(r"[^。;；“\n]{0,20}?(?:患有?|得了|查出|确诊|考[上取入])(?!者)[^。“\n]")
_AID = regex.compile("救助|捐款|资助|助学|补[助贴]|慰问金|低保|凑了")


def said_of_kin(text: str, span: Span) -> Evidence:
    """Return what it says of the one named that he is kin of another.

    Nothing where it is the kin who is ill or studies, and the paragraph tells of aid.
    """
    if _OF_CHILD.search(text, max(0, span.start - 8), span.start):
        return 3, PartyRole.OTHER
    if _IS_ILL.match(text, span.end):
        end = text.find("\n", span.end)
        if _AID.search(text, span.end, len(text) if end < 0 else end):
            return NONE
    return 1, PartyRole.OTHER


def kin_named(text: str, span: Span, names: Collection[int]) -> int | None:
    """Return where someone of the family is named right behind the name: 闫某的母亲|亓某."""
    kin = _OF_KIN.match(text, span.end)
    return kin.end() if kin is not None and kin.end() in names else None


def are_kin_moved(text: str, span: Span) -> bool:
    """Tell whether someone of the family says thanks: 厉某的爱人含着泪说."""
    return _KIN_MOVED.match(text, span.end) is not None


def has_died(text: str, span: Span) -> bool:
    """Tell whether the one named died: the family gets what is given."""
    return _DEAD.match(text, span.end) is not None


def leaves_kin(text: str, span: Span, names: Collection[int]) -> bool:
    """Tell whether the one named died, and someone of the family is named next."""
    left = _LEFT.match(text, span.end)
    return left is not None and left.end() in names
