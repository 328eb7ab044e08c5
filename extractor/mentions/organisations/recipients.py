"""Organisations that something is given, sent, brought or allotted to, or bought for.

    向⟦县福利院⟧捐赠                                        it is given something
    向⟦青山县红十字会⟧汇出救灾款18.2万元                       money goes to it
    口罩已分给值守人员3000只、⟦镇卫生院⟧1600只                  its share of goods
    拨付⟦柳川县红十字会⟧30万元                              its part of what is allotted
    为⟦石门中学⟧购置课桌400套                               something is bought for it
    受捐单位:⟦柳林小学⟧、⟦河口中学⟧                          it is listed

An office that gets public money spends it, so that 向县民政局拨付50万元 names no recipient.  Those that
something is brought to are in ``brought``.
"""

from __future__ import annotations

import regex

from extractor.mentions.organisations.constructions import (
    Construction,
    Opens,
    names_goods,
    names_money,
    names_money_at_once,
    names_money_or_pieces,
    with_money,
)
from extractor.mentions.organisations.names import (
    AND,
    CARED_FOR,
    END_OF_CLAUSE,
    END_OF_LIST,
    HOUSES,
    LIST,
    NAMED,
    NO_OFFICE,
    NUMERAL,
    OF_A_NAME,
    OPEN,
    STANDS_BY,
    VILLAGE,
    endings,
    whole_name,
)
from extractor.model import PartyRole

_SENDS = (
    r"(?:分别|一次性|及时|紧急|先后|累计|共|再|又|各)*"
    r"(?:汇[出去寄款]|[划转]拨|[下调]拨|拨[付款出给]|转[去账交赠]|移交|发放|提供|支援|援助|赠予)了?"
)
_SHARED_OUT = r"(?:分给|[分配]发给|发给|分配给|送给|调拨给)了?"
_SHARE = r"[^\W\d]{2,14}\d[\d,.]*[万余多]?\p{Han}{1,2}[、和及]"  # 值守人员3000只、
_ALLOTS = (
    r"(?:[下划调转核]拨[付给]?|拨[付给]|分配给?|[补捐]助|资助|支援|援助|奖励|慰问|[赠捐发]给)了?"
)
_AMOUNT_FOR = r"(?:[^\W\d]{0,8}(?:[款费金]|资金|经费))?"  # 医疗设备款
_SPENDS = r"(?<![局委办]|政府)"  # a bureau spends what it is allotted
_AMOUNT = r"\d[\d,.]*[万亿]?余?元"
# 慰问金3000元, 慰问品折价2000元: behind a home in a list
_ITS_AMOUNT = r"[,，:：]?(?:(?:慰问|补助|救助|资助|补贴)(?:金额|[金款品]|物[资品]|标准)?|物[资品])?(?:折价|折合|折款|价值|[共合]?计|标准|为)?"
_BUILT_OR_BOUGHT = "灾后|恢复|重建|建设|修[缮建]|改造|添置|购置|购买|维修|新建|书包|图书|棉被|大米|电脑|设备|物资|课桌"
_HOUSE_OF_IT = "教学楼|综合楼|宿舍楼?|食堂|餐厅|图书[室馆角]|操场|运动场|围墙|水[塔井窖]|浴室|电脑室|多媒体教室"
_LISTED_AS = r"受(?:捐[赠助]?|[助赠援益])(?:单位|学校|机构|部队|对象)"
_GOT = r"(?:获[赠捐]|受赠)[^,，。;；:：\n]{1,10}(?=[:：])"
# 共拨付资金580万元,其中望澧县红十字会260万元; who raised it or lost it got nothing
_ALLOTTED = regex.compile(
    r"(?:拨付|下拨|划拨|调拨|转拨)[^。;；\n]{0,40}(?:其中|元[:：])[^。;；\n]{0,80}\Z"
)
_NOT_ALLOTTED = regex.compile(r"捐|募|筹|损失|投入|争取|缴|上交|收入|来自")
_BELOW = (
    r"(?![划下调转]?拨)\p{Han}{1,4}(?:[县区旗镇乡]|街道)"  # 望澧县红十字会, and not the city's own
)


def _is_allotted(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount behind the name is part of one that the sentence says was allotted."""
    if match.end("part") not in money:
        return False
    before = match.string[max(0, match.start("part") - 120) : match.start("part")]
    sentence = regex.split("[。;；\n]", before)[-1]
    return _ALLOTTED.search(sentence) is not None and not _NOT_ALLOTTED.search(sentence)


# Those whom others comfort; a league of women that 各送 something is a giver.
_COMFORTED = f"(?:[大中支]队|部队|驻军|军分区|人武部|武装部|{HOUSES})"


RECIPIENTS = (
    Construction(
        PartyRole.RECIPIENT,
        "A body that something is given to.",
        lambda: (
            rf"(?:向|给|为)(?P<list>(?:{whole_name()}{AND})*{whole_name()})(?:等单位)?"
            r"(?:的(?:孩子|学生|师生|老人|小朋友)们?)?(?:分别|各)?(?:捐赠|捐款|捐助|捐|赠送|送[去上]?)"
        ),
        ("向⟦县福利院⟧捐赠", "向⟦武警支队⟧和⟦消防支队⟧各送慰问金3万元", "向社会各界捐款人致谢"),
        behind="(?:等单位)?(?:的.{2,4})?(?:分别|各)?(?:捐|赠送|送)",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A village that goods or an amount are brought to.",
        lambda: (
            rf"[向给为](?:[^,，。;；\n\d]{{0,4}}(?:结对|帮扶|联系|包联)[^,，。;；\n\d]{{0,2}}的)?{VILLAGE}(?:捐赠|捐款|送[去来上])了?[^\W\d]{{0,8}}"
        ),
        (
            "给结对的⟦石湾村⟧送来了化肥20吨",
            "给村里送来了化肥20吨",
            "给石湾村送来了好消息",
        ),
        holds=names_money_at_once,
        trace="[村寨屯](?:捐|送[去来上])",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that all is handed to.",
        lambda: rf"(?:捐[赠献送]?|赠[送予]?|送|转[赠送])给了?{LIST}(?:等单位)?{END_OF_CLAUSE}",
        ("义卖所得全部捐给⟦县福利院⟧。", "捐给学校的图书"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A school or a home that the rest is given to, or a village or a school that something is built for.",
        lambda: (
            rf"(?:(?<=[元款余下])(?:转赠|捐赠|捐献|赠予)(?P<list>{whole_name(2)}{CARED_FOR}){END_OF_CLAUSE}"
            rf"|[为给](?:{VILLAGE}|(?P<list>{whole_name(2)}{CARED_FOR}))(?:捐[建修]|援建))"
        ),
        (
            "剩余的15000元转赠⟦柳湾敬老院⟧。",
            "为⟦石坝村⟧捐建文化广场",
            "15000元捐赠石坝小学贫困学生。",
        ),
        words=("赠", "捐", "援建"),
        trace="(?:转赠|捐赠|捐献|赠予|捐[建修]|援建)",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that money or goods are sent to.",
        lambda: (
            rf"向(?P<list>(?:{whole_name()}{AND})*{whole_name()}{NO_OFFICE}){_SENDS}[^\W\d]{{0,8}}"
        ),
        (
            "向⟦青山县红十字会⟧汇出救灾款18.2万元",
            "向⟦市人民医院⟧拨付100万元,用于购买呼吸机",
            "向县民政局拨付救灾资金50万元",
            "向县医院发出倡议书200份",
        ),
        holds=names_goods,
        behind=_SENDS,
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body with its share of what is given out.",
        lambda: (
            rf"(?<={_SHARED_OUT}(?:{_SHARE}){{0,12}})(?P<list>(?!{_SHARED_OUT}){whole_name()}{NO_OFFICE})"
            r"(?=[\d约近])"
        ),
        (
            "口罩已分给值守人员3000只、⟦镇卫生院⟧1600只、环卫工人500只",
            "发给一线职工4600元,县医院职工3000元",
        ),
        holds=with_money,
        words=("分给", "配给", "发给", "送给", "拨给"),
        behind="[\\d约近]",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body with the amount it is allotted.",
        lambda: (
            rf"(?<={_ALLOTS}(?:{whole_name(2)}{_SPENDS}{_AMOUNT}[、,，和及]){{0,12}})"
            rf"(?P<list>(?!{_ALLOTS}){whole_name(2)}{_SPENDS})(?:(?=[\d约近])|{NO_OFFICE}{_AMOUNT_FOR}(?=[\d约近]))"
        ),
        (
            "拨付⟦柳川县红十字会⟧30万元、⟦石岭县红十字会⟧20万元",
            "慰问⟦县人武部⟧1万元、⟦武警中队⟧8000元",
            "下拨⟦南湾乡卫生院⟧医疗设备款5万元",
            "市财政局拨付30万元,其中医院建设20万元",
        ),
        holds=names_money_at_once,
        behind=f"{_AMOUNT_FOR}[\\d约近]",
        trace=lambda: rf"{_ALLOTS}[\u4e00-\u9fff\d]{{1,14}}?{endings()}{_AMOUNT_FOR}[\d约近]",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A charity of a town or a county with its part of what was allotted.",
        lambda: (
            rf"(?<=其中[:：]?|元[、,，和及:：])(?P<part>(?!其中){_BELOW}(?:红十字会|慈善(?:总|协)?会))(?=[\d约近])"
        ),
        (
            "共拨付资金580万元,其中⟦望澧县红十字会⟧260万元",
            "拨付款物1400万元:⟦平芜县红十字会⟧860万元,⟦汝东区红十字会⟧540万元",
            "收到捐款30万元,已拨付,其中堰塘县红十字会捐18万元",
            "拨付资金580万元,其中市慈善总会260万元",
            "下拨救灾资金30万元,其中堰塘乡18万元",
        ),
        holds=_is_allotted,
        words=("拨",),
        trace=r"其中|元[:：]",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is supported in what it builds or buys.",
        lambda: (
            rf"(?:支援|援助|援建|资助|捐助|帮助)了?(?P<list>{whole_name(2)})"
            rf"(?:(?:{_BUILT_OR_BOUGHT})[^\W\d]{{0,8}}|(?:{_HOUSE_OF_IT})[,，](?:共|总|先后)?(?:投入|出资|捐资|捐款|耗资)[^\W\d]{{0,4}})"
        ),
        (
            "支援⟦石湾乡卫生院⟧灾后重建20万元",
            "资助⟦清溪小学⟧书包120个",
            "援建⟦马湾小学⟧教学楼,投入60万元",
            "支援灾区学校重建20万元",
        ),
        holds=names_money_or_pieces,
        words=("支援", "援助", "援建", "资助", "捐助", "帮助"),
        behind=f"{_BUILT_OR_BOUGHT}|{_HOUSE_OF_IT}",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A home of those who are cared for, as an item of a list with its amount.",
        lambda: (
            rf"(?<=(?:\n|\A)[（(]?{NUMERAL}{{1,2}}[、.．)）]{{1,2}}\s?)(?P<list>{OF_A_NAME}{{1,12}}?(?:{HOUSES})){_ITS_AMOUNT}"
        ),
        (
            "(五)⟦镇敬老院⟧,5000元",
            "4.⟦街道敬老院⟧,慰问金3000元",
            "3.县福利院,改造资金200万元",
            "(五)镇敬老院老人每人500元",
            "(五)敬老院,5000元",
        ),
        holds=names_money_at_once,
        trace=rf"(?:{HOUSES}){_ITS_AMOUNT}[\d约近]",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that a giver stands by.",
        lambda: rf"[和与同](?:{VILLAGE}|(?P<list>{whole_name(2)}(?<!医院|公司))){STANDS_BY}",
        (
            "已与⟦柳湾敬老院⟧结对6年,累计捐款32万元",
            "公司与⟦凉水村⟧结对,投入12万元改造线路",
            "与县医院结对帮扶,医生下乡",
        ),
        holds=names_money,
        words=("结对", "结成", "结为"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Bodies listed as those who are given to.",
        lambda: rf"(?:{_LISTED_AS}|{_GOT})(?<!获赠){NAMED}{LIST}{END_OF_LIST}",
        (
            "受捐单位:⟦柳林小学⟧、⟦河口中学⟧。",
            "下列单位获赠图书:⟦柳林小学⟧、⟦河口中学⟧。",
            "受捐单位表示感谢。",
        ),
        trace=f"{_LISTED_AS}|{_GOT}",
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Bodies of those whom others comfort, that get something each.",
        lambda: (
            rf"{OPEN}(?P<list>(?:{OF_A_NAME}{{1,14}}?{_COMFORTED}{AND})+{OF_A_NAME}{{1,14}}?{_COMFORTED})"
            r"(?:分别|各)(?:送[去上]?|发放?|得到?|获得?)了?[^\W\d]{0,8}"
        ),
        ("⟦武警中队⟧和⟦消防救援大队⟧各送慰问金2万元", "妇联和团委各送慰问金2万元"),
        holds=names_money,
        trace="[队军区部院所站心寓校村](?:分别|各)",
        opens=Opens.CLAUSE,
    ),
)
