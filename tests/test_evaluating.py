from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluating import MEASURES, Evaluation, Tally, evaluate
from extractor.evaluating.annotations import squeeze
from extractor.evaluating.links import stated_pairs
from extractor.interchange import read_lines

HERE = Path(__file__).resolve()
SHARED = Path(os.environ.get("EXTRACTOR_SHARED", HERE.parents[2] / "shared"))
SCORER = SHARED / "gold" / "score.py"

TEXT = "共慰问困难职工30户，发放慰问金15000元，每户500元。"
MONEY = {"type": "money", "approx": "exact", "currency": "CNY"}
GOLD_MENTIONS = [
    {"type": "count", "start": 7, "end": 10, "stated": 30, "low": 30, "high": 30, "unit": "户"},
    {**MONEY, "start": 16, "end": 22, "stated": 15000, "low": 15000, "high": 15000},
    {**MONEY, "start": 25, "end": 29, "stated": 500, "low": 500, "high": 500},
]
CHECK = {"kind": "product", "verdict": "holds", "total": 1, "parts": [0, 2]}


def _gold(folder: Path, checks: list[dict[str, Any]] | None = None) -> Path:
    (folder / "d1.clean.txt").write_text(TEXT, encoding="utf-8")
    annotation = {"mentions": GOLD_MENTIONS, "checks": checks or [CHECK]}
    (folder / "d1.json").write_text(json.dumps(annotation), encoding="utf-8")
    return folder


def _record(mentions: list[dict[str, Any]], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"source": "in/d1.raw.txt", "text": TEXT, "mentions": mentions, **more}


def test_what_is_annotated_is_all_right(tmp_path: Path) -> None:
    score = evaluate(_gold(tmp_path), [_record(GOLD_MENTIONS, findings=[CHECK])])
    assert {score.tally(m, k).f1 for m in MEASURES for k in score.kinds} == {1.0}
    assert (score.checks.right, score.false_alarms, score.text_recovered) == (1, 0, 1.0)
    assert score.slips == ()


SLIPS = [
    # what was found, and how it is told
    ([], [("missed", "30户"), ("missed", "15000元"), ("missed", "500元")]),
    ([{**GOLD_MENTIONS[0], "stated": 31}, *GOLD_MENTIONS[1:]], [("value", "30户")]),
    ([{**GOLD_MENTIONS[0], "start": 6}, *GOLD_MENTIONS[1:]], [("missed", "30户"), ("spurious", "工30户")]),
    ([*GOLD_MENTIONS, {**GOLD_MENTIONS[0], "start": 0, "end": 1}], [("spurious", "共")]),
]  # fmt: skip


@pytest.mark.parametrize(("found", "slips"), SLIPS)
def test_every_slip_is_told(
    found: list[dict[str, Any]], slips: list[tuple[str, str]], tmp_path: Path
) -> None:
    score = evaluate(_gold(tmp_path), [_record(found)])
    told = [(slip.slip, slip.surface) for slip in score.slips if slip.slip != "check-missed"]
    assert told == slips


def test_a_wrong_value_is_told_as_people_read_it(tmp_path: Path) -> None:
    found = [{**GOLD_MENTIONS[0], "stated": 31}, *GOLD_MENTIONS[1:]]
    (slip,) = [s for s in evaluate(_gold(tmp_path), [_record(found)]).slips if s.slip == "value"]
    assert slip.detail == "30 户 → 31 30 户"


FAILS = {**CHECK, "verdict": "fails"}
ALARMS = [
    # what gold knows, what is found, and how many false alarms that is
    ([CHECK], [FAILS], 1),
    ([FAILS], [FAILS], 0),
    ([FAILS], [{**FAILS, "kind": "sum"}], 0),  # the same total fails, by another name
    ([FAILS], [{**FAILS, "total": 0}], 1),
    ([CHECK], [{**CHECK, "verdict": "cannot_tell"}], 0),
]


@pytest.mark.parametrize(("checks", "findings", "alarms"), ALARMS)
def test_a_failure_gold_does_not_know_is_a_false_alarm(
    checks: list[dict[str, Any]], findings: list[dict[str, Any]], alarms: int, tmp_path: Path
) -> None:
    score = evaluate(_gold(tmp_path, checks), [_record(GOLD_MENTIONS, findings=findings)])
    assert score.false_alarms == alarms


GIVEN = {"amount": 1, "each": 2, "recipients": [], "count": 0, "date": None}
LINKS = [
    # disbursements, what is right, too many and missed of the amounts' counts
    ([GIVEN], (2, 0, 0)),
    ([{**GIVEN, "each": None}], (1, 0, 1)),
    ([{**GIVEN, "count": None}], (0, 0, 2)),
    ([{**GIVEN, "count": 1}], (0, 2, 2)),
    ([], (0, 0, 2)),
]


@pytest.mark.parametrize(("given", "figures"), LINKS)
def test_an_amount_is_linked_with_the_number_annotated(
    given: list[dict[str, Any]], figures: tuple[int, int, int], tmp_path: Path
) -> None:
    gold = _gold(tmp_path)
    links = [{"amount": amount, "recipient": None, "count": 0, "date": None} for amount in (1, 2)]
    annotation = json.loads((gold / "d1.json").read_text(encoding="utf-8")) | {"links": links}
    (gold / "d1.json").write_text(json.dumps(annotation), encoding="utf-8")
    score = evaluate(gold, [_record(GOLD_MENTIONS, disbursements=given)])
    assert score.links == {"count": Tally(*figures)}
    assert sum(s.slip.startswith("link-") for s in score.slips) == sum(figures[1:])


def test_a_number_of_one_of_several_groups_is_that_of_the_amount_they_share() -> None:
    shared = {"amount": 3, "recipients": [0, 1], "count": None}
    group = {"amount": None, "recipients": [1], "count": 2}
    pairs = {(3, "recipient", 0), (3, "recipient", 1), (3, "count", 2)}
    assert stated_pairs([shared, group]) == pairs


def test_widths_and_blanks_do_not_count() -> None:
    assert squeeze("共３ 户，\n")[0] == squeeze("共3户,")[0]


def test_a_document_without_reports_is_all_missed(tmp_path: Path) -> None:
    score = evaluate(_gold(tmp_path), [])
    assert score.without_prediction == 1
    assert score.tally("span", "money").missed == 2
    assert score.tally("span", "money").precision is None


# --- the same figures as the shared scorer ------------------------------------------------------


def _disturbed(folder: Path, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield what an imperfect reader might make of the gold documents of ``folder``."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".clean.txt").read_text(encoding="utf-8")
        mentions = [
            _disturb(m, len(text), chance) | {"id": n} for n, m in enumerate(gold["mentions"])
        ]
        kept = [mention for mention in mentions if chance.random() < 0.9]
        kept += [m for m in gold.get("optional_mentions", []) if chance.random() < 0.5]
        findings = [
            {**check, "verdict": chance.choice([check["verdict"], "fails"])}
            for check in gold["checks"]
            if chance.random() < 0.8
        ]
        if chance.random() < 0.95:
            yield {
                "source": f"{path.stem}.raw.txt",
                "text": text,
                "mentions": kept,
                "findings": findings,
            }
            yield {
                "source": f"{path.stem}.raw.txt",
                "text": text[:50].replace("，", ""),
                "mentions": [],
            }


def _disturb(mention: dict[str, Any], size: int, chance: random.Random) -> dict[str, Any]:
    moved = dict(mention)
    match chance.randrange(8):
        case 0:
            moved["end"] = min(size, moved["end"] + 1)
        case 1:
            moved["stated"] = 7
        case 2:
            moved["type"] = "money"
        case _:
            pass
    return moved


def _figures(score: Evaluation) -> dict[str, Any]:
    tallies = {
        measure: {kind: _row(score, measure, kind) for kind in score.kinds} for measure in MEASURES
    }
    return {
        "documents": score.documents,
        "text": score.text_recovered,
        "checks_found": score.checks.right,
        "checks_missed": score.checks.missed,
        "false_alarms": score.false_alarms,
        **tallies,
    }


def _row(score: Evaluation, measure: str, kind: str) -> list[float | None]:
    tally = score.tally(measure, kind)
    shares = [tally.precision, tally.recall, tally.f1]
    return [*shares, tally.right, tally.spurious, tally.missed]


def _plain(told: Any) -> Any:  # noqa: ANN401
    """Return the scorer's JSON with its NaN as None."""
    if isinstance(told, dict):
        return {key: _plain(value) for key, value in told.items()}
    if isinstance(told, list):
        return [_plain(value) for value in told]
    return None if isinstance(told, float) and math.isnan(told) else told


@pytest.mark.skipif(not SCORER.exists(), reason="the shared scorer is not beside the project")
@pytest.mark.parametrize(("part", "seed"), [("dev", 1), ("dev", 2), ("seed", 3)])
def test_the_figures_are_those_of_the_shared_scorer(part: str, seed: int, tmp_path: Path) -> None:
    folder = SHARED / "gold" / part
    path = tmp_path / "predicted.jsonl"
    records = list(_disturbed(folder, random.Random(seed)))  # noqa: S311  # a fixed disturbance
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(folder), str(path), "--json"]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout  # noqa: S603
    wanted = _plain(json.loads(told))
    found = _figures(evaluate(folder, read_lines(path)))
    assert found.keys() == wanted.keys()
    for measure in MEASURES:
        by_kind = {kind: row for kind, row in wanted[measure].items() if any(row[3:])}
        assert {k: row for k, row in found[measure].items() if any(row[3:])} == by_kind
    assert {k: found[k] for k in found if k not in MEASURES} == {
        k: wanted[k] for k in wanted if k not in MEASURES
    }
