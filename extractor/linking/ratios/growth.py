"""How much something grew or fell between two stated levels.

    低保标准由每月560元提高到610元，增幅8.9%          from one to the other
    募集善款560万元，比上年的500万元增长12%            over the level of the year before
    全年1.26亿元，上年为1.4亿元，同比下降10%           two years, side by side
    救助1846户次，比去年同期增长18.3%；去年同期救助1560户次   the level before told later
    2022年资助104名、发放45.8万元，今年人数增长15.4%          of what is told sentences before

Two levels from one to the other are what the share is of, unless it names a base of its own
(同比), or the first is of years ago and the share less than half of what they grew by: then it may
be of one year alone.  A level of the year
before must be said of the same thing.  Where the sentence holds a third figure of the measure, or
同口径 and the like stand in it, the share may hold, but never fail.  Not read are shares of two
pairs at once (分别增长), and a level that a part of a year is set against a whole one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import regex

from extractor.linking.figures import PEOPLE
from extractor.linking.plain import is_level
from extractor.linking.quotients import HUNDRED, comes_out
from extractor.linking.ratios.change_bases import (
    FALLS,
    RISES,
    are_alike,
    are_of_two_times,
    without_times,
)
from extractor.linking.ratios.changes import LAST_YEAR, NOT_COMPARABLE, stated_shares
from extractor.linking.relations import Form, Relation, ratio_of
from extractor.linking.slips import is_quotient_slip
from extractor.linking.totals import FEWEST, are_exact, digits_of
from extractor.model import Figure

REACHING = "(?:了|率|幅度|为|达到|达|约|近)*"
ENDING = f"{REACHING}$"
SAID = regex.compile(
    r"^[，,、\s]*(?:相比)?[，,]?(?P<base>同比|环比|(?:比|较)(?:上年|去年|上一年)(?:同期|度)?)?[，,]?(?:实际|名义)?"
    rf"(?:(?P<rise>{RISES}|涨幅|提升|上调)|(?P<fall>{FALLS}|下调)){ENDING}"
)
TOLD_LATER = regex.compile(
    r"(?:比|较)(?:上年|去年|上一年)(?:同期|度)?[，,]?"
    rf"(?:(?P<rise>{RISES}|提升)|(?P<fall>{FALLS})){ENDING}"
)
# 人数增长15.4%，金额增长17.9%: of the persons and of the money.
OF_MEASURE = regex.compile(
    r"^[，,、；;\s]*(?:今年|本年度?|本次)?(?:[救资补受捐]助|发放|捐款)?(?:(?P<head>人数|人次|户数)|(?P<money>金额|资金|款额|总额))"
    rf"(?:同比|(?:比|较)(?:上年|去年|上一年)(?:同期|度)?)?[，,]?(?:(?P<rise>{RISES})|(?P<fall>{FALLS})){ENDING}"
)
REACH = 12  # sentences from a level to the growth over the one before
TELLING = 3  # digits of a share that two figures far apart come to by no accident
FROM = regex.compile(r"(?:由|从)[^，,。；]{0,24}$")
TO = regex.compile(
    r"^[^，,。；0-9]{0,8}?(?:增加|增长|增|提高|提升|上升|升|上涨|涨|上调|扩大|发展|调整|降低|下降|降|减少|减|缩减|压缩|下调|回落)(?:到|至|为)[^，,。；]{0,10}$"
)
SINCE = regex.compile(r"[0-9]{2,4}年|年初|年前|[一二三四]五|期末|成立|以来|初期|最初|当初")
THAN = regex.compile(r"(?:比|较|与|同(?=[上去前往]|[0-9]{4}年))[^，,。；]{0,20}$")
REACHES = regex.compile(r"^[，,]?[^，,。；0-9]{0,12}?(?:达到|达|增至|降至|至|为)$")
YEAR = regex.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
PREVIOUS = regex.compile(r"(?:上一?|去)年(?:度)?(?:同期)?|同期")
IN_PART = regex.compile(r"月|季度|半年|截至|截止|目前|至今|以来")
PLANNED = regex.compile(r"计划|预计|预算|拟|目标|任务|力争")
PLAIN = regex.compile(
    r"^[，,、（(\s]+|(?:19|20)[0-9]{2}年度?|[上去今本当]一?年度?|同期|全年|共计?|合计|总计|累计|仅?[为是有达]到?$|的"
)


class Levels(NamedTuple):
    """What something came to, what it was before, and whether nothing else can be meant."""

    new: Figure
    base: Figure
    is_sure: bool


def find_growth(sentence: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the shares that a sentence states as the growth between two of its levels."""
    for at, share in stated_shares(sentence):
        said = SAID.match(share.lead)
        if later := TOLD_LATER.search(share.lead):
            yield from _told_later(sentence, at, text, is_rise=later["rise"] is not None)
        if said is None:
            continue
        row = [f for f in sentence[:at] if f.bracket in (None, share.bracket)]
        after = sentence[at + 1] if at + 1 < len(sentence) else None
        is_rise = said["rise"] is not None
        for levels in (*_from_to(row, share, said), *_over(row, after), *_side_by_side(row)):
            relation = _relation(levels, share, text, is_rise=is_rise)
            if relation is not None:
                yield relation
                break


def find_growth_of_measures(sentences: Sequence[Sequence[Figure]], text: str) -> Iterator[Relation]:
    """Yield the growth over a level of its sentence that a number told before has come to."""
    for at, sentence in enumerate(sentences):
        for place, share in stated_shares(sentence):
            said = OF_MEASURE.match(share.lead)
            if said is None or digits_of(share.stated) < TELLING:
                continue
            earlier = [f for one in sentences[max(0, at - REACH) : at] for f in one]
            own = [f for f in sentence[:place] if _is_of(f, said)]
            bases = [f for f in own if _is_of_last_year(f, text)][:1]
            for base in bases:
                news = [f for f in (*earlier, *own) if _is_of(f, said) and f.series == base.series]
                fitting = (
                    relation
                    for new in reversed([f for f in news if f is not base])
                    if (relation := _of_measure(new, base, share, said, text))
                )
                yield from islice(fitting, 1)


def _is_of(figure: Figure, said: regex.Match[str]) -> bool:
    """Whether the figure is of the measure that the share names: those helped, or the money."""
    is_of_heads = figure.series in PEOPLE
    return is_level(figure) and (is_of_heads if said["head"] else figure.is_money)


def _is_of_last_year(figure: Figure, text: str) -> bool:
    words = text[figure.sentence_start : figure.start]
    return YEAR.search(words) is not None or PREVIOUS.search(words) is not None


def _of_measure(
    new: Figure, base: Figure, share: Figure, said: regex.Match[str], text: str
) -> Relation | None:
    levels = Levels(new, base, is_sure=False)
    return _relation(levels, share, text, is_rise=said["rise"] is not None)


def _told_later(
    sentence: Sequence[Figure], at: int, text: str, *, is_rise: bool
) -> Iterator[Relation]:
    """Yield the growth whose level of the year before stands behind it, where it comes out."""
    share = sentence[at]
    bases = [f for f in sentence[at + 1 :] if PREVIOUS.search(f.lead) and not f.is_change]
    for base in bases:
        for new in sentence[:at]:
            if _are_alike(new, base) and new.per == base.per and _are_of_one_length(base, new):
                relation = _relation(Levels(new, base, is_sure=False), share, text, is_rise=is_rise)
                if relation is not None:
                    yield relation
                    return


def _relation(levels: Levels, share: Figure, text: str, *, is_rise: bool) -> Relation | None:
    new, base, is_sure = levels
    if new.stated is None or base.stated is None or (new.stated > base.stated) != is_rise:
        return None
    form = Form.GROWTH_BETWEEN if is_rise else Form.DECLINE_BETWEEN
    words = text[share.sentence_start : share.end] + share.tail
    is_doubtful = NOT_COMPARABLE.search(words) is not None
    if not comes_out(form, levels[:2], share) and (is_doubtful or not is_sure):
        return None
    return ratio_of(form, share, new, base, closed=is_sure)


def growth_told(
    new: Figure, base: Figure, share: Figure, *, is_rise: bool, is_plain: bool
) -> Iterator[Relation]:
    """Yield the growth from ``base`` to ``new`` that comes out.

    Where ``is_plain`` says that nothing else can be meant, so does one that a slip explains.
    """
    if not (new.stated and base.stated) or (new.stated > base.stated) != is_rise:
        return
    form = Form.GROWTH_BETWEEN if is_rise else Form.DECLINE_BETWEEN
    meant = abs(new.stated - base.stated) * HUNDRED / base.stated
    is_sure = is_plain and are_exact((new, base, share)) and is_quotient_slip(share, meant)
    if is_sure or comes_out(form, (new, base), share):
        yield ratio_of(form, share, new, base, closed=is_sure)


def _are_alike(one: Figure, other: Figure) -> bool:
    is_plain = not (one.is_change or other.is_change)
    return is_plain and one.series == other.series and not one.is_share


def _from_to(row: Sequence[Figure], share: Figure, said: regex.Match[str]) -> Iterator[Levels]:
    """Yield the two levels of 由560元提高到610元."""
    if len(row) < len(("from", "to")):
        return
    base, new = row[-2:]
    if base.series != new.series or not (FROM.search(base.lead) and TO.search(new.lead)):
        return
    is_named = bool(LAST_YEAR.search(base.lead))
    own = [f for f in row[:-2] if f.part == base.part]  # 城市由620元提高到660元；农村由430元…
    is_one = not any(FROM.search(f.lead) or TO.search(f.lead) for f in own)
    is_of_all = not SINCE.search(base.lead) or _is_of_all_years(share, new, base)
    yield Levels(new, base, is_one and (is_named or (is_of_all and not said["base"])))


def _is_of_all_years(share: Figure, new: Figure, base: Figure) -> bool:
    """Whether the share is more than one of several years can have of what two levels grew by."""
    if not (share.stated and new.stated and base.stated):
        return False
    return share.stated > abs(new.stated - base.stated) * HUNDRED / base.stated / FEWEST


def _over(row: Sequence[Figure], after: Figure | None) -> Iterator[Levels]:
    """Yield what is compared with the level before the share: 比上年的500万元增长12%."""
    if not row or not THAN.search(row[-1].lead):
        return
    base = row[-1]
    before = [f for f in row[:-1] if _are_alike(f, base) and f.per == base.per]
    for new in reversed(before):
        is_next = new is row[-2] and not new.tail.strip("，, ") and len(before) == 1
        yield Levels(new, base, is_next and "其中" not in new.lead)
    if after is not None and _are_alike(after, base) and REACHES.search(after.lead):
        yield Levels(after, base, not before)


def _side_by_side(row: Sequence[Figure]) -> Iterator[Levels]:
    """Yield the level of a year and that of the year before: 全年1.26亿元，上年为1.4亿元.

    Of two quarters or months the share shows which is the one before, if it comes out.
    """
    for one, other in reversed(list(pairwise(row))[-2:]):
        if not _are_alike(one, other) or one.per != other.per or one.part != other.part:
            continue
        subjects = [PLAIN.sub("", without_times(f.lead)) for f in (one, other)]
        is_other = subjects[1] and subjects[0] != subjects[1]
        if is_other or PLANNED.search(one.lead + other.lead):
            continue
        is_first = _is_before(one, other)
        if not is_first and not _is_before(other, one):
            if are_of_two_times(one.lead, other.lead) and are_alike(one.lead, other.lead):
                yield Levels(other, one, is_sure=False)
                yield Levels(one, other, is_sure=False)
            continue
        base, new = (one, other) if is_first else (other, one)
        if not _are_of_one_length(base, new):
            continue
        others = [f for f in row if f.series == one.series and f not in (one, other)]
        yield Levels(new, base, not others and other is row[-1])


def _is_before(one: Figure, other: Figure) -> bool:
    """Whether the one is of the year before the other's."""
    years = [YEAR.findall(f.lead) for f in (one, other)]
    if all(len(found) == 1 for found in years):
        return int(years[0][0]) + 1 == int(years[1][0])
    return bool(PREVIOUS.search(one.lead)) and not PREVIOUS.search(other.lead)


def _are_of_one_length(base: Figure, new: Figure) -> bool:
    """Whether neither is of a part of a year that the other is not."""
    return "同期" in base.lead or not IN_PART.search(base.lead + new.lead)
