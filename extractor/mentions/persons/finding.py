"""Persons named in a text: where each name stands, and the rule that found it.

A name has the shape of one (a surname of ``surnames.tsv``, then one or two characters) and
evidence beside it.  The rules, in the order in which they are believed:

    person.byline         (记者 ⟦高某某⟧)    作者:⟦周某⟧    …28床。(⟦许某某⟧)
    person.foreign        ⟦买买提·艾力⟧
    person.masked         ⟦张某⟧  ⟦李×⟧  ⟦王某某⟧
    person.put-together   牧民⟦其其格⟧  ⟦扎西多杰⟧
    person.framed         ⟦高兴⟧(女,68岁)   由⟦方舟⟧带队
    person.situated       李家庄⟦李会来⟧家房顶塌了   63岁的⟦龚四毛⟧
    person.doubled        12岁的⟦田依依⟧靠着墙
    person.bracketed      ⟦普文学⟧(压榨车间)、⟦李阿鲁⟧(退休)
    person.giving         ⟦黄金发⟧捐130万元
    person.spaced         学生⟦王 倩⟧、   ⟦王 强⟧  ⟦呼延大勇⟧  ⟦於 平⟧
    person.titled         书记⟦陈某和⟧、   困难职工⟦钱某某⟧   ⟦杨某珍⟧老人
    person.told           家住枣林街道的⟦苗新民⟧失去了左腿
    person.surname-title  ⟦杨校长⟧, where only that is known
    person.nickname       网格员⟦小耿⟧, and wherever he stands again
    person.cued           after a word that goes with a name, up to a mark: 78岁的⟦宗某某⟧、
    person.listed         between two names of a list, or beside one: A、⟦B⟧、C
    person.at-home        before a home, after the way to it: 来到⟦鲍某田⟧家中
    person.likely         the model of names (``names.model``) takes it for one, firmly or with a cue
    person.tagged         jieba calls it a name (``nr``), what stands beside it and the model agree
    person.repeated       a name found elsewhere in the text by another rule

jieba's ``nr`` alone is right half of the time: 高新区, 安康 and 金秋 are ``nr`` to it.  So it
takes a word beside it that goes with a name (``cues_after_names.tsv`` and
``cues_before_names.tsv``), or three characters between marks, and nothing after it that makes a
place or a firm of it (金秋公寓).

Where a name ends is a matter of what follows: in 书记陈启和、 the name has three characters, in
书记陈启和主任 two.  A mark, a title or a verb of saying after it counts most, then jieba's border.

Not read: a bare given name, names in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.mentions.columns import column_of, said_of_person
from extractor.mentions.entries.finding import Entry
from extractor.mentions.heads import head_above_rows, said_in_line
from extractor.mentions.names import tables
from extractor.mentions.names.bylines import NAME
from extractor.mentions.names.lists import listed_beside
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.names.surroundings import (
    PEOPLES_PLACE,
    is_founded,
    is_name_by_itself,
    is_new_name,
    is_place_or_firm,
)
from extractor.mentions.organisations.names import ends_as_body
from extractor.mentions.persons.finders import FINDERS
from extractor.mentions.persons.likely import NAME_LENGTH
from extractor.model import PartyKind, PartyRole
from extractor.offsets import Span, line_of
from extractor.rules import Shown, places_of


@dataclass(frozen=True, slots=True)
class Person:
    """A name found, and by which rule."""

    span: Span
    rule_id: str


def find_persons(shapes: Shapes, entries: Sequence[Entry] = ()) -> list[Person]:
    """Return every person named in a text, in text order, without overlaps; ``entries`` are known."""
    found = _Found({}, _places_of_bodies(entries))
    for entry in entries:
        if entry.kind is PartyKind.PERSON:
            found.add(entry.span, "person.listed")
    for finder in FINDERS:
        for span in finder.find(shapes):
            found.add(span, finder.rule_id)
    _add_listed(shapes, found)
    _add_rows(shapes, found)
    _add_repeated(shapes, found)
    _lengthen(shapes, found)
    _drop_places(shapes, found)
    return [Person(span, found.rules[span]) for span in sorted(found.rules)]


def _places_of_bodies(entries: Sequence[Entry]) -> set[int]:
    """Return the places of the bodies that lists name, in which no person is: 石蓬竹制品合作社."""
    bodies = (e.span for e in entries if e.kind is PartyKind.ORGANISATION)
    return {place for span in bodies for place in range(span.start, span.end)}


@dataclass(frozen=True, slots=True)
class _Found:
    """The names found so far, which never overlap: the first to take a place keeps it."""

    rules: dict[Span, str]
    held: set[int]

    def add(self, span: Span, rule_id: str) -> bool:
        places = range(span.start, span.end)
        if not self.held.isdisjoint(places):
            return False
        self.held.update(places)
        self.rules[span] = rule_id
        return True


# --- names known from others --------------------------------------------------------------------

KNOWN_FROM_OTHERS = (
    Shown(
        "person.listed",
        "A name beside one in a list, or that begins a row like it.",
        ("困难职工钱小满、⟦平金库⟧等。", "困难职工钱小满,食用油等。"),
    ),
    Shown(
        "person.repeated",
        "A name found elsewhere in the text by another rule.",
        ("资助困难职工周建国。这笔钱由⟦周建国⟧领取。",),
    ),
)


def shown() -> tuple[Shown, ...]:
    """Return what each rule of persons reads, with its examples."""
    return (*(Shown(f.rule_id, f.reads, f.examples) for f in FINDERS), *KNOWN_FROM_OTHERS)


def _add_listed(shapes: Shapes, found: _Found) -> None:
    """Add the names that stand in a list beside a name found, on either side, as far as it goes."""
    waiting = [span for span, rule in found.rules.items() if rule != "person.surname-title"]
    while waiting:
        beside = listed_beside(shapes, waiting.pop())
        waiting += [listed for listed in beside if found.add(listed, "person.listed")]


_ROW = re.compile(
    rf"^[ \t\u3000]{{0,20}}(?:[（(]?\d{{1,3}}(?:[)）、.．]|(?=[ \t\u3000])))?[ \t\u3000|]{{0,8}}(?P<name>{NAME})"
    r"(?=[ \t\u3000]{0,4}[:：,，、|]?[ \t\u3000]{0,2}(?:[\d男女（(]|$)"
    # 名字　某某镇　3000元, 名字　七(1)班　一等　750元
    r"|(?:[ \t\u3000]{1,4}[^\s。]{1,12}){1,8}[ \t\u3000]{1,4}\d)",
    re.MULTILINE,
)


_SUMS = ("合计", "小计", "总计", "共计", "累计", "其他", "其它", "其中")


def _add_rows(shapes: Shapes, found: _Found) -> None:
    """Add the names that begin rows of the same form, where another row begins with one found."""
    rows = [
        Span(*match.span("name"))
        for match in _ROW.finditer(shapes.text)
        if match["name"] not in _SUMS and not ends_as_body(match["name"])
    ]
    begun = {span.start for span in found.rules}.intersection(row.start for row in rows)
    if not begun:
        rows = [row for row in rows if _is_headed(shapes, row)]
    if not rows:
        return
    best = {row: shapes.best(row.start, least=3) for row in rows if row.start not in begun}
    likely = [
        row for row, span in best.items() if span == row and not is_place_or_firm(shapes, row)
    ]
    names = len(begun) + len(likely)
    is_of_names = len(begun) > 0 and names > 1 and len(rows) <= 2 * names
    for row, span in best.items():
        if (
            span != row
            and is_name_by_itself(shapes, row, is_sure=names > 1)
            and _is_all(shapes, row)
        ):
            found.add(row, "person.listed")  # 普光|有, where jieba has 普光
        elif span is not None and not is_place_or_firm(shapes, span):
            if span == row or not _is_all(shapes, row):
                found.add(span, "person.listed")
        elif is_of_names and (is_new_name(shapes, row) or _is_like_place(shapes, row)):
            found.add(row, "person.listed")


_LIKE_PLACE = regex.compile(r"\p{Han}[^家河江山水石沙][库桥室庄堡坪坝湾沟州河园站岛]")


def _is_like_place(shapes: Shapes, row: Span) -> bool:
    """Tell whether a name in a column of names ends as a place may: 赵福库, and not 李家庄."""
    text = row.slice(shapes.text)
    return _LIKE_PLACE.fullmatch(text) is not None and tables.is_firm_surname(text[0])


def _is_headed(shapes: Shapes, row: Span) -> bool:
    """Tell whether the head of the rows is of those who give or get, and a figure follows the field."""
    text = shapes.text
    is_counted = _THEN_FIGURE.match(text, row.end) is not None
    line = line_of(text, row).start
    if not is_counted or ends_as_body(row.slice(text)):
        return False
    column = column_of(text, row.start)
    said = said_of_person(text, column) if column else said_in_line(head_above_rows(text, line))
    return said in (PartyRole.DONOR, PartyRole.RECIPIENT)


_THEN_FIGURE = regex.compile(r"[ \t\u3000:：,，|]{1,8}[¥￥\d]|[¥￥\d]")


def _is_all(shapes: Shapes, row: Span) -> bool:
    """Tell whether no more than the name stands in the field, and its home or an end of a list do not."""
    return shapes.text[row.end - 1] not in "家等户"


def _lengthen(shapes: Shapes, found: _Found) -> None:
    """Give a name the character before or behind it that belongs to it as well.

    Of 穆春|来 the last, where the text has 穆春来 elsewhere; of 陈|李秀莲 the first, where it begins
    a clause: a wife may bear her husband's surname before her own.
    """
    known = {span.slice(shapes.text) for span in found.rules}
    for span, rule in list(found.rules.items()):
        longer = Span(span.start, span.end + 1)
        if longer.end > len(shapes.text) or longer.slice(shapes.text) not in known:
            is_long = span.end - span.start == NAME_LENGTH
            longer = Span(span.start - (is_long and shapes.is_wed(span.start)), span.end)
        added = {at for at in range(longer.start, longer.end) if not span.start <= at < span.end}
        if added and found.held.isdisjoint(added):
            del found.rules[span]
            found.rules[longer] = rule
            found.held.update(added)


_OF_NO_ONE = frozenset(("person.likely", "person.tagged", "person.listed", "person.repeated"))
# 分给河西、白莲、石集、联桥4个村民组: what the number counts are no persons
_COUNTED = regex.compile(
    r"(?:\p{Han}{2,6}[、和]){1,15}+\p{Han}{2,6}?等?[\d一二两三四五六七八九十]{1,3}"
    r"(?:个(?:\p{Han}{0,2}村|社区|乡|镇|县|区|街道|小组)|(?:村|社区|乡|镇|县|区|市|街道)(?![民委干支主医小书长镇]))"
)
_OF_PLACES = regex.compile(rf"[乡镇县省市区](?![里内委长])|[都晨晚日]市?报|{PEOPLES_PLACE}")


def _drop_places(shapes: Shapes, found: _Found) -> None:
    """Drop two characters that the text has as a place: 白莲, where it tells of 白莲乡 as well.

    No word introduces them anywhere, so that nothing but their look says that they are a name.
    """
    introduced = {
        span.slice(shapes.text) for span, rule in found.rules.items() if rule not in _OF_NO_ONE
    }
    short = {span.slice(shapes.text) for span in found.rules if span.end - span.start < NAME_LENGTH}
    short -= introduced
    if not short:
        return
    places = {
        name
        for span in places_of(short, shapes.text)
        for name in (span.slice(shapes.text),)
        if _OF_PLACES.match(shapes.text, span.end)
    }
    for listed in _COUNTED.finditer(shapes.text):
        inside = (s for s in found.rules if listed.start() <= s.start and s.end <= listed.end())
        places |= {span.slice(shapes.text) for span in inside} & short
    for span in [span for span in found.rules if span.slice(shapes.text) in places]:
        del found.rules[span]


def _add_repeated(shapes: Shapes, found: _Found) -> None:
    """Add the other places of the names found: one of two characters may be a part of words there."""
    known = {span.slice(shapes.text) for span in found.rules}
    for span in places_of(known, shapes.text):
        is_whole = span.end - span.start >= NAME_LENGTH or shapes.is_whole(span)
        if is_whole and not is_founded(shapes, span):
            found.add(span, "person.repeated")
