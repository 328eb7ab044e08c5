"""The sample corpus, its gold, the damage model and the generator."""

from __future__ import annotations

import difflib
import json
import os
import random
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from math import prod
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import annotate, damage, make, samples, words
from corpora.figures import chinese

SHARED = Path(os.environ.get("EXTRACTOR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
GOLD = sorted(annotate.GOLD.glob("*.json"))
WAN_AND_YI = {"": 1, "万": 10_000, "亿": 100_000_000}
GLOSS = re.compile(r"(?<=[㐀-鿿])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")


def read_gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


# --- the gold -------------------------------------------------------------------------------------


def test_gold_is_up_to_date_with_its_sources() -> None:
    assert [path.name for path, text in annotate.built() if path.read_text("utf-8") != text] == []


def test_raw_files_are_up_to_date_with_the_gold() -> None:
    assert [path.name for path, data in samples.dressed() if path.read_bytes() != data] == []
    assert {path for path, _ in samples.dressed()} == set(samples.SAMPLE.glob("*.txt"))


def test_sample_has_the_reports_it_promises() -> None:
    assert len(GOLD) == len(samples.DRESSES) == 11
    fails = [
        (p.stem, c["why"]) for p in GOLD for c in read_gold(p)["checks"] if c["verdict"] == "fails"
    ]
    assert [stem[:4] for stem, _ in fails] == ["2013", "2017"], "two files are wrong, once each"


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_every_mention_stands_where_the_gold_says(path: Path) -> None:
    gold, text = read_gold(path), path.with_suffix(".clean.txt").read_text("utf-8")
    for mention in gold["mentions"] + gold["optional_mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["surface"]
    for before, after in pairwise(gold["mentions"]):
        assert before["end"] <= after["start"]
    assert gold["title"] is None or text.startswith(gold["title"] + "\n")


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_gold_numbers_are_those_of_their_surfaces(path: Path) -> None:
    for mention in read_gold(path)["mentions"]:
        written = re.fullmatch(r"\D*?(\d+(?:\.\d+)?)([万亿]?)\D*", mention["surface"])
        if written is None or mention["type"] not in {"money", "count", "percent"}:
            continue
        number = Decimal(written[1]) * WAN_AND_YI[written[2]]
        stated = mention["value"] if mention["type"] == "percent" else mention["stated"]
        assert Decimal(str(stated)) == number, mention["surface"]
        if mention["type"] == "count":
            assert mention["surface"].endswith(mention["unit"])


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_gold_dates_are_edtf(path: Path) -> None:
    day = r"(?:\d{4}|20XX|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
    for mention in read_gold(path)["mentions"]:
        if mention["type"] == "date":
            assert mention["edtf"] or mention["festival"]
            assert re.fullmatch(f"{day}(?:/{day})?", mention["edtf"] or "XXXX")


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_gold_checks_come_to_what_their_verdict_says(path: Path) -> None:
    gold = read_gold(path)
    exact = [m.get("stated", m.get("value")) for m in gold["mentions"]]
    for check in gold["checks"]:
        parts = [exact[i] for i in check["parts"]]
        if check["kind"] not in {"sum", "product"} or check["verdict"] == "within_approximation":
            continue
        computed = sum(parts) if check["kind"] == "sum" else prod(parts)
        total = 100 if check["total"] is None else exact[check["total"]]
        assert (round(computed, 6) == total) == (check["verdict"] == "holds"), check["why"]


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_gold_links_and_checks_name_mentions_of_the_right_type(path: Path) -> None:
    gold = read_gold(path)
    types = [m["type"] for m in gold["mentions"]]
    allowed = {
        "amount": {"money", "count"},
        "recipient": {"group", "name"},
        "count": {"count"},
        "date": {"date"},
    }
    for link in gold["links"]:
        for key, kinds in allowed.items():
            assert link[key] is None or types[link[key]] in kinds


@pytest.mark.parametrize(
    "source",
    [
        "title:\norganisation:\nyear:\n---\n⟦3户|count 3 homestead⟧\n---\n",
        "title:\norganisation:\nyear:\n---\n⟦3元|money 3 4⟧\n---\n",
        "title:\norganisation:\nyear:\n---\n⟦3元|money @a⟧\n---\n",
        "title:\norganisation:\nyear:\n---\n⟦3元|money 3 @a⟧⟦4元|money 4 @a⟧\n---\n",
    ],
)
def test_a_slip_in_a_mark_stops_the_builder(source: str) -> None:
    with pytest.raises(ValueError, match=r"state|want|called"):
        annotate.build("x", source)


# --- the raw files --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", samples.DRESSES)
def test_raw_files_hold_the_clean_text_in_the_encoding_promised(name: str) -> None:
    dress = samples.DRESSES[name]
    raw = (samples.SAMPLE / f"{name}.txt").read_bytes().decode(dress.encoding)
    clean = (samples.SAMPLE.parent / "gold" / f"{name}.clean.txt").read_text("utf-8")
    assert raw.startswith(dress.head)
    assert raw.endswith(dress.tail)
    if not dress.damages:
        assert raw == dress.head + clean + dress.tail
    assert re.findall(
        r"\d", GLOSS.sub("", raw.removeprefix(dress.head).removesuffix(dress.tail))
    ) == (re.findall(r"\d", clean)), "no damage of the sample destroys a digit"


def test_the_scan_is_a_picture() -> None:
    assert (samples.SAMPLE / samples.NOT_TEXT).read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_two_reports_share_two_paragraphs_with_other_figures() -> None:
    pair = [
        (annotate.GOLD / f"{name}.clean.txt").read_text("utf-8").splitlines()
        for name in ("2012_石漾镇_结对帮扶", "2013_柳澄镇_结对帮扶")
    ]
    masked = [{re.sub(r"\d+", "#", line) for line in lines if len(line) > 60} for lines in pair]
    plain = [set(lines) for lines in pair]
    shared = [line for line in masked[0] & masked[1] if "#" in line]
    assert len(shared) == 1
    alike = [
        (one, other)
        for one in pair[0]
        for other in pair[1]
        if len(one) > 60 and difflib.SequenceMatcher(None, one, other).ratio() > 0.85
    ]
    assert len(alike) == 2
    assert not {line for line in plain[0] & plain[1] if re.search(r"\d", line)}


# --- the damage model -----------------------------------------------------------------------------

BYTE_DAMAGE = [
    # what stood there, what the page shows, which edit did it
    ("們在住院", "們?cè)谧≡", "gloss"),  # 83|D4 across 們在 is 冊
    ("會議", "會(huì)議", "gloss"),
    ("專款。“每逢佳節", "專款?！懊糠昙压", "mark"),
    ("。現將", "?，F將", "mark"),
]


@pytest.mark.parametrize(("before", "after", "edit"), BYTE_DAMAGE)
def test_byte_edits_give_what_real_pages_show(before: str, after: str, edit: str) -> None:
    chance = random.Random(1)  # noqa: S311
    damaged = (
        damage.gloss_bytes(before) if edit == "gloss" else damage.false_marks(before, chance, 1)
    )
    assert damaged.startswith(after)


@given(st.sampled_from(sorted(damage.DAMAGES)), st.integers(0, 2**32))
def test_damage_is_the_same_for_the_same_seed(name: str, seed: int) -> None:
    text = "为保障群众温暖过冬，全镇慰问困难户1280户，发放2.56万元。“活动很好。”\n"
    assert damage.damage(text, [name], seed) == damage.damage(text, [name], seed)


def test_damage_that_nobody_named_is_refused() -> None:
    with pytest.raises(ValueError, match="byte-damage"):
        damage.damage("慰问", ["smudge"], 1)


def test_undamaged_text_is_unchanged() -> None:
    assert damage.damage("慰问42户，21000元。", [], 1) == "慰问42户，21000元。"


def test_the_byte_model_regenerates_a_real_page() -> None:
    page = SHARED / "seed" / "page.raw.txt"
    if not page.exists():
        pytest.skip(
            "the real page is not kept with the project; set EXTRACTOR_SHARED to its folder"
        )
    received = page.read_text("utf-8")
    glosses = dict(re.findall(r"([㐀-鿿])\(([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+)\)", received))
    glosses |= {"冊": "cè", "簡": "jiǎn", "驅": "qū"}  # these exist only across a boundary
    text = damage.to_traditional(page.with_name("page.clean.txt").read_text("utf-8"))
    made = damage.fold(damage.damage_bytes(text, random.Random(1), glosses, 1))  # noqa: S311
    assert difflib.SequenceMatcher(None, made, received, autojunk=False).ratio() > 0.998


# --- the generator --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reports() -> list[make.GeneratedReport]:
    return list(make.make_reports(600, seed=3, damage=0.4, errors=0.3))


def test_every_figure_stands_in_the_clean_text(reports: list[make.GeneratedReport]) -> None:
    for report in reports:
        for figure in report.figures:
            assert report.text.startswith(figure.surface, figure.start)


def test_truth_of_relations_is_right(reports: list[make.GeneratedReport]) -> None:
    for report in reports:
        wrong = {error.total: error for error in report.errors}
        for relation in report.relations:
            if relation.kind not in {"sum", "product"}:
                continue
            values = [Decimal(report.figures[i].value) for i in relation.parts]
            stated = Decimal(report.figures[relation.total].value)
            assert relation.computed == (sum(values) if relation.kind == "sum" else prod(values))
            assert (relation.verdict == "fails") == (relation.total in wrong)
            assert relation.verdict != "holds" or stated == relation.computed
            if relation.verdict == "fails":
                assert (wrong[relation.total].stated, wrong[relation.total].true) == (
                    stated,
                    relation.computed,
                )


def test_a_wrong_total_is_beyond_rounding_and_fits_no_other_reading(
    reports: list[make.GeneratedReport],
) -> None:
    for report in reports:
        for relation in (r for r in report.relations if r.verdict == "fails"):
            stated = Decimal(report.figures[relation.total].value)
            parts = [Decimal(report.figures[i].value) for i in relation.parts]
            slack = sum(Decimal(10_000) / 2 for value in (*parts, stated) if value % 10_000 == 0)
            assert abs(stated - relation.computed) > slack
            assert stated not in parts
            assert stated not in [relation.computed - part for part in parts]


def test_a_share_of_reports_is_wrong_and_a_share_is_damaged(
    reports: list[make.GeneratedReport],
) -> None:
    assert {len(report.errors) for report in reports} == {0, 1}
    assert 0.2 < sum(bool(r.errors) for r in reports) / len(reports) < 0.4
    assert 0.3 < sum(bool(r.damages) for r in reports) / len(reports) < 0.5
    assert not any(r.errors or r.damages for r in make.make_reports(200, 3))


def test_files_hold_what_was_received(reports: list[make.GeneratedReport]) -> None:
    assert len({report.encoding for report in reports}) == 5
    for report in reports:
        assert report.data.decode(report.encoding) == report.received
        assert report.damages or report.received == report.text


def test_reports_do_not_depend_on_how_many_there_are() -> None:
    alone = next(make.make_reports(1, 8, 1.0, 1.0, first=41))
    assert alone == list(make.make_reports(50, 8, 1.0, 1.0))[41]
    assert alone != next(make.make_reports(1, 9, 1.0, 1.0, first=41))


def test_reports_are_varied(reports: list[make.GeneratedReport]) -> None:
    assert len(words.BODIES) == len(set(words.BODIES)) >= 60
    assert sum(map(len, words.templates().values())) >= 25
    assert len({f.value for r in reports for f in r.figures if f.type == "name"}) > 200
    assert len({r.year for r in reports}) == 27
    assert {r.kind for report in reports for r in report.relations} == {
        "sum", "product", "enumeration", "restatement", "ratio",
    }  # fmt: skip
    assert all(300 <= len(r.text) <= 900 for r in reports)


def test_corpus_on_disk_agrees_with_its_truth(tmp_path: Path) -> None:
    written = make.write_corpus(tmp_path, make.make_reports(120, 5, 0.3, 0.3), per_folder=1)
    rows = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text("utf-8").splitlines()]
    files = list(tmp_path.rglob("*.txt"))
    assert written["documents"] == len(rows) == len(files) == 120
    assert max(Counter(path.parent for path in files).values()) == 1
    for row, report in zip(rows, make.make_reports(120, 5, 0.3, 0.3), strict=True):
        assert (tmp_path / row["doc"]).read_bytes() == report.data
        assert row["errors"] == report.truth()["errors"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "零"), (7, "七"), (10, "十"), (15, "十五"), (20, "二十"), (110, "一百一十"),
        (200, "二百"), (1005, "一千零五"), (10086, "一万零八十六"), (20000, "二万"),
        (34320, "三万四千三百二十"), (150000, "十五万"), (1010000, "一百零一万"),
    ],
)  # fmt: skip
def test_chinese_numerals_are_written_as_people_write_them(value: int, written: str) -> None:
    assert chinese(value) == written
