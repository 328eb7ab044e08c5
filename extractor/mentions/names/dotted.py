"""Names of other tongues whose parts a dot joins.

⟦买买提·艾力⟧一家   市民⟦热孜万古丽·艾合买提⟧   ⟦米吉提·沙吾提⟧表示

Both parts are of the characters that such names are written with, as far as they go; the last one ends
where something says so: ⟦艾尼·居买尔⟧来到.  A slogan with a dot (慈善·温暖) is of other characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor import lexicon
from extractor.mentions.names import elements
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.names.sounded import goes_on, may_begin
from extractor.offsets import Span

DOTS = frozenset("·•・")
_WORDS = frozenset("的说同志民村生先员者家大人参")  # what stands beside a name as often
_DOT = re.compile("[·•・]")
_SHORTEST, _LONGEST = 2, 9  # characters of a part

# The characters that Uyghur, Kazakh, Tibetan and Mongol names are written with, besides the sounds.
_FOREIGN = (
    "阿艾巴买提尔古丽木拉克吐孙热合曼江力依马汗沙吾甫尼亚卡迪哈布都萨帕塔吉玉素肉孜努麦伊斯来居玛祖农库班铁"
    "肯森兰叶波赞盖丽坦胡塞达娜扎西卓嘎次仁多杰罗桑央旦增格平措丹珠顿姆才让洛毛赛海比莱加帖特穆拜坎茹仙再娅苏莱土外地"
    "托不逊卜杜里守明奥丁贾牙夏如德山万米由那乌白满代屯启孛儿只斤包"
)


@lexicon.derived
def _foreign() -> frozenset[str]:
    """Return the characters that such names are surely written with."""
    return elements.sounds() | frozenset(_FOREIGN)


@lexicon.derived
def _wide() -> frozenset[str]:
    """Return all characters that they may be written with: 雪克来提, 司马义."""
    return _foreign().union(*elements.elements()) - _WORDS


def foreign_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names whose parts a dot joins."""
    done = 0
    for dot in _DOT.finditer(shapes.text):
        span = _around(shapes, dot.start()) if dot.start() >= done else None
        if span is not None:
            yield span
            done = span.end


def dotted_from(shapes: Shapes, start: int) -> Span | None:
    """Return the name with a dot that begins at ``start``, or ``None``."""
    dot = _DOT.search(shapes.text, start + 1, start + 1 + _LONGEST)
    span = None if dot is None else _around(shapes, dot.start())
    return span if span is not None and span.start <= start else None


def _around(shapes: Shapes, dot: int) -> Span | None:
    """Return the name with a dot there, or ``None``."""
    text = shapes.text
    start, last, end = _first_start(shapes, dot), dot, dot
    while text[end : end + 1] in DOTS and text[end + 1 : end + 2] in _wide():
        last = end + 1
        end = _run(text, last)
    if dot in (start, end):
        return None
    ended = _last_end(shapes, last, end)
    if ended is None:
        return Span(start, end) if min(dot - start, end - last) >= _SHORTEST else None  # 海尔·希望
    is_foreign = _foreign().issuperset(text[start:dot] + text[last:ended])
    if is_foreign or _has_element(text, start, dot) or _has_element(text, last, ended):
        return Span(start, ended)
    return None  # 伊利·关爱


def _first_start(shapes: Shapes, dot: int) -> int:
    """Return where the first part begins: behind a mark or a title, or with the elements and sounds before the dot."""
    text, low = shapes.text, dot
    while low > max(0, dot - _LONGEST) and text[low - 1] in _wide():
        low -= 1
    starts = range(low, dot)
    whole = [at for at in starts if elements.is_sounded(text, at, dot)]
    begins = [at for at in (*whole, *starts) if may_begin(shapes, at)]
    return next(iter((*begins, *whole)), dot)


def _has_element(text: str, start: int, end: int) -> bool:
    return any(made.end <= end for at in range(start, end) for made in elements.made_from(text, at))


def _run(text: str, start: int) -> int:
    """Return where the characters of such names end."""
    end = start
    while end < min(len(text), start + _LONGEST) and text[end] in _wide():
        end += 1
    return end


def _last_end(shapes: Shapes, start: int, end: int) -> int | None:
    """Return where the last part ends, 艾力 of 艾力|来到, or ``None`` if nothing says so."""
    ends = range(end, start, -1)
    whole = (at for at in ends if elements.is_sounded(shapes.text, start, at))
    return next((at for at in (*whole, *ends) if goes_on(shapes, at, is_whole=True)), None)
