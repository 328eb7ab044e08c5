"""Totals that words claim of the list beside them, whatever else the words call them.

    镇上拿2.5万元,老板赞助1.8万元,乡亲凑了0.9万元,三处的钱相加5.2万元      as many as the words say
    四家企业认捐：宏达3.4万元、…、瑞丰2.5万元，四家总额10万元              or as the head says
    肢体残疾22人，视力残疾33人，听力残疾44人，一人只登记一类，共99人        nobody counts twice
    上午610份，下午390份，全天共1000份                                  there is no third part
    柳河村45户;…;后岗村29户。全乡只有这四个行政村,总户数164户            one sentence on
    37人中，领取5000元的20人，领取3000元的17人，别无其他档次              behind the total

What does not come out fails where three things come together: the list is complete (by its number,
by words, by its nature), the total is called by nothing that the parts are not, or has digits
enough that one slip is no accident, and no word leaves anything open.  Otherwise it is shown, where
as many parts as the words say stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.linking.claim_words import NUMBER, acts, acts_otherwise, counts, is_called_by
from extractor.linking.coming_out import comes_out
from extractor.linking.division_words import is_all_of, part_named
from extractor.linking.figures import PEOPLE, noun_of, unit_of
from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.openness import (
    EXCLUSIVE,
    GRADES,
    OPEN_WORDS,
    is_of_more,
    overlaps,
    without_exclusive,
)
from extractor.linking.plain import is_level
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.slips import LIKELY, TELLING, is_digit_off, is_one_left_out
from extractor.linking.sums.claim_lists import ClaimedList, is_split, lists_of
from extractor.linking.sums.classifiers import GENERAL, TOTAL_UNITS
from extractor.linking.totals import FEWEST, NOTHING, added, are_exact, digits_of, is_like, meets
from extractor.model import Figure, FindingKind

GIVER = regex.compile("[人位名户家口]")
GIVING = regex.compile("捐|凑|赞助|出资|筹|募|拿|贴|交|缴")
TIMES_OF = regex.compile(r"[两二三四五六七八九十]{1,2}个?(?:[年月天日周季节]|学期)")
PLANNED = regex.compile("计划|预计|目标|应|预算|拟")
THINGS = regex.compile("|".join(GENERAL[1:]))
GRADES_OF_SCHOOLS = ("junior-grades", "senior-grades")  # a school may have both
KINDS = (FindingKind.SUM, FindingKind.BALANCE, FindingKind.PRODUCT, FindingKind.RESTATEMENT)
ROUND = 2  # digits of what one gave: 1.2万


def claimed(found: Sequence[Relation], listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the totals that words claim and that no relation ``found`` makes or closes."""
    by_place = {f.at: f for f in listed}
    done = {r.total for r in found if r.kind in KINDS and (r.is_closed or comes_out(r, by_place))}
    plain = [f for f in listed if f.bracket is None and is_level(f)]
    rows: dict[str, list[Figure]] = {}
    for figure in plain:
        rows.setdefault(figure.series, []).append(figure)
    for total in plain:
        if total.at in done or total.is_each:
            continue
        lists = lists_of(total, rows[total.series], plain, text)
        readings = (_reading(one, listed, text) for one in lists)
        relation = next((r for r in readings if r is not None), None)
        if relation is not None:
            yield relation


def _reading(one: ClaimedList, listed: Sequence[Figure], text: str) -> Relation | None:
    total, parts = one.total, one.parts
    form = Form.TOTAL_THEN_LIST if one.is_behind else Form.LIST_THEN_TOTAL
    is_sure = _is_complete(one, text)
    head = one.head if one.is_of_sentence else ""
    is_counted = not one.is_behind and counts(one.said, head, one.words, len(parts))
    are_gifts = is_counted and _are_gifts(one)
    if total.stated == added(parts) if are_gifts else meets(total, parts):
        is_told = is_counted or is_sure or sum(digits_of(f.stated) for f in parts) > TELLING
        has_total = is_split(parts) or any(f.is_marked_total for f in parts)
        is_told = is_told and not (one.is_behind and has_total)
        return sum_of(form, total, parts) if is_told else None
    is_slip = is_digit_off(total, parts, 1) or is_one_left_out(total, parts)
    if not (is_counted or is_sure) or not (is_like(total, parts) or is_slip):
        return None
    is_open = _is_open(one, listed, text)
    is_open = is_open or (is_split(parts) and not is_counted)
    if not is_open and _is_wrong(one, is_sure=is_sure, is_slip=is_slip):
        return sum_of(form, total, parts, closed=True, are_gifts=are_gifts)
    if not is_like(total, parts) or not (is_counted or is_slip):
        return None
    read = sum_of(form, total, parts)
    return replace(read, doubt=LIKELY) if is_slip and not is_open else read


def _are_gifts(one: ClaimedList) -> bool:
    """Whether each part was given by one, and is not rounded: 老张出1.2万元，老李出0.8万元."""
    are_short = all(digits_of(f.stated) <= ROUND for f in one.parts)
    are_givers = any(GIVER.match(m["of"]) for m in NUMBER.finditer(one.said))
    return one.total.is_money and are_short and are_givers and bool(GIVING.search(one.words))


def _is_complete(one: ClaimedList, text: str) -> bool:
    """Whether words say that nothing is left out or counted twice, or that there is no more."""
    start = min(one.total.sentence_start, one.parts[0].sentence_start)
    last = one.parts[-1] if one.is_behind else one.total
    said = text[start : last.end] + rest_of_sentence(last, text).partition("\n")[0]
    return EXCLUSIVE.search(said) is not None or (one.is_of_sentence and _divide(one.parts))


def _divide(parts: Sequence[Figure]) -> bool:
    """Whether the parts are all there can be: men and women, morning and afternoon, X and 非X."""
    named = [part_named(f.lead) or part_named(noun_of(f)) for f in parts]
    first = named[0]
    if first is not None and first.division in GRADES_OF_SCHOOLS:
        return False
    if first is not None and all(p and p.division == first.division for p in named):
        return is_all_of(first.division, [p.part for p in named if p])
    if len(parts) != FEWEST:
        return False
    leads = [f.lead.strip("，,、；;：: 　") for f in parts]
    short, long = sorted(leads, key=len)
    is_not = len(short) > 1 and long.endswith(f"非{short}")
    return is_not or {words[-2:] for words in leads} == {"以下", "以上"}


def _is_open(one: ClaimedList, listed: Sequence[Figure], text: str) -> bool:
    """Whether a word leaves something open, or a figure of either side is vague."""
    total, parts = one.total, one.parts
    words = GRADES.sub("", without_exclusive(one.words))
    words += without_exclusive(one.said).replace("累计", "")
    last = parts[-1] if one.is_behind else total
    gap = abs((total.stated or NOTHING) - added(parts))
    beside = (f for f in listed if f.sentence == last.sentence and f not in (total, *parts))
    return (
        any(f.stated == gap for f in beside)  # 两种病患者共187人，31人同患两病
        or not are_exact((total, *parts))
        or OPEN_WORDS.search(words) is not None
        or is_of_more(total, parts, words)
        or overlaps(last, min(total.sentence_start, parts[0].sentence_start), text)
    )


def _is_wrong(one: ClaimedList, *, is_sure: bool, is_slip: bool) -> bool:
    """Whether the total can be of nothing else than the list."""
    total, parts = one.total, one.parts
    if one.is_behind:
        return is_slip and PLANNED.search(one.head + total.tail) is None
    said = THINGS.sub("", one.said) if unit_of(total) in TOTAL_UNITS else one.said
    is_other = acts_otherwise(said + total.tail, one.words + parts[-1].tail)
    if not is_called_by(said, one.words, parts):
        is_told = is_sure or max(digits_of(total.stated), digits_of(added(parts))) >= TELLING
        return is_slip and is_told and not is_other
    is_less = (total.stated or NOTHING) < added(parts)
    # Who is of two kinds, or was helped twice, counts twice in the list, and once in all.
    is_once = is_less and total.series in PEOPLE and not is_sure
    if is_other and (acts(one.words) or acts(total.tail)):
        return False
    if is_once and TIMES_OF.search(said):
        return False
    return is_slip or (is_less and is_like(total, parts) and not is_once)
