"""Totals of subtotals that each close a list of their own, told one below the other.

    在家的 ⏎ 甲1000元 ⏎ 乙500元 ⏎ 小计1500元 ⏎ 在外的 ⏎ … ⏎ 小计2800元 ⏎ 两项合计4300元
    个人：甲200元，乙100元，二人共300元；单位：…，三家共2168元；个人、单位合计2468元

Where every list comes out and nothing else is told between the first and the total, no list is left
out: such a total fails where one slip parts it from what the subtotals come to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.relations import Form, Relation, figures_of, sum_of
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, are_exact, equals, is_like
from extractor.model import Figure

TOTAL = regex.compile(r"(?:合计|总计|共计|总共|一共|总额)[^0-9，,。；;]{0,8}$")
MORE = regex.compile(
    r"另|加上|连同|连上|算上|还有|其他|其余|等|含|除|前[两三]|截至|累计|结[转余]|利息"
)
APART = 3  # paragraphs from a list to the next: a head, and a blank line


def of_subtotals(
    found: Sequence[Relation], listed: Sequence[Figure], text: str
) -> Iterator[Relation]:
    """Yield the totals that one slip parts from what the subtotals above them come to."""
    by_place = {f.at: f for f in listed}
    lists = {r.whole: r for r in found if equals(*figures_of(r, by_place))}
    for place, total in enumerate(listed):
        if total.at in lists or total.bracket or not TOTAL.search(total.lead):
            continue
        subtotals = _above(place, lists, listed)
        if len(subtotals) >= FEWEST and _is_of(total, subtotals, text):
            yield sum_of(Form.LIST_THEN_TOTAL, total, subtotals, closed=True)


def _above(place: int, lists: Mapping[int, Relation], listed: Sequence[Figure]) -> list[Figure]:
    """Return the subtotals from a total up to what is neither one of them nor in their lists."""
    subtotals: list[Figure] = []
    inside: set[int] = set()
    last = total = listed[place]
    for earlier in range(place - 1, -1, -1):
        figure = listed[earlier]
        if last.paragraph - figure.paragraph > APART:
            break
        if figure.series != total.series or figure.per or figure.bracket:
            continue
        if figure.at in lists and figure.at not in inside:
            subtotals.insert(0, figure)
            inside |= {figure.at, *lists[figure.at].parts}
        elif figure.at not in inside:
            break
        last = figure
    return subtotals


def _is_of(total: Figure, subtotals: Sequence[Figure], text: str) -> bool:
    words = text[subtotals[0].end : total.start] + rest_of_sentence(total, text)
    is_off = is_digit_off(total, subtotals, FEWEST) and is_like(total, subtotals)
    return is_off and are_exact((total, *subtotals)) and not MORE.search(words)
