"""One rate for households and single people together: each group has its number, all one total.

    脱困户15户、五保老人8人、重病户7户，每户（人）送慰问金300元，共支出9000元
    五保户9户、困难户17户，一户300元，7800元

What is said of each 户（人） is said of all the numbers listed in its sentence before it.  It is
read where it comes out to the last digit; a total that does not may hold goods or others besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from extractor.linking.neighbours import between
from extractor.linking.products.terms import Term, sum_of_terms, terms_of
from extractor.linking.relations import Relation
from extractor.linking.said_rates import HEADS
from extractor.linking.totals import FEWEST, added, are_exact
from extractor.model import Figure

HEADS_OF = ("户", "人", "名", "位")
BARE = re.compile(r"[，,、]\s?计?")
EACH = re.compile(r"每(?:[户人名][(（][户人名][)）]|[户人名](?:、|和|或|/)每?[户人名])")


def mixed_groups(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that a rate of 每户（人） comes to over all numbers before it."""
    for _, group in groupby(listed, key=lambda f: f.sentence):
        row = [f for f in group if f.bracket is None and f.stated]
        yield from _at_once(row, text)
        said = EACH.search(text, row[0].sentence_start, row[-1].start) if row else None
        if said is None:
            continue
        counts = [f for f in row if f.series in HEADS and f.end <= said.start() and not f.per]
        money = [f for f in row if f.is_money and f.start >= said.end()]
        if len(counts) >= FEWEST and len(money) >= FEWEST and are_exact((*counts, *money)):
            yield from _of(counts, money, text)


def _at_once(row: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the amount right behind a rate that is said of two numbers, or more, joined by 、."""
    for rate, total in pairwise(row):
        is_pair = rate.is_money and rate.per in HEADS_OF and total.is_money and total.per is None
        if not is_pair or BARE.fullmatch(between(rate, total, text)) is None:
            continue
        terms = [t for t in terms_of([f for f in row if f.at <= rate.at], text) if t.money is rate]
        counts = [t.count for t in terms if t.count is not None]
        if len(counts) >= FEWEST and total.stated == (rate.stated or 0) * added(counts):
            yield sum_of_terms(total, terms)


def _of(counts: Sequence[Figure], money: Sequence[Figure], text: str) -> Iterator[Relation]:
    rate, *others = money
    for total in others:
        is_told = total.is_marked_total and "；" not in between(rate, total, text)
        if is_told and total.stated == (rate.stated or 0) * added(counts):
            yield sum_of_terms(total, [Term(rate, count, count.lead) for count in counts])
            return
