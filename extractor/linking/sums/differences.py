"""Two levels of one thing, and how far they are apart.

    发放救助金167.4万元，比上年的129.8万元增加37.6万元       129.8 + 37.6 = 167.4
    村集体收入由上年的9.8万元增加到14.7万元，净增4.9万元     9.8 + 4.9 = 14.7
    计划脱贫118户，实际脱贫121户，超额3户                    118 + 3 = 121
    去年同期走访了155户，今年增加31户                        of 共走访186户, told before
    第二季度14200元，本季度17000元，增加2800元               two times, in either order
    为245户发放补贴。…户数比去年的268户减少23户              of the one number told before

The larger level is the total, the other level and the difference are its parts.  What the level now
is may stand sentences before its comparison, so that a difference fails only where the three stand
side by side in one sentence, the earlier level is told of a year, and no word (同口径, 其中, 约)
makes it another thing than what it is compared with; or where one slip parts them, and the level is
what its clause is about (有38名子女考上大学，比去年的31名增加7名) or the only number told before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

import regex

from extractor.linking.neighbours import between
from extractor.linking.ratios.change_bases import (
    FALLS,
    RISES,
    are_alike,
    are_of_two_times,
    without_times,
)
from extractor.linking.ratios.changes import NOT_COMPARABLE
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, are_exact, digits_of, meets, one_told
from extractor.model import Figure

REACH = 12  # figures of the measure back to the level now
TELLING = 3  # digits of a level that is met by no accident
LARGE = 100  # what a level of another paragraph comes to at least, so that it is no accident
COMPARED = regex.compile(r"(?:比|较|与|同)(?P<base>[^，,；;：:]{0,18}?)的?$")
TIME = regex.compile(
    r"上年|去年|前年|同期|上月|上季度|上一?[年届]|往年|年初|年末|[0-9〇零一二三四五六七八九十]{2,4}年"
)
OTHER_NUMBER = regex.compile(r"[0-9](?![0-9]*年)")  # 比2019年的756人次 names a year alone
NAMED = regex.compile(r"(?:总?[户人件次]数|人次|总[数量额]|数量|金额)")
ABOUT = r"(?:的)?[\p{Han}“”]{2,24}[，,]"  # …名困难职工子女考上大学，
BACK = 2  # sentences back to a number named again
WAY = rf"(?:净|共|实际)*(?:(?P<rise>{RISES})|(?P<fall>{FALLS}))(?:加|少)?"
APART = regex.compile(
    rf"[，,]?(?:相比)?[，,]?(?:今年|(?:每[人户名月年天]{{1,2}}){{1,2}})?{WAY}(?:了|出)?(?P<more>\p{{Han}}{{0,4}})"
)
# 去年慰问128户，今年146户，比去年多18户; 计划30人，实际19人，少了11人
AT_END = regex.compile(
    rf"^[，,；;]?[^，,；;0-9]{{0,10}}(?:{RISES}|{FALLS}|[多少差超缺])(?:加|少)?(?:了|出)?$"
)
# 比去年多150人, 多走访13户, 甲组比乙组多8户
SAID_APART = regex.compile(
    r"(?:(?P<who>\p{Han}{0,6}?)(?:同?比|较)(?P<base>[^，,。；;0-9]{1,8}?)(?:相比)?[，,]?)?(?:净|共|实际)*"
    rf"(?:{RISES}|{FALLS}|[多少])(?:加|少)?(?:了|出)?(?:\p{{Han}}{{0,2}})"
)
FROM = regex.compile(r"(?:由|从)[^，,；;。]{0,16}$")
TO = regex.compile(
    rf"(?:[（(][^（()）]*[)）])?{WAY}(?:长|加|升|高|展|少|低|降)?[到至为](?:今年的?|目前的?|现在的?)?"
)
REACHED = regex.compile(r"[，,](?:总[数额量])?(?:达到?|为|增[加至]到?|升至)")
NOW = re.compile(rf"[，,；;](?P<time>[^，,。；;]{{1,10}}?){WAY}(?:了)?")
PLANNED = regex.compile(r"(?:计划|任务|目标)[^，,。；;0-9]{0,8}$")
DONE = regex.compile(r"^[，,；;]?\s?(?:实际|已|实|共)[^，,。；;0-9]{0,6}$")
BEYOND = re.compile(r"^[，,]?(?:超额?|超出|超过计划|超计划)(?:完成|任务|目标)?(?:了)?$")
OTHERS = regex.compile(r"其中|另|累计|等|分别|均")


def find_differences(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield each larger level of what figures compare, with the other one and the difference."""
    ordered = sorted(listed, key=lambda f: (f.series, f.per or "", f.at))
    for _, group in groupby(ordered, key=lambda f: (f.series, f.per)):
        row = [f for f in group if not f.is_share and f.stated]
        for at in range(1, len(row)):
            found = _of(row, at, text)
            if found is not None:
                yield found


def _of(row: Sequence[Figure], at: int, text: str) -> Relation | None:
    """Return the reading of the difference at ``at`` of the figures of one measure."""
    base, apart = row[at - 1], row[at]
    if base.sentence != apart.sentence:
        return None
    before = row[max(0, at - 1 - REACH) : at - 1]
    is_one = bool(before) and before[-1].sentence == apart.sentence
    if is_one and (beside := _beside(row, at, text)):
        return beside
    said = between(base, apart, text)
    if base.at == apart.at - 1 and (way := APART.fullmatch(said)):
        return _next_to(row, at, way, text)
    if (now := NOW.fullmatch(said)) and _are_two_times(base.lead, now["time"]):
        return _told_before(before, base, apart, is_rise=now["rise"] is not None)
    if before and BEYOND.search(apart.lead) and DONE.search(base.lead):
        return _planned(before[-1], base, apart, text)
    is_at_end = is_one and AT_END.search(apart.lead)
    return _side_by_side(before[-1], base, apart) if is_at_end else None


def _beside(row: Sequence[Figure], at: int, text: str) -> Relation | None:
    """Return the difference of the two levels that are all its sentence tells of the measure.

    今年1200人，去年950人，比去年多250人: it must be that of the two, whose names it says, if any.
    """
    apart = row[at]
    told = SAID_APART.fullmatch(apart.lead.strip())
    own = [f for f in row if f.sentence == apart.sentence]
    if told is None or own != list(row[at - 2 : at + 1]) or any(f.is_change for f in own[:2]):
        return None
    one, other = own[:2]
    names = [told["who"], told["base"]]
    subjects = [without_times(f.lead).strip("，,；; ") for f in own[:2]]
    is_plan = PLANNED.search(one.lead) is not None and DONE.search(other.lead) is not None
    are_times = _are_two_times(one.lead, other.lead)
    is_same = not subjects[1] or subjects[1] in (subjects[0], subjects[0].removeprefix("共"))
    is_told = ((are_times and is_same) or is_plan) and _are_told(names, own[:2])
    if not (is_told or _are_named(names, own[:2])):
        return None
    found = _side_by_side(one, other, apart)
    if found or not _is_plain(own, text):
        return found
    smaller, larger = sorted((one, other), key=lambda f: f.stated or Decimal(0))
    return _relation(larger, smaller, apart, is_rise=True, closed=True)


def _are_told(names: Sequence[str | None], levels: Sequence[Figure]) -> bool:
    """Whether each time that a difference names is that of one of the levels."""
    return all(any(name in f.lead for f in levels) for name in names if name)


def _are_named(names: Sequence[str | None], levels: Sequence[Figure]) -> bool:
    """Whether 甲组比乙组多8户 names who stands before each of the two levels."""
    who, base = names
    pairs = (levels, levels[::-1])
    return bool(who and base) and any(
        one.lead.strip("，,；; ").startswith(str(who))
        and other.lead.strip("，,；; ").startswith(str(base))
        for one, other in pairs
    )


def _next_to(row: Sequence[Figure], at: int, way: regex.Match[str], text: str) -> Relation | None:
    """Return the reading of a difference with nothing but how it went before it: B，增加D."""
    base, apart = row[at - 1], row[at]
    before = row[max(0, at - 1 - REACH) : at - 1]
    if compared := COMPARED.search(text[base.sentence_start : base.start]):
        return _compared(row, at, compared, way, text)
    if before and TO.fullmatch(between(before[-1], base, text)):
        return _grown(before[-1], base, apart, way, text)
    if before and _are_two_times(before[-1].lead, base.lead):
        return _side_by_side(before[-1], base, apart)
    return None


def _compared(
    row: Sequence[Figure], at: int, compared: regex.Match[str], way: regex.Match[str], text: str
) -> Relation | None:
    """Return the level that 比…的A增加D compares: before it, or 达到B behind it."""
    base, apart, is_rise = row[at - 1], row[at], way["rise"] is not None
    if way["rise"] == "多" and way["more"] and way["more"].startswith("万"):
        return None
    before = [f for f in row[max(0, at - 1 - REACH) : at - 1] if f.paragraph == base.paragraph]
    behind = [f for f in row[at + 1 : at + 2] if REACHED.fullmatch(between(apart, f, text))]
    for level in (*behind, *reversed(before)):
        if level.bracket is None and _meets(level, base, apart, is_rise=is_rise):
            return _relation(level, base, apart, is_rise=is_rise)
    far = [f for f in row[max(0, at - 1 - REACH) : at - 1] if f.paragraph != base.paragraph]
    for level in reversed(far):
        if (level.stated or 0) >= LARGE and _equals(level, base, apart, is_rise=is_rise):
            return _relation(level, base, apart, is_rise=is_rise)
    if behind or not before or OTHER_NUMBER.search(compared["base"]):
        return None
    if NAMED.fullmatch(compared.string[: compared.start()]):
        return _named_again(before, base, apart, compared["base"], text, is_rise=is_rise)
    is_told = way["more"] == "" and TIME.search(compared["base"]) is not None
    return _just_before(before, base, apart, text, is_rise=is_rise) if is_told else None


def _just_before(
    before: Sequence[Figure], base: Figure, apart: Figure, text: str, *, is_rise: bool
) -> Relation | None:
    """Return the level that stands right before what it is compared with, in its sentence."""
    level = before[-1]
    words = between(level, base, text)
    is_next = regex.fullmatch(r"[，,]" + COMPARED.pattern, words) is not None
    is_next = is_next or _is_about(level, base, apart, words, is_rise=is_rise)
    is_one = sum(f.sentence == base.sentence for f in before) == 1
    if is_next and is_one and _is_plain([level, base, apart], text):
        return _relation(level, base, apart, is_rise=is_rise, closed=True)
    return None


def _is_about(level: Figure, base: Figure, apart: Figure, words: str, *, is_rise: bool) -> bool:
    """Whether the level is a number of those its clause is about, one slip off what is compared.

    有38名职工子女考上大学，比去年的31名增加7名
    """
    whole, part = (level, base) if is_rise else (base, level)
    is_clause = regex.fullmatch(ABOUT + COMPARED.pattern, words) is not None
    return is_clause and level.is_count and is_digit_off(whole, [part, apart], FEWEST)


def _named_again(
    before: Sequence[Figure],
    base: Figure,
    apart: Figure,
    time: str,
    text: str,
    *,
    is_rise: bool,
) -> Relation | None:
    """Return the one number told before that 户数 names again: 户数比去年的268户减少23户."""
    near = [f for f in before if 0 < base.sentence - f.sentence <= BACK]
    level = one_told(near)
    if level is None or len(near) < len([f for f in before if f.sentence >= near[0].sentence]):
        return None
    whole, part = (level, base) if is_rise else (base, level)
    is_sure = TIME.search(time) and _is_plain([base, apart], text)
    if is_sure and is_digit_off(whole, [part, apart], FEWEST):
        return _relation(level, base, apart, is_rise=is_rise, closed=True)
    return None


def _grown(
    base: Figure, level: Figure, apart: Figure, way: regex.Match[str], text: str
) -> Relation | None:
    """Return the reading of 由A增加到B，净增D."""
    words = text[base.sentence_start : base.start]
    is_rise = way["rise"] is not None
    if base.sentence != level.sentence or FROM.search(words) is None:
        return None
    is_sure = level.at == base.at + 1 and not way["more"] and _is_plain([base, level, apart], text)
    is_sure = is_sure and is_rise == ((level.stated or 0) > (base.stated or 0))
    if is_sure or _meets(level, base, apart, is_rise=is_rise):
        return _relation(level, base, apart, is_rise=is_rise, closed=is_sure)
    return None


def _are_two_times(one: str, other: str) -> bool:
    return are_of_two_times(one, other) and are_alike(one, other)


def _side_by_side(one: Figure, other: Figure, apart: Figure) -> Relation | None:
    """Return the reading of two levels as far apart as the difference behind them says."""
    smaller, larger = sorted((one, other), key=lambda f: f.stated or Decimal(0))
    if one.sentence == apart.sentence and _equals(larger, smaller, apart, is_rise=True):
        return _relation(larger, smaller, apart, is_rise=True)
    return None


def _told_before(
    before: Sequence[Figure], base: Figure, apart: Figure, *, is_rise: bool
) -> Relation | None:
    """Return the reading with a level told anywhere before, where one has several digits."""
    for level in reversed(before):
        is_telling = max(digits_of(f.stated) for f in (level, base, apart)) >= TELLING
        if is_telling and _equals(level, base, apart, is_rise=is_rise):
            return _relation(level, base, apart, is_rise=is_rise)
    return None


def _planned(plan: Figure, done: Figure, beyond: Figure, text: str) -> Relation | None:
    """Return the reading of 计划A，实际B，超额D."""
    if plan.sentence != done.sentence or not PLANNED.search(plan.lead):
        return None
    is_sure = _is_plain([plan, done, beyond], text) and (done.stated or 0) > (plan.stated or 0)
    if is_sure or _meets(done, plan, beyond, is_rise=True):
        return _relation(done, plan, beyond, is_rise=True, closed=is_sure)
    return None


def _is_plain(figures: Sequence[Figure], text: str) -> bool:
    """Whether nothing from the start of the sentence to the difference makes it another thing.

    218.6万元，比上年的176.2万元增加42万元: a difference is rounded more than the levels are.
    净增4.5万元（扣除成本0.4万元）: what stands in brackets behind it says why it is another one.
    """
    first, last = figures[0], figures[-1]
    words = text[first.sentence_start : last.end] + last.tail[:4]
    is_explained = text.startswith(("（", "("), last.end)
    is_exact = are_exact(figures)
    is_rounded = last.quantity.step > min(f.quantity.step for f in figures)
    is_plain = not NOT_COMPARABLE.search(words) and not OTHERS.search(words)
    return is_exact and not is_rounded and is_plain and not is_explained


def _meets(level: Figure, base: Figure, apart: Figure, *, is_rise: bool) -> bool:
    whole, part = (level, base) if is_rise else (base, level)
    return (whole.stated or 0) > (part.stated or 0) and meets(whole, [part, apart])


def _equals(level: Figure, base: Figure, apart: Figure, *, is_rise: bool) -> bool:
    gap = (level.stated or Decimal(0)) - (base.stated or Decimal(0))
    return gap == (apart.stated if is_rise else -(apart.stated or Decimal(0)))


def _relation(
    level: Figure, base: Figure, apart: Figure, *, is_rise: bool, closed: bool = False
) -> Relation:
    whole, part = (level, base) if is_rise else (base, level)
    return sum_of(Form.LEVELS, whole, [part, apart], closed=closed)
