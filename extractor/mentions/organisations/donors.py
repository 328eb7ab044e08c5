"""Organisations that give: ⟦远某集团⟧出1200万元, ⟦物探队⟧捐款70150元, ⟦甲工会⟧、⟦乙工会⟧等两个工会…所捐款项."""

from __future__ import annotations

import regex

from extractor import lexicon
from extractor.mentions.names import tables
from extractor.mentions.organisations.constructions import (
    Construction,
    Opens,
    names_money,
)
from extractor.mentions.organisations.names import (
    AND,
    END_OF_CLAUSE,
    END_OF_LIST,
    GIVES_ITSELF,
    LIST,
    NAMED,
    NUMERAL,
    OF_A_NAME,
    OPEN,
    endings,
    whole_name,
)
from extractor.model import PartyRole
from extractor.rules import one_of

# 商会会长捐款: he gives, not they
_ITS_HEAD = r"副?(?:会长|理事长|董事长|主席|主任|总?经理|书记|[厂校院局处科所站队村镇行社]长|老板|负责人|秘书长)"
# 司徒某任董事长的⟦昌荣玩具公司⟧
_HEADED = rf"{OF_A_NAME}{{1,8}}任(?:董事长|总经理|会长|经理)的"

_ITS_PEOPLE = (
    r"(?:的|全体|[全各]校|广大|\d{1,5}余?[名位])*"
    r"(?:孩子|小朋友|师生|教师|老师|学生|同学|(?:干部)?职工|员工|工人|党员|会员|官兵|医护人员|居民|村民|商户)们?"
)

_HOW = "纷纷|积极|踊跃|主动|自发|先后|累计|共同|一起|也|还|又|再次|为|向|给|将|把|和|及|与|在|现场|当场|无偿|慷慨|带头|各|均|都"
# 捐赠矿泉水、方便面等物资; but 捐赠图书等物品的倡议
_THINGS = r"捐[赠献]了?[\u4e00-\u9fff、]{1,24}?等[\u4e00-\u9fff]{0,6}?(?:物[资品]|[用药食]品|书籍)(?!的|倡议|活动)"

_IN_A_MONTH = r"(?:\d{1,2}月(?:\d{1,2}日|[上中下]旬|[初底末])?)"
_BRINGS = "(?:带来|[送运]来|送[去上]|发放|转交|领到|收到|接过)了?"  # 带来某药房捐赠的轮椅

_APPEALS = "倡议|呼吁|发起|号召|动员|募"  # 和本报联合发起捐款的倡议
_TAKES_IN = "接[收受]|收到"  # 甲会和乙会共接收社会捐款

# 奖品由某粮油店提供; but 数据由某公司提供
_PRESENTS = "(?:奖[品金]|[礼赠食用饮物奖]品|礼包|物资|经费|衣[物服]|棉被|大米|面粉|月饼|粽子|午餐|晚餐|早餐|盒饭|饭菜|蛋糕|书包|文具|药品|花木|苗木|鲜花|服装|道具|善款)"
_GIVERS = (
    r"(?:(?:捐[赠款资助]|赞助|爱心)(?:单位|企业|商家|机构)(?!家)|捐[赠款资助](?:人|方|者)(?=[:：])"
    r"|捐[款赠资助]?得?[最较]多的(?:单位|企业|公司|商家)?(?=[有是为])"
    r"|单位捐[赠款资][^。;；\n:：,，]{0,14}的(?=[有是为:：])"
    # 捐款5万元以上的有甲公司
    r"|捐[款赠资][\d.,]{1,8}[万千]?元(?:以上)?的(?:单位|企业|部门)?(?:还|主要|分别)?(?=[有是为])"
    # 参加捐款的有甲公司、乙厂
    r"|捐[款赠资物]的(?:单位|企业|部门|商家)?(?:还|主要|分别)?(?=[有是为]))"
)


@lexicon.derived
def _one_of_them() -> regex.Pattern[str]:
    """Return the pattern of a person told of behind a body: 县医院|职工王某某捐款300元."""
    firm = (surname for surname, strength in tables.surnames().items() if strength == "firm")
    return regex.compile(
        rf"的?(?:退休|离休)?{one_of(tables.titles_before())}{one_of(firm)}\p{{Han}}{{1,2}}(?:认?捐|赞助|[汇寄出])"
    )


def _gives_as_one(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount follows, and no one person of the body gives it."""
    is_person = _one_of_them().match(match.string, match.end("list")) is not None
    return not is_person and names_money(match, money)


DONORS = (
    Construction(
        PartyRole.DONOR,
        "A body that gives an amount or goods.",
        lambda: (
            rf"(?:{OPEN}|(?<=任(?:董事长|总经理|会长|经理)的|元、|\d\p{{Han}}、))(?P<list>(?!{_HEADED}|[为给]){whole_name(1, 16)})"
            rf"(?!(?!为){OF_A_NAME}{{0,5}}(?:{endings()})(?:每年|每月|连年|先后|累计|[已共也又还再]){{0,2}}(?:捐|认捐|赞助))(?![老小]{OF_A_NAME}{{1,2}}捐|{_ITS_HEAD}|呼吁|倡议|号召|动员|的|[^\W\d]{{0,2}}(?:接[收受]|受[捐赠助]|获[得赠捐]?|得到|领到|收到|募集|筹集|募捐))"
            rf"(?:{_IN_A_MONTH}?[^\W\d]{{0,5}}?(?:捐[款赠助资出献]?|认捐|赞助|凑|[汇寄][来去款])|(?:承诺|每年|各)*出(?!资|席|动|台))[了过]?(?:84(?=消毒))?[^\W\d]{{0,10}}(?:、[^\W\d]{{1,6}}){{0,4}}"
        ),
        (
            "⟦远江集团⟧出1200万元",
            "⟦鼎盛建材公司⟧每年捐20万元",
            "⟦物探队⟧捐款70150元",
            "⟦青稞酒公司⟧捐赠面粉、清油200份",
            "⟦潮阳会馆⟧汇来20万元",
            "结对单位⟦省测绘二院⟧3月捐来化肥8吨",
            "⟦鼎盛置业公司⟧现场捐款50万元",
            "方昌任董事长的⟦昌荣玩具公司⟧捐80万元",
            "镇财政所老贺捐了两千元",
            "县关工委老同志捐款3万元",
            "县医院职工王小海捐款300元",
            "集团捐款仪式举行",
            "为中心小学捐赠10万元",
            "并委托商会捐赠3000元",
            "市慈善总会呼吁各界捐款10万元",
        ),
        holds=_gives_as_one,
        behind=r"(?:\d.{1,6})?.{0,5}?(?:捐|赞助|凑|[汇寄][来去款])|(?:承诺|每年|各)*出(?![资席动台])",
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A firm that is called one of those who give, whatever its name ends with.",
        lambda: (
            rf"爱心(?:企业|商家|商户)(?P<part>(?!家|代表|负责|们|{_HOW}){OF_A_NAME}{{2,8}}?)(?:{_HOW})*(?:捐[赠款助献出]|认捐|赞助|送来)"
        ),
        (
            "爱心企业⟦冀东乳业⟧捐赠牛奶,每人2箱",
            "爱心企业纷纷捐款20万元",
            "爱心企业家捐赠牛奶",
        ),
        words=("爱心企业", "爱心商家", "爱心商户"),
    ),
    Construction(
        PartyRole.DONOR,
        "A body whose people give.",
        lambda: (
            rf"{OPEN}(?P<list>{whole_name()}){_ITS_PEOPLE}"
            r"(?:自发|纷纷|踊跃|积极|主动|自愿|也|都|共同?|每?人|各|一起|[把将][^。;；\n]{1,16}[,，])?"
            r"(?:捐[款赠助资出献]|凑)[了过]?[^\W\d]{0,8}"
        ),
        (
            "⟦向阳小学⟧的孩子们把零花钱攒起来,捐出1260元",
            "⟦机械厂⟧全体员工自发捐款2.1万元",
            "县医院的职工王小海捐款500元",
        ),
        holds=names_money,
        words=("捐", "凑"),
        behind=_ITS_PEOPLE,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    Construction(
        PartyRole.DONOR,
        "A body of whom some are there, who give out of their own pockets.",
        lambda: (
            rf"(?<=还有|来自|来了)(?P<list>{whole_name()})的?(?:几[位名]|\d{{1,4}}余?[位名])?"
            rf"(?:理事|会员|员工|职工|志愿者|党员|师生|同学|学生|老板|店主)们?[,，]他们(?:自掏腰包|自己?掏钱|自费|凑|捐)[^。;；\n]{{0,40}}"
        ),
        (
            "同来的还有⟦县茶业商会⟧几位理事,他们自掏腰包给46名学生买了被褥,花了11500元",
            "同来的还有县医院几位职工,他们参加了义诊,药费300元",
        ),
        holds=names_money,
        words=("他们自", "他们凑", "他们捐"),
    ),
    Construction(
        PartyRole.DONOR,
        "A body whose gift is told of.",
        lambda: (
            rf"(?:{OPEN}|(?<=[是用到把将]|{_BRINGS}))(?P<list>(?:(?!是|(?<!信)用|{_BRINGS}){OF_A_NAME}){{1,14}}?(?:{endings()}))(?:所|无偿|定向)?"
            r"(?:捐[赠助献资]|配发)的(?:“[^”\n]{2,10}”|[^\W\d]){0,10}"
            rf"|捐[款赠资]是(?P<list>{whole_name(2)})的(?=[约近]?\d)"
        ),
        (
            "最大一笔是⟦宏达集团⟧捐赠的300万元",
            "收到⟦新华书店⟧捐赠的图书500册",
            "把⟦省妇女儿童基金会⟧配发的“母亲邮包”200份发到乡镇",
            "社会各界捐赠的20万元",
        ),
        holds=names_money,
        words=("捐赠的", "捐助的", "捐献的", "捐资的", "配发的", "款是", "捐赠是"),
    ),
    Construction(
        PartyRole.DONOR,
        "由 a body that gives.",
        lambda: (
            rf"由(?P<list>(?:{whole_name()}{AND})?{whole_name()})(?:全部|独家|联合|全程|友情)?"
            rf"(?:(?:统一|全额|共同|无偿)?(?:捐[赠助献资款出]|赞助)|(?:免费|无偿)(?:提供|赠送)|(?<={_PRESENTS}[^,，。;；\n]{{0,24}}){GIVES_ITSELF}提供(?!担保|贷款|的)|{GIVES_ITSELF}资助(?![\u4e00-\u9fff]*(?:对象|标准|政策))|{GIVES_ITSELF}(?:另行|另外|另|定向|长期)资助(?=[约近]?{NUMERAL})|{GIVES_ITSELF}提供的(?=[约近]?{NUMERAL}))"
        ),
        (
            "衣物由⟦省佛教协会⟧捐赠",
            "缺口由⟦清源中学校友会⟧捐资解决",
            "收到由⟦仁和慈善基金会⟧提供的10万元",
            "全部由辖区企业⟦锦绣超市⟧赞助",
            "奖品由⟦金穗粮油店⟧提供,价值3000元",
            "担保由县农商银行提供",
            "由⟦微光救助基金会⟧另行资助3万元",
            "由县民政局提供的10万元",
            "由社会各界捐赠",
        ),
    ),
    Construction(
        PartyRole.DONOR,
        "Several bodies that give together.",
        lambda: (
            rf"{OPEN}{LIST}(?:等?[^\W_]{{1,10}}(?:分赴|各|分别|共同|一起|联合|纷纷|共)(?:(?!{_APPEALS}|{_TAKES_IN})[^。;；\n]){{0,20}}"
            rf"|(?:各|分别|均|都)认?(?=捐)|等?{NUMERAL}{{1,3}}[个家][^\W_]{{0,8}}?)捐"
        ),
        (
            "⟦东街村⟧、⟦西街村⟧和⟦北街村⟧等三个村各捐助600元",
            "市红十字会和市慈善总会共接收社会捐款218万元",
        ),
        words=("捐",),
        trace=r"(?:分赴|各|分别|共同|一起|联合|纷纷|共)[^。;；\n]{0,20}捐|[\d一二两三四五六七八九十][个家]\w{0,8}?捐",
        opens=Opens.CLAUSE,
    ),
    Construction(
        PartyRole.DONOR,
        "A body that gives to someone.",
        lambda: (
            rf"{OPEN}{LIST}(?:分别|共同|共|累计|先后)?(?:[通经]过[^,，。;；\n]{{2,12}}?)?[向给为](?:(?!{_APPEALS})[^,，。;；\n]){{1,16}}"
            rf"(?:捐[赠款助献出建修]|援建|赠送|捐\p{{Han}}{{1,4}}\d)(?!.{{0,4}}(?:{_APPEALS}))"
        ),
        (
            "⟦新世纪商场⟧向困难职工捐赠了物品",
            "⟦明德基金会⟧联合⟦清音科技公司⟧向该县捐赠助听器",
            "⟦旭光集团⟧共向该县捐赠粮油",
            "市慈善总会向全社会发起为灾区捐赠的倡议",
            "各企业向灾区捐款",
        ),
        words=("捐", "赠送", "援建"),
        trace=r"[向给为][^,，。;；\n]{1,16}(?:捐[赠款助献出建修]|援建|赠送|捐\w{1,4}\d)",
        opens=Opens.CLAUSE,
    ),
    Construction(
        PartyRole.DONOR,
        "A body of its own name that gives things, which are named and not counted.",
        lambda: rf"{OPEN}(?P<list>{whole_name()}{GIVES_ITSELF}){_THINGS}",
        (
            "⟦万象超市⟧捐赠矿泉水、方便面等物资。",
            "⟦市餐饮协会⟧捐赠了口罩等防疫用品一批。",
            "县教育局捐赠图书等物资。",
            "新华公司捐赠图书等物品的倡议",
        ),
        words=("捐",),
        behind=_THINGS,
        opens=Opens.CLAUSE_WITH_NAME,
    ),
    # 收到甲公司、乙狮子会和热心市民丙捐款46万元
    Construction(
        PartyRole.DONOR,
        "Bodies whose gifts are received.",
        lambda: (
            rf"(?:收到|接到|接[收受]|获得?|募得|得到|受到)了?(?:来自)?{LIST}等?(?:\d{{0,3}}[家个](?:单位|企业))?(?:共同|分别|共|的|定向|无偿|慷慨|大力|一次性|爱心)*"
            r"(?:捐[款赠助资献]|赞助|资助)(?!的?(?:倡议|通知|启事|号召|仪式))的?[^\W\d]{0,8}"
        ),
        (
            "收到⟦安泰医疗器械公司⟧、⟦市狮子会⟧和热心市民秦女士捐款46万元",
            "接收⟦华泰集团⟧、⟦县供电公司⟧捐赠资金3万元",
            "收到⟦明德基金会⟧捐助5万元",
            "收到⟦恒通公司⟧定向捐赠资金20万元",
            "得到⟦恒通公司⟧的资助5000元",
            "收到社会各界捐款46万元",
            "收到市慈善总会捐款倡议书3份",
            "获得各企业捐款3万元",
            "收到区民政局、区财政局通知",
        ),
        holds=names_money,
        words=("捐", "赞助", "资助"),
        trace="(?:[收接得受]到|接[收受]|获|募得)[^。]{2,120}?(?:捐|赞助|资助)",
    ),
    Construction(
        PartyRole.DONOR,
        "Bodies that a gift comes from, or with whose help something is done.",
        lambda: (
            rf"(?:(?:善款|捐款|爱心款|捐赠|物资)[^,，。;；\n]{{0,6}}?(?<!数据|资料|信息)来自于?{LIST}{END_OF_CLAUSE}"
            rf"|得到了?(?P<list>{whole_name(2)})的?(?:大力|慷慨|热心|无私)*(?:资助|捐助|赞助|捐赠){END_OF_CLAUSE}"
            rf"|在(?P<list>{whole_name()})(?:的|全额|长期|无偿)*(?:资助|捐助|赞助)下"
            rf"|在(?P<list>{whole_name(2)}{GIVES_ITSELF})的?(?:大力|热心|鼎力)?(?:支持|帮助)下[,，](?=[^。;；\n]{{0,24}}(?:捐|助学|救助金|慰问[金品]|爱心|善款)))"
        ),
        (
            "善款来自⟦恒通公司⟧、⟦金桥纺织厂⟧和86名市民。",
            "在⟦恒通公司⟧的资助下,3名学生上了大学",
            "在⟦恒通公司⟧的大力支持下,发放助学金3万元",
            "得到了⟦邮储银行云岭支行⟧的赞助,金额5万元",
            "在县供电公司的支持下,线路按期完工",
            "捐款来自全县各单位。",
            "捐赠款物数据来自红十字会、慈善总会。",
            "在县教育局的指导下",
        ),
        words=("来自", "助下", "支持下", "得到"),
        trace="得到.{2,20}(?:资助|捐助|赞助|捐赠)|(?:款|捐赠|物资).{0,8}来自|(?:资|捐|赞|帮)助下|支持下",
    ),
    Construction(
        PartyRole.DONOR,
        "Bodies listed as those who give.",
        lambda: rf"{_GIVERS}{NAMED}{LIST}{END_OF_LIST}",
        (
            "捐赠单位:⟦华泰集团⟧、⟦县供电公司⟧等12家企业。",
            "参加捐款的有⟦恒通公司⟧、⟦金桥纺织厂⟧等12家单位。",
            "捐款5万元以上的有⟦恒通公司⟧、⟦金桥纺织厂⟧。",
            "捐得最多的单位是⟦桂江糖业公司⟧,80万元。",
            "捐赠企业代表发言。",
        ),
        words=("捐", "赞助", "爱心"),
        trace=_GIVERS,
    ),
)
