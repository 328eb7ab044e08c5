"""Years side by side: one label's series, a panel of bodies, growth, and constant prices."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pandas as pd

from extractor.analysing.aggregating import VALUES, Counting, Measure, compare
from extractor.errors import ResultsError


def series(
    rows: pd.DataFrame, label: str | None, measure: Measure, counting: Counting
) -> pd.DataFrame:
    """Return ``measure`` by year of the facts whose group or label is ``label`` (all if ``None``).

    Every year from the first to the last has a row; one without reports is null.  ``change`` is
    the difference from the year before and ``growth`` the same in per cent, null where either
    year is.
    """
    chosen = rows if label is None else rows[_is_labelled(rows, label)]
    compared = compare(chosen[chosen["year"].notna()], ["year"], measure, counting)
    if len(compared):
        first, last = int(compared.index.min()), int(compared.index.max())
        compared = compared.reindex(pd.RangeIndex(first, last + 1, name="year"))
    value = compared["value"]
    compared["change"] = value - value.shift()
    compared["growth"] = (compared["change"] / value.shift().mask(value.shift() == 0)) * 100
    return compared


def panel(
    rows: pd.DataFrame, index: str, columns: str, measure: Measure, counting: Counting
) -> pd.DataFrame:
    """Return the values of ``measure``: a row for each ``index``, a column for each ``columns``."""
    compared = compare(rows.dropna(subset=["year"]), [index, columns], measure, counting)
    return compared["value"].unstack(columns).sort_index(axis="columns")


def constant_prices(compared: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return ``compared``, whose index holds ``year``, in yuan of the year ``base``.

    Prices are those of the national consumer price index (``data/cpi.tsv``); a year it does not
    cover is null.
    """
    if "year" not in compared.index.names:
        raise ResultsError("constant prices need the year: compare by year")
    levels = price_levels()
    if base not in levels.index:
        first, last = levels.index.min(), levels.index.max()
        remedy = "no consumer price index for {base}; the table covers {first} to {last}"
        raise ResultsError(remedy, base=base, first=first, last=last)
    years = compared.index.get_level_values("year")
    factor = (levels[base] / levels.reindex(years)).to_numpy()
    deflated = compared.copy()
    for name in VALUES:
        deflated[name] = (compared[name] * factor).astype("Float64")
    return deflated.drop(columns=["change", "growth"], errors="ignore")


@cache
def price_levels() -> pd.Series:
    """Return the price level of each year, the year before the first being 1."""
    text = files("extractor").joinpath("data", "cpi.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and line[0].isdigit()]
    yearly = pd.Series({int(year): float(index) / 100 for year, index in lines}, dtype="Float64")
    return yearly.cumprod()


def _is_labelled(rows: pd.DataFrame, label: str) -> pd.Series:
    return rows["group"].eq(label).fillna(value=False) | rows["label"].eq(label).fillna(value=False)
