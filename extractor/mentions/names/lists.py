"""Lists of names: what a list mark joins to a name, and lists whose members all may be names.

    困难职工钱小满、⟦平金库⟧等          beside a name found
    ⟦于小梅⟧、⟦成建军⟧、⟦时丽⟧家中      all may be names, and jieba calls one of them so

Where a list ends is a matter of what follows its last name: a mark, a number, a verb of many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from extractor.mentions.names import elements, tables
from extractor.mentions.names.everyday import is_everyday
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.names.surroundings import is_place, is_place_or_firm
from extractor.offsets import Span

_LIST_MARK = regex.compile(r"[、和]")
_JOINED = re.compile(r"[、和]|以及|及|，|\s(?=[\u4e00-\u9fff]{2,3}(?:[\s)）]|\Z))")
_LIST_END = regex.compile(
    r"[、和及等,，。;；\s)）(（]|[一二两三四五六七八九十\d]{1,3}[位名人户]|\Z|的?[家手]|进|分别|也|都|均|纷纷"
    r"|上门|先后|一同|一起|共同|来到|前往|深入|带队|带着|代表|陪同|参加|出席|是(?!非)|被|获|每人"
)


def listed_beside(shapes: Shapes, span: Span) -> Iterator[Span]:
    """Yield the shapes that a list mark joins to the name at ``span``."""
    after = _JOINED.match(shapes.text, span.end)
    if after is not None:
        shape = shapes.best(after.end()) or _of_elements(shapes, after.end())
        if (
            shape is not None
            and _LIST_END.match(shapes.text, shape.end)
            and not (after[0].isspace() and is_place(shapes, shape))  # 柴文静 石门镇 3000元
        ):
            yield shape
    if shapes.text[max(0, span.start - 1) : span.start] in ("、", "和"):
        for length in (4, 3, 2):
            start = span.start - 1 - length
            shape = Span(max(start, 0), span.start - 1)
            if start >= 0 and _is_listable(shapes, shape):
                yield shape
                return


def _of_elements(shapes: Shapes, start: int) -> Span | None:
    """Return the name of another tongue in a list of names: 王小梅、|诺敏|、李建军."""
    made = next((m for m in elements.made_from(shapes.text, start) if m.has_name), None)
    return None if made is None else Span(start, made.end)


def are_listed(shapes: Shapes, before: Span | None, span: Span) -> bool:
    """Tell whether a list mark joins the stretch to the name ``before``."""
    return before is not None and shapes.text[before.end : span.start] in ("、", "和", "、和")


def members(shapes: Shapes, listed: Span) -> list[Span]:
    """Return the names of a list, or none of them unless all may be names and jieba has one."""
    borders = [m.start() for m in _LIST_MARK.finditer(shapes.text, listed.start, listed.end)]
    spans = [_last_shape(shapes, listed.start, end) for end in (*borders, listed.end)]
    names = [span for span in spans if span is not None]
    is_list = len(names) == len(spans) and all(
        span.start == border + 1 for span, border in zip(names[1:], borders, strict=True)
    )
    return names if is_list and any(shapes.borders.is_tagged(span.start) for span in names) else []


# A list that a number sums up, or that ends at a home: A、B、C三位老师, 于某、成某、时某家.
_LAST = (
    r"[\u4e00-\u9fff]{2,4}?"
    r"(?=等?[\d一二两三四五六七八九十]{1,3}[位名户家]|等[\d一二两三四五六七八九十]{0,3}人|家[，,中里]|的家)"
)
_SUMMED = re.compile(rf"(?:[\u4e00-\u9fff]{{2,12}}[、和]){{1,12}}+{_LAST}")
_SUM = re.compile(f"[、和]{_LAST}")  # what every such list ends with; most texts have none


def summed(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of a list that a number sums up, or that ends at a home."""
    if not _SUM.search(shapes.text):
        return
    for match in _SUMMED.finditer(shapes.text):
        yield from members(shapes, Span(*match.span()))


def _last_shape(shapes: Shapes, low: int, end: int) -> Span | None:
    for length in (4, 3, 2):
        span = Span(max(low, end - length), end)
        name = span.slice(shapes.text)
        if shapes.borders.begins_at(span.start) and shapes.is_shape(span):
            return None if name in tables.never() else span
    return None


def _is_listable(shapes: Shapes, span: Span) -> bool:
    return (
        shapes.borders.begins_at(span.start)
        and shapes.is_shape(span)
        and not is_everyday(shapes.borders, span)
        and not is_place_or_firm(shapes, span)
    )
