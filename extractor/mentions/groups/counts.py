"""Where a kind of people has a number or a rate, and whether something is given to those counted.

312名⟦困难职工⟧   ⟦困难家庭⟧352户      counted, before and after
⟦困难家庭⟧每户300元                    rated
316名⟦学生⟧搬进了新教室                a noun without a description needs a gift in its sentence
参与职工8500余人次                     counted, and given nothing (``givers``)
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.groups.givers import are_donors, are_only_there
from extractor.mentions.groups.scene import Phrase, Scene
from extractor.model import Count, CountKind
from extractor.offsets import Span, after_last_mark, first_mark
from extractor.rules import Shown

REACH = 60  # code points on each side of a phrase that its context may lie in


def sentence(span: Span, text: str) -> tuple[int, int]:
    """Return the sentence around ``span``, with the heading above it where that says 对象."""
    low, high = max(0, span.start - REACH), min(len(text), span.end + REACH)
    begin = after_last_mark(text, _STOPS, low, span.start)
    if text[max(0, begin - 3) : begin] in {"对象\n", "对象。"} and (
        text[begin - 1] == "\n" or _HEADING.search(text, max(0, begin - 16), begin)
    ):
        begin -= 3
    return max(low, begin), first_mark(text, _STOPS, span.end, high)


_STOPS = "。;；!！?？\n"
# 一、救助对象。 at the head of what it is about, on one line with it
_HEADING = regex.compile(
    r"(?:\A|[\n。])\s*[(（]?[0-9一二三四五六七八九十]{1,3}[)）]?[、.．]?\s*[\u4e00-\u9fff]{2,6}对象。\Z"
)


# not 5人因家庭变故, but 213位60岁以上的老人
_AGED = r"(?:年满|年龄)?[0-9一二三四五六七八九十百]{1,3}周?岁(?:及?以上|以下)?的?"
_COUNT_GAP_BEFORE = regex.compile(
    rf"[^\W\d]{{0,8}}的|(?!因|享受|纳入|领取)[^\W\d对向给为]{{0,4}}(?<!(?<!初|高)中)|{_AGED}"
)
# 残疾儿童康复救助46名, 重度残疾人居家托养230人
# 农民工返乡车票补贴270人, 职工子女助学补助26人
SERVICE = (
    "(?:(?:康复|居家|日间|入学|医疗|临时|生活|就业|技能){0,2}(?:救助|托养|资助|训练|手术|培训|照料|护理)"
    "|(?:返乡|往返|探亲|购票|车票|火车票|交通|路费|入学|助学){1,3}(?:补贴|补助|资助))"
)
_COUNT_GAP_AFTER = re.compile(
    rf"们?[\"”)）]?(?:{SERVICE}了?)?"
    r"(?:另[加发增补][ \t\u3000]{0,4})?(?:上学|就学|入学|高考录取|考上大学)?(?:[总人户]?数)?(?:[、:：(（]|[由从](?:[0-9]{4}年|[去上今]年)[初底末]?的?|达到?|为|占|已有|就有|总数|(?:减少?|增加?|下?降)[到至])?(?:共计|共有|总计|合计|共|计|有|新增|现有|仅有|剩余|务工就业|(?:外出|转移)?(?:务工|就业)|住院|就诊|入住|参保|参合|参军|参加新农合|参加医保)?"
)
_NEAR = re.compile("约|近|不足|不到|超过?")
# 1　离休干部　6人　1000元/人: the row of a table that is written as a line
_ROW_BEFORE = regex.compile(r"(?:\A|\n)[ \t\u3000]*(?:[0-9]{1,3}[.、．]?[ \t\u3000]+)?\Z")
_ROW_GAP = regex.compile(r"[ \t\u3000]{1,8}")
_RATE_BEFORE = re.compile(r"每[户名位个家]\Z")
_RATE_AFTER = re.compile(
    r"们?(?:(?:[0-9][0-9.,]{0,8}|[一二三四五六七八九十百千]{1,7})[万余多]{0,2}[人户名位][,，]?)?[,，]?(?:每[户人名位个家所]|户均|人均(?!可支配|生活|消费|[纯年月]?收入|支出|工资|[年月]薪|产值|捐|缴)|各)"
)
_GIVING = regex.compile(
    r"[放分交借拨寄]给|免费|收到|慰问|看望|走访|救助|救治|资助|补助|送|发放|发给|赠|领|获|得|享受|助学|帮|奖|受益|每[人户名位家]各?发"
)
# 院里住着28位老人: those a home takes care of; 捐赠的图书送往3所村小, 善款发放给600多位老人.
_BROUGHT_TO = regex.compile(
    rf"(?:送[往到至]|[发送交捐赠分拨](?:放|赠|发)?给)(?!了?其)[^,，。；;\d\n]{{0,12}}"
    rf"[0-9一二两三四五六七八九十百]{{1,6}}[余多]?[名位户个所家](?:{_AGED})?\Z"
    r"|[为给向](?:全[市县区镇乡]|各)?[0-9一二两三四五六七八九十]{1,4}[所家座]\Z"
    r"|(?:院|中心|机构|之家)[里内]?(?:现|共|目前|一共)*(?:住着|住有|住了|入住|收住|[供收]养着?|生活着)了?"
    r"[0-9一二两三四五六七八九十百]{1,5}多?余?[位名人个]\Z"
)

# 316名学生搬进了新教室, 村民85户喝上了自来水
_BENEFITS = regex.compile(
    r"们?(?:[0-9][0-9.,]{0,8}[万余多]{0,2}[户人名位])?[,，]?(?:都|全部|已经?|均|陆续|先后|也|将)*"
    r"(?:[搬迁][进入]|住[进上]|用上|喝上|吃上|穿上|坐进|走进|背上|盖上)了?"
    r"(?:新|安置|自来水|放心|干净|安全|暖|热|救灾|帐篷|棉|宽敞|明亮|楼房)"
)

# 每位老人大米一袋: what each gets is named, and how much of it
_EACH = re.compile(r"每[位名户个]\Z")
_LONGEST_GIFT = 6  # code points

# 丈夫病故,留下3个孩子: those of one home; but 留下了3名孤儿
_OF_ONE_HOME = re.compile(
    r"(?:留下|撇下|育有|生有|养育|拉扯|带大)[了着过]?[0-9一二两三四五六七八][个名]\Z"
)

# 带队到三所敬老院走访, 投入1260万元建设敬老院7所: a place there, or what is built
_IS_PLACE = regex.compile(
    r"(?:(?<![用送发给捐交拨运])[到在往于]|建[设成]?了?)(?:[\u4e00-\u9fff]{0,4}?[0-9一二两三四五六七八九十]{1,4}余?[所家个])?[\u4e00-\u9fff]{0,4}\Z"
)

COUNTED = Shown(
    "group.counted",
    "A kind of people with their number.",
    (
        "24名⟦困难职工⟧和7名⟦深度困难职工⟧得到慰问。",
        "登门看望的⟦困难职工⟧有12人。",
        "⟦贫困户⟧减到11户。",
        "全县⟦困难职工⟧数3049人。",
        "确定100名⟦失能、空巢老人⟧为慰问对象。",
        "来到8位⟦高龄老人⟧家中。",
        "捐赠的善款发放给600多位60岁以上⟦老人⟧。",
        "117名⟦留守儿童⟧获赠儿童节礼物。",
        "316名⟦学生⟧搬进了新教室。",
        "65名教师与130名⟦贫困生⟧结成帮扶对子。",
        "参与职工8500余人次,赠送图书。",
        "全校316名学生,捐赠图书4200册。",
        "尚有贫困村58个。",
        "参与“一日捐”人员200人次。",
        "1　⟦离休干部⟧　6人　1000元/人　6000元\n2　⟦困难职工⟧　14人　1500元/人　21000元",
        "序号 对象 人数\n⟦低保户⟧ 30户 9000元",
        "救助了失去两个孩子的刘某。",
        "向困难职工 6人一组送温暖活动",
        "社区共有2317户居民,送去慰问。",
        "在岗教职工58人。",
    ),
)
RATED = Shown(
    "group.rated",
    "A kind of people with an amount for each.",
    (
        "以⟦困难家庭⟧每户300元的标准发放。",
        "为每户⟦困难职工⟧送去慰问金800元。",
        "每位⟦老人⟧大米一袋、食用油一桶。",
        "每名学生写作文一篇。",
        "城镇居民人均生活消费支出27795元。",
    ),
)


def is_counted(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether a count of people or households belongs to the phrase."""
    start, end = phrase.span.start, phrase.span.end
    if _OF_ONE_HOME.search(scene.text, max(0, start - 8), start):
        return False
    if phrase.must_be_counted and _IS_PLACE.search(scene.text, max(0, start - 16), start):
        return False
    for at in range(start, max(start - 12, -1), -1):
        if at in scene.count_ends and _COUNT_GAP_BEFORE.fullmatch(scene.text, at, start):
            return True
    gap = _COUNT_GAP_AFTER.match(scene.text, end)
    if gap is not None and (count := _count_at(gap.end(), scene)) is not None:
        # 给村小46名住校生: of a house no persons are the number
        return not (phrase.must_be_counted and count.kind is CountKind.PERSON)
    gap = _ROW_GAP.match(scene.text, end)
    return (
        gap is not None
        and gap.end() in scene.count_starts
        and _ROW_BEFORE.search(scene.text, max(0, start - 10), start) is not None
    )


def _count_at(at: int, scene: Scene) -> Count | None:
    """Return the count at ``at``, a word for how near it is before it or as its beginning."""
    near = _NEAR.match(scene.text, at)
    return scene.count_starts.get(at) or scene.count_starts.get(near.end() if near else at)


def is_giving(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether a counted general noun is given something (20名同学各得…, 三户老人)."""
    count = scene.count_ends.get(phrase.span.start)
    low, high = sentence(phrase.span, scene.text)
    if _BROUGHT_TO.search(scene.text, low, phrase.span.start):
        return True
    if _BENEFITS.match(scene.text, phrase.span.end):
        return True
    if are_only_there(phrase, scene, low, high):
        return False
    is_of_households = phrase.span.slice(scene.text).endswith("户")  # 五千农户 are counted only
    if count is not None and count.kind is CountKind.HOUSEHOLD and not is_of_households:
        return True
    wide = (max(0, low - REACH), min(len(scene.text), high + REACH))
    return _GIVING.search(scene.text, *wide) is not None


# ——困难职工。1月15日,县领导上门看望: the head of the item that tells of them
_HEAD_BEFORE = regex.compile(
    r"(?:\A|\n)\s*(?:——|[（(][0-9一二三四五六七八九十]{1,2}[)）]|[●◆■▲])\s*\Z"
)
_GIVEN_BELOW = regex.compile(
    r"[。:：]\s*[^\n]{0,80}?(?:慰问|看望|走访|发放|送[去上来]|救助|资助|补助)"
)

_SCHEMES = (
    "低保",
    "五保",
    "特困",
    "供养",
    "残疾",
)  # (一)城乡低保。 heads what is told of the scheme


def heads_item(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether the phrase is the head of an item that tells of gifts or visits."""
    low = max(0, phrase.span.start - 8)
    return (
        not phrase.span.slice(scene.text).endswith(_SCHEMES)
        and _HEAD_BEFORE.search(scene.text, low, phrase.span.start) is not None
        and _GIVEN_BELOW.match(scene.text, phrase.span.end) is not None
    )


def is_each_given(span: Span, scene: Scene) -> bool:
    """Tell whether goods, all nouns, with their number follow one of whom each gets them."""
    if not _EACH.search(scene.text, max(0, span.start - 2), span.start):
        return False
    ends = range(span.end + 1, span.end + _LONGEST_GIFT + 1)
    end = next((at for at in ends if at in scene.goods_ends_by_start), None)
    if end is None:
        return False
    words = scene.words[scene.word_at(span.end) : scene.word_at(end)]
    return all(word.tag[0] in "nm" and word.text.isalpha() for word in words)  # 大米 is an m


def is_rated(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether an amount is named for each of the group, or for it as a whole."""
    start, end = phrase.span.start, phrase.span.end
    if is_each_given(phrase.span, scene):
        return True
    after = _RATE_AFTER.match(scene.text, end)
    if after or _RATE_BEFORE.search(scene.text, max(0, start - 3), start):
        least = after.end() if after else end
        is_told = any(at in scene.money_starts for at in range(least, least + 10))
    else:
        is_told = phrase.is_described and end in scene.money_starts
    return is_told and not are_donors(start, scene, sentence(phrase.span, scene.text)[0])
