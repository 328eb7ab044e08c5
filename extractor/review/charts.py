"""A bar chart as numbers a template can draw: one bar a year, gaps where a year is missing.

A value comes with the least and the most it can be; both are drawn, so that a total of 近 and 余
amounts does not look as sure as one of plain figures.  What has a bound on one side only is drawn
up to that bound, hollow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 720, 240  # units of the drawing
LEFT, BOTTOM, TOP = 72, 28, 16
TICKS = 4
MOST_YEARS = 120
NARROW = 44  # units a year needs to be written in under its bar


@dataclass(frozen=True, slots=True)
class Point:
    """What is stated of one year."""

    value: float | None
    least: float | None
    most: float | None
    is_vague: bool = False
    terms: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One year of the chart, in units of the drawing."""

    year: int
    point: Point
    x: float
    width: float
    y: float
    height: float
    least: float | None
    most: float | None
    is_hollow: bool

    @property
    def middle(self) -> float:
        """Return the middle of the bar."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its bars, the lines behind them and the years that are missing."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, float], ...]  # where, and the number there
    years: tuple[tuple[float, int], ...]  # where, and the year written there
    missing: tuple[int, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = HEIGHT - BOTTOM


def chart(points: Mapping[int, Point], beside: Sequence[Mapping[int, Point]] = ()) -> Chart | None:
    """Return the chart of ``points`` by year, or nothing where no year states anything.

    It has the years and the scale of those drawn ``beside`` it, so that heights compare.
    """
    known = _known(points)
    if not known:
        return None
    every = [(year, point) for drawn in (points, *beside) for year, point in _known(drawn).items()]
    last = max(year for year, _ in every)
    first = max(min(year for year, _ in every), last - MOST_YEARS + 1)
    years = range(first, last + 1)
    top = nice(max(max(filter(None, (_height(p), p.most)), default=0.0) for _, p in every))
    step = (WIDTH - LEFT) / len(years)
    apart = max(1, -(-NARROW // max(int(step), 1)))
    bars = tuple(
        _bar(year, known[year], LEFT + step * at, step, top)
        for at, year in enumerate(years)
        if year in known
    )
    middles = ((round(LEFT + step * (year - first + 0.5), 1), year) for year in years[::apart])
    written = tuple((x, year) for x, year in middles if x <= WIDTH - NARROW / 2)
    ticks = tuple((_y(top * n / TICKS, top), top * n / TICKS) for n in range(TICKS + 1))
    missing = tuple(year for year in years if min(known) < year < max(known) and year not in known)
    return Chart(bars, ticks, written, missing)


def _known(points: Mapping[int, Point]) -> dict[int, Point]:
    return {year: point for year, point in points.items() if _height(point) is not None}


def nice(number: float) -> float:
    """Return the next number whose quarters are round: 1, 2, 4, 6, 8, 10 times a power of ten.

    >>> nice(237000.0), nice(0.0)
    (400000.0, 1.0)
    """
    if number <= 0:
        return 1.0
    power = Decimal(10) ** Decimal(repr(number)).adjusted()
    share = Decimal(repr(number)) / power
    return float(
        next(s for s in map(Decimal, ("1", "2", "4", "6", "8", "10")) if share <= s) * power
    )


def _height(point: Point) -> float | None:
    return next((n for n in (point.value, point.least, point.most) if n is not None), None)


def _bar(year: int, point: Point, left: float, step: float, top: float) -> Bar:
    value = _height(point) or 0.0
    y = _y(value, top)
    return Bar(
        year,
        point,
        round(left + step * 0.15, 1),
        round(step * 0.7, 1),
        y,
        round(HEIGHT - BOTTOM - y, 1),
        None if point.least is None else _y(point.least, top),
        None if point.most is None else _y(point.most, top),
        point.value is None,
    )


def _y(value: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * max(value, 0.0) / top, 1)
