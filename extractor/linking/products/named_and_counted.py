"""Totals of what some by name and others by number each gave, or got.

    马海龙、韩索南各1000元，另外9人每人400元，合起来5600元          1000 + 1000 + 400 × 9
    张主任捐2000元，李华、王芳各捐500元，其余20名职工每人100元，共5000元

An amount before which names and 各 stand is in the total as often as there are names; a rate has
the number right before it.  The total fails only where nothing but such groups and plain amounts
stands before it in its sentence, each name is read, and no word leaves the list open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import regex

from extractor.linking.openness import OPEN_WORDS, is_of_more
from extractor.linking.products.rates import counts_for, is_of_one_time
from extractor.linking.products.terms import Term, comes_to, sum_of_terms
from extractor.linking.relations import Relation
from extractor.linking.sums.given_each import Each, eaches
from extractor.linking.sums.opened import OTHER_TIME
from extractor.linking.totals import are_exact
from extractor.model import Figure, Mention, Value

# 另外9人, 其余14名: with their number they leave nothing open.
COUNTED = regex.compile(
    r"(?:另外?|其余|其[他它]|剩下)的?(?=[0-9一二三四五六七八九十百]+\s?[人名位户])"
)
LONGEST = 14  # groups


def find_named_and_counted(
    listed: Sequence[Figure], parties: Sequence[Mention[Value]], text: str
) -> Iterator[Relation]:
    """Yield the totals of groups of which some are told by name."""
    each = eaches(listed, parties, text)
    sentences = {f.sentence for f in listed if f.at in each}
    for sentence, group in groupby(listed, key=lambda f: f.sentence):
        if sentence in sentences:
            yield from _of_sentence([f for f in group if f.bracket is None], each, text)


def _of_sentence(row: Sequence[Figure], each: Mapping[int, Each], text: str) -> Iterator[Relation]:
    for total in row:
        if not (total.is_money and total.is_marked_total and total.stated) or total.at in each:
            continue
        before = [f for f in row if f.at < total.at and f.is_money and not f.is_change]
        terms = _terms(before, row, each) if len(before) <= LONGEST else []
        named = [f for f in before if f.at in each]
        if not named or not any(t.count for t in terms):
            continue
        words = COUNTED.sub("", text[total.sentence_start : total.start])
        is_all = all(each[f.at].is_sure for f in named) and not OPEN_WORDS.search(words)
        is_all = is_all and not any(f.is_marked_total for f in before)
        said = text[before[-1].end : total.start]
        is_all = is_all and not (is_of_more(total, before, said) or OTHER_TIME.search(said))
        is_all = is_all and is_of_one_time([t.money for t in terms], total, text)
        is_all = is_all and are_exact([total, *(f for t in terms for f in t.members)])
        if comes_to(total, terms) or is_all:
            yield sum_of_terms(total, terms, closed=is_all)
        return


def _terms(before: Sequence[Figure], row: Sequence[Figure], each: Mapping[int, Each]) -> list[Term]:
    """Return the groups of the amounts, or none where the number of a rate is not told."""
    found: list[Term] = []
    for money in before:
        if money.at in each:
            found += [Term(money, None, money.lead)] * each[money.at].number
            continue
        if not money.is_said_rate:
            found.append(Term(money, None, money.lead))
            continue
        counts = [f for f in row if f.is_count and f.at < money.at and counts_for(f, money)]
        last = counts[-1] if counts else None
        if last is None or any(f.is_money and last.at < f.at < money.at for f in row):
            return []
        found.append(Term(money, last, money.lead))
    return found
