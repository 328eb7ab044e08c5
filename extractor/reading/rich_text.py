r"""Rich Text (.rtf) → its lines; a row of a table is a line of cells between pipes.

Chinese stands in it as \'ce\'ca in the code page the file names (936 is GB18030) or as \u24944.
striprtf drops what is hidden or in a deleted revision only in part, so that both are noted.
"""

from __future__ import annotations

import regex

from extractor.errors import UnreadableError
from extractor.model import Note
from extractor.reading.extras import library
from extractor.reading.layouts import Laid, Line, Piece, lay

PAGES = {"936": "gb18030", "950": "cp950", "54936": "gb18030"}
PAGE = regex.compile(r"\\ansicpg([0-9]{3,5})")
CHINESE_FONT = regex.compile(r"\\fcharset134\b")
MARKED = ((r"\\deleted\b(?!0)", "tracked-changes"), (r"\\v\b(?!0)[^\\{}]", "hidden-text"),
          (r"\\pict\b", "pictures-unread"), (r"\\object\b", "objects-unread"))  # fmt: skip
DROPPED = regex.compile(r"\{(?=[^{}]{0,200}?\\(?:deleted|v)(?![a-z0-9]))[^{}]*+\}")


def read_rich_text(content: bytes, name: str) -> Laid:
    """Return the text of the Rich Text document ``content``."""
    striprtf = library("striprtf.striprtf", "office", "a Rich Text document", name)
    source = content.decode("latin-1")
    named = PAGE.search(source)
    encoding = PAGES.get(named[1], f"cp{named[1]}") if named else "gb18030"
    if encoding == "cp1252" and CHINESE_FONT.search(source):
        encoding = "gb18030"
    notes = [
        Note(code, f"{count} ×")
        for pattern, code in MARKED
        if (count := len(regex.findall(pattern, source)))
    ]
    try:
        text = striprtf.rtf_to_text(DROPPED.sub("", source), encoding=encoding, errors="replace")
    except (LookupError, ValueError, IndexError) as error:
        message = f"{name}: is a damaged Rich Text document ({error}); save it as .docx"
        raise UnreadableError("broken-file", message) from error
    return lay(_lines(text), notes, encoding)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    table = row = 0
    for line in text.split("\n"):
        if not line.endswith("|"):
            row = 0
            lines.append((Piece(line.replace("\t", " ").strip()),))
            continue
        table, row = (table, row + 1) if row else (table + 1, 1)
        cells = line.removesuffix("|").split("|")
        lines.append(
            tuple(Piece(c, f"table {table} row {row} col {at}") for at, c in enumerate(cells, 1))
        )
    return lines
