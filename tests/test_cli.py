from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from rich.cells import cell_len

from extractor import __version__
from extractor.cli import COMMANDS, build, invoke
from extractor.cli.screen import printable
from extractor.store import open_results
from extractor.tables import TABLES
from extractor.wording import Language
from tests.archives import PNG, TEXTS, write_archive
from tests.reading import read_texts

HERE = Path(__file__).resolve()
ENGLISH = {"EXTRACTOR_LANG": "en"}
Told = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = write_archive(tmp_path_factory.mktemp("archive"))
    folder = tmp_path_factory.mktemp("out")
    assert invoke(["run", str(archive), "--out", str(folder), "--jobs", "1"], ENGLISH) == 3
    return folder


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXTS["2018/a.txt"], encoding="utf-8")
    return path


# --- language and help --------------------------------------------------------------------------

NAMES = list(COMMANDS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("language", "usage"), [("zh", "用法："), ("en", "Usage:")])
def test_every_command_explains_itself(name: str, language: str, usage: str, capsys: Told) -> None:
    assert invoke([name, "--help", "--lang", language], {}) == 0
    told = capsys.readouterr().out
    assert told.startswith(usage)
    assert name == "version" or f"extractor {name}" in told.split(usage)[1]


def test_help_speaks_one_language_only(capsys: Told) -> None:
    for arguments in ([], *([name] for name in NAMES)):
        invoke([*arguments, "--help"], {})
        told = capsys.readouterr().out
        words = {"Usage", "Options", "Commands", "Show", "default", "required", "Examples", "Error"}
        assert not words & set(told.replace(":", " ").replace("[", " ").split()), told


LANGUAGES = [
    # arguments, environment, first word
    ([], {}, "用法"),
    (["--lang", "en"], {}, "Usage"),
    (["--lang=en"], {}, "Usage"),
    ([], {"EXTRACTOR_LANG": "en"}, "Usage"),
    (["--lang", "zh"], {"EXTRACTOR_LANG": "en"}, "用法"),
    ([], {"EXTRACTOR_LANG": "fr"}, "用法"),
]


@pytest.mark.parametrize(("arguments", "environment", "word"), LANGUAGES)
def test_the_language_is_the_one_asked_for(
    arguments: list[str], environment: dict[str, str], word: str, capsys: Told
) -> None:
    assert invoke([*arguments, "--help"], environment) == 0
    assert capsys.readouterr().out.startswith(word)


def test_every_parameter_has_a_help_text() -> None:
    for command in build(Language.EN).commands.values():
        options = [p for p in command.params if p.param_type_name == "option"]
        assert [option.name for option in options if not getattr(option, "help", "")] == []


def test_version(capsys: Told) -> None:
    assert invoke(["version"], {}) == 0
    assert capsys.readouterr().out == f"extractor {__version__}\n"


# --- exit codes and errors ----------------------------------------------------------------------

WRONG_CALLS = [
    # arguments, and what is said
    ([], "命令:"),
    (["rum"], "没有命令 'rum'"),
    (["run"], "缺少参数"),
    (["run", "a", "--out"], "--out"),
    (["run", "a", "--out", "b", "--jobs", "0"], "--jobs"),
    (["audit", "nowhere"], "nowhere：没有结果文件"),
    (["query", "nowhere", "SELECT 1"], "没有结果文件"),
    (["evaluate", "nowhere"], "nowhere"),
    (["--lang", "fr", "version"], "fr"),
    (["run", "a", "--out", "b", "--since", "yesterday"], "不是日期"),
    (["plot", "nowhere", "audit", "--out", "a.bmp"], "a.bmp"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_CALLS)
def test_a_wrong_call_is_refused_with_the_place(
    arguments: list[str], said: str, capsys: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert invoke(arguments, {}) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err


UNWRITABLE = [
    # what is written below a file, where there is no folder
    ["extract", "{report}", "--out", "{file}/x.jsonl"],
    ["report", "{out}", "--xlsx", "{file}/x.xlsx"],
    ["report", "{out}", "--html", "{file}/x.html"],
    ["report", "{out}", "--docx", "{file}/x.docx"],
    ["tables", "{out}", "--format", "csv", "--out", "{file}/x"],
    ["query", "{out}", "SELECT 1", "--format", "csv", "--out", "{file}/x.csv"],
    ["query", "{out}", "SELECT 1", "--format", "xlsx", "--out", "{file}/x.xlsx"],
    ["query", "{out}", "SELECT 1", "--format", "parquet", "--out", "{file}/x.parquet"],
    ["plot", "{out}", "audit", "--out", "{file}/x.png"],
    ["train-names", "{confirmed}", "--out", "{file}/x.model"],
    ["run", "{report}", "--out", "{file}/x"],
]


@pytest.mark.parametrize("arguments", UNWRITABLE)
def test_what_cannot_be_written_is_refused_with_the_place_and_a_remedy(
    arguments: list[str], out: Path, report: Path, tmp_path: Path, capsys: Told
) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    confirmed = tmp_path / "confirmed.tsv"
    confirmed.write_text("sentence\tnames\n主席李明到会。\t李明\n", encoding="utf-8")
    places = {"out": out, "report": report, "file": file, "confirmed": confirmed}
    assert invoke([word.format(**places) for word in arguments], {}) == 2
    told = capsys.readouterr()
    assert told.out == ""
    said = told.err.replace("\n", "")
    for part in (str(file / "x"), "无法写入", "不是文件夹", "请"):
        assert part in said


def test_a_table_of_bodies_in_another_encoding_is_refused(
    out: Path, tmp_path: Path, capsys: Told
) -> None:
    bodies = tmp_path / "bodies.tsv"
    bodies.write_bytes("name\tbody\n市总工会\t甲市总工会\n".encode("gb18030"))
    assert invoke(["compare", str(out), "--bodies", str(bodies)], {}) == 2
    assert f"{bodies}：不是 UTF-8 编码" in capsys.readouterr().err.replace("\n", "")


CODES = [
    # files, exit code of run and of audit
    (["2018/a.txt"], 0, 0),
    (["2019/wrong.txt"], 1, 1),
    (["2018/a.txt", "empty.txt"], 3, 0),
    (["2019/wrong.txt", "empty.txt"], 3, 1),
]


@pytest.mark.parametrize(("names", "run_code", "audit_code"), CODES)
def test_the_exit_code_says_what_happened(
    names: list[str], run_code: int, audit_code: int, tmp_path: Path, capsys: Told
) -> None:
    archive = write_archive(tmp_path / "archive")
    files = [str(archive / name) for name in names]
    assert invoke(["run", *files, "-o", str(tmp_path / "out"), "-j", "1"], {}) == run_code
    assert invoke(["audit", str(tmp_path / "out")], {}) == audit_code
    assert invoke(["audit", str(tmp_path / "out"), "--fail-on", "none"], {}) == 0
    assert invoke(["extract", *files, "--format", "jsonl"], {}) == run_code
    capsys.readouterr()


VERDICTS = [
    # language, what is typed, which verdict that is
    ("zh", "不符", "不符"),
    ("zh", "fails", "不符"),
    ("zh", "相符", "相符"),
    ("en", "fails", "fails"),
    ("en", "不符", "fails"),
    ("en", "within_approximation", "within approximation"),
    ("en", "within approximation", "within approximation"),
]


@pytest.mark.parametrize(("language", "typed", "verdict"), VERDICTS)
def test_a_verdict_is_asked_for_in_the_words_that_are_shown(
    language: str, typed: str, verdict: str, out: Path, capsys: Told
) -> None:
    asked = ["audit", str(out), "--lang", language, "--fail-on", "none"]
    assert invoke([*asked, "--verdict", typed], {}) == 0
    rows = re.findall(r"^│ [^│]*/[^│]* │ ([^│]*?) *│", capsys.readouterr().out, re.MULTILINE)
    assert set(rows) <= {verdict}
    assert rows or verdict.startswith("within")
    assert invoke([*asked, "--verdict", "maybe"], {}) == 2
    assert ("'不符'" if language == "zh" else "'fails'") in capsys.readouterr().err


# --- extract ------------------------------------------------------------------------------------


def test_extract_prints_one_object_a_report(report: Path, capsys: Told) -> None:
    assert invoke(["extract", str(report), "--format", "jsonl"], {}) == 0
    (line,) = capsys.readouterr().out.splitlines()
    record = json.loads(line)
    assert record["source"] == str(report)
    assert {m["surface"] for m in record["mentions"]} >= {"45户", "500元", "22500元"}
    assert record["findings"][0]["verdict"] == "holds"


def test_extract_writes_a_file(report: Path, tmp_path: Path, capsys: Told) -> None:
    made = tmp_path / "a.jsonl"
    assert invoke(["extract", str(report), "--format", "jsonl", "--out", str(made)], {}) == 0
    assert json.loads(made.read_text(encoding="utf-8"))["report"] == 1
    assert capsys.readouterr().out == ""


def test_extract_reads_a_folder_and_says_what_it_could_not(tmp_path: Path, capsys: Told) -> None:
    archive = write_archive(tmp_path / "archive")
    assert invoke(["extract", str(archive), "--format", "jsonl"], {}) == 3
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == len(TEXTS)
    assert f"{archive / 'picture.txt'}：不是文本文件" in told.err


def test_extract_shows_tables(report: Path, capsys: Told) -> None:
    assert invoke(["extract", str(report), "--lang", "en"], {}) == 0
    told = capsys.readouterr().out
    assert "22500 CNY" in told
    assert "500 × 45 = 22500" in told


# --- run, audit, tables, query ------------------------------------------------------------------


def test_run_ends_with_a_summary(tmp_path: Path, capsys: Told) -> None:
    archive = write_archive(tmp_path / "archive")
    (archive / "\x1b[2J\u202e.txt").write_bytes(PNG)
    assert invoke(["run", str(archive), "--out", str(tmp_path / "out")], ENGLISH) == 3
    told = capsys.readouterr().out
    assert "read 4, copies 1, unchanged 0, not read 3" in told
    assert "The worst findings" in told
    assert "500 × 20 = 10000" in told
    assert "not a text file" in told
    assert str(tmp_path / "out" / "results.sqlite") in told.replace("\n", "")
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert r"\x1b[2J\u202e.txt" in told


def test_audit_shows_the_worst_first_and_explains_it(out: Path, capsys: Told) -> None:
    assert invoke(["audit", str(out)], ENGLISH) == 1
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("│")]
    assert "fails" in rows[0]
    name = rows[0].split("│")[1].strip()
    assert invoke(["audit", str(out), "--explain", name], ENGLISH) == 0
    told = capsys.readouterr().out
    start = TEXTS["2019/wrong.txt"].index("12000元")
    place = f"raw file, line 1; characters {start} to {start + 6} of the file, counted from 0"
    for evidence in ("⟦12000元⟧", "⟦500元⟧", "⟦20户⟧", place):
        assert evidence in told


VAGUE = "发放慰问金18.35万元，慰问品折价{about}3.42万元，合计21.67万元。"
CALLED = [
    # the text, and what its difference is called
    (VAGUE.format(about="约"), "difference, at least  -700"),
    (VAGUE.format(about=""), "difference  -1000"),
    # a quotient is told rounded, and its figures are exact
    (
        "投入资金2400万元，其中产业扶贫1200万元，占50%；住房改造800万元，占33.3%；教育资助400万元，占26.7%。",
        "difference  10.033",
    ),
]


@pytest.mark.parametrize(("text", "called"), CALLED)
def test_the_difference_of_vague_figures_is_the_least_it_can_be(
    text: str, called: str, tmp_path: Path, capsys: Told
) -> None:
    with read_texts(tmp_path, {"a.txt": text}) as results:
        (row,) = results.findings.query("verdict == 'fails'").to_dict("records")
    name = f"{row['document']}/{row['report']}/{row['finding']}"
    assert invoke(["audit", str(tmp_path / "out"), "--explain", name], ENGLISH) == 0
    assert f"  {called}\n" in capsys.readouterr().out


def test_long_figures_of_a_sum_are_shown_in_threes(tmp_path: Path, capsys: Told) -> None:
    text = "一般公共预算支出：教育2.5亿元，卫生0.2亿元，住房3.8亿元，合计9.0亿元。"
    read_texts(tmp_path, {"a.txt": text}).close()
    invoke(["audit", str(tmp_path / "out")], {})
    assert "250,000,000 + 20,000,000 + 380,000,000" in capsys.readouterr().out.replace("\n", "")


def test_audit_says_when_there_are_more_findings(out: Path, capsys: Told) -> None:
    assert invoke(["audit", str(out), "--limit", "1"], ENGLISH) == 1
    assert "only the first 1 rows" in capsys.readouterr().out


NO_FINDINGS = ["0000/1/0", "1/0", "x/y/z", "ffffffff/9/9", "'; DROP TABLE findings/1/0"]


@pytest.mark.parametrize("name", NO_FINDINGS)
def test_a_finding_that_is_not_there_is_refused(name: str, out: Path, capsys: Told) -> None:
    assert invoke(["audit", str(out), "--explain", name], {}) == 2
    assert name in capsys.readouterr().err


def test_tables_names_what_it_wrote(out: Path, tmp_path: Path, capsys: Told) -> None:
    assert invoke(["tables", str(out), "--format", "csv", "--out", str(tmp_path)], {}) == 0
    written = capsys.readouterr().out.split()
    assert len(written) == len(TABLES)
    assert all(Path(path).stat().st_size > 0 for path in written)


def test_query_prints_rows_in_each_form(out: Path, capsys: Told) -> None:
    sql = "SELECT type, count(*) AS n FROM mentions WHERE type = 'money' GROUP BY type"
    with open_results(out) as results:
        n = int((results.mentions.type == "money").sum())
    assert invoke(["query", str(out), sql, "--format", "csv"], {}) == 0
    assert capsys.readouterr().out.splitlines() == ["type,n", f"money,{n}"]
    assert invoke(["query", str(out), sql, "--format", "jsonl"], {}) == 0
    assert json.loads(capsys.readouterr().out) == {"type": "money", "n": n}
    assert invoke(["query", str(out), sql], {}) == 0
    assert f"{n} │" in capsys.readouterr().out


def test_query_says_when_rows_are_left_out(out: Path, capsys: Told) -> None:
    sql = "SELECT * FROM mentions"
    assert invoke(["query", str(out), sql, "--limit", "2", "--format", "jsonl"], ENGLISH) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 2
    assert "only the first 2 rows" in told.err


REFUSED = [
    ("DELETE FROM mentions", "只能读取"),
    ("SELEKT 1", "无法理解查询"),
    ("SELECT * FROM nothing", "无法理解查询"),
    ("SELECT $year", "--set year=值"),
]


@pytest.mark.parametrize(("sql", "said"), REFUSED)
def test_a_query_that_is_not_one_is_refused(sql: str, said: str, out: Path, capsys: Told) -> None:
    assert invoke(["query", str(out), sql], {}) == 2
    assert said in capsys.readouterr().err


def test_a_named_question_knows_its_columns(out: Path, capsys: Told) -> None:
    asked = ["query", str(out), "--name", "amounts_by_body", "--set"]
    assert invoke([*asked, "yeer=2019"], {}) == 2  # SQLite alone would take the word for a text
    assert "yeer" in capsys.readouterr().err


def test_an_endless_query_is_stopped(out: Path, capsys: Told) -> None:
    sql = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c"
    assert invoke(["query", str(out), sql, "--timeout", "0.2"], {}) == 2
    assert "0.2" in capsys.readouterr().err


# --- evaluate -----------------------------------------------------------------------------------


def test_evaluate_reads_the_raw_files_beside_the_gold(tmp_path: Path, capsys: Told) -> None:
    text = TEXTS["2018/a.txt"]
    start = text.index("500元")
    exactly = {"stated": 500, "low": 500, "high": 500, "approx": "exact", "currency": "CNY"}
    gold = {"mentions": [{"type": "money", "start": start, "end": start + 4, **exactly}]}
    (tmp_path / "d.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "d.clean.txt").write_text(text, encoding="utf-8")
    (tmp_path / "d.raw.txt").write_text(text, encoding="gb18030")
    assert invoke(["evaluate", str(tmp_path), "--json"], {}) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["value"]["money"][3] == 1
    assert told["text"] == 1
    assert invoke(["evaluate", str(tmp_path), "--errors", "--by-document"], ENGLISH) == 0
    assert "22500元" in capsys.readouterr().out  # spurious: the gold knows one amount only


def test_evaluate_refuses_a_folder_without_gold(tmp_path: Path, capsys: Told) -> None:
    assert invoke(["evaluate", str(tmp_path)], {}) == 2
    assert "没有标注文件" in capsys.readouterr().err


# --- as a process -------------------------------------------------------------------------------


def _process(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "extractor", *arguments]


def test_output_is_utf8_whatever_the_locale(report: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = subprocess.run(  # noqa: S603
        _process("extract", str(report)),
        capture_output=True,
        env=environment,
        cwd=HERE.parents[1],
        check=True,
    )
    assert "22500元" in ended.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_crash(out: Path) -> None:
    sql = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"
    arguments = ("query", str(out), sql, "--limit", "200000", "--format", "csv")
    process = subprocess.Popen(  # noqa: S603
        _process(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=HERE.parents[1],
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), told) == (141, b"")


PRINTED = [
    ("共3户　好", "共3户　好"),
    ("a\nb", r"a\nb"),
    ("\x1b[31m", r"\x1b[31m"),
    ("\u202e\u200b", r"\u202e\u200b"),
    ("\ud800", r"\ud800"),
]


@pytest.mark.parametrize(("text", "shown"), PRINTED)
def test_nothing_the_terminal_would_obey_is_printed(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_figure_of_eleven_digits_is_shown_and_a_telephone_hidden(
    tmp_path: Path, capsys: Told
) -> None:
    text = "全省共发放救助资金168.4亿元，其中城市100亿元，农村68.4亿元。\n联系电话13800138000。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    invoke(["run", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "-j", "1"], ENGLISH)
    with open_results(tmp_path / "out") as results:
        findings = results.ask("SELECT document, report, finding FROM findings").named
    assert findings
    capsys.readouterr()
    for row in findings:
        name = f"{row['document']}/{row['report']}/{row['finding']}"
        invoke(["audit", str(tmp_path / "out"), "--explain", name], ENGLISH)
    told = capsys.readouterr().out
    assert "16840000000" in told
    assert not any("*" in line.split("联系电话")[0] for line in told.splitlines())
    invoke(["kwic", str(tmp_path / "out"), "联系电话"], ENGLISH)
    assert "138******00" in capsys.readouterr().out


def test_a_narrow_terminal_breaks_no_name(out: Path) -> None:
    main, terminal = os.openpty()
    command = [sys.executable, "-m", "extractor", "audit", str(out)]
    environment = {**os.environ, "COLUMNS": "80", "TERM": "dumb", "EXTRACTOR_LANG": "en"}
    with subprocess.Popen(command, stdout=terminal, env=environment) as started:  # noqa: S603  # ours
        os.close(terminal)
        raw = b""
        with suppress(OSError):  # the end of a terminal whose program is gone
            while part := os.read(main, 65536):
                raw += part
        assert started.wait(60) == 1
    os.close(main)
    told = raw.decode()
    with open_results(out) as opened:
        worst = opened.findings.query("verdict == 'fails'").iloc[0]
    name = f"{worst['document'][:8]}/{worst['report']}/{worst['finding']}"
    assert re.search(rf"^│ {name} +│", told, re.MULTILINE)
    assert max(map(cell_len, told.splitlines())) <= 80


# --- where standard output leads ----------------------------------------------------------------


@pytest.mark.parametrize("closed", [[1], [2], [0, 1, 2]])
def test_streams_that_were_closed_are_done_without(
    closed: list[int], report: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "extractor", "run", str(report), "-o", str(tmp_path / "out")]
    ended = subprocess.run(  # noqa: S603
        command,
        cwd=HERE.parents[1],
        capture_output=True,
        check=False,
        preexec_fn=lambda: list(map(os.close, closed)),
    )
    assert (ended.returncode, b"Traceback" in ended.stderr) == (0, False)
    with open_results(tmp_path / "out") as results:
        assert len(results.documents) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
@pytest.mark.parametrize("arguments", [["version"], ["run", "--help"]])
def test_a_full_disk_behind_standard_output_is_said(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "extractor", *arguments, "--lang", "en"]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(  # noqa: S603
            command, cwd=HERE.parents[1], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode == 4
    told = ended.stderr.decode()
    assert told.startswith("Error: stdout: the disk is full")
    assert told.count("\n") == 1


def test_an_address_without_a_cluster_is_refused(tmp_path: Path, capsys: Told) -> None:
    arguments = ["run", "s3://archive/2019", "--out", str(tmp_path / "out")]
    assert invoke(arguments, ENGLISH) == 2
    assert "give --cluster ADDRESS" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


STOPPED_WHILE_LOADING = """
import sys
class Stop:
    def find_spec(self, name, *_):
        if name == "extractor.cli":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from extractor.__main__ import main
main()
"""


def test_ctrl_c_while_the_command_line_is_loaded_ends_quietly() -> None:
    command = [sys.executable, "-c", STOPPED_WHILE_LOADING]
    ended = subprocess.run(command, cwd=HERE.parents[1], capture_output=True, check=False)  # noqa: S603
    assert (ended.returncode, ended.stderr) == (130, b"")
