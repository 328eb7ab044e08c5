"""Products of a rate that was set, those it was for, and what they were given.

    按照每人800元的标准，为65名退役老兵发放慰问金52000元
    根据户均600元的补助标准，向120户受灾家庭发放了7.2万元
    每份260元，共有145名职工参加，费用37700元                    one of each for everyone

What was given to so many by such a rate is what the two make: it fails where one slip explains it
and the item holds no other figure, and where nothing else was given beside it.  A price of one
thing makes a total of three digits with the people of its item by no accident.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import between, plain_items, rest_of_sentence, triples
from extractor.linking.products.rates import counts_for, form_of, is_of_one_time
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.said_rates import HEADS
from extractor.linking.slips import is_slip
from extractor.linking.totals import NOTHING, are_exact, digits_of
from extractor.model import Figure

BY = regex.compile(r"(?:按照?|根据|以|执行)[^，,。；;0-9]{0,16}$")
STANDARD = regex.compile(
    r"(?:的|/[人户名])?\p{Han}{0,6}标准[，,]?\p{Han}{0,4}[为给对向][^，,。；;0-9]{0,16}"
)
GIVEN = regex.compile(
    r"[^，,。；;0-9]{0,16}(?:发放|送去|送上|支付|拨付|发出|兑付|给予|补助|发)了?[^，,。；;0-9、和及与等]{0,8}"
)
# 共发放慰问金58000元，其中含物资6000元: there was something else, or somebody.
BESIDE = regex.compile(r"其中|另|含|等|部分|首批|余|追加|[和及与]|此外|还")
EACH_THING = ("份", "套", "张", "件", "只", "盒", "袋", "顶", "双", "床")
TELLING = 3  # digits of a total that a price and a number make by no accident


def standards(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield what a set rate makes of the number behind it."""
    for inside in plain_items(listed):
        if not any(f.is_said_rate for f in inside):
            continue
        for rate, count, total in triples(inside):
            if not (rate.is_said_rate and rate.is_money and total.series == rate.series):
                continue
            if rate.per in EACH_THING:
                yield from _of_things(rate, count, total)
            elif len(inside) == len(("rate", "count", "total")):
                yield from _by_standard(rate, count, total, text)


def _by_standard(rate: Figure, count: Figure, total: Figure, text: str) -> Iterator[Relation]:
    if not (BY.search(rate.lead) and counts_for(count, rate)) or total.per:
        return
    is_said = STANDARD.fullmatch(between(rate, count, text)) is not None
    is_said = is_said and GIVEN.fullmatch(between(count, total, text)) is not None
    is_plain = are_exact((rate, count, total)) and is_of_one_time([rate], total, text)
    words = between(rate, count, text) + between(count, total, text)
    is_plain = is_plain and not BESIDE.search(words + rest_of_sentence(total, text))
    made = (rate.stated or NOTHING) * (count.stated or NOTHING)
    is_off = is_slip(total.stated or NOTHING, made)
    if is_said and is_plain and (is_off or total.stated == made):
        yield product_of(form_of([rate]), total, [rate, count], closed=True)


def _of_things(rate: Figure, count: Figure, total: Figure) -> Iterator[Relation]:
    is_plain = count.series in HEADS and are_exact((rate, count, total))
    is_plain = is_plain and not (count.per or total.per or total.is_change)
    is_made = (rate.stated or 0) * (count.stated or 0) == total.stated
    if is_plain and is_made and digits_of(total.stated) >= TELLING:
        yield product_of(Form.RATE_TIMES_COUNT, total, [rate, count])
