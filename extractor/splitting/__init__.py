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

from collections.abc import Iterator, Sequence

from extractor.model import Document, Note, Report
from extractor.offsets import Edit, Span, apply_edits
from extractor.splitting.furniture import find_furniture
from extractor.splitting.heading import read_heading
from extractor.splitting.lines import Cut, lines_left, merged
from extractor.splitting.repeats import repeated_passages
from extractor.splitting.separators import PART
from extractor.splitting.starts import find_starts

__all__ = ["furniture", "split"]


def split(document: Document) -> tuple[Report, ...]:
    """Return the reports of ``document``, in order; a page of furniture alone is one."""
    text = document.text
    cuts = find_furniture(text)
    lines = lines_left(text, cuts)
    if not lines:
        return (_report(document, 1, Span(0, len(text)), ()),)
    starts = find_starts(lines, [cut.span.start for cut in cuts if cut.rule_id == PART])
    ends = [*(lines[i - 1].span.end for i in starts[1:]), lines[-1].span.end]
    spans = [Span(lines[i].span.start, end) for i, end in zip(starts, ends, strict=True)]
    return tuple(_report(document, n, span, cuts) for n, span in enumerate(spans, start=1))


def furniture(document: Document) -> tuple[tuple[Span, str], ...]:
    """Return the stretches of the text that belong to the page, each with the id of its rule."""
    return tuple((cut.span, cut.rule_id) for cut in find_furniture(document.text))


def _report(document: Document, number: int, span: Span, cuts: Sequence[Cut]) -> Report:
    inside = [c for c in cuts if span.start <= c.span.start and c.span.end <= span.end]
    lines = [line for line in lines_left(document.text, inside) if _is_within(line.span, span)]
    again = repeated_passages(lines, document.text)
    deleted = merged(document.text, [*_outside(document.text, span), *inside, *again])
    text, offsets = apply_edits(document.text, [Edit(cut.span, "", cut.rule_id) for cut in deleted])
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


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _outside(text: str, span: Span) -> Iterator[Cut]:
    yield Cut(Span(0, span.start), "report.outside")
    yield Cut(Span(span.end, len(text)), "report.outside")
