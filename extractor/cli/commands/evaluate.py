"""``extractor evaluate``: how well what is extracted agrees with annotated documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from extractor import interchange, pipeline, reading
from extractor.cli import screen
from extractor.cli.manual import FilePath, described
from extractor.errors import ExtractorError
from extractor.evaluating import MEASURES, Evaluation, Slip, Tally, evaluate, raw_paths
from extractor.wording import Language, label, labels, sentences


def command(language: Language) -> click.Command:
    """Return the command."""
    say = sentences(language)
    folder = FilePath(exists=True, file_okay=False, path_type=Path)
    file = FilePath(exists=True, dir_okay=False, path_type=Path)
    return described(
        "evaluate",
        language,
        params=[
            click.Argument(["gold"], type=folder, metavar="GOLD"),
            click.Argument(["predicted"], type=file, required=False, metavar="[PREDICTED]"),
            click.Option(["--raw"], type=folder, help=say("Where the files as received lie.")),
            click.Option(["--by-document"], is_flag=True, help=say("Also one row a document.")),
            click.Option(["--errors"], is_flag=True, help=say("Also everything that is wrong.")),
            click.Option(["--json", "as_json"], is_flag=True, help=say("Print one JSON object.")),
        ],
        callback=compare,
        purpose=say("Compare what is extracted with annotated documents.")
        + "\n\n"
        + say(
            "GOLD holds NN.json beside NN.clean.txt. Without PREDICTED (JSON lines) the files as "
            "received, NN.raw.txt or NN.txt, are read anew."
        ),
        examples="""
            extractor evaluate corpora/gold --raw corpora/sample --errors
            extractor evaluate corpora/gold reports.jsonl --json
        """,
    )


def compare(  # noqa: PLR0913  # one parameter for each option
    language: Language,
    gold: Path,
    predicted: Path | None,
    raw: Path | None,
    *,
    by_document: bool,
    errors: bool,
    as_json: bool,
) -> int:
    """Print the score; return the exit code."""
    score = evaluate(gold, _records(gold, predicted, raw, language))
    if not score.documents:
        remedy = "{folder}: no annotated document; a gold folder holds NN.json and NN.clean.txt"
        raise ExtractorError(remedy, folder=gold)
    if score.without_prediction == score.documents:
        remedy = "{folder}: nothing is extracted from its documents; say with --raw where they lie"
        raise ExtractorError(remedy, folder=gold)
    if as_json:
        click.echo(json.dumps(_json(score), ensure_ascii=False))
        return 0
    _print(score, language, by_document=by_document, errors=errors)
    return 0


def _records(
    gold: Path, predicted: Path | None, raw: Path | None, language: Language
) -> Iterator[interchange.Json]:
    if predicted is None:
        for path in raw_paths(gold, raw or gold):
            yield from interchange.report_records(pipeline.process(reading.read(path)), language)
        return
    yield from interchange.read_lines(predicted)


def _json(score: Evaluation) -> interchange.Json:
    tallies = {
        measure: {kind: _figures(score.tally(measure, kind)) for kind in score.kinds}
        for measure in MEASURES
    }
    return {
        "documents": score.documents,
        "without_prediction": score.without_prediction,
        "text": score.text_recovered,
        **tallies,
        "links": {kind: _figures(tally) for kind, tally in score.links.items()},
        "checks_found": score.checks.right,
        "checks_missed": score.checks.missed,
        "false_alarms": score.false_alarms,
    }


def _figures(tally: Tally) -> tuple[float | None, ...]:
    shares = (tally.precision, tally.recall, tally.f1)
    return (*shares, tally.right, tally.spurious, tally.missed)


def _print(score: Evaluation, language: Language, *, by_document: bool, errors: bool) -> None:
    say = sentences(language)
    console = screen.data()
    if errors:
        heads = [say("Document"), say("Slip"), say("What"), say("As written"), say("Detail")]
        console.print(screen.table("", heads, _slips(score, language)))
    if by_document:
        heads = [say("Document"), say("Slips")]
        console.print(screen.table("", heads, _documents(score, language)))
    heads = [say("What"), "", "P", "R", "F1", say("right"), say("spurious"), say("missed")]
    console.print(screen.table("", heads, _rows(score, language)))
    summary = say(
        "documents {documents}, without prediction {without}, text recovered {text:.4f}; "
        "checks found {found} of {wanted}; false alarms {alarms}"
    )
    console.print(
        summary.format(
            documents=score.documents,
            without=score.without_prediction,
            text=score.text_recovered,
            found=score.checks.right,
            wanted=score.checks.right + score.checks.missed,
            alarms=score.false_alarms,
        )
    )


def _rows(score: Evaluation, language: Language) -> Iterable[tuple[object, ...]]:
    for kind in score.kinds:
        for measure in MEASURES:
            yield _row("mention", kind, measure, score.tally(measure, kind), language)
    for kind, tally in score.links.items():
        yield _row("link", kind, "link", tally, language)


def _row(
    family: str, kind: str, measure: str, tally: Tally, language: Language
) -> tuple[object, ...]:
    shares = (tally.precision, tally.recall, tally.f1)
    return (
        label(family, kind, language),
        label("measure", measure, language),
        *("–" if share is None else f"{share:.3f}" for share in shares),
        tally.right,
        tally.spurious,
        tally.missed,
    )


def _slips(score: Evaluation, language: Language) -> Iterable[tuple[str, ...]]:
    for slip in score.slips:
        yield (
            slip.document,
            label("slip", slip.slip, language),
            _kind(slip, language),
            slip.surface,
            slip.detail,
        )


def _kind(slip: Slip, language: Language) -> str:
    """Return what people call a kind of mention, of link or of check."""
    if slip.slip.startswith("link"):
        return label("link", slip.kind, language)
    family = "mention" if f"mention.{slip.kind}" in labels(language) else "finding"
    return label(family, slip.kind, language)


def _documents(score: Evaluation, language: Language) -> Iterable[tuple[str, str]]:
    by_document: dict[str, dict[str, int]] = {}
    for slip in score.slips:
        counts = by_document.setdefault(slip.document, {})
        key = f"{_kind(slip, language)} {label('slip', slip.slip, language)}"
        counts[key] = counts.get(key, 0) + 1
    for document, counts in by_document.items():
        yield document, ", ".join(f"{key}: {n}" for key, n in sorted(counts.items()))
