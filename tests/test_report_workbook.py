"""The workbook, reopened as a reader would, and what comes back in it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from extractor import batch
from extractor.cli import invoke
from extractor.deciding import Field, Status, open_decisions
from extractor.errors import ExtractorError
from extractor.report import Written, read_back, write_workbook
from extractor.report.cells import CELL, cell_text
from extractor.report.returned import Outcome
from extractor.report.workbook import Limits
from extractor.store import open_results
from extractor.store.exporting import CUT
from extractor.wording import Language
from tests.archives import TEXTS, write_archive
from tests.desk import decide

SHEETS = [
    "总览",
    "核对结果",
    "跨年核对",
    "慰问发放",
    "金额",
    "户数人数",
    "百分比",
    "日期",
    "对象",
    "重复段落",
    "无法读取",
    "字段说明",
]
HOSTILE = (
    '=HYPERLINK("http://x.invalid")慰问困难职工45户，每户发放慰问金500元，共发放慰问金22500元。'
)
AT = "2026-01-05T08:00:00Z"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_archive(tmp_path_factory.mktemp("archive"))
    (folder / "=cmd.txt").write_text(HOSTILE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def read_once(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    batch.run([archive], out, jobs=1)
    return out


@pytest.fixture
def results(read_once: Path) -> Iterator[Path]:
    yield read_once
    for path in read_once.glob("decisions.sqlite*"):
        path.unlink()


@pytest.fixture
def written(results: Path, tmp_path: Path) -> Written:
    return write_workbook(results, tmp_path / "desk.xlsx")


def _rows(sheet: Worksheet) -> list[dict[str, Any]]:
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_the_workbook_has_every_sheet_with_every_row(results: Path, written: Written) -> None:
    book = openpyxl.load_workbook(written.path)
    assert book.sheetnames == SHEETS
    with open_results(results) as opened:
        expected = {
            "核对结果": len(opened.findings),
            "慰问发放": len(opened.disbursements),
            "金额": len(opened.mentions.query("type == 'money'")),
            "户数人数": len(opened.mentions.query("type == 'count'")),
            "日期": len(opened.mentions.query("type == 'date'")),
            "对象": len(opened.mentions.query("type == 'name' or type == 'group'")),
            "无法读取": len(opened.failures),
        }
    assert all(expected.values())
    assert {name: len(_rows(book[name])) for name in expected} == expected
    for name in SHEETS[1:-1]:
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref.startswith("A1:")


ON_PAPER = {  # the last column that is printed; what only leads to a place in the file is not
    "核对结果": "年份",
    "跨年核对": "前一篇原文",
    "慰问发放": "年份",
    "金额": "年份",
    "重复段落": "年份",
}


def test_every_sheet_fits_the_paper_with_its_head_on_every_page(written: Written) -> None:
    book = openpyxl.load_workbook(written.path)
    for name in SHEETS:
        sheet = book[name]
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == (None if name == "总览" else "$1:$1")
        if name in ON_PAPER:
            last = re.search(r":\$([A-Z]+)", sheet.print_area).group(1)  # type: ignore[union-attr]
            assert sheet[f"{last}1"].value == ON_PAPER[name]


def test_the_head_of_a_number_stands_over_it(written: Written) -> None:
    sheet = openpyxl.load_workbook(written.path)["金额"]
    sides = {cell.value: cell.alignment.horizontal for cell in sheet[1]}
    assert (sides["所述"], sides["原文写法"]) == ("right", "left")
    assert sheet["B2"].alignment.shrink_to_fit


@pytest.mark.parametrize(
    ("language", "left"), [(Language.ZH, "[a-z]{3}"), (Language.EN, "[一-鿿]")]
)
def test_the_columns_are_explained_in_one_language(
    language: Language, left: str, results: Path, tmp_path: Path
) -> None:
    path = write_workbook(results, tmp_path / "desk.xlsx", language).path
    sheet = openpyxl.load_workbook(path).worksheets[-1]
    units = {row[3].value for row in sheet.iter_rows(min_row=2)} - {None, ""}
    assert len(units) > 3
    assert [unit for unit in units if re.search(left, unit)] == []


def test_the_overview_counts_what_the_sheets_hold(results: Path, written: Written) -> None:
    book = openpyxl.load_workbook(written.path)
    overview = book["总览"]
    cells = [cell.value for row in overview.iter_rows() for cell in row if cell.value is not None]
    with open_results(results) as opened:
        for table in ("documents", "reports", "findings", "mentions", "failures"):
            assert len(opened.table(table)) in cells
    assert {"文件", "报告", "核对", "发放", "提及", "无法读取", "待复核", "认定", "排除"} <= set(
        cells
    )
    links = {cell.value for row in overview.iter_rows() for cell in row if cell.hyperlink}
    assert links == set(SHEETS[1:-1])


def test_a_finding_leads_to_the_row_its_figure_stands_in(written: Written) -> None:
    book = openpyxl.load_workbook(written.path)
    sheet = book["核对结果"]
    heads = [cell.value for cell in sheet[1]]
    followed = 0
    for row in sheet.iter_rows(min_row=2):
        evidence = row[heads.index("依据")]
        name, place = re.fullmatch(r"'(.+)'!(A\d+)", evidence.hyperlink.location).groups()  # type: ignore[union-attr]
        assert evidence.value == f"{name} 行 {place[1:]}"
        target = _rows(book[name])[int(place[1:]) - 2]
        assert target["文件"] == row[heads.index("文件")].value
        assert (
            target["所述数值" if "所述数值" in target else "所述"] == row[heads.index("所述")].value
        )
        followed += 1
    assert followed >= 4


def test_the_worst_finding_is_first_and_written_out(written: Written) -> None:
    first = _rows(openpyxl.load_workbook(written.path)["核对结果"])[0]
    assert first["结论"] == "不符"
    assert "500 × 20 = 10000 ≠ 12000" in first["算式与理由"]
    assert (first["所述"], first["差额"], first["状态"]) == (12000, 2000, "待复核")
    assert "共发放慰问金12000元" in first["原文"]


def test_numbers_are_numbers_days_are_days_and_texts_are_texts(written: Written) -> None:
    book = openpyxl.load_workbook(written.path)
    for sheet in book.worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds, sheet.title
    money = book["金额"]
    heads = [cell.value for cell in money[1]]
    (cell,) = {c.number_format for c in [r[heads.index("所述")] for r in money.iter_rows(2)]}
    assert cell == "#,##0"
    days = _rows(book["日期"])
    assert any(hasattr(row["最早"], "year") for row in days)
    files = {row["文件"] for row in _rows(book["金额"])}
    assert any(name.endswith("=cmd.txt") for name in files)


def test_colours_follow_the_verdict_and_a_status_is_chosen_from_a_list(written: Written) -> None:
    sheet = openpyxl.load_workbook(written.path)["核对结果"]
    rules = [rule for ranges in sheet.conditional_formatting for rule in ranges.rules]
    assert {'"不符"', '"相符"', '"无法判断"'} <= {f for rule in rules for f in rule.formula}
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"待复核,认定,排除"'


def test_the_columns_are_explained(written: Written) -> None:
    book = openpyxl.load_workbook(written.path)
    explained = {(row["表"], row["字段"]) for row in _rows(book["字段说明"]) if row["说明"]}
    for name in SHEETS[1:-1]:
        assert {(name, cell.value) for cell in book[name][1]} <= explained


def test_the_workbook_speaks_english_too(results: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(
        write_workbook(results, tmp_path / "en.xlsx", Language.EN).path, read_only=True
    )
    chinese = re.compile("[一-鿿]")
    heads = [str(cell) for s in book.worksheets for cell in next(s.iter_rows(values_only=True))]
    assert not [text for text in [*book.sheetnames, *heads] if chinese.search(text)]


LIMITS = [
    # rows a sheet, links a sheet, the sheet that goes on, how many parts
    (2, 100, "金额", "rows"),
    (100, 2, "核对结果", "links"),
]


@pytest.mark.parametrize(("rows", "links", "sheet", "what"), LIMITS)
def test_what_a_sheet_cannot_hold_goes_on_in_another_and_says_so(
    rows: int, links: int, sheet: str, what: str, results: Path, tmp_path: Path
) -> None:
    whole = openpyxl.load_workbook(write_workbook(results, tmp_path / "whole.xlsx").path)
    written = write_workbook(results, tmp_path / f"{what}.xlsx", limits=Limits(rows, links))
    book = openpyxl.load_workbook(written.path)
    parts = [name for name in book.sheetnames if name.split(" ")[0] == sheet]
    assert len(parts) > 1
    assert set(parts[1:]) <= set(written.further_sheets)
    keys = ("文件", "原始起点", "原文")
    together = [tuple(r[k] for k in keys) for name in parts for r in _rows(book[name])]
    assert together == [tuple(row[k] for k in keys) for row in _rows(whole[sheet])]
    said = [cell.value for row in book["总览"].iter_rows() for cell in row if cell.value]
    assert any(str(text).startswith("超过 Excel 单表上限") and parts[1] in text for text in said)


CELLS = [
    # text, what the cell holds, whether it was cut
    ("共\x00\x1b[2J3户\ufffe", "共[2J3户", False),
    ("甲\r\n乙\r丙", "甲\n乙\n丙", False),
    ("字" * (CELL - 1), "字" * (CELL - 1), False),
    ("字" * (CELL + 1), "字" * (CELL - len(CUT)) + CUT, True),
    ("𠮷" * CELL, "𠮷" * ((CELL - len(CUT)) // 2) + CUT, True),
]


@pytest.mark.parametrize(("text", "held", "is_cut"), CELLS)
def test_a_cell_holds_what_a_cell_can_hold(text: str, held: str, is_cut: bool) -> None:  # noqa: FBT001
    assert cell_text(text) == (held, is_cut)


# --- back again ---------------------------------------------------------------------------------


def _fill(path: Path, edits: Sequence[tuple[int, str, str | None]]) -> Path:
    """Write into the workbook what a person would: row, column, text."""
    book = openpyxl.load_workbook(path)
    sheet = book["核对结果"]
    heads = [cell.value for cell in sheet[1]]
    for row, head, text in edits:
        sheet.cell(row, heads.index(head) + 1).value = text
    filled = path.with_name("filled.xlsx")
    book.save(filled)
    return filled


def test_decisions_come_back_and_survive_a_new_run(
    archive: Path, results: Path, written: Written, tmp_path: Path
) -> None:
    filled = _fill(
        written.path, [(2, "状态", "认定"), (2, "备注", "应为 10,000 元"), (3, "复核人", "李四")]
    )
    returned = read_back(results, filled, author="张三", at=AT)
    assert [(c.field, c.before, c.after, c.outcome) for c in returned.changes] == [
        (Field.STATUS, "open", "accepted", Outcome.CHANGED),
        (Field.NOTE, "", "应为 10,000 元", Outcome.CHANGED),
        (Field.REVIEWER, "", "李四", Outcome.CHANGED),
    ]
    assert read_back(results, filled, author="张三", at=AT).changes == ()

    again = tmp_path / "again"
    batch.run([archive], again, jobs=1)
    (again / "decisions.sqlite").write_bytes((results / "decisions.sqlite").read_bytes())
    first, second, *_ = _rows(
        openpyxl.load_workbook(write_workbook(again, tmp_path / "again.xlsx").path)["核对结果"]
    )
    assert (first["状态"], first["备注"], second["复核人"]) == ("认定", "应为 10,000 元", "李四")


def test_sorted_and_cut_workbooks_are_read_by_key(results: Path, written: Written) -> None:
    book = openpyxl.load_workbook(written.path)
    sheet = book["核对结果"]
    for name in book.sheetnames:
        if name != "核对结果":
            del book[name]
    heads = [cell.value for cell in sheet[1]]
    key = sheet.cell(2, heads.index("键（勿改）") + 1).value
    sheet.cell(2, heads.index("状态") + 1).value = "排除"
    sheet.move_range(f"A2:{sheet.cell(2, len(heads)).coordinate}", rows=40)
    sheet.delete_rows(3)
    filled = written.path.with_name("sorted.xlsx")
    book.save(filled)
    (change,) = read_back(results, filled, author="张三", at=AT).changes
    assert change.row == 41
    with open_decisions(results) as decisions:
        assert decisions.standings()[key].status is Status.DISMISSED


def test_what_was_changed_on_both_sides_is_a_conflict(results: Path, written: Written) -> None:
    mine = _fill(written.path, [(2, "备注", "甲")])
    read_back(results, mine, author="张三", at=AT)
    theirs = _fill(written.path, [(2, "备注", "乙"), (2, "状态", "认定")])
    returned = read_back(results, theirs, author="李四", at=AT)
    assert [(c.field, c.outcome) for c in returned.changes] == [
        (Field.STATUS, Outcome.CHANGED),
        (Field.NOTE, Outcome.CONFLICT),
    ]
    with open_decisions(results) as decisions:
        (standing,) = decisions.standings().values()
    assert (standing.note, standing.status) == ("甲", Status.ACCEPTED)


REFUSED = [
    # what is written where, and what becomes of it
    ([(2, "状态", "大概")], Outcome.NOT_A_STATUS),
    ([(2, "键（勿改）", "0" * 24), (2, "备注", "x")], Outcome.UNKNOWN),
    ([(2, "导出时（勿改）", "x"), (2, "备注", "x")], Outcome.TAMPERED),
    ([(2, "导出时（勿改）", "[1]"), (2, "备注", "x")], Outcome.TAMPERED),
]


@pytest.mark.parametrize(("edits", "outcome"), REFUSED)
def test_what_cannot_be_taken_is_reported_and_not_stored(
    edits: list[tuple[int, str, str]], outcome: Outcome, results: Path, written: Written
) -> None:
    returned = read_back(results, _fill(written.path, edits), author="张三", at=AT)
    assert {change.outcome for change in returned.changes} == {outcome}
    with open_decisions(results) as decisions:
        assert decisions.log(10) == []


def test_one_finding_filled_in_twice_is_taken_only_if_both_agree(
    results: Path, written: Written
) -> None:
    book = openpyxl.load_workbook(written.path)
    sheet = book["核对结果"]
    copy = book.copy_worksheet(sheet)
    note = [cell.value for cell in sheet[1]].index("备注") + 1
    sheet.cell(2, note).value, copy.cell(2, note).value = "甲", "乙"
    sheet.cell(3, note).value = copy.cell(3, note).value = "丙"
    filled = written.path.with_name("twice.xlsx")
    book.save(filled)
    returned = read_back(results, filled, author="张三", at=AT)
    assert [c.after for c in returned.having(Outcome.TWICE)] == ["甲", "乙"]
    with open_decisions(results) as decisions:
        assert [decision.value for decision in decisions.log(10)] == ["丙"]


def test_an_emptied_cell_takes_a_decision_back(results: Path, written: Written) -> None:
    read_back(results, _fill(written.path, [(2, "状态", "认定")]), author="张三", at=AT)
    second = write_workbook(results, written.path.with_name("second.xlsx"))
    read_back(results, _fill(second.path, [(2, "状态", None)]), author="张三", at=AT)
    with open_decisions(results) as decisions:
        (standing,) = decisions.standings().values()
        assert standing.status is Status.OPEN
        assert len(decisions.history(standing.subject.key)) == 2


def test_a_run_over_its_own_folder_does_not_read_the_decisions(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["2019/wrong.txt"], encoding="utf-8")
    batch.run([tmp_path], tmp_path, jobs=1)
    decide(tmp_path, Field.STATUS, Status.ACCEPTED)
    batch.run([tmp_path], tmp_path, jobs=1)
    with open_results(tmp_path) as opened, open_decisions(tmp_path) as decisions:
        assert len(opened.documents) == 1
        assert len(opened.failures) == 0
        assert decisions.length == 1


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (64 << 20))


NO_WORKBOOKS = [
    (lambda path: path.write_bytes(b"PK nothing"), "is no workbook"),
    (lambda path: openpyxl.Workbook().save(path), "no sheet of findings"),
    (lambda path: path.mkdir(), "cannot be opened"),
    (_bomb, "is no workbook"),
]


@pytest.mark.parametrize(("make", "said"), NO_WORKBOOKS)
def test_what_is_no_such_workbook_is_refused(
    make: Callable[[Path], object], said: str, results: Path, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    make(path)
    with pytest.raises(ExtractorError, match=said):
        read_back(results, path, author="张三", at=AT)


def test_a_file_of_another_name_is_refused_as_no_workbook(results: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    openpyxl.Workbook().save(path)
    with pytest.raises(ExtractorError, match=r"save it as \.xlsx"):
        read_back(results, path, author="张三", at=AT)


def test_the_command_line_writes_and_reads_back(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "desk.xlsx"
    assert invoke(["report", str(results), "--xlsx", str(path)], {}) == 0
    filled = _fill(path, [(2, "状态", "认定"), (3, "状态", "大概")])
    asked = ["decisions", "import", str(filled), str(results), "--author", "张三"]
    assert invoke(asked, {}) == 1
    told = capsys.readouterr().out
    assert "核对结果!2" in told
    assert all(head in told for head in ("事项", "原为", "现为"))
    assert "待复核" in told
    assert "不是可用的状态" in told
    assert invoke(["decisions", "log", str(results)], {}) == 0
    told = capsys.readouterr().out
    assert "张三" in told
    assert "认定" in told
    assert invoke(["report", str(results)], {}) == 2
    assert "--xlsx" in capsys.readouterr().err
