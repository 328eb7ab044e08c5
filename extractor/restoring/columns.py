"""Puts pipes between the columns of a table that a text draws with rules, tabs or blanks.

    ├──┼──┤, │东片│30│                →  东片 | 30       drawn with rules, which go
    片区⇥金额（元） / 东片⇥500          →  片区 | 金额（元） / 东片 | 500
    片区    户数 / 东片    30           →  片区 | 户数 / 东片 | 30

Tabs or two blanks part columns only in three lines or more that follow each other and have equally
many of them, where the first line is a head without numbers and gives a column of numbers its unit,
or 单位：… stands above.  One blank parts them only where there are three columns or more, and all
but the first are of numbers.  Anything else is left alone: a list of names and sums in two columns
is read as it stands, and a line whose cell is empty has a column less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.grids import NUMBER
from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page, apart
from extractor.restoring.units import OVER, unit_of

RULES = "\u2500-\u257f"
BLANK, BAR = "[ \u3000]", "[│┃║]"
FROM_BLANKS = rf"(?<!{BLANK}){BLANK}*+"  # from the first on, or a long run takes its square
LINE_OF_RULES = regex.compile(rf"^[ \t\u3000]*+[{RULES}][{RULES} \t\u3000]*+(?:\n|\Z)", regex.M)
EDGE = regex.compile(rf"^{BLANK}*+{BAR}{BLANK}*+|{FROM_BLANKS}{BAR}{BLANK}*+$", regex.M)
RULE = regex.compile(rf"{FROM_BLANKS}{BAR}{BLANK}*+")
LINE = regex.compile(r"[^\n]++")
TAB = regex.compile(rf"{FROM_BLANKS}\t{BLANK}*+")
ONE_BLANK = regex.compile(rf"(?<=\S){BLANK}(?=\S)")
BLANKS = regex.compile(rf"(?<=\S){BLANK}{{2,}}+(?=\S)")
NUMBERS = regex.compile(
    rf"(?:\t|(?<!{BLANK}){BLANK}){BLANK}*+[0-9][0-9.,]*+[ \u3000\r]*+(?:\t|$)", regex.M
)
FEWEST = 3  # lines
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
    lines = [(m.start(), [*gap.finditer(text, m.start(), m.end())], m.end())
             for m in LINE.finditer(text)]  # fmt: skip
    breaks = [0, *(at for at, (one, two) in enumerate(pairwise(lines), start=1)
                   if two[0] != one[2] + 1 or len(two[1]) != len(one[1])), len(lines)]  # fmt: skip
    for first, last in pairwise(breaks):
        run = lines[first:last]
        borders = len(run[0][1]) if run else 0
        is_wide = borders and (gap is not ONE_BLANK or borders + 1 >= FEWEST)
        if len(run) >= FEWEST and is_wide and _is_table(text, run, all_of=gap is ONE_BLANK):
            for _, gaps, _ in run:
                yield from (Edit(Span(*m.span()), " | ", "table.column") for m in gaps)


def _is_table(
    text: str, run: Sequence[tuple[int, list[regex.Match[str]], int]], *, all_of: bool
) -> bool:
    """Whether the lines are one; ``all_of`` their columns but the first must then be of numbers."""
    rows = [
        [text[a:b].strip() for a, b in zip(
            [start, *(m.end() for m in gaps)], [*(m.start() for m in gaps), end], strict=True)]
        for start, gaps, end in run
    ]  # fmt: skip
    if "|" in text[run[0][0] : run[-1][2]] or any(map(NUMBER.fullmatch, rows[0])):
        return False
    columns = list(zip(*rows, strict=True))
    numbers = [column for column in columns if _is_of_numbers(column)]
    if all_of and columns[1:] != numbers:
        return False
    stated = OVER.search(text[max(0, run[0][0] - ABOVE) : run[0][0]].rstrip())
    unit = stated["unit"] if stated else None
    return any(unit_of([column[0]], unit) is not None for column in numbers)


def _is_of_numbers(column: Sequence[str]) -> bool:
    return 2 * sum(NUMBER.fullmatch(cell) is not None for cell in column) > len(column)


FIXER = Fixer("columns", lambda letters: not letters.isdisjoint("│┃║\t \u3000"), propose)
