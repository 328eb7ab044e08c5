"""What each format gives back of one report: its text, the cells of its tables, their places.

    python benchmarks/formats.py          read tests/fixtures/formats, write docs/formats.md
    python benchmarks/formats.py --make   make the files anew first (needs LibreOffice and Pillow)

The report is invented (``report.json``).  It has a title, two paragraphs, a list that the program
numbers itself, two tables, of which the first adds up to 25.2万元 and states 26.2, a footnote, a
header and hidden words.  LibreOffice writes it in every format it knows; the rest is put together
here, byte by byte where no free program writes it.

Text is the share of the characters of paragraphs and cells that stand in what is read, each
paragraph by its longest unbroken stretch.  A cell counts where it stands in its own row and column.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import formats_files
from benchmarks.formats_files import FOLDER, SHEETS, Report
from extractor.grids import find_grids
from extractor.interchange import raw_span
from extractor.model import Money, SourceFile, Verdict
from extractor.pipeline import process
from extractor.reading import read_all

PAGE = Path(__file__).resolve().parents[1] / "docs" / "formats.md"
TOTAL = 262_000  # yuan, as the first table states; its rows come to 252,000
HEAD = """\
# Formats, and what each gives back

Written by `benchmarks/formats.py` out of the files in `tests/fixtures/formats`; tests hold the same
figures. One invented report with two tables, a list the program numbers, a footnote, a header and
hidden words, in every format that is read. *Text*: the share of its characters that are read.
*Cells*: how many cells of its tables stand in their own row and column. *26.2*: where that figure
is said to stand, and what it is read as, the unit being in the head of its column (万元). *Sum*:
whether the audit says that the column comes to 252,000 and not to what is stated. *Said to be
left out*: the notes of the document; nothing else of the report is missing.

| format | file | text | cells | 26.2 stands in | is read as | sum | said to be left out, or to need a look |
|---|---|---|---|---|---|---|---|
"""
FOOT = """
- A `.wps` file is a `.doc` under another name: the type is told by content. `.fodt` and `.fods` are OpenDocument in one piece
  of XML.
- Slides (`.pptx`, `.odp`), pictures and sound are not read: each becomes a row of `failures` that says what to save it as.
- `report.txt` is what LibreOffice writes: it leaves the footnote out, shows the hidden words, and gives each cell a line
  of its own, so that the file no longer holds a table. A text whose columns stand between pipes or rules of characters,
  or between tabs or two blanks under a head that states a unit, holds one.
- The tables of a scan come out as lines, so that no figure in them has a unit and none is read:
  a wrong number would be worse. Every page that was recognised is named by the note `recognised`.
- The columns of a PDF need no rules where three lines or more keep them and one holds numbers; a table goes on over pages,
  with its head repeated or not. Two columns of text are read one after the other, pages on their side turned, and pages
  whose fonts do not say which characters they draw recognised. Text that is drawn invisibly is read.
- The numbers of a list in a `.doc` are not in its text; the note `list-numbers-unread` counts them.
- The header of a PDF or an HTML page is a line of its text like any other. LibreOffice leaves hidden words out of a PDF.
- Words struck out are left out of Word files, rich text and HTML, with the note `struck-text`; in a PDF they are words with
  a line over them, and read. A raised digit behind a number is the mark of a note and no digit of it.
- A table inside a cell is one of its own in `.docx`, `.odt` and HTML; in `.doc`, `.rtf` and PDF it runs together in that cell,
  and its figures without a unit are not read. Text boxes of `.doc` and `.rtf` stand behind the text.
- A cell of a workbook is read as it is shown, with all its digits: 0.153 under `0.0%` is 15.3%, 8.4 under
  `0.0"万元"` 8.4万元, 20000 under `0!.0,"万元"` 2.0万元.
- What the style sheet of an HTML page hides by one class, id or tag of a class is left out and noted; what it hides by where
  it stands, or on paper or a telephone alone, is read without a note. What is filled into its forms is not read.
"""


def characters(report: Report, name: str) -> list[str]:
    """Return what of the report the file ``name`` holds, paragraph by paragraph, cell by cell."""
    cells = [cell for table in tables(report, name) for row in table for cell in row]
    return cells if name in SHEETS else [*report.paragraphs, *cells]


def tables(report: Report, name: str) -> list[list[list[str]]]:
    """Return the tables that the file ``name`` holds: a cell of a sheet holds a number, 150000."""
    held = [report.first] if name == "report.csv" else [report.first, report.second]
    commas = "," if name in SHEETS else ""
    return [[[cell.replace(commas, "") for cell in row] for row in table] for table in held]


def text_share(pieces: Iterable[str], read: str) -> float:
    """Return the share of the characters of ``pieces`` that stand in ``read``."""
    plain = "".join(read.replace("|", "").split())
    found = total = 0
    for piece in pieces:
        matcher = SequenceMatcher(None, "".join(piece.split()), plain, autojunk=False)
        found += matcher.find_longest_match().size
        total += len(matcher.a)
    return found / total


def cells_in_place(table: Sequence[Sequence[str]], read: str) -> int:
    """Return how many cells of ``table`` stand in their row and column of one table of ``read``."""
    return max(
        (
            sum(
                cell == said.text
                for row, line in zip(table, grid.rows[first:], strict=False)
                for cell, said in zip(row, line, strict=False)
            )
            for grid in find_grids(read)
            for first in range(len(grid.rows))
        ),
        default=0,
    )


def files(path: Path) -> list[SourceFile]:
    """Return what is read at ``path``."""
    return [file for file in read_all(path, path.name) if isinstance(file, SourceFile)]


def figure(read: Iterable[SourceFile]) -> tuple[str, str, bool]:
    """Return where the figure 26.2 stands, as what it is read, and whether its sum fails."""
    for file in read:
        processed = process(file)
        for extraction in processed.extractions:
            fails = any(
                f.verdict is Verdict.FAILS and f.stated == TOTAL for f in extraction.findings
            )
            for mention in extraction.mentions:
                if mention.span.slice(extraction.report.text).startswith("26.2"):
                    at = raw_span(processed, extraction, mention.span).start
                    return file.place_of(at) or "–", _said(mention.value), fails
    return "–", "–", False


def _said(value: object) -> str:
    if not isinstance(value, Money):
        return type(value).__name__.lower()
    return f"{value.quantity.stated:,.0f} {value.currency}"


def rows(folder: Path = FOLDER) -> Iterable[list[str]]:
    """Yield the row of each file."""
    report = formats_files.load(folder)
    for name in formats_files.NAMES:
        read = files(folder / name)
        text = "\n".join(file.raw for file in read)
        wanted = tables(report, name)
        cells = sum(cells_in_place(table, text) for table in wanted)
        of = sum(len(row) for table in wanted for row in table)
        share = text_share(characters(report, name), text)
        notes = ", ".join(dict.fromkeys(f"`{n.code}`" for file in read for n in file.notes))
        place, value, fails = figure(read)
        yield [read[-1].format, f"`{name}`", f"{share:.1%}", f"{cells} of {of}", place, value,
               "found" if fails else "–", notes]  # fmt: skip


def main() -> None:
    """Write the page."""
    if "--make" in sys.argv[1:]:
        formats_files.make()
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows())
    PAGE.write_text(HEAD + table + FOOT, encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
