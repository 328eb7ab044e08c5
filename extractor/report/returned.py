"""Reading back a workbook in which people decided: what changed, and what could not be taken.

A row is known by the key in its hidden column, so that it may be sorted, filtered, copied or cut.
What it held when it was exported stands beside the key: only what differs from that was changed
in the workbook.  Where the decision was changed elsewhere meanwhile, to something else, neither is
thrown away: the row is reported as a conflict, and nothing is stored for it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from extractor.deciding import (
    COMPARISON_SUBJECTS,
    FINDING_SUBJECTS,
    Decision,
    Field,
    Origin,
    Standing,
    Status,
    Subject,
    comparison_subject,
    finding_subject,
    open_decisions,
)
from extractor.errors import ExtractorError
from extractor.report.values import finding_name, imported
from extractor.store import needed, open_results
from extractor.wording import Language, label

FIELDS = (Field.STATUS, Field.REVIEWER, Field.NOTE)
NEEDED = ("key", "exported", *FIELDS)
LARGEST = 1 << 30  # bytes a workbook may unpack to
FOLD = 200  # to how many times its size


class Outcome(StrEnum):
    """What became of one changed cell."""

    CHANGED = "changed"
    CONFLICT = "conflict"  # it was changed elsewhere meanwhile
    NOT_A_STATUS = "not-a-status"
    UNKNOWN = "unknown-finding"  # no finding of the results has this key
    TAMPERED = "tampered"  # the hidden columns were changed
    TWICE = "twice"  # the same finding stands in the workbook twice, differently


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that was changed in the workbook, and what became of it."""

    sheet: str
    row: int  # as Excel counts
    finding: str
    field: Field | None
    before: str
    after: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Returned:
    """What a workbook brought back."""

    rows: int
    changes: tuple[Change, ...]

    def having(self, outcome: Outcome) -> list[Change]:
        """Return the changes of which this became."""
        return [change for change in self.changes if change.outcome is outcome]


@dataclass(frozen=True, slots=True)
class _Line:
    sheet: str
    row: int
    cells: Mapping[str, str]


def read_back(results: Path, workbook: Path, *, author: str, at: str) -> Returned:
    """Store what was decided in ``workbook`` about ``results``; return what changed."""
    lines = list(_lines(workbook))
    with open_results(results) as opened:
        subjects = {
            (subject := finding_subject(row)).key: (subject, finding_name(row))
            for row in opened.stream(FINDING_SUBJECTS)
        } | {
            (subject := comparison_subject(row)).key: (subject, str(row["comparison"]))
            for row in opened.stream(COMPARISON_SUBJECTS)
        }
    with open_decisions(results) as decisions:
        changes, decided = _compare(lines, subjects, decisions.standings(), (author, at))
        if decided:
            decisions.record(decided)
    return Returned(len(lines), tuple(changes))


def _compare(
    lines: Sequence[_Line],
    subjects: Mapping[str, tuple[Subject, str]],
    standings: Mapping[str, Standing],
    signed: tuple[str, str],
) -> tuple[list[Change], list[Decision]]:
    changes: list[Change] = []
    edits: list[tuple[Subject, Change]] = []
    for line in lines:
        subject, name = subjects.get(line.cells["key"], (None, line.cells.get("name", "")))
        known = imported(line.cells["exported"])
        if known is None:
            changes.append(Change(line.sheet, line.row, name, None, "", "", Outcome.TAMPERED))
            continue
        for field, before, after in _edited(line, known):
            change = Change(line.sheet, line.row, name, field, before, after, Outcome.UNKNOWN)
            if subject is None:
                changes.append(change)
            elif after != _held(standings.get(subject.key) or Standing(subject), field):
                edits.append((subject, change))
    judged = _judged(edits, standings)
    taken = {(s.key, c.field): (s, c) for s, c in judged if c.outcome is Outcome.CHANGED}
    decided = [
        Decision(subject, change.field, change.after, *signed, Origin.WORKBOOK)
        for subject, change in taken.values()
        if change.field is not None
    ]
    return [*changes, *(change for _, change in judged)], decided


def _judged(
    edits: Sequence[tuple[Subject, Change]], standings: Mapping[str, Standing]
) -> list[tuple[Subject, Change]]:
    """Return the edits with what becomes of each."""
    said: dict[tuple[str, Field | None], set[str]] = {}
    for subject, change in edits:
        said.setdefault((subject.key, change.field), set()).add(change.after)
    judged = []
    for subject, change in edits:
        standing = standings.get(subject.key) or Standing(subject)
        is_twice = len(said[subject.key, change.field]) > 1
        outcome = Outcome.TWICE if is_twice else _outcome(change, standing)
        judged.append((subject, replace(change, outcome=outcome)))
    return judged


def _edited(line: _Line, known: tuple[str, str, str]) -> list[tuple[Field, str, str]]:
    """Return the fields that differ from what was exported: before, and after."""
    pairs = zip(FIELDS, known, strict=True)
    read = [(field, before, _read(field, line.cells[field])) for field, before in pairs]
    return [(field, before, after) for field, before, after in read if before != after]


def _read(field: Field, cell: str) -> str:
    """Return a cell as the decision it makes; of a status, the code of its word."""
    written = cell.strip()
    if field is not Field.STATUS:
        return written
    words = {label("status", s, language): s for s in Status for language in Language}
    return words.get(written, written or Status.OPEN)


def _outcome(change: Change, standing: Standing) -> Outcome:
    if change.field is Field.STATUS and change.after not in set(Status):
        return Outcome.NOT_A_STATUS
    held = "" if change.field is None else _held(standing, change.field)
    return Outcome.CHANGED if held == change.before else Outcome.CONFLICT


def _held(standing: Standing, field: Field) -> str:
    return {
        Field.STATUS: str(standing.status),
        Field.REVIEWER: standing.reviewer,
        Field.NOTE: standing.note,
    }[field]


# --- the workbook -------------------------------------------------------------------------------


def _lines(workbook: Path) -> Iterator[_Line]:
    """Yield the rows of every sheet that has the columns decisions are written in."""
    book = _open(workbook)
    found = False
    try:
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True)
            places = _places(next(rows, ()))
            if places is None:
                continue
            found = True
            for nth, row in enumerate(rows, start=2):
                cells = {name: _cell(row, at) for name, at in places.items()}
                if cells["key"]:
                    yield _Line(sheet.title, nth, cells)
    finally:
        book.close()
    if not found:
        remedy = "{path}: no sheet of findings; give a workbook that `extractor report` made"
        raise ExtractorError(remedy, path=workbook)


def _places(heads: Sequence[object]) -> dict[str, int] | None:
    """Return where the columns stand, or nothing where this is no sheet of findings."""
    for language in Language:
        known = {label("head", name, language): str(name) for name in (*NEEDED, "name")}
        places = {known[str(head)]: at for at, head in enumerate(heads) if str(head) in known}
        if set(NEEDED) <= set(places):
            return places
    return None


def _cell(row: Sequence[object], at: int) -> str:
    value = row[at] if at < len(row) else None
    return "" if value is None else str(value)


def _open(workbook: Path) -> Any:  # noqa: ANN401  # openpyxl is untyped
    openpyxl = needed("openpyxl", "office")
    wrong_name = needed("openpyxl.utils.exceptions", "office").InvalidFileException
    try:
        _check_size(workbook)
        return openpyxl.load_workbook(workbook, read_only=True, data_only=True)
    except OSError as error:
        remedy = "{path}: cannot be opened: {error}; close it in Excel, or check the path"
        raise ExtractorError(remedy, path=workbook, error=error.strerror) from error
    except (zipfile.BadZipFile, KeyError, ValueError, wrong_name) as error:
        remedy = "{path}: is no workbook; save it as .xlsx and try again"
        raise ExtractorError(remedy, path=workbook) from error


def _check_size(workbook: Path) -> None:
    """Refuse what would unpack to all the memory."""
    with zipfile.ZipFile(workbook) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > LARGEST or unpacked > FOLD * max(workbook.stat().st_size, 1 << 16):
        raise zipfile.BadZipFile
