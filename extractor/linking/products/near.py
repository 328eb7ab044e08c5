"""Totals that a rate and a number near each other make, wherever the two stand.

    34户困难职工，每户800元，发放慰问金27200元      one rate, one count
    人均慰问金100元，慰问品50元，4人，共600元        rates for the same person add up first
    每户一袋米，50斤，28户，共计1400斤               chains: households × bags × weight

Such a product comes out, or it is none: a rate and a number that make no total claim nothing
here (``items``, ``claims``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise, takewhile

import regex

from extractor.linking.products.rates import (
    EVERYONE,
    LARGEST_GIFT,
    REACH,
    form_of,
    is_of_one,
    is_threshold,
    may_count,
)
from extractor.linking.relations import Form, Relation, product_of
from extractor.linking.totals import digits_of
from extractor.model import Count, CountKind, Figure

SUMMED = regex.compile(r"[，,]?\s?(?:共?计|合计|小计|共)(?:发放)?")
MARK = regex.compile("[，,；;：:]")
FEW = 3  # of which a round sum is a multiple by accident
MANY = 10  # of whom a mean of another sentence is one by no accident
NEXT = 2  # mentions on: a figure and perhaps a name between


def products_near(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield each total that a rate and a count near it make, the nearest count first."""
    members = _Members.of(listed)
    used: set[tuple[int, int]] = set()
    for place, rate in enumerate(listed) if members.counts else ():
        if not _is_rate(rate) or _is_in_row(place, listed, text):
            continue
        for factors, value in _factors(place, listed, members):
            totals = members.totals_for(value, rate, factors)
            total = _nearest(rate, factors, totals) if totals else None
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
    own: Mapping[int, Figure]  # by the place of a total: the rate it is the sum of, right before it
    rated: Mapping[int, Decimal | None]  # by number, the rate said of it: 14个姐妹每人100元

    @classmethod
    def of(cls, listed: Sequence[Figure]) -> _Members:
        counts = [f for f in listed if may_count(f)]
        totals: dict[tuple[str, Decimal], list[Figure]] = {}
        for figure in listed if counts else ():
            if figure.stated is not None and figure.per is None:
                totals.setdefault((figure.series, figure.stated), []).append(figure)
        pairs = pairwise(listed) if counts else ()
        own = {total.at: rate for rate, total in pairs if _is_summed_at_once(rate, total)}
        beside = pairwise(listed) if counts else ()
        rated = {c.at: rate.stated for c, rate in beside if c.is_count and _leads_to(c, rate)}
        return cls(counts, [f.sentence for f in counts], totals, own, rated)

    def counts_for(self, rate: Figure) -> list[Figure]:
        """Return the counts of what ``rate`` is for one of."""
        low = bisect_left(self.sentences, rate.sentence - REACH)
        high = bisect_right(self.sentences, rate.sentence + REACH)
        near = [c for c in self.counts[low:high] if c is not rate and is_of_one(c, rate)]
        is_said = rate.per is not None or rate.is_each or not rate.is_money
        if is_said:
            return near
        # 286户每户1200元…将1200元送到陈桂兰手中 is what one of them got, and another amount is not
        return [c for c in near if self.rated.get(c.at, rate.stated) == rate.stated]

    def _may_make(self, total: Figure, rate: Figure, factors: Sequence[Figure]) -> bool:
        """Whether no other rate makes the total; what one of them got is told later once more."""
        own = self.own.get(total.at)
        return own is None or own in factors or own.stated == rate.stated

    def totals_for(
        self, value: Decimal, rate: Figure, factors: Sequence[Figure]
    ) -> Sequence[Figure]:
        """Return the figures near ``rate`` that state ``value``."""
        found = self.totals.get((rate.series, value))
        if found is None:
            return ()
        places = {f.at for f in factors}
        needs_mark = rate.per is None and not rate.is_each
        return [
            f
            for f in found
            if f.at not in places
            and self._may_make(f, rate, factors)
            and abs(f.sentence - rate.sentence) <= REACH
            and (not needs_mark or f.is_marked_total or f.at > max(places))
            and not _is_loose(f, rate, factors)
            and not is_threshold(f)
            and (rate.is_change or not f.is_change)  # 比去年增加1.5万元 was given to no 30人
        ]


def _is_summed_at_once(rate: Figure, total: Figure) -> bool:
    """Whether a rate stands right before what it comes to: 每户5000元，计15000元."""
    is_next = rate.per is not None and rate.series == total.series
    is_same = rate.sentence == total.sentence and total.per is None
    return is_next and is_same and SUMMED.fullmatch(total.lead) is not None


def _is_loose(total: Figure, rate: Figure, factors: Sequence[Figure]) -> bool:
    """Whether an amount is met by accident.

    Listed beside amounts that nobody called rates it is one of them.  Of another paragraph, no
    total and of one digit it is vague (花去八万余元), or two or three times a round rate; and no
    vague amount tells that a sum nobody called a rate was one.
    """
    is_vague = not total.is_exact
    is_said = any(f.is_said_rate for f in (rate, *factors))
    is_listed = "、" in total.lead and not total.is_marked_total  # 小学生500元、初中生1000元
    if (is_vague or is_listed) and not is_said:
        return True
    is_apart = all(f.paragraph != total.paragraph for f in (rate, *factors))
    is_small = all((f.stated or 0) <= FEW for f in factors if f.per is None)
    is_round = digits_of(total.stated) == 1 and (is_vague or is_small)
    return is_apart and is_round and not total.is_marked_total


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


def _is_in_row(place: int, listed: Sequence[Figure], text: str) -> bool:
    """Whether an amount nobody calls a rate is that of its line in a list whose amounts differ.

    黄某　2000元⏎潘某　4000元⏎小计　3人　6000元; but 励志奖学金　10人　3000元　30000元
    """
    rate = listed[place]
    if rate.is_said_rate or not rate.is_money or MARK.search(text, rate.sentence_start, rate.start):
        return False
    around = (*listed[max(0, place - NEXT) : place], *listed[place + 1 : place + 1 + NEXT])
    has_number = any(f.is_count and f.paragraph == rate.paragraph for f in around)
    return not has_number and any(
        abs(f.paragraph - rate.paragraph) == 1
        and f.series == rate.series
        and f.stated != rate.stated
        and not (
            f.is_said_rate or f.is_marked_total or MARK.search(text, f.sentence_start, f.start)
        )
        for f in around
    )


def _is_weight(figure: Figure) -> bool:
    value = figure.mention.value
    return isinstance(value, Count) and value.kind == CountKind.WEIGHT


def _may_be_rate(figure: Figure) -> bool:
    """Whether an unmarked sum may be one person's: 向环卫工人送去300元慰问金."""
    is_small = figure.stated is not None and figure.stated < LARGEST_GIFT
    return is_small and figure.is_money and not figure.is_marked_total


def _is_beside(other: Figure, rate: Figure) -> bool:
    """Whether both are rates for the same one: 人均慰问金100元，慰问品50元."""
    follows = other.at > rate.at and other.at - rate.at <= NEXT and other.part == rate.part
    alike = other.per in (None, rate.per) and other.series == rate.series
    return follows and alike and not other.is_marked_total and other.stated is not None


def _nearest(rate: Figure, factors: Sequence[Figure], totals: Sequence[Figure]) -> Figure | None:
    """Return the nearest of ``totals``: in the sentence of the rate, after it, or any there is.

    向52名学生发放10.4万元，每人2000元。…2017年10.4万元: the first is what they got.
    """
    if factors[-1].stated == 1 and all(f.part != rate.part for f in totals):
        return None
    totals = [f for f in totals if f.sentence == rate.sentence] or totals
    after = [f for f in totals if f.at > rate.at]
    return min(after or totals, key=lambda f: _distance(f, rate), default=None)


def _distance(one: Figure, other: Figure) -> tuple[int, int]:
    return abs(one.sentence - other.sentence), abs(one.at - other.at)
