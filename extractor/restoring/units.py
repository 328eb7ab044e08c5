"""Writes the unit that a table's head states behind the bare numbers under or beside it.

    户数 | 金额（万元）        30 | 1.5      → 30户 | 1.5万元
    单位：万元 ⏎ 项目 | 2019年  救助 | 12.5   → 12.5万元
    补助标准（元/户）           500           → 500元/户
    慰问金 ⏎ 万元               8.4           → 8.4万元      a row of the head with units alone
    救助金（万元）              12.5 | 13.2   → 12.5万元     the head of a row (``row_heads``)

A column has a unit where its own head is one or ends in one (a bracket, a stroke or a colon before
it), where the head is the name of a count (户数, 人数, 人次), or where one 单位：… stands over the
table or right below it, its title or a wide cell over the column ends in one.  Of two units over
it that of money is for a head of money; 其中 has the unit of the column that it is of.

The unit over the whole table is not given to a column that counts, ranks, dates or compares (序号,
人数, 年份, 占比), nor to one of people (党员, 职工) without a fraction: what is not money there
would become money.  A column with words among its numbers is left alone, and so is one whose head
states two units.  The head of a row goes before the unit over the table; the head of a column goes
before that of a row, whose unit must then have another column to belong to.  Left alone as well: a
number that already has its unit.

Which error is worse: a figure in a wrong unit is wrong by ten thousand; a bare number is only
missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import regex

from extractor.grids import BRACKETED, FOOT, NUMBER, YEAR, Cell, Grid, find_grids
from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page
from extractor.restoring.row_heads import MONEY, Told, are_years, counts_otherwise, takes, told

FIXER_ID = "table.unit"
UNIT = (
    r"(?:[百千万亿]?元|[万亿]?(?:户次?|人次?|名|个|件|套|份|袋|床|箱|桶|瓶|盒|台|辆|双|条|块|只|张|本"
    r"|公斤|千克|斤|吨|亩|平方米|公顷)|[%％])"
    r"(?:[/／](?:户|人|名|月|年|次|个|件|套|亩|生|床|人[·/]?月|户[·/]?月))?"
)
UNITS = rf"(?:人民币)?(?P<unit>{UNIT}(?:[、，,和及]\s*{UNIT}){{0,3}})"
AT_END = regex.compile(
    rf"(?:[（(\[【]\s*(?:单位[：:]?)?\s*|[/／:：]\s*|^)(?P<unit>{UNIT})\s*[）)\]】]?$"
)
IS_UNIT = regex.compile(UNIT)
COUNTS = regex.compile(
    r"(?<![百千万亿])(?:(?P<unit>[户人件份套袋床箱桶台])数|(?P<times>人次|户次)数?)(?:合计|小计|总计)?$"
)
OVER = regex.compile(rf"单位[：:]\s*{UNITS}\s*[）)】]?\s*$")
TITLE = regex.compile(
    r"(?:表|情况|明细|名单|统计|一览)[（(]\s*(?:单位[：:])?\s*(?P<unit>[百千万亿]?元)\s*[）)]$"
)
# 注：1.表中金额单位为万元。
BELOW = regex.compile(rf"单位\s*(?:[：:]|均?为|[均都]?是)\s*{UNITS}\s*(?:[）)】。；;，,]|$)")
# Columns that the unit over the table cannot be meant for.
APART = regex.compile(
    r"序|号|^[行栏]次?$|编码|代码|年份|年度$|年限|期限|月份|日期|时间|电话|邮编|身份证|[户人次个件份套袋台]数|人次"
    r"|数量|人口|面积|亩|里程|率|比|%|％|增长(?!额)|增幅|增减(?!额)|完成(?![数额值])|进度|排名|[名批等档]次|[年工党]龄"
    r"|岁|得分|分[数值]|评分|权重|编制|备注|规模|标准|等级"
    # 支部数, but not 预算数
    r"|(?<!金额|款|任务|计划|[预决]算|执行|调整|实际|[上去本当今同全][年月期]|年度|季度|[合累总]计|总|发生|[期年月][初末]|完成"
    r"|下达|下拨|拨付|到位|支付|借方|贷方|[应实][收付交发缴捐]|收入|支出|[核审]定|批复|分配|安排|指标|捐款|差额|余额|增减)数$"
)
# Columns of people: how many, or what they got, which a fraction alone tells.
PEOPLE = regex.compile(r"(?:[户人男女员生者]|职工|教师|家庭|干部|群众|儿童|村民|居民)$")
OF_TIME = regex.compile(r"年份|年度|^年$|时间|日期")
OF_WHICH = regex.compile(r"其中")
UNIT_HEADS = frozenset({"单位", "计量单位"})
# A number in 万 lacks of its unit 元 alone: 2.5万 under 金额（元）.
IN_MYRIADS = regex.compile(NUMBER.pattern + "[万亿]")
SIGN = regex.compile(r"^[¥￥]\s?")
PERCENT = ("%", "％")
YUAN = "元"
EDGES = " \t\u3000|"
SEVERAL_CELLS = regex.compile(r"\S(?:[ \u3000]{2}|[ \u3000]*[|\t])[ \u3000\t|]*\S")
LINES, REACH = 3, 300  # lines and characters above or below a table where its unit may stand


def propose(page: Page) -> list[Edit]:
    """Return the units that the heads of the tables state, each behind its number."""
    found: list[Edit] = []
    top = -1
    over: Sequence[str] = ()
    for grid in find_grids(page.text):
        if grid.heads < len(grid.rows):
            stated = _over(grid, page.text) if grid.heads else ()
            # Below the first head of several, what stands over all of them still holds.
            over = stated or (over if grid.top == top else ())
            top = grid.top
            columns = [_column(grid, at, over) for at in range(grid.width)]
            columns = [_as_part(columns, at) for at in range(grid.width)]
            for row in grid.body:
                found += _units(row, columns)
    return found


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column's head says, the unit it states, and the one its numbers have by it."""

    heads: tuple[str, ...]
    stated: str | None
    unit: str | None
    is_bare: bool

    @property
    def is_of_table(self) -> bool:
        """Whether the unit is the one stated over the whole table."""
        return self.stated is None and self.unit is not None

    def may_be(self, unit: str) -> bool:
        """Return whether its numbers may be in the ``unit`` that their row states."""
        if self.stated is not None:
            return self.stated == unit
        return takes("".join(self.heads[-1:]), unit)


def _column(grid: Grid, at: int, over: Sequence[str]) -> _Column:
    heads = tuple(grid.head(at))
    cells = [c for c in grid.column(at) if c is not None and not (c.is_empty or c.is_ditto)]
    stated = unit_of(heads, ())
    unit = unit_of(heads, over)
    is_bare = bool(grid.heads) and bool(cells) and _all_bare(cells, heads, is_stated=bool(stated))
    if unit != stated and _may_be_people(heads, unit) and all("." not in c.text for c in cells):
        unit = None
    return _Column(heads, stated, unit if is_bare else None, is_bare)


def _may_be_people(heads: Sequence[str], unit: str | None) -> bool:
    """Return whether a column may count people, under the ``unit`` of money of its table."""
    is_money = unit is not None and YUAN in unit
    return is_money and bool(heads) and PEOPLE.search(heads[-1]) is not None


def _as_part(columns: Sequence[_Column], at: int) -> _Column:
    """Return a column; 其中 has the unit that is stated for the column it is of."""
    column = columns[at]
    if column.unit or not (column.is_bare and _is_part(column)):
        return column
    whole = next((one for one in reversed(columns[:at]) if not _is_part(one)), None)
    if whole is None or whole.unit is None or whole.unit != whole.stated:
        return column
    words = column.heads[-1]
    is_otherwise = MONEY.search(words) if YUAN not in whole.unit else PEOPLE.search(words)
    is_otherwise = is_otherwise or (words[-1] in "户人" and words[-1] != whole.unit)
    is_apart = APART.search(words) or is_otherwise or whole.unit in PERCENT
    return column if is_apart else replace(column, stated=whole.unit, unit=whole.unit)


def _is_part(column: _Column) -> bool:
    return any(map(OF_WHICH.match, column.heads))


def _units(row: Sequence[Cell], columns: Sequence[_Column]) -> Iterator[Edit]:
    numbers = list(told(row))
    units = [] if are_years(row) else [_said(number, row, columns) for number in numbers]
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
        if unit and (NUMBER.fullmatch(text) or (unit == YUAN and IN_MYRIADS.fullmatch(text))):
            heads = number.words if said == unit != column.unit else column.heads
            reason = f"{heads[-1]} → {unit}" if heads else unit
            yield Edit(Span(end, end), unit, FIXER_ID, reason)


def _said(number: Told, row: Sequence[Cell], columns: Sequence[_Column]) -> str | None:
    """Return the unit that a row states for a number: to its left, or in 单位 to its right."""
    beside = number.at + 1
    is_stated = beside < len(row) and UNIT_HEADS.issuperset(columns[beside].heads[-1:] or ("",))
    if is_stated and IS_UNIT.fullmatch(row[beside].words):
        return row[beside].words
    return unit_of(number.words, ())


def _agreed(number: Told, said: str, column: _Column, *, has_place: bool) -> str | None:
    """Return the unit of a number whose row states one, ``said``, which has a column of its own."""
    if column.stated is None:
        is_beside = bool(column.heads) or not number.nth
        return said if is_beside and column.may_be(said) else None
    return column.unit if has_place or column.stated in PERCENT else None


def unit_of(heads: Sequence[str], over: Sequence[str]) -> str | None:
    """Return the unit of a column whose head says ``heads``, the lowest last.

    >>> unit_of(["金额（万元）", "其中"], ()), unit_of(["户数"], ["万元"])
    ('万元', '户')
    >>> unit_of(["占比"], ["元"])

    Of several units over the table, that of money is for what is called so.

    >>> unit_of(["资助金额"], ["人", "万元"]), unit_of(["规格"], ["人", "万元"])
    ('万元', None)
    """
    for words in reversed(heads):
        if match := AT_END.search(words):
            return str(match["unit"])
        if match := COUNTS.search(words):
            return str(match["unit"] or match["times"])
        if words.endswith(PERCENT):
            return PERCENT[0]
        if APART.search(words):
            return None
    if len(over) > 1:
        over = [u for u in over if YUAN in u] if heads and MONEY.search(heads[-1]) else ()
    return over[0] if len(over) == 1 else None


def _all_bare(cells: list[Cell], heads: Sequence[str], *, is_stated: bool) -> bool:
    """Return whether the column holds numbers alone, and not the years of a calendar.

    A number in brackets may be less than nothing, or a part of the one above: it gets no unit.
    """
    cells = [cell for cell in cells if not BRACKETED.fullmatch(cell.text)]
    numbers = [SIGN.sub("", cell.text) for cell in cells if cell.is_number]
    bare = [n for n in numbers if NUMBER.fullmatch(n) or IN_MYRIADS.fullmatch(n)]
    is_amount = is_stated or any(map(MONEY.search, heads[-1:]))
    may_be_years = not is_amount or any(map(OF_TIME.search, heads))
    return (
        len(numbers) == len(cells)
        and bool(bare)
        and not (may_be_years and all(YEAR.fullmatch(number) for number in bare))
    )


def _over(grid: Grid, text: str) -> Sequence[str]:
    """Return the units stated once for the whole table: above it, across its first rows, below."""
    above = text[max(0, grid.top - REACH) : grid.top].split("\n")
    lines = [said for line in above if (said := line.strip(EDGES))][-LINES:]
    across = [cell.text for row in grid.rows[: grid.heads] for cell in row if cell.text]
    stated = [
        str(m["unit"])
        for words in (*lines, *across)
        if (m := OVER.search(words) or TITLE.search(words))
    ]
    return units_in(stated[-1]) if stated else stated_below(text, grid.end)


def units_in(stated: str) -> Sequence[str]:
    """Return the units of which 单位：户、万元 names one or several."""
    return [m.group() for m in IS_UNIT.finditer(stated)]


def stated_below(text: str, end: int) -> Sequence[str]:
    """Return the units stated right below a table that ends at ``end``, not over the next one."""
    below = text[end : end + REACH].split("\n")
    lines = [said for line in below if (said := line.strip(EDGES))][:LINES]
    for at, said in enumerate(lines):
        is_note = FOOT.match(said) is not None and not said.startswith("单位")
        if "|" in said and not is_note:
            break
        is_last = not any(map(SEVERAL_CELLS.search, lines[at + 1 :]))
        if (match := BELOW.search(said)) and (is_note or is_last):
            return units_in(match["unit"])
    return ()


FIXER = Fixer("units", lambda letters: "|" in letters, propose)
