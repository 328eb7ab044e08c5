"""Firms, associations and funds that give where they come, hand over or return year after year.

    ⟦市餐饮协会⟧会长顾某一行赶到敬老院,给老人每人送上200元红包      its head comes with something
    ⟦云山工程公司⟧工会把5万元助学款交给民族小学                  its people hand it over
    ⟦恒岳酒业公司⟧还给每名新生添了一只拉杆箱                     something for each
    ⟦海棠集团⟧年年重阳上门,历年捐款捐物累计超过11万元              year after year

An office, a union or a charity that comes hands on what others gave, and is none of these.
"""

from __future__ import annotations

from extractor.mentions.organisations.constructions import Construction, Opens
from extractor.mentions.organisations.names import (
    GIVES_ITSELF,
    NO_CHARITY,
    NUMERAL,
    OPEN,
    whole_name,
)
from extractor.model import PartyRole

_FIRM = rf"(?P<list>{whole_name()}{GIVES_ITSELF}{NO_CHARITY})"

_HEAD = r"副?(?:董事长|总?经理|[会理]事?长|厂长|行长|秘书长|负责人|党委书记)"
_WITH = rf"(?:一行(?:{NUMERAL}{{1,3}}余?人)?|(?:带着|带领|率领?|携|领着)[^,，。;；\n]{{1,16}}|带[队人]|专程|冒[着雨雪]|再次|也|又)"
_THINGS = (
    r"(?:慰问[金品物]|节日|礼[物包品]|红包|物资|善款|助学|奖学|压岁钱|冬[衣装]|校服|棉[衣被]|米面|大米|食用油|书包|图书|电脑|[\d.,]+[万亿]?余?元"
    rf"|{NUMERAL}{{1,4}}[余多]?[件套台只袋床份册辆桶箱])"
)
_GIVES = rf"(?:送[去上来]|赠送|捐[赠款出]|带去|封了?|发放)了?[^,，。;；\n]{{0,12}}?{_THINGS}"

# 把5万元助学款交给民族小学; what is handed over for goods is a price
_A_GIFT = r"(?:助学|善款|[募筹]集|捐|募|凑|爱心|慰问|救[灾助]|赠|压岁|义卖|奖学)"
_HANDS = r"(?:交[给到予]|[发分]到|送[到给交至达]|转[交赠]给?|递[到给])"
_ITS_PEOPLE = "(?:的?(?:工会|团委|党[委总]?支部|党委|全体|员工|职工|党员|志愿者|会员|代表)){0,3}们?"

# 给每名新生添了一只拉杆箱; but 为每位员工配了工装
_FOR_EACH = (
    r"[为给](?![^,，。;；]{0,6}(?:员工|职工|客户|用户|会员|车主|业主|顾客|司机))[^,，。;；\n\d]{0,6}每(?:[名位户人]|个(?=孩子|学生|老人|家庭))[^,，。;；\n\d]{0,8}?"
    rf"(?:添|备|买|购买|准备|置办|[定订]做|送|发|捐)[了上下]{{0,2}}{NUMERAL}"
)

_YEARLY = rf"(?:每年|年年|每逢|连年|连续第?{NUMERAL}{{1,3}}年|{NUMERAL}{{1,3}}年来|多年来?|坚持)"
_GAVE_SO_FAR = (
    r"(?:[^。;；\n]{0,30}[,，])?(?:已|先后|累计|历年|共|又|还)*(?:捐[款赠助资物献]{1,4}|资助)[^,，。;；\n\d]{0,8}(?:超过|达|近)?"
    r"(?=[\d一二两三四五六七八九十百千万余多.,]{1,12}(?:[万亿]?余?元|[名位人户台册套件]))"
)

# 连续第五年走进小学,为120名学生送去冬衣
_THERE_AGAIN = rf"(?:来到|走进|前往|赴|到)[^,，。;；\n]{{2,20}}[,，][^。;；\n“]{{0,24}}?{_GIVES}"

COMERS = (
    Construction(
        PartyRole.DONOR,
        "A firm or an association whose head comes, and something is given there.",
        lambda: rf"{OPEN}{_FIRM}{_HEAD}\p{{Han}}{{2,4}}?{_WITH}[^。;；\n“]{{0,60}}?{_GIVES}",
        (
            "⟦市餐饮协会⟧会长顾代明一行赶到敬老院,给62位老人每人送上红包",
            "⟦盛源渔具公司⟧总经理车立本带着12名志愿者,来到岛上,送去慰问金9200元",
            "县供电公司总经理车立本带着12名员工,来到石坝村抢修线路",
            "县总工会主席邱志远一行来到石坝村,发放慰问金2万元",
        ),
        behind=_HEAD,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or an association whose people hand a gift over.",
        lambda: (
            rf"{OPEN}{_FIRM}{_ITS_PEOPLE}[把将](?=[^,，。;；\n]{{0,24}}(?:{_A_GIFT}|书包|图书|文具|棉[被衣]|大米))(?=[^,，。;；\n]{{0,24}}{NUMERAL})"
            rf"[^,，。;；\n]{{2,30}}?{_HANDS}"
        ),
        (
            "⟦云山工程公司⟧工会把5万元助学款交给民族小学",
            "⟦县农商银行⟧员工将凑起来的6200元交到敬老院",
            "市慈善总会把5万元助学款交给县教育局",
            "县供电公司将3万元货款交给厂家",
        ),
        words=("把", "将"),
        behind=f"{_ITS_PEOPLE}[把将]",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or an association that gets something for each of those in need.",
        lambda: rf"{OPEN}{_FIRM}(?:还|也|又|另|专门|特意|自费)*{_FOR_EACH}",
        (
            "⟦恒岳酒业公司⟧还给每名新生添了一只拉杆箱",
            "⟦金鹿超市⟧为每户备了一袋大米",
            "县公交公司给每辆车添了一只灭火器",
            "金鹿超市为每位员工备了一份年货",
        ),
        words=("每",),
        behind="(?:还|也|又|另|专门|特意|自费)*[为给]",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or an association that gives year after year, with what it gave so far.",
        lambda: rf"{OPEN}{_FIRM}(?:已|都|就)?{_YEARLY}(?:{_GAVE_SO_FAR}|{_THERE_AGAIN})",
        (
            "⟦恒远集团⟧连续第五年走进小学,为120名学生送去冬衣",
            "⟦海棠集团⟧年年重阳上门,历年捐款捐物累计超过11万元",
            "⟦恒屿食品集团⟧每年教师节前都要来,先后资助学生150人次",
            "海棠集团每年春节前都要召开表彰会,先后表彰员工150人次",
        ),
        words=("年",),
        behind=f"(?:已|都|就)?{_YEARLY}",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or an association whose people bring an amount or goods.",
        lambda: (
            rf"{OPEN}{_FIRM}的?(?:志愿者|会员|员工|代表|爱心人士)们?[^。;；\n“]{{0,20}}?(?:[带送捐运]来|[拿捐]出|送[去上])了?{_THINGS}"
        ),
        (
            "⟦春晖助学会⟧的志愿者又来了,带来了4.2万元助学金",
            "县供电公司的员工来到现场,带来了工具",
        ),
        behind="的?(?:志愿者|会员|员工|代表|爱心人士)",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
)
