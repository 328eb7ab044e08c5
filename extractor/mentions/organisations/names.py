"""What the name of an organisation may be, and the names in a list of them.

A name ends with an ending of ``organisations.tsv`` (公司, 敬老院, 药业) and begins where the words that
lead it in end: 其中, 爱心企业, 最大一笔是.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

import regex

from extractor import lexicon
from extractor.mentions.figures.not_counted import NUMBERED_BODY
from extractor.offsets import Span
from extractor.rules import one_of

# 向阳小学, but 向阳光小学捐款
OF_A_NAME = r"(?:(?!(?<!平)等|等(?![乡镇村街供])|[由把将被给到]|向(?!阳(?!光))|[（(](?!\d{1,2}[)）]班))[〇\u4e00-\u9fff\d（(])"
_ITEM = rf"{OF_A_NAME}{{2,16}}"
# 甲基金会联合乙公司, but 市工商业联合会, 中国联合网络公司
_WITH = r"(?<=\p{Han})(?:联合|携手|联手|会同)(?=[^会国社总校院公办大学党体]\w{3})"
LIST = rf"(?P<list>{_ITEM}(?:(?:、|{_WITH}){_ITEM}){{0,12}})"
AND = "(?:[、和及]|以及)"
NAMED = r"(?:名单)?(?:分别)?(?:有|为|是|包括)?[:：]?"
END_OF_CLAUSE = r"(?=[,，。;；\n]|\Z)"
END_OF_SENTENCE = re.compile(r"[。;；\n]")
END_OF_LIST = rf"(?:等\d{{0,3}}[家个所]?(?:单位|企业|学校)?)?(?:{END_OF_CLAUSE}|(?=[ \t\u3000]{{1,8}}[^\W\d]{{2,6}}[:：]))"
NUMERAL = r"[\d一二两三四五六七八九十]"  # a figure of a short number: 等3家, 两成
# where a clause, a numbered item or a bracket begins: 3、某合作社捐款4500元, 收入118万元(市财政局拨款60万元
_NUMBERED = (
    r"(?<=(?:[\n。;；:：]|\A)\s{0,4}[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．)）]{1,2})"
)
OPEN = rf"(?:(?<=[,，。;；:：\n“”（(①-⑳])|\A|{_NUMBERED})\s*"
# or where an item of a list does, behind the amount of the one before: 救助金8000元、县慈善会资助5000元
OPEN_ITEM = rf"(?:{OPEN}|(?<=元[、和]))"
# what stands before OPEN and OPEN_ITEM, but at the text's start, and 任董事长的 before a firm
BORDER = re.compile(r"[,，。;；:：\n“”、.．（()）①-⑳和的](?:(?<!的)|(?<=长的)|(?<=经理的))")

# what stands before the name that begins a line: the end of the line above, and its number
# Those of a body who give: 柳桥小学师生 25310元
ITS_PEOPLE = (
    "(?:全体|广大)?(?:干部职工|教职员?工|师生员工|师生|教师|学生|职工|员工|工人|党员|会员|官兵)"
)
LINE_HEAD = r"\n[ \t\u3000]*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[)）、.．]|[ \t\u3000]*\|))?[ \t\u3000]*(?:\d{1,2}月\d{1,2}日[ \t\u3000]+)?"

# Who gives goods, and aid of its own: a firm, a charity; an office hands on what others gave.
_OF_A_TRADE = "事务所|诊所|会所|加油站|加气站|美容院|影院|剧院|驾校|眼科医院|口腔医院"
GIVES_ITSELF = rf"(?:(?<={_OF_A_TRADE})|(?<![局处科所站院校村]|政府|机关|小学|中学|大学|社区|工会|委员会|委会|妇联|团委|残联|法院|中心|办事处|民政办|供电所|车间|邮政公司))"
# Who hands on what others gave.
NO_CHARITY = "(?<!红十字会|慈善总会|慈善会|慈善协会)"
# Who gets public money and does not spend it: 向县民政局拨付50万元 names no recipient.
NO_OFFICE = r"(?<![局委办厅处]|政府|机关|总工会)"
# …与柳湾敬老院结对6年,累计捐款32万元
STANDS_BY = r"结(?:对|成对子|为)[^。;；\n]{0,16}(?:捐[款赠助资]|投入|资助|送)[^\W\d]{0,8}"
# Where those live, learn or are nursed whom others comfort.
HOUSES = "敬老院|养老院|福利院|光荣院|干休所|救助站|福利中心|养老中心|养老服务中心|照料中心|老年公寓|托养中心|康复中心|荣军医院|阳光家园|阳光之家|颐养院|颐养中心|安养院|安养中心|护老院|敬老中心|救助管理站|儿童之家|聋哑学校|特教学校|特殊教育学校|儿童村"

# 给大坳村换了抽水泵; but 给全村, 给两个村, 给受灾的村
VILLAGE = (
    r"(?P<part>(?!联系|结对|帮扶|定点|对口|共建|[全本各每我该邻贫山外\d一两三四五六七八九十几多]|\p{Han}{0,8}[的个些]\p{Han})"
    rf"{OF_A_NAME}{{2,10}}?[村寨屯])"
)
CARED_FOR = f"(?<=小学|中学|学校|幼儿园|教学点|[一二三四五六][小中]|{HOUSES})"

# What else a body ends with that stands with its amount in a list of gifts: 青云观, 老街坊便利店.
IN_A_LIST = "店|馆|坊|铺|观|庙|庵|祠|教堂|阁|轩|书院|营业部|经营部|服务部"


def ends_as_body(field: str) -> bool:
    """Tell whether a field in a list of gifts ends as a body does."""
    return _ending_in_list().search(field) is not None


def gives_itself(name: str) -> bool:
    """Tell whether a body gives what is its own: a firm, and neither an office nor a charity."""
    return _GIVES_ITSELF.search(name) is not None


_GIVES_ITSELF = regex.compile(
    rf"{GIVES_ITSELF}(?<!红十字会|慈善总会|慈善会|基金会|[厅委办联区县市]|财政)\Z"
)


def body_begun(field: str) -> int | None:
    """Return where the body ends that a field begins with: 县水务局|打井修渠, 海鸥食品公司|年货礼包."""
    match = _begun().match(field)
    if match is None or is_any(match["body"]):
        return None
    end = match.end("body")
    return end - 1 if _ENDED.search(field, 0, end - 1) else end  # 雪花饮品公司|矿泉水


_ENDED = re.compile("(?:公司|集团|银行|超市|[厂店局会院社校])\\Z")


@lexicon.derived
def _begun() -> re.Pattern[str]:
    place = "[\u4e00-\u9fff]{2,8}[省市县区州旗](?=对口|援建|协作)"
    return re.compile(rf"(?P<body>.{{1,16}}(?:{endings()})|{place})[\u4e00-\u9fff]{{1,8}}\Z")


@lexicon.derived
def _ending_in_list() -> re.Pattern[str]:
    return re.compile(rf"(?:{endings()}|{IN_A_LIST})\Z")


@lexicon.derived
def endings() -> str:
    """Return a pattern for what a name ends with."""
    words = {row["ending"] for row in lexicon.load("organisations")}
    # 第一中 is not all of 第一中学, nor 桑园中学校 of 桑园中学校友会; 打工的村 is of 打工的村民, and
    # 一小 no part of 一小时; 团县委 is a body here, 县委 none; 鼎盛置业公司 does not end with 置业, nor
    # 县三院落成 with 三院
    return rf"{one_of(words)}(?!(?:集团|股份|有限|责任|总|分)*公司)(?<![一二三四五六]院(?=[落子长里坝墙区]))(?<!中(?=心|学(?!生)))(?<!学校(?=友))(?<!(?:基金|公益)(?=[会金]))(?<![三四五六七]中(?=全会))(?<!少先队(?=员))(?<!的村(?=民))(?<!(?<!团)[县市省]委)(?<![一二三四五六]小(?=学(?!生[\s\d捐])|[时部组伙批块段片]))(?<![一二三四五六]中学(?=生)){_goes_on(words)}"


# 县商会|所捐款项, 党支部|队员, 三小|学生: what may as well be two words
_TWO_WORDS = frozenset({"会所", "部队", "小学"})
_WITHIN = frozenset({"工会", "团委", "党委"})  # 恒通公司工会把善款送到: the firm gives
# The last characters of what is a kind of body: 协会, 医院; longer ones would only make patterns slow to build.
_KINDS, _SHORT = "会司院校心所局行社厂室委联店馆", 2


def _goes_on(words: Set[str]) -> str:
    """Return what tells that a name goes on into a longer ending: 摄影协|会, 春晖公益|协会."""
    rests: dict[str, set[str]] = {}
    for word in words - _TWO_WORDS:
        if len(word) > 1:
            rests.setdefault(word[0], set()).add(word[1:])
    last = sorted({word[-1] for word in words}.intersection(rests))
    kinds = {w for w in words - _TWO_WORDS - _WITHIN if len(w) == _SHORT and w[-1] in _KINDS}
    torn = "|".join(f"{char}(?={'|'.join(sorted(rests[char]))})" for char in last)
    return f"(?<!{torn})(?!{'|'.join(sorted(kinds))})"


def whole_name(least: int = 1, most: int = 14) -> str:
    """Return a pattern for one name: so many code points, and what a name ends with."""
    by_rank = (
        "|(?<![各乡])[县镇市区](?=医院|卫生院|中医院|福利院|敬老院|光荣院|救助站|人武部|武装部|中队|大队)"
        if least > 1
        else ""
    )
    return rf"(?:{OF_A_NAME}{{{least},{most}}}?{by_rank})(?:{endings()})"


def members(match: regex.Match[str], text: str) -> Iterator[Span]:
    """Yield the names of the list that ``match`` holds, without the words that lead it in."""
    if match.groupdict().get("part"):
        yield Span(*match.span("part"))  # 内科 300元: a part of a body, whatever it ends with
        return
    at, end = match.span("list")
    ending = _ending()
    borders = [m.span() for m in _JOIN.finditer(text, at, end)]
    for low, high in (*borders, (end, end)):
        if high < end and text[low] != "、" and not ending.search(text, at, low):
            continue  # 和 inside a name: 和平医院
        lead = _LEADING.match(text, at, low)
        start = lead.end() if lead else at
        all_of_it = _ALL_OF_IT.search(text, start, low)
        stop = all_of_it.start() if all_of_it else low
        if ending.search(text, start, stop) and not is_any(text[start:stop]):
            yield Span(start, stop)
        at = high


_BY_RANK = ("上级", "各级", "有关", "相关")


def is_any(name: str) -> bool:
    """Tell whether the words name no one organisation: 各社区, 并委托商会, 变卖家具."""
    return _ANY.match(name) is not None or _DONE.match(name) is not None


def is_unnamed(name: str) -> bool:
    """Tell whether only the rank of a body is told: 上级总工会."""
    return name.startswith(_BY_RANK)


_OF_ITS_OWN = "镇县市区"  # 镇敬老院 is the one of that town; 乡镇敬老院 are many


def is_no_one(name: str) -> bool:
    """Tell whether people are visited in what is named, or no one house is (敬老院)."""
    return (name.endswith(_PLACES) and not name.endswith(("度假村", "儿童村"))) or (
        name in _houses() and name[0] not in _OF_ITS_OWN
    )


# 县委、县政府 and 县人大、县政府 mean whoever governs, and are not read by halves
_GOVERNS = regex.compile(r"[省市县区旗州镇乡](?:人民)?政府")
_WITH_IT = regex.compile(r"(?:[省市县区旗州镇乡党]委|人大|政协)(?:[、和及与]|以及)\Z")


def is_of_those_in_charge(span: Span, text: str) -> bool:
    """Tell whether a government stands beside its party committee: 县委、⟦县政府⟧."""
    return (
        _GOVERNS.fullmatch(text, span.start, span.end) is not None
        and _WITH_IT.search(text, max(0, span.start - 5), span.start) is not None
    )


@lexicon.derived
def _houses() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.load("groups") if row["sort"] == "counted")


@lexicon.derived
def _ending() -> re.Pattern[str]:
    return re.compile(f"(?:{endings()})\\Z")


_JOIN = regex.compile(rf"、|以及|[和及与]|{_WITH}")
# 退役军人创办的⟦老班长粮油公司⟧: what is told of a body; but 妈妈的味道餐饮公司, 大山里的孩子基金会
_TOLD_OF_IT = (
    r"(?:[^\W_]{3,16}?(?<![省市县区镇乡村])(?<![里中间])的"
    r"|[^\W_]{1,12}?(?:[创开兴领]办|创[建立]|经营|承包|组建|设立|开设|投资|控股|工作|任教|就读|供职|出资)的)"
    r"(?=\p{Han}{3})(?![是为有]|\p{Han}*的)"
)
_LEADING = regex.compile(
    rf"(?:{_TOLD_OF_IT}|其中|另有|还有|截至目前|昨[天日]|今[天日]|当[天日]|近日|日前|先后|分别|局属|所属|下属|辖区(?!内?企业)内?的?|受|由|在|向(?!阳(?!光))|为|"
    r"并?(?:带来|送来|送去|送上|转交)了?|有(?=\p{Han}{4})(?![研为色道赞机棵])|"
    r"[镇县市村乡区]上的|[镇县市村乡区]里的|(?:当地|本地)的?|联系|发动|动员|协调|争取|号召|组织|辖区(?!内?企业)|企业里面|社会各界|本次|这次|此次|活动中|加上|连同|算上|外加|(?:特别|衷心|诚挚|由衷)?(?:感谢|鸣谢)|收到|接[收受]|"
    # 爱心企业华泰集团, 邻县红十字会, 境外单笔最大的是同心会
    r"(?:辖区内?|校友|爱心|会员|协作|民营|私营|非公|骨干|龙头|重点|外地|外资|驻地|共建|(?:对口|定点|结对)?帮扶|结对|联建|包联|挂钩|后盾|合作|捐赠|理事|会长|本市|本县)"
    r"(?:企业(?!家)|单位|商家)|邻[县市省区镇村](?=\p{Han}{3})|(?:境外|境内|单笔|企业|个人)*最[大多高]的?(?:一[笔家个])?[是为])+"
)


_ALL_OF_IT = regex.compile(
    r"(?:的|捐[款赠资]\d+[万千]?元|(?:全体)?(?:师生|干部职工|职工|员工)|共|累计|先后|[另还又再]"
    # 柳林小学三家单位, 青岭煤矿三户特困企业; but 环卫三所
    rf"|(?!{NUMBERED_BODY})[一二两三四五六七八九十\d]{{1,3}}[家所个户]"
    r"(?:\p{Han}{0,6}(?:单位|学校|机构|企业|部门|工厂|厂矿|科室|车间))?)\Z"
)
_PLACES = (
    "村",
    "社区",
    "科",
    "门诊部",
    "住院部",
    "病房",
    "园区",
    "市场",
)  # as donors they are organisations
# What someone does, of which the thing is no body: 变卖家具, 支持教育, 他卖了汽车, 购置床铺.
_DONE = regex.compile(
    r"[他她你我它]|大家|.*[了着]|.*(?:购[置买]|采购(?!中心|站|部|供应)|经营(?!部)|销售(?!公司|部|中心))"
    r"|(?:支持|热心|热衷|关心|关注|投身|致力|从事|发展(?!改革|和改革|研究|中心)|重视|奉献|助力|参[与加]|接受|利用|使用|筹[集措]|募集|变卖|义卖|出售|出租(?!车)|卖[掉出]|典当|[拿捐]出|制作|生产(?!队)|加工|运输|卖|喜欢|坚持|做好|开(?!发|源|元|心|泰|滦|封|平|州|县|化))"
    r"(?!(?:有限|责任|总)*公司|集团|[总分]?厂|中心|[大中]?队|[合农]?作?社|站|[协商学]会)(?=\p{Han})"
)
# No one organisation: 全市政府, 各社区, 中小学, and a bare ending (公司捐款).
_ANY = regex.compile(
    # 全年通过邮局, 并委托商会: a way the gift went; 家捐款20多万成立基金会 is a sentence
    r".{0,14}(?:通过|委托|别的|捐款|捐资|接[受收]|收到|获[赠捐])|.{0,12}\d[余多]?万|"
    r"赴|全[市省县区国]|各|[每为给]|平均|所有|乡镇|镇村|村级|山区|灾区|受灾|薄弱|公办|民办|广大|城乡|中小|项目部\Z|部分|多家|许多|有关|本|我|该|贵(?:公司|集团|[院校会局行厂所站处]\Z|单位|中心)|企业|\w{0,2}\Z|"
    r"\p{Han}{0,2}[省市县区旗州盟镇乡]直(?:机关|单位|部门)\Z|(?:驻村|帮扶|扶贫|乡村振兴)*工作队\Z|"  # whose, is not told
    r"(?:集团|总?公司)(?:公司|机关|总部)?\Z|"  # nor which
    r"(?:集团|公司|学?校|医?院|[局厅处县镇乡])(?:机关)?党[委组]\Z|"
    # 退休教师某某从邮局: whence someone sends it; but 从江县人民医院
    r".{0,14}从(?![江化业])|"
    # 企业家某某为小学: a person and what he does for it
    r".{0,10}生\Z|.{2,12}(?:(?<!见义勇)为|给)(?=\w{2}|[村镇乡县校]\Z)|通过|并?委托|.{0,12}(?:捐[款赠]|人士|通过|委托|号召|发动(?!机))|驻[市县区州盟旗镇乡街港军]?[市县区镇乡街]?(?:部队|官兵|单位|企业)\Z|.{0,12}(?:董事长|理事长)|.{2,8}代表(?!处|队|大会)|.{0,12}(?:来到|前往|落到|进行|开展|活动(?!中心|室\Z|站)|工作(?!队\Z|服务|室|站|者|委)|[带领率]队|领导|书记|主席|经理(?!部))"
)
