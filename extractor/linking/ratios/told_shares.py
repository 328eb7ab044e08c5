"""Shares of figures told before, where the words do not say of which: they are found, never wrong.

    特困人员586人，集中供养142人，分散供养444人，集中供养率24.2%      142 / 586, named again
    总费用6240万元，…个人自付748.8万元，自付比例为12%                748.8 / 6240
    认定困难学生444人，占本科生总数的24%                            444 / 1850, of the clause before
    全院共救助58人…合计29人，占救助总人数的50%                      of the number its sentence names

The part is the figure that the share names again, or else the last one before it; the whole is the
nearest larger one of its measure in the paragraph, or in the one before, that makes the share to
its last digit.  Any figures may make a share of one digit, so that such a share is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.quotients import comes_out, is_share_rounded
from extractor.linking.ratios.changes import NOT_COMPARABLE, stated_shares
from extractor.linking.relations import Form, Relation, share_of
from extractor.linking.totals import digits_of
from extractor.model import CountKind, Figure

SAID = regex.compile(
    r"(?P<name>\p{Han}{2,8}?)?(?:率|满意度|[助盖益惠访]面|(?:占|的)?比例|占比|占(?P<whole>[^，,。；;0-9]{0,12}?)的?)(?:为|达到?|是|约)?$"
)
REACHED = regex.compile(
    r"(?<=率)(?:下降|降低|降|提高|提升|上升|升)(?:到|至|为)(?:了)?$"
)  # 贫困发生率降到2.6%
CHANGED = regex.compile(r"增[长加幅]|下降|提高|上升|减少|同比|计划|任务|预算|目标|上年|去年")
TOTAL_OF = regex.compile(r"(?P<of>\p{Han}{2,4})(?:总人数|总户数|总数|总额|总人次)")
# 占总户数的47.6%: of the most households that any paragraph before tells of.
OF_ALL = {"总户数": (CountKind.HOUSEHOLD,), "总人数": (CountKind.PERSON,), "总数": (), "总额": ()}
# 消除风险231户842人，占监测户数的80.8%: of the households, and not of the persons beside them.
OF_KIND = {"户数": CountKind.HOUSEHOLD, "人数": CountKind.PERSON}
REACH = 12  # figures of the measure back to the whole
FARTHEST = 60  # figures back to one that has the name of the whole
DIGITS = 2
TELLING = 3  # digits of a share whose whole may be any figure before
NAMES = 2  # code points that a share and its part both have


def find_told_shares(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the shares that two figures told before come to."""
    for at, share in stated_shares(listed):
        lead = REACHED.sub("", share.lead)
        said = SAID.search(lead)
        if said is None or CHANGED.search(lead):
            continue
        is_exact = share.is_exact
        if is_exact and said["whole"] and (name := TOTAL_OF.fullmatch(said["whole"])):
            found = list(_of_total(share, name["of"], listed[max(0, at - 2 * REACH) : at], text))
            yield from found
            if found:
                continue
        if is_exact and digits_of(share.stated) >= DIGITS and not NOT_COMPARABLE.search(lead):
            found = list(_of(share, said, listed[max(0, at - FARTHEST) : at]))
            yield from found or _of_most(share, said["whole"], listed[:at])


def _of_total(share: Figure, name: str, before: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the share of the total that the words before it name, if it is that one's."""
    plain = [f for f in before if _may_be_part(f)]
    part = plain[-1] if plain and plain[-1].sentence == share.sentence else None
    if part is None:
        return
    for whole in reversed(plain[:-1]):
        said = text[whole.sentence_start : whole.start]
        is_named = whole.sentence < share.sentence and (
            f"共{name}" in said or f"累计{name}" in said
        )
        if is_named and whole.series == part.series and is_share_rounded(part, whole, share):
            yield share_of(share, part, whole)
            return


def _of_most(share: Figure, name: str | None, before: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the share of the largest number before, if the words say that it is of all."""
    if name not in OF_ALL:
        return
    series = OF_ALL[name]
    plain = [f for f in before if _may_be_part(f) and (not series or f.series in series)]
    plain = [f for f in plain if f.is_exact]  # 近12万元 of a headline is more than all
    part = plain[-1] if plain and plain[-1].sentence == share.sentence else None
    if part is None:
        return
    whole = max((f for f in plain if f.series == part.series), key=lambda f: f.stated or 0)
    if whole is not part and is_share_rounded(part, whole, share):
        yield share_of(share, part, whole)


def _of(share: Figure, said: regex.Match[str], before: Sequence[Figure]) -> Iterator[Relation]:
    whole_may_be = [f for f in before if _may_be_part(f)]
    if kind := OF_KIND.get(str(said["whole"] or "")[-NAMES:]):
        whole_may_be = [f for f in whole_may_be if f.series == kind]
    plain = [f for f in whole_may_be[-2 * REACH :] if share.paragraph - f.paragraph <= 1]
    own = [f for f in plain if f.sentence == share.sentence]
    last = own[-1] if own and own[-1] is plain[-1] else None
    named = _named(said, own)
    if named is None and last is None:
        named = _named(said, [f for f in plain if share.sentence - f.sentence == 1])
    noun = str(said["whole"] or "")[-NAMES:]
    # 占接收物资的97.2%: of what any paragraph before calls 物资
    is_named = len(noun) == NAMES and digits_of(share.stated) >= TELLING
    pool = [f for f in whole_may_be if f in plain or noun in f.lead] if is_named else plain
    for part in dict.fromkeys(f for f in (named, last) if f is not None):
        relation = _of_one(part, share, pool, is_named=bool(said["whole"]))
        if relation is not None:
            yield relation
            return


def _of_one(
    part: Figure, share: Figure, pool: Sequence[Figure], *, is_named: bool
) -> Relation | None:
    """Return the share that the part is of the nearest whole that it comes out for."""
    wholes = [f for f in pool if f.series == part.series and f.at != part.at]
    wholes = [f for f in wholes if (f.stated or 0) > (part.stated or 0)]
    if digits_of(share.stated) < TELLING and not is_named:
        wholes = wholes[:1] + wholes[-1:]  # the first of the paragraph, or the nearest
    for whole in reversed(wholes[-REACH:]):
        if comes_out(Form.SHARE, (part, whole), share):
            return share_of(share, part, whole)
    return None


def _may_be_part(figure: Figure) -> bool:
    """Whether the figure is a number of something; 百人以上, of any size, makes any share."""
    is_bounded = figure.interval is not None and figure.interval.high is not None
    is_other = figure.is_share or figure.is_change or figure.is_said_rate
    return is_bounded and not is_other and bool(figure.stated)


def _named(said: regex.Match[str], figures: Sequence[Figure]) -> Figure | None:
    """Return the nearest figure whose words the share says again: 集中供养142人 … 集中供养率."""
    name = said["name"] or ""
    if len(name) < NAMES:
        return None
    for words in (name, name[:NAMES], name[-NAMES:]):
        found = [f for f in figures if words in f.lead]
        if found:
            return found[-1]
    return None
