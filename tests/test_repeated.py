"""One report in several files has one mistake: it is listed once, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import extractor
from extractor.cli import invoke
from extractor.report import write_html, write_workbook
from extractor.store import open_results
from tests.serving import running

WRONG = (
    "2018年2月6日，云岭县总工会走访慰问困难职工45户，每户发放慰问金500元，共计25200元。"
    "同日走访劳模8名，每名800元，共计6400元。"
)
SAVED = {
    "a.txt": WRONG,
    "b.txt": f"\n\n{WRONG}\n",
    "c.txt": f"\ufeff{WRONG}",
    "d.html": f"<html><body><p>{WRONG}</p></body></html>",
}
OTHER = WRONG.replace("云岭县", "南屏县").replace("45户", "54户").replace("25200", "25700")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("archive")
    for name, text in {**SAVED, "other.txt": OTHER}.items():
        (archive / name).write_text(text, encoding="utf-8")
    extractor.run([archive], archive / "out", jobs=1)
    return archive / "out"


def test_every_finding_of_a_copy_is_led_back_to_the_first(results: Path) -> None:
    with open_results(results) as opened:
        repeated = opened.query("SELECT * FROM repeated_findings")
        findings = opened.findings
    others = findings[~findings["document"].isin(repeated["document"])]
    assert len(repeated) == (len(SAVED) - 1) * 2
    assert len(others) == 2 * 2
    assert repeated[["first_document", "first_report"]].drop_duplicates().shape[0] == 1
    assert not set(repeated["document"]) & set(repeated["first_document"])


def test_both_stores_name_the_same_findings(results: Path, tmp_path: Path) -> None:
    exported = tmp_path / "parquet"
    assert invoke(["tables", str(results), "--format", "parquet", "--out", str(exported)], {}) == 0
    asked = ["--name", "repeated_findings", "--format", "csv", "--out"]
    answers = []
    for source in (results, exported):
        file = tmp_path / f"{source.name}.csv"
        assert invoke(["query", str(source), *asked, str(file)], {}) == 0
        answers.append(sorted(file.read_text(encoding="utf-8-sig").splitlines()))
    assert answers[0] == answers[1]
    assert len(answers[0]) == 1 + (len(SAVED) - 1) * 2


@pytest.mark.parametrize(("more", "listed"), [([], 2), (["--copies"], 5)])
def test_a_mistake_is_listed_once(
    more: list[str], listed: int, results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["audit", str(results), "--verdict", "fails", "--lang", "en", *more]
    assert invoke(asked, {}) == 1
    told = capsys.readouterr().out
    assert told.count("≠") == listed
    assert "fails 5" in told  # all of them are counted
    assert ("--copies lists them" in told) == (not more)


def test_the_page_lists_it_once_and_says_so(results: Path, tmp_path: Path) -> None:
    write_html(results, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("≠ 25") == 2
    assert "另有 6 项" in page


def test_the_workbook_names_the_first_beside_each(results: Path, tmp_path: Path) -> None:
    write_workbook(results, tmp_path / "paper.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "paper.xlsx")["核对结果"]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, [c.value for c in row], strict=True)) for row in sheet.iter_rows(2)]
    named = [row["相同于"] for row in rows if row["相同于"]]
    assert len(named) == 6
    assert set(named) <= {row["核对编号"] for row in rows if not row["相同于"]}


def test_the_desk_shows_the_first_of_each_alone(results: Path) -> None:
    with running(results) as desk:
        desk.enter()
        every = desk.ask("/?verdict=fails").body
        firsts = desk.ask("/?verdict=fails&copy=first").body
    assert (every.count('class="row"'), firsts.count('class="row"')) == (5, 2)
    assert "其余各份" in every
