"""The language of the reports: how often each word stands where, what marks a year, words in place.

Words are jieba's, with the domain dictionary.  Stop words (``data/stop_words.txt``), marks and
numbers are left out.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd
import regex

from extractor.segmenting import segment

HAN = regex.compile(r"\p{Han}")
NUMERAL_TAGS = ("m", "t")  # 三百, 2019年


def terms(reports: pd.DataFrame) -> pd.DataFrame:
    """Return how often each word stands in each report: document, report, word, count."""
    counted = [
        (row.document, row.report, word, count)
        for row in reports.itertuples(index=False)
        for word, count in sorted(_words(str(row.text)).items())
    ]
    frame = pd.DataFrame(counted, columns=["document", "report", "word", "count"])
    return frame.astype(
        {"document": "string", "report": "Int64", "word": "string", "count": "Int64"}
    )


def keyness(counted: pd.DataFrame, ours: pd.Series) -> pd.DataFrame:
    """Return which words mark the rows where ``ours`` is true against all the others.

    ``log_likelihood`` is Dunning's G² (1993) in the two-cell form of Rayson and Garside (2000):
    over 6.63 a word differs at p < 0.01; ``log_ratio`` is the binary logarithm of the ratio of
    its frequencies, positive where it is commoner in ours (Hardie 2014; 0.5 stands for none).
    """
    mask = ours.astype(bool)
    here = counted[mask].groupby("word", observed=True)["count"].sum()
    there = counted[~mask].groupby("word", observed=True)["count"].sum()
    both = pd.DataFrame({"ours": here, "others": there}).fillna(0).astype("float64")
    sizes = both.sum()
    if not sizes.all():
        return both.assign(log_likelihood=np.nan, log_ratio=np.nan).iloc[:0]
    share = (both["ours"] + both["others"]) / sizes.sum()
    likelihood = sum(_entropy(both[name], share * sizes[name]) for name in ("ours", "others"))
    ratio = (both["ours"].clip(lower=0.5) / sizes["ours"]) / (
        both["others"].clip(lower=0.5) / sizes["others"]
    )
    found = both.astype("int64").assign(log_likelihood=2 * likelihood, log_ratio=np.log2(ratio))
    order = found["log_likelihood"].mul(np.sign(found["log_ratio"]))
    return found.iloc[np.argsort(-order.to_numpy(), kind="stable")]


def concordance(reports: pd.DataFrame, word: str, *, width: int = 20) -> pd.DataFrame:
    """Return every place where ``word`` stands, with ``width`` characters to either side.

    Columns: document, report, year, organisation, start (in the report's text), left, word, right.
    """
    found = [
        (
            row.document,
            row.report,
            row.year,
            row.organisation,
            at,
            *_around(str(row.text), at, word, width),
        )
        for row in reports.itertuples(index=False)
        for at in _places(str(row.text), word)
    ]
    heads = ["document", "report", "year", "organisation", "start", "left", "word", "right"]
    return pd.DataFrame(found, columns=heads)


def _words(text: str) -> Counter[str]:
    return Counter(
        word.text
        for word in segment(text)
        if HAN.search(word.text)
        and word.tag not in NUMERAL_TAGS
        and len(word.text) > 1
        and word.text not in _stop_words()
    )


@cache
def _stop_words() -> frozenset[str]:
    text = files("extractor").joinpath("data", "stop_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def _entropy(seen: pd.Series, expected: pd.Series) -> pd.Series:
    return (seen * np.log((seen / expected).where(seen > 0, 1.0))).fillna(0.0)


def _places(text: str, word: str) -> list[int]:
    return [match.start() for match in regex.finditer(regex.escape(word), text)] if word else []


def _around(text: str, at: int, word: str, width: int) -> tuple[str, str, str]:
    end = at + len(word)
    left, right = text[max(0, at - width) : at], text[end : end + width]
    return left.replace("\n", " "), word, right.replace("\n", " ")
