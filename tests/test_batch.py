from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import pytest

import extractor
from extractor import batch, pipeline, splitting
from extractor.batch import Outcome, Step
from extractor.batch.isolating import Limits, Lost, each
from extractor.batch.walking import Found, walk
from extractor.cli import invoke
from extractor.errors import UnfinishedWarning
from extractor.model import Document, Failure, Report
from extractor.store import open_results
from extractor.tables import TABLES
from tests.archives import PNG, TEXTS, write_archive

HERE = Path(__file__).resolve()
SAMPLE = HERE.parents[1] / "corpora" / "sample"
HOME = Path(extractor.__file__).parent
NOBODY = 65534


def _dump(out: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, in the order of its key."""
    with open_results(out) as results:
        return {
            table.name: list(results.table(table.name).astype(object).itertuples(index=False))
            for table in TABLES
        }


def _same(first: Path, second: Path) -> bool:
    return str(_dump(first)) == str(_dump(second))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_archive(tmp_path / "archive")


# --- the same files give the same tables --------------------------------------------------------


def test_any_order_and_any_number_of_workers_give_the_same_tables(
    archive: Path, tmp_path: Path
) -> None:
    batch.run([archive], tmp_path / "one", jobs=1)
    names = sorted(path for path in archive.rglob("*") if path.is_file())
    random.Random(5).shuffle(names)  # noqa: S311  # a fixed order
    batch.run(names, tmp_path / "three", jobs=3)
    for name in reversed(names):
        batch.run([name], tmp_path / "singly", jobs=1)
    assert _same(tmp_path / "one", tmp_path / "three")
    assert _same(tmp_path / "one", tmp_path / "singly")


def test_files_with_the_same_bytes_are_one_document(archive: Path, tmp_path: Path) -> None:
    summary = batch.run([archive], tmp_path / "out", jobs=2)
    assert (summary.read, summary.copies, summary.failed) == (4, 1, 2)
    with open_results(tmp_path / "out") as results:
        (source,) = results.documents.query("copies == 1").source
        assert source.endswith("2018/a.txt")
        assert len(results.table("sources")) == 5
        given = results.query("SELECT sum(amount) AS n FROM disbursements WHERE amount = 22500")
        assert given.n.tolist() == [22500]


def test_what_is_known_is_not_read_again(archive: Path, tmp_path: Path) -> None:
    batch.run([archive], tmp_path / "out", jobs=1)
    before = _dump(tmp_path / "out")
    again = batch.run([archive], tmp_path / "out", jobs=1)
    assert (again.read, again.copies, again.unchanged, again.failed) == (0, 0, 5, 2)
    assert str(_dump(tmp_path / "out")) == str(before)


def test_a_changed_file_replaces_what_it_held(archive: Path, tmp_path: Path) -> None:
    batch.run([archive], tmp_path / "out", jobs=1)
    (archive / "2019" / "c.txt").write_text("慰问困难职工7户。", encoding="utf-8")
    (archive / "2018" / "a.txt").write_bytes(PNG)
    (archive / "empty.txt").write_text("慰问困难职工8户。", encoding="utf-8")
    batch.run([archive], tmp_path / "out", jobs=1)
    batch.run([archive], tmp_path / "anew", jobs=1)
    assert _same(tmp_path / "out", tmp_path / "anew")


def test_other_rules_read_everything_again(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.run([archive], tmp_path / "out", jobs=1)
    monkeypatch.setattr(batch, "fingerprint", lambda: "0.0.0+other")
    assert batch.run([archive], tmp_path / "out", jobs=1).read == 4
    with open_results(tmp_path / "out") as results:
        assert set(results.documents.rules) == {"0.0.0+other"}


CODE = [
    # a file of the package, and whether archives are read again when it changes
    ("analysing/aggregating.py", False),
    ("plotting/figures.py", False),
    ("comparing/carry.py", False),
    ("review/static/desk.css", False),
    ("report/html.py", False),
    ("data/locale/labels.tsv", False),
    ("linking/sums/__init__.py", True),
    ("mentions/figures/money.py", True),
    ("indexing/claims.py", True),
    ("tables/comparisons.py", True),
    ("data/lexicon/groups.tsv", True),
]
TELL = "from extractor.batch.versions import fingerprint; print(fingerprint())"


def test_only_what_makes_results_has_archives_read_again(tmp_path: Path) -> None:
    package = tmp_path / "extractor"
    shutil.copytree(HOME, package, ignore=shutil.ignore_patterns("__pycache__"))

    def told() -> str:
        command = [sys.executable, "-c", TELL]
        return subprocess.run(  # noqa: S603  # our own words
            command, cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    before = told()
    for name, is_read_again in CODE:
        kept = (package / name).read_bytes()
        (package / name).write_bytes(kept + b"\n")
        assert (told() != before) is is_read_again, name
        (package / name).write_bytes(kept)


def test_every_file_is_told_once(archive: Path, tmp_path: Path) -> None:
    steps: list[Step] = []
    batch.run([archive, archive], tmp_path / "out", jobs=2, progress=steps.append)
    assert [step.done for step in steps] == list(range(1, 8))
    assert {step.total for step in steps} == {7}
    assert len({step.source for step in steps}) == 7
    assert [step.outcome for step in steps].count(Outcome.FAILED) == 2


# --- whatever happens to any of them ------------------------------------------------------------


def _failures(out: Path) -> dict[str, tuple[str, str]]:
    with open_results(out) as results:
        failures = results.failures
        return {
            Path(source).name: (stage, reason)
            for source, stage, reason in zip(
                failures.source, failures.stage, failures.reason, strict=True
            )
        }


def test_what_cannot_be_read_is_a_row_and_the_rest_goes_on(archive: Path, tmp_path: Path) -> None:
    os.mkfifo(archive / "pipe")
    missing = tmp_path / "nowhere.txt"
    summary = batch.run([missing, archive], tmp_path / "out", jobs=2)
    assert summary.read + summary.copies == len(TEXTS)
    assert _failures(tmp_path / "out") == {
        "nowhere.txt": ("walk", "missing"),
        "pipe": ("walk", "not-a-file"),
        "empty.txt": ("read", "empty"),
        "picture.txt": ("read", "not-text"),
    }


def test_a_fault_of_ours_costs_one_document(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sabotage(monkeypatch, lambda: 1 // 0)
    batch.run([archive], tmp_path / "out", jobs=2)
    assert _failures(tmp_path / "out")["c.txt"][1] == "error"
    with open_results(tmp_path / "out") as results:
        assert len(results.documents) == 3
        detail = results.failures.set_index("reason").detail["error"]
        assert "ZeroDivisionError" in detail


@pytest.mark.parametrize("death", [lambda: os._exit(1), lambda: os.kill(os.getpid(), 9)])
def test_a_worker_that_dies_costs_one_document(
    death: object, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sabotage(monkeypatch, death)
    batch.run([archive], tmp_path / "out", jobs=2)
    assert _failures(tmp_path / "out")["c.txt"] == ("process", "crash")
    with open_results(tmp_path / "out") as results:
        assert len(results.documents) == 3


def _sabotage(monkeypatch: pytest.MonkeyPatch, fault: object) -> None:
    """Make the splitting of one document of the archive go wrong, in the worker."""

    def split(document: Document) -> tuple[Report, ...]:
        if "李望舒" in document.text and callable(fault):
            fault()
        return splitting.split(document)

    monkeypatch.setattr(pipeline, "split", split)


def _square(number: int) -> int:
    if number % 10 == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def test_only_the_tasks_that_kill_their_workers_are_lost() -> None:
    done = dict(chain.from_iterable(each(_square, range(40), jobs=3, limits=Limits())))
    died = {number for number, outcome in done.items() if outcome is Lost.CRASH}
    assert died == {7, 17, 27, 37}
    assert {n: r for n, r in done.items() if n not in died} == {
        n: n * n for n in range(40) if n not in died
    }


# --- killed and resumed -------------------------------------------------------------------------


def _many(folder: Path, files: int = 60) -> Path:
    folder.mkdir()
    for number in range(files):
        text = f"2019年1月{number % 28 + 1}日，慰问困难职工{number + 2}户，每户500元，共{500 * (number + 2)}元。"
        (folder / f"{number:04}.txt").write_text(text * 5, encoding="utf-8")
    return folder


def _start(archive: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extractor", "run", str(archive), "--out", str(out), "-j", "2"]
    return subprocess.Popen(  # noqa: S603  # our own call
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=HERE.parents[1],
        # A shell starts what runs in the background deaf to Ctrl-C, and its children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


def _stored(out: Path) -> int:
    try:
        connection = sqlite3.connect(f"file:{out / 'results.sqlite'}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return 0
    try:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def _wait_until(is_so: object, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while callable(is_so) and not is_so():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.005)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see the workers")
def test_a_run_that_is_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    archive, out = _many(tmp_path / "archive"), tmp_path / "out"
    for stored in (1, 40):
        process = _start(archive, out)
        _wait_until(lambda least=stored: _stored(out) >= least)
        workers = _children(process.pid)
        process.send_signal(signal.SIGKILL)
        process.wait()
        _wait_until(lambda gone=workers: not any(Path(f"/proc/{pid}").exists() for pid in gone))
        with pytest.warns(UnfinishedWarning):
            results = open_results(out)
        with results:
            assert set(results.reports.document) == set(results.documents.document)
    summary = batch.run([archive], out, jobs=1)
    assert summary.unchanged >= 40
    assert summary.read + summary.unchanged == 60
    batch.run([archive], tmp_path / "unbroken", jobs=1)
    assert _same(out, tmp_path / "unbroken")


def test_ctrl_c_ends_cleanly(tmp_path: Path) -> None:
    # So many that the first are stored long before the last are read.
    archive, out = _many(tmp_path / "archive", 1500), tmp_path / "out"
    process = _start(archive, out)
    _wait_until(lambda: _stored(out) >= 1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    with pytest.warns(UnfinishedWarning):
        results = open_results(out)
    with results:
        assert set(results.reports.document) == set(results.documents.document)


# --- which files are read -----------------------------------------------------------------------


def _named(found: list[Found | Failure], root: Path) -> dict[str, str]:
    return {
        Path(each_found.source).relative_to(root).as_posix(): (
            each_found.reason if isinstance(each_found, Failure) else "file"
        )
        for each_found in found
    }


def test_a_folder_is_walked_without_leaving_it(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "a" / "b").mkdir(parents=True)
    litter = (".hidden", "a/~$y.docx", "a/Thumbs.db", "Desktop.ini")
    for name in ("z.txt", "a/y.txt", "a/b/x.txt", *litter):
        (root / name).write_text("x", encoding="utf-8")
    (tmp_path / "outside.txt").write_text("x", encoding="utf-8")
    (root / "loop").symlink_to(root)
    (root / "inside").symlink_to(root / "z.txt")
    (root / "outside").symlink_to(tmp_path / "outside.txt")
    (root / "folder").symlink_to(tmp_path)
    (root / "broken").symlink_to(root / "nothing")
    os.mkfifo(root / "a" / "pipe")
    assert _named(walk([root]), root) == {
        "z.txt": "file",
        "a/y.txt": "file",
        "a/b/x.txt": "file",
        "outside": "link-outside",
        "folder": "link-outside",
        "broken": "broken-link",
        "a/pipe": "not-a-file",
    }


def test_a_folder_without_files_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "root" / "a").mkdir(parents=True)
    assert _named(walk([tmp_path / "root"]), tmp_path / "root") == {".": "no-files"}


def test_the_results_in_the_folder_that_is_read_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("慰问困难职工7户。", encoding="utf-8")
    for unchanged in (0, 1):
        summary = batch.run([tmp_path], tmp_path, jobs=1)
        assert (summary.unchanged, summary.failed) == (unchanged, 0)


def test_what_the_program_wrote_is_no_report(tmp_path: Path) -> None:
    archive, out = tmp_path / "archive", tmp_path / "archive" / "结果"
    write_archive(archive)
    batch.run([archive], out, jobs=1)
    before = _dump(out)
    call = ["report", str(out), "--xlsx", f"{out}/a.xlsx", "--html", f"{out}/b.html"]
    assert invoke([*call, "--docx", f"{out}/c.docx"], {}) == 0
    for form in ("csv", "xlsx"):
        assert invoke(["tables", str(out), "--format", form, "--out", f"{archive}/{form}"], {}) == 0
    told = ["--format", "jsonl", "--out", f"{archive}/2018/d.jsonl"]
    assert invoke(["extract", f"{archive}/2018/a.txt", *told], {}) == 0
    with zipfile.ZipFile(archive / "e.zip", "w") as bundle:
        bundle.write(out / "a.xlsx", "底稿.xlsx")
    summary = batch.run([archive], out, jobs=1)
    assert summary.read == 0
    reasons = _failures(out)
    assert {name for name, (_, reason) in reasons.items() if reason == "own-output"} == {
        *("a.xlsx", "b.html", "c.docx", "results.xlsx", "d.jsonl", "底稿.xlsx"),
        *(f"{table.name}.csv" for table in TABLES),
    }
    after = _dump(out)
    assert all(str(after[name]) == str(before[name]) for name in after if name != "failures")


PRINTED: list[tuple[list[str], list[str]]] = [
    # a command, and what its rows are printed as
    (["query", "--name", "amounts_by_year"], ["table", "csv", "json", "jsonl"]),
    (["query", "--name", "coverage"], ["table", "csv", "json", "jsonl"]),
    (["query", "SELECT year, sum(amount) FROM counted GROUP BY year"], ["csv", "json"]),
    (["query", "SELECT organisation, title AS 标题 FROM reports"], ["csv", "jsonl"]),
    (["compare", "--by", "year"], ["table", "csv", "json"]),
    (["compare", "--by", "group,year", "--measure", "households"], ["table", "csv", "json"]),
    (["kwic", "困难职工"], ["table", "csv", "json"]),
    (["words", "--year", "2018"], ["table", "csv", "json"]),
    (["audit"], [""]),
]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_program_printed_into_the_archive_is_no_report(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, out = write_archive(tmp_path / "archive"), tmp_path / "out"
    batch.run([archive], out, jobs=1)
    written = set[str]()
    for at, ((command, *asked), forms) in enumerate(PRINTED):
        for form in forms:
            told = ["--format", form] if form else []
            capsys.readouterr()
            invoke([command, str(out), *asked, *told, "--lang", language], {})
            name = f"{at}.{form}"
            (archive / name).write_text(capsys.readouterr().out, encoding="utf-8")
            written.add(name)
    for kind in ("svg", "pdf"):
        assert invoke(["plot", str(out), "years", "--out", f"{archive}/years.{kind}"], {}) == 0
        written.add(f"years.{kind}")
    assert batch.run([archive], out, jobs=1).read == 0
    own = {name for name, (_, reason) in _failures(out).items() if reason == "own-output"}
    assert own == written


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_finding_told_in_the_archive_with_all_it_rests_on_is_no_report(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    shutil.copytree(SAMPLE, archive)
    batch.run([archive], out, jobs=1)
    with open_results(out) as results:
        sql = "SELECT substr(document, 1, 8) || '/' || report || '/' || finding FROM findings"
        sql += (
            " UNION ALL SELECT comparison FROM comparisons UNION ALL SELECT passage FROM passages"
        )
        named = [str(row[0]) for row in results.ask(sql).rows]
    damaged = str(archive / "2009_白砚镇_雪灾救助.txt")
    asked = [["audit", str(out), "--explain", name] for name in named]
    for at, call in enumerate([*asked, ["restore", "--diff", damaged]]):
        capsys.readouterr()
        assert invoke([*call, "--lang", language], {}) == 0
        (archive / f"{at}.told").write_text(capsys.readouterr().out, encoding="utf-8")
    assert batch.run([archive], out, jobs=1).read == 0
    own = [name for name, (_, reason) in _failures(out).items() if reason == "own-output"]
    assert len(own) == len(named) + 1 > 50


KEPT_TABLES = [
    "单位,年份,金额（元）\n云岭县总工会,2019,48600\n",
    "name,year,amount\n云岭县总工会,2019,48600\n",
    "┏━━━━┳━━━━┓\n┃单位┃户数┃\n┣━━━━╋━━━━┫\n┃东片┃30户┃\n┗━━━━┻━━━━┛\n",
    '[{"单位": "云岭县总工会", "户数": "30户"}]',
    "{三、下一步打算}慰问困难职工30户。",
    "慰问困难职工30户（见原始文件第4行），[-1-] 发放{+慰问金+}3万元。",
]


@pytest.mark.parametrize("text", KEPT_TABLES)
def test_a_table_of_another_hand_is_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert batch.run([tmp_path], tmp_path / "out", jobs=1).read == 1


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    assert len(walk([path, tmp_path, path])) == 1


def test_a_link_that_was_given_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert _named(walk([tmp_path / "link"]), tmp_path / "link") == {"a.txt": "file"}


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Drop the right to read everything, which root has."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_opened_is_a_failure() -> None:
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        root.chmod(0o755)
        (root / "open").mkdir()
        (root / "open" / "a.txt").write_text("x", encoding="utf-8")
        (root / "shut").mkdir()
        (root / "shut").chmod(0)
        with _as_nobody():
            found = walk([root])
        (root / "shut").chmod(0o700)
        assert _named(found, root) == {"open/a.txt": "file", "shut": "unreadable-folder"}


HOSTILE_NAMES = [
    b"line\nbreak.txt",
    b"\x1b[2Jclear.txt",
    "右\u202e左.txt".encode(),
    b"not-utf8-\xff\xfe.txt",
    b"=cmd|' C calc'!A0.txt",
    b"<img src=x onerror=alert(1)>.txt",
    "灾害 救助　总结.txt".encode("gb18030"),
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_read_like_any_other(name: bytes, tmp_path: Path) -> None:
    archive = os.fsencode(tmp_path) + b"/archive"
    os.mkdir(archive)  # noqa: PTH102  # a name that is no text
    with open(archive + b"/" + name, "wb") as file:  # noqa: PTH123
        file.write(TEXTS["2018/a.txt"].encode())
    batch.run([tmp_path / "archive"], tmp_path / "out", jobs=1)
    with open_results(tmp_path / "out") as results:
        (source,) = results.documents.source
        assert source.encode("utf-8")
        assert source.endswith(".txt")
        assert len(results.mentions) > 0


def test_a_run_loads_no_data_frame_library(tmp_path: Path) -> None:
    code = (
        "import sys; from extractor import batch; batch.run([sys.argv[1]], sys.argv[2], jobs=1);"
        "print(sorted({'pandas', 'pyarrow'} & set(sys.modules)))"
    )
    archive = write_archive(tmp_path / "archive")
    ended = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", code, archive, tmp_path / "out"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == "[]", "each worker would keep 69 MB of them"
