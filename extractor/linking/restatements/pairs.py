"""Figures that say an earlier one again: equal as written, or the one cut or made vague.

    发放慰问金70.8万元。…共发放慰问金70.8万元。      the same figure of the same thing
    拨出慰问专款近8200元 … 我局自筹8200元资金      firmly the second time
    已收款物3260万 … 共计价值3260.4万元               cut for the headline
    慰问12户，发放慰问品12份                          one for each

They stand in different sentences, measure the same thing and agree, and no noun contradicts it.
Rates, list lines, figures under ten with no noun, and amounts of one digit that no total or word
binds, are left alone: they are equal by accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

import regex

from extractor.linking.figures import only_han
from extractor.linking.neighbours import between, is_nested
from extractor.linking.relations import Relation, stated_twice
from extractor.linking.restatements.parallel import are_parallel
from extractor.linking.totals import digits_of
from extractor.model import Approx, Count, CountKind, Figure, Money
from extractor.numerals import last_place

SMALLEST = 10
REACH = 200  # figures of the same kind back that one may be said again
HEAD = 20  # the first figures, of the headline and the opening, from anywhere
NEXT = 8  # figures of any kind back that a number of people may be said again
NAME = 4  # characters of what stands before both figures, where neither has a noun
NEARLY = Decimal("0.8")  # of it is what 近 may be said of
BELOW = (Approx.NEAR, Approx.UNDER)
ABOVE = (Approx.OVER, Approx.AT_LEAST)
LABEL = 6  # characters before an amount that say whose or what it is
THRESHOLD = re.compile("以[上下内]$")  # 捐款50万元以上的单位: what each of them gave
# 这一万块, 除当天交付的50万元, 所需500万元, 最高4000元
POINTING = regex.compile("这|该|除|所需|连同|[上前]述|以上|当天|其中|最[高低]|领到|拿到|收到|共需")
GENERAL = frozenset("的家庭户人员位名个资金款项费专经")  # say nothing of who or what for
PLANNED = regex.compile("拟|计划(?!内|外|生育)|预计|力争|目标")
GIFTS = {"份", "套", "袋", "包", "盒"}
# 给23个孩子送去书包23个、字典23本
THINGS = {"个", "本", "件", "只", "台", "床", "条", "张", "双", "箱", "桶", "辆", "副", "部"}
HANDED = regex.compile(r"[送发赠添领配捐][^，,。；;0-9]{0,8}(?:$|[0-9])")
NAMED = regex.compile(r"\p{Han}{2}$")  # 送去棉被64床
HEADED = (CountKind.HOUSEHOLD, CountKind.PERSON)
STATED_OF = (CountKind.HOUSEHOLD, CountKind.PERSON, CountKind.ORGANISATION, CountKind.PERSON_TIME)
ITEM = regex.compile(
    r"(?:^|\n)\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[（(][0-9一二三四五六七八九十]{1,3}[)）])"
    r"[、.．]?(?P<name>\p{Han}{2,12})[：:\s]*$"
)
LINE = 24  # code points from the beginning of a numbered line to its figure


def said_again(listed: Sequence[Figure], text: str) -> list[Relation]:
    """Return each figure that says an earlier one again, with the nearest that it does."""
    found: list[Relation] = []
    before: dict[str, list[Figure]] = {}
    last: list[Figure] = []
    for figure in listed:
        if not _may_restate(figure):
            if _is_thing(figure) and (one := _one_each(figure, last[-NEXT:], text)):
                found.append(stated_twice(figure.at, [one.at]))
            continue
        row = before.setdefault(figure.series, [])
        near = chain(reversed(row[max(HEAD, len(row) - REACH) :]), reversed(row[:HEAD]))
        again = _alike(figure, near)
        earlier = next((f for f in again if _says_again(figure, f, text)), None)
        if earlier is None:
            earlier = _one_each(figure, last[-NEXT:], text)
        row.append(figure)
        last.append(figure)
        if earlier is not None:
            found.append(stated_twice(figure.at, [earlier.at]))
    return found


def _alike(later: Figure, near: Iterable[Figure]) -> Iterator[Figure]:
    """Yield those equal to a figure as written, or of which one is the other cut or made vague."""
    stated, step, known = later.stated, later.quantity.step, later.interval
    for earlier in near:
        if earlier.stated == stated:
            if not _are_apart(later, earlier):
                yield earlier
        elif (other := earlier.quantity.step) != step and (step > 1 or other > 1):
            is_near = known and earlier.interval and known.meets(earlier.interval)
            is_same = has_same_noun(later, earlier) and _is_planned(later) == _is_planned(earlier)
            if is_near and is_same and _is_as_large(later, earlier):
                yield earlier


def _is_planned(figure: Figure) -> bool:
    """Whether an amount is one to come: 拟筹1亿元 is not last year's 9872.69万元 again."""
    return PLANNED.search(figure.lead) is not None


def _is_as_large(one: Figure, other: Figure) -> bool:
    """Whether the vaguer of two is the other one cut: 超过7万 is 7.3万, and not 78.1万."""
    vague, firm = (one, other) if one.quantity.step > other.quantity.step else (other, one)
    if vague.stated is None or firm.stated is None:
        return True
    if vague.quantity.approx in BELOW:
        return firm.stated >= vague.stated * NEARLY  # 近10万 is no 500
    return abs(vague.stated - firm.stated) <= last_place(vague.stated)


def _are_apart(one: Figure, other: Figure) -> bool:
    """Whether the words set two equal figures on two sides of it: 近10万元 and 超过10万元."""
    said = {one.quantity.approx, other.quantity.approx}
    return bool(said & set(BELOW)) and bool(said & set(ABOVE))


def _may_restate(figure: Figure) -> bool:
    if figure.is_share or figure.stated is None or figure.per or figure.is_change:
        return False
    if figure.is_each and figure.is_money:
        return False  # 三家各拨15万元 … 其中15万元用于救助
    if THRESHOLD.search(figure.mention.text) and figure.tail.startswith("的"):
        return False
    value = figure.mention.value
    if isinstance(value, Count):
        has_noun = value.noun is not None
        is_gift = value.kind == CountKind.ITEM and value.unit in GIFTS
        is_party = value.kind in STATED_OF or is_gift
        return is_party and (has_noun or figure.stated >= SMALLEST)
    return True


def _says_again(later: Figure, earlier: Figure, text: str) -> bool:
    is_money = later.is_money
    apart = later.sentence != earlier.sentence or (is_money and later.part != earlier.part)
    if not apart:
        return False
    if later.sentence == earlier.sentence and not _is_of_one(later, earlier):
        return False
    if is_money and not is_telling(later) and not _are_bound(later, earlier):
        return False
    alike = is_nested(later, text) == is_nested(earlier, text)
    is_of_two = _are_items(later, earlier, text) or are_parallel(later, earlier, text)
    return alike and not _differ(later, earlier) and not is_of_two


def _are_bound(later: Figure, earlier: Figure) -> bool:
    """Whether words bind two amounts of one digit: both give 1万元, and that may be two gifts."""
    if later.is_marked_total or earlier.is_marked_total:
        return True
    points_back = any(POINTING.search(f.lead) for f in (later, earlier))
    return points_back or _is_of_one(later, earlier)


def _is_of_one(later: Figure, earlier: Figure) -> bool:
    """Whether two amounts of one sentence are of one thing: 甲10万元；乙10万元 are two gifts."""
    leads = [only_han(f.lead)[-LABEL:] for f in (later, earlier)]
    words = [set(lead) - GENERAL for lead in leads]
    return len(words[0] & words[1]) > 1 or is_telling(later)


def _are_items(later: Figure, earlier: Figure, text: str) -> bool:
    """Whether the two are of two numbered lines: 3、市县资金 100万元 … 3、教育培训 100万元."""
    lines = [ITEM.search(text[max(0, f.start - LINE) : f.start]) for f in (earlier, later)]
    return all(lines) and len({line["name"] for line in lines if line}) > 1


def _one_each(later: Figure, last: Sequence[Figure], text: str) -> Figure | None:
    """Return the number of households or gifts that a number of people says again."""
    if not later.is_count or (later.stated or 0) < SMALLEST:
        return None
    same = (f for f in reversed(last) if f.stated == later.stated)
    return next((f for f in same if _is_one_each(later, f, text)), None)


def _is_one_each(later: Figure, earlier: Figure, text: str) -> bool:
    """Whether a number of people is said of their households, or of the gifts to each."""
    one, other = later.mention.value, earlier.mention.value
    if not (isinstance(one, Count) and isinstance(other, Count)):
        return False
    kinds = {one.kind, other.kind}
    near = later.sentence - earlier.sentence
    if kinds == {CountKind.HOUSEHOLD, CountKind.PERSON}:
        return near <= 1
    is_gift = kinds == {CountKind.PERSON, CountKind.ITEM} and {one.unit, other.unit} & GIFTS
    is_handed = _is_thing(later) and other.kind in HEADED and later.part == earlier.part
    is_handed = is_handed and HANDED.search(between(earlier, later, text)) is not None
    return bool(near == 0 and (is_gift or is_handed))


def _is_thing(figure: Figure) -> bool:
    """Whether the figure counts things that may be handed out, one to each."""
    value = figure.mention.value
    if not isinstance(value, Count) or value.unit not in THINGS:
        return False
    if value.noun is None and not NAMED.search(figure.lead):
        return False
    return not (figure.per or figure.is_change or value.kind in STATED_OF)


def has_same_noun(later: Figure, earlier: Figure) -> bool:
    """Whether two figures are called the same, by their nouns or by the words before them."""
    one, other = _noun(later), _noun(earlier)
    if one and other and len(set(one) & set(other)) > 1:
        return True
    return len(later.lead.strip()) >= NAME and later.lead.strip() == earlier.lead.strip()


def _differ(later: Figure, earlier: Figure) -> bool:
    """Whether the nouns say that two different things are counted."""
    one, other = _noun(later), _noun(earlier)
    if one is None or other is None or is_telling(later):
        return False
    own = [set(noun) - GENERAL for noun in (one, other)]
    return all(own) and not own[0] & own[1]


def is_telling(figure: Figure) -> bool:
    """Whether an amount has digits enough (24.8万) not to be said of two things by accident."""
    return figure.is_money and digits_of(figure.stated) > 1


def _noun(figure: Figure) -> str | None:
    """Return the noun counted, or the label of an amount."""
    value = figure.mention.value
    if isinstance(value, Count):
        return value.noun
    return value.label if isinstance(value, Money) else None
