"""Totals of groups whose numbers are counted again right before what all of them got.

    特困24户，每户1500元；困难86户，每户800元。共走访110户，发放慰问金104800元    110 = 24 + 86

That the number comes out says that no group is left out, so that what was paid must come out, too:
it fails where one slip parts it from what the groups make, and nothing else is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import regex

from extractor.linking.neighbours import between, rest_of_sentence
from extractor.linking.plain import is_outside
from extractor.linking.products.rates import is_of_one_time
from extractor.linking.products.terms import Term, comes_to, sum_of_terms, terms_of
from extractor.linking.relations import Relation
from extractor.linking.said_rates import HEADS
from extractor.linking.slips import is_slip
from extractor.linking.totals import FEWEST, NOTHING, added, are_exact
from extractor.model import Figure

PAID = regex.compile(
    r"\p{Han}{0,6}[，,、]\s?(?:共|共计|合计|总计|一共)?(?:发放|送去|送上|送出|发出|支付|支出|使用)"
    r"(?:慰问|救助|补助|助学|帮扶|困难)?(?:金|款|资金|现金)?(?:人民币)?(?:共计?|合计|总计)?"
)
OTHERS = regex.compile(
    r"另|以及|等(?!\s?[0-9]|[奖功])|部分|不等|至|或|包括|含|其中|其余|物|品|计划|拟|预|累计|连同|加上|每[月年季]"
    r"|[上去往]年|[-—–~～]"
)


def counted_again(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals of groups whose sentence, or the one before, tells of each of them."""
    plain = [f for f in listed if is_outside(f)]
    for _, group in groupby(plain, key=lambda f: f.paragraph):
        inside = list(group)
        for at, (number, total) in enumerate(pairwise(inside)):
            is_counted = number.series in HEADS and number.is_marked_total
            is_paid = total.is_money and total.per is None and total.sentence == number.sentence
            if is_counted and is_paid and PAID.fullmatch(between(number, total, text)):
                yield from _of(number, total, inside[:at], text)


def _of(number: Figure, total: Figure, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    near = [f for f in before if number.sentence - f.sentence <= 1]
    terms = _groups(terms_of(near, text), number) if near else []
    if not terms:
        return
    if comes_to(total, terms):
        yield sum_of_terms(total, terms)
    elif _is_sure(total, terms, near, text):
        yield sum_of_terms(total, terms, closed=True)


def _groups(terms: Sequence[Term], number: Figure) -> list[Term]:
    """Return the last groups whose numbers make the number of all."""
    for size in range(FEWEST, len(terms) + 1):
        own = [term for term in terms[-size:] if term.count]
        counts = [term.count for term in own if term.count]
        are_apart = len({count.at for count in counts}) == len(counts) == size
        is_alike = all(count.series == number.series for count in counts)
        if are_apart and is_alike and added(counts) == number.stated:
            return own
    return []


def _is_sure(total: Figure, terms: Sequence[Term], near: Sequence[Figure], text: str) -> bool:
    """Whether the groups are all that is told, and one slip parts them from the total."""
    members = [figure for term in terms for figure in term.members]
    start = min(figure.sentence_start for figure in members)
    words = text[start : total.end] + rest_of_sentence(total, text).partition("\n")[0]
    products = ((t.money.stated or NOTHING) * (t.count.stated or NOTHING) for t in terms if t.count)
    is_off = total.stated is not None and is_slip(total.stated, sum(products, NOTHING))
    are_all = {f.at for f in near if f.is_money} == {term.money.at for term in terms}
    is_plain = are_all and are_exact((total, *members)) and not OTHERS.search(words)
    return is_off and is_plain and is_of_one_time([t.money for t in terms], total, text)
