"""What stands behind a name, or the last of a list, and says what it does in the report.

⟦李某⟧带队, ⟦卢某⟧家中              a verb or a noun beside it (``cues_after_names.tsv``)
⟦李某⟧…来捐                       a verb further on in its sentence
⟦赖某⟧的丈夫去世                    what the sentence tells of need
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor import lexicon
from extractor.mentions.persons.answers import answer_to_need
from extractor.mentions.persons.families import (
    are_kin_moved,
    has_died,
    kin_named,
    leaves_kin,
)
from extractor.mentions.persons.gifts import founds, gives_further_on, receives, sentence_end
from extractor.mentions.persons.given_for import stands_for_getters
from extractor.mentions.persons.needs import is_caught, is_delighted, own_part, tells_of_need
from extractor.mentions.persons.scene import NONE, Evidence, Scene
from extractor.mentions.persons.stories import handed_over, is_no_aid, is_told_of, tells_of_others
from extractor.model import PartyRole
from extractor.offsets import Span
from extractor.rules import one_of


def said_behind(span: Span, scene: Scene) -> Evidence:
    """Return what stands after a name, or after the last of a list, in its sentence."""
    if leaves_kin(scene.text, span, scene.names) or is_caught(scene.text, span):
        return 3, PartyRole.OTHER
    called = _CALLED.match(scene.text, span.end)
    span = Span(span.start, called.end()) if called else span
    role = _beside_name(scene.text, span)
    if role is not None:
        return 3, role
    if kin_named(scene.text, span, scene.names):
        return 2, PartyRole.OTHER
    answered = answer_to_need(span, scene)
    if answered is not None:
        return 3, answered
    if stands_for_getters(span, scene) or receives(span, scene):
        return 3, PartyRole.RECIPIENT
    return _in_sentence(span, scene)


_CALLED = regex.compile(r"\s?[(（](?:化名|小名|乳名)[)）]")


def _beside_name(text: str, span: Span) -> PartyRole | None:
    """Return what the words directly behind a name say of it."""
    handed = handed_over(text, span)
    if handed is not None:
        return handed
    beside = _beside().match(text, span.end)
    if beside is not None and (
        is_no_aid(text, beside.end())
        or _RAISES.match(text, beside.start("cue"))
        or _FOR_THE_OTHERS.match(text, beside.start("cue"))
    ):
        return None
    if beside is not None and _cue_roles()[beside["cue"]] is not None:
        return _cue_roles()[beside["cue"]]
    if founds(text, span):
        return PartyRole.DONOR
    return PartyRole.OTHER if has_died(text, span) else None


# 单某带着9岁的孙子过, which is no party led
_RAISES = regex.compile(
    r"[带领]着[一二两三几]?个?(?:\d{1,2}岁(?:的)?)?(?:年幼的|上学的|患病的)?(?:[儿孙]子?|[孙外女]\p{Han}|孩子|娃|[姐弟兄妹]{2})"
)
# 学生某某代表大家发言: one of them
_FOR_THE_OTHERS = regex.compile(
    "代表(?:大家|全体(?:受|学生|同学|获)|受[助捐奖]|获[奖助]|同学|学生|孩子)"
)


@lexicon.derived
def _cue_roles() -> dict[str, PartyRole | None]:
    return {
        row["word"]: PartyRole(row["role"]) if row["role"] else None
        for row in lexicon.load("cues_after_names")
    }


# 薛某、王某等同学拿到钱
_OF_MANY = (
    r"(?:[\d一二两三四五六七八九十]{1,3}[名位个])?"
    r"(?:同学|学生|孩子|小朋友|学子|职工|员工|工友|村民|居民|老人)(?!代表)"
)


_PAIR = "(?:夫妇|夫妻|兄弟|姐妹|姐弟|兄妹|母子|母女|父子|父女)[俩二]?人?"


@lexicon.derived
def _beside() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:同志|先生|女士|{_PAIR}|一家人?的?|的|等{_OF_MANY}|等人?的?)?(?:也|都|均|各|分别)?(?P<cue>{one_of(_cue_roles())})"
    )


def _in_sentence(span: Span, scene: Scene) -> Evidence:
    """Return what the rest of the sentence says of the one it begins with."""
    text = scene.text
    high = sentence_end(span, scene)
    if tells_of_others(text, span):
        return NONE
    if is_delighted(text, span.end, high):
        return 2, PartyRole.RECIPIENT
    if gives_further_on(span, scene):
        return 2, PartyRole.DONOR
    if is_told_of(text, span, scene.names):
        return 1, PartyRole.RECIPIENT
    if any(not _IS_OF_OTHERS.search(text, span.end, m.start()) for m in _hands(text, span, high)):
        return 1, PartyRole.OFFICIAL
    is_in_need = tells_of_need(text, span.end, own_part(span, high, scene)) or are_kin_moved(
        text, span
    )
    return (1, PartyRole.RECIPIENT) if is_in_need else NONE


def _hands(text: str, span: Span, high: int) -> Iterator[regex.Match[str]]:
    yield from _HANDS_OVER.finditer(text, span.end, high)


# 某某今年98岁,市领导送去3000元: another does it
_IS_OF_OTHERS = regex.compile(
    r"[,，](?:\p{Han}{0,8}(?:政府|工会|居委会|村委会|街道办?|妇联|残联|民政局|[镇村县区市局校厂乡矿]里|社区|慰问组|领导|公司|协会|红十字会|慈善(?:总|协)?会|基金会"
    r"|志愿者|部门|单位|商会))[^,，。;；\n]{0,10}\Z"
)
_HANDS_OVER = regex.compile(
    r"(?<!被)(?:看望|慰问(?![金品款物信组团队])|走访|送(?:到|去|上|给)(?!医院|急诊|抢救)|发放|递[上给]|转交|交到|分派)"
)
