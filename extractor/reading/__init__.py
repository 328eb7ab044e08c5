"""Path → bytes, digest, text: what a file holds, unrepaired."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractor.errors import UnreadableError
from extractor.model import SourceFile


def read(path: Path, source: str | None = None) -> SourceFile:
    """Return the file at ``path``; ``source`` is the name its records carry (the path as given)."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError("missing", f"{path}: {error.strerror}") from error
    except OSError as error:
        raise UnreadableError("unreadable", f"{path}: {error.strerror}") from error
    return decode(content, source or path.as_posix())


def decode(content: bytes, source: str) -> SourceFile:
    """Return the text that ``content`` holds, as the file ``source``."""
    digest = hashlib.sha256(content).hexdigest()
    return SourceFile(source, digest, len(content), "txt", "utf-8", content.decode("utf-8"))
