"""Organisations named as recipient, donor or source; any other organisation is left alone.

Most of the organisations a report names do neither give nor get: the one that writes, the one whose
notice is carried out.  So an organisation is read only in one of these constructions, alone or as a
list, and its name is what stands between the construction's own words:

    organisation.donor      ⟦远某集团⟧出1200万元    ⟦物探队⟧捐款70150元
                            ⟦甲工会⟧、⟦乙工会⟧等两个工会…所捐款项
    organisation.source     ⟦区财政局⟧拨款5920元
    organisation.recipient  走访了⟦县消防大队⟧、⟦某派出所⟧,    到⟦自来水公司⟧等一线开展慰问
                            向⟦县福利院⟧捐赠

What a name ends with is in ``organisations.tsv``.  A place that was on the way (来到北岭镇等地,慰问
了120名…) is no recipient, nor is a firm whose workers are (慰问某公司困难职工).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from extractor import lexicon
from extractor.mentions import donor_lists
from extractor.mentions.organisation_names import LIST, OF_A_NAME, OPEN, endings, is_no_one, members
from extractor.model import Count, CountKind, Mention, Money, Party, PartyKind, PartyRole, Value
from extractor.offsets import Span
from extractor.rules import Shown, at_one_of


def find_organisations(text: str, figures: Sequence[Mention[Value]]) -> list[Mention[Party]]:
    """Return the organisations that give or get something, in text order."""
    taken = {at for f in figures for at in range(f.span.start, f.span.end)}
    money = {f.span.start for f in figures if isinstance(f.value, Money) or _is_goods(f.value)}
    found: dict[Span, Construction] = {}
    for construction in CONSTRUCTIONS:
        if construction.trace is not None and construction.trace().search(text) is None:
            continue
        for match in construction.pattern().finditer(text):
            if not construction.holds(match, money):
                continue
            for span in members(match, text):
                is_got = construction.role is PartyRole.RECIPIENT
                if is_got and is_no_one(span.slice(text)):
                    continue
                if taken.isdisjoint(range(span.start, span.end)):
                    found.setdefault(span, construction)
    return [_mention(span, text, found[span]) for span in sorted(found)]


def _is_goods(value: Value) -> bool:
    return isinstance(value, Count) and value.kind in (CountKind.ITEM, CountKind.WEIGHT)


def _mention(span: Span, text: str, construction: Construction) -> Mention[Party]:
    name = span.slice(text)
    party = Party(name, PartyKind.ORGANISATION, construction.role)
    return Mention(span, name, party, construction.rule_id)


# --- constructions ------------------------------------------------------------------------------

# 商会会长捐款: he gives, not they
_ITS_HEAD = r"副?(?:会长|理事长|董事长|主席|主任|总?经理|书记|[厂校院局处科所站队村镇行社]长|老板|负责人|秘书长)"
# 司徒某任董事长的⟦昌荣玩具公司⟧
_HEADED = rf"{OF_A_NAME}{{1,8}}任(?:董事长|总经理|会长|经理)的"


@lexicon.derived
def _donates() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:{OPEN}|(?<=任(?:董事长|总经理|会长|经理)的|元、|\d\p{{Han}}、))(?P<list>(?!{_HEADED}){OF_A_NAME}{{1,16}}?(?:{endings()}))"
        rf"(?!(?!为){OF_A_NAME}{{0,5}}(?:{endings()})(?:捐|认捐|赞助))(?![老小]{OF_A_NAME}捐|{_ITS_HEAD}|的|[^\W\d]{{0,2}}(?:接[收受]|收到|募集|筹集|募捐))"
        r"(?:[^\W\d]{0,5}?(?:捐[款赠助资出献]?|认捐|赞助|凑|[汇寄][来去款])|出(?!资|席|动|台))[了过]?[^\W\d]{0,10}"
    )


_ITS_PEOPLE = (
    r"(?:的|全体|[全各]校|广大)*"
    r"(?:孩子|小朋友|师生|教师|老师|学生|同学|(?:干部)?职工|员工|工人|党员|会员|官兵|医护人员|居民|村民|商户)们?"
)


@lexicon.derived
def _people_donate() -> regex.Pattern[str]:
    return regex.compile(
        rf"{OPEN}(?P<list>{OF_A_NAME}{{1,14}}?(?:{endings()})){_ITS_PEOPLE}"
        r"(?:自发|纷纷|踊跃|积极|主动|自愿|也|都|共同?|一起|[把将][^。;；\n]{1,16}[,，])?"
        r"(?:捐[款赠助资出献]|凑)[了过]?[^\W\d]{0,8}"
    )


@lexicon.derived
def _donated_by() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:{OPEN}|(?<=[是用到]))(?P<list>(?:(?!是|(?<!信)用){OF_A_NAME}){{1,14}}?(?:{endings()}))(?:所|无偿|定向)?"
        r"捐[赠助献资]的[^\W\d]{0,10}"
    )


# Who gives goods, and aid of its own: a firm, a charity; an office hands on what others gave.
_PUBLIC = r"(?<![局处科所站院校村]|政府|机关|小学|中学|大学|社区|工会|委员会|委会|妇联|团委|残联|法院|中心|办事处|民政办|供电所|车间|邮政公司)"


# A firm also brings what its trade is: 供电公司运来电线杆.
_BY_TRADE = "(?:供电|电力|水务?|通信|电信|快递|物流|运输|货运|搬家|施工|建筑|工程|环卫)公司"
_HELP = "支援|赠送?|送[上来]|[拉运捎]来|[拿献]出(?=[\\d.,一二两三四五六七八九十百千万余多]{1,12}元)|资助|救助|(?<=无偿|免费)[\u4e00-\u9fff]{2}"


@lexicon.derived
def _helps_out() -> regex.Pattern[str]:
    return regex.compile(
        rf"{OPEN}(?P<list>{OF_A_NAME}{{1,14}}?(?:{endings()}){_PUBLIC})(?!(?<={_BY_TRADE})[拉运捎]来|(?:(?!{_HELP}){OF_A_NAME}){{0,5}}(?:{endings()}))"
        r"(?:[为给向](?![^,，。;；]{0,3}(?:客户|用户|业主|顾客|旅客|乘客))[^,，。;；\n]{1,18}?)?(?:又|也|还|再|无偿|免费|紧急|及时|各)*"
        rf"(?:{_HELP})了?[^\W\d]{{0,10}}"
    )


@lexicon.derived
def _donates_together() -> regex.Pattern[str]:
    return regex.compile(
        rf"{OPEN}{LIST}(?:等?[^\W_]{{1,10}}(?:分赴|各|分别|共同|一起|联合|纷纷|共)[^。;；\n]{{0,20}}"
        rf"|等?[\d一二两三四五六七八九十]{{1,3}}[个家][^\W_]{{0,8}}?)捐"
    )


@lexicon.derived
def _donates_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"{OPEN}{LIST}(?:分别|共同)?[向给为][^,，。;；\n]{{1,16}}"
        r"(?:捐[赠款助献出]|赠送|捐\p{Han}{1,4}\d)"
    )


_SHARE = r"(?:各|分别|共同|平均)(?:出资?|承担|负担|分担|支付)了?(?:一半|[半\d一二两三四五六七八九]+成|\d+(?:\.\d+)?%|[一二三四]分之一)(?!任务|工作|责任)"


@lexicon.derived
def _shares() -> regex.Pattern[str]:
    return regex.compile(rf"(?:由|{OPEN}){LIST}{_SHARE}")


def _shared() -> re.Pattern[str]:
    return _SHARED


_SHARED = re.compile(_SHARE)


@lexicon.derived
def _referred_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"转介[到给至]{LIST}等?[\d一二两三四五六七八九十]{{1,3}}[家个](?:社会|慈善|公益|爱心)[组机团]"
    )


def _referred() -> re.Pattern[str]:
    return _REFERRED


@lexicon.derived
def _raised_from() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:争取|筹集|筹措|整合|投入|落实|到位)[^。;；\n捐]{{0,10}}(?:资金|经费|款项?)[^。;；\n捐]{{0,60}}"
        rf"(?:其中[:：]?|[,，、])(?P<list>(?!其中){OF_A_NAME}{{2,14}}基金会)(?=[\d约近])"
    )


def _of_a_foundation() -> re.Pattern[str]:
    return _OF_A_FOUNDATION


_OF_A_FOUNDATION = re.compile(r"基金会[\d约近]")
_REFERRED = re.compile("转介[到给至]")
_PAYS = (
    r"[下划调核补追转]?拨[款付出给来发]?|出资|(?:按[^,，。;；\n]{1,12}比例)?配套(?=资金|经费|\d)"
)


@lexicon.derived
def _grants() -> regex.Pattern[str]:
    return regex.compile(
        rf"{OPEN}(?P<list>{OF_A_NAME}{{1,10}}?(?:{endings()}))(?:{_PAYS})了?"
        r"[^\W\d]{0,6}"
    )


@lexicon.derived
def _granted_by() -> regex.Pattern[str]:
    return regex.compile(
        rf"由(?P<list>{OF_A_NAME}{{1,12}}?(?:{endings()}))(?:统一|全额|共同)?"
        rf"(?:{_PAYS}|资助|列支|筹措)"
    )


@lexicon.derived
def _given_by() -> regex.Pattern[str]:
    return regex.compile(
        rf"由(?P<list>{OF_A_NAME}{{1,14}}?(?:{endings()}))(?:统一|全额|共同|无偿)?捐[赠助献]"
    )


@lexicon.derived
def _visits() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:走访慰问|走访|慰问|看望)[了过]?(?!小?组|[团队金品款]|对象){LIST}(?:等(?:单位|企业|部门)?)?(?=[,，。;；\n]|\Z)"
    )


@lexicon.derived
def _goes_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:下到|来到|深入到?|走进|前往|赴|到|在)(?:局属|所属)?{LIST}等?[^,，。;；、\n]{{0,12}}"
        r"(?:(?:进行|开展)[^,，。;；\n]{0,10}(?:慰问|走访|送清凉|送温暖|送凉爽)"
        r"|(?:走访慰问|走访|慰问)(?=[,，。;；\n时]|\Z))"
    )


@lexicon.derived
def _brings_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:来到|前往|走进|赴){LIST}等?(?:地|处|单位|部队)?[,，][^,，。;；\n\d]{{0,8}}"
        r"(?:送上|送去|送来|献上)了?(?:慰问[金品]|[^,，。;；\n\d]{0,6})"
    )


# 受捐单位:柳林小学、河口中学; 捐赠单位有:…
_GETTERS = r"受(?:捐[赠助]?|[助赠援益])(?:单位|学校|机构|部队|对象)"
_GIVERS = r"(?:捐[赠款资助]|赞助|爱心)(?:单位|企业|商家|机构)"
_NAMED = r"(?:名单)?(?:分别)?(?:有|为|是|包括)?[:：]?"
_END_OF_LIST = r"(?:等\d{0,3}[家个所]?(?:单位|企业|学校)?)?(?=[,，。;；\n]|\Z)"


@lexicon.derived
def _listed_getters() -> regex.Pattern[str]:
    return regex.compile(rf"{_GETTERS}{_NAMED}{LIST}{_END_OF_LIST}")


@lexicon.derived
def _listed_givers() -> regex.Pattern[str]:
    return regex.compile(rf"{_GIVERS}{_NAMED}{LIST}{_END_OF_LIST}")


def _getters() -> re.Pattern[str]:
    return _GETTERS_HEAD


def _givers() -> re.Pattern[str]:
    return _GIVERS_HEAD


_GETTERS_HEAD, _GIVERS_HEAD = re.compile(_GETTERS), re.compile(_GIVERS)


@lexicon.derived
def _handed_to() -> regex.Pattern[str]:
    return regex.compile(rf"(?:捐[赠献送]?|赠[送予]?|送)给了?{LIST}(?:等单位)?(?=[,，。;；\n]|\Z)")


@lexicon.derived
def _gives_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:向|给|为)(?P<list>(?:{OF_A_NAME}{{1,14}}?(?:{endings()})(?:[、和及]|以及))*"
        rf"{OF_A_NAME}{{1,14}}?(?:{endings()}))(?:等单位)?"
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


def _names_money(match: regex.Match[str], money: set[int]) -> bool:
    return any(at in money for at in range(match.end("list") + 1, match.end() + 1))


def _with_money(match: regex.Match[str], money: set[int]) -> bool:
    return match.end("list") in money


def _names_goods(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether an amount or goods follow, or things counted by 个 that are brought."""
    is_brought = _BROUGHT.match(match.string, match.end("list")) is not None
    return is_brought or _names_money(match, money)


# 送来家庭包58个
_BROUGHT = regex.compile(
    r"[送拉运捎]来了?[^\W\d]{1,10}(?<!项目|节目|名额|岗位|消息|机会)\d+余?多?个(?![月年小星工])"
)


def _always(match: regex.Match[str], money: set[int]) -> bool:
    return bool(match) and money is not None


@dataclass(frozen=True, slots=True)
class Construction:
    """Words around an organisation that make it a giver or getter, with examples.

    ``trace`` is found in every text that holds the construction.
    """

    role: PartyRole
    reads: str
    pattern: Callable[[], regex.Pattern[str]]
    holds: Callable[[regex.Match[str], set[int]], bool]
    trace: Callable[[], re.Pattern[str]] | None
    examples: tuple[str, ...]

    @property
    def rule_id(self) -> str:
        """The name of the rule, which is stored with every mention."""
        return f"organisation.{self.role.value}"


# What every text with a construction holds, found by ``re`` in a fifth of the time.
@lexicon.derived
def _body_pays() -> re.Pattern[str]:
    return re.compile(_after_ending(f"(?:{_PAYS})"))


def _after_ending(pattern: str) -> str:
    firsts = {row["ending"][0] for row in lexicon.load("organisations")}
    return at_one_of(firsts, f"{endings()}{pattern}")


@lexicon.derived
def _body_gives() -> re.Pattern[str]:
    gives = "(?:.{0,5}?(?:捐|赞助|凑|[汇寄][来去款])|出(?![资席动台]))"
    return re.compile(_after_ending(gives), re.DOTALL)


@lexicon.derived
def _aids_people() -> regex.Pattern[str]:
    return regex.compile(
        rf"{OPEN}(?P<list>{OF_A_NAME}{{1,14}}?(?:{endings()}){_PUBLIC})"
        r"(?:又|也|还|再|共|先后|累计)*(?:捐助|(?:结对)?资助|认领)了?[^\W\d]{0,8}?\d{1,4}[名人户个位]"
    )


@lexicon.derived
def _body_helps() -> re.Pattern[str]:
    return re.compile(_after_ending(f"(?:[为给向].{{1,18}})?.{{0,4}}(?:{_HELP})"))


def _body_aids() -> re.Pattern[str]:
    return _AIDS


def _gift_told() -> re.Pattern[str]:
    return _GIFT_TOLD


def _people_give() -> re.Pattern[str]:
    return _PEOPLE_GIVE


def _comforted_each() -> re.Pattern[str]:
    return _COMFORTED_EACH


_AIDS = re.compile("捐助|资助|认领")
_GIFT_TOLD = re.compile("捐[赠助献资]的")
_PEOPLE_GIVE = re.compile(
    r"(?:[子友生师学工员人兵民户]们?|们)(?:[自纷踊积主也都共一把将][^。;；\n]{0,20})?(?:捐|凑)"
)
_COMFORTED_EACH = re.compile(f"{_COMFORTED}(?:分别|各)")


def _gift_together() -> re.Pattern[str]:
    return _GIFT_TOGETHER


def _gift_list() -> re.Pattern[str]:
    return donor_lists.gift_list


def _gift_to() -> re.Pattern[str]:
    return _GIFT_TO


_GIFT_TOGETHER = re.compile(
    r"(?:分赴|各|分别|共同|一起|联合|纷纷|共)[^。;；\n]{0,20}捐|[\d一二两三四五六七八九十][个家]\w{0,8}?捐"
)
_GIFT_TO = re.compile(r"[向给为][^,，。;；\n]{1,16}(?:捐[赠款助献出]|赠送|捐\w{1,4}\d)")
CONSTRUCTIONS = (
    Construction(
        PartyRole.SOURCE,
        "A body that pays an amount out.",
        _grants,
        _names_money,
        _body_pays,
        ("⟦区财政局⟧拨款5920元", "⟦市总工会⟧按50%的比例配套16万元", "财政局拨款支持工作"),
    ),
    Construction(
        PartyRole.SOURCE,
        "由 a body that pays.",
        _granted_by,
        _always,
        None,
        ("由⟦县民政局⟧统一拨付", "由党委牵头负责"),
    ),
    Construction(
        PartyRole.SOURCE,
        "A foundation with its part of the funds that were raised.",
        _raised_from,
        _with_money,
        _of_a_foundation,
        (
            "争取资金258万元,其中彩票公益金116万元,⟦省儿童基金会⟧60万元",
            "募集300万元,其中县教育基金会120万元",
        ),
    ),
    Construction(
        PartyRole.SOURCE,
        "Charities that those in need are sent on to.",
        _referred_to,
        _always,
        _referred,
        ("转介到⟦县慈善总会⟧、⟦县红十字会⟧等3家社会组织", "转介到县医院、市医院等3家医院"),
    ),
    Construction(
        PartyRole.SOURCE,
        "Bodies that bear a share of the cost each.",
        _shares,
        _always,
        _shared,
        ("由项目部和⟦华岭矿业工会⟧各出一半", "由单位和个人各承担一半"),
    ),
    Construction(
        PartyRole.DONOR,
        "A body that gives an amount or goods.",
        _donates,
        _names_money,
        _body_gives,
        (
            "⟦远江集团⟧出1200万元",
            "⟦物探队⟧捐款70150元",
            "⟦潮阳会馆⟧汇来20万元",
            "方昌任董事长的⟦昌荣玩具公司⟧捐80万元",
            "镇财政所老贺捐了两千元",
            "集团捐款仪式举行",
        ),
    ),
    Construction(
        PartyRole.DONOR,
        "A body whose people give.",
        _people_donate,
        _names_money,
        _people_give,
        (
            "⟦向阳小学⟧的孩子们把零花钱攒起来,捐出1260元",
            "⟦机械厂⟧全体员工自发捐款2.1万元",
            "县医院的职工王小海捐款500元",
        ),
    ),
    Construction(
        PartyRole.DONOR,
        "A body whose gift is told of.",
        _donated_by,
        _names_money,
        _gift_told,
        (
            "最大一笔是⟦宏达集团⟧捐赠的300万元",
            "收到⟦新华书店⟧捐赠的图书500册",
            "社会各界捐赠的20万元",
        ),
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or a charity that helps with goods or an amount.",
        _helps_out,
        _names_goods,
        _body_helps,
        (
            "⟦临江市红十字会⟧支援帐篷200顶",
            "⟦定安乳业⟧为32户困难家庭送上奶粉64罐",
            "⟦仁爱基金会⟧救助3万元",
            "⟦汇丰建材公司⟧拉来水泥80吨",
            "自来水公司运来水管300根",
            "县民政局救助300人次",
            "快递公司为客户送上快递3000件",
        ),
    ),
    Construction(
        PartyRole.DONOR,
        "A firm or a charity that pays for a number of people.",
        _aids_people,
        _always,
        _body_aids,
        ("⟦工商银行云溪支行⟧捐助贫困生20名", "市教育局资助学生300人"),
    ),
    Construction(
        PartyRole.DONOR,
        "由 a body that gives.",
        _given_by,
        _always,
        None,
        ("衣物由⟦省佛教协会⟧捐赠", "由社会各界捐赠"),
    ),
    Construction(
        PartyRole.DONOR,
        "Several bodies that give together.",
        _donates_together,
        _always,
        _gift_together,
        ("⟦东街村⟧、⟦西街村⟧和⟦北街村⟧等三个村各捐助600元",),
    ),
    Construction(
        PartyRole.DONOR,
        "A body that gives to someone.",
        _donates_to,
        _always,
        _gift_to,
        (
            "⟦新世纪商场⟧向困难职工捐赠了物品",
            "⟦明德基金会⟧联合⟦清音科技公司⟧向该县捐赠助听器",
            "各企业向灾区捐款",
        ),
    ),
    Construction(
        PartyRole.DONOR,
        "A body with its amount, in a sentence of gifts.",
        donor_lists.donor_with_amount,
        donor_lists.is_in_gifts,
        donor_lists.gift_with_figure,
        (
            "县工商联组织捐款,其中⟦鸿运酒店⟧2万元、⟦腾飞建材公司⟧1万元。",
            "县慈善会接收捐款,其中鸿运酒店2万元。",
        ),
    ),
    Construction(
        PartyRole.DONOR,
        "A body with its amount or goods in a line below the head of a list of gifts.",
        donor_lists.donor_line,
        donor_lists.is_below_head,
        _gift_list,
        (
            "现将捐赠单位公布如下:\n⟦江南重工有限公司⟧  2000元\n⟦市餐饮协会⟧ 口罩500只",
            "现将参赛单位公布如下:\n江南重工有限公司  2000元",
        ),
    ),
    Construction(
        PartyRole.DONOR,
        "A part of a body with its amount in a line below the head of a list of gifts.",
        donor_lists.part_line,
        donor_lists.is_below_head_of_parts,
        _gift_list,
        (
            "各单位捐款如下:\n⟦机修车间⟧96人,9680元;\n⟦离退休支部⟧112人,5990元",
            "各单位支出如下:\n机修车间96人,9680元",
        ),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is visited.",
        _visits,
        _always,
        None,
        ("走访了⟦县消防大队⟧、⟦某派出所⟧,送去问候", "慰问某公司困难职工"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body where people are visited, or things are given.",
        _goes_to,
        _always,
        None,
        ("到⟦自来水公司⟧等一线开展慰问", "来到北岭镇等地,慰问职工"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that is gone to, and something brought along.",
        _brings_to,
        _names_money,
        None,
        ("先后来到⟦县人武部⟧、⟦消防大队⟧,送上慰问金5万元", "来到县消防大队,检查工作"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Bodies listed as those who are given to.",
        _listed_getters,
        _always,
        _getters,
        ("受捐单位:⟦柳林小学⟧、⟦河口中学⟧。", "受捐单位表示感谢。"),
    ),
    Construction(
        PartyRole.DONOR,
        "Bodies listed as those who give.",
        _listed_givers,
        _always,
        _givers,
        ("捐赠单位:⟦华泰集团⟧、⟦县供电公司⟧等12家企业。", "捐赠企业代表发言。"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that all is handed to.",
        _handed_to,
        _always,
        None,
        ("义卖所得全部捐给⟦县福利院⟧。", "捐给学校的图书"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "A body that something is given to.",
        _gives_to,
        _always,
        None,
        ("向⟦县福利院⟧捐赠", "向⟦武警支队⟧和⟦消防支队⟧各送慰问金3万元", "向社会各界捐款人致谢"),
    ),
    Construction(
        PartyRole.RECIPIENT,
        "Bodies of those whom others comfort, that get something each.",
        _gets_each,
        _names_money,
        _comforted_each,
        ("⟦武警中队⟧和⟦消防救援大队⟧各送慰问金2万元", "妇联和团委各送慰问金2万元"),
    ),
)


def shown() -> tuple[Shown, ...]:
    """Return what each construction reads, with its examples."""
    return tuple(Shown(c.rule_id, c.reads, c.examples) for c in CONSTRUCTIONS)
