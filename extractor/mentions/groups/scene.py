"""What a phrase that names recipients is read from: the text with its words and figures by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.mentions.names.shapes import Shapes
from extractor.model import Count, CountKind, Mention, Money, Value
from extractor.offsets import Span
from extractor.segmenting import word_from


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, and whether it says who needs or deserves a gift (困难职工, but not 职工).

    A house that gifts are brought to (敬老院) is a group only where houses are counted, and those
    who mostly act themselves (民警) only where they are visited or given something: a number of
    them is no sign of it.
    """

    span: Span
    is_described: bool
    must_be_counted: bool
    must_be_governed: bool


class Scene:
    """A text with its words and figures by their places."""

    def __init__(self, shapes: Shapes, figures: Sequence[Mention[Value]]) -> None:
        self.text, self.words, self.taken = shapes.text, shapes.words, shapes.taken
        self.shapes = shapes  # what may be a name in the text
        counts = {f.span: f.value for f in figures if isinstance(f.value, Count)}
        counted = {s: c for s, c in counts.items() if c.kind in _PEOPLE or c.unit == "个"}
        self.counted = sorted(counted.items())
        self.count_ends = {span.end: count for span, count in counted.items()}
        self.count_starts = {span.start: count for span, count in counted.items()}
        self.goods_ends_by_start = {
            span.start: span.end for span, count in counts.items() if count.kind in _GOODS
        }
        self.money_starts = {f.span.start for f in figures if isinstance(f.value, Money)}

    def word_at(self, at: int) -> int:
        """Return the place in ``words`` of the word that covers ``at``."""
        return word_from(self.words, at + 1) - 1


_GOODS = (CountKind.ITEM, CountKind.WEIGHT)
_PEOPLE = (CountKind.PERSON, CountKind.PERSON_TIME, CountKind.HOUSEHOLD, CountKind.ORGANISATION)
