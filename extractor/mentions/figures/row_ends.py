"""Figures at the end of a row of a table, to which the next row would give a unit.

    上期结余 | 18,600.00 ⏎ 本期收入 | 3,000.00         no 18,600 本
    红星公司    5000 ⏎ 元通公司    3000               no 5000元
    共发放慰问金5000 ⏎ 元，慰问30 ⏎ 户。              a sentence that a scrape has wrapped

What such a row states has no unit of its own, and is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.model import Mention, Value
from extractor.offsets import line_of

_ROW = regex.compile(r"[|\t]|\S[ \u3000]{2,}\S")  # cells, by signs or by blanks


def within_rows(figures: Sequence[Mention[Value]], text: str) -> list[Mention[Value]]:
    """Return the figures that do not run over the end of a row."""
    return [f for f in figures if "\n" not in f.text or not _ends_row(f, text)]


def _ends_row(figure: Mention[Value], text: str) -> bool:
    line = line_of(text, figure.span)
    end = figure.span.start + figure.text.index("\n")
    return _ROW.search(text, line.start, end) is not None
