"""Tables that take in and spend, row by row: several totals in one column, and what is left.

    上年结余 | 3124元
    捐赠收入 | 18653元
    其中：单位捐赠 | 14200元          其中, and the rows after it that make the row before
    个人捐赠 | 4453元
    收入合计 | 21777元                the rows up to here
    助学支出 | 9000元
    支出合计 | 9000元                 the rows since the total before
    年末结余 | 12777元                what came in less what was spent

    一、收入 | 86万元             what the rows of the next rank below it make
    （一）财政拨款 | 50万元
    （二）捐赠 | 36万元

Which rows a total is of, nothing says but the numbers, so that only what comes out to the digit is
read, and none may fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import regex

from extractor.grids import Cell, Grid
from extractor.linking.neighbours import within
from extractor.linking.relations import Form, Relation, balance_of, sum_of
from extractor.linking.totals import FEWEST, LONGEST, NOTHING, added
from extractor.model import Figure

TOTAL = regex.compile(r"(?:合计|总计|小计|共计)[：:]?\Z")
WITHIN = regex.compile(r"其中")
RANKS = tuple(
    map(
        regex.compile,
        (
            r"[一二三四五六七八九十]{1,3}[、.．]",
            r"[（(][一二三四五六七八九十]{1,3}[)）]",
            r"[0-9]{1,2}[、.．](?![0-9])",
            r"[（(][0-9]{1,2}[)）]",
        ),
    )
)
LEFT = regex.compile(r"(?:结余|结存|余额|结转)(?:下年)?[：:]?\Z")
OPENING = regex.compile(r"上年|去年|年初|期初|上期|原有")
INCOME, EXPENSE = regex.compile("收入|来源|筹集|进账"), regex.compile("支出|开支|使用|付出")


class Entry(NamedTuple):
    """A row of a column: what it says, and its figure."""

    label: str
    figure: Figure


def find_ledgers(listed: Sequence[Figure], grids: Sequence[Grid]) -> Iterator[Relation]:
    """Yield the totals and balances of columns that hold more than one total."""
    for grid in grids:
        inside = [f for f in within(listed, grid.start, grid.end) if f.is_money or f.is_count]
        for at in range(1, grid.width if inside else 0):
            entries = list(_entries(grid.body, at, inside))
            if len({(f.series, f.per) for _, f in entries}) != 1 or entries[0].figure.per:
                continue
            yield from _ranked(entries)
            if _has_ends(entries):
                yield from _sums(entries)
                yield from _balances(entries)


def _entries(rows: Sequence[Sequence[Cell]], at: int, inside: Sequence[Figure]) -> Iterator[Entry]:
    for row in rows:
        own = within(inside, *row[at].span) if at < len(row) else ()
        if len(own) == 1 and own[0].stated is not None and own[0].is_exact:
            label = next((c.words for c in row if c.text and not c.is_number), "")
            yield Entry(label, own[0])


def _has_ends(entries: Sequence[Entry]) -> bool:
    """Whether there is a total and another, or what is left, or rows that split others."""
    ends = [e for e in entries if any(p.search(e.label) for p in (TOTAL, LEFT, WITHIN))]
    return len(ends) >= FEWEST and any(TOTAL.search(e.label) for e in ends)


def _ranked(entries: Sequence[Entry]) -> Iterator[Relation]:
    """Yield the rows that those of the next rank, right below them, make."""
    ranks = [_rank(label) for label, _ in entries]
    for at, (_, whole) in enumerate(entries):
        ends = (n for n in range(at + 1, len(entries)) if ranks[n] <= ranks[at])
        below = range(at + 1, next(ends, len(entries)))
        highest = min((ranks[n] for n in below), default=len(RANKS))
        inner = [n for n in below if ranks[n] == highest < len(RANKS)]
        parts = [entries[n].figure for n in inner]
        if len(parts) >= FEWEST and added(parts) == whole.stated:
            yield sum_of(Form.OF_WHICH, whole, parts)


def _rank(label: str) -> int:
    return next((n for n, mark in enumerate(RANKS) if mark.match(label)), len(RANKS))


def _sums(entries: Sequence[Entry]) -> Iterator[Relation]:
    """Yield each total of the rows since the one before, of which 其中 splits some."""
    block: list[Entry] = []  # since the last total
    totals: list[Figure] = []  # of which none yet is of the others
    for label, figure in entries:
        if not TOTAL.search(label):
            block.append(Entry(label, figure))
            continue
        plain = [f for said, f in block if not WITHIN.match(said)]
        splits = [] if _makes(plain, figure) else _splits(block)
        inside = {f.at for _, split in splits for f in split}
        row = [f for f in plain if f.at not in inside]
        both = [*totals, *row]  # 小计500元，北街100元，合计600元
        yield from (sum_of(Form.OF_WHICH, whole, split) for whole, split in splits)
        parts = next((parts for parts in (row, both) if _makes(parts, figure)), None)
        if parts is not None:
            yield sum_of(Form.COLUMN, figure, parts)
        totals = [figure] if parts is both else [*totals, figure]
        block = []
    yield from (sum_of(Form.OF_WHICH, whole, split) for whole, split in _splits(block))


def _makes(parts: Sequence[Figure], total: Figure) -> bool:
    return len(parts) >= FEWEST and added(parts) == total.stated


def _splits(block: Sequence[Entry]) -> list[tuple[Figure, Sequence[Figure]]]:
    """Return the rows that 其中 splits, each with those that make it."""
    found: list[tuple[Figure, Sequence[Figure]]] = []
    inside: set[int] = set()
    whole: Figure | None = None
    for at, (label, figure) in enumerate(block):
        if WITHIN.match(label) and whole is not None:
            if split := _split(whole, [e.figure for e in block[at : at + LONGEST]]):
                found.append((whole, split))
                inside.update(f.at for f in split)
        elif figure.at not in inside:
            whole = figure
    return found


def _split(whole: Figure, after: Sequence[Figure]) -> Sequence[Figure]:
    """Return the rows from 其中 on that make the row before it."""
    sums = accumulate(f.stated or NOTHING for f in after)
    for length, made in enumerate(sums, 1):
        if length >= FEWEST and made == whole.stated:
            return after[:length]
    return ()


def _balances(entries: Sequence[Entry]) -> Iterator[Relation]:
    """Yield what is left of the income, which may have the rest of the year before in it."""
    income = [f for label, f in entries if TOTAL.search(label) and INCOME.search(label)]
    expense = [f for label, f in entries if TOTAL.search(label) and EXPENSE.search(label)]
    if len(income) != 1 or len(expense) != 1:
        return
    opening = [f for label, f in entries if LEFT.search(label) and OPENING.search(label)]
    for label, left in entries:
        if not LEFT.search(label) or OPENING.search(label):
            continue
        for gains in ([income[0]], [*opening, income[0]]):
            if added(gains) == added([left, expense[0]]):
                yield balance_of(left, gains, expense)
                break
