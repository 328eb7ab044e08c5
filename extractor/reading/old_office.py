"""Old Word and WPS documents (.doc, .wps) → paragraphs and rows of cells.

wps2md reads them in a process of its own, with a time and a memory limit, because a damaged file
may keep it busy.  It takes the text for one stretch, as Word writes it when it saves a file anew; a
file saved in pieces, or in one byte a character, would come out wrong, so it is refused with a word
on what to do.  Before that, what is not on the page is blanked out, which wps2md would read:
deleted, hidden and struck characters, codes of fields.  It tells no paragraph of a cell from the
next cell, so that the ends of cells are marked for it, and where cells begin and end is read here.
The numbers that Word writes before paragraphs are not in the file's text, and a note says so.  Text
boxes follow the text, footnotes and endnotes them, and a raised digit is the mark of a note: 30¹户.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from extractor.errors import UnreadableError
from extractor.model import Note
from extractor.reading import characters
from extractor.reading.characters import BOXES, ENDNOTES
from extractor.reading.extras import is_out_of_time, library
from extractor.reading.layouts import Laid, Line, Piece, in_columns, lay
from extractor.reading.left_out import counting, quoting

SECONDS = 30
MEMORY = 1 << 30  # bytes of the child
SAVE = "open it in WPS or Word and save it as .docx"
CHILD = f"""
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
import wps2md
try:
    read = wps2md.parse(sys.stdin.buffer.read())
except (wps2md.WpsParseError, OSError, ValueError, IndexError, KeyError) as error:
    sys.exit(f"{{type(error).__name__}}: {{error}}")
rows = [(p.text, p.in_table, p.is_row_end, p.ilfo) for p in read.paragraphs]
sys.stdout.buffer.write(json.dumps([rows, read.main_text, read.footnotes,
    read.headers_footers, read.annotations]).encode("ascii"))
"""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document as wps2md is given it, and what wps2md does not read."""

    content: bytes
    notes: list[Note]
    edges: list[tuple[int, ...]]  # of the cells of each row
    endnotes: list[str]
    boxes: list[str]


def read_old_word(content: bytes, name: str) -> Laid:
    """Return the text of the old Word or WPS document ``content``."""
    library("wps2md", "office", "an old Word or WPS document", name)
    olefile = library("olefile", "office", "an old Word or WPS document", name)
    try:
        prepared = _prepared(content, name, olefile)
    except (OSError, ValueError, IndexError) as error:
        raise _damaged(name, str(error)) from error
    paragraphs, main, footnotes, margins, comments = _parsed(prepared.content, name)
    notes = prepared.notes
    numbered = sum(1 for p in paragraphs if p[3] and p[0].strip())
    notes += quoting({"margins-unread": margins, "comments-unread": comments})
    notes += counting({"list-numbers-unread": numbered})
    plain = main.replace(characters.CELL_MARK, " ").split("\n")
    lines = list(_lines(paragraphs, prepared.edges)) if paragraphs else [(Piece(p),) for p in plain]
    lines += [(Piece(said),) for said in prepared.boxes]
    quoted = [*(said for n in footnotes.split("\n") if (said := n.strip())), *prepared.endnotes]
    lines += [(Piece(f"注{at}：{said}"),) for at, said in enumerate(quoted, start=1)]
    return lay(lines, notes, "utf-16-le")


def _prepared(
    content: bytes,
    name: str,
    olefile: Any,  # noqa: ANN401
) -> _Prepared:
    """Return the file with what is not on its pages blanked out."""
    file = io.BytesIO(content)
    with olefile.OleFileIO(file, write_mode=True) as ole:
        main = ole.openstream("WordDocument").read()
        header = characters.read_header(main)
        if header is None or not ole.exists(header.table):
            raise _damaged(name, "it has no Word text")
        if header.is_encrypted:
            raise UnreadableError("encrypted", f"{name}: is encrypted; take its password off")
        table = ole.openstream(header.table).read()
        if not characters.is_one_stretch(table, header):
            message = f"{name}: its text is stored in pieces or in one byte a character; {SAVE}"
            raise UnreadableError("old-office", message)
        runs = characters.unread(main, table, header)
        raised = characters.raised(main, table, header)
        shown = characters.blanked(characters.marked(raised, header), runs)
        if shown != main:
            ole.write_stream("WordDocument", shown)
    notes, edges = list(_left_out(main, runs)), characters.edges(main, table, header)
    return _Prepared(file.getvalue(), notes, edges, characters.beside(shown, header, ENDNOTES),
                     characters.beside(shown, header, BOXES))  # fmt: skip


def _left_out(main: bytes, runs: list[characters.Run]) -> Iterator[Note]:
    """Yield a note for each reason why characters are not on the page."""
    for code in dict.fromkeys(run.code for run in runs):
        held = [
            main[r.start : r.end].decode("utf-16-le", "replace") for r in runs if r.code == code
        ]
        is_change = code == "tracked-changes"
        yield from counting({code: len(held)}) if is_change else quoting({code: "".join(held)})


def _parsed(content: bytes, name: str) -> Any:  # noqa: ANN401  # what the child wrote
    command = [sys.executable, "-I", "-c", CHILD]
    try:
        done = subprocess.run(  # noqa: S603  # our own words, no shell
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(name) from error
    if is_out_of_time(done.returncode):
        raise _too_long(name)
    if done.returncode:
        raise _damaged(name, done.stderr.decode("utf-8", "replace").strip()[-200:])
    return json.loads(done.stdout)


def _lines(
    paragraphs: list[tuple[str, bool, bool, int]], edges: list[tuple[int, ...]]
) -> Iterator[Line]:
    """Yield paragraphs and rows; a row ends with a paragraph of its own."""
    measured = iter(edges)
    for table, (in_table, held) in enumerate(groupby(paragraphs, key=itemgetter(1)), start=1):
        if in_table:
            rows = [(cells, next(measured, ())) for cells in _rows(held)]
            yield from in_columns(rows, f"table {(table + 1) // 2}")
            yield (Piece(""),)
        else:
            yield from ((Piece(text),) for text, *_ in held)


def _rows(paragraphs: Iterable[tuple[str, bool, bool, int]]) -> Iterator[list[str]]:
    """Yield the cells of each row; the last paragraph of a cell ends with its mark."""
    cells = [""]
    for text, _, is_row_end, _ in paragraphs:
        if is_row_end:
            yield cells[:-1]
            cells = [""]
            continue
        cells[-1] = f"{cells[-1]} {text.removesuffix(characters.CELL_MARK)}".strip()
        if text.endswith(characters.CELL_MARK):
            cells.append("")


def _too_long(name: str) -> UnreadableError:
    return UnreadableError("timeout", f"{name}: took too long to read; {SAVE}")


def _damaged(name: str, said: str) -> UnreadableError:
    return UnreadableError("broken-file", f"{name}: is a damaged document ({said}); {SAVE}")
