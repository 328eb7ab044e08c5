"""``extractor query``: one SELECT over the results, which can change nothing."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from extractor.cli import screen
from extractor.cli.manual import described, results_argument
from extractor.store import Answer, guarded, open_results
from extractor.tables import TABLES
from extractor.wording import Language, sentences


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    made = described(
        "query",
        language,
        params=[
            results_argument(),
            click.Argument(["sql"], metavar="SQL"),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["table", "csv", "jsonl"]),
                default="table",
                show_default=True,
                help=say("How to print the rows."),
            ),
            click.Option(
                ["--timeout"],
                type=click.FloatRange(0, 3600, min_open=True),
                default=10.0,
                show_default=True,
                help=say("Seconds after which the query is stopped."),
            ),
            click.Option(
                ["--limit"],
                type=click.IntRange(1),
                default=1000,
                show_default=True,
                help=say("How many rows to print."),
            ),
        ],
        callback=query,
        purpose=say("Ask the results in SQL; nothing can be changed."),
        examples="""
            extractor query results "SELECT year, count(*) FROM reports GROUP BY year"
            extractor query results "SELECT * FROM findings WHERE verdict = 'fails'" --format csv
        """,
    )
    made.epilog = "\b\n" + say("Tables:") + "\n" + "\n".join(_described(language))
    return made


def query(  # one parameter for each option
    language: Language, results: Path, sql: str, form: str, timeout: float, limit: int
) -> int:
    """Print what ``sql`` selects from ``results``."""
    with open_results(results) as opened:
        answer = opened.ask(sql, timeout=timeout, limit=limit)
    _print(answer, form)
    if answer.is_cut:
        say = sentences(language)
        said = say("only the first {limit} rows; give --limit for more")
        screen.talk().print(said.format(limit=limit), style="yellow")
    return 0


def _print(answer: Answer, form: str) -> None:
    if form == "table":
        screen.data().print(screen.table("", answer.heads, answer.rows))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(answer.heads)
        writer.writerows([guarded(cell) for cell in row] for row in answer.rows)
    else:
        for named in answer.named:
            click.echo(json.dumps(named, ensure_ascii=False, default=_hex))


def _hex(blob: object) -> str:
    """Return what JSON has no form for, bytes a query made, in hex digits."""
    return blob.hex() if isinstance(blob, bytes) else str(blob)


def _described(language: Language) -> Iterator[str]:
    for table in TABLES:
        yield f"  {table.name}: {table.zh if language is Language.ZH else table.en}"
