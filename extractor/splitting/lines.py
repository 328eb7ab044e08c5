"""The lines of a page, and what of them is left when the page's furniture is cut.

A line ends where an editor ends it: at CR, LF or both, and nowhere else (``str.splitlines`` also
splits at U+2028 and at control characters).  A cut that takes all of a line takes its end as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

from extractor.lexicon import derived, load
from extractor.offsets import Span

LINE = regex.compile(r"[^\r\n]++")
BLANK = " \t\u00a0\u3000\u200b\ufeff\f\v|｜"

# 。 may be followed by the mark that closes what the sentence stands in.
SENTENCE_END = re.compile(r"[。！？!?…；;]")
SENTENCE = regex.compile(r"[^。！？!?]++[。！？!?]*+[”’」』)）]*+[。！？!?]*+")

# A number with what it counts: such a line may be the report's own.
FIGURE = regex.compile(
    r"""
    (?: \d[\d,.]{0,20}+ \s?+ [余多]?+ [万亿千百]?+ [余多]?+
      | [一二两三四五六七八九十百千万]{1,8}+ [余多]?+ )
    (?: [元户人名位家个件套袋桶斤床份盒箱%％台辆块条] | 公斤 | 万(?!家) | 亿 )
    """,
    regex.VERBOSE,
)


class Line(NamedTuple):
    """A line of the page: where it stands, without the blanks around it, and what it says."""

    span: Span
    text: str


class Cut(NamedTuple):
    """A stretch of the page that is not the report's, and the rule that says so."""

    span: Span
    rule_id: str


def lines_of(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold more than blanks and table bars."""
    found = (_line(text, match.start(), match.end()) for match in LINE.finditer(text))
    return [line for line in found if line.text]


def lines_left(text: str, cuts: Sequence[Cut]) -> list[Line]:
    """Return the lines of ``text`` of which ``cuts`` (as ``merged`` gives them) leave something."""
    if not cuts:
        return lines_of(text)
    left: list[Line] = []
    waiting = iter([*cuts, Cut(Span(len(text), len(text)), "")])
    cut = next(waiting)
    for match in LINE.finditer(text):
        pieces, at = [], match.start()
        while cut.span.start < match.end():
            pieces.append((at, max(at, cut.span.start)))
            at = max(at, cut.span.end)
            if cut.span.end > match.end():
                break
            cut = next(waiting)
        pieces.append((min(at, match.end()), match.end()))
        line = _joined(text, pieces)
        if line is not None:
            left.append(line)
    return left


def merged(text: str, cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Return ``cuts`` in order and apart; where they leave nothing of a line, its end goes too."""
    runs: list[list[Cut]] = []  # of cuts with no more than blanks between them
    for cut in sorted(cuts, key=lambda c: (c.span.start, -c.span.end)):
        done = runs[-1][-1].span.end if runs else 0
        start = max(cut.span.start, done)
        if start >= cut.span.end:
            continue
        trimmed = Cut(Span(start, cut.span.end), cut.rule_id)
        if runs and not text[done:start].strip(BLANK):
            last = runs[-1].pop()
            runs[-1] += [Cut(Span(last.span.start, start), last.rule_id), trimmed]
        else:
            runs.append([trimmed])
    return tuple(cut for run in runs for cut in _with_line_end(text, run))


def _with_line_end(text: str, run: list[Cut]) -> list[Cut]:
    """Return ``run`` with the blanks around it and the line end, where it takes whole lines."""
    start, end = run[0].span.start, run[-1].span.end
    while start and text[start - 1] in BLANK:
        start -= 1
    while end < len(text) and text[end] in BLANK:
        end += 1
    if (start and text[start - 1] not in "\r\n") or (end < len(text) and text[end] not in "\r\n"):
        return run
    end += len(text[end : end + 2]) if text[end : end + 2] == "\r\n" else end < len(text)
    first = Cut(Span(start, run[0].span.end), run[0].rule_id)
    run = [first, *run[1:]]
    return [*run[:-1], Cut(Span(run[-1].span.start, end), run[-1].rule_id)]


def whole_row(text: str, line: Line) -> Span:
    """Return where ``line`` stands, with the empty cells at its ends if it is a row of a table."""
    start, end = line.span.start, line.span.end
    if "|" not in line.text:
        return line.span
    while start and text[start - 1] in BLANK:
        start -= 1
    while end < len(text) and text[end] in BLANK:
        end += 1
    return Span(start, end)


def words(part: str) -> tuple[str, ...]:
    """Return the words of one ``part`` of the furniture table."""
    return _by_part()[part]


@derived
def _by_part() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in load("furniture"):
        found.setdefault(row["part"], []).append(row["word"])
    return {part: tuple(listed) for part, listed in found.items()}


def _line(text: str, start: int, end: int) -> Line:
    line = text[start:end]
    bare = line.strip(BLANK)
    if bare is line:
        return Line(Span(start, end), line)
    left = len(line) - len(line.lstrip(BLANK))
    return Line(Span(start + left, start + left + len(bare)), bare)


def _joined(text: str, pieces: list[tuple[int, int]]) -> Line | None:
    if len(pieces) == 1:
        whole = _line(text, *pieces[0])
        return whole if whole.text else None
    kept = [_line(text, start, end) for start, end in pieces if start < end]
    kept = [piece for piece in kept if piece.text]
    if not kept:
        return None
    return Line(Span(kept[0].span.start, kept[-1].span.end), "".join(p.text for p in kept))
