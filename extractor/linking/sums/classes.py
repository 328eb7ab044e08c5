"""Classes that exclude each other, listed after 其中: together they are no more than their whole.

    查明矿种34种，其中，能源矿产5种，金属矿产12种，非金属矿产17种      no mineral is of two classes
    保费收入109.8亿元。其中财产险27.5亿元，寿险60.4亿元，健康险20.0亿元

There may be more classes than are listed, so that a list that comes to less claims nothing; one
that comes to more fails, for nothing is counted twice.  The words are in ``lexicon/classes.tsv``.
Not so are 高新技术企业 and 规上企业, or 困难职工 and 劳模, which may be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import regex

from extractor.lexicon import derived, load
from extractor.linking.figures import noun_of
from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.sums.divisions import NESTED
from extractor.linking.sums.wholes import BRACKET, begins, ends
from extractor.linking.totals import FEWEST, added, are_exact, meets
from extractor.model import Figure
from extractor.rules import one_of

OPENED = "其中"
LEVELS = "levels"
CLEAN = regex.compile(r"另|以及其他|不含|除|含")
REACH = 30  # figures from a total to the last of its parts
LIKE = Decimal(10)  # times the whole that its parts come to by a wrong digit at most


@derived
def _words() -> re.Pattern[str]:
    return re.compile(one_of(row["word"] for row in load("classes")))


@derived
def _classes() -> Mapping[str, tuple[str, str]]:
    return {row["word"]: (row["classes"], row["class"]) for row in load("classes")}


def exceeded_by_classes(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that are less than the exclusive classes listed after their 其中."""
    for at, total in enumerate(row):
        is_whole = total.bracket is None and not total.is_change
        if not is_whole or (at and row[at - 1].sentence == total.sentence):
            continue
        members = _members(total, row[at + 1 : at + REACH], text)
        if len(members) >= FEWEST and _exceed(total, members):
            kind = _named(members[0])
            is_money = total.is_money
            if kind and kind[0] == LEVELS and not is_money:  # two levels may help one village
                continue
            yield sum_of(Form.OF_WHICH, total, members, closed=True)


def _members(total: Figure, after: Sequence[Figure], text: str) -> list[Figure]:
    """Return the figures behind 其中 that state a class each, of one set of classes."""
    found: list[Figure] = []
    seen: set[str] = set()
    kind: str | None = None
    first = next((f for f in after if f.bracket is None), None)
    if first is None or first.sentence - total.sentence > 1:
        return []
    if OPENED not in between(total, first, text):
        return []
    outside = [f for f in after if f.bracket is None]
    for place, figure in enumerate(outside):
        named = _named(figure)
        if named is None or (kind and named[0] != kind) or named[1] in seen:
            break
        last = found[-1] if found else total
        words = between(last, figure, text)
        if CLEAN.search(BRACKET.sub("", words)) or (found and NESTED.search(words)):
            break
        if not found and not _is_opened(total, figure, words, text):
            break
        if found and figure.sentence != found[0].sentence:
            break
        kind = named[0]
        seen.add(named[1])
        found.append(figure)
        if ends(outside, place, text):
            return found
    return found if found and len(found) == len(outside) else []


def _is_opened(total: Figure, first: Figure, words: str, text: str) -> bool:
    """Whether 其中 stands between the two, in the sentence of the total or opening the next."""
    reach = first.sentence - total.sentence
    return OPENED in words and (reach == 0 or (reach == 1 and begins(first, text)))


def _named(figure: Figure) -> tuple[str, str] | None:
    """Return the set of classes and the class that the words before a figure, or its noun, name."""
    for words in (figure.lead, noun_of(figure)):
        found = list(_words().finditer(words))
        if len(found) == 1:
            return _classes()[found[0].group()]
    return None


def _exceed(total: Figure, members: Sequence[Figure]) -> bool:
    figures = (total, *members)
    if not (are_exact(figures) and all(f.stated for f in figures)):
        return False
    is_more = total.stated is not None and total.stated < added(members) < total.stated * LIKE
    return is_more and not meets(total, members)
