"""Names that are written otherwise than as two to four characters in a row.

masked    ⟦张某⟧  ⟦李×⟧  ⟦王某某⟧
foreign   ⟦买买提·艾力⟧
spaced    学生⟦王 倩⟧、⟦李 强⟧: two characters set to the width of three, in a list or after a title
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor import lexicon
from extractor.mentions import name_words
from extractor.mentions.name_shapes import Shapes
from extractor.offsets import Span
from extractor.rules import one_of

_MASKED = regex.compile(
    r"(?P<surname>[\u4e00-\u9fff])(?:某某?(?![一-龥]?[市县区镇乡村局校厂])|[×＊*]{1,2}|[Xx]{1,2}(?![A-Za-z县区市镇乡村]))"
)


def masked_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of which only the surname is told."""
    for match in _MASKED.finditer(shapes.text):
        if shapes.is_firm_surname(match["surname"]) and shapes.may_begin(match.start()):
            yield Span(*match.span())


# The characters that Uyghur, Kazakh and Tibetan names are written with.
_FOREIGN = (
    "阿艾巴买提尔古丽木拉克吐孙热合曼江力依马汗沙吾甫尼亚卡迪哈布都萨帕塔吉玉素肉孜努麦伊斯来居玛祖农库班铁"
    "达娜扎西卓嘎次仁多杰罗桑央旦增格平措丹珠顿姆才让洛毛赛海比莱加帖斯特穆拜坎茹仙再热娅苏莱曼土外地托合提不江逊卜杜里吾守依明奥丁贾帕牙夏西如孜热"
)
_DOTTED = regex.compile(rf"[{_FOREIGN}]{{1,6}}(?:[·•・][{_FOREIGN}]{{1,6}}){{1,3}}")


def foreign_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names whose parts a dot joins."""
    for match in _DOTTED.finditer(shapes.text):
        yield Span(*match.span())


@lexicon.derived
def _spaced() -> regex.Pattern[str]:
    titles = [row["word"] for row in lexicon.load("titles") if row["side"] != "after"]
    groups = [row["word"] for row in lexicon.load("groups")]
    surnames = [name for name, how in name_words.surnames().items() if how == "firm"]
    return regex.compile(
        rf"(?:(?<=[、,，:：(（\n])|(?<={one_of({*titles, *groups})})|\A)"
        rf"(?P<name>(?:{one_of(surnames)})[ \u3000]{{1,2}}[\u4e00-\u9fff])(?=[、,，。;；)）\n等]|\Z)"
    )


# What every such name holds; most texts have none, and need not be searched for surnames.
_BLANK = regex.compile(r"[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff]")


def spaced_names(shapes: Shapes) -> Iterator[Span]:
    """Yield the names of two characters with a blank between them."""
    if not _BLANK.search(shapes.text):
        return
    for match in _spaced().finditer(shapes.text):
        yield Span(*match.span("name"))
