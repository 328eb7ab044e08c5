"""One report in every format: its text and cells, what is said to be left out, and no extras."""

from __future__ import annotations

import importlib
import io
import subprocess
import sys
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import openpyxl.chart
import openpyxl.comments
import pytest

from benchmarks.formats import cells_in_place, characters, figure, files, tables, text_share
from benchmarks.formats_files import FOLDER, load, ofd
from extractor.cli import invoke
from extractor.errors import UnreadableError
from extractor.reading import decode, read
from extractor.store import open_results
from tests.packages import open_text, pdf

REPORT = load()
WORD = {"hidden-text": REPORT.hidden, "margins-unread": REPORT.header}
BUNDLES = ("report.eml", "report.zip", "report.tar.gz", "report.7z", "report.rar")
READ = [
    # file, format, where 26.2 stands, notes with what they say
    ("report.docx", "docx", "table 1 row 5 col 3", WORD),
    ("report.doc", "doc", "table 1 row 5 col 3", WORD | {"list-numbers-unread": "2 ×"}),
    ("report.odt", "odt", "table 1 row 5 col 3", WORD),
    ("report.fodt", "fodt", "table 1 row 5 col 3", WORD),
    ("report.rtf", "rtf", "table 1 row 5 col 3", WORD),
    ("report.pdf", "pdf", "p.1 table 1 row 5 col 3", {}),
    ("report.ofd", "ofd", "p.1 table 1 row 5 col 3", {}),
    ("report.html", "html", "table 1 row 5 col 3", {"hidden-text": REPORT.hidden}),
    ("pipes.txt", "txt", "–", {}),
    ("gb18030.txt", "txt", "–", {}),
    ("report.xlsx", "xlsx", "片区!C5", {}),
    ("report.xls", "xls", "片区!C5", {}),
    ("report.ods", "ods", "片区!C5", {}),
    ("report.fods", "fods", "片区!C5", {}),
    ("report.csv", "csv", "C5", {}),
    *((name, "docx", "table 1 row 5 col 3", WORD) for name in BUNDLES),
]


@pytest.mark.parametrize(("name", "kind", "place", "notes"), READ)
def test_every_format_gives_the_whole_text_and_every_cell(
    name: str, kind: str, place: str, notes: dict[str, str]
) -> None:
    held = files(FOLDER / name)
    text = "\n".join(file.raw for file in held)
    assert held[-1].format == kind
    assert text_share(characters(REPORT, name), text) == 1
    for table in tables(REPORT, name):
        assert cells_in_place(table, text) == sum(map(len, table))
    assert {note.code: note.detail for note in held[-1].notes} == notes
    assert figure(held) == (place, "262,000 CNY", True)


def test_a_scan_is_recognised_and_says_so() -> None:
    (scan,) = files(FOLDER / "scan.pdf")
    assert text_share(characters(REPORT, "scan.pdf"), scan.raw) > 0.95
    assert [note.code for note in scan.notes] == ["recognised"]


def test_a_member_of_a_bundle_keeps_its_chinese_name() -> None:
    names = {name: files(FOLDER / name)[-1].source for name in BUNDLES}
    assert names == {name: f"{name}!/总结/送温暖总结.docx" for name in BUNDLES} | {
        "report.eml": "report.eml!/送温暖总结.docx"
    }


def test_what_is_not_read_says_what_to_do() -> None:
    slides = open_text("<text:p>慰问30户</text:p>", kind="presentation")
    with pytest.raises(UnreadableError, match=r"OpenDocument.+save it as \.docx"):
        decode(slides, "a.odp")


def test_columns_of_a_fixed_page_that_a_row_leaves_open_stay_lines() -> None:
    first = [REPORT.first[0], ["东片", "8.4"], *REPORT.first[2:]]
    file = decode(ofd(replace(REPORT, first=first)), "a.ofd")
    assert "东片   8.4" in file.raw
    assert cells_in_place(first, file.raw) <= 1  # 合计 of the other table
    assert cells_in_place(REPORT.second, file.raw) == sum(map(len, REPORT.second))


@pytest.mark.parametrize("name", ["cells.doc", "cells.rtf"])
def test_a_cell_of_an_old_document_stands_under_its_head(name: str) -> None:
    file = read(FOLDER.parent / "cells" / name)  # merged heads, two paragraphs in a cell, a field
    assert file.raw.strip("\n").split("\n") == [
        "慰问困难职工30户，发放1.5万元",
        "镇 | 2017年 |  | 2018年 | ",
        " | 户数 | 金额 （万元） | 户数 | 金额 （万元）",
        "白马镇 | 12 | 3.4 | 15 | 3.6",
        "青龙镇 | 22 | 4.4 | 25 | 4.6",
    ]
    assert file.place_of(file.raw.index("3.6")) == "table 1 row 3 col 5"
    assert [(note.code, note.detail) for note in file.notes] == [("struck-text", "300")]


@pytest.mark.parametrize("name", ["marks.doc", "marks.rtf"])
def test_an_old_document_is_read_as_its_page_looks(name: str) -> None:
    # A raised mark, words hidden by a style, a gloss, a box, two kinds of notes, an inner table.
    file = read(FOLDER.parent / "cells" / name)
    assert [line for line in file.raw.split("\n") if line] == [
        "慰问30¹户，发放1.5万元。",
        "慰问张喆300元",
        "镇 | 2017年 |  | 2018年 | ",
        " | 户数 | 金额 （万元） | 户数 | 金额（万元）",
        "白马镇 | 12 | 3.4 | 15 | 3.6",
        "青龙镇 | 22 | 4.4 | 25 | 现金 2.6 物资 2",
        "末段。",
        "框中60户",
        "注1：含物资3万元。",
        "注2：截至2018年1月20日。",
    ]
    notes = {note.code: note.detail for note in file.notes}
    assert notes.pop("hidden-text") == "发放900万元，隐藏700元"
    assert list(notes) == ["margins-unread"]


def _set(*rows: str, top: float = 500) -> list[tuple[float, float, float, str]]:
    """Return the cells of rows, parted by bars, in columns of a page."""
    return [
        (60 + 150 * at, top - 20 * down, 12, cell)
        for down, row in enumerate(rows)
        for at, cell in enumerate(row.split("|"))
        if cell
    ]


HEAD, BODY = "片区|户数|万元", ["东片|30|8.4", "西片||7.6", "合计|30|17.0"]
TABLE = ["片区 | 户数 | 万元", "东片 | 30 | 8.4", "西片 |  | 7.6", "合计 | 30 | 17.0"]
LEFT = ["上半年慰问困难职工共", "三十户，发放慰问金共", "一万五千元，另有大米", "六十袋。"]
RIGHT = ["下半年资助困难学生共", "二十名，发放助学金共", "二万六千元，另有文具", "二十套。"]
BESIDE = [f"{one}||{two}" for one, two in zip(LEFT, RIGHT, strict=True)]
PDF_PAGES = [
    # document, lines, where the last of them stands
    (pdf(_set(HEAD, *BODY)), TABLE, "p.1 table 1 row 4 col 3"),
    (pdf(_set(HEAD, *BODY), sideways=True), TABLE, "p.1 table 1 row 4 col 3"),
    (pdf([*_set(HEAD, *BODY), *_set("— 1 —", top=40)], _set(*BODY)),
     [*TABLE, *TABLE[1:], "— 1 —"], "p.1"),
    (pdf(_set(HEAD, *BODY), _set(HEAD, *BODY[1:], *BODY)), [*TABLE, *TABLE[2:], *TABLE[1:]],
     "p.2 table 1 row 6 col 3"),
    (pdf(_set(*BESIDE)), [*LEFT, *RIGHT], "p.1"),
    (pdf([(60, 500, 12, "慰问30"), (108, 506, 7, "1"), (115, 500, 12, "户")]), ["慰问30¹户"], "p.1"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "lines", "place"), PDF_PAGES)
def test_a_pdf_is_read_as_its_pages_look(document: bytes, lines: list[str], place: str) -> None:
    file = decode(document, "a.pdf")
    assert file.raw.split("\n") == lines
    assert file.place_of(len(file.raw) - 1) == place


@pytest.mark.parametrize(
    ("kind", "code"), [("FreeText", "comments-unread"), ("Widget", "objects-unread")]
)
def test_a_pdf_says_what_is_written_over_its_pages(kind: str, code: str) -> None:
    file = decode(pdf(_set("慰问30户"), beside=kind), "a.pdf")
    assert (file.raw, [note.code for note in file.notes]) == ("慰问30户", [code])


RICH_TEXT = [
    # markup, text, notes
    (r"a {b \v c\v0 d}{\v e {\b f}} g", "a b d g", {"hidden-text": "ce f"}),
    (r"{\deleted 300}{\revised 30}", "30", {"tracked-changes": "300"}),
    (r"{\strike 300}\strike 4\strike0 30", "30", {"struck-text": "3004"}),
    (r"a{\*\footnote n {\i o}\par p}b", "ab\n注1：n o p", {}),
    (r"{\header top}{\footerr end}a", "a", {"margins-unread": "top / end"}),
    (r"a{\*\annotation said}", "a", {"comments-unread": "said"}),
    (r"{\stylesheet{\s1 \v Hid;}}\v x\plain y", "y", {"hidden-text": "x"}),
    (r"a{\*\annotation{\*\atndate 0}{\b said}}", "a", {"comments-unread": "said"}),
    (r"30{\super 12}3\super 4\nosupersub 5", "30¹²3⁴5", {}),
    (
        r"a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt 60\par 7}}{\shprslt{\*\do\dptxbxtext 60}}}",
        "a\n60\n7",
        {},
    ),
    (r"a{\field{\*\fldinst{EQ \\* jc2 \\o\\ad(\\s\\up 9(wei),{\b b})}}{\fldrslt }}c", "abc", {}),
    (r"a{\field{\*\fldinst{PAGE \\o(1,2)}}{\fldrslt 7}}c", "a7c", {}),
    (
        r"\trowd\cellx9\cellx99\pard\intbl a\cell b\par\pard\intbl\itap2 c\nestcell 2\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}\pard\intbl\cell\row\pard",
        "a | b c 2",
        {},
    ),
]


@pytest.mark.parametrize(("markup", "text", "notes"), RICH_TEXT)
def test_rich_text_leaves_nothing_out_in_silence(
    markup: str, text: str, notes: dict[str, str]
) -> None:
    file = decode(rf"{{\rtf1\ansi\ansicpg936 {markup}\par}}".encode(), "a.rtf")
    assert file.raw.strip().replace("\n\n", "\n") == text
    assert {note.code: note.detail for note in file.notes} == notes


PAGES = [
    # markup, text, notes
    ("<p>慰问<del>300</del>30<sup>1</sup>户", "慰问30¹户", {"struck-text": "300"}),
    ("<p>慰问30户<p hidden>900元</p>", "慰问30户", {"hidden-text": "900元"}),
    (
        "<p>30户<template><p>900元</p></template><span style='text-decoration: line-through'>300</span>",
        "30户",
        {"struck-text": "300"},
    ),
    (
        "<style>/* a */ .t, p.u {display:none} #i{visibility:hidden !important}</style><p>30户<i class='a t'>1元</i><i class=u>2元</i><i id=i style='visibility:visible'>3元</i></p><p class=u>4元</p>",
        "30户2元",
        {"hidden-text": "1元3元4元"},
    ),
    # on the screen of a desk, and not on paper or a telephone
    (
        "<style>@media screen{.t{display:none}} @media print{.u{display:none}} @media (max-width:600px){.v{display:none}} .w{display:none} @media (min-width:48em) and (max-width:9999px){.w{display:block}.x{display:none}}</style><style media=print>p{color:red}.y{display:none}</style><p><i class=t>1元</i><i class=u>2元</i><i class=v>3元</i><i class=w>4元</i><i class=x>5元</i><i class=y>6元</i>",
        "2元3元4元6元",
        {"hidden-text": "1元5元"},
    ),
    # what another rule shows again, what is for paper or needs to know where it stands
    (
        "<style>.t{display:none} .t{display:block} @media print{.v{display:none}} div .w{display:none} .x:hover{display:none} #y{display:inline}.y{display:none}</style><p><i class=t>1元</i><i class=v>2元</i><i class=w>3元</i><i class=x>4元</i><i id=y class=y>5元</i>",
        "1元2元3元4元5元",
        {},
    ),
    ("<p hidden>900元<p>30户<div>5元</div>", "30户\n5元", {"hidden-text": "900元"}),
    (
        "<table><tr><td>甲<td style='visibility:hidden'>9</td><td>3<tr><td>乙<td style='text-decoration:line-through'>8</td><td>4<tr><td>丙<td style='display:none'>7</td><td>5<td>6</table>",
        "甲 |  | 3\n乙 |  | 4\n丙 | 5 | 6",
        {"hidden-text": "97", "struck-text": "8"},
    ),
    (
        "<style>.t{display:none}</style><p>30户<span class=t style='display:inline'>1元</span>",
        "30户1元",
        {},
    ),
    (
        "<table><tr><td rowspan=2>镇<td colspan=2>2018年<tr><td>户数<td>元<tr><td rowspan=2>甲镇<td>3<td>500<tr><td>4<td>600<tr><td colspan=3>注",
        "镇 | 2018年 | \n | 户数 | 元\n甲镇 | 3 | 500\n | 4 | 600\n注 |  | ",
        {},
    ),
]


@pytest.mark.parametrize(("markup", "text", "notes"), PAGES)
def test_a_page_gives_what_it_shows(markup: str, text: str, notes: dict[str, str]) -> None:
    file = decode(f"<html><body>{markup}</html>".encode(), "a.html")
    assert file.raw == text
    assert {note.code: note.detail for note in file.notes} == notes


def test_a_message_is_read_in_the_encoding_it_is_in_and_with_its_table() -> None:
    message = EmailMessage()
    message["From"], message["Date"] = "a@example.org", "Sat, 20 Jan 2018 10:00:00 +0800"
    message["Subject"] = "Subject"
    message.set_content("见下表", charset="gb18030")
    message.add_alternative("<table><tr><td>户数<td>元<tr><td>3<td>500", "html", charset="gb18030")
    sent = bytes(message).replace(b"Subject: Subject", b"Subject: " + "慰问总结".encode("gb18030"))
    file = decode(sent.replace(b' charset="gb18030"', b""), "a.eml")
    assert file.raw.split("\n") == [
        "主题：慰问总结", "发件人：a@example.org", "日期：Sat, 20 Jan 2018 10:00:00 +0800", "",
        "户数 | 元", "3 | 500",
    ]  # fmt: skip
    assert file.place_of(file.raw.index("500")) == "table 1 row 2 col 2"


@pytest.mark.parametrize("kind", ['<?mso-application progid="Excel.Sheet"?>', "<office:document>"])
def test_an_office_file_in_xml_is_refused_with_what_to_do(kind: str) -> None:
    with pytest.raises(UnreadableError, match=r"save it as \.docx"):
        decode(f'<?xml version="1.0"?>\n{kind}'.encode(), "a.xls")


def test_a_workbook_says_what_is_no_cell_or_not_to_be_seen() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["户", "元"], [3, 500], [4, 600], ["合计", "=B2+B3"]):
        sheet.append(row)
    sheet["A2"].comment = openpyxl.comments.Comment("待核", "甲")
    sheet.row_dimensions[3].hidden = True
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(sheet, min_col=2, min_row=2, max_row=3))
    sheet.add_chart(chart, "D1")
    written = io.BytesIO()
    book.save(written)
    file = decode(written.getvalue(), "a.xlsx")
    assert file.raw.split("\n") == ["户 | 元", "3 | 500", "4 | 600", "合计 | ", ""]
    assert {note.code for note in file.notes} == {
        "comments-unread", "objects-unread", "hidden-cells", "formulas-without-value"
    }  # fmt: skip


def test_a_cell_says_what_its_format_shows() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["户", "占比", "金额"], [3, 0.125, 7.6000000000000005], [4, 1 / 3, 20000]):
        sheet.append(row)
    for cell, shown in (("B2", "0.0%"), ("B3", "0%"), ("C2", '0.0"万元"'), ("C3", '0!.0,"万元"')):
        sheet[cell].number_format = shown
    sheet.oddHeader.center.text = "单位：万元"
    written = io.BytesIO()
    book.save(written)
    file = decode(written.getvalue(), "a.xlsx")
    assert file.raw.split("\n") == [
        "户 | 占比 | 金额", "3 | 12.5% | 7.6万元", "4 | 33.333333% | 2.0万元", ""
    ]  # fmt: skip
    assert [note.code for note in file.notes] == ["margins-unread"]


TEXT_TABLES = [
    # text, where 500 stands; None: no table
    ("慰问表\n单位：元\n片区,金额\n东片,500\n西片,600\n", "B4"),
    ("慰问表,,\n单位：元,,\n片区,金额,备注\n东片,500,已发。\n西片,600,\n", "B4"),
    ("片区;元\n东片;500\n西片;600\n\n来源;元\n会费;700\n", "B2"),
    ("慰问张三,李四\n发放500元,油\n共计500元,大米\n", None),
]


@pytest.mark.parametrize(("text", "place"), TEXT_TABLES)
def test_a_text_is_a_table_under_its_titles(text: str, place: str | None) -> None:
    file = decode(text.encode("gb18030"), "a.csv")
    assert file.place_of(file.raw.index("500")) == place


def test_a_figure_of_a_table_is_shown_with_its_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    assert invoke(["run", str(FOLDER / "report.xlsx"), "--out", out], {}) == 1
    with open_results(out) as results:
        found = results.findings.query("verdict == 'fails'").iloc[0]
    capsys.readouterr()
    name = f"{found.document}/{found.report}/{found.finding}"
    assert invoke(["audit", out, "--explain", name], {}) == 0
    told = capsys.readouterr().out
    for place in ("片区!C2", "片区!C3", "片区!C4", "片区!C5"):
        assert place in told


# What each format needs beside the core, and the extra that brings it.
NEEDED = [
    # file, module, extra
    ("report.doc", "wps2md", "office"),
    ("report.doc", "olefile", "office"),
    ("report.rtf", "striprtf.striprtf", "office"),
    ("report.xlsx", "python_calamine", "office"),
    ("report.ofd", "ofdkit", "office"),
    ("report.pdf", "pdfplumber", "pdf"),
    ("report.pdf", "pypdfium2", "pdf"),
    ("report.7z", "py7zr", "archives"),
    ("report.rar", "rars", "archives"),
]


@pytest.mark.parametrize(("name", "module", "extra"), NEEDED)
def test_a_missing_reader_names_its_extra(
    name: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError):
        importlib.import_module(module)
    with pytest.raises(UnreadableError, match=rf"extractor\[{extra}\]") as caught:
        files(FOLDER / name)
    assert caught.value.reason == "missing-extra"


CORE = f"""
import sys
for module in {sorted({module.partition(".")[0] for _, module, _ in NEEDED} | {"rapidocr"})}:
    sys.modules[module] = None
from extractor.cli import main
sys.exit(main())
"""


def test_a_run_without_extras_reads_what_it_can_and_names_the_rest(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CORE, "run", str(FOLDER), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
    assert done.returncode == 3, done.stderr
    with open_results(tmp_path / "out") as results:
        rows = results.failures[["source", "reason", "detail"]].astype(str).to_numpy().tolist()
        kinds = set(results.documents.format)
    failed = {Path(source).name: (reason, detail) for source, reason, detail in rows}
    for name, extra in {name: extra for name, _, extra in NEEDED}.items():
        reason, detail = failed.pop(name)
        assert (reason, f"extractor[{extra}]" in detail) == ("missing-extra", True), name
    assert failed.pop("scan.pdf")[0] == "missing-extra"
    others = ("report.xls", "report.ods", "report.fods")
    assert {failed.pop(name)[0] for name in others} == {"missing-extra"}
    assert failed == {}
    assert kinds == {"txt", "html", "csv", "docx", "odt", "fodt"}
