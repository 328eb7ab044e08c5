"""What stands behind a number and says what it counts: 户, 人次, 平方公里 (lexicon ``classifiers``)."""

from __future__ import annotations

import regex

from extractor import lexicon
from extractor.model import CountKind
from extractor.rules import one_of

HALF_WIDTH = str.maketrans("（）", "()")  # 271户（人） is what the lexicon has as 户(人)
# 628007人 次, the end of a line of the page: 次 alone would begin a word (次日, 次年)
TORN = dict.fromkeys(("人次", "户次"), r"(?:次|\s次(?=[，,。；;、)）\s]|$))")


@lexicon.derived
def classifiers() -> dict[str, str]:
    """Return the kind of each classifier."""
    return {row["word"]: row["kind"] for row in lexicon.load("classifiers")}


def kind_of(unit: str) -> CountKind:
    """Return the kind of thing that ``unit`` counts, of any width of its brackets."""
    listed = classifiers()[unit.translate(HALF_WIDTH)]
    return {"duration": CountKind.OTHER, "place": CountKind.AREA}.get(listed) or CountKind(listed)


@lexicon.derived
def units() -> str:
    """Return a pattern of the classifiers, the longest first, where none begins another word."""
    rows = sorted(lexicon.load("classifiers"), key=lambda row: -len(row["word"]))
    rests: dict[str, list[str]] = {}  # of the units by their first character, the longest first
    for row in rows:
        unless = f"(?!{one_of(row['not_before'].split())})" if row["not_before"] else ""
        rest = TORN.get(row["word"]) or regex.escape(row["word"][1:])
        rest = rest.replace(r"\(", "[(（]").replace(r"\)", "[)）]")
        rests.setdefault(row["word"][0], []).append(rest + unless)
    return "|".join(f"{regex.escape(char)}(?:{'|'.join(rest)})" for char, rest in rests.items())
