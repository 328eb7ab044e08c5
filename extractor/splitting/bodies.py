"""The body whose report a text is, as the text names it first.

    叙南县总工会为一线环卫工人送清凉       叙南县总工会, at the head of the title
    近日,涞阳市总工会党组书记带队          涞阳市总工会, at the head of a clause
    记者从云蒙县总工会获悉                 云蒙县总工会, after 从

A name is Chinese characters that end as the names of bodies do (``data/lexicon/bodies.tsv``).  It
begins where a clause begins; a word that stands before it there (按照市总工会的通知) makes it
another's, so such a clause is passed over.  A kind of body (公司工会, 学校) is no name.
"""

from __future__ import annotations

import regex

from extractor.lexicon import derived, load
from extractor.rules import one_of

OPENING = 220  # characters of a report in which it names its body

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
    | 关于 | 慰问 | 走访 | 响应 | 当好 | 期间
    """,
    regex.VERBOSE,
)
# 公司, 学校工会: a kind of body, no name.
UNNAMED = regex.compile(
    r"(?:集团|公司|学校|医院|社区|大中小学|中小学|基金会|残联|妇联|工会|小学|中学)+"
)
NAMED_BY_LEVEL = frozenset({"集团公司工会"})
NAME = r"[\u4e00-\u9fff_]{0,12}?"


def find_body(title: str | None, body: str) -> str | None:
    """Return the body that the title, else the opening of the text, names at a clause's head."""
    texts = [title] if title else []
    for text in (*texts, body[:OPENING]):
        for match in _pattern().finditer(text):
            name = str(match["name"])
            if not INSIDE.search(name.lstrip("_")) and _is_name(name):
                return name
    return None


def _is_name(name: str) -> bool:
    return name in NAMED_BY_LEVEL or UNNAMED.fullmatch(name) is None


@derived
def _pattern() -> regex.Pattern[str]:
    suffix = one_of(row["word"] for row in load("bodies"))
    return regex.compile(
        rf"""
        (?: ^ | (?<=[，,。：:\n”“\s日]) )
        (?: {one_of(LEADING)} )?+
        (?: 记者\d{{0,2}}日?从 )?+
        (?P<name> {NAME} (?:{suffix}) (?: (?:{suffix}) )*+ )
        (?! [网讯报生员] )
        """,
        regex.VERBOSE | regex.MULTILINE,
    )
