"""A data frame on the screen, or as CSV or JSON for other programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable

import click
import pandas as pd

from extractor.cli import screen
from extractor.store import Results, guarded
from extractor.wording import Language, label

FORMS = ("table", "csv", "json")


def form_option(say: Callable[[str], str]) -> click.Option:
    """Return the option that says how to print a frame."""
    return click.Option(
        ["--format", "form"],
        type=click.Choice(FORMS),
        default="table",
        show_default=True,
        help=say("How to print the rows."),
    )


def print_frame(frame: pd.DataFrame, title: str, form: str, language: Language) -> None:
    """Print ``frame`` in one of ``FORMS``; what is missing is empty, or null.

    People read the heads in their language, programs as they are.
    """
    plain = frame.astype(object).where(frame.notna(), None)
    rows = [[_shown(cell) for cell in row] for row in plain.to_numpy().tolist()]
    if form == "table":
        heads = [label("column", str(name), language) for name in frame.columns]
        screen.data().print(screen.table(title, heads, rows))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(frame.columns)
        writer.writerows([guarded(cell) for cell in row] for row in rows)
    else:
        click.echo(plain.to_json(orient="records", force_ascii=False, indent=1))


def with_files(frame: pd.DataFrame, results: Results, form: str) -> pd.DataFrame:
    """Return ``frame`` with the file each document was read from instead of its digits, for people.

    Programs join by the digits, people look for the file.
    """
    if form != "table" or "document" not in frame:
        return frame
    files = results.query("SELECT document, source FROM documents").set_index("document")["source"]
    named = frame.assign(document=frame["document"].map(files))
    return named.rename(columns={"document": "source"})


def _shown(cell: object) -> object:
    """Return a number to two places at the most (fen, hundredths of a per cent); ✓ for true."""
    if isinstance(cell, bool):
        return "✓" if cell else None
    return round(float(cell), 2) if isinstance(cell, float) else cell
