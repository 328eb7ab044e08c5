"""The first sheet and the last: what the workbook holds, and what its columns mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from extractor.deciding import (
    COMPARISON_SUBJECTS,
    FINDING_SUBJECTS,
    Decisions,
    Status,
    comparison_subject,
    finding_subject,
)
from extractor.model import Verdict
from extractor.report.columns import Sheet
from extractor.report.layout import Book, Target
from extractor.report.versions import find_versions
from extractor.store import Results
from extractor.tables import TABLES
from extractor.wording import Language, enumerated, label

TOTALS = (
    "documents",
    "reports",
    "findings",
    "comparisons",
    "disbursements",
    "mentions",
    "failures",
)
FIRST, OTHERS = 24, {Language.ZH: 14, Language.EN: 22}  # characters; English takes more
KINDS = """
    SELECT kind, verdict, count(*) AS n
    FROM (SELECT kind, verdict FROM findings UNION ALL SELECT kind, verdict FROM comparisons)
    GROUP BY kind, verdict
"""
VERDICTS = tuple(Verdict)
SUBJECTS = ((FINDING_SUBJECTS, finding_subject), (COMPARISON_SUBJECTS, comparison_subject))
TITLE_HEIGHT = 26  # points


def write_overview(
    book: Book,
    name: str,
    results: Results,
    decisions: Decisions,
    pages: Mapping[str, Sequence[str]],
) -> None:
    """Write the overview: what was read, what the checks came to, how to use the workbook."""
    say = _sayer(book)
    book.widths(name, (FIRST, *[OTHERS[book.language]] * (len(TOTALS) - 1)))
    book.height(name, 0, TITLE_HEIGHT)
    book.text(name, 0, 0, say("title"), bold=True, font_size=16)
    book.text(name, 1, 0, say("source").format(path=results.path.name), font_color="#555555")
    down = _totals(book, name, results)
    down = _by_kind(book, name, results, down + 2)
    down = _by_status(book, name, results, decisions, down + 2)
    down = _contents(book, name, pages, down + 2)
    _notes(book, name, results, pages, down + 2)


def _totals(book: Book, name: str, results: Results) -> int:
    counts = [results.ask(f"SELECT count(*) FROM {table}").rows[0][0] for table in TOTALS]  # noqa: S608  # our own names
    _counted(book, name, 3, [label("total", table, book.language) for table in TOTALS], counts)
    return 4


def _counted(
    book: Book, name: str, down: int, heads: Sequence[str], counts: Sequence[object]
) -> None:
    """Write counts under their heads, row by row, as a file that is written once demands."""
    for at, head in enumerate(heads):
        book.text(name, down, at, head, **OVER_NUMBERS)
    for at, count in enumerate(counts):
        book.number(name, down + 1, at, count)


def _by_kind(book: Book, name: str, results: Results, down: int) -> int:
    counts = {(row["kind"], row["verdict"]): row["n"] for row in results.ask(KINDS).named}
    book.text(name, down, 0, label("head", "kind", book.language), **HEAD)
    for at, verdict in enumerate(VERDICTS, start=1):
        book.text(name, down, at, label("verdict", verdict, book.language), **OVER_NUMBERS)
    for kind in sorted({kind for kind, _ in counts}):
        down += 1
        book.text(name, down, 0, label("finding", kind, book.language))
        for at, verdict in enumerate(VERDICTS, start=1):
            book.number(name, down, at, counts.get((kind, verdict), 0))
    return down


def _by_status(book: Book, name: str, results: Results, decisions: Decisions, down: int) -> int:
    standings = decisions.standings()
    counts: Counter[str] = Counter()
    for sql, subject_of in SUBJECTS:
        for row in results.stream(sql):
            standing = standings.get(subject_of(row).key)
            counts[standing.status if standing else Status.OPEN] += 1
    heads = [label("status", status, book.language) for status in Status]
    _counted(book, name, down, heads, [counts[status] for status in Status])
    return down + 1


def _contents(book: Book, name: str, pages: Mapping[str, Sequence[str]], down: int) -> int:
    book.text(name, down, 0, _sayer(book)("contents"), **HEAD)
    for page in [page for names in pages.values() for page in names]:
        down += 1
        book.link(name, down, 0, Target(page, 0), page)
    return down


def _notes(
    book: Book, name: str, results: Results, pages: Mapping[str, Sequence[str]], down: int
) -> None:
    say = _sayer(book)
    notes = [say("fill-in"), say("bounds"), say("within")]
    further = [page for names in pages.values() for page in names[1:]]
    if further:
        notes.insert(0, say("further").format(sheets=enumerated(further, book.language)))
    if book.cut_cells:
        notes.insert(0, say("cut").format(n=book.cut_cells))
    notes = [*find_versions(results).lines(book.language), *notes]
    if roots := results.unfinished:
        notes.insert(0, say("unfinished").format(roots=enumerated(roots, book.language)))
    for at, note in enumerate(notes):
        is_warning = at < len(notes) - 3
        book.text(name, down + at, 0, note, bold=is_warning, font_color=INK[is_warning])


def describe_columns(book: Book, name: str, sheets: Sequence[Sheet]) -> None:
    """Write what each column of each sheet means."""
    language = book.language
    book.widths(name, (16, 16, 60, 26))
    for at, head in enumerate(("sheet", "column", "meaning", "measure-unit")):
        book.text(name, 0, at, label("head", head, language), **HEAD)
    book.freeze(name)
    down = 0
    for sheet in sheets:
        table = next(table for table in TABLES if table.name == sheet.table)
        known = {column.name: column for column in table.columns}
        for column in sheet.columns:
            down += 1
            found = known.get(column.name)
            meaning = label("about", column.name, language)
            if found and meaning == column.name:
                meaning = found.zh if language is Language.ZH else found.en
            book.text(name, down, 0, label("sheet", sheet.code, language))
            book.text(name, down, 1, label("head", column.name, language))
            book.text(name, down, 2, meaning, text_wrap=True)
            measure = found.measure if found else None
            said = (measure.zh if language is Language.ZH else measure.en) if measure else ""
            book.text(name, down, 3, said)


HEAD: Mapping[str, object] = {"bold": True, "bg_color": "#E3EAF3"}
OVER_NUMBERS: Mapping[str, object] = {**HEAD, "align": "right"}
INK = ("#333333", "#9B1C10")


def _sayer(book: Book) -> Callable[[str], str]:
    return lambda code: label("overview", code, book.language)
