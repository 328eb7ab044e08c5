"""Organisations that give, in other words than that they do: in the next clause, or as what was got.

    ⟦恒通公司⟧慷慨解囊,捐款5万元                 what it gave stands in the next clause
    ⟦海昌水产⟧得知情况后,当即向石坝小学捐赠图书300册
    由⟦鸿运酒店⟧提供助学金3万元                  it provides the gift

A charity whose ceremony is told of gives what others gave, and is none of these.
"""

from __future__ import annotations

import regex

from extractor.mentions.organisations.constructions import (
    Construction,
    Opens,
    names_money,
    names_money_or_pieces,
)
from extractor.mentions.organisations.names import (
    GIVES_ITSELF,
    NO_CHARITY,
    OPEN,
    OPEN_ITEM,
    whole_name,
)
from extractor.model import PartyRole

# What a giver does before it gives; whom it calls on and what it takes in is of others.
_STIRS = (
    "慷慨解囊|解囊|伸出|奉献|献|不忘|情系|心系|得知|获悉|闻|听说|了解|看到|积极|主动|热心|率先|响应|开展|举行|举办|组织"
    "|发起|走进|来到|前往|赶到|深入|践行|履行|派"
)
_FIRST = rf"(?:也|还|又|都|更|便)?(?:在)?(?:{_STIRS})(?:(?!号召|呼吁|倡议|接[收受]|收到)[^,，。;；\n\d]){{0,24}}[,，]"
_AT_ONCE = (
    "(?:当即|立即|随即|马上|先后|主动|率先|带头|共|共计|也|又|再次|一次性|现场|当场|紧急|无偿)*"
)
_TO_WHOM = r"(?:[向为给](?!自|职工|员工)[^,，。;；\n]{1,20}?)?"
_GIVES = r"(?:认?捐[款赠资献出]?|赞助)了?[^\W\d]{0,10}"

_PRESENTS = "助学|奖学|奖教|善款|爱心|慰问|救助[金款]|资助[金款]|物资|[活运]动经费|奖[品金]|礼品|午餐|生活补助"
_PROVIDES = (
    rf"{_AT_ONCE}{_TO_WHOM}(?:无偿|免费)?提供了?(?=[^\W\d]{{0,6}}?(?:{_PRESENTS}))[^\W\d]{{0,10}}"
)


# 方便面是某公司捐的; what is sent, and no present (锦旗是某公司送的), is none
_GOODS = r"(?:棉|被|衣|毯|鞋|帽|手套|米|面|油|菜|肉|奶|水|饼|果|茶|药|煤|炭|书|文具|本子|玩具|轮椅|电视|电脑|空调|物资|礼[包物品]|年货|口罩|帐篷|床|桌|椅|种子|化肥|钱|款)"
_GAVE = r"(?:无偿|免费|专门|特意|统一)?(?:捐[赠助献]?|赞助|资助|赠送?)来?的"
_SENT = r"(?:专门|特意)?(?:[送寄运拉捎]来?|支援|配发)的"
_NO_MORE = r"(?=[,，。;；:：、\n]|\Z)"
# 保险公司给了8000元赔款: what it owes
_HANDS = r"(?:也|又|还|各|共|另外?|一共)*给了?(?=[约近]?\d[\d.,]*[万千]?余?元)"
_OWED = regex.compile(
    r"[约近]?[\d.,]+[万千]?余?元(?:的|作为|当)?[^,，。;；\n]{0,4}(?:赔|工资|工钱|货款|工程|材料|利息|分红|租|定金|订金|补偿|报酬|佣金|优惠|折扣|授信|贷款)"
)


def _is_given(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount follows that the firm does not owe."""
    return match.end() in money and not _OWED.match(match.string, match.end())


def _firm() -> str:
    return rf"(?P<list>{whole_name()}{GIVES_ITSELF}{NO_CHARITY})"


TOLD = (
    Construction(
        PartyRole.DONOR,
        "A firm or an association that gives in the clause behind the one that names it.",
        lambda: rf"{OPEN}{_firm()}{_FIRST}{_AT_ONCE}{_TO_WHOM}{_GIVES}",
        (
            "⟦恒通公司⟧慷慨解囊,捐款5万元",
            "⟦海昌水产⟧得知情况后,当即向石坝小学捐赠图书300册",
            "⟦温州商会⟧开展“金秋助学”活动,向20名学生捐款4万元",
            "县慈善总会举行捐赠仪式,捐款5万元",
            "恒通公司组织职工大会,号召捐款5万元",
            "恒通公司召开会议,捐款5万元的王强发了言",
        ),
        holds=names_money_or_pieces,
        behind=f"(?:也|还|又|都|更|便)?(?:在)?(?:{_STIRS})",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or an association that provides a gift.",
        lambda: rf"(?:由|{OPEN}){_firm()}{_PROVIDES}",
        (
            "由⟦鸿运酒店⟧提供助学金3万元",
            "⟦恒通公司⟧为20名学生提供生活补助4万元",
            "县农商银行提供贷款3万元",
            "县教育局提供助学金3万元",
        ),
        holds=names_money,
        words=("提供",),
    ),
    Construction(
        PartyRole.DONOR,
        "A body whose gift it is said to be.",
        lambda: (
            rf"(?:(?<!还|就|正|不)是(?P<list>{whole_name()}){_GAVE}|(?<={_GOODS}[^,，。;；\n]{{0,8}})是(?P<list>{whole_name()}{GIVES_ITSELF}){_SENT}){_NO_MORE}"
        ),
        (
            "方便面是⟦湘味坊食品公司⟧捐的,还有棉衣",
            "这批书包是⟦晨光文具公司⟧捐赠的。",
            "取暖用的煤是⟦东山煤矿⟧送来的。",
            "锦旗是湘味坊食品公司送的。",
            "校服是学校统一订的。",
        ),
        behind=f"(?:{_GAVE}|{_SENT})",
    ),
    Construction(
        PartyRole.DONOR,
        "A firm that gives an amount, in plain words.",
        lambda: rf"{OPEN_ITEM}{_firm()}{_HANDS}",
        (
            "4、⟦众鑫面粉厂⟧给6000元;",
            "⟦兴旺砖厂⟧给了8000元,村里又凑了些",
            "平安保险公司给了8000元赔款",
            "县教育局给6000元",
        ),
        holds=_is_given,
        behind=_HANDS,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
)
