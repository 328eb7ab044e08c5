"""Persons named in a text: where each name stands, and the rule that found it.

A name has the shape of one (a surname of ``surnames.tsv``, then one or two characters) and
evidence beside it.  The rules, in the order in which they are believed:

    person.byline         (记者 ⟦高某某⟧)    作者:⟦周某⟧    …28床。(⟦许某某⟧)
    person.foreign        ⟦买买提·艾力⟧
    person.masked         ⟦张某⟧  ⟦李×⟧  ⟦王某某⟧
    person.spaced         学生⟦王 倩⟧、
    person.titled         书记⟦陈某和⟧、   困难职工⟦钱某某⟧   ⟦杨某珍⟧老人
    person.surname-title  ⟦杨校长⟧, where only that is known
    person.cued           after a word that goes with a name, up to a mark: 78岁的⟦宗某某⟧、
    person.listed         between two names of a list, or beside one: A、⟦B⟧、C
    person.likely         the model of names (``name_model``) takes it for one, firmly or with a cue
    person.tagged         jieba calls it a name (``nr``), what stands beside it and the model agree
    person.repeated       a name found elsewhere in the text by another rule

jieba's ``nr`` alone is right half of the time: 高新区, 安康 and 金秋 are ``nr`` to it.  So it
takes a word beside it that goes with a name (``cues_after_names.tsv`` and
``cues_before_names.tsv``), or three characters between marks, and nothing after it that makes a
place or a firm of it (金秋公寓).

Where a name ends is a matter of what follows: in 书记陈启和、 the name has three characters, in
书记陈启和主任 two.  A mark, a title or a verb of saying after it counts most, then jieba's border.

Not read: nicknames, a bare given name, names in Latin letters.  ``tagged_names`` is the one place
that asks the tags, so that a better tagger has one place to come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor import lexicon
from extractor.mentions import name_votes
from extractor.mentions.name_shapes import Shapes
from extractor.mentions.unplain_names import foreign_names, masked_names, spaced_names
from extractor.model import Mention, Value, Word
from extractor.offsets import Span
from extractor.rules import one_of, places_of


@dataclass(frozen=True, slots=True)
class Person:
    """A name found, and by which rule."""

    span: Span
    rule_id: str


def find_persons(
    text: str, words: Sequence[Word], figures: Sequence[Mention[Value]]
) -> list[Person]:
    """Return every person named in ``text``, in text order, without overlaps."""
    taken = frozenset(at for f in figures for at in range(f.span.start, f.span.end))
    shapes = Shapes(text, words, taken)
    found = _Found({}, set())
    for rule_id, finder in _FINDERS:
        for span in finder(shapes):
            found.add(span, rule_id)
    _add_listed(shapes, found)
    _add_rows(shapes, found)
    _add_repeated(shapes, found)
    return [Person(span, found.rules[span]) for span in sorted(found.rules)]


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


def tagged_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the stretches that the tagger calls a person and nothing beside them denies."""
    for span in shapes.tagged():
        if shapes.is_place_or_firm(span) or shapes.judge.score(span) < _DENIED:
            continue
        if shapes.has_cue(span) or shapes.is_subject(span) or shapes.stands_alone(span):
            yield span


_FIRMLY = 2.5  # natural logarithm: twelve times likelier a name than none
_DENIED = -4.0


def likely_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the stretches that the model takes for names, and nothing beside them denies."""
    last: Span | None = None
    for scored in shapes.judge.names():
        span = scored.span
        is_firm = scored.score >= _FIRMLY
        if not shapes.may_be_name(span, is_firm=is_firm) or shapes.is_place_or_firm(span):
            continue
        if is_firm or shapes.is_supported(span) or shapes.are_listed(last, span):
            yield span
            last = span
    for span in name_votes.second_opinion(shapes.text):
        if shapes.may_be_name(span, is_firm=True) and not shapes.is_place_or_firm(span):
            yield span


# --- bylines ------------------------------------------------------------------------------------

_NAME = r"[\u4e00-\u9fff]{2,4}"


@lexicon.derived
def _byline() -> regex.Pattern[str]:
    makers = [
        row["word"]
        for row in lexicon.load("titles")
        if row["role"] == "other" and row["side"] != "after"
    ]
    people = one_of(word for word in makers if word.endswith(("者", "员", "人", "编", "编辑")))
    deeds = one_of(word for word in makers if not word.endswith(("者", "员", "人", "编", "编辑")))
    return regex.compile(
        rf"(?:(?:{people})\s?[:：/]?\s?|(?:{deeds})\s?[:：/\s]\s?)"
        rf"(?P<name>{_NAME})(?:[\s、,，]{{1,2}}(?P<name>{_NAME})){{0,5}}"
    )


_SIGNED = regex.compile(
    rf"(?<![^。！？!?”\"\n\s])[(（]\s?(?P<name>{_NAME})(?:[\s、,，]{{1,2}}(?P<name>{_NAME})){{0,3}}\s?"
    rf"(?:供稿|摄影|报道|摄|文|整理|撰稿)?\s?[)）](?=\s*(?:\n|\Z))"
)
# With these a name must stand there, even if it is a common word: 作者:王万里, (于海兰 供稿).
_SURE = regex.compile(r"[:：]|通讯员|供稿|摄|撰稿|整理")
_LAST_LINE = regex.compile(rf"(?<=\n[^\n]{{0,16}}(?:\s|\n))(?P<name>{_NAME})(?=\s*\Z)")


def _bylines(shapes: Shapes) -> Iterator[Span]:
    for pattern in (_byline(), _SIGNED, _LAST_LINE):
        for match in pattern.finditer(shapes.text):
            for start in match.starts("name"):
                is_sure = _SURE.search(match[0]) is not None
                span = shapes.best(start, is_sure=is_sure)
                if span is None or shapes.is_place_or_firm(span):
                    continue
                if shapes.text[span.end : span.end + 1] not in (":", "："):  # 来源:
                    yield span


# --- titles -------------------------------------------------------------------------------------


# Kinds of recipient that no person's name follows: 困难家庭, 先进科室.
_NOT_PEOPLE = frozenset(("家庭", "单位", "困难企业", "福利机构", "先进集体", "人员", "困难家庭"))


@lexicon.derived
def title_before() -> re.Pattern[str]:
    """Return where an office or a group stands, which may be directly before a name.

    Each place has its own, though they overlap: 党委副书记, 副书记, 书记.
    """
    titles = [row["word"] for row in lexicon.load("titles") if row["side"] != "after"]
    groups = [row["word"] for row in lexicon.load("groups") if row["label"] not in _NOT_PEOPLE]
    return re.compile(f"(?=({one_of({*titles, *groups})}))")  # of re: five times as fast here


@lexicon.derived
def title_after() -> re.Pattern[str]:
    """Return the pattern of what may stand directly after a name: 同志, 校长, 老人."""
    return re.compile(
        "副?(?:"
        + one_of(row["word"] for row in lexicon.load("titles") if row["side"] != "before")
        + ")"
    )


@lexicon.derived
def _addressed() -> re.Pattern[str]:
    titles = one_of(row["word"] for row in lexicon.load("titles") if row["surname_only"])
    return re.compile(rf"(?P<surname>[\u4e00-\u9fff]|欧阳|上官|司马|诸葛)副?(?:{titles})")


def _titled(shapes: Shapes) -> Iterator[Span]:
    for match in title_before().finditer(shapes.text):
        end = match.end(1)
        colon = shapes.text[end : end + 1] in (":", "：")
        span = shapes.best(end + colon, is_titled=True)
        if span is not None:
            yield span
    for match in title_after().finditer(shapes.text):
        span = shapes.ending_at(match.start())
        if span is not None:
            yield span


_CUED = regex.compile(r"岁的|名叫|看望[了过]?|慰问[了过]?|来到|送到|资助|像")


def _cued(shapes: Shapes) -> Iterator[Span]:
    for match in _CUED.finditer(shapes.text):
        span = shapes.best(match.end(), least=5)
        if span is not None and shapes.is_firm_at(span.start) and not shapes.is_named_place(span):
            yield span


def _surname_titled(shapes: Shapes) -> Iterator[Span]:
    for match in _addressed().finditer(shapes.text):
        if shapes.is_address(match.start(), match.end("surname")):
            yield Span(*match.span())


# A list that a number sums up, or that ends at a home: A、B、C三位老师, 于某、成某、时某家.
_SUMMED = regex.compile(
    r"(?:[\u4e00-\u9fff]{2,12}[、和]){1,12}+[\u4e00-\u9fff]{2,3}?"
    r"(?=等?[\d一二两三四五六七八九十]{1,3}[位名]|等[\d一二两三四五六七八九十]{0,3}人|家[，,中里]|的家)"
)


def _summed(shapes: Shapes) -> Iterator[Span]:
    for match in _SUMMED.finditer(shapes.text):
        yield from shapes.members(Span(*match.span()))


_FINDERS = (
    ("person.byline", _bylines),
    ("person.foreign", foreign_names),
    ("person.masked", masked_names),
    ("person.spaced", spaced_names),
    ("person.titled", _titled),
    ("person.surname-title", _surname_titled),
    ("person.likely", likely_names),
    ("person.listed", _summed),
    ("person.tagged", tagged_names),
    ("person.cued", _cued),
)


# --- names known from others --------------------------------------------------------------------


def _add_listed(shapes: Shapes, found: _Found) -> None:
    """Add the names that stand in a list beside a name found, on either side, as far as it goes."""
    waiting = [span for span, rule in found.rules.items() if rule != "person.surname-title"]
    while waiting:
        beside = shapes.listed_beside(waiting.pop())
        waiting += [listed for listed in beside if found.add(listed, "person.listed")]


_ROW = regex.compile(
    rf"(?<=^[ \t\u3000]*(?:[（(]?\d{{1,3}}[)）、.．])?[ \t\u3000]*)(?P<name>{_NAME})"
    r"(?=[ \t\u3000]{0,4}[:：,，、]?[ \t\u3000]{0,2}(?:[\d男女（(]|$))",
    regex.M,
)


def _add_rows(shapes: Shapes, found: _Found) -> None:
    """Add the names that begin rows of the same form, where another row begins with one found."""
    starts = [match.start("name") for match in _ROW.finditer(shapes.text)]
    begun = {span.start for span in found.rules}
    if begun.isdisjoint(starts):
        return
    for start in starts:
        span = None if start in begun else shapes.best(start, least=3)
        if span is not None and not shapes.is_place_or_firm(span):
            found.add(span, "person.listed")


def _add_repeated(shapes: Shapes, found: _Found) -> None:
    known = {span.slice(shapes.text) for span in found.rules}
    for span in places_of(known, shapes.text):
        if shapes.is_whole(span):
            found.add(span, "person.repeated")
