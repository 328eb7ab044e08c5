"""Passages that two reports share on the screen: the list, and one of them side by side."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.cli import screen
from extractor.report.passages import Piece
from extractor.report.reuse import EARLIER, LATER, Shared, every_passage
from extractor.store import Results
from extractor.wording import Language, label, sentences

MOST = 10  # passages in a list
STYLES = {"changed": "bold red", "same": "bold"}
SIDES = (EARLIER, LATER)


def print_passages(console: Console, results: Results, limit: int, language: Language) -> None:
    """Print the passages most worth a look, and how many more there are."""
    say = sentences(language)
    rows = every_passage(results, min(limit, MOST))
    if not rows:
        return
    heads = [say("Passage"), label("head", "kind", language), label("head", "length", language)]
    heads += [label("head", "changed_figures", language), say("File")]
    listed = [
        (
            row["passage"],
            label("reuse_kind", row["kind"], language),
            row["length"],
            row["changed_figures"],
            f"{row['other_source']} ↔ {row['source']}",
        )
        for row in rows
    ]
    console.print(screen.table(label("sheet", "reuse", language), heads, listed))
    every = int(str(results.ask("SELECT count(*) FROM passages").rows[0][0]))
    if every > len(rows):
        console.print(say("and {more} more, in the table passages").format(more=every - len(rows)))


def print_passage(console: Console, passage: Shared, language: Language) -> None:
    """Print the figures that differ, then both texts beside one another."""
    row = passage.row
    kind = label("reuse_kind", row["kind"], language)
    said = label("desk", "passage-said", language).format(
        length=row["length"], same=row["same_figures"], changed=row["changed_figures"]
    )
    console.print(screen.line(f"{kind} {row['passage']}", "bold"))
    console.print(screen.line(said))
    absent = label("desk", "absent", language)
    names = [label("desk", which, language) for which in ("earlier", "later")]
    changed = [
        (
            label("mention", figure["type"], language),
            *(figure[f"{side}surface"] or absent for side in SIDES),
        )
        for figure in passage.changed
    ]
    if changed:
        title = label("head", "changed_figures", language)
        console.print(screen.table(title, [label("head", "type", language), *names], changed))
    console.print(_texts(passage, names, language))


def _texts(passage: Shared, names: list[str], language: Language) -> Table:
    drawn = Table(show_lines=True, header_style="bold", expand=True)
    for side, name in zip(SIDES, names, strict=True):
        drawn.add_column(_heading(passage, side, name, language), ratio=1, overflow="fold")
    drawn.add_row(*(_text(passage.text(side)) for side in SIDES))
    return drawn


def _heading(passage: Shared, side: str, name: str, language: Language) -> Text:
    """Return whose text it is, and where it stands in the file as received."""
    row = passage.row
    at = sentences(language)("raw file, characters {start} to {end}, counted from 0")
    where = at.format(start=row[f"{side}raw_start"], end=row[f"{side}raw_end"])
    facts = (row[f"{side}source"], row[f"{side}organisation"], row[f"{side}year"], where)
    return screen.line(" · ".join([name, *(str(fact) for fact in facts if fact)]))


def _text(pieces: Iterable[Piece]) -> Text:
    """Return a text with its figures marked; what differs stands in brackets too."""
    shown = Text()
    for piece in pieces:
        text = "\n".join(map(screen.printable, piece.text.split("\n")))
        shown.append(f"⟦{text}⟧" if piece.kind == "changed" else text, STYLES.get(piece.kind, ""))
    return shown
