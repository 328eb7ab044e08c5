"""Kinds of people that no table has, right beside their number and what is done for them.

    走访慰问⟦蔬菜大棚户⟧30户        救助⟦绝收户⟧12户、⟦井架工⟧20名      the verb, the kind, its number
    慰问了30名⟦水文测报员⟧          为30名⟦扫雪人员⟧发放慰问品           the number inside
    2.⟦井架工⟧64人，每人80元                                         an item with a rate for each

Between a verb that gives or visits and a number of persons or households nothing can stand but who
they are, if it ends as words for people do (户, 工, 员, 者); what names a place or a body does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.mentions.groups.counts import sentence
from extractor.mentions.groups.givers import are_donors
from extractor.mentions.groups.scene import Phrase, Scene
from extractor.mentions.names.tables import kinds_of_people
from extractor.model import CountKind
from extractor.offsets import Span
from extractor.rules import Shown

OPEN = Shown(
    "group.open",
    "A kind of people that no table has, between a verb of giving and its number.",
    (
        "走访慰问⟦蔬菜大棚户⟧30户,发放慰问金3万元。",
        "救助⟦绝收户⟧12户、⟦井架工⟧20名。",
        "慰问了30名⟦水文测报员⟧,每名500元。",
        "为30名⟦扫雪人员⟧发放慰问品。",
        "慰问标准:\n2.⟦井架工⟧64人,每人80元",
        "走访慰问李家庄30户。",
        "派出30名水文测报员。",
        "为30名扫雪人员所感动。",
        "慰问组由30名讲解能手组成。",
        "救助站工作人员12人。",
        "招募井架工20名,每人每月3500元。",
    ),
)

_NUMBER = "\x01"  # stands for each character of a number of people
_VERBS = (
    "走访",
    "慰问",
    "看望",
    "探望",
    "探访",
    "救助",
    "救济",
    "接济",
    "资助",
    "补助",
    "优抚",
    "奖励",
)
_VERB = rf"(?:{'|'.join(_VERBS)}|帮扶|扶持|惠及){{1,3}}+(?![站点组队办科局金款])[了过]?+(?:全[市县区乡镇村]|共计?|各类)?+"
# What words for people end with, as far as no place, body or thing does.
_PEOPLE = (
    r"(?:(?<![用门窗账开客每该各全储])户|(?<![人职教分])工(?!作)|员|(?<![记作笔或])者|生(?![活产])|农|民|兵"
    r"|属|师|医|侨|警|嫂|妇|手|匠|模|友|(?<=[伤孤病弱])[残老]|战士|勇士|护士|司机|旅客|家长|家庭|子女|后代|后人"
    r"|遗孤|骨干|会计|专干|干部|阿姨|妈妈|军人|荣军|帮厨|[守护渡扫送看]\p{Han}?人)"
)
# No kind goes over what gives, points or joins, nor begins with whose they are.
_GOVERNS = "|".join((*_VERBS, "帮[扶助]", "扶持", "惠及", "抚慰", "发放", "组织", "安排", "动员"))
_JOINS = (
    "[以按据让使从对是有了着过给向为对把被将由在到和及与或等共各每的之其这那某本我您他她此另还也都]"
)
_HAN = rf"(?!{_GOVERNS}|{_JOINS})\p{{Han}}"
_OWNED = r"全|[今去当前]年|目前|现有|工作人员|受助|获助|(?!外[省市]|[省市][内外])\p{Han}{0,3}[省市县镇乡局]"  # whose they are
_KIND = rf"(?!{_OWNED})(?P<kind>(?:{_HAN}){{1,8}}?{_PEOPLE})"
# 其中长期病休|职工137户: what stands before a kind from the beginning of its item on, unless it is done
# to them, or says when or which of them
_DONE = (
    "岁|教育|新增|增加|减少|确定|[合总共小]计|[敲选核评初]定|家访|公示|推荐|[上申]报|审[核批]|认定|培训|转移|安置|参[加保]|享受|纳入|就业|带动|服务|覆盖|涉及|受理|接待|收治|登记|摸排|核查"
    "|建立|完成|实现|去年|今年|全年|年内|当年|目前|现|仍|尚|已|累计|其余|其[他它]|部分|超|余|多|以[上下]|[约近0-9一二三四五六七八九十]"
)
_MORE = regex.compile(
    rf"(?:\A|(?<=[，,、；;：:\n]|其中|今年|全年|目前|现有))(?!{_OWNED})"
    rf"(?P<more>本地|[一二三四五六七八九十至]{{1,4}}级|(?:(?!{_DONE}){_HAN}){{2,6}})\Z"
)
_LONGEST = 8  # code points before a phrase that its item may begin in
_SAYING = frozenset(("n", "a", "b", "d", "f", "s", "vn", "an", "l", "i", "ns"))  # no verb
_STATES = regex.compile(  # but 下岗无收入|职工, and neither 招聘 nor 新增
    r"本地|[一二三四五六七八九十至]+级|下岗|失[业学独]|待[岗业]|买断|留[厂校院岗守]|返[乡岗校贫]|随迁|进城|受[灾困伤冻淹]|住院|患|病|离[岗异退]|内退|退[休养职]|[无缺断]|在[院校读]|复学|辍学|援|支[边教]"
)
_TOLD = regex.compile(r"每[人户名位]")
_COUNTED_BEHIND = regex.compile(r"共?计?有?")
_END = r"(?=[，,。；;、（(\n]|\Z|每|各|发放|发给|送)"
_GIVEN = r"(?=发放|发给|送|赠|提供|办理|配发|购[买置]|捐|拨付|资助|补助|颁发|每[人户名位])"
_ITEM = (
    r"(?:\A|(?<=[\n；;。：:]))\s*"
    r"(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]{1,2}|[①-⑳●◆■—－-]{1,2})?+\s*"
)
_EACH = r"每[人户名位](?:发放?|发给|补助|救助|资助|慰问金?|各)?(?:[大米面粉棉被衣裤油煤布肉菜粮]{1,2})?[约近]?[0-9一二两三四五六七八九十百千]"
_PATTERN = regex.compile(
    rf"{_VERB}{_KIND}{_NUMBER}++(?:[、，,和及](?:{_KIND}|\p{{Han}}{{2,9}}){_NUMBER}++)*+"
    rf"|(?:{_VERB}{_NUMBER}++{_KIND}{_END}|[为给向](?:{_HAN}){{0,4}}{_NUMBER}++{_KIND}{_GIVEN})"
    rf"|(?:{_ITEM}|(?<=[，,、])){_KIND}(?:{_NUMBER}++[，,（(]?\s?)?+{_EACH}"
)
_COUNTED = (CountKind.PERSON, CountKind.HOUSEHOLD)


def widened(span: Span, scene: Scene) -> Span:
    """Return the stretch of a kind with all its item says of it: 外省|员工每人500元."""
    counted = _COUNTED_BEHIND.match(scene.text, span.end)
    is_told = (counted and counted.end() in scene.count_starts) or _TOLD.match(scene.text, span.end)
    before = (
        _MORE.search(scene.text, max(0, span.start - _LONGEST), span.start) if is_told else None
    )
    if before is None or not scene.taken.isdisjoint(range(before.start("more"), span.start)):
        return span
    start = before.start("more")
    first = scene.words[scene.word_at(start)]
    is_saying = first.tag in _SAYING and len(first.text) > 1
    is_said = first.span.start == start and (is_saying or _STATES.match(scene.text, start))
    return Span(start, span.end) if is_said else span


def open_kinds(scene: Scene, phrases: Sequence[Phrase]) -> Iterator[Span]:
    """Yield the stretches of kinds of people that none of ``phrases`` lies in, in text order.

    One that ends where a phrase does, and says more of it, is read (远征军|老兵).
    """
    phrase_at = {at: phrase.span for phrase in phrases for at in range(*phrase.span)}
    for match in _PATTERN.finditer(_with_numbers(scene)):
        for span in map(Span._make, match.spans("kind")):
            inside = {phrase_at[at] for at in range(*span) if at in phrase_at}
            is_more = all(one.end == span.end and one.start > span.start for one in inside)
            is_free = is_more and span.slice(scene.text) not in kinds_of_people()
            if is_free and scene.taken.isdisjoint(range(*span)):
                low = sentence(span, scene.text)[0]
                if not are_donors(span.start, scene, low):
                    yield span


def _with_numbers(scene: Scene) -> str:
    """Return the text, each character of a number of people ``_NUMBER``."""
    pieces, at = [], 0
    for span, count in scene.counted:
        if count.kind in _COUNTED and span.start >= at:
            pieces += [scene.text[at : span.start], _NUMBER * (span.end - span.start)]
            at = span.end
    return "".join([*pieces, scene.text[at:]])
