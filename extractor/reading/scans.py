"""Pages that are pictures → the lines recognised on them, where the ``ocr`` extra is installed.

rapidocr works offline: its models are in its own package.  What it reads may be wrong, so that the
document carries the note "recognised" with its pages.  A line is what stands on one level of the
page, its pieces from left to right.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from typing import Any

from extractor.reading.layouts import Line, Piece

SCALE = 200 / 72  # pixels a point: 200 dots an inch
SURE = 0.5  # how sure of a piece rapidocr must be
FEWEST_LETTERS = 5  # recognised on a page: a frame is taken for 一
LEVEL = 0.5  # of its height, by which a piece may lie off its line


def recognise(content: bytes, pages: Sequence[int]) -> dict[int, list[Line]]:
    """Return the lines of those of ``pages`` (from 0) on which text was recognised.

    Nothing is, where the extra is not installed.
    """
    if importlib.util.find_spec("rapidocr") is None:
        return {}
    pdfium = importlib.import_module("pypdfium2")
    found: dict[int, list[Line]] = {}
    with closing(pdfium.PdfDocument(content)) as document:
        for at in pages:
            with closing(document[at]) as page:
                picture = page.render(scale=SCALE).to_numpy()
            lines = _lines(picture, f"p.{at + 1}")
            if sum(len(piece.text) for line in lines for piece in line) >= FEWEST_LETTERS:
                found[at] = lines
    return found


@cache
def _engine() -> Any:  # noqa: ANN401  # of a library that need not be there
    return importlib.import_module("rapidocr").RapidOCR(params={"Global.log_level": "error"})


def _lines(picture: Any, place: str) -> list[Line]:  # noqa: ANN401
    read = _engine()(picture)
    if read.boxes is None:
        return []
    pieces = sorted(
        (min(y for _, y in box), min(x for x, _ in box), max(y for _, y in box), text)
        for box, text, score in zip(read.boxes, read.txts, read.scores, strict=True)
        if score >= SURE
    )
    levels: list[list[tuple[float, float, float, str]]] = []
    for piece in pieces:
        top, _, bottom, _ = piece
        if levels and top - levels[-1][0][0] < LEVEL * (bottom - top):
            levels[-1].append(piece)
        else:
            levels.append([piece])
    return [
        (Piece(" ".join(text for _, _, _, text in sorted(level, key=lambda p: p[1])), place),)
        for level in levels
    ]
