"""Organisations that are visited or given something: 走访了⟦县消防大队⟧, 向⟦县福利院⟧捐赠."""

from __future__ import annotations

import re

import regex

from extractor import lexicon
from extractor.mentions.organisation_constructions import (
    Construction,
    Opens,
    always,
    names_money,
    names_money_or_pieces,
    with_money,
)
from extractor.mentions.organisation_names import (
    END_OF_LIST,
    LIST,
    NAMED,
    OF_A_NAME,
    OPEN,
    endings,
    whole_name,
)
from extractor.model import PartyRole


@lexicon.derived
def _visits() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:走访慰问|走访|慰问|看望)[了过]?(?!小?组|[团队金品款物]|对象){LIST}(?:等(?:单位|企业|部门)?)?(?=[,，。;；\n]|\Z)"
    )


@lexicon.derived
def _goes_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:下到|来到|深入到?|走进|前往|赴|到|在)(?:局属|所属)?{LIST}(?<!走)(?<!走访)等?[^,，。;；、\n]{{0,12}}"
        r"(?:(?:进行|开展)[^,，。;；\n]{0,10}(?:慰问|走访|送清凉|送温暖|送凉爽)"
        r"|(?:走访慰问|走访|慰问)(?=[,，。;；\n时]|\Z))"
    )


_OFFICES = regex.compile(r"[局厅委办](?=[、和及一二两三四五六七八九十\d]|\Z)")


def is_visit(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether people are visited; 到市民政局、市财政局走访 is a round of offices."""
    is_comfort = regex.search("慰问|送", match[0][-14:]) is not None
    return always(match, money) and (is_comfort or not _OFFICES.search(match["list"]))


@lexicon.derived
def _brings_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:来到|前往|走进|赴){LIST}等?(?:地|处|单位|部队)?[,，][^,，。;；\n\d]{{0,8}}"
        r"(?:送上|送去|送来|献上)了?(?:慰问[金品]|[^,，。;；\n\d]{0,6})"
    )


# 来到某福利院和某小学两家单位,给86名孩子送去书包; 来到某敬老院,开展捐赠活动
_OF_OTHERS = r"(?:孩子|儿童|学生|同学|老人|师生|官兵|患者|[学职员]工|学员|院民|消防员|战士)"


@lexicon.derived
def _brings_to_people_of() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:来到|前往|走进|赴){LIST}等?(?:[\d一二两三四五六七八九十]{{1,3}}[家所个](?:单位|学校|机构)?)?[,，]"
        rf"(?:[给为向][^,，。;；\n]{{0,24}}{_OF_OTHERS}们?(?:送上|送去|送来|献上|发放|捐赠)"
        r"|(?:开展|举行|举办|进行)[^,，。;；\n]{0,8}(?:捐赠|慰问|送温暖|帮扶|敬老|助学))"
    )


# 拨付某县红十字会45万元、某县红十字会30万元
_ALLOTS = r"(?:[下划调转核]拨[付给]?|拨[付给]|分配给?|[补捐]助|资助|支援|援助|奖励|[赠捐发]给)了?"
_AMOUNT = r"\d[\d,.]*[万亿]?余?元"


@lexicon.derived
def _allotted() -> regex.Pattern[str]:
    name = rf"{whole_name(2)}(?<![局委办]|政府)"  # a bureau spends it
    return regex.compile(
        rf"(?<={_ALLOTS}(?:{name}{_AMOUNT}[、,，和及]){{0,12}})(?P<list>(?!{_ALLOTS}){name})(?=[\d约近])"
    )


@lexicon.derived
def _supported() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:支援|援助|援建|资助|捐助|帮助)了?(?P<list>{whole_name(2)})"
        r"(?:灾后|恢复|重建|建设|修[缮建]|改造|添置|购置|购买|维修|新建|书包|图书|棉被|大米|电脑|设备|物资|课桌)[^\W\d]{0,8}"
    )


# 捐资20万元,为某中学购置床铺320套
_GIFT_BEFORE = r"(?:捐|资助|赞助|出资|慰问|献爱心)[^。;；\n]{0,40}"


@lexicon.derived
def _bought_for() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<={_GIFT_BEFORE})[为给](?P<list>{whole_name(2)})"
        r"(?:购[置买]|添[置购]|更换|安装|修[建缮]|[新改]建|改造|配[备置]|解决)了?[^\W\d]{0,10}"
    )


# 某银行已和某敬老院结对8年,累计投入46万元
@lexicon.derived
def _is_paired_with() -> regex.Pattern[str]:
    return regex.compile(
        rf"[和与同](?P<list>{whole_name(2)})结(?:对|成对子|为)[^。;；\n]{{0,16}}"
        r"(?:捐[款赠助资]|投入|资助|送)[^\W\d]{0,8}"
    )


@lexicon.derived
def _body_allotted() -> re.Pattern[str]:
    return re.compile(rf"{_ALLOTS}[\u4e00-\u9fff\d]{{2,14}}?{endings()}[\d约近]")


_SUPPORTED = re.compile("支援|援助|援建|资助|捐助|帮助")
_BOUGHT_FOR = re.compile(
    "[为给].{3,20}(?:购[置买]|添[置购]|更换|安装|修[建缮]|[新改]建|改造|配[备置]|解决)"
)
_PAIRED = re.compile("结(?:对|成对子|为)")
# 受捐单位:柳林小学、河口中学; 捐赠单位有:…
_GETTERS = r"受(?:捐[赠助]?|[助赠援益])(?:单位|学校|机构|部队|对象)"


@lexicon.derived
def _listed_getters() -> regex.Pattern[str]:
    return regex.compile(rf"{_GETTERS}{NAMED}{LIST}{END_OF_LIST}")


_GETTERS_HEAD = re.compile(_GETTERS)


@lexicon.derived
def _handed_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:捐[赠献送]?|赠[送予]?|送|转[赠送])给了?{LIST}(?:等单位)?(?=[,，。;；\n]|\Z)"
    )


@lexicon.derived
def _gives_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:向|给|为)(?P<list>(?:{whole_name()}(?:[、和及]|以及))*"
        rf"{whole_name()})(?:等单位)?"
        r"(?:分别|各)?(?:捐赠|捐款|捐助|捐|赠送|送[去上]?)"
    )


# Those whom others comfort; a league of women that 各送 something is a giver.
_COMFORTED = (
    r"(?:[大中支]队|部队|驻军|军分区|人武部|武装部|福利院|敬老院|养老院|光荣院|干休所|救助站)"
)


@lexicon.derived
def _gets_each() -> regex.Pattern[str]:
    return regex.compile(
        rf"{OPEN}(?P<list>(?:{OF_A_NAME}{{1,14}}?{_COMFORTED}(?:[、和及]|以及))+{OF_A_NAME}{{1,14}}?{_COMFORTED})"
        r"(?:分别|各)(?:送[去上]?|发放?|得到?|获得?)了?[^\W\d]{0,8}"
    )


_COMFORTED_EACH = re.compile(f"{_COMFORTED}(?:分别|各)")


RECIPIENTS = (
    Construction(
        PartyRole.RECIPIENT,
        "A body that is visited.",
        _visits,
        always,
        None,
        ("走访了⟦县消防大队⟧、⟦某派出所⟧,送去问候", "慰问某公司困难职工"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body where people are visited, or things are given.",
        _goes_to,
        is_visit,
        None,
        (
            "到⟦自来水公司⟧等一线开展慰问",
            "先后到⟦市印染厂⟧、⟦青岭煤矿⟧两户特困企业走访。",
            "来到北岭镇等地,慰问职工",
            "先后到市民政局、市财政局两个部门走访。",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is gone to, and something brought along.",
        _brings_to,
        names_money,
        None,
        ("先后来到⟦县人武部⟧、⟦消防大队⟧,送上慰问金5万元", "来到县消防大队,检查工作"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is gone to, and its people given something, or a day of gifts held.",
        _brings_to_people_of,
        always,
        None,
        (
            "来到⟦市儿童福利院⟧、⟦春晖康复中心⟧和⟦石坝小学⟧三家单位,给86名孩子送去书包",
            "来到⟦柳湾敬老院⟧,开展义诊和捐赠活动",
            "来到石门中学,召开座谈会",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body with the amount it is allotted.",
        _allotted,
        with_money,
        _body_allotted,
        (
            "拨付⟦柳川县红十字会⟧30万元、⟦石岭县红十字会⟧20万元",
            "市财政局拨付30万元,其中医院建设20万元",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is supported in what it builds or buys.",
        _supported,
        names_money_or_pieces,
        _SUPPORTED,
        (
            "支援⟦石湾乡卫生院⟧灾后重建20万元",
            "资助⟦清溪小学⟧书包120个",
            "支援灾区学校重建20万元",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body for which a giver buys something.",
        _bought_for,
        always,
        _BOUGHT_FOR,
        (
            "捐资10余万元,为⟦石门中学⟧购置课桌400套",
            "医院为县体校购置口罩500只",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that a giver stands by.",
        _is_paired_with,
        names_money,
        _PAIRED,
        ("已与⟦柳湾敬老院⟧结对6年,累计捐款32万元", "与县医院结对帮扶,医生下乡"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Bodies listed as those who are given to.",
        _listed_getters,
        always,
        _GETTERS_HEAD,
        ("受捐单位:⟦柳林小学⟧、⟦河口中学⟧。", "受捐单位表示感谢。"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that all is handed to.",
        _handed_to,
        always,
        None,
        ("义卖所得全部捐给⟦县福利院⟧。", "捐给学校的图书"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that something is given to.",
        _gives_to,
        always,
        None,
        ("向⟦县福利院⟧捐赠", "向⟦武警支队⟧和⟦消防支队⟧各送慰问金3万元", "向社会各界捐款人致谢"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Bodies of those whom others comfort, that get something each.",
        _gets_each,
        names_money,
        _COMFORTED_EACH,
        ("⟦武警中队⟧和⟦消防救援大队⟧各送慰问金2万元", "妇联和团委各送慰问金2万元"),
        opens=Opens.CLAUSE,
    ),
)
