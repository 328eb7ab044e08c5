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
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from extractor.errors import BundleError, UnreadableError
from extractor.model import Failure, SourceFile
from extractor.reading.bundles import Member, is_bundle, member, members
from extractor.reading.encodings import decode_text
from extractor.reading.fixed_layout import read_ofd
from extractor.reading.kinds import find_foreign, kind_of
from extractor.reading.layouts import Laid
from extractor.reading.mails import is_mail, read_mail
from extractor.reading.marks import marks
from extractor.reading.old_office import read_old_word
from extractor.reading.pages import is_page, read_page
from extractor.reading.portable import read_pdf
from extractor.reading.rich_text import read_rich_text
from extractor.reading.sheets import delimiter_of, read_table, read_workbook
from extractor.reading.word import read_word

__all__ = ["Member", "decode", "is_bundle", "load", "member", "members", "read", "read_all"]

SIZE_LIMIT = 64 * 2**20  # bytes; the longest report on hand has 0.4 million


def read(path: Path, source: str | None = None, *, size_limit: int = SIZE_LIMIT) -> SourceFile:
    """Return the file at ``path``; ``source`` is the name its records carry (the path as given)."""
    return decode(load(path, size_limit=size_limit), source or path.as_posix())


def decode(content: bytes, source: str) -> SourceFile:
    """Return the text that ``content`` holds, as the file ``source``."""
    name = _shown(source)
    foreign = find_foreign(content)
    if foreign is not None:
        message = f"{name}: is {foreign.kind}, not text; {foreign.remedy}"
        raise UnreadableError("not-text", message)
    if is_bundle(content):
        raise BundleError("bundle", f"{name}: holds several files; ask for its members")
    kind, laid = _laid(content, name)
    is_blank = any(note.code == "no-text" for note in laid.notes)
    if not laid.text.strip("\ufeff \t\r\n\0|") and not is_blank:
        raise UnreadableError("empty", f"{name}: holds no text ({len(content)} bytes)")
    digest = hashlib.sha256(content).hexdigest()
    notes = (*laid.notes, *marks(laid.text))
    size = len(content)
    return SourceFile(name, digest, size, kind, laid.encoding, laid.text, notes, laid.places)


def read_all(path: Path, source: str | None = None) -> Iterator[SourceFile | Failure]:
    """Yield what is at ``path``: one file, or every member of a bundle, or why one is not read."""
    content = load(path)
    name = source or path.as_posix()
    if find_foreign(content) is not None or not is_bundle(content):
        yield decode(content, name)
        return
    for found in members(content, _shown(name)):
        if isinstance(found, Failure):
            yield found
            continue
        member, inside = found
        try:
            yield decode(inside, member.source)
        except UnreadableError as error:
            said = str(error)
            yield Failure(member.source, member.sha256, member.size, "read", error.reason, said)


def _laid(content: bytes, name: str) -> tuple[str, Laid]:
    kind = kind_of(content)
    return (kind, READERS[kind](content, name)) if kind else _plain(content, name)


def _plain(content: bytes, name: str) -> tuple[str, Laid]:
    """Return a text that is no package: a message, a page, a table, or lines."""
    if is_mail(content):
        return "eml", read_mail(content)
    decoded = decode_text(content)
    if decoded is None:
        message = f"{name}: is no text in UTF-8, UTF-16, GB18030 or Big5; save it as UTF-8"
        raise UnreadableError("not-text", message)
    text, notes, encoding = decoded.text, decoded.notes, decoded.encoding
    if is_page(text):
        page = read_page(text, encoding)
        return "html", replace(page, notes=(*notes, *page.notes))
    delimiter = delimiter_of(text)
    table = read_table(text, delimiter) if delimiter is not None else None
    if table is not None:
        return "csv", replace(table, notes=notes, encoding=encoding)
    return "txt", Laid(text, notes=notes, encoding=encoding)


def _old_office(content: bytes, name: str) -> Laid:
    del content
    said = "is an old Office file that is encrypted, cut short, or neither Word nor Excel"
    remedy = "open it and save it as .docx, .xlsx or .pdf without a password"
    raise UnreadableError("encrypted-or-old-office", f"{name}: {said}; {remedy}")


READERS: Mapping[str, Callable[[bytes, str], Laid]] = {
    "docx": read_word,
    "doc": read_old_word,
    "xlsx": read_workbook,
    "xls": read_workbook,
    "ods": read_workbook,
    "ofd": read_ofd,
    "pdf": read_pdf,
    "rtf": read_rich_text,
    "ole": _old_office,
}


def load(path: Path, *, size_limit: int = SIZE_LIMIT) -> bytes:
    """Return the bytes of the file at ``path``, or say why there are none."""
    try:
        return _content(path, size_limit)
    except FileNotFoundError as error:
        raise UnreadableError("missing", f"{_shown(path)}: there is no such file") from error
    except PermissionError as error:
        message = f"{_shown(path)}: may not be read by this user; change its permissions"
        raise UnreadableError("permission-denied", message) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise UnreadableError("unreadable", f"{_shown(path)}: {error}") from error


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
