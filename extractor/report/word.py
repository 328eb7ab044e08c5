"""The accepted findings and comparisons as a Word document for the audit file.

One section a finding: the sum, the passage with its figures in bold (the total underlined), where
it stands in which file (with the digest of its bytes), and who accepted it when.  A figure held
against another report has the passages of both, each with its file.  What is open or dismissed is
counted, not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractor.deciding import (
    COMPARISON_SUBJECTS,
    FINDING_SUBJECTS,
    Standing,
    Status,
    Subject,
    comparison_subject,
    finding_subject,
    open_decisions,
)
from extractor.masking import masked
from extractor.model import MADE_HERE
from extractor.report.across import Held, held
from extractor.report.cells import UNHELD
from extractor.report.evidence import Case, case
from extractor.report.passages import Piece
from extractor.report.values import grouped
from extractor.store import Results, needed, open_results
from extractor.wording import Language, enumerated, judged, label

AROUND = 30  # characters of text beside a figure
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same decisions give the same file
WIDTHS = (1080000, 4500000)  # of head and fact, in English Metric Units (36,000 a millimetre)
APART = {Language.ZH: "　", Language.EN: " · "}  # between the parts of a line
LATIN, CHINESE = "Times New Roman", "宋体"

Fact = tuple[str, object]  # a head and what stands beside it; left out where that is nothing
Say = Callable[[str, object], str]


def write_word(results: Path, path: Path, language: Language = Language.ZH) -> None:
    """Write the accepted findings and comparisons of ``results`` to ``path``."""
    counts: Counter[Status] = Counter()
    with open_results(results) as opened, open_decisions(results) as decisions:
        standings = decisions.standings()
        cases = _cases(opened, standings, counts)
        compared = _compared(opened, standings, counts)
        unfinished = enumerated(opened.unfinished, language)
    document = _document()
    document.add_heading(label("word", "title", language), level=0)
    counted = [f"{label('status', s, language)} {counts[s]}" for s in Status]
    _paragraph(document, APART[language].join(counted))
    if unfinished:
        _paragraph(document, label("overview", "unfinished", language).format(roots=unfinished))
    if not (cases or compared):
        _paragraph(document, label("word", "none", language))
    for one in cases:
        _finding(document, one, language)
    for held_one in compared:
        _comparison(document, held_one, language)
    document.save(str(path))


def _cases(
    results: Results, standings: Mapping[str, Standing], counts: Counter[Status]
) -> list[Case]:
    """Return the accepted findings, report by report, and count those of each status."""
    accepted = _accepted(results.stream(FINDING_SUBJECTS), finding_subject, standings, counts)
    keys = sorted((row["document"], row["report"], row["finding"]) for row in accepted)
    found = (case(results, key, standings) for key in keys)
    return [one for one in found if one is not None]


def _compared(
    results: Results, standings: Mapping[str, Standing], counts: Counter[Status]
) -> list[Held]:
    """Return the accepted comparisons, report by report, and count those of each status."""
    rows = results.stream(COMPARISON_SUBJECTS)
    accepted = _accepted(rows, comparison_subject, standings, counts)
    keys = sorted((row["document"], row["report"], row["comparison"]) for row in accepted)
    found = (held(results, name, standings) for _, _, name in keys)
    return [one for one in found if one is not None]


def _accepted(
    rows: Iterable[dict[str, Any]],
    subject_of: Callable[[Mapping[str, object]], Subject],
    standings: Mapping[str, Standing],
    counts: Counter[Status],
) -> list[dict[str, Any]]:
    accepted = []
    for row in rows:
        standing = standings.get(subject_of(row).key)
        status = standing.status if standing else Status.OPEN
        counts[status] += 1
        if status is Status.ACCEPTED:
            accepted.append(row)
    return accepted


def _finding(document: Any, one: Case, language: Language) -> None:  # noqa: ANN401
    say = _sayer(language)
    row = one.row
    heading = APART[language].join((judged(row["kind"], row["verdict"], language), one.name))
    document.add_heading(_clean(heading), level=1)
    _paragraph(document, one.why(language), bold=True)
    _passage(document, one.passage(AROUND))
    figures = _figures(row, say, is_least=one.is_least)
    _table(document, [*figures, *_place(row, say), *_decided(one.standing, say)])


def _comparison(document: Any, one: Held, language: Language) -> None:  # noqa: ANN401
    """Write both passages, each with the place it stands in, then what was decided."""
    say = _sayer(language)
    row = one.row
    told = (say("sheet", "across"), judged(row["kind"], row["verdict"], language), one.name)
    document.add_heading(_clean(APART[language].join(told)), level=1)
    said = APART[language].join((row["subject"], one.why(language)))
    _paragraph(document, said, bold=True)
    for side in one.sides:
        _passage(document, side.passage(AROUND))
        _table(document, _place(side.row, say))
    _table(document, [*_figures(row, say), *_decided(one.standing, say)])


def _passage(document: Any, passage: Iterable[Piece]) -> None:  # noqa: ANN401
    written = document.add_paragraph()
    for piece in passage:
        run = written.add_run(" … " if piece.left_out else _clean(piece.text))
        run.bold = bool(piece.kind)
        run.underline = piece.kind == "total"


def _figures(row: Mapping[str, Any], say: Say, *, is_least: bool = False) -> list[Fact]:
    difference = say("desk", "difference-least") if is_least else say("head", "difference")
    return [
        (say("head", "stated"), grouped(row["stated"])),
        (difference, grouped(row["difference"])),
    ]


def _place(row: Mapping[str, Any], say: Say) -> list[Fact]:
    place = say("html", "place").format(
        line=row["raw_line"], start=row["raw_start"], end=row["raw_end"]
    )
    return [
        (say("head", "organisation"), row["organisation"]),
        (say("head", "year"), row["year"]),
        (say("head", "title"), row["title"]),
        (say("head", "file"), row["source"]),
        (say("head", "passage"), place),
        (say("head", "sha256"), row["sha256"]),
    ]


def _decided(standing: Standing, say: Say) -> list[Fact]:
    return [
        (say("head", "reviewer"), standing.reviewer),
        (say("head", "note"), standing.note),
        (say("status", standing.status), f"{standing.author} {standing.at}"),
    ]


def _table(document: Any, facts: Iterable[Fact]) -> None:  # noqa: ANN401
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for head, fact in facts:
        if fact in (None, ""):
            continue
        left, right = table.add_row().cells
        left.text, right.text = _clean(head), _clean(str(fact))
        left.width, right.width = WIDTHS
    document.add_paragraph()


def _paragraph(document: Any, text: str, *, bold: bool = False) -> None:  # noqa: ANN401
    document.add_paragraph().add_run(_clean(text)).bold = bold


def _clean(text: str) -> str:
    return UNHELD.sub("", masked(text))


def _sayer(language: Language) -> Say:
    return lambda family, code: label(family, str(code), language)


def _document() -> Any:  # noqa: ANN401  # python-docx is an extra
    docx = needed("docx", "office", package="python-docx")
    document = docx.Document()
    for name in ("Normal", "Title", "Heading 1"):
        style = document.styles[name]
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(docx.oxml.ns.qn(f"w:{theme}"), None)
        fonts.set(docx.oxml.ns.qn("w:eastAsia"), CHINESE)
    page = document.sections[0]
    page.page_width, page.page_height = docx.shared.Mm(210), docx.shared.Mm(297)
    properties = document.core_properties
    properties.author, properties.comments, properties.keywords = "", "", MADE_HERE
    properties.created = properties.modified = MADE
    return document
