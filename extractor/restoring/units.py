"""Writes the unit that a table's head states behind the bare numbers under or beside it.

    户数 | 金额（万元）        30 | 1.5      → 30户 | 1.5万元
    单位：万元 ⏎ 项目 | 2019年  救助 | 12.5   → 12.5万元
    补助标准（元/户）           500           → 500元/户
    慰问金 ⏎ 万元               8.4           → 8.4万元      a row of the head with units alone
    救助金（万元）              12.5 | 13.2   → 12.5万元     the head of a row (``row_heads``)

A column has a unit where its own head is one or ends in one (a bracket, a stroke or a colon before
it), where the head is the name of a count (户数, 人数, 人次), or where one 单位：… stands over the
table, its title or a wide cell over the column ends in one.  The unit over the whole table is not
given to a column that counts, ranks, dates or compares (序号, 人数, 年份, 占比): what is not money
there would become money.  A column with words among its numbers is left alone, and so is one whose
head states two units.  The head of a row goes before the unit over the table; the head of a column
goes before that of a row, whose unit must then have another column to belong to.  Left alone as
well: a number that already has its unit.

Which error is worse: a figure in a wrong unit is wrong by ten thousand; a bare number is only
missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import regex

from extractor.grids import NUMBER, YEAR, Cell, Grid, find_grids
from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page
from extractor.restoring.row_heads import BLANK, Told, are_years, counts_otherwise, takes, told

FIXER_ID = "table.unit"
UNIT = (
    r"(?:[百千万亿]?元|[万亿]?(?:户|人次|户次|人|名|个|件|套|份|袋|床|箱|台|公斤|千克|斤|吨|亩|平方米|公顷)|[%％])"
    r"(?:[/／](?:户|人|名|月|年|次|个|件|套|亩|生|床|人[·/]?月|户[·/]?月))?"
)
AT_END = regex.compile(
    rf"(?:[（(\[【]\s*(?:单位[：:]?)?\s*|[/／:：]\s*|^)(?P<unit>{UNIT})\s*[）)\]】]?$"
)
COUNTS = regex.compile(
    r"(?<![百千万亿])(?:(?P<unit>户|人)数|(?P<times>人次|户次)数?)(?:合计|小计|总计)?$"
)
OVER = regex.compile(rf"单位[：:]\s*(?:人民币)?(?P<unit>{UNIT})\s*[）)】]?\s*$")
TITLE = regex.compile(
    r"(?:表|情况|明细|名单|统计|一览)[（(]\s*(?:单位[：:])?\s*(?P<unit>[百千万亿]?元)\s*[）)]$"
)
# Columns that the unit over the table cannot be meant for.
APART = regex.compile(
    r"序|号|编码|代码|年份|年度$|日期|时间|电话|身份证|[户人次个件份套袋台]数|人次|数量|人口|面积|亩|率|比|%|％"
    r"|增长|增幅|增减|完成|进度|排名|名次|年龄|岁|备注|规模|标准|等级|户$|人$"
)
# A number in 万 lacks of its unit 元 alone: 2.5万 under 金额（元）.
IN_MYRIADS = regex.compile(NUMBER.pattern + "[万亿]")
PERCENT = ("%", "％")
LINES_ABOVE, REACH = 3, 300  # lines and characters above a table where its unit may stand


def propose(page: Page) -> list[Edit]:
    """Return the units that the heads of the tables state, each behind its number."""
    found: list[Edit] = []
    for grid in find_grids(page.text):
        if grid.heads < len(grid.rows):
            over = _over(grid, page.text) if grid.heads else None
            columns = [_column(grid, at, over) for at in range(grid.width)]
            for row in grid.body:
                found += _units(row, columns)
    return found


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column's head says, the unit it states, and the one its numbers have by it."""

    heads: tuple[str, ...]
    stated: str | None
    unit: str | None

    @property
    def is_of_table(self) -> bool:
        """Whether the unit is the one stated over the whole table."""
        return self.stated is None and self.unit is not None

    def may_be(self, unit: str) -> bool:
        """Return whether its numbers may be in the ``unit`` that their row states."""
        if self.stated is not None:
            return self.stated == unit
        return takes("".join(self.heads[-1:]), unit)


def _column(grid: Grid, at: int, over: str | None) -> _Column:
    heads = tuple(grid.head(at))
    cells = [cell for cell in grid.column(at) if cell is not None and cell.text not in BLANK]
    stated = unit_of(heads, None)
    is_bare = bool(grid.heads) and bool(cells) and _all_bare(cells)
    return _Column(heads, stated, unit_of(heads, over) if is_bare else None)


def _units(row: Sequence[Cell], columns: Sequence[_Column]) -> Iterator[Edit]:
    numbers = list(told(row))
    units = [] if are_years(row) else [unit_of(number.words, None) for number in numbers]
    own = [columns[number.at] for number in numbers]
    has_place = {said: any(one.may_be(said) for one in own) for said in set(units) if said}
    for number, said in zip_longest(numbers, units):
        column = columns[number.at]
        unit = column.unit
        if said is not None:
            unit = _agreed(number, said, column, has_place=has_place[said])
        elif column.is_of_table and counts_otherwise(number.words):
            unit = None
        text, end = number.cell.text, number.cell.span.end
        if unit and (NUMBER.fullmatch(text) or (unit == "元" and IN_MYRIADS.fullmatch(text))):
            heads = number.words if said == unit != column.unit else column.heads
            reason = f"{heads[-1]} → {unit}" if heads else unit
            yield Edit(Span(end, end), unit, FIXER_ID, reason)


def _agreed(number: Told, said: str, column: _Column, *, has_place: bool) -> str | None:
    """Return the unit of a number whose row states one, ``said``, which has a column of its own."""
    if column.stated is None:
        is_beside = bool(column.heads) or not number.nth
        return said if is_beside and column.may_be(said) else None
    return column.unit if has_place or column.stated in PERCENT else None


def unit_of(heads: Sequence[str], over: str | None) -> str | None:
    """Return the unit of a column whose head says ``heads``, the lowest last.

    >>> unit_of(["金额（万元）", "其中"], None), unit_of(["户数"], "万元"), unit_of(["占比"], "元")
    ('万元', '户', None)
    """
    for words in reversed(heads):
        if match := AT_END.search(words):
            return str(match["unit"])
        if match := COUNTS.search(words):
            return str(match["unit"] or match["times"])
        if APART.search(words):
            return None
    return over


def _all_bare(cells: list[Cell]) -> bool:
    """Return whether the column holds numbers alone, and not the years of a calendar."""
    numbers = [cell.text for cell in cells if cell.is_number]
    bare = [n for n in numbers if NUMBER.fullmatch(n) or IN_MYRIADS.fullmatch(n)]
    return (
        len(numbers) == len(cells)
        and bool(bare)
        and not all(YEAR.fullmatch(number) for number in bare)
    )


def _over(grid: Grid, text: str) -> str | None:
    """Return the unit stated once for the whole table: above it, or across its first rows."""
    above = text[max(0, grid.start - REACH) : grid.start].split("\n")
    lines = [said for line in above if (said := line.strip(" \t\u3000|"))][-LINES_ABOVE:]
    across = [cell.text for row in grid.rows[: grid.heads] for cell in row if cell.text]
    stated = [
        str(m["unit"])
        for words in (*lines, *across)
        if (m := OVER.search(words) or TITLE.search(words))
    ]
    return stated[-1] if stated else None


FIXER = Fixer("units", lambda letters: "|" in letters, propose)
