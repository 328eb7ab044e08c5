"""Villages, schools and homes that a gift is spent on: something is bought, built or mended for them.

    捐资10余万元,为⟦石门中学⟧购置课桌400套      a giver buys something
    出资6万元,给⟦大坳村⟧换了抽水泵             or makes something
    捐18.5万元,用于⟦核桃小学⟧食堂改造          a gift is used for it

What is built without a gift (投资300万元,为石坝村硬化道路) is a project.
"""

from __future__ import annotations

import regex

from extractor.mentions.organisations.constructions import Construction, names_money
from extractor.mentions.organisations.names import (
    CARED_FOR,
    END_OF_CLAUSE,
    HOUSES,
    OF_A_NAME,
    VILLAGE,
    whole_name,
)
from extractor.model import PartyRole

_GIFT_BEFORE = r"(?:捐|资助|赞助|出资|慰问|献爱心)[^。;；\n]{0,40}"
_BUYS = "(?:购[置买]|添[置购]|更换|安装|修[建缮]|[新改]建|改造|配[备置]|解决)"
# 换了抽水泵, 打了两口机井: a village, a school or a home, with no more than one character of a verb
_MAKES = "(?:[换打铺盖架装建修买接挖砌]了|[换打铺盖架装建修接挖砌][好成起上通]了?|架设|铺设|硬化|打井|修路|修桥|更新|维修)"
_GETS_IT = "(?:购?买|[添购]置|安装|配[备置]|更换)"
_PAID_BEFORE = r"(?:捐|无偿|资助|赞助|出资|拨款|\d元)[^。;；\n]{0,40}"
_GIVEN_BEFORE = r"(?:捐|资助|赞助|出资|拨[款付出]|善款)[^。;；\n]{0,40}"
_USED = r"[\d.]万?元(?:资金|善款)?(?:全部|主要|将|拟|已)?(?:用于|用来)"
# 用于某小学食堂改造
_WORKS = "(?:改造|改建|[修扩新重]建|修[缮路桥]|维修|更换|添置|购[置买]|采购|硬化|安装|建设|装修|绿化|设[施备])"


def _names_goods_next(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount or goods follow, or an amount opens the next clause."""
    end = match.end()
    is_next = match.string[end : end + 1] in (",", "，") and end + 1 in money
    return is_next or names_money(match, money)


BOUGHT_FOR = (
    Construction(
        PartyRole.RECIPIENT,
        "A body for which a giver buys something.",
        lambda: rf"(?<={_GIFT_BEFORE})[为给](?P<list>{whole_name(2)}){_BUYS}了?[^\W\d]{{0,10}}",
        (
            "捐资10余万元,为⟦石门中学⟧购置课桌400套",
            "医院为县体校购置口罩500只",
        ),
        behind=_BUYS,
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A village, a school or a home for which a giver makes something.",
        lambda: (
            rf"(?<={_PAID_BEFORE})[为给帮](?:{VILLAGE}|(?P<list>{whole_name(2)}{CARED_FOR}))(?:重新|一次性|先后)?(?:{_MAKES}|{_BUYS})"
        ),
        (
            "县水务局出资6万元,给⟦大坳村⟧换了抽水泵",
            "捐款12万元,为⟦城关中学⟧建起了图书室",
            "全年投入不少,给大坳村换了抽水泵",
        ),
        trace=f"(?:{_MAKES}|{_BUYS})",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body for which an amount is used to buy something.",
        lambda: (
            rf"(?<={_USED})[为给帮](?:{VILLAGE}|(?P<list>{whole_name(2)}{CARED_FOR}))(?:{_BUYS}|{_MAKES})"
        ),
        (
            "5万元用于为⟦沙溪小学⟧添置课桌椅250套",
            "余款6000元用于为⟦石门村⟧安装路灯",
            "5万元用于为困难职工购买棉被",
        ),
        words=("用于", "用来"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A village, a school or a home that a gift is used for.",
        lambda: (
            rf"(?<={_GIVEN_BEFORE})(?:用于|用来|用作)(?:{VILLAGE}|(?P<list>{whole_name(2)}{CARED_FOR}))的?[^,，。;；\n\d]{{0,8}}?{_WORKS}"
        ),
        (
            "捐18.5万元,用于⟦核桃小学⟧食堂改造",
            "县财政拨款6万元,用于⟦石坝村⟧修路",
            "投入30万元,用于县医院门前道路改造",
            "捐款2万元,用于困难职工购买棉被",
        ),
        words=("用于", "用来", "用作"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A village, a school or a home that a gift is used to mend or to build.",
        lambda: (
            rf"(?<={_GIVEN_BEFORE})(?:用于|用来|用作)(?:改造|改建|[修扩新重翻]建|修缮|维修|翻修|装修)(?:{VILLAGE}|(?P<list>{whole_name(2)}{CARED_FOR}))"
        ),
        (
            "善款中,8万元用于改造⟦柳湾敬老院⟧的厨房",
            "县交通局投资300万元,用于改造石坝村道路",
        ),
        words=("用于", "用来", "用作"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Schools or homes that a giver builds.",
        lambda: (
            rf"(?<=(?:捐|资助|赞助|援助)[^。;；\n]{{0,40}})(?:[新援捐修兴改扩重]建|建起|建成)了?(?P<list>(?:{whole_name(2)}{CARED_FOR}、)*{whole_name(2)}{CARED_FOR})(?=[一两二三四五六七八九十\d]*所|{END_OF_CLAUSE})"
        ),
        (
            "捐资60万元,新建⟦石窝小学⟧、⟦拉干小学⟧两所学校",
            "商会捐款80万元,援建⟦柳坪中心小学⟧。",
            "县财政投资200万元,新建第三小学。",
        ),
        trace="捐|助",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A home of those who are cared for, for which something is bought.",
        lambda: rf"[为给](?P<list>{OF_A_NAME}{{1,12}}?(?:{HOUSES})){_BUYS}了?[^\W\d]{{0,10}}",
        (
            "为⟦白沙镇敬老院⟧购置护理床20张",
            "为⟦枫林街道养老服务中心⟧添置助餐设备,58000元",
            "为乡镇敬老院安装监控",
            "为白沙镇敬老院老人购置棉被20床",
        ),
        holds=_names_goods_next,
        trace=f"(?:{HOUSES}){_BUYS}",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A school or a home that something is bought for as a present.",
        lambda: (
            rf"[给为](?P<list>{whole_name(2)}{CARED_FOR})"
            rf"{_GETS_IT}了?[^\W\d]{{0,8}}"
        ),
        (
            "给⟦荆竹小学⟧买图书312册",
            "还给⟦下沟小学⟧安装了净水器3台",
            "给学校买图书312册",
            "给县医院买口罩500只",
        ),
        holds=names_money,
        behind=_GETS_IT,
    ),
)
