"""Figures side by side: by year, body, group or label, each counted once and with its bounds.

A sum of 近 and 余 amounts is no more exact than they are.  Every aggregate therefore comes with the
least and the most it can be (null where the words leave that side open) and says whether any of its
terms is vague.  A range (200—1000元) adds its lower end to the value.  What is missing is null,
never zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import pandas as pd

from extractor.analysing.facts import LeftOut, Level
from extractor.errors import ResultsError

COLUMNS = {"organisation": "body"}  # what a key is called among the facts
KEYS = ("year", "organisation", "group", "label", "document", "report")
VALUES = ["value", "least", "most"]
COMPARED = [*VALUES, "is_vague", "terms", "failing", "unstated"]


class Measure(StrEnum):
    """What can be compared."""

    AMOUNT = "amount"  # yuan in all
    HOUSEHOLDS = "households"
    PERSONS = "persons"
    PER_HOUSEHOLD = "per_household"  # yuan
    PER_PERSON = "per_person"  # yuan


COUNTED = {
    Measure.HOUSEHOLDS: "household",
    Measure.PERSONS: "person",
    Measure.PER_HOUSEHOLD: "household",
    Measure.PER_PERSON: "person",
}
NO_EVENT = (LeftOut.TIMING, LeftOut.REUSED)  # of this report, this year
MEANS = (Measure.PER_HOUSEHOLD, Measure.PER_PERSON)


@dataclass(frozen=True, slots=True)
class Counting:
    """Which rows are added up; ``once`` turned off lets in restated ones and parts too."""

    level: Level = Level.WHOLE
    once: bool = True

    def of(self, rows: pd.DataFrame, figure: str) -> pd.DataFrame:
        """Return the rows whose ``figure`` ("amount" or "count") is to be added up."""
        reason = rows[f"{figure}_{self.level}"]
        chosen = rows[reason.isna() if self.once else reason != LeftOut.UNSTATED]
        return chosen.assign(**_terms(chosen, figure))

    def of_means(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows a mean may take in: parts too, but nothing planned, summed or copied."""
        if not self.once:
            return rows
        count, amount = rows[f"count_{self.level}"], rows[f"amount_{self.level}"]
        elsewhere = count.isin(NO_EVENT) | amount.isin(NO_EVENT)
        twice = count.eq(LeftOut.RESTATED) & amount.eq(LeftOut.RESTATED)
        return rows[~(elsewhere | twice)]


def compare(
    rows: pd.DataFrame, by: Sequence[str], measure: Measure, counting: Counting
) -> pd.DataFrame:
    """Return ``measure`` of the facts ``rows`` for each value of the columns ``by``.

    Columns: ``value``, ``least`` and ``most`` in yuan or units, ``is_vague``, ``terms`` (how many
    figures went in), ``failing`` (how many of them stand in a check that fails) and ``unstated``
    (how many rows state no such figure).
    """
    unknown = [key for key in by if key not in KEYS]
    if unknown or not by:
        remedy = "cannot compare by {unknown}; the columns are {keys}"
        raise ResultsError(remedy, unknown=", ".join(unknown) or "-", keys=", ".join(KEYS))
    keys = [COLUMNS.get(key, key) for key in by]
    figure = "amount" if measure is Measure.AMOUNT else "count"
    is_unstated = rows[f"{figure}_whole"] == LeftOut.UNSTATED
    unstated = rows.assign(unstated=is_unstated).groupby(keys, dropna=False, observed=True)
    compared = pd.DataFrame({"unstated": unstated["unstated"].sum().astype("Int64")})
    if measure in MEANS:
        compared = compared.join(_means(counting.of_means(rows), keys, COUNTED[measure]))
    elif measure is Measure.AMOUNT:
        compared = compared.join(_sums(counting.of(rows, "amount"), keys))
    else:
        terms = counting.of(rows, "count")
        compared = compared.join(_sums(terms[terms["count_kind"] == COUNTED[measure]], keys))
    compared = compared.fillna({"terms": 0, "failing": 0})
    compared.index = compared.index.set_names(list(by))
    return compared[COMPARED].sort_index()


def _sums(terms: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    grouped = terms.groupby(keys, dropna=False, observed=True)
    sums = pd.DataFrame({name: grouped[name].agg(_sum).astype("Float64") for name in VALUES})
    return sums.assign(
        is_vague=grouped["is_vague"].any().astype("boolean"),
        terms=grouped.size().astype("Int64"),
        failing=grouped["fails"].sum().astype("Int64"),
    )


def _means(rows: pd.DataFrame, keys: list[str], kind: str) -> pd.DataFrame:
    """Return yuan per recipient, over the rows that say both how much and to how many."""
    both = rows[(rows["count_kind"] == kind) & rows["recipient_count"].gt(0)]
    both = both[both["amount"].notna() | both["each_amount"].notna()]
    both = both.drop_duplicates(["document", "report", "count_mention"])
    counts = _terms(both, "count")
    amounts = {
        name: column.fillna(_terms(both, "each")[name] * counts[name])
        for name, column in _terms(both, "amount").items()
        if name in VALUES
    }
    vague = both["count_is_vague"] | both["amount_is_vague"].fillna(both["each_is_vague"])
    fails = both["count_fails"] | both["amount_fails"]
    over = _sums(both.assign(**amounts, is_vague=vague, fails=fails), keys)
    under = _sums(both.assign(**counts), keys)
    over["value"] /= under["value"]
    over["least"], over["most"] = over["least"] / under["most"], over["most"] / under["least"]
    return over


def _terms(rows: pd.DataFrame, figure: str) -> dict[str, pd.Series]:
    least, most = rows[f"{figure}_least"], rows[f"{figure}_most"]
    stated = rows[{"count": "recipient_count", "each": "each_amount"}.get(figure, figure)]
    return {
        "value": stated.fillna(least),
        "least": least,
        "most": most,
        "is_vague": rows[f"{figure}_is_vague"],
        "fails": rows["amount_fails" if figure == "each" else f"{figure}_fails"],
    }


def _sum(numbers: pd.Series) -> float | None:
    """Return the exact sum, null where a term is open: in binary 0.1 + 0.2 is not 0.3."""
    if numbers.isna().any():
        return None
    return float(sum((Decimal(repr(float(number))) for number in numbers), Decimal(0)))
