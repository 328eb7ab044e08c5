"""What a year left over, by the report of the year after; and growth that names no year before."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.reading import read_texts

NAME = "{place}县{year}年预算执行情况和{after}年预算草案的报告\n"
PRELIMINARY = "上述数据为快报数，待年度财政决算后再报告。"

LEFT_OVER = [
    # what the first year's report says it left, what the second says came over, what that is
    ("年终结转234万元", "上年结转收入234万元", ("holds", "holds")),
    ("年终结转234,558万元", "上年结转收入223,595万元", ("cannot_tell", "restated")),
    ("年末滚存结余234万元", "上年结余收入234万元", ("holds", "holds")),
    ("滚存结转234万元", "上年结转收入251万元", ("cannot_tell", "restated")),
]


GROWN = [
    # what the second report says of a figure that was 9,800万元, and what comes of it
    ("6,000万元，比上年增长20%", [("cannot_tell", "restated")]),
    ("6,000万元，增长20%", [("cannot_tell", "restated")]),
    ("3,000万元，比上年增长20%", [("cannot_tell", "restated")]),
    ("3,000万元，增长20%", []),  # of 2,500: nothing says that it was the same figure
]


PLACES = "清渚", "云岭", "石漾", "柳澄", "南棠", "安汀", "柏川", "平墨"
CASES = [
    *(
        (
            f"全县一般公共预算收入完成5,120万元。收支相抵，{left}。",
            f"全县一般公共预算收入完成6,230万元，加上{came}，收入总计9,876万元。",
            [told],
        )
        for left, came, told in LEFT_OVER
    ),
    *(
        ("全县一般公共预算支出完成9,800万元。", f"全县一般公共预算支出完成{grown}。", told)
        for grown, told in GROWN
    ),
]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Return the comparisons of all cases, read in one run: each is of a place of its own."""
    texts = {}
    for place, (first, second, _) in zip(PLACES, CASES, strict=True):
        for year, text in ((2018, first), (2019, second)):
            heading = NAME.format(place=place, year=year, after=year + 1)
            body = f"一、{year}年预算执行情况\n{text}\n{PRELIMINARY}"
            texts[f"{place}{year}.txt"] = heading + body
    with read_texts(tmp_path_factory.mktemp("left-over"), texts) as results:
        return results.comparisons


@pytest.mark.parametrize("nth", range(len(CASES)))
def test_what_a_year_left_over_comes_back_and_growth_is_held_against_it(
    nth: int, compared: pd.DataFrame
) -> None:
    _, _, told = CASES[nth]
    found = compared[compared.body == f"{PLACES[nth]}县"]
    assert [(row.verdict, row.reason) for row in found.itertuples()] == told
