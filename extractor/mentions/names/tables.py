"""The words by which a name is told from other words, out of the tables that people edit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor import lexicon
from extractor.rules import one_of


@lexicon.derived
def surnames() -> dict[str, str]:
    """Return each surname with how firmly it is one."""
    return {row["surname"]: row["strength"] for row in lexicon.load("surnames")}


def is_firm_surname(surname: str) -> bool:
    """Tell whether the characters are a surname and no everyday word."""
    return surnames().get(surname) == "firm"


@lexicon.derived
def not_names() -> dict[str, str]:
    """Return the words with the shape of a name, and when they may be one after all."""
    return {row["word"]: row["when"] for row in lexicon.load("not_names")}


@lexicon.derived
def ordinary() -> frozenset[str]:
    """Return every word that names nobody by itself."""
    tables = ("not_names", "groups", "descriptors", "titles", "bodies")  # 区妇联
    return frozenset(row["word"] for table in tables for row in lexicon.load(table))


@lexicon.derived
def never() -> frozenset[str]:
    """Return the words that name nobody, whatever stands around them."""
    titled = {word for word, when in not_names().items() if when == "titled"}
    return frozenset(word for word in ordinary() - titled if len(word) > 1)  # 老逯 begins with 老


@lexicon.derived
def titles_before() -> frozenset[str]:
    """Return the titles that stand before a name: 网格员."""
    return frozenset(row["word"] for row in lexicon.load("titles") if row["side"] != "after")


@lexicon.derived
def titles_behind() -> frozenset[str]:
    """Return the titles that stand behind a name: 先生."""
    return frozenset(row["word"] for row in lexicon.load("titles") if row["side"] != "before")


@lexicon.derived
def titles_of_surnames() -> frozenset[str]:
    """Return the titles that stand behind a surname alone: 杨校长."""
    return frozenset(row["word"] for row in lexicon.load("titles") if row["surname_only"])


@lexicon.derived
def kinds_of_people() -> frozenset[str]:
    """Return the words for kinds of people, which may stand before a name as titles do."""
    return frozenset(row["word"] for row in lexicon.load("groups"))


@lexicon.derived
def told_before() -> frozenset[str]:
    """Return the words before a name that say who someone is: 网格员, 孤儿."""
    return titles_before() | kinds_of_people()


@lexicon.derived
def titles_and_kinds() -> frozenset[str]:
    """Return the words that say who someone is on either side of a name, and are none."""
    return told_before() | titles_behind()


@lexicon.derived
def no_given_names() -> frozenset[str]:
    """Return the words for people that nobody is called by, nor addressed with: 孤儿, and not 老师."""
    return kinds_of_people() - titles_of_surnames() - titles_behind()


def lengths_by_last(words: Iterable[str]) -> dict[str, list[int]]:
    """Return by its last character how long a word may be, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[-1], set()).add(len(word))
    return {char: sorted(found, reverse=True) for char, found in lengths.items()}


@lexicon.derived
def cue_after() -> re.Pattern[str]:
    """Return the pattern of the words that follow a name: 同志, 说, 带队."""
    cues = {row["word"] for row in lexicon.load("cues_after_names")}
    return re.compile("副?(?:" + one_of(cues | titles_behind()) + ")|和(?!\\W)")


@lexicon.derived
def title_after() -> re.Pattern[str]:
    """Return the pattern of the offices that may be held: 董事长, 会长."""
    return re.compile(
        "副?(?:" + one_of(r["word"] for r in lexicon.load("titles") if r["side"] == "both") + ")"
    )


@lexicon.derived
def cue_before() -> re.Pattern[str]:
    """Return the pattern of the words that lead to a name, up to where it begins."""
    cues = [row["word"] for row in lexicon.load("cues_before_names")]
    return re.compile("(?:" + one_of(cues) + r")[了过]?\Z")
