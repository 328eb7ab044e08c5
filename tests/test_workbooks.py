"""What a cell of a workbook shows beside its number, in .xlsx, .xlsb, .xls and .ods alike."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import openpyxl.comments
import pytest

from extractor import pipeline
from extractor.errors import UnreadableError
from extractor.model import Money, Percent
from extractor.reading import decode, read
from extractor.reading.number_formats import Format, Section, parse, shown
from extractor.reading.open_sheets import open_formats_of
from extractor.reading.packages import Package
from tests.packages import binary_workbook, zipped

FOLDER = Path(__file__).parent / "fixtures" / "cells"
CODES = [
    # number or day, code, as shown
    ("0.153", "0.0%", "15.3%"),
    ("-0.05", "0.0%;[Red]-0.0%", "-5.0%"),
    ("8.4", '0.0"万元"', "8.4万元"),
    ("8.4", '￥0.0"万元"_ ', "8.4万元"),
    ("30", r"0\户", "30户"),
    ("30", '[$-804]0"人"', "30人"),
    ("30", 'G/通用格式"户"', "30户"),
    ("30", '"约"0"户"', "约30户"),
    ("12", '0"元/户"', "12元/户"),
    ("15.3", '0.0"%"', "15.3%"),
    # a number shown in another measure
    ("20000", '0!.0,"万元"', "2.0万元"),
    ("20000", "0!.0000", "2.0000"),
    ("-25000", r"#,##0\.0,", "-2.5"),
    ("1234567", "#,##0,", "1234.567"),
    ("250000000", '0.00,,"百万元"', "250.00百万元"),
    ("250000000", '0!.00,,"亿元"', "2.50亿元"),
    # a part of the code for each size
    ("25000", '[>=10000]0!.0,"万元";0"元"', "2.5万元"),
    ("500", '[>=10000]0!.0,"万元";0"元"', "500元"),
    ("-3.5", '0.00"元";-0.00"元";0;@', "-3.50元"),
    ("0", '0"户";-0"户";"无"', "0"),
    # how much of a day is shown
    ("2018-01-01", 'yyyy"年"m"月"', "2018年1月"),
    ("2018-11-01", "[$-804]yyyy/m;@", "2018年11月"),
    ("2018-01-01", "mmm-yy", "2018年1月"),
    ("2018-01-01", "yyyy", "2018年"),
    # nothing that the number does not say, or nothing that is understood
    ("2018-01-20", 'm"月"d"日"', "2018-01-20"),
    ("2018-01-20", "yyyy-mm-dd", "2018-01-20"),
    ("1234.5", '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "1234.5"),
    ("-1234.5", "#,##0.00;[Red](#,##0.00)", "-1234.5"),
    ("0.5", "# ?/?", "0.5"),
    ("1000000", "0.00E+00", "1000000"),
    ("13800000000", "000-0000-0000", "13800000000"),
    ("5", ";;;", "5"),
    ("东街", '0"户"', "东街"),
]


@pytest.mark.parametrize(("written", "code", "as_shown"), CODES)
def test_a_code_makes_of_a_number_what_the_cell_shows(
    written: str, code: str, as_shown: str
) -> None:
    assert shown(written, parse(code)) == as_shown
    assert parse(code).says_more or as_shown == written


def _workbook() -> openpyxl.Workbook:
    """Return the workbook that fixtures/cells/shown.xls and .ods were saved from."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "发放"
    day = datetime(2018, 1, 20)  # noqa: DTZ001  # a cell knows no zone
    rows = [
        ("单位", "金额", "占比（%）", "日期", "月份", "户数", "备用"),
        ("东街", 8.4, 0.153, day, day, 30, 20000),
        ("西街", 7.6, 0.5, day, day, -12, 5000),
        ("合计", 17, 0.653, day, day, 42, 25000),
    ]
    formats = ['0.0"万元"', "0.0%", "yyyy-mm-dd", 'yyyy"年"m"月"', '0"户";(0"户")', '0"."0,"万元"']
    for row in rows:
        sheet.append(row)
    for at, code in enumerate(formats, start=2):
        for down in (2, 3, 4):
            sheet.cell(down, at).number_format = code
    sheet["A2"].comment = openpyxl.comments.Comment("待核", "甲")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.oddHeader.center.text = "单位：万元"
    hidden = book.create_sheet("备查")
    hidden.append(["户数", 3])
    hidden["B1"].number_format = '0"户"'
    hidden.sheet_state = "hidden"
    return book


SHEETS = """\
发放
单位 | 金额 | 占比（%） | 日期 | 月份 | 户数 | 备用
东街 | 8.4万元 | 15.3% | 2018-01-20 | 2018年1月 | 30户 | 2.0万元
西街 | 7.6万元 | 50.0% | 2018-01-20 | 2018年1月 | -12户 | 0.5万元
合计 | 17.0万元 | 65.3% | 2018-01-20 | 2018年1月 | 42户 | 2.5万元

备查
户数 | 3户
"""
NOTES = {
    "hidden-sheet": "备查", "hidden-cells": "2 ×", "comments-unread": "1 ×", "margins-unread": "1 ×"
}  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_is_read_as_it_is_shown_in_every_form(kind: str) -> None:
    if kind == "xlsx":
        written = io.BytesIO()
        _workbook().save(written)
        file = decode(written.getvalue(), "a.xlsx")
    else:
        file = read(FOLDER / f"shown.{kind}")
    assert (file.format, file.raw) == (kind, SHEETS)
    assert {note.code: note.detail for note in file.notes} == NOTES
    (extraction,) = pipeline.process(file).extractions
    values = [m.value for m in extraction.mentions]
    shares = [v.quantity.stated for v in values if isinstance(v, Percent)]
    assert [str(share) for share in shares] == ["15.3", "50", "65.3"]
    amounts = [v.quantity.stated for v in values if isinstance(v, Money)]
    assert amounts == [84000, 20000, 76000, 5000, 170000, 25000]
    assert [str(f.verdict) for f in extraction.findings if f.stated == 170000] == ["fails"]


BINARY: list[tuple[str | float, ...]] = [
    ("单位", "金额", "占比（%）", "户数", "备用", "备注"),
    ("东街", 8.4, 0.153, 30, 20000, 1),
    ("合计", 8.4, 0.153, 30, 20000, 1),
]
COLUMNS = ["General", '0.0"万元"', "0.0%", '0"户"', '0"."0,"万元"', "General"]


@pytest.mark.parametrize("is_short", [False, True])
def test_a_binary_workbook_is_read_as_it_is_shown(*, is_short: bool) -> None:
    file = decode(binary_workbook("发放", BINARY, COLUMNS, is_short=is_short), "a.xlsb")
    assert file.raw.splitlines()[0] == "单位 | 金额 | 占比（%） | 户数 | 备用 | 备注"
    assert file.raw.splitlines()[1] == "东街 | 8.4万元 | 15.3% | 30户 | 2.0万元 | 1"
    assert file.place_of(file.raw.index("15.3%")) == "发放!C2"
    (extraction,) = pipeline.process(file).extractions
    shares = [m.value for m in extraction.mentions if isinstance(m.value, Percent)]
    assert [str(share.quantity.stated) for share in shares] == ["15.3"] * 2


def test_hidden_rows_and_columns_of_a_binary_workbook_are_read_and_noted() -> None:
    file = decode(binary_workbook("发放", BINARY, COLUMNS, ({1}, {4, 5})), "a.xlsb")
    assert file.raw.splitlines()[1] == "东街 | 8.4万元 | 15.3% | 30户 | 2.0万元 | 1"
    assert [(note.code, note.detail) for note in file.notes] == [("hidden-cells", "3 ×")]
    assert not decode(binary_workbook("发放", BINARY, COLUMNS), "a.xlsb").notes


@pytest.mark.parametrize("part", ["xl/styles.bin", "xl/workbook.bin", "xl/worksheets/sheet1.bin"])
@pytest.mark.parametrize("end", [0, 1, 2, 5, 9, 30, 60, 100])
def test_a_binary_workbook_cut_in_its_records_is_read_or_refused(part: str, end: int) -> None:
    package = zipfile.ZipFile(io.BytesIO(binary_workbook("发放", BINARY, COLUMNS)))
    held = {name: package.read(name) for name in package.namelist()}
    content = zipped({**held, part: held[part][:end] + b"\xff" * 3}.items())
    assert _reason(content, "xlsx") in {"", "broken-file", "empty"}


def test_a_sheet_of_opendocument_says_how_often_a_cell_is_repeated() -> None:
    space = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    cell = '<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.1"><text:p>10%</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row><table:table-row table:number-rows-repeated="2"><table:covered-table-cell/>{cell}</table:table-row>'
    content = f'<office:document-content {space}><table:table table:name="a">{rows}</table:table></office:document-content>'
    formats = open_formats_of(Package(zipped([("content.xml", content)]), "a.ods"))
    share = Format((Section(power=2, behind="%"),))
    assert formats == {"a": {(row, at): share for row in (3, 4) for at in (1, 2)}}


@pytest.mark.parametrize("end", range(0, 3000, 61))
def test_an_old_workbook_cut_in_its_records_is_read_or_refused(end: int) -> None:
    content = bytearray((FOLDER / "shown.xls").read_bytes())
    at = content.index(struct.pack("<HH", 0x0809, 16)) + end
    content[at : at + 8] = b"\xff" * 8
    reasons = {"broken-file", "encrypted", "encrypted-or-old-office", "empty"}
    assert _reason(bytes(content)) in {"", *reasons}


def _reason(content: bytes, kind: str = "xls") -> str:
    try:
        return "" if decode(content, f"a.{kind}").format == kind else "another format"
    except UnreadableError as error:
        return error.reason
