"""What a worker does with one file: everything, and whatever goes wrong becomes a failure."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from extractor import pipeline, reading
from extractor.errors import UnreadableError
from extractor.model import Failure, SourceFile
from extractor.tables import Row, document_rows

Rows: TypeAlias = Mapping[str, Sequence[Row]]
Reader: TypeAlias = Callable[[Path, str], SourceFile]
LONGEST_MESSAGE = 500  # characters
HOME = Path(reading.__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Task:
    """One file to process, with what is known of its bytes."""

    path: Path
    source: str
    sha256: str | None
    size: int | None
    rules: str


def work(task: Task, read: Reader = reading.read) -> Rows | Failure:
    """Return the rows of one file, or why there are none."""
    try:
        file = read(task.path, task.source)
        return document_rows(pipeline.process(file), task.rules)
    except UnreadableError as error:
        return failed(task, "read", error.reason, str(error))
    except MemoryError:  # this process is near its limit: whoever watches it ends it
        raise
    except Exception as error:  # noqa: BLE001  # the one place where a fault of ours becomes a row
        stage, where = _stage(error)
        said = f"{task.source}: {type(error).__name__}: {_message(error)} ({where})"
        return failed(task, stage, "error", f"{said}; please report it")


def failed(task: Task, stage: str, reason: str, detail: str) -> Failure:
    """Return the failure of ``task``."""
    return Failure(task.source, task.sha256, task.size, stage, reason, detail)


def _message(error: BaseException) -> str:
    """Return what ``error`` says, cut where it is long; some cannot even say that."""
    try:
        return str(error)[:LONGEST_MESSAGE]
    except Exception:  # noqa: BLE001  # a message of a library, which may do anything
        return "its message cannot be read"


def _stage(error: BaseException) -> tuple[str, str]:
    """Return the stage an error arose in, and the line of ours that raised it.

    The stage is the module that ``pipeline`` called; the place is the last line of this package.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [(_module(f.filename), f.lineno) for f in frames if _module(f.filename)]
    called = [module.split(".")[0] for module, _ in ours]
    stages = [name for name in called if name not in {"batch", "pipeline"}]
    module, line = ours[-1]
    return (stages[0] if stages else "process"), f"{module}:{line}"


def _module(filename: str) -> str:
    """Return the dotted name of a file of this package below the package, else nothing."""
    path = Path(filename)
    inside = path.is_relative_to(HOME)
    return ".".join(path.relative_to(HOME).with_suffix("").parts) if inside else ""
