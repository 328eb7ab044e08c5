"""Rates times counts, and the totals they make.

    34户困难职工，每户800元，发放慰问金27200元      one rate, one count
    人均慰问金100元，慰问品50元，4人，共600元        rates for the same person add up first
    每户一袋米，50斤，28户，共计1400斤               chains: households × bags × weight
    2460户，以每户300元、每户500元的标准，共70.8万元  rates without counts of their own are bounds

A product that comes out to the stated total is taken wherever its members stand near each other.
One that does not is a claim only within one sentence that holds one count, one rate and one marked
total and nothing else that could be in it; elsewhere the text leaves other readings.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, takewhile

import regex

from extractor.intervals import multiply
from extractor.linking.figures import HEADS, PERSON_UNITS
from extractor.linking.neighbours import items
from extractor.linking.openness import UNTOLD
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.totals import digits_of
from extractor.model import Approx, Count, CountKind, Figure, Money

REACH = 3  # sentences between the members of a product that comes out
LARGEST_GIFT = 10_000  # yuan that one person may be given without a word of it
BODIES = (CountKind.ORGANISATION, CountKind.AREA)
FEW = 3  # of which a round sum is a multiple by accident
MANY = 10  # of whom a mean of another sentence is one by no accident
NEXT = 2  # mentions on: a figure and perhaps a name between
COMPARED = regex.compile(r"(?:比|较)[^，,。；;0-9]{1,10}的$")  # 数量比去年的2500个增长28%
EVERYONE = ("户", "人", "名", "位")
TIMES_OF_YEAR = ("年", "月", "季度", "天", "次", "场")
# 每人每月50元: what a year comes to is another product; 每生每餐4元: the meals are not counted.
FOR_A_TIME = re.compile(
    r"每月|月(?:人|户)?均|人均月|每(?:年|季|学期|学年|天|日|周|次|场)|日均"
    r"|[年月日](?:工资|薪|补助|补贴|津贴)|每[^0-9，,]{0,8}每"
)
# 人均补差210元，全年共计72万元, 春节、中秋两次走访42户: the total may be of several times.
OF_A_TIME = regex.compile(r"全年|半年|[0-9一二两三四五六七八九十]+(?:个月|年|季度|学期)")
SEVERAL_TIMES = re.compile(r"(?<![第0-9])(?:[两二三四五六七八九十]|[0-9]{1,2})[次轮]")
MEAN = re.compile(r"[人户村亩月年日次件例笔生期场]均|平均|合每|一口?[人户间亩]合")
ADDED = re.compile(r"元.*?(?:另|再|追加|此外|还)")  # a further group
# What else a total may hold beside the money handed to each: goods, or a further group.
MORE_INSIDE = regex.compile(
    r"另|以及|[和及与加][^，。]{0,8}(?:物资|慰问品|大米|食用油|米|油|棉被)|慰问品|物资|等|部分|其余|不等|分别|左右|包括|含"
)
OF_MORE = regex.compile("期间|全年|活动|慰问经费|工作经费|累计")
# 每人400元，单位承担一半，工会支出共计1.12万元: the total is a share of what rate and count make.
SHARED = regex.compile(r"承担|负担|一半|自付|预付|先期|首[批期付]")


def products(listed: Sequence[Figure], text: str) -> Iterator[Relation]:  # noqa: ARG001
    """Yield each total that a rate and a count near it make, the nearest count first."""
    members = _Members.of(listed)
    used: set[tuple[int, int]] = set()
    for place, rate in enumerate(listed) if members.counts else ():
        if not _is_rate(rate):
            continue
        for factors, value in _factors(place, listed, members):
            total = _nearest(rate, factors, members.totals_for(value, rate, factors))
            if total is not None and (total.at, rate.at) not in used:
                used.add((total.at, rate.at))
                yield product_of(form_of([rate]), total, factors)
                break


@dataclass(frozen=True, slots=True)
class _Members:
    """What rates may be multiplied by, with the sentences that hold it, and what they may make."""

    counts: Sequence[Figure]
    sentences: Sequence[int]
    totals: Mapping[tuple[str, Decimal], Sequence[Figure]]  # by measure and number

    @classmethod
    def of(cls, listed: Sequence[Figure]) -> _Members:
        counts = [f for f in listed if _may_count(f)]
        totals: dict[tuple[str, Decimal], list[Figure]] = {}
        for figure in listed if counts else ():
            if figure.stated is not None and figure.per is None:
                totals.setdefault((figure.series, figure.stated), []).append(figure)
        return cls(counts, [f.sentence for f in counts], totals)

    def counts_for(self, rate: Figure) -> list[Figure]:
        """Return the counts of what ``rate`` is for one of."""
        low = bisect_left(self.sentences, rate.sentence - REACH)
        high = bisect_right(self.sentences, rate.sentence + REACH)
        return [c for c in self.counts[low:high] if counts_for(c, rate)]

    def totals_for(
        self, value: Decimal, rate: Figure, factors: Sequence[Figure]
    ) -> Sequence[Figure]:
        """Return the figures near ``rate`` that state ``value``."""
        found = self.totals.get((rate.series, value), ())
        places = {f.at for f in factors}
        needs_mark = rate.per is None and not rate.is_each
        return [
            f
            for f in found
            if f.at not in places
            and abs(f.sentence - rate.sentence) <= REACH
            and (not needs_mark or f.is_marked_total or f.at > max(places))
            and not _is_loose(f, rate, factors)
            and not is_threshold(f)
            and (rate.is_change or not f.is_change)  # 比去年增加1.5万元 was given to no 30人
        ]


def is_threshold(figure: Figure) -> bool:
    """Whether an amount only says whom a number counts: 补助额在万元以上的有6人."""
    is_bound = figure.quantity.approx in (Approx.AT_LEAST, Approx.AT_MOST)
    return is_bound and figure.tail.startswith("的")


def _is_loose(total: Figure, rate: Figure, factors: Sequence[Figure]) -> bool:
    """Whether an amount is met by accident.

    Listed beside amounts that nobody called rates it is one of them.  Of another paragraph, no
    total and of one digit it is vague (花去八万余元), or two or three times a round rate; and no
    vague amount tells that a sum nobody called a rate was one.
    """
    is_vague = total.quantity.approx != Approx.EXACT
    is_said = any(f.is_said_rate for f in (rate, *factors))
    is_listed = "、" in total.lead and not total.is_marked_total  # 小学生500元、初中生1000元
    if (is_vague or is_listed) and not is_said:
        return True
    is_apart = all(f.paragraph != total.paragraph for f in (rate, *factors))
    is_small = all((f.stated or 0) <= FEW for f in factors if f.per is None)
    is_round = digits_of(total.stated) == 1 and (is_vague or is_small)
    return is_apart and is_round and not total.is_marked_total


def _may_count(figure: Figure) -> bool:
    """Whether the figure counts things, is exact and no rate itself."""
    is_known = figure.stated is not None and not figure.per and not COMPARED.search(figure.lead)
    is_count = is_known and isinstance(figure.mention.value, Count)
    return is_count and figure.quantity.approx == Approx.EXACT


def _factors(
    place: int, listed: Sequence[Figure], members: _Members
) -> Iterator[tuple[tuple[Figure, ...], Decimal]]:
    """Yield what a rate may be multiplied by: a count, beside other rates or along a chain."""
    rate = listed[place]
    if rate.stated is None:
        return
    for outer in _chain(place, listed):
        for count in members.counts_for(outer):
            assert outer.stated is not None and count.stated is not None  # noqa: S101, PT018
            yield (count, outer, rate), rate.stated * outer.stated * count.stated
    counts = members.counts_for(rate)
    if any(_leads_to(c, rate) for c in counts):
        counts = [c for c in counts if c.at < rate.at]  # 12名每人1000元，3名分别为…: not of the 3
    beside = [c for c in counts if c.sentence == rate.sentence and rate.per]
    # 人均2600元，万元以上的有6人: a mean may be of a number told before.
    is_mean = form_of([rate]) == Form.MEAN_TIMES_COUNT
    elsewhere = [c for c in counts if c.at < rate.at and (c.stated or 0) >= MANY] if is_mean else []
    counts = sorted(beside or counts, key=lambda c: _distance(c, rate))
    counts += [c for c in elsewhere if c not in counts]
    companions = [r for r in listed[place + 1 : place + 1 + NEXT] if _is_beside(r, rate)]
    for count in counts:
        assert count.stated is not None  # noqa: S101  counts_for says so
        yield (rate, count), rate.stated * count.stated
        for size in range(1, len(companions) + 1):
            for others in combinations(companions, size):
                summed = rate.stated + sum((o.stated for o in others if o.stated), Decimal(0))
                yield (rate, *others, count), summed * count.stated


def _leads_to(count: Figure, rate: Figure) -> bool:
    """Whether the count stands right before the rate that is said of it: 12名职工每人1000元."""
    return rate.per is not None and count.at == rate.at - 1 and count.part == rate.part


def _chain(place: int, listed: Sequence[Figure]) -> list[Figure]:
    """Return the rates that this one is a rate of: 每户一袋米，每袋50斤 or 一袋米，50斤."""
    rate = listed[place]
    found: list[Figure] = []
    for outer in takewhile(lambda f: f.part == rate.part, reversed(listed[:place])):
        value = outer.mention.value
        if not isinstance(value, Count) or outer.per not in EVERYONE or not outer.stated:
            continue
        # 一袋米，50斤; but of 每户大米1袋、食用油1桶 each household gets both
        is_next = rate.at - outer.at <= NEXT and (rate.per != outer.per or _is_weight(rate))
        is_other = outer.series != rate.series  # 大米2袋、面粉1袋 are two goods
        if is_other and (is_next or value.unit == rate.per):
            found.insert(0, outer)
    return found


def _is_rate(figure: Figure) -> bool:
    if figure.stated is None or figure.is_share:
        return False
    return figure.is_said_rate or _is_weight(figure) or _may_be_rate(figure)


def _is_weight(figure: Figure) -> bool:
    value = figure.mention.value
    return isinstance(value, Count) and value.kind == CountKind.WEIGHT


def _may_be_rate(figure: Figure) -> bool:
    """Whether an unmarked sum may be one person's: 向环卫工人送去300元慰问金."""
    is_small = figure.stated is not None and figure.stated < LARGEST_GIFT
    return is_small and isinstance(figure.mention.value, Money) and not figure.is_marked_total


def _is_beside(other: Figure, rate: Figure) -> bool:
    """Whether both are rates for the same one: 人均慰问金100元，慰问品50元."""
    follows = other.at > rate.at and other.at - rate.at <= NEXT and other.part == rate.part
    alike = other.per in (None, rate.per) and other.series == rate.series
    return follows and alike and not other.is_marked_total and other.stated is not None


def counts_for(count: Figure, rate: Figure) -> bool:
    """Whether ``count`` counts what ``rate`` is for one of."""
    is_other = count.at != rate.at and abs(count.sentence - rate.sentence) <= REACH
    return is_other and counts_alike(count, rate)


def counts_alike(count: Figure, rate: Figure) -> bool:
    """Whether ``count`` is of what ``rate`` is for one of, wherever the two stand."""
    value = count.mention.value
    if not isinstance(value, Count) or not _may_count(count):
        return False
    one = rate.per
    if one is None:
        is_each_of_them = rate.is_each and value.kind in BODIES  # 五个村各捐助500元
        return (value.kind in HEADS or is_each_of_them) and count.stated != 1
    if one == "户" or (one == "位" and value.kind == CountKind.HOUSEHOLD):
        return value.kind == CountKind.HOUSEHOLD or (
            value.kind == CountKind.PERSON and count.sentence == rate.sentence
        )
    if one in PERSON_UNITS:
        is_heads = value.unit == "个" and count.tail.startswith("人")  # 村干部7个人
        return is_heads or value.kind in (CountKind.PERSON, CountKind.PERSON_TIME)
    is_case = one == "例" and value.kind == CountKind.PERSON  # 124名患儿，平均每例2.5万元
    is_time = one == "次" and value.unit.endswith("次")  # 432人次，次均8000元
    return is_case or is_time or one in (value.unit, value.noun)  # 18个村，每村500册


def _nearest(rate: Figure, factors: Sequence[Figure], totals: Sequence[Figure]) -> Figure | None:
    """Return the nearest of ``totals``, after the rate if there is one."""
    if factors[-1].stated == 1 and all(f.part != rate.part for f in totals):
        return None
    after = [f for f in totals if f.at > rate.at]
    return min(after or totals, key=lambda f: _distance(f, rate), default=None)


def _distance(one: Figure, other: Figure) -> tuple[int, int]:
    return abs(one.sentence - other.sentence), abs(one.at - other.at)


# --- claims that may fail -----------------------------------------------------------------------


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


def form_of(rates: Sequence[Figure]) -> Form:
    """Return whether the rate was set (每人500元) or worked out, and so rounded (人均117元)."""
    is_mean = any(MEAN.search(rate.lead) for rate in rates)
    return Form.MEAN_TIMES_COUNT if is_mean else Form.RATE_TIMES_COUNT


def is_of_one_time(rates: Sequence[Figure], total: Figure, text: str) -> bool:
    """Whether nothing says that a total is of another time than its rates, or of several.

    The total of 每人每月200元 may be that of a year, or of the months that there are left of it.
    """
    is_timed = any(rate.per in TIMES_OF_YEAR or FOR_A_TIME.search(rate.lead) for rate in rates)
    is_later = OF_A_TIME.search(text, rates[-1].end, total.start)
    is_again = SEVERAL_TIMES.search(text, rates[0].sentence_start, total.start)
    return not (is_timed or is_later or is_again)


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
