"""Rates for a time: so much a month or a day for each, over the months or days that it was paid.

    648人，每人每月50元，半年共发放19.44万元          50 × 648 × 6
    4200人，每人每天15元，救助90天，支出567万元       15 × 4200 × 90
    每月需44万元，全年需528万元                       44万 × 12
    全年支出254.88万元，月均21.24万元                 21.24万 × 12

How many are paid differs from month to month, so that such a product fails only where the time
is counted and the item holds one rate, one number and one total and no more, or where the total
is what is needed at the monthly rate; elsewhere one that comes out is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractor.lexicon import remembered
from extractor.linking.neighbours import items
from extractor.linking.products.rates import counts_for
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.said_rates import HEADS
from extractor.linking.totals import are_exact
from extractor.model import Count, Figure

RATE = regex.compile(
    r"(?:每[人户名位])?每(?:个)?(?P<unit>月|天|日|季度|季|周|星期|年|学年|学期)[^0-9，,；;。]{0,16}$"
    r"|(?P<unit>月|日|年)(?:[人户]?均)[^0-9，,；;。]{0,8}$|(?:人均每|人均)(?P<unit>月|天|年)[^0-9，,；;。]{0,8}$"
)
UNITS = {
    "月": ("个月", "月"),
    "天": ("天", "日"),
    "日": ("天", "日"),
    "季度": ("个季度", "季度", "季"),
    "季": ("个季度", "季度", "季"),
    "周": ("周", "个星期"),
    "星期": ("周", "个星期"),
    "年": ("年",),
    "学年": ("学年", "个学年"),
    "学期": ("个学期", "学期"),
}
SPANS = (
    ("半年", "月", 6),
    ("全年", "月", 12),
    ("一年", "月", 12),
    ("全年", "季度", 4),
    ("年", "月", 12),
)
TIME = regex.compile("半年|全年|一年|(?<![每上去今本近历次0-9])年(?=需|共|支出|发放|合计|补助)")
SPENT = regex.compile(
    r"(?:共|计|支出|发放|需|支付|投入|拨付|金额|资金|补助|补贴|达|为)[^0-9，,；;。]{0,8}$"
    r"|(?:[全半一]年)(?:就?是|下来|合|约)?$"  # 每人每月50元，全年307.2万元
)
NEEDED = regex.compile("需")
OTHERS = regex.compile(
    r"另|连同|加上|算上|补发|扣|提高|增|减|起|陆续|分别|月份|等|左右|至|约|平均|实际|其中|其余|包括|以及|还|外加|[0-9]月"
)


def over_time(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that a rate for a time comes to over a time that the item tells."""
    for item in items(listed):
        inside = [f for f in item if not f.is_change]
        for rate in inside:
            unit = _time_of(rate.lead) if rate.stated and not rate.is_share else None
            if unit is not None:
                yield from _of(rate, unit, inside, text)


@remembered
def _time_of(lead: str) -> str | None:
    """Return the time that the words before a rate say it is for."""
    said = RATE.search(lead)
    return None if said is None else str(said["unit"])


def _of(rate: Figure, unit: str, inside: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the product of a rate, the number of those it is for, and the time."""
    totals = [f for f in inside if _may_be_total(f, rate)]
    is_for_time = rate.per in UNITS
    counts = [] if is_for_time else [f for f in inside if counts_for(f, rate)]
    # 高龄津贴每月100元，326人全年共39.12万元: whom it is for, if it comes out
    people = [f for f in inside if f.series in HEADS and not f.per] if is_for_time else []
    times = [f for f in inside if _counts_time(f, unit)]
    for total in totals:
        for time, factor in _times(total, times, inside, unit, text):
            for number in [[count] for count in counts] or [[], *([one] for one in people)]:
                members = [rate, *number, *([time] if time else [])]
                found = _relation(total, members, factor, inside, text)
                if found is not None:
                    yield found
                    return


def _may_be_total(figure: Figure, rate: Figure) -> bool:
    is_other = figure is not rate and figure.series == rate.series and not figure.is_said_rate
    is_spent = figure.is_marked_total or SPENT.search(figure.lead) is not None
    return is_other and is_spent and (figure.stated or 0) > (rate.stated or 0)


def _counts_time(figure: Figure, unit: str) -> bool:
    value = figure.mention.value
    if not isinstance(value, Count) or not figure.stated:
        return False
    is_bare = value.unit == "个" and figure.tail.startswith(UNITS[unit])  # 两个学期
    is_count = is_bare or value.unit in UNITS[unit]
    return is_count and figure.is_exact and not figure.per


def _times(
    total: Figure, times: Sequence[Figure], inside: Sequence[Figure], unit: str, text: str
) -> Iterator[tuple[Figure | None, int]]:
    """Yield how often the rate was paid: a counted time, or months of the time before the total."""
    for time in times:
        yield time, 1
    before = [f for f in inside if f.at < total.at]
    start = before[-1].end if before else total.sentence_start
    said = TIME.findall(text[start : total.start])
    yield from ((None, number) for word, each, number in SPANS if each == unit and word in said)


def _relation(
    total: Figure,
    members: Sequence[Figure],
    factor: int,
    inside: Sequence[Figure],
    text: str,
) -> Relation | None:
    if len(members) == 1 and factor == 1:
        return None
    value = total.stated
    for member in members:
        value = value / member.stated if value and member.stated else None
    is_sure = _is_sure(total, members, inside, text)
    if value != factor and not is_sure:
        return None
    times = Decimal(factor)
    return product_of(Form.RATE_OVER_TIME, total, members, closed=is_sure, times=times)


def _is_sure(total: Figure, members: Sequence[Figure], inside: Sequence[Figure], text: str) -> bool:
    """Whether the item tells the rate, the number, the time and the total, and nothing else."""
    # 护林、保洁等公益性岗位，安置12人: 等 before the first figure lists no other figures.
    first = inside[0].start
    head = text[inside[0].sentence_start : first].replace("等", "")
    words = head + text[first : inside[-1].end] + inside[-1].tail
    if OTHERS.search(words) or {*members, total} != set(inside) or total.at < members[0].at:
        return False
    if not are_exact(inside):
        return False
    is_needed = all(NEEDED.search(f.lead) for f in (total, members[0]))
    is_counted = any(f.is_count and not f.series.startswith("person") for f in members[1:])
    return is_needed if len(members) == 1 else is_counted and len(members) > len(("rate", "time"))
