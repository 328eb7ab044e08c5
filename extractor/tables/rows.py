"""What one file states → the rows of every table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

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


def document_rows(processed: Processed, rules: str) -> dict[str, list[Row]]:
    """Return the rows that ``processed`` makes, by the name of their table."""
    rows: dict[str, list[Row]] = {DOCUMENTS.name: [_laid(DOCUMENTS, _document(processed, rules))]}
    for extraction in processed.extractions:
        for table, cells in _extraction_cells(processed, extraction):
            rows.setdefault(table.name, []).append(_laid(table, cells))
    return rows if _is_kept(chain.from_iterable(rows.values())) else _all_kept(rows)


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
    laid = _laid(table, cells)
    return laid if _is_kept([laid]) else tuple(map(_kept, laid))


def _laid(table: Table, cells: Cells) -> Row:
    if not table.known.issuperset(cells):
        unknown = cells.keys() - table.known
        raise ValueError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    return tuple(map(cells.get, table.names))


def _is_kept(rows: Iterable[Row]) -> bool:
    """Return whether SQLite keeps every character of ``rows``: so asked, a file's cost one look."""
    words = "".join([cell for row in rows for cell in row if type(cell) is str])  # enums are ours
    return UNKEPT.search(words) is None


def _all_kept(rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    return {name: [tuple(map(_kept, row)) for row in made] for name, made in rows.items()}


def _kept(cell: Cell) -> Cell:
    if isinstance(cell, str) and UNKEPT.search(cell):
        return UNKEPT.sub(lambda found: STAND_INS.get(found.group(), "\ufffd"), cell)
    return cell


# --- texts --------------------------------------------------------------------------------------


def _document(processed: Processed, rules: str) -> Cells:
    document, file = processed.document, processed.document.file
    return {
        "document": file.doc_id,
        "source": file.source,
        "copies": 0,
        "sha256": file.sha256,
        "size": file.size,
        "format": file.format,
        "encoding": file.encoding,
        "edits": len(document.edits),
        "notes": _notes(file.notes + document.notes),
        "raw": file.raw,
        "text": document.text,
        "rules": rules,
    }


def _extraction_cells(
    processed: Processed, extraction: Extraction
) -> Iterator[tuple[Table, Cells]]:
    report = extraction.report
    ids = places(extraction)
    key: Cells = {"document": report.doc_id, "report": report.number}
    yield REPORTS, key | _report(processed, extraction)
    yield from _mentions(processed, extraction, key)
    for at, given in enumerate(extraction.disbursements):
        numbered = {**key, "disbursement": at}
        spans = _spans(processed, extraction, [m.span for m in stated_by(given)])
        yield DISBURSEMENTS, {**numbered, **disbursement_cells(given, ids), **spans}
        for cells in party_cells(given, ids):
            yield DISBURSEMENT_PARTIES, {**numbered, **cells}
    for at, finding in enumerate(extraction.findings):
        numbered = {**key, "finding": at}
        spans = _spans(processed, extraction, finding.evidence)
        yield FINDINGS, {**numbered, **finding_cells(finding, ids), **spans}
        for nth, part in enumerate(finding.parts):
            yield FINDING_PARTS, {**numbered, "place": nth, "mention": ids[place(part)]}
    yield from _index_cells(processed, extraction, key)


def _mentions(
    processed: Processed, extraction: Extraction, key: Cells
) -> Iterator[tuple[Table, Cells]]:
    place_of = processed.document.file.place_of
    for at, mention in enumerate(extraction.mentions):
        within, raw = places_of(processed, extraction, mention.span)
        yield (
            MENTIONS,
            {
                **key,
                "mention": at,
                "locator": place_of(raw.start),
                **mention_cells(mention),
                **_span_cells(mention.span, within, raw),
            },
        )


def _index_cells(
    processed: Processed, extraction: Extraction, key: Cells
) -> Iterator[tuple[Table, Cells]]:
    """Yield what of a report is looked up from others."""
    for at, sentence in enumerate(sentences(extraction.report.text, extraction.mentions)):
        cells: Cells = {"fingerprint": sentence.fingerprint, "letters": sentence.letters}
        spans = _places_of(processed, extraction, sentence.span)
        yield SENTENCES, {**key, "sentence": at, **cells, **spans}
    for at, claim in enumerate(claims(extraction)):
        yield CLAIMS, {**key, "claim": at, **claim_cells(claim)}


def _report(processed: Processed, extraction: Extraction) -> Cells:
    report = extraction.report
    spans = _places_of(processed, extraction, Span(0, len(report.text)))
    return {
        "title": report.title,
        "organisation": report.organisation,
        "year": report.year,
        "period": _period(extraction),
        "published": day(report.published),
        "notes": _notes(report.notes),
        "text": report.text,
        **{name: at for name, at in spans.items() if name in REPORTS.names},
    }


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


def _spans(processed: Processed, extraction: Extraction, spans: Sequence[Span]) -> Cells:
    """Return where the stretch from the first to the last of ``spans`` stands."""
    if not spans:
        return {}
    start = min(span.start for span in spans)
    end = max(span.end for span in spans)
    return _places_of(processed, extraction, Span(start, end))


def _places_of(processed: Processed, extraction: Extraction, span: Span) -> Cells:
    return _span_cells(span, *places_of(processed, extraction, span))


def _span_cells(span: Span, within: Span, raw: Span) -> Cells:
    return {
        "span_start": span.start,
        "span_end": span.end,
        "document_start": within.start,
        "document_end": within.end,
        "raw_start": raw.start,
        "raw_end": raw.end,
    }
