"""The errors a user can mend, each with the exit code the command line ends with."""

from __future__ import annotations

from collections.abc import Callable


class ExtractorError(Exception):
    """Something the user can mend; the message says what, where, and what to do.

    A message with its ``facts`` apart can also be said in another language.
    """

    exit_code = 2

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message.format(**facts) if facts else message)
        self.message = message
        self.facts = facts

    def said(self, say: Callable[[str], str]) -> str:
        """Return the message as ``say`` translates it, with what is said or to be done."""
        if not self.facts:
            return say(str(self))
        told = ((name, str(self.facts.get(name) or "")) for name in ("error", "remedy"))
        known = {name: say(text) for name, text in told if text}
        return say(self.message).format(**self.facts | known)


class EmptyPathError(ExtractorError):
    """A path is empty (a variable of a shell that was not set), and would mean the folder here."""

    SAID = "a path is empty: name a file or a folder (. is the folder you are in)"


class LexiconError(ExtractorError):
    """A row of a lexicon is wrong."""


class MissingExtraError(ExtractorError):
    """A reader or a writer needs an extra that is not installed."""


class ModelError(ExtractorError):
    """A model of names cannot be read, or is none."""


class ResultsError(ExtractorError):
    """A results file cannot be opened, or is not one of ours."""


class BusyError(ResultsError):
    """Another run works on the same results."""


class ClusterError(ExtractorError):
    """The cluster cannot be reached, or cannot make a part of the run."""


class DiskFullError(ResultsError):
    """There is no room for the results; what is stored stays, and the run can go on from there."""

    exit_code = 4
    SAID = (
        "{path}: the disk is full or cannot be written ({error}); what is stored stays: "
        "make room and give the same command again"
    )


class UnfinishedWarning(UserWarning):
    """Results are read of which a run goes on, or was stopped: figures are missing."""

    SAID = (
        "{path}: the run over {roots} has not ended: it goes on, or was stopped; figures are "
        "missing until the same `extractor run` has ended"
    )

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message.format(**facts))
        self.message = message
        self.facts = facts

    def said(self, say: Callable[[str], str]) -> str:
        """Return the message as ``say`` translates it."""
        return say(self.message).format(**self.facts)


class UnreadableError(ExtractorError):
    """One input cannot be read; the batch records it and goes on.

    ``reason`` is a stable code ("empty", "not-text", "missing", ...); the message is for people.
    """

    exit_code = 3

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class BundleError(UnreadableError):
    """An archive, or a message with files: not one text but several, which are its members."""
