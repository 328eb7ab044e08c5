"""The analyst's commands, as typed: compare, kwic, words, plot, and named questions."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from extractor.cli import invoke
from extractor.store import export, open_results
from extractor.store.exporting import Form
from extractor.tables import VIEWS

SAMPLE = Path(__file__).resolve().parents[1] / "corpora" / "sample"
ENGLISH = {"EXTRACTOR_LANG": "en"}
Told = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    invoke(["run", str(SAMPLE), "--out", str(folder), "--jobs", "1"], ENGLISH)
    return folder


@pytest.fixture(scope="module")
def parquet(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parquet")
    export(out, Form.PARQUET, folder)
    return folder


def _rows(told: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(told)))


def test_compare_speaks_chinese_to_people_and_codes_to_programs(out: Path, capsys: Told) -> None:
    assert invoke(["compare", str(out), "--by", "organisation,year"], {}) == 0
    told = capsys.readouterr()
    assert "年份" in told.out
    assert "不符的核对" in told.err
    assert invoke(["compare", str(out), "--by", "organisation,year", "--format", "csv"], {}) == 0
    rows = _rows(capsys.readouterr().out)
    [row] = [row for row in rows if row["year"] == "2019"]
    assert (row["organisation"], float(row["value"])) == ("云岭县总工会", 486_000)


ASKED = [
    # language, columns, measure
    ("zh", "单位，年份", "受助户数"),
    ("zh", "organisation, year", "households"),
    ("en", "body,year", "households reached"),
    ("en", "单位、year", "受助户数"),
]


@pytest.mark.parametrize(("language", "columns", "measure"), ASKED)
def test_compare_takes_the_words_it_shows(
    language: str, columns: str, measure: str, out: Path, capsys: Told
) -> None:
    asked = ["compare", str(out), "--lang", language, "--format", "csv"]
    assert invoke([*asked, "--by", "organisation,year", "--measure", "households"], {}) == 0
    by_codes = capsys.readouterr().out
    assert invoke([*asked, "--by", columns, "--measure", measure], {}) == 0
    assert capsys.readouterr().out == by_codes


def test_bodies_are_merged_by_a_table(out: Path, tmp_path: Path, capsys: Told) -> None:
    table = tmp_path / "bodies.tsv"
    table.write_text("name\tbody\n云岭县总工会\t总工会\n南屏区总工会\t总工会\n", encoding="utf-8")
    arguments = ["compare", str(out), "--by", "organisation", "--bodies", str(table)]
    assert invoke([*arguments, "--format", "json"], {}) == 0
    rows = json.loads(capsys.readouterr().out)
    assert "总工会" in {row["organisation"] for row in rows}
    table.write_text("a,b\n", encoding="utf-8")
    assert invoke(arguments, {}) == 2
    assert f"{table}:1：列名须为" in capsys.readouterr().err.replace("\n", "")


WRONG = [
    (["compare", "--by", "colour"], "colour"),
    (["compare", "--measure", "households", "--prices-of", "2020"], "households"),
    (["compare", "--prices-of", "1900"], "1900"),
    (["query"], "--name"),
    (["query", " "], "--name"),
    (["query", "--name", "rates", "--format", "csv", "--out", "a.xlsx"], ".csv"),
    (["report", "--xlsx", "a.pdf"], ".xlsx"),
    (["report", "--html", "a.docx"], ".html"),
    (["kwic", " "], ""),
    (["query", "SELECT 1", "--name", "rates"], "--name"),
    (["query", "--name", "rates", "--set", "year"], "year"),
    (["query", "--name", "rates", "--format", "xlsx"], "--out"),
    (["words"], "--year"),
    (["words", "--year", "1066"], ""),
    (["plot", "audit", "--out", "a.png", "--year", "2019"], "--year"),
    (["plot", "audit", "--out", "a.docx"], ".png"),
    (["plot", "benford", "--out", "a.png"], "300"),  # too few amounts for a picture
]


@pytest.mark.parametrize(("arguments", "named"), WRONG)
def test_a_wrong_call_says_what_is_wrong(
    out: Path, arguments: list[str], named: str, capsys: Told
) -> None:
    command, *rest = arguments
    assert invoke([command, str(out), *rest], {}) == 2
    assert named in capsys.readouterr().err


def test_kwic_shows_each_place(out: Path, capsys: Told) -> None:
    assert invoke(["kwic", str(out), "劳动模范", "--format", "csv"], {}) == 0
    told = capsys.readouterr()
    rows = _rows(told.out)
    assert len(rows) == int(re.findall(r"\d+", told.err)[0])
    assert {row["word"] for row in rows} == {"劳动模范"}
    assert invoke(["kwic", str(out), "劳动模范"], {}) == 0
    shown = re.sub(r"[│\s]", "", capsys.readouterr().out)
    assert "文件┃" in shown
    assert "document" in rows[0]


def test_people_see_the_file_and_programs_the_document(out: Path, capsys: Told) -> None:
    assert invoke(["compare", str(out), "--by", "document", "--format", "csv"], {}) == 0
    [first, *_] = _rows(capsys.readouterr().out)
    assert invoke(["compare", str(out), "--by", "document"], {}) == 0
    shown = capsys.readouterr().out
    assert first["document"] not in shown
    assert ".txt" in shown


def test_words_of_a_year(out: Path, capsys: Told) -> None:
    assert invoke(["words", str(out), "--year", "2023", "--format", "csv", "--limit", "5"], {}) == 0
    rows = _rows(capsys.readouterr().out)
    assert len(rows) == 5
    assert any("残疾" in row["word"] for row in rows)


# No sample has two versions of one report, or copies of one: test_versions.py, test_repeated.py.
ANSWERED = [view for view in VIEWS if view.name not in ("versions", "repeated_findings")]


@pytest.mark.parametrize("view", ANSWERED, ids=lambda view: view.name)
def test_a_named_question_gives_the_same_from_both_stores(
    view: object, out: Path, parquet: Path, tmp_path: Path
) -> None:
    name = getattr(view, "name")  # noqa: B009
    answers = []
    for source in (out, parquet):
        file = tmp_path / f"{source.name}.parquet"
        arguments = ["query", str(source), "--name", name, "--format", "parquet"]
        assert invoke([*arguments, "--out", str(file)], {}) == 0
        answers.append(pd.read_parquet(file).astype("string").fillna("").replace("True", "1"))
    ours, theirs = (
        answer.replace({"False": "0"}).sort_values(list(answer.columns)).to_numpy().tolist()
        for answer in answers
    )
    assert ours
    assert _numbers(ours) == _numbers(theirs)


def _numbers(rows: list[list[str]]) -> list[list[str]]:
    return [[re.sub(r"\.0$", "", cell) for cell in row] for row in rows]


def test_what_counts_in_sql_is_what_counts_in_pandas(out: Path) -> None:
    with open_results(out) as results:
        facts = results.facts
        key = ["document", "report", "disbursement"]
        for view, column in (("counted", "amount_whole"), ("counted_recipients", "count_whole")):
            counted = results.query(f"SELECT document, report, disbursement FROM {view}")  # noqa: S608
            ours = facts.loc[facts[column].isna(), key].to_numpy().tolist()
            assert sorted(map(tuple, counted.to_numpy().tolist())) == sorted(map(tuple, ours))


def test_codes_on_the_screen_are_explained(out: Path, capsys: Told) -> None:
    asked = "SELECT DISTINCT verdict, kind FROM findings WHERE verdict = 'fails'"
    assert invoke(["query", str(out), asked], {}) == 0
    told = capsys.readouterr()
    assert "fails" in told.out
    assert "verdict：fails = 不符" in told.err
    assert invoke(["query", str(out), asked, "--format", "csv"], {}) == 0
    assert capsys.readouterr().err == ""
    assert invoke(["query", str(out), "SELECT reason FROM failures"], {}) == 0
    assert "reason：not-text = 不是文本文件" in capsys.readouterr().err


ASKED_BY_WORD = [
    # what stands in the query, what is to be asked
    (["SELECT * FROM findings WHERE verdict = '不符'"], "不符 → verdict = 'fails'"),
    (["SELECT * FROM findings WHERE verdict = $v", "--set", "v=不符"], "verdict = 'fails'"),
    (["SELECT * FROM mentions WHERE type = '金额'"], "金额 → type = 'money'"),
    (["--name", "amounts_by_year", "--set", "year=1066"], "没有符合的行"),
]


@pytest.mark.parametrize(("asked", "told"), ASKED_BY_WORD)
def test_a_query_that_finds_nothing_says_so(
    asked: list[str], told: str, out: Path, capsys: Told
) -> None:
    assert invoke(["query", str(out), *asked], {}) == 0
    said = capsys.readouterr().err
    assert "没有符合的行" in said
    assert told in said


def test_the_name_of_a_file_says_its_form(out: Path, tmp_path: Path) -> None:
    asked = ["query", str(out), "SELECT year FROM reports", "--out"]
    for ending, begins in (("csv", b"\xef\xbb\xbfyear"), ("jsonl", b'{"year"'), ("xlsx", b"PK")):
        file = tmp_path / f"a.{ending}"
        assert invoke([*asked, str(file)], {}) == 0
        assert file.read_bytes().startswith(begins)
    assert invoke([*asked, str(tmp_path / "b.csv"), "--format", "table"], {}) == 0
    assert "┏" in (tmp_path / "b.csv").read_text(encoding="utf-8-sig")


OWN_WORDS = [
    # the query, where its rows go, whether a run would count them again
    ("SELECT year AS 年份, 5 AS 金额 FROM reports", "in/a.csv", True),
    ("SELECT year AS 年份, 5 AS 金额 FROM reports", "in/new/a.jsonl", True),
    ("SELECT year AS 年份, 5 AS 金额 FROM reports", "a.csv", False),
    ("SELECT year, organisation FROM reports", "in/a.csv", False),  # told by its heads
    ("SELECT year AS 年份, 5 AS 金额 FROM reports", "in/a.xlsx", False),  # carries a mark
]


@pytest.mark.parametrize(("sql", "name", "is_told"), OWN_WORDS)
def test_rows_that_would_be_read_as_a_report_are_told(
    sql: str, name: str, *, is_told: bool, tmp_path: Path, capsys: Told
) -> None:
    (tmp_path / "in" / "new").mkdir(parents=True)
    (tmp_path / "in" / "r.txt").write_text("2018年春节走访慰问困难职工60户。", encoding="utf-8")
    assert invoke(["run", str(tmp_path / "in"), "--out", str(tmp_path / "out")], {}) == 0
    capsys.readouterr()
    path = tmp_path / name
    assert invoke(["query", str(tmp_path / "out"), sql, "--out", str(path)], {}) == 0
    assert ("请改放别处" in capsys.readouterr().err) == is_told


def test_a_row_without_value_is_explained(tmp_path: Path, capsys: Told) -> None:
    (tmp_path / "in").mkdir()
    for year, amount in ((2018, "3万元"), (2030, "5万元")):
        text = f"云岭县总工会{year}年送温暖总结\n{year}年春节走访慰问困难职工60户，发放慰问金{amount}。"
        (tmp_path / "in" / f"{year}.txt").write_text(text, encoding="utf-8")
    lost = "南屏区总工会2018年送温暖总结\n春节走访慰问困难职工60户，发放慰问金XX万元。"
    (tmp_path / "in" / "lost.txt").write_text(lost, encoding="utf-8")
    assert invoke(["run", str(tmp_path / "in"), "--out", str(tmp_path / "out")], {}) == 0
    capsys.readouterr()
    arguments = ["compare", str(tmp_path / "out"), "--by", "organisation,year"]
    assert invoke([*arguments, "--prices-of", "2020"], {}) == 0
    said = capsys.readouterr().err
    assert "2030 年没有居民消费价格指数" in said
    assert "有 1 行没有数值" in said


def test_values_go_in_as_parameters(out: Path, parquet: Path, capsys: Told) -> None:
    for source in (out, parquet):
        arguments = ["query", str(source), "--name", "amounts_by_body", "--set", "year=2019"]
        assert invoke([*arguments, "--format", "json"], {}) == 0
        [row] = json.loads(capsys.readouterr().out)
        assert row["amount"] == 486_000
        hostile = "x'; DROP TABLE reports; --"
        arguments = ["query", str(source), "--name", "amounts_by_body", "--format", "jsonl"]
        assert invoke([*arguments, "--set", f"organisation={hostile}"], {}) == 0
        assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t (x INTEGER)",
        "COPY reports TO 'elsewhere.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SET enable_external_access = true",
        "SELECT 1; SELECT 2",
        "SELECT * FROM nothing",
    ],
)
def test_a_query_over_parquet_reads_the_tables_and_nothing_else(
    parquet: Path, sql: str, capsys: Told
) -> None:
    assert invoke(["query", str(parquet), sql], {}) == 2
    assert capsys.readouterr().out == ""


def test_a_query_over_parquet_stops_in_time(parquet: Path, capsys: Told) -> None:
    endless = "SELECT count(*) FROM range(1000000000000) WHERE random() > 2"
    assert invoke(["query", str(parquet), endless, "--timeout", "0.3"], {}) == 2
    assert "0.3" in capsys.readouterr().err


def test_a_damaged_export_is_named(parquet: Path, tmp_path: Path, capsys: Told) -> None:
    folder = tmp_path / "export"
    shutil.copytree(parquet, folder)
    (folder / "findings.parquet").write_bytes(b"PAR1 and no more")
    assert invoke(["query", str(folder), "SELECT 1", "--lang", "en"], {}) == 2
    assert "is no sound export" in capsys.readouterr().err


def test_rows_go_into_a_workbook(out: Path, tmp_path: Path) -> None:
    file = tmp_path / "fails.xlsx"
    arguments = ["query", str(out), "--name", "totals_that_fail", "--format", "xlsx"]
    assert invoke([*arguments, "--out", str(file)], {}) == 0
    sheet = openpyxl.load_workbook(file)["rows"]
    assert sheet["A1"].value == "source"
    assert sheet.max_row > 1


@pytest.mark.parametrize(
    ("picture", "options"),
    [
        ("years", []),
        ("years", ["--label", "困难职工", "--measure", "households"]),
        ("years", ["--label", "没有这一类"]),
        ("bodies", ["--year", "2020"]),
        ("distribution", ["--per", "person"]),
        ("audit", []),
        ("calendar", []),
    ],
)
@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_every_picture_can_be_drawn_and_is_the_same_each_time(
    picture: str, options: list[str], suffix: str, out: Path, tmp_path: Path
) -> None:
    drawn = []
    for nth in range(2):
        file = tmp_path / f"{nth}.{suffix}"
        assert invoke(["plot", str(out), picture, "--out", str(file), *options], {}) == 0
        drawn.append(file.read_bytes())
    assert drawn[0] == drawn[1]
    assert drawn[0].startswith(b"\x89PNG" if suffix == "png" else b"<?xml")


def test_chinese_labels_have_a_font(out: Path, tmp_path: Path) -> None:
    from extractor.plotting.drawing import font  # noqa: PLC0415

    assert "CJK" in font(10).get_file()
    assert invoke(["plot", str(out), "bodies", "--out", str(tmp_path / "a.svg")], {}) == 0


def test_datasette_opens_the_file_as_it_is(out: Path) -> None:
    told = subprocess.run(  # noqa: S603  # our own call
        [
            *(sys.executable, "-m", "datasette", str(out / "results.sqlite")),
            *("--get", "/results/amounts_by_body.json?_shape=array&year=2019"),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert json.loads(told.stdout)[0]["amount"] == 486_000
