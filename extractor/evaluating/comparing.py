"""One document compared with its annotation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from extractor.evaluating.annotations import Gold, Mark, Prediction, predict
from extractor.evaluating.links import Pair, outcomes
from extractor.evaluating.scores import Evaluation, Outcome, Slip
from extractor.interchange import Json

DECIDED = ("holds", "fails", "within_approximation")
CONTEXT = 12  # characters shown either side of a slip
Place: TypeAlias = tuple[int, int]


def compare(gold: Gold, records: Sequence[Json]) -> Evaluation:
    """Return the score of the reports extracted from one document."""
    predicted = predict(records)
    table = _align(gold.text, predicted.text)
    marks = [_carry(mark, table) for mark in gold.marks]
    optional = {place for mark in gold.optional if (place := _carry(mark, table))}
    hits = _match(gold.marks, marks, predicted.marks)
    used = set(hits.values())
    spurious = [
        mark
        for at, mark in enumerate(predicted.marks)
        if at not in used and (mark.start, mark.end) not in optional
    ]
    checks = _match_checks(gold, predicted, hits)
    said = [_said(mark) for mark in gold.marks], [_said(mark) for mark in predicted.marks]
    links = [*outcomes(gold.links, predicted.links, said, hits)]
    return Evaluation(
        Counter(
            (
                *_count_gold(gold, predicted, marks, hits),
                *_count_spurious(gold, marks, spurious),
                *(("check", "all", "missed" if hit is None else "right") for _, hit in checks),
                *(outcome for outcome, _ in links),
            )
        ),
        (
            *_missed_or_wrong(gold, predicted, hits),
            *(_slip(gold.stem, "spurious", mark, predicted.text) for mark in spurious),
            *_check_slips(gold, predicted, hits, checks),
            *_link_slips(gold, predicted, links),
        ),
        documents=1,
        without_prediction=int(not records),
        similarity=sum(at is not None for at in table[:-1]) / max(1, len(gold.text)),
    )


def _align(gold: str, predicted: str) -> list[int | None]:
    """Return for each index of ``gold`` its index in ``predicted``; ``None`` where they differ."""
    if gold == predicted:
        return [*range(len(gold)), None]
    table: list[int | None] = [None] * (len(gold) + 1)
    blocks = SequenceMatcher(None, gold, predicted, autojunk=False).get_matching_blocks()
    for a, b, size in blocks:
        table[a : a + size] = range(b, b + size)
    return table


def _carry(mark: Mark, table: Sequence[int | None]) -> Place | None:
    start, last = table[mark.start], table[mark.end - 1]
    return None if start is None or last is None else (start, last + 1)


def _match(
    marks: Sequence[Mark], carried: Sequence[Place | None], found: Sequence[Mark]
) -> dict[int, int]:
    """Return for each gold mark the first found one that stands exactly there, each once."""
    free: dict[tuple[str, Place | None], list[int]] = defaultdict(list)
    for at in reversed(range(len(found))):
        free[found[at].type, (found[at].start, found[at].end)].append(at)
    hits = {}
    for at, (mark, place) in enumerate(zip(marks, carried, strict=True)):
        if free[mark.type, place]:
            hits[at] = free[mark.type, place].pop()
    return hits


def _count_gold(
    gold: Gold,
    predicted: Prediction,
    carried: Sequence[Place | None],
    hits: Mapping[int, int],
) -> Iterator[Outcome]:
    for at, mark in enumerate(gold.marks):
        touched = _touches(mark.type, carried[at], predicted.marks)
        yield "overlap", mark.kind, "right" if touched else "missed"
        yield "span", mark.kind, "right" if at in hits else "missed"
        if at in hits and predicted.marks[hits[at]].value == mark.value:
            yield "value", mark.kind, "right"
            continue
        yield "value", mark.kind, "missed"
        if at in hits:
            yield "value", mark.kind, "spurious"


def _touches(kind: str, place: Place | None, marks: Iterable[Mark]) -> bool:
    return place is not None and any(
        mark.type == kind and mark.start < place[1] and place[0] < mark.end for mark in marks
    )


def _count_spurious(
    gold: Gold, carried: Sequence[Place | None], spurious: Iterable[Mark]
) -> Iterator[Outcome]:
    places = [*zip(gold.marks, carried, strict=True)]
    for mark in spurious:
        yield "span", mark.kind, "spurious"
        yield "value", mark.kind, "spurious"
        if not any(
            annotated.type == mark.type and _touches(mark.type, place, (mark,))
            for annotated, place in places
        ):
            yield "overlap", mark.kind, "spurious"


def _match_checks(
    gold: Gold, predicted: Prediction, hits: Mapping[int, int]
) -> list[tuple[Json, int | None]]:
    """Return the decided checks of ``gold``, each with the finding that says the same."""
    free = list(range(len(predicted.findings)))
    matched = []
    for check in gold.checks:
        if (
            check["verdict"] not in DECIDED
            or check.get("inferred")
            or not isinstance(check.get("total"), int)
        ):
            continue
        hit = next((at for at in free if _says(predicted.findings[at], check, hits)), None)
        if hit is not None:
            free.remove(hit)
        matched.append((check, hit))
    return matched


def _says(
    finding: tuple[Json, int | None],
    check: Json,
    hits: Mapping[int, int],
) -> bool:
    said, total_mark = finding
    return (
        said["kind"] == check["kind"]
        and said["verdict"] == check["verdict"]
        and total_mark is not None
        and total_mark == hits.get(check["total"])
    )


# --- what came out otherwise --------------------------------------------------------------------


def _missed_or_wrong(gold: Gold, predicted: Prediction, hits: Mapping[int, int]) -> Iterator[Slip]:
    for at, mark in enumerate(gold.marks):
        if at not in hits:
            yield _slip(gold.stem, "missed", mark, gold.text)
        elif (found := predicted.marks[hits[at]].value) != mark.value:
            detail = f"{_told(mark.value)} → {_told(found)}"
            yield Slip(gold.stem, "value", mark.kind, mark.surface, detail)


def _told(value: object) -> str:
    """Return a value as people read it: the parts of it that are stated, each once."""
    parts = value if isinstance(value, tuple) else (value,)
    words = (f"{p:.12g}" if isinstance(p, float) else str(p) for p in parts if p is not None)
    return " ".join(dict.fromkeys(words)) or "?"


def _slip(stem: str, slip: str, mark: Mark, text: str) -> Slip:
    context = text[max(0, mark.start - CONTEXT) : mark.end + CONTEXT]
    return Slip(stem, slip, mark.kind, mark.surface, f"…{context}…")


def _check_slips(
    gold: Gold,
    predicted: Prediction,
    hits: Mapping[int, int],
    checks: Sequence[tuple[Json, int | None]],
) -> Iterator[Slip]:
    for check, hit in checks:
        if hit is None:
            yield Slip(
                gold.stem, "check-missed", check["kind"], check["verdict"], str(check.get("why"))
            )
    found = {hit for _, hit in checks}
    failing = [check.get("total", -1) for check in gold.checks if check["verdict"] == "fails"]
    known = {hits[at] for at in failing if at in hits}
    for at, (finding, total_mark) in enumerate(predicted.findings):
        if finding["verdict"] == "fails" and at not in found and total_mark not in known:
            yield Slip(gold.stem, "false-alarm", finding["kind"], "fails", str(finding.get("why")))


def _said(mark: Mark) -> str:
    """Return what a mark says: a date its value, anything else its words."""
    return _told(mark.value) if mark.type == "date" else mark.surface


def _link_slips(
    gold: Gold, predicted: Prediction, links: Iterable[tuple[Outcome, Pair]]
) -> Iterator[Slip]:
    for (_, kind, outcome), (amount, _, other) in links:
        if outcome != "right":
            marks = gold.marks if outcome == "missed" else predicted.marks
            pair = marks[amount].surface, marks[other].surface
            yield Slip(gold.stem, f"link-{outcome}", kind, *pair)
