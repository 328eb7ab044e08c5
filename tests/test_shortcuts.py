"""What is not tried to save time would have found nothing.

Words, traces and places only say where a pattern or a reader need not be tried; each is held here
against the whole of what it stands for, over the annotated documents, generated reports and every
example there is.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import pytest

from corpora.make import make_reports
from extractor.linking.balances import income_and_expense, left_over, remainders
from extractor.linking.sums.counted_lists import ADDING, BACK, SAID
from extractor.mentions.figures import counts, money
from extractor.mentions.names.framed import _BEHIND, _IN_BRACKETS, _LEADS, _TRACE
from extractor.mentions.names.introduced import _PSEUDONYM, _SAID_OF_NAMES
from extractor.mentions.names.unplain import _BLANK, _columns, _spaced
from extractor.mentions.organisations.constructions import Borders, Construction
from extractor.mentions.organisations.finding import CONSTRUCTIONS
from extractor.mentions.organisations.names import members
from extractor.model import CountKind
from extractor.rules import find
from extractor.splitting.furniture import (
    _neighbour_after,
    _notice,
    _origin,
    _site_words,
    _stamp,
)
from tests.marked_documents import marked_documents
from tests.marking import unmark

CASES = Path(__file__).parent / "cases"
GOODS = (CountKind.ITEM, CountKind.WEIGHT)


@lru_cache(maxsize=1)
def texts() -> tuple[str, ...]:
    """Return the texts that all shortcuts are held against."""
    generated = (report.text for report in make_reports(60, 3, 0.0, 0.0))
    return (*(d.clean for d in marked_documents(CASES / "unseen")), *generated, *_examples())


def _examples() -> Iterator[str]:
    for construction in CONSTRUCTIONS:
        yield from (unmark(example)[0] for example in construction.examples)
    for path in sorted(CASES.glob("*.tsv")):
        yield from path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("construction", CONSTRUCTIONS, ids=lambda c: c.reads)
def test_a_construction_is_tried_wherever_it_stands(construction: Construction) -> None:
    pattern, holds = construction.compiled(), construction.holds
    for text in texts():
        amounts, borders = _amounts_and_goods(text), Borders(text)
        found = construction.found_in(text, borders, amounts)
        anywhere = (m for m in pattern.finditer(text) if holds is None or holds(m, amounts))
        assert {s for m in found for s in members(m, text)} == {
            s for m in anywhere for s in members(m, text)
        }, text


@cache
def _amounts_and_goods(text: str) -> set[int]:
    goods = (m for m in find(counts.rules(), text) if m.value.kind in GOODS)
    return {m.span.start for m in (*find(money.rules(), text), *goods)}


SIGNS = {  # what is looked for first, and what is found only where it stands
    "sex": (_TRACE, _BEHIND),
    "sex in brackets": (_TRACE, _IN_BRACKETS),
    "who leads": (_TRACE, _LEADS),
    "pseudonym": (_SAID_OF_NAMES, _PSEUDONYM),
    "columns": (_BLANK, _columns()),
    "spaced": (_BLANK, _spaced()),
    "origin": (_site_words(), _origin()),
    "neighbour": (_site_words(), _neighbour_after()),
    "stamp": (_site_words(), _stamp()),
    "notice": (_site_words(), _notice()),
}


@pytest.mark.parametrize(("sign", "pattern"), SIGNS.values(), ids=SIGNS.keys())
def test_what_is_looked_for_first_stands_wherever_the_pattern_matches(
    sign: re.Pattern[str], pattern: re.Pattern[str]
) -> None:
    assert not [text for text in texts() if pattern.search(text) and not sign.search(text)]


def test_the_number_of_items_is_looked_for_wherever_it_is_said() -> None:
    for text in texts():
        for at in range(len(text)):
            words = text[max(0, at - BACK) : at]
            assert ADDING.search(words) or not SAID.search(words), words


LEADS = {  # what is looked for first, and what the words before a figure may end with
    "left of an income": (income_and_expense.LEAVES, income_and_expense.LEFT),
    "left of a sum": (left_over.LEAVES, left_over.LEFT),
    "left of a number": (remainders.SAID, remainders.LEFT),
    "net": (remainders.SAID, remainders.NET),
}


@pytest.mark.parametrize(("sign", "pattern"), LEADS.values(), ids=LEADS.keys())
def test_what_is_looked_for_first_stands_before_every_figure_that_the_pattern_finds(
    sign: re.Pattern[str], pattern: re.Pattern[str]
) -> None:
    for text in texts():
        for figure in re.finditer("[0-9]+", text):
            words = text[max(0, figure.start() - BACK) : figure.start()]
            assert sign.search(words) or not pattern.search(words), words
