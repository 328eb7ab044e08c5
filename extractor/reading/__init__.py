"""Path → bytes, digest, text: what a file holds, unrepaired.

What is read: plain text in UTF-8, UTF-16, UTF-32, GB18030 (a gb2312 or GBK file is one) and Big5,
with or without a byte order mark, and HTML pages.  The type is told by content, never by suffix: a
picture named report.txt is refused with a word on what it is.

``SourceFile.raw`` begins after a byte order mark and is otherwise what the bytes say: line ends,
NUL and control characters stay where they stand, and notes say that they are there.  Every byte
that cannot be decoded shows as one U+FFFD, and a note gives their number; a surrogate cannot occur.

    25 bytes EF BB BF …      encoding utf-8, the mark is not in the text
    half UTF-8, half GBK     both halves are decoded, note "encoding-mixed"
    89 50 4E 47 …            UnreadableError("not-text", "… is a PNG picture …")

Only regular files are opened, and never so that opening could wait (a FIFO is refused).  A link is
followed to the file it names; a batch decides which links it follows before it comes here.

Which error is worse: a figure out of a wrongly decoded text is worse than a file refused, so what
is neither text in one of these encodings nor nearly so is refused as "not-text".
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from extractor.errors import UnreadableError
from extractor.model import SourceFile
from extractor.reading.encodings import decode_text
from extractor.reading.kinds import find_foreign
from extractor.reading.marks import marks
from extractor.reading.pages import is_page, page_text

SIZE_LIMIT = 64 * 2**20  # bytes; the longest report on hand has 0.4 million


def read(path: Path, source: str | None = None, *, size_limit: int = SIZE_LIMIT) -> SourceFile:
    """Return the file at ``path``; ``source`` is the name its records carry (the path as given)."""
    try:
        content = _content(path, size_limit)
    except FileNotFoundError as error:
        raise UnreadableError("missing", f"{_shown(path)}: there is no such file") from error
    except PermissionError as error:
        message = f"{_shown(path)}: may not be read by this user; change its permissions"
        raise UnreadableError("permission-denied", message) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise UnreadableError("unreadable", f"{_shown(path)}: {error}") from error
    return decode(content, source or path.as_posix())


def decode(content: bytes, source: str) -> SourceFile:
    """Return the text that ``content`` holds, as the file ``source``."""
    name = _shown(source)
    foreign = find_foreign(content)
    if foreign is not None:
        message = f"{name}: is {foreign.kind}, not text; {foreign.remedy}"
        raise UnreadableError("not-text", message)
    decoded = decode_text(content)
    if decoded is None:
        message = f"{name}: is no text in UTF-8, UTF-16, GB18030 or Big5; save it as UTF-8"
        raise UnreadableError("not-text", message)
    text, kind = decoded.text, "txt"
    if is_page(text):
        text, kind = page_text(text), "html"
    if not text.strip("\ufeff \t\r\n\0"):
        raise UnreadableError("empty", f"{name}: holds no text ({len(content)} bytes)")
    notes = decoded.notes + marks(text)
    digest = hashlib.sha256(content).hexdigest()
    return SourceFile(name, digest, len(content), kind, decoded.encoding, text, notes)


def _content(path: Path, size_limit: int) -> bytes:
    described = path.stat()
    if not stat.S_ISREG(described.st_mode):
        raise UnreadableError(*_not_a_file(path, described.st_mode))
    # Between the two calls the file may have become a FIFO: O_NONBLOCK opens that at once.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        described = os.fstat(handle)
        if not stat.S_ISREG(described.st_mode):
            raise UnreadableError(*_not_a_file(path, described.st_mode))
        if described.st_size > size_limit:
            raise _too_large(path, described.st_size, size_limit)
        content = file.read(size_limit + 1)
    if len(content) > size_limit:  # it grew while it was read
        raise _too_large(path, len(content), size_limit)
    return content


def _not_a_file(path: Path, mode: int) -> tuple[str, str]:
    if stat.S_ISDIR(mode):
        return "folder", f"{_shown(path)}: is a folder; name the files in it, or run the batch"
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    kind = kinds.get(stat.S_IFMT(mode), "a device")
    return "not-a-file", f"{_shown(path)}: is {kind}, not a file"


def _too_large(path: Path, size: int, limit: int) -> UnreadableError:
    message = f"{_shown(path)}: has {size:,} bytes, more than the {limit:,} allowed; cut it up"
    return UnreadableError("too-large", message)


def _shown(path: Path | str) -> str:
    r"""Return ``path`` with what of a name is not UTF-8 written out: a\udcff.txt."""
    name = path.as_posix() if isinstance(path, Path) else path
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
