"""Old Word and WPS documents (.doc, .wps) → paragraphs and rows of cells.

wps2md reads them in a process of its own, with a time and a memory limit, because a damaged file
may keep it busy.  It takes the text for one stretch, as Word writes it when it saves a file anew; a
file saved in pieces, or in one byte a character, would come out wrong, so it is refused with a word
on what to do.  Before that, deleted and hidden characters are blanked out, which wps2md would read.
The numbers that Word writes before paragraphs are not in the file's text, and a note says so.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableError
from extractor.model import Note
from extractor.reading import characters
from extractor.reading.extras import library
from extractor.reading.layouts import Laid, Line, Piece, lay

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


def read_old_word(content: bytes, name: str) -> Laid:
    """Return the text of the old Word or WPS document ``content``."""
    library("wps2md", "office", "an old Word or WPS document", name)
    olefile = library("olefile", "office", "an old Word or WPS document", name)
    try:
        prepared, notes = _prepared(content, name, olefile)
    except (OSError, ValueError, IndexError) as error:
        raise _damaged(name, str(error)) from error
    paragraphs, main, footnotes, margins, comments = _parsed(prepared, name)
    numbered = sum(1 for p in paragraphs if p[3] and p[0].strip())
    for code, said in (("margins-unread", margins), ("comments-unread", comments)):
        notes += [Note(code, " ".join(said.split())[:200])] if said.strip() else []
    if numbered:
        notes.append(Note("list-numbers-unread", f"{numbered} ×"))
    lines = list(_lines(paragraphs)) if paragraphs else [(Piece(p),) for p in main.split("\n")]
    for at, note in enumerate((n for n in footnotes.split("\n") if n.strip()), start=1):
        lines.append((Piece(f"注{at}：{note.strip()}"),))
    return lay(lines, notes, "utf-16-le")


def _prepared(content: bytes, name: str, olefile: Any) -> tuple[bytes, list[Note]]:  # noqa: ANN401
    """Return the file with what is not on its pages blanked out, and notes that say so."""
    file = io.BytesIO(content)
    with olefile.OleFileIO(file, write_mode=True) as ole:
        main = ole.openstream("WordDocument").read()
        header = characters.read_header(main)
        if header is None or not ole.exists(header.table):
            raise _damaged(name, "it has no Word text")
        if header.is_encrypted:
            raise UnreadableError("encrypted", f"{name}: is encrypted; take its password off")
        if not characters.is_one_stretch(ole.openstream(header.table).read(), header):
            message = f"{name}: its text is stored in pieces or in one byte a character; {SAVE}"
            raise UnreadableError("old-office", message)
        runs = characters.unread(main, ole.openstream(header.table).read(), header)
        hidden, deleted = [r for r in runs if r.is_hidden], [r for r in runs if r.is_deleted]
        if runs:
            ole.write_stream("WordDocument", characters.blanked(main, runs))
    notes = [Note("tracked-changes", f"{len(deleted)} ×")] if deleted else []
    if hidden:
        said = "".join(main[r.start : r.end].decode("utf-16-le", "replace") for r in hidden)
        notes.append(Note("hidden-text", " ".join(said.split())[:200]))
    return file.getvalue(), notes


def _parsed(content: bytes, name: str) -> Any:  # noqa: ANN401  # what the child wrote
    command = [sys.executable, "-I", "-c", CHILD]
    try:
        done = subprocess.run(  # noqa: S603  # our own words, no shell
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        message = f"{name}: took longer than {SECONDS} s to read; {SAVE}"
        raise UnreadableError("timeout", message) from error
    if done.returncode:
        raise _damaged(name, done.stderr.decode("utf-8", "replace").strip()[-200:])
    return json.loads(done.stdout)


def _lines(paragraphs: list[tuple[str, bool, bool, int]]) -> Iterator[Line]:
    """Yield paragraphs and rows; a row ends with a paragraph of its own."""
    cells: list[str] = []
    table = row = 0
    was_table = False
    for text, in_table, is_row_end, _ in paragraphs:
        if in_table and not was_table:
            table, row = table + 1, 0
        if was_table and not in_table:
            yield (Piece(""),)
        was_table = in_table
        if is_row_end:
            row += 1
            yield tuple(
                Piece(said, f"table {table} row {row} col {at}") for at, said in enumerate(cells, 1)
            )
            cells = []
        elif in_table:
            cells.append(text)
        else:
            yield (Piece(text),)


def _damaged(name: str, said: str) -> UnreadableError:
    return UnreadableError("broken-file", f"{name}: is a damaged document ({said}); {SAVE}")
