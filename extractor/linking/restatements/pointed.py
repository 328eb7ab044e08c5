"""Figures that a word points back with to one before them: 捐款5.37万元。这5.37万元捐款已上缴.

    走访18户特困家庭。…为上述18户特困家庭建卡       上述, 以上, 该, 这, 本次募得的, 这一统一的
    36户领到过冬煤，36户共领18吨                    the number alone begins the clause
    捐款5.37万元。这5.73万元捐款当日上缴            one slip parts them

The one pointed at is the nearest of its measure.  Another number is a slip only where the noun
behind it is that of the one before, and no earlier figures make it: 对这63户 may be 35户 and 28户,
对这40户 the 其中40户.  What is less may be some of them, told of in words alone; it is wrong only
where 逐一, 全部 or the like says that all are meant, or two of three digits changed places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, combinations

import regex

from extractor.linking.enumerations.names import NO_ONE
from extractor.linking.figures import PEOPLE, only_han, unit_of
from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.plain import may_be_slip
from extractor.linking.relations import Relation, stated_twice
from extractor.linking.restatements.parallel import are_parallel
from extractor.linking.slips import LIKELY, is_slip, is_turned
from extractor.linking.totals import NOTHING, digits_of
from extractor.model import Figure
from extractor.offsets import first_mark

POINTING = regex.compile(
    r"(?:这|该|[上前]述|以上|(?:此次|本次)\p{Han}{1,4}的|这一?\p{Han}{2,6}的)\s?$"
)
NO_POINTER = regex.compile(r"(?:为此|因此|从此|应该|[1-9]0?岁以上|在此)\s?$")
# 七十二名学生的助学金, 对36户, 三家共六百元: a number told before begins its clause
ALONE = regex.compile(r"[对给为把将向让由]?")
OF_ALL = regex.compile(
    r"\p{Han}{0,6}?(?:[共都均全]|合计|一律|每|各|下来|逐|[二三四五六七八九一]?[千百]|[0-9])"
)
ALL = regex.compile("逐[一户人个]|全部|[全悉]数|都|均|一律|每[户人名位个]|一[户人个]未漏|各")
PLAN = regex.compile("计划|拟|预计|力争|目标|原定|任务|应")
OF = regex.compile(r"(?P<whose>\p{Han}{2})的(?:这[^一]?)?\s?$")
# 126人，第二批补录若干。这162名: more or less was told of without a number
CHANGED = regex.compile(
    "[新又另补增添加减剔退迁余剩]|若干|部分|一[些批]|有的|其[他它]|以?外[，,]|不少|多数|一半"
)
CORRECTED = regex.compile("更正|勘误|误[作写为报]|应为|有误|原为|改为|调整为|提高到|降到")
ANOTHER = "another-figure"  # the two may be of different things
RATE = regex.compile("的?标准")
BACK = 24  # figures back that one may be pointed at
ADDED = 10  # figures before it that may together make it
NAME = 2  # characters of a noun
MONEY = "款金资费元的将全已当都"  # say nothing of whose it is
BEHIND = 16  # code points behind a figure that its noun may stand in
SMALL = 10
TURNED = 3  # digits of a number of which two changed places by no accident


def find_pointed(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield each figure that is pointed back with, and the one that it says again or is to."""
    for at, figure in enumerate(listed):
        if unit_of(figure) in NO_ONE or not (figure.is_money or _is_of_those(figure)):
            continue
        is_pointing = POINTING.search(figure.lead) and not NO_POINTER.search(figure.lead)
        if not (is_pointing or ALONE.fullmatch(figure.lead.strip())) or not may_be_slip(figure):
            continue
        before = [f for f in listed[max(0, at - BACK) : at] if may_be_slip(f)]
        alike = [f for f in before if is_of_one_measure(f, figure)]
        alike = [f for f in alike if figure.paragraph - f.paragraph <= 1]
        again = next((f for f in reversed(alike) if f.stated == figure.stated), None)
        if again is not None:
            if is_pointing or _is_said_alone(figure, again, text):
                yield stated_twice(figure.at, [again.at])
        elif is_pointing and alike:
            near = listed[max(0, at - ADDED) : at + ADDED]
            yield from _slipped(figure, alike, near, text)


def _is_of_those(figure: Figure) -> bool:
    """Whether a number is large, or counts people or places: 这三个方面 points at no number."""
    return (figure.stated or 0) >= SMALL or figure.series in (*PEOPLE, "place")


def is_of_one_measure(earlier: Figure, later: Figure) -> bool:
    """Whether two figures are of one series, or count by the same word."""
    return later.series == earlier.series or (later.is_count and unit_of(later) == unit_of(earlier))


def _is_said_alone(figure: Figure, earlier: Figure, text: str) -> bool:
    """Whether a number at the beginning of a clause is the one told just before."""
    is_apart = figure.sentence - earlier.sentence > 1 or are_parallel(figure, earlier, text)
    if figure.is_money or figure.bracket or is_apart or ALONE.fullmatch(earlier.lead.strip()):
        return False
    if OF_ALL.match(text, figure.end):
        return True
    return (figure.stated or 0) >= SMALL and has_its_noun(figure, earlier, text)


def has_its_noun(figure: Figure, earlier: Figure, text: str) -> bool:
    """Whether the noun behind a figure is told with the earlier one."""
    name = only_han(text[figure.end : figure.end + NAME])
    said = _said_of(earlier, figure, text)
    if figure.is_money:
        return any(character in said for character in name if character not in MONEY)
    # 68个社区设点, 这86个社区的站点: the same thing behind both
    is_same = bool(name) and text[figure.end] == text[earlier.end : earlier.end + 1] == name[0]
    return len(name) == NAME and (name in said or is_same)


def _said_of(earlier: Figure, later: Figure, text: str) -> str:
    """Return the words around an earlier figure, within its sentence and before the later one."""
    end = max(len(text) if later.start < earlier.start else later.start, earlier.end)
    end = first_mark(text, "。\n", earlier.end, min(end, earlier.end + BEHIND))
    return text[earlier.sentence_start : end]


def _slipped(
    figure: Figure, alike: Sequence[Figure], near: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the nearest figure of the noun that one slip parts from the one pointed with."""
    is_rate = RATE.match(text, figure.end) is not None
    levels = [f for f in alike if is_rate or not f.per]
    earlier = levels[-1] if levels else None
    if earlier is None or not (earlier.stated and figure.stated):
        return
    words = text[earlier.sentence_start : figure.end] + rest_of_sentence(figure, text)
    of = OF.search(figure.lead)
    if of and "这一" not in figure.lead and of["whose"] not in _said_of(earlier, figure, text):
        return  # 乙县的这247户 are not 甲县困难职工274户
    between = text[earlier.end : figure.start - len(figure.lead)]
    if not has_its_noun(figure, earlier, text) or figure.stated < SMALL:
        return
    is_other = PLAN.search(earlier.lead) or CHANGED.search(between) or CORRECTED.search(words)
    if is_other or is_made_of_others(figure, earlier, near):
        return
    relation, is_more = stated_twice(figure.at, [earlier.at]), figure.stated > earlier.stated
    if is_slip(figure.stated, earlier.stated):
        is_all = is_rate or ALL.search(rest_of_sentence(figure, text)) is not None
        is_all = is_all or (
            digits_of(earlier.stated) >= TURNED and is_turned(figure.stated, earlier.stated)
        )
        closed = is_more or is_all
        yield replace(relation, is_closed=closed, doubt=None if closed else LIKELY)
    elif is_more:
        yield replace(relation, doubt=ANOTHER)


def is_made_of_others(
    figure: Figure, earlier: Figure, near: Sequence[Figure], *, after: bool = False
) -> bool:
    """Whether figures before one, or ``after`` it, make it, or what is missing in it is told."""
    alike = [f for f in near if f.is_money == figure.is_money and f.stated and not f.is_share]
    others = [f.stated or NOTHING for f in alike if after == (f.at > figure.at) and f is not figure]
    gap = abs((earlier.stated or NOTHING) - (figure.stated or NOTHING))
    sums = {total for start in range(len(others)) for total in accumulate(others[start:])}
    pairs = {abs(one + sign * other) for one, other in combinations(others, 2) for sign in (1, -1)}
    products = {
        (rate.stated or NOTHING) * (count.stated or NOTHING)
        for rate in near
        for count in near
        if rate.is_money and count.is_count and figure.is_money
    }
    return any(f.stated == gap for f in alike) or figure.stated in sums | pairs | products
