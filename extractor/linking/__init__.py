"""Mentions of a report → what they are to each other, and the disbursements they make.

    figures.py       the figures, with the clause, the sentence and the words that each stands in
    readings.py      the order in which the kinds of relation below are read
    sums/            totals and their parts: 甲2000元，乙3000元，合计5000元
    products/        rates and numbers, and what they make: 34户，每户800元，共27200元
    ratios/          shares and growth: 持证3520人，其中肢体残疾2040人，占57.95%
    balances/        what is left of what there was: 收到46万元，已使用39.2万元，结余6.8万元
    rows/            lists with a line for each, and tables
    explained/       what does not come out as it is read, and other figures explain
    enumerations/    numbers and the names or things that they count: 甲、乙、丙三位
    restatements/    a fact told twice
    roles.py         what each figure is, in view of these: total, part, rate or plain
    gifts/           what was given, by whom and to whom

Each module reads one form of words, which its first lines show by examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.grids import Grid, find_grids
from extractor.linking.balances.carried_over import find_carried_over
from extractor.linking.balances.sections import find_section_balances
from extractor.linking.enumerations.headed_names import find_headed_names
from extractor.linking.enumerations.items import find_items
from extractor.linking.enumerations.lines_of_names import find_lines_of_names
from extractor.linking.enumerations.listed_and_rest import (
    find_names_and_rest,
    find_places_and_rest,
)
from extractor.linking.enumerations.named_lines import find_named_lines
from extractor.linking.enumerations.names import find_lists
from extractor.linking.enumerations.told_one_by_one import find_told_one_by_one
from extractor.linking.explained import without_explained
from extractor.linking.explained.remarks import with_remarks
from extractor.linking.figures import figures, is_coin
from extractor.linking.gifts import find_disbursements
from extractor.linking.likely_slips import find_likely_slips
from extractor.linking.products.means import as_ratios
from extractor.linking.products.named_and_counted import find_named_and_counted
from extractor.linking.readings import readings_of
from extractor.linking.relations import Form, Relation, of_other_totals, surest
from extractor.linking.restatements import find_restatements
from extractor.linking.restatements.capitals import in_capitals
from extractor.linking.restatements.headlines import of_headline
from extractor.linking.restatements.pairs import said_again
from extractor.linking.restatements.pointed import find_pointed
from extractor.linking.restatements.slipped_totals import find_slipped_totals
from extractor.linking.roles import assign_roles
from extractor.linking.rows import with_rows, with_words_around
from extractor.linking.rows.across import find_row_totals
from extractor.linking.rows.counts import find_row_counts
from extractor.linking.rows.differences import find_differences_of_rows
from extractor.linking.rows.grid_rows import lists_of_grids
from extractor.linking.rows.ledgers import find_ledgers
from extractor.linking.rows.lists import find_row_lists
from extractor.linking.rows.table_products import find_table_products
from extractor.linking.rows.tables import find_columns, in_tables
from extractor.linking.stretches import stretches
from extractor.linking.sums.claimed import claimed
from extractor.linking.sums.given_each import find_given_each
from extractor.linking.sums.kindred import find_kindred
from extractor.linking.sums.near_misses import near_misses
from extractor.linking.sums.opened import opened
from extractor.linking.unread import open_around_unread
from extractor.model import Disbursement, Figure, FindingKind, Mention, Party, Report, Value


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
    relations = with_remarks(find_relations(listed, mentions, text), listed, text)
    with_roles = assign_roles(mentions, listed, relations, text)
    records = find_disbursements(with_roles, listed, relations, text)
    return Linked(tuple(with_roles), relations, records, tuple(listed))


def find_relations(
    listed: Sequence[Figure], mentions: Sequence[Mention[Value]], text: str
) -> tuple[Relation, ...]:
    """Return every reading that the text offers of how its figures hang together."""
    grids = find_grids(text)
    in_grids = in_tables(listed, grids)
    in_prose = [f for f in listed if f.at not in in_grids and not is_coin(f, text)]
    again = said_again(listed, text)
    names = [(at, m) for at, m in enumerate(mentions) if isinstance(m.value, Party)]
    found: list[Relation] = []
    for stretch in stretches(in_prose):
        is_all = len(stretch) == len(listed)
        found += readings_of(stretch, again if is_all else said_again(stretch, text), text)
    found += of_other_totals(
        find_section_balances(in_prose, text), _of_kind(FindingKind.BALANCE, found)
    )
    found += of_other_totals(
        find_given_each(in_prose, [m for _, m in names], text), _of_kind(FindingKind.SUM, found)
    )
    found = as_ratios(_with_named(found, in_prose, [m for _, m in names], text), listed)
    counted = _counted(listed, in_prose, names, text)
    classes = list(find_headed_names(in_prose, names, _wholes(counted), text))
    counted += _of_kind(FindingKind.ENUMERATION, classes)
    rows = find_row_lists(in_prose, text)
    tables = lists_of_grids(listed, grids) if grids else []
    counted += find_row_counts([*rows, *tables], in_prose, names, _wholes(counted), text)
    taken = _wholes(counted)
    items = [r for stretch in stretches(in_prose) for r in find_items(stretch, text, taken)]
    places = of_other_totals(find_places_and_rest(found, in_prose, text), [*counted, *items])
    found = with_rows([*found, *counted, *items, *places], rows, in_prose, text)
    if rows or tables:
        found = with_words_around(found, rows, tables, in_prose, text)
    for kind in (FindingKind.SUM, FindingKind.PRODUCT):
        found += of_other_totals(_of_kind(kind, classes), _of_kind(kind, found))
    known = {r.total for r in found if r.kind == FindingKind.SUM}
    found += find_kindred(in_prose, known, text)
    made = [r for r in found if r.kind in (FindingKind.SUM, FindingKind.PRODUCT)]
    restated = find_restatements(again, listed, taken, [m for _, m in names], made, text)
    found += _said_twice(restated, listed, in_prose, text)
    found = _with_claimed(found, in_prose, text)
    found += find_likely_slips(found, in_prose, text)
    found = without_explained(found, listed)
    of_tables = _of_tables(found, listed, grids, text) if grids else []
    return (*open_around_unread(_but_for(of_tables, found), mentions, text), *of_tables)


def _but_for(of_tables: Sequence[Relation], found: Sequence[Relation]) -> Sequence[Relation]:
    """Return those of ``found`` that are no columns of tables, which say more of themselves."""
    columns = {(r.kind, r.places) for r in of_tables if r.form == Form.COLUMN}
    return [r for r in found if (r.kind, r.places) not in columns] if columns else found


def _said_twice(
    restated: Sequence[Relation], listed: Sequence[Figure], in_prose: Sequence[Figure], text: str
) -> list[Relation]:
    """Return those ``restated``, and what else states a fact again: each by its surest reading."""
    more = (of_headline(listed), find_pointed(in_prose, text), find_slipped_totals(in_prose, text))
    return surest([[*restated, *in_capitals(listed, text)], *more])


def _with_named(
    found: Sequence[Relation],
    in_prose: Sequence[Figure],
    parties: Sequence[Mention[Value]],
    text: str,
) -> list[Relation]:
    """Return the relations; a product of names and numbers is surer than another."""
    mixed = [*find_named_and_counted(in_prose, parties, text)]
    taken = _wholes(mixed)
    others = [r for r in found if r.kind != FindingKind.PRODUCT or r.total not in taken]
    return [*others, *mixed]


def _with_claimed(
    found: Sequence[Relation], in_prose: Sequence[Figure], text: str
) -> list[Relation]:
    """Return the relations with the totals that words claim, each in the place of an open one.

    Then those that one slip parts from the list beside them.
    """
    more = opened([*claimed(found, in_prose, text)], in_prose, text)
    totals = {r.total for r in more}
    kept = [r for r in found if r.kind != FindingKind.SUM or r.total not in totals]
    read = [*kept, *more]
    return [*read, *opened([*near_misses(read, in_prose, text)], in_prose, text)]


def _counted(
    listed: Sequence[Figure],
    in_prose: Sequence[Figure],
    names: Sequence[tuple[int, Mention[Value]]],
    text: str,
) -> list[Relation]:
    """Return the numbers that count names, with those that names and a number of others make."""
    counted = [*find_names_and_rest(in_prose, names, text)]
    counted += of_other_totals(find_lists(listed, names, text), counted)
    for find in (find_named_lines, find_lines_of_names, find_told_one_by_one):
        counted += find(in_prose, names, _wholes(counted), text)
    return counted


def _of_tables(
    found: Sequence[Relation], listed: Sequence[Figure], grids: Sequence[Grid], text: str
) -> list[Relation]:
    """Return what the cells of tables make, but for the totals that are ``found``."""
    of_tables = [*find_columns(listed, grids, text), *find_table_products(listed, grids, text)]
    compared = list(find_differences_of_rows(listed, grids))
    of_tables += _of_kind(FindingKind.SUM, compared)  # a total has its column and its row
    of_tables += find_row_totals(listed, grids)
    known = _of_kind(FindingKind.RATIO, found)
    of_tables += of_other_totals(_of_kind(FindingKind.RATIO, compared), known)
    ledgers = [*find_ledgers(listed, grids), *find_carried_over(listed, grids)]
    for kind in (FindingKind.SUM, FindingKind.BALANCE):
        known = _of_kind(kind, [*found, *of_tables])
        of_tables += of_other_totals(_of_kind(kind, ledgers), known)
    return of_tables


def _of_kind(kind: FindingKind, relations: Sequence[Relation]) -> list[Relation]:
    return [relation for relation in relations if relation.kind == kind]


def _wholes(relations: Sequence[Relation]) -> set[int]:
    return {relation.whole for relation in relations}
