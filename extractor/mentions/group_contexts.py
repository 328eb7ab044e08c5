"""What makes a described kind of people the recipient of something.

A phrase is read as a group where it is counted (312名困难职工, 困难家庭352户), where a rate is
named for it (困难家庭每户300元), or where the words around it are those of one of ``CONTEXTS``.
Each context has its examples, which are its tests; a text without marks must not be read.

Not read: what nothing is given to (关心困难职工的冷暖, 让困难职工安心, 建立困难职工档案).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor.mentions.group_givers import are_at_work, are_donors, are_only_there, hides_name
from extractor.mentions.group_scene import Phrase, Scene
from extractor.model import CountKind
from extractor.offsets import Span, first_mark
from extractor.rules import Shown

REACH = 60  # code points on each side of a phrase that its context may lie in


@dataclass(frozen=True, slots=True)
class Context:
    """Words before and after a phrase that make it a recipient.

    ``general`` tells whether they do so for a noun without a description too (职工).
    """

    rule_id: str
    reads: str
    before: regex.Pattern[str]
    after: regex.Pattern[str]
    general: bool
    examples: tuple[str, ...]


def reason(phrase: Phrase, scene: Scene) -> str | None:
    """Return the rule that makes the phrase a recipient, or ``None``."""
    if hides_name(phrase, scene):
        return None
    low, high = _sentence(phrase.span, scene.text)
    is_counted = _is_counted(phrase, scene) and not are_at_work(phrase, scene, low)
    if is_counted and (phrase.is_described or _is_giving(phrase, scene)):
        return "group.counted"
    if _is_rated(phrase, scene):
        return "group.rated"
    if phrase.must_be_counted:
        return None
    for context in CONTEXTS:
        if not (phrase.is_described or context.general):
            continue
        if context.before.search(scene.text, low, phrase.span.start) and context.after.match(
            scene.text, phrase.span.end, high
        ):
            return context.rule_id
    return None


def _sentence(span: Span, text: str) -> tuple[int, int]:
    """Return the sentence around ``span``, with the heading above it where that says 对象."""
    low, high = max(0, span.start - REACH), min(len(text), span.end + REACH)
    begin = max(text.rfind(mark, low, span.start) + 1 for mark in _STOPS)
    if text[max(0, begin - 3) : begin] == "对象\n":
        begin -= 3
    return max(low, begin), first_mark(text, _STOPS, span.end, high)


_STOPS = "。;；!！?？\n"
_MARK = r"[,，。;；:：!！?？\n]"
_INSIDE = r"[^,，。;；:：!！?？\n]"  # a clause
_ALONG = r"[^。;；\n]"  # a sentence


# --- counts and rates ---------------------------------------------------------------------------

# not 5人因家庭变故, but 213位60岁以上的老人
_AGED = r"(?:年满|年龄)?[0-9一二三四五六七八九十百]{1,3}周?岁(?:及?以上|以下)?的?"
_COUNT_GAP_BEFORE = regex.compile(rf"[^\W\d]{{0,8}}的|(?!因|享受|纳入|领取)[^\W\d]{{0,4}}|{_AGED}")
_COUNT_GAP_AFTER = regex.compile(
    r"们?[\"”)）]?(?:上学|就学|入学|高考录取|考上大学)?(?:[总人户]?数)?(?:[、:：(（]|达到?|为|占|约|已有|就有|总数|(?:减少?|增加?|下?降)[到至])?(?:共计|共有|总计|合计|共|计|有|新增|现有|仅有|剩余|务工就业|(?:外出|转移)?(?:务工|就业)|住院|就诊|入住|参保|参合|参军|参加新农合|参加医保)?"
)
# 1　离休干部　6人　1000元/人: the row of a table that is written as a line
_ROW_BEFORE = regex.compile(r"(?:\A|\n)[ \t\u3000]*(?:[0-9]{1,3}[.、．]?[ \t\u3000]+)?\Z")
_ROW_GAP = regex.compile(r"[ \t\u3000]{1,8}")
_RATE_BEFORE = regex.compile(r"每[户名位个家]\Z")
_RATE_AFTER = regex.compile(
    r"们?(?:[0-9][0-9.,]{0,8}[万余多]{0,2}[人户名位][,，]?)?[,，]?(?:每[户人名位个家所]|户均|人均(?!可支配|生活|消费|[纯年月]?收入|支出)|各)"
)
_GIVING = regex.compile(
    r"慰问|看望|走访|救助|救治|资助|补助|送|发放|发给|赠|领|获|得|享受|助学|帮|奖|受益"
)
# 院里住着28位老人: those a home takes care of; 捐赠的图书送往3所村小, 善款发放给600多位老人.
_BROUGHT_TO = regex.compile(
    rf"(?:送[往到至]|[发送交捐赠分拨](?:放|赠|发)?给)(?!了?其)[^,，。；;\d\n]{{0,12}}"
    rf"[0-9一二两三四五六七八九十百]{{1,6}}[余多]?[名位户个所家](?:{_AGED})?\Z"
    r"|(?:院|中心|机构|之家)[里内]?(?:现|共|目前|一共)*(?:住着|住有|住了|入住|收住|[供收]养着?|生活着)了?"
    r"[0-9一二两三四五六七八九十百]{1,5}多?余?[位名人个]\Z"
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
        "城镇居民人均生活消费支出27795元。",
    ),
)


def _is_counted(phrase: Phrase, scene: Scene) -> bool:
    start, end = phrase.span.start, phrase.span.end
    for at in range(start, max(start - 12, -1), -1):
        if at in scene.count_ends and _COUNT_GAP_BEFORE.fullmatch(scene.text, at, start):
            return True
    gap = _COUNT_GAP_AFTER.match(scene.text, end)
    if gap is not None and gap.end() in scene.count_starts:
        return True
    gap = _ROW_GAP.match(scene.text, end)
    return (
        gap is not None
        and gap.end() in scene.count_starts
        and _ROW_BEFORE.search(scene.text, max(0, start - 10), start) is not None
    )


def _is_giving(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether a counted general noun is given something (20名同学各得…, 三户老人)."""
    count = scene.count_ends.get(phrase.span.start)
    low, high = _sentence(phrase.span, scene.text)
    if _BROUGHT_TO.search(scene.text, low, phrase.span.start):
        return True
    if are_only_there(phrase, scene, low, high):
        return False
    is_of_households = phrase.span.slice(scene.text).endswith("户")  # 五千农户 are counted only
    if count is not None and count.kind is CountKind.HOUSEHOLD and not is_of_households:
        return True
    wide = (max(0, low - REACH), min(len(scene.text), high + REACH))
    return _GIVING.search(scene.text, *wide) is not None


def _is_rated(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether an amount is named for each of the group, or for it as a whole."""
    start, end = phrase.span.start, phrase.span.end
    after = _RATE_AFTER.match(scene.text, end)
    if after or _RATE_BEFORE.search(scene.text, max(0, start - 3), start):
        least = after.end() if after else end
        return any(at in scene.money_starts for at in range(least, least + 10))
    if not phrase.is_described or end not in scene.money_starts:
        return False
    return not are_donors(phrase, scene, _sentence(phrase.span, scene.text)[0])


# --- contexts -----------------------------------------------------------------------------------

_VISIT = (
    r"慰问(?![金款品物信组团活对])|看望|走访|探望|探视|探访|专访|救助|资助|补助|奖励|接济|惠及|救济|抚慰|优先[接招]收|受益(?![^\n]{0,3}[、,，])|"
    r"帮扶的"
)
_GIVE = (
    r"送|发放|发给|发到|发了|赠|捐给|捐助|募捐|捐款|提供|带[来去了]|拨付|下拨|安排了|准备了|准备(?=[^\w\s]|好|\d|[\u4e00-\u9fff]{0,6}\d)|办理|补助|补贴|资助|救助|"
    r"(?<!亲切的|诚挚的|崇高的|表示)慰问|拜年|颁发|奖励|兑现|表彰|免费|义诊|适配|配发|代缴|减免|垫付|购买|"
    r"发钱|发红包|[量测]血压|理了?发|看病|体检|供应|买[来了]?(?![卖单])|送餐|征集[^，。]{0,3}心愿|改造(?=住房|房屋|危房)|"
    r"寄|留出|预留|腾出|购置|添置|置办|缝制|定制|支付"
)

CONTEXTS = (
    Context(
        "group.visited",
        "Those who are visited, helped or rewarded.",
        regex.compile(
            rf"(?:{_VISIT}|帮(?![助扶困忙贫教办]))(?:补助|慰问|救助)?[了过]?(?:的是)?"
            rf"(?:(?:(?!活动|工作|体系|机制|政策|水平|力度|为了?|[把将向对给在是]|期间|制度|对象){_INSIDE}){{0,16}}"
            rf"|{_INSIDE}{{1,30}}的(?:\S{{0,2}})?)\Z"
        ),
        regex.compile(r"(?!的(?!家))"),
        general=True,
        examples=(
            "走访慰问了⟦低保户⟧。",
            "慰问奋战在一线的⟦职工⟧。",
            "帮的是⟦失去双亲的孤儿⟧。",
            "了解了救助政策,关心困难职工的生活。",
            "把慰问金送到老人手中。",
        ),
    ),
    Context(
        "group.given-to",
        "Those to whom, or for whom, something is given.",
        regex.compile(
            r"(?<![成作认以因称视])(?:向|给|为(?![了让使]))"
            rf"(?:(?!保障|确保|解决|关心|进一步|更好|切实|维护|帮助){_INSIDE}){{0,30}}(?<!人民|广大)\Z"
        ),
        regex.compile(rf"(?!解[决愁]|服务|着想|的(?!家)){_ALONG}{{0,40}}?(?:{_GIVE})"),
        general=True,
        examples=(
            "为⟦困难职工⟧发放救助金。",
            "给⟦村民⟧们带了慰问金。",
            "卫生院为⟦行动不便的老人⟧上门体检。",
            "给⟦受灾学生⟧买书包。",
            "为⟦值班人员⟧供应饺子。",
            "为群众买卖山货搭桥。",
            "为困难职工解决住房问题。",
            "为让困难职工过好节,送去了慰问。",
        ),
    ),
    Context(
        "group.treated",
        "Those on behalf of whom something is done: 对…进行慰问.",
        regex.compile(rf"对{_INSIDE}{{0,30}}\Z"),
        regex.compile(
            rf"(?!的(?!{_VISIT}|送温暖|帮扶)|{_ALONG}{{0,12}}(?:排查|摸底|调查|统计))"
            rf"{_ALONG}{{0,40}}?(?:{_VISIT}|给予|帮扶|帮困|困补|送温暖|发放|表彰|提高{_INSIDE}{{0,6}}标准|安排{_INSIDE}{{0,12}}(?:就业|上岗))"
        ),
        general=True,
        examples=(
            "对⟦困难职工⟧进行慰问。",
            "对⟦退休教师⟧的送温暖活动结束了。",
            "对⟦因病致贫的困难职工⟧适当提高标准。",
            "对困难职工进行摸底,发放登记表。",
            "组织对困难教师的帮助,讲解救助政策。",
        ),
    ),
    Context(
        "group.delivered-to",
        "Those to whom something is sent, or whose home is gone to.",
        regex.compile(
            r"(?:[送发交分递赠捐拨用寄汇](?:放|送|发|达)?了?(?:给|到|于|至|往)了?|深入到?|来到|走进|走入)"
            rf"{_INSIDE}{{0,14}}\Z"
        ),
        regex.compile(r"(?!的(?!家|手))"),
        general=False,
        examples=(
            "把助学金发到⟦困难职工子女⟧手中。",
            "深入⟦贫困户⟧家中。",
            "把温暖送到职工心坎上。",
        ),
    ),
    Context(
        "group.receives",
        "Those who get something: 领到, 获得, 享受.",
        regex.compile(r""),
        regex.compile(
            rf"们?{_INSIDE}{{0,8}}?(?:领到|领取|领走|领了|领回|收到|拿到|获得|可获|获助|申领|享受|受益|[另各共]得)"
            rf"(?:{_INSIDE}{{0,8}}?(?:\d|[金款物品补助贷津])|(?<=申领)(?!\w))"
        ),
        general=True,
        examples=(
            "⟦困难职工⟧们正排队领取慰问金。",
            "年满80周岁的⟦老人⟧均可申领。",
            "困难职工感受到了温暖。",
        ),
    ),
    Context(
        "group.listed-object",
        "Those named after 对象.",
        regex.compile(rf"对象(?:主要)?(?:是|有|为|包括|分为|:|：|。|\n)\s*{_INSIDE}{{0,12}}\Z"),
        regex.compile(r"(?!的)"),
        general=False,
        examples=("慰问对象有⟦患病困难教职工⟧。", "一、慰问对象\n⟦退休教师⟧。"),
    ),
    Context(
        "group.item",
        "Those an item of a plan begins with, if it says what each gets.",
        regex.compile(rf"(?:\A|{_MARK}|[、.．)）])\s*\Z"),
        regex.compile(
            rf"(?:们)?[,，]?(?:发给|采取|由|{_INSIDE}{{0,6}}每[人户名位]){_INSIDE}{{0,20}}"
            r"(?:慰问|发|补助|救助|\d)"
        ),
        general=False,
        examples=("2、⟦困难教师⟧采取分组上门慰问。", "2、困难教师采取多种办法增收。"),
    ),
    Context(
        "group.chosen",
        "Those who are made the first to be visited or helped: 把…作为慰问的重点.",
        regex.compile(rf"[把将]{_ALONG}{{0,40}}\Z"),
        regex.compile(
            rf"(?:作为|列为|确定为|纳入){_INSIDE}{{0,8}}(?:慰问|走访|救助|资助|补助|帮扶|送温暖)"
            rf"{_INSIDE}{{0,6}}(?:重点|对象|范围)"
        ),
        general=False,
        examples=(
            "把⟦有突出困难的家庭⟧作为走访慰问的重点。",
            "将⟦低保户⟧列为救助对象。",
            "把困难职工作为服务的重点。",
        ),
    ),
)
