"""The numbers that Word writes before paragraphs and keeps out of their text: 一、（一）1. ①.

A paragraph names a list and a level; the list says how each level is counted and written
(``%1、``).  A level begins anew whenever a higher one goes on.  Lists that share a definition go on
counting together, unless a list says that it begins anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # the types; parsing is in markup

import regex

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACE = regex.compile(r"%([1-9])")
DIGITS = "〇一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
BULLET = "●"
CLOSED = frozenset("、.．）)】]：:。，,")
TENS, HUNDREDS, CIRCLED = 10, 100, 20
DIGITS_OF_INT = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted and written."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    is_legal: bool = False  # higher levels are written in Arabic digits


@dataclass(slots=True)
class Counter:
    """The lists of one document, and how far each has counted."""

    lists: Mapping[str, str] = field(default_factory=dict)  # number id -> definition
    levels: Mapping[tuple[str, int], Level] = field(default_factory=dict)  # by number id and level
    restarts: Mapping[tuple[str, int], int] = field(default_factory=dict)
    reached: dict[str, dict[int, int]] = field(default_factory=dict)  # definition -> level -> n
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number: str, level: int) -> str:
        """Return what stands before the next paragraph of this list and level, "" for nothing."""
        kind = self.levels.get((number, level))
        definition = self.lists.get(number)
        if kind is None or definition is None:
            return ""
        reached = self.reached.setdefault(definition, {})
        if (number, level) in self.restarts and (number, level) not in self.begun:
            reached[level] = self.restarts[number, level] - 1
        self.begun.add((number, level))
        reached[level] = reached.get(level, kind.start - 1) + 1
        for deeper in [n for n in reached if n > level]:
            del reached[deeper]
        return self._written(number, kind, reached)

    def _written(self, number: str, kind: Level, reached: Mapping[int, int]) -> str:
        if kind.style == "none":
            return ""
        if kind.style == "bullet":
            return f"{BULLET} "

        def counted(match: regex.Match[str]) -> str:
            level = int(match[1]) - 1
            of_level = self.levels.get((number, level), kind)
            style = "decimal" if kind.is_legal else of_level.style
            return write(reached.get(level, of_level.start), style)

        text = PLACE.sub(counted, kind.text)
        needs_blank = kind.suffix != "nothing" and text and text[-1] not in CLOSED
        return f"{text} " if needs_blank else text


def read_numbering(root: ET.Element | None) -> Counter:
    """Return the lists that the part numbering.xml defines."""
    if root is None:
        return Counter()
    defined = {
        abstract.get(f"{W}abstractNumId", ""): {
            whole(level.get(f"{W}ilvl")): _level(level) for level in abstract.iter(f"{W}lvl")
        }
        for abstract in root.iter(f"{W}abstractNum")
    }
    lists: dict[str, str] = {}
    levels: dict[tuple[str, int], Level] = {}
    restarts: dict[tuple[str, int], int] = {}
    for number in root.iter(f"{W}num"):
        key = number.get(f"{W}numId", "")
        definition = _value(number, "abstractNumId") or ""
        lists[key] = definition
        levels |= {(key, at): level for at, level in defined.get(definition, {}).items()}
        for override in number.iter(f"{W}lvlOverride"):
            at = whole(override.get(f"{W}ilvl"))
            if (anew := override.find(f"{W}lvl")) is not None:
                levels[key, at] = _level(anew)
            if (start := _value(override, "startOverride")) is not None:
                restarts[key, at] = whole(start, 1)
    return Counter(lists, levels, restarts)


def _level(level: ET.Element) -> Level:
    legal = level.find(f"{W}isLgl")
    return Level(
        start=whole(_value(level, "start"), 1),
        style=_value(level, "numFmt") or "decimal",
        text=_value(level, "lvlText") or "",
        suffix=_value(level, "suff") or "tab",
        is_legal=legal is not None and legal.get(f"{W}val") not in ("0", "false"),
    )


def whole(value: str | None, default: int = 0) -> int:
    """Return an attribute that should be a whole number, or ``default`` where it is none."""
    is_number = (
        value is not None and value.isascii() and value.isdigit() and len(value) <= DIGITS_OF_INT
    )
    return int(value) if value is not None and is_number else default


def _value(parent: ET.Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def write(number: int, style: str) -> str:
    """Return ``number`` as a list of this style writes it.

    >>> write(12, "chineseCounting"), write(3, "decimalEnclosedCircle"), write(27, "upperLetter")
    ('十二', '③', 'AA')
    """
    return STYLES.get(style, str)(number)


def _chinese(number: int, digits: str = DIGITS, units: str = "十百") -> str:
    """Return a number below a thousand in characters; lists do not go on further."""
    if not 0 < number < TENS * HUNDREDS:
        return str(number)
    hundreds, rest = divmod(number, HUNDREDS)
    tens, ones = divmod(rest, TENS)
    said = digits[hundreds] + units[1] if hundreds else ""
    if hundreds and not tens and ones:
        said += "零"
    if tens:
        said += (digits[tens] if tens > 1 or hundreds or digits == FORMAL else "") + units[0]
    return said + (digits[ones] if ones else "")


def _digital(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _cycle(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)


def _roman(number: int) -> str:
    said = ""
    for value, letters in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
                           (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        said += letters * (number // value)
        number %= value
    return said


def _enclosed(first: str) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= CIRCLED else str(number)


STYLES: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": lambda n: _chinese(n, FORMAL, "拾佰"),
    "japaneseLegal": lambda n: _chinese(n, FORMAL, "拾佰"),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographEnclosedCircle": lambda n: chr(0x3280 + n - 1) if 0 < n <= TENS else str(n),
    "decimalEnclosedCircle": _enclosed("①"),
    "decimalEnclosedCircleChinese": _enclosed("①"),
    "decimalEnclosedParen": _enclosed("⑴"),
    "decimalEnclosedFullstop": _enclosed("⒈"),
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: "".join(chr(ord(d) + 0xFEE0) for d in str(n)),
    "upperLetter": _cycle("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _cycle("abcdefghijklmnopqrstuvwxyz"),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}
