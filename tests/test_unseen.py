"""Whole documents of our own writing, annotated before any reader ran over them: F1 with floors."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from extractor import interchange, pipeline, reading
from extractor.evaluating import Evaluation, evaluate, raw_paths
from extractor.wording import Language
from tests.marked_documents import marked_documents, write_gold

DOCUMENTS = Path(__file__).parent / "cases" / "unseen"

FLOORS = [
    # measure    kind        F1
    ("value",   "money",    0.99),
    ("value",   "count",    0.99),
    ("value",   "date",     0.985),
    ("value",   "festival", 0.97),
    ("value",   "percent",  0.98),
    ("span",    "name",     0.975),
    ("value",   "name",     0.96),
    ("value",   "group",    0.95),
]  # fmt: skip
LINKS = {"recipient": 0.85, "count": 0.88, "date": 0.745}  # F1; the sets from O on have links
CHECKS_FOUND, CHECKS = 2671, 3048


@cache
def score() -> Evaluation:
    with TemporaryDirectory() as folder:
        gold = Path(folder)
        write_gold(marked_documents(DOCUMENTS), gold)
        processed = (pipeline.process(reading.read(path)) for path in raw_paths(gold, gold))
        return evaluate(
            gold,
            [
                record
                for each in processed
                for record in interchange.report_records(each, Language.EN)
            ],
        )


@pytest.mark.parametrize(("measure", "kind", "floor"), FLOORS)
def test_figures_names_and_groups_are_read(measure: str, kind: str, floor: float) -> None:
    assert score().tally(measure, kind).f1 >= floor


def test_checks_are_found_and_nothing_is_called_wrong_that_is_not() -> None:
    found = score().checks
    assert found.right + found.missed == CHECKS
    assert found.right >= CHECKS_FOUND
    assert score().false_alarms == 0


@pytest.mark.parametrize("kind", LINKS)
def test_amounts_are_linked(kind: str) -> None:
    assert score().links[kind].f1 >= LINKS[kind]


def test_the_text_is_recovered() -> None:
    assert score().text_recovered >= 0.994


def test_every_mark_stands_where_the_text_has_it() -> None:
    for document in marked_documents(DOCUMENTS):
        for mention in document.gold["mentions"]:
            assert document.clean[mention["start"] : mention["end"]] == mention["surface"]
