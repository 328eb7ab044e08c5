"""Organisations that goods or money are brought to, or handed on to.

    先后送到⟦热轧分厂⟧、⟦冷轧分厂⟧等四个单位           goods, to several
    把10万元现金送到⟦沛源县红十字会⟧                 money, to a charity
    把募来的棉衣300件送到⟦城北救助站⟧               a gift, to a school, a hospital or a home
    ⟦县特殊教育学校⟧获赠棉被86床                     it is given goods
    把2万元助学款转交给⟦石门小学⟧                   what others gave, handed on

Who is brought to a hospital (把他送到县医院), papers that are handed in (把材料送到县民政局), and what is
paid or sold there (把3000元送到县医院, 把课桌300套运到石门小学) are no gifts to it.
"""

from __future__ import annotations

import regex

from extractor.mentions.organisations.constructions import (
    Construction,
    Opens,
    names_money_or_pieces,
)
from extractor.mentions.organisations.names import (
    AND,
    END_OF_CLAUSE,
    HOUSES,
    NO_OFFICE,
    NUMERAL,
    OF_A_NAME,
    OPEN,
    whole_name,
)
from extractor.model import PartyRole
from extractor.offsets import after_last_mark

_BROUGHT = r"(?<!被)(?:分?送(?:到|往|至|达)|分发(?:到|至)|发放?到|[运捎](?:到|往|抵|至)|配发(?:到|至)|汇(?:往|到|至)|分送|分发|送抵)了?+"
_SEVERAL = rf"等{NUMERAL}{{1,3}}[家个所](?:[^,，。;；\n]{{0,14}}(?:单位|企业|学校|车间|部门|院所|机构|岗位))?"
_CHARITY = "(?:红十字会|慈善(?:总|协|联合)?会|基金会)"
_GIVEN_TO = f"小学|中学|学校|幼儿园|医院|卫生院|{HOUSES}"

# What collects nothing for others, and may be given goods.
_IS_HELD_TO = (
    f"{_GIVEN_TO}|[大中支]队|部队|派出所|卫生室|服务中心|保健院|村委会|居委会|合作社|图书馆|文化站"
)

_BACK = 80  # code points from those it is brought to back to what is brought
_GOODS = regex.compile(
    r"物资|物品|年货|月饼|粽子|米面|粮油|衣物|水果|药品|书包|图书|文具|棉[衣被]|被[褥子]|冬衣|包裹|礼包|大米|面粉|慰问[品金]|善款|捐[款物](?!箱)|爱心"
)
# Who is brought to a hospital, and papers that are handed in.
_NO_GOODS = regex.compile(
    r"[他她]|伤[员者]|病人|患者|老人|孩子|产妇|学生|群众|灾民|职工送|材料|报告|文件|通知|名单|报表|方案|申请|样品"
)


def _brings_goods(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether the sentence has told of goods or money before, and of nobody who was brought."""
    start = max(0, match.start() - _BACK)
    low = after_last_mark(match.string, "。;；\n", start, match.start())
    before = match.string[low : match.start()]
    is_told = _GOODS.search(before) or any(at in money for at in range(low, match.start()))
    return bool(is_told) and not _NO_GOODS.search(before)


# 募来的棉衣, 爱心图书; what is paid for a cure or for learning is no gift
_IS_A_GIFT = regex.compile(
    r"捐(?!款箱)|[募赠]|书包|文具|冬衣|助学[金款]|奖学金|慰问|爱心|善款|善举|救[灾济]|物资|送温暖|公益|年货|义卖|结对|帮扶"
)
_AT_HOME = regex.compile(rf"(?:{HOUSES})\Z")
_IS_PAID = regex.compile(r"[学书药治]费|医[药疗]费|手术费|工资|货款|订单|订购|采购")


def _brings_a_gift(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether what the sentence says is brought is a gift, and nothing that is paid for."""
    low = after_last_mark(match.string, "。;；\n", max(0, match.start() - _BACK), match.start())
    is_gift = _IS_A_GIFT.search(match.string, low, match.end()) or _AT_HOME.search(match["list"])
    is_paid = _IS_PAID.search(match.string, low, match.start()) is not None
    return bool(is_gift) and not is_paid and _brings_goods(match, money)


# 某学校获赠棉被86床, 某小学收到商会捐赠的图书600册; what it collects for others is money
_IS_GIVEN = (
    r"(?:共|又|还|也|已|先后|累计|再次)*(?:(?:获[赠捐]|受[赠捐])了?[^\W\d]{0,8}"
    r"|(?:收到|接受|接收|获得)了?[^,，。;；\n\d]{0,20}?(?:捐赠|赠送|捐助)的?(?:(?!款|金)[^\W\d]){1,8})(?=[\d约近价])"
)

# 捐赠石坝小学图书300册; but 捐赠恒通公司饮料300箱: whose they are
_TO_A_HOME = f"(?<={_GIVEN_TO}|[大中支]队)"

BROUGHT = (
    Construction(
        PartyRole.RECIPIENT,
        "A body that so many goods, or an amount, are given to.",
        lambda: (
            rf"(?:(?:捐[赠献送]?|赠[送予]?)给了?(?P<list>{whole_name(2)}{NO_OFFICE})|(?<![受获被])(?:捐赠|赠送)(?P<list>{whole_name(2)}{_TO_A_HOME}))"
            r"(?:(?!的)[^\W\d]){0,8}"
        ),
        (
            "捐赠给⟦石坝小学⟧图书300册",
            "向灾区捐款3万元,赠送⟦石坝小学⟧书包60个",
            "捐赠恒通公司饮料300箱",
            "捐给石坝小学的图书300册",
        ),
        holds=names_money_or_pieces,
        words=("捐", "赠"),
        trace="(?:捐[赠献送]?|赠[送予]?)给|捐赠|赠送",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A school, a hospital or a home that is said to be given goods.",
        lambda: rf"{OPEN}(?P<list>{whole_name(2)}(?<={_IS_HELD_TO})){_IS_GIVEN}",
        (
            "⟦县特殊教育学校⟧获赠棉被86床",
            "⟦柳林小学⟧收到商会捐赠的图书600册",
            "县医院收到锦旗3面",
            "县实验小学收到捐款3万元",
            "县红十字会接受捐赠物资600件",
        ),
        behind=_IS_GIVEN,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.RECIPIENT,
        # a committee hands it on in turn
        "A school, a hospital or a home that money or goods are handed on to.",
        lambda: (
            rf"(?:转交|移交|转送|调[剂配]|匀|转|改[送发])给了?(?P<list>{whole_name()}(?<=[学院园队]|{HOUSES})(?<!法院|检察院)){END_OF_CLAUSE}"
        ),
        (
            "公司把2万元助学款转交给⟦石门小学⟧。",
            "余下的包裹12个调剂给⟦县福利院⟧。",
            "把2万元善款转交给居委会。",
            "编制3个调剂给县医院。",
            "把3名孩子转交给市福利院。",
        ),
        holds=_brings_goods,
        words=("交给", "送给", "剂给", "配给", "匀给", "转给", "发给"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Several bodies that goods or money are brought to.",
        lambda: (
            rf"{_BROUGHT}(?P<list>{whole_name()}{NO_OFFICE}(?:{AND}{whole_name()}{NO_OFFICE}){{1,12}})"
            rf"(?:{_SEVERAL}|等?(?:单位)?{END_OF_CLAUSE})"
        ),
        (
            "慰问物资送达⟦消防救援站⟧、⟦交警中队⟧,共计600箱",
            "购置绿豆1.2吨,先后送到⟦热轧分厂⟧、⟦冷轧分厂⟧等四个高温岗位集中的单位",
            "将2000只口罩分送到⟦镇卫生院⟧和⟦镇敬老院⟧。",
            "伤员被送到县医院、市医院等3家医院救治",
            "把申报材料3份送到县民政局、县残联盖章",
        ),
        holds=_brings_goods,
        trace="(?:[送运捎发汇][到往至达抵]|分送|分发).{2,60}[、和及]",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A charity that money or goods are brought to.",
        lambda: (
            rf"(?:{_BROUGHT}|(?:[送转汇交上捐]交|[汇寄交打转存]|[划拨缴])(?:给|到|至|入|往)了?|[送转汇]交)"
            rf"(?P<list>{OF_A_NAME}{{1,14}}?{_CHARITY})(?:(?:负责人|工作人员|[会代][长表])?手[中里上])?{END_OF_CLAUSE}"
        ),
        (
            "公司把10万元现金送到⟦沛源县红十字会⟧,余下的买成帐篷",
            "善款86000元已全部送交⟦林泉区慈善总会⟧。",
            "把倡议书送到县红十字会。",
            "把3份申请材料送到县慈善会。",
        ),
        holds=_brings_goods,
        trace=_CHARITY,
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A school, a hospital or a home that a gift is brought to.",
        lambda: (
            rf"(?:{_BROUGHT}|捐[到往至]了?+|(?:[送转递]?交)[给到予]了?+|送交)(?P<list>{whole_name()}(?<={_GIVEN_TO}))(?:的?(?:孩子|学生|师生|老人|院民)们?手[里中上])?{END_OF_CLAUSE}"
        ),
        (
            "把价值2万元的爱心图书送到⟦石门小学⟧,孩子们很高兴",
            "公司把5万元助学款交给⟦民族小学⟧,资助学生50名",
            "把募来的棉衣300件送到⟦城北救助站⟧。",
            "把3000元送到县医院,交清了手术费",
            "把课桌300套运到石门小学。",
        ),
        holds=_brings_a_gift,
        trace=f"[送运捎发捐交][到往至达抵给予交].{{2,18}}(?:{_GIVEN_TO})",
    ),
)
