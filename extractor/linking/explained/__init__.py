"""Claims that other figures beside them explain: the text leaves a reading that comes out.

    三村共36户，…。全镇困难户286户。每户大米2袋，共72袋          2 × 36, and not 2 × 286
    48人每人500元，共2.4万元。劳模12名，每人1000元，总计3.6万元   12 × 1000 and the 2.4万 before
    共36户，其中甲村12户、乙村15户、丙村9户，比上年增加6户，增长20%   of the 36, and not of the 9
    收入40万元（企业35万元、个人5万元），捐款1250人，人均40元      of the 5万, and not of the 40万

A claim that does not come out fails only where nobody can read it so that it does: with another
figure of its measure, a few sentences away, in the place of one of its own, or beside them.  That
other explains nothing if one slip parts the two, for then it is the same fact told again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate

from extractor.linking.coming_out import comes_out
from extractor.linking.explained.rates import (
    divides,
    is_mean_explained,
    is_of,
    is_product_explained,
    may_make,
)
from extractor.linking.explained.sums import (
    are_levels_explained,
    is_list_explained,
    is_split_explained,
)
from extractor.linking.quotients import comes_out as is_quotient
from extractor.linking.relations import Form, Relation, figures_of
from extractor.linking.totals import NOTHING, meets
from extractor.model import Figure, FindingKind

Reader = Callable[[Figure, Sequence[Figure], Sequence[Figure]], bool]

DOUBT = "other-figures"
BEFORE, BEHIND = 4, 1  # sentences around a claim
OF_MEAN = 3  # figures: the amount, the number and the mean


def without_explained(found: Sequence[Relation], listed: Sequence[Figure]) -> list[Relation]:
    """Open what does not come out as it is read, where other figures explain it."""
    by_place = {f.at: f for f in listed}
    failing = [r for r in found if r.is_closed and _fails(r, by_place)]
    if not failing:
        return list(found)
    right = [r for r in found if _is_right(r, by_place)]
    explained = [r for r in failing if _is_explained(r, by_place, right)]
    return [replace(r, is_closed=False, doubt=DOUBT) if r in explained else r for r in found]


def _is_right(relation: Relation, by_place: dict[int, Figure]) -> bool:
    if relation.form != Form.MEAN:
        return comes_out(relation, by_place)
    members = [by_place[at] for at in (*relation.parts, relation.whole) if at in by_place]
    return relation.times == 1 and len(members) == OF_MEAN and divides(*members)


def _fails(relation: Relation, by_place: Mapping[int, Figure]) -> bool:
    """Whether a claim that other figures may explain does not come out."""
    if relation.form not in READERS or relation.total is None or relation.times != 1:
        return False  # 全年支出254.88万元，月均21.24万元
    if not all(at in by_place and by_place[at].stated for at in relation.places):
        return False
    whole, parts = figures_of(relation, by_place)
    return not _fits(relation, whole, parts)


def _is_explained(
    relation: Relation, by_place: Mapping[int, Figure], right: Sequence[Relation]
) -> bool:
    """Whether the figures around a claim that fails explain it; ``right`` are those that do not."""
    whole, parts = figures_of(relation, by_place)
    is_split = relation.form == Form.OF_WHICH and any(r.parts == relation.parts for r in right)
    is_made = is_split or any(is_of(r, whole, parts[-1]) for r in right)
    inside = _inside(relation, right)
    near = [f for f in _near((whole, *parts), by_place) if f.at not in inside]
    return is_made or READERS[relation.form](whole, parts, near)


def _inside(relation: Relation, right: Sequence[Relation]) -> set[int]:
    """Return the places of what makes the parts of a sum, which is nothing beside them."""
    if relation.kind != FindingKind.SUM:
        return set()
    sums = (r for r in right if r.kind == FindingKind.SUM)
    return {at for r in sums if r.total in relation.parts for at in r.parts}


def _fits(relation: Relation, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the claim comes out, with all that its figures can mean."""
    if relation.kind == FindingKind.SUM:
        return meets(whole, parts)
    if relation.kind == FindingKind.PRODUCT:
        return may_make(whole, parts)
    if relation.form == Form.MEAN:
        return divides(parts[0], parts[1], whole)
    return is_quotient(relation.form, parts, whole)


def _near(members: Sequence[Figure], by_place: Mapping[int, Figure]) -> list[Figure]:
    """Return the other figures that state a number a few sentences around those of a claim."""
    first, last = min(f.sentence for f in members), max(f.sentence for f in members)
    near = (f for f in by_place.values() if first - BEFORE <= f.sentence <= last + BEHIND)
    return [f for f in near if f not in members and f.stated]


def _is_growth_explained(
    share: Figure, parts: Sequence[Figure], near: Sequence[Figure], forms: Sequence[Form]
) -> bool:
    """Whether the change is one of the total of the list whose last figure it was taken for."""
    change, whole = parts
    if whole.is_money:
        return False  # reports on money tell of many levels, of which one fits by accident
    row = [f for f in near if f.series == whole.series and f.at < whole.at and not f.per]
    ends = list(accumulate(reversed([f.stated or NOTHING for f in (*row, whole)])))[1:]
    totals = [f for at, f in enumerate(row) if f.stated in ends[: len(row) - at - 1]]
    return any(is_quotient(one, (change, f), share) for f in totals for one in forms)


_of_growth = partial(_is_growth_explained, forms=(Form.GROWTH, Form.GROWTH_OVER_BASE))
_of_decline = partial(_is_growth_explained, forms=(Form.DECLINE, Form.DECLINE_FROM_BASE))
READERS: dict[Form, Reader] = {
    Form.RATE_TIMES_COUNT: is_product_explained,
    Form.MEAN_TIMES_COUNT: is_product_explained,
    Form.MEAN: is_mean_explained,
    Form.GROWTH: _of_growth,
    Form.GROWTH_OVER_BASE: _of_growth,
    Form.DECLINE: _of_decline,
    Form.DECLINE_FROM_BASE: _of_decline,
    Form.LIST_THEN_TOTAL: is_list_explained,
    Form.HEAD_AND_ADDED: is_list_explained,
    Form.OF_WHICH: is_split_explained,
    Form.TOTAL_THEN_LIST: is_split_explained,
    Form.LEVELS: are_levels_explained,
}
