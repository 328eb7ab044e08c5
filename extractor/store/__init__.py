"""The results file: written a document at a time, opened as data frames, asked in SQL, exported.

results = open_results("results")
results.mentions.query("type == 'money'").stated.sum()
results.query("SELECT year, count(*) FROM reports GROUP BY year")

What opens it as data frames is looked up when it is first used: a run, which only writes, loads no
data-frame library, and a question loads no stage that reads texts.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from extractor.store.exporting import (
    Form,
    answer_file,
    close_book,
    export,
    guarded,
    needed,
    new_book,
)
from extractor.store.opening import NAME, results_path
from extractor.store.parquet import ask_parquet, is_parquet
from extractor.store.querying import Answer
from extractor.store.writing import Writer

if TYPE_CHECKING:
    from extractor.store.across import Across, Stage, compare_folders
    from extractor.store.folders import PARTS
    from extractor.store.laying import arrow_type
    from extractor.store.results import Results, open_results

LATE = {
    "Results": "results",
    "open_results": "results",
    "Across": "across",
    "Stage": "across",
    "compare_folders": "across",
    "PARTS": "folders",
    "arrow_type": "laying",
}

__all__ = [
    "NAME",
    "PARTS",
    "Across",
    "Answer",
    "Form",
    "Results",
    "Stage",
    "Writer",
    "answer_file",
    "arrow_type",
    "ask_parquet",
    "close_book",
    "compare_folders",
    "export",
    "guarded",
    "is_parquet",
    "needed",
    "new_book",
    "open_results",
    "results_path",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # the type checker reads the imports above
    if name not in LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"extractor.store.{LATE[name]}"), name)
