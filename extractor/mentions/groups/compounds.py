"""Whether a phrase that names people is part of something else, and no recipient.

困难职工档案, 儿童节礼物         the first part of a compound (``group_tails.tsv``)
困难职工张某                  what somebody named is
14人担任保洁员                what somebody becomes
慰问困难职工侧记               yet as the end of a heading it is the object of a visit
"""

from __future__ import annotations

import re

import regex

from extractor import lexicon
from extractor.mentions.groups.counts import SERVICE, is_each_given
from extractor.mentions.groups.scene import Scene
from extractor.mentions.names.tongues import is_put_together_at
from extractor.offsets import Span
from extractor.rules import one_of


def is_part(span: Span, scene: Scene) -> bool:
    """Tell whether the phrase is part of a compound, or stands beside a name."""
    end = span.end
    if end >= len(scene.text) or end in scene.taken:
        return False
    if _is_told_of_others(span, scene):
        return True
    if span.slice(scene.text) in _CALLED and scene.shapes.ending_at(span.start) is not None:
        return True  # 为龙佳怡同学募捐
    if is_each_given(span, scene):
        return False
    if _is_of_heading(span, scene.text) or _VERB_AFTER.match(scene.text, end):
        return False
    return _has_tail(span, scene) or _is_beside_name(end, scene) or _goes_on(span, scene)


_MAY_FOLLOW = re.compile(
    r"们|等|[总人户]?数(?=\d)|共|合计|每|办理|购买|投保|参保|上学|就学|入学|高考|家[中里]?|手[中里上]|床|病床|身边|名单|个人|本人|茶话会|[”)）]"
)


def _is_told_of_others(span: Span, scene: Scene) -> bool:
    """Tell whether the phrase says what somebody becomes, or whose children do something."""
    becomes = _PASSED.search(scene.text, max(0, span.start - 16), span.start)
    return becomes is not None or _OF_PARENTS.match(scene.text, span.start) is not None


# 子女考入大学的困难职工: said of them, not of their children
_OF_PARENTS = re.compile(
    r"(?:子女|孩子)们?(?:(?:今年|当年|已)?(?:考[入上取]|升入|就读|[上读念](?=大)|在[^,，。；;\n]{0,6}读)[^,，。；;\n]{1,10}|患[^,，。；;\n]{1,6})的(?=[0-9一二两三四五六七八九十]|[\u4e00-\u9fff]{0,4}(?:职工|家庭|户|员工|工人))"
)


_PASSED = re.compile(
    # 1名考取研究生, 14人担任保洁员、护林员: what they become
    r"(?:考[取入上]|录取为?|攻读|升入|(?:担任|聘为|选聘为|受聘为)(?:[\u4e00-\u9fff]{2,6}[、和及])*)\Z"
)


_CALLED = ("同学", "老师", "小朋友")


def _is_of_heading(span: Span, text: str) -> bool:
    """Tell whether the phrase ends a heading as the object of a visit."""
    is_told = _TOLD_OF.match(text, span.end) is not None
    return is_told and _VISITED.search(text, max(0, span.start - 36), span.start) is not None


# 关于慰问困难职工的安排 as a heading
HEADED = r"的(?:安排|通知|方案|实施方案|意见|请示|函|倡议书?|公示|公告)(?=\n|\Z)"


# Verbs that the tagger takes for nouns or names, and 向8名困难职工子女资助3.25万元; 困难群众住院费用 is of a cost.
_VERB_AFTER = re.compile(
    r"[渡度]过(?=难关|困难|寒冬|灾荒)|送(?:温暖|清凉|关[爱怀])(?![”\"]?(?:活动|行动|工程|工作))|养[鸡鸭鹅猪牛羊兔鱼蜂](?=\d)|上门(?!服务)|[测量]血压|查明(?=了|身份)|住院(?=[0-9共达，,])|义诊|牵线|祝寿|读书|(?:上|念|读)(?:大学|高中|中学|小学|初中)"
    r"|申请(?=(?:到|了)?(?:临时|大病|医疗|专项|困难)?(?:救助|补助|低保|资助|补贴)(?!金?(?:程序|条件|表|材料|流程|标准)))"
    rf"|{SERVICE}了?(?=[约近共达]?[0-9][0-9.,万]{{0,8}}[余多]?[名人户位])"
    r"|(?:资助|救助|捐助|补助|捐款)了?[约近共达]{0,2}[0-9][0-9.,]{0,11}[万亿余多]{0,2}元"
)


# 慰问困难职工侧记, 走访老党员、困难党员情况报告 as headings: what is told of is the visit; but not 慰问困难职工情况.
_TOLD_OF = re.compile(
    r"的?(?:情况|活动|工作){0,2}的?(?:侧记|纪实|小记|见闻|掠影|特写|报道|通讯|报告|总结|汇报|小结|通报|(?:实施)?方案|计划)(?=\n|\Z)"
    rf"|{HEADED}"
)


_VISITED = regex.compile(
    r"(?:慰问|看望|走访|探望|探访|救助|资助)(?:[\u4e00-\u9fff]{2,8}[、和]){0,3}\Z"
)


# 用于慰问贫困户和老党员的资金12万元
MONEY_FOR = r"的(?:资金|经费|款项?|支出|费用)(?=[约近共达为计,，。0-9])"


_MONEY_FOR = re.compile(MONEY_FOR)


# 带动13名残疾人就业。 137户贫困户增收43.7万元
_AFTER_NUMBER = re.compile(r"(?:就业|创业|脱贫)(?=[,，。;；、\n]|\Z)|增收(?=[约近]?[0-9])")


# 为危房户改造住房: their house is rebuilt, though 危房户改造 is a programme.
_WORKED_ON = regex.compile(r"(?:改造|维修)(?=住房|房屋|危房|旧房|厨房|厕所|院落)")


def _has_tail(span: Span, scene: Scene) -> bool:
    tail = _tails().match(scene.text, span.end)
    if tail is None or _WORKED_ON.match(scene.text, span.end):
        return False
    if _MONEY_FOR.match(scene.text, span.end):
        return not _VISITED.search(scene.text, max(0, span.start - 36), span.start)
    is_counted = span.start in scene.count_ends
    return not is_counted or not (tail[0][0] == "的" or _AFTER_NUMBER.match(scene.text, span.end))


def _is_beside_name(end: int, scene: Scene) -> bool:
    may_be_name = scene.words[scene.word_at(end)].tag == "nr" or scene.shapes.borders.is_firm_at(
        end
    )
    is_name = may_be_name and scene.shapes.best(end, least=3, is_titled=True) is not None
    return is_name or is_put_together_at(end, scene.text)


def _goes_on(span: Span, scene: Scene) -> bool:
    """Tell whether a noun follows that the phrase is the beginning of."""
    if span.start in scene.count_ends or _MAY_FOLLOW.match(scene.text, span.end):
        return False
    tag = scene.words[scene.word_at(span.end)].tag
    return tag.startswith(("n", "an")) and tag != "nr"


@lexicon.derived
def _tails() -> re.Pattern[str]:
    tails = one_of(row["word"] for row in lexicon.load("group_tails"))
    # 农村妇女“两癌”专项救助金; 儿童节礼物, but 看望老人节前安排
    begin = '[”"]?(?:[“"][\u4e00-\u9fff]{1,6}[”"](?:专项|免费)?|专项|的)?'
    return re.compile(f"{begin}(?:{tails}|节(?![前日后假]))")
