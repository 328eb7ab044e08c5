"""Who learns of another's need and gives, and who is given to: the one told of gets it.

    ⟦龙老师⟧听说学生⟦韦某⟧的母亲住了院,掏出300元塞给她     one learns, and gives to whom he learns of
    看到同桌⟦苗某⟧交不起饭费,⟦邬某⟧把200元塞给她           the giver is named behind
    学生⟦蔺某⟧发愁学费,⟦曾女士⟧得知后汇给他5000元          or learns of it behind
    得知⟦裴某⟧家失火,邻居们凑了8000元送给她               or is not named

The sentence must tell of need and of an amount that goes to 她 or 他, or that is brought after someone
learned of the need.  A gift that is not taken is none.
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.persons.scene import Scene
from extractor.model import PartyRole
from extractor.offsets import Span, after_last_mark, first_mark

_TITLE = 8  # code points of who is told of: 流浪老人
_FAR = 90  # code points from the one told of to the amount

_LEARNS = re.compile(
    r"(?:听说|得知|获悉|了解到|知道|看到|看见|发现|听闻|打听到)了?(?P<whom>[^,，。;；\n]{0,14})\Z"
)
_HIM = r"(?:[她他](?:们|家|一家|母[女子]|父[女子])?|孩子|老人)"
# 300元塞给她, 500元塞到她手里, 2300元全部给了她
_HANDED = regex.compile(
    rf"的?[^,，。;；\n\d]{{0,6}}?(?:[塞送交递捐赠汇寄转][给到进在去]?|给)了?{_HIM}"
)
# 汇给他5000元, 送给他一台收音机和200元
_TO_HIM = regex.compile(
    rf"(?:[塞送交递捐赠汇寄转]给|给)了?{_HIM}(?:[送汇寄捐塞][去来了上])?[^,，。;；\n\d]{{0,10}}\Z"
)
# 当天就送去2000元慰问金
_BROUGHT = re.compile(
    r"[,，][^,，。;；\n给向为]{0,10}?(?:送[去来上]|掏出|拿出|捐出|汇去|凑|垫付?|个人资助)了?[^,，。;；\n\d给向为]{0,6}\Z"
)
_MONEY = regex.compile(r"的?(?:慰问金|救助金|善款|现金|钱)?(?=[,，。;；\n]|\Z)")
_NEED = regex.compile(
    r"住院|住了院|病(?![房愈好床历])|癌|[摔受烧砸撞]了?伤|摔断|骨折|[失着起]火|火灾|没钱|没有钱|[买交上付缴]不起|退学|辍学|失学|瘫|困难|发愁|[路学药]费"
    r"|考[上取入][^,，。;；\n]{0,8}(?:大学|学院|本科|高中|专科)|被骗|进了?水|倒塌|塌了|去世|病故|残疾|挨饿|流浪|无家|孤|欠[下债]|丢了(?:工作|钱)|被盗|遇险|遭[遇灾]|手术"
)
_REFUSED = regex.compile(r"没有?[收要]|拒|谢绝|退[回还]|不[肯要]收|不要")
_OTHERS = regex.compile(
    r"们|工会|单位|公司|厂里|村里|社区|学校|邻居|同事|同学|大家|工友|政府|失主|红十字会|慈善"
)
_BETWEEN = regex.compile(r"[,，]")
_AID = regex.compile(r"的?(?:慰问|救助|补助|帮扶)")


def answer_to_need(span: Span, scene: Scene) -> PartyRole | None:
    """Return what the one named is where need is answered: who is told of, or who gives."""
    text = scene.text
    low = after_last_mark(text, "。\n", max(0, span.start - _FAR), span.start)
    high = first_mark(text, "。\n", span.end, min(len(text), span.end + _FAR))
    for at in scene.amounts(span.end, high):
        learned = _who_is_learned_of(scene, low, at)
        if not _is_given(scene, at, is_learned=learned is not None):
            continue
        if _REFUSED.search(text, at, high):
            return None
        names = list(scene.names_between(low, at))
        told = learned if learned is not None else _told_before_giver(text, names)
        if told is None or not _NEED.search(text, max(low, told - _TITLE), at):
            return None
        if span.start == told:
            return PartyRole.RECIPIENT
        return PartyRole.DONOR if _is_giver(span, told, names, at, scene) else None
    return None


def _who_is_learned_of(scene: Scene, low: int, at: int) -> int | None:
    """Return where the one is named whom someone learns of before the amount."""
    return next(
        (
            name
            for name in scene.names_between(low, at)
            if _LEARNS.search(scene.text, max(low, name - 20), name)
        ),
        None,
    )


def _told_before_giver(text: str, names: list[int]) -> int | None:
    """Return the first of two who are named in clauses of their own."""
    if len(names) != len(("told", "giver")):
        return None
    is_apart = _BETWEEN.search(text, names[0], names[1]) is not None
    need = _NEED.search(text, names[0], names[1])
    return names[0] if is_apart and need is not None else None


def _is_given(scene: Scene, at: int, *, is_learned: bool) -> bool:
    """Tell whether the amount goes to 她 or 他, or is brought after someone learned of the need."""
    text, end = scene.text, scene.figures[at]
    if _HANDED.match(text, end) or _TO_HIM.search(text, max(0, at - 24), at):
        return True
    is_brought = _BROUGHT.search(text, max(0, at - 24), at) is not None
    return is_learned and is_brought and _MONEY.match(text, end) is not None


def _is_giver(span: Span, told: int, names: list[int], at: int, scene: Scene) -> bool:
    """Tell whether the one named gives it: the last one named, or who learns of the need."""
    text = scene.text
    later = [name for name in names if name > told]
    giver = later[-1] if later else max((name for name in names if name < told), default=None)
    if giver != span.start or _AID.match(text, scene.figures[at]):
        return False
    return not _OTHERS.search(text, span.end if later else told, at)
