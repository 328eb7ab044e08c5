"""Lists whose marks show where they begin and end, beside the number of their items.

    三个社区：东湖社区、南苑社区、北关社区        the number, an opening, 、 between the items
    四种辅具，即轮椅、拐杖、助听器、眼镜           so do 分别是, 他们是, 这五家单位是, a bracket
    清明、端午、中秋这三个节日                    the list, from the beginning of its sentence

和 may stand within an item, so that a list is as long as either way of counting says.  A list of
another length is told of where nothing but the noun counted stands before it.  It is wrong where it
is longer or shorter by one item, each item is surely one thing (all have the noun counted, are
formed alike, or are short), and no word beside it tells of more or of less: 等, 包括, 另有, 暂缺.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from extractor.linking.figures import noun_of, unit_of
from extractor.linking.relations import Relation, items_counted
from extractor.model import Figure
from extractor.offsets import Span

THING = r"[^、，,。；;：:！!？?\n（()）—]{1,16}+(?:[（(][^（()）\n]{1,20}[)）])?+"
ITEM = regex.compile(THING)
THESE = r"(?:[他她它]们|这(?:[两三四五六七八九十]|[0-9]{1,2})\p{Han}{1,6}?)"
# 孝老之星五位，他们是…, 从五家单位抽人，这五家单位是…
POINTED = rf"[，,]\s?(?:{THESE}(?:分别|依次)?[是为]|(?:分别|依次)[是为]|即[是为]?)"
SAID = rf"(?:{POINTED}|(?:{THESE}|分别|依次|(?<!不))[是为])"
BEHIND = regex.compile(
    rf"(?P<noun>\p{{Han}}{{0,12}}?)[”’]?(?:(?P<pointed>{POINTED})[：:]?|{SAID}?[：:]|{SAID}|(?P<bracket>[（(])|—{{1,2}})\s?"
    rf"(?P<items>{THING}(?:、{THING}){{0,12}}+)(?P<end>[。；;！!\n，,)）—]|$)"
)
CONJUNCTION = regex.compile(r"(?<=.)(?:以及|[和及与或])(?=.)")
# 每逢清明、端午这两个节日, 走访了甲村、乙村两个村: words before the first item
LEADS = regex.compile(
    r"(?:每逢|每到|每年|逢|在|到|为|给|向|由|对|从|将|把|走访|慰问|看望|深入|来到|前往|覆盖)+了?"
)
# More or fewer are told of than those counted, in the list or behind it.
MORE = (
    r"等(?!奖|次|级)|包?[含括]|其中|主要|[例譬诸]如|特别|尤其|部分|之一|为主|另|还|外加|加上|除(?!夕)|其[余他它]|未|不含|改[在为到]"
    r"|暂|缺|停办|余下|此外|及其|轮流|联合"
)
OPEN = regex.compile(
    rf"{MORE}|[夫母父]妻|[母父][子女]|夫妇|兄弟|姐妹|[一全]家|[两俩各每]|\d|以上|[（(：:]\s?[如像有]|”“"
)
OPEN_BEHIND = regex.compile(
    rf"[^。\n]{{0,30}}?(?:{MORE})|[^。\n]*+。?\s?(?:[（(]|第[一二三四五六七八九十]|{MORE})"
)
PAIRED = regex.compile("[米面油盐肉菜蛋糖茶酒奶果饼煤炭衣被褥鞋帽袜书本笔药]{2,3}")  # 米面 are two
# A list of towns and villages is none of villages, and 县委、县政府办公室 may be one.
PLACES = frozenset("省市州盟旗县区镇乡村屯寨组")
BODIES = regex.compile(r".+(?:[局委办院所站校厂店会联部社行队馆场]|公司|中心)")
JOINT = regex.compile("[省市县区镇乡]?(?:党?委|政府).{0,3}")
# 四个小组入户：枣园、石桥、柳湾, 三个村的五个组：东组、西组、…: of others than those counted
ACT = regex.compile("[走入进赴到去访查的两三四五六七八九十]")
UNITS = (
    "个",
    "项",
    "类",
    "种",
    "家",
    "所",
    "条",
    "座",
    "大",
    "块",
    "件",
    "处",
    "样",
    "支",
    "档",
    "门",
)
KINDS = ("种", "类", "样", "项", "大")
KIND = regex.compile(
    r"\p{Han}{0,2}(?:节日|部门|单位|行业|领域|方面|环节|渠道|项目|科室|班组|群体|系统|集体)"
)
PARTIES = ("户", "名", "位", "人")  # a household is named by several of its members
REACH = 160  # code points of a list
ONE = 3  # characters of a thing that is surely one
FEWEST = 3  # items that are seen to be formed alike


class Listed(NamedTuple):
    """The items of a list, where it stands, and whether it is told of as the whole of them."""

    items: list[str]
    span: Span
    is_told: bool  # of the things that the number counts
    is_whole: bool

    @property
    def most(self) -> int:
        """How many items there are if each 和 joins two."""
        return len(self.items) + sum(len(CONJUNCTION.findall(item)) for item in self.items)


def find_whole_lists(count: Figure, stated: int, text: str) -> Iterator[Relation]:
    """Yield the list that a number counts, or one that is to be and has another length."""
    if unit_of(count) not in (*UNITS, *PARTIES) or not count.is_exact:
        return
    read = [listed for listed in (_behind(count, text), _before(count, text)) if listed]
    for listed in read:
        if len(listed.items) <= stated <= listed.most and listed.most > 1:
            yield items_counted(count, stated, listed.span)
            return
    told = (listed for listed in read if listed.is_told and unit_of(count) in UNITS)
    for listed in told:
        fewest, most = len(listed.items), listed.most
        items = fewest if stated < fewest else most
        if most >= FEWEST and _are_alike(listed.items, count, is_short=items < stated):
            is_near = abs(items - stated) == 1 and (items > stated or listed.is_whole)
            yield items_counted(count, items, listed.span, closed=is_near)
            return


def _behind(count: Figure, text: str) -> Listed | None:
    found = BEHIND.match(text, count.end, min(len(text), count.end + REACH))
    if found is None or (found["bracket"] and found["end"] not in ("）", ")")):
        return None
    items, said, noun = found["items"].split("、"), found["noun"], noun_of(count)
    ends = {item[-1] for item in items}
    is_of_noun = said == noun or (not noun and len(said) <= ONE)
    is_of_noun = is_of_noun and not ends & PLACES
    is_told = (ends <= set(noun[-2:] + said[-2:]) or is_of_noun) and not ACT.search(said)
    # 四家爱心企业参与，即宏远纺织厂、顺达物流公司
    are_bodies = count.series == "place" and all(map(BODIES.fullmatch, items))
    is_told = is_told or bool(found["pointed"] and are_bodies)
    is_open = OPEN.search(count.lead + text[count.end : found.end("items")])
    is_told = is_told and not (is_open or OPEN_BEHIND.match(text, found.end("items")))
    return Listed(items, Span(*found.span("items")), is_told, found["end"] not in ("，", ","))


def _before(count: Figure, text: str) -> Listed | None:
    """Return the list that begins the sentence of a number and ends at it."""
    lead = LEADS.match(text, count.sentence_start, count.start)
    start = lead.end() if lead else count.sentence_start
    is_pointed = count.lead.endswith("这")
    items = text[start : count.start - is_pointed].split("、")
    if len(items) == 1 or not all(ITEM.fullmatch(item) for item in items):
        return None
    ends, noun = {item[-1] for item in items}, text[count.end : count.end + ONE]
    # 红星村、红旗村、红光村两个党支部: not the villages are counted.
    is_kind = unit_of(count) in KINDS or KIND.match(text, count.end) or PLACES & set(noun)
    is_told = is_pointed or ends <= set(noun) or bool(is_kind and not ends & PLACES)
    is_open = OPEN.search(text, start, count.end) is not None
    if is_open or not (is_told or len(items) >= FEWEST):
        return None
    is_told = is_told and not OPEN_BEHIND.match(text, count.end)
    return Listed(items, Span(start, count.start - is_pointed), is_told, is_whole=True)


def _are_alike(items: Sequence[str], count: Figure, *, is_short: bool) -> bool:
    """Whether each item is surely one thing; in a list that ``is_short`` none may be two."""
    plain = [regex.sub(r"[（(].*", "", item) for item in items]
    ends, lengths = {item[-1] for item in plain}, {len(item) for item in plain}
    if 1 in lengths or (len(ends) > 1 and ends & PLACES) or any(map(JOINT.fullmatch, plain)):
        return False
    if is_short and any(map(PAIRED.fullmatch, plain)):
        return False
    are_bodies = count.series == "place" and all(map(BODIES.fullmatch, plain))
    is_one_form = 1 in (len(ends), len({item[0] for item in plain}), len(lengths))
    return is_one_form or are_bodies or max(lengths) <= ONE
