"""The command line: arguments → one library call → exit code.

    extractor run PATH… --out DIR        the batch, into one results file
    extractor extract PATH…              what a few files state, on the screen
    extractor restore FILE…              the restored text, and every edit that led to it
    extractor audit RESULTS              what the checks say, the worst first
    extractor review RESULTS             the auditor's desk: a page to look through findings
    extractor report RESULTS             the audit working paper, a page to print, a Word document
    extractor decisions import WORKBOOK  what was decided in a returned workbook
    extractor tables RESULTS             the tables as CSV, Parquet or Excel
    extractor query RESULTS SQL          one SELECT over the results
    extractor across FOLDER…             reports of several results held against each other
    extractor compare RESULTS            years, bodies and groups side by side
    extractor kwic RESULTS WORD          every place of a word
    extractor words RESULTS              which words mark some reports against the others
    extractor plot RESULTS               a picture of the results
    extractor evaluate GOLD              the score against annotated documents
    extractor train-names CONFIRMED…     a model of names that knows the names people confirmed
    extractor version

Each is a module of ``commands``; the others here are what they share: the screen, the words of the
manual, how findings are explained.

Exit codes: 0 all was read and nothing fails; 1 all was read and some finding fails; 2 the call was
wrong, or something the user can mend stands in the way; 3 some input could not be read.  3 comes
before 1: whoever accepts findings that fail must still learn that figures are missing.  4 the disk
is full; what is stored stays.  130 is Ctrl-C, 141 a reader that went away.  What was asked for goes
to standard output, everything else to standard error.
"""

from __future__ import annotations

import errno
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from extractor.cli import screen
from extractor.cli.language import chosen, language_option, speak
from extractor.cli.writing import UNWRITTEN
from extractor.errors import DiskFullError, ExtractorError, UnfinishedWarning
from extractor.wording import Language, sentences

COMMANDS = (
    *("run", "extract", "restore", "audit", "review", "report", "decisions"),
    *("tables", "query", "across", "compare", "kwic", "words", "plot"),
    *("evaluate", "train-names", "version"),
)
INTERRUPTED, BROKEN_PIPE = 130, 141


def main() -> None:
    """Run the command line as the process it is, in UTF-8 whatever the locale."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # it was closed, and no other file may take its number
            setattr(sys, name, Path(os.devnull).open("r+", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = invoke(sys.argv[1:], os.environ)
        sys.stdout.flush()
    except OSError as error:
        code = _unprinted(error)
    sys.exit(code)


def _unprinted(error: OSError) -> int:
    """Say that standard output takes no more; return the exit code."""
    if error.errno not in {errno.ENOSPC, errno.EPIPE}:
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python's end would try once more
    if error.errno == errno.EPIPE:
        return BROKEN_PIPE
    full = DiskFullError(DiskFullError.SAID, path="stdout", error=error.strerror)
    return _refuse(full, sentences(chosen(sys.argv[1:], os.environ)))


def invoke(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the command that ``arguments`` name; return the exit code."""
    language = chosen(arguments, environment)
    say = sentences(language)
    with warnings.catch_warnings(), _warnings(say):
        return _invoked(arguments, language, say)


def _invoked(arguments: Sequence[str], language: Language, say: Callable[[str], str]) -> int:
    try:
        line = build(language, [word for word in arguments if word in COMMANDS][:1])
        return _exit_code(line.main(list(arguments), "extractor", standalone_mode=False))
    except click.FileError as error:  # with click's exit code, 1, a finding fails
        return _refuse(ExtractorError(UNWRITTEN, path=error.filename, error=error.message), say)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ExtractorError as error:
        return _refuse(error, say)
    except (click.Abort, KeyboardInterrupt):
        stopped = "Interrupted; what is stored stays, and the same command goes on from there."
        screen.talk().print(screen.line(say(stopped), "yellow"))
        return INTERRUPTED
    except SystemExit:  # click leaves so, and only so, when the reader of a pipe went away
        return BROKEN_PIPE


@contextmanager
def _warnings(say: Callable[[str], str]) -> Iterator[None]:
    """Say in the user's language, once a command, that results are not complete."""
    others, told = warnings.showwarning, set[str]()

    def show(message: Warning | str, *where: Any, **more: Any) -> None:  # noqa: ANN401
        if not isinstance(message, UnfinishedWarning):
            others(message, *where, **more)
        elif (said := message.said(say)) not in told:
            told.add(said)
            screen.talk().print(screen.line(said, "yellow"))

    warnings.simplefilter("always", UnfinishedWarning)
    warnings.showwarning = show
    yield


def _refuse(error: ExtractorError, say: Callable[[str], str]) -> int:
    complaint = say("Error: {message}").format(message=error.said(say))
    screen.talk().print(screen.line(complaint, "red"))
    return error.exit_code


def build(language: Language, names: Sequence[str] = ()) -> click.Group:
    """Return the command line in ``language``: all of it, or only the commands ``names``.

    A command is loaded when it is named, so that none waits for the libraries of another.
    """
    speak(language)
    say = sentences(language)
    modules = [
        import_module(f"extractor.cli.commands.{name.replace('-', '_')}")
        for name in names or COMMANDS
    ]
    return click.Group(
        "extractor",
        commands=[module.command(language) for module in modules],
        params=[language_option(language, say("Language: zh or en."))],
        help=say("Turn archived Chinese summary reports into audited tables."),
    )


def _exit_code(returned: object) -> int:
    return returned if isinstance(returned, int) else 0
