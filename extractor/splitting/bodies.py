"""The body whose report a text is, as it calls itself and as the text names it first.

    叙南县总工会为一线环卫工人送清凉       叙南县总工会, at the head of the title
    福州市统计局⏎国家统计局福州调查队      福州市统计局, a line of its own beside the title
    石漾镇2012年春节走访慰问工作总结       石漾镇, before the year or the kind of document
    近日,涞阳市总工会党组书记带队          涞阳市总工会, at the head of a clause
    记者从云蒙县总工会获悉                 云蒙县总工会, after 从
    我代表县人民政府,向大会报告工作        县人民政府
    西川区委、区政府…分赴各乡镇            西川区, a place that is at work

A name is Chinese characters that end as the names of bodies do (``data/lexicon/bodies.tsv``) or as
those of places do.  It begins where a clause begins; a word that stands before it there
(按照市总工会的通知) makes it another's, so such a clause is passed over.  A kind of body (公司工会,
学校) or of place (农村, 全县, 贫困地区) is no name.

Which error is worse: a wrong body puts a report among another's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from extractor.lexicon import derived, load
from extractor.offsets import Span, line_of
from extractor.rules import one_of

OPENING = 220  # characters of a report in which it names its body
SHORTEST = 3  # characters of a name of a place or firm

# What stands before a name at the head of a clause without belonging to it.
LEADING = (
    *(
        "近日",
        "日前",
        "当天",
        "昨天",
        "近期",
        "春节前夕",
        "节日前夕",
        "本次",
        "此次",
        "这次",
        "今年",
    ),
    *("去年", "截至目前", "目前", "同时", "记者从", "从", "由", "经", "受"),
)
# Where these stand in what looks like a name, the name is another's or none.
INSIDE = regex.compile(
    r"""
    ^(?: 并 | 按照 | 根据 | 向 | 给 | 对 | 与 | 在 | 让 | 使 | 结合 | 通过 | 感谢 | 到 | 来到 | 赴 )
    | ^(?: 我 | 本 | 各 | 全(?![省市县区]) | 其 | 该 | 这 | 那 | 上级 | 有关 | 单位 )
    | [及和的了是年月日名位户向对把将被获送给就] | (?<!义勇)为
    | 关于 | 慰问 | 走访 | 响应 | 当好 | 期间 | 感谢 | 表示 | 希望 | 祝愿
    """,
    regex.VERBOSE,
)
# 公司, 学校工会: a kind of body, no name.
UNNAMED = regex.compile(
    r"(?:集团|公司|学校|医院|社区|大中小学|中小学|基金会|残联|妇联|工会|小学|中学)+"
)
NAMED_BY_LEVEL = frozenset({"集团公司工会"})
NAME = r"[\u4e00-\u9fff_]{0,12}?"


# A line that is a body's name, or two: 福州市统计局 国家统计局福州调查队; 三明市财政局局长 邓永辉.
OF_ITSELF_ENDS = (
    "局|人民政府|委员会|办公室|厅|调查队|总工会|工会|联合会|残联|妇联"
    "|红十字会|慈善总?会|公司|集团|医院|学校|大学|学院|中学|小学|村委会|居委会|街道办事处"
)
OF_ITSELF = re.compile(
    rf"(?P<name>[\u4e00-\u9fff（）]{{2,24}}?(?:{OF_ITSELF_ENDS}))"
    r"(?:[（(]公?章[)）])?(?:(?:局长|主任|主席|会长)?\s.{2,24})?"
)
DAY = regex.compile(
    r"(?:[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})\s?年\s?[0-9一二三四五六七八九十]{1,2}\s?月(?:\s?[0-9一二三四五六七八九十]{1,3}\s?日)?"
)
SIGNED = re.compile(
    rf"(?P<name>[\u4e00-\u9fff（）]{{2,24}}?(?:{OF_ITSELF_ENDS}))(?:[（(]公?章[)）])?(?:\s+(?P<day>{DAY.pattern}))?"
)
# 二、部门慰问：市总工会慰问…；市妇联慰问…: a list tells of several.
ITEM = regex.compile(
    r"\s*[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）、.．][^：:\n]{1,20}[：:]"
)
SPACED = regex.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){3,}")
ABOVE, BELOW = 2, 4  # lines around a headline in which such a line stands
NEAR = 12  # lines in which the text of the report begins
PROSE = regex.compile(r"。|各位代表|一、")
UNIT = (
    r"(?:自治州|自治县|自治区|[省市县区州盟旗乡镇村](?!本级)|街道|社区|开发区"
    r"|公司|集团|厂|矿|农场|林场|学校|大学|学院|中学|小学|医院|幼儿园|局|所|站|队|中心|协会|商会"
    r"|委员会|村委会|居委会|政府|党委|党支部)"
)
# 云岭县 in 云岭县2019年政府工作报告, 白砚镇 in 白砚镇雪灾救助工作情况汇报.
IN_TITLE = regex.compile(
    rf"^(?:关于)?+(?:\d{{4}}年度?)?+(?P<name>[\u4e00-\u9fff]{{1,12}}?(?:{UNIT})++)"
    r"(?:(?=\d{4}年)|(?=[州市县区本级]{0,3}\d{4}年)"
    r"|(?=[^\d，。：:]{2,40}(?:总结|小结|汇报|报告|公报|情况|草案|通报)))"
)
# 西川区委、区人大…组成“送礼队”; 市中区集中开展了…; 郑州市坚持以….
AT_WORK = re.compile(
    r"(?:^|(?<=[，,。：:\n\s日]))(?P<name>[\u4e00-\u9fff]{1,6}?(?:自治州|自治县|[市县区州旗乡镇村]|街道|社区))"
    r"(?=(?:委|人大|人民政府|政府|政协)[、，,的带组领召开高]"
    r"|集中|开展|召开|组织|坚持|始终|认真|积极|深入|扎实|大力|紧紧|启动|举行|以习近平)",
    re.MULTILINE,
)
NO_PLACE = regex.compile(
    r"^(?:[全我本各该农山灾城老新旧]|乡[镇村市县区]|城[镇市乡]|社区|园区|地区|贫困|困难|受灾|县[区市乡]|市[区县]|区[县]|街道)"
    r"|[的了在是为与和及把将被向对给从]|[帮扶贫进走送创促抓做]|春节|活动|驻村|农村|乡村|建设|开展|脱贫|示范|试点|重点|先进"
    r"|工作|整治|人居|关于|领导|党和"
)
# 现将湛江市2025年预算执行情况…提请审议
REPORTED = regex.compile(
    r"(?:现将|报告|提出)(?P<name>[\u4e00-\u9fff]{1,8}?(?:自治州|自治县|[省市县区州旗乡镇村])++)(?=\d{4}年)"
)
FOR_A_BODY = regex.compile(
    r"我(?:们)?[谨]?代表(?P<name>[\u4e00-\u9fff]{0,20}?(?:国务院|政府|委员会|常委会))"
    r"[，,]?(?=[^。]{0,12}(?:大会|会议|作[^。]{0,8}报告))"
)


def find_body(
    title: str | None,
    above: Sequence[str],
    body: Sequence[str],
    end: Sequence[str] = (),
    source: str | None = None,
) -> str | None:
    """Return the body whose report it is.

    The headline's word comes first, then a line that is a body's name beside it (``above`` ends
    with the headline, ``body`` follows), then the place or firm in the headline, then the name
    that signs the last lines ``end``, above the day, then the opening.
    """
    text = "\n".join(body)
    return (
        _at_clause_head(title or "")
        or source
        or _of_itself(above, body)
        or _in_title(title or "")
        or _signed(end)
        or _at_clause_head(text[:OPENING])
        or _first_name(FOR_A_BODY, text[:OPENING])
        or _first_name(REPORTED, text[:OPENING])
        or _first_name(AT_WORK, text[:OPENING])
    )


def _at_clause_head(text: str) -> str | None:
    for match in _pattern().finditer(text):
        name = str(match["name"])
        place = Span(*match.span("name"))
        before = text[line_of(text, place).start : place.start]
        if not INSIDE.search(name.lstrip("_")) and _is_name(name) and not ITEM.match(before):
            return name
    return None


def _of_itself(above: Sequence[str], body: Sequence[str]) -> str | None:
    if not any(PROSE.search(line) for line in body[:NEAR]):  # the menu of a site
        return None
    near = (*above[-ABOVE:], *body[:BELOW])
    for written in near:
        line = written.replace(" ", "") if SPACED.fullmatch(written) else written
        match = OF_ITSELF.fullmatch(line)
        if match and not INSIDE.search(match["name"]) and _is_name(match["name"]):
            return str(match["name"])
    return None


def _signed(end: Sequence[str]) -> str | None:
    """Return the name that signs: 云谷县民政局⏎2019年12月28日, or both in one line."""
    for at, line in enumerate(end):
        match = SIGNED.fullmatch(line)
        if match is None or not (match["day"] or any(map(DAY.fullmatch, end[at + 1 :]))):
            continue
        if not INSIDE.search(match["name"]) and _is_name(match["name"]):
            return str(match["name"])
    return None


def _in_title(title: str) -> str | None:
    return _first_name(IN_TITLE, title)


def _first_name(pattern: regex.Pattern[str] | re.Pattern[str], text: str) -> str | None:
    names = (str(match["name"]) for match in pattern.finditer(text))
    return next(
        (name for name in names if len(name) >= SHORTEST and not NO_PLACE.search(name)), None
    )


def _is_name(name: str) -> bool:
    return name in NAMED_BY_LEVEL or not (UNNAMED.fullmatch(name) or name in _kinds())


@derived
def _kinds() -> frozenset[str]:
    return frozenset(row["word"] for row in load("bodies"))


@derived
def _pattern() -> re.Pattern[str]:
    suffix = one_of(row["word"] for row in load("bodies"))
    return re.compile(
        rf"""
        (?: ^ | (?<=[，,。：:\n”“\s日]) )
        (?: {one_of(LEADING)} )?+
        (?: 记者\d{{0,2}}日?从 )?+
        (?P<name> {NAME} (?:{suffix}) (?: (?:{suffix}) )*+ )
        (?! [网讯报生员] )
        """,
        re.VERBOSE | re.MULTILINE,
    )
