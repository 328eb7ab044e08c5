"""Contexts in which somebody does something for a kind of people: visits them, gives or sends something.

走访慰问了⟦低保户⟧        为⟦困难职工⟧发放救助金        把助学金发到⟦困难职工子女⟧手中
"""

from __future__ import annotations

import re

import regex

from extractor.mentions.groups.compounds import HEADED, MONEY_FOR
from extractor.mentions.groups.context import ALONG, GIVE, INSIDE, PAPER, VISIT, Context

ACTED_FOR = (
    Context(
        "group.visited",
        "Those who are visited, helped or rewarded.",
        re.compile(
            rf"(?:{VISIT}|帮(?![助扶困忙贫教办]))(?:补助|慰问|救助)?[了过]?(?:的是)?"
            rf"(?:(?:(?!活动|工作|体系|机制|政策|水平|力度|收集|征[集求]|反映|为了?|[把将向对给在是]|期间|制度|对象){INSIDE}){{0,16}}"
            rf"|{INSIDE}{{1,30}}的(?:\S{{0,2}})?)\Z"
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
            rf"(?:(?!保障|确保|解决|关心|进一步|更好|切实|维护|帮助){INSIDE}){{0,30}}(?<!人民|广大)\Z"
        ),
        regex.compile(rf"(?!解[决愁]|服务|着想|的(?!家)){ALONG}{{0,40}}?(?:{GIVE})"),
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
        "group.kept-company",
        "Those with whom a feast is kept.",
        re.compile(r"(?:[和与同陪]|陪同|陪着)\Z"),
        regex.compile(
            r"们?(?:一起|一道|共同|共)?(?:包(?:饺子|水饺|汤圆|粽子)|过(?:大|小|新)?年|过(?:六一|中秋|端午|重阳|除夕|节)|吃(?:年夜饭|团圆饭|团年饭|饺子)|共度|欢度|守岁)"
        ),
        general=False,
        examples=(
            "校长和⟦留校同学⟧一起包饺子。",
            "志愿者陪⟦孤寡老人⟧吃年夜饭。",
            "与孩子们一起过节,孤儿和老人一起看电视。",
        ),
    ),
    Context(
        "group.found-work",
        "Those for whom work is found.",
        regex.compile(rf"(?<![成作认以因称视])(?:为(?![了让使])|替|帮){INSIDE}{{0,10}}\Z"),
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
        re.compile(rf"对{INSIDE}{{0,30}}\Z"),
        regex.compile(
            rf"(?!的(?!{VISIT}|送温暖|帮扶)|{ALONG}{{0,12}}(?:排查|摸底|调查|统计))"
            rf"{ALONG}{{0,40}}?(?:{VISIT}|给予|补贴|补发|减免|免除|免收|帮扶|帮困|困补|送温暖|发放|表彰|提高{INSIDE}{{0,6}}标准|安排{INSIDE}{{0,12}}(?:就业|上岗))"
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
            r"(?:[送发交分递赠捐拨用寄汇留装运扛搬背捎](?:放|送|发|达)?了?(?:给|到|于|至|往)了?|转[交赠送]|深入到?|来到|走进|走入)"
            rf"{INSIDE}{{0,14}}\Z"
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
            rf"(?<!{PAPER}{ALONG}{{0,20}})(?:分|发|分发|发放|送|赠送?|捐赠?|捐献|交|转交|拨|拨付)给了?"
            r"(?:[\u4e00-\u9fff]{1,8}(?:院|点|区|里|村|乡|镇|县|站|所)里?的|[\u4e00-\u9fff]{4,14}的)?\Z"
        ),
        regex.compile(rf"(?!的|们?{INSIDE}{{0,6}}{PAPER})"),
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
            rf"{INSIDE}{{0,6}}\Z"
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
            rf"(?:名额|资金|救助|补[助贴]|慰问|帮扶|资助|物资|善款){INSIDE}{{0,6}}向{INSIDE}{{0,12}}\Z"
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
)
