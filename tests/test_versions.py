"""Two versions of one report (初稿, 定稿) in one archive: both count, and whoever adds up is told."""

from __future__ import annotations

import time
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import invoke
from extractor.store import open_results
from tests.reading import read_texts
from tests.serving import running

COUNTED_IN = 60.0  # seconds, on a busy machine

DRAFT = (
    "云岭县总工会{year}年春节送温暖活动工作总结\n"
    "{year}年春节期间，云岭县总工会按照上级统一部署，认真组织开展了送温暖活动，做到早安排、早落实。\n"
    "活动开始前，各基层工会对困难职工进行了摸底调查，建立了困难职工档案，确保不漏一户。\n"
    "1月12日至1月20日，县领导分别带队走访慰问困难职工{n}户，每户发放慰问金600元，共发放{total}元。\n"
    "走访慰问劳动模范15人，每人发放慰问金1000元，并送去大米和食用油。\n"
    "下一步，县总工会将进一步拓宽筹资渠道，把关怀送到每一名困难职工的心坎上。\n"
)


def _report(n: int, year: int = 2018) -> str:
    return DRAFT.format(n=n, total=n * 600, year=year)


FIRST, FINAL = "初稿.txt", "定稿.txt"
PAIRS = [
    # what the second file holds, and whether it may be a version of the first
    (_report(108), True),
    (_report(108).replace("认真组织开展了", "扎实开展了"), True),
    (
        _report(108) + "资金由县财政拨款和工会经费解决，另有爱心企业捐赠的棉被和米面油等物资。\n",
        True,
    ),
    (
        _report(105).replace("认真组织开展了", "扎实开展了"),
        False,
    ),  # every figure alike: it counts once
    (_report(108, 2019), False),  # the report of another year
    (_report(108).replace("云岭县", "南屏区"), False),  # of another body
    ("2018年春节前夕，云岭县总工会慰问低保户30户，发放慰问金35000元。\n", False),
]


def _names(row: Mapping[Hashable, Any]) -> set[str]:
    return {Path(row["source"]).name, Path(row["other_source"]).name}


@pytest.mark.parametrize(("second", "are_versions"), PAIRS)
def test_reports_that_may_be_versions_of_one_are_told(
    second: str, *, are_versions: bool, tmp_path: Path
) -> None:
    with read_texts(tmp_path / "results", {FIRST: _report(105), FINAL: second}) as results:
        found = results.versions
    assert len(found) == are_versions
    if are_versions:
        [row] = found.to_dict("records")
        assert _names(row) == {FIRST, FINAL}
        assert (row["organisation"], row["year"]) == ("云岭县总工会", 2018)
        assert row["shared"] > 0.8
        assert row["same_figures"] > row["changed_figures"]


def test_versions_are_found_among_years_that_use_the_same_sentences(tmp_path: Path) -> None:
    texts = {f"{year}.txt": _report(year - 1900, year) for year in range(2000, 2018)}
    texts |= {FIRST: _report(105), FINAL: _report(108)}
    with read_texts(tmp_path / "results", texts) as results:
        found = results.versions
    assert [_names(row) for row in found.to_dict("records")] == [{FIRST, FINAL}]


def test_a_copy_of_a_version_is_no_third_one(tmp_path: Path) -> None:
    texts = {
        FIRST: _report(105),
        FINAL: _report(108),
        "副本.txt": _report(108).replace("\n", "\n\n"),
    }
    with read_texts(tmp_path / "results", texts) as results:
        assert len(results.versions) == 1
        assert int(results.compare()["value"].iloc[0]) == (105 + 108) * 600


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    for name, n in ((FIRST, 105), (FINAL, 108)):
        (folder / "in").mkdir(exist_ok=True)
        (folder / "in" / name).write_text(_report(n), encoding="utf-8")
    assert invoke(["run", str(folder / "in"), "--out", str(folder / "out"), "--jobs", "1"], {}) == 0
    return folder / "out"


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "可能是同一报告的两稿"), ("en", "two versions of one report")]
)
def test_whoever_compares_is_told_of_versions(
    drafts: Path, language: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_results(drafts) as results:
        [passage] = results.versions["passage"]
        assert int(results.compare()["value"].iloc[0]) == (105 + 108) * 600
    assert invoke(["compare", str(drafts), "--lang", language], {}) == 0
    said = capsys.readouterr().err
    for part in (told, FIRST, FINAL, passage):
        assert part in said
    assert invoke(["audit", str(drafts), "--explain", passage, "--lang", language], {}) == 0
    shown = capsys.readouterr().out
    assert "105" in shown
    assert "108" in shown


def test_the_paper_and_the_page_tell_of_versions(drafts: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book, page = tmp_path / "a.xlsx", tmp_path / "a.html"
    assert invoke(["report", str(drafts), "--xlsx", str(book), "--html", str(page)], {}) == 0
    cells = [row[0] for row in openpyxl.load_workbook(book)["总览"].iter_rows(values_only=True)]
    for text in ("\n".join(map(str, cells)), page.read_text(encoding="utf-8")):
        assert "可能是同一报告的两稿" in text
        assert FIRST in text
        assert FINAL in text


def test_the_desk_tells_of_versions_and_names_both_files(drafts: Path) -> None:
    with open_results(drafts) as results:
        [passage] = results.versions["passage"]
    with running(drafts) as desk:
        desk.enter()
        ends = time.monotonic() + COUNTED_IN
        while "可能是同一报告的两稿" not in (told := desk.ask("/years").body):
            assert time.monotonic() < ends, told
            time.sleep(0.5)
        pages = (told, desk.ask("/reuse").body, desk.ask(f"/reuse/{passage}").body)
    for page in pages:
        assert FIRST in page
        assert FINAL in page
    assert f"/reuse/{passage}" in told


def test_the_end_of_a_run_tells_of_versions(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = drafts.parent / "in"
    assert invoke(["run", str(folder), "--out", str(drafts), "--jobs", "1"], {}) == 0
    assert "可能是同一报告的两稿" in capsys.readouterr().out


def test_both_stores_name_the_same_versions(drafts: Path, tmp_path: Path) -> None:
    exported = tmp_path / "parquet"
    assert invoke(["tables", str(drafts), "--format", "parquet", "--out", str(exported)], {}) == 0
    asked = ["--name", "versions", "--format", "csv", "--out"]
    answers = []
    for source in (drafts, exported):
        file = tmp_path / f"{source.name}.csv"
        assert invoke(["query", str(source), *asked, str(file)], {}) == 0
        answers.append(file.read_text(encoding="utf-8-sig"))
    assert answers[0] == answers[1]
    assert FIRST in answers[0]
