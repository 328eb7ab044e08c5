"""What the pictures draw: the numbers of the results, with labels that can be read."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from extractor.plotting import plot_bodies, plot_distribution, plot_years
from extractor.wording import Language
from tests.reading import read_texts

GIVEN = (
    "{body}{year}年春节送温暖工作总结\n{year}年1月20日，{body}走访慰问困难职工{n}户，每户发放慰问金{each}元，"
    "共发放慰问金{total}元。"
)


def _report(body: str, year: int, n: int, each: int) -> str:
    return GIVEN.format(body=body, year=year, n=n, each=each, total=n * each)


def test_what_a_household_received_over_the_years_is_no_sum_of_years(tmp_path: Path) -> None:
    given = [("云岭县总工会", 2018, 10, 500), ("云岭县总工会", 2019, 30, 800)]
    texts = {f"{one[1]}.txt": _report(*one) for one in given}
    with read_texts(tmp_path, texts) as results:
        (drawn,) = plot_bodies(results, measure="per_household").axes
        assert [bar.get_width() for bar in drawn.patches] == [(10 * 500 + 30 * 800) / 40]
        (drawn,) = plot_bodies(results, measure="per_household", year=2019).axes
        assert [bar.get_width() for bar in drawn.patches] == [800]
        (drawn,) = plot_bodies(results, measure="households").axes
        assert [bar.get_width() for bar in drawn.patches] == [40]


def test_bodies_that_are_not_drawn_are_counted(tmp_path: Path) -> None:
    names = [a + b for a in "青白赤黑黄" for b in "山水云石林"]
    texts = {f"{name}.txt": _report(f"{name}县总工会", 2018, 10, 500) for name in names}
    with read_texts(tmp_path, texts) as results:
        (drawn,) = plot_bodies(results, language=Language.EN).axes
        assert len(drawn.patches) == 20
        assert drawn.get_title(loc="left").endswith("the first 20 of 25 bodies")


AXES = [
    # language, title, unit, the highest figure beside the axis
    (Language.ZH, "发放金额", "万元", "1,200"),
    (Language.EN, "Amount disbursed", "thousand yuan", "12,000"),
]


@pytest.mark.parametrize(("language", "title", "unit", "highest"), AXES)
def test_amounts_are_drawn_in_the_units_of_the_language(
    language: Language, title: str, unit: str, highest: str, tmp_path: Path
) -> None:
    texts = {f"{year}.txt": _report("云岭县总工会", year, 2400, 5000) for year in (2018, 2019)}
    with read_texts(tmp_path, texts) as results:
        (drawn,) = plot_years(results, language=language).axes
        drawn.figure.canvas.draw()
        assert drawn.get_title(loc="left") == title
        assert drawn.get_ylabel() == unit
        assert highest in [label.get_text() for label in drawn.get_yticklabels()]


def test_the_years_of_a_long_row_do_not_run_into_each_other(tmp_path: Path) -> None:
    texts = {f"{y}.txt": _report("云岭县总工会", y, 10, 500) for y in range(1998, 2025)}
    with read_texts(tmp_path, texts) as results:
        for figure in (plot_years(results), plot_distribution(results)):
            figure.canvas.draw()
            (drawn,) = figure.axes
            # turned labels stand apart by their height, upright ones by their width
            boxes = [label.get_window_extent() for label in drawn.get_xticklabels()]
            apart = [(b.x0 + b.x1 - a.x0 - a.x1) / 2 for a, b in pairwise(boxes)]
            (turned,) = {label.get_rotation() for label in drawn.get_xticklabels()}
            assert len(boxes) == 27
            assert min(apart) > (boxes[0].height / 2 if turned else boxes[0].width)
