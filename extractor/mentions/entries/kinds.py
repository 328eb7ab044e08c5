"""Whether a person is named in the field of a list, a body, or nobody.

向家豆腐坊, 七(1)班      a body, by what it ends with      段有福      a person, by the shape
瑞丰茶业                  a body in a list of names, whatever it is called
现金, 机关干部, 上年结余    nobody, by what it begins or ends with
"""

from __future__ import annotations

import regex

from extractor import lexicon
from extractor.mentions.names import tables
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.organisations.names import NO_OFFICE, ends_as_body, is_any
from extractor.model import PartyKind, PartyRole
from extractor.offsets import Span

SUMS = regex.compile(r"[合小总共累]\s?计|以上.*|其[他它余中].*|连同.*|加上.*")
# 现金, 机关干部, 一位老人, 上年结余: what stands with an amount and names nobody
_NO_ONE = regex.compile(
    r"(?:各|每|本|[折余单]|网[上络]|线[上下]|[一两几][位名个家]|不愿|不具|未留|某|另|还|已|第|全[市县区镇乡村校厂院局体国省]|人均|户均|平均|收到|接[收受]|[募筹]|捐|支出|用于|发放|上年|本[年月次]|利息|社会|爱心(?!超市|药店)).*"
    r"|.*(?:收入|支出|结余|余额|结转|利息|补[助贴]|[捐募][赠款集]|个人|单位|企业|商家|机构|团体|部门|人士|各界|群众|[市网居村]民|读者|听众|[职员]工|干部|党员|[教老]师|师生|学生|官兵|[会社]员|家长|校友|代表|人员|老人|儿童|家庭|热心人|好心人|无名氏|匿名|善士|信众|香客|项目|活动|方面|部分|来源|渠道|平台|微信|支付宝)"
)
_NO_NAME_ENDS = regex.compile(
    r".*(?:[款费计金资物得到元额数项笔次类年月日期批人户]|[用礼奖商药物]品)"
)
_CLASS = regex.compile(r".*[一二三四五六七八九十\d高初](?:[（(]?\d{1,2}[)）])?班|\d{3,4}班")
_PLACE = regex.compile(r"\p{Han}{2,6}(?:[乡镇村县区旗寨屯]|社区|街道)")
_PURSE = regex.compile(r"\p{Han}{0,6}(?:中央|[省市县区州旗镇乡])(?:本级)?财政")
_OF_TRADES = "师员长工家生友民"  # 退休医师某某, 民营企业家某某
_NICKNAME = regex.compile(r"[老小]\p{Han}")
_TOLD_OF = regex.compile(r"[有是为由把将让请]|.*(?:[的任]|[为是达于]\Z)")
_LONG_NAME = 4  # code points that a name of unknown make has at least
_OFFICE = regex.compile(rf"(?!{NO_OFFICE})\Z")  # it hands on what it gets


_AIDS = ("对口", "援建", "协作")  # 杭州市余山区对口帮扶30万元: a place that pays


def kind_of(shapes: Shapes, who: Span, role: PartyRole) -> PartyKind | None:
    """Return what is named in a field by what it looks like."""
    name = who.slice(shapes.text)
    if _CLASS.fullmatch(name):
        return PartyKind.ORGANISATION
    if is_no_one(name) or _TOLD_OF.match(name):
        return None
    is_place = _PLACE.fullmatch(name) is not None
    is_got = role is PartyRole.RECIPIENT or shapes.text.startswith(_AIDS, who.end)
    if role is PartyRole.SOURCE and _PURSE.fullmatch(name):
        return PartyKind.ORGANISATION
    is_body = name not in _endings() and ends_as_body(name) and not is_any(name)
    if (is_body and not (is_got and _OFFICE.search(name))) or (is_got and is_place):
        return PartyKind.ORGANISATION
    is_person = (
        shapes.borders.begins_at(who.start) and shapes.is_shape(who) and name not in tables.never()
    )
    return PartyKind.PERSON if is_person and not is_place else None


@lexicon.derived
def _endings() -> frozenset[str]:
    """Return what bodies are called by when nobody says which: 校友会."""
    return frozenset(row["ending"] for row in lexicon.load("organisations"))


def kind_of_unknown(shapes: Shapes, who: Span) -> PartyKind | None:
    """Return what is named in a field of a list of names, whatever it looks like."""
    name = who.slice(shapes.text)
    is_told_of = is_titled(shapes, who) or _TOLD_OF.match(name)
    if is_no_one(name) or is_any(name) or is_told_of or _PLACE.fullmatch(name):
        return None
    is_name = len(name) >= _LONG_NAME and not _NO_NAME_ENDS.fullmatch(name)
    return PartyKind.ORGANISATION if is_name else None


def is_no_one(name: str) -> bool:
    """Tell whether the words name nobody: 现金, 机关干部."""
    return name in tables.ordinary() or _NO_ONE.fullmatch(name) is not None


def is_kind_of_people(name: str) -> bool:
    """Tell whether the last word is one for people: 小区保安."""
    return name[-2:] in tables.titles_and_kinds()


def is_titled(shapes: Shapes, who: Span) -> bool:
    """Tell whether a title stands before a name in the field: 会长某某, 兴安家电城总经理某某."""
    name, telling = who.slice(shapes.text), tables.told_before()
    return any(
        any(name[start:end] in telling for start in range(end - 1))
        or (name[end - 1] in _OF_TRADES and shapes.is_shape(Span(who.start + end, who.end)))
        or _NICKNAME.fullmatch(name, end)
        for end in range(2, len(name) - 1)
    )
