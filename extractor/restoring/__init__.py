"""Text as received → text as written, with every edit recorded.

``restore`` runs the fixers in the order of ``FIXERS``, each over the text the ones before it made,
and joins their edits into one list over the file as received.  That list is the explanation and
the map back.  The round is repeated until nothing is left to do, so that restoring a restored text
changes nothing.

A wrong repair is worse than none: a fixer that is not sure leaves the text as it is, and the page
gets a note (``quality``).  The source's own slips (温暧, 抚贫, one name written in two ways) are
evidence and stay.  Page furniture is not cut here.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Document, SourceFile
from extractor.offsets import Edit, apply_edits, compose, edited_text
from extractor.restoring import (
    columns,
    damage,
    glosses,
    invisible,
    lines,
    marks,
    mojibake,
    names,
    numbers,
    pipes,
    quality,
    remnants,
    script,
    units,
    widths,
)
from extractor.restoring.page import Fixer, Page

# Bytes before characters, characters before words, words before lines.
FIXERS: tuple[Fixer, ...] = (
    mojibake.FIXER,
    invisible.FIXER,
    damage.FIXER,
    glosses.FIXER,
    remnants.FIXER,
    script.FIXER,
    widths.FIXER,
    marks.FIXER,
    pipes.FIXER,
    columns.FIXER,
    lines.FIXER,
    numbers.FIXER,
    names.FIXER,
    units.FIXER,
)
ROUNDS = 4


def restore(file: SourceFile) -> Document:
    """Return ``file`` with its damage undone."""
    edits: Sequence[Edit] = ()
    page = Page.of(file.raw)
    for _ in range(ROUNDS):
        done, page, edits = _round(file.raw, page, edits)
        if done:
            break
    text, offsets = apply_edits(file.raw, edits)
    return Document(file, text, tuple(edits), offsets, quality.notes(file.raw, text, edits))


def _round(raw: str, page: Page, edits: Sequence[Edit]) -> tuple[bool, Page, Sequence[Edit]]:
    """Run every fixer once; return whether none had anything to do, the page and all edits."""
    is_done = True
    for fixer in FIXERS:
        proposed = fixer.propose(page) if fixer.applies(page.letters) else []
        if proposed:
            is_done = False
            edits = compose(raw, edits, proposed)
            page = Page.of(edited_text(page.text, proposed))
    return is_done, page, edits
