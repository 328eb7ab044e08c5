"""Shares whose whole stands beside them or a few sentences before, and rates that are shares.

    捐款人数达812人，占全厂在册职工928人的87.5%      the whole in the phrase
    总额1000万元，其中利息52万元，占5.2%             the one part behind 其中
    只到位90万元，仅为预算150万元的60%               … where 仅为 says of what
    务工7284人，为年度任务7200人的101.2%             … or 为 a plan, which may be surpassed
    受理申请64件，批准58件，批准率90.6%              what a rate is named for
    共528万元。市财政补助三成，即158.4万元           the share before its amount
    管理费用594万元，支出总额1.1394亿元，管理费用占总支出的5.2%
    为24名妇女发放。受助妇女中，少数民族18名，占四分之三
    床位980张，入住老人637人，入住率65%               two measures that one rate is known for

A share fails only in the first two, where the part is the one figure of its measure before it
(男职工120人、女职工230人，占全厂职工700人的50% is of both), where it is of a plan or of beds, and
where its part and the total of all are named again.  Elsewhere a whole is taken if the share is
what it comes to, rounded, and nothing is claimed if it is not: 参保率 may be of those who ought to
be insured, who need not be stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.plain import is_level, is_own_number
from extractor.linking.quotients import is_share_rounded
from extractor.linking.ratios.changes import NOT_COMPARABLE, stated_shares
from extractor.linking.ratios.said_shares import said_share, shared_by
from extractor.linking.relations import Relation, share_of
from extractor.model import CountKind, Figure

REACH = 12  # sentences from a whole to its share
# 仅为预算150万元的65%; of 总额为预算150万元的120% it is not said what is so much.
OF = regex.compile(
    r"(?:占|相当于)[^，,。；0-9]{0,20}$|[为是][^，,。；0-9]{0,8}(?:预算|计划|目标|任务|需求|所需)\p{Han}{0,4}$"
)
PLAN = r"(?:预算|计划|目标|任务)"
SURELY_OF = regex.compile(
    rf"[，,（(]?(?:(?:约|共|仅)?(?:占|相当于)|[仅只][为是]|为(?=[^，,。；0-9]{{0,4}}{PLAN}))"
)
OF_PLAN = regex.compile(PLAN)
CLAUSE = regex.compile(r"(?:了?\p{Han}{1,12})?[，,]?")  # 已有64户办了手续，占应办80户的八成
RATE = regex.compile(
    r"^[，,、（(\s]*\p{Han}{0,4}?(?P<stem>\p{Han}{2})率(?:达到|达|为|约|是|近|高达)*$"
)
OCCUPIED = regex.compile(r"^[，,、（(\s]*(?:床位)?(?:入住|使用)率(?:达到|达|为|约|是)*$")
BEDS = regex.compile(r"床位(?:共|共有|有|达到|达|数|总数|为|合计)*$")
LIVING = regex.compile(r"入住|在院|在住")
NAMED = regex.compile(
    r"^[，,\s]*(?P<part>\p{Han}{2,8})占(?P<whole>总(?:收入|支出)|(?:收入|支出)(?:总额|总计|合计))的?(?:比重|比例)?(?:为|达)?$"
)
THAT_IS = regex.compile(
    r"^[，,（(\s]*(?:即|计|合计?|共计?|折合)(?:人民币|资金|补助)?(?:约|为)?$|^的(?:比例|标准)\p{Han}{2,6}$"
)
PARTED = regex.compile(r"[，,；;：:（(\s]*其中")


def find_portions(sentences: Sequence[Sequence[Figure]], text: str) -> Iterator[Relation]:
    """Yield the shares of a report whose wholes are told by these forms."""
    for at, sentence in enumerate(sentences):
        for place, share in stated_shares(sentence):
            before = sentence[:place]
            after = sentence[place + 1] if place + 1 < len(sentence) else None
            relation = _beside(before, share, text) or _named_again(before, share, text)
            relation = relation or _occupied(before, share, text)
            if relation is None:
                earlier = [f for one in sentences[max(0, at - REACH) : at] for f in one]
                relation = _before(before, share, after, earlier, text)
            if relation is not None:
                yield relation


# --- the whole in the same sentence -------------------------------------------------------------


def _beside(before: Sequence[Figure], share: Figure, text: str) -> Relation | None:
    """Return the share of the whole in its phrase, or of the head of its part."""
    if share.lead == "的" and before and OF.search(before[-1].lead):
        whole = before[-1]
        if whole.is_share:
            return None
        own = _plain(before[:-1], whole.series)
        if not own or whole.start < own[-1].end:
            return None
        part = own[-1]
        between = text[part.end : whole.start - len(whole.lead)]
        is_sure = (
            len(own) == 1 and part.part == whole.part and CLAUSE.fullmatch(between) is not None
        )
        is_sure &= SURELY_OF.match(whole.lead) is not None
        return _share(part, whole, share, text, is_sure=is_sure)
    return _of_head(before, share, text)


def _of_head(before: Sequence[Figure], share: Figure, text: str) -> Relation | None:
    """Return the share of what 其中 names one part of."""
    said = said_share(share)
    part = shared_by(before, share, text) if said and not said["whole"] else None
    if part is None or not PARTED.match(part.lead):
        return None
    own = _plain([f for f in before if f.at <= part.at], part.series)
    if len(own) < len(("whole", "part")):
        return None
    is_sure = len(own) == len(("whole", "part")) and own[0] is before[before.index(part) - 1]
    return _share(part, own[-2], share, text, is_sure=is_sure)


def _plain(figures: Sequence[Figure], series: str) -> list[Figure]:
    return [f for f in figures if f.series == series and is_own_number(f)]


def _share(
    part: Figure, whole: Figure, share: Figure, text: str, *, is_sure: bool
) -> Relation | None:
    """Return the share, if it comes out or must."""
    words = text[share.sentence_start : share.end] + share.tail
    is_less = part.stated == whole.stated or _is_part(part, whole)
    is_closed = is_sure and is_less and not NOT_COMPARABLE.search(words)
    if not is_closed and not _is_rounded(part, whole, share):
        return None
    return share_of(share, part, whole, closed=is_closed)


def _named_again(before: Sequence[Figure], share: Figure, text: str) -> Relation | None:
    """Return the share whose part and whole its sentence states under the names it uses."""
    said = NAMED.match(share.lead)
    if said is None:
        return None
    plain = [f for f in before if is_own_number(f)]
    parts = [f for f in plain if said["part"] in f.lead]
    wholes = [f for f in plain if _is_all(f.lead, said["whole"])]
    if len(parts) != 1 or len(wholes) != 1 or parts[0].series != wholes[0].series:
        return None
    return _share(parts[0], wholes[0], share, text, is_sure=parts[0] is not wholes[0])


def _occupied(before: Sequence[Figure], share: Figure, text: str) -> Relation | None:
    """Return the share of the beds of the sentence that those who live there take."""
    if not OCCUPIED.match(share.lead):
        return None
    plain = [f for f in before if is_level(f)]
    beds = [f for f in plain if BEDS.search(f.lead) and f.is_count]
    living = [f for f in plain if LIVING.search(f.lead) and f.series == CountKind.PERSON]
    if len(beds) != 1 or len(living) != 1:
        return None
    is_sure = len(plain) == len(("beds", "living")) and "其中" not in share.lead
    return _share(living[0], beds[0], share, text, is_sure=is_sure)


def _is_all(lead: str, name: str) -> bool:
    """Whether a figure is the total that ``name`` names: 总支出 is 支出总额."""
    kind = name.removeprefix("总").rstrip("总额计合")
    return regex.search(rf"总{kind}|{kind}(?:总额|总计|合计)", lead) is not None


# --- the whole before ---------------------------------------------------------------------------


def _before(
    before: Sequence[Figure],
    share: Figure,
    after: Figure | None,
    earlier: Sequence[Figure],
    text: str,
) -> Relation | None:
    """Return the share of the nearest figure before that it comes out for."""
    part, rate, said = None, RATE.match(share.lead), said_share(share)
    if rate:
        named = [f for f in before if rate["stem"] in f.lead and not f.per]
        part = named[-1] if named else None
    elif said and not said["whole"]:
        part = shared_by(before, share, text) or _called(before, share)
    elif after is not None and THAT_IS.match(after.lead) and not share.is_change:
        part = after
    if part is None or part.is_share:
        return None
    pool = _plain([f for f in (*earlier, *before) if f.at < min(part.at, share.at)], part.series)
    if not rate:
        pool = [f for f in pool if f.is_marked_total or _is_first(f, pool)]
    fitting = (f for f in reversed(pool) if _is_rounded(part, f, share))
    whole = next(fitting, None)
    return None if whole is None else share_of(share, part, whole)


def _called(before: Sequence[Figure], share: Figure) -> Figure | None:
    """Return the one figure of the sentence that the share names again: 因病占到六成多."""
    name = share.lead.split("占")[0].strip("，, ")
    found = [f for f in before if f.lead.strip("，,、；; ") == name and f.stated and not f.per]
    return found[0] if name and len(found) == 1 else None


def _is_first(figure: Figure, pool: Sequence[Figure]) -> bool:
    """Whether the sentence is about the figure: the first of its measure."""
    return not any(f.sentence == figure.sentence and f.at < figure.at for f in pool)


def _is_rounded(part: Figure, whole: Figure, share: Figure) -> bool:
    return _is_part(part, whole) and is_share_rounded(part, whole, share)


def _is_part(part: Figure, whole: Figure) -> bool:
    """Whether the one may be a part of the other: less than it, or more than was planned."""
    is_less = (part.stated or 0) < (whole.stated or 0)
    return is_less or OF_PLAN.search(whole.lead) is not None
