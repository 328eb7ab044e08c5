"""What makes a described kind of people the recipient of something.

A phrase is read as a group where it is counted (312名困难职工, 困难家庭352户), where a rate is
named for it (困难家庭每户300元), or where the words around it are those of one of ``CONTEXTS``.
Each context has its examples, which are its tests; a text without marks must not be read.

Not read: what nothing is given to (关心困难职工的冷暖, 让困难职工安心, 建立困难职工档案).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from extractor.mentions.groups.counts import (
    heads_item,
    is_counted,
    is_giving,
    is_rated,
    sentence,
)
from extractor.mentions.groups.givers import (
    are_at_work,
    are_listed_givers,
    gave,
    hides_name,
    is_of_home,
)
from extractor.mentions.groups.phrases import HEADED, MONEY_FOR
from extractor.mentions.groups.scene import Phrase, Scene
from extractor.offsets import Span


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
    low, high = sentence(phrase.span, scene.text)
    if hides_name(phrase, scene) or gave(phrase, scene, low) or are_listed_givers(phrase, scene):
        return None
    counted = is_counted(phrase, scene) and not (
        are_at_work(phrase, scene, low) or is_of_home(phrase, scene, low)
    )
    if counted and (phrase.is_described or is_giving(phrase, scene)):
        return "group.counted"
    if is_rated(phrase, scene):
        return "group.rated"
    return None if phrase.must_be_counted else _context(phrase, scene, Span(low, high))


def _context(phrase: Phrase, scene: Scene, within: Span) -> str | None:
    """Return the rule of the words around the phrase in its sentence, or of the item it heads."""
    low, high = within
    if phrase.is_described and heads_item(phrase, scene):
        return "group.item"
    for context in CONTEXTS:
        if not (phrase.is_described or context.general):
            continue
        if context.before.search(scene.text, low, phrase.span.start) and context.after.match(
            scene.text, phrase.span.end, high
        ):
            return context.rule_id
    return None


_MARK = r"[,，。;；:：!！?？\n]"
_INSIDE = r"[^,，。;；:：!！?？\n]"  # a clause
_ALONG = r"[^。;；\n]"  # a sentence

# What is handed out to be read or filled in: no gift.
_PAPER = r"(?:问卷|调查表|宣传|传单|倡议书|公开信|通知|明白[卡纸]|登记表|资料|手册|意见表|调查)"

_VISIT = (
    r"慰问(?![金款品物信组团活对])|看望|走访|探望|探视|探访|专访|救助|资助|补助|奖励|接济|惠及|救济|抚慰|优先[接招]收|受益(?![^\n]{0,3}[、,，])|"
    r"(?<=[元物金品款])温暖(?!了?人心)|帮扶的|(?<=用[来于以])帮[助扶]"
)
_GIVE = (
    r"送|发放|发给|发到|发了|赠|捐给|捐助|募捐|捐款|提供|带[来去了]|拨付|下拨|安排了|准备了|准备(?=[^\w\s]|好|\d|[\u4e00-\u9fff]{0,6}\d)|办理|补助|补贴|资助|救助|"
    r"(?<!亲切的|诚挚的|崇高的|表示)慰问|拜年|颁发|奖励|兑现|表彰|免费|义诊|适配|配发|代缴|减免|垫付|购买|"
    r"发钱|发红包|[量测]血压|理了?发|看病|体检|检查身体|义诊|采买|代买|申请(?=[^，。]{0,6}(?:救助|补助|低保|资助|补贴))|供应|买[来了]?(?![卖单])|送餐|征集[^，。]{0,3}心愿|改造(?=住房|房屋|危房)|"
    r"寄|留出|预留|腾出|购置|添置|置办|缝制|定制|支付"
)

CONTEXTS = (
    Context(
        "group.visited",
        "Those who are visited, helped or rewarded.",
        re.compile(
            rf"(?:{_VISIT}|帮(?![助扶困忙贫教办]))(?:补助|慰问|救助)?[了过]?(?:的是)?"
            rf"(?:(?:(?!活动|工作|体系|机制|政策|水平|力度|收集|征[集求]|反映|为了?|[把将向对给在是]|期间|制度|对象){_INSIDE}){{0,16}}"
            rf"|{_INSIDE}{{1,30}}的(?:\S{{0,2}})?)\Z"
        ),
        regex.compile(rf"(?={HEADED})|(?={MONEY_FOR})|(?!的(?!家))"),
        general=True,
        examples=(
            "走访慰问了⟦低保户⟧。",
            "善款全部用来帮助⟦特困职工⟧。",
            "关于慰问⟦困难职工⟧的安排",
            "用于慰问⟦贫困户⟧和⟦老党员⟧的资金12万元",
            "慰问困难职工的安排已经下发。",
            "慰问奋战在一线的⟦职工⟧。",
            "帮的是⟦失去双亲的孤儿⟧。",
            "了解了救助政策,关心困难职工的生活。",
            "把慰问金送到老人手中。",
            "走访中收集到子女入学的诉求29条。",
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
        "group.found-work",
        "Those for whom work is found.",
        regex.compile(rf"(?<![成作认以因称视])(?:为(?![了让使])|替|帮){_INSIDE}{{0,10}}\Z"),
        regex.compile(
            r"们?(?:牵线|介绍(?:了)?(?:工作|岗位|就业)|找(?:到|了)?(?:工作|活|岗位|出路)|联系(?:工作|岗位|用工))"
        ),
        general=False,
        examples=(
            "妇联为⟦下岗女工⟧牵线",
            "替⟦失业人员⟧找到工作",
            "为⟦残疾人⟧介绍工作",
            "为群众牵线搭桥",
            "困难职工找工作",
        ),
    ),
    Context(
        "group.treated",
        "Those on behalf of whom something is done: 对…进行慰问.",
        re.compile(rf"对{_INSIDE}{{0,30}}\Z"),
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
            r"(?:[送发交分递赠捐拨用寄汇](?:放|送|发|达)?了?(?:给|到|于|至|往)了?|转[交赠送]|深入到?|来到|走进|走入)"
            rf"{_INSIDE}{{0,14}}\Z"
        ),
        regex.compile(r"(?!的(?!家|手|[,，]|\Z))"),
        general=False,
        examples=(
            "把助学金发到⟦困难职工子女⟧手中。",
            "深入⟦贫困户⟧家中。",
            "围巾托社区转交⟦留守儿童⟧。",
            "棉帽是送给⟦留守的娃娃⟧的。",
            "转交困难职工的来信。",
            "把温暖送到职工心坎上。",
        ),
    ),
    Context(
        "group.handed-to",
        "Those to whom something is handed, whoever they are.",
        regex.compile(
            rf"(?<!{_PAPER}{_ALONG}{{0,20}})(?:分|发|分发|发放|送|赠送?|捐赠?|捐献|交|转交|拨|拨付)给了?"
            r"(?:[\u4e00-\u9fff]{1,8}(?:院|点|区|里|村|乡|镇|县|站|所)里?的)?\Z"
        ),
        regex.compile(rf"(?!的|们?{_INSIDE}{{0,6}}{_PAPER})"),
        general=True,
        examples=(
            "棉被30床,由各班分给⟦住校生⟧。",
            "余下的书籍捐给了⟦学生⟧。",
            "宣传单500份发给群众。",
            "发给职工调查问卷300份。",
            "送给学生的祝福。",
        ),
    ),
    Context(
        "group.seen",
        "Those whom somebody goes to see, or who come first.",
        regex.compile(
            rf"(?:(?<=[去来前门再又])看(?![到见法书病齐作成重完护管中电戏])了?|优先(?:照顾|救济|保[证障]|考虑)好?)"
            rf"{_INSIDE}{{0,6}}\Z"
        ),
        regex.compile(r"(?!的|档案)"),
        general=False,
        examples=(
            "另一组去看⟦孤寡老人⟧。",
            "优先保证⟦倒房户⟧、⟦五保户⟧。",
            "孩子们去看老师批改的作业。",
            "优先考虑困难职工的意见。",
        ),
    ),
    Context(
        "group.brought-home",
        "Those whose door money or goods come to.",
        regex.compile(
            r"(?<=[款金物品油面被菜炭])[^,，。；;：:！!？?\n]{0,4}(?:进|到|入)了?\Z|敲开了?\Z"
        ),
        regex.compile(r"们?的?(?:家门|家[中里]|手[中里])"),
        general=False,
        examples=(
            "3万元慰问金进了⟦困难群众⟧家门",
            "米面油送进了⟦低保户⟧家中。",
            "敲开⟦困难职工⟧的家门。",
            "小偷进了老人家中。",
            "新风进了困难群众家门。",
        ),
    ),
    Context(
        "group.leaned-to",
        "Those who get more of what is given: 向…倾斜.",
        regex.compile(
            rf"(?:名额|资金|救助|补[助贴]|慰问|帮扶|资助|物资|善款){_INSIDE}{{0,6}}向{_INSIDE}{{0,12}}\Z"
        ),
        regex.compile(r"们?(?:重点|适当|进一步|大力)?倾斜"),
        general=False,
        examples=(
            "补助名额向⟦单亲困难职工⟧倾斜。",
            "资金向⟦特困户⟧适当倾斜。",
            "政策向农村倾斜,关心困难职工。",
            "公共服务向困难群众倾斜。",
        ),
    ),
    Context(
        "group.topic",
        "Those whom a sentence begins with, if it says that something is brought to them.",
        re.compile(r"(?:\A|(?<=[。;；\n]))\Z"),
        regex.compile(
            rf"们?[,，](?:慰问[品金]|礼[品物包]|物资|补[助贴][金款]?|救助[金款]|大米|米面|米油){_INSIDE}{{0,12}}?(?:送|发|打|转|交)"
        ),
        general=False,
        examples=(
            "⟦行动不便的老人⟧,慰问品由网格员送到家里。",
            "通过银行发放。⟦低保户⟧,补助金按月打到卡上。",
            "困难职工,慰问工作要做好。",
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
        regex.compile(
            rf"对象(?:主要|重点)?(?:是|有|为|包括|分为|:|：|。|\n)\s*{_INSIDE}{{0,12}}\Z"
        ),
        regex.compile(r"(?!的)"),
        general=False,
        examples=(
            "慰问对象有⟦患病困难教职工⟧。",
            "一、慰问对象\n⟦退休教师⟧。",
            "二、救助对象。重点是⟦因灾缺粮户⟧。",
        ),
    ),
    Context(
        "group.shared",
        "Those whose share of all is told.",
        re.compile(r""),
        regex.compile(r"(?<!代表|残疾)们?占(?:[^,，。;；\n]{1,10}的)?[约近]?[0-9][0-9.]{0,5}%"),
        general=False,
        examples=("居民2310户,其中⟦低保家庭⟧占2.7%。", "一线职工代表占42%,困难职工占用时间。"),
    ),
    Context(
        "group.funded",
        "Those for whose hardship money is allotted.",
        re.compile(r"为了?(?:帮助|解决)(?:[\u4e00-\u9fff]{0,3}的)?\Z"),
        regex.compile(
            rf"(?!的){_ALONG}{{0,50}}?(?:下拨|拨付|拨出|发放)(?!范围|标准|办法|程序){_INSIDE}{{0,14}}[金款元]"
        ),
        general=False,
        examples=(
            "为帮助⟦受灾群众⟧解决口粮、衣被等困难,现下拨救助资金225万元。",
            "为解决⟦受灾群众⟧吃粮问题,县里拨付救灾款30万元。",
            "为帮助困难职工树立信心,工会举办讲座。",
            "为帮助困难职工就业,工会发放问卷300份。",
        ),
    ),
    Context(
        "group.set-up",
        "Those helped to raise, grow, build or sell so and so much.",
        re.compile(r"(?:帮[助扶]|扶持|带动|支持)了?\Z"),
        regex.compile(
            rf"们?(?:[发新]展)?(?:饲养|养殖?|种植?|栽[种植]?|播种|抢[收种]|收割|修[建缮]|新?建|翻[建修]|改造|销售|代销|卖出?|推销|开[办设])"
            rf"(?![老成]){_INSIDE}{{0,8}}?\d"
        ),
        general=False,
        examples=(
            "帮助⟦贫困户⟧养羊2.6万只。",
            "帮扶⟦特困户⟧修建房屋12间。",
            "帮助⟦残疾人⟧销售土豆4万斤。",
            "帮助贫困户转变观念,制定计划320份。",
            "支持困难职工养老保险改革。",
        ),
    ),
    Context(
        "group.item",
        "Those an item of a plan begins with, if it says what each gets.",
        re.compile(rf"(?:\A|{_MARK}|[、.．)）])\s*\Z"),
        regex.compile(
            rf"(?:们)?[,，]?(?:发给|采取|由|{_INSIDE}{{0,6}}每[人户名位]){_INSIDE}{{0,20}}"
            r"(?:慰问|发|补助|救助|\d)"
            r"|[,，](?:慰问[品金]|礼品|物资|补助金?|救助金?)(?:折价|折合|价值|共计?)?[约近]?\d"
        ),
        general=False,
        examples=(
            "2、⟦困难教师⟧采取分组上门慰问。",
            "5.⟦困难党员⟧,慰问品折价1800元;",
            "——⟦困难党员⟧。2月1日,镇长上门看望。",
            "2、困难教师采取多种办法增收。",
            "——困难党员。建立档案。",
            "(一)城乡低保。6月底发放低保金3万元。",
        ),
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
