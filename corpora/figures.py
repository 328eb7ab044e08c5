"""Figures that a generated report states, each with its value and the surface it is written as.

The report and its truth are written in one go: ``Draft.say`` puts figures into a sentence and
remembers where each one stands, ``Draft.relate`` remembers what holds between them.  Numerals are
written here, apart from the code that reads them, so that a mistake in one shows in the other.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")
APPROXIMATE = {"near": "近{}", "about": "约{}", "over": "{}余"}
WAN = 10_000
TRIES = 20
MOST_IN_WORDS = 99  # 二十三户, but 286户
STYLES = ("plain",) * 6 + ("wan",) * 8 + ("mixed",) * 3 + ("commas", "chinese")


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated figure; ``value`` is in yuan, things or per cent, or a date (EDTF) or a name."""

    type: str  # money, count, percent, date, name
    value: Decimal | str
    surface: str
    approx: str = "exact"
    unit: str | None = None
    start: int = -1  # in the clean text


@dataclass(frozen=True, slots=True)
class Relation:
    """What holds, or does not, between figures, by their place in the report's list."""

    kind: str  # sum, product, enumeration, restatement, ratio: as FORMAT.md names them
    verdict: str
    total: int
    parts: tuple[int, ...]
    computed: Decimal


@dataclass(frozen=True, slots=True)
class InjectedError:
    """A stated total that was made wrong on purpose, and how."""

    total: int
    stated: Decimal
    true: Decimal
    how: str


@dataclass(slots=True)
class Draft:
    """A report being written; ``error_at`` is which of its totals is to come out wrong."""

    chance: random.Random
    error_at: int | None = None
    style: str = "plain"  # one of STYLES: how this report writes its amounts
    text: str = ""
    figures: list[Figure] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    errors: list[InjectedError] = field(default_factory=list)
    totals: int = 0
    how: str = ""

    def money(self, value: Decimal | int, approx: str = "exact") -> Figure:
        """Return an amount as this report writes amounts."""
        value, style = Decimal(value), self.style
        if style == "mixed":
            style = self.chance.choice(["plain", "wan"])
        if style == "wan" and value >= WAN and value % 100 == 0:
            written = f"{(value / WAN).normalize():f}万元"
        elif style == "commas":
            written = f"{value:,f}元"
        elif style == "chinese" and value % 1 == 0 and approx == "exact":
            written = f"{chinese(int(value))}元"
        else:
            written = f"{value:f}元"
        return Figure("money", value, _roughly(written, approx, "元"), approx)

    def count(self, value: int, unit: str, approx: str = "exact") -> Figure:
        """Return a count with its classifier as this report writes counts."""
        in_words = self.style == "chinese" and value <= MOST_IN_WORDS and approx == "exact"
        written = "两" if in_words and value == 2 else chinese(value) if in_words else str(value)  # noqa: PLR2004
        return Figure("count", Decimal(value), _roughly(written + unit, approx, unit), approx, unit)

    def say(self, template: str, **slots: Figure | str) -> dict[str, int]:
        """Write the sentence, and return where in the list of figures each slot's figure is."""
        places = {}
        for plain, slot in re.findall(r"([^{]*)(?:\{(\w+)\})?", template):
            self.text += plain
            filling = slots[slot] if slot else ""
            if isinstance(filling, Figure):
                places[slot] = len(self.figures)
                self.figures.append(replace(filling, start=len(self.text)))
                filling = filling.surface
            self.text += filling
        return places

    def total(self, parts: list[Decimal], true: Decimal) -> Decimal:
        """Return the total to state: the true one, or a wrong one if its turn has come."""
        is_wrong = self.totals == self.error_at
        self.totals += 1
        if not is_wrong:
            return true
        forbidden = {true, *parts, *(true - part for part in parts)}
        for _ in range(TRIES):
            stated, self.how = misstated(true, self.chance)
            slack = sum(map(rounding, (*parts, true, stated)))
            if stated not in forbidden and abs(stated - true) > slack:
                return stated
        self.how = "digit-changed"
        return true + Decimal(10) ** len(str(int(true)))  # a digit too many is no rounding

    def relate(
        self, kind: str, total: int, parts: list[int], computed: Decimal, verdict: str = "holds"
    ) -> None:
        """Remember a relation; one whose stated total was made wrong is an injected error."""
        stated = self.figures[total].value
        if kind in {"sum", "product"} and verdict == "holds" and stated != computed:
            verdict = "fails"
            self.errors.append(InjectedError(total, Decimal(stated), computed, self.how))
        self.relations.append(Relation(kind, verdict, total, tuple(parts), computed))


def misstated(true: Decimal, chance: random.Random) -> tuple[Decimal, str]:
    """Return a total as a tired hand writes it: two neighbouring digits swapped, or one changed."""
    digits = list(str(int(true)))
    swaps = [i for i in range(min(len(digits) - 1, 3)) if digits[i] != digits[i + 1]]
    swaps = [i for i in swaps if digits[i + 1] != "0" or i]
    if swaps and chance.random() < 0.6:  # noqa: PLR2004
        at = chance.choice(swaps)
        digits[at], digits[at + 1] = digits[at + 1], digits[at]
        how = "digits-swapped"
    else:
        at = min(1, len(digits) - 1)
        digits[at] = str((int(digits[at]) + chance.randint(1, 8)) % 10)
        how = "digit-changed"
    return Decimal("".join(digits)) + true % 1, how


def rounding(value: Decimal) -> Decimal:
    """Return by how much an amount written as 3万 or 3.5万 may be off, if it was rounded."""
    step = next((s for s in (WAN, 1000, 100) if value % s == 0), 1) if value >= WAN else 1
    return Decimal(step) / 2


def percent(value: Decimal) -> Figure:
    """Return a share in per cent."""
    return Figure("percent", value, f"{value.normalize():f}%")


def chinese(value: int) -> str:
    """Return a whole number below 100 million in Chinese numerals.

    >>> chinese(34320), chinese(10086), chinese(15), chinese(200)
    ('三万四千三百二十', '一万零八十六', '十五', '二百')
    """
    high, low = divmod(value, WAN)
    if high:
        gap = "零" if 0 < low < 1000 else ""  # noqa: PLR2004
        return chinese(high) + "万" + gap + (_below_wan(low) if low else "")
    return _below_wan(low).removeprefix("一") if 10 <= low < 20 else _below_wan(low)  # noqa: PLR2004


def _below_wan(value: int) -> str:
    digits = str(value)
    out = "".join(
        DIGITS[int(digit)] + (PLACES[place] if digit != "0" else "")
        for digit, place in zip(digits, range(len(digits) - 1, -1, -1), strict=True)
    )
    return re.sub("零+", "零", out).rstrip("零") if value else "零"


def _roughly(surface: str, approx: str, unit: str) -> str:
    """Return 近 or 约 before the figure, or 余 before its unit: 30余万元 stays 30万余元."""
    if approx == "over":
        return surface.removesuffix(unit) + "余" + unit
    return surface if approx == "exact" else APPROXIMATE[approx].format(surface)
