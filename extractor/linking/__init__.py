"""Mentions of a report → what they are to each other, and the disbursements they make.

    figures.py       the figures, with the clause, the sentence and the words that each stands in
    sums/            totals and their parts: 甲2000元，乙3000元，合计5000元
    products/        rates and numbers, and what they make: 34户，每户800元，共27200元
    ratios/          shares and growth: 持证3520人，其中肢体残疾2040人，占57.95%
    balances/        what is left of what there was: 收到46万元，已使用39.2万元，结余6.8万元
    rows/            lists with a line for each, and tables
    enumerations/    numbers and the names or things that they count: 甲、乙、丙三位
    restatements/    a fact told twice
    roles.py         what each figure is, in view of these: total, part, rate or plain
    disbursements.py what was given, by whom and to whom

Each module reads one form of words, which its first lines show by examples.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractor.grids import find_grids
from extractor.linking.balances.given_out import find_given_out
from extractor.linking.balances.income_and_expense import find_balances
from extractor.linking.balances.left_over import find_left_over
from extractor.linking.balances.remainders import find_remainders
from extractor.linking.balances.sections import find_section_balances
from extractor.linking.balances.settled import find_settled
from extractor.linking.balances.stocks import find_stocks
from extractor.linking.crossed import find_crossed
from extractor.linking.disbursements import find_disbursements
from extractor.linking.enumerations.items import find_items, find_summed_items
from extractor.linking.enumerations.named_lines import find_named_lines
from extractor.linking.enumerations.names import find_lists
from extractor.linking.figures import figures
from extractor.linking.plain_totals import only_plain_fail
from extractor.linking.products.bands import bands
from extractor.linking.products.claims import claims, priced
from extractor.linking.products.counted import items_of_products, products
from extractor.linking.products.durations import over_time
from extractor.linking.products.each_time import each_time
from extractor.linking.products.goods import goods
from extractor.linking.products.groups import product_sums
from extractor.linking.products.heads import heads_of_products
from extractor.linking.products.means import as_ratios, means
from extractor.linking.products.named_rates import named_rates
from extractor.linking.products.paired import paired
from extractor.linking.products.prices import prices
from extractor.linking.products.rows import row_products
from extractor.linking.products.weights import weighed
from extractor.linking.ratios import find_ratios
from extractor.linking.relations import Relation
from extractor.linking.restatements import find_restatements, said_again
from extractor.linking.restatements.capitals import in_capitals
from extractor.linking.roles import assign_roles
from extractor.linking.rows import with_rows
from extractor.linking.rows.counts import find_row_counts
from extractor.linking.rows.lists import find_row_lists
from extractor.linking.rows.tables import find_columns, in_tables
from extractor.linking.stretches import stretches
from extractor.linking.sums import find_sums
from extractor.linking.sums.differences import find_differences
from extractor.linking.sums.given_each import find_given_each
from extractor.linking.sums.itemised import find_itemised
from extractor.linking.sums.subsets import find_subsets
from extractor.model import Disbursement, Figure, FindingKind, Mention, Party, Report, Value

# Digits with a unit of money, people or share behind them.
FIGURE = regex.compile(
    r"(?<![0-9.,])[0-9][0-9.,，]*\s?(?:[万亿千百]*元|[万亿](?![\p{Han}])|[户人名位%％])"
)

# 农民工 29 200元: 29 and 200元, or one figure of which only the end was read.
CUT = regex.compile(
    r"(?<=(?<![0-9.,，])[0-9]{1,3}[ \u3000])[0-9]{3}(?![0-9.,])(?=[余多万亿千百]*[元户人名位])"
)

# 10000元，其中不少是一元、五元的零钱: the worth of a coin.
NOTES = regex.compile(
    r"(?:[、和及或][0-9一二两五十百]{1,3}[元角分])*的?(?:零钱|零钞|纸币|硬币|钞票)"
)
LARGEST_NOTE = 100  # yuan
# Of products, the surest first.
READINGS = (
    over_time,
    weighed,
    paired,
    bands,
    product_sums,
    means,
    prices,
    row_products,
    claims,
    goods,
    each_time,
    items_of_products,
    named_rates,
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The mentions of a report with their roles, how they hang together, and what was given."""

    mentions: tuple[Mention[Value], ...]
    relations: tuple[Relation, ...]
    disbursements: tuple[Disbursement, ...]
    figures: tuple[Figure, ...]


def link(report: Report, mentions: Sequence[Mention[Value]]) -> Linked:
    """Return what ``mentions`` are to each other."""
    text = report.text
    listed = figures(text, mentions)
    relations = find_relations(listed, mentions, text)
    with_roles = assign_roles(mentions, listed, relations, text)
    records = find_disbursements(with_roles, listed, text)
    return Linked(tuple(with_roles), relations, records, tuple(listed))


def find_relations(
    listed: Sequence[Figure], mentions: Sequence[Mention[Value]], text: str
) -> tuple[Relation, ...]:
    """Return every reading that the text offers of how its figures hang together."""
    grids = find_grids(text)
    in_grids = in_tables(listed, grids)
    in_prose = [f for f in listed if f.at not in in_grids and not _is_coin(f, text)]
    again = said_again(listed, text)
    found: list[Relation] = []
    for stretch in stretches(in_prose):
        is_all = len(stretch) == len(listed)
        found += _checked(stretch, again if is_all else said_again(stretch, text), text)
    done = {r.total for r in found if r.kind == FindingKind.BALANCE}
    found += [r for r in find_section_balances(in_prose, text) if r.total not in done]
    done = {r.total for r in found if r.kind == FindingKind.SUM}
    found += [r for r in find_given_each(in_prose, mentions, text) if r.total not in done]
    found = as_ratios(found, listed)
    parties = [m for m in mentions if isinstance(m.value, Party)]
    names = find_lists(listed, mentions, text)
    taken = {relation.whole for relation in names}
    names += find_named_lines(in_prose, mentions, taken, text)
    rows = find_row_lists(in_prose, text)
    taken = {relation.whole for relation in names}
    names += find_row_counts(rows, in_prose, mentions, taken, text)
    taken = {relation.whole for relation in names}
    items = [r for stretch in stretches(in_prose) for r in find_items(stretch, text, taken)]
    found += [*names, *items]
    found = with_rows(found, rows, in_prose, text)
    sums = [r for r in found if r.kind == FindingKind.SUM]
    found += find_restatements(again, listed, taken, parties, sums, text)
    found += in_capitals(listed, text)
    lost = _unread(mentions, text)
    in_doubt = (_in_doubt(relation, mentions, lost) for relation in found)
    return (*in_doubt, *find_columns(listed, grids))


def _is_coin(figure: Figure, text: str) -> bool:
    is_small = figure.stated is not None and figure.stated <= LARGEST_NOTE
    return is_small and NOTES.match(text, figure.end) is not None


def _checked(listed: Sequence[Figure], again: Sequence[Relation], text: str) -> list[Relation]:
    """Return the relations of a stretch; one that another contradicts with it may fail."""
    found = _near(listed, text)
    crossed = list(
        find_crossed(
            listed,
            [*found, *again],
            lambda row: [*_near(row, text), *said_again(row, text)],
        )
    )
    done = {(relation.kind, relation.total) for relation in crossed}
    return [*crossed, *(r for r in found if r.is_closed or (r.kind, r.total) not in done)]


def _near(listed: Sequence[Figure], text: str) -> list[Relation]:
    """Return the relations of the figures of one stretch."""
    made = find_products(listed, text)
    explained = {r.whole for r in made if not r.is_closed}
    balances = list(find_balances(listed, text))
    done = {relation.total for relation in balances}
    balances += [r for r in find_stocks(listed, text) if r.total not in done]
    done = {relation.total for relation in balances}
    balances += [r for r in find_left_over(listed, text) if r.total not in done]
    done = {relation.total for relation in balances}
    balances += [r for r in find_settled(listed, text) if r.total not in done]
    balanced = [{r.total, *r.parts} for r in balances]
    sums = [
        r
        for r in find_sums(listed, text, explained)
        if not any({r.total, *r.parts} <= members for members in balanced)
    ]
    sums += list(find_itemised(listed, [*sums, *made], text))
    known = [{r.total, *r.parts} for r in (*sums, *balances)]
    rests = list(find_remainders(listed, text))
    apart = [*find_differences(listed, text), *rests]
    apart += heads_of_products(made, listed)
    apart = [r for r in apart if {r.total, *r.parts} not in known]
    known += [{r.total, *r.parts} for r in apart]
    given = find_given_out(listed, [r for r in (*rests, *sums) if r.kind == FindingKind.SUM], text)
    apart += [r for r in given if {r.total, *r.parts} not in known]
    return [
        *sums,
        *apart,
        *made,
        *find_summed_items(sums, listed, text),
        *find_subsets(listed, text, {part for r in sums for part in r.parts}),
        *balances,
        *find_ratios(listed, sums, text),
    ]


def find_products(listed: Sequence[Figure], text: str) -> list[Relation]:
    """Return the products of a report: those that come out, then those that the text claims."""
    found = list(priced(listed, text))
    done = {relation.total for relation in found}
    found += [r for r in products(listed) if r.total not in done]
    for reading in READINGS:
        done = {relation.total for relation in found}
        found += [r for r in reading(listed, text) if r.total not in done]
    return list(only_plain_fail(found, listed, text))


def _unread(mentions: Sequence[Mention[Value]], text: str) -> list[int]:
    """Return where a figure stands that no rule has read, or maybe not from its beginning on.

    It may belong to any list around it.
    """
    ends = [(m.span.start, m.span.end) for m in mentions]
    starts = [start for start, _ in ends]
    places = (m.start() for m in FIGURE.finditer(text))
    unread = [
        at for at in places if not (near := bisect_right(starts, at)) or ends[near - 1][1] <= at
    ]
    return sorted((*unread, *(match.start() for match in CUT.finditer(text))))


def _in_doubt(
    relation: Relation, mentions: Sequence[Mention[Value]], lost: Sequence[int]
) -> Relation:
    """Return the relation, open if a figure in it, or between its members, could not be read."""
    if not relation.is_closed or not lost or not relation.parts:
        return relation
    places = [*relation.parts, *([relation.total] if relation.total is not None else [])]
    start = min(mentions[at].span.start for at in places)
    end = max(mentions[at].span.end for at in places)
    near = bisect_left(lost, start)
    if near < len(lost) and lost[near] < end:
        return replace(relation, is_closed=False, doubt="figure-unread")
    return relation
