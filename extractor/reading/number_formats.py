r"""What a cell of a workbook shows that the number in it does not say, by its format code.

    0.125 as 0.0%                      12.5%       what stands in the cell is a share
    8.4 as 0.0"万元"                    8.4万元     the unit is nowhere else
    20000 as 0!.0,"万元"                2.0万元     shown in ten thousands, its point drawn
    500 as [>=10000]0!.0,"万";0"元"     500元       a part of the code for each size of number
    2018-01-01 as yyyy"年"m"月"         2018年1月   the day is Excel's, not the writer's

A number keeps all its digits, however few are shown, and its sign; where more are shown (17.0万元)
it has noughts, since the last digit tells how finely a figure is stated.  Currency signs, colours
and blanks in a code say nothing about it; a code that draws more into its digits (000-0000) leaves
the number as it is.  The codes are those of ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

# The codes that need not be written down, 18.8.30: those that say something, for Chinese Excel.
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    17: "mmm-yy",
    27: 'yyyy"年"m"月"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    52: 'yyyy"年"m"月"',
    57: 'yyyy"年"m"月"',
}
TOKEN = regex.compile(
    r'"(?P<quoted>[^"]*+)"?+|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*+)\]'
    r"|(?P<digits>General|G/通用格式|[0#?][0#?,.]*+)|(?P<dated>[ymdhse]+)|(?P<plain>.)",
    regex.IGNORECASE | regex.DOTALL,
)
PARTS = regex.compile(r'(?:"[^"]*+"?+|[\\!_*].|\[[^\]]*+\]|[^;])*+', regex.DOTALL)
CONDITION = regex.compile(r"(?P<than><=|>=|<>|<|>|=)\s*(?P<bound>-?[0-9]+(?:\.[0-9]+)?)")
NUMBER = regex.compile(r"-?[0-9]+(?:\.[0-9]+)?")
DAY = regex.compile(r"(?P<year>[0-9]{4})-0?(?P<month>[0-9]{1,2})-[0-9]{2}")
BEHIND = regex.compile(r"[\p{Han}%％‰][\p{Han}%％‰/／·（）()]{0,19}")
BEFORE = regex.compile(r"\p{Han}{1,4}")
MOST_PARTS, LONGEST = 4, 255  # of a code; Excel takes no longer one
THOUSAND = 3  # powers of ten that a comma behind the digits takes off


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a code: for which numbers it is, and what it makes of one."""

    than: str = ""  # "" is for all that are left
    bound: Decimal = Decimal(0)
    before: str = ""
    power: int = 0  # of ten by which the number is shown
    behind: str = ""
    decimals: int = 0  # that are shown even of a whole number

    def holds(self, number: Decimal) -> bool:
        """Return whether this part is for ``number``."""
        order = (number > self.bound) - (number < self.bound)
        return not self.than or order in {
            ">": (1,), "<": (-1,), "=": (0,), ">=": (0, 1), "<=": (-1, 0), "<>": (-1, 1)
        }[self.than]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """What a code says: of a number by its parts, of a date how much of it is shown."""

    sections: tuple[Section, ...] = ()
    dated: str = ""  # "year", "month"

    @property
    def says_more(self) -> bool:
        """Whether cells show more than the number or the day in them."""
        return bool(self.dated) or any(s.before or s.power or s.behind for s in self.sections)


def shown(written: str, form: Format) -> str:
    """Return a number or a day with what its format says of it.

    >>> shown("0.125", parse("0%")), shown("-20000", parse('0!.0,"万元"'))
    ('12.5%', '-2.0万元')
    >>> shown("2018-01-01", parse('yyyy"年"m"月"')), shown("2018-01-01", parse("yyyy-mm-dd"))
    ('2018年1月', '2018-01-01')
    """
    if NUMBER.fullmatch(written) is not None:
        number = Decimal(written)
        section = next((each for each in form.sections if each.holds(number)), Section())
        return f"{section.before}{_digits(number, section)}{section.behind}"
    day = DAY.fullmatch(written) if form.dated else None
    if day is None:
        return written
    return f"{day['year']}年" + (f"{day['month']}月" if form.dated == "month" else "")


def _digits(number: Decimal, section: Section) -> str:
    """Return the number with all its digits, and noughts where the code shows more than it has."""
    scaled = number.scaleb(section.power)
    least = scaled.normalize().as_tuple().exponent
    decimals = max(section.decimals, -least if isinstance(least, int) else 0)
    return f"{scaled:.{decimals}f}"


@lru_cache(maxsize=4096)
def parse(code: str) -> Format:
    """Return what the format ``code`` says."""
    codes = [m.group() for m in PARTS.finditer(code[:LONGEST]) if m.group()][:MOST_PARTS]
    numbers = codes[: MOST_PARTS - 1]  # the fourth part is for words
    defaults = {1: ("",), 2: (">=", ""), 3: (">", "<", "")}.get(len(numbers), ())
    pairs = list(zip(numbers, defaults, strict=True))
    sections = tuple(_section(part, than, is_last=part is numbers[-1]) for part, than in pairs)
    return Format(sections, _dated(codes[0]) if codes else "")


def _section(code: str, than: str, *, is_last: bool) -> Section:
    """Return what one part of a code says; one that is not understood says nothing."""
    stated = CONDITION.fullmatch(next((b for b in _found(code, "bracket") if b[:1] in "<>="), ""))
    bound = Decimal(stated["bound"]) if stated else Decimal(0)
    than = stated["than"] if stated else "" if is_last else than
    before, digits, behind = _around(code)
    point = digits.partition("\0")[2]  # what stands behind a point that is drawn
    if not digits or "\0" in point or (point and "." in digits) or _dated(code):
        return Section(than, bound)
    commas = len(digits) - len(digits.rstrip(","))
    power = 2 * _percents(code) - THOUSAND * commas - len(point.rstrip(","))
    head, tail = BEFORE.fullmatch(before), BEHIND.fullmatch(behind)
    said = head.group() if head else "", power, tail.group() if tail else ""
    decimals = (point or digits.partition(".")[2]).count("0")
    return Section(than, bound, *said, decimals if any(said) else 0)


def _around(code: str) -> tuple[str, str, str]:
    """Return what a part writes before, as and behind the digits; a point that is drawn is NUL."""
    before, digits, behind = "", "", ""
    for token in TOKEN.finditer(code):
        said = token["quoted"] or token["escaped"] or token["plain"] or ""
        if token["digits"]:
            if behind not in ("", "."):
                return "", "", ""  # drawn into the digits
            digits += ("\0" if behind else "") + token["digits"]
            behind = ""
        elif digits:
            behind += said
        else:
            before += said
    is_bracketed = before.strip()[-1:] in ("(", "（")  # a negative number: its bracket goes
    return before.strip(), digits, behind.strip().rstrip(")）" if is_bracketed else "")


def _percents(code: str) -> int:
    """Return how many signs of a hundredth the part of a code holds outside quotes."""
    return sum(said == "%" for said in _found(code, "plain"))


def _dated(code: str) -> str:
    """Return how much of a day a code shows, where it shows less than all of it."""
    if any(_found(code, "digits")):  # 0.00E+00 is no date
        return ""
    letters = set("".join(_found(code, "dated")).lower().replace("e", "y"))
    return {"y": "year", "my": "month"}.get("".join(sorted(letters)), "")


def _found(code: str, name: str) -> Iterator[str]:
    return (token[name] for token in TOKEN.finditer(code) if token[name] is not None)
