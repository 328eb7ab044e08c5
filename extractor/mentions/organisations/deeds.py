"""Organisations that give by what they do: ⟦定安乳业⟧为32户家庭送上奶粉, ⟦仁和医院⟧为患者免费手术62例.

An office that helps does its duty, and hands on what others gave; so only firms, charities and
houses of their own name are read here.
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
)
from extractor.mentions.organisations.names import (
    GIVES_ITSELF,
    NUMERAL,
    OF_A_NAME,
    OPEN,
    OPEN_ITEM,
    STANDS_BY,
    endings,
    whole_name,
)
from extractor.model import PartyRole

# A firm also brings what its trade is: 供电公司运来电线杆.
_BY_TRADE = "(?:供电|电力|水务?|通信|电信|快递|物流|运输|货运|搬家|施工|建筑|工程|环卫)公司"
_HELP = "支援|赠送?|送[上来去]|(?<!各)送(?![到往达货检审电水气变客件餐])(?=[\u4e00-\u9fff]{1,6}\\d)|减免|免[除收]|施(?=[粥药衣])|提供(?=免费|爱心)|[拉运捎]来|[拿献]出(?=[\\d.,一二两三四五六七八九十百千万余多]{1,12}元)|资助|救助(?!支出|资金|金|款|站|对象|工作|人数|标准|水平|管理)|(?<=无偿|免费)[\u4e00-\u9fff]{2}"

# 县农商行也来添一份心意,为36名学生每人送上一个书包; 某公司来到敬老院,送去大米20袋
_WILLINGLY = (
    r"(?:(?:也|还|又)?(?:来|主动|积极|闻讯|不甘)[^,，。;；\n\d]{1,8}"
    r"|(?:来到|走进|前往)[^。;；\n\d]{2,24}?|到[^。;；,，\n\d]{2,40}家[中里]?(?:走访|看望|慰问|探望)?|[为给][^,，。;；\n\d]{2,10}(?:义诊|体检|检查|理发))[,，]"
)

# 某超市送大米20袋、某商店送面粉10袋
_OPEN_OR_NEXT = rf"(?:{OPEN_ITEM}|(?<=\d\p{{Han}}{{1,2}}、))"

_AIDS_SO_MANY = r"(?:又|也|还|再|共|先后|累计)*(?:捐助|(?:结对)?资助|认领)了?[^\W\d]{0,8}?\d"

# A hospital of its own name, which treats people for nothing: 仁和医院, and not 县医院.
_PRIVATE = r"(?:(?![县市区省州乡镇]|中心)[\u4e00-\u9fff]){2,6}医院"

# 先后得到临时救助金8000元、县慈善会资助5000元: with its amount at once
_HELPS_WITH = f"(?:资助|救助|捐助|捐款|支援|帮助)了?(?={NUMERAL})"


# 总经理某某代表企业捐赠轮椅120台
_HEAD = r"副?(?:董事长|总?经理|[会理]事?长|厂长|校长|行长|院长|秘书长|主席|负责人)"
_FOR_ALL = "(?:企业|公司|集团|商会|协会|[本该]会|校友会|基金会|银行|全体[会员职工理事]{2})"
_GIVEN = "(?:捐[赠款献出]|赠送|送[上去])了?"

# 感谢信⏎某协会的各位爱心人士:
_THANKED = r"(?:的(?:各位|全体|所有)?(?:爱心人士|好心人|领导|会员|爱心妈妈|叔叔阿姨|叔叔、阿姨|志愿者|朋友)们?)?[:：][ \t]*\n"

# 县教育局资助5000元: whoever it is, and to whoever is told of
_AIDS_AT_ONCE = rf"(?:又|也|还|再|另外?)?(?:资助|捐助|赞助)了?(?=[约近]?{NUMERAL}[\d.,千百十万余多]{{0,12}}元(?!以[上下]|的))"

# 某商会组织企业代表走进磨盘镇。商会向学校捐赠5万元: told of as what it is, further on
_SHORT = "商会|协会|学会|基金会|慈善会|公司|集团|银行|农商行|合作社"
_SETS_OUT = "(?:组织|率|带领|携|联合|派出|一行|开展|走进|来到|前往|赴|到)"
_SO_MANY = regex.compile(r"\d{1,5}余?(?:[名人户位]|个(?![月年小星工]))")


def _gives_so_much(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount, goods, or a number of people follows at once."""
    return match.end() in money or _SO_MANY.match(match.string, match.end()) is not None


# 感谢信⏎某物流公司全体员工:⏎贵公司代表来到我县,捐赠助学款…: an office, a school too, if the letter says what it gave
_THANKS = r"(?:感\s?谢|致\s?谢|答\s?谢|(?<=\A|\n)谢)\s?[信函]"
_LETTER = rf"{_THANKS}\n\s*(?:(?:尊敬|敬爱|亲爱)的)?"
_ALL_OF_THEM = (
    r"(?:(?:各位)?(?:董事长|总?经理|会长|理事长|[校院厂局行]长|领导班?子?|党[委组]|工会|团委|机关)?[、及和与暨]?(?:全体|各位|广大)?"
    r"(?:干部|教职|爱心|共产)?(?:领导|师傅|老师|义工|队员|职工|员工|[师官]?[生兵]|党员|会员|同仁|同志|朋友|医护人员|人士|志愿者)?们?)?[:：][ \t]*\n"
)
_THEY_GAVE = (
    r"(?=[^“]{0,240}?(?:贵[\p{Han}]{1,6}?|你[们会校院厂局]|您们?)(?:(?!捐款人)[^\n。]){0,50}?"
    r"(?:捐(?![款献]?[^,，。]{0,6}倡议)|赠送|资助|(?:送|寄|汇|运|拿|捎|带)(?:来|到了?我)[^,，。]{0,14}?(?:款|金|元|衣|书|物|[\d一二两三四五六七八九十百千]+(?!位|名|封|面))|凑了?[约近]?\d))"
)

DEEDS = (
    Construction(
        PartyRole.DONOR,
        "A body whose head gives for all of it.",
        lambda: (
            rf"{OPEN}(?P<list>{whole_name()}){_HEAD}\p{{Han}}{{2,4}}代表{_FOR_ALL}"
            rf"(?:[向给为][^,，。;；\n]{{1,16}})?{_GIVEN}[^\W\d]{{0,8}}"
        ),
        (
            "⟦康宁医药公司⟧总经理祝长林代表企业捐赠药品30箱",
            "康宁医药公司总经理祝长林代表企业发言",
        ),
        holds=names_money_or_pieces,
        words=("代表",),
        behind=_HEAD,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or a charity that a letter of thanks is written to.",
        lambda: rf"(?<={_LETTER})(?P<list>(?!尊敬|敬爱){whole_name()}{GIVES_ITSELF}){_THANKED}",
        (
            "感谢信\n⟦春芽助学协会⟧的各位爱心人士:\n你们好!",
            "感谢信\n尊敬的⟦鹿鸣基金会⟧:\n你们好!",
            "慰问信\n市志愿者协会的全体会员:\n你们辛苦了!",
            "感谢信\n县人民医院:\n你们好!",
        ),
        words=("信", "函"),
        trace=r"谢\s?[信函]",
    ),
    Construction(
        PartyRole.DONOR,
        "A body that a letter of thanks is written to for what it gave.",
        lambda: (
            rf"(?<={_LETTER})(?P<list>(?!尊敬|敬爱|亲爱){whole_name()}){_ALL_OF_THEM}{_THEY_GAVE}"
        ),
        (
            "感谢信\n⟦通远物流公司⟧全体员工:\n贵公司来到我县,捐赠助学款20万元。",
            "感 谢 信\n⟦通远物流公司⟧全体师傅:\n你们好!\n贵公司职工你多我少,凑了38640元。",
            "感谢信\n⟦省交通设计院⟧全体干部职工:\n贵院一行来到我校,送来图书600册。",
            "感谢信\n县人民医院全体医护人员:\n你们治好了我父亲的病。",
            "倡议书\n县水泥厂全体职工:\n请你们为生病的工友捐款。",
        ),
        words=("信", "函"),
        trace=r"谢\s?[信函]",
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or a charity whose party comes and gives out an amount.",
        lambda: (
            rf"{OPEN}(?P<list>{whole_name()}{GIVES_ITSELF})一行{NUMERAL}{{1,3}}余?人[^。;；\n]{{0,50}}?"
            r"[向给为][^,，。;；\n]{2,16}?(?:发放|捐赠|送[上去])了?[^\W\d]{0,6}"
        ),
        (
            "⟦柳川商会⟧一行12人驱车来到石坝小学,向46名学生发放助学金4.6万元",
            "县民政局一行12人来到石坝村,向46户发放救助金4.6万元",
            "柳川商会一行12人来到县城,向职工发放传单",
        ),
        holds=names_money,
        words=("一行",),
        behind="一行",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or a charity that helps with goods or an amount.",
        lambda: (
            rf"{_OPEN_OR_NEXT}(?P<list>{whole_name()}{GIVES_ITSELF})(?!(?<={_BY_TRADE})[拉运捎]来|(?:(?!{_HELP}|为){OF_A_NAME}){{0,5}}(?:{endings()}))"
            rf"(?:{_WILLINGLY})?(?:从[^,，。;；\n\d]{{1,12}}[中里内])?"
            r"(?:[为给向](?![^,，。;；]{0,3}(?:客户|用户|业主|顾客|旅客|乘客))[^,，。;；\n]{1,18}?)?(?:又|也|还|再|无偿|免费|紧急|及时|各)*"
            rf"(?:{_HELP})了?[^\W\d]{{0,10}}"
        ),
        (
            "⟦临江市红十字会⟧支援帐篷200顶",
            "⟦定安乳业⟧为32户困难家庭送上奶粉64罐",
            "⟦仁爱基金会⟧救助3万元",
            "⟦汇丰建材公司⟧拉来水泥80吨",
            "⟦利民农资⟧送化肥3吨、⟦永发种业⟧送稻种600公斤",
            "⟦县烟草公司⟧从福利费中拿出6万元",
            "爱心企业⟦绿野农业公司⟧到孤儿宁小朵家中走访,为3人每人送上助学金2000元",
            "自来水公司运来水管300根",
            "县民政局救助300人次",
            "快递公司为客户送上快递3000件",
        ),
        holds=names_goods,
        behind=f"(?:.{{1,28}}[,，])?(?:[为给向].{{1,18}}|从.{{1,13}})?.{{0,4}}(?:{_HELP})",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or a charity with the amount it helps with, in a list.",
        lambda: rf"{OPEN_ITEM}(?P<list>{whole_name()}{GIVES_ITSELF}){_HELPS_WITH}",
        (
            "得到临时救助金8000元、⟦县慈善会⟧资助5000元、村民捐款2460元",
            "得到临时救助金8000元、县医院救助对象5000人",
        ),
        holds=names_money,
        behind=_HELPS_WITH,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "Any body with the amount it gives at once.",
        lambda: rf"{OPEN_ITEM}(?P<list>{whole_name()}){_AIDS_AT_ONCE}",
        (
            "此外,⟦县教育局⟧资助5000元",
            "⟦镇妇联⟧又捐助2000元",
            "县财政局资助5000元以上的项目12个",
        ),
        holds=names_money_at_once,
        behind=_AIDS_AT_ONCE,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or a charity that gives further on, where only what it is is told of it.",
        lambda: (
            rf"{OPEN}(?P<list>{OF_A_NAME}{{2,14}}?(?P<short>{_SHORT})){_SETS_OUT}(?:(?!(?P=list))[\s\S]){{0,160}}?"
            rf"(?<=[,，。;；\n])(?:(?P=short)|该(?:行|公司|会|社|集团|商会|协会|企业|基金会))"
            r"(?:还|又|也|共|现场|当场|一次性)*(?:[向为给][^,，。;；\n]{1,14}?)?(?:捐[赠款助献出]?|资助|赠送|送[上去])了?[^\W\d]{0,10}"
        ),
        (
            "⟦市川渝商会⟧组织企业18家,走进磨盘镇。商会向学校捐赠助学金5万元",
            "⟦县农商银行⟧组织员工来到石坝村。该行为孩子们送上书包60个",
            "市川渝商会召开会员大会。会上,一家企业捐赠5万元",
        ),
        holds=_gives_so_much,
        behind=_SETS_OUT,
        trace=rf"[,，。;；\n](?:{_SHORT}|该[行公会社集商协企基])",
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or a charity that pays for a number of people.",
        lambda: (
            rf"{OPEN}(?P<list>{whole_name()}{GIVES_ITSELF})"
            rf"{_AIDS_SO_MANY}\d{{0,3}}[名人户个位]"
        ),
        ("⟦工商银行云溪支行⟧捐助贫困生20名", "市教育局资助学生300人"),
        behind=_AIDS_SO_MANY,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A hospital of its own name that treats people for nothing.",
        lambda: (
            rf"{OPEN}(?P<list>{_PRIVATE})(?:[来到赴][^,，。;；\n]{{2,14}}[,，])?[为给](?:[^,，。;；\n]{{2,20}}?(?:免费|无偿|义务)"
            r"[^\W\d]{2,8}?\d{1,5}余?多?[例人名台]|[^,，。;；\n\d]{0,6}\d{1,5}余?多?[人名位][^,，。;；\n]{2,12}?(?:免费|无偿|义务)[^\W\d]{0,4}(?:手术|治疗|安装|诊治))"
        ),
        (
            "⟦仁和医院⟧为贫困白内障患者免费手术62例",
            "⟦康达眼科医院⟧到村里义诊,为32名老人免费实施了手术",
            "县医院为老人免费体检300人",
        ),
        words=("医院为", "医院给", "医院到", "医院来", "医院赴"),
        opens=Opens.CLAUSE,
    ),
    Construction(
        PartyRole.DONOR,
        "A hospital of its own name that lets people off a cost.",
        lambda: (
            rf"{OPEN}(?P<list>{_PRIVATE})[为给][^。;；\n]{{2,30}}?(?:减免|免除|免收)了?[^\W\d]{{0,8}}"
        ),
        ("⟦仁和医院⟧为患者做手术,减免费用7.2万元", "县医院为患者减免费用7.2万元"),
        holds=names_money,
        words=("医院为", "医院给"),
        opens=Opens.CLAUSE,
    ),
    Construction(
        PartyRole.DONOR,
        "An office or a union that comes with an amount: whoever is given it writes.",
        lambda: (
            rf"{OPEN}(?P<list>{whole_name(1, 12)})(?:(?:闻讯|主动|专程|及时|随后|也|又|还|再)*)"
            rf"[送汇寄拨]来了?[^\W\d]{{0,10}}(?=[约近]?{NUMERAL}[\d.,千百十万余多]{{0,12}}元)"
        ),
        (
            "⟦市总工会⟧也送来大病救助金5000元",
            "⟦县残联⟧闻讯送来慰问金2000元",
            "县总工会送去慰问金3万元",
            "县民政局送来棉被300床",
        ),
        holds=names_money,
        words=("送来", "汇来", "寄来", "拨来"),
        behind=".{0,8}?[送汇寄拨]来",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A body whose money something was bought with.",
        lambda: (
            rf"(?<=是)由?(?P<list>{whole_name()})(?:捐[款资钱]|出[钱资])(?:购?买|购置|修|建|办)"
        ),
        ("这些图书是⟦区书法家协会⟧捐款买的", "棉被是工会经费买的"),
        words=("捐款", "捐资", "捐钱", "出钱", "出资"),
        behind="(?:捐[款资钱]|出[钱资])(?:购?买|购置|修|建|办)",
    ),
    Construction(
        PartyRole.DONOR,
        "A firm that stands by a body and gives it an amount or goods.",
        lambda: (
            rf"{OPEN}(?:(?:据介绍|据了解|多年来|目前)[,，])?(?P<list>{whole_name()}{GIVES_ITSELF})"
            r"(?:已|早已|一直|长期)?[和与同][^,，。;；\n]{2,16}?"
            rf"{STANDS_BY}"
        ),
        (
            "⟦城东农商银行⟧已与柳湾敬老院结对6年,累计捐款32万元",
            "县供电公司与县医院签订合同,投入30万元",
        ),
        holds=names_money,
        words=("结对", "结成", "结为"),
        behind="(?:已|早已|一直|长期)?[和与同]",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
)
