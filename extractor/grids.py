"""Tables inside a text: rows of cells between pipes, as every reader writes them.

    单位 | 户数 | 金额（万元）       a head
    枫溪区 | 30 | 1.5               a row; an empty cell keeps its place between two pipes
    合计 | 70 | 3.6                 a row that totals the ones before it

A table is at least two rows that follow each other without another line between.  Its head is what
stands before the first row with a number; a row of years alone (2018 | 2019年) belongs to the head.
What a printed table has beside its rows is none of them: the head again on the next page, and who
made it, below (制表人, 注).  Another head (收入项目 | 金额 … 支出项目 | 金额) begins another table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.offsets import Span

SEPARATOR = " | "
CELL = regex.compile(r"[^|\n]*+")
ROW = regex.compile(r"^[^|\n]*+\|[^\n]*+$", regex.MULTILINE)
FEWEST_ROWS = 2
NUMBER = regex.compile(
    r"[-－−+]?(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,5}|[0-9]{1,15})(?:[.．][0-9]{1,8})?"
)
# A number with the unit that it was given: 30户, 1.5万元, 500元/户, 12%.
MEASURED = regex.compile(r"(?:[¥￥]\s?)?" + NUMBER.pattern + r"\s?[\p{Han}%％/]{0,8}")
# Less than nothing, as accountants write it, or one of those before it.
BRACKETED = regex.compile(rf"[（(]\s?{NUMBER.pattern}\s?[)）]")
# A cell without a figure: 无, —, /.
NOTHING = regex.compile(r"[-—–－─/／\\×*]{0,4}|[….]{1,6}|无")
DITTO = regex.compile(r"[〃″”\"]{1,2}|同[上前左]")  # as in the row above
# Titles and heads that begin like a number with its unit: 2019年救助情况表, 1月, 60岁以上.
TIME = regex.compile(
    r"(?:19|20)[0-9]{2}年\p{Han}{0,8}|[0-9]{1,2}(?:月份?|季度|[日号])\p{Han}{0,6}"
    r"|[0-9]{1,3}周?岁\p{Han}{1,6}"
)
YEAR = regex.compile(r"(?:19|20)[0-9]{2}(?:年度?)?")
OF_HEADS = regex.compile(r"年|项目|指标|单位|类别|名称")
# What stands under a table in rows of its own.
FOOT = regex.compile(
    r"(?:制[表单图]|填[表报制]|审[核批定]|复核|核对|经办|负责|单位负责|领导|主管|会计|出纳|财务|联系|统计)"
    r"(?:人|人?员|单位|部门|日期|时间|电话)?(?:[（(](?:签字|签章|签名|盖章|公章)[)）])?[：:]"
    r"|(?:制表|填[表报]|审核|复核|经办|负责)人(?:[（(]\p{Han}{2}[)）])?$"
    r"|(?:备?注|说明|附注|日期|时间|(?:金额|合计)?大写|(?:金额)?单位)\d?[：:]"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it says without the blanks around it, and where that stands in the text."""

    text: str
    span: Span

    @property
    def words(self) -> str:
        """What it says without the blanks inside: 合　计, 金 额（万 元）."""
        return "".join(self.text.split())

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number, with its unit or without."""
        return MEASURED.fullmatch(self.text) is not None and TIME.fullmatch(self.text) is None

    @property
    def is_empty(self) -> bool:
        """Whether the cell holds nothing, or a stroke for it."""
        return NOTHING.fullmatch(self.text) is not None

    @property
    def is_ditto(self) -> bool:
        """Whether the cell says that it holds what the one above it does."""
        return DITTO.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its rows, of which the first ``heads`` are its head, and those under it.

    ``top`` is where the first of the tables begins that follow each other without another line.
    """

    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    body: tuple[tuple[Cell, ...], ...]
    top: int

    @property
    def start(self) -> int:
        """Where the table begins in the text."""
        return self.rows[0][0].span.start

    @property
    def end(self) -> int:
        """Where the table ends in the text."""
        return self.rows[-1][-1].span.end

    @property
    def width(self) -> int:
        """The number of cells of the longest row."""
        return max(map(len, self.rows))

    def column(self, at: int) -> list[Cell | None]:
        """Return the cells of a column under the head; ``None`` where a row ends before it."""
        return [row[at] if at < len(row) else None for row in self.body]

    def head(self, at: int) -> list[str]:
        """Return what the head says of a column, from the top; a wide cell covers what follows."""
        heads = self.rows[self._titles : self.heads]
        said = [_covering(row, at) for row in heads]
        lowest = max((n for n, row in enumerate(heads) if _says(row, at)), default=-1)
        return [words for n, words in enumerate(said) if words and n <= lowest]

    @property
    def _titles(self) -> int:
        """The number of rows over the heads that are one wide cell: 2019年救助率统计表."""
        above = self.rows[: max(0, self.heads - 1)]
        return next(
            (at for at, row in enumerate(above) if any(c.text for c in row[1:])), len(above)
        )


def find_grids(text: str) -> list[Grid]:
    """Return the tables of ``text``, in order."""
    found: list[Grid] = []
    run: list[tuple[Cell, ...]] = []
    end = -2
    for line in ROW.finditer(text) if "|" in text else ():
        if line.start() != end + 1 and run:
            found += _grid(run)
            run = []
        run.append(tuple(_cells(text, line.start(), line.end())))
        end = line.end()
    return [*found, *_grid(run)]


def _grid(rows: list[tuple[Cell, ...]]) -> Iterator[Grid]:
    """Yield the tables that rows without another line between them are, mostly one."""
    start = 0
    while len(rows) - start >= FEWEST_ROWS:
        below = range(start, len(rows))
        body = next((at for at in below if _has_figures(rows[at], at - start)), len(rows))
        heads = rows[start:body]
        said = {_said(row): row for row in heads}
        ends = (at for at in range(body + 1, len(rows)) if _is_over(rows[at], said))
        end = next(ends, len(rows))
        under = tuple(row for row in rows[body:end] if _said(row) not in said)
        yield Grid((*heads, *rows[body:end]), len(heads), under, rows[0][0].span.start)
        start = end


def _is_over(row: tuple[Cell, ...], heads: dict[tuple[str, ...], tuple[Cell, ...]]) -> bool:
    """Return whether a row is below a table: who made it, or the head of another."""
    if _has_figures(row, len(heads)) or _said(row) in heads:
        return False
    first = next((cell.words for cell in row if cell.text), "")
    return FOOT.match(first) is not None or (
        bool(heads) and _is_head(_said(row), next(reversed(heads)))
    )


def _said(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(cell.words for cell in row)


def _is_head(row: tuple[str, ...], head: tuple[str, ...]) -> bool:
    """Return whether a row without figures heads what follows: half of it, or more, is the head."""
    pairs = [pair for pair in zip(row, head, strict=False) if pair[0]]
    same = sum(said == over for said, over in pairs)
    return 0 < same < len(pairs) <= 2 * same


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    while start <= end:
        stop = min(CELL.match(text, start, end).end(), end)
        words = text[start:stop]
        left = start + len(words) - len(words.lstrip())
        said = words.strip()
        yield Cell(said, Span(left, left + len(said)))
        start = stop + 1


def _has_figures(row: tuple[Cell, ...], at: int) -> bool:
    """Return whether a row has figures, and not the years of a calendar that heads what follows.

    长江公司 | 2000 below a row of heads is what the company gave.
    """
    numbers = [cell.text for cell in row if cell.is_number]
    may_head = at == 0 or not row[0].text or OF_HEADS.match(row[0].words) is not None
    return bool(numbers) and not (may_head and all(YEAR.fullmatch(n) for n in numbers))


def _says(row: tuple[Cell, ...], at: int) -> bool:
    return at < len(row) and bool(row[at].text)


def _covering(row: tuple[Cell, ...], at: int) -> str:
    """Return the cell at ``at``, or the one to its left whose merged cell reaches it."""
    while at > 0 and not _says(row, at):
        at -= 1
    return row[at].words if _says(row, at) else ""
