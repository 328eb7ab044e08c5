"""The quality gate: whole documents as received against what people annotated.  Floors only rise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from extractor import interchange, pipeline, reading
from extractor.evaluating import Evaluation, evaluate, raw_paths
from extractor.wording import Language

HERE = Path(__file__).resolve()
SHARED = Path(os.environ.get("EXTRACTOR_SHARED", HERE.parents[2] / "shared"))
OURS = HERE.parents[1] / "corpora"

SETS = {
    "sample": (OURS / "gold", OURS / "sample"),
    "dev": (SHARED / "gold" / "dev", SHARED / "gold" / "dev"),
    "seed": (SHARED / "gold" / "seed", SHARED / "gold" / "seed"),
}

FLOORS = [
    # set      measure    kind        F1
    ("sample", "value",   "money",    0.98),
    ("sample", "value",   "count",    0.97),
    ("sample", "value",   "date",     0.98),
    ("sample", "value",   "festival", 0.95),
    ("sample", "value",   "percent",  1.00),
    ("dev",    "value",   "money",    0.99),
    ("dev",    "value",   "count",    0.98),
    ("dev",    "value",   "date",     0.95),
    ("dev",    "value",   "festival", 0.95),
    ("dev",    "value",   "percent",  1.00),
    ("dev",    "span",    "name",     0.95),
    ("dev",    "value",   "name",     0.93),
    ("dev",    "overlap", "group",    0.93),
    ("seed",   "value",   "money",    1.00),
    ("seed",   "value",   "count",    1.00),
    ("seed",   "value",   "date",     1.00),
    ("seed",   "value",   "festival", 1.00),
    ("seed",   "span",    "name",     0.94),
]  # fmt: skip

LINKS = [
    # set      with         F1
    ("sample", "recipient", 0.88),
    ("sample", "count",     0.91),
    ("sample", "date",      0.83),
    ("dev",    "recipient", 0.90),
    ("dev",    "count",     0.91),
    ("dev",    "date",      0.70),
    ("seed",   "recipient", 0.58),
    ("seed",   "count",     0.85),
    ("seed",   "date",      0.54),
]  # fmt: skip

CHECKS = [
    # set      found at least, of
    ("sample", 61, 61),
    ("dev",    103, 110),
    ("seed",   13, 15),
]  # fmt: skip

TEXTS = [("sample", 0.999), ("dev", 0.985), ("seed", 0.999)]


@cache
def score(name: str) -> Evaluation:
    gold, raw = SETS[name]
    if not gold.is_dir():
        pytest.skip(f"{gold} is not here")
    return evaluate(gold, _records(gold, raw))


def _records(gold: Path, raw: Path) -> Iterator[interchange.Json]:
    for path in raw_paths(gold, raw):
        processed = pipeline.process(reading.read(path))
        yield from interchange.report_records(processed, Language.EN)


@pytest.mark.gold
@pytest.mark.parametrize(("name", "kind", "floor"), LINKS)
def test_amounts_are_linked_as_people_link_them(name: str, kind: str, floor: float) -> None:
    assert score(name).links[kind].f1 >= floor


@pytest.mark.gold
@pytest.mark.parametrize(("name", "measure", "kind", "floor"), FLOORS)
def test_figures_and_names_are_read_as_people_read_them(
    name: str, measure: str, kind: str, floor: float
) -> None:
    assert score(name).tally(measure, kind).f1 >= floor


@pytest.mark.gold
@pytest.mark.parametrize(("name", "found", "of"), CHECKS)
def test_checks_are_found_and_nothing_is_called_wrong_that_is_not(
    name: str, found: int, of: int
) -> None:
    result = score(name)
    assert result.checks.right >= found
    assert result.checks.right + result.checks.missed == of
    assert result.false_alarms == 0


@pytest.mark.gold
@pytest.mark.parametrize(("name", "floor"), TEXTS)
def test_the_text_is_recovered(name: str, floor: float) -> None:
    assert score(name).text_recovered >= floor
