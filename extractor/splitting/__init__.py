"""Document → the reports it holds, without page furniture.

A page of an archive is a report with a site around it, or a collection of reports one after the
other.  ``split`` cuts the furniture (``furniture``), finds where a report begins (``starts``),
keeps a passage printed twice once (``repeats``), and reads what the report says of itself: title,
organisation, year, day of publication (``heading``).

Nothing is lost: a report's text is the document's text with stretches deleted, and its offset map
says which.  ``furniture`` returns the stretches of the page with the rule that took each.

Which error is worse: to cut a line that carries a figure of the report is worse than to leave a
menu line without figures; to leave a date or a figure of the site is bad, because it would supply
a value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.model import Document, Note, Report
from extractor.offsets import Edit, Span, apply_edits
from extractor.splitting.furniture import find_furniture
from extractor.splitting.heading import read_heading
from extractor.splitting.lines import Cut, Line, lines_left, lines_of, merged, whole_row
from extractor.splitting.repeats import repeated_passages
from extractor.splitting.separators import PART
from extractor.splitting.starts import find_starts

__all__ = ["furniture", "split"]

OUTSIDE = "report.outside"  # what of the page stands before or after a report


def split(document: Document) -> tuple[Report, ...]:
    """Return the reports of ``document``, in order; a page of furniture alone is one."""
    text = document.text
    cuts = find_furniture(text)
    lines = lines_left(text, cuts)
    if not lines:
        return (_report(document, 1, lines_of(text), ()),)
    starts = find_starts(lines, [cut.span.start for cut in cuts if cut.rule_id == PART])
    pairs = zip(starts, [*starts[1:], len(lines)], strict=True)
    reports = [lines[start:end] for start, end in pairs]
    return tuple(_report(document, n, own, cuts) for n, own in enumerate(reports, start=1))


def furniture(document: Document) -> tuple[tuple[Span, str], ...]:
    """Return the stretches of the text that belong to the page, each with the id of its rule."""
    return tuple((cut.span, cut.rule_id) for cut in find_furniture(document.text))


def _report(document: Document, number: int, lines: Sequence[Line], cuts: Sequence[Cut]) -> Report:
    start = whole_row(document.text, lines[0]).start if lines else 0
    end = whole_row(document.text, lines[-1]).end if lines else len(document.text)
    first = bisect_left(cuts, start, key=lambda cut: cut.span.start)
    last = bisect_left(cuts, end, key=lambda cut: cut.span.start)
    again = repeated_passages(lines, document.text)
    for cut in reversed(again):
        if not document.text[cut.span.end : end].strip():
            end = start + len(document.text[start : cut.span.start].rstrip())
    outside = (Cut(Span(0, start), OUTSIDE), Cut(Span(end, len(document.text)), OUTSIDE))
    deleted = merged(document.text, [*outside, *cuts[first:last], *again])
    edits = [Edit(cut.span, "", cut.rule_id) for cut in deleted]
    text, offsets = apply_edits(document.text, edits)
    heading = read_heading(text)
    return Report(
        document.file.doc_id,
        number,
        text,
        offsets,
        heading.title,
        heading.organisation,
        heading.year,
        heading.published,
        (Note("repeated-passage", f"{len(again)} ×"),) if again else (),
    )
