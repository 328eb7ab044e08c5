"""Puts pipes between the columns of a table that a text draws with rules, tabs or blanks.

    ├──┼──┤, │东片│30│                →  东片 | 30       drawn with rules, which go
    片区⇥金额（元） / 东片⇥500          →  片区 | 金额（元） / 东片 | 500
    片区    户数 / 东片    30           →  片区 | 户数 / 东片 | 30

Tabs or two blanks part columns only in three lines or more that follow each other and have equally
many of them, where the first line is a head without numbers and gives a column of numbers its unit,
or 单位：… stands above.  One blank parts them only where there are three columns or more, and all
but the first are of numbers.  Anything else is left alone: a list of names and sums in two columns
is read as it stands, and a line whose cell is empty has a column less, unless what it has begins or
ends right under the heads, or it is one of two:

    序号  单位  户数  金额 / 合计  45  9000   →  合计 |  | 45 | 9000   numbers for all such columns
    姓名  金额（元）  签字 / 张三  500        →  张三 | 500 |          nothing is signed yet

Blanks inside a word (单　　位, 合  计) part no columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, takewhile
from unicodedata import east_asian_width

import regex

from extractor.grids import NUMBER, SEPARATOR
from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page, apart
from extractor.restoring.row_heads import APART
from extractor.restoring.units import OVER, stated_below, unit_of, units_in

RULES = "\u2500-\u257f"
BLANK, BAR = "[ \u3000]", "[│┃║]"
FROM_BLANKS = rf"(?<!{BLANK}){BLANK}*+"  # from the first on, or a long run takes its square
LINE_OF_RULES = regex.compile(rf"^[ \t\u3000]*+[{RULES}][{RULES} \t\u3000]*+(?:\n|\Z)", regex.M)
EDGE = regex.compile(rf"^{BLANK}*+{BAR}{BLANK}*+|{FROM_BLANKS}{BAR}{BLANK}*+$", regex.M)
RULE = regex.compile(rf"{FROM_BLANKS}{BAR}{BLANK}*+")
LINE = regex.compile(r"[^\n]++")
TAB = regex.compile(rf"{FROM_BLANKS}\t{BLANK}*+")
INDENT = regex.compile(rf"{BLANK}*+")
ONE_BLANK = regex.compile(rf"(?<=\S){BLANK}(?=\S)")
BLANKS = regex.compile(rf"(?<=\S){BLANK}{{2,}}+(?=\S)")
NUMBERS = regex.compile(
    rf"(?:\t|(?<!{BLANK}){BLANK}){BLANK}*+[¥￥]?[0-9][0-9.,]*+"
    rf"(?:{BLANK}{{2}}|[ \u3000\r]*+(?:\t|$))",
    regex.M,
)
# The two characters of a word that is set to the width of its column.
WORDS = (
    "合计 小计 总计 共计 单位 职位 姓名 名称 品名 序号 编号 户数 人数 人次 件数 份数 数量 金额 余额"
    " 资金 项目 性别 年龄 乡镇 城镇 村名 村别 县区 单价 备注 日期 标准 收入 支出 结余 住址 签字"
)
WIDE = regex.compile(
    rf"(?<!\p{{Han}})(?:{'|'.join(f'{BLANK}++'.join(word) for word in WORDS.split())})(?!\p{{Han}})"
)
TOTAL = regex.compile(r"(?:合|小|总|共)[ \u3000]*计[：:]?")
REMARK = regex.compile(r"备\s*注|签\s*[字名章]|领取人(?:签[字名])?|说\s*明")
IS_NUMBER = regex.compile(rf"(?:[¥￥]\s?)?{NUMBER.pattern}")
Row = tuple[int, list[regex.Match[str]], int]  # where a line begins, its gaps, and where it ends
FEWEST = 3  # lines
LONGEST = 400  # characters of a line of heads
ABOVE = 100  # characters before a table in which its unit may stand


def propose(page: Page) -> list[Edit]:
    """Return a pipe for each border between columns, and the deletion of what is drawn."""
    found = list(_drawn(page.text)) if not page.letters.isdisjoint("│┃║") else []
    if NUMBERS.search(page.text):
        for gap in (TAB, BLANKS, ONE_BLANK):
            found += _spaced(page.text, gap)
    return apart(found)


def _drawn(text: str) -> Iterator[Edit]:
    for pattern, pipe in ((LINE_OF_RULES, ""), (EDGE, ""), (RULE, " | ")):
        yield from (Edit(Span(*m.span()), pipe, "table.rule") for m in pattern.finditer(text))


def _spaced(text: str, gap: regex.Pattern[str]) -> Iterator[Edit]:
    for run in _runs(text, gap):
        borders = len(run[0][1])
        is_wide = borders and (gap is not ONE_BLANK or borders + 1 >= FEWEST)
        if len(run) >= FEWEST and is_wide and "|" not in text[run[0][0] : run[-1][2]]:
            places = _places(text, run, all_of=gap is ONE_BLANK)
            for (start, gaps, end), columns in zip(run, places, strict=False):
                if columns[0]:
                    indent = Span(start, INDENT.match(text, start, end).end())
                    yield Edit(indent, SEPARATOR * columns[0], "table.column")
                steps = [after - before for before, after in pairwise(columns)]
                yield from (Edit(Span(*m.span()), SEPARATOR * n, "table.column")
                            for m, n in zip(gaps, steps, strict=True))  # fmt: skip
                if columns[-1] < borders:
                    yield Edit(Span(end, end), SEPARATOR * (borders - columns[-1]), "table.column")


def _runs(text: str, gap: regex.Pattern[str]) -> Iterator[list[Row]]:
    """Yield lines that follow each other with as many columns as the first, or that lack some."""
    run: list[Row] = []
    for line in LINE.finditer(text):
        row = (line.start(), _gaps(text, gap, *line.span()), line.end())
        is_next = bool(run) and row[0] == run[-1][2] + 1
        if run and not (is_next and _goes_on(text, row, run[0], aligned=gap is BLANKS)):
            yield run
            run = []
        if not OVER.search(line.group()):
            run.append(row)
    if run:
        yield run


def _gaps(text: str, gap: regex.Pattern[str], start: int, end: int) -> list[regex.Match[str]]:
    gaps = list(gap.finditer(text, start, end))
    inside = [m.span() for m in WIDE.finditer(text, start, end)] if gaps else []
    return [m for m in gaps if not any(a < m.start() and m.end() < b for a, b in inside)]


def _goes_on(text: str, row: Row, head: Row, *, aligned: bool) -> bool:
    start, gaps, _ = row
    lacking = len(head[1]) - len(gaps)
    if not lacking:
        return True
    if aligned and gaps and lacking > 0 and _under(text, row, head):
        return True
    is_total = bool(gaps) and TOTAL.fullmatch(text[start : gaps[0].start()].strip()) is not None
    return bool(gaps) and (is_total if lacking != 1 else is_total or _is_remarked(text, head))


def _is_remarked(text: str, head: Row) -> bool:
    return REMARK.fullmatch(text[head[1][-1].end() : head[2]].strip()) is not None


def _places(text: str, run: Sequence[Row], *, all_of: bool) -> list[list[int]]:
    """Return the columns in which the cells of each line stand, if the lines are a table.

    Lines after one whose cells have no certain place are left out.  ``all_of`` their columns but
    the first must be of numbers.
    """
    rows = [
        [text[a:b].strip() for a, b in zip(
            [start, *(m.end() for m in gaps)], [*(m.start() for m in gaps), end], strict=True)]
        for start, gaps, end in run
    ]  # fmt: skip
    width = len(rows[0])
    are_aligned = all(len(row) < width or _under(text, at, run[0])
                      for row, at in zip(rows, run, strict=True))  # fmt: skip
    under = [_under(text, row, run[0]) if are_aligned else [] for row in run]
    # Where most lines have nothing in the last column of remarks, they tell the others.
    fewest = width - _is_remarked(text, run[0])
    placed = [dict(zip(places or range(len(row)), row, strict=True))
              for places, row in zip(under, rows, strict=True)
              if places or len(row) >= fewest]  # fmt: skip
    numbers = [at for at in range(width) if _is_of_numbers([row.get(at, "") for row in placed])]
    if any(map(IS_NUMBER.fullmatch, rows[0])) or (all_of and numbers != [*range(1, width)]):
        return []
    stated = OVER.search(text[max(0, run[0][0] - ABOVE) : run[0][0]].rstrip())
    over = units_in(stated["unit"]) if stated else stated_below(text, run[-1][2])
    if all(unit_of([rows[0][at]], over) is None for at in numbers):
        return []
    found = [places or _places_of(row, rows[0], numbers)
             for places, row in zip(under, rows, strict=True)]  # fmt: skip
    found = list(takewhile(bool, found))
    return found if len(found) >= FEWEST else []


def _places_of(row: Sequence[str], heads: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """Return the columns in which the cells of a line stand, if that is certain."""
    if len(row) == len(heads):
        return [*range(len(heads))]
    counted = [at for at in numbers if at and not APART.search(heads[at])]
    is_total = TOTAL.fullmatch(row[0]) is not None
    if is_total and len(counted) == len(row) - 1 and all(map(IS_NUMBER.fullmatch, row[1:])):
        return [0, *counted]
    are_like = all(IS_NUMBER.fullmatch(row[at]) for at in numbers if at < len(row))
    return [*range(len(row))] if are_like and not is_total else []


def _under(text: str, row: Row, head: Row) -> list[int]:
    """Return the columns at whose heads the cells of a line begin or end, as wide as they look."""
    if head[2] - head[0] > LONGEST:
        return []
    edges = _edges(text, head)
    found: list[int] = []
    for start, end in _edges(text, row):
        fitting = [at for at, (left, right) in enumerate(edges) if start == left or end == right]
        if len(fitting) != 1 or fitting[0] <= (found or [-1])[-1]:
            return []
        found += fitting
    return found


def _edges(text: str, row: Row) -> list[tuple[int, int]]:
    """Return where the cells of a line begin and end, in half-width characters."""
    start, gaps, end = row
    wide = [0, *accumulate(1 + (east_asian_width(char) in "WF") for char in text[start:end])]
    cells = zip([start, *(m.end() for m in gaps)], [*(m.start() for m in gaps), end], strict=True)
    said = [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in cells]
    return [(wide[a - start], wide[b - start]) for a, b in said]


def _is_of_numbers(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return 2 * sum(IS_NUMBER.fullmatch(cell) is not None for cell in filled) > len(filled)


FIXER = Fixer("columns", lambda letters: not letters.isdisjoint("│┃║\t \u3000"), propose)
