"""Every rule is shown at work by its own examples, and says what it reads."""

from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractor.mentions.catalogue import catalogue as catalogue_of_rules
from extractor.mentions.catalogue import families
from extractor.mentions.figures import counts, money, percents
from extractor.mentions.names.shapes import Shapes
from extractor.mentions.persons.finders import FINDERS, Finder
from extractor.mentions.persons.finding import KNOWN_FROM_OTHERS
from extractor.model import Mention, Report, Value
from extractor.offsets import OffsetMap
from extractor.pipeline import extract, process
from extractor.reading import decode
from extractor.rules import Rule, Shown, catalogue, find, one_of, places_of
from extractor.segmenting import segment
from tests.marking import unmark

RULES: tuple[Rule[Any], ...] = (*money.rules(), *percents.RULES, *counts.rules())


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in RULES for e in r.examples], ids=lambda x: str(x)[:30]
)
def test_a_rule_reads_its_examples(rule: Rule[Any], example: str) -> None:
    text, spans = unmark(example)
    assert [m.span for m in find((rule,), text)] == spans


ELSEWHERE = {"Money", "Shares", "Counts", "Persons"}


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        (rule, example)
        for title, rules in families().items()
        if title not in ELSEWHERE
        for rule in (*rules, *(KNOWN_FROM_OTHERS if title == "Groups" else ()))
        for example in rule.examples
    ],
    ids=lambda x: str(x)[:30],
)
def test_a_reader_reads_the_examples_of_its_rules(rule: Shown, example: str) -> None:
    text, spans = unmark(example)
    assert [m.span for m in _mentions(text) if m.rule_id == rule.rule_id] == spans


@pytest.mark.parametrize(
    ("finder", "example"), [(f, e) for f in FINDERS for e in f.examples], ids=lambda x: str(x)[:30]
)
def test_a_finder_of_persons_finds_its_examples(finder: Finder, example: str) -> None:
    text, spans = unmark(example)
    assert list(finder.find(Shapes(text, segment(text)))) == spans


def _mentions(text: str) -> tuple[Mention[Value], ...]:
    return extract(Report("", 1, text, OffsetMap())).mentions


def test_every_rule_has_an_example_that_matches() -> None:
    shown = [rule for rules in families().values() for rule in rules]
    assert [r.rule_id for r in shown if not any("⟦" in e for e in r.examples)] == []


def test_every_rule_says_what_it_reads() -> None:
    assert [rule_id for rule_id, doc in catalogue(RULES) if not doc] == []
    assert [r.rule_id for rules in families().values() for r in rules if not r.reads] == []


def test_every_rule_that_reads_something_is_in_the_catalogue() -> None:
    listed = {rule.rule_id for rules in families().values() for rule in rules}
    reports = Path(__file__).resolve().parents[1] / "corpora" / "sample"
    read = {
        mention.rule_id
        for path in sorted(reports.glob("20*.txt"))
        for extraction in process(decode(path.read_bytes(), path.name)).extractions
        for mention in extraction.mentions
    }
    assert len(read) >= 15
    assert read <= listed


def test_rule_ids_are_unique() -> None:
    ids = [r.rule_id for r in RULES]
    assert len(ids) == len(set(ids))


def test_the_catalogue_in_the_docs_is_current() -> None:
    written = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
    assert written.read_text(encoding="utf-8") == catalogue_of_rules(), "run: make docs"


def test_longer_words_are_tried_first() -> None:
    pattern = regex.compile(rf"(?:{one_of(['超', '超过', '超过了'])})(?=了?户)")
    assert [m.group() for m in pattern.finditer("超过了户，超过户，超户")] == [
        "超过了",
        "超过",
        "超",
    ]


WORDS = st.sets(st.text(alphabet="超过了约a[]-^ ", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text(alphabet="超过了约a[]-^ ", max_size=20), st.sampled_from(["", "了", r"\Z"]))
def test_words_that_share_their_beginning_match_as_side_by_side(
    words: set[str], text: str, after: str
) -> None:
    side_by_side = "|".join(map(regex.escape, sorted(words, key=len, reverse=True)))
    for flags in (0, regex.VERBOSE):
        shared = regex.compile(f"(?:{one_of(words)}){after}", flags)
        plain = regex.compile(f"(?:{side_by_side}){after}", flags)
        assert [m.span() for m in shared.finditer(text)] == [m.span() for m in plain.finditer(text)]
    behind = [regex.compile(f"(?<={word})") for word in (one_of(words), side_by_side)]
    first, second = ([m.span() for m in pattern.finditer(text)] for pattern in behind)
    assert first == second


@pytest.mark.parametrize("words", [[], ["约", ""]])
def test_an_alternative_may_not_be_empty(words: list[str]) -> None:
    with pytest.raises(ValueError, match="empty"):
        one_of(words)


@given(WORDS, st.text(alphabet="超过了约a[]-^ ", max_size=20))
def test_words_are_found_where_a_pattern_of_them_finds_them(words: set[str], text: str) -> None:
    pattern = regex.compile(one_of(words))
    found = [(span.start, span.end) for span in places_of(words, text)]
    assert found == [match.span() for match in pattern.finditer(text)]
