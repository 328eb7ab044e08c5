"""Libraries that come with an extra: used where installed, asked for by name where not."""

from __future__ import annotations

import importlib
from types import ModuleType

from extractor.errors import UnreadableError


def library(module: str, extra: str, kind: str, name: str) -> ModuleType:
    """Return ``module``, which reads files of this ``kind`` and comes with ``extra``."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        remedy = f"{name}: is {kind}; to read it: pip install 'extractor[{extra}]'"
        raise UnreadableError("missing-extra", remedy) from error
