"""Identity, telephone and account numbers are not shown to people; the evidence keeps them."""

import csv
import sqlite3
import zipfile
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractor import batch
from extractor.cli import invoke
from extractor.masking import masked
from extractor.report.passages import Mark, pieces
from extractor.store import exporting

IDENTITY, TELEPHONE = "420101199001011234", "13800138000"
TEXT = (
    f"慰问困难职工30户，发放9000元，每户200元。联系电话{TELEPHONE}，身份证{IDENTITY}，"
    "账号6222021234567890123。"
)

MASKED = [
    ("身份证420101199001011234，", "身份证420*************34，"),
    ("身份证42010119900101123X", "身份证420*************3X"),
    ("旧证420101900101123。", "旧证420**********23。"),
    ("电话13800138000", "电话138******00"),
    ("手机：138 0013 8000", "手机：138********00"),
    ("电话0571-88886666", "电话057********66"),
    ("<13800138000>+86 13800138000", "<138******00>+86 138******00"),
    ("账号：6222 0212 3456 7890 123", "账号：622******************23"),
]
LEFT = [
    "拨付13800138000元",
    "发放13800138000.50元",
    "收入138001380001234567890",
    "2018年30户",
    "统一社会信用代码91420100MA4K13800138000X",
    "共18000户",
    "16840670000 ÷ (1 + 1.63%) = 16570940000",
    "(13137260000 + 15000000000) × 2 = 18900000000 ≠ ≈18900000001",
    "data/13800138000.txt",
    "",
]


@pytest.mark.parametrize(("written", "shown"), MASKED)
def test_a_number_that_leads_to_a_person_is_masked(written: str, shown: str) -> None:
    assert masked(written) == shown


@pytest.mark.parametrize("text", LEFT)
def test_a_figure_is_never_masked(text: str) -> None:
    assert masked(text) == text


@given(st.text(alphabet="电话号账身份证0123456789Xx -.元，", max_size=80))
def test_masking_moves_nothing_and_masks_once(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert masked(shown) == shown
    assert all(b in (a, "*") for a, b in zip(text, shown, strict=True))


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("masking")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    batch.run([folder / "a.txt"], folder / "out", jobs=1)
    return folder / "out" / "results.sqlite"


def test_the_results_keep_the_text_as_received(results: Path) -> None:
    with sqlite3.connect(results) as connection:
        (raw,) = connection.execute("SELECT raw FROM documents").fetchone()
    assert raw == TEXT


@pytest.mark.parametrize("form", [exporting.Form.CSV, exporting.Form.XLSX])
def test_exports_mask(results: Path, tmp_path: Path, form: exporting.Form) -> None:
    exported = exporting.export(results, form, tmp_path)
    shown = "".join(_text_of(path) for path in exported.paths)
    assert "138******00" in shown
    assert IDENTITY not in shown
    assert TELEPHONE not in shown


@pytest.mark.parametrize(
    "command",
    [
        ["query", "{results}", "SELECT raw, text FROM documents"],
        ["query", "{results}", "SELECT raw, text FROM documents", "--format", "csv"],
        ["query", "{results}", "SELECT raw, text FROM documents", "--format", "json"],
        ["query", "{results}", "SELECT raw, text FROM documents", "--format", "jsonl"],
        ["extract", "{file}"],
        ["audit", "{results}"],
    ],
)
def test_commands_mask(
    results: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"results": str(results), "file": str(results.parents[1] / "a.txt")}
    invoke([part.format(**places) for part in command], {})
    shown = capsys.readouterr().out
    assert shown.strip()
    assert IDENTITY not in shown
    assert TELEPHONE not in shown


@pytest.mark.parametrize("form", ["xlsx", "html", "docx"])
def test_working_papers_mask(results: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"report.{form}"
    assert invoke(["report", str(results), f"--{form}", str(out)], {}) == 0
    shown = _text_of(out)
    assert IDENTITY not in shown
    assert TELEPHONE not in shown


def test_a_number_cut_by_the_edge_of_a_passage_is_masked(tmp_path: Path) -> None:
    """Four characters of each number would lie inside the passage, and not look like numbers."""
    for gap in (6, 10, 14):
        text = f"身份证{IDENTITY}{'家' * gap}慰问困难职工30户，{'发' * gap}{TELEPHONE}。"
        (tmp_path / f"{gap}.txt").write_text(text, encoding="utf-8")
    batch.run([tmp_path], tmp_path / "out", jobs=1)
    out = tmp_path / "report.xlsx"
    assert invoke(["report", str(tmp_path / "out"), "--xlsx", str(out)], {}) == 0
    shown = _text_of(out)
    assert "慰问困难职工30户" in shown
    assert not regex.search(r"[0-9]{3}1234|11234|1380013", shown)


def test_the_switch_leaves_them_in_json_lines(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(results.parents[1] / "a.txt")
    invoke(["extract", path, "--format", "jsonl"], {})
    assert IDENTITY not in capsys.readouterr().out
    invoke(["extract", path, "--format", "jsonl", "--no-mask"], {})
    assert IDENTITY in capsys.readouterr().out


def test_passages_of_the_desk_and_the_page_mask() -> None:
    shown = "".join(piece.text for piece in pieces(TEXT, [Mark(2, 8, "total")]))
    assert IDENTITY not in shown
    assert TELEPHONE not in shown


def _text_of(path: Path) -> str:
    """Return the characters of a CSV, HTML or zipped file."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return "".join(
                archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()
            )
    text = path.read_text(encoding="utf-8-sig")
    return (
        "\n".join(",".join(row) for row in csv.reader(text.splitlines()))
        if path.suffix == ".csv"
        else text
    )
