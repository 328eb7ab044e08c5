"""Every rule is shown at work by its own examples, and says what it reads."""

from typing import Any

import pytest

from extractor.mentions import counts, money, percents
from extractor.rules import Rule, catalogue, find, one_of
from tests.marking import unmark

RULES: tuple[Rule[Any], ...] = (*money.RULES, *percents.RULES, *counts.rules())


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in RULES for e in r.examples], ids=lambda x: str(x)[:30]
)
def test_a_rule_reads_its_examples(rule: Rule[Any], example: str) -> None:
    text, spans = unmark(example)
    assert [m.span for m in find((rule,), text)] == spans


def test_every_rule_has_an_example_that_matches() -> None:
    assert [r.rule_id for r in RULES if not any("⟦" in e for e in r.examples)] == []


def test_every_rule_says_what_it_reads() -> None:
    assert [rule_id for rule_id, doc in catalogue(RULES) if not doc] == []


def test_rule_ids_are_unique() -> None:
    ids = [r.rule_id for r in RULES]
    assert len(ids) == len(set(ids))


def test_longer_words_are_tried_first() -> None:
    assert one_of(["超", "超过"]) == "超过|超"


@pytest.mark.parametrize("words", [[], ["约", ""]])
def test_an_alternative_may_not_be_empty(words: list[str]) -> None:
    with pytest.raises(ValueError, match="empty"):
        one_of(words)
