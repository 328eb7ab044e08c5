"""Pages that are pictures → the lines recognised on them, where the ``ocr`` extra is installed.

rapidocr works offline: its models are in its own package.  It is run in a process of its own, with
a time limit, since it takes a quarter of a gigabyte and its library may die over a page; what fails
is as if nothing had been recognised, but what takes too long is said, since more can be allowed.
What it reads may be wrong, so that the document carries the
note "recognised" with its pages.  A line is what stands on one level of the page, from the left.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from extractor.errors import UnreadableError
from extractor.reading.extras import is_out_of_time
from extractor.reading.layouts import Line, Piece

SCALE = 200 / 72  # pixels a point: 200 dots an inch
SURE = 0.5  # how sure of a piece rapidocr must be
FEWEST_LETTERS = 5  # recognised on a page: a frame is taken for 一
LEVEL = 0.5  # of its height, by which a piece may lie off its line
START, A_PAGE = 60, 20  # seconds for the models, and for a page


def recognise(content: bytes, pages: Sequence[int], name: str) -> dict[int, list[Line]]:
    """Return the lines of those of ``pages`` (from 0) of ``name`` on which text was recognised.

    Nothing is, where the extra is not installed.
    """
    if importlib.util.find_spec("rapidocr") is None:
        return {}
    command = [sys.executable, "-m", "extractor.reading.scans", *map(str, pages)]
    try:
        done = subprocess.run(  # noqa: S603  # our own words, no shell
            command,
            input=content,
            capture_output=True,
            timeout=START + A_PAGE * len(pages),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(name, pages) from error
    if is_out_of_time(done.returncode):
        raise _too_long(name, pages)
    if done.returncode:
        return {}
    found: dict[int, list[Line]] = {}
    for at, lines in json.loads(done.stdout):
        if sum(map(len, lines)) >= FEWEST_LETTERS:
            found[at] = [(Piece(line, f"p.{at + 1}"),) for line in lines]
    return found


def _too_long(name: str, pages: Sequence[int]) -> UnreadableError:
    said = f"{name}: to recognise {len(pages)} pages took too long"
    return UnreadableError("timeout", f"{said}; cut it up, or allow more and --retry-failed")


def _main(content: bytes, pages: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield what is recognised on each page; runs in the child."""
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415
    import rapidocr  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": 1}
    engine = rapidocr.RapidOCR(params={"Global.log_level": "error", **threads})
    with closing(pypdfium2.PdfDocument(content)) as document:
        for at in pages:
            with closing(document[at]) as page:
                read = engine(page.render(scale=SCALE).to_numpy())
            yield at, _lines(read)


def _lines(read: Any) -> list[str]:  # noqa: ANN401  # of a library that need not be there
    if read.boxes is None:
        return []
    pieces = sorted(
        (
            float(min(y for _, y in box)),
            float(min(x for x, _ in box)),
            float(max(y for _, y in box)),
            text,
        )
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
    return [" ".join(p[3] for p in sorted(level, key=lambda p: p[1])) for level in levels]


if __name__ == "__main__":
    recognised = list(_main(sys.stdin.buffer.read(), [int(page) for page in sys.argv[1:]]))
    sys.stdout.write(json.dumps(recognised))
