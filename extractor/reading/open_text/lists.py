"""The numbers before the paragraphs of an OpenDocument text, which are not in its words.

A list names a style, and is inside as many others as its level says; the style tells how a level is
counted (``一, 二, 三, ...``) and what stands around the number.  A list begins anew unless it says
that it goes on with another.  Headings that are in no list are numbered by the outline's style.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # the types; parsing is in markup

import regex

from extractor.reading.open_text.names import STYLE, TEXT, XML
from extractor.reading.word.numbering import Counter, Level, whole

# How a style writes its first number → the name of that way in Word's lists.
WAYS = {
    "1": "decimal",
    "01": "decimalZero",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "①": "decimalEnclosedCircle",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "１": "decimalFullWidth",
}
NUMBERED = (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style")
BULLETED = (f"{TEXT}list-level-style-bullet", f"{TEXT}list-level-style-image")
SAID = regex.compile(r"%([0-9]{1,2})%")  # a level's number in the newer way of writing
OUTLINE = ""  # the name under which the outline's style is kept


@dataclass(slots=True)
class Lists:
    """The lists of one document: their styles, and how far each has counted."""

    styles: Mapping[str, Mapping[int, Level]]
    counter: Counter = field(default_factory=Counter)
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)  # list -> the one it goes on with
    named: dict[str, str] = field(default_factory=dict)  # xml:id -> list
    last: dict[str, str] = field(default_factory=dict)  # style -> its list before
    opened: int = 0

    def __post_init__(self) -> None:
        self.counter = Counter(self.kept, self.levels)
        self._use(OUTLINE, OUTLINE)

    def open(self, element: ET.Element, around: str | None, style: str) -> str:
        """Return the name of the list that ``element`` begins, or of the one it is inside."""
        if around is not None:
            return around
        self.opened += 1
        name = str(self.opened)
        before = self.named.get(element.get(f"{TEXT}continue-list", ""))
        if element.get(f"{TEXT}continue-numbering") == "true":
            before = before or self.last.get(style)
        self._use(name, self.kept.get(before or name, name))
        self.last[style] = name
        self.named[element.get(f"{XML}id", name)] = name
        return name

    def _use(self, name: str, definition: str) -> None:
        self.kept[name] = definition

    def number(self, name: str, style: str, level: int, start: str | None = None) -> str:
        """Return what stands before the next paragraph of a list at a level, from 0."""
        kind = self.styles.get(style, {}).get(level)
        if kind is None:
            return ""
        for above in range(level + 1):
            if (of_level := self.styles[style].get(above)) is not None:
                self.levels[name, above] = of_level
        if start is not None:
            reached = self.counter.reached.setdefault(self.kept[name], {})
            reached[level] = whole(start, 1) - 1
        return self.counter.next(name, level)


def read_lists(roots: Iterable[ET.Element]) -> Lists:
    """Return the lists that the parts of a document define."""
    styles: dict[str, dict[int, Level]] = {}
    for root in roots:
        for style in (*root.iter(f"{TEXT}list-style"), *root.iter(f"{TEXT}outline-style")):
            is_outline = style.tag == f"{TEXT}outline-style"
            name = OUTLINE if is_outline else style.get(f"{STYLE}name", OUTLINE)
            styles[name] = {whole(each.get(f"{TEXT}level"), 1) - 1: _level(each) for each in style}
    return Lists(styles)


def _level(element: ET.Element) -> Level:
    if element.tag in BULLETED:
        return Level(style="bullet")
    way = element.get(f"{STYLE}num-format", "")
    if element.tag not in NUMBERED or not way:
        return Level(style="none")
    shown = max(1, whole(element.get(f"{TEXT}display-levels"), 1))
    level = whole(element.get(f"{TEXT}level"), 1)
    numbers = ".".join(f"%{n}" for n in range(max(1, level - shown + 1), level + 1))
    around = (element.get(f"{STYLE}num-prefix", ""), element.get(f"{STYLE}num-suffix", ""))
    said = next((v for name, v in element.items() if name.endswith("}num-list-format")), "")
    text = SAID.sub(r"%\1", said) or f"{around[0]}{numbers}{around[1]}"
    start = whole(element.get(f"{TEXT}start-value"), 1)
    return Level(start=start, style=WAYS.get(way.partition(",")[0].strip(), "decimal"), text=text)
