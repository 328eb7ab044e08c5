"""The names that are entries of lists and tables, and what those say of them.

    捐款公示⏎一、企业⏎⟦海田五金厂⟧ 12000元⏎⟦石蓬竹制品合作社⟧ 10000元⏎小计 22000元⏎二、个人⏎⟦丁来顺⟧ 300元
    出钱较多的会员:⟦瑞丰茶业⟧12万元,⟦海昌石材⟧10万元,会长某某个人6万元
    现将捐款拨付情况公告如下:⏎1、⟦鹿角镇⟧180万元,用于…;⏎2、⟦青螺乡⟧145万元,用于…
    姓名 | 单位 | 金额⏎⟦仉光明⟧ | 铸造车间 | 800元⏎⟦李十月⟧ | 机修车间 | 600元

All entries of a list are of a kind: where it is said to be of bodies, or half of them are seen to be
names, the others are as well, whatever they are called.  A name is never read in part there.  A
donor who is none is worse than a missed one, so what may be no name is none (``kinds``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace

import regex

from extractor.mentions.columns import columns_of, is_of_persons, said_of_body, said_of_person
from extractor.mentions.entries.fields import Field, lists_of, said_of, with_givers
from extractor.mentions.entries.kinds import (
    SUMS,
    is_kind_of_people,
    is_no_one,
    is_titled,
    kind_of,
    kind_of_unknown,
)
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.organisations.names import ends_as_body, gives_itself
from extractor.model import Count, CountKind, Mention, Money, PartyKind, PartyRole, Value
from extractor.offsets import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A name that is an entry of a list, and what the list says of it."""

    span: Span
    kind: PartyKind
    role: PartyRole


def find_entries(
    shapes: Shapes, figures: Sequence[Mention[Value]], bodies: Collection[Span]
) -> list[Entry]:
    """Return the names that are entries of lists of those who give, or to whom something is sent.

    In a field that holds one of the ``bodies`` no more than that one is named.
    """
    things = [f.span for f in figures if _is_goods(f.value)]
    goods = list(with_givers(shapes.text, things))
    amounts = sorted([*goods, *(f.span for f in figures if isinstance(f.value, Money))])
    goods_at = {span.start for span in goods}
    known = {at for span in bodies for at in range(span.start, span.end)}
    found: list[Entry] = []
    for fields in lists_of(shapes.text, amounts):
        role = said_of(shapes.text, fields)
        if role is not None:
            found += _entries(shapes, _cut(shapes, fields, role, goods_at), role, known)
    return [*found, *_in_columns(shapes, known)]


def _is_goods(value: Value) -> bool:
    if not isinstance(value, Count):
        return False
    return value.kind in (CountKind.ITEM, CountKind.WEIGHT) or value.unit == "个"


# --- lists ---------------------------------------------------------------------------------------

_OF_BODIES = regex.compile(r"(?:单位|企业|公司|商家|商户|会员|机构|团体)[^,，。;；\n]{0,4}[:：]?\Z")
_FEWEST = 2  # entries of a list within a sentence


def _entries(
    shapes: Shapes, fields: Sequence[Field], role: PartyRole, known: Set[int]
) -> list[Entry]:
    """Return the names among the fields, if they are so many that the list is one of names.

    ``known`` are the places of the bodies that other words tell of.
    """
    asked = [f.who for f in fields if not _is_none(f.who.slice(shapes.text))]
    is_of_bodies = _is_of_bodies(shapes.text, asked)
    if len(fields) < _FEWEST and not (fields[0].is_row or is_of_bodies):
        return []
    others = [who for who in asked if known.isdisjoint(range(who.start, who.end))]
    kinds = {who: kind_of(shapes, who, role) for who in others}
    seen = sum(kinds.get(who) is not None or is_titled(shapes, who) for who in others)
    named = seen + len(asked) - len(others)
    if (not named or 2 * named < len(asked)) and not is_of_bodies:
        return []
    if role is PartyRole.DONOR:
        kinds = {who: kind or kind_of_unknown(shapes, who) for who, kind in kinds.items()}
    is_row = {f.who for f in fields if f.is_row and role is not PartyRole.SOURCE}
    gives = {f.who for f in fields if f.gives}
    return [
        Entry(who, kind, _role_of(who, shapes.text, role, gives=who in gives))
        for who, kind in kinds.items()
        if kind is PartyKind.ORGANISATION or (kind is not None and who in is_row)
    ]


def _role_of(who: Span, text: str, role: PartyRole, *, gives: bool) -> PartyRole:
    """Return what one of a list does: of those money came from, a firm, or who is said to give, gave it."""
    is_gift = role is PartyRole.SOURCE and (gives or gives_itself(who.slice(text)))
    return PartyRole.DONOR if is_gift else role


def _is_of_bodies(text: str, asked: Sequence[Span]) -> bool:
    """Tell whether what leads the list in says that it is of bodies: 出钱较多的会员:."""
    start = asked[0].start if asked else 0
    return _OF_BODIES.search(text, max(0, start - 16), start) is not None


def _cut(shapes: Shapes, fields: Sequence[Field], role: PartyRole, goods: Set[int]) -> list[Field]:
    """Return the fields, of those that begin with a body and tell more only the body.

    What is told is of goods, which stand at ``goods``, of money, or of what a source pays for.
    """
    return [
        replace(f, who=f.body)
        if f.body is not None and _is_body_alone(shapes, f, role, is_goods=f.end in goods)
        else f
        for f in fields
    ]


def _is_body_alone(shapes: Shapes, field: Field, role: PartyRole, *, is_goods: bool) -> bool:
    """Tell whether what a field tells behind a body is no part of its name, and nobody of its people."""
    if field.body is None or ends_as_body(field.who.slice(shapes.text)):
        return False
    told = Span(field.body.end, field.who.end)
    words = told.slice(shapes.text)
    if not is_goods and role is not PartyRole.SOURCE:
        return _MONEY.fullmatch(words) is not None
    if words.startswith("自筹"):  # it spends its own
        return False
    is_person = is_titled(shapes, told) or shapes.best(told.start) == told
    return _OWNER.match(words) is not None or not (is_person or _NICKNAME.fullmatch(words))


_MONEY = regex.compile("现金|[善捐]款|爱心款|助学金|人民币")
_OWNER = regex.compile("老板|店主|业主")  # whose gift is the firm's
_NICKNAME = regex.compile(r"[老小阿]\p{Han}{1,2}")


# --- columns -------------------------------------------------------------------------------------

_CELL = regex.compile(r"\s*(?P<who>(?:(?!某)[\p{Han}·]){2,20}?)(?:[（(][^（()）\n]{1,12}[)）])?\s*")
_BLANK = regex.compile("同上|同前|本人|代领|未领|无|略|不详|匿名|空白")
_LONGEST_PERSON = 4


def _in_columns(shapes: Shapes, known: Set[int]) -> Iterator[Entry]:
    """Yield the names in the columns of tables that tell who stands in them."""
    for column, cells in columns_of(shapes.text):
        matches = (_CELL.fullmatch(shapes.text, cell.start, cell.end) for cell in cells)
        whos = [Span(*match.span("who")) for match in matches if match]
        whos = [who for who in whos if not _is_none(who.slice(shapes.text))]
        is_free = [who for who in whos if known.isdisjoint(range(who.start, who.end))]
        if is_of_persons(column):
            yield from _persons_in(shapes, is_free, said_of_person(shapes.text, column))
        elif (role := said_of_body(shapes.text, column)) is not None:
            yield from (Entry(who, PartyKind.ORGANISATION, role) for who in is_free)


def _is_none(name: str) -> bool:
    """Tell whether a field or a cell names nobody: 合计, 同上, 机关干部."""
    is_blank = bool(SUMS.fullmatch(name) or _BLANK.fullmatch(name))
    return is_blank or is_no_one(name) or is_kind_of_people(name)


def _persons_in(shapes: Shapes, whos: Sequence[Span], role: PartyRole | None) -> Iterator[Entry]:
    """Yield those who stand in a column of persons, and the bodies among those who give."""
    kinds = {who: kind_of(shapes, who, PartyRole.DONOR) for who in whos}
    if 2 * sum(kind is not None for kind in kinds.values()) < len(whos):
        return
    for who, kind in kinds.items():
        if kind is PartyKind.ORGANISATION and role is PartyRole.DONOR:
            yield Entry(who, kind, role)
        elif who.end - who.start <= _LONGEST_PERSON:
            yield Entry(who, PartyKind.PERSON, role or PartyRole.OTHER)
