"""What a year left over, by the report of the year after; and growth that names no year before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import read_texts

NAME = "清渚县{year}年预算执行情况和{after}年预算草案的报告\n"
PRELIMINARY = "上述数据为快报数，待年度财政决算后再报告。"

LEFT_OVER = [
    # what the first year's report says it left, what the second says came over, what that is
    ("年终结转234万元", "上年结转收入234万元", ("holds", "holds")),
    ("年终结转234,558万元", "上年结转收入223,595万元", ("cannot_tell", "restated")),
    ("年末滚存结余234万元", "上年结余收入234万元", ("holds", "holds")),
    ("滚存结转234万元", "上年结转收入251万元", ("cannot_tell", "restated")),
]


def _told(folder: Path, first: str, second: str) -> list[tuple[str, str]]:
    texts = {
        f"{year}.txt": NAME.format(year=year, after=year + 1)
        + f"一、{year}年预算执行情况\n{text}\n{PRELIMINARY}"
        for year, text in ((2018, first), (2019, second))
    }
    with read_texts(folder, texts) as results:
        return [(str(row.verdict), str(row.reason)) for row in results.comparisons.itertuples()]


@pytest.mark.parametrize(("left", "came", "told"), LEFT_OVER)
def test_what_a_year_left_over_comes_back_the_year_after(
    left: str, came: str, told: tuple[str, str], tmp_path: Path
) -> None:
    first = f"全县一般公共预算收入完成5,120万元。收支相抵，{left}。"
    second = f"全县一般公共预算收入完成6,230万元，加上{came}，收入总计9,876万元。"
    assert _told(tmp_path, first, second) == [told]


GROWN = [
    # what the second report says of a figure that was 9,800万元, and what comes of it
    ("6,000万元，比上年增长20%", [("cannot_tell", "restated")]),
    ("6,000万元，增长20%", [("cannot_tell", "restated")]),
    ("3,000万元，比上年增长20%", [("cannot_tell", "restated")]),
    ("3,000万元，增长20%", []),  # of 2,500: nothing says that it was the same figure
]


@pytest.mark.parametrize(("grown", "told"), GROWN)
def test_growth_that_names_no_year_is_not_held_against_a_figure_far_off(
    grown: str, told: list[tuple[str, str]], tmp_path: Path
) -> None:
    first = "全县一般公共预算支出完成9,800万元。"
    assert _told(tmp_path, first, f"全县一般公共预算支出完成{grown}。") == told
