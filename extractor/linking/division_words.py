"""Words that name one part of a division which has no further part: 城镇 and 乡村, 税收 and 非税.

    divisions.tsv       城镇, 乡村 · 第一产业, 第二产业, 第三产业     whatever they are said of
    divisions_of.tsv    三公经费: 因公出国费, 公务用车费, …          of a whole of one name

The last such word before a figure says which part it states; what follows the word, verbs left
out, of what (城镇⟦新增就业⟧): parts of two measures make no whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from extractor.lexicon import derived, load, remembered
from extractor.rules import one_of

ANY = "divisions"  # words that divide whatever they are said of
TABLES = {ANY: "division", "divisions_of": "whole"}
# 自付部分中救助1.35万元: that is some of the part
SOME_OF_IT = regex.compile(r"(?:的?(?:部分|费用|金额|资金|人员|人口|家庭))?[中里内]")
VERBS = regex.compile(
    r"(?:累计|合计|共计|全年|实现|完成|达到|达|为|是|有|收入|支出|预算|安排|执行|额|总|约|计|的)+"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of which division a figure states, and of what."""

    division: str  # or the names of the whole, "|" between
    part: str
    measure: str  # what is counted of the part: 新增就业
    is_of_name: bool  # whether the name of its whole tells that there is no further part


@derived
def words_of_divisions() -> Mapping[str, regex.Pattern[str]]:
    """Return the pattern of the words of each table."""
    return {table: regex.compile(one_of(row["word"] for row in load(table))) for table in TABLES}


@derived
def parts_by_word() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return the division, or the name of the whole, and the part of each word of a table."""
    return {
        table: {row["word"]: (row[column], row["part"]) for row in load(table) if row["part"]}
        for table, column in TABLES.items()
    }


@derived
def names_of_wholes() -> frozenset[str]:
    """Return what the wholes are called whose name says that they have no further part."""
    return frozenset(name for row in load("divisions_of") for name in row["whole"].split("|"))


@derived
def parts_of_divisions() -> Mapping[str, frozenset[str]]:
    """Return all parts of each division."""
    found: dict[str, set[str]] = defaultdict(set)
    for parts in parts_by_word().values():
        for division, part in parts.values():
            found[division].add(part)
    return {division: frozenset(parts) for division, parts in found.items()}


@remembered
def part_named(words: str, table: str = ANY) -> Part | None:
    """Return the part that the last such word names."""
    found = list(words_of_divisions()[table].finditer(words))
    known = parts_by_word()[table].get(found[-1].group()) if found else None
    if known is None or SOME_OF_IT.match(words, found[-1].end()):
        return None
    measure = VERBS.sub("", words[found[-1].end() :]).strip("，,：: ")
    return Part(*known, measure, table != ANY)


def is_all_of(division: str, parts: Sequence[str | None]) -> bool:
    """Whether ``parts`` are all the parts of the division, each once."""
    return len(parts) == len(set(parts)) and set(parts) == parts_of_divisions()[division]
