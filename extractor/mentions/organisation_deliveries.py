"""Organisations that something is sent or brought to, or that are helped where they are.

    向⟦青山县红十字会⟧汇出救灾款18.2万元                       money goes to it
    绿豆1.2吨、白糖800公斤,先后送到⟦热轧分厂⟧、⟦冷轧分厂⟧等四个单位    goods are brought to several
    口罩已分给值守人员3000只、⟦镇卫生院⟧1600只                  its share of goods
    来到⟦夕阳红敬老院⟧,看望在院的64位老人                      a house of those cared for
    来到⟦金秋敬老院⟧,检修线路180余米                          a deed of help in a house of those cared for
    到结对的⟦清泉乡卫生院⟧坐诊4次                             it is stood by

An office that gets public money spends it, so that 向县民政局拨付50万元 names no recipient; who is brought
to a hospital (把他送到县医院), and papers that are (把材料送到县民政局), are no gifts to it.
"""

from __future__ import annotations

import re

import regex

from extractor import lexicon
from extractor.mentions.organisation_constructions import (
    Construction,
    always,
    names_goods,
    with_money,
)
from extractor.mentions.organisation_names import LIST, OF_A_NAME, whole_name
from extractor.model import PartyRole
from extractor.offsets import after_last_mark

NO_OFFICE = r"(?<![局委办厅处]|政府|机关|总工会)"
_SENDS = (
    r"(?:分别|一次性|及时|紧急|先后|累计|共|再|又|各)*"
    r"(?:汇[出去寄款]|[划转]拨|[下调]拨|拨[付款出给]|转[去账交赠]|移交|发放|提供|支援|援助|赠予)了?"
)


@lexicon.derived
def _sent_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"向(?P<list>(?:{whole_name()}(?:[、和及]|以及))*{whole_name()}{NO_OFFICE}){_SENDS}[^\W\d]{{0,8}}"
    )


_SENT = re.compile("向.{2,40}(?:[汇拨转]|移交|发放|提供|支援|援助|赠予)")

# Who is brought to a hospital, and papers that are handed in.
_NO_GOODS = regex.compile(
    r"[他她]|伤[员者]|病人|患者|老人|孩子|产妇|学生|群众|灾民|职工送|材料|报告|文件|通知|名单|报表|方案|申请|样品"
)
_GOODS = regex.compile(r"物资|慰问[品金]|善款|捐[款物](?!箱)|爱心")
_BROUGHT = r"(?<!被)(?:分?送(?:到|往|至|达)|分发(?:到|至)|发放?到|[运捎](?:到|往|抵|至)|配发(?:到|至)|汇(?:往|到|至)|分送|分发|送抵)了?"
_SEVERAL = r"等[\d一二两三四五六七八九十]{1,3}[家个所](?:[^,，。;；\n]{0,14}(?:单位|企业|学校|车间|部门|院所|机构|岗位))?"


@lexicon.derived
def _brought_to() -> regex.Pattern[str]:
    name = rf"{whole_name()}{NO_OFFICE}"
    return regex.compile(
        rf"{_BROUGHT}(?P<list>{name}(?:(?:[、和及]|以及){name}){{1,12}})(?:{_SEVERAL}|等?(?:单位)?(?=[,，。;；\n]|\Z))"
    )


_BACK = 80  # code points from those it is brought to back to what is brought
_BROUGHT_TO = re.compile("(?:[送运捎发汇][到往至达抵]|分送|分发).{2,60}[、和及]")


def brings_goods(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether the sentence has told of goods or money before, and of nobody who was brought."""
    start = max(0, match.start() - _BACK)
    low = after_last_mark(match.string, "。;；\n", start, match.start())
    before = match.string[low : match.start()]
    is_told = _GOODS.search(before) or any(at in money for at in range(low, match.start()))
    return bool(is_told) and not _NO_GOODS.search(before)


# 把2万元助学款转交给石门小学: a school, a hospital or a home; a committee hands it on in turn
@lexicon.derived
def _handed_on() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:转交|移交|转送)给了?(?P<list>{whole_name()}(?<=[学院园队])(?<!法院|检察院))(?=[,，。;；\n]|\Z)"
    )


_HANDED_ON = re.compile("(?:转交|移交|转送)给")

# 口罩已分给值守人员3000只、镇卫生院1600只
_SHARED_OUT = r"(?:分给|[分配]发给|发给|分配给|送给|调拨给)了?"


@lexicon.derived
def _gets_its_share() -> regex.Pattern[str]:
    item = r"[^\W\d]{2,14}\d[\d,.]*[万余多]?\p{Han}{1,2}[、和及]"
    return regex.compile(
        rf"(?<={_SHARED_OUT}(?:{item}){{0,12}})(?P<list>(?!{_SHARED_OUT}){whole_name()}{NO_OFFICE})(?=[\d约近])"
    )


_SHARED = re.compile("[分配发送拨]给")

# Those whom others comfort.
CARED_FOR = r"(?:敬老院|养老院|福利院|光荣院|干休所|救助站|福利中心|养老中心|老年公寓|托养中心|康复中心|荣军医院|聋哑学校|特教学校|特殊教育学校|儿童村)"
_HELPS_THERE = (
    r"(?:[为给帮陪和与][^,，。;；\n]{0,4}(?:老人|孩子|儿童|院民|老兵|学生|学员)们?[^,，。;；\n]{0,12}|义务|免费|无偿|帮忙|主动|一起)*"
    r"(?:[检维]修|修[理好缮]|更换|安装|打扫|清扫|粉刷|理发|剪发|修剪|义诊|体检|[量测]血压|包(?:饺子|粽子|汤圆)|表演|演出|慰问演出|联欢|"
    r"洗[头脚衣被]|晒被|拆洗|缝补|过生日|[做送讲]|(?<=(?:老人|孩子|儿童|院民|老兵|学生|学员)们?[^,，。;；\n]{0,12}))"
)


@lexicon.derived
def _helped() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:来到|前往|走进|赴|到)(?P<list>{OF_A_NAME}{{1,14}}?{CARED_FOR})[,，]{_HELPS_THERE}"
    )


# 官兵来到某敬老院,看望在院的64位老人
_PEOPLE_THERE = r"(?:孩子|儿童|学生|同学|老人|师生|官兵|患者|[学职员]工|学员|院民|战士)"


@lexicon.derived
def _visited_there() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:来到|前往|走进|赴)(?P<list>{OF_A_NAME}{{1,14}}?{CARED_FOR})[,，](?:亲切|集体|分别|依次)?"
        rf"(?:看望|慰问|走访)了?[^,，。;；\n]{{0,16}}{_PEOPLE_THERE}"
    )


_THERE = re.compile(f"{CARED_FOR}[,，]")


@lexicon.derived
def _stood_by() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:结对|共建|对口)(?:帮扶|支援|联系|共建|帮助)?的{LIST}"
        r"(?:开展|进行|举行|举办)?(?:坐诊|[义巡]诊|送[教医药课书去]|支教|帮教|培训|讲课|授课|慰问|捐|赠)"
    )


_STOOD_BY = re.compile("(?:结对|共建|对口)(?:帮扶|支援|联系|共建|帮助)?的")

DELIVERIES = (
    Construction(
        PartyRole.RECIPIENT,
        "A body that money or goods are sent to.",
        _sent_to,
        names_goods,
        _SENT,
        (
            "向⟦青山县红十字会⟧汇出救灾款18.2万元",
            "向⟦市人民医院⟧拨付100万元,用于购买呼吸机",
            "向县民政局拨付救灾资金50万元",
            "向县医院发出倡议书200份",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Several bodies that goods or money are brought to.",
        _brought_to,
        brings_goods,
        _BROUGHT_TO,
        (
            "慰问物资送达⟦消防救援站⟧、⟦交警中队⟧,共计600箱",
            "购置绿豆1.2吨,先后送到⟦热轧分厂⟧、⟦冷轧分厂⟧等四个高温岗位集中的单位",
            "将2000只口罩分送到⟦镇卫生院⟧和⟦镇敬老院⟧。",
            "伤员被送到县医院、市医院等3家医院救治",
            "把申报材料3份送到县民政局、县残联盖章",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A school, a hospital or a home that money or goods are handed on to.",
        _handed_on,
        brings_goods,
        _HANDED_ON,
        (
            "公司把2万元助学款转交给⟦石门小学⟧。",
            "把2万元善款转交给居委会。",
            "把3名孩子转交给市福利院。",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body with its share of what is given out.",
        _gets_its_share,
        with_money,
        _SHARED,
        (
            "口罩已分给值守人员3000只、⟦镇卫生院⟧1600只、环卫工人500只",
            "发给一线职工4600元,县医院职工3000元",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A house of those who are cared for that is gone to, and they visited.",
        _visited_there,
        always,
        _THERE,
        (
            "官兵来到⟦夕阳红敬老院⟧,看望在院的64位老人",
            "走进⟦市儿童福利院⟧,慰问孤残儿童",
            "前往⟦县特殊教育学校⟧,看望了50名学生",
            "来到敬老院,看望老人",
            "来到自来水公司,慰问困难职工",
            "来到城关中学,看望困难教师",
            "走进乡镇敬老院,检查消防",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A house of those who are cared for, where something is done for them.",
        _helped,
        always,
        _THERE,
        (
            "来到⟦金秋敬老院⟧,检修线路180余米",
            "走进⟦县社会福利院⟧,为老人理发、包饺子",
            "来到夕照敬老院,检查消防设施12处",
            "走进阳光福利院,召开座谈会",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that others stand by, and something done there.",
        _stood_by,
        always,
        _STOOD_BY,
        (
            "组织专家到结对的⟦清泉乡卫生院⟧坐诊4次",
            "到结对帮扶的⟦石岭小学⟧送教36节",
            "与结对的石岭小学召开会议",
        ),
    ),
)
