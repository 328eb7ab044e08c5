"""One check on the screen, with all it rests on: a finding, a comparison, or a passage.

A finding is named ``document/report/finding``, a comparison or passage by its digits alone, as the
lists show them; the first digits are enough where only one name begins so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from extractor.cli import screen
from extractor.cli.side_by_side import print_passage
from extractor.errors import ExtractorError
from extractor.masking import masked
from extractor.report.across import Held, comparisons_named, held
from extractor.report.evidence import Case, case, findings_named
from extractor.report.peers import Peers, peers
from extractor.report.reuse import passages_named, shared
from extractor.store import Results
from extractor.wording import Language, explain, label, sentences

CONTEXT = 30  # characters shown either side of a figure
PARTS = 3  # of the name of a finding
NONE = "{name}: there is no such finding; `extractor audit` lists them"
MANY = "{name}: more than one begins so; give more of its digits"

# The figures of a check, by the column, and what each is called.
WITHIN = {
    "stated": "stated",
    "computed_low": "computed, least",
    "computed_high": "computed, most",
    "difference": "difference",
}
LEAST = WITHIN | {"difference": "difference, at least"}
ACROSS = WITHIN | {"stated": "stated elsewhere"}
OUTLIER = {
    "stated": "stated",
    "computed_low": "usual among its peers",
    "difference": "difference",
}
RAW = "SELECT raw FROM documents WHERE document = ?"


def explain_one(console: Console, results: Results, name: str, language: Language) -> None:
    """Print the check ``name`` of ``results``; ``ExtractorError`` where there is none."""
    if "/" in name:
        _print_finding(console, results, _finding(results, name), language)
        return
    compared = comparisons_named(results, name) if name else []
    passages = passages_named(results, name) if name else []
    if len(compared) + len(passages) != 1:
        raise ExtractorError(MANY if compared or passages else NONE, name=name)
    if compared and (comparison := held(results, compared[0], {})):
        _print_comparison(console, comparison, language)
        _print_peers(console, peers(results, comparison), language)
    elif passages and (passage := shared(results, passages[0])):
        print_passage(console, passage, language)


def _finding(results: Results, name: str) -> Case:
    parts = name.split("/")
    if len(parts) != PARTS or not all(part.isascii() and part.isdigit() for part in parts[1:]):
        remedy = "{name}: a finding is named document/report/finding, as the list shows it"
        raise ExtractorError(remedy, name=name)
    named = findings_named(results, parts[0], int(parts[1]), int(parts[2]))
    found = case(results, named[0], {}) if len(named) == 1 else None
    if found is None:
        raise ExtractorError(MANY if named else NONE, name=name)
    return found


def _print_finding(console: Console, results: Results, finding: Case, language: Language) -> None:
    say, row = sentences(language), finding.row
    _print_heading(console, row)
    _print_sum(console, row, language, LEAST if finding.is_least else WITHIN)
    ((raw,),) = results.ask(RAW, (row["document"],)).rows
    for evidence in finding.evidence:
        role = label("evidence", finding.called(evidence.kind), language)
        line = str(raw).count("\n", 0, evidence.row["raw_start"]) + 1
        place = {**evidence.row, "text": row["text"], "raw_line": line}
        _print_place(console, place, role, language, is_total=evidence.is_total)
    if not finding.evidence and row["span_start"] is not None:
        # 一是 … 三是: the stretch itself, no mention
        _print_place(console, {**row, "locator": None}, say("passage"), language)


def _print_comparison(console: Console, comparison: Held, language: Language) -> None:
    say = sentences(language)
    about = ("body", "year", "subject")
    told = " · ".join(str(comparison.row[name]) for name in about if comparison.row[name])
    console.print(screen.line(told, "bold"))
    _print_sum(console, comparison.row, language, OUTLIER if comparison.is_outlier else ACROSS)
    for side in comparison.sides:
        role = say("other report") if side.is_other else say("this report")
        _print_heading(console, side.row)
        _print_place(console, side.row, role, language, is_total=side.is_other)


def _print_peers(console: Console, found: Peers, language: Language) -> None:
    """Print the amounts an outlier was compared with, from the least to the most."""
    say = sentences(language)
    if not found.rows:
        return
    heads = [label("head", name, language) for name in ("body", "year", "stated", "file")]
    at = say("raw file, characters {start} to {end}, counted from 0")
    rows = [
        (
            row["body"],
            row["year"],
            row["stated"],
            f"{row['source']} · {at.format(start=row['raw_start'], end=row['raw_end'])}",
        )
        for row in found.rows
    ]
    console.print(screen.table(say("Compared with"), heads, rows))
    if found.more:
        console.print(say("and {more} more, farther from the usual").format(more=found.more))


def _print_heading(console: Console, row: Mapping[str, Any]) -> None:
    heading = (row["source"], row["report"], row["organisation"], row["year"])
    console.print(screen.line(" · ".join(str(part) for part in heading if part), "bold"))


def _print_sum(
    console: Console, row: Mapping[str, Any], language: Language, figures: Mapping[str, str]
) -> None:
    say = sentences(language)
    verdict = label("verdict", row["verdict"], language)
    kind = label("finding", row["kind"], language)
    why = explain(row["expression"], row["reason"], language)
    colon = "：" if language is Language.ZH else ": "
    console.print(screen.line(f"{kind} {verdict}{colon}{why}"))
    if all(row[column] is None for column in figures):
        return  # a day that cannot be states no figure
    for column, name in figures.items():
        # No line: eleven digits of a figure would be hidden like a telephone number.
        console.print(Text(f"  {say(name)}  {screen.shown(row[column]) or '–'}"))


def _print_place(
    console: Console,
    place: Mapping[str, Any],
    role: str,
    language: Language,
    *,
    is_total: bool = False,
) -> None:
    """Print a figure in its sentence, and where it stands in the raw file."""
    start, end = place["span_start"], place["span_end"]
    text = masked(place["text"])
    at = label("html", "place", language)  # by which a batch knows this text as ours
    shown = Text(f"  {role}  ")
    shown.append(_one_line(text[max(0, start - CONTEXT) : start]))
    shown.append(screen.printable(f"⟦{text[start:end]}⟧"), style="bold red" if is_total else "bold")
    shown.append(_one_line(text[end : end + CONTEXT]))
    where = at.format(line=place["raw_line"], start=place["raw_start"], end=place["raw_end"])
    semicolon = "；" if language is Language.ZH else "; "
    # a page or a cell, where there is one
    located = f"{place['locator']}{semicolon}" if place["locator"] else ""
    shown.append(screen.printable(f"  ({located}{where})"), style="dim")
    console.print(shown, soft_wrap=True)


def _one_line(text: str) -> str:
    return screen.printable(text.replace("\n", "⏎"))
