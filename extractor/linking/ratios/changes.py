"""How much something grew or fell, as an amount and as a share of what it was before.

    财政总收入184260万元，同比增长14.8%，增收23754万元     23754 / (184260 − 23754) = 14.8%
    收入总计1370.14万元，比上年减少52.8万元，降3.71%       52.8 / (1370.14 + 52.8) = 3.71%
    较“十三五”的715.9亿元增收16.8亿元，增长2.3%            16.8 / 715.9 = 2.3%

The amount of the change and its share stand side by side; what changed is the nearest figure of
the same measure before them in their sentence.  同口径, 可比, 剔除, 扣除, 实际, 名义 and 年均 say
that the figures beside the share are not the ones it was reckoned from: then it may hold, but
never fail.  Not read are changes against two different bases (比年初预算增加…，同比增长…),
percentage points, and shares with no amount beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.linking.quotients import comes_out
from extractor.linking.ratios.change_bases import BY, FALLS, RISES, Base, are_of_two_times, base_of
from extractor.linking.relations import Form, Relation, ratio_of
from extractor.model import Figure

RISE = re.compile(rf"{RISES}{BY}?$")
FALL = re.compile(rf"{FALLS}{BY}?$")
BASE = re.compile(
    r"(?:比|较|与)(?P<base>[^，,。；]{1,16}?)(?:相比)?(?:实际|完成|执行|决算|数|同期|时)*"
    rf"(?:{RISES}|{FALLS})"
)
# The clause goes on about the same thing: 同比增长, 增收, 比上年下降; not 税收收入增长.
GOES_ON = re.compile(
    r"[，,、\s]*(?:同口径|可比)?(?:同比|环比|(?:比|较|与)[^，,。；0-9]{1,20}?)?[，,]?(?:实际|名义|可比)?"
    rf"(?:{RISES}|{FALLS}){BY}?"
)
NEWLY = regex.compile(r"新增加?(?:了|达)?$")  # else what is new is counted like anything
COMPARED = re.compile("[同环]比|比|较")
POINTS = re.compile(r"百分点|pp")
NOT_COMPARABLE = re.compile(
    r"口径|可比|剔除|扣除|扣减|还原|实际[增下减]|不变价|价格|年均|平均每年|名义|因素|翻番|倍"
)
# 五年来累计慰问163户，较上年增加6户
OF_YEARS = regex.compile(
    r"(?<![第0-9])(?:[一二两三四五六七八九十]{1,3}|[0-9]{1,2})年[来间]?(?:共|累计|合计|总)[^，,。；;0-9]{0,8}$"
)
OF_WHICH = regex.compile(r"[，,；;：:\s]*其中")
# 支出0.6亿元，主要是本级安排增加0.1亿元，增长40%: of another sum, which explains the first
EXPLAINED = re.compile("主要是|主要原因|主要由于|原因是|是由于|是因为")
# 五年后将达到80万元，平均每年增加4万元，增长6%: the growth of each year, over the one before it
OF_A_YEAR = re.compile("平均每年|年均|每年平均")
# 人均1680元；资金支出比上年增加42.6万元: of all, not of the mean before
OF_ALL = regex.compile(r"^[^比较]{0,8}(?:资金|支出|金额|总[量额数])")
LAST_YEAR = regex.compile(r"上年|去年|上一?学?年|同期|前年")


def find_changes(sentence: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the changes that a sentence states as an amount and as a share."""
    for at, share in stated_shares(sentence):
        for amount in _amounts_beside(sentence, at):
            if relation := _change(sentence, amount, share, text):
                yield relation
                break


def stated_shares(listed: Sequence[Figure]) -> Iterator[tuple[int, Figure]]:
    """Yield each share that states a number, points left out, with its place in ``listed``."""
    for at, figure in enumerate(listed):
        if figure.is_share and figure.stated and not POINTS.search(figure.mention.text):
            yield at, figure


def _amounts_beside(sentence: Sequence[Figure], at: int) -> Iterator[Figure]:
    """Yield the amount before the share, and the one after it, that say the same change."""
    share = sentence[at]
    if at and _is_change(sentence[at - 1]) and GOES_ON.fullmatch(share.lead):
        yield sentence[at - 1]
    follows = sentence[at + 1] if at + 1 < len(sentence) else None
    if follows and _is_change(follows) and GOES_ON.fullmatch(follows.lead):
        yield follows


def _is_change(figure: Figure) -> bool:
    return figure.is_change or NEWLY.search(figure.lead) is not None


def _change(
    sentence: Sequence[Figure], amount: Figure, share: Figure, text: str
) -> Relation | None:
    if amount.is_share or amount.stated is None:
        return None
    is_rise = _is_rise(amount)
    if is_rise != bool(RISE.search(share.lead)) or is_rise == bool(FALL.search(share.lead)):
        return None
    if _differ(amount.lead, share.lead) or OF_A_YEAR.search(amount.lead):
        return None
    found = [
        (whole, relation)
        for whole, base in _wholes(sentence, amount, share)
        if not (base == Base.UNSURE and EXPLAINED.search(text, whole.end, amount.start))
        for relation in _of(whole, base, sentence, amount, share, text)
    ]
    fitting = (r for whole, r in found if comes_out(r.form, (amount, whole), share))
    return next(fitting, found[0][1] if found else None)


def _wholes(sentence: Sequence[Figure], amount: Figure, share: Figure) -> list[tuple[Figure, Base]]:
    """Return what may have changed: the nearest figure of the same measure before the change.

    If that is one of several behind 其中, it may be what they are parts of, too.  Of two levels
    that the amount parts, the smaller is what grew, and the larger what fell.
    """
    first = min((amount, share), key=lambda f: f.at)
    before = [
        f
        for f in sentence
        if f.at < first.at
        and f.series == amount.series
        and f.bracket in (None, amount.bracket)
        and not _is_change(f)
        and f.stated
    ]
    if OF_ALL.search(amount.lead):
        before = [f for f in before if not f.per]
    pair = before[-2:]
    if len(pair) == len(("was", "is")) and are_of_two_times(*(f.lead for f in pair)):
        was, level = sorted(pair, key=lambda f: f.stated or 0, reverse=not _is_rise(amount))
        if abs((was.stated or 0) - (level.stated or 0)) == amount.stated:
            return [(was, Base.WAS)]
        return [(f, Base.UNSURE) for f in reversed(pair)]
    heads = [one for one, other in pairwise(before) if OF_WHICH.match(other.lead)]
    return [(whole, base_of(whole, first)) for whole in (*before[-1:], *heads[-1:])]


def _of(
    whole: Figure,
    base: Base,
    sentence: Sequence[Figure],
    amount: Figure,
    share: Figure,
    text: str,
) -> Iterator[Relation]:
    """Yield the change as one of ``whole``; of no part of what it grew to, for that is another."""
    is_rise = _is_rise(amount)
    if base == Base.WAS and whole.at > amount.at:
        return
    was, level = (
        (Form.GROWTH_OVER_BASE, Form.GROWTH) if is_rise else (Form.DECLINE_FROM_BASE, Form.DECLINE)
    )
    forms = {Base.WAS: (was,), Base.IS: (level,)}.get(base, (was, level))
    is_sure = base != Base.UNSURE and _is_beside(sentence, whole, amount, share)
    for form in forms:
        if form != Form.GROWTH or (whole.stated or 0) > (amount.stated or 0):
            doubt = _doubt(whole, amount, share, text)
            yield ratio_of(form, share, amount, whole, closed=is_sure, doubt=doubt)


def _is_rise(amount: Figure) -> bool:
    return RISE.search(amount.lead) is not None


def _differ(one: str, other: str) -> bool:
    """Whether the amount and the share are said against two different bases."""
    first, second = BASE.search(one), BASE.search(other)
    bases: list[str] = [m["base"] for m in (first, second) if m]
    if len(bases) == 2:  # noqa: PLR2004
        return bases[0] != bases[1]
    is_yearly = "同比" in one or "同比" in other
    return is_yearly and any(LAST_YEAR.search(base) is None for base in bases)


def _is_beside(sentence: Sequence[Figure], whole: Figure, amount: Figure, share: Figure) -> bool:
    """Whether nothing else between can be meant: only shares, what brackets hold, and the level.

    年初50万元，年末65万元，净增15万元，增幅30%: two levels, as far apart as the amount.
    """
    first = min(amount.at, share.at)
    between = [f for f in sentence if whole.at < f.at < first]
    others = [f for f in between if not (f.is_share or f.bracket is not None)]
    if not others:
        return True
    apart = abs((others[0].stated or 0) - (whole.stated or 0))
    is_level = len(others) == 1 and others[0].series == whole.series and apart == amount.stated
    is_same = GOES_ON.fullmatch(amount.lead) is not None and not COMPARED.search(share.lead)
    return is_level and whole is sentence[0] and is_same


def _doubt(whole: Figure, amount: Figure, share: Figure, text: str) -> str | None:
    start = whole.start - len(whole.lead)
    end = max(amount.end, share.end)
    before = text[whole.sentence_start : whole.start]
    is_other = NOT_COMPARABLE.search(text, start, end) or OF_YEARS.search(before)
    return "not-comparable" if is_other else None
