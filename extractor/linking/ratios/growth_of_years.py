"""Growth of one year over another of a list that has a figure for each of several years.

    2021年406.9万元，2022年437.3万元，2023年495.8万元，2023年比上年增长13.4%
    2021年、2022年、2023年分别救助126人、148人、173人，2023年较2022年增长16.9%

Each year has one figure in the sentence, so that nothing else can be meant; the growth fails where
one slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from extractor.linking.plain import is_level
from extractor.linking.ratios.change_bases import FALLS, RISES
from extractor.linking.ratios.changes import NOT_COMPARABLE, stated_shares
from extractor.linking.ratios.growth import REACHING, growth_told
from extractor.linking.relations import Relation
from extractor.model import Figure

YEAR = r"(?:19|20)[0-9]{2}"
YEARS = regex.compile(rf"(?<![0-9])({YEAR})年")
SAID = regex.compile(
    rf"[，,；;、（(]?(?:其中)?(?P<new>{YEAR})年度?(?:同比|[比较与](?:(?P<base>{YEAR})年|[上去前]一?年)度?)"
    rf"(?:相比)?[，,]?(?:(?P<rise>{RISES}|提升)|(?P<fall>{FALLS})){REACHING}"
)
FEWEST = 3  # years of a list


def find_growth_of_years(sentence: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the growth of a year of the sentence's list over another of its years."""
    for at, share in stated_shares(sentence):
        said = SAID.fullmatch(share.lead) if at >= FEWEST else None
        if said is None:
            continue
        by_year = _by_year(sentence[:at], text)
        year = int(said["new"])
        new, base = by_year.get(year), by_year.get(int(said["base"] or year - 1))
        if len(by_year) >= FEWEST and new is not None and base is not None:
            is_rise = said["rise"] is not None
            words = text[share.sentence_start : share.end] + share.tail
            is_plain = not NOT_COMPARABLE.search(words)
            yield from growth_told(new, base, share, is_rise=is_rise, is_plain=is_plain)


def _by_year(before: Sequence[Figure], text: str) -> Mapping[int, Figure]:
    """Return the figure of each year, if every figure of the last one's measure has a year."""
    plain = [f for f in before if is_level(f)]
    row = [f for f in plain if f.series == plain[-1].series]
    named = [f for f in row if YEARS.search(f.lead)]
    first = next((at for at, f in enumerate(row) if f in named), len(row))
    row = row[first:]
    if row == named and all(len(YEARS.findall(f.lead)) == 1 for f in row):
        years = [int(YEARS.findall(f.lead)[0]) for f in row]
    else:  # 2021年、2022年、2023年分别…: in the order of the years
        start = row[0].sentence_start if row else 0
        words = text[start : row[0].start] if row else ""
        years = [int(year) for year in YEARS.findall(words)] if "分别" in words else []
    is_each = len(years) == len(row) == len(set(years))
    return dict(zip(years, row, strict=True)) if is_each else {}
