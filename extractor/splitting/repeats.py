"""A passage that a report prints twice: the second time it is left out.

A whole line of 30 characters or more that stands in the report word for word already was pasted or
printed twice (an e-paper's page, a body repeated under its own caption); so was a run of sentences
of 60 characters or more.  Blanks do not count.  Shorter lines may well be the same twice
(张三 100元), and a single sentence may be repeated on purpose (此次共发放救助款36万元): they stay.

The caption of a picture (图为…) whose figures all stand in the text says nothing more: it goes.

Across the reports of a compendium nothing is left out: that a report re-uses another's words is a
finding, not a slip of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from extractor.offsets import Span
from extractor.splitting.lines import Cut, Line

LINE = 30  # characters, without blanks
RUN = 60
RULE = "repeated-passage"

CAPTION = re.compile(r"(?:图为|上图|下图|左图|右图|图片说明|图[①②③\d]?\s?[:：]).{1,120}$")
NUMBER = regex.compile(r"\d[\d,.]*")

SENTENCE = re.compile(r"[^。！？!?\r\n]++[。！？!?]*+[”’」』]*+")


def repeated_passages(lines: Sequence[Line], text: str) -> list[Cut]:
    """Return the later copies of what ``lines`` of ``text`` say twice, in order."""
    cuts = list(_lines(lines)) or list(_runs(lines, text))
    return sorted({*cuts, *_captions(lines)}, key=lambda cut: cut.span)


def _lines(lines: Sequence[Line]) -> Iterator[Cut]:
    seen: set[str] = set()
    for line in lines:
        plain = "".join(line.text.split())
        if len(plain) >= LINE and plain in seen:
            yield Cut(line.span, RULE)
        seen.add(plain)


def _captions(lines: Sequence[Line]) -> Iterator[Cut]:
    """Yield the captions of pictures that have figures, and none that the text has not."""
    captions = [line for line in lines if CAPTION.match(line.text) and NUMBER.search(line.text)]
    if not captions:
        return
    stated = {n for line in lines if line not in captions for n in NUMBER.findall(line.text)}
    for line in captions:
        if stated.issuperset(NUMBER.findall(line.text)):
            yield Cut(line.span, RULE)


def _runs(lines: Sequence[Line], text: str) -> Iterator[Cut]:
    found = [(line, m) for line in lines for m in SENTENCE.finditer(line.span.slice(text))]
    plain = ["".join(match.group().split()) for _, match in found]
    if len(set(plain)) == len(plain):  # nothing is said twice
        return
    spans = [Span(*(line.span.start + at for at in match.span())) for line, match in found]
    sentences = list(zip(spans, plain, strict=True))
    first: dict[str, int] = {}
    at = 0
    while at < len(sentences):
        earlier = first.setdefault(sentences[at][1], at)
        length = _length(sentences, earlier, at) if earlier < at else 0
        if sum(len(said) for _, said in sentences[at : at + length]) >= RUN and length > 1:
            yield Cut(Span(sentences[at][0].start, sentences[at + length - 1][0].end), RULE)
            at += length
        else:
            at += 1


def _length(sentences: Sequence[tuple[Span, str]], earlier: int, at: int) -> int:
    """Return how many sentences from ``at`` on repeat those from ``earlier`` on."""
    length = 0
    while at + length < len(sentences) and earlier + length < at:
        if sentences[earlier + length][1] != sentences[at + length][1]:
            break
        length += 1
    return length
