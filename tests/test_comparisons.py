"""Figures of one report against those of another: found through the files, as users run them."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest

import extractor
from corpora.make import make_reports
from extractor import batch
from extractor.cli import invoke
from extractor.comparing import compare
from extractor.errors import UnfinishedWarning
from extractor.store import Writer, open_results
from extractor.tables import DERIVED, Row
from tests.reading import read_texts, write_texts

ROOT = Path(__file__).resolve().parents[1]
FORK = get_context("fork")
Told = tuple[str, str, str]


def _report(year: int, text: str, body: str = "云岭县总工会") -> str:
    return f"{body}{year}年送温暖工作总结\n{text}"


def _files(texts: list[str]) -> dict[str, str]:
    return {f"{at:02}.txt": text for at, text in enumerate(texts)}


def _rows(frame: pd.DataFrame) -> list[Told]:
    return [tuple(row) for row in frame[["verdict", "reason", "expression"]].to_numpy()]


def _told(folder: Path, texts: list[str]) -> list[Told]:
    with read_texts(folder, _files(texts)) as results:
        return _rows(results.comparisons)


LESS, MORE = "今年共筹集送温暖资金46.8万元。", "今年共筹集送温暖资金52.8万元，"
CARRIED = [
    # what 2019 says, what 2020 says, what comes of it
    ("今年共筹集送温暖资金48.6万元。", f"{MORE}比上年增加4.2万元，增长8.6%。", "holds", "holds"),
    ("今年共筹集送温暖资金48.6万元。", f"{MORE}比上年增长8.6%。", "holds", "holds"),
    (
        "今年共筹集送温暖资金近49万元。",
        f"{MORE}比上年增加4.2万元。",
        "within_approximation",
        "within_approximation",
    ),
    # 突破 and 近 leave one side open: they do not say as much as 相符 would
    (
        "今年共筹集送温暖资金超过40万元。",
        f"{MORE}比上年增加4.2万元。",
        "within_approximation",
        "within_approximation",
    ),
    (
        "今年共筹集送温暖资金48.6万元。",
        "今年共筹集送温暖资金近53万元，比上年增加4.2万元。",
        "within_approximation",
        "within_approximation",
    ),
    ("今年走访慰问困难职工248户。", "今年走访慰问困难职工254户，比上年增加6户。", "holds", "holds"),
    (LESS, f"{MORE}比上年增加4.2万元。", "fails", "no-reading"),
    (LESS, f"{MORE}同比增长8.6%。", "fails", "no-reading"),
    ("慰问240户困难职工。", "走访慰问困难职工254户，比上年增加6户。", "fails", "no-reading"),
    (
        "春节期间走访慰问困难职工245户。",
        "春节期间，慰问困难职工254户，比上年增加6户。",
        "fails",
        "no-reading",
    ),
    # 800元 that one family got is far from what all got
    (
        "今年共发放慰问金16.8万元。1月15日，走访困难职工祝小满，送去慰问金800元。",
        "今年共发放慰问金18万元，比上年减少0.8万元。",
        "fails",
        "no-reading",
    ),
    # figures that were still to change
    (f"以上为快报数。{LESS}", f"{MORE}比上年增加4.2万元。", "cannot_tell", "restated"),
    (f"据初步统计，{LESS}", f"{MORE}比上年增加4.2万元。", "cannot_tell", "restated"),
    # the base may be another figure
    (LESS, f"{MORE}增长8.6%。", "cannot_tell", "base-uncertain"),
    (LESS, f"{MORE}同口径比上年增加4.2万元。", "cannot_tell", "not-comparable"),
    (LESS, f"{MORE}比上年增加4.2万元，增长15%。", "cannot_tell", "own-figures-differ"),
    # growth in constant prices, amounts in those of the year
    (
        "全县生产总值达到46.8亿元。",
        "全县生产总值达到52.8亿元，比上年增长8.6%。",
        "cannot_tell",
        "not-comparable",
    ),
    # another thing: ten times less, another part of the year, another deed
    ("筹集送温暖资金4.86万元。", f"{MORE}比上年增加4.2万元。", "cannot_tell", "another-figure"),
    (
        "全年走访慰问困难职工400户。",
        "春节期间走访慰问困难职工254户，比上年增加6户。",
        "cannot_tell",
        "another-figure",
    ),
    (
        "2019年，筹集送温暖资金60万元。",
        "1-11月筹集送温暖资金52.8万元，同比增长8.6%。",
        "cannot_tell",
        "another-figure",
    ),
    (
        "今年共发放送温暖资金46.8万元。",
        f"{MORE}比上年增加4.2万元。",
        "cannot_tell",
        "another-figure",
    ),
    (
        "救助困难职工240户。",
        "走访慰问困难职工254户，比上年增加6户。",
        "cannot_tell",
        "another-figure",
    ),
    # what the year before left over
    (
        "全县一般公共预算收支相抵，年终结转856万元。",
        "全县一般公共预算收入加上上年结转收入856万元。",
        "holds",
        "holds",
    ),
    # only what can grow, since one year
    (
        "自2010年以来累计发放助学金860万元。",
        "自2010年以来累计发放助学金890万元。",
        "holds",
        "holds",
    ),
    (
        "自2010年以来累计发放助学金890万元。",
        "自2010年以来累计发放助学金860万元。",
        "fails",
        "cumulative-falls",
    ),
    (
        "多年来累计发放助学金890万元。",
        "多年来累计发放助学金860万元。",
        "cannot_tell",
        "cumulative-falls",
    ),
    # one event in two reports
    ("2019年3月5日，慰问低收入农户42户。", "2019年3月5日，慰问低收入农户42户。", "holds", "holds"),
    (
        "2019年3月5日，慰问低收入农户42户。",
        "2019年3月5日，慰问低收入农户45户。",
        "cannot_tell",
        "differs-elsewhere",
    ),
]


VAGUE = [
    # what 2019 says, what 2020 says, and how what comes of that stands to it
    (["近49万元"], "52.8万元，比上年增加4.2万元", ["528000 − 42000 ≲ 490000"]),
    (["超过45万元"], "52.8万元，比上年增加4.2万元", ["528000 − 42000 ≳ 450000"]),
    (["超过45万元", "48.6万元"], "52.8万元，比上年增加4.2万元", ["528000 − 42000 = 486000"]),
    (["48.6万元"], "超过50万元，比上年增加4.2万元", ["500000 − 42000 ≈ 486000"]),
    (["48.6万元"], "52.8万元，比上年增加4万元以上", ["528000 − 40000 ≈ 486000"]),
    # nothing is vague, and yet the two agree only because both are rounded
    (["1.37亿元"], "1.37亿元，比上年增加74万元", ["137000000 − 740000 ≈ 137000000"]),
    # as true of any larger sum
    (["超过5万元"], "52.8万元，比上年增加4.2万元", []),
    (["48.6万元"], "超过6万元，比上年增加4.2万元", []),
]


@pytest.mark.parametrize(("before", "now", "written"), VAGUE)
def test_a_vague_figure_is_not_said_to_equal_a_sum(
    before: list[str], now: str, written: list[str], tmp_path: Path
) -> None:
    texts = [_report(2019, f"今年共筹集送温暖资金{amount}。") for amount in before]
    told = _told(tmp_path, [*texts, _report(2020, f"今年共筹集送温暖资金{now}。")])
    assert [expression for _, _, expression in told] == written
    assert {verdict for verdict, _, _ in told} <= {
        "holds" if "=" in expression else "within_approximation" for expression in written
    }


SILENT = [
    # what is never held against another report
    (LESS, f"{MORE}按可比口径增长8.6%。"),
    (LESS, f"{MORE}剔除捐赠因素增长8.6%。"),
    (LESS, f"{MORE}年均增长8.6%。"),
    (LESS, f"{MORE}比2017年增加4.2万元。"),
    (f"{LESS}二季度筹集送温暖资金47万元。", f"{MORE}比上年增加4.2万元。"),
    ("明年计划筹集送温暖资金46.8万元。", f"{MORE}比上年增加4.2万元。"),
    ("自2010年以来累计发放助学金890万元。", "自2012年以来累计发放助学金860万元。"),
    ("自2010年以来累计救助困难职工890人。", "自2010年以来累计培训困难职工860人。"),
]


NAMES = [f"{one}{other}县总工会" for one in "青白赤黑黄绿" for other in "岭山河川溪塘"]
PAIRS = [*((before, now) for before, now, *_ in CARRIED), *SILENT]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], list[Told]]:
    """Return what comes of each pair of reports: all are read in one run, each of its own body."""
    assert len(PAIRS) <= len(NAMES)
    texts = [
        _report(2019 + which, pair[which], name)
        for pair, name in zip(PAIRS, NAMES, strict=False)
        for which in (0, 1)
    ]
    with read_texts(tmp_path_factory.mktemp("pairs"), _files(texts)) as results:
        frame = results.comparisons

    def told(before: str, now: str) -> list[Told]:
        return _rows(frame[frame.body == NAMES[PAIRS.index((before, now))]])

    return told


@pytest.mark.parametrize(("before", "now", "verdict", "reason"), CARRIED)
def test_a_figure_is_held_against_another_report(
    before: str,
    now: str,
    verdict: str,
    reason: str,
    compared: Callable[[str, str], list[Told]],
) -> None:
    (told,) = compared(before, now)
    assert told[:2] == (verdict, reason)


@pytest.mark.parametrize(("before", "now"), SILENT)
def test_what_is_of_something_else_is_not_compared(
    before: str, now: str, compared: Callable[[str, str], list[Told]]
) -> None:
    assert compared(before, now) == []


def test_another_body_and_an_earlier_year_are_not_compared(tmp_path: Path) -> None:
    now = _report(2020, f"{MORE}比上年增加4.2万元。")
    assert _told(tmp_path, [_report(2018, LESS), _report(2019, LESS, "清渚县总工会"), now]) == []


def test_a_comparison_says_where_both_figures_stand_and_how_far_they_are_apart(
    tmp_path: Path,
) -> None:
    texts = _files([_report(2019, LESS), _report(2020, f"{MORE}比上年增加4.2万元。")])
    with read_texts(tmp_path, texts) as results:
        (found,) = results.comparisons.to_dict("records")
        mentions = results.mentions.set_index(["document", "report", "mention"]).surface
    assert found["expression"] == "528000 − 42000 ≠ 468000"
    assert (found["stated"], found["difference"]) == (468000, -18000)
    at = (found["document"], found["report"], found["mention"])
    other = (found["other_document"], found["other_report"], found["other_mention"])
    assert (mentions[at], mentions[other]) == ("52.8万元", "46.8万元")


def _amounts(amounts: list[int], year: int = 2019) -> list[str]:
    bodies = "青白赤黑黄绿蓝紫灰橙粉金银铜铁"
    return [
        _report(year, f"慰问困难职工{at + 20}户，每户发放慰问金{amount}元。", f"{body}岭县总工会")
        for at, (body, amount) in enumerate(zip(bodies, amounts, strict=False))
    ]


OUTLIERS = [
    # amounts each household received, and those shown
    ([500, 600, 450, 550, 500, 520, 480, 600, 500, 550, 6000], ["6000"]),
    ([500, 600, 450, 550, 500, 520, 480, 600, 500, 550, 50], ["50"]),
    ([500] * 10 + [6000], ["6000"]),
    ([500, 600, 450, 550, 500, 520, 480, 600, 500, 550, 900], []),
    ([500] * 11, []),
    ([500] * 8 + [6000], []),  # too few peers to say anything
    ([100, 6000, 300, 2000, 1000, 500, 4000, 200, 800, 3000, 6000], []),
]


@pytest.fixture(scope="module")
def peers(tmp_path_factory: pytest.TempPathFactory) -> list[list[Told]]:
    """Return what comes of each list of amounts: all are read in one run, each of its own year."""
    texts = [
        text
        for nth, (amounts, _) in enumerate(OUTLIERS)
        for text in _amounts(amounts, year=2001 + nth)
    ]
    with read_texts(tmp_path_factory.mktemp("peers"), _files(texts)) as results:
        frame = results.comparisons
    return [_rows(frame[frame.year == 2001 + nth]) for nth in range(len(OUTLIERS))]


@pytest.mark.parametrize("nth", range(len(OUTLIERS)))
def test_an_amount_far_from_its_peers_is_shown_and_is_no_error(
    nth: int, peers: list[list[Told]]
) -> None:
    _, shown = OUTLIERS[nth]
    assert [expression.split(" :")[0] for _, _, expression in peers[nth]] == shown
    told = {(verdict, reason) for verdict, reason, _ in peers[nth]}
    assert told <= {("cannot_tell", "far-from-peers")}


def test_any_order_and_number_of_workers_compare_the_same(tmp_path: Path) -> None:
    texts = _amounts([500, 600, 450, 550, 500, 520, 480, 600, 500, 550, 6000])
    texts += [_report(2019, LESS), _report(2020, f"{MORE}比上年增加4.2万元。")]
    texts += [_report(2021, "今年共筹集送温暖资金60万元，比上年增加7.2万元。")]
    paths = write_texts(tmp_path / "archive", _files(texts))
    extractor.run(paths, tmp_path / "at-once", jobs=2)
    random.Random(5).shuffle(paths)  # noqa: S311  # a fixed order
    for part in (paths[:6], paths[6:], paths[:3]):
        extractor.run(part, tmp_path / "in-parts", jobs=1)
    with open_results(tmp_path / "at-once") as one, open_results(tmp_path / "in-parts") as other:
        assert one.comparisons.verdict.value_counts().to_dict() == {
            "fails": 1,
            "holds": 1,
            "cannot_tell": 1,
        }
        assert one.comparisons.equals(other.comparisons)


MENDED = [
    # which of the two reports is written anew, what it says then, and what is left
    (0, LESS.replace("46.8", "48.6"), ["holds"]),
    (0, "走访了困难职工。", []),
    (1, f"{MORE}比上年增加6万元。", ["holds"]),
    (1, MORE, []),
]


@pytest.mark.parametrize(("which", "text", "left"), MENDED)
def test_a_comparison_goes_when_either_report_is_written_anew(
    which: int, text: str, left: list[str], tmp_path: Path
) -> None:
    texts = [_report(2019, LESS), _report(2020, f"{MORE}比上年增加4.2万元。")]
    with read_texts(tmp_path, _files(texts)) as results:
        assert results.comparisons.verdict.tolist() == ["fails"]
    name = f"{which:02}.txt"
    with read_texts(tmp_path, {name: _report(2019 + which, text)}) as results:
        assert results.comparisons.verdict.tolist() == left


def _archive() -> dict[str, str]:
    """Return reports that share passages and bear each other out, or do not."""
    texts = _amounts([500, 600, 450, 550, 500, 520, 480, 600, 500, 550, 6000])
    texts += [_report(2019, LESS), _report(2020, f"{MORE}比上年增加4.2万元。")]
    made = [report.text for report in make_reports(10, seed=7)]
    return _files([*texts, *made, *(text.replace("1", "2") for text in made)])


def _run_and_die(archive: Path, out: Path, done: int) -> None:
    """Run over ``archive`` in a process that is killed when ``done`` files are stored."""

    def die(step: batch.Step) -> None:
        if step.done == done:
            os.kill(os.getpid(), signal.SIGKILL)

    _killed(partial(batch.run, [archive], out, jobs=1, progress=die))


def _killed(work: Callable[[], object]) -> None:
    process = FORK.Process(target=work)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def _store_and_die(out: Path) -> None:
    """Compare the reports of ``out`` anew, and be killed when half of it is stored."""

    def half(connection: sqlite3.Connection) -> Iterator[tuple[str, Iterator[Row]]]:
        rows = [row for name, some in compare(connection) if name == "comparisons" for row in some]

        def until() -> Iterator[Row]:
            yield from rows[: len(rows) // 2]
            os.kill(os.getpid(), signal.SIGKILL)

        yield "comparisons", until()

    Writer(out).derive(half)


def _across(out: Path) -> dict[str, list[list[object]]]:
    with open_results(out) as results:
        return {table.name: results.table(table.name).to_numpy().tolist() for table in DERIVED}


def test_a_run_that_was_killed_compares_as_one_that_was_not(tmp_path: Path) -> None:
    paths = write_texts(tmp_path / "archive", _archive())
    batch.run([tmp_path / "archive"], tmp_path / "unbroken", jobs=1)
    for done in (5, len(paths)):  # at last everything is stored, and nothing compared
        _run_and_die(tmp_path / "archive", tmp_path / "out", done)
        with pytest.warns(UnfinishedWarning):
            assert not any(_across(tmp_path / "out").values())
    assert batch.run([tmp_path / "archive"], tmp_path / "out", jobs=1).read == 0
    unbroken = _across(tmp_path / "unbroken")
    assert all(unbroken.values())
    assert str(_across(tmp_path / "out")) == str(unbroken)
    _killed(partial(_store_and_die, tmp_path / "out"))
    assert str(_across(tmp_path / "out")) == str(unbroken)


def test_no_comparison_outlives_the_figures_it_is_of(tmp_path: Path) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    write_texts(archive, _archive())
    batch.run([archive], out, jobs=1)
    texts = _archive() | {"10.txt": "无。", "11.txt": _report(2019, LESS.replace("46.8", "48.6"))}
    paths = write_texts(archive, texts)
    _run_and_die(archive, out, len(paths))  # before anything is compared again
    with pytest.warns(UnfinishedWarning):
        unfinished = open_results(out)
    with unfinished as results:
        documents = {*results.documents.document}
        assert {*results.comparisons.document} <= documents
        assert {*results.comparisons.other_document.dropna()} <= documents
    batch.run([archive], out, jobs=1)
    batch.run([archive], tmp_path / "anew", jobs=1)
    assert str(_across(out)) == str(_across(tmp_path / "anew"))
    with open_results(out) as results:
        assert not {"fails", "outlier"} & {*results.comparisons.verdict, *results.comparisons.kind}


def test_the_sample_of_2020_bears_out_that_of_2019(tmp_path: Path) -> None:
    extractor.run([ROOT / "corpora" / "sample"], tmp_path / "out", jobs=2)
    with open_results(tmp_path / "out") as results:
        carried = results.comparisons.query("kind == 'carry'")
        assert len(carried) >= 2
        assert set(carried.verdict) == {"holds"}


@pytest.mark.parametrize(("language", "title"), [("zh", "跨年核对"), ("en", "Across reports")])
def test_audit_lists_what_differs_between_reports(
    language: str, title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [_report(2019, LESS), _report(2020, f"{MORE}比上年增加4.2万元。")]
    read_texts(tmp_path, _files(texts)).close()
    invoke(["audit", str(tmp_path / "out"), "--lang", language], {})
    told = capsys.readouterr().out
    assert title in told
    assert "528000 − 42000 ≠ 468000" in told
