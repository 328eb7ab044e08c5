r"""What reaches the terminal: tables and lines, with nothing in them the terminal would obey.

Names of files and texts of reports come from outside.  An escape sequence in one could clear the
screen or forge a line, and a bidirectional control could turn a figure round, so that every
character that does not print is shown as its escape (``\x1b``, ``\u202e``).  Identity and telephone
numbers are masked.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from extractor.interchange import write_decimal
from extractor.masking import masked
from extractor.wording import legible

SHORT, LEAST = 14, 10  # columns of a cell that is kept whole; of one that is not, at least
BORDER = 3  # of a cell: a line and two blanks
WIDE = 160  # columns where the output is no terminal: a file, a pipe


def printable(text: str) -> str:
    r"""Return ``text`` on one line, with what does not print written as an escape.

    >>> printable("a\x1b[2Jb　c")
    'a\\x1b[2Jb　c'
    """
    return "".join(c if c.isprintable() or _is_blank(c) else _escape(c) for c in text)


def data(stream: TextIO | None = None) -> Console:
    """Return the console for what was asked for, on ``stream`` or standard output."""
    return _console(stream or sys.stdout)


def talk() -> Console:
    """Return the console for progress and complaints, which never mix with the data."""
    return _console(sys.stderr)


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return a table of ``rows``; numbers are set flush right, texts made safe to show."""
    listed = [list(row) for row in rows]
    cells = [[printable(shown(cell)) for cell in row] for row in listed]
    drawn = Table(title=title or None, title_justify="left", header_style="bold")
    whole = _whole(heads, cells)
    for at, head in enumerate(heads):
        is_number = all(isinstance(row[at], int | float | None) for row in listed)
        side: JustifyMethod = "right" if is_number else "left"
        drawn.add_column(head, justify=side, overflow="fold", no_wrap=at in whole)
    for row in cells:
        drawn.add_row(*map(Text, row))
    return drawn


def _whole(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> set[int]:
    """Return the columns that are not broken: names to be copied, figures, if all of them fit."""
    widths = [max(map(cell_len, column)) + BORDER for column in zip(heads, *cells, strict=True)]
    short = {at for at, width in enumerate(widths) if width <= SHORT + BORDER}
    rest = (len(widths) - len(short)) * (LEAST + BORDER)
    return short if sum(widths[at] for at in short) + rest < data().width else set()


def shown(cell: object) -> str:
    """Return a cell as people read it: a number in plain digits, nothing for none.

    >>> shown(27200.0), shown(10.369318181818182), shown(None)
    ('27200', '10.3693', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return write_decimal(Decimal(repr(legible(cell))))
    return masked(str(cell))


def line(text: str, style: str = "") -> Text:
    """Return one line of ``text`` in ``style``, safe to show."""
    return Text(printable(masked(text)), style=style)


def _console(stream: TextIO) -> Console:
    width = None if stream.isatty() else WIDE
    return Console(file=stream, width=width, highlight=False, markup=False, soft_wrap=False)


def _is_blank(char: str) -> bool:
    return unicodedata.category(char) == "Zs"


def _escape(char: str) -> str:
    return ascii(char)[1:-1]
