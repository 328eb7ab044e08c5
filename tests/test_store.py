from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from extractor import batch
from extractor.errors import MissingExtraError, ResultsError
from extractor.store import Form, Results, Writer, export, exporting, open_results
from extractor.tables import TABLES
from tests.archives import write_archive

HOSTILE = "=cmd|' /C calc'!A0"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = write_archive(tmp_path_factory.mktemp("archive"))
    (archive / f"{HOSTILE[:4]}.txt").write_text("慰问\u202e困难职工45户", encoding="utf-8")
    out = tmp_path_factory.mktemp("out")
    batch.run([archive], out, jobs=1)
    return out


@pytest.fixture
def results(folder: Path) -> Iterator[Results]:
    with open_results(folder) as opened:
        yield opened


def test_every_table_opens_as_a_frame(results: Results) -> None:
    assert len(results.documents) == 5
    assert len(results.failures) == 2
    assert set(results.reports.document) == set(results.documents.document)
    for frame in (results.mentions, results.findings, results.disbursements):
        assert set(frame.document) <= set(results.documents.document)


def test_a_query_gives_a_frame(results: Results) -> None:
    told = results.query("SELECT source FROM documents WHERE copies = ?", (1,))
    assert [Path(source).name for source in told.source] == ["a.txt"]


WRITES = [
    "DELETE FROM mentions",
    "INSERT INTO failures VALUES ('a', 'b', 1, 'c', 'd', 'e', 'f')",
    "CREATE TABLE t (x)",
    "DROP TABLE mentions",
    "ATTACH 'elsewhere.sqlite' AS e",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA query_only = OFF",
    "SELECT load_extension('x')",
    "SELECT 1; DELETE FROM mentions",
    "BEGIN IMMEDIATE",
    "VACUUM INTO 'copy.sqlite'",
]


@pytest.mark.parametrize("sql", WRITES)
def test_a_query_can_change_nothing(sql: str, results: Results, tmp_path: Path) -> None:
    before = results.path.read_bytes()
    with pytest.raises(ResultsError):
        results.query(sql)
    assert results.path.read_bytes() == before
    assert not list(tmp_path.iterdir())
    assert len(results.query("SELECT 1")) == 1  # the connection is still good


def test_a_query_is_stopped_after_its_time(results: Results) -> None:
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c"
    with pytest.raises(ResultsError, match=r"longer than 0\.2 s"):
        results.query(endless, timeout=0.2)


def test_a_query_gives_no_more_rows_than_asked_for(results: Results) -> None:
    every = "SELECT mention FROM mentions"
    assert results.ask(every, limit=3).is_cut
    assert len(results.ask(every, limit=3).rows) == 3
    assert not results.ask("SELECT 1", limit=1).is_cut


def test_a_query_cannot_ask_for_all_the_memory(results: Results) -> None:
    with pytest.raises(ResultsError):
        results.query("SELECT zeroblob(1000000000)")


def test_rows_one_after_another_complain_alike(results: Results) -> None:
    for sql in ("SELECT nothing FROM mentions", "SELECT abs(-9223372036854775808) FROM mentions"):
        with pytest.raises(ResultsError, match="is not understood"):
            list(results.stream(sql))


# --- what is refused ----------------------------------------------------------------------------


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="no results file"):
        open_results(tmp_path)


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ResultsError, match="another program"):
        open_results(path)
    with pytest.raises(ResultsError, match="another program"):
        Writer(tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(("version", "age"), [(0, "older"), (99, "newer")])
def test_another_releases_file_is_refused(version: int, age: str, tmp_path: Path) -> None:
    Writer(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "results.sqlite")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    with pytest.raises(ResultsError, match=age):
        open_results(tmp_path)


OLD_VIEW = """
    DROP VIEW versions;
    DROP VIEW counted;
    CREATE VIEW counted AS SELECT 1 AS year, 7 AS amount, '' AS approx, '' AS organisation
"""


def test_a_file_with_views_of_before_counts_as_this_release_does(tmp_path: Path) -> None:
    out, archive = tmp_path / "out", write_archive(tmp_path / "in")
    batch.run([archive], out, jobs=1)
    asked = "SELECT sum(amount) AS total FROM amounts_by_year"
    with open_results(out) as opened:
        [right] = opened.query(asked)["total"]
    with closing(sqlite3.connect(out / "results.sqlite")) as file:
        file.executescript(OLD_VIEW)
        assert file.execute(asked).fetchone() == (7,)
    with open_results(out) as opened:
        assert opened.query(asked)["total"].to_list() == [right]
        assert opened.versions.empty
    batch.run([archive], out, jobs=1)
    with closing(sqlite3.connect(out / "results.sqlite")) as file:
        assert file.execute(asked).fetchone() == (right,)


def test_a_file_with_indexes_of_before_loses_them_and_says_the_same(tmp_path: Path) -> None:
    out, archive = tmp_path / "out", write_archive(tmp_path / "in")
    batch.run([archive], out, jobs=1)
    with open_results(out) as opened:
        before = [opened.table(table.name).to_csv() for table in TABLES]
    with closing(sqlite3.connect(out / "results.sqlite")) as file:
        file.execute("CREATE INDEX sentences_by_fingerprint ON sentences (fingerprint)")
        file.execute("CREATE INDEX claims_by_subject ON claims (body, subject, year)")
    batch.run([archive], out, jobs=1)
    with closing(sqlite3.connect(out / "results.sqlite")) as file:
        indexed = "SELECT tbl_name FROM sqlite_schema WHERE type = 'index' AND sql NOT NULL"
        assert {"sentences", "claims"}.isdisjoint(table for (table,) in file.execute(indexed))
    with open_results(out) as opened:
        assert [opened.table(table.name).to_csv() for table in TABLES] == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "results.sqlite").write_text("慰问困难职工45户" * 200, encoding="utf-8")
    with pytest.raises(ResultsError, match="no sound results file"):
        open_results(tmp_path)


def test_a_damaged_file_is_refused(folder: Path, tmp_path: Path) -> None:
    content = bytearray((folder / "results.sqlite").read_bytes())
    content[4096 * 2 : 4096 * 6] = b"\xa5" * (4096 * 4)
    (tmp_path / "results.sqlite").write_bytes(content)
    with pytest.raises(ResultsError, match=r"damaged|no sound"):
        open_results(tmp_path)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ResultsError, match="cannot be written"):
        Writer(tmp_path / "file" / "out")


def test_a_full_disk_stops_the_run_and_spoils_nothing(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive")
    big = archive / "z.txt"
    big.write_text("慰问困难职工45户。" * 20_000, encoding="utf-8")
    batch.run([archive / "2018"], tmp_path / "out", jobs=1)
    writer = Writer(tmp_path / "out")
    pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]  # noqa: SLF001
    writer._connection.execute(f"PRAGMA max_page_count = {pages + 1}")  # noqa: SLF001
    rows = {
        "documents": [("d", "s", 0, "x" * 64, 1, "txt", "utf-8", 0, None, "r" * 10**6, "t", "v")]
    }
    with pytest.raises(ResultsError, match="full"):
        writer.put("s", rows)
    writer.close()
    with open_results(tmp_path / "out") as opened:
        assert len(opened.documents) == 2


# --- exports ------------------------------------------------------------------------------------


def test_csv_holds_every_row_and_no_formula(folder: Path, tmp_path: Path) -> None:
    exported = export(folder, Form.CSV, tmp_path)
    assert [path.stem for path in exported.paths] == [table.name for table in TABLES]
    with (tmp_path / "sources.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    again = pd.read_csv(tmp_path / "mentions.csv")
    with open_results(folder) as opened:
        assert again.stated.fillna(-1).tolist() == opened.mentions.stated.fillna(-1).tolist()


FORMULAS = [
    # a cell, and the same made harmless
    (HOSTILE, f"'{HOSTILE}"),
    ("+1", "'+1"),
    ("-1+1", "'-1+1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("＝1+1", "'＝1+1"),
    ("\t=1", "'\t=1"),
    ("共3户", "共3户"),
    (-3.5, -3.5),
    (None, None),
]


@pytest.mark.parametrize(("cell", "harmless"), FORMULAS)
def test_a_text_that_begins_like_a_formula_is_made_harmless(cell: object, harmless: object) -> None:
    assert exporting.guarded(cell) == harmless


def test_parquet_gives_the_same_frames_back(folder: Path, tmp_path: Path) -> None:
    export(folder, Form.PARQUET, tmp_path)
    with open_results(folder) as opened:
        for table in TABLES:
            again = pd.read_parquet(tmp_path / f"{table.name}.parquet")
            kept = opened.table(table.name)
            assert again.astype("string").equals(kept.astype("string")), table.name


def test_a_workbook_holds_texts_as_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "SHEET_ROWS", 2)
    archive = tmp_path / "archive"
    archive.mkdir()
    for number in range(3):
        text = f"{HOSTILE} 慰问困难职工4{number}户\x1b[2J" + "长" * (40_000 if number == 0 else 1)
        (archive / f"={number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(archive)
    batch.run([f"={number}.txt" for number in range(3)], tmp_path / "out", jobs=1)
    exported = export(tmp_path / "out", Form.XLSX, tmp_path)
    assert exported.cut_cells == 3  # the raw, the restored and the report's text of one document
    assert "documents (2)" in exported.further_sheets
    book = openpyxl.load_workbook(exported.paths[0])
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "=0.txt" in {cell.value for cell in cells}
    raw = max((str(cell.value) for cell in cells), key=len)
    assert "户␛[2J" in raw
    assert raw.startswith(HOSTILE)
    assert raw.endswith(exporting.CUT)
    assert len(raw) == exporting.CELL


@pytest.mark.parametrize(
    ("form", "module", "extra"),
    [(Form.PARQUET, "pyarrow", "query"), (Form.XLSX, "xlsxwriter", "office")],
)
def test_a_missing_extra_is_named(
    form: Form,
    module: str,
    extra: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"extractor\[{extra}\]"):
        export(folder, form, tmp_path)


def test_the_same_results_give_the_same_workbook(folder: Path, tmp_path: Path) -> None:
    first, second = (export(folder, Form.XLSX, tmp_path / name).paths[0] for name in "ab")
    assert first.read_bytes() == second.read_bytes()
