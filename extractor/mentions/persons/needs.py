"""Whether the words around a name tell of need, or of the joy at what was given.

患尿毒症的⟦邵某⟧, 失去双亲的⟦童某⟧           before the name
⟦赖某⟧的丈夫去世, ⟦李某⟧下岗                 in the rest of its sentence
⟦祝某⟧背着一袋年货,乐得合不拢嘴              joy
⟦卜某⟧因冒领低保金被责令退回                   no need
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.persons.scene import Scene
from extractor.offsets import Span

# 患尿毒症的⟦邵某⟧, 失去双亲的⟦童某⟧
_NEEDY = regex.compile(
    r"(?:患|家境(?:贫寒|困难)|家庭困难|丧[偶父母夫妻]|(?:丈夫|妻子|父亲|母亲|父母|双亲|老伴)[^,，。;；]{0,4}(?:去世|病[逝故]|早逝|离世)|"
    r"失去(?:父母|双亲|亲人|父亲|母亲|丈夫|妻子|独子|劳动能力)|瘫痪|截肢|双目失明|受灾|遭遇|因[病灾残])[^,，。;；]{0,12}的\Z"
    r"|(?:受助|受资助|获助)的\Z"
)
# 背着一袋年货,乐得合不拢嘴; but not 看到老人笑得合不拢嘴
_DELIGHTED = regex.compile(
    r"(?:老人|大[爷妈娘])?(?:(?![看让逗见们]|老人|孩子|大家)[^。;；“]){0,24}合不拢嘴"
)
# A word of need that belongs to a group (困难群众, 低保户) says nothing of the one named before it.
_NEED = regex.compile(
    r"失去了?(?:[左右双]?[腿手臂眼脚]|视力|听力|劳动能力|妻子|丈夫|父母|双亲|亲人|母亲|父亲|[儿女]子?|孩子|两个孩子)|困难(?![职群家户学党员人企教师])|去世|离世|患(?!者)|癌|病(?![房床人愈好历])|瘫|低保(?![户家对])|"
    r"丧[父母夫妻偶]|(?<!不|没|别|因)(?:要|想|险些|差点|面临|打算|准备|被迫)(?:退学|辍学|失学)(?![率生儿])|双亡|截肢|致残|下岗(?![职失工人])|失业(?!人)|没有?工作|孤身|孤儿寡|负债|欠下|化疗|手术|受灾(?![群户家])|"
    r"残疾(?!人)|(?:房屋|住房)\S{0,4}(?:倒塌|冲毁|烧毁|受损)|感谢党|谢谢党|(?:接过|领到|领取|拿到)了?[一二两三四五\d]"
)


# 捐款2万元,奖励困难学生20名。受奖的石某
_REWARDS = regex.compile(r"(?:奖励|资助|助学|奖学金)[^\n]{0,40}(?:学生|学子|元)")
_NEAR = 80


def is_said_needy(text: str, low: int, start: int) -> bool:
    """Tell whether the clause from ``low`` says before a name at ``start`` who is in need."""
    if text.endswith(("受奖的", "获奖的"), low, start):
        return _REWARDS.search(text, max(0, start - _NEAR), start) is not None
    return _NEEDY.search(text, low, start) is not None


def tells_of_need(text: str, end: int, high: int) -> bool:
    """Tell whether the sentence behind a name tells of need, up to ``high``."""
    return _NEED.search(text, end, high) is not None


# 群众反映卜某家有小轿车,取消其低保资格
_CAUGHT = re.compile(
    r"(?!的)(?:[^,，。;；\n“]{0,8}?(?:冒领|骗取|套取|骗保|挪用|虚报)|"
    r"[^。;；\n“]{0,40}?(?:责令(?:其|他|她)?退|(?:取消|停发)了?(?:[其他她][^,，。;；\n]{0,2})?(?:的)?(?:低保|五保|救助|受助|享受)[^,，。;；\n]{0,4}(?:资格|待遇|金)?))"
)
_REPORTS = regex.compile(r"(?:同志)?(?:向[^,，。;；\n]{2,10})?(?:举报|检举)")


def is_caught(text: str, span: Span) -> bool:
    """Tell whether the one named got what was not due, or reports who did: 冒领低保金."""
    return _CAUGHT.match(text, span.end) is not None or _REPORTS.match(text, span.end) is not None


def is_delighted(text: str, end: int, high: int) -> bool:
    """Tell whether the one named before ``end`` is happy with what was given."""
    return _DELIGHTED.match(text, end, high) is not None


# 医生谷某给瘫痪老人郝某换药: the need is of whom it is done for
_FOR_ANOTHER = regex.compile(r"(?:给|为|替|帮助?|照[顾料看]|护理|看望|救治|资助)(?![他她自])")


def own_part(span: Span, high: int, scene: Scene) -> int:
    """Return where what is said of the one named ends, up to ``high``: where another is helped."""
    for match in _FOR_ANOTHER.finditer(scene.text, span.end, high):
        if scene.has_name(match.end(), min(high, match.end() + 12)):
            return int(match.start())
    return high
