"""One page of a PDF → its lines and the rows of its tables, from the top; and the pages in order.

    ruled cells, or columns that three lines keep    rows of a table, "p.3 table 1 row 2 col 3"
    two columns of running text                      the left one, then the right one
    30¹户, the 1 small and raised                    30¹户: the mark of a note is no digit
    a table at the foot of a page, its rows without a head at the top of the next     one table
    a character whose font does not say what it is   U+FFFD

Columns without rules count only where each word stands under one column alone and half a column is
numbers; anything else stays lines.  What parts two rows of one table (a page number) follows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any, TypeAlias

import regex

from extractor.reading.layouts import RAISED, Line, Piece
from extractor.reading.sheets import FEWEST_LINES, IN_CELL, has_numbers

SPACING = 6  # points: as far apart as the characters of Chinese type may be
GAP = 1.5  # of the height of the type: what parts columns
SMALL, RISE = 0.8, 0.15  # of the height of the type: how small and how far up a mark is
SHORTEST, FEWEST_BESIDE = 8, 4  # characters of a line and lines of a column of running text
RAGGED = 3  # heights of the type by which its lines may fall short
FURNITURE = 25  # characters: a page number, the name of the document
TOO_MANY = 0.1  # of the characters of a page, unknown
UNKNOWN = regex.compile(r"\(cid:[0-9]+\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or the rows of a table with so many columns."""

    top: float
    lines: list[Line]
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a line with no gap between them, and where they begin and end."""

    text: str
    start: float
    end: float


Stretches: TypeAlias = list[Stretch]


def blocks(page: Any, place: str) -> list[Block]:  # noqa: ANN401  # of a library
    """Return the lines and tables of ``page``, from the top."""
    _mark(page.chars)
    tables = [table for table in page.find_tables() if _is_table(table)]
    found = [
        Block(table.bbox[1], list(_rows(table, f"{place} table {n}")), len(table.rows[0].cells))
        for n, table in enumerate(tables, start=1)
    ]
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda thing: not _is_within(thing, boxes)) if boxes else page
    lines = outside.extract_text_lines(x_tolerance=SPACING)
    found += _text(lines, place, len(tables))
    return sorted(found, key=lambda block: block.top)


def is_unknown(page: Sequence[Block]) -> bool:
    """Return whether the fonts of a page leave open what a good part of its characters is."""
    said = "".join(piece.text for block in page for line in block.lines for piece in line)
    return said.count("\ufffd") > len(said) * TOO_MANY


def in_order(pages: Iterable[list[Block]]) -> Iterator[Line]:
    """Yield the lines of all pages; a table goes on where the next page begins with its rows."""
    waiting: list[Block] = []
    for page in pages:
        first = next((at for at, block in enumerate(page) if block.columns), None)
        last = next((at for at in reversed(range(len(waiting))) if waiting[at].columns), None)
        between = waiting[last + 1 :] + page[:first] if last is not None else []
        rows = (
            _further_rows(waiting[last], page[first])
            if last is not None and first is not None and all(map(_is_furniture, between))
            else []
        )
        if rows and last is not None and first is not None:
            whole = Block(0.0, waiting[last].lines + rows, waiting[last].columns)
            waiting = [*waiting[:last], whole, *between, *page[first + 1 :]]
        else:
            yield from _lines(waiting)
            waiting = page
    yield from _lines(waiting)


def _further_rows(table: Block, following: Block) -> list[Line]:
    """Return the rows of ``following`` where they belong to ``table``: it has its head, or none."""
    if table.columns != following.columns:
        return []
    said = [[[piece.text for piece in line] for line in b.lines] for b in (table, following)]
    alike = sum(1 for _ in takewhile(lambda rows: rows[0] == rows[1], zip(*said, strict=False)))
    has_head = not any(map(IN_CELL.fullmatch, said[1][0]))
    return following.lines[alike:] if alike or not has_head else []


def _is_furniture(block: Block) -> bool:
    return not block.columns and sum(len(p.text) for line in block.lines for p in line) <= FURNITURE


def _lines(page: Sequence[Block]) -> Iterator[Line]:
    for block, following in pairwise([*page, Block(0.0, [])]):
        yield from block.lines
        if block.columns and following.columns:
            yield (Piece("", block.lines[-1][0].place.partition(" ")[0]),)  # two tables, not one


def _mark(characters: Sequence[dict[str, Any]]) -> None:
    """Tell a raised digit from the digits before it, and show what cannot be known as such."""
    full = None
    for character in characters:
        character["text"] = UNKNOWN.sub("\ufffd", character["text"])
        if (
            full is not None
            and character["text"].isdigit()
            and character["size"] <= SMALL * full["size"]
            and character["bottom"] <= full["bottom"] - RISE * full["size"]
            and character["bottom"] > full["top"]
            and 0 <= character["x0"] - full["x0"] < 2 * full["size"]
        ):
            character["text"] = character["text"].translate(RAISED)
        elif not character["text"].isspace():
            full = character


def _text(lines: Sequence[dict[str, Any]], place: str, tables: int) -> Iterator[Block]:
    """Yield what stands outside ruled tables: rows of columns, two columns of text, lines."""
    parted = [_stretches(line["chars"]) for line in lines]
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and len(parted[end]) > 1:
            end += 1
        rows = _columns(parted[at:end])
        end = _end_beside(parted, at, end) if rows is None else end
        top = lines[at]["top"] if at < len(lines) else 0.0
        if rows is not None:
            tables += 1
            yield Block(top, list(_cells(rows, f"{place} table {tables}")), len(rows[0]))
        elif end - at >= FEWEST_BESIDE and (beside := _beside(parted[at:end])) is not None:
            yield Block(top, [(Piece(text, place),) for text in beside])
        else:
            end = max(end, at + 1)
            yield from (Block(one["top"], [(Piece(one["text"], place),)]) for one in lines[at:end])
        at = end


def _stretches(characters: Sequence[dict[str, Any]]) -> Stretches:
    found: Stretches = []
    end = None
    for one in sorted(characters, key=lambda c: c["x0"]):
        if one["text"].isspace():
            continue
        gap = one["x0"] - end if end is not None else 0.0
        if not found or gap > GAP * one["size"]:
            found.append(Stretch(one["text"], one["x0"], one["x1"]))
        else:
            said = found[-1].text + (" " if gap > SPACING else "") + one["text"]
            found[-1] = Stretch(said, found[-1].start, one["x1"])
        end = one["x1"]
    return found


def _columns(rows: Sequence[Stretches]) -> list[list[str]] | None:
    """Return the cells of ``rows`` in their columns, or ``None`` where they are no table."""
    width = max(map(len, rows), default=0)
    if len(rows) < FEWEST_LINES:
        return None
    full = [row for row in rows if len(row) == width]
    reach = [
        (min(s.start for s in col), max(s.end for s in col)) for col in zip(*full, strict=True)
    ]
    if any(end > start for (_, end), (start, _) in pairwise(reach)):
        return None
    placed = []
    for row in rows:
        cells = [""] * width
        for stretch in row:
            under = [at for at, (start, end) in enumerate(reach)
                     if stretch.start < end and stretch.end > start]  # fmt: skip
            if len(under) != 1 or cells[under[0]]:
                return None
            cells[under[0]] = stretch.text
        placed.append(cells)
    return placed if has_numbers(placed) else None


def _end_beside(rows: Sequence[Stretches], at: int, end: int) -> int:
    """Return where two columns of text end, of which one may be longer than the other."""
    if end == at or any(len(row) != 2 for row in rows[at:end]):  # noqa: PLR2004  # two columns
        return end
    left, right = (
        max(row[0].end for row in rows[at:end]),
        min(row[1].start for row in rows[at:end]),
    )
    while (
        end < len(rows)
        and len(rows[end]) == 1
        and (rows[end][0].end <= left or rows[end][0].start >= right)
    ):
        end += 1
    return end


def _beside(rows: Sequence[Stretches]) -> list[str] | None:
    """Return the lines of two columns of running text, one column after the other."""
    pairs = [row for row in rows if len(row) > 1]
    if any(len(row) != 2 for row in pairs):  # noqa: PLR2004  # two columns
        return None
    gutter = min(row[1].start for row in pairs)
    columns = [[s for row in rows for s in row if (s.start < gutter) is is_left]
               for is_left in (True, False)]  # fmt: skip
    if max(s.end for s in columns[0]) > gutter or not all(map(_runs_on, columns)):
        return None
    return [stretch.text for column in columns for stretch in column]


def _runs_on(column: Stretches) -> bool:
    """Return whether most lines of a column are long and end near its right edge."""
    edge = max(stretch.end for stretch in column)
    height = max((s.end - s.start) / len(s.text) for s in column)
    full = [s for s in column if len(s.text) >= SHORTEST and edge - s.end <= RAGGED * height]
    return 2 * len(full) > len(column)


def _is_table(table: Any) -> bool:  # noqa: ANN401
    """Return whether it has cells side by side: a frame around a text is no table."""
    return len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1


def _is_within(thing: dict[str, Any], boxes: list[tuple[float, float, float, float]]) -> bool:
    if "top" not in thing:
        return False
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(left <= x < right and top <= y < bottom for left, top, right, bottom in boxes)


def _rows(table: Any, place: str) -> Iterator[Line]:  # noqa: ANN401
    said = ([(cell or "").replace("\n", "") for cell in row]
            for row in table.extract(x_tolerance=SPACING))  # fmt: skip
    return _cells(said, place)


def _cells(rows: Iterable[Sequence[str]], place: str) -> Iterator[Line]:
    for down, row in enumerate(rows, start=1):
        if any(row):
            yield tuple(Piece(c, f"{place} row {down} col {at}") for at, c in enumerate(row, 1))
