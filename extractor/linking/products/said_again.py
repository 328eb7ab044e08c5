"""Totals that two sentences tell of, where one digit parts what they make of them.

    给72位家属发放慰问金24.8万元。…每位家属4000元，总额24.8万元      the rate and the total make 62

A sentence apart a rate may be of some alone, so that it fails only where another number would make
it come out and one digit is between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.plain import is_outside
from extractor.linking.products.rates import EVERYONE, counts_for
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.said_rates import HEADS
from extractor.linking.slips import TELLING, is_slip
from extractor.linking.totals import digits_of
from extractor.model import Count, Figure

HANDED = regex.compile(r"(?:发放|送去|送上|发给|支付|给予)(?:了)?[\p{Han}]{0,10}$")
# 今年春节每位家属4000元 is said of all; 困难劳模每人4000元 is not.
OF_ALL = re.compile(
    r"^\s?(?:今年|[本此这]次|节前|春节|元旦|中秋|国庆|两节|期间|按照?|以|均|都|统一|标准|为)*每[户人名位]"
)
LEFT = regex.compile(r"其中|其余|另|未|暂|已|由")  # some of them were given otherwise
SPENT_ON = re.compile(r"(?:走访)?(?:慰问|救助|资助|补助|帮扶)的")


def said_again(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield a total with its number, said again with a rate that makes another number of it.

    给72位家属发放慰问金24.8万元。…每位家属4000元，总额24.8万元 makes 62, and 72 is one digit off.
    """
    plain = [f for f in listed if is_outside(f) and f.stated]
    for rate, total in pairwise(plain):
        if not (_is_rate_of_one(rate) and _closes(total, rate)):
            continue
        for count, given in pairwise(plain):
            if given.at in (rate.at, total.at) or given.stated != total.stated:
                continue
            if not _is_of(rate, count) or LEFT.search(_said_of(count, total, text)):
                continue
            meant = (total.stated or Decimal(0)) / (rate.stated or Decimal(1))
            if _gives(given, count, plain) and is_slip(count.stated or Decimal(0), meant):
                yield product_of(Form.RATE_TIMES_COUNT, given, [rate, count], closed=True)


def _is_of(rate: Figure, count: Figure) -> bool:
    """Whether the rate is of each of those counted: 62位家属 and 每位, not 72位家属 and 每户."""
    value = count.mention.value
    return counts_for(count, rate) or (isinstance(value, Count) and value.unit == rate.per)


def _said_of(count: Figure, total: Figure, text: str) -> str:
    """Return the sentences that state the two."""
    return "".join(
        text[f.sentence_start : f.end] + rest_of_sentence(f, text) for f in (count, total)
    )


def _is_rate_of_one(figure: Figure) -> bool:
    is_rate = figure.per in EVERYONE and figure.is_money and figure.is_exact
    return is_rate and OF_ALL.match(figure.lead) is not None


def _closes(total: Figure, rate: Figure) -> bool:
    """Whether the total is marked, of digits enough, and stands next to the rate."""
    is_next = total.sentence == rate.sentence and total.series == rate.series
    is_told = digits_of(total.stated) >= TELLING
    return is_next and total.is_marked_total and total.per is None and is_told


def _gives(given: Figure, count: Figure, plain: Sequence[Figure]) -> bool:
    """Whether the amount is what the number before it, the one of its sentence, were given."""
    own = [f for f in plain if f.sentence == given.sentence]
    is_plain = count.series in HEADS and count.per is None
    is_exact = count.is_exact and given.is_exact
    return own == [count, given] and is_plain and is_exact and bool(HANDED.search(given.lead))


def spent_on_each(listed: Sequence[Figure]) -> Iterator[Relation]:
    """Yield an amount spent on those counted right behind it, and the one worth of what each got.

    资金6万元慰问的400户，每户赠送大米10公斤。每户慰问品价值150元: it fails if one slip parts them.
    """
    for total, count in pairwise(listed):
        if not (total.is_money and SPENT_ON.fullmatch(count.lead)):
            continue
        behind = [f for f in listed if f.at > count.at and f.paragraph == count.paragraph]
        amounts = [f for f in behind if f.is_money]
        others = [f for f in behind if f.series == count.series]
        if len(amounts) != 1 or others or amounts[0].per not in EVERYONE:
            continue
        made = (amounts[0].stated or Decimal(0)) * (count.stated or Decimal(0))
        if counts_for(count, amounts[0]) and is_slip(total.stated or Decimal(0), made):
            yield product_of(Form.RATE_TIMES_COUNT, total, [amounts[0], count], closed=True)
