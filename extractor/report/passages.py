"""A stretch of text cut into pieces, each with the marks that lie over it.

Marks may touch, overlap and lie inside one another (a date inside the name of a festival); a piece
carries all that cover it, the innermost last.  What is far from every mark can be left out, and a
piece says how much that was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.masking import masked


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be shown, [start, end): of what kind, and by what name it can be jumped to."""

    start: int
    end: int
    kind: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text under the same marks, or, in its place, how many characters were left out."""

    text: str
    marks: tuple[Mark, ...] = ()
    left_out: int = 0
    begins: tuple[str, ...] = ()  # anchors of the marks that begin here

    @property
    def kind(self) -> str:
        """Return the kind of the innermost mark."""
        return self.marks[-1].kind if self.marks else ""


def pieces(text: str, marks: Iterable[Mark], around: int | None = None) -> list[Piece]:
    """Return ``text``, masked, in pieces; ``around``: only that many characters beside a mark.

    >>> [(p.text, p.kind) for p in pieces("共发放9500元。", [Mark(3, 8, "total")])]
    [('共发放', ''), ('9500元', 'total'), ('。', '')]
    """
    text = masked(text)
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    bounds = {0, len(text)} | {at for mark in inside for at in (mark.start, mark.end)}
    windows = _windows(inside, around, len(text))
    bounds |= {at for window in windows for at in window}
    made: list[Piece] = []
    open_marks: list[Mark] = []
    ahead = sorted(inside, key=lambda mark: (mark.start, -mark.end))
    shown = iter(windows)
    window = next(shown, (len(text), len(text)))
    cuts = sorted(bounds)
    at_mark = 0
    for start, end in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.end > start]
        begun = len(open_marks)
        while at_mark < len(ahead) and ahead[at_mark].start == start:
            open_marks.append(ahead[at_mark])
            at_mark += 1
        while window[1] <= start and window[0] < len(text):
            window = next(shown, (len(text), len(text)))
        if not window[0] <= start < window[1]:
            _leave_out(made, end - start)
            continue
        anchors = tuple(mark.anchor for mark in open_marks[begun:] if mark.anchor)
        nested = sorted(open_marks, key=lambda mark: (mark.start, -mark.end))
        made.append(Piece(text[start:end], tuple(nested), begins=anchors))
    return made


def _leave_out(made: list[Piece], length: int) -> None:
    if made and made[-1].left_out:
        length += made.pop().left_out
    made.append(Piece("", left_out=length))


def _windows(marks: Sequence[Mark], around: int | None, length: int) -> list[tuple[int, int]]:
    """Return the stretches to be shown, in order, none touching the next."""
    if around is None:
        return [(0, length)]
    windows: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        start, end = max(0, mark.start - around), min(length, mark.end + around)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows
