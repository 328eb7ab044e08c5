"""Organisations named as recipient, donor or source; any other organisation is left alone.

Most of the organisations a report names do neither give nor get: the one that writes, the one whose
notice is carried out.  So an organisation is read only in one of these constructions, alone or as a
list, and its name is what stands between the construction's own words:

    organisation.donor      ⟦远某集团⟧出1200万元    ⟦物探队⟧捐款70150元
                            ⟦甲工会⟧、⟦乙工会⟧等两个工会…所捐款项
    organisation.source     ⟦区财政局⟧拨款5920元
    organisation.recipient  走访了⟦县消防大队⟧、⟦某派出所⟧,    到⟦自来水公司⟧等一线开展慰问
                            向⟦县福利院⟧捐赠    向⟦某县红十字会⟧汇出救灾款

What a name ends with is in ``organisations.tsv``.  A place that was on the way (来到北岭镇等地,慰问
了120名…) is no recipient, nor is a firm whose workers are (慰问某公司困难职工).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.mentions.entries.finding import Entry
from extractor.mentions.organisations.bought_for import BOUGHT_FOR
from extractor.mentions.organisations.brought import BROUGHT
from extractor.mentions.organisations.comers import COMERS
from extractor.mentions.organisations.constructions import Borders, Construction
from extractor.mentions.organisations.deeds import DEEDS
from extractor.mentions.organisations.donor_lists import DONOR_LISTS
from extractor.mentions.organisations.donors import DONORS
from extractor.mentions.organisations.names import (
    GIVES_ITSELF,
    is_no_one,
    is_of_those_in_charge,
    is_unnamed,
    members,
)
from extractor.mentions.organisations.recipients import RECIPIENTS
from extractor.mentions.organisations.sources import SOURCES
from extractor.mentions.organisations.tables import TABLES
from extractor.mentions.organisations.told import TOLD
from extractor.mentions.organisations.visits import VISITED
from extractor.model import Count, CountKind, Mention, Money, Party, PartyKind, PartyRole, Value
from extractor.offsets import Span
from extractor.rules import Shown, places_of

CONSTRUCTIONS = (
    *SOURCES,
    *DONORS,
    *DONOR_LISTS,
    *TABLES,
    *DEEDS,
    *COMERS,
    *TOLD,
    *RECIPIENTS,
    *BOUGHT_FOR,
    *BROUGHT,
    *VISITED,
)  # the first that holds a name says its role


def find_organisations(text: str, figures: Sequence[Mention[Value]]) -> list[Mention[Party]]:
    """Return the organisations that give or get something, in text order."""
    taken = {at for f in figures for at in range(f.span.start, f.span.end)}
    money = {f.span.start for f in figures if isinstance(f.value, Money) or _is_goods(f.value)}
    found: dict[Span, Construction] = {}
    borders = Borders(text)
    for construction in CONSTRUCTIONS:
        for match in construction.found_in(text, borders, money):
            for span in members(match, text):
                name = span.slice(text)
                is_part = match.groupdict().get("part") is not None
                is_got = construction.role is PartyRole.RECIPIENT and not is_part
                if (
                    (construction.role is not PartyRole.RECIPIENT and _is_for(span, text))
                    or is_unnamed(name)
                    or is_of_those_in_charge(span, text)
                    or (is_got and is_no_one(name))
                ):
                    continue
                if taken.isdisjoint(range(span.start, span.end)):
                    found.setdefault(span, construction)
    _add_heads_firms(text, found)
    return [_named(span, text, found[span].role) for span in sorted(found)]


# 为县红十字会捐款5万元: whom it is for; but 为民合作社, and 认为 or 作为 before
_FOR = regex.compile(r"(?<![\p{Han}])[为给](?!民)")


def _is_for(span: Span, text: str) -> bool:
    """Tell whether a gift is for the body, and not of it."""
    return _FOR.match(text, span.start - 1) is not None


def listed_bodies(text: str, entries: Sequence[Entry]) -> list[Mention[Party]]:
    """Return the organisations among the entries of lists."""
    return [_named(e.span, text, e.role) for e in entries if e.kind is PartyKind.ORGANISATION]


_LONG = 4  # code points of a name that is of one body wherever it stands
_ITS_HEAD = regex.compile(
    r"的?(?:(?:有关)?负责人|副?(?:董事长|总?经理|行长|会长|理事长|秘书长)|代表(?![大理队]))"
)
_GIVES_ITSELF = regex.compile(rf"{GIVES_ITSELF}\Z")


def _add_heads_firms(text: str, found: dict[Span, Construction]) -> None:
    """Add the firms and charities that gave, where their heads are told of: ⟦某公司⟧负责人表示."""
    donors = {
        name: construction
        for span, construction in found.items()
        for name in (span.slice(text),)
        if construction.role is PartyRole.DONOR
        and len(name) >= _LONG
        and _GIVES_ITSELF.search(name)
    }
    for span in places_of(donors, text):
        if _ITS_HEAD.match(text, span.end) and not _WITHIN.search(text, span.start - 1, span.start):
            found.setdefault(span, donors[span.slice(text)])


_WITHIN = regex.compile(r"(?![由在向和与及对是])\p{Han}")  # of a longer name


def _is_goods(value: Value) -> bool:
    return isinstance(value, Count) and value.kind in (CountKind.ITEM, CountKind.WEIGHT)


def _named(span: Span, text: str, role: PartyRole) -> Mention[Party]:
    name = span.slice(text)
    party = Party(name, PartyKind.ORGANISATION, role)
    return Mention(span, name, party, f"organisation.{role.value}")


IN_LISTS = (
    Shown(
        "organisation.donor",
        "A body that is an entry of a list of gifts, whatever it is called.",
        (
            "修路捐款公示\n一、企业\n⟦海田五金厂⟧ 12000元\n⟦永兴牙科⟧ 8000元\n小计 20000元",
            "出钱较多的会员:⟦瑞丰茶业⟧12万元,⟦海昌石材⟧10万元",
            "收到捐款:现金2.3万元,微信转账0.8万元",
            "捐款使用情况\n助学支出 12000元\n助医支出 3000元",
        ),
    ),
    Shown(
        "organisation.recipient",
        "A body or a place that is an entry of a list of what is handed out.",
        (
            "现将捐款拨付情况公告如下:\n1、⟦鹿角镇⟧180万元;\n2、⟦青螺乡⟧145万元;",
            "下拨补助经费:东区民政办8万元,西区民政办6万元",
        ),
    ),
)


def shown() -> tuple[Shown, ...]:
    """Return what each construction reads, with its examples."""
    return (*(Shown(c.rule_id, c.reads, c.examples) for c in CONSTRUCTIONS), *IN_LISTS)
