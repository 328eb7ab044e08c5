"""Names that no title or list introduces: by the model of names, the tagger, or a word beside them.

    ⟦王小梅⟧和⟦李建军⟧一起来到现场      what the model of names is sure of
    来到⟦鲍有田⟧家中                  a name that a home follows
    “谢谢你们。”⟦赖春勤⟧激动地说        what jieba calls a name
    78岁的⟦宗安平⟧，独自生活            a word that goes with a name

``tagged_names`` is the one place that asks the tags, so that a better tagger has one place to come
in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from extractor.mentions.names import tables, votes
from extractor.mentions.names.everyday import is_common_word, is_deed
from extractor.mentions.names.lists import are_listed
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.names.surroundings import (
    has_cue,
    is_denied,
    is_named_place,
    is_place_or_firm,
    is_subject,
    is_supported,
    stands_alone,
    takes_something,
)
from extractor.offsets import Span


def tagged_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the stretches that the tagger calls a person and nothing beside them denies."""
    for span in shapes.tagged():
        is_no_person = is_place_or_firm(shapes, span) and not takes_something(shapes, span)
        if is_no_person or is_denied(shapes, span):
            continue
        if span.slice(shapes.text) in tables.never():
            continue  # 贝壳画
        if has_cue(shapes, span) or is_subject(shapes, span) or stands_alone(shapes, span):
            yield span


# What stands before a character beyond the basic plane is half a name or none: 糜谖𫄴, of bytes that
# were lost.
_CUT = re.compile("[\U00020000-\U0003ffff]")


_FIRMLY = 2.5  # natural logarithm: twelve times likelier a name than none


_SURELY = 5.0  # of what may as well be a word: 摸着衣裳说


def likely_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the stretches that the model takes for names, and nothing beside them denies."""
    last: Span | None = None
    for scored in shapes.borders.judge.names():
        span = shapes.away_from_home(scored.span)
        is_word = is_common_word(shapes.borders, span)
        is_firm = scored.score >= (_SURELY if is_word else _FIRMLY)
        if not shapes.may_be_name(span, is_firm=is_firm) or is_place_or_firm(shapes, span):
            continue
        if _CUT.match(shapes.text, span.end):
            continue
        if is_named_place(shapes, span) and not shapes.borders.is_firm_at(span.start):
            continue  # 赴西宁疗养
        if scored.score < _SURELY and is_deed(shapes.borders, span):
            continue  # 一起包汤圆
        is_named = is_firm or (not is_word and is_supported(shapes, span))
        if is_named or are_listed(shapes, last, span):
            yield span
            last = span
    for span in votes.second_opinion(shapes.text):
        if shapes.may_be_name(span, is_firm=True) and not is_place_or_firm(shapes, span):
            yield span


_CUED = regex.compile(
    r"岁的|名叫|[)）]班|看望[了过]?|慰问[了过]?|来到|送到|资助|像|住着|一[位个名]是"
)


_GOING = ("来到", "送到")  # 来到高桐乡, and 看望了石金河


def cued_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names after a word that goes with one."""
    for match in _CUED.finditer(shapes.text):
        span = shapes.best(match.end(), least=5)
        if (
            span is None
            or not shapes.borders.is_firm_at(span.start)
            or is_named_place(shapes, span)
        ):
            continue
        if match[0] not in _GOING or not is_place_or_firm(shapes, span):
            yield span


NAME_LENGTH = 3  # two characters before 家 are as often a word


_HOME = re.compile(
    r"一家(?=[人,，的靠住老共有]|[二三四五六七八\d]口)|家[中里](?![有人])|的家[中里]"
    r"|家(?=送|看望|慰问|走访|帮|探望|查看|察看|收[割稻麦])"
    r"|家(?=[失着起]火|被淹|进了?水|遭了?灾)"
    r"|家的(?=[\u4e00-\u9fff]{0,3}?(?:房|屋|院子|孩子|日子|果园|大棚|[牛羊猪鸡]))"
)


_TO_A_HOME = regex.compile(
    r"(?:[的到往了年月日天晚晨]|得知|听说|走进|看望|慰问|走访|[,，。;；\n“”])\Z"
)


def names_at_home(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of three characters that a home follows and the way to it precedes."""
    for match in _HOME.finditer(shapes.text):
        span = shapes.ending_at(match.start())
        if span is None or span.end - span.start != NAME_LENGTH:
            continue
        before = shapes.text[max(0, span.start - 2) : span.start]
        if shapes.borders.is_firm_at(span.start) and (not before or _TO_A_HOME.search(before)):
            yield span
