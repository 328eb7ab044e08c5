"""The unit that the head of a row states, for the bare numbers of that row.

    指标 | 2018年 | 2019年        救助金（万元） | 12.5 | 13.2      → 12.5万元, 13.2万元
    物资 | 单位 | 数量 | 金额     棉被 | 床 | 50 | 8000             → 50床, and nothing for 8000
    救助金（万元） | 12.5 | 户数 | 30                               → 12.5万元, 30户

The head of a number is the words nearest to its left, and a cell that is a unit belongs to it.  A
column whose head names a share, a rank, a mean or the like (占比, 位次, 人均) is left alone, and so
is one of money (单价, 金额) where the row states another unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.grids import NUMBER, YEAR, Cell

# Columns that no row's unit can be meant for.
APART = regex.compile(
    r"序|号|^[行栏]次?$|编码|代码|年份|^年度$|日期|时间|电话|身份证|备注|率|[占比]比?|比[重例]|[%％]|增|减|升|降|均|指数|贡献|拉动"
    r"|进度|完成(?!数|额|值|情况|$)|排名|名次|位次|得分|分值|评分|权重|标准|等级|年龄|岁"
)
MONEY = regex.compile(r"[价金额款费元]|支出|收入")
# Rows that the unit over the whole table cannot be meant for.
OTHERWISE = regex.compile(
    r"(?:率|占比|比[重例]|增长|增幅|增减|[%％]|[户人次个件份套袋台村床]数|人次|户次|面积|人口|年龄)[）)]?$"
)
YUAN = "元"


@dataclass(frozen=True, slots=True)
class Told:
    """A number of a row, where it stands, what its head says, and which it is of that head."""

    at: int
    cell: Cell
    words: tuple[str, ...]
    nth: int


def told(row: Sequence[Cell]) -> Iterator[Told]:
    """Yield the numbers of ``row``, each with the two cells of words nearest to its left."""
    words: tuple[str, ...] = ()
    nth = 0
    for at, cell in enumerate(row):
        if cell.is_empty or cell.is_ditto:
            continue
        if cell.is_number:
            yield Told(at, cell, words, nth)
            nth += 1
        else:
            words = (*(() if nth else words[-1:]), cell.words)
            nth = 0


def are_years(row: Sequence[Cell]) -> bool:
    """Return whether the numbers of ``row`` may be the years of a calendar over what follows."""
    bare = [cell.text for cell in row if NUMBER.fullmatch(cell.text)]
    return all(YEAR.fullmatch(number) for number in bare)


def takes(head: str, unit: str) -> bool:
    """Return whether a column, which states no unit, may hold what a row counts in ``unit``.

    >>> takes("2019年", "万元"), takes("数量", "床"), takes("金额", "床"), takes("占比", "万元")
    (True, True, False, False)
    """
    return not APART.search(head) and (YUAN in unit or not MONEY.search(head))


def counts_otherwise(words: Sequence[str]) -> bool:
    """Return whether a row is of shares or of people, to which no unit of money applies."""
    return bool(words) and OTHERWISE.search(words[-1]) is not None
