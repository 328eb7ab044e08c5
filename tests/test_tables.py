from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import extractor
from extractor import pipeline, reading
from extractor.model import (
    CountKind,
    FindingKind,
    Mention,
    Money,
    Note,
    Processed,
    Quantity,
    Verdict,
)
from extractor.offsets import Span
from extractor.tables import DERIVED, TABLES, VIEWS, Kind, create, dictionary, frame, select
from extractor.tables.rows import document_rows
from tests.archives import TEXTS

DICTIONARY = Path(__file__).resolve().parents[1] / "docs" / "data-dictionary.md"
NAMED = {table.name: table for table in TABLES}


def _processed(text: str = TEXTS["2018/a.txt"]) -> Processed:
    return pipeline.process(reading.decode(text.encode(), "a.txt"))


def _frames(processed: Processed) -> dict[str, pd.DataFrame]:
    rows = document_rows(processed, "rules")
    return {name: frame(NAMED[name], rows.get(name, ())) for name in NAMED}


def test_the_data_dictionary_is_up_to_date() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary(TABLES, VIEWS), "run `make docs`"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_says_what_it_holds_in_both_languages(table: object) -> None:
    columns = NAMED[getattr(table, "name")].columns  # noqa: B009
    assert all(column.zh and column.en and column.name.isidentifier() for column in columns)
    assert len({column.name for column in columns}) == len(columns)


def test_the_statements_make_the_tables_as_described() -> None:
    connection = sqlite3.connect(":memory:")
    for table in TABLES:
        connection.execute(create(table))
        assert connection.execute(select(table)).fetchall() == []
        told = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
        assert [(name, sql) for _, name, sql, *_ in told] == [
            (column.name, column.kind.sql) for column in table.columns
        ]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_frames_have_types_that_can_say_nothing_is_stated() -> None:
    frames = _frames(_processed())
    for name, table in NAMED.items():
        dtypes = frames[name].dtypes.astype(str)
        assert [dtypes[column.name] for column in table.columns] == [
            column.kind.dtype for column in table.columns
        ]
    mentions = frames["mentions"].set_index("surface")
    assert mentions.loc["500元", "stated"] == 500
    assert mentions.loc["45户", "kind"] == CountKind.HOUSEHOLD
    assert mentions.loc["2018年2月6日", "earliest"] == pd.Timestamp("2018-02-06")
    assert mentions.stated.isna()["2018年2月6日"]


def test_every_row_stands_in_three_texts() -> None:
    frames = _frames(_processed("\ufeff  " + TEXTS["2018/a.txt"]))
    document = frames["documents"].iloc[0]
    report = frames["reports"].iloc[0]
    for _, row in frames["mentions"].iterrows():
        assert report.text[row.span_start : row.span_end] == row.surface
        assert document.text[row.document_start : row.document_end] == row.surface
        assert document.raw[row.raw_start : row.raw_end] == row.surface
    for name in ("disbursements", "findings"):
        for _, row in frames[name].iterrows():
            assert 0 <= row.span_start < row.span_end <= len(report.text)


HELD = {"INTEGER": int, "REAL": float, "TEXT": str}


def test_every_row_has_a_cell_of_its_kind_for_each_column() -> None:
    made = document_rows(_processed(), "rules")
    assert set(made) == set(NAMED) - {"sources", "failures", *(table.name for table in DERIVED)}
    for name, rows in made.items():
        for row in rows:
            for column, cell in zip(NAMED[name].columns, row, strict=True):
                is_held = type(cell) is HELD[column.kind.sql]
                assert is_held or (cell is None and not column.is_required), (name, column.name)


def test_a_finding_names_its_total_and_parts() -> None:
    frames = _frames(_processed())
    surfaces = frames["mentions"].set_index("mention").surface
    finding = frames["findings"].query("kind == @kind", local_dict={"kind": FindingKind.PRODUCT})
    assert finding.verdict.tolist() == [Verdict.HOLDS]
    assert surfaces[finding.total_mention.iloc[0]] == "22500元"
    parts = frames["finding_parts"].merge(finding[["finding"]], on="finding").mention
    assert sorted(surfaces[list(parts)]) == ["45户", "500元"]


EXACT = [
    # stated, what is kept beside the double
    ("27200", None),
    ("0.1", None),
    ("999999999999.99", None),
    ("12345678901234567.89", "12345678901234567.89"),
]


@pytest.mark.parametrize(("stated", "kept"), EXACT)
def test_a_figure_a_double_cannot_hold_is_kept_in_full(stated: str, kept: str | None) -> None:
    processed = _processed("共1元")
    (extraction,) = processed.extractions
    number = Decimal(stated)
    amount = Mention(Span(1, 3), "1元", Money(Quantity(number, number, number)), "test")
    changed = replace(
        processed,
        extractions=(replace(extraction, mentions=(amount,), disbursements=(), findings=()),),
    )
    row = _frames(changed)["mentions"].iloc[0]
    assert row.stated == float(number)
    assert row.exact == (Decimal(kept) if kept else None)


def test_what_sql_cannot_keep_is_replaced_in_its_place() -> None:
    processed = _processed("慰问45户")
    file = replace(processed.document.file, raw="a\0b\ud800c", notes=(Note("control-chars", "1"),))
    changed = replace(processed, document=replace(processed.document, file=file))
    row = _frames(changed)["documents"].iloc[0]
    assert row.raw == "a␀b\ufffdc"
    assert '"code": "control-chars"' in row.notes


def test_a_category_is_no_free_text() -> None:
    kinds = {column.name: column.kind for column in NAMED["mentions"].columns}
    assert kinds["type"] is kinds["approx"] is Kind.CATEGORY


def test_a_text_gives_its_mentions_at_once() -> None:
    text = "近日，走访慰问困难职工12户，每户发放慰问金500元。"
    found = extractor.extract(text)
    assert [text[a:b] for a, b in zip(found.raw_start, found.raw_end, strict=True)][-1] == "500元"
    assert set(found.type) == {"group", "count", "money"}
    assert list(extractor.extract(" ").columns) == list(found.columns)


def test_digits_a_double_does_not_hold_come_as_decimals() -> None:
    [amount] = extractor.extract("发放救助金1234567890123456.78元。").query("type == 'money'").exact
    assert amount == Decimal("1234567890123456.78")


PERIODS = [
    ("青禾县总工会2019年送温暖工作总结", "2019"),
    ("青禾县总工会2019年上半年工作总结", "2019-40"),
    ("青禾县教育局2018年12月至2019年1月走访慰问总结", "2018-12/2019-01"),
    ("青禾县总工会\n2019年上半年送温暖工作总结", "2019-40"),
    ("青禾县总工会送温暖工作总结", None),
]


@pytest.mark.parametrize(("title", "period"), PERIODS)
def test_a_report_says_what_time_it_is_about(title: str, period: str | None) -> None:
    text = f"{title}\n为使困难职工温暖过冬，区总工会走访慰问困难职工12户。\n"
    periods = _frames(_processed(text))["reports"]["period"]
    assert periods.astype("object").where(periods.notna(), None).tolist() == [period]
