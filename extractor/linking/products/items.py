"""Products of an item that holds nothing but one number, its rates and one marked total.

    34户困难职工，每户800元，共计27200元             one rate, one count
    2460户，以每户300元、每户500元的标准，共70.8万元  rates without counts of their own are bounds

Such an item claims its product: it may fail where no other figure and no word (另, 等, 物资)
says that the total may be of more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractor.intervals import multiply
from extractor.linking.neighbours import items
from extractor.linking.openness import UNTOLD
from extractor.linking.products.rates import (
    EVERYONE,
    MORE_INSIDE,
    counts_for,
    form_of,
    is_of_one_time,
)
from extractor.linking.relations import Form, Relation, product_of
from extractor.model import Figure

ADDED = re.compile(r"元[^元\n]*?(?:另|再|追加|此外|还)")  # a further group
OF_MORE = regex.compile("期间|全年|活动|慰问经费|工作经费|累计")
# 每人400元，单位承担一半，工会支出共计1.12万元: the total is a share of what rate and count make;
# 总金额2850元，每个让利3元: the second is no rate.
SHARED = regex.compile(r"让利|优惠|承担|负担|一半|自付|预付|先期|首[批期付]")


def items_of_products(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the products of list items that hold nothing but counts, rates and one total."""
    for inside in items(listed):
        rates = [f for f in inside if f.is_said_rate]
        if not rates:
            continue
        totals = [f for f in inside if f.series == rates[0].series and f not in rates]
        # 30人，每人500元，总额比去年增加2万元
        totals = [f for f in totals if rates[0].is_change or not f.is_change]
        if len(totals) != 1 or not totals[0].is_marked_total or len({f.series for f in rates}) > 1:
            continue
        counts = [f for f in inside if counts_for(f, rates[0])]
        if len(counts) != 1 or any(f.is_share for f in inside):
            continue
        if not all(counts_for(counts[0], rate) for rate in rates):
            continue  # 每人1000元，每所5000元: there are two numbers, and one is not told
        if counts[0].at > totals[0].at:
            continue  # 共筹集5万元，为34户每户送去1000元: the fund, not what was handed out
        if is_added(counts[0], text) or sums_other_groups(totals[0], inside[0], listed):
            continue
        before = [f for f in listed if f.at < counts[0].at]
        if fits_others(rates[:1], counts[0], totals[0], before):
            continue
        yield _claim(rates, counts[0], totals[0], inside, text)


def is_added(count: Figure, text: str) -> bool:
    """Whether a group comes on top of an amount of its sentence, so that a total may be of both.

    50户共计3.5万元；另有3户每户追加1000元，总计3.8万元
    """
    return ADDED.search(text, count.sentence_start, count.start) is not None


def sums_other_groups(total: Figure, first: Figure, listed: Sequence[Figure]) -> bool:
    """Whether a rate and no total stand before a group, so that its total may be of others too.

    ``first`` is the first figure of the group: 甲、乙各3000元；丙、丁各1000元，四人合计8000元.
    """
    before = [f for f in listed if f.at < first.at and f.series == total.series]
    for figure in reversed(before):
        if figure.sentence != total.sentence or figure.is_marked_total:
            return False
        if figure.is_said_rate:
            return True
    return False


def _claim(
    rates: Sequence[Figure], count: Figure, total: Figure, inside: Sequence[Figure], text: str
) -> Relation:
    first, last = min(inside, key=lambda f: f.at), max(inside, key=lambda f: f.at)
    words = text[first.start : last.end]
    others = [f for f in inside if f not in rates and f is not count and f is not total]
    form = form_of(rates) if len(rates) == 1 else Form.RATES_BOUND
    is_all = not MORE_INSIDE.search(words) or _is_short(rates, count, total)
    is_all = is_all and not SHARED.search(words)
    is_all = is_all and not UNTOLD.search(text, first.end, total.start)
    # 棉被120床，每床150元，春节期间共花去慰问经费19000元: there was more than the quilts.
    is_wider = rates[0].per not in EVERYONE and OF_MORE.search(total.lead) is not None
    is_sure = not others and is_all and not is_wider
    closed = is_sure and is_of_one_time(rates, total, text)
    return product_of(form, total, (*rates, count), closed=closed)


def fits_others(
    rates: Sequence[Figure], count: Figure, total: Figure, before: Sequence[Figure]
) -> bool:
    """Whether the total is that of those left of a number before, or of both numbers together.

    85户，其中5户未遇，每户500元，共计4万元
    """
    each = sum((rate.stated or Decimal(0) for rate in rates), Decimal(0))
    own, whole = count.stated or Decimal(0), total.stated or Decimal(0)
    others = [f.stated or Decimal(0) for f in before if f is not count and counts_for(f, rates[0])]
    numbers = (number for other in others for number in (other - own, other + own))
    return any(abs(each * number - whole) <= total.quantity.step / 2 for number in numbers)


def _is_short(rates: Sequence[Figure], count: Figure, total: Figure) -> bool:
    """Whether even the lowest rate for each comes to more than the total: no goods explain that."""
    ranges = [f.interval for f in (*rates, count, total)]
    *each, number, whole = ranges
    if number is None or whole is None or whole.high is None or None in each:
        return False
    least = [multiply(rate, number).low for rate in each if rate]
    return all(low is not None and low > whole.high for low in least)
