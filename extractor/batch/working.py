"""What a worker does with one file: everything, and whatever goes wrong becomes a failure."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from extractor import pipeline, reading
from extractor.batch.own_texts import is_own_text
from extractor.errors import BundleError, UnreadableError
from extractor.model import Failure, SourceFile
from extractor.reading import Member
from extractor.reading.files import shown
from extractor.reading.own import own_output
from extractor.tables import Row
from extractor.tables.rows import document_rows

Rows: TypeAlias = Mapping[str, Sequence[Row]]
Reader: TypeAlias = Callable[[Path, str, Path | None], SourceFile]
LONGEST_MESSAGE = 500  # characters
# Only single characters are looked up in pypinyin, whose table of phrases takes 100 MB.
WITHOUT_PHRASES = ("PYPINYIN_NO_PHRASES", "1")
HOME = Path(reading.__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Task:
    """One file to process, with what is known of its bytes."""

    path: Path
    source: str
    sha256: str | None
    size: int | None
    rules: str
    member: Member | None = None  # a file inside the bundle at ``path``
    within: Path | None = None  # the folder below which no link is followed


@dataclass(frozen=True, slots=True)
class Opened:
    """What a bundle turned out to hold: files, each to be a task of its own, and what is none."""

    members: tuple[Member | Failure, ...]


def work(task: Task, read: Reader = reading.read) -> Rows | Failure | Opened:
    """Return the rows of one file, or why there are none; of a bundle, what it holds."""
    os.environ.setdefault(*WITHOUT_PHRASES)
    try:
        file = (
            _inside(task, task.member) if task.member else read(task.path, task.source, task.within)
        )
        if is_own_text(file.raw):
            raise own_output(file.source)  # noqa: TRY301  # said of it as of any other file
        return document_rows(pipeline.process(file), task.rules)
    except BundleError:
        return _opened(task)
    except UnreadableError as error:
        return failed(task, "read", error.reason, _said(task, error))
    except MemoryError:  # this process is near its limit: whoever watches it ends it
        raise
    except Exception as error:  # noqa: BLE001  # the one place where a fault of ours becomes a row
        stage, where = _stage(error)
        said = f"{task.source}: {type(error).__name__}: {_message(error)} ({where})"
        return failed(task, stage, "error", f"{said}; please report it")


def _inside(task: Task, member: Member) -> SourceFile:
    content = reading.member(reading.load(task.path, task.within), task.source, member.route)
    return reading.decode(content, member.source)


def _opened(task: Task) -> Opened | Failure:
    """Return what the bundle holds; a bundle none of whose files can be read is itself a failure.

    The failures of its members stand beside it, so that the reason is known for each.
    """
    try:
        content = reading.load(task.path, task.within)
        found = reading.members(content, task.source)
        members = tuple(one if isinstance(one, Failure) else one[0] for one in found)
    except UnreadableError as error:
        return failed(task, "read", error.reason, _said(task, error))
    reasons = [one for one in members if isinstance(one, Failure)]
    if len(reasons) == len(members):
        said = f"{task.source}: nothing in it can be read: {reasons[0].detail}"
        members = (failed(task, "read", reasons[0].reason, said), *members)
    return Opened(members)


def failed(task: Task, stage: str, reason: str, detail: str) -> Failure:
    """Return the failure of ``task``."""
    return Failure(task.source, task.sha256, task.size, stage, reason, detail)


def _said(task: Task, error: UnreadableError) -> str:
    """Return what ``error`` says of a file, called by the name its records carry."""
    said, path = str(error), shown(task.path)
    return task.source + said.removeprefix(path) if said.startswith(f"{path}:") else said


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
