"""Totals of two measures at once: two items of persons and money, and both of their totals.

    住院救助326人次62.8万元，门诊救助188人次23.6万元，两项合计514人次、86.4万元
    慰问143人，发放6.85万元。一是困难职工86人，发放4.3万元；二是劳模57人，发放2.55万元

Where those of one measure add up to the last one, the list is whole, and so what stands beside each
of them must add up as well: it is no list of its own whose end is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import regex

from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.openness import OPEN_WORDS, is_of_more
from extractor.linking.relations import Form, Relation, figures_of, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import are_exact, equals, meets
from extractor.model import Figure

DIGITS = 2  # of a total whose list the numbers beside it show to be whole
APART = 4  # places from a member to the next: its own two figures, and a name
NEAR = 1  # sentences from a member of the list to the next
LEAST = 10  # of a sum whose list is whole by no accident
BESIDE = regex.compile(r"^[、，,（(和及与]{0,2}\p{Han}{0,10}$")
OTHERWISE = regex.compile(
    r"另|外|每|各|人均|户均|平均|最|比|原|计划|预算|余|欠|借|收入|[及和与含并连]|利息"
)


def beside_a_total(
    found: Sequence[Relation], listed: Sequence[Figure], text: str
) -> list[Relation]:
    """Return the sums of what stands beside each member of a sum that comes out."""
    by_place = {f.at: f for f in listed}
    done = {r.total for r in found}
    return [
        relation
        for other in found
        if other.form in (Form.LIST_THEN_TOTAL, Form.RUN, Form.TOTAL_THEN_LIST)
        for step in (1, -1)
        for relation in _beside(other, step, by_place, text)
        if relation.total not in done
    ]


def _beside(
    other: Relation, step: int, by_place: Mapping[int, Figure], text: str
) -> Iterator[Relation]:
    whole, parts = figures_of(other, by_place)
    if not equals(whole, parts) or not _is_list(whole, parts):
        return
    total = _next(whole, step, by_place)
    beside = [_next(part, step, by_place) for part in parts]
    terms = [f for f in beside if f is not None]
    if total is None or len(terms) < len(parts) or any(f.series != total.series for f in terms):
        return
    is_exact = are_exact((total, *terms))
    ends = sorted((whole, total, *parts, *terms), key=lambda f: f.at)
    words = text[ends[0].sentence_start : ends[-1].end]
    # 合计200人、20万元，其中6万元为集中发放的物品: the money is of more than the list.
    last = max((total, *terms), key=lambda f: f.at)
    after = rest_of_sentence(last, text)
    after += rest_of_sentence(total, text) if total.sentence == last.sentence else ""
    first = min((whole, total), key=lambda f: f.at)
    before = text[ends[0].sentence_start : max(ends[0].sentence_start, first.start)]
    is_more = is_of_more(total, terms, before)
    is_told = meets(total, terms) or (is_digit_off(total, terms, DIGITS) and not is_more)
    is_behind = step > 0 and whole.is_marked_total and whole.at > parts[-1].at
    if is_exact and (is_told or is_behind) and not OPEN_WORDS.search(words + after):
        yield sum_of(Form.LIST_THEN_TOTAL, total, terms, closed=is_told)


def _is_list(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the total stands next to the list, and each part next to the other."""
    chain = sorted((whole, *parts), key=lambda f: f.at)
    is_near = all(b.sentence - a.sentence <= NEAR for a, b in pairwise(chain))
    is_next = all(b.at - a.at <= APART for a, b in pairwise(chain))
    return is_near and is_next and (whole.stated or 0) >= LEAST


def _next(figure: Figure, step: int, by_place: Mapping[int, Figure]) -> Figure | None:
    """Return what stands right beside a figure and is of another measure: 326人次62.8万元."""
    other = by_place.get(figure.at + step)
    if other is None or other.series == figure.series or other.per or other.is_change:
        return None
    is_pair = {other.is_money, other.is_count} == {figure.is_money, figure.is_count}
    if not is_pair or other.is_share or other.bracket != figure.bracket:
        return None
    behind = max(figure, other, key=lambda f: f.at)
    is_plain = BESIDE.match(behind.lead) and not OTHERWISE.search(other.lead)
    return other if is_plain and figure.part == other.part else None
