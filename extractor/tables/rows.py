"""What one file states → the rows of every table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.indexing import claims, sentences
from extractor.interchange import place, places, places_of
from extractor.model import Extraction, Failure, Note, PartialDate, Processed
from extractor.offsets import Span
from extractor.tables.cells import (
    claim_cells,
    day,
    disbursement_cells,
    finding_cells,
    mention_cells,
    party_cells,
    stated_by,
)
from extractor.tables.columns import Cell, Cells, Row, Table
from extractor.tables.comparisons import CLAIMS, SENTENCES
from extractor.tables.figures import (
    DISBURSEMENT_PARTIES,
    DISBURSEMENTS,
    FINDING_PARTS,
    FINDINGS,
    MENTIONS,
)
from extractor.tables.texts import DOCUMENTS, FAILURES, REPORTS

# A lone surrogate is no UTF-8 and a NUL ends a text for SQL's length(); both keep their place.
UNKEPT = re.compile("[\0\ud800-\udfff]")
STAND_INS = {"\0": "␀"}
NOWHERE: Row = (None,) * 6


def document_rows(processed: Processed, rules: str) -> dict[str, list[Row]]:
    """Return the rows that ``processed`` makes, by the name of their table."""
    rows: dict[str, list[Row]] = {DOCUMENTS.name: [_document(processed, rules)]}
    for extraction in processed.extractions:
        for table, made in _extraction_rows(processed, extraction):
            rows.setdefault(table.name, []).append(made)
    # What a report states is made of its document's characters and of our own.
    return rows if _is_kept(*rows[DOCUMENTS.name]) else _all_kept(rows)


def failure_row(failure: Failure, rules: str) -> Row:
    """Return the row of a file that could not be processed."""
    return row(
        FAILURES,
        {
            "source": failure.source,
            "sha256": failure.sha256,
            "size": failure.size,
            "stage": failure.stage,
            "reason": failure.reason,
            "detail": failure.detail,
            "rules": rules,
        },
    )


def row(table: Table, cells: Cells) -> Row:
    """Return the row of ``table`` that holds ``cells``, null where there is none."""
    if not table.known.issuperset(cells):
        unknown = cells.keys() - table.known
        raise ValueError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    laid = tuple(map(cells.get, table.names))
    return laid if _is_kept(laid) else tuple(map(_kept, laid))


def _is_kept(row: Row) -> bool:
    """Return whether SQLite keeps every character of ``row``."""
    return not any(isinstance(cell, str) and UNKEPT.search(cell) for cell in row)


def _all_kept(rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    return {name: [tuple(map(_kept, row)) for row in made] for name, made in rows.items()}


def _kept(cell: Cell) -> Cell:
    if isinstance(cell, str) and UNKEPT.search(cell):
        return UNKEPT.sub(lambda found: STAND_INS.get(found.group(), "\ufffd"), cell)
    return cell


# --- texts --------------------------------------------------------------------------------------


def _document(processed: Processed, rules: str) -> Row:
    document, file = processed.document, processed.document.file
    return (
        file.doc_id,
        file.source,
        0,  # copies
        file.sha256,
        file.size,
        file.format,
        file.encoding,
        len(document.edits),
        _notes(file.notes + document.notes),
        file.raw,
        document.text,
        rules,
    )


def _extraction_rows(processed: Processed, extraction: Extraction) -> Iterator[tuple[Table, Row]]:
    key: Row = (extraction.report.doc_id, extraction.report.number)
    ids = places(extraction)
    yield REPORTS, (*key, *_report(processed, extraction))
    for at, mention in enumerate(extraction.mentions):
        within, raw = places_of(processed, extraction, mention.span)
        locator = processed.document.file.place_of(raw.start)
        stated = mention_cells(mention)
        yield MENTIONS, (*key, at, *stated, *mention.span, *within, *raw, locator)
    for at, given in enumerate(extraction.disbursements):
        spans = _spans(processed, extraction, [m.span for m in stated_by(given)])
        yield DISBURSEMENTS, (*key, at, *disbursement_cells(given, ids), *spans)
        for cells in party_cells(given, ids):
            yield DISBURSEMENT_PARTIES, (*key, at, *cells)
    for at, finding in enumerate(extraction.findings):
        spans = _spans(processed, extraction, finding.evidence)
        yield FINDINGS, (*key, at, *finding_cells(finding, ids), *spans)
        for nth, part in enumerate(finding.parts):
            yield FINDING_PARTS, (*key, at, nth, ids[place(part)])
    yield from _index_rows(processed, extraction, key)


def _index_rows(
    processed: Processed, extraction: Extraction, key: Row
) -> Iterator[tuple[Table, Row]]:
    """Yield what of a report is looked up from others."""
    for at, sentence in enumerate(sentences(extraction.report.text, extraction.mentions)):
        spans = _places_of(processed, extraction, sentence.span)
        yield SENTENCES, (*key, at, sentence.fingerprint, sentence.letters, *spans)
    for at, claim in enumerate(claims(extraction)):
        yield CLAIMS, (*key, at, *claim_cells(claim))


def _report(processed: Processed, extraction: Extraction) -> Row:
    report = extraction.report
    spans = _places_of(processed, extraction, Span(0, len(report.text)))
    return (
        report.title,
        report.organisation,
        report.year,
        _period(extraction),
        day(report.published),
        _notes(report.notes),
        report.text,
        *spans[2:],
    )


def _period(extraction: Extraction) -> str | None:
    """Return the stretch of time in the title (2019年上半年), else the year."""
    report = extraction.report
    headline = _headline(report.title, report.text) if report.title else None
    if headline:
        for mention in extraction.mentions:
            is_inside = headline.start <= mention.span.start < headline.end
            if is_inside and isinstance(mention.value, PartialDate):
                edtf = mention.value.edtf or ""
                if not edtf.startswith("X") and len(edtf) > len("2019"):
                    return edtf
    return None if report.year is None else str(report.year)


def _headline(title: str, text: str) -> Span | None:
    """Return where ``title`` stands in ``text``, in which it may be set in two lines."""
    start = text.find(title[0])
    while start >= 0:
        end = _end_of(title, text, start)
        if end is not None:
            return Span(start, end)
        start = text.find(title[0], start + 1)
    return None


def _end_of(title: str, text: str, start: int) -> int | None:
    """Return where ``title`` ends that begins at ``start``, with or without blanks inside."""
    at = start
    for letter in title:
        while text[at : at + 1].isspace() and text[at] != letter:
            at += 1
        if text[at : at + 1] != letter:
            return None
        at += 1
    return at


def _notes(notes: Iterable[Note]) -> str | None:
    listed = [
        {"code": note.code, "detail": note.detail}
        | ({"start": note.span.start, "end": note.span.end} if note.span else {})
        for note in notes
    ]
    return json.dumps(listed, ensure_ascii=False) if listed else None


def _spans(processed: Processed, extraction: Extraction, spans: Sequence[Span]) -> Row:
    """Return where the stretch from the first to the last of ``spans`` stands."""
    if not spans:
        return NOWHERE
    stretch = Span(min(spans).start, max([end for _, end in spans]))
    return _places_of(processed, extraction, stretch)


def _places_of(processed: Processed, extraction: Extraction, span: Span) -> Row:
    """Return where ``span`` starts and ends in the report, in the document and in the file."""
    within, raw = places_of(processed, extraction, span)
    return (*span, *within, *raw)
