"""``extractor extract``: what some files state, on the screen, report by report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from extractor import interchange, pipeline, reading
from extractor.batch import Found, walk
from extractor.cli import screen
from extractor.cli.failures import FAILING, UNREADABLE, tell_unread
from extractor.cli.manual import (
    described,
    lexicon_option,
    names_model_option,
    paths_argument,
)
from extractor.errors import UnreadableError
from extractor.masking import identities_masked
from extractor.mentions.names import votes
from extractor.model import Failure, Processed, Verdict
from extractor.wording import Language, label, sentences


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    return described(
        "extract",
        language,
        params=[
            paths_argument(),
            lexicon_option(language),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["jsonl", "table"]),
                default="table",
                show_default=True,
                help=say("One JSON object a report, or tables to read."),
            ),
            click.Option(
                ["--out", "-o"],
                type=click.File("w", encoding="utf-8", atomic=True),
                default="-",
                help=say("Write here instead of the screen."),
            ),
            names_model_option(language),
            click.Option(
                ["--no-mask", "is_unmasked"],
                is_flag=True,
                help=say("Leave identity numbers in the JSON lines as they are."),
            ),
        ],
        callback=extract,
        purpose=say("Show what the reports in some files state."),
        examples="""
            extractor extract corpora/sample/2013_柳澄镇_结对帮扶.txt
            extractor extract corpora/sample --format jsonl --out reports.jsonl
            extractor extract corpora/sample/2013_柳澄镇_结对帮扶.txt --names-model lac
        """,
    )


def extract(  # one parameter for each option
    language: Language,
    paths: Iterable[Path],
    form: str,
    out: TextIO,
    names_model: str | None = None,
    *,
    is_unmasked: bool = False,
) -> int:
    """Write what ``paths`` state to ``out``; return the exit code."""
    votes.choose(names_model)
    failed = unreadable = False
    for found in walk(paths):
        processed = _processed(found, language)
        if processed is None:
            unreadable = True
            continue
        failed |= has_failing(processed)
        for record in interchange.report_records(processed, language):
            if form == "jsonl":
                kept = (
                    record if is_unmasked else record | {"text": identities_masked(record["text"])}
                )
                out.write(interchange.write_line(kept) + "\n")
            else:
                _show(record, language, screen.data(out))
    return UNREADABLE if unreadable else FAILING if failed else 0


def _processed(found: Found | Failure, language: Language) -> Processed | None:
    """Return what one file states; say so and return nothing when it cannot be read."""
    if isinstance(found, Found):
        try:
            return pipeline.process(reading.read(found.path, found.source, found.within))
        except UnreadableError as error:
            tell_unread(found.source, error.reason, str(error), language)
    else:
        tell_unread(found.source, found.reason, found.detail, language)
    return None


def has_failing(processed: Processed) -> bool:
    """Return whether any finding fails."""
    found = (f for extraction in processed.extractions for f in extraction.findings)
    return any(finding.verdict is Verdict.FAILS for finding in found)


def _show(record: interchange.Json, language: Language, console: Console) -> None:
    say = sentences(language)
    heading = (record["source"], record["report"], record["organisation"], record["year"])
    console.print(screen.line(" · ".join(str(part) for part in heading if part), "bold"))
    heads = [say("What"), say("As written"), say("Value"), say("Role"), say("Place")]
    console.print(screen.table("", heads, (_row(m, language) for m in record["mentions"])))
    if record["findings"]:
        heads = [say("Verdict"), say("Check"), say("Why")]
        rows = (
            (
                label("verdict", f["verdict"], language),
                label("finding", f["kind"], language),
                f["why"],
            )
            for f in record["findings"]
        )
        console.print(screen.table("", heads, rows))


def _row(mention: interchange.Json, language: Language) -> tuple[str, ...]:
    family = "party_role" if mention["type"] in {"name", "group"} else "figure_role"
    role = mention.get("role")
    return (
        label("mention", mention["type"], language),
        mention["surface"],
        _value(mention, language),
        label(family, role, language) if role else "",
        f"{mention['start']}–{mention['end']}",
    )


def _value(mention: interchange.Json, language: Language) -> str:
    match mention["type"]:
        case "date":
            return " ".join(part for part in (mention["edtf"], mention["festival"]) if part)
        case "money":
            return f"{_figure(mention, language)} {mention['currency']}"
        case "count":
            return f"{_figure(mention, language)} {mention['unit']}"
        case "percent":
            return f"{interchange.write_decimal(mention['value'])} %" if mention["value"] else ""
        case _:
            return label("party_kind", mention.get("kind") or "", language)


def _figure(mention: interchange.Json, language: Language) -> str:
    if mention["approx"] == "range":
        low, high = mention["low"], mention["high"]
        return "–".join("" if n is None else interchange.write_decimal(n) for n in (low, high))
    if mention["stated"] is None:
        return "?"
    said = "" if mention["approx"] == "exact" else label("approx", mention["approx"], language)
    return f"{said} {interchange.write_decimal(mention['stated'])}".strip()
