"""How the workbook looks: heads that stay, filters, formats, colours, widths, print settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.deciding import Status
from extractor.model import Verdict
from extractor.report.cells import cell_day, cell_text, number_format
from extractor.report.columns import SheetColumn, Shown
from extractor.store import close_book, new_book
from extractor.wording import Language, label

A4 = 9  # Excel's number for the paper
HEAD_HEIGHT = 30
LINE = 15  # points
MOST_LINES = 8  # of a row; the cell holds the rest
LOOKED_AT = 1000  # characters
FONT = "微软雅黑"  # where it is missing, the reader's own
COLOURS = {  # of a verdict: paper, ink
    Verdict.FAILS: ("#FDE7E4", "#9B1C10"),
    Verdict.CANNOT_TELL: ("#FFF3D6", "#7A4B00"),
    Verdict.WITHIN_APPROXIMATION: ("#E8F0FB", "#1D4E89"),
    Verdict.HOLDS: ("#E6F4EA", "#1E6B34"),
}
ENTRY_PAPER = "#FFFDE7"
HEAD: Mapping[str, object] = {
    "bold": True,
    "bg_color": "#1F3A5F",
    "font_color": "#FFFFFF",
    "text_wrap": True,
}
NUMBERS = (Shown.MONEY, Shown.NUMBER, Shown.SHARE, Shown.DAY)  # set flush right
WRAPPED = (Shown.LONG, Shown.WORD, Shown.ENTRY)
PLACES = ("file", "other_file")  # from the first of them on, columns are not printed


@dataclass(frozen=True, slots=True)
class Target:
    """A row of a sheet, counted from 0, the head."""

    sheet: str
    row: int


class Book:
    """An open workbook, and how often something did not fit in."""

    def __init__(self, path: Path, language: Language) -> None:
        self._book = new_book(path, strings_to_numbers=False, nan_inf_to_errors=True)
        self._sheets: dict[str, Any] = {}
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.language = language
        self.cut_cells = 0
        # Millions of cells look one of these ways.
        entry = self.style(bg_color=ENTRY_PAPER, border=1, border_color="#D9CFA0", text_wrap=True)
        self._looks = dict.fromkeys(Shown, self.style()) | {
            Shown.LONG: self.style(text_wrap=True),
            Shown.WORD: self.style(text_wrap=True),
            Shown.ENTRY: entry,
        }
        self._numbers: dict[str, Any] = {}

    def close(self) -> None:
        """Write the file."""
        close_book(self._book)

    def add(self, name: str) -> str:
        """Add a sheet; return its name."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        self._sheets[name] = sheet
        return name

    def head(self, name: str, columns: Sequence[SheetColumn], rows: int) -> None:
        """Write the head of a sheet of ``rows`` rows, freeze it, and set up its columns."""
        sheet = self._sheets[name]
        sheet.set_row(0, HEAD_HEIGHT)
        for at, column in enumerate(columns):
            side = {"align": "right"} if column.shown in NUMBERS else {}
            sheet.write_string(
                0, at, label("head", column.name, self.language), self.style(**HEAD, **side)
            )
            hidden = {"hidden": True} if column.shown is Shown.HIDDEN else {}
            sheet.set_column(at, at, column.width, None, hidden)
            if rows > 0:
                self._colour(sheet, at, column, rows)
        # On paper the places in the file are of no use, and would make the rest too small to read.
        off_paper = [at for at, column in enumerate(columns) if column.name in PLACES]
        if off_paper:
            sheet.print_area(0, 0, max(rows, 1), off_paper[0] - 1)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)

    def write(
        self,
        at: Target,
        columns: Sequence[SheetColumn],
        row: Mapping[str, Any],
        link: tuple[Target, str] | None = None,
    ) -> None:
        """Write one row; ``link`` is where its evidence stands, and what to call that."""
        sheet = self._sheets[at.sheet]
        cells = [self._said(column, row.get(column.name)) for column in columns]
        lines = max(map(_lines, columns, cells))
        sheet.set_row(at.row, LINE * min(lines, MOST_LINES))
        for nth, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            if column.shown is not Shown.LINK:
                self._cell(sheet, (at.row, nth), column, cell)
            elif link is not None:
                self.link(at.sheet, at.row, nth, *link)

    def link(self, name: str, down: int, across: int, target: Target, said: str) -> None:
        """Write a link to a row of another sheet."""
        blue = self.style(font_color="#0B57A4", underline=1)
        address = f"internal:'{target.sheet}'!A{target.row + 1}"
        self._sheets[name].write_url(down, across, address, blue, said)

    def text(self, name: str, down: int, across: int, text: str, **style: object) -> None:
        """Write a text into one cell."""
        clean, is_cut = cell_text(text)
        self.cut_cells += is_cut
        self._sheets[name].write_string(down, across, clean, self.style(**style))

    def number(self, name: str, down: int, across: int, number: object) -> None:
        """Write a number into one cell."""
        self._sheets[name].write_number(down, across, number, self.style(num_format="#,##0"))

    def height(self, name: str, down: int, points: float) -> None:
        """Set the height of a row, before anything is written into it."""
        self._sheets[name].set_row(down, points)

    def widths(self, name: str, widths: Iterable[int]) -> None:
        """Set the widths of the first columns of a sheet."""
        for at, width in enumerate(widths):
            self._sheets[name].set_column(at, at, width)

    def freeze(self, name: str) -> None:
        """Keep the first row of a sheet in sight, and on every page."""
        self._sheets[name].freeze_panes(1, 0)
        self._sheets[name].repeat_rows(0)

    def style(self, **wanted: object) -> Any:  # noqa: ANN401  # xlsxwriter is untyped
        """Return the format that looks as ``wanted``; each is made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            looks = {"valign": "top", "font_name": FONT, "font_size": 10}
            if not {"num_format", "align"} & set(wanted):
                looks |= {"align": "left", "indent": 1}
            self._formats[key] = self._book.add_format(looks | wanted)
        return self._formats[key]

    def _said(self, column: SheetColumn, cell: object) -> object:
        """Return a cell as people say it: the word for a code, all else as it is."""
        is_code = column.family and isinstance(cell, str)
        return label(column.family, str(cell), self.language) if is_code else cell

    def _cell(self, sheet: Any, at: tuple[int, int], column: SheetColumn, cell: object) -> None:  # noqa: ANN401
        style = self._looks[column.shown]
        match column.shown, cell:
            case Shown.ENTRY, None | "":
                sheet.write_blank(*at, None, style)
            case _, None:
                return
            case ((Shown.MONEY | Shown.NUMBER), int() | float()):
                looks = number_format(cell, is_money=column.shown is Shown.MONEY)
                sheet.write_number(*at, cell, self._number(looks))
            case Shown.SHARE, int() | float():
                sheet.write_number(*at, cell, self._number("0.0%"))
            case Shown.PLAIN, int() | float():
                sheet.write_number(*at, cell, style)
            case Shown.DAY, str() if day := cell_day(cell):
                sheet.write_datetime(*at, day, self.style(num_format="yyyy-mm-dd"))
            case _:
                self._text_cell(sheet, at, column, str(cell))

    def _text_cell(self, sheet: Any, at: tuple[int, int], column: SheetColumn, cell: str) -> None:  # noqa: ANN401
        clean, is_cut = cell_text(cell)
        self.cut_cells += is_cut
        clean = clean.replace("\n", "⏎") if column.name.endswith("passage") else clean
        sheet.write_string(*at, clean, self._looks[column.shown])

    def _number(self, looks: str) -> Any:  # noqa: ANN401
        if looks not in self._numbers:
            # A number that is too long for its column gets smaller, and never ###.
            self._numbers[looks] = self.style(num_format=looks, shrink=True)
        return self._numbers[looks]

    def _colour(self, sheet: Any, at: int, column: SheetColumn, rows: int) -> None:  # noqa: ANN401
        """Colour the verdicts, and offer the words for a status."""
        if column.name == "verdict":
            for verdict, (paper, ink) in COLOURS.items():
                rule = {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{label("verdict", verdict, self.language)}"',
                    "format": self._book.add_format({"bg_color": paper, "font_color": ink}),
                }
                sheet.conditional_format(1, at, rows, at, rule)
        if column.name == "difference":
            red = self._book.add_format({"font_color": COLOURS[Verdict.FAILS][1], "bold": True})
            rule = {"type": "cell", "criteria": "!=", "value": 0, "format": red}
            sheet.conditional_format(1, at, rows, at, rule)
        if column.name == "status":
            words = [label("status", status, self.language) for status in Status]
            sheet.data_validation(1, at, rows, at, {"validate": "list", "source": words})


def _lines(column: SheetColumn, cell: object) -> int:
    """Return how many lines a cell takes; programs differ on whether they work it out themselves.

    A Chinese character is as wide as two others, and a little is left for the edges.
    """
    if column.shown not in WRAPPED or not isinstance(cell, str):
        return 1
    if 2 * len(cell) <= column.width - 2:
        return 1
    wide = len(cell[:LOOKED_AT].encode("gbk", "replace"))
    return max(1, -(-wide // max(column.width - 2, 1)))
