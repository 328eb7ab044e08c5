"""The first digits of an archive's amounts beside what Benford's law expects of them.

Amounts that grew or were added up from many sources begin with 1 in 30.1 % of cases, with 9 in
4.6 % (log10(1 + 1/d)); this is a picture of how an archive's amounts are made, and never an
accusation.  Where they follow another pattern, the usual reasons are fixed rates, limits, rounding
and a narrow range of sizes, and none of them is an error.

What is counted is each amount in yuan that is stated exactly and is no rate (每户500元 is set, and
says nothing of its digits), once for each report however often the report says it.  Fewer than
``FEWEST_AMOUNTS`` of them make no picture worth looking at.
"""

from __future__ import annotations

from math import log10, sqrt

import pandas as pd

from extractor.errors import ResultsError
from extractor.model import Approx, Role

FEWEST_AMOUNTS = 300  # amounts
DIGITS = range(1, 10)
NINETEEN_OF_TWENTY = 1.96  # standard deviations to either side


def first_digits(mentions: pd.DataFrame, *, fewest: int = FEWEST_AMOUNTS) -> pd.DataFrame:
    """Return how many amounts begin with each digit: count, share, expected, least, most.

    ``least`` and ``most`` are the shares between which as many amounts drawn by chance from
    Benford's law lie nineteen times out of twenty.
    """
    amounts = _amounts(mentions)
    if len(amounts) < max(fewest, 1):
        remedy = "first digits need at least {fewest} amounts, and there are {found}"
        raise ResultsError(remedy, fewest=max(fewest, 1), found=len(amounts))
    digits = amounts.map(_first).astype("int64")
    counts = digits.value_counts().reindex(pd.Index(DIGITS, name="digit"), fill_value=0)
    expected = pd.Series({digit: log10(1 + 1 / digit) for digit in DIGITS}, dtype="float64")
    reach = (expected * (1 - expected)).map(sqrt) * NINETEEN_OF_TWENTY / sqrt(len(amounts))
    return pd.DataFrame(
        {
            "count": counts,
            "share": counts / len(amounts),
            "expected": expected,
            "least": (expected - reach).clip(lower=0.0),
            "most": expected + reach,
        }
    )


def _amounts(mentions: pd.DataFrame) -> pd.Series:
    is_counted = (
        (mentions["type"] == "money")
        & (mentions["approx"] == Approx.EXACT)
        & (mentions["currency"] == "CNY")
        & (mentions["stated"] > 0)
        & mentions["per"].isna()
        & (mentions["role"] != Role.RATE).fillna(value=True)
    )
    is_whole = ~mentions[["masked", "damaged"]].astype("boolean").fillna(value=False).any(axis=1)
    counted = mentions.loc[is_counted.fillna(value=False) & is_whole]
    return counted.drop_duplicates(["document", "report", "stated"])["stated"]


def _first(amount: float) -> str:
    """Return the first digit other than 0, as the amount is written."""
    return f"{amount:.14e}"[0]
