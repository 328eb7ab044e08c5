"""Totals of two measures at once: two items of persons and money, and both of their totals.

    住院救助326人次62.8万元，门诊救助188人次23.6万元，两项合计514人次、86.4万元

Where the persons add up to the last one, the list is whole, and so the money beside them must add
up as well: it is no list of its own whose end is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, figures_of, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import are_exact, equals, meets
from extractor.model import Figure

DIGITS = 2  # of a total whose list the numbers beside it show to be whole
NEAR = 1  # sentences from the list to its totals
BESIDE = regex.compile(r"^[、，,和及与\s]?(?:计|共计|共|发放|支出|资金|金额|慰问金|救助金|款)*$")


def beside_a_total(
    found: Sequence[Relation], listed: Sequence[Figure], text: str
) -> list[Relation]:
    """Return the sums of what stands beside each member of a sum that comes out."""
    by_place = {f.at: f for f in listed}
    done = {r.total for r in found}
    return [
        relation
        for other in found
        if other.form in (Form.LIST_THEN_TOTAL, Form.RUN)
        for relation in _beside(other, by_place, text)
        if relation.total not in done
    ]


def _beside(other: Relation, by_place: Mapping[int, Figure], text: str) -> Iterator[Relation]:
    whole, parts = figures_of(other, by_place)
    if not equals(whole, parts) or whole.at < parts[-1].at or not whole.is_marked_total:
        return
    total = _next(whole, by_place)
    beside = [_next(part, by_place) for part in parts]
    terms = [f for f in beside if f is not None]
    if total is None or len(terms) < len(parts) or any(f.series != total.series for f in terms):
        return
    is_exact = are_exact((total, *terms))
    words = "".join(f.lead for f in (*parts, *terms, whole, total))
    is_near = whole.sentence - parts[0].sentence <= NEAR and parts[0].sentence == parts[-1].sentence
    # 合计200人、20万元，其中6万元为集中发放的物品: the money is of more than the list.
    after = rest_of_sentence(total, text)
    is_told = meets(total, terms) or is_digit_off(total, terms, DIGITS)
    if is_exact and is_near and not OPEN_WORDS.search(words + after):
        yield sum_of(Form.LIST_THEN_TOTAL, total, terms, closed=is_told)


def _next(figure: Figure, by_place: Mapping[int, Figure]) -> Figure | None:
    """Return the amount that stands right behind a number: 326人次62.8万元."""
    follows = by_place.get(figure.at + 1)
    if follows is None or follows.series == figure.series or follows.per or follows.is_change:
        return None
    is_money = follows.is_money and follows.bracket == figure.bracket
    return follows if is_money and BESIDE.match(follows.lead) else None
