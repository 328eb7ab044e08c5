"""Turn archived Chinese summary reports into audited tables.

    extractor.run(["archive/"], "results")          many files → one results file
    extractor.open_results("results").mentions      its tables, as data frames
    extractor.extract(text)                         what a text states, as a data frame
    extractor.process(extractor.read(path))         one file, all the way through

The names are looked up when they are first used, so that the stages load no data-frame library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from extractor.batch import Summary, run
    from extractor.model import Processed, SourceFile
    from extractor.pipeline import process
    from extractor.reading import read
    from extractor.store import Results, open_results
    from extractor.tables.quick import extract

HOMES = {
    "Processed": "extractor.model",
    "Results": "extractor.store",
    "SourceFile": "extractor.model",
    "Summary": "extractor.batch",
    "extract": "extractor.tables.quick",
    "open_results": "extractor.store",
    "process": "extractor.pipeline",
    "read": "extractor.reading",
    "run": "extractor.batch",
}

__all__ = [
    "Processed",
    "Results",
    "SourceFile",
    "Summary",
    "__version__",
    "extract",
    "open_results",
    "process",
    "read",
    "run",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # the type checker reads the imports above
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(HOMES[name]), name)
