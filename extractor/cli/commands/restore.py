"""``extractor restore``: a file as it was once written, and every edit that led back to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.text import Text

from extractor import reading, restoring, splitting
from extractor.cli import screen
from extractor.cli.failures import UNREADABLE, tell_unread
from extractor.cli.manual import described, paths_argument
from extractor.errors import UnreadableError
from extractor.model import Document
from extractor.offsets import Span
from extractor.wording import Language, label, sentences

DELETED, INSERTED = "red strike", "green"
SHORT = 40  # code points of a cut that are shown


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "restore",
        language,
        params=[
            paths_argument(),
            click.Option(
                ["--explain"],
                is_flag=True,
                help=say("List each edit with its place, and what is cut as page furniture."),
            ),
            click.Option(
                ["--diff"],
                is_flag=True,
                help=say(
                    "Show the text with what was taken out in red and put in in green; "
                    "without colours, in the signs of a word diff."
                ),
            ),
        ],
        callback=restore,
        purpose=say("Print the restored text of some files."),
        examples="""
            extractor restore corpora/sample/2009_白砚镇_雪灾救助.txt > restored.txt
            extractor restore corpora/sample/2009_白砚镇_雪灾救助.txt --explain
            extractor restore corpora/sample/2009_白砚镇_雪灾救助.txt --diff
        """,
    )


def restore(language: Language, paths: Iterable[Path], *, explain: bool, diff: bool) -> int:
    """Print what each of ``paths`` was restored to; return the exit code."""
    unreadable = False
    for path in paths:
        try:
            document = restoring.restore(reading.read(path))
        except UnreadableError as error:
            unreadable = True
            tell_unread(path.as_posix(), error.reason, str(error), language)
            continue
        if explain:
            _explain(document, language)
        elif diff:
            console = screen.data()
            marked = _coloured(document) if console.is_terminal else _marked(document)
            console.print(marked, soft_wrap=True)
        else:
            click.echo(document.text)
    return UNREADABLE if unreadable else 0


def _explain(document: Document, language: Language) -> None:
    say = sentences(language)
    heads = [say("Place"), say("Before"), say("After"), say("Edit"), say("Rule"), say("Why")]
    title = say("Edits to {file}: {count}").format(
        file=screen.printable(document.file.source), count=len(document.edits)
    )
    if document.edits:
        screen.data().print(screen.table(title, heads, _edits(document, language)))
    else:
        screen.data().print(title)
    cuts = list(_cuts(document, language))
    if cuts:
        heads = [say("Place"), say("Cut"), say("Edit"), say("Rule")]
        screen.data().print(screen.table(say("Page furniture"), heads, cuts))
    if document.notes:
        heads = [say("Place"), say("Note"), say("Detail")]
        screen.data().print(screen.table(say("Notes"), heads, _notes(document, language)))


def _edits(document: Document, language: Language) -> Iterator[tuple[str, ...]]:
    raw = document.file.raw
    for edit in document.edits:
        before = edit.span.slice(raw)
        name = label("fixer", edit.fixer_id, language)
        why = edit.reason or label("why", edit.fixer_id, language)
        yield place(raw, edit.span), before, edit.replacement, name, edit.fixer_id, why


def _cuts(document: Document, language: Language) -> Iterator[tuple[str, ...]]:
    for span, rule_id in splitting.furniture(document):
        cut = span.slice(document.text).strip()
        shown = cut if len(cut) <= SHORT else cut[:SHORT] + "…"
        at = place(document.file.raw, document.offsets.to_original(span))
        yield at, shown, label("furniture", rule_id, language), rule_id


def _notes(document: Document, language: Language) -> Iterator[tuple[str, ...]]:
    for note in document.notes:
        span = note.span and document.offsets.to_original(note.span)
        at = place(document.file.raw, span) if span else ""
        yield at, label("note", note.code, language), note.detail


def place(raw: str, span: Span) -> str:
    """Return where ``span`` begins, as line:column from 1, with its offsets."""
    line = raw.count("\n", 0, span.start) + 1
    column = span.start - raw.rfind("\n", 0, span.start)
    return f"{line}:{column} [{span.start}–{span.end}]"


def _coloured(document: Document) -> Text:
    """Return the file as received with every edit marked in it."""
    raw, shown, done = document.file.raw, Text(), 0
    for edit in document.edits:
        shown.append(_safe(raw[done : edit.span.start]))
        shown.append(_safe(edit.span.slice(raw)), DELETED)
        shown.append(_safe(edit.replacement), INSERTED)
        done = edit.span.end
    return shown.append(_safe(raw[done:]))


def _marked(document: Document) -> Text:
    """Return the file as received with every edit marked by signs, as word diffs have them."""
    raw, shown, done = document.file.raw, Text(), 0
    for edit in document.edits:
        before, after = _safe(edit.span.slice(raw)), _safe(edit.replacement)
        shown.append(_safe(raw[done : edit.span.start]))
        shown.append((f"[-{before}-]" if before else "") + (f"{{+{after}+}}" if after else ""))
        done = edit.span.end
    return shown.append(_safe(raw[done:]))


def _safe(text: str) -> str:
    return "\n".join(screen.printable(line) for line in text.split("\n"))
