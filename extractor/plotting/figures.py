"""Amounts and counts by year and body, and how what each received is spread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from extractor.plotting import drawing
from extractor.plotting.drawing import BLUE, GREY, ORANGE
from extractor.store import Results
from extractor.wording import Language, label, sentences

AMOUNTS = {Language.ZH: ("wan-yuan", 10_000), Language.EN: ("thousand-yuan", 1_000)}
MONEY = ("amount", "per_household", "per_person")
MOST_BODIES = 20
UPRIGHT = 12  # years that have room beside each other


def plot_years(
    results: Results,
    *,
    measure: str = "amount",
    label: str | None = None,
    language: Language = Language.ZH,
) -> Any:  # noqa: ANN401  # matplotlib is an extra
    """Return the picture of ``measure`` by year, of one group or label if it is given."""
    say = sentences(language)
    name, unit, scale = _measured(measure, language)
    drawn = drawing.axes(f"{label} · {name}" if label else name)
    years = results.series(label, measure)
    if years["value"].dropna().empty:
        return drawing.empty(drawn, say("no figures to draw"))
    at = [int(year) for year in years.index]
    value = _floats(years["value"]) / scale
    least = _floats(years["least"]).fillna(_floats(years["value"])) / scale
    most = _floats(years["most"]).fillna(_floats(years["value"])) / scale
    drawn.vlines(
        at, least, most, color=ORANGE, linewidth=7, alpha=0.35, label=say("possible range")
    )
    drawn.plot(at, value, color=BLUE, marker="o", linewidth=1.6, label=say("as stated"))
    is_open = (years["least"].isna() | years["most"].isna()) & years["value"].notna()
    for year, number in zip(pd.Series(at)[is_open.to_numpy()], value[is_open], strict=True):
        drawn.annotate("?", (year, number), xytext=(4, 4), textcoords="offset points", color=GREY)
    if is_open.any():
        drawn.plot([], [], " ", marker="$?$", color=GREY, label=say("one end is not known"))
    drawn.set_ylabel(unit)
    drawing.group_digits(drawn.yaxis)
    drawn.set_ylim(bottom=0)
    _mark_years(drawn, at)
    drawn.legend(frameon=False)
    return drawing.finish(drawn)


def plot_bodies(
    results: Results,
    *,
    measure: str = "amount",
    year: int | None = None,
    language: Language = Language.ZH,
) -> Any:  # noqa: ANN401  # matplotlib is an extra
    """Return the picture of the bodies with the most of ``measure``, in one year or in all.

    What a household or person received is over all years what was given by how many received it.
    """
    say = sentences(language)
    name, unit, scale = _measured(measure, language)
    compared = results.compare(["organisation", *(["year"] if year else [])], measure).reset_index()
    compared = compared[compared["organisation"].notna() & compared["value"].notna()]
    if year is not None:
        compared = compared[compared["year"] == year]
    bodies = compared.set_index("organisation").nlargest(MOST_BODIES, "value").iloc[::-1]
    shown = say("the first {n} of {all} bodies").format(n=len(bodies), all=len(compared))
    told = [name, str(year or say("all years")), *([shown] if len(bodies) < len(compared) else [])]
    drawn = drawing.axes(" · ".join(told), height=6)
    if bodies.empty:
        return drawing.empty(drawn, say("no figures to draw"))
    value = _floats(bodies["value"]) / scale
    below = (value - _floats(bodies["least"]) / scale).clip(lower=0).fillna(0)
    above = (_floats(bodies["most"]) / scale - value).clip(lower=0).fillna(0)
    drawn.barh(list(bodies.index), value, color=BLUE, xerr=[below, above], ecolor=ORANGE)
    drawn.grid(axis="x", color="#e3e5e8")
    drawn.grid(visible=False, axis="y")
    drawn.set_xlabel(unit)
    drawing.group_digits(drawn.xaxis)
    if (below + above).any():
        drawn.plot([], [], color=ORANGE, label=say("possible range"))
        drawn.legend(frameon=False, loc="lower right")
    return drawing.finish(drawn)


def plot_distribution(
    results: Results, *, per: str = "household", language: Language = Language.ZH
) -> Any:  # noqa: ANN401  # matplotlib is an extra
    """Return the picture of what each household (or person) received, a box for each year."""
    say = sentences(language)
    name, unit, _ = _measured(f"per_{per}", language)
    drawn = drawing.axes(name)
    rates = results.facts
    words = {"household": ("户",), "person": ("人", "名", "位")}[per]
    rates = rates[rates["per"].isin(words) & rates["each_amount"].notna() & rates["year"].notna()]
    if rates.empty:
        return drawing.empty(drawn, say("no figures to draw"))
    years = sorted({int(year) for year in rates["year"]})
    spread = [_floats(rates.loc[rates["year"] == year, "each_amount"]).tolist() for year in years]
    drawn.boxplot(spread, positions=years, widths=0.5, manage_ticks=False, showfliers=False)
    for year, amounts in zip(years, spread, strict=True):
        drawn.plot([year] * len(amounts), amounts, "o", color=BLUE, alpha=0.5, markersize=5)
    vague = rates[rates["each_is_vague"].fillna(value=False)]
    ends = (_floats(vague[name]) for name in ("year", "each_least", "each_most"))
    drawn.vlines(*ends, color=ORANGE, linewidth=5)
    drawn.set_ylabel(unit)
    drawing.group_digits(drawn.yaxis)
    drawn.set_ylim(bottom=0)
    _mark_years(drawn, range(years[0], years[-1] + 1))
    return drawing.finish(drawn)


def _mark_years(drawn: Any, years: Sequence[int]) -> None:  # noqa: ANN401  # matplotlib is an extra
    rotation = 45 if len(years) > UPRIGHT else 0
    drawn.set_xticks(list(years), [str(year) for year in years], rotation=rotation)


def _measured(measure: str, language: Language) -> tuple[str, str, int]:
    """Return the name of a measure, its unit, and what to divide by."""
    name = label("measure", measure, language)
    if measure == "amount":
        unit, scale = AMOUNTS[language]
        return name, label("unit", unit, language), scale
    unit = "yuan" if measure in MONEY else measure
    return name, label("unit", unit, language), 1


def _floats(numbers: pd.Series) -> pd.Series:
    return numbers.astype("float64")
