"""Passages that reports share: found through the files, as users run them."""

from __future__ import annotations

import itertools
import os
import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import extractor
from corpora.make import make_reports
from extractor.cli import invoke
from extractor.comparing import compare
from extractor.store import Results, open_results
from tests.reading import read_texts

ROOT = Path(__file__).resolve().parents[1]
SEED = Path(os.environ.get("EXTRACTOR_SHARED", ROOT.parent / "shared")) / "seed" / "page.raw.txt"

PASSAGE = (
    "3月5日，镇领导带队走访慰问低收入农户42户，每户送去慰问金500元，并详细了解他们的生产生活情况。"
    "走访中，大家围坐在火炉边，帮助他们算好增收账，鼓励他们自强自立。"
    "截至目前，全镇干部群众自发捐款8640元，全部用于购买春耕所需的种子和化肥。"
)
FORMULA = "现将有关工作情况总结如下：\n"
OTHERS = (
    "文化站排练了一台小戏，请来邻村的锣鼓队，热热闹闹演到天黑。",
    "水利站把去年冬天冻裂的渠道补好，赶在插秧以前放了水。",
    "卫生院的医生骑车下村，给老人量血压，讲怎样过冬。",
    "学校放假以后，教师轮流到图书室值班，孩子们每天都来看书。",
    "供销社从县城拉回两车煤，按成本价卖给路远的几个村。",
)


def _report(body: str, year: int, *parts: str) -> str:
    return f"{body}{year}年春节走访慰问工作总结\n{FORMULA}" + "\n".join(parts)


def _differing(results: Results) -> list[tuple[object, ...]]:
    figures = results.passage_figures.query("is_changed")[["other_surface", "surface"]]
    return [tuple(row) for row in figures.astype(object).where(figures.notna(), None).to_numpy()]


REUSED = [
    # what was done to the passage, and which figures differ: as they were, as they are now
    ([], []),
    ([("3月5日", "2月9日"), ("42户", "57户")], [("3月5日", "2月9日"), ("42户", "57户")]),
    ([("捐款8640元", "捐款")], [("8640元", None)]),
    ([("3月5日，", "")], [("3月5日", None)]),
    ([("500元", "1000元"), ("8640元", "9012元")], [("500元", "1000元"), ("8640元", "9012元")]),
    # one sentence inside is edited
    ([("大家围坐在火炉边，", "干部们坐到炕头上，"), ("42户", "40户")], [("42户", "40户")]),
    # the first is edited too, and stands beside a figure that stays
    ([("镇领导带队", "局领导班子冒雪"), ("42户", "40户")], [("42户", "40户")]),
]


@pytest.mark.parametrize(("edits", "differing"), REUSED)
def test_a_passage_used_again_shows_the_figures_that_differ(
    edits: list[tuple[str, str]], differing: list[tuple[str | None, str | None]], tmp_path: Path
) -> None:
    again = PASSAGE
    for old, new in edits:
        assert old in again
        again = again.replace(old, new)
    texts = {
        "a.txt": _report("石漾镇", 2012, OTHERS[0], PASSAGE, OTHERS[1]),
        "b.txt": _report("柳澄镇", 2013, OTHERS[2], again, OTHERS[3]),
    }
    with read_texts(tmp_path, texts) as results:
        (passage,) = results.passages.to_dict("records")
        reports = {row["document"]: row for row in results.reports.to_dict("records")}
        raws = dict(zip(results.documents.document, results.documents.raw, strict=True))
        assert _differing(results) == differing
        assert passage["changed_figures"] == len(differing)
    later, earlier = reports[passage["document"]], reports[passage["other_document"]]
    here = later["text"][passage["span_start"] : passage["span_end"]]
    there = earlier["text"][passage["other_span_start"] : passage["other_span_end"]]
    assert here in again or here.endswith(again)
    assert there in PASSAGE or there.endswith(PASSAGE)
    raw = raws[passage["other_document"]]
    assert raw[passage["other_raw_start"] : passage["other_raw_end"]] == there
    assert (earlier["year"], later["year"]) == (2012, 2013)


NOT_REUSED = [
    # what two reports have in common, and say nothing of
    "",
    "慰问低收入农户42户，每户500元，共计21000元。",
    "春节将至，祝大家节日快乐。",
]


@pytest.mark.parametrize("common", NOT_REUSED)
def test_a_formula_is_no_passage(common: str, tmp_path: Path) -> None:
    texts = {
        "a.txt": _report("石漾镇", 2012, OTHERS[0], common),
        "b.txt": _report("柳澄镇", 2013, OTHERS[1], common),
    }
    with read_texts(tmp_path, texts) as results:
        assert results.passages.empty


def test_what_many_reports_share_comes_after_what_two_share(tmp_path: Path) -> None:
    common = OTHERS[4] + OTHERS[3]
    texts = {
        f"{at}.txt": _report(f"{name}镇", 2010, common, f"{name}的雪下得早，封了{name}的山路。")
        for at, name in enumerate("青白赤黑黄绿")
    }
    texts["a.txt"] = _report("石漾镇", 2012, common, PASSAGE)
    texts["b.txt"] = _report("柳澄镇", 2013, common, PASSAGE)
    with read_texts(tmp_path, texts) as results:
        first = results.passages.iloc[0]
        assert first.sentences >= 3
        assert results.passages.weight.is_monotonic_decreasing
        assert first.weight > 2 * results.passages.weight.get(1, 0)


def test_a_text_that_went_to_many_bodies_is_linked_each_to_the_one_before(tmp_path: Path) -> None:
    texts = {
        f"{at}.txt": _report(f"{name}镇", 2000 + at, PASSAGE, *OTHERS)
        for at, name in enumerate("青白赤黑黄绿蓝紫灰橙粉金银铜铁")
    }
    with read_texts(tmp_path, texts) as results:
        assert len(results.passages) == len(texts) - 1


def _steps(path: Path) -> int:
    """Return how many thousands of steps the database takes to compare the reports of ``path``."""
    steps = itertools.count()
    with closing(sqlite3.connect(path)) as connection:
        connection.set_progress_handler(lambda: bool(next(steps) < 0), 1000)
        list(compare(connection))
    return next(steps)


def test_what_all_reports_share_costs_each_of_them_the_same(tmp_path: Path) -> None:
    counted = []
    for many in (60, 240):
        texts = {
            f"{at}.txt": _report(
                "石漾镇",
                1800 + at % 200,
                f"第{at}号台账载明：筹集送温暖资金{at + 3}万元，比上年增加2万元。",
                OTHERS[at % 5],
            )
            for at in range(many)
        }
        with read_texts(tmp_path / str(many), texts) as results:
            counted.append(_steps(results.path))
    few, many_steps = counted
    assert few > 10
    assert many_steps < 4 * few * 1.5  # 4 times the reports; a square would be 16


def test_nearly_the_same_report_in_two_files_is_said_to_be_the_whole(tmp_path: Path) -> None:
    text = _report("石漾镇", 2012, OTHERS[0], PASSAGE, OTHERS[1])
    with read_texts(tmp_path, {"a.txt": text, "b.txt": text + "\n"}) as results:
        (passage,) = results.passages.itertuples()
        assert (passage.kind, passage.changed_figures) == ("whole", 0)


def test_any_order_and_number_of_workers_find_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    made = [report.text for report in make_reports(30, seed=7)]
    for at, text in enumerate([*made, *(text.replace("1", "2") for text in made)]):
        (folder / f"{at:03}.txt").write_text(text, encoding="utf-8")
    names = sorted(folder.iterdir())
    extractor.run([folder], tmp_path / "at-once", jobs=2)
    random.Random(3).shuffle(names)  # noqa: S311  # a fixed order
    for part in (names[:40], names[40:], names[:5]):
        extractor.run(part, tmp_path / "in-parts", jobs=1)
    with open_results(tmp_path / "at-once") as one, open_results(tmp_path / "in-parts") as other:
        assert len(one.passages) > 20
        for table in ("passages", "passage_figures"):
            assert one.table(table).equals(other.table(table))


def test_a_passage_goes_with_the_file_that_held_it(tmp_path: Path) -> None:
    texts = {
        "a.txt": _report("石漾镇", 2012, PASSAGE),
        "b.txt": _report("柳澄镇", 2013, PASSAGE),
    }
    with read_texts(tmp_path, texts) as results:
        assert len(results.passages) == 1
    with read_texts(tmp_path, {"b.txt": OTHERS[0]}) as results:
        assert results.passages.empty
        assert results.passage_figures.empty


def test_the_sample_of_2013_is_that_of_2012_with_its_total(tmp_path: Path) -> None:
    extractor.run([ROOT / "corpora" / "sample"], tmp_path / "out", jobs=2)
    with open_results(tmp_path / "out") as results:
        first = results.passages.iloc[0]
        sources = results.documents.set_index("document").source
        assert "2012_石漾镇" in sources[first.other_document]
        assert "2013_柳澄镇" in sources[first.document]
        same = results.passage_figures.query("rank == 1 and not is_changed").surface
        assert "21000元" in set(same)


@pytest.mark.skipif(not SEED.exists(), reason=f"the seed page is not at {SEED}")
def test_the_seed_page_first_shows_the_report_made_of_another(tmp_path: Path) -> None:
    extractor.run([SEED], tmp_path / "out", jobs=1)
    with open_results(tmp_path / "out") as results:
        first = results.passages.iloc[0]
        assert (first.report, first.other_report) == (8, 5)
        assert first.length > 580
        assert _differing(results)[:6] == [
            ("1月5日", "12月5日"),
            ("121名", None),
            ("57900元", None),
            ("1月6日", "12月6日"),
            ("13000元", None),
            ("1月13日", None),
        ]


# --- on the screen ------------------------------------------------------------------------------


def test_a_passage_is_listed_and_explained_side_by_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {
        "a.txt": _report("石漾镇", 2012, OTHERS[0], PASSAGE),
        "b.txt": _report("柳澄镇", 2013, OTHERS[1], PASSAGE.replace("42户", "57户")),
    }
    with read_texts(tmp_path, texts) as results:
        (passage,) = results.passages.to_dict("records")
    out, english = str(tmp_path / "out"), {"EXTRACTOR_LANG": "en"}
    invoke(["audit", out], english)
    told = capsys.readouterr().out
    assert passage["passage"] in told
    assert "a.txt↔" in re.sub(r"[│\s]", "", told)  # wherever a long path is folded
    for asked in (passage["passage"], passage["passage"][:5]):
        assert invoke(["audit", out, "--explain", asked], english) == 0
        told = capsys.readouterr().out.replace("\n", "")
        assert told.count("⟦") == 2
        for part in ("⟦42户⟧", "⟦57户⟧", "500元", "石漾镇", "柳澄镇"):
            assert part in told
        start, end = passage["other_raw_start"], passage["other_raw_end"]
        assert f"characters {start} to {end}" in re.sub(r"[│┃\s]+", " ", told)
    invoke(["audit", out, "--verdict", "holds"], english)
    assert passage["passage"] not in capsys.readouterr().out
