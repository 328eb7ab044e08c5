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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor import lexicon
from extractor.model import Count, CountKind, Mention, Money, Party, PartyKind, PartyRole, Value
from extractor.offsets import Span
from extractor.rules import Shown, at_one_of, one_of


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
            for span in _members(match, text):
                is_got = construction.role is PartyRole.RECIPIENT
                if is_got and _is_no_one(span.slice(text)):
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


_JOIN = regex.compile(r"、|以及|和|及")
_LEADING = regex.compile(
    r"(?:其中|另有|还有|截至目前|昨[天日]|今[天日]|当[天日]|近日|日前|先后|分别|局属|所属|下属|辖区内?的?|受|由|在|向|"
    r"[镇县市村乡区]上的|[镇县市村乡区]里的|当地的|本地的|联系|发动|动员|协调|争取|号召|组织|辖区|企业里面|社会各界|本次|这次|此次|活动中)+"
)


def _is_no_one(name: str) -> bool:
    """Tell whether people are visited in what is named, or no one house is (敬老院)."""
    return name.endswith(_PLACES) or name in _houses()


@lexicon.derived
def _houses() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.load("groups") if row["sort"] == "counted")


_ALL_OF_IT = regex.compile(r"(?:全体)?(?:师生|干部职工|职工|员工)\Z")
_PLACES = ("村", "社区")  # as donors they are organisations
# No one organisation: 全市政府, 各社区, 中小学, and a bare ending (公司捐款).
_ANY = regex.compile(
    r"全[市省县区国]|各|所有|广大|城乡|中小|部分|多家|许多|有关|本|我|该|企业|\w{0,2}\Z|"
    r".{0,10}生\Z|.{0,12}(?:来到|前往|落到|进行|开展|活动|工作|带队|领导|书记|主席|经理)"
)


def _members(match: regex.Match[str], text: str) -> Iterator[Span]:
    """Yield the names of the list that ``match`` holds, without the words that lead it in."""
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
        if ending.search(text, start, stop) and not _ANY.match(text, start, stop):
            yield Span(start, stop)
        at = high


# --- constructions ------------------------------------------------------------------------------

_OF_A_NAME = r"(?:(?![等向由把将被给到])[\u4e00-\u9fff\d])"
_ITEM = rf"{_OF_A_NAME}{{2,16}}"
_LIST = rf"(?P<list>{_ITEM}(?:、{_ITEM}){{0,12}})"
_OPEN = r"(?:(?<=[,，。;；:：\n“”])|\A)\s*"


@lexicon.derived
def _ending() -> regex.Pattern[str]:
    return regex.compile(f"(?:{_endings()})\\Z")


def _endings() -> str:
    return one_of(row["ending"] for row in lexicon.load("organisations"))


# 司徒某任董事长的⟦昌荣玩具公司⟧
_HEADED = rf"{_OF_A_NAME}{{1,8}}任(?:董事长|总经理|会长|经理)的"


@lexicon.derived
def _donates() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:{_OPEN}|(?<=任(?:董事长|总经理|会长|经理)的))(?P<list>(?!{_HEADED}){_OF_A_NAME}{{1,14}}?(?:{_endings()}))"
        rf"(?!{_OF_A_NAME}{{0,5}}(?:{_endings()})(?:捐|认捐|赞助))(?![老小]{_OF_A_NAME}捐)"
        r"(?:[^\W\d]{0,5}?(?:捐[款赠助资出献]?|认捐|赞助|凑|[汇寄][来去款])|出(?!资|席|动|台))[了过]?[^\W\d]{0,10}"
    )


@lexicon.derived
def _donates_together() -> regex.Pattern[str]:
    return regex.compile(
        rf"{_OPEN}{_LIST}(?:等?[^\W_]{{1,10}}(?:分赴|各|分别|共同|一起|联合|纷纷|共)[^。;；\n]{{0,20}}"
        rf"|等?[\d一二两三四五六七八九十]{{1,3}}[个家][^\W_]{{0,8}}?)捐"
    )


@lexicon.derived
def _donates_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"{_OPEN}{_LIST}(?:分别|共同)?[向给为][^,，。;；\n]{{1,16}}"
        r"(?:捐[赠款助献出]|赠送|捐\p{Han}{1,4}\d)"
    )


_COLLECTS = regex.compile(r"接[收受]|收到|募集|筹集|募捐")


@lexicon.derived
def _donates_each() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:(?<=[,，;；:：、])|其中)(?P<list>{_OF_A_NAME}{{1,14}}?(?:{_endings()}))(?=[\d一二两三四五六七八九十])"
    )


def _names_money_of_gifts(match: regex.Match[str], money: set[int]) -> bool:
    before = match.string[max(0, match.start() - 80) : match.start()]
    sentence = before.rpartition("。")[2]
    return match.end() in money and "捐" in sentence and not _COLLECTS.search(sentence)


_LISTS_GIFTS = r"捐[赠款资][^\n。;；]{0,30}(?:如下|名单|明细|公示|公布|一览|台账|登记|清单|光荣榜)"
# 现将捐赠单位公布如下: and below it a line for each, with an amount or goods.
_LIST_HEAD = regex.compile(rf"{_LISTS_GIFTS}[^\n。]{{0,12}}\n")


@lexicon.derived
def _donor_line() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<=\n[ \t\u3000]*(?:[（(]?\d{{1,3}}[)）、.．])?[ \t\u3000]*)(?P<list>{_OF_A_NAME}{{1,20}}(?:{_endings()}))"
        r"[ \t\u3000:：]{1,8}(?:[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff]{0,9}?(?=\d))??(?=[¥￥\d一二两三四五六七八九十壹贰叁肆伍])"
    )


def _stands_below_list_head(match: regex.Match[str], money: set[int]) -> bool:
    """Tell whether all lines between a head and this one are as it is: without a full stop."""
    heads = list(_LIST_HEAD.finditer(match.string, max(0, match.start() - 2000), match.start()))
    if not heads or "。" in match.string[heads[-1].end() : match.start()]:
        return False
    return any(at in money for at in range(match.end(), match.end() + 12))


@lexicon.derived
def _grants() -> regex.Pattern[str]:
    return regex.compile(
        rf"{_OPEN}(?P<list>{_OF_A_NAME}{{1,10}}?(?:{_endings()}))(?:拨款|下拨|拨付|拨出|出资)了?"
        r"[^\W\d]{0,6}"
    )


@lexicon.derived
def _granted_by() -> regex.Pattern[str]:
    return regex.compile(
        rf"由(?P<list>{_OF_A_NAME}{{1,12}}?(?:{_endings()}))(?:统一|全额|共同)?"
        r"(?:拨款|下拨|拨付|拨出|出资|资助|划拨|列支|筹措)"
    )


@lexicon.derived
def _given_by() -> regex.Pattern[str]:
    return regex.compile(
        rf"由(?P<list>{_OF_A_NAME}{{1,14}}?(?:{_endings()}))(?:统一|全额|共同|无偿)?捐[赠助献]"
    )


@lexicon.derived
def _visits() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:走访慰问|走访|慰问|看望)[了过]?(?!小?组|[团队金品款]|对象){_LIST}(?:等(?:单位|企业|部门)?)?(?=[,，。;；\n]|\Z)"
    )


@lexicon.derived
def _goes_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:下到|来到|深入到?|走进|前往|赴|到)(?:局属|所属)?{_LIST}等?[^,，。;；、\n]{{0,12}}"
        r"(?:(?:进行|开展)[^,，。;；\n]{0,10}(?:慰问|走访|送清凉|送温暖|送凉爽)"
        r"|(?:走访慰问|走访|慰问)(?=[,，。;；\n]|\Z))"
    )


@lexicon.derived
def _brings_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:来到|前往|走进|赴){_LIST}等?(?:地|处|单位|部队)?[,，][^,，。;；\n\d]{{0,8}}"
        r"(?:送上|送去|送来|献上)了?(?:慰问[金品]|[^,，。;；\n\d]{0,6})"
    )


@lexicon.derived
def _gives_to() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:向|给|为)(?P<list>{_OF_A_NAME}{{1,14}}?(?:{_endings()}))(?:等单位)?"
        r"(?:捐赠|捐款|捐助|捐|赠送|送去|送上)"
    )


def _names_money(match: regex.Match[str], money: set[int]) -> bool:
    return any(at in money for at in range(match.end("list") + 1, match.end() + 1))


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
    return re.compile(_after_ending("(?:拨款|下拨|拨付|拨出|出资)"))


def _after_ending(pattern: str) -> str:
    endings = {row["ending"][0] for row in lexicon.load("organisations")}
    return at_one_of(endings, f"{_endings()}{pattern}")


@lexicon.derived
def _body_gives() -> re.Pattern[str]:
    gives = "(?:.{0,5}?(?:捐|赞助|凑|[汇寄][来去款])|出(?![资席动台]))"
    return re.compile(_after_ending(gives), re.DOTALL)


@lexicon.derived
def _gift_with_figure() -> re.Pattern[str]:
    return re.compile(rf"捐[^。]{{0,120}}?{_endings()}[\d一二两三四五六七八九十]")


def _gift_together() -> re.Pattern[str]:
    return _GIFT_TOGETHER


def _gift_to() -> re.Pattern[str]:
    return _GIFT_TO


def _gift_list() -> re.Pattern[str]:
    return _GIFT_LIST


_GIFT_LIST = re.compile(_LISTS_GIFTS)
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
        ("⟦区财政局⟧拨款5920元", "财政局拨款支持工作"),
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
        ("⟦新世纪商场⟧向困难职工捐赠了物品", "各企业向灾区捐款"),
    ),
    Construction(
        PartyRole.DONOR,
        "A body with its amount, in a sentence of gifts.",
        _donates_each,
        _names_money_of_gifts,
        _gift_with_figure,
        (
            "县工商联组织捐款,其中⟦鸿运酒店⟧2万元、⟦腾飞建材公司⟧1万元。",
            "县慈善会接收捐款,其中鸿运酒店2万元。",
        ),
    ),
    Construction(
        PartyRole.DONOR,
        "A body with its amount or goods in a line below the head of a list of gifts.",
        _donor_line,
        _stands_below_list_head,
        _gift_list,
        (
            "现将捐赠单位公布如下:\n⟦江南重工有限公司⟧  2000元\n⟦市餐饮协会⟧ 口罩500只",
            "现将参赛单位公布如下:\n江南重工有限公司  2000元",
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
        "A body that something is given to.",
        _gives_to,
        _always,
        None,
        ("向⟦县福利院⟧捐赠", "向社会各界捐款人致谢"),
    ),
)


def shown() -> tuple[Shown, ...]:
    """Return what each construction reads, with its examples."""
    return tuple(Shown(c.rule_id, c.reads, c.examples) for c in CONSTRUCTIONS)
