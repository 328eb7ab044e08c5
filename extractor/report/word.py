"""The accepted findings as a Word document for the audit file.

One section a finding: the sum, the passage with its figures in bold (the total underlined), where
it stands in which file (with the digest of its bytes), and who accepted it when.  Findings that are
open or dismissed are counted, not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractor.deciding import FINDING_SUBJECTS, Standing, Status, finding_subject, open_decisions
from extractor.masking import masked
from extractor.report.cells import UNHELD
from extractor.report.evidence import Case, case
from extractor.report.values import grouped
from extractor.store import Results, needed, open_results
from extractor.wording import Language, label

AROUND = 30  # characters of text beside a figure
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same decisions give the same file
WIDTHS = (1080000, 4500000)  # of head and fact, in English Metric Units (36,000 a millimetre)
LATIN, CHINESE = "Times New Roman", "宋体"


def write_word(results: Path, path: Path, language: Language = Language.ZH) -> None:
    """Write the accepted findings of ``results`` to ``path``."""
    with open_results(results) as opened, open_decisions(results) as decisions:
        accepted, counts = _accepted(opened, decisions.standings())
    document = _document()
    document.add_heading(label("word", "title", language), level=0)
    counted = [f"{label('status', s, language)} {counts[s]}" for s in Status]
    _paragraph(document, "　".join(counted))
    if not accepted:
        _paragraph(document, label("word", "none", language))
    for one in accepted:
        _section(document, one, language)
    document.save(str(path))


def _accepted(
    results: Results, standings: dict[str, Standing]
) -> tuple[list[Case], Counter[Status]]:
    """Return the accepted findings, report by report, and how many have each status."""
    counts: Counter[Status] = Counter()
    keys: list[tuple[str, int, int]] = []
    for row in results.stream(FINDING_SUBJECTS):
        standing = standings.get(finding_subject(row).key)
        status = standing.status if standing else Status.OPEN
        counts[status] += 1
        if status is Status.ACCEPTED:
            keys.append((row["document"], row["report"], row["finding"]))
    found = [case(results, key, standings) for key in sorted(keys)]
    return [one for one in found if one is not None], counts


def _section(document: Any, one: Case, language: Language) -> None:  # noqa: ANN401
    say = _sayer(language)
    row = one.row
    kind, verdict = say("finding", row["kind"]), say("verdict", row["verdict"])
    document.add_heading(_clean(f"{kind}{verdict}　{one.name}"), level=1)
    _paragraph(document, one.why(language), bold=True)
    passage = document.add_paragraph()
    for piece in one.passage(AROUND):
        run = passage.add_run(" … " if piece.left_out else _clean(piece.text))
        run.bold = bool(piece.kind)
        run.underline = piece.kind == "total"
    place = say("html", "place").format(
        line=row["raw_line"], start=row["raw_start"], end=row["raw_end"]
    )
    standing = one.standing
    facts = [
        (say("head", "stated"), grouped(row["stated"])),
        (say("head", "difference"), grouped(row["difference"])),
        (say("head", "organisation"), row["organisation"]),
        (say("head", "year"), row["year"]),
        (say("head", "title"), row["title"]),
        (say("head", "file"), row["source"]),
        (say("head", "passage"), place),
        (say("head", "sha256"), row["sha256"]),
        (say("head", "reviewer"), standing.reviewer),
        (say("head", "note"), standing.note),
        (say("status", standing.status), f"{standing.author} {standing.at}"),
    ]
    _table(document, [(head, str(fact)) for head, fact in facts if fact not in (None, "")])


def _table(document: Any, facts: list[tuple[str, str]]) -> None:  # noqa: ANN401
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for head, fact in facts:
        left, right = table.add_row().cells
        left.text, right.text = _clean(head), _clean(fact)
        left.width, right.width = WIDTHS
    document.add_paragraph()


def _paragraph(document: Any, text: str, *, bold: bool = False) -> None:  # noqa: ANN401
    document.add_paragraph().add_run(_clean(text)).bold = bold


def _clean(text: str) -> str:
    return UNHELD.sub("", masked(text))


def _sayer(language: Language) -> Callable[[str, object], str]:
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
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = MADE
    return document
