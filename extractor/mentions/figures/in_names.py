"""Names that end in a numeral and a unit, and count nothing: 63岁的⟦龚四毛⟧,  ⟦王六斤⟧上山砍柴.

A surname that is no word stands before the numeral, and before it what says that someone is named, or a
mark where what follows is done by persons: 白糖两斤, 米五斤 and 共收王六斤 are measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.mentions.names.tables import is_firm_surname
from extractor.model import Mention, Value
from extractor.offsets import Span

_FIGURE = "[一二两三四五六七八九十][毛斤两角]"
_TRACE = re.compile(_FIGURE)
_NAME = rf"(?P<name>\p{{Han}}{_FIGURE})"
_DOES = "(?:上山|下地|在外|外出|家[里的中住失着]|领到|收到|拿到|接过|因[病伤残]|患|老人|大[爷妈娘叔]|夫妇|夫妻|摔|住院|说)"
_IN_NAMES = regex.compile(
    rf"(?:(?<=岁的|名叫|[村居社]民|职工|工人|[保困难]户|[会队人学]员|老人|孤儿|学生){_NAME}(?=[,，。;；、]|{_DOES})"
    rf"|(?:(?<=[,，。;；:：\n“”])|\A){_NAME}(?={_DOES}))"
)


def names_with_figures(text: str) -> Iterator[Span]:
    """Yield the names that end in a numeral and a unit."""
    if not _TRACE.search(text):
        return
    for match in _IN_NAMES.finditer(text):
        if is_firm_surname(match["name"][0]):
            yield Span(*match.span("name"))


def outside_names(figures: Sequence[Mention[Value]], text: str) -> list[Mention[Value]]:
    """Return the figures that are no part of a name."""
    named = {at for span in names_with_figures(text) for at in range(span.start, span.end)}
    return [f for f in figures if f.span.start not in named]
