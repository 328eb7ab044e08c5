"""``extractor query``: one SELECT over the results, or a named question; nothing can be changed."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

import click

from extractor.batch.own_texts import is_own_text
from extractor.cli import screen
from extractor.cli.codes import asked_by_word, meanings
from extractor.cli.manual import FilePath, described, results_argument
from extractor.cli.writing import check_name, writing
from extractor.errors import ResultsError
from extractor.masking import masked
from extractor.store import Answer, answer_file, ask_parquet, guarded, is_parquet, open_results
from extractor.tables import TABLES, VIEWS, Table, View
from extractor.wording import Language, enumerated, sentences

FILES = ("xlsx", "parquet")
TEXTS = ("csv", "json", "jsonl")
FORMS = (*TEXTS, *FILES)
OWN_WORDS = (
    "{path}: lies among the reports, and its heads are words of your own; a run would read it as "
    "a report and count its figures again: keep it elsewhere"
)


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    made = described(
        "query",
        language,
        params=[
            results_argument(),
            click.Argument(["sql"], metavar="[SQL]", required=False),
            click.Option(
                ["--name"],
                type=click.Choice([view.name for view in VIEWS]),
                metavar="NAME",
                help=say("A named question instead of SQL; they are listed below."),
            ),
            click.Option(
                ["--set", "settings"],
                multiple=True,
                metavar="NAME=VALUE",
                help=say(
                    "With --name: only rows where the column has this value; with SQL: the "
                    "value of $NAME. May be given several times."
                ),
            ),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["table", *FORMS]),
                show_default=say("as the name of --out says, else table"),
                help=say("How to print the rows."),
            ),
            click.Option(
                ["--out", "-o"],
                type=FilePath(dir_okay=False, path_type=Path),
                help=say("File for the rows; xlsx and parquet need one."),
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
            extractor query results --name amounts_by_body --set year=2019
            extractor query results 'SELECT * FROM reports WHERE year = $y' --set y=2019
            extractor query results --name totals_that_fail --format xlsx --out fails.xlsx
            extractor query parquet --name amounts_by_year
        """,
    )
    lines = [
        *_described(say("Tables:"), TABLES, language),
        *_described(say("Named:"), VIEWS, language),
    ]
    made.epilog = "\b\n" + "\n".join(lines)
    return made


def query(  # noqa: PLR0913  # one parameter for each option
    *,
    language: Language,
    results: Path,
    sql: str | None,
    name: str | None,
    settings: Sequence[str],
    form: str | None,
    out: Path | None,
    timeout: float,
    limit: int,
) -> int:
    """Print what ``sql``, or the question ``name``, gives from ``results``."""
    if (sql is None) == (name is None) or (sql is not None and not sql.strip()):
        raise click.UsageError(sentences(language)("give either SQL or --name"))
    form = form or _form_of(out)
    if out is not None and form in FORMS and _form_of(out) not in {form, "table"}:
        check_name(out, (f".{form}",))
    if form in FILES and out is None:
        raise click.UsageError(sentences(language)("this format needs --out FILE"))
    values = _values(settings)
    asked = sql if sql is not None else _named(str(name), values)
    if is_parquet(results):
        answer = ask_parquet(results, asked, values, timeout=timeout, limit=limit)
    else:
        with open_results(results) as opened:
            answer = opened.ask(asked, values, timeout=timeout, limit=limit)
    _write(answer, form, out)
    for told in _notes(answer, form, asked, values, limit, language):
        screen.talk().print(screen.line(told, "yellow"), soft_wrap=True)
    if out is not None and out.is_file() and form in TEXTS and not is_parquet(results):
        _warn_of_own_words(results, out, language)
    return 0


def _warn_of_own_words(results: Path, out: Path, language: Language) -> None:
    """Say of rows among the reports that nothing in them tells a run not to read them."""
    if is_own_text(out.read_text(encoding="utf-8-sig")):
        return
    with open_results(results) as opened:
        if opened.is_among_sources(out):
            said = sentences(language)(OWN_WORDS).format(path=out)
            screen.talk().print(screen.line(said, "yellow"), soft_wrap=True)


def _notes(  # what was asked, and how
    answer: Answer,
    form: str,
    asked: str,
    values: Mapping[str, object],
    limit: int,
    language: Language,
) -> Iterator[str]:
    """Yield what the rows do not say: that there are more, or none, and what their codes mean."""
    say = sentences(language)
    if answer.is_cut:
        yield say("only the first {limit} rows; give --limit for more").format(limit=limit)
    if not answer.rows:
        yield say("no row matches")
        codes = asked_by_word(asked, values.values(), language)
        if codes:
            yield say("the rows hold codes; ask for: {codes}").format(
                codes=enumerated(codes, language)
            )
    if form == "table":
        yield from meanings(answer.heads, answer.rows, language)


def _form_of(out: Path | None) -> str:
    """Return the form that the name of a file says; rows as people read them if it says none."""
    ending = out.suffix.lower().lstrip(".") if out else ""
    return ending if ending in FORMS else "table"


def _values(settings: Sequence[str]) -> dict[str, str | int | float]:
    values: dict[str, str | int | float] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or not name.isidentifier():
            raise ResultsError("{setting}: write NAME=VALUE", setting=setting)
        values[name] = _number(value)
    return values


def _number(value: str) -> str | int | float:
    for kind in (int, float):
        try:
            return kind(value) if value.isascii() else value
        except ValueError:
            continue
    return value


def _named(name: str, values: Mapping[str, object]) -> str:
    """Return the SELECT of a named question; the values go in as parameters, never as text."""
    # With the name of the view before it, SQLite takes a word it does not know for no text.
    conditions = [f'{name}."{column}" = ${column}' for column in values]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT * FROM {name}{where}"  # noqa: S608  # a name of ours, identifiers of the user


def _write(answer: Answer, form: str, out: Path | None) -> None:
    if out is None:
        _print(answer, form, sys.stdout)
        return
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    with writing(out):
        if form in FILES:
            answer_file(answer, out, form)
        else:
            with out.open("w", encoding=encoding, newline="") as file:
                _print(answer, form, file)


def _print(answer: Answer, form: str, file: TextIO) -> None:
    if form == "table":
        screen.data(file).print(screen.table("", answer.heads, answer.rows))
    elif form == "csv":
        writer = csv.writer(file)
        writer.writerow(answer.heads)
        writer.writerows([guarded(cell) for cell in row] for row in answer.rows)
    elif form == "json":
        whole = json.dumps(_named_rows(answer), ensure_ascii=False, default=_plain, indent=1)
        click.echo(whole, file=file)
    else:
        file.writelines(
            json.dumps(named, ensure_ascii=False, default=_plain) + "\n"
            for named in _named_rows(answer)
        )


def _named_rows(answer: Answer) -> list[dict[str, object]]:
    return [
        {name: masked(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
        for row in answer.named
    ]


def _plain(cell: object) -> str:
    """Return what JSON has no form for: bytes in hex digits, dates as they are written."""
    return cell.hex() if isinstance(cell, bytes) else str(cell)


def _described(
    heading: str, listed: Sequence[Table] | Sequence[View], language: Language
) -> Iterator[str]:
    yield heading
    for one in listed:
        yield f"  {one.name}: {one.zh if language is Language.ZH else one.en}"
