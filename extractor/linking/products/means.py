"""Means per anything: 次均8000元 of 432人次, 平均每例2.5万元, 期均60人次.

    批准临时救助58件，发放13.92万元，件均2400元
    办班48期，参训2880人次，期均60人次
    为17名患儿做了手术。……费用合计76.5万元，平均每例4.5万元
    受理申请27份，通过21份。拨付救助金16.8万元，平均每人8000元      one person a case approved
    医疗救治83.16万元，…。医疗救治共132人次，平均每人次6300元      the amount told before by name
    24个中队…，筹得善款21468.5元。… ⏎ 平均每个中队约895元           the number of what it names
    听障儿童9名、脑瘫儿童14名…，共补助34.5万元，人均1.5万元           the numbers of a list

A mean is the one total of its item over the one number of what it is for; it is worked out, so
that it may be rounded or cut.  It fails only where it is said of nothing else (次均自付费用 is not
what was given) and the item holds no other number of its measures.  Where the item has none at all,
a number told anywhere before is taken if the marked total is that many times the mean.  An amount
is taken by its name, where one alone has it; it fails where one slip makes the mean what it is.

The text multiplies where the mean is told before its amount (人均100元，16人，共1600元: a product);
behind it the mean is a quotient that the text states (a ratio, ``as_ratios``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

import regex

from extractor.intervals import multiply
from extractor.linking.figures import noun_of, unit_of
from extractor.linking.neighbours import items
from extractor.linking.products.rates import (
    MEAN,
    MORE_INSIDE,
    counts_alike,
    counts_for,
    is_threshold,
)
from extractor.linking.products.terms import Term, sum_of_terms
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.said_rates import PERSON_UNITS
from extractor.linking.slips import is_slip
from extractor.linking.totals import FEWEST, added, are_exact, digits_of
from extractor.model import Count, Figure, FindingKind, Interval

GIVEN = r"(?:救助|补助|资助|发放|支出|减免|投资|投入|挽回损失|金额|服务|培训)"
BARE = regex.compile(
    rf"^\W*(?:平均)?(?:\p{{Han}}{{1,2}}均|每\p{{Han}}{{1,2}}){GIVEN}*(?:为|达|约)*$"
)
NAMED = regex.compile(r"(?P<what>\p{Han}{2,8}?)(?:共计?|合计|总计|累计)")
PREFIX = regex.compile(r"^[，,；;、：:\s]*(?:其中)?[：:]?")
DOUBTFUL = regex.compile(r"自付|自筹|同比|上年|去年|分别|不等|最[高低]|另|报销")
# 137户增收43.7万元 earned so much more; 收入比上年增收43.7万元 is a change.
EARNED = regex.compile(r"^[^比较]*增[收产]了?$")
APPROVED = regex.compile(r"(?:通过|批准|获批|审批|核准|同意)了?$")  # 申请27份，通过21份
CASES = ("份", "件", "例", "个", "笔")  # of one person each
JOINED = regex.compile(r"[、，,和及与]")
AMONG = re.compile("(?<!其)中")  # 其中2户拒收: the mean is of the others
EACH_OF = regex.compile(
    r"每(?:个|所|家|支|期|场|[^\p{P}0-9]{0,1})(?P<noun>\p{Han}{2,6}?)(?:约|为|达)?$"
)
NEXT = 1  # sentences from the one number of a paragraph to a mean that names none
REACH = 4  # sentences from an amount to the mean of it
FAR = 12  # sentences, or lines of a list, from a number to the mean that names what it counts
TELLING = 3  # digits of such a mean
SMALLEST = 10  # of whom a mean far away is one by no accident
# 已到位50万元，余款年底前拨付: the mean is of all that will come.
OTHERS = regex.compile(r"另|自付|自筹|其中|同比|上年|去年|分别|不等|最[高低]|余款|尾款")
OF_MEANS = (Form.MEAN_TIMES_COUNT, Form.RATE_OVER_TIME)  # what a mean is in a product
SET = re.compile(r"任务|目标|指标")  # 任务200名，完成106%: the mean is of those that were helped


def means(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that a mean and the number of what it is for come to."""
    for item in items(listed):
        inside = [f for f in item if not f.bracket and (not f.is_change or EARNED.search(f.lead))]
        for mean in inside:
            if mean.per and mean.stated and MEAN.search(mean.lead):
                found = list(_of(mean, inside, text)) or list(_told_before(mean, inside, listed))
                found = found or list(_named_before(mean, inside, listed, text))
                found = found or list(_approved_before(mean, inside, listed))
                found = found or list(_of_named(mean, inside, listed))
                found = found or list(_of_the_only_before(mean, inside, listed))
                yield from found or _of_things_before(mean, inside, listed)


def as_ratios(found: Sequence[Relation], listed: Sequence[Figure]) -> list[Relation]:
    """Return the relations, where a mean told behind its amount is what they come to.

    发放91000元，14户，平均每户6500元 divides the amount, and states the quotient; where the rate is
    told first (人均100元，16人，共1600元) the text multiplies, and the product is what it states.
    """
    if not any(relation.form in OF_MEANS for relation in found):
        return list(found)
    by_place = {f.at: f for f in listed}
    return [_as_ratio(relation, by_place) for relation in found]


def _as_ratio(relation: Relation, by_place: Mapping[int, Figure]) -> Relation:
    if relation.form not in OF_MEANS:
        return relation
    mean, *others = relation.parts
    is_mean = relation.form == Form.MEAN_TIMES_COUNT or MEAN.search(by_place[mean].lead)
    if not is_mean or len(others) > 1 or mean < max(relation.whole, *others, mean):
        return relation
    places = (relation.whole, *others)
    return replace(relation, kind=FindingKind.RATIO, form=Form.MEAN, total=mean, parts=places)


def _of(mean: Figure, inside: Sequence[Figure], text: str) -> Iterator[Relation]:
    totals = [f for f in inside if f.series == mean.series and not f.is_said_rate and f.stated]
    totals = [f for f in totals if not is_threshold(f)]
    counts = [f for f in inside if counts_for(f, mean) and f not in totals]
    pairs = list(product(totals, counts))
    is_only = _is_of_the_only(mean, pairs, inside, text)
    for total, count in pairs:
        is_sure = is_only or _follow(count, total, mean, inside, text)
        if is_sure or _meets(total, mean, count):
            yield product_of(Form.MEAN_TIMES_COUNT, total, [mean, count], closed=is_sure)
            return
    if len(totals) == 1 and len(counts) >= FEWEST and mean.at > counts[-1].at:
        yield from _of_all(mean, totals[0], counts)


def _is_of_the_only(
    mean: Figure, pairs: Sequence[tuple[Figure, Figure]], inside: Sequence[Figure], text: str
) -> bool:
    """Whether an item holds one amount, one number and one mean, and nothing could be besides."""
    words = text[inside[0].start : inside[-1].end]
    if len(pairs) != 1 or MORE_INSIDE.search(words) or OTHERS.search(words):
        return False
    count = pairs[0][1]
    # 十年来累计365万元，近三年年均50万元: of the other years
    alike = sum(f.is_count and unit_of(f) == unit_of(count) for f in inside)
    is_bare = BARE.match(mean.lead) is not None and not SET.search(count.lead)
    return is_bare and alike == 1 == sum(f.is_said_rate for f in inside)


def _follow(
    count: Figure, total: Figure, mean: Figure, inside: Sequence[Figure], text: str
) -> bool:
    """Whether the last number, the amount and the mean follow each other, of none but those.

    1864名职工中有1771人捐了款，募得63130元，人均30元; not 9名、14名，共36万元，人均1.5万元
    """
    row = [f for f in inside if f is mean or not f.is_share]
    at = row.index(mean)
    if row[max(0, at - 2) : at] != [count, total] or not BARE.match(mean.lead):
        return False
    others = [f for f in row[: at - 2] if counts_for(f, mean)]
    if not all(AMONG.search(text, f.end, count.start) for f in others):
        return False
    words = text[count.end : mean.end] + mean.tail
    is_plain = not (OTHERS.search(words) or SET.search(count.lead))
    return is_plain and are_exact((count, total, mean))


def _of_all(mean: Figure, total: Figure, counts: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the mean over the numbers of a list together: 儿童9名、老人14名 … 人均1.5万元."""
    are_listed = all(JOINED.match(f.lead) for f in counts[1:])
    if are_listed and (mean.stated or 0) * added(counts) == total.stated:
        yield sum_of_terms(total, [Term(mean, count, count.lead) for count in counts])


def _told_before(
    mean: Figure, inside: Sequence[Figure], listed: Sequence[Figure]
) -> Iterator[Relation]:
    """Yield the total that the mean makes with the nearest such number of the report before."""
    totals = [f for f in inside if f.series == mean.series and f.is_marked_total and f.stated]
    if len(totals) != 1 or any(counts_alike(f, mean) for f in inside) or not mean.stated:
        return
    number = (totals[0].stated or Decimal(0)) / mean.stated
    before = (f for f in reversed(listed) if f.at < mean.at and f.stated == number)
    count = next((f for f in before if counts_alike(f, mean)), None)
    if count is not None and number >= SMALLEST:
        yield product_of(Form.MEAN_TIMES_COUNT, totals[0], [mean, count])


def _named_before(
    mean: Figure, inside: Sequence[Figure], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the amount told before under the name of the number that the mean divides it by."""
    if len(inside) != len(("number", "mean")) or not BARE.match(mean.lead) or not mean.stated:
        return
    count, name = inside[0], NAMED.fullmatch(inside[0].lead)
    if name is None or not counts_for(count, mean) or not count.stated:
        return
    near = [f for f in listed if f.at < count.at and mean.sentence - f.sentence <= REACH]
    money = [f for f in near if f.series == mean.series and not f.is_said_rate]
    named = [f for f in money if PREFIX.sub("", f.lead) == name["what"] and f.stated]
    if len(named) != 1:
        return
    total = named[0]
    words = text[total.sentence_start : mean.end] + mean.tail
    exact = (total.stated or Decimal(0)) / count.stated
    made = exact.quantize(max(mean.quantity.step, Decimal(1)))
    figures = (total, count, mean)
    is_exact = are_exact(figures)
    is_sure = is_exact and is_slip(mean.stated, made) and not DOUBTFUL.search(words)
    if is_sure or _meets(total, mean, count):
        yield product_of(Form.MEAN_TIMES_COUNT, total, [mean, count], closed=is_sure)


def _approved_before(
    mean: Figure, inside: Sequence[Figure], listed: Sequence[Figure]
) -> Iterator[Relation]:
    """Yield what the mean makes with the applications approved before: 通过21份。拨付16.8万元."""
    totals = [f for f in inside if f.series == mean.series and not f.is_said_rate and f.stated]
    if mean.per not in PERSON_UNITS or any(counts_alike(f, mean) for f in inside) or not totals:
        return
    near = [f for f in listed if f.at < totals[0].at and _is_near(f, mean)]
    cases = [f for f in near if APPROVED.search(f.lead) and _is_of_cases(f)]
    if cases and cases[-1].paragraph == mean.paragraph and _meets(totals[0], mean, cases[-1]):
        yield product_of(Form.MEAN_TIMES_COUNT, totals[0], [mean, cases[-1]])


def _is_of_cases(figure: Figure) -> bool:
    value = figure.mention.value
    return isinstance(value, Count) and value.unit in CASES and bool(figure.stated)


def _of_things_before(
    mean: Figure, inside: Sequence[Figure], listed: Sequence[Figure]
) -> Iterator[Relation]:
    """Yield the things told before that the mean names again: 图书4200册 … 人均图书13册多."""
    counts = [f for f in inside if counts_for(f, mean)]
    has_own = any(f.series == mean.series and f is not mean for f in inside)
    if has_own or len(counts) != 1 or mean.is_money or counts[0].at > mean.at:
        return
    near = [f for f in reversed(listed) if f.at < counts[0].at and _is_near(f, mean)]
    for total in near:
        is_same = total.series == mean.series and not (total.is_said_rate or total.is_change)
        things = regex.findall(r"\p{Han}+", mean.lead.rpartition("均")[2])
        is_named = bool(things) and things[-1] in total.lead
        if is_same and is_named and total.stated and _meets(total, mean, counts[0]):
            yield product_of(Form.MEAN_TIMES_COUNT, total, [mean, counts[0]])
            return


def _of_named(
    mean: Figure, inside: Sequence[Figure], listed: Sequence[Figure]
) -> Iterator[Relation]:
    """Yield the amount told with the number of what the mean names: 24个中队 … 每个中队895元."""
    said = EACH_OF.search(mean.lead)
    if said is None or len(inside) != 1 or digits_of(mean.stated) < TELLING:
        return
    before = [f for f in listed if f.at < mean.at and mean.sentence - f.sentence <= FAR]
    counts = [f for f in before if noun_of(f) == said["noun"] and f.stated and f.is_exact]
    if not counts or mean.stated is None:
        return
    count = counts[-1]
    for total in before:
        is_told = total.sentence == count.sentence and total.series == mean.series
        if is_told and total.stated and not (total.per or total.is_change):
            gap = abs(total.stated / (count.stated or 1) - mean.stated)
            if gap < max(mean.quantity.step, Decimal(1)):
                yield product_of(Form.MEAN_TIMES_COUNT, total, [mean, count])
                return


def _of_the_only_before(
    mean: Figure, inside: Sequence[Figure], listed: Sequence[Figure]
) -> Iterator[Relation]:
    """Yield the mean of the one amount of its item over the one number told just before.

    向524户发放棉被680床。发放救助金23.6万元，平均每户450元左右
    """
    totals = [f for f in inside if f.series == mean.series and not f.is_said_rate and f.stated]
    if len(totals) != 1 or totals[0].at > mean.at or any(counts_alike(f, mean) for f in inside):
        return
    near = [f for f in listed if f.at < totals[0].at and mean.sentence - f.sentence <= NEXT]
    near = [f for f in near if f.paragraph == mean.paragraph and f.bracket is None]
    counts = [f for f in near if counts_alike(f, mean) and unit_of(f) in (mean.per, "名", "位")]
    is_telling = digits_of(mean.stated) > 1 and len({f.stated for f in counts}) == 1
    if is_telling and (counts[0].stated or 0) >= SMALLEST and _meets(totals[0], mean, counts[0]):
        yield product_of(Form.MEAN_TIMES_COUNT, totals[0], [mean, counts[0]])


def _is_near(figure: Figure, mean: Figure) -> bool:
    return mean.sentence - figure.sentence <= REACH and figure.bracket is None


def _meets(total: Figure, mean: Figure, count: Figure) -> bool:
    """Whether the mean, rounded or cut, can be that of the two."""
    whole, number, each = (f.interval for f in (total, count, mean))
    if mean.is_exact and mean.stated is not None:
        step = max(mean.quantity.step, Decimal(1))
        each = Interval(mean.stated - step, mean.stated + step)
    if whole is None or number is None or each is None:
        return False
    return multiply(each, number).meets(whole)
