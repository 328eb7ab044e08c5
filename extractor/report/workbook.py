"""The audit working paper (审计底稿) as an Excel workbook.

Sheets are written in the order that lets links point at rows that are already known: figures
first, then the findings that rest on them, the overview last.  What Excel cannot hold is never
dropped in silence: a table of more than 1,048,576 rows, or of more than 65,530 links, goes on in a
further sheet, a text longer than a cell ends in a mark, and both the overview and the caller are
told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from extractor.deciding import (
    Decisions,
    Standing,
    Subject,
    comparison_subject,
    finding_subject,
    open_decisions,
)
from extractor.report.columns import Sheet
from extractor.report.layout import Book, Target
from extractor.report.overview import describe_columns, write_overview
from extractor.report.sheets import (
    ACROSS,
    FAILURES,
    FINDINGS,
    GIVEN,
    MENTION_SHEETS,
    REUSE,
)
from extractor.report.values import exported, finding_name
from extractor.store import Results, open_results
from extractor.wording import Language, complaint, explain, label

SHEET_ROWS = 1_048_575  # below the head
SHEET_LINKS = 65_530

Evidence: TypeAlias = tuple[object, object, object]  # document, report, mention
ORDER = (FINDINGS, ACROSS, GIVEN, *MENTION_SHEETS, REUSE, FAILURES)
JUDGED = ((FINDINGS, finding_subject), (ACROSS, comparison_subject))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one sheet may hold."""

    rows: int = SHEET_ROWS
    links: int = SHEET_LINKS


@dataclass(frozen=True, slots=True)
class Written:
    """The workbook that was made, and what did not go in as it was."""

    path: Path
    rows: Mapping[str, int] = field(default_factory=dict)  # by the code of the sheet
    cut_cells: int = 0
    further_sheets: tuple[str, ...] = ()


def write_workbook(
    results: Path,
    path: Path,
    language: Language = Language.ZH,
    limits: Limits | None = None,
) -> Written:
    """Write the working paper on ``results`` to ``path``; return what it holds."""
    limits = limits or Limits()
    with open_results(results) as opened, open_decisions(results) as decisions:
        counts = {sheet.code: _count(opened, sheet) for sheet in ORDER}
        book = Book(path, language)
        overview = book.add(label("sheet", "overview", language))
        pages = {sheet.code: _pages(book, sheet, counts, limits) for sheet in ORDER}
        dictionary = book.add(label("sheet", "dictionary", language))
        _fill(book, opened, decisions, pages, limits)
        describe_columns(book, dictionary, ORDER)
        further = tuple(name for names in pages.values() for name in names[1:])
        write_overview(book, overview, opened, decisions, pages)
        book.close()
    return Written(path, counts, book.cut_cells, further)


def _count(results: Results, sheet: Sheet) -> int:
    return int(str(results.ask(sheet.count).rows[0][0]))


def _pages(book: Book, sheet: Sheet, counts: Mapping[str, int], limits: Limits) -> list[str]:
    """Make as many sheets as the rows of ``sheet`` need, each with its head."""
    most = _rows_a_page(sheet, limits)
    needed = max(1, -(-counts[sheet.code] // most))
    names = [book.add(_page_name(sheet, nth, book.language)) for nth in range(needed)]
    for nth, name in enumerate(names):
        rows = min(most, counts[sheet.code] - nth * most)
        book.head(name, sheet.columns, rows)
    return names


def _rows_a_page(sheet: Sheet, limits: Limits) -> int:
    links = any(column.name == "evidence" for column in sheet.columns)
    return min(limits.rows, limits.links) if links else limits.rows


def _page_name(sheet: Sheet, nth: int, language: Language) -> str:
    name = label("sheet", sheet.code, language)
    return name if nth == 0 else f"{name} ({nth + 1})"


def _fill(
    book: Book,
    results: Results,
    decisions: Decisions,
    pages: Mapping[str, list[str]],
    limits: Limits,
) -> None:
    standings = decisions.standings()
    wanted = _wanted(results)
    for sheet in MENTION_SHEETS:
        for at, row in _placed(results.stream(sheet.rows), pages[sheet.code], sheet, limits):
            book.write(at, sheet.columns, row)
            place = (row["document"], row["report"], row["mention"])
            if place in wanted:
                wanted[place] = at
    for sheet, subject_of in JUDGED:
        for at, row in _placed(results.stream(sheet.rows), pages[sheet.code], sheet, limits):
            _add_decision(row, subject_of(row), standings, book.language)
            book.write(at, sheet.columns, row, _evidence(row, wanted, book.language))
    for sheet in (GIVEN, REUSE):
        for at, row in _placed(results.stream(sheet.rows), pages[sheet.code], sheet, limits):
            book.write(at, sheet.columns, row)
    for at, row in _placed(results.stream(FAILURES.rows), pages[FAILURES.code], FAILURES, limits):
        said = complaint(row["source"], row["reason"], row["detail"], book.language)
        book.write(at, FAILURES.columns, {**row, "remedy": said[1]})


def _wanted(results: Results) -> dict[Evidence, Target | None]:
    """Return the mentions that checks lead to, by their place; where they stand comes later."""
    sql = """
        SELECT document, report, total_mention FROM findings WHERE total_mention IS NOT NULL
        UNION SELECT document, report, mention FROM finding_parts WHERE place = 0
        UNION SELECT document, report, mention FROM comparisons
    """
    return dict.fromkeys(tuple(row.values()) for row in results.stream(sql))


def _placed(
    rows: Iterator[dict[str, Any]], names: list[str], sheet: Sheet, limits: Limits
) -> Iterator[tuple[Target, dict[str, Any]]]:
    """Yield each row with the sheet and the line it goes to."""
    most = _rows_a_page(sheet, limits)
    for nth, row in enumerate(rows):
        if nth // most < len(names):  # a batch that writes meanwhile may have added some
            yield Target(names[nth // most], nth % most + 1), row


def _add_decision(
    row: dict[str, Any], subject: Subject, standings: Mapping[str, Standing], language: Language
) -> None:
    """Add to a check its name, its sum in words, and what was decided about it."""
    standing = standings.get(subject.key) or Standing(subject)
    if "finding" in row:
        row["name"] = finding_name(row)
        first = {name: row[f"first_{name}"] for name in ("document", "report", "finding")}
        row["same_as"] = finding_name(first) if first["document"] else None
    row["why"] = explain(row["expression"], row["reason"], language)
    row["status"] = label("status", standing.status, language)
    row["reviewer"], row["note"] = standing.reviewer, standing.note
    row["key"], row["exported"] = subject.key, exported(standing)


def _evidence(
    row: Mapping[str, Any], places: Mapping[Evidence, Target | None], language: Language
) -> tuple[Target, str] | None:
    target = places.get((row["document"], row["report"], row["evidence_mention"]))
    if target is None:
        return None
    return target, f"{target.sheet} {label('head', 'row', language)} {target.row + 1}"
