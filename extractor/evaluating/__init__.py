"""How well what was extracted agrees with what people annotated.

Gold is a folder with one ``NN.json`` a document (the form of ``interchange``, with checks for
findings) beside the text it annotates, ``NN.clean.txt``.  The texts need not be the same: both
are squeezed (widths folded, white space dropped) and aligned, and the gold spans carried over.
A mention then counts three times:

- overlap: one of its type touches it;
- span: one of its type stands exactly there;
- value: that one also states the same value (an amount with its bounds, a date in EDTF, a name with
  whether it receives something).

Festivals and counts of other things (ages, durations) are tallied apart from dates and counts.
What gold calls optional is neither right nor wrong.  A check is found when a finding of its kind
and verdict rests on the same total; a finding that fails where gold knows no failure is a false
alarm.  Links are compared as pairs of an amount with its recipient, its count and its date
(``links``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from extractor.evaluating.annotations import gold_documents
from extractor.evaluating.comparing import compare
from extractor.evaluating.scores import MEASURES, Evaluation, Slip, Tally, total
from extractor.interchange import Json

__all__ = ["MEASURES", "Evaluation", "Slip", "Tally", "evaluate", "raw_paths"]

SUFFIX = re.compile(r"\.(raw|clean)?\.?(txt|html?)$")


def evaluate(folder: Path, records: Iterable[Json]) -> Evaluation:
    """Return the score of ``records``, one a report, against the gold documents in ``folder``."""
    predicted: dict[str, list[Json]] = defaultdict(list)
    for record in records:
        predicted[SUFFIX.sub("", Path(record["source"]).name)].append(record)
    return total(compare(gold, predicted.get(gold.stem, [])) for gold in gold_documents(folder))


def raw_paths(gold: Path, raw: Path) -> list[Path]:
    """Return the files as received, out of the folder ``raw``, of the documents in ``gold``."""
    found = (
        (raw / f"{each.stem}.raw.txt", raw / f"{each.stem}.txt") for each in gold_documents(gold)
    )
    return [path for names in found for path in names if path.exists()]
