"""Columns of a table and the row that totals them.

    单位 | 户数 | 金额（万元）
    枫溪区 | 30户 | 1.5万元
    合计 | 30户 | 1.6万元        each figure of the 合计 row is the sum of the figures over it

    小计 | 30户 | 1.5万元         … or, of several, since the 小计 before, of which 合计 is the sum

The reading is closed, so that it may fail, only where nothing else can be meant: the table has a
head, one row of totals, first or last, and in between nothing but rows of one rank, each with a
figure of the same kind or an empty cell.  A row that is inside another one (其中), compares (同比,
上年), is the sum of the rows beside it, is numbered where the others are not (一、), or leaves off
(……) opens it, and so do a title (续表, 部分), a note (合计含匿名捐款) and a table that another with
the same head goes before: there the total may be of both.  A rate (标准, 人均), a share or a
balance carried down is no sum at all.

小计 stand behind the rows they are of, or all of them before; a row without one opens the total.
Who is in rows of two kinds may be counted once in the total, but nobody lives in two villages.

Where a head stands twice (姓名 | 金额 | 姓名 | 金额) the list goes on in the columns beside, and
its one total is of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, pairwise

import regex

from extractor.grids import BRACKETED, Cell, Grid
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.said_rates import HEADS
from extractor.linking.totals import FEWEST, added, equals
from extractor.model import Figure
from extractor.offsets import Span

TOTAL = regex.compile(
    r"(?:合计|总计|共计|总数|合计数|全(?:[县市区省州镇乡校厂]|公司)合?计?)(?:[（(]\p{Han}{1,4}[)）])?"
    r"(?:人民币)?[：:]?(?:[（(]?大写[)）]?[：:]?)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整]{0,24}"
)
KIND = regex.compile(r"[小合总共]计")
PART = regex.compile(r"(?:\p{Han}{0,6}小计|\p{Han}{1,6}[合总]计)[：:]?")
OPENS = regex.compile(
    r"其中|小计|本页|承前|转下|过次|累计|上年|去年|往年|同比|环比|增长|增减|差额|结余|结转|余额|平均|人均|户均"
    r"|…|\.\.\.|(?<![战策谋])略[)）]?$|[等及]其[他它余]|^[（(][一二三四五六七八九十0-9]{1,3}[)）]|^占|占(?:比|总|全)|比例|计划|预算|目标|完成"
)
RANK = regex.compile(r"[一二三四五六七八九十]{1,3}[、.．]")
NO_SUM = regex.compile(
    r"标准|人均|户均|每[户人名月年次]|单价|均|率|比|%|％|余额|结存|结余|累计(?!数|额|金额)|排名|年龄|最[高低大小]"
)
# Rows of places and bodies, or of persons: nobody is in two of them.
APART = regex.compile(
    r"单位|[乡村镇县区市州省组队班局所厂校]|街道|社区|地[区方]|学校|年级|车间|部门|科室|支部|片|公司|姓名"
)
PERSONS = regex.compile(r"姓名|户主")
LONGEST_TITLE = 40  # code points
TWICE = "may-count-twice"
PARTIAL = regex.compile(
    r"部分|节选|摘录|主要|代表|[居靠]前|前(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[名位家]"
)
CARRIED = regex.compile(r"接上|承前|续表|^续|[（(]续[一二三四五0-9]?[)）]|接前|上页")
# 注：合计数含匿名捐款800元。
NOTED = regex.compile(
    r"[\s|]*[（(]?\s*(?:备?注|说明)[^\n]{0,40}(?:含|包括|另|重复|去重|除|四舍五入)"
)


def in_tables(listed: Sequence[Figure], grids: Sequence[Grid]) -> set[int]:
    """Return which of ``listed``, by their place among the mentions, stand in a table."""
    spans = [(grid.start, grid.end) for grid in grids]
    if not spans:
        return set()
    return {f.at for f in listed if any(start <= f.start < end for start, end in spans)}


def find_columns(listed: Sequence[Figure], grids: Sequence[Grid], text: str) -> list[Relation]:
    """Return the totals of the columns of ``grids`` with the figures over or under them."""
    placed = {f.mention.span: f for f in listed}
    continued = [_heads(before) == _heads(grid) for before, grid in pairwise(grids)]
    return [
        relation
        for grid, is_continued in zip(grids, [False, *continued], strict=False)
        for relation in _totals(grid, placed, is_part=is_continued or _is_cut(grid, text))
    ]


def _heads(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in grid.rows[: grid.heads]]


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of totals, the rows it is of, and whether it can be of no others.

    ``plain`` are the rows that its parts total themselves.
    """

    total: int
    parts: Sequence[int]
    plain: Sequence[int]
    is_sure: bool


def _is_cut(grid: Grid, text: str) -> bool:
    """Whether the words around a table say that its rows are not all there are."""
    above = text[: grid.top].rstrip().rpartition("\n")[-1]
    titles = (above, *("".join(cell.words for cell in row) for row in grid.rows[: grid.heads]))
    said = (words for words in titles if len(words) < LONGEST_TITLE)
    is_part = any(CARRIED.search(words) or PARTIAL.search(words) for words in said)
    return is_part or NOTED.match(text, grid.end) is not None


def _totals(grid: Grid, placed: Mapping[Span, Figure], *, is_part: bool) -> Iterator[Relation]:
    is_whole = bool(grid.heads) and not is_part and _aligned(grid)
    for claim in _claims(grid.body):
        for at in range(grid.width):
            yield from _of_column(grid, at, claim, placed, is_whole=is_whole)


def _claims(rows: Sequence[Sequence[Cell]]) -> Iterator[Claim]:
    """Yield the rows of totals with the rows that each is of."""
    called = {at: words for at, row in enumerate(rows) if (words := _called(row))}
    totals = [at for at in called if any(map(is_total, rows[at]))]
    if len(totals) > 1 and called[totals[-1]] not in [called[at] for at in totals[:-1]]:
        totals = totals[-1:]  # 合计 of each town, and 总计
    if len(totals) > 1 or (totals and totals[0] not in (0, len(rows) - 1)):
        return
    sections = [at for at in called if at not in totals]
    others = [at for at in range(len(rows)) if at not in totals]
    while sections and others[-1] not in sections and _opens(rows[others[-1]]):
        others.pop()  # what is left (结余) is behind the last 小计
    if sections and (sections[0] == others[0]) != (sections[-1] == others[-1]):
        is_sure = len({called[at] for at in sections}) == 1 and len(called) >= FEWEST
        yield from _of_sections(rows, others, sections, totals, is_sure=is_sure)
    elif totals:
        is_sure = not sections and _is_flat([rows[at] for at in others])
        yield Claim(totals[0], others, (), is_sure)


def _of_sections(
    rows: Sequence[Sequence[Cell]],
    others: Sequence[int],
    sections: Sequence[int],
    totals: Sequence[int],
    *,
    is_sure: bool,
) -> Iterator[Claim]:
    """Yield each 小计 with the rows since the one before, or up to the next; and the total.

    A 小计 of no rows is of other 小计, and so may be one of another rank.
    """
    in_order = others if sections[-1] == others[-1] else others[::-1]
    owned: dict[int, list[int]] = {}
    own: list[int] = []
    for at in in_order:
        own.append(at)
        if at in sections:
            owned[at], own = sorted(own[:-1]), []
    is_sure = is_sure and all(owned.values())
    for at, parts in owned.items():
        if parts:
            yield Claim(at, parts, (), is_sure and _is_flat([rows[n] for n in parts]))
    plain = [at for at in others if at not in sections]
    for at in totals:
        yield Claim(at, sections, plain, is_sure and len(sections) >= FEWEST)


def _called(row: Sequence[Cell]) -> str:
    """Return how the last cell that names a row of totals calls it: 小计, 合计, 总计."""
    named = [cell.words for cell in row if is_total(cell) or is_part(cell)]
    return KIND.findall(named[-1])[-1] if named and KIND.search(named[-1]) else "".join(named[-1:])


def _of_column(
    grid: Grid, at: int, claim: Claim, placed: Mapping[Span, Figure], *, is_whole: bool
) -> Iterator[Relation]:
    """Yield what a row of totals says of a column."""
    rows = grid.body
    total = _figure(rows[claim.total], at, placed)
    columns = _columns_of(grid, at, rows[claim.total], placed)
    cells = [(rows[n], column) for column in columns for n in claim.parts]
    parts = [f for row, column in cells if (f := _figure(row, column, placed)) is not None]
    words = "".join(grid.head(at))
    if total is None or not parts or NO_SUM.search(words) or not _alike(total, parts):
        return
    plain = [f for n in claim.plain if (f := _figure(rows[n], at, placed)) is not None]
    if not equals(total, parts) and plain and _alike(total, plain) and equals(total, plain):
        parts = plain  # one of the 小计 is wrong, and not their total
    filled = sum(column < len(row) and not row[column].is_empty for row, column in cells)
    is_full = len(parts) == len(cells) if claim.plain else len(parts) >= filled
    has_sums = not (claim.plain or _are_single(grid, claim))
    has_sums = has_sums and has_subtotals([f.stated or Decimal(0) for f in parts])
    is_closed = claim.is_sure and is_whole and is_full and not has_sums
    if is_closed or equals(total, parts):
        relation = sum_of(Form.COLUMN, total, parts, closed=is_closed)
        yield relation if _are_apart(grid) else but_for_overlap(relation, total, parts)


def but_for_overlap(relation: Relation, total: Figure, parts: Sequence[Figure]) -> Relation:
    """Return the relation, in doubt where who is in two of the parts may be counted once."""
    may_overlap = relation.is_closed and _overlap(total, parts)
    return replace(relation, is_closed=False, doubt=TWICE) if may_overlap else relation


def _overlap(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether who is in two rows may be counted once: 春节慰问120人，助学30人，合计140人."""
    return total.series in HEADS and (total.stated or 0) < added(parts)


def _are_apart(grid: Grid) -> bool:
    """Whether the rows are of places, bodies or persons."""
    label = next((at for at in range(grid.width) if not _is_numbered(grid, at)), 0)
    return any(map(APART.search, grid.head(label)))


def _are_single(grid: Grid, claim: Claim) -> bool:
    """Whether the rows are persons, or are numbered from 1 on: none is the sum of others."""
    numbers = [next(iter(grid.body[at]), None) for at in claim.parts]
    are_counted = [cell.text if cell else "" for cell in numbers] == [
        str(n) for n in range(1, len(numbers) + 1)
    ]
    return are_counted or any(PERSONS.search("".join(grid.head(at))) for at in range(grid.width))


def _is_numbered(grid: Grid, at: int) -> bool:
    return any(cell is not None and cell.is_number for cell in grid.column(at))


def _columns_of(
    grid: Grid, at: int, totals: Sequence[Cell], placed: Mapping[Span, Figure]
) -> list[int]:
    """Return a column with those under the same head, if no other of them has a total."""
    same = [column for column in range(grid.width) if grid.head(column) == grid.head(at)]
    is_alone = sum(_figure(totals, column, placed) is not None for column in same) == 1
    return same if is_alone and any(grid.head(at)) else [at]


def _is_flat(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether all rows are of one rank: none opens the list; all are numbered, or none."""
    ranked = [any(RANK.match(cell.text) for cell in row) for row in rows]
    return not any(_opens(row) for row in rows) and all(one == ranked[0] for one in ranked)


def has_subtotals(stated: Sequence[Decimal]) -> bool:
    """Return whether a number is the sum of two or more right after or right before it."""
    sums = [Decimal(0), *accumulate(stated)]
    first = {value: at for at, value in reversed(list(enumerate(sums)))}
    last = {value: at for at, value in enumerate(sums)}
    return any(
        value
        and (
            last.get(sums[at + 1] + value, 0) >= at + 1 + FEWEST
            or first.get(sums[at] - value, at) <= at - FEWEST
        )
        for at, value in enumerate(stated)
    )


def is_total(cell: Cell) -> bool:
    """Whether a cell names a row of totals."""
    return TOTAL.fullmatch(cell.words) is not None


def is_part(cell: Cell) -> bool:
    """Whether a cell names a row that totals some of the others."""
    return PART.fullmatch(cell.words) is not None and not is_total(cell)


def _opens(row: Sequence[Cell]) -> bool:
    return any(
        OPENS.search(cell.words)
        for at, cell in enumerate(row)
        if not (cell.is_number or (at and BRACKETED.fullmatch(cell.text)))
    )


def _figure(row: Sequence[Cell], at: int, placed: Mapping[Span, Figure]) -> Figure | None:
    """Return the figure that fills a cell: a cell that says more is no plain term of a sum."""
    return placed.get(row[at].span) if at < len(row) else None


def _alike(total: Figure, parts: Sequence[Figure]) -> bool:
    return all(f.series == total.series and f.per is None for f in (total, *parts)) and (
        not total.is_share
    )


def _aligned(grid: Grid) -> bool:
    """Return whether every row has its cells under the same heads."""
    return len({len(row) for row in grid.body}) == 1
