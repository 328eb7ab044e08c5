"""Makes of a table in Markdown, or one drawn with | and +, the rows that every other table has.

    | 片区 | **金额** |                     →  片区 | 金额        the outer pipes go, and emphasis
    |------|---------:|,  +-----+-----+     →                    lines of rules go

Lines that follow each other are such a table where one of them is a line of rules between columns,
or where each begins the line with a pipe and ends it with one: a row of any other table whose first
cell is empty begins with a blank.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.offsets import Edit, Span
from extractor.restoring.page import Fixer, Page, apart

FIXER_ID = "table.rule"
BLANK = "[ \t\u3000\r]"
RUN = regex.compile(r"^[^\n]*[|+][^\n]*+(?:\n[^\n]*[|+][^\n]*+)++", regex.MULTILINE)
RULE = regex.compile(
    rf"^{BLANK}*+(?:\|?{BLANK}*+:?-{{2,}}+:?{BLANK}*+(?:\|{BLANK}*+(?::?-{{2,}}+:?{BLANK}*+)?)++"
    rf"|\+(?:[-=:]++\+)++{BLANK}*+)(?:\n|\Z)",
    regex.MULTILINE,
)
ROW = regex.compile(r"^[^\n]*\|[^\n]*+$", regex.MULTILINE)
FRAMED = regex.compile(rf"^\|[^\n]*\|{BLANK}*+$")
OUTER = regex.compile(rf"^{BLANK}*+\|{BLANK}*+|(?<!{BLANK}){BLANK}*+\|{BLANK}*+$", regex.MULTILINE)
# A cell that is marked as a whole: **合计**, *70*, `300`; what ~~ strikes out is left as it is.
MARKED = regex.compile(
    rf"(?<=[|\n]|^){BLANK}*+(?P<mark>\*\*?|__?|`)(?P<said>[^|\n*_`]++)(?P=mark){BLANK}*+(?=\||$)",
    regex.MULTILINE,
)


def propose(page: Page) -> list[Edit]:
    """Return the deletion of outer pipes, lines of rules and marks of emphasis."""
    found: list[Edit] = []
    for run in RUN.finditer(page.text):
        rules = list(RULE.finditer(page.text, run.start(), run.end() + 1))
        rows = [row for row in ROW.finditer(page.text, run.start(), run.end())
                if not any(rule.start() <= row.start() < rule.end() for rule in rules)]  # fmt: skip
        if rules or (len(rows) > 1 and all(FRAMED.match(row.group()) for row in rows)):
            found += [Edit(Span(*rule.span()), "", FIXER_ID) for rule in rules]
            for row in rows:
                found += _bare(page.text, row.start(), row.end())
    return apart(found)


def _bare(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits that leave of a row its cells and the pipes between them."""
    yield from (Edit(Span(*pipe.span()), "", FIXER_ID) for pipe in OUTER.finditer(text, start, end))
    for cell in MARKED.finditer(text, start, end):
        first, last = cell.span("said")
        mark = len(cell["mark"])
        yield Edit(Span(first - mark, first), "", FIXER_ID)
        yield Edit(Span(last, last + mark), "", FIXER_ID)


FIXER = Fixer("pipes", lambda letters: "|" in letters, propose)
