"""Rates said of a group by its name, whose number stands before under the same name.

    低保户152户、特困户47户。…1.低保户每户300元，计45600元；2.特困户每户400元，计18800元
    长寿老人12名、老党员36名，发放慰问金36000元，其中长寿老人每人1500元，老党员每人500元

The number is the one figure that is told before of the name.  It may be that of a whole county,
where a town gave the money, so that a product of one item fails only where two groups or more of
the same list come out and this one is a slip off; the sum of all groups, where their sentence names
them all and gives money alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

import regex

from extractor.intervals import multiply
from extractor.linking.figures import PEOPLE
from extractor.linking.neighbours import between
from extractor.linking.products.claims import TOTALLING
from extractor.linking.products.rates import is_for_a_time
from extractor.linking.products.terms import Term, comes_to, sum_of_terms
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.slips import is_slip
from extractor.linking.totals import are_exact
from extractor.model import Count, Figure

NAMED = regex.compile(
    r"(?:^|[，,；;：:、。\s.．)）0-9])(?:其中)?[，,：:]?(?P<name>[\p{Han}]{2,12}?)(?:按|均|各|都)?"
    r"每(?:[户人名位]|户次|人次)[^0-9]{0,4}$"
)
LIST = regex.compile(r"[、，,和及与]\s?\p{Han}{2,12}")
OPENED = regex.compile(r"[，,；;。]?\s?其中[，,：:]?\s?\p{Han}{2,12}每[户人名位]\p{Han}{0,4}")
NEXT = regex.compile(r"[，,；;、]\s?\p{Han}{2,12}每[户人名位]\p{Han}{0,4}")
DOUBTFUL = regex.compile(r"增加|减少|另|标准为|提高|不等|左右|每月|每年|已故|去世|[上去]年|其余")
MIXED = regex.compile(r"物|品|和|及|米|油|含|等")  # what else the total may hold
REACH = 40  # figures back to the number of a name
ENOUGH = 2  # groups of a list that come out


class Claim(NamedTuple):
    """A group: its rate, its number, and what it was given in all."""

    rate: Figure
    number: Figure
    total: Figure


def named_rates(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the products of rates whose number is told before under the name of the rate."""
    rates = [(at, f) for at, f in enumerate(listed) if _is_rate(f)]
    if not rates:
        return
    found = list(_claims(rates, listed, text))
    for _, group in groupby(found, key=lambda claim: claim.number.sentence):
        yield from _items(list(group), text)
    yield from _all(rates, listed, text)


def _is_rate(figure: Figure) -> bool:
    is_money = figure.is_money and figure.stated is not None
    return is_money and figure.per in ("户", "人", "名", "位")


def _claims(
    rates: Sequence[tuple[int, Figure]], listed: Sequence[Figure], text: str
) -> Iterator[Claim]:
    for at, rate in rates:
        total = listed[at + 1] if at + 1 < len(listed) else None
        if total is None or total.series != rate.series or total.part != rate.part:
            continue
        if total.is_said_rate or not TOTALLING.fullmatch(between(rate, total, text)):
            continue
        count = _number(rate, listed[max(0, at - REACH) : at], text)
        if count is not None and count.part != rate.part:
            yield Claim(rate, count, total)


def _number(rate: Figure, before: Sequence[Figure], text: str) -> Figure | None:
    """Return the one number before that is called as the rate says."""
    start = max(rate.sentence_start, rate.start - len(rate.lead))
    said = NAMED.search(text[start : rate.start])
    if said is None:
        return None
    same = [f for f in before if _is_called(f, said["name"], rate)]
    return same[0] if len(same) == 1 else None


def _is_called(figure: Figure, name: str, rate: Figure) -> bool:
    value = figure.mention.value
    if not isinstance(value, Count) or figure.series not in PEOPLE or figure.per:
        return False
    is_unit = (value.unit == "户") == (rate.per == "户")
    return is_unit and (figure.lead.strip("、，,；;：:和及与").endswith(name) or value.noun == name)


# --- an item for each group ----------------------------------------------------------------------


def _items(claims: Sequence[Claim], text: str) -> Iterator[Relation]:
    right = [claim for claim in claims if _meets(claim)]
    for claim in claims:
        if claim in right:
            yield _product(claim, closed=False)
        elif len(right) >= ENOUGH and _is_sure(claim, text):
            yield _product(claim, closed=True)


def _meets(claim: Claim) -> bool:
    rate, count, total = (f.interval for f in claim)
    if rate is None or count is None or total is None:
        return False
    return multiply(rate, count).meets(total)


def _is_sure(claim: Claim, text: str) -> bool:
    is_exact = are_exact(claim)
    made = (claim.rate.stated or Decimal(0)) * (claim.number.stated or Decimal(0))
    words = text[claim.rate.sentence_start : claim.total.end] + claim.total.tail
    is_plain = not DOUBTFUL.search(words) and not is_for_a_time(claim.rate.lead)
    return is_exact and is_plain and is_slip(claim.total.stated or Decimal(0), made)


def _product(claim: Claim, *, closed: bool) -> Relation:
    factors = [claim.rate, claim.number]
    return product_of(Form.RATE_TIMES_COUNT, claim.total, factors, closed=closed)


# --- one total for all groups --------------------------------------------------------------------


def _all(
    rates: Sequence[tuple[int, Figure]], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the total before 其中 and the rates of all groups that its sentence counts."""
    for at, first in rates:
        total = listed[at - 1] if at else None
        if total is None or total.series != first.series or total.is_said_rate:
            continue
        if not OPENED.fullmatch(between(total, first, text)):
            continue
        own = _run(listed, at, text)
        before = [f for f in listed[max(0, at - REACH) : at - 1] if f.sentence == total.sentence]
        counts = [_number(rate, before, text) for rate in own]
        terms = [Term(r, c, "") for r, c in zip(own, counts, strict=True) if c is not None]
        if len(terms) < max(len(own), ENOUGH) or len({c.at for c in counts if c}) < len(terms):
            continue
        heads = [f for f in before if f.series in PEOPLE and not f.per]
        is_all = len(heads) == len(terms) and not MIXED.search(total.lead)
        words = text[total.sentence_start : own[-1].end] + own[-1].tail
        figures = [total, *own, *heads]
        is_all = is_all and are_exact(figures)
        is_sure = is_all and not DOUBTFUL.search(words)
        if is_sure or comes_to(total, terms):
            yield sum_of_terms(total, terms, closed=is_sure)


def _run(listed: Sequence[Figure], at: int, text: str) -> list[Figure]:
    """Return the rates that follow each other from ``at`` on."""
    run = [listed[at]]
    for figure in listed[at + 1 :]:
        if not _is_rate(figure) or not NEXT.fullmatch(between(run[-1], figure, text)):
            break
        run.append(figure)
    return run
