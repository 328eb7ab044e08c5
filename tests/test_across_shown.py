"""Figures held against other reports, where people see them: screen, page, workbook, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from playwright.sync_api import expect, sync_playwright

from extractor.cli import invoke
from extractor.deciding import (
    COMPARISON_SUBJECTS,
    Decision,
    Field,
    Status,
    comparison_subject,
    open_decisions,
)
from extractor.report import write_word
from extractor.report.returned import Outcome, read_back
from extractor.store import open_results
from tests.desk import AT
from tests.reading import read_texts
from tests.serving import Desk, browser_path, running

AXE = (Path(__file__).parent / "vendored" / "axe.min.js").read_text(encoding="utf-8")
ENGLISH = {"EXTRACTOR_LANG": "en"}
BODY = "云岭县总工会"
TEXTS = {
    "2019.txt": f"{BODY}2019年送温暖工作总结\n今年共筹集送温暖资金46.8万元。",
    "2020.txt": f"{BODY}2020年送温暖工作总结\n今年共筹集送温暖资金52.8万元，比上年增加4.2万元。",
    "2021.txt": f"{BODY}2021年送温暖工作总结\n今年共筹集送温暖资金55万元，比上年增加2.2万元。",
}
SUM = "528000 − 42000 ≠ 468000"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("across")
    read_texts(folder, TEXTS).close()
    return folder / "out"


@pytest.fixture
def fresh(results: Path) -> Iterator[Path]:
    """The results without a decision."""
    yield results
    for file in results.glob("decisions.sqlite*"):
        file.unlink()


def _failing(results: Path) -> Any:  # noqa: ANN401  # a row of a data frame
    with open_results(results) as opened:
        return opened.comparisons.query("verdict == 'fails'").iloc[0]


# --- the screen ---------------------------------------------------------------------------------


def test_a_comparison_is_explained_with_both_figures_in_their_places(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = str(_failing(results)["comparison"])
    for asked in (name, name[:6]):
        assert invoke(["audit", str(results), "--explain", asked], ENGLISH) == 0
        told = capsys.readouterr().out
        for part in (SUM, "⟦52.8万元⟧", "⟦46.8万元⟧", "2019.txt", "2020.txt"):
            assert part in told
        start = TEXTS["2019.txt"].index("46.8万元")
        assert f"characters {start} to {start + 6}" in told


@pytest.mark.parametrize("name", ["", "0123456789ab", "'--"])
def test_a_comparison_that_is_not_there_is_refused(
    name: str, results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert invoke(["audit", str(results), "--explain", name], ENGLISH) == 2
    assert "no such finding" in capsys.readouterr().err


def test_a_comparison_that_fails_fails_the_audit(results: Path) -> None:
    with open_results(results) as opened:
        assert "fails" not in set(opened.findings["verdict"])
    assert invoke(["audit", str(results)], {}) == 1
    assert invoke(["audit", str(results), "--fail-on", "none"], {}) == 0


def test_a_run_ends_with_what_differs_between_reports(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = str(results.parent / "archive")
    assert invoke(["run", archive, "--out", str(tmp_path / "out")], ENGLISH) == 1
    told = capsys.readouterr().out
    assert SUM in told
    (counted,) = re.findall(r"│ year to year +│([ 0-9│]+)│\n", told)
    assert counted.replace("│", "").split() == ["1", "0", "1", "0"]


def test_comparisons_that_hold_are_listed_when_they_are_asked_for(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = "550000 − 22000 = 528000"
    invoke(["audit", str(results)], ENGLISH)
    assert held not in capsys.readouterr().out
    invoke(["audit", str(results), "--verdict", "holds"], ENGLISH)
    assert held in capsys.readouterr().out


GIVEN = [500, 600, 450, 550, 500, 520, 480, 600, 500, 550, 6000]
OF_PEERS = {
    f"{body}.txt": f"{body}岭县总工会2019年送温暖工作总结\n慰问困难职工30户，每户发放慰问金{amount}元。"
    for body, amount in zip("青白赤黑黄绿蓝紫灰橙粉", GIVEN, strict=True)
}


@pytest.fixture(scope="module")
def outlying(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peers")
    read_texts(folder, OF_PEERS).close()
    return folder / "out"


def test_an_outlier_is_explained_with_all_it_was_compared_with(
    outlying: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_results(outlying) as opened:
        (name,) = opened.comparisons.query("kind == 'outlier'")["comparison"]
    assert invoke(["audit", str(outlying), "--explain", name], ENGLISH) == 0
    told = capsys.readouterr().out
    assert "usual among its peers  520" in told
    assert "stated elsewhere" not in told
    rows = re.findall(r"│ (.)岭县总工会 │ 2019 │ +(\d+) │ .*characters (\d+) to (\d+)", told)
    assert sorted(int(amount) for _, amount, *_ in rows) == sorted(GIVEN[:-1])
    assert [int(amount) for _, amount, *_ in rows] == sorted(GIVEN[:-1])
    for body, amount, start, end in rows:
        assert OF_PEERS[f"{body}.txt"][int(start) : int(end)] == f"{amount}元"
    with running(outlying) as desk:
        desk.enter()
        shown = desk.ask(f"/across/{name}").body
    assert [amount in shown for amount in ("6,000", "所比的同类数字", "同类的中位数")] == [True] * 3
    assert len(re.findall(r'<td>.岭县总工会</td><td class="number">2019</td>', shown)) == 10


def test_an_audit_with_nothing_to_show_says_so(
    outlying: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert invoke(["audit", str(outlying), "--verdict", "fails"], ENGLISH) == 0
    assert capsys.readouterr().out.startswith("No such check")


# --- workbook and paper -------------------------------------------------------------------------


def test_the_workbook_holds_the_comparisons_and_brings_decisions_back(
    fresh: Path, tmp_path: Path
) -> None:
    path = tmp_path / "paper.xlsx"
    assert invoke(["report", str(fresh), "--xlsx", str(path)], {}) == 0
    book = openpyxl.load_workbook(path)
    sheet = book["跨年核对"]
    heads = [cell.value for cell in sheet[1]]
    first = dict(zip(heads, sheet[2], strict=True))
    assert (first["结论"].value, first["差额"].value) == ("不符", -18000)
    assert SUM in first["算式与理由"].value
    assert "52.8万元" in first["原文"].value
    assert "46.8万元" in first["前一篇原文"].value
    assert first["依据"].hyperlink.location.startswith("'金额'!A")
    first["状态"].value, first["备注"].value = "认定", "与上年决算不符"
    book.save(path)
    told = read_back(fresh, path, author="李四", at="2026-01-05T08:00:00Z")
    assert [change.outcome for change in told.changes] == [Outcome.CHANGED] * 2
    with open_decisions(fresh) as decisions:
        (standing,) = decisions.standings().values()
    assert (standing.status, standing.note) == (Status.ACCEPTED, "与上年决算不符")


def test_the_page_on_paper_shows_both_passages(results: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    assert invoke(["report", str(results), "--html", str(path)], {}) == 0
    html = path.read_text(encoding="utf-8")
    assert SUM in html
    assert '<mark class="total">46.8万元</mark>' in html
    assert "<mark>52.8万元</mark>" in html


def test_the_word_document_holds_an_accepted_comparison_with_both_passages(
    fresh: Path, tmp_path: Path
) -> None:
    path = tmp_path / "accepted.docx"
    write_word(fresh, path)
    assert SUM not in "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
    with open_results(fresh) as opened, open_decisions(fresh) as decisions:
        for row in opened.stream(COMPARISON_SUBJECTS):
            status = Status.ACCEPTED if row["verdict"] == "fails" else Status.DISMISSED
            made = Decision(comparison_subject(row), Field.STATUS, status, "李四", AT)
            decisions.record([made])
    write_word(fresh, path)
    document = docx.Document(str(path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.count("跨年核对") == text.count(SUM) == 1
    assert "认定 1　" in text
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.underline] == ["46.8万元"]
    assert "52.8万元" in [run.text for run in runs if run.bold]
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    files = [Path(fact).name for head, fact in cells if head == "文件"]
    assert files == ["2020.txt", "2019.txt"]
    assert ["差额", "-18,000"] in cells


# --- the desk -----------------------------------------------------------------------------------


@pytest.fixture
def desk(fresh: Path) -> Iterator[Desk]:
    with running(fresh) as started:
        yield started


def test_the_desk_lists_decides_and_logs_comparisons(desk: Desk, fresh: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(desk.address)
        page.get_by_role("link", name="跨年核对").click()
        expect(page.locator("tbody tr")).to_have_count(2)
        page.locator(".facet").get_by_role("link", name="不符").click()
        expect(page.locator("tbody tr")).to_have_count(1)
        page.locator("a.row").click()
        expect(page.locator("h1 + .sum")).to_have_text(SUM)
        expect(page.locator(".sides mark")).to_have_text(["52.8万元", "46.8万元"])
        page.locator("#note").fill("查上年决算")
        page.keyboard.press("Escape")
        page.locator("#note").blur()
        page.keyboard.press("a")
        expect(page.locator("#decision h2")).to_contain_text("认定")
        page.get_by_role("link", name="复核记录").click()
        page.locator("a.row", has_text=SUM).first.click()
        expect(page.locator("#note")).to_have_value("查上年决算")
        page.locator(".evidence a").last.click()
        expect(page.locator("mark:target")).to_have_text("46.8万元")
        browser.close()
    with open_decisions(fresh) as decisions:
        assert {standing.status for standing in decisions.standings().values()} == {Status.ACCEPTED}


SCREENS: list[dict[str, Any]] = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}, "is_mobile": True},
]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_pages_fit_the_screen_and_everyone(
    screen: dict[str, Any], desk: Desk, results: Path
) -> None:
    name = _failing(results)["comparison"]
    paths = ("/across", "/across?kind=carry&body=没有的单位", f"/across/{name}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        page = browser.new_context(**screen).new_page()
        page.goto(desk.address)
        for path in paths:
            page.goto(desk.base + path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= screen["viewport"]["width"], path
            page.evaluate(AXE)
            faults = page.evaluate("axe.run().then(run => run.violations.map(one => one.id))")
            assert faults == [], path
        browser.close()


@pytest.mark.parametrize("there", ["/across/0123456789ab", "/across/..", "/across/x'--"])
def test_no_page_for_what_is_not_there(desk: Desk, there: str) -> None:
    desk.enter()
    assert desk.ask(there).status == 404
