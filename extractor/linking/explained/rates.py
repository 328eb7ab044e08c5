"""Rates and means that do not come out as they are read, where other figures explain them.

三村共36户，…。全镇困难户286户。每户大米2袋，共72袋            2 × 36, and not 2 × 286
48人每人500元，共2.4万元。劳模12名，每人1000元，总计3.6万元     12 × 1000 and the 2.4万 before
校长和45名教师各捐200元，共计9200元                         200 × 46
48名，每人500元。已发放40人，共2万元                          of those who have it by now
收入40万元（企业35万元、个人5万元），捐款1250人，人均40元        of the 5万, and not of the 40万
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

import regex

from extractor.intervals import add, multiply
from extractor.linking.products.rates import COMPARED, counts_alike, form_of
from extractor.linking.ratios.changes import LAST_YEAR
from extractor.linking.relations import Form, Relation
from extractor.linking.slips import is_slip
from extractor.linking.totals import NOTHING, added
from extractor.model import Figure, Interval

# 王经理和其他19名员工共捐款4000元，人均200元: of twenty
BESIDE = regex.compile(
    r"(?:和|与|及|同|带领|率领|带着|加上|另外?|其余|其他|其它|又走访了?|又慰问了?)(?:\p{Han}{0,3})$"
)
PAIRED = regex.compile("结[了成为对亲]")
AND_ANOTHER = regex.compile(r"\p{Han}{0,4}[和与及]\p{Han}{2,12}(?:各|每)")
LEFT = regex.compile(r"还有|尚|剩|余|未")
HAN = regex.compile(r"\p{Han}")


def is_told_again(one: Figure, other: Figure) -> bool:
    """Whether two figures may be one fact told twice, with a slip: their words are the same."""
    if not is_slip(one.stated or NOTHING, other.stated or NOTHING):
        return False
    if bool(LAST_YEAR.search(one.lead)) != bool(LAST_YEAR.search(other.lead)):
        return False
    words = [{a + b for a, b in pairwise(HAN.findall(f.lead + f.tail))} for f in (one, other)]
    return not all(words) or not words[0].isdisjoint(words[1])


def is_of(relation: Relation, amount: Figure, count: Figure) -> bool:
    """Whether a product, or a mean, is of the same amount and the same number."""
    if relation.form == Form.MEAN:
        return relation.parts == (amount.at, count.at)
    is_product = relation.form in (Form.RATE_TIMES_COUNT, Form.MEAN_TIMES_COUNT)
    return is_product and relation.total == amount.at and relation.parts[-1] == count.at


def is_product_explained(whole: Figure, parts: Sequence[Figure], near: Sequence[Figure]) -> bool:
    """Whether another rate, another number, or what stands before them as well makes the total."""
    *rates, count = parts
    if COMPARED.search(whole.lead) or is_product(whole, near):
        return True
    if any(_makes(whole, rates, number) for number in _numbers(whole, parts, near)):
        return True
    rest = (whole.stated or NOTHING) - added(rates) * (count.stated or NOTHING)
    before = [f for f in near if f.at < whole.at]
    is_behind = whole.at > count.at
    return is_behind and (rest in amounts(before, whole.series) or _ends_list(whole, rest, before))


def _ends_list(whole: Figure, rest: Decimal, before: Sequence[Figure]) -> bool:
    """Whether a total has room for the list that its product ends.

    甲12名，乙、丙各8名，其余6个乡镇各5名，合计58名
    """
    inside = [f for f in before if f.sentence == whole.sentence and f.series == whole.series]
    others = [f for f in inside if not (f.per or f.is_change)]
    return whole.is_marked_total and len(others) > 1 and rest >= added(others)


def may_make(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the rates and the number, with all they can mean, can make the total."""
    *rates, count = (f.interval for f in parts)
    known = [each for each in rates if each is not None]
    if whole.interval is None or count is None or len(known) < len(rates):
        return True
    return multiply(add(known), count).meets(whole.interval)


def _makes(whole: Figure, rates: Sequence[Figure], number: Decimal) -> bool:
    """Whether the rates make the total with the number as written; a mean is rounded or cut."""
    gap = abs(added(rates) * number - (whole.stated or NOTHING))
    is_mean = form_of(rates) == Form.MEAN_TIMES_COUNT
    return number > 0 and gap <= (rates[0].quantity.step * number if is_mean else 0)


def _numbers(whole: Figure, parts: Sequence[Figure], near: Sequence[Figure]) -> Iterator[Decimal]:
    """Yield what else the rates may be for: 已发放2万元，还有8人未领; 去年38户，今年减少2户.

    What a total that stands last is of was told before it, not in the item behind.
    """
    *rates, count = parts
    is_last = all(f.at < whole.at for f in parts)
    own = count.stated or NOTHING
    if has_companion(count):
        yield own + 1
    for other in near:
        if not counts_alike(other, rates[0]):
            continue
        number = other.stated or NOTHING
        if other.is_change:
            yield from (own + number, own - number)
        elif not (is_told_again(other, count) or (is_last and _is_behind(other, whole))):
            yield number
        if LEFT.search(other.lead + other.tail):
            yield own - number


def _is_behind(other: Figure, whole: Figure) -> bool:
    return other.at > whole.at and other.part != whole.part


def has_companion(count: Figure) -> bool:
    """Whether somebody stands beside those counted: 校长和45名教师, 三个村和镇敬老院.

    Of 职工同28名孩子结了对子 only the children are given to.
    """
    is_beside = BESIDE.search(count.lead) or AND_ANOTHER.match(count.tail)
    return bool(is_beside) and not PAIRED.search(count.tail)


def is_mean_explained(mean: Figure, parts: Sequence[Figure], near: Sequence[Figure]) -> bool:
    """Whether the mean is that of another amount, or of another number."""
    amount, count = parts
    if has_companion(count) and _makes(amount, [mean], (count.stated or NOTHING) + 1):
        return True
    amounts = [f for f in near if f.series == amount.series and not (f.is_said_rate or f.is_change)]
    amounts = [f for f in amounts if not is_told_again(f, amount)]
    counts = [
        f for f in near if counts_alike(f, mean) and not (f.is_change or is_told_again(f, count))
    ]
    return any(divides(other, count, mean) for other in amounts) or any(
        divides(amount, other, mean) for other in counts
    )


def divides(amount: Figure, count: Figure, mean: Figure) -> bool:
    """Whether the mean, rounded or cut, can be that of the two."""
    step, stated = mean.quantity.step, mean.stated
    if stated is None or amount.interval is None or count.interval is None:
        return False
    each = Interval(stated - step, stated + step)
    return multiply(each, count.interval).meets(amount.interval)


def amounts(before: Sequence[Figure], series: str) -> set[Decimal]:
    """Return what figures come to: each amount, all from one on, and rates times numbers."""
    alike = [f for f in before if f.series == series and not f.is_change]
    plain = [f.stated or NOTHING for f in alike if not f.is_said_rate]
    return {*plain, *accumulate(reversed(plain)), *made(before, series)}


def made(figures: Sequence[Figure], series: str) -> set[Decimal]:
    """Return what rates make with the numbers of their items: 劳模12名每人1000元."""
    rates = [f for f in figures if f.series == series and f.is_said_rate]
    pairs = ((f, c) for f in rates for c in figures if c.part == f.part and counts_alike(c, f))
    return {(f.stated or NOTHING) * (c.stated or NOTHING) for f, c in pairs}


def is_product(whole: Figure, near: Sequence[Figure]) -> bool:
    """Whether a rate told before makes the total with the number beside it, here or told again."""
    alike = [f for f in near if f.series == whole.series]
    rates = [f for f in alike if f.is_said_rate]
    again = [f for f in alike if f.stated == whole.stated]
    return any(
        (rate.stated or NOTHING) * (count.stated or NOTHING) == whole.stated
        for total in (whole, *again)
        for count in near
        if count.part == total.part and count.at < total.at
        for rate in rates
        if rate.at < total.at and counts_alike(count, rate)
    )
