"""Which files are this program's own: working papers, pages, pictures, tables, records.

They repeat the figures of reports.  Whoever keeps them in the archive (in a folder for results that
lies inside it, or beside the reports of a year) must not find every figure counted twice, so that
they are refused.  A workbook, a Word document, a page and a picture carry a mark, which stays when
they are opened and saved again; what we print is told by its form (``batch.own_texts``).
"""

from __future__ import annotations

import io
import json
import zipfile

from extractor.errors import UnreadableError
from extractor.model import MADE_HERE
from extractor.reading.packages import BROKEN

PROPERTIES = "docProps/core.xml"
MOST = 2**16  # bytes of the properties of a document
HEAD = 2000  # bytes of a page in which its head says who made it
PACKAGES = {"docx", "xlsx"}
RECORD = frozenset({"source", "report", "mentions", "findings"})  # keys of one line of `extract`


def refuse_own(content: bytes, kind: str | None, name: str) -> None:
    """Raise ``UnreadableError`` for what this program wrote."""
    plain = content if kind == "pdf" else content[:HEAD]
    marked = _properties(content) if kind in PACKAGES else plain
    if MADE_HERE.encode() in marked or _is_record(content):
        raise own_output(name)


def own_output(name: str) -> UnreadableError:
    """Return why what this program wrote is not read."""
    said = "was written by this program and is no report; move it out of the folder"
    return UnreadableError("own-output", f"{name}: {said}")


def _properties(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(PROPERTIES) as part:
            return part.read(MOST)
    except (KeyError, *BROKEN):  # whoever reads it says what is wrong
        return b""


def _is_record(content: bytes) -> bool:
    """Return whether ``content`` begins with a line of records as ``extractor extract`` writes."""
    if not content.startswith(b'{"'):
        return False
    try:
        first = json.loads(content.split(b"\n", 1)[0])
    except ValueError:
        return False
    return isinstance(first, dict) and first.keys() >= RECORD
