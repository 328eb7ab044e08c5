"""Passages nobody tuned a rule to, annotated before the readers ran over them: F1 by kind, with floors."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import regex

from extractor import pipeline, reading
from extractor.model import Count, Group, Money, PartialDate, Party, Percent

CASES = Path(__file__).parent / "cases"


def _passages(name: str) -> list[str]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


PASSAGES = _passages("fresh_passages.txt")
MENDED = _passages("mended_passages.txt")
MARK = regex.compile(r"⟦(?P<kind>[a-z]):(?P<text>[^=⟧]+?)(?:=(?P<value>[^⟧]*))?⟧")
KINDS = {"m": "money", "c": "count", "d": "date", "p": "percent", "f": "festival", "g": "group"}
FLOORS = {
    "money": 1.0,
    "count": 1.0,
    "date": 1.0,
    "percent": 1.0,
    "festival": 1.0,
    "group": 0.9,
}

Stated = tuple[str, str, str]


def test_every_kind_is_read_as_well_as_it_was() -> None:
    scores = _scores()
    low = {kind: round(scores[kind], 3) for kind in FLOORS if scores[kind] < FLOORS[kind]}
    assert low == {}, _differences()


@pytest.mark.parametrize("line", MENDED)
def test_what_a_rule_was_mended_by_is_read_as_it_says(line: str) -> None:
    assert sorted(_read(line)) == sorted(_annotated(line))


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_kind_is_annotated(kind: str) -> None:
    assert sum(stated[0] == kind for line in PASSAGES for stated in _annotated(line)) >= 3


def _scores() -> dict[str, float]:
    """Return the F1 of each kind, by stretch and value."""
    right, wanted, found = Counter[str](), Counter[str](), Counter[str]()
    for line in PASSAGES:
        gold, read = Counter(_annotated(line)), Counter(_read(line))
        right.update(stated[0] for stated in (gold & read).elements())
        wanted.update(stated[0] for stated in gold.elements())
        found.update(stated[0] for stated in read.elements())
    return {kind: 2 * right[kind] / (wanted[kind] + found[kind]) for kind in KINDS.values()}


def _differences() -> list[tuple[str, list[Stated], list[Stated]]]:
    pairs = [(line, Counter(_annotated(line)), Counter(_read(line))) for line in PASSAGES]
    return [
        (MARK.sub(r"\g<text>", line), sorted(gold - read), sorted(read - gold))
        for line, gold, read in pairs
        if gold != read
    ]


def _annotated(line: str) -> list[Stated]:
    return [
        (KINDS[match["kind"]], match["text"], match["value"] or "") for match in MARK.finditer(line)
    ]


def _read(line: str) -> list[Stated]:
    text = MARK.sub(r"\g<text>", line)
    processed = pipeline.process(reading.decode(text.encode(), "a.txt"))
    stated: list[Stated] = []
    for mention in processed.extractions[0].mentions:
        match mention.value:
            case Money() | Count():
                kind = type(mention.value).__name__.lower()
                stated.append((kind, mention.text, _number(mention.value.quantity.stated)))
            case Percent():
                stated.append(("percent", mention.text, _number(mention.value.quantity.stated)))
            case PartialDate() if mention.value.festival:
                stated.append(("festival", mention.text, ""))
            case PartialDate():
                stated.append(("date", mention.text, mention.value.edtf or "~"))
            case Group():
                stated.append(("group", mention.text, ""))
            case Party():
                pass  # names are held to passages of their own
    return stated


def _number(number: Decimal | None) -> str:
    return "~" if number is None else f"{number.normalize():f}"
