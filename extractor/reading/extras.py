"""Libraries that come with an extra: used where installed, asked for by name where not.

Some run in a process of their own, which inherits the limit of time of the one that reads a file.
"""

from __future__ import annotations

import importlib
import signal
from types import ModuleType

from extractor.errors import UnreadableError


def library(module: str, extra: str, kind: str, name: str) -> ModuleType:
    """Return ``module``, which reads files of this ``kind`` and comes with ``extra``."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        remedy = f"{name}: is {kind}; to read it: pip install 'extractor[{extra}]'"
        raise UnreadableError("missing-extra", remedy) from error


def is_out_of_time(code: int) -> bool:
    """Return whether a process of a library was ended for the time of the processor it took."""
    return code == -getattr(signal, "SIGXCPU", 0) != 0  # Windows sets no such limit
