"""The yearly indicators against figures read by eye from the government work reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import extractor
from extractor import Results

REPORTS = Path(__file__).resolve().parents[2] / "shared/corpora/government_work_reports"
pytestmark = pytest.mark.skipif(
    not REPORTS.is_dir(), reason="needs ../shared/corpora/government_work_reports, which is absent"
)

# report: last year's new urban jobs and this year's target, in ten thousands
JOBS = {
    2005: (980, 900),
    2006: (970, 900),
    2007: (1184, 900),
    2009: (1113, 900),
    2010: (1102, 900),
    2011: (1168, 900),
    2013: (1266, 900),
    2014: (1310, 1000),
    2015: (1322, 1000),
    2016: (1312, 1000),
    2017: (1314, 1100),
    2018: (1351, 1100),
    2019: (1361, 1100),
    2020: (1352, 900),
    2021: (1186, 1100),
    2022: (1269, 1100),
    2023: (1206, 1200),
    2024: (1244, 1200),
    2025: (1256, 1200),
}
# report: last year's rise of consumer prices and this year's target, in per cent
PRICES = {
    2006: (1.8, 3),
    2013: (2.6, 3.5),
    2014: (2.6, 3.5),
    2015: (2, 3),
    2017: (2, 3),
    2019: (2.1, 3),
    2020: (2.9, 3.5),
    2021: (2.5, 3),
    2022: (0.9, 3),
    2023: (2, 3),
    2024: (0.2, 3),
    2025: (0.2, 2),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    out = tmp_path_factory.mktemp("fifty")
    extractor.run([REPORTS / f"{year}.txt" for year in sorted({*JOBS, *PRICES})], out)
    with extractor.open_results(out) as opened:
        yield opened


def _table(results: Results, name: str) -> dict[int, tuple[float, float]]:
    source = results.documents.set_index("document")["source"]
    found = results.stated_after(name)
    found["report_year"] = found["document"].map(source.str.extract(r"(\d{4})\.txt$")[0])
    one_year = found[~found["covers_years"]].sort_values("mention")
    first = one_year.groupby(["report_year", "is_planned"])["stated"].first().unstack()
    years = [int(str(year)) for year in first.index]
    columns = (first[planned].astype("float64").tolist() for planned in (False, True))
    return dict(zip(years, zip(*columns, strict=True), strict=True))


def _differing(
    table: dict[int, tuple[float, float]], expected: dict[int, tuple[float, float]], unit: int
) -> dict[int, object]:
    read = {year: tuple(n / unit for n in table.get(year, (0, 0))) for year in expected}
    return {
        year: (read[year], pair)
        for year, pair in expected.items()
        if any(pd.isna(n) or round(n, 4) != m for n, m in zip(read[year], pair, strict=True))
    }


def test_new_jobs_and_their_targets(results: Results) -> None:
    assert _differing(_table(results, "城镇新增就业"), dict(JOBS), 10_000) == {}


def test_consumer_prices_and_their_targets(results: Results) -> None:
    assert _differing(_table(results, "居民消费价格"), dict(PRICES), 1) == {}
