"""The same fact stated again: in the headline and the text, at the start and at the end.

    发放慰问金70.8万元。…共发放慰问金70.8万元。      the same figure of the same thing
    资助王建国3000元。资助李志强3000元。               of two parties: two facts
    五位教师：甲、乙… 慰问教师5名 … 5名教师            the number that counts names, and all others
    救助5例，名单如下：… 五人共获救助7万元             the number of a list, under its total

``pairs`` says which figures are taken for one fact.  Equal parts of one list are two facts, too.
Where one of the statements counts the names beside it, it is the firm one, and all others say it
again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import regex

from extractor.linking.figures import only_han
from extractor.linking.relations import Relation, stated_twice
from extractor.linking.restatements.pairs import SMALLEST, has_same_noun, is_telling
from extractor.model import Count, CountKind, Figure, FindingKind, Mention, Value

LISTED_CASE = "例"  # of a list of persons or of households
TOTALLED = regex.compile(r"\p{Han}{0,4}(?:共计?|合计|总计)(?!同)")


def find_restatements(
    pairs: Sequence[Relation],
    listed: Sequence[Figure],
    named: Collection[int],
    parties: Sequence[Mention[Value]],
    made: Sequence[Relation],
    text: str,
) -> list[Relation]:
    """Return, for each figure that says an earlier one again, the nearest earlier one.

    ``pairs`` are all of ``listed`` that do; ``named`` are the places of numbers that count the
    names beside them.  Equal grants to two of the ``parties`` say nothing of each other, nor do
    equal parts of a sum, nor a part and what a rate makes of other people: ``made`` are the sums
    and products, and only those of one sum told twice are one fact.
    """
    whose = _nearest(parties, listed)
    pairs = [pair for pair in pairs if not _are_of_two(pair, whose)]
    figure_at = {figure.at: figure for figure in listed}
    parts = {part: r for r in made if r.kind == FindingKind.SUM for part in r.parts}
    pairs = _without_parts(pairs, figure_at, parts)
    products = {r.whole for r in made if r.kind == FindingKind.PRODUCT}
    pairs = [p for p in pairs if not _are_made_apart(p, figure_at, parts, products, text)]
    stated = {f.at: f.stated for f in listed}
    grouped: set[int] = set()
    groups: list[Relation] = []
    paired = {at for pair in pairs for at in pair.places}
    for firm in sorted(named):
        if firm in grouped or firm not in paired:
            continue
        others = [at for at in _said_with(firm, pairs) if stated[at] == stated[firm]]
        if len(others) > 1 and grouped.isdisjoint(others):
            grouped.update([firm, *others])
            groups.append(stated_twice(firm, others))
    found = [*groups, *(r for r in pairs if r.total not in grouped or r.parts[0] not in grouped)]
    done = {relation.total for relation in found}
    return [*found, *(r for r in _under_lists(listed, named, text) if r.total not in done)]


def _without_parts(
    pairs: Sequence[Relation], figure_at: Mapping[int, Figure], of: Mapping[int, Relation]
) -> list[Relation]:
    """Return ``pairs`` without equal parts of a list, and round ones of lists of two totals.

    企业职工38.5万人 of 167.9万人 and of 212万人 are the same all the same: the words are.
    """
    kept = []
    for pair in pairs:
        lists = [of.get(at) for at in (pair.whole, *pair.parts)]
        totals = {figure_at[r.whole].stated for r in lists if r and r.total in figure_at}
        is_one = len({id(relation) for relation in lists}) == 1
        is_apart = is_one or (len(totals) > 1 and not _is_same_part(pair, figure_at))
        if None in lists or not is_apart:
            kept.append(pair)
    return kept


def _are_made_apart(
    pair: Relation,
    figure_at: Mapping[int, Figure],
    parts: Collection[int],
    products: Collection[int],
    text: str,
) -> bool:
    """Whether one is a part of a sum and the other what a rate makes, told in no like words.

    其中县总工会自筹20000元。走访劳动模范20人，每人1000元，合计20000元: raised, and given.
    """
    one, other = (figure_at[at] for at in pair.places)
    if is_telling(one) or any(one.at in made and other.at in made for made in (parts, products)):
        return False
    part, product = (one, other) if other.at in products else (other, one)
    if part.at not in parts or product.at not in products:
        return False
    said = only_han(text[product.sentence_start : product.start])
    own = only_han(part.lead)
    return bool(own) and not any(a + b in said for a, b in pairwise(own))


def _is_same_part(pair: Relation, figure_at: Mapping[int, Figure]) -> bool:
    """Whether the digits or the words say that two equal parts are one."""
    one, other = (figure_at[at] for at in (pair.whole, pair.parts[0]))
    return is_telling(one) or has_same_noun(one, other)


def _under_lists(listed: Sequence[Figure], named: Collection[int], text: str) -> Iterator[Relation]:
    """Yield the small numbers that say again, beside a total, how many a list above names."""
    last: dict[str, Figure] = {}  # the last number that counts a list, by what it counts
    for figure in listed:
        kind = _party(figure)
        if kind is None:
            continue
        above = last.get(kind) or last.get(LISTED_CASE)
        is_small = figure.stated is not None and 1 < figure.stated < SMALLEST
        if figure.at in named:
            last[kind] = figure
        elif above is not None and is_small and _is_totalled(figure, text):
            if above.stated == figure.stated and above.paragraph < figure.paragraph:
                yield stated_twice(figure.at, [above.at])
            last.clear()


def _party(figure: Figure) -> str | None:
    """Return what a number of a list counts: persons, households, or cases of either."""
    value = figure.mention.value
    if not isinstance(value, Count) or figure.per:
        return None
    is_party = value.kind in (CountKind.PERSON, CountKind.HOUSEHOLD)
    return str(value.kind) if is_party else value.unit if value.unit == LISTED_CASE else None


def _is_totalled(figure: Figure, text: str) -> bool:
    end = figure.end
    return figure.is_marked_total or TOTALLED.match(text, end) is not None


def _nearest(parties: Sequence[Mention[Value]], listed: Sequence[Figure]) -> dict[int, str]:
    """Return whose an amount is, by its place: the last party before it in its sentence."""
    starts = [party.span.start for party in parties]
    found: dict[int, str] = {}
    for figure in listed:
        at = bisect_left(starts, figure.start) - 1
        is_gift = figure.is_money and not figure.is_marked_total
        if is_gift and at >= 0 and starts[at] >= figure.sentence_start:
            found[figure.at] = parties[at].text
    return found


def _are_of_two(pair: Relation, whose: Mapping[int, str]) -> bool:
    """Whether two parties stand before the amounts: 资助王建国3000元。资助李志强3000元."""
    of = {whose.get(at) for at in (pair.whole, *pair.parts)}
    return None not in of and len(of) > 1


def _said_with(firm: int, pairs: Sequence[Relation]) -> list[int]:
    """Return the places of all figures that say what ``firm`` says, in text order."""
    same = {firm}
    for pair in [*pairs, *reversed(pairs)]:
        if pair.total in same or pair.parts[0] in same:
            same |= {pair.whole, *pair.parts}
    return sorted(same - {firm})
