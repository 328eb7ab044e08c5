"""Reports of several folders held against each other: the rows of one results file, from Parquet."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Event, Thread

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

import extractor
from corpora.make import make_reports
from extractor.batch.parts import DONE, Part
from extractor.batch.versions import fingerprint
from extractor.cli import invoke
from extractor.comparing import compare
from extractor.errors import ResultsError
from extractor.store import Form, compare_folders, export, open_results
from extractor.tables import DERIVED, TABLES, create, insert
from tests.multiplied import COMPARED, multiply

ROOT = Path(__file__).resolve().parents[1]
Rows = dict[str, list[list[object]]]
LATER = [
    # what a later year's report changes, so that passages and figures are found again
    ("2019", "2020"),
    ("3", "4"),
]


def _plain(frame: pd.DataFrame) -> list[list[object]]:
    return [[None if pd.isna(cell) else cell for cell in row] for row in frame.to_numpy(object)]


def _stored(results: Path) -> Rows:
    with open_results(results) as opened:
        return {table.name: _plain(opened.table(table.name)) for table in DERIVED}


def _written(out: Path) -> Rows:
    read = {table.name: pd.read_parquet(out / f"{table.name}.parquet") for table in DERIVED}
    assert [tuple(frame.columns) for frame in read.values()] == [table.names for table in DERIVED]
    return {name: _plain(frame) for name, frame in read.items()}


def _archive(folder: Path) -> list[Path]:
    """Write reports of which many are used again; return them in an order of no meaning."""
    made = [report.text for report in make_reports(150, seed=5, errors=0.2)]
    again = made[:40]
    for old, new in LATER:
        again = [text.replace(old, new) for text in again]
    folder.mkdir()
    for at, text in enumerate([*made, *again]):
        (folder / f"{at:03}.txt").write_text(text, encoding="utf-8")
    for path in (ROOT / "corpora" / "sample").rglob("*.*"):
        shutil.copy(path, folder / path.name)
    paths = sorted(folder.iterdir())
    random.Random(2).shuffle(paths)  # noqa: S311  # a fixed order
    return paths


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read one archive whole, and in three parts of which two hold the same reports."""
    home = tmp_path_factory.mktemp("across")
    paths = _archive(home / "archive")
    third = len(paths) // 3
    extractor.run(paths, home / "whole", jobs=2)
    extractor.run(paths[:third], home / "one", jobs=2)
    extractor.run(paths[third - 20 : 2 * third], home / "two", jobs=2)
    extractor.run(paths[2 * third :], home / "three", jobs=2)
    export(home / "two", Form.PARQUET, home / "two-parquet")
    export(home / "whole", Form.PARQUET, home / "whole-parquet")
    _make_part(home, home / "three-parts", paths[2 * third :])
    return home


def _make_part(home: Path, parts: Path, files: list[Path], name: str = "p") -> None:
    """Make a part as a worker of a cluster does: in a process that is told by a line what to do."""
    parts.mkdir(exist_ok=True, parents=True)
    named = tuple(os.fspath(path) for path in files)
    within = (None,) * len(named)
    part = Part(name, named, within, str(home), str(parts), fingerprint(), 60.0, 2000, (), None)
    command = [sys.executable, "-m", "extractor.batch.parts"]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as maker:  # noqa: S603
        assert maker.stdin is not None
        assert maker.stdout is not None
        maker.stdin.write(json.dumps(asdict(part)) + "\n")
        maker.stdin.flush()
        assert maker.stdout.readline().strip() == DONE


def test_the_archive_makes_comparisons_of_every_kind_of_check(read: Path) -> None:
    stored = _stored(read / "whole")
    assert min(map(len, stored.values())) > 10
    checks = {row[-1] for row in stored["comparisons"]}
    assert checks >= {"carry.cumulative", "carry.last-year", "restatement.same-event"}


FOLDERS = [
    # the folders that hold the archive together
    ["whole"],
    ["whole-parquet"],
    ["one", "two", "three"],
    ["three-parts", "two-parquet", "one"],
    ["two", "two-parquet", "three", "three-parts", "one", "one"],
]


@pytest.mark.parametrize("folders", FOLDERS)
def test_folders_give_the_rows_of_one_results_file(
    read: Path, folders: list[str], tmp_path: Path
) -> None:
    across = compare_folders([read / folder for folder in folders], tmp_path / "out")
    assert _written(tmp_path / "out") == _stored(read / "whole")
    with open_results(read / "whole") as results:
        assert (across.documents, across.reports) == (len(results.documents), len(results.reports))
        assert across.passages == len(results.passages)
        counted = results.comparisons.groupby(["check_id", "verdict"], observed=True).size()
    listed = counted.reset_index().sort_values(["check_id", "verdict"]).to_numpy().tolist()
    assert [*map(list, across.checks.rows)] == listed
    assert across.releases == 1
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *(f"{table.name}.parquet" for table in DERIVED),
        "sources.parquet",
    }


def test_a_document_in_two_folders_counts_once_and_is_said(read: Path, tmp_path: Path) -> None:
    one = compare_folders([read / "one", read / "two"], tmp_path / "out")
    assert one.again == 20
    sources = pd.read_parquet(tmp_path / "out" / "sources.parquet")
    named = pd.read_parquet(tmp_path / "out" / "comparisons.parquet")
    assert set(named.document) | set(named.other_document.dropna()) <= set(sources.document)
    assert sources.document.is_unique
    assert set(sources.folder) == {str(read / "one"), str(read / "two")}
    assert all(Path(source).is_file() for source in sources.source)


def test_peers_are_those_of_all_folders(tmp_path: Path) -> None:
    for name, amounts in (("a", range(500, 510)), ("b", [9000])):
        folder = tmp_path / name
        folder.mkdir()
        for at, amount in enumerate(amounts):
            text = f"云岭{at}县总工会2019年送温暖工作总结\n走访慰问困难职工{at + 40}户，每户发放慰问金{amount}元。"
            (folder / f"{name}{at}.txt").write_text(text, encoding="utf-8")
        extractor.run([folder], tmp_path / f"{name}-out", jobs=1)
    across = compare_folders([tmp_path / "a-out", tmp_path / "b-out"], tmp_path / "out")
    assert across.checks.rows == [("outlier.each", "cannot_tell", 1)]
    extractor.run([tmp_path / "a", tmp_path / "b"], tmp_path / "whole", jobs=1)
    assert _written(tmp_path / "out") == _stored(tmp_path / "whole")


# --- parts that are no longer true --------------------------------------------------------------

BEFORE = "云岭县总工会2019年送温暖工作总结\n今年共筹集送温暖资金46.8万元。"
AFTER = BEFORE.replace("46.8", "48.6")
LATER_YEAR = "云岭县总工会2020年送温暖工作总结\n今年共筹集送温暖资金52.8万元，比上年增加4.2万元。"


def _changed(home: Path) -> Path:
    """Return results whose parts hold a file as it was and as it is."""
    archive, out = home / "archive", home / "out"
    archive.mkdir()
    a, b = archive / "a.txt", archive / "b.txt"
    b.write_text(LATER_YEAR, encoding="utf-8")
    out.mkdir()
    for name, text in (("old", BEFORE), ("new", AFTER)):
        a.write_text(text, encoding="utf-8")
        _make_part(home, out / "parts", [a, b], name)
    extractor.run([archive], out, jobs=1)
    return out


def test_what_a_part_holds_of_a_file_that_changed_does_not_count(tmp_path: Path) -> None:
    out = _changed(tmp_path)
    for given in (out, out / "parts", out / "results.sqlite"):
        across = compare_folders([given], tmp_path / "across")
        assert across.checks.rows == [("carry.last-year", "holds", 1)]
        assert (across.documents, across.again) == (2, 1)
    assert _written(tmp_path / "across") == _stored(out)


def test_parts_that_do_not_agree_about_a_file_are_refused_without_their_results(
    tmp_path: Path,
) -> None:
    out = _changed(tmp_path)
    moved = (out / "parts").rename(tmp_path / "moved")
    with pytest.raises(ResultsError, match=r"new and .*old do not agree about .*a\.txt"):
        compare_folders([moved], tmp_path / "across")
    assert [*(tmp_path / "across").iterdir()] == []
    shutil.rmtree(moved / "old")
    across = compare_folders([moved], tmp_path / "across")
    assert across.checks.rows == [("carry.last-year", "holds", 1)]


def test_what_was_read_on_one_machine_counts_beside_the_parts(tmp_path: Path) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    archive.mkdir()
    (archive / "a.txt").write_text(AFTER, encoding="utf-8")
    (archive / "b.txt").write_text(LATER_YEAR, encoding="utf-8")
    extractor.run([archive], out, jobs=1)
    _make_part(tmp_path, out / "parts", [archive / "b.txt"])
    across = compare_folders([out], tmp_path / "across")
    assert across.checks.rows == [("carry.last-year", "holds", 1)]
    sources = pd.read_parquet(tmp_path / "across" / "sources.parquet")
    assert set(sources.folder) == {str(out), str(out / "parts" / "p")}
    # Read by other rules since, the rows of the part are not those of the results file.
    with closing(sqlite3.connect(out / "results.sqlite")) as connection:
        connection.execute("UPDATE documents SET rules = 'newer' WHERE source LIKE '%b.txt'")
        connection.commit()
    across = compare_folders([out], tmp_path / "across")
    assert (across.releases, across.checks.rows) == (2, [("carry.last-year", "holds", 1)])
    sources = pd.read_parquet(tmp_path / "across" / "sources.parquet")
    assert set(sources.folder) == {str(out)}


# --- what is damaged or missing -----------------------------------------------------------------


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _spoil(path: Path) -> None:
    """Overwrite the values of ``stated`` and leave the schema as it is."""
    place = pq.ParquetFile(path).metadata.row_group(0)
    columns = [place.column(at) for at in range(place.num_columns)]
    (stated,) = [column for column in columns if column.path_in_schema == "stated"]
    start = stated.dictionary_page_offset or stated.data_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + stated.total_compressed_size] = b"\xff" * stated.total_compressed_size
    path.write_bytes(bytes(data))


def _without_column(path: Path) -> None:
    pq.write_table(pq.read_table(path).drop_columns(["stated"]), path)


DAMAGES: list[tuple[Callable[[Path], object], str]] = [
    (Path.unlink, "is missing"),
    (lambda path: path.write_bytes(b""), "is no sound Parquet file"),
    (_cut, "is no sound Parquet file"),
    (_without_column, "has no column stated"),
    (_spoil, "is damaged in row group 0, column stated"),
]


@pytest.mark.parametrize(("damage", "said"), DAMAGES)
def test_a_damaged_or_missing_table_is_named(
    read: Path, damage: Callable[[Path], object], said: str, tmp_path: Path
) -> None:
    parts = shutil.copytree(read / "three-parts", tmp_path / "parts")
    damage(parts / "p" / "claims.parquet")
    with pytest.raises(ResultsError, match=rf"parts/p/claims\.parquet: {said}.*--cluster. again"):
        compare_folders([read / "one", parts], tmp_path / "out")
    exported = shutil.copytree(read / "two-parquet", tmp_path / "exported")
    damage(exported / "claims.parquet")
    with pytest.raises(ResultsError, match=rf"exported/claims\.parquet: {said}.*export"):
        compare_folders([exported], tmp_path / "out")
    assert not (tmp_path / "out").exists() or not [*(tmp_path / "out").iterdir()]


def test_a_folder_that_holds_nothing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for given, said in (("nowhere", "no such folder"), (".", "holds no results file")):
        with pytest.raises(ResultsError, match=said):
            compare_folders([tmp_path / given], tmp_path / "out")
    assert invoke(["across", str(tmp_path), "--out", str(tmp_path / "out")], {}) == 2
    assert "其中没有结果文件" in capsys.readouterr().err


def test_an_export_is_not_written_over(read: Path, tmp_path: Path) -> None:
    exported = shutil.copytree(read / "two-parquet", tmp_path / "exported")
    before = {path.name: path.read_bytes() for path in exported.iterdir()}
    with pytest.raises(ResultsError, match="exported: holds exported tables"):
        compare_folders([read / "one", exported], exported)
    assert {path.name: path.read_bytes() for path in exported.iterdir()} == before


NAMES = ["it's [1]*?", "汇总 2020", 'a"b;$c']


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_may_have_any_name(name: str, read: Path, tmp_path: Path) -> None:
    given = shutil.copytree(read / "three-parts", tmp_path / name / "parts")
    (tmp_path / "1").mkdir()  # what a pattern of that name would find
    across = compare_folders([given, read / "two"], tmp_path / name / "out")
    assert across.documents > 100
    assert set(pd.read_parquet(tmp_path / name / "out" / "sources.parquet").folder) == {
        str(given / "p"),
        str(read / "two"),
    }


def test_a_name_duckdb_cannot_open_is_said(read: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    given = shutil.copytree(read / "three-parts", odd)
    with pytest.raises(ResultsError, match="rename the folder"):
        compare_folders([given], tmp_path / "out")
    assert invoke(["across", str(given), "--out", str(tmp_path / "out")], {}) == 2


def test_results_without_a_document_compare_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    extractor.run([tmp_path / "empty.txt"], tmp_path / "empty", jobs=1)
    export(tmp_path / "empty", Form.PARQUET, tmp_path / "parquet")
    for folder in ("empty", "parquet"):
        across = compare_folders([tmp_path / folder], tmp_path / "out")
        assert (across.documents, across.passages, across.checks.rows) == (0, 0, [])
        assert not any(_written(tmp_path / "out").values())


# --- beyond memory ------------------------------------------------------------------------------

TIMES = 30  # as many reports as were read, each with sentences and subjects of its own
LITTLE = 24  # MiB


def _multiplied(exported: Path, folder: Path) -> sqlite3.Connection:
    """Write an export with ``TIMES`` as many reports; return the same rows as a results file."""
    multiply(exported, folder, TIMES)
    connection = sqlite3.connect(":memory:")
    for table in TABLES:
        if table.name in COMPARED - {"documents"}:
            found = duckdb.execute(f"FROM read_parquet('{folder / table.name}.parquet')").fetchall()
            connection.execute(create(table).replace(") STRICT", ")"))
            connection.executemany(insert(table), [list(map(_sql, row)) for row in found])
    return connection


@contextmanager
def _seen(pattern: str, folder: Path) -> Iterator[set[str]]:
    """Give the names of the files that come and go in ``folder``."""
    names = set[str]()
    is_done = Event()

    def look() -> None:
        while not is_done.wait(0.003):
            names.update(path.name for path in folder.glob(pattern))

    watcher = Thread(target=look)
    watcher.start()
    try:
        yield names
    finally:
        is_done.set()
        watcher.join()


def _sql(cell: object) -> object:
    return cell if isinstance(cell, int | float | str | None) else str(cell)


def test_what_does_not_fit_into_memory_goes_on_disk_and_changes_nothing(
    read: Path, tmp_path: Path
) -> None:
    connection = _multiplied(read / "whole-parquet", tmp_path / "many")
    with _seen(".across-*/spilled/*.tmp", tmp_path / "out") as spilled:
        across = compare_folders([tmp_path / "many"], tmp_path / "out", memory=LITTLE)
    assert across.reports > 5_000
    assert spilled
    expected: Rows = {table.name: [] for table in DERIVED}
    with closing(connection):
        for name, rows in compare(connection):
            expected[name] += map(list, rows)
    expected["comparisons"].sort()
    assert len(expected["passages"]) > 1000
    assert _written(tmp_path / "out") == expected


def test_too_little_memory_is_said(read: Path, tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="1 MiB of memory are too little"):
        compare_folders([read / "whole-parquet"], tmp_path / "out", memory=1)
    assert [*(tmp_path / "out").iterdir()] == []


# --- on the screen ------------------------------------------------------------------------------


def test_across_prints_the_checks_and_where_the_tables_are(
    read: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [str(read / "one"), str(read / "two")]
    code = invoke(["across", *folders, "--out", str(tmp_path / "out"), "--lang", "en"], {})
    said = capsys.readouterr().out
    written = _written(tmp_path / "out")["comparisons"]
    fails = [row for row in written if row[1] == "fails"]
    assert code == (1 if fails else 0)
    assert "counted once: 20 documents" in said
    assert "cumulative figure" in said
    for table in DERIVED:
        assert str(tmp_path / "out" / f"{table.name}.parquet") in said
    assert invoke(["across", *folders, "--out", str(tmp_path / "out")], {}) == code
    assert "累计数" in capsys.readouterr().out


def test_a_figure_that_fails_is_shown_with_both_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("y2019", BEFORE), ("y2020", LATER_YEAR)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        extractor.run([tmp_path / f"{name}.txt"], tmp_path / name, jobs=1)
    given = [str(tmp_path / "y2019"), str(tmp_path / "y2020")]
    assert invoke(["across", *given, "--out", str(tmp_path / "out")], {}) == 1
    said = "".join(capsys.readouterr().out.split())
    assert "528000−42000≠468000" in said
    for name in ("y2019.txt", "y2020.txt"):
        assert name in said


KILLED = """
import sys, os, signal
from pathlib import Path
from extractor.store import compare_folders
def kill(stage, done, total):
    if stage == "figures":
        os.kill(os.getpid(), signal.SIGKILL)
compare_folders([Path(sys.argv[1])], Path(sys.argv[2]), progress=kill)
"""


def test_what_a_killed_command_left_is_removed_by_the_next(read: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Popen([sys.executable, "-c", KILLED, str(read / "one"), str(out)]) as killed:  # noqa: S603
        assert killed.wait() == -9
    assert [path.name[:8] for path in out.iterdir()] == [".across-"]
    (out / ".across-mine").mkdir()  # the user's
    seen: list[set[str]] = []

    def look(stage: str, *_: object) -> None:
        """Compare into the same folder while this goes on: its scratch folder must stay."""
        if stage == "figures" and not seen:
            seen.append({path.name for path in out.glob(".across-*")})
            compare_folders([read / "two"], out)
            assert {path.name for path in out.glob(".across-*")} == seen[0]

    compare_folders([read / "one"], out, progress=look)
    assert len(seen[0]) == 2
    names = {path.name for path in out.iterdir()}
    assert names == {f"{table.name}.parquet" for table in DERIVED} | {
        "sources.parquet",
        ".across-mine",
    }
