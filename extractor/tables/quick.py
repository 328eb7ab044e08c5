"""What a text states, as a data frame, without a file or a results file."""

from __future__ import annotations

import pandas as pd

from extractor import pipeline, reading
from extractor.tables.figures import MENTIONS
from extractor.tables.frames import frame
from extractor.tables.rows import document_rows


def extract(text: str) -> pd.DataFrame:
    """Return every date, amount, count, share, name and group that ``text`` states.

    The columns are those of the table ``mentions``; ``raw_start`` and ``raw_end`` are places in
    ``text``.  A text without a character gives no row.
    """
    if not text.strip():
        return frame(MENTIONS, ())
    processed = pipeline.process(reading.decode(text.encode("utf-8", "surrogatepass"), "text"))
    return frame(MENTIONS, document_rows(processed, "").get(MENTIONS.name, ()))
