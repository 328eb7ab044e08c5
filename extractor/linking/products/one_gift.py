"""What was handed to all, where each got one of the things that came with the amount.

    送去300元慰问金和“清凉礼包”。此次共慰问240人，发放慰问金82000元、“清凉礼包”240份

Nothing calls the first amount a rate, so that it fails only in a report with two amounts of one
name, one number of people and as many things as people, where one digit explains the difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

import regex

from extractor.linking.figures import label_of, noun_of
from extractor.linking.products.rates import LARGEST_GIFT
from extractor.linking.products.said_again import HANDED
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.said_rates import HEADS
from extractor.linking.slips import is_slip
from extractor.model import Figure

SUMMING = regex.compile(r"(?:此次|本次|这次|活动)[^，,。；;0-9]{0,10}共[^，,。；;0-9]{0,6}$")
AMOUNTS = 2  # of a report that tells of one gift: what each got, and what all got


def one_gift_each(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what was handed to all of those who got one of the things each, one digit off."""
    amounts = [f for f in listed if f.is_money]
    counts = [f for f in listed if f.series in HEADS]
    if len(amounts) != AMOUNTS or len(counts) != 1:
        return
    (rate, total), count = amounts, counts[0]
    is_summed = rate.sentence < count.sentence == total.sentence and count.at < total.at
    said = text[count.sentence_start : count.start]
    # 给王奶奶送去300元 is not what each of 240 got.
    noun = noun_of(count)
    is_same = bool(noun) and noun in text[rate.sentence_start : rate.start]
    if not (is_same and is_summed and SUMMING.search(said) and _is_gift(rate, total)):
        return
    after = [f for f in listed if f.at > total.at and f.sentence == total.sentence]
    things = {f.stated for f in after if f.is_count}
    if _is_digit_off(rate.stated or Decimal(1), count.stated or Decimal(1), total.stated, things):
        yield product_of(Form.RATE_TIMES_COUNT, total, [rate, count], closed=True)


def _is_digit_off(
    rate: Decimal, count: Decimal, total: Decimal | None, things: Collection[Decimal | None]
) -> bool:
    """Whether as many got it as things were handed out, but for one digit of the three."""
    if total is None:
        return False
    if count in things:
        return is_slip(total, rate * count) or is_slip(rate, total / count)
    return total / rate in things and is_slip(count, total / rate)


def _is_gift(rate: Figure, total: Figure) -> bool:
    """Whether both are amounts of one name that were handed out, and the first is small."""
    is_same = label_of(rate) is not None and label_of(rate) == label_of(total)
    is_exact = rate.is_exact and total.is_exact
    is_plain = rate.per is None and total.per is None and is_exact
    is_small = rate.stated is not None and rate.stated < LARGEST_GIFT
    return is_same and is_plain and is_small and bool(HANDED.search(rate.lead))
