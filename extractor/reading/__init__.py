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
followed to the file it names, but never below a folder that is given as well (``files``).

Which error is worse: a figure out of a wrongly decoded text is worse than a file refused, so what
is neither text in one of these encodings nor nearly so is refused as "not-text".
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from extractor.errors import BundleError, UnreadableError
from extractor.model import Failure, SourceFile
from extractor.reading.bundles import Member, is_bundle, member, members
from extractor.reading.encodings import decode_text
from extractor.reading.files import SIZE_LIMIT, load, opened, shown
from extractor.reading.fixed_layout import read_ofd
from extractor.reading.kinds import find_foreign, kind_of
from extractor.reading.layouts import Laid
from extractor.reading.mails import is_mail, read_mail
from extractor.reading.marks import marks
from extractor.reading.old_office import read_old_word
from extractor.reading.open_text import read_flat_text, read_open_text
from extractor.reading.own import refuse_own
from extractor.reading.pages import is_page, read_page
from extractor.reading.portable import read_pdf
from extractor.reading.rich_text import read_rich_text
from extractor.reading.sheets import delimiter_of, read_flat_workbook, read_table, read_workbook
from extractor.reading.word import read_word

__all__ = [
    "SIZE_LIMIT",
    "Member",
    "decode",
    "is_bundle",
    "load",
    "member",
    "members",
    "opened",
    "read",
    "read_all",
]


def read(
    path: Path,
    source: str | None = None,
    within: Path | None = None,
    *,
    size_limit: int = SIZE_LIMIT,
) -> SourceFile:
    """Return the file at ``path``; ``source`` is the name its records carry (the path as given).

    Below the folder ``within``, if given, no link is followed to it.
    """
    return decode(load(path, within, size_limit=size_limit), source or path.as_posix())


def decode(content: bytes, source: str) -> SourceFile:
    """Return the text that ``content`` holds, as the file ``source``."""
    name = shown(source)
    foreign = find_foreign(content)
    if foreign is not None:
        message = f"{name}: is {foreign.kind}, not text; {foreign.remedy}"
        raise UnreadableError("not-text", message)
    if is_bundle(content):
        raise BundleError("bundle", f"{name}: holds several files; ask for its members")
    kind = kind_of(content)
    refuse_own(content, kind, name)
    kind, laid = (kind, READERS[kind](content, name)) if kind else _plain(content, name)
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
    for found in members(content, shown(name)):
        if isinstance(found, Failure):
            yield found
            continue
        member, inside = found
        try:
            yield decode(inside, member.source)
        except UnreadableError as error:
            said = str(error)
            yield Failure(member.source, member.sha256, member.size, "read", error.reason, said)


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
    "fods": read_flat_workbook,
    "odt": read_open_text,
    "fodt": read_flat_text,
    "ofd": read_ofd,
    "pdf": read_pdf,
    "rtf": read_rich_text,
    "ole": _old_office,
}
