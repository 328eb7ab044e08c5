"""Growth of what a sentence before told, named again as 总额 or 数量 beside the level it is over.

    全年接收486.4万元，其中资金212.2万元，物资274.2万元。总额较2021年的380万元增长28%
    发放“暖心包”3600个。每个70元，总价值25.2万元，数量比去年的3000个增长了20%
    年初余额62.4万元，…当年支出97.3万元。… ⏎ 总额110万元…预算总额比上年实际支出增长13.05%
    收入预算864.5万元，其中：拨款704.5万元，基金160万元。收入比上年增加44.5万元，增长5.43%

What grew is the one number of its measure told before, or the total that all others of the measure
split.  The share fails where nothing else can be meant and one slip explains it, or where it is
that of the level now (44.5 / 864.5) instead of the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import regex

from extractor.linking.plain import is_level
from extractor.linking.quotients import HUNDRED, comes_out, is_share_rounded
from extractor.linking.ratios.change_bases import FALLS, RISES
from extractor.linking.ratios.changes import GOES_ON, NOT_COMPARABLE, stated_shares
from extractor.linking.ratios.growth import ENDING, growth_told
from extractor.linking.relations import Form, Relation, ratio_of
from extractor.linking.slips import is_quotient_slip
from extractor.linking.totals import are_exact, digits_of, one_told
from extractor.model import Figure

OVER = regex.compile(
    r"^[，,；;\s]*(?P<what>总额|总量|总数|总值|数量|总数量|总金额)(?:比|较|与)"
    r"(?:[上去前]一?年|(?:19|20)[0-9]{2}年|上次|上届)(?:度|同期)?的?$"
)
GROWN = regex.compile(
    rf"(?:相比)?[，,]?(?:(?P<rise>{RISES}|提升)|(?P<fall>{FALLS}))(?:了|幅度|为|达到|达)*"
)
# 收入比上年增加44.5万元: the subject is named again, or the sentence has none.
BY = regex.compile(
    r"^[，,；;\s]*(?P<what>\p{Han}{0,8}?)(?:总[额量数值])?(?:同比|(?:比|较|与)"
    r"(?:[上去前]一?年|(?:19|20)[0-9]{2}年)(?:度|同期)?)(?:相比)?[，,]?(?:净|共|实际)*"
    rf"(?:(?P<rise>{RISES})|(?P<fall>{FALLS}))(?:了|额|达)*$"
)
# 预算总额比上年实际支出增长13.05%: both levels are told before, under these names.
OVER_NAMED = regex.compile(
    r"^[，,；;\s]*(?P<what>\p{Han}{2,10}?)(?:比|较|与)(?:[上去前]一?年(?:度)?)(?P<base>\p{Han}{2,8}?)"
    rf"(?:相比)?(?:(?P<rise>{RISES})|(?P<fall>{FALLS})){ENDING}"
)
OTHER_PLACE = regex.compile(r"(?:全|我)(?:省|市|县|区|州|乡|镇)")
IN_PART = regex.compile(r"(?<![0-9])[0-9]{1,2}月|季度|半年|截至|截止|目前|至今|[今年月]以来|期间")
TELLING = 3  # digits of a growth that two levels far apart make by no accident
NAME = 2  # code points of a name that its level has
FAR = 24  # figures back to such a level
REACH = 2  # sentences back to what grew


def find_growth_before(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the growth over a level that stands beside it, of what was told before."""
    for at, share in stated_shares(listed):
        if at < REACH:
            continue
        base, grown = listed[at - 1], GROWN.fullmatch(share.lead)
        if base.is_change and GOES_ON.fullmatch(share.lead):
            yield from _by_amount(base, share, listed[: at - 1], text)
            continue
        over = OVER.match(base.lead) if grown and not base.is_share else None
        if (named := OVER_NAMED.match(share.lead)) and digits_of(share.stated) >= TELLING:
            yield from _of_named(share, named, listed[:at])
            continue
        if grown and over and base.stated and base.sentence == share.sentence:
            before = [f for f in listed[: at - 1] if share.sentence - f.sentence <= REACH]
            before = [f for f in before if f.paragraph == share.paragraph and f.stated]
            same = [f for f in before if f.series == base.series and not (f.per or f.is_change)]
            new = one_told(same)
            if new is not None:
                is_rise, is_plain = grown["rise"] is not None, _is_of_one(new, share, text)
                yield from growth_told(new, base, share, is_rise=is_rise, is_plain=is_plain)


def _of_named(
    share: Figure, named: regex.Match[str], before: Sequence[Figure]
) -> Iterator[Relation]:
    """Yield the growth between the nearest levels of two names that make it to its last digit."""
    near = [f for f in before[-FAR:] if is_level(f)]
    news = [f for f in near if named["what"][-NAME:] in f.lead]
    bases = [f for f in near if named["base"][-NAME:] in f.lead]
    form = Form.GROWTH_BETWEEN if named["rise"] else Form.DECLINE_BETWEEN
    for new, base in product(reversed(news), reversed(bases)):
        if new.series != base.series or not (new.stated and base.stated):
            continue
        meant = (new.stated - base.stated) * HUNDRED / base.stated
        meant = meant if named["rise"] else -meant
        if abs(meant - (share.stated or 0)) <= share.quantity.step / 2:
            yield ratio_of(form, share, new, base)
            return


def _by_amount(
    amount: Figure, share: Figure, before: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the change by an amount that begins its sentence, of the level told before."""
    said = BY.match(amount.lead) if amount.stated and amount.sentence == share.sentence else None
    near = [f for f in before if amount.sentence - f.sentence <= REACH]
    near = [f for f in near if f.paragraph == amount.paragraph and f.series == amount.series]
    new = one_told([f for f in near if f.stated and not (f.per or f.is_change)])
    if said is None or new is None or new.sentence == amount.sentence or not new.stated:
        return
    if said["what"] not in new.lead or (said["rise"] and new.stated <= (amount.stated or 0)):
        return
    form = Form.GROWTH if said["rise"] else Form.DECLINE
    is_plain = are_exact((new, amount, share)) and _is_of_one(new, share, text)
    is_of_new = is_share_rounded(amount, new, share)
    base = new.stated - (amount.stated or 0) if said["rise"] else new.stated + (amount.stated or 0)
    is_slip = is_quotient_slip(share, (amount.stated or 0) * HUNDRED / base)
    is_sure = bool(said["what"]) and is_plain and (is_of_new or is_slip)
    if is_sure or comes_out(form, (amount, new), share):
        yield ratio_of(form, share, amount, new, closed=is_sure)


def _is_of_one(new: Figure, share: Figure, text: str) -> bool:
    """Whether the growth of a level is said of one place, and of no part of a year."""
    words = text[new.sentence_start : share.end] + share.tail
    return not any(p.search(words) for p in (NOT_COMPARABLE, OTHER_PLACE, IN_PART))
