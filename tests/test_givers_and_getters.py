"""Bodies and persons that give or get, in the passages of ``cases/givers_and_getters.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.model import Party
from extractor.pipeline import process
from extractor.reading import decode
from tests.named_people import MARK, ROLES

PASSAGES = [
    line.replace("⏎", "\n")
    for line in Path(__file__)
    .with_name("cases")
    .joinpath("givers_and_getters.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("marked", PASSAGES)
def test_who_gives_and_who_gets_is_read(marked: str) -> None:
    text = MARK.sub(r"\2", marked)
    wanted = [(name, ROLES[role]) for _, name, role in MARK.findall(marked)]
    file = decode(f"{text}\n".encode(), "passage.txt")
    assert [
        (mention.text, mention.value.role)
        for extraction in process(file).extractions
        for mention in extraction.mentions
        if isinstance(mention.value, Party)
    ] == wanted
