"""Shares of a number of which 已有, 其中 or 中有 names those that are done.

    培训失业人员860人，已有559人重新上岗，再就业率为65%      what was done, the rate says
    倒房重建1250户。…目前已有1125户迁入新居，占90%           占 of the one number before
    受帮扶的学生中有120名成绩进步，占80%      exactly, of a number told before

A rate may be of those who ought to be, or of a place (全县再就业率), so that it fails only where it
bears no other name, says what its part says, and its paragraph has no other number of the kind,
and where one slip parts the share from the one that is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.neighbours import between
from extractor.linking.quotients import comes_out, is_share_exactly
from extractor.linking.ratios.changes import NOT_COMPARABLE, stated_shares
from extractor.linking.relations import Form, Relation, share_of
from extractor.linking.slips import is_share_slip
from extractor.linking.totals import are_exact, digits_of
from extractor.model import Figure

RATE = regex.compile(r"^[，,、；;\s]*再?(?P<stem>\p{Han}{2})率(?:达到|达|为|约|是)*$")
SHARE = regex.compile(r"^[，,、\s]*占(?:总数|总人数|总户数)?的?$")
DONE = regex.compile(r"已\p{Han}{0,4}$|其中\p{Han}{0,6}$|中有$|^[，,；;]?(?:现|目前)?已")
ALREADY = regex.compile(r"已\p{Han}{0,4}$|^[，,；;]?其中$")
PLAIN = regex.compile(r"\p{Han}{0,14}[，,]?")
# What the other words for it are: 重新上岗 and 找到工作 are 就业.
SAME = {"就业": regex.compile("上岗|工作|务工|创业"), "入住": regex.compile("搬|迁|住")}
OTHERS = regex.compile(
    r"另|加上|等(?!\s?[0-9])|部分|分别|[上去往历前]年|累计|同比|第[一二三]|应|计划|其余|除"
)
REACH = 2  # sentences from a number to the share of it
TELLING = 2  # digits of a share that any two numbers make


def find_done_shares(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the shares of those that are done."""
    for at, share in stated_shares(listed):
        if not at:
            continue
        part, rate = listed[at - 1], RATE.match(share.lead)
        is_said = rate is not None or SHARE.match(share.lead) is not None
        if is_said and _is_part(part, share, rate, text):
            before = listed[max(0, at - 1 - 3 * REACH) : at - 1]
            yield from _of(part, share, before, text, is_rate=rate is not None)


def _is_part(part: Figure, share: Figure, rate: regex.Match[str] | None, text: str) -> bool:
    """Whether the figure before the share counts those of whom it says what the rate says."""
    said = between(part, share, text).removesuffix(share.lead)
    is_plain = part.sentence == share.sentence and PLAIN.fullmatch(said) is not None
    is_count = part.is_count and not (part.per or part.is_change)
    if not (is_plain and is_count and part.stated and DONE.search(part.lead)):
        return False
    words = part.lead + part.mention.text + said
    if rate is None:
        return True
    other = SAME.get(rate["stem"])
    return bool(set(rate["stem"]) & set(words)) or bool(other and other.search(words))


def _of(
    part: Figure, share: Figure, before: Sequence[Figure], text: str, *, is_rate: bool
) -> Iterator[Relation]:
    near = [f for f in before if f.series == part.series and f.per is None and f.stated]
    near = [f for f in near if f.paragraph == part.paragraph and not f.is_change]
    pool = [f for f in near if part.sentence - f.sentence <= REACH]
    for whole in reversed(pool):
        is_told = is_rate and whole is near[0] and whole.sentence == part.sentence
        if (whole.stated or 0) > (part.stated or 0) and _comes_out(
            part, whole, share, is_told=is_told
        ):
            yield share_of(share, part, whole)
            return
    if len(near) != 1 or not pool or not ALREADY.search(part.lead):
        return
    whole = near[0]
    start = whole.sentence_start
    words = text[start : share.end] + share.tail
    is_exact = are_exact((part, whole, share))
    is_same = whole.sentence == part.sentence
    is_told = not (OTHERS.search(words) or NOT_COMPARABLE.search(words))
    # 倒房重建1250户…。目前已有1125户迁入新居，占92%: another sentence may be of other things.
    is_told = is_told and (is_same or (not is_rate and part.sentence - whole.sentence == 1))
    if is_exact and is_told and whole.bracket is None and _is_slip(part, whole, share):
        yield share_of(share, part, whole, closed=True)


def _comes_out(part: Figure, whole: Figure, share: Figure, *, is_told: bool) -> bool:
    """Whether the share is that of the two; one of a single digit (80%) exactly.

    ``is_told`` is a rate of the number that its sentence is about, which may be rounded so.
    """
    if not share.is_exact:
        return False
    if is_told or digits_of(share.stated) >= TELLING:
        return comes_out(Form.SHARE, (part, whole), share)
    return is_share_exactly(part, whole, share)


def _is_slip(part: Figure, whole: Figure, share: Figure) -> bool:
    """Whether one slip makes the share of the one that the two make."""
    is_part = (part.stated or 0) < (whole.stated or 0)
    return is_part and is_share_slip(part, whole, share)
