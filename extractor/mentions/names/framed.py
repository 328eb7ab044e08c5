"""Names in places where the form itself says that a person stands there, even if it is a word.

    ⟦高兴⟧(女,68岁)          a sex or an age in brackets behind it
    ⟦全有才⟧,男,61岁          a sex and an age behind it
    慰问组由⟦方舟⟧带队        who leads the party

What stands there is a name by its surname alone, so that both borders must be given: a mark, a blank or
a number before it.  Titles and kinds of people stand there as well (组长(45岁), 由局长带队) and are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from extractor.mentions.names import tables
from extractor.mentions.names.shapes import PARTY_BODIES, Shapes
from extractor.mentions.names.surroundings import is_place_or_firm
from extractor.mentions.numbering import FIGURE
from extractor.offsets import Span
from extractor.segmenting import is_known

_NAME = r"(?P<name>\p{Han}{2,4})"
_BEGINS = rf"(?:(?<=[\s、,，;；。:：|])|\A|(?<=(?:\A|[。;；\n])\s?{FIGURE}))"
_IN_BRACKETS = regex.compile(
    rf"{_BEGINS}{_NAME}\s?[（(]\s?(?:(?P<told>[男女]\s?[,，、;；]?\s?(?:现?年)?\d{{1,3}}岁|[男女]\s?[,，、;；]\s?\p{{Han}}{{1,5}}族)|[男女]\s?[)）,，、;；]|(?:现?年)?\d{{1,3}}岁\s?[)）,，、;；])"
)
_BEHIND = regex.compile(
    rf"(?:(?<=(?:\A|[。;；\n])\s?(?:{FIGURE})?\s?)){_NAME}[,，、]\s?[男女]"
    r"(?=[,，、](?:\s?\p{Han}{1,5}族[,，、])?\s?(?:现?年|\d{1,3}岁|\d{4}年))"
)
_LEADS = regex.compile(
    rf"(?<![理缘自事])由{_NAME}(?:同志)?(?:亲自)?(?:带队|率队|任组长|担任组长|任队长)"
)
_ALL = ("全家", "全村", "全户", "全组")  # 全家(男3人,女2人)
_TRACE = re.compile(r"[男女岁]|带队|率队|长")


def framed_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names that stand where only a person may."""
    if not _TRACE.search(shapes.text):
        return
    for pattern in (_IN_BRACKETS, _BEHIND, _LEADS):
        for match in pattern.finditer(shapes.text):
            span = Span(*match.span("name"))
            is_half_told = pattern is _IN_BRACKETS and not match["told"]
            if _is_name(shapes, span) and not (is_half_told and _may_be_else(shapes, span)):
                yield span


def _is_name(shapes: Shapes, span: Span) -> bool:
    """Tell whether a surname begins the stretch, and it is no office and no kind of people."""
    name = span.slice(shapes.text)
    titles = tables.titles_and_kinds()
    is_body = name.endswith(PARTY_BODIES) or name in _ALL
    return shapes.is_shape(span) and not is_body and titles.isdisjoint((name, name[1:]))


def _may_be_else(shapes: Shapes, span: Span) -> bool:
    """Tell whether a word or a place may have an age behind it, or a sex: 平均(68岁), 高新区(45岁以上)."""
    return is_known(span.slice(shapes.text)) or is_place_or_firm(shapes, span)
