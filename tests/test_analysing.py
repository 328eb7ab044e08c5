"""Years and bodies side by side: each figure once, with the least and the most it can be."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import extractor
from extractor import Results, plotting
from extractor.analysing import constant_prices, keyness, price_levels
from extractor.errors import ExtractorError
from extractor.wording import Language
from tests.reading import read_texts

SCHOOL = (
    "2019年8月，青禾县教育局资助困难学生40名，发放助学金8万元。六年来共资助困难学生210名，发放助学金42万元。"
    "年底前还将发放助学金5万元。资助人数比上年增加6名，助学金比上年增加1.2万元。"
)
REPORTS = {
    "青禾县教育局2019年金秋助学总结": SCHOOL,
    "青禾县总工会2018年送温暖总结": (
        "2018年春节前夕，青禾县总工会走访慰问困难职工120户，每户发放慰问金500元，共计6万元；"
        "慰问劳动模范30名，每人发放慰问金1000元，共计3万元。以上合计发放慰问金9万元。"
    ),
    "青禾县总工会2020年送温暖总结": (
        "2020年春节前夕，青禾县总工会走访慰问困难职工150户，发放慰问金近8万元。\n"
        "慰问劳动模范20名，每人发放慰问金1000元，共计2万元。"
    ),
    "石桥区残联2020年春节慰问总结": (
        "2020年1月，石桥区残联走访慰问低保户40户，每户发放慰问金300元，共计1.5万元。"
    ),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    folder = tmp_path_factory.mktemp("archive")
    for title, body in REPORTS.items():
        (folder / f"{title}.txt").write_text(f"{title}\n{body}\n", encoding="utf-8")
    extractor.run([folder], folder / "results", jobs=1)
    with extractor.open_results(folder / "results") as opened:
        yield opened


def _cell(frame: pd.DataFrame, key: Any, column: Any = "value") -> Any:  # noqa: ANN401
    return frame.loc[key, column]


def test_a_total_and_its_parts_count_once(results: Results) -> None:
    amounts = results.compare(["organisation", "year"])
    assert _cell(amounts, ("青禾县总工会", 2018)) == 90_000
    doubled = results.compare(["organisation", "year"], once=False)
    assert _cell(doubled, ("青禾县总工会", 2018)) == 180_000


def test_sums_over_years_plans_and_differences_are_left_out(results: Results) -> None:
    assert _cell(results.compare(["organisation"]), "青禾县教育局") == 80_000
    assert _cell(results.compare(["organisation"], "persons"), "青禾县教育局") == 40
    timings = results.facts.query("body == '青禾县教育局'").set_index("amount")["timing"]
    assert timings.to_dict() == {80_000: "current", 420_000: "cumulative", 50_000: "planned"}


def test_by_group_the_parts_count_instead_of_the_total(results: Results) -> None:
    groups = results.compare(["group"])["value"]
    assert groups["劳动模范"] == 50_000
    assert groups["困难职工"] == 60_000 + 80_000


def test_a_vague_amount_makes_its_sum_vague(results: Results) -> None:
    row: Any = results.compare(["organisation", "year"]).loc[("青禾县总工会", 2020)]
    assert (row["value"], row["least"], row["most"], row["is_vague"], row["terms"]) == (
        *(100_000, 89_000, 101_000),  # 近8万: 70,000 to 80,000; 2万 is rounded: 19,000 to 21,000
        *(True, 2),
    )


def test_a_figure_in_a_failing_check_says_so(results: Results) -> None:
    assert results.compare(["organisation"])["failing"]["石桥区残联"] == 1
    assert results.compare(["organisation"])["failing"]["青禾县总工会"] == 0


@pytest.mark.parametrize(
    ("measure", "body", "year", "value"),
    [
        ("households", "青禾县总工会", 2018, 120),
        ("persons", "青禾县总工会", 2018, 30),
        ("per_household", "青禾县总工会", 2018, 500),
        ("per_person", "青禾县总工会", 2020, 1000),
        ("households", "石桥区残联", 2020, 40),
    ],
)
def test_measures(results: Results, measure: str, body: str, year: int, value: int) -> None:
    assert _cell(results.compare(["organisation", "year"], measure), (body, year)) == value


def test_a_mean_leaves_out_plans_and_sums_over_years(results: Results) -> None:
    means: Any = results.compare(["organisation"], "per_person").loc["青禾县教育局"]
    assert (means["value"], means["terms"]) == (2000, 1)
    every: Any = results.compare(["organisation"], "per_person", once=False).loc["青禾县教育局"]
    assert every["terms"] == 2


def test_a_year_without_reports_is_missing_not_zero(results: Results) -> None:
    years = results.series()
    assert list(years.index) == [2018, 2019, 2020]
    assert _cell(results.series("困难职工"), 2018) == 60_000
    assert pd.isna(_cell(results.series("困难职工"), 2019))
    assert _cell(years, 2020, "growth") == pytest.approx(100 * 35 / 80)
    assert pd.isna(_cell(results.series("困难职工"), 2020, "growth"))


def test_a_series_of_one_group(results: Results) -> None:
    models = results.series("劳动模范")
    assert models["value"].dropna().to_dict() == {2018: 30_000, 2020: 20_000}
    assert results.series("没有这一类")["value"].to_dict() == {}


def test_a_panel_has_bodies_down_and_years_across(results: Results) -> None:
    laid_out = results.panel()
    assert [int(year) for year in laid_out.columns] == [2018, 2019, 2020]
    assert _cell(laid_out, "青禾县总工会", 2018) == 90_000
    assert pd.isna(_cell(laid_out, "石桥区残联", 2018))


def test_other_names_of_a_body_are_one_body(results: Results) -> None:
    merged = results.compare(["organisation"], bodies={"石桥区残联": "青禾县总工会"})
    assert "石桥区残联" not in merged.index
    assert merged.loc["青禾县总工会", "value"] == 90_000 + 100_000 + 15_000


def test_constant_prices_follow_the_index(results: Results) -> None:
    real = results.series(prices_of=2020)["value"]
    # 102.9 in 2019 and 102.5 in 2020, each against the year before
    assert real[2018] == pytest.approx(90_000 * 1.029 * 1.025)
    assert real[2020] == results.series()["value"][2020]
    assert price_levels().index.is_monotonic_increasing


@pytest.mark.parametrize(
    "call",
    [
        lambda r: r.compare(["colour"]),
        lambda r: r.compare([]),
        lambda r: r.compare(measure="colour"),
        lambda r: r.series(prices_of=1900),
        lambda r: r.compare(["year"], "households", prices_of=2020),
        lambda r: r.compare(["group"], prices_of=2020),
        lambda r: r.table("colours"),
        lambda r: r.keyness(colour="red"),
        lambda r: r.keyness(),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(results: Results, call: object) -> None:
    with pytest.raises(ExtractorError) as caught:
        call(results)  # type: ignore[operator]
    assert str(caught.value)


def test_every_place_of_a_word_is_shown(results: Results) -> None:
    found = results.kwic("劳动模范", width=4)
    assert sorted(found["left"]) == ["。 慰问", "元；慰问"]
    text: Any = results.reports.set_index(["document", "report"])["text"].to_dict()
    for row in found.itertuples(index=False):
        assert text[(row.document, row.report)][row.start :].startswith("劳动模范")


def test_terms_count_words_and_leave_out_numbers_and_stop_words(results: Results) -> None:
    words = results.terms.groupby("word")["count"].sum()
    assert words["困难职工"] == 2
    assert not {"的", "120", "2018", "，"} & set(words.index)


def test_keyness_finds_what_marks_a_body(results: Results) -> None:
    marks = results.keyness(organisation="石桥区残联")
    assert marks["log_likelihood"].iloc[0] > 0
    assert "低保户" in marks.index[:5]


def test_log_likelihood_is_rayson_and_garsides() -> None:
    counted = pd.DataFrame(
        {"word": ["a", "b", "a", "b"], "count": [30, 970, 10, 1990]}, dtype=object
    ).astype({"count": "Int64"})
    found = keyness(counted, pd.Series([True, True, False, False]))
    # a: 30 of 1000 against 10 of 2000, expected 13.33 and 26.67
    assert found.loc["a", "log_likelihood"] == pytest.approx(2 * (30 * 0.8109302 + 10 * -0.9808293))
    assert found.loc["a", "log_ratio"] == pytest.approx(2.5849625)


def test_constant_prices_leave_a_year_outside_the_index_empty() -> None:
    frame = pd.DataFrame(
        {"value": [100.0, 100.0], "least": [90.0, 90.0], "most": [110.0, 110.0]},
        index=pd.Index([1950, 2000], name="year"),
        dtype="Float64",
    )
    real = constant_prices(frame, 2000)
    assert pd.isna(_cell(real, 1950))
    assert _cell(real, 2000) == 100


YEARLY = (
    "2020年，全县实现地区生产总值244.8亿元，比上年增长6.5%，城镇新增就业4391人。\n"
    "全县地区生产总值能耗降低3%。\n"
    "这五年，各项事业全面进步，发放救助金530万元。\n"
    "全面完成年初确定的主要目标，居民消费价格上涨2.8%。\n"
    "2021年经济社会发展的主要预期目标是：\n"
    "地区生产总值增长6%左右；城镇新增就业4000人以上；居民消费价格涨幅控制在3.5%左右。"
)


@pytest.fixture(scope="module")
def yearly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    folder = tmp_path_factory.mktemp("yearly")
    (folder / "a.txt").write_text(YEARLY, encoding="utf-8")
    extractor.run([folder], folder / "results", jobs=1)
    with extractor.open_results(folder / "results") as opened:
        yield opened


def test_a_sum_of_several_years_is_told_from_one_year(yearly: Results) -> None:
    found = yearly.stated_after("城镇新增就业|走访慰问户数")
    assert found["covers_years"].tolist() == [False, False]
    assert yearly.stated_after("发放救助金")["covers_years"].tolist() == [True]


INDICATORS = [
    ("地区生产总值", [("244.8亿元", False), ("6%左右", True)]),
    ("城镇新增就业", [("4391人", False), ("4000人以上", True)]),
    ("居民消费价格", [("2.8%", False), ("3.5%左右", True)]),
    ("粮食产量", []),
]


@pytest.mark.parametrize(("name", "expected"), INDICATORS)
def test_an_indicator_is_read_as_outcome_or_target(
    yearly: Results, name: str, expected: list[tuple[str, bool]]
) -> None:
    found = yearly.stated_after(name)
    assert list(zip(found["surface"], found["is_planned"], strict=True)) == expected


COPIED = (
    "为确保困难职工温暖过冬，区总工会组织干部深入企业和社区，逐户走访核实，建立帮扶台账。\n"
    "工作人员详细询问每户的家庭收入、身体状况和子女就学情况，把党和政府的关怀送到他们心坎上。\n"
    "活动中，走访慰问困难职工{n}户，每户发放慰问金500元，共计{total}元，并送去大米和食用油。\n"
    "受慰问的职工纷纷表示，一定克服困难，努力工作，不辜负组织的关心和帮助。\n"
    "各级工会干部表示，今后要更加贴近职工，把好事办实、实事办好。\n"
)


@pytest.mark.parametrize(("second", "expected"), [(30, 15_000), (40, 35_000)])
def test_a_passage_copied_with_its_figures_counts_once(
    second: int, expected: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("copied")
    for name, n in (("松岭区总工会2018年送温暖总结", 30), ("松岭区总工会2019年送温暖总结", second)):
        text = f"{name}\n{COPIED.format(n=n, total=n * 500)}"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    extractor.run([folder], folder / "results", jobs=1)
    with extractor.open_results(folder / "results") as opened:
        assert opened.facts["amount"].sum() == (30 + second) * 500
        assert _cell(opened.compare(["organisation"]), "松岭区总工会") == expected
        [in_sql] = opened.query("SELECT sum(amount) AS total FROM counted")["total"]
        assert in_sql == expected


ONCE = [
    # text, what was given in all
    ("全年发放慰问金26.8万元，其中春节慰问金8.6万元，慰问困难职工186人次。", 268_000),
    ("全年发放困难补助26.8万元（含春节慰问金8.6万元），受益职工186人次。", 268_000),
    ("春蕾计划累计资助女童1286人次、发放助学金96.45万元，其中今年资助82人、8.2万元。", 82_000),
    ("去年募集善款120万元，今年募集善款150万元。", 1_500_000),
    ("计划走访困难职工860户，发放慰问金43万元。目前已走访520户，发放26万元。", 260_000),
    # told three times, the last time as a part of the sum: in SQL the first was counted beside it
    (
        "发放慰问金30万元。慰问职工，发放慰问金30万元。共支出50万元，其中慰问金30万元，助学金20万元。",
        500_000,
    ),
]


def test_households_with_no_amount_stated_are_counted_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("alone")
    text = "全年救助困难群众3860户，其中低保户2600户，特困户1260户。春节慰问劳模12户，发放慰问金6万元。"
    title = "松岭区总工会2018年送温暖总结"
    (folder / "alone.txt").write_text(f"{title}\n{text}", encoding="utf-8")
    extractor.run([folder], folder / "results", jobs=1)
    with extractor.open_results(folder / "results") as opened:
        [found] = opened.query("SELECT sum(recipients) AS total FROM recipients_by_year")["total"]
        [amount] = opened.query("SELECT sum(amount) AS total FROM counted")["total"]
    assert (found, amount) == (3860 + 12, 60_000)


@pytest.mark.parametrize(("text", "expected"), ONCE)
def test_a_part_a_plan_and_another_year_are_not_added(
    text: str, expected: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("once")
    title = "松岭区总工会2018年送温暖总结"
    (folder / "once.txt").write_text(f"{title}\n{text}", encoding="utf-8")
    extractor.run([folder], folder / "results", jobs=1)
    with extractor.open_results(folder / "results") as opened:
        assert _cell(opened.compare(["organisation"]), "松岭区总工会") == expected
        [in_sql] = opened.query("SELECT sum(amount) AS total FROM counted")["total"]
        assert in_sql == expected


SECTION = (
    "第{n}片区共发放慰问金{total}元，其中东村{one}元，西村{two}元。慰问金{total}元已全部发放到位。"
)


def _steps(results: Path) -> int:
    """Return how many thousand instructions SQLite needs to count what was disbursed."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    with closing(sqlite3.connect(results)) as connection:
        connection.set_progress_handler(count, 1000)
        assert connection.execute("SELECT count(*) FROM counted").fetchone()[0] > 0
    return steps


def test_what_counts_once_is_found_in_time_that_grows_with_the_report(tmp_path: Path) -> None:
    steps = []
    for sections in (100, 200, 400):
        told = (
            SECTION.format(n=n, one=1000 + 7 * n, two=2000 + 11 * n, total=3000 + 18 * n)
            for n in range(sections)
        )
        texts = {"a.txt": "云岭县总工会2018年送温暖总结\n" + "\n".join(told)}
        with read_texts(tmp_path / str(sections), texts) as opened:
            steps.append(_steps(opened.path))
    assert steps[2] - steps[1] < 3 * (steps[1] - steps[0])


# --- first digits -------------------------------------------------------------------------------

GROWN = [round(100 * 1.03**at) for at in range(320)]  # what grows follows Benford's law


def _spent(amounts: list[int]) -> str:
    lines = (f"第{at}笔支出为{amount}元。" for at, amount in enumerate(amounts, start=1))
    return "青禾县民政局2019年救助工作总结\n" + "\n".join(lines)


def test_first_digits_stand_beside_what_benford_expects(tmp_path: Path) -> None:
    left_out = "春节慰问困难户9户，每户发放慰问金900元。另有近900万元、约90万元待拨。"
    again = f"总的来看，最大一笔支出为{GROWN[-1]}元。"
    texts = {"a.txt": f"{_spent(GROWN)}\n{left_out}\n{again}"}
    with read_texts(tmp_path, texts) as opened:
        digits = opened.first_digits()
    counted = Counter(str(amount)[0] for amount in set(GROWN))
    assert {str(d): n for d, n in digits["count"].items() if n} == counted
    assert digits["expected"].sum() == pytest.approx(1)
    assert ((digits["share"] > digits["least"]) & (digits["share"] < digits["most"])).all()


def test_few_amounts_have_no_first_digits(tmp_path: Path) -> None:
    with read_texts(tmp_path, {"a.txt": _spent(GROWN[:40])}) as opened:
        with pytest.raises(ExtractorError, match="at least 300 amounts, and there are 40"):
            opened.first_digits()
        assert opened.first_digits(fewest=40)["count"].sum() == 40


@pytest.mark.parametrize(("language", "said"), [("zh", "更不针对任何人"), ("en", "accuses no one")])
def test_the_picture_of_first_digits_accuses_no_one(
    language: str, said: str, tmp_path: Path
) -> None:
    with read_texts(tmp_path, {"a.txt": _spent(GROWN)}) as opened:
        picture = plotting.plot_benford(opened, language=Language(language))
    (drawn,) = picture.axes
    assert said in drawn.get_xlabel()
    assert str(len(set(GROWN))) in drawn.get_xlabel()
    assert len(drawn.patches) == 9


def test_a_notebook_shows_a_picture_as_it_is(tmp_path: Path) -> None:
    with read_texts(tmp_path, {"a.txt": _spent(GROWN)}) as opened:
        picture = plotting.plot_benford(opened)
    shown = picture._repr_png_()  # what IPython asks for
    assert isinstance(shown, bytes)
    assert shown.startswith(b"\x89PNG")


def test_equal_amounts_of_two_villages_are_two_amounts(tmp_path: Path) -> None:
    each = "慰问困难户4户，每户300元，共1200元；"
    text = f"江口镇2018年春节慰问总结\n东村{each}西村{each}南村慰问困难户5户，每户300元，共1500元。"
    with read_texts(tmp_path, {"2018.txt": text}) as results:
        assert results.compare(["year"]).loc[2018, "value"] == 3900
        assert results.compare(["year"], measure="households").loc[2018, "value"] == 13
