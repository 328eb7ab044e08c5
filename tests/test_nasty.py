"""The 124 hostile files, all in one batch, each with the outcome its list says.

A flag is either a note of the same name, or shows in the tables as ``SHOWN`` says.  ``GAPS`` names
what is not yet so, and why.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor import batch
from extractor.batch import Limits, Options
from tests import hostile

HERE = Path(__file__).resolve()
SHARED = Path(os.environ.get("EXTRACTOR_SHARED", HERE.parents[2] / "shared"))
LIST = SHARED / "nasty" / "manifest.jsonl"
ENTRIES: dict[str, dict[str, Any]] = (
    {entry["id"]: entry for entry in map(json.loads, LIST.read_text(encoding="utf-8").splitlines())}
    if LIST.exists()
    else {}
)
pytestmark = pytest.mark.skipif(not ENTRIES, reason="the shared set of hostile files is not here")

# Flags that are no note of that name: the note that says so, or rows that show it.
BESIDE = (
    "SELECT 1 FROM failures JOIN sources ON substr(failures.source, 1, instr(failures.source, '!/')) "
    "= substr(sources.source, 1, instr(sources.source, '!/')) "
    "WHERE sources.document = ? AND failures.reason = '{}'"
)
SHOWN = {
    # What depends on the name stands with the name: the same bytes are one document.
    "type-by-content": "SELECT 1 FROM documents JOIN sources USING (document) "
    "WHERE document = ? AND format = 'docx' AND sources.source LIKE '%.txt'",
    "duplicate-member": "SELECT 1 FROM sources WHERE document = ? AND source LIKE '%!/%#2'",
    "unsafe-path": BESIDE.format("unsafe-path"),
    "unsafe-entry": BESIDE.format("unsafe-entry"),
    "masked-name": "SELECT 1 FROM mentions WHERE document = ? AND type = 'name' "
    "AND (surface LIKE '%某%' OR surface LIKE '%×%')",
}
GAPS: dict[str, str] = {
    "t10": "it is cut between two characters: nothing is lost and there is nothing to flag",
    "x04": "a cell is cut when a workbook is written, which says so; see test_store",
    "p04": "namesakes are told apart across documents, not in one",
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Return the results of the whole folder; the files that hang get little time."""
    files = sorted((LIST.parent / "files").iterdir())
    mocks = [path for path in files if path.suffix == ".mock"]
    others = [path for path in files if path.suffix != ".mock"]
    out = tmp_path_factory.mktemp("out")
    batch.run(others, out, jobs=2, options=Options(Limits(60, 400)))
    batch.run(mocks, out, jobs=6, options=Options(Limits(5, 400, waiting=2)), read=hostile.read)
    connection = sqlite3.connect(out / "results.sqlite")
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=GAPS[name], strict=True))
        if name in GAPS
        else name
        for name in ENTRIES
    ],
)
def test_a_hostile_file_ends_as_its_list_says(name: str, tables: sqlite3.Connection) -> None:
    entry = ENTRIES[name]
    source = (LIST.parent / entry["file"]).as_posix()
    failure = tables.execute("SELECT reason FROM failures WHERE source = ?", [source]).fetchone()
    documents = _documents(tables, source)
    assert (failure is None) == bool(documents), "it is read or a failure, and never neither"
    if entry["status"] == "quarantine":
        assert failure is not None
        assert set(entry["flags"]) == {failure["reason"]}
        return
    assert documents
    for flag in entry["flags"]:
        assert any(_is_flagged(tables, document, flag) for document in documents), flag
    _compare(entry["expect"], tables, documents)


def _documents(tables: sqlite3.Connection, source: str) -> list[str]:
    """Return the documents of a file: itself, or what it bundles."""
    sql = "SELECT document FROM sources WHERE source = ?1 OR source LIKE ?1 || '!%' ORDER BY source"
    return [row["document"] for row in tables.execute(sql, [source])]


def _is_flagged(tables: sqlite3.Connection, document: str, flag: str) -> bool:
    how = SHOWN.get(flag, f"note:{flag}")
    if not how.startswith("note:"):
        return tables.execute(how, [document]).fetchone() is not None
    sql = (
        "SELECT notes FROM documents WHERE document = ?1 "
        "UNION ALL SELECT notes FROM reports WHERE document = ?1"
    )
    notes = [row["notes"] for row in tables.execute(sql, [document]) if row["notes"]]
    return how.removeprefix("note:") in {
        note["code"] for each in notes for note in json.loads(each)
    }


def _compare(expect: dict[str, Any], tables: sqlite3.Connection, documents: list[str]) -> None:
    counts = [
        (row["stated"], row["unit"])
        for row in _mentions(tables, documents, "count")
        if row["stated"] is not None
    ]
    money = [
        Decimal(str(row["stated"]))
        for row in _mentions(tables, documents, "money")
        if row["stated"] is not None
    ]
    dates = {row["edtf"] for row in _mentions(tables, documents, "date")}
    for key, found in (("counts", counts), ("counts_contains", counts)):
        wanted = {(float(number), unit) for number, unit in expect.get(key, ())}
        assert wanted <= set(found), (key, found)
    for key in ("money", "money_contains"):
        amounts = {Decimal(str(amount)) for amount in expect.get(key, ())}
        assert amounts <= set(money), (key, money)
    for key in ("dates", "dates_contains"):
        assert set(expect.get(key, ())) <= dates
    _compare_more(expect, tables, documents)
    for key in ("counts", "money"):  # said to hold none
        if expect.get(key) == []:
            assert {"counts": counts, "money": money}[key] == []
    if "members_ok" in expect:
        assert len(documents) == expect["members_ok"]
    if expect.get("findings") == []:
        assert _failing(tables, documents) == 0


def _compare_more(expect: dict[str, Any], tables: sqlite3.Connection, documents: list[str]) -> None:
    dates = _mentions(tables, documents, "date")
    figures = [row for kind in ("money", "count") for row in _mentions(tables, documents, kind)]
    shares = [Decimal(str(row["stated"] or 0)) for row in _mentions(tables, documents, "percent")]
    if "years" in expect:
        assert [int(row["edtf"]) for row in dates] == expect["years"]
    if expect.get("exact") == []:
        assert figures
        assert [row for row in figures if row["approx"] == "exact"] == []
    if expect.get("valid_dates") == []:
        assert [row["edtf"] for row in dates if row["edtf"]] == []
    for key in ("percent", "percent_contains"):
        assert {Decimal(share) for share in expect.get(key, ())} <= set(shares)
    rates = {(row["stated"], row["per"]) for row in figures if row["role"] == "rate"}
    assert {(float(number), per) for number, per in expect.get("per_unit", ())} <= rates


def _mentions(tables: sqlite3.Connection, documents: list[str], kind: str) -> list[sqlite3.Row]:
    sql = "SELECT * FROM mentions WHERE document = ? AND type = ?"
    return [row for document in documents for row in tables.execute(sql, [document, kind])]


def _failing(tables: sqlite3.Connection, documents: list[str]) -> int:
    sql = "SELECT count(*) FROM findings WHERE document = ? AND verdict = 'fails'"
    return sum(tables.execute(sql, [document]).fetchone()[0] for document in documents)


def test_no_figure_that_cannot_be_is_given_a_value(tables: sqlite3.Connection) -> None:
    """Hold n11 and n12 to no piece of a figure, and n14 to none of its numbers."""
    sources = {name: (LIST.parent / ENTRIES[name]["file"]).as_posix() for name in ENTRIES}
    stated = {
        name: {
            row["stated"]
            for kind in ("money", "count")
            for row in _mentions(tables, _documents(tables, sources[name]), kind)
        }
        for name in ("n11", "n12", "n14")
    }
    assert stated == {
        "n11": {300, 120000, 10500},
        "n12": {None, 0},
        "n14": set(),
    }


def test_every_file_is_accounted_for(tables: sqlite3.Connection) -> None:
    read = {row["source"].split("!")[0] for row in tables.execute("SELECT source FROM sources")}
    failed = {row["source"].split("!")[0] for row in tables.execute("SELECT source FROM failures")}
    folder = LIST.parent / "files"
    files = {path.as_posix() for path in folder.rglob("*") if path.is_file()}
    assert read | failed == files
