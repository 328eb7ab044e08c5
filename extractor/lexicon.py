"""The words the rules go by, read from tables that people can edit.

A table is a file of tab-separated values in ``data/lexicon``: comment lines that begin with ``#``
and say where the words come from, one line of column names, then a row a line.  The first column
is the key and may not be repeated.  An empty cell is allowed in every other column.

    # source: read off the reports by hand, 2026
    word<TAB>label
    困难职工<TAB>困难职工

Users add words with tables of their own, of the same name and the same columns: a row with a key of
ours replaces our row, any other row is added.  ``extend`` names the folder they lie in, for the
whole process; on the command line that is ``--lexicon FOLDER`` or ``EXTRACTOR_LEXICON``.  A cell of
the columns ``CHOICES`` holds a word that some row of ours holds there.

A table is checked when it is read: a wrong row stops the program with its path and line, because a
word silently lost is a recipient silently lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import ParamSpec, TypeVar

from extractor.errors import LexiconError

ResultT = TypeVar("ResultT")
Given = ParamSpec("Given")

CHOICES = ("kind", "sort", "side", "role", "base")  # columns of a few fixed words
KEPT = 4096  # short texts whose reading is remembered
OURS = Path(str(files("extractor"))) / "data" / "lexicon"

_derived: list[Callable[[], None]] = []  # how to forget what was built from the tables
_folders: list[Path] = []  # where the user's tables lie


def load(name: str, *extra: Path) -> tuple[dict[str, str], ...]:
    """Return the rows of the table ``name``, ours first, then those of the user and ``extra``.

    >>> load("titles")[0]["word"]
    '书记'
    """
    paths = [folder / f"{name}.tsv" for folder in _folders]
    return _merged(OURS / f"{name}.tsv", *(path for path in paths if path.exists()), *extra)


def load_file(path: Path, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Return the rows of a table of the user's own, which must have these columns."""
    header, rows = _read(path)
    _check_columns(path, header, columns)
    return tuple(rows)


def ours(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the table ``name`` as we ship it."""
    return _merged(OURS / f"{name}.tsv")


def extend(*folders: Path) -> None:
    """Read the user's tables in ``folders`` from now on, in this process, and only those."""
    if not folders and not _folders:
        return
    for folder in folders:
        if not folder.is_dir():
            raise LexiconError("{folder}: no such folder of word tables", folder=folder)
        for path in sorted(folder.glob("*.tsv")):
            _check_table(path)
    _folders[:] = folders
    _merged.cache_clear()
    for forget in _derived:
        forget()


def added() -> tuple[Path, ...]:
    """Return the user's tables that are read, in order."""
    return tuple(path for folder in _folders for path in sorted(folder.glob("*.tsv")))


def derived(build: Callable[[], ResultT]) -> Callable[[], ResultT]:
    """Return ``build``, called once and again only after ``extend``; for patterns made of words."""
    cached = cache(build)
    _derived.append(cached.cache_clear)
    return cached


def remembered(read: Callable[Given, ResultT]) -> Callable[Given, ResultT]:
    """Return ``read`` with a memory for short texts that many reports have, until ``extend``."""
    cached = lru_cache(KEPT)(read)
    _derived.append(cached.cache_clear)
    return cached  # type: ignore[return-value]  # what is given can be hashed


@cache
def _merged(first: Path, *others: Path) -> tuple[dict[str, str], ...]:
    header, rows = _read(first)
    merged = {row[header[0]]: row for row in rows}
    for path in others:
        columns, added = _read(path)
        _check_columns(path, columns, header)
        merged.update({row[header[0]]: row for row in added})
    return tuple(merged.values())


def _read(path: Path) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    header: tuple[str, ...] = ()
    rows: list[dict[str, str]] = []
    first_seen: dict[str, int] = {}
    for number, line in _lines(path):
        cells = tuple(line.split("\t"))
        if not header:
            header = _checked_header(cells, f"{path}:{number}")
            continue
        _check_row(cells, header, f"{path}:{number}")
        if cells[0] in first_seen:
            said = "{place}: {word} stands on line {first} already"
            first = first_seen[cells[0]]
            raise LexiconError(said, place=f"{path}:{number}", word=cells[0], first=first)
        first_seen[cells[0]] = number
        rows.append(dict(zip(header, cells, strict=True)))
    if not header:
        raise LexiconError("{path}: no line of column names", path=path)
    return header, rows


def _check_columns(path: Path, found: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    if found != wanted:
        said = "{path}: the columns must be {wanted}, not {found}"
        raise LexiconError(said, path=path, wanted=", ".join(wanted), found=", ".join(found))


def _check_table(path: Path) -> None:
    """Refuse a table that is none of ours, or holds what no rule understands."""
    ours = OURS / path.name
    if not ours.exists():
        known = ", ".join(sorted(table.name for table in OURS.glob("*.tsv")))
        raise LexiconError("{path}: no such word table; there are {known}", path=path, known=known)
    _merged(ours, path)
    rows = _read(ours)[1]
    choices = {name: {row[name] for row in rows} for name in CHOICES if name in rows[0]}
    lines = [number for number, _ in _lines(path)][1:]
    for number, row in zip(lines, _read(path)[1], strict=True):
        for name, allowed in choices.items():
            if row[name] not in allowed:
                said = "{place}: {name} is '{word}', not one of {words}"
                words, place = ", ".join(sorted(allowed - {""})), f"{path}:{number}"
                raise LexiconError(said, place=place, name=name, word=row[name], words=words)


def _lines(path: Path) -> Iterable[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        said = "{path}: cannot be read: {error}"
        raise LexiconError(said, path=path, error=error.strerror) from error
    except UnicodeDecodeError as error:
        raise LexiconError("{path}: is not UTF-8; save it as UTF-8", path=path) from error
    for number, line in enumerate(text.split("\n"), start=1):
        kept = line.rstrip("\r")
        if kept.strip() and not kept.startswith("#"):
            yield number, kept


def _checked_header(cells: tuple[str, ...], place: str) -> tuple[str, ...]:
    if len(set(cells)) < len(cells) or not all(cell.isidentifier() for cell in cells):
        said = "{place}: column names must be different plain words, tab-separated"
        raise LexiconError(said, place=place)
    return cells


def _check_row(cells: tuple[str, ...], header: tuple[str, ...], place: str) -> None:
    if len(cells) != len(header):
        said = "{place}: {cells} cells, but the table has {columns} columns"
        raise LexiconError(said, place=place, cells=len(cells), columns=len(header))
    if not cells[0]:
        said = "{place}: the first cell ({column}) is empty"
        raise LexiconError(said, place=place, column=header[0])
    for name, cell in zip(header, cells, strict=True):
        if cell != cell.strip():
            said = "{place}: blanks around '{word}' in column {column}"
            raise LexiconError(said, place=place, word=cell.strip(), column=name)
