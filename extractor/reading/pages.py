"""An HTML page → its text, a line a block; scripts, styles and the head are left out.

    <p>慰问<b>30</b>户</p><p>&yen;3.5万元</p>   →   慰问30户⏎¥3.5万元
    <td>一季度</td><td>3.5</td>                    →   一季度 | 3.5, place "table 1 row 1 col 2"
    <p style="display:none">900户</p>             →   left out, note "hidden-text"
    <del>300</del>30<sup>1</sup>户                →   30¹户, note "struck-text"

Blanks and line breaks of the source count as one blank, as on the screen, and none where they stand
between two Chinese characters.  A row whose cells hold a few short lines is a row of a table; one
that holds more, or another table, was used to lay out the page, and its cells are blocks.  A cell
that reaches over rows or columns leaves an empty one in each.  The page's own furniture stays: the
splitter cuts it.  Text that merely holds a tag is no page: a page begins with <html or <!doctype
html, or is a piece of one from its first tag to its last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import regex

from extractor.model import Note
from extractor.reading.layouts import RAISED, Laid, Line, Piece, lay
from extractor.reading.left_out import quoting
from extractor.reading.media import is_for_desk
from extractor.reading.style_sheets import StyleSheet

PAGE = regex.compile(
    r"\s*+(?:<\?xml[^>]{0,200}+>\s*+)?+(?:<!--[^>]{0,2000}+>\s*+)*+<(?:!doctype\s++html|html)\b",
    regex.IGNORECASE,
)
PIECE = regex.compile(
    r"\s*+<(?P<tag>body|div|table|center|p|meta|title|head)(?:\s[^<>]{0,400}+)?>", regex.IGNORECASE
)
BLOCK = regex.compile(
    "address|article|aside|blockquote|body|br|center|dd|div|dl|dt|fieldset|figcaption|figure|footer"
    "|form|h[1-6r]|header|li|main|nav|ol|option|p|pre|section|table|tr|ul"
)
UNSEEN = regex.compile("head|script|style|template|noscript|iframe|object|select|textarea")
VOID = regex.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
STRUCK = frozenset({"del", "s", "strike"})
CELLS = frozenset({"td", "th"})
LINED = regex.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", regex.IGNORECASE)
HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
WIDE = r"[\u3000-\u9fff\uff00-\uffef]"
BETWEEN_WIDE = regex.compile(rf"(?<={WIDE}) (?={WIDE})")
BLANKS = regex.compile(r"[ \t\r\n\f]++")
DECLARED = regex.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9-]{3,12})")
SAME = {"gb2312": "gb18030", "gbk": "gb18030", "utf8": "utf-8"}
MOST_LINES, LONGEST_CELL = 6, 300  # of a cell of a table; more is a part of the page
MOST_COLUMNS, MOST_ROWS = 200, 1000  # that a cell reaches over


def is_page(text: str) -> bool:
    """Return whether ``text`` is an HTML page."""
    return PAGE.match(text) is not None or (
        text.rstrip().endswith(">") and PIECE.match(text) is not None
    )


def read_page(markup: str, encoding: str = "") -> Laid:
    """Return the text that the page shows, with the place of every cell."""
    lines, notes = page_lines(markup)
    return lay(lines, (*_declared(markup, encoding), *notes), encoding)


def page_lines(markup: str) -> tuple[list[Line], list[Note]]:
    """Return the lines that the page shows, and notes on the words that it does not."""
    page = _Page()
    page.feed(markup)
    page.close()
    return page.lines(), quoting({code: "".join(said) for code, said in page.kept.items()})


def _declared(markup: str, encoding: str) -> tuple[Note, ...]:
    """Return a note where the page says that it is in another encoding than it is."""
    declared = DECLARED.search(markup[:4096])
    named = declared[1].lower() if declared else encoding
    is_wrong = not encoding.startswith(SAME.get(named, named))  # utf-16 is utf-16-le
    return (Note("encoding-declared-wrong", f"{named}, is {encoding}"),) if is_wrong else ()


@dataclass(slots=True)
class _Block:
    """Lines that are being filled: the page, or one cell of a row."""

    lines: list[Line | list[str]] = field(default_factory=lambda: [[]])
    wide: int = 1  # columns it spans
    tall: int = 1  # rows it spans

    def write(self, data: str) -> None:
        if not isinstance(self.lines[-1], list):
            self.lines.append([])
        last = self.lines[-1]
        if isinstance(last, list):
            last.append(data)

    def finished(self) -> list[Line]:
        done = [(Piece(_plain(one)),) if isinstance(one, list) else one for one in self.lines]
        return [line for line in done if any(piece.text for piece in line)]


@dataclass(slots=True)
class _Table:
    """A table that is open: its number, how many rows it had, and the cells of the row it is in."""

    number: int
    rows: int = 0
    cells: list[_Block] | None = None
    is_in_cell: bool = False
    covered: dict[int, int] = field(default_factory=dict)  # column: rows a cell above reaches down
    is_laid: bool = False  # whether its last row was one of cells


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: dict[str, list[str]] = {"hidden-text": [], "struck-text": []}
        self._page = _Block()
        self._tables: list[_Table] = []
        self._count = 0
        self._unseen: list[str] = []
        self._keep: list[str] | None = None  # what is not shown goes here
        self._raised = 0
        self._sheet = StyleSheet()
        self._is_in_sheet = False

    def lines(self) -> list[Line]:
        while self._tables:
            self._close_table()
        return self._page.finished()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_in_sheet = tag == "style" and is_for_desk(dict(attrs).get("media") or "")
        if tag == "body" and self._keep is None:
            self._unseen.clear()  # a head that was never closed ends here
        if self._unseen == ["p"] and BLOCK.fullmatch(tag) and tag != "br":
            self.handle_endtag("p")  # which need not be written
        if self._unseen:
            self._unseen += [tag] * (tag in self._unseen)
        elif (unshown := _unshown(tag, attrs, self._sheet)) is not None:
            if tag in CELLS and self._tables and _keeps_place(unshown, attrs):
                self._open_cell(attrs)
            self._unseen.append(tag)
            self._keep = self.kept.get(unshown)
        else:
            self._open(tag, attrs)

    def _open(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "sup":
            self._raised += 1
        elif tag == "table":
            self._count += 1
            self._tables.append(_Table(self._count))
        elif tag == "tr" and self._tables:
            self._close_row()
            self._tables[-1].cells = []
        elif tag in CELLS and self._tables:
            self._open_cell(attrs)
        elif BLOCK.fullmatch(tag):
            self._block().lines.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not UNSEEN.fullmatch(tag):
            self.handle_starttag(tag, attrs)
            if tag in self._unseen:
                self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._is_in_sheet = False
        if self._unseen:
            if tag in self._unseen:
                at = len(self._unseen) - 1 - self._unseen[::-1].index(tag)
                del self._unseen[at:]
            self._keep = self._keep if self._unseen else None
        elif tag == "sup":
            self._raised = max(0, self._raised - 1)
        elif tag == "table" and self._tables:
            self._close_table()
        elif tag == "tr" and self._tables:
            self._close_row()
        elif tag in CELLS and self._tables:
            self._tables[-1].is_in_cell = False
        elif BLOCK.fullmatch(tag):
            self._block().lines.append([])

    def handle_data(self, data: str) -> None:
        if self._is_in_sheet:
            self._sheet.add(data)
        if not self._unseen:
            self._block().write(data.translate(RAISED) if self._raised else data)
        elif self._keep is not None:
            self._keep.append(data)

    def _block(self) -> _Block:
        """Return what is being filled: the innermost open cell, else the page."""
        for table in reversed(self._tables):
            if table.is_in_cell and table.cells:
                return table.cells[-1]
        return self._page

    def _open_cell(self, attrs: list[tuple[str, str | None]]) -> None:
        table = self._tables[-1]
        if table.cells is None:
            table.cells = []
        said = dict(attrs)
        wide, tall = (
            _reach(said.get("colspan"), MOST_COLUMNS),
            _reach(said.get("rowspan"), MOST_ROWS),
        )
        table.cells.append(_Block(wide=wide, tall=tall))
        table.is_in_cell = True

    def _close_row(self) -> None:
        table = self._tables[-1]
        cells, table.cells, table.is_in_cell = table.cells, None, False
        if not cells:
            return
        table.rows += 1
        row = _row([(cell.finished(), cell) for cell in cells], table)
        self._block().lines += row

    def _close_table(self) -> None:
        self._close_row()
        self._tables.pop()
        self._block().lines.append([])


def _row(cells: list[tuple[list[Line], _Block]], table: _Table) -> list[Line]:
    """Return a row of a table as one line, and one that lays out the page as its blocks."""
    above, table.covered = table.covered, {at: n - 1 for at, n in table.covered.items() if n > 1}
    is_alone = len(cells) == 1 and not above and not (table.is_laid and cells[0][1].wide > 1)
    table.is_laid = not (is_alone or any(_is_part_of_page(lines) for lines, _ in cells))
    if not table.is_laid:
        return [line for lines, _ in cells for line in lines]
    pieces: list[Piece] = []
    for lines, cell in cells:
        pieces += _reached(above, len(pieces))
        at = len(pieces)
        if cell.tall > 1:
            table.covered |= dict.fromkeys(range(at, at + cell.wide), cell.tall - 1)
        place = f"table {table.number} row {table.rows} col {at + 1}"
        pieces.append(Piece(" ".join(line[0].text for line in lines), place))
        pieces += [Piece("", place)] * (cell.wide - 1)
    return [(*pieces, *_reached(above, len(pieces)))]


def _reached(covered: dict[int, int], at: int) -> list[Piece]:
    """Return the empty cells, from column ``at`` on, that a cell above reaches down to."""
    beyond = at
    while beyond in covered:
        beyond += 1
    return [Piece("")] * (beyond - at)


def _reach(span: str | None, most: int) -> int:
    """Return over how many columns or rows a cell reaches."""
    is_number = span is not None and span.isascii() and span.isdigit() and len(span) < len("10000")
    return max(1, min(int(span), most)) if span is not None and is_number else 1


def _is_part_of_page(lines: list[Line]) -> bool:
    return (
        len(lines) > MOST_LINES
        or any(len(line) > 1 for line in lines)
        or sum(len(line[0].text) for line in lines) > LONGEST_CELL
    )


def _unshown(tag: str, attrs: list[tuple[str, str | None]], sheet: StyleSheet) -> str | None:
    """Return the note on what a tag holds where the page does not show it, "" for code."""
    if UNSEEN.fullmatch(tag):
        return ""
    if VOID.fullmatch(tag):
        return None
    said = dict(attrs)
    style = said.get("style") or ""
    if tag in STRUCK or LINED.search(style):
        return "struck-text"
    is_hidden = "hidden" in said or HIDDEN.search(style) or sheet.hides(tag, said)
    return "hidden-text" if is_hidden else None


def _keeps_place(unshown: str, attrs: list[tuple[str, str | None]]) -> bool:
    """Return whether a cell whose words are not read still stands in its column."""
    return unshown == "struck-text" or any(
        name == "style" and "visibility" in (value or "").lower() for name, value in attrs
    )


def _plain(parts: list[str]) -> str:
    return str(BETWEEN_WIDE.sub("", BLANKS.sub(" ", "".join(parts)).strip(" ")))
